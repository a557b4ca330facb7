"""Made-up bins: one for each product, an aisle for each group."""

import pytest

from tests.exchange.files import table
from warehouse_app.exchange.bins import HEADER, Bins, make_bins
from warehouse_app.exchange.joining import JoinedTable
from warehouse_app.exchange.mapping import BinRules

RULES = BinRules(
    file=("p.csv",),
    key="Product",
    group="Group",
    bays=2,
    levels=2,
    first_x_m="2.0",
    first_y_m="0.5",
    aisle_pitch_m="3.125",
    bay_pitch_m="1.2",
)


def bins_of(*products: tuple[str, str]) -> Bins:
    return make_bins(RULES, JoinedTable(table(("Product", "Group"), *products), ()))


def test_each_product_gets_the_next_place_of_its_groups_aisle() -> None:
    bins = bins_of(("1", "tea"), ("2", "oil"), (" 3 ", "tea"), ("1", "tea"), ("", "tea"), ("4", "tea"))
    assert bins.of == {"1": "A-01-1", "2": "B-01-1", "3": "A-01-2", "4": "A-02-1"}


def test_all_bins_of_the_aisles_in_use_have_their_place() -> None:
    bins = bins_of(("1", "tea"), ("2", "oil"))
    assert HEADER == ("code", "zone", "aisle", "bay", "level", "x_mm", "y_mm")
    assert bins.rows == (
        ("A-01-1", "tea", "A", "01", "1", "2.000", "0.500"),
        ("A-01-2", "tea", "A", "01", "2", "2.000", "0.500"),
        ("A-02-1", "tea", "A", "02", "1", "2.000", "1.700"),
        ("A-02-2", "tea", "A", "02", "2", "2.000", "1.700"),
        ("B-01-1", "oil", "B", "01", "1", "5.125", "0.500"),
        ("B-01-2", "oil", "B", "01", "2", "5.125", "0.500"),
        ("B-02-1", "oil", "B", "02", "1", "5.125", "1.700"),
        ("B-02-2", "oil", "B", "02", "2", "5.125", "1.700"),
    )


def test_a_full_aisle_is_followed_by_the_next_free_one() -> None:
    bins = bins_of(*((str(number), "tea") for number in range(5)), ("x", "oil"))
    assert bins.of["3"] == "A-02-2"
    assert bins.of["4"] == "B-01-1"
    assert bins.of["x"] == "C-01-1"
    assert [row[1] for row in bins.rows] == ["tea"] * 8 + ["oil"] * 4


@pytest.mark.parametrize(("group", "aisle"), [(25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")])
def test_aisles_beyond_the_alphabet_have_more_letters(group: int, aisle: str) -> None:
    bins = bins_of(*((str(number), str(number)) for number in range(703)))
    assert bins.of[str(group)] == f"{aisle}-01-1"
    assert len({row[0] for row in bins.rows}) == len(bins.rows)


def test_no_products_need_no_bins() -> None:
    assert bins_of() == Bins({}, ())
