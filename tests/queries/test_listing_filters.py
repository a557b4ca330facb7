"""Filters and searches show exactly the rows they name, whatever signs were typed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.conftest import Desk
from tests.queries.listed import LISTED, every_row
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.listing import FieldKind, Filter, How, Key, Listing, Sort, Value, View
from warehouse_app.queries.listings.stock import items
from warehouse_app.queries.paging import count, position, stretch, totals


def shown(desk: Desk, listing: Listing, view: View) -> list[Key]:
    with desk.store.snapshot():
        found = stretch(desk.store, listing, view, limit=1_000)
        assert count(desk.store, listing, view) == len(found.keys)
    return list(found.keys)


COMPARED: dict[How, Callable[[Any, tuple[Any, ...]], bool]] = {
    How.EQUALS: lambda value, asked: value == asked[0],
    How.ONE_OF: lambda value, asked: value in asked,
    How.AT_LEAST: lambda value, asked: value is not None and value >= asked[0],
    How.AT_MOST: lambda value, asked: value is not None and value <= asked[0],
    How.BETWEEN: lambda value, asked: value is not None and asked[0] <= value <= asked[1],
    How.EMPTY: lambda value, _: value is None or value == "",
    How.GIVEN: lambda value, _: value is not None and value != "",
}


@pytest.mark.parametrize("name", LISTED)
def test_every_field_is_compared_as_its_values_are(listed_house: Desk, name: str) -> None:
    with listed_house.store.snapshot():
        listing = LISTED[name].make(listed_house.store)
        rows = every_row(listed_house.store, listing)
    for place, field in enumerate(listing.fields):
        values = sorted({row[place] for row in rows.values() if row[place] is not None}, key=str)
        if not values:
            continue
        low, high = values[0], values[len(values) // 2]
        some: list[tuple[How, tuple[Value, ...]]] = [(How.EQUALS, (high,)), (How.ONE_OF, (low, high))]
        if field.kind is not FieldKind.FLAG:
            some += [(How.EMPTY, ()), (How.GIVEN, ())]
        if field.kind not in {FieldKind.FLAG, FieldKind.TEXT}:
            some += [(How.AT_LEAST, (high,)), (How.AT_MOST, (low,)), (How.BETWEEN, (low, high))]
        for how, asked in some:
            wanted = {key for key, row in rows.items() if COMPARED[how](row[place], asked)}
            assert set(shown(listed_house, listing, View(filters=(Filter(field.name, how, asked),)))) == wanted, (
                field,
                how,
            )


NAMES = {
    "lamp": {"Lamp", "lamp", "LAMP"},
    "LAMP": {"Lamp", "lamp", "LAMP"},
    "5%": {"Cord 5%"},
    "%": {"Cord 5%"},
    "_": {"cord_x"},
    "d_x": {"cord_x"},
    "d x": set(),
    "!": set(),
    "äpf": {"Äpfel"},
    "ÄPF": {"Äpfel"},
    "Äpfel": {"Äpfel"},
    "'; DROP TABLE item; --": set(),
    "\0lamp": {"Lamp", "lamp", "LAMP"},
}


@pytest.mark.parametrize("text", NAMES)
@pytest.mark.parametrize("name", ["items", "back-orders", "ledger"])
def test_a_text_is_found_as_it_was_typed_in_small_letters_or_capitals(listed_house: Desk, name: str, text: str) -> None:
    with listed_house.store.snapshot():
        listing = LISTED[name].make(listed_house.store)
        rows = every_row(listed_house.store, listing)
    at = listing.place("item")
    wanted = {key for key, row in rows.items() if row[at] in NAMES[text]}
    assert set(shown(listed_house, listing, View(filters=(Filter("item", How.CONTAINS, (text,)),)))) == wanted


def test_the_names_in_the_house_are_all_there(listed_house: Desk) -> None:
    names = {name for (name,) in listed_house.store.sql("SELECT name FROM item")}
    assert names >= {"Cord 5%", "cord_x", "Äpfel", "lamp", "LAMP"}


def test_every_word_of_a_search_must_stand_in_some_field(listed_house: Desk) -> None:
    with listed_house.store.snapshot():
        listing = LISTED["back-orders"].make(listed_house.store)
        rows = every_row(listed_house.store, listing)
    places = [listing.place(name) for name in listing.search]
    for search in ("lamp", "I0", "I01 so", "c03 lamp", "  zinc   c0 ", "nobody", "lamp cord", ""):
        wanted = {
            key
            for key, row in rows.items()
            if all(any(word in str(row[at]).lower() for at in places) for word in search.lower().split())
        }
        assert set(shown(listed_house, listing, View(search=search))) == wanted
    assert 0 < len(shown(listed_house, listing, View(search="c03"))) < len(rows)


def test_filters_and_search_hold_together_and_in_any_order_of_the_rows(listed_house: Desk) -> None:
    with listed_house.store.snapshot():
        listing = LISTED["back-orders"].make(listed_house.store)
        rows = every_row(listed_house.store, listing)
        classes, shorts = listing.place("rank_class"), listing.place("short")
        wanted = {
            key
            for key, row in rows.items()
            if row[classes] == "B"
            and str(row[shorts]) != "0"
            and any("lamp" in str(row[listing.place(name)]).lower() for name in listing.search)
        }
        asked = (Filter("rank_class", How.EQUALS, ("B",)), Filter("short", How.AT_LEAST, (1,)))
        assert wanted
        for sort in (None, Sort("customer"), Sort("placed", descending=True)):
            view = View(sort, asked, "lamp")
            keys = shown(listed_house, listing, view)
            assert set(keys) == wanted
            assert [position(listed_house.store, listing, view, key) for key in keys] == list(range(len(keys)))
            other = next(key for key in rows if key not in wanted)
            assert position(listed_house.store, listing, view, other) is None
            sums = {name: sum(int(str(rows[key][listing.place(name)])) for key in wanted) for name in ("open", "short")}
            assert {name: totals(listed_house.store, listing, view)[name] for name in sums} == sums


def test_sums_of_orders_follow_the_filter(listed_house: Desk) -> None:
    with listed_house.store.snapshot():
        listing = LISTED["orders"].make(listed_house.store)
        rows = every_row(listed_house.store, listing)
        view = View(filters=(Filter("customer_code", How.EQUALS, ("C03",)),), search="so-")
        keys = shown(listed_house, listing, view)
        assert keys
        assert totals(listed_house.store, listing, view) == {
            name: sum(int(str(rows[key][listing.place(name)])) for key in keys)
            for name in ("open", "allocated", "short")
        }


def test_an_instant_is_compared_to_the_microsecond(listed_house: Desk) -> None:
    with listed_house.store.snapshot():
        listing = LISTED["orders"].make(listed_house.store)
        rows = every_row(listed_house.store, listing)
    place = listing.place("placed")
    moment = sorted(str(row[place]) for row in rows.values())[5]
    exact = datetime.fromisoformat(moment)
    later = exact.replace(microsecond=1)
    wanted = {key for key, row in rows.items() if row[place] == exact}
    assert set(shown(listed_house, listing, View(filters=(Filter("placed", How.BETWEEN, (exact, exact)),)))) == wanted
    assert not wanted & set(shown(listed_house, listing, View(filters=(Filter("placed", How.AT_LEAST, (later,)),))))
    assert exact.tzinfo is not None
    assert exact > datetime(2026, 1, 1, tzinfo=UTC)


def test_a_day_that_was_typed_is_a_value_too(listed_house: Desk) -> None:
    listing = items(house_settings())
    found = shown(listed_house, listing, View(filters=(Filter("release_date", How.EQUALS, (date(1, 1, 1),)),)))
    assert found == []
