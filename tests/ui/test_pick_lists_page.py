"""The page of pick lists: released, looked at, printed, taken back."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.services.stock import come, held, opening, order, take
from tests.ui.conftest import Window
from tests.ui.pages import Shown, cells, filled
from warehouse_app.domain.statuses import ShipPolicy, Sides
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.setting_aside import write_off
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.pages.pick_lists import PickListsPage
from warehouse_app.ui.printing.choosing import Choice, ToPrinter

_OF_ORDER = (
    "SELECT DISTINCT list.number FROM pick_list list JOIN pick_stop s ON s.pick_list_id = list.id "
    "JOIN allocation a ON a.id = s.allocation_id JOIN order_line l ON l.id = a.order_line_id "
    "JOIN sales_order o ON o.id = l.order_id WHERE o.number = ?"
)


class Printer:
    """The person at the print dialog, who always chooses the same printer."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def ask(self, _parent: object, preset: str, title: str, then: Callable[[Choice], None]) -> None:
        self.asked.append((preset, title))
        then(ToPrinter("Zebra", Sides.AS_SET, 1))


@pytest.fixture
def printer() -> Printer:
    return Printer()


@pytest.fixture
def shown(at_window: Window, printer: Printer) -> Shown[PickListsPage]:
    return Shown(filled(at_window), PickListsPage(at_window.desk, ask=printer.ask))


def release(shown: Shown[PickListsPage], limit: int | None = None) -> None:
    shown.page.release(limit)
    shown.settle()
    shown.page.refresh()
    shown.settle()


def said(shown: Shown[Any]) -> list[str]:
    return [told.text for told in shown.at.told]


def jobs(shown: Shown[Any]) -> list[tuple[str, str, int]]:
    found = shown.at.house.store.sql("SELECT number, printer, copy FROM print_job ORDER BY id")
    return [(number, printer, copy) for number, printer, copy in found]


def test_without_lists_it_says_what_to_do(shown: Shown[PickListsPage]) -> None:
    assert cells(shown.page.table, "pick_list") == []
    assert shown.page.table.empty_state.title.text() == "Nothing matches"
    assert not shown.page.print_button.isEnabled()


def test_what_holds_stock_is_released_in_the_order_of_the_queue(shown: Shown[PickListsPage]) -> None:
    release(shown)
    assert cells(shown.page.table, "pick_list", "status", "order", "customer", "rank_class", "stops", "units") == [
        ("PL-2", "Released", "O1", "Ben", "B", "1", "1"),
        ("PL-1", "Released", "O2", "Ann", "A", "2", "5"),
    ]
    assert said(shown) == ["2 lists with 3 stops released: PL-1, PL-2"]


def test_the_first_new_list_is_chosen_and_no_filter_is_taken_away(shown: Shown[PickListsPage]) -> None:
    before = shown.page.table.model.view
    release(shown)
    assert shown.page.table.current.values["pick_list"] == "PL-1"
    assert [row.values["pick_list"] for row in shown.page.table.selected()] == ["PL-1"]
    assert shown.page.paper.pages.accessibleName() == "The pick list PL-1 as it will be printed"
    assert shown.page.table.model.view == before
    assert before.filters != ()


def test_no_more_lines_are_released_than_were_asked_for(shown: Shown[PickListsPage]) -> None:
    release(shown, 2)
    assert cells(shown.page.table, "order") == [("O2",)]


def test_where_nothing_is_ready_it_says_so_and_makes_no_list(shown: Shown[PickListsPage]) -> None:
    release(shown)
    shown.at.told.clear()
    release(shown)
    assert said(shown) == ["Nothing is ready: no open order holds stock that is not on a list yet."]
    assert len(cells(shown.page.table, "pick_list")) == 2


def test_what_lies_where_no_picker_goes_is_told(shown: Shown[PickListsPage]) -> None:
    release(shown)
    take(shown.at.house, opening("PLUG", 7, "DOCK"), *order("O8", "ANN", 9, ("PLUG", 7)))
    shown.at.told.clear()
    release(shown)
    assert said(shown) == [
        "Not released: 7 for O8 lie at the dock or in staging, where no picker goes. Put them away first."
    ]


def test_the_chosen_list_is_shown_as_it_will_be_printed(shown: Shown[PickListsPage]) -> None:
    release(shown)
    shown.page.table.grid.select_row(1)
    shown.settle()
    assert shown.page.paper.currentWidget() is shown.page.paper.pages
    assert shown.page.paper.pages.accessibleName() == "The pick list PL-1 as it will be printed"
    assert shown.page.paper.pages.shown.pages == 1


