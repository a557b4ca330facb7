"""Which lot and day goods are of by the notice that announces them."""

from datetime import date

import pytest

from warehouse_app.queries.advance_notices import Announced, Batch, batch_announced
from warehouse_app.queries.goods import ItemFacts

TEA = ItemFacts(1, "TEA", "Tea", "piece", 1, lot=True, expiry=True, serial=False, home=None)
MARCH, MAY = date(2027, 3, 3), date(2027, 5, 5)
NOTHING = Batch("", None)


def line(lot: str = "", expiry: date | None = None, sscc: str = "", item: int = 1, received: int = 0) -> Announced:
    return Announced(1, item, "TEA", "Tea", 5, received, sscc, lot, expiry)


@pytest.mark.parametrize(
    ("lines", "known", "sscc", "batch"),
    [
        ([], NOTHING, "", NOTHING),
        ([line()], NOTHING, "", NOTHING),
        ([line("L7", MARCH)], NOTHING, "", Batch("L7", MARCH)),
        ([line("L7", MARCH), line("L7", MARCH, "P1")], NOTHING, "", Batch("L7", MARCH)),
        ([line("L7", MARCH), line("L7", MAY)], NOTHING, "", Batch("L7", None)),
        ([line("L7", MARCH), line("L7")], NOTHING, "", Batch("L7", None)),
        ([line("L7", MARCH), line("L8", MARCH)], NOTHING, "", Batch("", MARCH)),
        ([line("L7", MARCH), line()], NOTHING, "", NOTHING),
        # What is here, or of another item, does not count.
        ([line("L7", MARCH), line("L8", MAY, received=5)], NOTHING, "", Batch("L7", MARCH)),
        ([line("L7", MARCH), line("L8", MAY, received=6)], NOTHING, "", Batch("L7", MARCH)),
        ([line("L7", MARCH), line("L8", MAY, item=2)], NOTHING, "", Batch("L7", MARCH)),
        ([line("L7", MARCH, received=5)], NOTHING, "", NOTHING),
        # Nor does what contradicts the goods.
        ([line("L7", MARCH), line("L8", MAY)], Batch("L8", None), "", Batch("L8", MAY)),
        ([line("L7", MARCH), line("L8", MAY)], Batch("", MARCH), "", Batch("L7", MARCH)),
        ([line("L7", MARCH)], Batch("L9", None), "", NOTHING),
        ([line("", MARCH)], Batch("L9", None), "", Batch("", MARCH)),
        ([line("L7")], Batch("", MAY), "", Batch("L7", None)),
        # Goods of a pallet are of one of its lines; loose goods may be taken off any.
        ([line("L7", MARCH, "P1"), line("L8", MAY, "P2")], NOTHING, "P2", Batch("L8", MAY)),
        ([line("L7", MARCH, "P1"), line("L8", MAY, "P2")], NOTHING, "", NOTHING),
        ([line("L7", MARCH)], NOTHING, "P1", NOTHING),
    ],
)
def test_only_what_all_lines_say_that_goods_may_be_of_is_announced_of_them(
    lines: list[Announced], known: Batch, sscc: str, batch: Batch
) -> None:
    assert batch_announced(lines, TEA, known, sscc) == batch


def test_an_item_that_is_not_kept_by_days_has_none() -> None:
    without = TEA._replace(expiry=False)
    assert batch_announced([line("L7", MARCH), line("L7", MAY)], without, NOTHING, "") == Batch("L7", None)
