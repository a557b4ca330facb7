"""What is asked about a run by hand, and how planning it is stopped."""

import threading
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.services.stock import held
from tests.ui.back_orders import (
    AT_FIRST,
    Queue,
    ask,
    choose_line,
    key,
    let_cat_win,
    preview,
)
from tests.ui.conftest import Window
from tests.ui.pages import Shown, fill_in, filled
from tests.ui.test_settings_page import choose
from warehouse_app.domain.statuses import Policy, Strategy
from warehouse_app.queries.differences import difference
from warehouse_app.queries.plans import Stage
from warehouse_app.ui.background import Cancelled
from warehouse_app.ui.pages.back_orders import BackOrdersPage
from warehouse_app.ui.pages.back_orders.allocate import dialog as dialogs
from warehouse_app.ui.pages.back_orders.allocate.strategies import Whose


@pytest.fixture
def shown(at_window: Window) -> Queue:
    """Return the page: two lamps for Ann (A, all of one), Ben (B, one of three) and Cat (C, none of five)."""
    filled(at_window)
    at_window.house.store.sql("UPDATE order_line SET price = 250 WHERE price IS NULL")
    page = Shown(at_window, BackOrdersPage(at_window.desk))
    assert held(at_window.house) == AT_FIRST
    return page


def test_the_scope_is_what_is_asked_for(shown: Queue) -> None:
    choose_line(shown, "O1", 1)
    dialog = ask(shown)
    form = dialog.form
    choose(form.mode, "Allocate afresh")
    choose(form.policy, "Equal share")
    choose(form.items, "Only LAMP")
    choose(form.customers, "Only Ben")
    choose(form.classes, "Only class B")
    fill_in(form.due_from, "2026-02-01")
    fill_in(form.due_to, "2026-12-31")
    choose(form.strategies.rows[Whose(customer="BEN")].strategy, "Keep at most what it has")
    form.strategies.classes.setFocus()
    form.strategies.classes.setCurrentIndex(1)
    form.strategies.classes.activated.emit(1)
    asked = form.asked()
    assert asked is not None
    assert asked.policy is Policy.EQUAL_SHARE
    assert (asked.skus, asked.customers, asked.classes) == (("LAMP",), ("BEN",), frozenset("B"))
    assert [str(day) for day in asked.due] == ["2026-02-01", "2026-12-31"]
    assert asked.of_customer == {"BEN": Strategy.KEEP_AT_MOST}
    assert asked.of_class == {"A": Strategy.FREE}


def test_strategies_are_asked_for_only_where_stock_is_taken(shown: Queue) -> None:
    choose_line(shown, "O1", 1)
    dialog = ask(shown)
    assert dialog.form.strategies.isHidden()
    asked = dialog.form.asked()
    assert asked is not None
    assert asked.of_customer == {}
    choose(dialog.form.mode, "Allocate afresh")
    assert dialog.form.strategies.isVisible()
    dialog.form.strategies.rows[Whose(customer="BEN")].remove.click()
    asked = dialog.form.asked()
    assert asked is not None
    assert asked.of_customer == {}


def test_tab_goes_through_the_form_as_it_stands(shown: Queue) -> None:
    choose_line(shown, "O1", 1)
    dialog = ask(shown)
    form = dialog.form
    choose(form.mode, "Allocate afresh")
    form.strategies.add_class("C")
    shown.settle()
    named = form.strategies.rows
    wanted = [
        *(each.editor for each in (form.mode, form.policy, form.items, form.customers, form.classes)),
        *(form.due_from.editor, form.due_to.editor),
        *(named[Whose(customer="BEN")].strategy.editor, named[Whose(customer="BEN")].remove),
        *(named[Whose(rank_class="C")].strategy.editor, named[Whose(rank_class="C")].remove),
        *(form.strategies.picker, form.strategies.classes),
    ]
    form.mode.editor.setFocus()
    found = [dialog.focusWidget()]
    for _ in wanted[1:]:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        found.append(dialog.focusWidget())
    assert found == wanted


def test_a_customer_is_added_by_typing(shown: Queue) -> None:
    dialog = ask(shown)
    choose(dialog.form.mode, "Allocate afresh")
    picker = dialog.form.strategies.picker
    picker.setFocus()
    QTest.keyClicks(picker, "ann")
    QTest.qWait(200)
    shown.settle()
    QTest.keyClick(picker, Qt.Key.Key_Return)
    shown.settle()
    assert Whose(customer="ANN") in dialog.form.strategies.rows
    assert picker.text() == ""


