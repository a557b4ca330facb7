"""Stock work on the page of items: which goods, how many and why; what came of it is said, and who waits again."""

from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu

from tests.services.stock import lying, opening, take
from tests.ui.conftest import Window
from tests.ui.pages import Shown, cells, fill_in, filled
from warehouse_app.domain.records import LocationRecord
from warehouse_app.domain.statuses import LocationKind, Role, StockStatus
from warehouse_app.queries.check import findings
from warehouse_app.queries.stock_work import stock_of_item
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.releasing import release
from warehouse_app.services.setting_aside import quarantine, release_from_quarantine
from warehouse_app.stations.reply import Tone
from warehouse_app.store.tables import Person
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.forms import ReasonDialog
from warehouse_app.ui.pages.items import ItemsPage
from warehouse_app.ui.pages.items.stock_work import AdjustDialog, AsideDialog, GoodsDialog, LotDialog, MoveDialog

EXPIRY = date(2026, 9, 30)
D = TypeVar("D", bound=ReasonDialog)


@pytest.fixture
def shown(at_window: Window) -> Shown[ItemsPage]:
    filled(at_window)
    take(
        at_window.house,
        opening("MILK", 6, "A-2", lot="L7", expiry=EXPIRY),
        opening("MILK", 3, "B-2", lot="L8", expiry=EXPIRY),
    )
    return Shown(at_window, ItemsPage(at_window.desk))


def menu(shown: Shown[ItemsPage], sku: str) -> QMenu:
    """Open the menu of an item, as its button does."""
    shown.page.show_thing(Target(Thing.ITEM, sku))
    shown.settle()
    with shown.at.house.store.snapshot():
        stock = stock_of_item(shown.at.house.store, sku)
    assert stock is not None
    return shown.page.details.work_button.menu_of(stock)


def actions(menu: QMenu) -> dict[str, QAction]:
    return {action.text(): action for action in menu.actions() if not action.isSeparator()}


def ask(shown: Shown[ItemsPage], sku: str, what: str, kind: type[D]) -> D:
    """Choose something in the menu and return the dialog that opens."""
    actions(menu(shown, sku))[what].trigger()
    dialog = shown.page.findChildren(kind)[-1]
    assert dialog.isVisible()
    return dialog


def do(shown: Shown[ItemsPage], dialog: ReasonDialog, why: str = "") -> None:
    if why:
        fill_in(dialog.reason, why)
    dialog.do()
    shown.settle()


def said(shown: Shown[ItemsPage]) -> str:
    return shown.at.told[-1].text


def rows(shown: Shown[ItemsPage]) -> list[tuple[str, ...]]:
    """Return what lies where of the chosen item."""
    return cells(shown.page.details.stock, "location", "status", "quantity")


def choices(dialog: GoodsDialog) -> list[str]:
    box = dialog.goods._box
    return [box.itemText(at) for at in range(box.count())]


def test_only_what_means_something_can_be_chosen(shown: Shown[ItemsPage]) -> None:
    assert {text: action.isEnabled() for text, action in actions(menu(shown, "LAMP")).items()} == {
        "Move…": True,
        "Set aside…": True,
        "Release…": False,
        "Adjust…": True,
        "Scrap…": True,
        "Block lot…": False,
        "Unblock lot…": False,
    }
    assert not any(action.isEnabled() for action in actions(menu(shown, "GAME")).values())
    assert actions(menu(shown, "MILK"))["Block lot…"].isEnabled()


def test_the_button_opens_it(shown: Shown[ItemsPage]) -> None:
    shown.page.show_thing(Target(Thing.ITEM, "LAMP"))
    shown.settle()
    shown.page.details.work_button.click()
    shown.settle()
    [opened] = [each for each in shown.page.details.work_button.findChildren(QMenu) if each.isVisible()]
    assert next(iter(actions(opened))) == "Move…"
    opened.close()


def test_goods_are_moved_without_a_reason(shown: Shown[ItemsPage]) -> None:
    dialog = ask(shown, "CORD", "Move…", MoveDialog)
    assert choices(dialog) == ["B-1: 9"]
    assert dialog.units.value == 9
    fill_in(dialog.units, "4")
    do(shown, dialog)
    assert dialog.to.error == "Fill this in."
    fill_in(dialog.to, "NOWHERE")
    do(shown, dialog)
    assert "NOWHERE" in dialog.to.error
    fill_in(dialog.to, "A-2")
    do(shown, dialog)
    assert said(shown) == "4 × CORD are at A-2 now, not at B-1."
    assert lying(shown.at.house, "CORD") == {"B-1": 5, "A-2": 4}
    assert cells(shown.page.details.stock, "location", "quantity") == [("A-2", "4"), ("B-1", "5")]


