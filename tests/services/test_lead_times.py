"""Every receipt teaches how long its supplier takes: what a delivery is, when it came, and what files say of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.conftest import Desk
from tests.services.saving import keep
from tests.services.stock import come, furnished, purchase, take, turn_to
from tests.services.test_correcting import booked, undone
from warehouse_app.domain.lead_times import LeadTime
from warehouse_app.domain.records import DeliveryRecord, Kind, PurchaseLineRecord, Record, SupplierRecord
from warehouse_app.queries.lead_times import PastDelivery, SupplierLeadTime, past_deliveries, supplier_lead_times
from warehouse_app.queries.records import records
from warehouse_app.services.correcting import correct_receipt
from warehouse_app.services.founding import close_books
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods

TODAY = date(2026, 3, 2)
ORDERED, DUE = date(2026, 2, 16), date(2026, 3, 4)
PAST = DeliveryRecord("ACME", date(2026, 1, 2), date(2026, 1, 9), date(2026, 1, 12), "LAMP", 40, "OLD-1")


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def on_order(number: str, *lines: tuple[str, int]) -> list[PurchaseLineRecord]:
    return purchase(number, *lines, ordered_on=ORDERED, due_on=DUE)


def later(days: int) -> date:
    return TODAY + timedelta(days)


def past(desk: Desk) -> list[tuple[str, str, int | None, date]]:
    """Return the deliveries as (purchase order, SKU, units, day on which they came)."""
    with desk.store.snapshot():
        found = list(past_deliveries(desk.store))
    return [(each.purchase_order, each.sku, each.quantity, each.received_on) for each in found]


def exported(desk: Desk) -> list[Record]:
    with desk.store.snapshot():
        return list(records(desk.store, Kind.DELIVERIES))


def correct(desk: Desk, booking: str, goods: Came, truth: Truth) -> str:
    action = desk.act()
    correct_receipt(desk.store, action, booking, goods, truth, why="counted again")
    return action.action_id


def test_a_delivery_is_what_came_of_a_purchase_line_on_a_day(house: Desk) -> None:
    take(house, PAST, *on_order("PO-1", ("LAMP", 20), ("CORD", 5), ("LAMP", 10)))
    booked(house, Goods("LAMP", 4, "A-1"), Goods("CORD", 5, "A-1"), on="PO-1")
    booked(house, Goods("LAMP", 3, "A-2"), on="PO-1")
    turn_to(house, later(4))
    # Of a second line, of more than was ordered, and set aside: all of it has come.
    booked(house, Goods("LAMP", 15, "A-1"), Goods("LAMP", 1, "QUAR", quarantine="damaged"), on="PO-1")
    come(house, "LAMP", 9)
    with house.store.snapshot():
        assert list(past_deliveries(house.store)) == [
            PastDelivery("ACME", *PAST[1:4], "LAMP", 40, "OLD-1"),
            PastDelivery("ACME", ORDERED, DUE, TODAY, "LAMP", 7, "PO-1"),
            PastDelivery("ACME", ORDERED, DUE, later(4), "LAMP", 13, "PO-1"),
            PastDelivery("ACME", ORDERED, DUE, TODAY, "CORD", 5, "PO-1"),
            PastDelivery("ACME", ORDERED, DUE, later(4), "LAMP", 3, "PO-1"),
        ]


def test_what_is_taken_back_teaches_nothing(house: Desk) -> None:
    take(house, *on_order("PO-1", ("LAMP", 20), ("CORD", 5)))
    booked(house, Goods("LAMP", 4, "A-1"), on="PO-1")
    wrong = booked(house, Goods("LAMP", 6, "A-1"), Goods("CORD", 5, "A-1"), on="PO-1")
    assert past(house) == [("PO-1", "LAMP", 10, TODAY), ("PO-1", "CORD", 5, TODAY)]
    undone(house, wrong)
    assert past(house) == [("PO-1", "LAMP", 4, TODAY)]


def test_what_is_put_right_came_when_it_was_booked_in_at_first(house: Desk) -> None:
    take(house, *on_order("PO-1", ("LAMP", 20), ("CORD", 30)))
    first = booked(house, Goods("LAMP", 10, "A-1"), on="PO-1")
    turn_to(house, later(3))
    second = correct(house, first, Came("LAMP"), Truth(8))
    assert past(house) == [("PO-1", "LAMP", 8, TODAY)]
    turn_to(house, later(5))
    third = correct(house, second, Came("LAMP"), Truth(sku="CORD", quantity=2))
    assert past(house) == [("PO-1", "LAMP", 6, TODAY), ("PO-1", "CORD", 2, TODAY)]
    booked(house, Goods("LAMP", 1, "A-1"), on="PO-1")
    undone(house, third)
    assert past(house) == [("PO-1", "LAMP", 1, later(5))]


def test_a_receipt_after_the_books_were_closed_counts_from_the_day_after(house: Desk) -> None:
    take(house, *on_order("PO-1", ("LAMP", 20)))
    close_books(house.store, house.act(), TODAY)
    booked(house, Goods("LAMP", 4, "A-1"), on="PO-1")
    assert past(house) == [("PO-1", "LAMP", 4, later(1))]


def test_the_figures_of_all_suppliers(house: Desk) -> None:
    take(
        house,
        SupplierRecord("SLOW", "Slow", lead_time_days=30),
        PAST,
        PAST._replace(supplier="GONE"),
        *on_order("PO-1", ("LAMP", 20), ("CORD", 5)),
        *[line._replace(supplier="EASY") for line in purchase("PO-2", ("PLUG", 5), due_on=DUE)],
        *[line._replace(supplier="SLOW") for line in purchase("PO-3", ("PLUG", 5))],
    )
    booked(house, Goods("LAMP", 20, "A-1"), Goods("CORD", 4, "A-1"), on="PO-1")
    booked(house, Goods("PLUG", 5, "A-1"), on="PO-2")
    booked(house, Goods("PLUG", 5, "A-1"), on="PO-3")
    turn_to(house, later(3))
    booked(house, Goods("CORD", 1, "A-1"), on="PO-1")
    with house.store.snapshot():
        assert supplier_lead_times(house.store) == [
            # 10, 14, 14 and 17 days; the first and the last of them late.
            SupplierLeadTime("ACME", "Acme", None, LeadTime(4, 14.0, 0.5)),
            SupplierLeadTime("EASY", "Easy-going", None, LeadTime(1, None, 1.0)),
            SupplierLeadTime("SLOW", "Slow", 30, LeadTime(1, None, None)),
        ]


def test_own_deliveries_are_exported_as_far_as_a_file_can_say_them(house: Desk) -> None:
    take(
        house,
        PAST,
        *on_order("PO-1", ("LAMP", 20)),
        *purchase("PO-2", ("LAMP", 1), due_on=DUE),
        *purchase("PO-3", ("LAMP", 1), ordered_on=ORDERED),
        *purchase("PO-4", ("LAMP", 1), ordered_on=later(1), due_on=later(9)),
    )
    for number in ("PO-1", "PO-2", "PO-3", "PO-4"):
        booked(house, Goods("LAMP", 1, "A-1"), on=number)
    assert exported(house) == [PAST, DeliveryRecord("ACME", ORDERED, DUE, TODAY, "LAMP", 1, "PO-1")]


def test_what_was_exported_comes_in_again_as_unchanged_whatever_became_of_it(house: Desk) -> None:
    ordered = on_order("PO-1", ("LAMP", 20), ("CORD", 5))
    take(house, PAST, PAST, *ordered)
    booking = booked(house, Goods("LAMP", 10, "A-1"), Goods("CORD", 5, "A-1"), on="PO-1")
    files = [exported(house)]
    # More on the same day, then less, another due day, and in the end nothing: the files before know it otherwise.
    booked(house, Goods("LAMP", 10, "A-1"), on="PO-1")
    files.append(exported(house))
    turn_to(house, later(1))
    correct(house, booking, Came("CORD"), Truth(4))
    files.append(exported(house))
    take(house, *[line._replace(due_on=later(30)) for line in ordered], update=True)
    files.append(exported(house))
    undone(house, booking)
    files.append(exported(house))
    assert [len(file) for file in files] == [4, 4, 4, 4, 4]
    assert all(one != other for one, other in pairwise(files))
    for file in files:
        assert keep(house, Kind.DELIVERIES, *file).counts == (0, 0, 4)
    assert exported(house) == files[-1]


def test_what_another_system_received_of_the_same_order_before_is_history(house: Desk) -> None:
    take(house, *on_order("PO-1", ("LAMP", 20), ("CORD", 5)))
    booked(house, Goods("LAMP", 4, "A-1"), on="PO-1")
    before = PAST._replace(purchase_order="PO-1", received_on=later(-1))
    others = [
        before._replace(received_on=TODAY, sku="CORD"),
        before._replace(received_on=TODAY, supplier="EASY"),
        before._replace(received_on=TODAY, purchase_order=""),
    ]
    assert keep(house, Kind.DELIVERIES, before, *others).counts == (4, 0, 0)
    assert keep(house, Kind.DELIVERIES, before._replace(received_on=TODAY)).counts == (0, 0, 1)
    assert len(past(house)) == 5
