"""Whether goods were booked in under the number of a pallet that nobody announced: there is but one pallet of each."""

from typing import NamedTuple

from warehouse_app.store.database import Store

_LOOKED_BACK = 2_000
"""How many lines of receipts are looked at, the latest first."""


class BookedLabel(NamedTuple):
    """The receipt on which the goods of a pallet were booked, and how many base units they are."""

    receipt: str
    units: int


def booked_under(store: Store, sscc: str) -> BookedLabel | None:
    """Return what was booked last by the label of a pallet and not taken back, as answers of the house say it."""
    found = store.sql(
        "SELECT r.number, SUM(l.quantity) FROM (SELECT * FROM receipt_line ORDER BY id DESC LIMIT ?) AS l "
        "JOIN receipt r ON r.id = l.receipt_id JOIN action a ON a.id = l.action_id WHERE a.result LIKE ? "
        "AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_line_id = l.id) "
        "GROUP BY a.id, r.number ORDER BY a.id DESC LIMIT 1",
        (_LOOKED_BACK, f'%"label_sscc":"{sscc}"%'),
    ).fetchone()
    return BookedLabel(found[0], int(found[1])) if found else None
