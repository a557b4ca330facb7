"""The house itself: founded once, and the day turn, which brings what time alone changes."""

import uuid
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseFault, HouseSettings
from warehouse_app.domain.ledger import NO_HASH, key_mark, seal_hash
from warehouse_app.domain.statuses import ALLOCATABLE, Policy, Role
from warehouse_app.queries.runs import EVERY_LINE
from warehouse_app.queries.waiting import OPEN
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.filling import cut_items, fill_items
from warehouse_app.services.reserving import return_hard
from warehouse_app.store.database import marks, rows
from warehouse_app.store.faults import StoreFault
from warehouse_app.store.tables import Item, ItemStock, Move, Seal, Setting
from warehouse_app.store.tables.base import instant_number


@dataclass(frozen=True)
class Founded:
    """A new house: its id names the key of its ledger."""

    house_id: str
    changes: Changes


@dataclass(frozen=True)
class DayTurned:
    """What a day turn did: the days it passed (0: it was done before), lots expired and items released by it."""

    day: date
    days: int
    expired_lots: int
    released_items: int
    changes: Changes


@service(Role.ADMIN)
def found_house(work: Work, *, name: str, time_zone: str, currency: str, house_id: str | None = None) -> Founded:
    """Set up an empty house whose days begin at midnight in `time_zone`.

    Raises Refused for a zone nobody knows, and where a house was founded in this database before.
    """
    if Setting.select().where(Setting.name == "house_id").exists():
        raise Refused(StoreFault.EXISTS, place=work.store.place)
    named = house_id or uuid.uuid4().hex
    settings = HouseSettings(named, name, time_zone, currency, _today(work, time_zone), key_mark(work.key, named))
    for field, value in msgspec.to_builtins(settings).items():
        Setting.insert(name=field, value=msgspec.json.encode(value).decode()).execute()
    work.touched(Area.SETTINGS)
    return Founded(settings.house_id, work.changes)


@service(Role.ADMIN, alone=True)
def choose_policy(work: Work, policy: Policy) -> Changes:
    """Make `policy` the default of the house, and fill by it whatever can be filled."""
    _set(work, "policy", policy)
    work.touched(Area.SETTINGS, Area.QUEUE)
    items = [item for (item,) in work.store.sql(f"SELECT DISTINCT item_id FROM order_line WHERE {OPEN}")]
    fill_items(work, items, cause="policy", policy=policy)
    return work.changes


@service(Role.CLERK, alone=True)
def turn_day(work: Work) -> DayTurned:
    """Bring the house to the present day: lots expire, items reach their release date, the ledger is sealed.

    Done again on the same day it changes nothing.
    """
    settings = work.settings
    today = _today(work, settings.time_zone)
    days = (today - settings.house_day).days
    if days <= 0:
        return DayTurned(settings.house_day, 0, 0, 0, work.changes)
    expired, lots = _expire(work, settings.house_day, today)
    _set(work, "house_day", today)
    del work.settings  # read again: what follows decides by the new day
    released = _released_items(settings.house_day, today)
    # For all who wait for what is released something has changed, though there be nothing to give.
    fill_items(work, released, cause="day-turn", fresh=EVERY_LINE)
    fill_items(work, expired, cause="day-turn")
    seal(work, today)
    work.touched(Area.SETTINGS, Area.STOCK)
    return DayTurned(today, days, lots, len(released), work.changes)


def seal(work: Work, day: date) -> None:
    """Chain a hash over the ends of all items' chains to the seals before it; only while nobody else writes moves."""
    last_move = Move.select(Move.id).order_by(Move.id.desc()).limit(1).scalar() or 0
    last = rows(Seal.select(Seal.hash).order_by(Seal.id.desc()).limit(1))
    prev_hash = last[0][0] if last else NO_HASH
    heads = rows(
        ItemStock.select(ItemStock.item, ItemStock.ledger_head).where(ItemStock.ledger_seq > 0).order_by(ItemStock.item)
    )
    Seal.insert(
        day=day,
        at=instant_number(work.action.now),
        last_move=last_move,
        prev_hash=prev_hash,
        hash=seal_hash(work.key, prev_hash, day, heads),
    ).execute()


def _today(work: Work, time_zone: str) -> date:
    try:
        return work.action.now.astimezone(ZoneInfo(time_zone)).date()
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused(HouseFault.UNKNOWN_ZONE, zone=time_zone) from error


def _set(work: Work, name: str, value: object) -> None:
    Setting.update(value=msgspec.json.encode(value).decode()).where(Setting.name == name).execute()
    work.touched(Area.SETTINGS)


def _expire(work: Work, since: date, today: date) -> tuple[set[int], int]:
    """Take what expired from `since` to before `today` out of allocatable stock; return the items touched, and lots."""
    found = work.store.sql(
        "SELECT lot.item_id, lot.id, SUM(balance.quantity) FROM lot JOIN balance ON balance.lot_id = lot.id "
        "JOIN location ON location.id = balance.location_id WHERE lot.expiry >= ? AND lot.expiry < ? "
        f"AND balance.status = 'available' AND location.kind IN ({marks(sorted(ALLOCATABLE))}) "
        "GROUP BY lot.item_id, lot.id",
        (since, today, *sorted(ALLOCATABLE)),
    ).fetchall()
    losses: dict[int, int] = {}
    for item, _lot, units in found:
        losses[item] = losses.get(item, 0) + int(units)
    lots = {lot for _, lot, _ in found}
    return_hard(work, "lot_id", lots)
    touched = set(losses) | set(cut_items(work, losses, cause="expiry"))
    work.store.many(
        "UPDATE item_stock SET allocatable = allocatable - ?, version = version + 1 WHERE item_id = ?",
        [(units, item) for item, units in sorted(losses.items())],
    )
    return touched, len(lots)


def _released_items(since: date, today: date) -> list[int]:
    query = Item.select(Item.id).where((Item.release_date > since) & (Item.release_date <= today))
    return [item for (item,) in rows(query)]
