"""Allocating by hand: what is asked, the whole difference that is shown, and what becomes of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.services.stock import held, last_run, runs
from tests.ui.back_orders import (
    AT_FIRST,
    Queue,
    ask,
    choose_line,
    is_open,
    key,
    let_cat_win,
    preview,
    rows,
    said,
    totals,
)
from tests.ui.conftest import Window
from tests.ui.pages import Shown, filled
from tests.ui.test_settings_page import choose
from warehouse_app.domain.statuses import Role
from warehouse_app.services.ordering import cancel_order
from warehouse_app.services.releasing import release
from warehouse_app.services.serving import pin
from warehouse_app.services.undoing import undo_run
from warehouse_app.stations.reply import Tone
from warehouse_app.store.tables import Person
from warehouse_app.ui.pages.back_orders import BackOrdersPage


@pytest.fixture
def shown(at_window: Window) -> Queue:
    """Return the page: two lamps for Ann (A, all of one), Ben (B, one of three) and Cat (C, none of five)."""
    filled(at_window)
    at_window.house.store.sql("UPDATE order_line SET price = 250 WHERE price IS NULL")
    page = Shown(at_window, BackOrdersPage(at_window.desk))
    assert held(at_window.house) == AT_FIRST
    return page


def free_a_lamp(shown: Queue) -> None:
    """Let one lamp lie free that nobody is given by itself, since the run that gave it to Ben was undone."""
    house = shown.at.house
    cancel_order(house.store, house.act(), "O2")
    undo_run(house.store, house.act(), last_run(house))
    assert held(house, "O1", "O3") == {"O1/1": 1, "O3/1": 0, "O3/2": 0}
    shown.page.refresh()
    shown.settle()


def test_what_is_free_is_given_after_a_look_at_it(shown: Queue) -> None:
    free_a_lamp(shown)
    before = last_run(shown.at.house)
    dialog = ask(shown)
    assert not dialog.apply_button.isEnabled()
    preview(shown, dialog)
    assert rows(dialog.view.gains.table) == [
        ("O1 / 1", "Ben", "B", "LAMP", "1", "+1", "1", "Partly filled: 1 of 2"),
    ]
    assert dialog.message.isHidden()
    assert dialog.view.losses.isHidden()
    assert rows(dialog.view.fairness.table) == [
        ("LAMP", "B", "33 % · 100 % even", "66 % · 100 % even", "", ""),
        ("LAMP", "C", "0 % · 100 % even", "0 % · 100 % even", "1", ""),
    ]
    assert totals(dialog) == {
        "Given": "1 in 1 line",
        "Taken": "0 in 0 lines",
        "Orders that become complete": "0",
        "Orders that are no longer complete": "0",
        "Worth": "€2.50",
        "Customers left with nothing, by item": "1",
    }
    assert last_run(shown.at.house) == before
    assert held(shown.at.house, "O1") == {"O1/1": 1}
    key(shown, dialog, Qt.Key.Key_Return)
    assert held(shown.at.house, "O1", "O3") == {"O1/1": 2, "O3/1": 0, "O3/2": 0}
    run = last_run(shown.at.house)
    assert runs(shown.at.house, before) == [(run, "fill", "first-come", "by-hand")]
    assert said(shown) == [f"Run {run} is done, First come, first served. Given: 1; taken: 0."]
    assert not is_open(shown)


def test_where_nothing_would_change_it_says_so_and_applies_nothing(shown: Queue) -> None:
    before = last_run(shown.at.house)
    dialog = ask(shown)
    preview(shown, dialog)
    assert dialog.view.nothing.title.text() == "Nothing would change"
    key(shown, dialog, Qt.Key.Key_Return)
    dialog.apply()
    shown.settle()
    assert is_open(shown)
    assert last_run(shown.at.house) == before


def test_a_win_that_cannot_be_met_is_red_and_goes_on_only_when_told_to(shown: Queue) -> None:
    choose_line(shown, "O3", 1)
    before = last_run(shown.at.house)
    dialog = ask(shown)
    let_cat_win(shown, dialog)
    view = dialog.view
    assert view.unmet.text().splitlines() == [
        "1 line must win and would stay short by 3:",
        "O3, line 1 · Cat · 3 × LAMP",
    ]
    assert [row[:7] for row in rows(view.gains.table)] == [("O3 / 1", "Cat", "C", "LAMP", "0", "+2", "3")]
    assert [row[:7] for row in rows(view.losses.table)] == [
        ("O2 / 1", "Ann", "A", "LAMP", "1", "−1", "1"),
        ("O1 / 1", "Ben", "B", "LAMP", "1", "−1", "3"),
    ]
    assert all(row[7] for table in (view.gains, view.losses) for row in rows(table.table))
    assert totals(dialog)["Orders that are no longer complete"] == "1 (O2)"
    assert totals(dialog)["Customers left with nothing, by item"] == "2"
    assert totals(dialog)["Worth"] == "€0.00"
    assert view.go_on.isVisible()
    assert not dialog.apply_button.isEnabled()
    key(shown, dialog, Qt.Key.Key_Return)
    assert held(shown.at.house) == AT_FIRST
    view.go_on.click()
    assert dialog.apply_button.isEnabled()
    key(shown, dialog, Qt.Key.Key_Return)
    assert held(shown.at.house) == {"O1/1": 0, "O2/1": 0, "O2/2": 4, "O3/1": 2, "O3/2": 0}
    assert [run[1:] for run in runs(shown.at.house, before)] == [("redistribute", "first-come", "by-hand")]


def test_a_win_that_moves_nothing_is_told_and_cannot_be_applied(shown: Queue) -> None:
    house = shown.at.house
    for order in ("O1", "O2"):
        pin(house.store, house.act(), order, 1, 1, why="promised")
    shown.settle()
    choose_line(shown, "O3", 1)
    before = last_run(house)
    dialog = ask(shown)
    choose(dialog.form.items, "Only LAMP")
    let_cat_win(shown, dialog)
    assert dialog.view.unmet.text().splitlines()[1:] == ["O3, line 1 · Cat · 5 × LAMP"]
    assert dialog.view.go_on.isHidden()
    key(shown, dialog, Qt.Key.Key_Return)
    assert is_open(shown)
    assert last_run(shown.at.house) == before


def test_a_run_is_undone_from_the_message_as_one_step(shown: Queue) -> None:
    choose_line(shown, "O3", 1)
    dialog = ask(shown)
    let_cat_win(shown, dialog)
    dialog.view.go_on.click()
    key(shown, dialog, Qt.Key.Key_Return)
    run = last_run(shown.at.house)
    shown.page.undo()
    shown.settle()
    assert held(shown.at.house) == AT_FIRST
    sentence = (
        f"Run {run} is undone. Taken back: 2; given back: 2. Nobody is given its items until goods come in or somebody "
        "allocates."
    )
    assert said(shown)[1:] == [sentence]


def test_a_run_whose_goods_are_on_a_list_is_not_undone_and_says_why(shown: Queue) -> None:
    choose_line(shown, "O3", 1)
    dialog = ask(shown)
    let_cat_win(shown, dialog)
    dialog.view.go_on.click()
    key(shown, dialog, Qt.Key.Key_Return)
    after = held(shown.at.house)
    release(shown.at.house.store, shown.at.house.act())
    shown.page.undo()
    shown.settle()
    assert shown.at.told[-1].tone is Tone.ERROR
    assert "pick list" in said(shown)[-1]
    assert held(shown.at.house) == after


def test_what_others_changed_meanwhile_is_planned_and_shown_anew(shown: Queue) -> None:
    choose_line(shown, "O3", 1)
    dialog = ask(shown)
    let_cat_win(shown, dialog)
    dialog.view.go_on.click()
    cancel_order(shown.at.house.store, shown.at.house.act(), "O2")
    between = held(shown.at.house)
    before = last_run(shown.at.house)
    key(shown, dialog, Qt.Key.Key_Return)
    assert is_open(shown)
    assert dialog.message.text() == (
        "Others changed something meanwhile, so nothing was applied. This is the difference as it is now."
    )
    assert (held(shown.at.house), last_run(shown.at.house)) == (between, before)
    assert [row[:7] for row in rows(dialog.view.losses.table)] == [("O1 / 1", "Ben", "B", "LAMP", "2", "−2", "3")]
    assert not dialog.view.go_on.isChecked()
    dialog.view.go_on.click()
    key(shown, dialog, Qt.Key.Key_Return)
    assert held(shown.at.house, "O1", "O3") == {"O1/1": 0, "O3/1": 2, "O3/2": 0}


def test_a_pin_is_not_touched_by_a_run_afresh(shown: Queue) -> None:
    pin(shown.at.house.store, shown.at.house.act(), "O1", 1, 1, why="promised")
    choose_line(shown, "O3", 1)
    dialog = ask(shown)
    let_cat_win(shown, dialog)
    assert [row[0] for row in rows(dialog.view.losses.table)] == ["O2 / 1"]


def test_esc_leaves_without_a_change(shown: Queue) -> None:
    choose_line(shown, "O3", 1)
    before = last_run(shown.at.house)
    dialog = ask(shown)
    let_cat_win(shown, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    shown.settle()
    assert not is_open(shown)
    assert (held(shown.at.house), last_run(shown.at.house)) == (AT_FIRST, before)


def test_who_may_not_is_told_in_the_dialog_and_keeps_the_preview(shown: Queue) -> None:
    Person.insert(name="anna", role=Role.CLERK).execute()
    choose_line(shown, "O3", 1)
    dialog = ask(shown)
    let_cat_win(shown, dialog)
    dialog.view.go_on.click()
    key(shown, dialog, Qt.Key.Key_Return)
    assert dialog.message.text() == "anna may not do this, it takes the role “lead”. Ask somebody who has it."
    assert is_open(shown)
    assert dialog.apply_button.isEnabled()
    assert held(shown.at.house) == AT_FIRST


def test_fair_shares_are_told_with_the_reason_and_how_even_they_are(shown: Queue) -> None:
    shown.at.house.store.sql("UPDATE order_line SET rank_class = 'B'")
    choose_line(shown, "O3", 1)
    dialog = ask(shown)
    choose(dialog.form.mode, "Allocate afresh")
    choose(dialog.form.policy, "Fair share")
    choose(dialog.form.items, "Only LAMP")
    preview(shown, dialog)
    assert [row[:7] for row in rows(dialog.view.gains.table)] == [("O3 / 1", "Cat", "B", "LAMP", "0", "+1", "4")]
    assert rows(dialog.view.gains.table)[0][7].startswith("Fair share · 1 of 5 units")
    assert rows(dialog.view.losses.table) == [("O2 / 1", "Ann", "B", "LAMP", "1", "−1", "1", "Given to others: 1")]
    assert rows(dialog.view.fairness.table) == [
        ("LAMP", "B", "0 to 100 % · 53 % even", "0 to 33 % · 62 % even", "1", ""),
    ]
    key(shown, dialog, Qt.Key.Key_Return)
    assert held(shown.at.house) == {"O1/1": 1, "O2/1": 0, "O2/2": 4, "O3/1": 1, "O3/2": 0}