def test_days_the_wrong_way_round_are_marked_and_nothing_is_planned(shown: Queue) -> None:
    dialog = ask(shown)
    fill_in(dialog.form.due_from, "2026-03-09")
    fill_in(dialog.form.due_to, "2026-03-01")
    preview(shown, dialog)
    assert dialog.form.due_to.error == "This day is before the first one."
    assert dialog.view.nothing.title.text() == "No preview yet"


def test_whoever_asks_otherwise_must_look_again(shown: Queue) -> None:
    choose_line(shown, "O3", 1)
    dialog = ask(shown)
    let_cat_win(shown, dialog)
    dialog.view.go_on.click()
    choose(dialog.form.policy, "Fair share")
    assert not dialog.apply_button.isEnabled()
    assert dialog.view.nothing.title.text() == "No preview yet"
    assert dialog.message.text() == "You have changed what the run does. Preview it again."
    key(shown, dialog, Qt.Key.Key_Return)
    assert held(shown.at.house) == AT_FIRST


def test_planning_can_be_stopped_and_the_window_lives_on(shown: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, began = threading.Event(), threading.Event()

    def slow(store: Any, asked: Any, told: Any) -> Any:
        began.set()
        assert go_on.wait(10)
        return difference(store, asked, told)

    monkeypatch.setattr(dialogs, "difference", slow)
    choose_line(shown, "O3", 1)
    dialog = ask(shown)
    choose(dialog.form.mode, "Allocate afresh")
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert began.wait(10)
    assert dialog.preview_button.text().startswith("Stop")
    assert dialog.message.text() == "Planning the run. Nothing is changed."
    assert not dialog.apply_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert dialog.message.text() == "Stopped. Nothing was changed."
    go_on.set()
    shown.settle()
    assert dialog.preview_button.text().startswith("Preview")
    assert dialog.view.nothing.title.text() == "No preview yet"


def test_planning_tells_how_far_it_is_and_a_stop_ends_the_work_itself(
    shown: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, began, ended = threading.Event(), threading.Event(), threading.Event()
    raised: list[type[BaseException]] = []

    def slow(_store: Any, _asked: Any, told: Any) -> Any:
        told(Stage.DECIDING, 3_000, 12_000)
        began.set()
        assert go_on.wait(10)
        try:
            told(Stage.DECIDING, 4_000, 12_000)
        except BaseException as error:
            raised.append(type(error))
            raise
        finally:
            ended.set()

    monkeypatch.setattr(dialogs, "difference", slow)
    dialog = ask(shown)
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert began.wait(10)
    said = "Planning the run. Nothing is changed. 3,000 of 12,000 lines decided."
    shown.at.qtbot.waitUntil(lambda: dialog.message.text() == said)
    assert dialog._busy.accessibleDescription() == "31%"
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert dialog.message.text() == "Stopped. Nothing was changed."
    go_on.set()
    assert ended.wait(10)
    shown.settle()
    assert raised == [Cancelled]
    assert dialog.message.text() == "Stopped. Nothing was changed."
    assert dialog.view.nothing.title.text() == "No preview yet"
    assert shown.at.reported == []


def test_once_it_is_planned_no_progress_is_left(shown: Queue) -> None:
    choose_line(shown, "O3", 1)
    dialog = ask(shown)
    let_cat_win(shown, dialog)
    assert dialog.message.isHidden()
    assert dialog.message.text() == ""
    assert not dialog._busy.busy


def test_who_leaves_stops_planning(shown: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, began = threading.Event(), threading.Event()
    raised: list[type[BaseException]] = []

    def slow(_store: Any, _asked: Any, told: Any) -> Any:
        began.set()
        assert go_on.wait(10)
        try:
            told(Stage.READING, 1, 2)
        except BaseException as error:
            raised.append(type(error))
            raise

    monkeypatch.setattr(dialogs, "difference", slow)
    dialog = ask(shown)
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert began.wait(10)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    go_on.set()
    shown.settle()
    assert raised == [Cancelled]
    assert held(shown.at.house) == AT_FIRST
