"""Who works at the window: a badge signs in on any page, a card signs out, and a band says where nobody may act."""

import pytest

from tests.services.stock import CUSTOMERS, ITEMS, PLACES, SUPPLIERS, take
from tests.ui.conftest import Window
from tests.ui.test_window import Plain, Taking
from warehouse_app.domain.statuses import Role
from warehouse_app.services.changes import Area, Changes
from warehouse_app.stations.reply import Tone
from warehouse_app.store.tables import Person
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Told
from warehouse_app.ui.page import PageName
from warehouse_app.ui.window import MainWindow

LOOK_ONLY = (
    "Scan your badge, or type U- and your name into the scan bar. Until then everything can be looked at, and nothing "
    "changed."
)
STRANGER = f"Nobody is signed in: this house knows people by name, and otto is not among them. {LOOK_ONLY}"


class Entrance:
    """A window that otto opened, with a page that takes scans and one that does not."""

    def __init__(self, at: Window, *known: str) -> None:
        for name in known:
            Person.insert(name=name, role=Role.CLERK).execute()
        at.desk.house.actor = "otto"
        self.at = at
        self.window = MainWindow(at.desk, {PageName.RECEIVE: Taking, PageName.ORDERS: Plain})
        at.qtbot.addWidget(self.window)
        self.window.show()
        at.settle()

    def scan(self, *texts: str) -> None:
        for text in texts:
            self.window.scans.typed(text)
        self.at.settle()

    @property
    def page(self) -> Taking:
        page = self.window.page
        assert isinstance(page, Plain)
        return page  # type: ignore[return-value]

    @property
    def band(self) -> str:
        return self.window.sign_in.notice.text

    @property
    def actor(self) -> str:
        return self.at.desk.house.actor

    @property
    def below(self) -> str:
        """Who works here, as the status line says."""
        return self.window.status._person.text().strip()


def test_where_nobody_is_known_nobody_has_to_sign_in(at_window: Window) -> None:
    door = Entrance(at_window)
    assert (door.band, door.below) == ("", "otto")
    door.scan("WXOUT")
    assert door.at.told == [Told(Tone.WARN, "This house knows nobody by name, so nobody has to sign in or out.")]
    assert (door.actor, door.page.scans) == ("otto", [])


def test_who_is_not_known_is_told_plainly_and_signs_in_by_badge(at_window: Window) -> None:
    door = Entrance(at_window, "anna", "Bert")
    assert (door.band, door.below) == (STRANGER, "nobody signed in")
    door.scan("U-Bert")
    assert (door.actor, door.band, door.below) == ("Bert", "", "Bert")
    assert door.at.told == [Told(Tone.OK, "Signed in: Bert.")]
    # The page never saw it; what comes next is the page's own.
    door.scan("LAMP")
    assert door.page.scans == ["LAMP"]


def test_who_is_known_is_signed_in_from_the_start(at_window: Window) -> None:
    door = Entrance(at_window, "otto", "Bert")
    assert (door.band, door.below) == ("", "otto")
    door.scan("U-otto")
    assert door.at.told == [Told(Tone.ASK, "otto is signed in already.")]


def test_a_badge_signs_in_where_a_page_takes_no_scans(at_window: Window) -> None:
    door = Entrance(at_window, "Bert")
    door.window.show_page(PageName.ORDERS)
    reads = door.page.reads
    door.scan("u-Bert")
    assert (door.actor, door.at.told) == ("Bert", [Told(Tone.OK, "Signed in: Bert.")])
    # What a page shows may depend on who looks at it.
    assert door.page.reads > reads


def test_a_card_signs_out_and_the_next_one_signs_in(at_window: Window) -> None:
    door = Entrance(at_window, "otto", "Bert")
    door.scan("WXOUT")
    assert (door.actor, door.band, door.below) == ("", f"Nobody is signed in. {LOOK_ONLY}", "nobody signed in")
    door.scan("WXOUT", "U-Bert")
    assert (door.actor, door.band) == ("Bert", "")
    assert door.at.told == [
        Told(Tone.OK, "Signed out: otto."),
        Told(Tone.WARN, "Nobody is signed in here."),
        Told(Tone.OK, "Signed in: Bert."),
    ]
    assert door.page.scans == []


def test_scans_wait_for_the_badge_before_them(at_window: Window) -> None:
    door = Entrance(at_window, "anna", "Bert")
    seen: list[str] = []
    taking = door.page
    take_scan = taking.take_scan
    taking.take_scan = lambda text, done: (seen.append(f"{text} by {door.actor}"), take_scan(text, done))  # type: ignore[method-assign, assignment, func-returns-value]
    door.scan("U-anna", "LAMP", "U-Bert", "CORD", "WXOUT", "MILK")
    assert seen == ["LAMP by anna", "CORD by Bert", "MILK by "]


@pytest.mark.parametrize("text", ["U-Eve", "U-bert"])
def test_a_badge_that_nobody_has_signs_nobody_in(at_window: Window, text: str) -> None:
    take(at_window.house, *SUPPLIERS, *PLACES, *ITEMS, *CUSTOMERS)
    door = Entrance(at_window, "Bert")
    door.scan(text)
    assert (door.actor, door.page.scans) == ("otto", [text])
    door.window.show_page(PageName.ORDERS)
    door.scan(text)
    assert door.actor == "otto"
    assert door.at.told == [Told(Tone.ERROR, "Nobody has this badge. Scan your own badge, or type U- and your name.")]
    assert door.band == STRANGER


def test_who_is_removed_meanwhile_is_told_so(at_window: Window) -> None:
    door = Entrance(at_window, "otto", "Bert")
    assert door.band == ""
    Person.delete().where(Person.name == "otto").execute()
    door.at.desk.announce(Changes(frozenset({Area.SETTINGS})))
    door.at.settle()
    assert door.band == ""
    door.at.desk.announce(Changes(frozenset({Area.PEOPLE})))
    door.at.settle()
    assert (door.band, door.below) == (STRANGER, "nobody signed in")


def test_a_button_that_is_pressed_before_the_answer_stands_acts_for_whoever_came(at_window: Window) -> None:
    door = Entrance(at_window, "anna", "Bert")
    acted: list[str] = []
    door.window.scans.typed("U-Bert")
    door.at.desk.background.run(Lane.SCANS, door.window, lambda: acted.append(door.actor), lambda _: None)
    door.at.settle()
    assert (acted, door.actor, door.below) == (["Bert"], "Bert", "Bert")
