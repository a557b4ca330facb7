"""Why a line got what it got, as codes and facts: a stored decision with what its sentence must name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.errors import Fact, Facts
from warehouse_app.queries.goods import Recipient
from warehouse_app.store.database import Store, chunks, day, marks, rows
from warehouse_app.store.tables import Item


class Part(NamedTuple):
    """One clause of a reason; several are said one after the other."""

    code: StrEnum
    facts: Facts


class ReasonPart(StrEnum):
    """Clauses that follow a reason; each has a sentence in `texts.reasons`."""

    LEFT_AFTER = "left-after-lines-ahead"
    AHEAD = "units-ahead"
    FIRST = "first-in-queue"
    NEXT_RECEIPT = "next-receipt"
    LATE_RECEIPT = "receipt-overdue"
    UNDATED_RECEIPT = "receipt-undated"
    NO_RECEIPT = "nothing-on-order"
    SHIPPED = "line-shipped"
    CANCELLED = "line-cancelled"
    NOT_CONSIDERED = "line-not-considered"


class ItemWords(NamedTuple):
    """What reasons say of an item."""

    sku: str
    safety_stock: int
    open_to: str
    release_date: date | None


def item_words(items: Iterable[int]) -> dict[int, ItemWords]:
    """Return what reasons say of `items`."""
    found: dict[int, ItemWords] = {}
    columns = (Item.id, Item.sku, Item.safety_stock, Item.safety_stock_open_to, Item.release_date)
    for some in chunks(items):
        for row, *words in rows(Item.select(*columns).where(Item.id.in_(some))):
            found[row] = ItemWords(*words)
    return found


def with_reasons(
    decisions: Sequence[LineDecision],
    free: int,
    item: int,
    words: Mapping[int, ItemWords],
    whom: Mapping[int, Recipient],
) -> Iterator[tuple[LineDecision, tuple[Part, ...]]]:
    """Yield those of an item's decisions, in rank order, whose lines are in `whom`, each with its reason.

    `free` is what the run could give; `words` must know the item and those that ship-complete orders failed on.
    """
    left, served = free, 0
    for row in decisions:
        if row.line in whom:
            yield row, _reason(row, _usable(left, words[item], whom[row.line].rank_class), served, item, words, whom)
        if row.gets > 0:
            left -= row.gets
            served += 1


def _usable(left: int, item: ItemWords, rank_class: str) -> int:
    """Return what of `left` a line of that class may use: all of it, or what is not kept as safety stock."""
    open_to_it = not item.open_to or rank_class <= item.open_to
    return left if open_to_it else max(0, left - item.safety_stock)


def _reason(
    row: LineDecision,
    usable: int,
    served: int,
    item: int,
    words: Mapping[int, ItemWords],
    whom: Mapping[int, Recipient],
) -> tuple[Part, ...]:
    of_item = words[item]
    facts: dict[str, Fact] = {"sku": of_item.sku}
    match row.reason:
        case Reason.PARTLY_FILLED:
            facts |= {"gets": row.gets, "asked": row.asked}
            after = Part(ReasonPart.LEFT_AFTER, {"left": usable, "lines": served})
            return (Part(row.reason, facts), after) if served else (Part(row.reason, facts),)
        case Reason.LINE_INCOMPLETE:
            facts |= {"asked": row.asked, "left": usable}
        case Reason.PACK:
            facts |= {"left": usable, "pack": whom[row.line].pack}
        case Reason.PROTECTED:
            facts |= {"safety_stock": of_item.safety_stock, "open_to": of_item.open_to}
        case Reason.NOT_BEFORE:
            facts |= {"release_date": of_item.release_date}
        case Reason.ORDER_INCOMPLETE:
            facts |= {"short": tuple(f"{units} × {words[other].sku}" for other, units in row.short_items)}
        case Reason.CUT | Reason.GIVEN_BACK:
            facts |= {"units": -row.gets}
    return (Part(row.reason, facts),)


class Coming(NamedTuple):
    """What a purchase order still brings of an item."""

    number: str
    due: date | None
    units: int


def coming(store: Store, items: Iterable[int]) -> dict[int, list[Coming]]:
    """Return what is still to come of each of `items`, the earliest first, what has no date last."""
    found: dict[int, list[Coming]] = {}
    for some in chunks(items):
        for item, number, due, units in store.sql(
            "SELECT l.item_id, p.number, l.due_on, l.quantity - l.received FROM purchase_line l "
            f"JOIN purchase_order p ON p.id = l.purchase_order_id WHERE l.item_id IN ({marks(some)}) "
            "AND l.quantity > l.received ORDER BY CASE WHEN l.due_on IS NULL THEN 1 ELSE 0 END, l.due_on, l.id",
            some,
        ):
            found.setdefault(item, []).append(Coming(number, day(due), units))
    return found


def receipt_part(supplies: Sequence[Coming], house_day: date) -> Part:
    """Return the clause about the next receipt: what is due, overdue, without a date, or not on order at all."""
    if not supplies:
        return Part(ReasonPart.NO_RECEIPT, {})
    nearest = supplies[0]
    facts: Facts = {"number": nearest.number, "units": nearest.units, "due": nearest.due}
    if nearest.due is None:
        return Part(ReasonPart.UNDATED_RECEIPT, facts)
    return Part(ReasonPart.LATE_RECEIPT if nearest.due < house_day else ReasonPart.NEXT_RECEIPT, facts)
