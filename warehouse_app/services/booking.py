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
from warehouse_app.store.database import chunks, rows
from warehouse_app.store.tables import ItemStock, Move
from warehouse_app.store.tables.base import instant_number

_MOVE_COLUMNS = (*ChainedMove._fields[:-1], "action", "prev_hash", "hash")
_FOREIGN = {"item", "lot", "location", "corrects", "action"}


class Arrival(NamedTuple):
    """`quantity` units (more than 0) of a lot that come to lie in a place."""

    item: int
    lot: int
    expiry: date | None
    location: int
    kind: LocationKind
    status: StockStatus
    quantity: int


def lock_items(work: Work, items: Iterable[int]) -> dict[int, StockLevel]:
    """Lock the stock of `items` until the transaction ends, always in the order of their ids; return its level."""
    columns = (ItemStock.allocatable, ItemStock.allocated)
    return {item: StockLevel(*level) for item, *level in _locked(work, items, *columns)}


def _locked(work: Work, items: Iterable[int], *columns: Any) -> Iterator[tuple[Any, ...]]:
    for some in chunks(items):
        query = ItemStock.select(ItemStock.item, *columns).where(ItemStock.item.in_(some)).order_by(ItemStock.item)
        yield from rows(work.store.locked(query))


def is_allocatable(kind: LocationKind, status: StockStatus, expiry: date | None, house_day: date) -> bool:
    """Return whether stock in such a place and state may be given to orders: goods may be used on their expiry day."""
    return kind in ALLOCATABLE and status is StockStatus.AVAILABLE and (expiry is None or expiry >= house_day)


def book(work: Work, arrivals: Sequence[Arrival], *, reason: MoveReason, document: str) -> None:
    """Write `arrivals` as moves of the ledger, and bring the balances and the items' stock up to date with them."""
    if not arrivals:
        return
    day = work.settings.house_day
    items = {arrival.item for arrival in arrivals}
    heads = {item: (seq, head) for item, seq, head in _locked(work, items, ItemStock.ledger_seq, ItemStock.ledger_head)}
    gained: dict[int, int] = defaultdict(int)
    moves: list[tuple[object, ...]] = []
    for arrival in arrivals:
        seq, prev_hash = heads[arrival.item]
        move = ChainedMove(
            arrival.item,
            seq + 1,
            arrival.lot,
            arrival.location,
            arrival.status,
            arrival.quantity,
            reason,
            document,
            None,
            instant_number(work.action.now),
            day,
            work.action.actor,
            work.action.workstation,
            work.row,
        )
        head = move_hash(work.key, prev_hash, move)
        heads[arrival.item] = (seq + 1, head)
        moves.append((*move, prev_hash, head))
        if is_allocatable(arrival.kind, arrival.status, arrival.expiry, day):
            gained[arrival.item] += arrival.quantity
    work.store.insert(Move, [f"{name}_id" if name in _FOREIGN else name for name in _MOVE_COLUMNS], moves)
    work.store.many(
        "INSERT INTO balance (lot_id, location_id, status, quantity) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (lot_id, location_id, status) DO UPDATE SET quantity = balance.quantity + excluded.quantity",
        [(arrival.lot, arrival.location, arrival.status, arrival.quantity) for arrival in arrivals],
    )
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
        ("item_id", "allocatable", "allocated", "version", "ledger_seq", "ledger_head"),
        [(item, 0, 0, 0, 0, "") for item in items],
    )