def test_several_lists_are_printed_at_once_and_the_printer_is_remembered(
    shown: Shown[PickListsPage], printer: Printer
) -> None:
    release(shown)
    shown.page.table.grid.selectAll()
    shown.page.print()
    shown.settle()
    assert sorted(jobs(shown)) == [("PL-1", "Zebra", 0), ("PL-2", "Zebra", 0)]
    assert said(shown)[-1] == "2 lists are on their way to Zebra."
    shown.page.print()
    shown.settle()
    assert [preset for preset, _ in printer.asked] == ["", "Zebra"]
    assert [copy for _, _, copy in jobs(shown)] == [0, 0, 1, 1]


def test_a_list_is_taken_back_and_its_lines_keep_their_stock(shown: Shown[PickListsPage]) -> None:
    release(shown)
    before = held(shown.at.house)
    shown.page.take_back(["PL-1"])
    shown.settle()
    shown.page.refresh()
    shown.settle()
    assert cells(shown.page.table, "pick_list") == [("PL-2",)]
    assert held(shown.at.house) == before
    assert said(shown)[-1] == "PL-1 was taken back; its lines keep their stock."


def test_who_gets_what_comes_back_with_a_list_and_who_waits_again_is_said(shown: Shown[PickListsPage]) -> None:
    whole = order("O8", "ANN", 9, ("PLUG", 7), ship_policy=ShipPolicy.LINE_COMPLETE)
    take(shown.at.house, opening("PLUG", 7), *whole, *order("O9", "BEN", 9, ("PLUG", 4)))
    release(shown)
    write_off(shown.at.house.store, shown.at.house.act(), Named("PLUG", "A-1", 1), why="gone")
    [number] = [row for (row,) in shown.at.house.store.sql(_OF_ORDER, ("O8",))]
    shown.page.take_back([number])
    shown.settle()
    assert said(shown)[-1] == (
        f"{number} was taken back; not all of its lines keep their stock. Waits again: O8 for 6 × PLUG (class A). "
        "Now given: 4 × PLUG → O9 (class B)."
    )


def test_a_list_that_was_taken_back_by_somebody_else_is_refused_with_a_sentence(shown: Shown[PickListsPage]) -> None:
    release(shown)
    shown.page.take_back(["PL-1", "PL-1", "PL-2"])
    shown.settle()
    texts = said(shown)[1:]
    assert texts[0] == "PL-1 was taken back; its lines keep their stock."
    assert texts[2] == "PL-2 was taken back; its lines keep their stock."
    assert "PL-1" in texts[1]


def test_a_list_is_found_though_the_table_shows_others(shown: Shown[PickListsPage]) -> None:
    release(shown)
    shown.page.take_back(["PL-1"])
    shown.settle()
    shown.page.show_thing(Target(Thing.PICK_LIST, "PL-1"))
    shown.settle()
    assert shown.page.table.current.values["pick_list"] == "PL-1"
    assert not shown.page.back_button.isEnabled()
    assert not shown.page.print_button.isEnabled()


def test_stops_that_are_walked_otherwise_are_told_above_the_paper(shown: Shown[PickListsPage]) -> None:
    release(shown)
    shown.page.show_thing(Target(Thing.PICK_LIST, "PL-1"))
    shown.settle()
    assert shown.page.changes.text == ""
    house = shown.at.house
    moved = move_stock(house.store, house.act(), Named("CORD", "B-1", 9), "A-2")
    shown.at.desk.announce(moved.changes)
    shown.settle()
    assert shown.page.changes.text == (
        "Changed since this list was released. If it is printed already, tell whoever picks it:\n"
        "4 × CORD for O2 are not fetched at B-1 any more. 4 are fetched at A-2."
    )
    shown.page.show_thing(Target(Thing.PICK_LIST, "PL-2"))
    shown.settle()
    assert shown.page.changes.text == ""


def test_a_stop_that_was_changed_twice_is_told_twice(shown: Shown[PickListsPage]) -> None:
    release(shown)
    house = shown.at.house
    come(house, "CORD", 1, "A-2")
    move_stock(house.store, house.act(), Named("CORD", "B-1", 6), "QUAR", why="wet")
    moved = move_stock(house.store, house.act(), Named("CORD", "A-2", 1), "B-2")
    shown.at.desk.announce(moved.changes)
    shown.settle()
    assert shown.page.changes.text.splitlines()[1:] == [
        "1 × CORD for O2 is not fetched at B-1 any more. 1 is fetched at A-2.",
        "1 × CORD for O2 is not fetched at A-2 any more. 1 is fetched at B-2.",
    ]
