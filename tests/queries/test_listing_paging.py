"""A page at a time, from the front, from the back or from the middle, gives what sorting all rows at once gives."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.queries.listed import LISTED, every_row, every_sort, fill, in_order, kinds_of
from warehouse_app.queries import reader as reading
from warehouse_app.queries.listing import Key, Listing, Sort, View
from warehouse_app.queries.paging import Stretch, all_rows, count, position, stretch, totals
from warehouse_app.queries.reader import Reader
from warehouse_app.store.database import Store

STEP = 7


@pytest.fixture(params=LISTED)
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


def forwards(store: Store, listing: Listing, view: View) -> Iterator[Stretch]:
    part = stretch(store, listing, view, limit=STEP)
    while part.keys:
        yield part
        part = stretch(store, listing, view, limit=STEP, after=part.last)


def backwards(store: Store, listing: Listing, view: View) -> Iterator[Stretch]:
    part = stretch(store, listing, view, limit=STEP, from_end=True)
    while part.keys:
        yield part
        part = stretch(store, listing, view, limit=STEP, before=part.first)


def test_every_listing_is_sorted_by_each_field_both_ways_and_read_from_both_ends(listed_house: Desk, name: str) -> None:
    with listed_house.store.snapshot():
        listing = LISTED[name].make(listed_house.store)
        rows = every_row(listed_house.store, listing)
        assert len(rows) > 3
        for view in every_sort(listing):
            wanted = in_order(LISTED[name], listing, rows, view)
            assert [key for part in forwards(listed_house.store, listing, view) for key in part.keys] == wanted, view
            parts = list(backwards(listed_house.store, listing, view))
            assert [key for part in reversed(parts) for key in part.keys] == wanted, view


def test_every_field_has_values_of_its_kind_and_is_empty_only_where_it_says_so(listed_house: Desk, name: str) -> None:
    with listed_house.store.snapshot():
        listing = LISTED[name].make(listed_house.store)
        rows = every_row(listed_house.store, listing)
    for place, field in enumerate(listing.fields):
        values = [row[place] for row in rows.values()]
        assert all(field.kind in kinds_of(value) for value in values), field.name
        assert field.nullable or None not in values, field.name


@pytest.mark.parametrize("sort", [None, Sort("placed"), Sort("item", descending=True), Sort("promised")])
def test_a_jump_into_the_middle_and_the_rows_around_it(listed_house: Desk, sort: Sort | None) -> None:
    view, store = View(sort), listed_house.store
    with store.snapshot():
        listing = LISTED["back-orders"].make(store)
        wanted = in_order(LISTED["back-orders"], listing, every_row(store, listing), view)
        middle = stretch(store, listing, view, limit=STEP, skip=11)
        assert list(middle.keys) == wanted[11 : 11 + STEP]
        assert list(stretch(store, listing, view, limit=4, before=middle.first).keys) == wanted[7:11]
        assert list(stretch(store, listing, view, limit=4, after=middle.last).keys) == wanted[18:22]
        assert list(stretch(store, listing, view, limit=4, from_end=True, skip=3).keys) == wanted[-7:-3]
        assert stretch(store, listing, view, limit=4, after=middle.last, before=None).first[-1] == wanted[18]


def test_what_lies_beyond_the_last_row_is_nothing(listed_house: Desk) -> None:
    with listed_house.store.snapshot():
        listing = LISTED["orders"].make(listed_house.store)
        last = stretch(listed_house.store, listing, View(), limit=1, from_end=True)
        first = stretch(listed_house.store, listing, View(), limit=1)
        assert stretch(listed_house.store, listing, View(), limit=5, after=last.last) == Stretch()
        assert stretch(listed_house.store, listing, View(), limit=5, before=first.first) == Stretch()
        assert stretch(listed_house.store, listing, View(), limit=5, skip=1_000) == Stretch()


def test_the_position_of_every_row_is_where_it_stands(listed_house: Desk, name: str) -> None:
    with listed_house.store.snapshot():
        listing = LISTED[name].make(listed_house.store)
        rows = every_row(listed_house.store, listing)
        for view in every_sort(listing)[:9]:
            wanted = in_order(LISTED[name], listing, rows, view)
            some = [*range(0, len(wanted), 5), len(wanted) - 1]
            assert [position(listed_house.store, listing, view, wanted[at]) for at in some] == some
        missing: Key = 10**9 if isinstance(next(iter(rows)), int) else "1:1:nowhere"
        assert position(listed_house.store, listing, View(), missing) is None


def test_counts_and_sums_are_those_of_all_rows(listed_house: Desk, name: str) -> None:
    with listed_house.store.snapshot():
        listing = LISTED[name].make(listed_house.store)
        rows = every_row(listed_house.store, listing)
        assert count(listed_house.store, listing, View()) == len(rows)
        places = {total.field: listing.place(total.field) for total in listing.totals}
        sums = {field: sum(int(str(row[at])) for row in rows.values()) for field, at in places.items()}
        assert totals(listed_house.store, listing, View()) == sums


def test_all_rows_come_in_the_order_of_the_view(listed_house: Desk, name: str) -> None:
    with listed_house.store.snapshot():
        listing = LISTED[name].make(listed_house.store)
        rows = every_row(listed_house.store, listing)
        for view in every_sort(listing)[:5]:
            wanted = [rows[key] for key in in_order(LISTED[name], listing, rows, view)]
            assert list(all_rows(listed_house.store, listing, view)) == wanted


def test_an_empty_house_has_empty_lists(desk: Desk) -> None:
    with desk.store.snapshot():
        for listed in LISTED.values():
            listing = listed.make(desk.store)
            assert count(desk.store, listing, View()) == 0
            assert list(all_rows(desk.store, listing, View())) == []
            assert stretch(desk.store, listing, View(), limit=5) == Stretch()
            assert set(totals(desk.store, listing, View()).values()) <= {0}


JUMPS = [0, 1, 2, 3, 9, 8, 7, 3, 2, 12, 13, 4, 5, 6, 7, 8, 9, 10, 11, 0, 13, 12, 11, 10, 9, 8, 1]


@pytest.mark.parametrize("sort", [None, Sort("item"), Sort("need_by", descending=True), Sort("short")])
def test_a_reader_finds_its_way_to_any_page(
    listed_house: Desk, sort: Sort | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BLOCK", 3 * STEP)
    view = View(sort)
    with listed_house.store.snapshot():
        listing = LISTED["back-orders"].make(listed_house.store)
        rows = every_row(listed_house.store, listing)
        wanted = in_order(LISTED["back-orders"], listing, rows, view)
    reader = Reader(listed_house.store, listing, view)
    assert reader.total == len(wanted)
    for number in JUMPS:
        start = number * STEP
        found = reader.read(start, STEP)
        assert (found.start, list(found.keys)) == (start, wanted[start : start + STEP])
        assert list(found.rows) == [rows[key] for key in found.keys]
    assert reader.read(len(wanted), STEP).rows == ()


def test_a_reader_leaves_out_what_has_gone_since(desk: Desk) -> None:
    fill(desk)
    with desk.store.snapshot():
        listing = LISTED["back-orders"].make(desk.store)
    for view in (View(), View(Sort("item"))):
        reader = Reader(desk.store, listing, view)
        before = reader.read(0, STEP)
        desk.store.sql(
            "UPDATE order_line SET picked = quantity - cancelled, shipped = quantity - cancelled, allocated = 0 "
            "WHERE id = ?",
            before.keys[2:3],
        )
        again = reader.read(0, STEP)
        assert before.keys[2] not in again.keys
        assert set(before.keys) - {before.keys[2]} <= set(again.keys)
