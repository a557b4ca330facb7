"""The page of customers: listed, with their orders; made and edited by hand."""

import pytest

from tests.ui.conftest import Window
from tests.ui.pages import Shown, cells, fill_in, filled
from warehouse_app.domain.records import CustomerRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.records import customer_record
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.pages.customers import CustomersPage


@pytest.fixture
def shown(at_window: Window) -> Shown[CustomersPage]:
    return Shown(filled(at_window), CustomersPage(at_window.desk))


def stored(shown: Shown[CustomersPage], code: str) -> CustomerRecord | None:
    with shown.at.house.store.snapshot():
        return customer_record(code)


def test_customers_are_listed_and_the_chosen_one_shows_its_orders(shown: Shown[CustomersPage]) -> None:
    assert cells(shown.page.table, "customer_code", "customer", "rank_class", "ship_policy") == [
        ("ANN", "Ann", "A", "in parts"),
        ("BEN", "Ben", "B", "in parts"),
        ("CAT", "Cat", "C", "in parts"),
    ]
    shown.page.show_thing(Target(Thing.CUSTOMER, "CAT"))
    shown.settle()
    assert shown.page.title.text() == "Cat"
    assert cells(shown.page.orders, "order", "open", "short", "state") == [("O3", "6", "6", "Waiting")]


def test_a_customer_is_made_by_hand(shown: Shown[CustomersPage]) -> None:
    shown.page.write_new()
    form = shown.page.form
    assert form is not None
    fill_in(form.code, "DAN")
    fill_in(form.name, "Dan")
    fill_in(form.city, "Oslo")
    form.save()
    shown.settle()
    assert stored(shown, "DAN") == CustomerRecord("DAN", "Dan", city="Oslo")
    assert shown.page.title.text() == "Dan"


def test_another_class_of_a_customer_puts_its_lines_elsewhere_in_the_queue(shown: Shown[CustomersPage]) -> None:
    shown.page.show_thing(Target(Thing.CUSTOMER, "CAT"))
    shown.settle()
    shown.page.edit_chosen()
    form = shown.page.form
    assert form is not None
    fill_in(form.rank_class, "A")
    form.ship_policy._box.setCurrentIndex(2)
    form.save()
    shown.settle()
    assert stored(shown, "CAT") == CustomerRecord(
        "CAT", "Cat", priority_class="A", ship_policy=ShipPolicy.ORDER_COMPLETE
    )
    found = shown.at.house.store.sql(
        "SELECT DISTINCT l.rank_class, l.ship_policy FROM order_line l JOIN sales_order o ON o.id = l.order_id "
        "WHERE o.number = 'O3'"
    ).fetchall()
    assert [tuple(row) for row in found] == [("A", "order-complete")]


def test_a_class_that_is_no_letter_is_told_at_its_field(shown: Shown[CustomersPage]) -> None:
    shown.page.write_new()
    form = shown.page.form
    assert form is not None
    fill_in(form.code, "DAN")
    fill_in(form.name, "Dan")
    fill_in(form.rank_class, "AA")
    form.save()
    shown.settle()
    assert form.rank_class.error
    assert stored(shown, "DAN") is None
