"""What suppliers have announced of the purchase orders that are open: pallets on their way, and goods beside them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice

from warehouse_app.demo.days import working_day
from warehouse_app.domain.records import AdvanceNoticeRecord, ItemRecord, PurchaseLineRecord
from warehouse_app.scanning.gtin import expected_check_digit

_NOTICES = 3
_FIRST_NUMBER = 501
_COMPANY = "3" + "8712345"
"""The extension digit and the GS1 prefix with which the numbers of the pallets begin."""
_LASTS = 180


def make_notices(
    today: date, lines: Sequence[PurchaseLineRecord], items: Mapping[str, ItemRecord]
) -> Iterator[AdvanceNoticeRecord]:
    """Yield notices of the first purchase orders of which nothing has come and which are not late.

    `lines` are those of open purchase orders, `items` what the house knows of their goods by SKU.
    """
    orders = (list(of) for _, of in groupby(lines, key=lambda line: line.number))
    coming = (of for of in orders if len(of) > 1 and not any(line.received for line in of) and _is_ahead(of[0], today))
    for at, of in enumerate(islice(coming, _NOTICES)):
        for place, line in enumerate(of, start=1):
            yield _announced(today, at, place, line, items[line.sku])


def _is_ahead(line: PurchaseLineRecord, today: date) -> bool:
    return line.due_on is not None and line.due_on > today


def _announced(today: date, at: int, place: int, line: PurchaseLineRecord, item: ItemRecord) -> AdvanceNoticeRecord:
    """Return a line of notice number `at`: of two lines each on one pallet, but what has serial numbers lies loose."""
    number = f"AN-{_FIRST_NUMBER + at}"
    sscc = "" if item.serial_tracked else _sscc(100 * at + (place + 1) // 2)
    lot = f"{line.sku[-4:]}-{_FIRST_NUMBER + at}" if item.lot_tracked else ""
    expiry = working_day(today, _LASTS) if item.expiry_tracked else None
    of = (number, line.supplier, line.sku, line.quantity, line.number)
    return AdvanceNoticeRecord(*of, sscc, lot, expiry, line.due_on, place)


def _sscc(serial: int) -> str:
    digits = f"{_COMPANY}{serial:09d}"
    return f"{digits}{expected_check_digit(f'{digits}0')}"
