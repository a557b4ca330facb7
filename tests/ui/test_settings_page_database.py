"""The database in the settings: where it is, another one in its place once it is known to open, and a backup."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.conftest import Desk as HouseDesk
from tests.ui.conftest import HouseOfTests, Window
from tests.ui.pages import Shown
from warehouse_app.house import found, key_place, open_house
from warehouse_app.queries.check import findings
from warehouse_app.services.founding import rename_house
from warehouse_app.settings import Workstation
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk, Next, Told
from warehouse_app.ui.pages.settings import SettingsPage
from warehouse_app.ui.pages.settings import database as database_module
from warehouse_app.ui.pages.settings.database import DatabaseSection


class Shop:
    """A real house in a file, with its key, and the settings on it at the section of the database."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.told: list[Told] = []
        self.sounds: list[Tone] = []
        self.wanted: list[Next] = []
        self.reported: list[Exception] = []
        self.make("other.db", "Other")
        self.house = found(str(folder / "house.db"), name="Small", time_zone="UTC", currency="EUR", user="anna")
        recent = (str(folder / "house.db"), str(folder / "other.db"), str(folder / "gone.db"))
        self.desk = Desk(
            self.house,
            Workstation(recent_databases=recent),
            language="en",
            save=lambda _: None,
            report=self.reported.append,
        )
        self.desk.told.connect(self.told.append)
        self.desk.sounded.connect(self.sounds.append)
        self.desk.database_wanted.connect(self.wanted.append)
        self.page = SettingsPage(self.desk)
        qtbot.addWidget(self.page)
        self.page.resize(1_000, 700)
        self.page.show()
        self.page.show_section(self.section)
        self.settle()

    @property
    def section(self) -> DatabaseSection:
        return self.page.database

    def make(self, name: str, house: str) -> Path:
        """Found another house, before the one of this shop is opened."""
        path = self.folder / name
        found(str(path), name=house, time_zone="UTC", currency="EUR").close()
        return path

    def settle(self) -> None:
        """Wait until all is done that was handed to the background; another process may take its time."""
        self.qtbot.waitUntil(lambda: not any(map(self.desk.background.busy, Lane)), timeout=60_000)

    def type_address(self, address: str) -> None:
        """Type an address and press Enter."""
        self.section.address.clear()
        QTest.keyClicks(self.section.address, address)
        QTest.keyClick(self.section.address, Qt.Key.Key_Return)
        self.settle()

    def close(self) -> None:
        """Leave."""
        self.desk.background.close()
        self.house.close()