def test_goods_that_are_set_aside_are_shown_so_and_released_again(shown: Shown[ItemsPage]) -> None:
    dialog = ask(shown, "CORD", "Set aside…", AsideDialog)
    assert dialog.units.hint.text() == "9 lie there."
    do(shown, dialog)
    assert (dialog.units.error, dialog.reason.error) == ("Fill this in.", "Fill this in.")
    fill_in(dialog.units, "2")
    do(shown, dialog, "Wet boxes")
    assert said(shown) == "2 × CORD of B-1 are in quarantine."
    assert cells(shown.page.details.stock, "location", "status", "quantity", "blocked") == [
        ("B-1", "available", "7", ""),
        ("B-1", "quarantined", "2", ""),
    ]
    dialog = ask(shown, "CORD", "Release…", AsideDialog)
    assert choices(dialog) == ["B-1: 2 (quarantined)"]
    do(shown, dialog, "Dry again")
    assert said(shown) == "2 × CORD of B-1 can be used again."
    assert rows(shown) == [("B-1", "available", "9")]


def test_who_gets_what_is_released_is_told(shown: Shown[ItemsPage]) -> None:
    house = shown.at.house
    quarantine(house.store, house.act(), Named("LAMP", "A-1", 2), why="wet")
    do(shown, ask(shown, "LAMP", "Release…", AsideDialog), "Dry again")
    assert said(shown) == (
        "2 × LAMP of A-1 can be used again. Now given: 1 × LAMP → O2 (class A), 1 × LAMP → O1 (class B)."
    )
    assert shown.at.told[-1].tone is Tone.OK


def test_goods_that_are_released_where_no_order_is_served_from_are_to_be_moved(shown: Shown[ItemsPage]) -> None:
    house = shown.at.house
    quarantine(house.store, house.act(), Named("CORD", "B-1", 2), why="wet", to="QUAR")
    dialog = ask(shown, "CORD", "Release…", AsideDialog)
    do(shown, dialog, "Dry again")
    assert said(shown) == (
        "2 × CORD of QUAR can be used again. They are still at QUAR, from where no order is served: move them."
    )
    assert shown.at.told[-1].tone is Tone.WARN


def test_the_row_that_is_chosen_in_the_table_is_proposed(shown: Shown[ItemsPage]) -> None:
    shown.page.show_thing(Target(Thing.ITEM, "MILK"))
    shown.settle()
    shown.page.details.stock.grid.select_row(1)
    dialog = ask(shown, "MILK", "Move…", MoveDialog)
    assert dialog.chosen.place == shown.page.details.stock.current.values["location"] == "B-2"
    dialog.reject()


def test_the_books_are_set_to_what_is_really_there(shown: Shown[ItemsPage]) -> None:
    dialog = ask(shown, "CORD", "Adjust…", AdjustDialog)
    do(shown, dialog, "Looked")
    assert dialog.units.error == "This is what the books say already."
    fill_in(dialog.units, "11")
    do(shown, dialog)
    assert said(shown) == "By the books 11 × CORD lie at B-1 now."
    dialog = ask(shown, "CORD", "Adjust…", AdjustDialog)
    fill_in(dialog.units, "0")
    do(shown, dialog, "All gone")
    assert said(shown) == ("By the books 0 × CORD lie at B-1 now. Waits again: O2 for 4 × CORD (class A).")
    assert shown.at.told[-1].tone is Tone.WARN
    assert rows(shown) == []
    with shown.at.house.store.snapshot():
        assert list(findings(shown.at.house.store)) == []


def test_more_is_not_put_into_quarantine_by_an_adjustment(shown: Shown[ItemsPage]) -> None:
    aside = ask(shown, "CORD", "Set aside…", AsideDialog)
    fill_in(aside.units, "9")
    do(shown, aside, "Wet")
    dialog = ask(shown, "CORD", "Adjust…", AdjustDialog)
    assert dialog.chosen.status is StockStatus.QUARANTINED
    fill_in(dialog.units, "12")
    do(shown, dialog, "Found more")
    assert dialog.units.error.startswith("More than the books say cannot be put into quarantine")
    assert rows(shown) == [("B-1", "quarantined", "9")]


