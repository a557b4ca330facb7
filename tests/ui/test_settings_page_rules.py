"""The rules of the house in the settings, and the policies that divide."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import Window
from tests.ui.pages import fill_in, line_of
from tests.ui.test_settings_page import choose
from tests.ui.test_settings_page_house import InHouse
from warehouse_app.domain.statuses import Policy
from warehouse_app.queries.house import house_settings
from warehouse_app.services.house_rules import choose_rules
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Told
from warehouse_app.ui.pages.settings.rules import RulesPanel


@pytest.fixture
def shown(at_window: Window) -> InHouse:
    return InHouse(at_window)


@pytest.fixture
def rules(shown: InHouse) -> RulesPanel:
    return shown.section.rules


def test_the_rules_stand_as_they_are(shown: InHouse, rules: RulesPanel) -> None:
    numbers = (rules.due_days, rules.horizon, rules.starved, rules.gather, rules.tolerance)
    assert [line_of(field).text() for field in numbers] == ["14", "", "5", "7", "2"]
    assert line_of(rules.horizon).placeholderText() == "none"
    assert not rules.strict.value
    assert not rules.store_button.isEnabled()
    assert not shown.page.unsaved()


def test_what_was_changed_is_stored_and_nothing_else(shown: InHouse, rules: RulesPanel) -> None:
    fill_in(rules.horizon, "30")
    box = rules.strict.editor
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert shown.page.unsaved()
    choose_rules(shown.at.house.store, shown.at.house.act("ben"), {"gather_days": 9})
    shown.page.activateWindow()
    shown.at.qtbot.waitUntil(shown.page.isActiveWindow)
    QTest.keyClick(shown.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    settings = house_settings()
    assert (settings.horizon_days, settings.strict_packs, settings.gather_days) == (30, True, 9)
    assert (settings.due_days, settings.starved_after, settings.policy) == (14, 5, Policy.FIRST_COME)
    assert line_of(rules.gather).text() == "9"
    assert shown.page.desk.house_settings == settings
    assert shown.at.told == [Told(Tone.OK, "The rules are changed. What orders hold already stays theirs.")]
    assert not rules.store_button.isEnabled()
    assert not shown.page.unsaved()


def test_enter_in_a_field_stores_the_rules_and_only_once(shown: InHouse, rules: RulesPanel) -> None:
    before = shown.actions
    QTest.keyClick(line_of(rules.gather), Qt.Key.Key_Return)
    shown.settle()
    assert shown.actions == before, "nothing was changed, so nothing is stored"
    fill_in(rules.gather, "11")
    QTest.keyClick(line_of(rules.gather), Qt.Key.Key_Return)
    QTest.keyClick(line_of(rules.gather), Qt.Key.Key_Return)
    shown.settle()
    assert house_settings().gather_days == 11
    assert len(shown.actions) == len(before) + 1


def test_the_horizon_is_taken_away_by_leaving_it_empty(shown: InHouse, rules: RulesPanel) -> None:
    choose_rules(shown.at.house.store, shown.at.house.act(), {"horizon_days": 30})
    shown.page.refresh()
    shown.settle()
    assert line_of(rules.horizon).text() == "30"
    line_of(rules.horizon).selectAll()
    QTest.keyClick(line_of(rules.horizon), Qt.Key.Key_Delete)
    rules.store_button.click()
    shown.settle()
    assert house_settings().horizon_days is None


def test_the_tolerance_of_counts_is_stored_and_refused_at_its_field(shown: InHouse, rules: RulesPanel) -> None:
    fill_in(rules.tolerance, "5")
    rules.store_button.click()
    shown.settle()
    assert house_settings().count_tolerance_percent == 5
    fill_in(rules.tolerance, "101")
    rules.store_button.click()
    shown.settle()
    assert "101" in rules.tolerance.error
    assert house_settings().count_tolerance_percent == 5


@pytest.mark.parametrize("typed", ["0", "1001"])
def test_what_is_out_of_range_is_refused_at_its_field(shown: InHouse, rules: RulesPanel, typed: str) -> None:
    before = shown.actions
    fill_in(rules.starved, typed)
    rules.store_button.click()
    shown.settle()
    assert rules.starved.error != ""
    assert line_of(rules.starved).text().replace(",", "") == typed
    assert (house_settings().starved_after, shown.actions) == (5, before)
    assert rules.store_button.isEnabled()


def test_what_cannot_be_read_is_not_stored(shown: InHouse, rules: RulesPanel) -> None:
    fill_in(rules.due_days, "soon")
    rules.store_button.click()
    shown.settle()
    assert rules.due_days.error != ""
    assert house_settings().due_days == 14


@pytest.mark.parametrize(
    ("words", "policy", "question"),
    [
        ("Fair share", Policy.FAIR_SHARE, "Share in proportion to what customers ordered from now on?"),
        ("Equal share", Policy.EQUAL_SHARE, "Give each customer the same quantity from now on?"),
    ],
)
def test_a_policy_that_divides_can_be_chosen(shown: InHouse, words: str, policy: Policy, question: str) -> None:
    section = shown.section
    choose(section.policy, words)
    assert section.question.words.text().startswith(question)
    assert section.meaning.text().startswith("Within a priority class, ")
    section.question.yes.click()
    shown.settle()
    assert house_settings().policy is policy
    assert shown.at.told == [Told(Tone.OK, f"The queue is sorted anew: {words}.")]
