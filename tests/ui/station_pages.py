"""The page of a station, and what stands on it."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Window
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.pages.station import StationPage
from warehouse_app.ui.pages.station.bookings import BookingRow, Bookings
from warehouse_app.ui.pages.station.told import Told
from warehouse_app.ui.refresh import Refresher

P = TypeVar("P", bound=StationPage[Any, Any, Any])


@dataclass
class AtStation(Generic[P]):
    """Somebody at the page, with the tones that were sounded."""

    at: Window
    page: P
    sounded: list[Tone]
    refresher: Refresher

    @property
    def qtbot(self) -> QtBot:
        return self.at.qtbot

    def scan(self, *texts: str) -> None:
        """Scan, each after the reply to the one before stands."""
        for text in texts:
            with self.qtbot.waitCallback(timeout=10_000) as answered:
                self.page.take_scan(text, answered)
        self.settle()

    def press(self, button: QAbstractButton) -> None:
        assert button.isVisible()
        button.click()
        self.settle()

    def settle(self) -> None:
        """Wait until all is answered, told to the pages and read again."""
        for _ in range(2):
            self.at.settle()
            self.qtbot.wait(1)  # the turn of the event loop in which the pages are told
        self.at.settle()

    @property
    def headline(self) -> str:
        """What the band says, with the word of its tone; '' where there is no band."""
        band = self.page.prompt.band
        if not band.isVisible():
            return ""
        return f"{band.word.text()}: {band.headline.text()} {band.rest.text()}".rstrip()

    @property
    def prompt(self) -> str:
        return self.page.prompt.prompt.text()

    @property
    def in_small(self) -> str:
        """The sentences at the foot."""
        return self.page.notes.text()

    @property
    def below_the_prompt(self) -> list[str]:
        """The sentences that stand below the prompt."""
        return self.page.prompt.notes.text().splitlines()

    @property
    def offered(self) -> list[str]:
        """The buttons of the step, in sight or in the menu."""
        return [self.page.buttons.of[command].text() for command in self.page.buttons.offered]

    @property
    def rows(self) -> list[BookingRow]:
        """The rows of the last bookings."""
        [bookings] = self.page.findChildren(Bookings)
        return [row for row in bookings.rows if row.isVisible()]

    @property
    def bookings(self) -> list[tuple[str, str]]:
        """The last bookings: the goods, and what can be done about them."""
        return [(row.goods.text(), row.undo.text() if row.undo.isVisible() else row.undone.text()) for row in self.rows]

    @property
    def told(self) -> list[tuple[str, list[str]]]:
        """The lists of the reply: their headings, and their rows."""
        [told] = self.page.findChildren(Told)
        return [(each.accessibleName(), [row for (row,) in each.shown()]) for each in told.lists if each.isVisible()]


def shown(at: Window, page: P) -> AtStation[P]:
    """Show a page as a window would: shown, read, and read again when something changes that it shows."""
    at.qtbot.addWidget(page)
    page.resize(1_100, 680)
    page.show()
    refresher = Refresher()
    refresher.add(page)
    refresher.show(page)
    at.desk.changed.connect(refresher.changed)
    at.desk.typed.connect(lambda text: page.take_scan(text, lambda: None))
    sounded: list[Tone] = []
    at.desk.sounded.connect(sounded.append)
    made = AtStation(at, page, sounded, refresher)
    made.settle()
    return made
