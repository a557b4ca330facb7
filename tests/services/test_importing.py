"""Importing: checked first, stored all or nothing, equal rows unchanged, and one fill at the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import (
    CUSTOMERS,
    ITEMS,
    KIND_OF,
    PLACES,
    SUPPLIERS,
    broken,
    count,
    counts,
    decisions,
    furnished,
    held,
    last_run,
    level,
    lying,
    opening,
    order,
    purchase,
    runs,
    take,
)
from warehouse_app.domain.errors import Problem, Refused
from warehouse_app.domain.records import (
    BarcodeRecord,
    CancellationRecord,
    CustomerRecord,
    DeliveryRecord,
    ItemRecord,
    Kind,
    Record,
    SubstituteRecord,
)
from warehouse_app.domain.statuses import Policy
from warehouse_app.exchange.faults import RowFault as CellFault
from warehouse_app.services.changes import Area
from warehouse_app.services.house_rules import choose_policy
from warehouse_app.services.importing import Handed, ImportRefused, KindImported, checked, take_in
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.services.references import RowFault


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


@dataclass(frozen=True)
class Spoiled(Handed):
    """Records followed by rows that could not be read."""

    problems: Sequence[Problem] = ()

    def rows(self) -> Iterator[tuple[int, Record] | Problem]:
        yield from super().rows()
        yield from self.problems


def everything() -> list[Record]:
    """Return a whole house."""
    return [
        *(*SUPPLIERS, *PLACES, *ITEMS, *CUSTOMERS),
        BarcodeRecord("LAMP", "4006381333931", 1),
        SubstituteRecord("LAMP", "CORD", 2),
        opening("LAMP", 5),
        opening("MILK", 4, "A-2", lot="L1", expiry=date(2026, 5, 1)),
        *purchase("PO-1", ("LAMP", 20), due_on=date(2026, 4, 1)),
        *order("SO-1", "BEN", 1, ("LAMP", 4), ("MILK", 9)),
        *order("SO-2", "ANN", 2, ("LAMP", 3)),
        *order("SO-3", "BEN", 2, ("LAMP", 9), shipped=9),
        DeliveryRecord("ACME", date(2026, 1, 1), date(2026, 1, 9), date(2026, 1, 12), "LAMP", 10, "PO-0"),
    ]


def tables(desk: Desk) -> dict[str, int]:
    """Return how many rows every table has that an import writes."""
    more = ("item", "item_stock", "customer", "supplier", "location", "barcode", "substitute", "sales_order")
    rest = ("purchase_order", "purchase_line", "cancellation", "delivery")
    return counts(desk) | {table: count(desk, table) for table in (*more, *rest)}


def test_a_whole_house_comes_in_with_one_import(desk: Desk) -> None:
    answer = take(desk, *everything())
    news = [(each.kind, each.new, each.changed, each.unchanged) for each in answer.kinds]
    assert news == [
        (Kind.SUPPLIERS, 2, 0, 0),
        (Kind.LOCATIONS, 11, 0, 0),
        (Kind.ITEMS, 7, 0, 0),
        (Kind.BARCODES, 1, 0, 0),
        (Kind.SUBSTITUTES, 1, 0, 0),
        (Kind.CUSTOMERS, 3, 0, 0),
        (Kind.STOCK, 2, 0, 0),
        (Kind.PURCHASE_ORDERS, 1, 0, 0),
        (Kind.ORDERS, 4, 0, 0),
        (Kind.DELIVERIES, 1, 0, 0),
    ]
    assert (answer.unmatched, answer.lines, answer.units) == (0, 3, 9)
    assert answer.changes.areas == set(Area) - {
        Area.COUNTS,
        Area.PEOPLE,
        Area.PICK_LISTS,
        Area.PRINT_JOBS,
        Area.SETTINGS,
    }
    assert held(desk) == {"SO-1/1": 2, "SO-1/2": 4, "SO-2/1": 3, "SO-3/1": 0}
    assert (lying(desk, "LAMP"), lying(desk, "MILK")) == ({"A-1": 5}, {"A-2@L1": 4})
    found = desk.store.sql("SELECT cancelled, shipped, picked FROM order_line ORDER BY id").fetchall()
    assert [tuple(row) for row in found] == [(0, 0, 0), (0, 0, 0), (0, 0, 0), (0, 9, 9)]
    assert broken(desk) == []


def test_one_fill_ends_an_import_and_sees_all_of_it(desk: Desk) -> None:
    take(desk, *everything())
    assert runs(desk) == [(1, "fill", "first-come", "import")]
    assert decisions(desk, 1) == {
        "LAMP": (5, [("SO-2/1", 3, 0, 3, "filled"), ("SO-1/1", 4, 0, 2, "partly-filled")]),
        "MILK": (4, [("SO-1/2", 9, 0, 4, "partly-filled")]),
    }


def test_the_same_import_again_changes_nothing(desk: Desk) -> None:
    take(desk, *everything())
    before = tables(desk)
    answer = take(desk, *everything())
    assert [(each.new, each.changed, each.unchanged) for each in answer.kinds] == [
        (0, 0, rows) for rows in (2, 11, 7, 1, 1, 3, 2, 1, 4, 1)
    ]
    assert (answer.unmatched, answer.lines, answer.units, bool(answer.changes)) == (0, 0, 0, False)
    assert tables(desk) == before | {"action": before["action"] + 1}
    assert take(desk, *everything(), update=True).kinds == answer.kinds
    assert tables(desk) == before | {"action": before["action"] + 2}


def test_one_wrong_row_in_the_last_file_stores_nothing_and_every_wrong_row_is_listed(desk: Desk) -> None:
    before = tables(desk)
    records = [
        *everything(),
        ItemRecord("CUP", "Cup", supplier="NOBODY"),
        opening("LAMP", 5, "GATE"),
        opening("MILK", 5, "A-1"),
        *purchase("PO-2", ("NONE", 1)),
        *order("SO-4", "NOBODY", 1, ("NONE", 4)),
    ]
    of_kind = {kind: [record for record in records if KIND_OF[type(record)] is kind] for kind in Kind}
    gone = DeliveryRecord("GONE", date(2026, 1, 1), date(2026, 1, 9), date(2026, 1, 12))
    feeds: list[Handed] = [Handed(kind, some) for kind, some in of_kind.items() if kind is not Kind.DELIVERIES]
    feeds.append(Spoiled(Kind.DELIVERIES, [gone], problems=[Problem(3, "due_on", CellFault.NO_SUCH_DAY)]))
    with pytest.raises(ImportRefused) as refused, checked(desk.store, feeds, update=False):
        pytest.fail("wrong rows were taken for good")
    assert [(file, each.line, each.column, each.code) for file, each in refused.value.problems] == [
        ("items", 8, "supplier", RowFault.UNKNOWN_SUPPLIER),
        ("stock", 3, "location", RowFault.NO_STOCK_HERE),
        ("stock", 4, "lot", RowFault.LOT_NEEDED),
        ("purchase-orders", 2, "sku", RowFault.UNKNOWN_ITEM),
        ("orders", 5, "customer", RowFault.UNKNOWN_CUSTOMER),
        ("orders", 5, "sku", RowFault.UNKNOWN_ITEM),
        ("deliveries", 3, "due_on", CellFault.NO_SUCH_DAY),
    ]
    assert tables(desk) == before


def test_a_row_that_differs_is_refused_and_stores_nothing_of_its_file(house: Desk) -> None:
    [line] = order("SO-1", "BEN", 1, ("LAMP", 4))
    take(house, line)
    before = tables(house)
    with pytest.raises(ImportRefused) as refused:
        take(house, *order("SO-0", "BEN", 1, ("LAMP", 1)), line._replace(quantity=6), CustomerRecord("DAN", "Dan"))
    differs = Problem(2, "quantity", RowFault.DIFFERS, {"key": "SO-1/1", "stored": 4, "given": 6})
    assert refused.value.problems == [("orders", differs)]
    assert tables(house) == before


def test_an_update_of_an_order_line_is_an_edit_like_any_other(house: Desk) -> None:
    [line] = order("SO-1", "BEN", 1, ("LAMP", 4))
    take(house, opening("LAMP", 5), line, *order("SO-2", "CAT", 1, ("LAMP", 4)))
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 1}
    answer = take(house, line._replace(quantity=2), *order("SO-2", "CAT", 1, ("LAMP", 4)), update=True)
    assert answer.kinds == (KindImported(Kind.ORDERS, "orders", 0, 1, 1, {}, {}, ()),)
    assert (answer.lines, answer.units) == (1, 2)
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 3}
    with pytest.raises(ImportRefused) as refused:
        take(house, line._replace(sku="CORD"), update=True)
    assert [each.code for _, each in refused.value.problems] == [RowFault.FIXED]


def test_rows_that_are_absent_stay(house: Desk) -> None:
    take(house, opening("LAMP", 9), *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 1)))
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 5)), update=True)
    assert held(house) == {"SO-1/1": 5, "SO-1/2": 0}


def test_an_import_fills_by_the_policy_of_the_house(house: Desk) -> None:
    choose_policy(house.store, house.act(), Policy.DUE_DATE)
    take(
        house,
        opening("LAMP", 5),
        *order("SO-1", "BEN", 1, ("LAMP", 4), need_by=date(2026, 5, 1)),
        *order("SO-2", "BEN", 2, ("LAMP", 4), need_by=date(2026, 4, 1)),
    )
    assert held(house) == {"SO-1/1": 1, "SO-2/1": 4}
    assert runs(house)[-1][2:] == ("due-date", "import")


def test_opening_stock_finds_those_who_wait_already(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    answer = take(house, opening("LAMP", 3))
    assert (answer.lines, answer.units, held(house)) == (1, 3, {"SO-1/1": 3})


def test_stock_opens_only_an_item_that_has_not_moved(house: Desk) -> None:
    take(house, opening("LAMP", 3))
    receive(house.store, house.act(), [Goods("CORD", 1)], supplier="ACME")
    for record in (opening("LAMP", 4), opening("LAMP", 1, "A-2"), opening("CORD", 1)):
        with pytest.raises(ImportRefused) as refused:
            take(house, record, update=True)
        moved = Problem(1, "quantity", RowFault.HAS_MOVES, {"sku": record.sku})
        assert refused.value.problems == [("stock", moved)]
    assert (lying(house, "LAMP"), level(house, "CORD")) == ({"A-1": 3}, (1, 0))


def test_a_credit_counts_once_and_one_without_a_line_is_kept_as_unmatched(house: Desk) -> None:
    take(house, opening("LAMP", 9), *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "CAT", 1, ("LAMP", 9)))
    credits_given = [
        CancellationRecord("C-1", "BEN", "LAMP", 3, house.now, 1),
        CancellationRecord("C-2", "BEN", "LAMP", 3, house.now, 1),
    ]
    answer = take(house, *credits_given)
    assert (answer.unmatched, answer.units, held(house)) == (1, 4, {"SO-1/1": 0, "SO-2/1": 9})
    again = take(house, *credits_given)
    assert (again.unmatched, again.kinds[0].unchanged, count(house, "cancellation")) == (0, 2, 3)


def test_what_changed_between_checking_and_storing_is_not_overwritten(house: Desk) -> None:
    [line] = order("SO-1", "BEN", 1, ("LAMP", 4))
    cup = ItemRecord("CUP", "Cup")
    with checked(house.store, [Handed(Kind.ITEMS, [cup]), Handed(Kind.ORDERS, [line])], update=False) as prepared:
        take(house, line._replace(quantity=9))
        before = tables(house)
        with pytest.raises(Refused) as refused:
            take_in(house.store, house.act(), prepared)
    assert refused.value.code is RowFault.DIFFERS
    assert tables(house) == before
    assert house.store.sql("SELECT quantity FROM order_line").fetchone()[0] == 9


def test_exactly_what_was_checked_is_stored(house: Desk) -> None:
    lines = order("SO-1", "BEN", 1, ("LAMP", 4))
    with checked(house.store, [Handed(Kind.ORDERS, lines)], update=False) as prepared:
        lines[0] = lines[0]._replace(quantity=9)
        assert prepared.counts == [1]
        take_in(house.store, house.act(), prepared)
    assert house.store.sql("SELECT quantity FROM order_line").fetchone()[0] == 4


def test_checking_alone_writes_nothing(house: Desk) -> None:
    before = tables(house)
    feeds = [Handed(Kind.ORDERS, order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 4)))]
    with checked(house.store, feeds, update=False) as prepared:
        assert prepared.counts == [2]
    assert tables(house) == before


def test_the_same_action_is_taken_in_once_and_answers_the_same(house: Desk) -> None:
    feeds = [Handed(Kind.ORDERS, order("SO-1", "BEN", 1, ("LAMP", 4)), ("colour",), {"samples": 3}, {"rounded": 1})]
    action = house.act()
    with checked(house.store, feeds, update=False) as prepared:
        first = take_in(house.store, action, prepared)
        before = tables(house)
        again = take_in(house.store, action, prepared)
    assert again == first
    assert first.kinds == (KindImported(Kind.ORDERS, "orders", 1, 0, 0, {"samples": 3}, {"rounded": 1}, ("colour",)),)
    assert tables(house) == before


def test_progress_is_told_file_by_file_in_both_steps(house: Desk) -> None:
    records = order("SO-1", "BEN", 1, *[("LAMP", 1)] * 5_001)
    told: list[tuple[str, int]] = []

    def progress(file: str, rows: int) -> None:
        told.append((file, rows))

    feeds = [Handed(Kind.CUSTOMERS, [CustomerRecord("DAN", "Dan")]), Handed(Kind.ORDERS, records)]
    with checked(house.store, feeds, update=False, progress=progress) as prepared:
        steps = [("customers", 1), ("orders", 5_000), ("orders", 5_001)]
        assert told == steps
        take_in(house.store, house.act(), prepared, progress=progress)
    assert told == steps * 2
    assert (count(house, "order_line"), count(house, "sales_order")) == (5_001, 1)
    assert len(decisions(house, last_run(house))["LAMP"][1]) == 5_001


def test_a_clerk_may_not_import(house: Desk) -> None:
    before = tables(house)
    house.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1)")
    with pytest.raises(Refused) as refused:
        take(house, CustomerRecord("DAN", "Dan"))
    assert refused.value.facts == {"person": "anna", "role": "lead"}
    assert tables(house) == before


class UnwantedError(Exception):
    """Somebody has cancelled the import."""


def test_an_import_that_is_cancelled_at_any_step_stores_nothing(house: Desk) -> None:
    take(house, opening("LAMP", 3))
    before = tables(house)
    lines = [*order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 1, ("CORD", 4))]
    told: list[object] = []

    def tell(*what: object) -> None:
        told.append(what)
        if len(told) == stop:
            raise UnwantedError

    for stop in (1, 2, 3, 4):
        told.clear()
        with (
            pytest.raises(UnwantedError),
            checked(house.store, [Handed(Kind.ORDERS, lines)], update=False, progress=tell) as it,
        ):
            take_in(house.store, house.act(), it, progress=tell, filling=tell)
        assert len(told) == stop
        assert tables(house) == before
    assert told == [("orders", 2), ("orders", 2), (0,), (1,)]
    assert take(house, *lines).units == 3