@pytest.fixture
def shop(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    monkeypatch.delenv("WAREHOUSE_KEY_FILE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    shop = Shop(qtbot, tmp_path)
    yield shop
    shop.close()
    assert shop.reported == []


def files(chosen: str) -> Callable[..., tuple[str, str]]:
    """Return what stands in for the system's dialog for files."""
    return lambda *_: (chosen, "")


def test_it_says_where_the_database_is_and_copies_it(shop: Shop) -> None:
    assert shop.section.place == str(shop.folder / "house.db")
    shop.section.copy_button.click()
    assert QGuiApplication.clipboard().text() == str(shop.folder / "house.db")
    assert shop.told == [Told(Tone.OK, "The address of the database is in the clipboard.")]


def test_what_was_opened_before_is_listed_without_what_is_open(shop: Shop) -> None:
    other, gone = str(shop.folder / "other.db"), str(shop.folder / "gone.db")
    assert list(shop.section.recent.buttons) == [other, gone]
    assert [button.accessibleName() for button in shop.section.recent.buttons.values()] == [
        f"Open {other}",
        f"Open {gone}",
    ]
    shop.desk.keep(replace(shop.desk.workstation, recent_databases=(gone,)))
    assert list(shop.section.recent.buttons) == [gone]
    shop.desk.keep(replace(shop.desk.workstation, recent_databases=()))
    assert not shop.section.recent.isVisible()


def test_another_house_is_looked_into_and_then_wanted_in_place_of_this_one(shop: Shop) -> None:
    other = str(shop.folder / "other.db")
    shop.section.recent.buttons[other].click()
    assert (shop.wanted, shop.section.busy.busy) == ([], True)
    shop.settle()
    assert (shop.wanted, shop.section.busy.busy) == ([Next(other)], False)
    assert (shop.section.trouble.text(), shop.told, shop.sounds) == ("", [], [])
    # This house goes on as if nothing were.
    rename_house(shop.house.store, shop.house.act(), "Small & Co")
    assert shop.house.settings.name == "Small & Co"


def test_a_house_that_is_being_looked_into_is_not_looked_into_twice(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    monkeypatch.setattr(database_module, "look_at", lambda url, _user: looked.append(url))
    for _ in range(3):
        shop.section.open("one.db")
    shop.settle()
    assert looked == ["one.db"]
    shop.section.open("two.db")
    shop.settle()
    assert looked == ["one.db", "two.db"]
    assert shop.wanted == [Next("one.db"), Next("two.db")]


def gone(folder: Path) -> str:
    return str(folder / "gone.db")


def damaged(folder: Path) -> str:
    (folder / "letter.db").write_bytes(b"This is no database, but somebody's letter." * 100)
    return str(folder / "letter.db")


def foreign(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "music.db")) as theirs:
        theirs.execute("CREATE TABLE song (title TEXT)")
        theirs.commit()
    return str(folder / "music.db")


def keyless(folder: Path) -> str:
    (folder / "other.db.key").unlink()
    return str(folder / "other.db")


NO_HOUSE = "There is no warehouse in {place}. Check the name, or choose another file."
DAMAGED = (
    "{place} is damaged, or is no database at all. Check its name; if it is right, check the disk and restore the last "
    "good backup."
)
NO_KEY = (
    "The key of this warehouse's ledger is not at {place}.key. Copy it there from where the database was before, from "
    "its backup or from another workstation, or say in WAREHOUSE_KEY_FILE where it is."
)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [(gone, NO_HOUSE), (damaged, DAMAGED), (foreign, NO_HOUSE), (keyless, NO_KEY)],
    ids=["nothing there", "damaged", "of another program", "without its key"],
)
def test_what_cannot_be_opened_is_told_and_this_house_stays_open(
    shop: Shop, make: Callable[[Path], str], sentence: str
) -> None:
    place = make(shop.folder)
    shop.type_address(place)
    assert shop.section.trouble.text() == sentence.format(place=place)
    assert shop.section.trouble.isVisible()
    assert (shop.wanted, shop.told, shop.sounds) == ([], [], [Tone.ERROR])
    assert shop.house.settings.name == "Small"
    QTest.keyClicks(shop.section.address, "x")
    assert not shop.section.trouble.isVisible()


WITH_PASSWORD = (
    "Leave the password out of the address, since it would be kept in a file. Put it into a password file (PGPASSFILE) "
    "or a service file instead."
)
ALREADY = "That is the warehouse which is open. Choose another one."


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("postgresql://anna:secret@server/house", WITH_PASSWORD),
        ("house.db", ALREADY),
        ("sqlite:///house.db", ALREADY),
    ],
)
def test_some_addresses_are_not_even_tried(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, address: str, sentence: str
) -> None:
    monkeypatch.chdir(shop.folder)
    tried: list[str] = []
    monkeypatch.setattr(database_module, "look_at", lambda url, _user: tried.append(url))
    shop.type_address(address)
    assert shop.section.trouble.text() == sentence
    assert (tried, shop.wanted, shop.sounds) == ([], [], [Tone.ERROR])


def test_a_typed_path_is_wanted_as_a_whole_one(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop.folder)
    monkeypatch.setattr(database_module, "look_at", lambda _url, _user: "Other")
    shop.type_address("./other.db")
    shop.type_address("postgresql://anna@server/house")
    shop.type_address("   ")
    assert shop.wanted == [Next(str(shop.folder / "other.db")), Next("postgresql://anna@server/house")]


