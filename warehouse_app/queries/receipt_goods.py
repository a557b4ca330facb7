"""The goods that receipts took in, as papers tell of them: where they were put, why aside, and what was taken back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from warehouse_app.documents.goods_sheets import NotedGoods
from warehouse_app.domain.statuses import StockStatus
from warehouse_app.domain.totes import Totes
from warehouse_app.queries.toted import BookedAs, Received, booked_as, totes_of
from warehouse_app.store.database import Store, chunks, day, marks
from warehouse_app.store.tables.base import instant


@dataclass(frozen=True, slots=True)
class Reversal:
    """Goods were taken back: by which action (its id), by whom, when and why."""

    action: int
    by: str
    at: datetime
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CameIn:
    """Goods of one booking (`action`, its id) in one place. `is_ordered`: they count on a line of a purchase order.

    `received`: where the books received them, which is the dock for those that were put into a tote at once.
    """

    receipt: str
    action: int
    by: str
    item: int
    goods: NotedGoods
    is_ordered: bool
    reversal: Reversal | None
    received: Received


def goods_of_receipts(store: Store, receipts: Collection[int]) -> list[CameIn]:
    """Return what came with receipts (ids), in the order in which it was booked, what was taken back included.

    Goods that count on several lines of the purchase order are told of as one.
    """
    lines: list[CameIn] = []
    for some in chunks(receipts):
        lines += _lines(store, some)
    reasons = reasons_of(store, {line.action for line in lines} | {r.action for line in lines if (r := line.reversal)})
    booked = booked_as(store, {line.action for line in lines})
    told = [_with_reasons(line, lines, reasons, booked) for line in _together(lines)]
    told = [replace(line, goods=_as_booked(line, booked.get(line.action, ()))) for line in told]
    return list(_in_totes(told, totes_of(store, [line.received for line in told], booked)))


def _as_booked(line: CameIn, booked: Iterable[BookedAs]) -> NotedGoods:
    """Return goods with what their booking said of them: whether they had expired, and, where they were taken back, by
    which day they came, since their lot may have another one by now.
    """
    goods = line.goods
    of_lot = [each for each in booked if (each.sku, each.lot) == (goods.sku, goods.lot)]
    expired = any((each.location, each.aside) == (goods.place, _EXPIRED) for each in of_lot)
    days = [each.expiry for each in of_lot if each.expiry] if line.reversal else []
    return replace(goods, expired=expired, expiry=days[0] if days else goods.expiry)


def reasons_of(store: Store, actions: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return the reasons that people gave for actions (ids), in the order in which they gave them."""
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for some in chunks(actions):
        for action, why in store.sql(
            f"SELECT action_id, why FROM action_reason WHERE action_id IN ({marks(some)}) ORDER BY id", some
        ):
            found[action] += (why,)
    return found


_EXPIRED = "aside-expired"
"""What the answer says of goods that were set aside since they had expired (`Aside` of `services.incoming`)."""


def _lines(store: Store, receipts: list[int]) -> list[CameIn]:
    found = store.sql(
        "SELECT r.number, l.action_id, a.actor, i.id, i.sku, i.name, lot.code, lot.expiry, p.code, l.quantity, "
        "i.pack_quantity, i.unit, l.status, l.purchase_line_id, l.lot_id, l.location_id, v.action_id, va.actor, va.at "
        "FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id JOIN action a ON a.id = l.action_id "
        "JOIN lot ON lot.id = l.lot_id JOIN item i ON i.id = lot.item_id JOIN location p ON p.id = l.location_id "
        "LEFT JOIN receipt_reversal v ON v.receipt_line_id = l.id LEFT JOIN action va ON va.id = v.action_id "
        f"WHERE l.receipt_id IN ({marks(receipts)}) ORDER BY l.id",
        receipts,
    )
    return [_came_in(*row) for row in found]


def _came_in(
    receipt: str,
    action: int,
    by: str,
    item: int,
    sku: str,
    name: str,
    lot: str,
    expiry: date | str | None,
    place: str,
    quantity: int,
    pack: int,
    unit: str,
    status: str,
    purchase_line: int | None,
    lot_id: int,
    location: int,
    *reversal: str | int | None,
) -> CameIn:
    aside = status == StockStatus.QUARANTINED
    goods = NotedGoods(sku, name, lot, day(expiry), place, int(quantity), pack, unit, aside)
    undone, undone_by, undone_at = reversal
    back = None
    if undone is not None and undone_at is not None:
        back = Reversal(int(undone), str(undone_by), instant(int(undone_at)))
    received = Received(action, item, lot_id, location, place)
    return CameIn(receipt, action, by, item, goods, purchase_line is not None, back, received)


def _together(lines: Iterable[CameIn]) -> list[CameIn]:
    """Return goods in the order in which they were booked, those of one booking in one place as one."""
    merged: dict[CameIn, int] = {}
    for line in lines:
        alike = replace(line, goods=replace(line.goods, quantity=0))
        merged[alike] = merged.get(alike, 0) + line.goods.quantity
    return [replace(line, goods=replace(line.goods, quantity=units)) for line, units in merged.items()]


def _in_totes(lines: Iterable[CameIn], totes: Mapping[tuple[int, int, int], Totes]) -> Iterator[CameIn]:
    """Yield goods with the totes into which they were put at once, each of these by itself."""
    left = {at: dict(units) for at, units in totes.items()}
    for line in lines:
        goods = line.goods
        rest = goods.quantity
        mine = {} if goods.aside else left.get(line.received.at, {})
        for tote, units in mine.items():
            if some := min(units, rest):
                yield replace(line, goods=replace(goods, quantity=some, place=tote.place, tote=tote))
                mine[tote] -= some
                rest -= some
        if rest:
            yield replace(line, goods=replace(goods, quantity=rest))


def _with_reasons(
    line: CameIn,
    lines: Collection[CameIn],
    reasons: Mapping[int, tuple[str, ...]],
    booked: Mapping[int, Collection[BookedAs]],
) -> CameIn:
    why = tuple(dict.fromkeys(_why_aside(line, lines, reasons, booked))) if line.goods.aside else line.goods.why
    back = replace(line.reversal, why=reasons.get(line.reversal.action, ())) if line.reversal else None
    return replace(line, goods=replace(line.goods, why=why), reversal=back)


def _why_aside(
    line: CameIn,
    lines: Collection[CameIn],
    reasons: Mapping[int, tuple[str, ...]],
    booked: Mapping[int, Collection[BookedAs]],
) -> tuple[str, ...]:
    """Return why goods were set aside; those that put others right are aside for the reason of those, if any, or for
    which these were set aside since they came.
    """
    others = [other for other in lines if other.reversal and other.reversal.action == line.action]
    why: tuple[str, ...] = ()
    for other in others:
        if other.goods.aside and other.item == line.item:
            why += _why_aside(other, lines, reasons, booked)
    if others and not why:
        goods = line.goods
        at = goods.sku, goods.place, goods.lot
        answered = booked.get(line.action, ())
        why = tuple(each.why for each in answered if each.why and (each.sku, each.location, each.lot) == at)
    return why or reasons.get(line.action, ())
