"""Whether goods were booked in under the number of a pallet that nobody announced: there is but one pallet of each."""

from collections import Counter
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import msgspec

from warehouse_app.store.database import Store

_LOOKED_BACK = 2_000
"""How many lines of receipts are looked at, the latest first."""


class _Booked(msgspec.Struct):
    """Goods as a booking answered them, as far as they are read here."""

    sku: str
    quantity: int
    label_sscc: str = ""


class _Answer(msgspec.Struct):
    booked: list[_Booked] = []


class BookedLabel(NamedTuple):
    """The receipt on which the goods of a pallet were booked, and how many base units they are."""

    receipt: str
    units: int


def booked_under(store: Store, sscc: str) -> BookedLabel | None:
    """Return what was booked last by the label of a pallet and not taken back, as answers of the house say it."""
    found = store.sql(
        "SELECT r.number, a.result, i.sku, SUM(l.quantity) "
        "FROM (SELECT * FROM receipt_line ORDER BY id DESC LIMIT ?) AS l JOIN receipt r ON r.id = l.receipt_id "
        "JOIN action a ON a.id = l.action_id JOIN lot ON lot.id = l.lot_id JOIN item i ON i.id = lot.item_id "
        "WHERE a.result LIKE ? AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_line_id = l.id) "
        "GROUP BY a.id, r.number, a.result, i.sku ORDER BY a.id DESC, i.sku",
        (_LOOKED_BACK, f'%"label_sscc":"{sscc}"%'),
    ).fetchall()
    for (receipt, result), rows in groupby(found, key=itemgetter(0, 1)):
        of_label: Counter[str] = Counter()
        for each in msgspec.json.decode(result, type=_Answer).booked:
            of_label[each.sku] += each.quantity if each.label_sscc == sscc else 0
        # The action may have booked other goods too, and some of these may be taken back.
        if units := sum(min(int(counting), of_label[sku]) for *_, sku, counting in rows):
            return BookedLabel(receipt, units)
    return None
