"""The only writer of the ledger: moves, the balances that are their sums, and what they leave allocatable."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from warehouse_app.domain.ledger import ChainedMove, move_hash
from warehouse_app.domain.statuses import ALLOCATABLE, LocationKind, MoveReason, StockStatus
from warehouse_app.queries.waiting import StockLevel
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.store.database import chunks, marks
from warehouse_app.store.tables import ItemStock, Move
from warehouse_app.store.tables.base import instant_number

_MOVE_COLUMNS = (*ChainedMove._fields[:-1], "action", "prev_hash", "hash")
_FOREIGN = {"item", "lot", "location", "corrects", "action"}


class Arrival(NamedTuple):
    """`quantity` units (more than 0) of a lot that come to lie in a place, or that leave it (`book_out`).

    `corrects`: the move (its id) that was wrong and is made good by this one.
    """

    item: int
    lot: int
    expiry: date | None
    location: int
    kind: LocationKind
    status: StockStatus
    quantity: int
    corrects: int | None = None


def lock_items(work: Work, items: Iterable[int]) -> dict[int, StockLevel]:
    """Lock the stock of `items` until the transaction ends, always in the order of their ids; return its level."""
    columns = "allocatable, allocated, fill_paused"
    return {item: StockLevel(*level) for item, *level in _locked(work, items, columns)}


def _locked(work: Work, items: Iterable[int], columns: str) -> Iterator[tuple[Any, ...]]:
    for some in chunks(items):
        which = f"WHERE item_id IN ({marks(some)}) ORDER BY item_id{work.store.locking}"
        yield from work.store.sql(f"SELECT item_id, {columns} FROM item_stock {which}", some).fetchall()


def is_allocatable(kind: LocationKind, status: StockStatus, expiry: date | None, house_day: date) -> bool:
    """Return whether stock in such a place and state may be given to orders: goods may be used on their expiry day."""
    return kind in ALLOCATABLE and status is StockStatus.AVAILABLE and (expiry is None or expiry >= house_day)


def book(work: Work, arrivals: Sequence[Arrival], *, reason: MoveReason, document: str) -> None:
    """Write `arrivals` as moves of the ledger, and bring the balances and the items' stock up to date with them."""
    if not arrivals:
        return
    _chain(work, [(arrival, arrival.quantity) for arrival in arrivals], reason, document)
    work.store.many(
        "INSERT INTO balance (lot_id, location_id, status, quantity) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (lot_id, location_id, status) DO UPDATE SET quantity = balance.quantity + excluded.quantity",
        [(arrival.lot, arrival.location, arrival.status, arrival.quantity) for arrival in arrivals],
    )


def book_out(work: Work, goods: Sequence[Arrival], *, reason: MoveReason, document: str) -> None:
    """Write that goods leave their places, as moves of the ledger, its balances and the items' stock.

    The caller has seen, under the items' locks, that they are there, and has made room for the loss.
    """
    if not goods:
        return
    _chain(work, [(each, -each.quantity) for each in goods], reason, document)
    work.store.many(
        "UPDATE balance SET quantity = quantity - ? WHERE lot_id = ? AND location_id = ? AND status = ?",
        [(each.quantity, each.lot, each.location, each.status) for each in goods],
    )


def _chain(work: Work, changes: Sequence[tuple[Arrival, int]], reason: MoveReason, document: str) -> None:
    """Add moves to the items' chains: the goods, and the units by which they become more."""
    day, effective = work.settings.house_day, work.settings.effective_day
    items = {arrival.item for arrival, _ in changes}
    heads = {item: (seq, head) for item, seq, head in _locked(work, items, "ledger_seq, ledger_head")}
    gained: dict[int, int] = defaultdict(int)
    moves: list[tuple[object, ...]] = []
    for arrival, units in changes:
        seq, prev_hash = heads[arrival.item]
        move = ChainedMove(
            arrival.item,
            seq + 1,
            arrival.lot,
            arrival.location,
            arrival.status,
            units,
            reason if arrival.corrects is None else MoveReason.CORRECTION,
            document,
            arrival.corrects,
            instant_number(work.action.now),
            effective,
            work.action.actor,
            work.action.workstation,
            work.row,
        )
        head = move_hash(work.key, prev_hash, move)
        heads[arrival.item] = (seq + 1, head)
        moves.append((*move, prev_hash, head))
        if is_allocatable(arrival.kind, arrival.status, arrival.expiry, day):
            gained[arrival.item] += units
    work.store.insert(Move, [f"{name}_id" if name in _FOREIGN else name for name in _MOVE_COLUMNS], moves)
    work.store.many(
        "UPDATE item_stock SET allocatable = allocatable + ?, version = version + 1, ledger_seq = ?, ledger_head = ? "
        "WHERE item_id = ?",
        [(gained[item], *heads[item], item) for item in heads],
    )
    work.touched(Area.STOCK)


def add_stock_rows(work: Work, items: Iterable[int]) -> None:
    """Give new `items` their empty stock."""
    work.store.insert(
        ItemStock,
        ("item_id", "allocatable", "allocated", "version", "ledger_seq", "ledger_head", "short_since", "fill_paused"),
        [(item, 0, 0, 0, 0, "", 0, False) for item in items],
    )
