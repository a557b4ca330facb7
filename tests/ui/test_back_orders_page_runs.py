"""The latest runs: what each did and why, and how one is undone."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.services.stock import held, last_run, runs
from tests.ui.back_orders import Queue, press
from tests.ui.conftest import Window
from tests.ui.pages import Shown, filled
from warehouse_app import services
from warehouse_app.services.ordering import cancel_order
from warehouse_app.services.releasing import release
from warehouse_app.services.serving import pin
from warehouse_app.services.undoing import undo_run
from warehouse_app.settings import Scheme
from warehouse_app.ui.look import Look, Space
from warehouse_app.ui.pages.back_orders import BackOrdersPage
from warehouse_app.ui.pages.back_orders.runs import _CAUSES, RunsDialog


@pytest.fixture
def shown(at_window: Window) -> Queue:
    """Return the page; the import gave two lamps and four cords, the end of O2 freed one lamp for O1."""
    filled(at_window)
    cancel_order(at_window.house.store, at_window.house.act("ben"), "O2")
    assert held(at_window.house) == {"O1/1": 2, "O2/1": 0, "O2/2": 0, "O3/1": 0, "O3/2": 0}
    return Shown(at_window, BackOrdersPage(at_window.desk))


def open_runs(shown: Queue) -> RunsDialog:
    press(shown, Qt.Key.Key_R, shift=True)
    [dialog] = [each for each in shown.page.findChildren(RunsDialog) if each.isVisible()]
    dialog.activateWindow()
    shown.at.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def texts(dialog: RunsDialog) -> list[tuple[str, ...]]:
    """Return the rows without their time."""
    return [(row.texts[0], *row.texts[2:]) for row in dialog.table.rows]


def undo(shown: Queue, dialog: RunsDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    shown.settle()


def test_the_latest_runs_are_listed_with_who_and_why_and_how_much(shown: Queue) -> None:
    dialog = open_runs(shown)
    newest = last_run(shown.at.house)
    assert texts(dialog)[0] == (
        *(str(newest), "a cancellation", "gave what was free", "First come, first served", "ben"),
        *("1", "", ""),
    )
    assert [row[1] for row in texts(dialog)[1:]] == ["an import"] * (newest - 1)
    assert re.fullmatch(r"2 Mar 2026, \d\d:\d\d", dialog.table.rows[0].texts[1])


@pytest.mark.parametrize(("scale", "width", "scrolls"), [(1.0, 1190, False), (2.0, 1190, True), (2.0, 2600, False)])
def test_every_column_is_wide_enough_at_any_scale(shown: Queue, scale: float, width: int, scrolls: bool) -> None:
    Look.current().wear(Scheme.LIGHT, scale)
    run = last_run(shown.at.house)
    undo_run(shown.at.house.store, shown.at.house.act(), run)
    dialog = open_runs(shown)
    dialog.resize(width, 560)
    shown.settle()
    table = dialog.table
    assert (table.horizontalScrollBar().maximum() > 0) is scrolls
    padding = 2 * Look.current().px(Space.S)
    for row in table.rows:
        for place, text in enumerate((row.texts[0], "29 Nov 2026, 14:38", *row.texts[2:])):
            assert table.columnWidth(place) - padding >= table.fontMetrics().horizontalAdvance(text), text


def test_what_was_undone_has_a_column_only_where_something_was(shown: Queue) -> None:
    dialog = open_runs(shown)
    assert dialog.table.isColumnHidden(8)
    undo(shown, dialog)
    assert not dialog.table.isColumnHidden(8)


def test_one_is_undone_by_its_key_and_stands_as_undone(shown: Queue) -> None:
    dialog = open_runs(shown)
    run = last_run(shown.at.house)
    assert dialog.undo_button.isEnabled()
    undo(shown, dialog)
    assert held(shown.at.house, "O1") == {"O1/1": 1}
    assert runs(shown.at.house, run) == [(run + 1, "undo", "first-come", "by-hand")]
    assert dialog.message.text() == (
        f"Run {run} is undone. Taken back: 1; given back: 0. Nobody is given its items until goods come in or somebody "
        "allocates."
    )
    assert [(row[0], row[-1]) for row in texts(dialog)[:2]] == [
        (str(run + 1), f"undid run {run}"),
        (str(run), f"by run {run + 1}"),
    ]
    dialog.table.choose(run)
    assert not dialog.undo_button.isEnabled()
    dialog.table.choose(run + 1)
    assert not dialog.undo_button.isEnabled()
    undo(shown, dialog)
    assert last_run(shown.at.house) == run + 1


def test_one_that_others_built_on_stays_and_says_why(shown: Queue) -> None:
    release(shown.at.house.store, shown.at.house.act())
    dialog = open_runs(shown)
    before = held(shown.at.house)
    undo(shown, dialog)
    assert "pick list" in dialog.message.text()
    assert dialog.undo_button.isEnabled()
    assert held(shown.at.house) == before


def test_what_others_do_is_listed_too(shown: Queue) -> None:
    dialog = open_runs(shown)
    run = last_run(shown.at.house)
    done = undo_run(shown.at.house.store, shown.at.house.act("ben"), run)
    shown.at.desk.announce(done.changes)
    shown.settle()
    assert texts(dialog)[0][0] == str(run + 1)


def test_where_a_run_moved_nothing_there_is_nothing_to_undo(shown: Queue) -> None:
    done = pin(shown.at.house.store, shown.at.house.act(), "O3", 1, 5, why="later")
    assert done.allocated == 0
    dialog = open_runs(shown)
    assert texts(dialog)[0][1] == "a pin"
    assert not dialog.undo_button.isEnabled()


def test_it_is_one_window_and_esc_closes_it(shown: Queue) -> None:
    dialog = open_runs(shown)
    shown.page.runs_button.click()
    shown.settle()
    assert shown.page.findChildren(RunsDialog) == [dialog]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    shown.settle()
    assert not any(each.isVisible() for each in shown.page.findChildren(RunsDialog))


def test_every_cause_that_a_run_can_have_is_said_in_words() -> None:
    [folder] = services.__path__
    text = "\n".join(path.read_text("utf-8") for path in Path(folder).glob("*.py"))
    named = set(re.findall(r'cause="([a-z-]+)"', text))
    assert {"receipt", "by-hand", "import"} <= named
    assert named - set(_CAUSES) == set()
