"""What was booked last at a workstation and can be taken back, as the house remembers it when a station does not."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from operator import itemgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from warehouse_app.domain.statuses import ReceiptStatus
from warehouse_app.queries.house import house_settings
from warehouse_app.store.database import Store
from warehouse_app.store.tables.base import instant_number

_LOOKED_BACK = 2_000
"""How many moves, lines of receipts, or actions are looked at for the last ones of one workstation."""


class Undoable(NamedTuple):
    """What one action (its id) did: it booked goods in or moved them, closed an item short, or taught a code."""

    action_id: str
    closes: bool = False
    teaches: bool = False


class BookedIn(NamedTuple):
    """What one action booked in, as (SKU, units), and on which receipt; or closed short: then `receipt` is ''."""

    receipt: str
    delivery: str
    is_closed: bool
    goods: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class _Answer:
    """What is read of the answer that an action is remembered by: the receipt on which it booked, where it did."""

    receipt: str = ""


@dataclass(frozen=True)
class CodeTaught:
    """What an action says that it taught, as far as it says so; `units` are base units of one scan."""

    code: str = ""
    sku: str = ""
    units: int = 0
    is_new: bool = False


def code_taught(store: Store, teaching: str) -> CodeTaught | None:
    """Return what an action (its id) taught and is known still; None where there is no such code."""
    found = store.sql(
        "SELECT id, result FROM action WHERE action_id = ? AND verb = 'teach_code'", (teaching,)
    ).fetchone()
    taught = msgspec.json.decode(found[1], type=CodeTaught) if found and found[1] else CodeTaught()
    if not taught.is_new or _is_forgotten(store, found[0], taught.code):
        return None
    is_known = store.sql(
        "SELECT 1 FROM barcode b JOIN item i ON i.id = b.item_id "
        "WHERE b.code = ? AND i.sku = ? AND b.pack_quantity = ?",
        (taught.code, taught.sku, taught.units),
    ).fetchone()
    return taught if is_known else None


def _is_forgotten(store: Store, teaching: int, code: str) -> bool:
    """Return whether a code was forgotten since an action (its row) taught it: who taught it since did so anew."""
    forgotten = store.sql("SELECT result FROM action WHERE id > ? AND verb = 'forget_code'", (teaching,))
    return any(msgspec.json.decode(result, type=CodeTaught).code == code for (result,) in forgotten if result)


def booked_in(store: Store, booking: str) -> BookedIn | None:
    """Return what an action (its id) booked in or closed short; None where that does not count, or never did."""
    found = store.sql("SELECT id, result FROM action WHERE action_id = ?", (booking,)).fetchone()
    if not found:
        return None
    action, result = found
    receipt = msgspec.json.decode(result, type=_Answer).receipt if result else ""
    return _received(store, action, receipt) if receipt else _closed(store, action)


def _received(store: Store, action: int, receipt: str) -> BookedIn | None:
    lines = store.sql(
        "SELECT COALESCE(n.number, p.number, s.name), r.status, l.quantity, i.sku "
        "FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id JOIN supplier s ON s.id = r.supplier_id "
        "LEFT JOIN purchase_order p ON p.id = r.purchase_order_id "
        "LEFT JOIN advance_notice n ON n.id = r.advance_notice_id "
        "JOIN lot ON lot.id = l.lot_id JOIN item i ON i.id = lot.item_id WHERE r.number = ? AND l.action_id = ? "
        "AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_line_id = l.id) ORDER BY l.id",
        (receipt, action),
    ).fetchall()
    if not lines:
        return None
    delivery, status = lines[0][:2]
    units: Counter[str] = Counter()
    for *_, quantity, sku in lines:
        units[sku] += int(quantity)
    return BookedIn(receipt, delivery, status == ReceiptStatus.CLOSED, tuple(units.items()))


def _closed(store: Store, action: int) -> BookedIn | None:
    closed = store.sql(
        "SELECT p.number, i.sku, SUM(c.units) FROM purchase_closing c "
        "JOIN purchase_line l ON l.id = c.purchase_line_id JOIN purchase_order p ON p.id = l.purchase_order_id "
        "JOIN item i ON i.id = l.item_id WHERE c.action_id = ? GROUP BY p.number, i.sku",
        (action,),
    ).fetchone()
    return BookedIn("", closed[0], is_closed=True, goods=((closed[1], int(closed[2])),)) if closed else None


def last_received(store: Store, workstation: str, now: datetime) -> Undoable | None:
    """Return what was booked in, closed short or taught last at a workstation today, and is not taken back."""
    here = (workstation, _midnight(now))
    receipt = store.sql(
        "SELECT a.id, a.action_id FROM (SELECT * FROM receipt_line ORDER BY id DESC LIMIT ?) AS l "
        "JOIN action a ON a.id = l.action_id WHERE a.verb = 'receive' AND a.workstation = ? AND a.at >= ? "
        "AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_line_id = l.id) ORDER BY l.id DESC LIMIT 1",
        (_LOOKED_BACK, *here),
    ).fetchone()
    closing = store.sql(
        "SELECT a.id, a.action_id FROM purchase_closing c JOIN action a ON a.id = c.action_id "
        "WHERE a.verb = 'close_item_short' AND a.workstation = ? AND a.at >= ? ORDER BY a.id DESC LIMIT 1",
        here,
    ).fetchone()
    found: list[tuple[int, Undoable]] = []
    if receipt:
        found.append((receipt[0], Undoable(receipt[1])))
    if closing:
        found.append((closing[0], Undoable(closing[1], closes=True)))
    taught = store.sql(
        "SELECT id, action_id FROM (SELECT * FROM action ORDER BY id DESC LIMIT ?) AS a "
        "WHERE verb = 'teach_code' AND workstation = ? AND at >= ? ORDER BY id DESC",
        (_LOOKED_BACK, *here),
    ).fetchall()
    found += islice(((row, Undoable(code, teaches=True)) for row, code in taught if code_taught(store, code)), 1)
    return max(found, key=itemgetter(0))[1] if found else None


def last_moved(store: Store, workstation: str, now: datetime) -> Undoable | None:
    """Return what was carried last at a workstation today, and not carried back."""
    found = store.sql(
        "SELECT a.action_id FROM (SELECT * FROM move ORDER BY id DESC LIMIT ?) AS m "
        "JOIN action a ON a.id = m.action_id "
        "WHERE a.verb = 'move_stock' AND m.quantity > 0 AND a.workstation = ? AND a.at >= ? "
        "AND NOT EXISTS (SELECT 1 FROM move c WHERE c.item_id = m.item_id AND c.seq > m.seq AND c.corrects_id = m.id) "
        "ORDER BY m.id DESC LIMIT 1",
        (_LOOKED_BACK, workstation, _midnight(now)),
    ).fetchone()
    return Undoable(found[0]) if found else None


def _midnight(now: datetime) -> int:
    """Return when the day began in the house, as it is stored."""
    here = now.astimezone(ZoneInfo(house_settings().time_zone))
    return instant_number(here.replace(hour=0, minute=0, second=0, microsecond=0))
