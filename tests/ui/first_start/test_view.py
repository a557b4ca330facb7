"""The first start, as a person does it: each of the three doors, mistakes in the form, and leaving in the midst."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import NOW
from warehouse_app.domain.records import ItemRecord, Kind
from warehouse_app.house import House, found, open_house
from warehouse_app.services.importing import Handed, checked, take_in
from warehouse_app.settings import Workstation
from warehouse_app.store.database import Store
from warehouse_app.texts.locales import local_currency, local_zone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.first_start.doors import Door
from warehouse_app.ui.first_start.making import Demo, Identity, Tell
from warehouse_app.ui.first_start.view import FirstStart, Made

LONG = 20_000
DEMO = Identity("Kestrel", "Europe/Amsterdam", "EUR")


class Person:
    """Somebody at the first start."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.url = str(folder / "stock" / "house.db")
        self.made: list[Made] = []
        self.left = 0
        self.reported: list[Exception] = []
        self.going_on = threading.Event()
        self.going_on.set()
        self.start = FirstStart(
            self.url,
            place=self.url,
            user="anna",
            workstation=Workstation(),
            language="en",
            demo=Demo(DEMO, self.fill),
            save=lambda _: None,
            report=self.reported.append,
        )
        self.start.made.connect(self.made.append)
        self.start.left.connect(self._count)
        self.start.show()

    def _count(self) -> None:
        self.left += 1

    def fill(self, house: House, tell: Tell) -> None:
        """Fill the demo warehouse; it waits in the midst of it where a test wants that."""
        with checked(house.store, [Handed(Kind.ITEMS, [ItemRecord("LAMP", "Lamp")])], update=False) as prepared:
            take_in(house.store, house.act(), prepared, progress=tell)
        assert self.going_on.wait(20)
        tell("items", 1)

    @property
    def step(self) -> object:
        """The step on show."""
        return self.start.steps.currentWidget()

    def steps_at(self, step: QWidget) -> bool:
        """Return whether a step is on show."""
        return self.step is step

    def opens(self, door: Door) -> None:
        """Open a door."""
        self.start.doors.cards[door].click()

    def waits(self) -> None:
        """Wait until nothing is being made or read."""

        def done() -> bool:
            importing = self.start._import
            reading = importing is not None and importing.desk.background.busy(Lane.LONG)
            return not (self.start._background.busy(Lane.LONG) or reading)

        self.qtbot.waitUntil(done, timeout=LONG)

    def house(self) -> tuple[str, str, str, int]:
        """Return name, time zone and currency of the house, and how many items it has."""
        house = open_house(self.url, on_today=False)
        settings = house.settings
        [(count,)] = house.store.sql("SELECT COUNT(*) FROM item")
        house.close()
        return settings.name, settings.time_zone, settings.currency, int(count)

    @property
    def files(self) -> list[str]:
        """What lies where the house is to be."""
        folder = Path(self.url).parent
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@pytest.fixture
def person(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    monkeypatch.delenv("WAREHOUSE_KEY_FILE", raising=False)
    monkeypatch.setattr(Store, "now", lambda _store: NOW)
    person = Person(tmp_path, qtbot)
    yield person
    person.going_on.set()
    person.waits()
    person.start.close()
    qtbot.waitUntil(lambda: not person.start.isVisible(), timeout=LONG)
    assert person.reported == []


def test_there_are_three_doors_with_their_keys(person: Person) -> None:
    cards = person.start.doors.cards
    assert [card.accessibleName() for card in cards.values()] == [
        "Try the demo warehouse",
        "Start empty",
        "Import my files",
    ]
    assert all(card.accessibleDescription() for card in cards.values())
    keys = [[label.text() for label in card.findChildren(QLabel)][-1] for card in cards.values()]
    assert keys == ["Ctrl+1", "Ctrl+2", "Ctrl+3"]
    assert not [button.text() for button in person.start.findChildren(QPushButton) if button.autoDefault()]
    assert person.files == []


def test_a_door_opens_by_its_key(person: Person) -> None:
    person.qtbot.waitExposed(person.start)
    QTest.keyClick(person.start, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    person.qtbot.waitUntil(lambda: person.step is person.start.form)


def test_the_demo_warehouse_is_made(person: Person) -> None:
    person.opens(Door.DEMO)
    assert person.step is person.start.making
    assert person.start.making.title.text() == "The demo warehouse is being made"
    person.waits()
    assert person.made == [Made(person.url)]
    assert person.house() == ("Kestrel", "Europe/Amsterdam", "EUR", 1)
    assert person.files == ["house.db", "house.db.key"]


def test_the_progress_of_the_demo_is_told_in_words(person: Person) -> None:
    person.going_on.clear()
    person.opens(Door.DEMO)
    person.qtbot.waitUntil(lambda: person.start.making.text.text() == "Items: 1 stored", timeout=LONG)
    assert person.made == []


def test_a_cancelled_demo_leaves_nothing_and_another_door_can_be_opened(person: Person) -> None:
    person.going_on.clear()
    person.opens(Door.DEMO)
    person.qtbot.waitUntil(lambda: person.start.making.text.text() == "Items: 1 stored", timeout=LONG)
    assert person.files == [".house.db.unfinished"]
    person.start.making.cancel_button.click()
    assert person.start.making.text.text() == "Stopping…"
    person.going_on.set()
    person.waits()
    assert (person.step, person.files, person.made) == (person.start.doors, [], [])
    assert person.start.doors.note.text() == "Stopped. Nothing was left behind."
    person.opens(Door.EMPTY)
    person.start.form.go_button.click()
    person.waits()
    assert person.house() == ("Warehouse", local_zone(), local_currency(), 0)


def test_an_empty_warehouse_begins_with_what_the_computer_says(person: Person) -> None:
    form = person.start.form
    person.opens(Door.EMPTY)
    assert form.go_button.accessibleName() == "Make the warehouse"
    assert (form.name.text(), form.zone.currentText()) == ("Warehouse", local_zone())
    assert form.currency.currentText().startswith(f"{local_currency()} · ")
    form.name.setText("  Nord   Süd ")
    form.zone.setCurrentText("Europe/Berlin")
    form.currency.setCurrentText("chf")
    form.go_button.click()
    person.waits()
    assert person.house() == ("Nord Süd", "Europe/Berlin", "CHF", 0)
    assert person.made == [Made(person.url)]


def test_mistakes_are_told_at_their_fields_and_nothing_is_made(person: Person) -> None:
    form = person.start.form
    person.opens(Door.EMPTY)
    form.name.setText(" ")
    form.zone.setCurrentText("Mars/Base")
    form.currency.setCurrentText("gold")
    form.go_button.click()
    assert form.name_field.error == "The warehouse needs a name. Write one."
    assert form.zone_field.error == "There is no time zone Mars/Base. Write one such as Europe/Berlin, or UTC."
    assert form.currency_field.error == "There is no currency gold. Choose one from the list, such as EUR."
    form.name.setText("x" * 81)
    form.go_button.click()
    assert form.name_field.error == "This name has 81 characters, at most 80 are allowed. Shorten it."
    assert (person.step, person.files, person.made) == (form, [], [])
    form.back_button.click()
    person.opens(Door.EMPTY)
    assert (form.name_field.error, form.zone_field.error) == ("", "")


def test_a_place_that_cannot_be_written_to_is_told_in_the_form(person: Person) -> None:
    Path(person.url).parent.write_text("a file where the folder should be")
    person.opens(Door.EMPTY)
    person.start.form.go_button.click()
    person.waits()
    assert person.steps_at(person.start.form)
    said = f"Nothing can be written to {Path(person.url).parent} ("
    assert person.start.form.trouble.text().startswith(said)
    person.start.form.back_button.click()
    person.opens(Door.DEMO)
    person.waits()
    assert person.steps_at(person.start.doors)
    assert person.start.doors.note.text().startswith(said)


ITEMS, CUSTOMERS = "sku,name\nLAMP,Lamp\nCORD,Cord\n", "code,name\nBEN,Ben\n"


def files_of(person: Person) -> list[Path]:
    """Write files to be taken in."""
    folder = Path(person.url).parent.parent / "files"
    folder.mkdir()
    (folder / "items.csv").write_text(ITEMS)
    (folder / "customers.csv").write_text(CUSTOMERS)
    return [folder]


def begin_import(person: Person) -> None:
    """Open the third door and name the warehouse."""
    person.opens(Door.IMPORT)
    assert person.start.form.go_button.accessibleName() == "Go on to the files"
    person.start.form.name.setText("Mine")
    person.start.form.go_button.click()
    person.qtbot.waitUntil(lambda: person.start._import is not None, timeout=LONG)


def pressed(person: Person, button: Callable[[], QPushButton]) -> None:
    """Press a button of the import once it can be pressed."""
    person.qtbot.waitUntil(lambda: button().isEnabled(), timeout=LONG)
    button().click()
    person.waits()


def test_files_are_imported_into_a_new_warehouse(person: Person) -> None:
    begin_import(person)
    assert person.start._import is not None
    view = person.start._import.view
    view.files.add_paths(files_of(person))
    person.waits()
    pressed(person, lambda: view.files.check_button)
    pressed(person, lambda: view.ready.second_button)
    assert person.files == [".house.db.unfinished"]
    assert person.made == []
    view.done.second_button.click()
    person.qtbot.waitUntil(lambda: person.made == [Made(person.url)], timeout=LONG)
    assert person.house() == ("Mine", local_zone(), local_currency(), 2)
    assert person.files == ["house.db", "house.db.key"]


def test_an_import_that_is_left_before_anything_is_stored_leaves_no_warehouse(person: Person) -> None:
    begin_import(person)
    assert person.start._import is not None
    view = person.start._import.view
    view.files.add_paths(files_of(person))
    person.waits()
    pressed(person, lambda: view.files.check_button)
    view.ready.first_button.click()
    view.files.leave_button.click()
    person.qtbot.waitUntil(lambda: person.step is person.start.doors, timeout=LONG)
    assert person.start.doors.note.text() == "Stopped. Nothing was left behind."
    assert (person.files, person.made) == ([], [])


def test_a_window_that_is_closed_in_the_midst_of_the_files_leaves_no_warehouse(person: Person) -> None:
    begin_import(person)
    person.start.close()
    assert person.start.isVisible()
    person.qtbot.waitUntil(lambda: not person.start.isVisible(), timeout=LONG)
    assert (person.files, person.made, person.left) == ([], [], 1)


def test_a_window_that_is_closed_in_the_midst_of_the_demo_leaves_no_warehouse(person: Person) -> None:
    person.going_on.clear()
    person.opens(Door.DEMO)
    person.qtbot.waitUntil(lambda: person.start.making.text.text() == "Items: 1 stored", timeout=LONG)
    person.start.close()
    assert person.start.isVisible()
    person.going_on.set()
    person.qtbot.waitUntil(lambda: not person.start.isVisible(), timeout=LONG)
    assert (person.files, person.made, person.left) == ([], [], 1)


def test_a_window_that_is_closed_at_the_doors_says_so_once(person: Person) -> None:
    person.start.close()
    person.start.close()
    assert (person.left, person.made) == (1, [])


def test_a_warehouse_that_is_there_already_can_be_opened(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Path(person.url).parent.parent / "other.db"
    found(str(other), name="Old", time_zone="UTC", currency="EUR").close()
    person.start.doors.other_button.click()
    form = person.start.other
    form.go_button.click()
    assert form.field.error == "Write where the warehouse is, or choose its file."
    form.address.setText(str(other) + "x")
    form.go_button.click()
    person.waits()
    assert person.step is form
    assert form.field.error == f"There is no warehouse in {other}x. Check where it is, or go back and make one."
    form.address.setText("mysql://server/x")
    form.go_button.click()
    person.waits()
    assert form.field.error.startswith("mysql://server/x is no address of a database.")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    form.browse_button.click()
    form.go_button.click()
    person.waits()
    assert person.made == [Made(str(other))]
    assert person.files == []


def test_every_editor_has_a_name_and_no_label_reads_markup(person: Person) -> None:
    editors = [*person.start.findChildren(QLineEdit), *person.start.findChildren(QComboBox)]
    inside = {id(box.lineEdit()) for box in person.start.findChildren(QComboBox)}
    assert len(editors) >= 6
    assert [each for each in editors if id(each) not in inside and not each.accessibleName()] == []
    labels = [label for label in person.start.findChildren(QLabel) if label.text()]
    assert [label.text() for label in labels if label.textFormat() is not Qt.TextFormat.PlainText] == []
