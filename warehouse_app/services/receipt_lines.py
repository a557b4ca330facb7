"""Goods that came become arrivals in lots, and lines of a receipt that count on purchase lines."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.lots import is_void
from warehouse_app.services.announced import refined
from warehouse_app.services.booking import Arrival
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.incoming import Aside, CheckedGoods, Parts, ReceivingFault, asides
from warehouse_app.services.lots import LotKey, ensure_lots, expiry_problem, lot_code, redate
from warehouse_app.store.tables import ReceiptLine


def arrivals(
    work: Work,
    lines: Sequence[CheckedGoods],
    *,
    accept_short_dated: bool,
    redated: Collection[int] = (),
    accept_other_day: bool = False,
    accept_released: bool = False,
) -> tuple[list[Arrival], list[Aside | None]]:
    """Return goods as they come to lie in their places, in lots that are made where they are new, and why each of them
    is set aside.

    Of lots (ids) that are `redated` the caller says another day than is known. `accept_other_day`: goods that are set
    aside for a reason may say another day than is known of their lot, which keeps its own until somebody has looked at
    them. Raises Refused where others contradict what is known of a lot, lie in quarantine for no reason, unless they
    were released there (`accept_released`), or do not last long enough and nobody accepts that.
    """
    keys = [LotKey(line.item.id, lot_code(line.goods.lot, line.goods.expiry)) for line in lines]
    lots = _lots(work, keys, lines, redated, accept_other_day=accept_other_day)
    of = [lots[key] for key in keys]
    aside = asides(work, lines, of, accept_short_dated=accept_short_dated, accept_released=accept_released)
    coming = [
        Arrival(
            line.item.id,
            *lots[key],
            line.place.id,
            line.place.kind,
            StockStatus.AVAILABLE if why is None else StockStatus.QUARANTINED,
            line.goods.quantity,
        )
        for key, line, why in zip(keys, lines, aside, strict=True)
    ]
    return coming, aside


def note_lines(work: Work, receipt: int, coming: Sequence[Arrival], parts: Parts, noticed: Parts) -> None:
    """Write down what came, as lines of a receipt (its id), and on which purchase lines it counts.

    `noticed` are the lines of an advance notice on which it counts.
    """
    on_line: dict[int, int] = defaultdict(int)
    noted: list[tuple[object, ...]] = []
    for goods, split, announced in zip(coming, parts, noticed, strict=True):
        for purchase_line, notice_line, units in refined(split, announced):
            where = (goods.lot, goods.location, units, work.row, goods.status)
            noted.append((receipt, purchase_line, *where, notice_line))
            if purchase_line is not None:
                on_line[purchase_line] += units
    goods_of = ("lot_id", "location_id", "quantity", "action_id", "status")
    columns = ("receipt_id", "purchase_line_id", *goods_of, "advance_notice_line_id")
    work.store.insert(ReceiptLine, columns, noted)
    count_received(work, on_line)
    work.touched(Area.RECEIPTS)


def count_received(work: Work, on_line: Mapping[int, int]) -> None:
    """Let so many units more (or less than 0) have come on purchase lines (ids)."""
    if on_line:
        work.store.many(
            "UPDATE purchase_line SET received = received + ? WHERE id = ?",
            [(units, line) for line, units in sorted(on_line.items())],
        )
        work.touched(Area.PURCHASE_ORDERS)


def _lots(
    work: Work,
    keys: Sequence[LotKey],
    lines: Sequence[CheckedGoods],
    redated: Collection[int],
    *,
    accept_other_day: bool,
) -> dict[LotKey, tuple[int, date | None]]:
    """Return (id, expiry) of the lots of goods. Raises Refused where they contradict what is known of a lot."""
    lots = ensure_lots(work, [(key, line.goods.expiry) for key, line in zip(keys, lines, strict=True)])
    said: set[LotKey] = set()
    for key, line in zip(keys, lines, strict=True):
        lot, _ = lots[key]
        other = expiry_problem(lots[key], line.goods.expiry)
        if other and key not in said and is_void(work.store, key.item, lot):
            redate(work, lot, line.goods.expiry)
            lots[key] = (lot, line.goods.expiry)
        elif other and lot in redated:
            lots[key] = (lot, line.goods.expiry)
        elif other and not (accept_other_day and line.goods.quarantine):
            fault = ReceivingFault.EXPIRY_OTHER if "stored" in other else ReceivingFault.EXPIRY_NONE
            raise Refused(fault, sku=line.item.sku, lot=key.code, **other)
        if (
            line.item.serial
            and lot not in redated
            and work.store.sql("SELECT 1 FROM balance WHERE lot_id = ? AND quantity > 0", (lot,)).fetchone()
        ):
            raise Refused(ReceivingFault.SERIAL_THERE, sku=line.item.sku, serial=key.code)
        said.add(key)
    return lots
