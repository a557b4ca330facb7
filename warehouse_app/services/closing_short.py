"""Purchase lines of which nothing more is expected, for a reason, and those that are expected after all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Role
from warehouse_app.queries.goods import Delivery, Expected, expected_lines
from warehouse_app.services.because import because
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.filling import fill_items
from warehouse_app.services.gains import Share, shares_of
from warehouse_app.services.noticing import note_ended_waits
from warehouse_app.services.receipts import find_delivery, lock_delivery, open_receipt


class ClosingFault(StrEnum):
    """Why a purchase line was not closed short, or not opened again; each has a sentence in `texts.receiving`."""

    NO_LINE = "purchase-line-unknown"
    NOTHING = "purchase-line-nothing-to-come"
    NOT_CLOSED = "purchase-line-not-closed-short"
    NOTHING_OF = "purchase-item-nothing-to-come"
    TAKEN_BACK = "purchase-closing-unknown"


@dataclass(frozen=True)
class ClosedShort:
    """A purchase line of which `units` will not come, or (opened again) are to come after all; `received` have come.

    `shares`: who got what lay here since that is decided about anew.
    """

    purchase_order: str
    line: int
    sku: str
    ordered: int
    received: int
    units: int
    changes: Changes
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True)
class ItemClosed:
    """An item of a purchase order of which `units` will not come, or (taken back) are to come after all.

    `shares`: who got what lay here since that is decided about anew.
    """

    purchase_order: str
    sku: str
    units: int
    changes: Changes
    shares: tuple[Share, ...] = ()


@service(Role.LEAD)
def close_short(work: Work, purchase_order: str, line: int, *, why: str) -> ClosedShort:
    """Expect nothing more of a purchase line (its number on the order); whoever counted on it is decided about anew.

    What comes of it after all may still be received, as far as it was ordered or is tolerated; the line stays closed.
    An order for more, or a receipt that is taken back, lets that be expected again; one that is put right does not
    (`keep_closed`). Raises Refused (ReceivingFault, ClosingFault, ReasonFault).
    """
    because(work, why)
    delivery, row, expected = _locked(work, purchase_order, line)
    if not expected.to_come:
        raise Refused(ClosingFault.NOTHING, number=delivery.number, line=line, sku=expected.sku)
    _close(work, row, expected.to_come, work.row)
    return _changed(work, delivery, line, expected, expected.to_come)


@service(Role.LEAD)
def reopen_short(work: Work, purchase_order: str, line: int, *, why: str) -> ClosedShort:
    """Expect again what a purchase line was closed short by, as far as it has not come meanwhile.

    Raises Refused (ReceivingFault, ClosingFault, ReasonFault).
    """
    because(work, why)
    delivery, row, expected = _locked(work, purchase_order, line)
    if not expected.closed:
        raise Refused(ClosingFault.NOT_CLOSED, number=delivery.number, line=line, sku=expected.sku)
    work.store.sql("DELETE FROM purchase_closing WHERE purchase_line_id = ?", (row,))
    opened = expected._replace(closed=0)
    return _changed(work, delivery, line, opened, opened.to_come - expected.to_come)


@service(Role.LEAD)
def close_item_short(work: Work, purchase_order: str, sku: str, *, why: str, in_hand: int = 0) -> ItemClosed:
    """Expect nothing more of an item on any line of a purchase order, but for `in_hand` units about to be booked.

    Raises Refused (ReceivingFault, ClosingFault, ReasonFault).
    """
    because(work, why)
    delivery = _locked_order(work, purchase_order)
    mine = [row for row in _lines_of(work, delivery) if row.sku == sku]
    closed, left = 0, in_hand
    for row in mine:
        # What is in hand will count on the earliest lines.
        kept = min(left, row.to_come)
        left -= kept
        if row.to_come > kept:
            _close(work, row.line, row.to_come - kept, work.row)
            closed += row.to_come - kept
    if not closed:
        raise Refused(ClosingFault.NOTHING_OF, number=delivery.number, sku=sku)
    shares = _decide_anew(work, delivery, mine[0].item)
    return ItemClosed(delivery.number, sku, closed, work.changes, shares)


@service(Role.LEAD)
def take_back_closing(work: Work, closing: str, *, why: str) -> ItemClosed:
    """Expect again what an action (its id) closed short of an item, with all that its lines were closed by before.

    Raises Refused (ClosingFault, ReasonFault) where that is expected again already, or was closed further since.
    """
    because(work, why)
    found = work.store.sql(
        "SELECT o.number, i.id, i.sku, a.id FROM purchase_closing c JOIN action a ON a.id = c.action_id "
        "JOIN purchase_line p ON p.id = c.purchase_line_id JOIN purchase_order o ON o.id = p.purchase_order_id "
        "JOIN item i ON i.id = p.item_id WHERE a.action_id = ?",
        (closing,),
    ).fetchone()
    if found is None:
        raise Refused(ClosingFault.TAKEN_BACK)
    number, item, sku, action = found
    delivery = _locked_order(work, number)
    before = sum(row.to_come for row in _lines_of(work, delivery) if row.item == item)
    work.store.sql("DELETE FROM purchase_closing WHERE action_id = ?", (action,))
    after = sum(row.to_come for row in _lines_of(work, delivery) if row.item == item)
    shares = _decide_anew(work, delivery, item)
    return ItemClosed(number, sku, after - before, work.changes, shares)


def keep_closed(work: Work, delivery: Delivery, before: Sequence[Expected]) -> None:
    """Let what would be expected again, since fewer came than were booked, not come either where that was closed short.

    `before` are the lines of the purchase order as they were. Nothing is closed that comes on another line now; whoever
    takes the closing back expects all of it again.
    """
    lines, was = _lines_of(work, delivery), {row.line: row.to_come for row in before}
    more = {row.line: row.to_come - was[row.line] for row in lines}
    in_all: Counter[int] = Counter()
    for row in lines:
        in_all[row.item] += more[row.line]
    closed_by = dict(work.store.sql(_CLOSED_BY, (close_item_short.__name__, delivery.purchase_order)))
    for row in lines:
        units, action = min(more[row.line], in_all[row.item]), closed_by[row.line]
        if units > 0 and action is not None:
            _close(work, row.line, units, action)
            in_all[row.item] -= units


_CLOSED_BY = (
    "SELECT l.id, COALESCE(c.action_id, (SELECT MAX(oc.action_id) FROM purchase_closing oc "
    "JOIN purchase_line o ON o.id = oc.purchase_line_id JOIN action a ON a.id = oc.action_id "
    "WHERE o.purchase_order_id = l.purchase_order_id AND o.item_id = l.item_id AND a.verb = ?)) "
    "FROM purchase_line l LEFT JOIN purchase_closing c ON c.purchase_line_id = l.id WHERE l.purchase_order_id = ?"
)
"""The action that closed each line of a purchase order short, or its item on all lines; NULL where none did."""


def _close(work: Work, line: int, units: int, action: int) -> None:
    """Let so many more units not come on a purchase line (its row), as an action (its row) decided."""
    work.store.sql(
        "INSERT INTO purchase_closing (purchase_line_id, units, action_id) VALUES (?, ?, ?) "
        "ON CONFLICT (purchase_line_id) DO UPDATE SET units = purchase_closing.units + excluded.units, "
        "action_id = excluded.action_id",
        (line, units, action),
    )


def _locked_order(work: Work, number: str) -> Delivery:
    """Return a purchase order on which nobody receives now. Raises Refused (ReceivingFault) where there is none."""
    delivery = find_delivery(work.store, number, "")
    lock_delivery(work, delivery)
    return delivery


def _lines_of(work: Work, delivery: Delivery) -> list[Expected]:
    return expected_lines(work.store, delivery.purchase_order) if delivery.purchase_order else []


def _locked(work: Work, number: str, line: int) -> tuple[Delivery, int, Expected]:
    """Return a purchase order, the row of one of its lines, and what is expected of that; nobody receives on it now."""
    delivery = find_delivery(work.store, number, "")
    if delivery.purchase_order is None:
        raise Refused(ClosingFault.NO_LINE, number=number, line=line)
    lock_delivery(work, delivery)
    found = work.store.sql(
        "SELECT id FROM purchase_line WHERE purchase_order_id = ? AND line = ?", (delivery.purchase_order, line)
    ).fetchone()
    for expected in expected_lines(work.store, delivery.purchase_order):
        if found is not None and expected.line == found[0]:
            return delivery, expected.line, expected
    raise Refused(ClosingFault.NO_LINE, number=number, line=line)


def _changed(work: Work, delivery: Delivery, line: int, expected: Expected, units: int) -> ClosedShort:
    shares, of = _decide_anew(work, delivery, expected.item), expected
    return ClosedShort(delivery.number, line, of.sku, of.ordered, of.received, units, work.changes, shares)


def _decide_anew(work: Work, delivery: Delivery, item: int) -> tuple[Share, ...]:
    """Let what lies here of an item find whoever waits; return who got some."""
    work.touched(Area.PURCHASE_ORDERS)
    # An order that must ship complete may have kept stock for what was announced.
    filled = fill_items(work, {item}, cause="purchase")
    begun = open_receipt(work.store, delivery)
    note_ended_waits(work, begun[1] if begun else delivery.number, filled)
    return shares_of(work, filled)
