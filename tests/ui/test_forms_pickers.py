"""Choosing by typing: the list comes once typing rests, and is read in the background."""

import threading
from collections.abc import Iterator, Sequence

import pytest

from tests.services.stock import furnished, opening, take
from tests.ui.conftest import Window
from tests.ui.hands import Hands, shown
from warehouse_app.domain.records import BarcodeRecord, ItemRecord
from warehouse_app.queries.choosing import Choice
from warehouse_app.ui.pickers import REST_MS, Finder, Picker, customer_finder, item_finder, supplier_finder


@pytest.fixture
def window(at_window: Window) -> Iterator[Window]:
    for _ in furnished(at_window.house):
        yield at_window


class Asked:
    """A finder that remembers what was looked for, and in which thread."""

    def __init__(self, finder: Finder) -> None:
        self.asked: list[tuple[str, str]] = []
        self._finder = finder

    @property
    def finder(self) -> Finder:
        return Finder(self.find, self._finder.detail)

    def find(self, text: str) -> Sequence[Choice]:
        self.asked.append((text, threading.current_thread().name))
        return self._finder.find(text)


def picker(window: Window, finder: Finder | None = None) -> tuple[Hands, Picker]:
    made = Picker(window.desk, finder or item_finder(window.desk))
    hands = shown(window, made)
    return hands, made


def offered(made: Picker) -> list[str]:
    """Return the lines of the list; none where it is not there."""
    view = made._list
    if not view.isVisible():
        return []
    return [str(view.model().index(row, 0).data()) for row in range(view.model().rowCount())]


def rest(window: Window, hands: Hands) -> None:
    """Let typing rest until the list is there."""
    window.rest()
    hands.settle()


def test_the_database_is_asked_once_typing_rests_and_not_in_the_windows_thread(window: Window) -> None:
    asked = Asked(item_finder(window.desk))
    hands, made = picker(window, asked.finder)
    hands.type("lamp")
    assert asked.asked == []
    rest(window, hands)
    assert asked.asked == [("lamp", "lane-reads")]
    assert offered(made) == ["LAMP, Lamp, 0 free"]


def test_the_list_says_what_is_free_and_enter_takes_the_marked_line(window: Window) -> None:
    take(window.house, ItemRecord("LAMP-2", "Lamp, large"), opening("LAMP-2", 1_200))
    hands, made = picker(window)
    hands.type("lam")
    rest(window, hands)
    assert offered(made) == ["LAMP, Lamp, 0 free", "LAMP-2, Lamp, large, 1,200 free"]
    hands.press("Down", "Return")
    assert (made.code, made.text(), offered(made)) == ("LAMP-2", "LAMP-2", [])


def test_up_from_the_first_line_goes_to_the_last(window: Window) -> None:
    hands, made = picker(window)
    hands.press("Down")
    hands.settle()
    assert [line.split(",")[0] for line in offered(made)] == ["CORD", "GAME", "LAMP", "MILK", "PLUG", "SALT", "TOOL"]
    hands.press("Up", "Return")
    assert made.code == "TOOL"


def test_escape_closes_the_list_and_keeps_what_was_typed(window: Window) -> None:
    hands, made = picker(window)
    hands.type("la")
    rest(window, hands)
    hands.press("Escape")
    assert (offered(made), made.text(), made.code) == ([], "la", "")


def test_nothing_that_fits_is_said_and_cannot_be_taken(window: Window) -> None:
    hands, made = picker(window)
    hands.type("xyz")
    rest(window, hands)
    assert made._list.isVisible()
    assert made._list.nothing == "Nothing fits “xyz”"
    hands.press("Return")
    assert made.code == ""


def test_an_answer_that_comes_late_does_not_replace_a_newer_one(window: Window) -> None:
    gate = threading.Event()
    finder = item_finder(window.desk)

    def find(text: str) -> Sequence[Choice]:
        if text == "c":
            gate.wait(5)
        return finder.find(text)

    hands, made = picker(window, Finder(find, finder.detail))
    hands.type("c")
    window.qtbot.wait(REST_MS + 30)
    hands.press("Backspace")
    hands.type("plug")
    gate.set()
    rest(window, hands)
    assert offered(made) == ["PLUG, Plug, 0 free"]


def test_who_goes_on_before_the_list_is_there_gets_what_was_named_in_full(window: Window) -> None:
    take(window.house, ItemRecord("LAMP-2", "Lamp, large"), BarcodeRecord("CORD", "4006381333931"))
    for typed, code in (("lamp", "LAMP"), ("4006381333931", "CORD"), ("large", "LAMP-2"), ("lam", ""), ("no", "")):
        hands, made = picker(window)
        missed: list[str] = []
        made.not_found.connect(lambda missed=missed: missed.append("missed"))
        hands.type(typed)
        made.settle()
        assert not made.settled
        hands.settle()
        assert (made.code, made.settled, missed) == (code, True, [] if code else ["missed"])
        made.close()


def test_customers_and_suppliers_say_what_one_knows_them_by(window: Window) -> None:
    hands, made = picker(window, customer_finder(window.desk))
    hands.type("ann")
    rest(window, hands)
    assert offered(made) == ["ANN, Ann, A"]
    made.close()
    hands, made = picker(window, supplier_finder(window.desk))
    hands.type("easy")
    rest(window, hands)
    assert offered(made) == ["EASY, Easy-going, "]
