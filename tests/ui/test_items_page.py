"""The page of items and stock: what there is, where it lies, how it moved; items made and edited by hand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Window
from tests.ui.pages import Shown, cells, fill_in, filled, line_of
from warehouse_app.domain.records import ItemRecord
from warehouse_app.queries.records import item_record
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.pages.items import ItemsPage


@pytest.fixture
def shown(at_window: Window) -> Shown[ItemsPage]:
    return Shown(filled(at_window), ItemsPage(at_window.desk))


def stored(shown: Shown[ItemsPage], sku: str) -> ItemRecord | None:
    with shown.at.house.store.snapshot():
        return item_record(shown.at.house.store, sku)


def test_items_are_listed_with_what_is_there_waits_and_is_coming(shown: Shown[ItemsPage]) -> None:
    found = cells(shown.page.items, "sku", "on_hand", "allocated", "free", "waiting", "coming")
    assert ("LAMP", "2", "2", "0", "7", "10") in found
    assert ("CORD", "9", "4", "5", "0", "0") in found
    assert ("GAME", "0", "0", "0", "0", "0") in found


def test_a_scanned_item_is_chosen_with_its_facts_and_where_it_lies(shown: Shown[ItemsPage]) -> None:
    shown.page.show_thing(Target(Thing.ITEM, "CORD"))
    shown.settle()
    assert shown.page.items.current.values["sku"] == "CORD"
    assert shown.page.details.title.text() == "CORD · Cord"
    assert cells(shown.page.details.stock, "location", "status", "quantity", "reserved") == [
        ("B-1", "available", "9", "0")
    ]


def test_the_ledger_and_the_queue_of_an_item_are_read_when_they_are_shown(shown: Shown[ItemsPage]) -> None:
    shown.page.show_thing(Target(Thing.ITEM, "LAMP"))
    shown.settle()
    shown.page.details.tabs.setCurrentWidget(shown.page.details.ledger)
    shown.settle()
    assert cells(shown.page.details.ledger, "seq", "reason", "quantity", "location", "actor") == [
        ("1", "opening stock", "2", "A-1", "anna")
    ]
    shown.page.details.tabs.setCurrentWidget(shown.page.details.queue)
    shown.settle()
    assert cells(shown.page.details.queue, "order", "short") == [("O2", "0"), ("O1", "2"), ("O3", "5")]


def test_a_scanned_place_shows_what_lies_there(shown: Shown[ItemsPage]) -> None:
    shown.page.show_thing(Target(Thing.LOCATION, "A-1"))
    shown.settle()
    assert shown.page.tabs.currentIndex() == 1
    assert shown.page.places.current.values["location"] == "A-1"
    assert cells(shown.page.content, "sku", "quantity", "reserved") == [("LAMP", "2", "0")]


def test_places_are_walked_with_the_keys_and_their_content_asks_for_one_first(shown: Shown[ItemsPage]) -> None:
    page = shown.page
    page.tabs.setCurrentIndex(1)
    shown.settle()
    assert QApplication.focusWidget() is page.places.grid
    assert page.content.empty_state.isVisible()
    assert page.content.empty_state.title.text() == "No place chosen"
    QTest.keyClick(page.places.grid, Qt.Key.Key_Home)
    shown.settle()
    assert page.places.current.values["location"] == "A-1"
    assert not page.content.empty_state.isVisible()
    assert cells(page.content, "sku", "quantity") == [("LAMP", "2")]


def test_an_item_is_made_by_hand(shown: Shown[ItemsPage]) -> None:
    shown.page.write_new()
    form = shown.page.form
    assert form is not None
    fill_in(form.sku, "VASE")
    fill_in(form.name, "Vase, blue")
    fill_in(form.price, "12.50")
    fill_in(form.shelf_life, "30")
    form.lots._box.click()
    form.save()
    shown.settle()
    assert shown.page.form is None
    made = ItemRecord("VASE", "Vase, blue", lot_tracked=True, price=1_250, minimum_shelf_life_days=30)
    assert stored(shown, "VASE") == made
    assert shown.page.details.title.text() == "VASE · Vase, blue"
    assert [told.text for told in shown.at.told] == ["Item VASE is saved."]


def test_an_item_is_edited_and_its_number_stays(shown: Shown[ItemsPage]) -> None:
    before = stored(shown, "SALT")
    assert before is not None
    shown.page.show_thing(Target(Thing.ITEM, "SALT"))
    shown.settle()
    shown.page.edit_chosen()
    form = shown.page.form
    assert form is not None
    assert not form.sku.editor.isEnabled()
    fill_in(form.safety, "6")
    form.save()
    shown.settle()
    assert stored(shown, "SALT") == before._replace(safety_stock=6)


def test_what_is_wrong_stands_at_its_field_and_nothing_is_stored(shown: Shown[ItemsPage]) -> None:
    shown.page.write_new()
    form = shown.page.form
    assert form is not None
    fill_in(form.name, "Vase")
    fill_in(form.price, "cheap")
    form.save()
    shown.settle()
    assert form.sku.error == "Fill this in."
    assert "“cheap” is no amount" in form.price.error
    assert shown.page.form is form
    assert line_of(form.name).text() == "Vase"
    assert shown.page.unsaved()


def test_a_number_that_is_taken_is_refused_and_what_was_typed_stays(shown: Shown[ItemsPage]) -> None:
    shown.page.write_new()
    form = shown.page.form
    assert form is not None
    fill_in(form.sku, "LAMP")
    fill_in(form.name, "Another lamp")
    form.save()
    shown.settle()
    assert shown.page.form is form
    assert "LAMP" in form.trouble.text()
    assert line_of(form.name).text() == "Another lamp"
    lamp = stored(shown, "LAMP")
    assert lamp is not None
    assert lamp.name == "Lamp"
