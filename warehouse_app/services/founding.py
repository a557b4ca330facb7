"""The house itself: founded once, and the day turn, which brings what time alone changes."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseFault, HouseSettings
from warehouse_app.domain.ledger import NO_HASH, key_mark, seal_hash
from warehouse_app.domain.statuses import ALLOCATABLE, Role
from warehouse_app.queries.runs import EVERY_LINE
from warehouse_app.queries.waiting import OPEN, WAITING
from warehouse_app.services.changes import Area, Changes, StopMoved
from warehouse_app.services.contract import Work, service
from warehouse_app.services.cutting import Gone, cut_aged, cut_items
from warehouse_app.services.filling import fill_items
from warehouse_app.services.house_rules import store_setting
from warehouse_app.services.reserving import fixed_to_whole, return_hard
from warehouse_app.store.database import day, marks, rows
from warehouse_app.store.faults import StoreFault
from warehouse_app.store.tables import Item, ItemStock, Move, Seal, Setting
from warehouse_app.store.tables.base import instant_number


@dataclass(frozen=True)
class Founded:
    """A new house: its id names the key of its ledger."""

    house_id: str
    changes: Changes


@dataclass(frozen=True)
class Renamed:
    """What the house was called before, and what it is called now."""

    before: str
    after: str
    changes: Changes


@dataclass(frozen=True)
class BooksClosed:
    """The day up to which the books are closed now, and the one up to which they were before (None: never closed)."""

    until: date
    before: date | None
    changes: Changes


@dataclass(frozen=True)
class DayTurned:
    """What a day turn did: the days it passed (0: it was done before), lots expired and items released by it.

    At the `stops` of pick lists less is fetched since, and what was put aside may not be used any more.
    """

    day: date
    days: int
    expired_lots: int
    released_items: int
    changes: Changes
    stops: tuple[StopMoved, ...] = ()


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


@service(Role.ADMIN)
def rename_house(work: Work, name: str) -> Renamed:
    """Call the house `name` from now on. Raises Refused (HouseFault.NO_NAME) for an empty one."""
    before, after = work.settings.name, name.strip()
    if not after:
        raise Refused(HouseFault.NO_NAME)
    if after != before:
        store_setting(work, "name", after)
    return Renamed(before, after, work.changes)


@service(Role.ADMIN, alone=True)
def close_books(work: Work, until: date) -> BooksClosed:
    """Close the books up to a day, with it: what is booked from now on counts from the day after at the earliest.

    They are never opened again. Raises Refused (HouseFault) where they are closed further than that, and for a day that
    has not begun in the house.
    """
    before, today = work.settings.books_closed_until, work.settings.house_day
    if before is not None and until < before:
        raise Refused(HouseFault.BOOKS_BACK, until=until, before=before)
    if until > today:
        raise Refused(HouseFault.BOOKS_AHEAD, until=until, today=today)
    if until != before:
        store_setting(work, "books_closed_until", until)
    return BooksClosed(until, before, work.changes)


@service(Role.CLERK, alone=True)
def turn_day(work: Work) -> DayTurned:
    """Bring the house to the present day: lots expire or no longer last as long as lines ask, items and lines reach
    their release date or the horizon, lifted orders stop gathering, the ledger is sealed.

    Done again on the same day it changes nothing.
    """
    settings = work.settings
    today = _today(work, settings.time_zone)
    days = (today - settings.house_day).days
    if days <= 0:
        return DayTurned(settings.house_day, 0, 0, 0, work.changes)
    fixed = fixed_to_whole(work)
    expired, lots = _expire(work, settings.house_day, today)
    store_setting(work, "house_day", today)
    del work.settings  # read again: what follows decides by the new day
    released = _released_items(settings.house_day, today)
    # For all who wait for what is released something has changed, though there be nothing to give.
    fill_items(work, released, cause="day-turn", fresh=EVERY_LINE)
    aged = cut_aged(work, _items_with_lives(work), cause="day-turn")
    due = _lines_due(work, settings.house_day) | _end_gathering(work)
    left = fixed_to_whole(work)
    # What must ship complete and lacks something kept only what was fixed to it.
    loose = {line for line, units in fixed.items() if left.get(line, 0) < units}
    fill_items(work, expired | aged | set(due.values()), cause="day-turn", edited=due.keys() | loose)
    seal(work, today)
    work.touched(Area.SETTINGS, Area.STOCK)
    return DayTurned(today, days, lots, len(released), work.changes, tuple(work.stops))


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


def _expire(work: Work, since: date, today: date) -> tuple[set[int], int]:
    """Take what expired from `since` to before `today` out of allocatable stock; return the items touched, and lots."""
    found = work.store.sql(
        "SELECT lot.item_id, lot.id, lot.expiry, SUM(balance.quantity) FROM lot "
        "JOIN balance ON balance.lot_id = lot.id JOIN location ON location.id = balance.location_id "
        "WHERE lot.expiry >= ? AND lot.expiry < ? "
        f"AND balance.status = 'available' AND location.kind IN ({marks(sorted(ALLOCATABLE))}) "
        "GROUP BY lot.item_id, lot.id, lot.expiry",
        (since, today, *sorted(ALLOCATABLE)),
    ).fetchall()
    losses: dict[int, list[Gone]] = defaultdict(list)
    for item, _lot, expiry, units in found:
        losses[item].append(Gone(int(units), day(expiry)))
    lots = {lot for _, lot, _, _ in found}
    return_hard(work, "lot_id", lots)
    touched = set(losses) | set(cut_items(work, losses, cause="expiry"))
    work.store.many(
        "UPDATE item_stock SET allocatable = allocatable - ?, version = version + 1 WHERE item_id = ?",
        [(sum(gone.units for gone in lost), item) for item, lost in sorted(losses.items())],
    )
    return touched, len(lots)


def _items_with_lives(work: Work) -> set[int]:
    """Return the items of which lines that ask for a shelf life hold some."""
    found = work.store.sql(
        f"SELECT DISTINCT item_id FROM order_line WHERE {OPEN} AND allocated > 0 AND shelf_life_days > 0"
    )
    return {item for (item,) in found}


def _lines_due(work: Work, since: date) -> dict[int, int]:
    """Return the lines (ids), with their items, whose own release date or whose horizon was reached after `since`."""
    today = work.settings.house_day
    rules, parameters = ["(not_before > ? AND not_before <= ?)"], [since, today]
    if (days := work.settings.horizon_days) is not None:
        ahead = timedelta(days=days)
        rules.append("(COALESCE(first_promise, need_by) > ? AND COALESCE(first_promise, need_by) <= ?)")
        parameters += [since + ahead, today + ahead]
    found = work.store.sql(f"SELECT id, item_id FROM order_line WHERE {WAITING} AND ({' OR '.join(rules)})", parameters)
    return dict(found.fetchall())


def _end_gathering(work: Work) -> dict[int, int]:
    """End the days in which lifted lines may gather stock in parts; return the lines (ids) with their items."""
    last = work.settings.house_day - timedelta(days=work.settings.gather_days)
    found = work.store.sql("SELECT id, item_id FROM order_line WHERE gathers AND lifted_on <= ?", (last,)).fetchall()
    work.store.many("UPDATE order_line SET gathers = ? WHERE id = ?", [(False, line) for line, _ in found])
    return dict(found)


def _released_items(since: date, today: date) -> list[int]:
    query = Item.select(Item.id).where((Item.release_date > since) & (Item.release_date <= today))
    return [item for (item,) in rows(query)]