def test_a_file_is_chosen(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "look_at", lambda _url, _user: "Other")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", files(""))
    shop.section.choose_button.click()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", files(str(shop.folder / "other.db")))
    shop.section.choose_button.click()
    shop.settle()
    assert shop.wanted == [Next(str(shop.folder / "other.db"))]


def test_a_bug_while_looking_is_reported_and_the_next_look_goes_on(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    bug = ZeroDivisionError()

    def fail(_url: str, _user: str) -> str:
        raise bug

    monkeypatch.setattr(database_module, "look_at", fail)
    shop.section.open("one.db")
    shop.settle()
    assert (shop.reported, shop.wanted) == ([bug], [])
    shop.reported.clear()
    monkeypatch.setattr(database_module, "look_at", lambda _url, _user: "Other")
    shop.section.open("two.db")
    shop.settle()
    assert shop.wanted == [Next("two.db")]


def test_a_backup_is_made_and_opens_as_a_house_by_itself(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    target = shop.folder / "copy.db"
    proposed: list[str] = []

    def choose(_parent: object, _title: str, place: str, _kinds: str) -> tuple[str, str]:
        proposed.append(place)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    shop.section.backup.button.click()
    assert not shop.section.backup.button.isEnabled()
    shop.settle()
    sentence = f"The backup is {target}, its key copy.db.key. Keep both together."
    assert shop.told == [Told(Tone.OK, sentence)]
    assert shop.sounds == [Tone.OK]
    assert shop.section.backup.said.text() == sentence
    assert shop.section.backup.button.isEnabled()
    assert proposed == [str(Path.home() / f"house-{shop.desk.house_settings.house_day.isoformat()}.db")]
    assert target.with_name("copy.db.key").read_text() == key_place(shop.house).read_text()
    shop.desk.background.close()
    shop.house.close()
    copy = open_house(str(target))
    assert copy.settings.name == "Small"
    assert list(findings(copy.store)) == []
    copy.close()


def test_no_backup_is_made_where_no_file_is_chosen(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(shop.folder.iterdir())
    monkeypatch.setattr(QFileDialog, "getSaveFileName", files(""))
    shop.section.backup.button.click()
    shop.settle()
    assert (sorted(shop.folder.iterdir()), shop.told) == (before, [])
    assert shop.section.backup.button.isEnabled()


def test_a_backup_onto_the_house_itself_is_refused(shop: Shop) -> None:
    shop.section.backup.back_up_to(shop.folder / "house.db")
    shop.settle()
    assert shop.told == [
        Told(
            Tone.ERROR,
            f"{shop.folder / 'house.db'} belongs to the warehouse that is open. Choose another name for the copy.",
        )
    ]
    assert shop.section.backup.button.isEnabled()
    assert shop.section.backup.said.text().startswith("A copy of the database, and beside it the key of its ledger")
    assert shop.house.settings.name == "Small"


@pytest.fixture
def at_either(qtbot: QtBot, desk: HouseDesk) -> Iterator[Window]:
    """Return a desk on an empty house in either database."""
    house = HouseOfTests(desk.store, "anna", "desk-1")
    house.clock = desk
    window = Window(Desk(house, Workstation(), language="en", save=lambda _: None, report=print), desk, qtbot)
    yield window
    window.desk.background.close()


def test_each_kind_of_database_says_what_it_is_and_how_it_is_backed_up(at_either: Window) -> None:
    page = SettingsPage(at_either.desk)
    section = Shown(at_either, page).page.database
    store = at_either.desk.house.store
    on_server = store.dialect == "postgresql"
    assert section.place == (store.place if on_server else str(store.path))
    assert (section.backup.button.parent() is None) is on_server
    key = key_place(at_either.desk.house)
    assert (str(key) in section.backup.said.text()) is on_server
