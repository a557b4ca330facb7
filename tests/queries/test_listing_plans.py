"""How SQLite reads the long lists: their first page, and the next one anywhere, without looking at all rows."""

import pytest

from tests.conftest import Desk
from tests.queries.planned import LINES, ORDERS, fill_house, plans
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.listing import Filter, How, Listing, Sort, View
from warehouse_app.queries.listings.orders import orders
from warehouse_app.queries.listings.queue import back_orders
from warehouse_app.queries.listings.stock import ledger, ledger_of
from warehouse_app.queries.paging import count, position, stretch


@pytest.fixture
def house(file_desk: Desk) -> Desk:
    """Return a house with two thousand open lines."""
    fill_house(file_desk)
    return file_desk


def queue(desk: Desk) -> Listing:
    return back_orders(desk.store, house_settings())


def test_the_first_and_the_last_page_of_the_queue_are_read_from_its_index(
    house: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = queue(house)
    for read in (
        lambda: stretch(house.store, listing, View(), limit=50),
        lambda: stretch(house.store, listing, View(), limit=50, from_end=True),
    ):
        assert plans(house, read, monkeypatch) == ["SCAN ol USING INDEX order_line_queue"]


def test_the_page_after_another_begins_where_that_ended(house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = queue(house)
    half = stretch(house.store, listing, View(), limit=1, skip=ORDERS * LINES // 2)
    [found] = plans(house, lambda: stretch(house.store, listing, View(), limit=9, after=half.last), monkeypatch)
    assert found == ("SEARCH ol USING INDEX order_line_queue (rank_class=? AND lifted=? AND placed_at>?)")
    [found] = plans(house, lambda: stretch(house.store, listing, View(), limit=9, before=half.last), monkeypatch)
    assert found == ("SEARCH ol USING INDEX order_line_queue (rank_class=? AND lifted=? AND placed_at<?)")


def test_where_a_class_ends_the_next_one_is_gone_on_with(house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = queue(house)
    last = stretch(
        house.store, listing, View(filters=(Filter("rank_class", How.EQUALS, ("A",)),)), limit=1, from_end=True
    )
    found = plans(house, lambda: stretch(house.store, listing, View(), limit=9, after=last.last), monkeypatch)
    assert [plan.partition("(")[2] for plan in found] == [
        "rank_class=? AND lifted=? AND placed_at>?)",
        "rank_class=? AND lifted<?)",
        "rank_class>?)",
    ]


@pytest.mark.parametrize(
    ("view", "wanted"),
    [
        (View(), "sales_order_placed"),
        (View(Sort("placed")), "sales_order_placed"),
        (View(Sort("order", descending=True)), "sales_order_number"),
    ],
)
def test_orders_are_read_from_an_index(house: Desk, monkeypatch: pytest.MonkeyPatch, view: View, wanted: str) -> None:
    first = stretch(house.store, orders(), view, limit=50)
    for read in (
        lambda: stretch(house.store, orders(), view, limit=50),
        lambda: stretch(house.store, orders(), view, limit=50, after=first.last),
        lambda: stretch(house.store, orders(), view, limit=50, from_end=True),
    ):
        found = plans(house, read, monkeypatch)
        assert all(f"o USING COVERING INDEX {wanted}" in plan for plan in found)
        assert not any("TEMP B-TREE FOR ORDER BY" in plan for plan in found)


def test_the_ledger_is_read_from_its_end(house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert plans(house, lambda: stretch(house.store, ledger(), View(), limit=50), monkeypatch) == ["SCAN m"]
    [found] = plans(house, lambda: stretch(house.store, ledger_of("I1"), View(), limit=50), monkeypatch)
    assert found.startswith("SEARCH m USING COVERING INDEX move_item_id_seq (item_id=?)")
    assert "TEMP B-TREE" not in found


def test_an_item_of_the_queue_is_read_from_its_own_index(house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    view = View(filters=(Filter("sku", How.EQUALS, ("I7",)),))
    listing = queue(house)
    [found] = plans(house, lambda: stretch(house.store, listing, view, limit=50), monkeypatch)
    assert "SEARCH ol USING INDEX order_line_open (item_id=?)" in found


def test_counting_and_placing_look_into_one_table_only(house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = queue(house)
    assert plans(house, lambda: count(house.store, listing, View()), monkeypatch) == [
        "SCAN ol USING INDEX order_line_queue"
    ]
    key = stretch(house.store, listing, View(), limit=1, skip=700).keys[0]
    found = plans(house, lambda: position(house.store, listing, View(), key), monkeypatch)
    assert found[0] == "SEARCH ol USING INTEGER PRIMARY KEY (rowid=?)"
    assert len(found) == 4
    assert all(plan.startswith("SEARCH ol USING INDEX order_line_queue (rank_class") for plan in found[1:])
