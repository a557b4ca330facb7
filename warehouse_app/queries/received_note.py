"""The goods received note: what a receipt took in, against what was ordered, and who was given it as it came."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

import msgspec

from warehouse_app.documents.goods_sheets import GivenTo, OrderedGoods, ReceivedNoteSheet, TakenBack
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.queries.goods import Expected, expected_lines
from warehouse_app.queries.receipt_goods import CameIn, goods_of_receipts
from warehouse_app.queries.receipts import announced_items
from warehouse_app.store.database import Store, chunks, marks
from warehouse_app.store.tables.base import instant


class ReceiptFault(StrEnum):
    """Why there is no such note; it has a sentence in `texts.refusals`."""

    UNKNOWN = "receipt-unknown"


class ReceiptHead(NamedTuple):
    """A receipt. `order` is the id of its purchase order and `notice` that of its advance notice, None without one."""

    id: int
    number: str
    supplier: str
    supplier_code: str
    order: int | None
    purchase_order: str
    opened_at: datetime
    closed_at: datetime | None
    notice: int | None = None
    advance_notice: str = ""


def receipt_head(store: Store, number: str) -> ReceiptHead | None:
    """Return the receipt of that number; None where there is none."""
    found = store.sql(
        "SELECT r.id, r.number, s.name, s.code, po.id, COALESCE(po.number, ''), r.opened_at, r.closed_at, "
        "n.id, COALESCE(n.number, '') FROM receipt r JOIN supplier s ON s.id = r.supplier_id "
        "LEFT JOIN purchase_order po ON po.id = r.purchase_order_id "
        "LEFT JOIN advance_notice n ON n.id = r.advance_notice_id WHERE r.number = ?",
        (number,),
    ).fetchone()
    if found is None:
        return None
    row, name, supplier, code, order, purchase_order, opened, closed, notice, announced = found
    closed_at = None if closed is None else instant(closed)
    of = (row, name, supplier, code, order, purchase_order)
    return ReceiptHead(*of, instant(opened), closed_at, notice, announced)


def received_note_sheet(
    store: Store, settings: HouseSettings, number: str, *, now: datetime, language: str
) -> ReceivedNoteSheet:
    """Return what a receipt took in, as it is `now`. Raises Refused (ReceiptFault) where there is none."""
    head = receipt_head(store, number)
    if head is None:
        raise Refused(ReceiptFault.UNKNOWN, number=number)
    came = goods_of_receipts(store, [head.id])
    counted = [line for line in came if line.reversal is None]
    return ReceivedNoteSheet(
        settings.name,
        head.number,
        head.supplier,
        head.supplier_code,
        head.purchase_order,
        head.opened_at,
        head.closed_at,
        tuple(dict.fromkeys(line.by for line in came)),
        now,
        settings.time_zone,
        tuple(line.goods for line in counted),
        tuple(TakenBack(line.goods, back.by, back.at, back.why) for line in came if (back := line.reversal)),
        tuple(_against(expected_lines(store, head.order), counted)) if head.order is not None else (),
        tuple(_given(store, came)),
        language,
        head.advance_notice,
        tuple(against_notice(store, head.notice, counted)) if head.notice is not None else (),
    )


def _against(expected: Sequence[Expected], counted: Iterable[CameIn]) -> Iterator[OrderedGoods]:
    """Yield what was ordered, item by item, in the order in which the purchase order names them first."""
    here: dict[int, int] = defaultdict(int)
    for line in counted:
        here[line.item] += line.goods.quantity
    by_item: dict[int, list[Expected]] = {}
    for row in expected:
        by_item.setdefault(row.item, []).append(row)
    for item, rows in by_item.items():
        ordered, received = sum(row.ordered for row in rows), sum(row.received for row in rows)
        to_come = sum(row.to_come for row in rows)
        yield OrderedGoods(rows[0].sku, rows[0].name, ordered, here[item], received, to_come)


def against_notice(store: Store, notice: int, counted: Iterable[CameIn]) -> Iterator[OrderedGoods]:
    """Yield what a notice (id) announces, item by item, and then what came of others on its receipts."""
    here: Counter[str] = Counter()
    for line in counted:
        here[line.goods.sku] += line.goods.quantity
    for each in announced_items(store, notice):
        yield OrderedGoods(each.sku, each.name, each.ordered or 0, here[each.sku], each.received, each.to_come)


class _Share(msgspec.Struct):
    order: str
    line: int
    sku: str
    customer: str
    units: int


class _Answer(msgspec.Struct):
    """What a booking, or what put it right or took it back, answered, as far as it is read here."""

    shares: list[_Share] = []
    also: list[_Share] = []
    losses: list[_Share] = []


def _given(store: Store, came: Collection[CameIn]) -> Iterator[GivenTo]:
    """Yield who was given goods of which some count, as the bookings answered it, and others that had lain kept until
    these came; less what lines lost, and with what they got, as any of them were put right or taken back.
    """
    counting = {line.goods.sku for line in came if line.reversal is None}
    booked = {line.action for line in came if line.goods.sku in counting}
    undone = {line.reversal.action for line in came if line.reversal}
    besides: set[tuple[str, int]] = set()
    units: dict[tuple[str, int, str, str], int] = defaultdict(int)
    for some in chunks(sorted(booked | undone)):
        answers = f"SELECT id, result FROM action WHERE result IS NOT NULL AND id IN ({marks(some)}) ORDER BY id"
        for action, result in store.sql(answers, some):
            answer = msgspec.json.decode(result, type=_Answer)
            besides |= {(share.order, share.line) for share in answer.also if action in booked}
            for sign, shares in ((1, answer.shares), (1, answer.also), (-1, answer.losses)):
                for share in shares:
                    if share.sku in counting or (share.order, share.line) in besides:
                        units[share.order, share.line, share.customer, share.sku] += sign * share.units
    for whom, given in units.items():
        # Who lost it at the end of the queue need not be who was given it here.
        if given > 0:
            yield GivenTo(*whom, given)