def test_more_of_what_is_set_aside_in_a_quarantine_place_is_set_aside(shown: Shown[ItemsPage]) -> None:
    house = shown.at.house
    take(house, LocationRecord("QUAR", kind=LocationKind.QUARANTINE))
    quarantine(house.store, house.act(), Named("CORD", "B-1", 9), why="wet", to="QUAR")
    shown.settle()
    dialog = ask(shown, "CORD", "Adjust…", AdjustDialog)
    fill_in(dialog.units, "12")
    do(shown, dialog, "Found more")
    assert said(shown) == "By the books 12 × CORD lie at QUAR now."
    assert rows(shown) == [("QUAR", "quarantined", "12")]
    # Of goods that were released there, more would be set aside.
    release_from_quarantine(house.store, house.act(), Named("CORD", "QUAR", 12), why="fine")
    shown.settle()
    dialog = ask(shown, "CORD", "Adjust…", AdjustDialog)
    fill_in(dialog.units, "13")
    do(shown, dialog, "Found more")
    assert dialog.units.error.startswith("More than the books say cannot be put into quarantine")


def test_what_is_scrapped_leaves_the_books_and_the_pick_list(shown: Shown[ItemsPage]) -> None:
    release(shown.at.house.store, shown.at.house.act())
    dialog = ask(shown, "CORD", "Scrap…", GoodsDialog)
    fill_in(dialog.units, "99")
    do(shown, dialog, "Broken")
    assert "99" in dialog.units.error
    fill_in(dialog.units, "7")
    do(shown, dialog)
    assert said(shown) == (
        "Scrapped: 7 × CORD of B-1. Pick lists: PL-1 fetches 2 × CORD less for O2 at B-1. Waits again: O2 for 2 × CORD "
        "(class A)."
    )


def test_a_lot_is_blocked_and_unblocked(shown: Shown[ItemsPage]) -> None:
    dialog = ask(shown, "MILK", "Block lot…", LotDialog)
    dialog.lot.set("L7")
    do(shown, dialog, "Complaint")
    assert said(shown) == "Lot L7 of MILK is blocked; 6 units of it are set aside."
    assert cells(shown.page.details.stock, "lot", "status", "blocked") == [
        ("L7", "quarantined", "yes"),
        ("L8", "available", ""),
    ]
    assert not actions(menu(shown, "MILK"))["Release…"].isEnabled()
    do(shown, ask(shown, "MILK", "Unblock lot…", LotDialog), "All is well")
    assert said(shown) == "Lot L7 of MILK is no longer blocked; 6 units of it can be used again."


def test_goods_of_a_lot_that_lie_in_quarantine_as_it_is_unblocked_are_told_of(shown: Shown[ItemsPage]) -> None:
    house = shown.at.house
    take(house, LocationRecord("QUAR", kind=LocationKind.QUARANTINE))
    block_lot(house.store, house.act(), "MILK", "L7", why="complaint")
    move_stock(house.store, house.act(), Named("MILK", "A-2", 4, "L7", StockStatus.QUARANTINED), "QUAR")
    shown.page.refresh()
    shown.settle()
    do(shown, ask(shown, "MILK", "Unblock lot…", LotDialog), "All is well")
    assert said(shown) == (
        "Lot L7 of MILK is no longer blocked; 6 units of it can be used again. "
        "What lies at QUAR is still where no order is served from: move it."
    )
    assert shown.at.told[-1].tone is Tone.WARN
    found = cells(shown.page.details.stock, "location", "quantity", "status")
    assert found == [("A-2", "2", "available"), ("B-2", "3", "available"), ("QUAR", "4", "available")]


def test_who_may_not_do_it_is_told_so_and_what_was_typed_stays(shown: Shown[ItemsPage]) -> None:
    shown.at.house.store.insert(Person, ("name", "role"), [("anna", Role.CLERK)])
    dialog = ask(shown, "CORD", "Scrap…", GoodsDialog)
    fill_in(dialog.units, "9")
    do(shown, dialog, "Broken")
    assert dialog.isVisible()
    assert dialog.trouble.text() == "anna may not do this, it takes the role “lead”. Ask somebody who has it."
    line = dialog.reason.editor
    assert isinstance(line, QLineEdit)
    assert line.text() == "Broken"
    assert lying(shown.at.house, "CORD") == {"B-1": 9}
