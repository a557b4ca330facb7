"""The people in the settings: made known, given another role, removed, and their badges shown; told why where not."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import Window
from tests.ui.pages import Shown, fill_in, line_of
from tests.ui.test_settings_page import choose
from warehouse_app.domain.statuses import Role
from warehouse_app.queries.people import known_people
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.people import add_person, remove_person
from warehouse_app.stations.reply import Tone
from warehouse_app.store.tables import Person
from warehouse_app.ui.desk import Told
from warehouse_app.ui.pages.settings import SettingsPage
from warehouse_app.ui.pages.settings.people import PeopleSection

PEOPLE = Changes(frozenset({Area.PEOPLE}))
TWINS = (
    "Bert is known here already, with the role “clerk”. Change the role, or choose another name: small and capital "
    "letters alone do not tell two people apart."
)


class AmongPeople(Shown[SettingsPage]):
    """The settings at the section of the people, and what was announced."""

    def __init__(self, at: Window) -> None:
        super().__init__(at, SettingsPage(at.desk))
        self.page.show_section(self.page.people)
        self.announced: list[Changes] = []
        at.desk.changed.connect(self.announced.append)
        self.settle()

    @property
    def section(self) -> PeopleSection:
        return self.page.people

    @property
    def known(self) -> list[tuple[str, Role]]:
        """Who is known, as it is stored."""
        with self.at.house.store.snapshot():
            return [(each.name, each.role) for each in known_people(self.at.house.store)]

    @property
    def listed(self) -> list[tuple[str, ...]]:
        return [row.texts for row in self.section.table.rows]


def offered(section: PeopleSection) -> list[str]:
    """Return the roles that the next person may be given."""
    box = section.role.editor
    return [box.itemText(row) for row in range(box.count())]  # type: ignore[attr-defined]


@pytest.fixture
def empty(at_window: Window) -> AmongPeople:
    return AmongPeople(at_window)


@pytest.fixture
def shown(at_window: Window) -> AmongPeople:
    """Return the section in a house that knows Anna, who is signed in, and Bert."""
    for name, role in (("anna", Role.ADMIN), ("Bert", Role.CLERK)):
        Person.insert(name=name, role=role).execute()
    return AmongPeople(at_window)


def test_a_house_that_knows_nobody_says_what_that_means_and_how_to_begin(empty: AmongPeople) -> None:
    section = empty.section
    assert section.empty.isVisible()
    assert section.empty.text().startswith(
        "Nobody is known by name yet: whoever opens the house may do everything. Once somebody is known, "
    )
    assert not any(part.isVisible() for part in (section.table, section.new_role, section.badges_button, section.how))
    assert offered(section) == ["Admin"]
    assert (empty.known, empty.announced, empty.at.told) == ([], [], [])


@pytest.mark.parametrize("how", ["button", "Enter"])
def test_the_first_is_an_admin_who_is_signed_in_at_once(empty: AmongPeople, how: str) -> None:
    section = empty.section
    fill_in(section.name, "Carla")
    assert empty.page.unsaved()
    if how == "button":
        section.add_button.click()
    else:
        QTest.keyClick(line_of(section.name), Qt.Key.Key_Return)
    empty.settle()
    assert empty.known == [("Carla", Role.ADMIN)]
    assert empty.at.desk.house.actor == "Carla"
    assert empty.listed == [("Carla (signed in here)", "Admin")]
    assert [told.tone for told in empty.at.told] == [Tone.OK]
    assert empty.at.told[0].text.startswith("Carla is known here now, and signed in as admin.")
    assert empty.announced == [PEOPLE]
    assert (section.empty.isVisible(), section.table.isVisible()) == (False, True)
    assert offered(section) == ["Clerk", "Lead", "Admin"]
    assert section.role.value is Role.CLERK
    assert not empty.page.unsaved()


def test_others_are_added_with_their_role_and_nobody_is_signed_in_by_that(shown: AmongPeople) -> None:
    section = shown.section
    assert shown.listed == [("anna (signed in here)", "Admin"), ("Bert", "Clerk")]
    assert section.role.hint.text() == "May receive, move, count and pick."
    fill_in(section.name, " Dora ")
    choose(section.role, "Lead")
    assert section.role.hint.text() == "May also decide who gets what, approve, correct and cancel."
    section.add_button.click()
    shown.settle()
    assert shown.known == [("anna", Role.ADMIN), ("Bert", Role.CLERK), ("Dora", Role.LEAD)]
    assert shown.at.desk.house.actor == "anna"
    assert shown.at.told == [Told(Tone.OK, "Dora is known here now. Print the badge, and hand it over.")]
    assert shown.announced == [PEOPLE]
    assert line_of(section.name).text() == ""


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "Fill this in."),
        ("BERT", TWINS),
        ("x" * 81, "This name has 81 characters, and the log keeps 80. Shorten it."),
    ],
)
def test_a_name_that_cannot_be_is_told_where_it_stands(shown: AmongPeople, name: str, why: str) -> None:
    section = shown.section
    if name:
        fill_in(section.name, name)
    section.add_button.click()
    shown.settle()
    assert section.name.error == why
    assert line_of(section.name).text() == name
    assert section.add_button.isEnabled()
    assert (shown.known, shown.announced) == ([("anna", Role.ADMIN), ("Bert", Role.CLERK)], [])


def test_a_role_is_changed_once_the_button_is_pressed(shown: AmongPeople) -> None:
    section = shown.section
    section.table.choose("Bert")
    assert section.new_role.label.text() == "Role of Bert"
    assert (section.new_role.value, section.change_button.isEnabled()) == (Role.CLERK, False)
    choose(section.new_role, "Lead")
    assert section.change_button.isEnabled()
    assert shown.known[1] == ("Bert", Role.CLERK)
    section.change_button.click()
    shown.settle()
    assert shown.known == [("anna", Role.ADMIN), ("Bert", Role.LEAD)]
    assert shown.listed[1] == ("Bert", "Lead")
    assert section.table.current is not None
    assert section.table.current.key == "Bert"
    assert not section.change_button.isEnabled()
    assert shown.at.told == [Told(Tone.OK, "Bert has the role Lead now.")]
    assert shown.announced == [PEOPLE]


def test_a_role_that_is_chosen_and_not_given_goes_with_the_next_row(shown: AmongPeople) -> None:
    section = shown.section
    section.table.choose("Bert")
    choose(section.new_role, "Lead")
    section.table.choose("anna")
    assert (section.new_role.value, section.change_button.isEnabled()) == (Role.ADMIN, False)
    section.table.choose("Bert")
    assert (section.new_role.value, section.change_button.isEnabled()) == (Role.CLERK, False)
    assert shown.announced == []


def test_somebody_is_removed_only_after_a_yes(shown: AmongPeople) -> None:
    section = shown.section
    section.table.choose("Bert")
    section.remove_button.click()
    assert section.question.words.text() == (
        "Remove Bert? Their badge signs nobody in any more. What they did stays in the log."
    )
    section.question.no.click()
    shown.settle()
    assert len(shown.known) == 2
    section.remove_button.click()
    section.table.choose("anna")
    assert section.question.isHidden()
    section.table.choose("Bert")
    section.remove_button.click()
    section.question.yes.click()
    shown.settle()
    assert shown.known == [("anna", Role.ADMIN)]
    assert shown.listed == [("anna (signed in here)", "Admin")]
    assert shown.at.told == [Told(Tone.OK, "Bert may not act here any more.")]
    assert shown.announced == [PEOPLE]


def test_the_only_admin_cannot_lock_everybody_out(shown: AmongPeople) -> None:
    refusal = Told(
        Tone.ERROR,
        "anna is the only admin, and without one nobody could add people any more. Make somebody else an admin first.",
    )
    section = shown.section
    section.table.choose("anna")
    choose(section.new_role, "Clerk")
    section.change_button.click()
    shown.settle()
    assert shown.at.told == [refusal]
    assert (section.new_role.value, section.change_button.isEnabled()) == (Role.ADMIN, False)
    section.remove_button.click()
    section.question.yes.click()
    shown.settle()
    assert shown.at.told == [refusal, refusal]
    assert (shown.known, shown.announced) == ([("anna", Role.ADMIN), ("Bert", Role.CLERK)], [])


def test_who_is_no_admin_is_told_so(shown: AmongPeople) -> None:
    shown.at.desk.sign_in("Bert")
    refusal = Told(Tone.ERROR, "Bert may not do this, it takes the role “admin”. Ask somebody who has it.")
    section = shown.section
    # The clock of the test acts as Anna, unless it is told.
    shown.at.desk.house.act = lambda action_id=None: shown.at.house.act("Bert", action_id=action_id)  # type: ignore[method-assign]
    fill_in(section.name, "Eve")
    section.add_button.click()
    shown.settle()
    assert shown.at.told == [refusal]
    assert line_of(section.name).text() == "Eve"
    assert (len(shown.known), shown.announced) == (2, [])


def test_what_others_changed_is_shown_when_it_is_announced(shown: AmongPeople) -> None:
    house = shown.at.house
    section = shown.section
    section.table.choose("Bert")
    choose(section.new_role, "Admin")
    section.remove_button.click()
    add_person(house.store, house.act(), "Dora", Role.LEAD)
    shown.at.desk.announce(PEOPLE)
    shown.settle()
    assert [name for name, _ in shown.listed] == ["anna (signed in here)", "Bert", "Dora"]
    # What is under way goes on, unless it is about somebody who is not there any more.
    assert (section.new_role.value, section.question.isVisible()) == (Role.ADMIN, True)
    remove_person(house.store, house.act(), "Bert")
    shown.at.desk.announce(PEOPLE)
    shown.settle()
    assert (section.new_role.value, section.question.isVisible()) == (Role.ADMIN, False)
    assert not section.change_button.isEnabled()
    assert shown.listed == [("anna (signed in here)", "Admin"), ("Dora", "Lead")]


def test_the_badges_are_shown_as_they_are_printed(shown: AmongPeople, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(
        "warehouse_app.ui.pages.settings.people.preview_paper", lambda _desk, *which: asked.append(which[:2])
    )
    shown.section.badges_button.click()
    assert [tuple(map(str, each)) for each in asked] == [("badges", "BADGES")]
