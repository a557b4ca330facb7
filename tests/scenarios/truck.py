"""The dock at which a delivery is told: what is scanned, what the station answers, and what the house holds then.

What was `Heard` is asserted by the words of the story: `books` where a scan booked something, `says` where it did not,
`refuses` where it was not taken.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby
from typing import NamedTuple

from tests.conftest import KEY, Desk
from tests.documents.rendering import texts
from tests.services.stock import broken, held, take
from warehouse_app.domain.records import BarcodeRecord, ItemRecord, Record
from warehouse_app.domain.statuses import DocumentKind, Role
from warehouse_app.services.founding import rename_house
from warehouse_app.services.papers import make_paper
from warehouse_app.settings import Workstation
from warehouse_app.stations.floor import Floor
from warehouse_app.stations.paper import Press
from warehouse_app.stations.reply import Reply, Tone
from warehouse_app.store.database import open_store


class Article(NamedTuple):
    """A line of a purchase order, and its item: bin, code on a piece, pieces in a case, what it must say."""

    ordered: int
    sku: str
    name: str
    home: str
    code: str
    case: int = 1
    says: frozenset[str] = frozenset()

    def records(self) -> Iterable[Record]:
        """Yield what the house is told of the item; a code that nobody knows yet is none of that."""
        yield ItemRecord(
            self.sku,
            self.name,
            pack_quantity=self.case,
            home_location=self.home,
            lot_tracked="lot" in self.says,
            expiry_tracked="expiry" in self.says,
            serial_tracked="serial" in self.says,
        )
        if self.code:
            yield BarcodeRecord(self.sku, self.code)


class Lying(NamedTuple):
    """Goods that lie in the house: of which lot, in which place, and whether they may be used ("available")."""

    sku: str
    lot: str
    place: str
    state: str
    units: int


@dataclass(frozen=True)
class Heard:
    """What a station answered to the last scan."""

    scanned: str
    reply: Reply

    @property
    def message(self) -> str:
        """The answer in words."""
        return self.reply.message(language="en", zone=UTC)

    def _begins(self, sentences: tuple[str, ...], *tones: Tone, booked: bool) -> "Heard":
        told = " ".join(sentences)
        assert self.message[: len(told)] == told, f"{self.scanned}: {self.message}"
        assert (self.reply.tone in tones, self.reply.booked) == (True, booked), f"{self.scanned}: {self.message}"
        return self

    def says(self, *sentences: str) -> "Heard":
        """The answer begins with these sentences; nothing was booked."""
        return self._begins(sentences, Tone.ASK, Tone.OK, booked=False)

    def books(self, *sentences: str) -> "Heard":
        """The answer begins with these sentences; something was booked."""
        return self._begins(sentences, Tone.OK, booked=True)

    def warns(self, *sentences: str) -> "Heard":
        """The answer begins with these sentences, and asks for care; nothing was booked."""
        return self._begins(sentences, Tone.WARN, booked=False)

    def refuses(self, *sentences: str) -> "Heard":
        """The scan was not taken, and the answer begins with these sentences; nothing was booked."""
        return self._begins(sentences, Tone.ERROR, booked=False)

    def asks(self, sentence: str) -> "Heard":
        """The answer ends with this sentence: it says what is expected next."""
        assert self.message.endswith(f" {sentence}"), f"{self.scanned}: {self.message}"
        return self


class Dock:
    """A scanner at the dock of a house, and a look at what the house holds."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.desk = desk
        rename_house(desk.store, desk.act(), name)
        self._floor = self._switched_on()

    def _switched_on(self) -> Floor:
        workstation = Workstation(printers={DocumentKind.SINGLE_LABELS.value: "Zebra"})
        press = Press(self.desk.store, lambda: workstation, language=lambda: "en")
        return Floor(self.desk.store, self.desk.act, "terminal-1", press=press)

    def know(self, people: dict[str, Role]) -> None:
        """Let the house know people by name: from then on everybody signs in by badge."""
        for name, role in people.items():
            self.desk.store.sql("INSERT INTO person (name, role) VALUES (?, ?)", (name, int(role)))

    def bring(self, *records: Record) -> None:
        """Tell the house what there is."""
        take(self.desk, *records)

    def scan(self, *texts: str) -> Heard:
        """Scan one code after the other; the answer to the last is heard, and none before it books or is refused."""
        *before, last = texts
        for text in before:
            reply = self._floor.scan(text)
            Heard(text, reply).says()
        return Heard(last, self._floor.scan(last))

    def power_cut(self) -> None:
        """The lights go out in the middle of whatever it was; they come back, and the program is started again."""
        self.desk.store.close()
        self.desk.store = open_store(self.desk.url)
        self.desk.store.key = KEY
        self._floor = self._switched_on()

    def holds(self) -> dict[str, int]:
        """Return what each line of the customers' orders holds."""
        return held(self.desk)

    def fixed(self) -> list[tuple[str, str, str, int]]:
        """Return what nobody else can get any more: order, article and lot, and the units fixed to it."""
        found = self.desk.store.sql(
            "SELECT o.number, i.sku, lot.code, a.quantity - a.returned FROM allocation a "
            "JOIN order_line l ON l.id = a.order_line_id JOIN sales_order o ON o.id = l.order_id "
            "JOIN item i ON i.id = l.item_id JOIN lot ON lot.id = a.lot_id ORDER BY a.id"
        )
        return [tuple(row) for row in found]

    def labels(self) -> list[str]:
        """Return the words of the labels that were printed."""
        return [
            words
            for (pdf,) in self.desk.store.sql("SELECT pdf FROM print_job ORDER BY id")
            for words in texts(bytes(pdf))
        ]

    def stock(self) -> tuple[Lying, ...]:
        """Return all that lies in the house, by article and place."""
        found = self.desk.store.sql(
            "SELECT i.sku, lot.code, p.code, b.status, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id "
            "JOIN item i ON i.id = lot.item_id JOIN location p ON p.id = b.location_id WHERE b.quantity > 0 "
            "ORDER BY i.id, lot.id, p.code, b.status"
        )
        return tuple(Lying(sku, lot, place, state, int(units)) for sku, lot, place, state, units in found)

    def moves(self) -> dict[str, tuple[int, int]]:
        """Return how many moves the ledger has of each reason, and the units that came by them (went: negative)."""
        found = self.desk.store.sql("SELECT reason, COUNT(*), SUM(quantity) FROM move GROUP BY reason")
        return {reason: (int(many), int(units)) for reason, many, units in found}

    def done_by(self, person: str) -> list[str]:
        """Return what somebody has done, in order, each once in a row."""
        found = self.desk.store.sql("SELECT verb FROM action WHERE actor = ? ORDER BY id", (person,))
        return [verb for verb, _ in groupby(verb for (verb,) in found)]

    def is_sound(self) -> bool:
        """Whether `check` finds nothing."""
        return broken(self.desk) == []

    def paper(self, kind: DocumentKind, number: str) -> "Printed":
        """Return a document as it would be printed now."""
        paper = make_paper(self.desk.store, kind, number, language="en")
        foot = re.compile(rf" {re.escape(paper.title)} Page \d+ of \d+$")
        return Printed(" ".join(_MADE.sub("", foot.sub("", page)) for page in texts(paper.pdf)))


_MADE = re.compile(r"^.*? As of \d+ \w+ \d{4}, \d\d:\d\d ")
"""The head of a page up to the instant of printing, which is that of the clock on the wall."""


@dataclass(frozen=True)
class Printed:
    """The words on a document, from the first page to the last, without heads and feet."""

    words: str

    def lists(self, title: str, columns: str, *rows: str, until: str = "") -> None:
        """Below a heading stand just these rows, up to what comes next.

        On each page on which a part goes on, its heading says so.
        """
        below = self.words.split(f" {title} {columns} ", 1)[1].replace(f" {title} (continued) {columns} ", " ")
        assert (below.split(f" {until}", 1)[0] if until else below) == " ".join(rows)
