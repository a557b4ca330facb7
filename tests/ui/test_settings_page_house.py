"""The house in the settings: its name and its policy, changed by whoever may, and shown when others change them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.services.stock import order, take
from tests.ui.conftest import Window
from tests.ui.pages import Shown, cells, fill_in, filled, line_of
from tests.ui.test_settings_page import choose
from warehouse_app.domain.statuses import Policy, Role
from warehouse_app.queries.house import house_settings
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.founding import close_books, rename_house
from warehouse_app.services.house_rules import choose_policy
from warehouse_app.stations.reply import Tone
from warehouse_app.store.tables import Person
from warehouse_app.ui.desk import Told
from warehouse_app.ui.pages.back_orders import BackOrdersPage
from warehouse_app.ui.pages.settings import SettingsPage
from warehouse_app.ui.pages.settings.house import HouseSection


class InHouse(Shown[SettingsPage]):
    """The settings at the section of the house, and what was announced."""

    def __init__(self, at: Window) -> None:
        super().__init__(at, SettingsPage(at.desk))
        self.page.show_section(self.section)
        self.announced: list[Changes] = []
        at.desk.changed.connect(self.announced.append)

    @property
    def section(self) -> HouseSection:
        return self.page.house

    @property
    def actions(self) -> list[str]:
        """The verbs that were done since the house was founded."""
        with self.at.house.store.snapshot():
            done = self.at.house.store.sql("SELECT verb FROM action WHERE verb <> 'found_house' ORDER BY id").fetchall()
        return [verb for (verb,) in done]


@pytest.fixture
def shown(at_window: Window) -> InHouse:
    return InHouse(at_window)


def facts(section: HouseSection) -> dict[str, str]:
    """Return what stands below the name."""
    return {label: value for label, value, _ in section.facts._shown}


def test_the_house_says_what_it_is(shown: InHouse) -> None:
    section = shown.section
    assert line_of(section.name).text() == "Test house"
    assert facts(section) == {"Day of the house": "2 Mar 2026", "Time zone": "UTC", "Currency": "EUR"}
    assert section.policy.value is Policy.FIRST_COME
    assert section.meaning.text().startswith("Within a priority class, whoever ordered first gets the goods first")
    assert not section.rename_button.isEnabled()
    assert (shown.actions, shown.announced) == ([], [])


@pytest.mark.parametrize("how", ["button", "Enter", "Ctrl+S"])
def test_the_house_is_called_otherwise(shown: InHouse, how: str) -> None:
    section = shown.section
    fill_in(section.name, "Lamps & Sons")
    assert section.rename_button.isEnabled()
    assert shown.page.unsaved()
    match how:
        case "button":
            section.rename_button.click()
        case "Enter":
            QTest.keyClick(line_of(section.name), Qt.Key.Key_Return)
        case _:
            shown.page.activateWindow()
            shown.at.qtbot.waitUntil(shown.page.isActiveWindow)
            QTest.keyClick(shown.page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    shown.settle()
    assert house_settings().name == "Lamps & Sons"
    assert shown.page.desk.house_settings == house_settings()
    assert shown.at.told == [Told(Tone.OK, "The house is called Lamps & Sons now.")]
    assert shown.announced == [Changes(frozenset({Area.SETTINGS}))]
    assert shown.actions == ["rename_house"]
    assert not section.rename_button.isEnabled()
    assert not shown.page.unsaved()


def test_the_same_name_is_not_stored_again(shown: InHouse) -> None:
    fill_in(shown.section.name, "Test house")
    assert not shown.section.rename_button.isEnabled()
    QTest.keyClick(line_of(shown.section.name), Qt.Key.Key_Return)
    shown.settle()
    assert (shown.actions, shown.at.told) == ([], [])


def test_a_house_keeps_its_name_rather_than_have_none(shown: InHouse) -> None:
    line = line_of(shown.section.name)
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClick(line, Qt.Key.Key_Return)
    shown.settle()
    assert shown.section.name.error == "Fill this in."
    assert (house_settings().name, shown.actions) == ("Test house", [])


def test_who_may_not_is_told_which_role_it_takes_and_nothing_changes(shown: InHouse) -> None:
    Person.insert(name="anna", role=Role.LEAD).execute()
    refusal = Told(Tone.ERROR, "anna may not do this, it takes the role “admin”. Ask somebody who has it.")
    section = shown.section
    fill_in(section.name, "Anna's")
    section.rename_button.click()
    shown.settle()
    assert shown.at.told == [refusal]
    assert line_of(section.name).text() == "Anna's"
    assert section.rename_button.isEnabled()
    choose(section.policy, "By due date")
    section.question.yes.click()
    shown.settle()
    assert shown.at.told == [refusal, refusal]
    assert section.policy.value is Policy.FIRST_COME
    assert section.meaning.text().startswith("Within a priority class, whoever ordered first")
    assert (house_settings().name, house_settings().policy) == ("Test house", Policy.FIRST_COME)
    assert (shown.actions, shown.announced) == ([], [])


def test_another_policy_is_asked_about_and_sorts_the_queue_anew(at_window: Window) -> None:
    filled(at_window)
    take(at_window.house, *order("O4", "BEN", 9, ("LAMP", 2), need_by=date(2026, 2, 10)))
    queue = Shown(at_window, BackOrdersPage(at_window.desk))
    shown = InHouse(at_window)
    before, at_first = shown.actions, [("O2", "1"), ("O2", "2"), ("O1", "1"), ("O4", "1"), ("O3", "1"), ("O3", "2")]
    assert cells(queue.page.table, "order", "line") == at_first
    section = shown.section
    choose(section.policy, "By due date")
    assert section.question.isVisible()
    assert section.question.words.text() == (
        "Serve by due date from now on? The queue is sorted anew at all workstations. What orders hold already stays "
        "theirs."
    )
    assert section.meaning.text() == (
        "Within a priority class, whoever was promised or needs the goods earliest gets them first. A line without "
        "such a day counts as due 14 days after it was placed."
    )
    shown.settle()
    assert (house_settings().policy, shown.actions) == (Policy.FIRST_COME, before)
    section.question.yes.click()
    shown.settle()
    assert house_settings().policy is Policy.DUE_DATE
    assert shown.actions == [*before, "choose_policy"]
    assert Area.QUEUE in shown.announced[0].areas
    assert shown.at.told == [Told(Tone.OK, "The queue is sorted anew: By due date.")]
    assert not section.question.isVisible()
    queue.page.refresh()
    queue.settle()
    assert cells(queue.page.table, "order", "line") == [
        ("O2", "1"),
        ("O2", "2"),
        ("O4", "1"),
        ("O1", "1"),
        ("O3", "1"),
        ("O3", "2"),
    ]
    assert queue.page.rule.text() == "Served by class, then by due date"


@pytest.mark.parametrize("how", ["button", "Esc", "the same again"])
def test_a_policy_that_is_not_confirmed_stays_as_it_was(shown: InHouse, how: str) -> None:
    section = shown.section
    choose(section.policy, "By due date")
    match how:
        case "button":
            section.question.no.click()
        case "Esc":
            shown.page.activateWindow()
            shown.at.qtbot.waitUntil(shown.page.isActiveWindow)
            QTest.keyClick(shown.page, Qt.Key.Key_Escape)
        case _:
            choose(section.policy, "First come, first served")
    shown.settle()
    assert not section.question.isVisible()
    assert section.policy.value is Policy.FIRST_COME
    assert section.meaning.text().startswith("Within a priority class, whoever ordered first")
    assert (shown.actions, shown.announced, shown.at.told) == ([], [], [])


def test_what_others_change_is_shown_but_never_over_what_is_being_written(shown: InHouse) -> None:
    section, desk = shown.section, shown.page.desk
    house = shown.at.house
    rename_house(house.store, house.act("ben"), "Ben's")
    choose_policy(house.store, house.act("ben"), Policy.DUE_DATE)
    shown.page.refresh()
    shown.settle()
    assert (line_of(section.name).text(), section.policy.value) == ("Ben's", Policy.DUE_DATE)
    assert (desk.house_settings.name, desk.house_settings.policy) == ("Ben's", Policy.DUE_DATE)
    fill_in(section.name, "Anna's")
    rename_house(house.store, house.act("ben"), "Ben's again")
    shown.page.refresh()
    shown.settle()
    assert line_of(section.name).text() == "Anna's"
    assert desk.house_settings.name == "Ben's again"


def test_the_page_is_read_again_when_settings_change() -> None:
    assert SettingsPage.shows == {Area.SETTINGS, Area.PEOPLE}


NEVER = "The books were never closed."
CLOSED = "The books are closed up to 28 Feb 2026: what is booked now counts from 1 Mar 2026 at the earliest."


def test_the_books_are_closed_after_a_question(shown: InHouse) -> None:
    books = shown.section.books
    assert (books.state.text(), books.close_button.isEnabled()) == (NEVER, False)
    fill_in(books.until, "28.2.2026")
    assert shown.page.unsaved()
    QTest.keyClick(line_of(books.until), Qt.Key.Key_Return)
    assert books.question.words.text() == (
        "Close the books up to 28 Feb 2026? What is booked from now on counts from 1 Mar 2026 at the earliest. They "
        "are never opened again."
    )
    shown.settle()
    assert (house_settings().books_closed_until, shown.actions) == (None, [])
    books.question.yes.click()
    shown.settle()
    assert house_settings().books_closed_until == date(2026, 2, 28)
    assert shown.page.desk.house_settings == house_settings()
    assert shown.at.told == [Told(Tone.OK, CLOSED)]
    assert shown.announced == [Changes(frozenset({Area.SETTINGS}))]
    assert shown.actions == ["close_books"]
    assert (books.state.text(), line_of(books.until).text(), books.close_button.isEnabled()) == (CLOSED, "", False)
    assert not shown.page.unsaved()


@pytest.mark.parametrize("how", ["button", "another day", "another question"])
def test_books_that_are_not_confirmed_stay_open(shown: InHouse, how: str) -> None:
    section = shown.section
    fill_in(section.books.until, "28.2.2026")
    section.books.close_button.click()
    assert section.books.question.isVisible()
    match how:
        case "button":
            section.books.question.no.click()
        case "another day":
            fill_in(section.books.until, "27.2.2026")
        case _:
            choose(section.policy, "By due date")
            assert section.question.isVisible()
    shown.settle()
    assert not section.books.question.isVisible()
    assert (house_settings().books_closed_until, shown.actions, shown.at.told) == (None, [], [])
    section.books.close_button.click()
    assert section.books.question.isVisible()
    assert not section.question.isVisible()
    assert section.policy.value is Policy.FIRST_COME


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("31.2.2026", "“31.2.2026” is no day"),
        ("3.3.2026", "The day 3 Mar 2026 has not begun in the warehouse"),
        ("27.2.2026", "The books are closed up to 28 Feb 2026 already"),
    ],
)
def test_a_day_up_to_which_books_cannot_be_closed_is_refused_at_its_field(shown: InHouse, day: str, said: str) -> None:
    house, books = shown.at.house, shown.section.books
    close_books(house.store, house.act("ben"), date(2026, 2, 28))
    shown.page.refresh()
    shown.settle()
    assert books.state.text() == CLOSED
    fill_in(books.until, day)
    books.close_button.click()
    if books.question.isVisible():
        books.question.yes.click()
    shown.settle()
    assert books.until.error.startswith(said)
    assert line_of(books.until).text() == day
    assert (house_settings().books_closed_until, shown.at.told) == (date(2026, 2, 28), [])


def test_only_an_admin_closes_the_books(shown: InHouse) -> None:
    Person.insert(name="anna", role=Role.LEAD).execute()
    books = shown.section.books
    fill_in(books.until, "28.2.2026")
    books.close_button.click()
    books.question.yes.click()
    shown.settle()
    refusal = "anna may not do this, it takes the role “admin”. Ask somebody who has it."
    assert shown.at.told == [Told(Tone.ERROR, refusal)]
    assert (line_of(books.until).text(), books.close_button.isEnabled(), shown.actions) == ("28.2.2026", True, [])
