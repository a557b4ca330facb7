"""What every station answers: a tone, a code with facts, and what is expected next. `texts` says it in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from enum import StrEnum
from typing import Protocol

from warehouse_app.domain.errors import Facts
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.services.changes import Changes
from warehouse_app.texts import say
from warehouse_app.texts.messages import Fact


class Tone(StrEnum):
    """How a reply sounds: done, the next question, a code of another kind than expected, or nothing usable."""

    OK = "ok"
    ASK = "ask"
    WARN = "warn"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence of a reply. Where the sentence lists things, `parts` are these, as its fact "parts"."""

    code: StrEnum
    facts: Facts = field(default_factory=dict)
    parts: tuple["Note", ...] = ()

    def said(self, *, language: str, zone: tzinfo) -> str:
        """Return the sentence in words."""
        facts: Mapping[str, Fact] = self.facts
        if self.parts:
            facts = {**facts, "parts": tuple(part.said(language=language, zone=zone) for part in self.parts)}
        return say(self.code, facts, language=language, zone=zone)


@dataclass(frozen=True, slots=True)
class GoodsTo:
    """Where some of the scanned goods go: to a line of an order that waits `since` a day, and is `short` after that.

    Without an order they stay in stock. `place` is where they are put, '' where that is still to be said. `sku` is
    named where goods are of a pallet, or are none of those scanned last but lay here already.
    `kept_from`: so many orders wait for what stays in stock, since it is kept as safety stock; `kept_for`: orders for
    which it is kept until the receipt is closed.
    """

    units: int
    place: str
    order: str = ""
    line: int = 0
    customer: str = ""
    rank_class: str = ""
    since: date | None = None
    short: int = 0
    sku: str = ""
    kept_from: int = 0
    kept_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document that can be printed; labels are named by `DocumentKind.LABELS`, whatever size they come in.

    `is_prompt`: it is printed without being asked for where this workstation does so.
    """

    kind: DocumentKind
    number: str
    is_prompt: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one scan: what it did (`code`, `facts`), then `notes`, of which the last says what is expected.

    `step` is the name of what is expected next; `booked` is true only where the ledger moved. `goods_to` is for whoever
    can show more than sentences: where all of the goods go that the reply is about. `sheet` is what of it can be
    printed.
    """

    tone: Tone
    code: StrEnum
    facts: Facts
    step: StrEnum
    booked: bool
    changes: Changes
    notes: tuple[Note, ...] = ()
    goods_to: tuple[GoodsTo, ...] = ()
    sheet: Sheet | None = None

    def message(self, *, language: str, zone: tzinfo) -> str:
        """Return all that the reply says, in words."""
        said = (Note(self.code, self.facts), *self.notes)
        return " ".join(note.said(language=language, zone=zone) for note in said)


class Station(Protocol):
    """A workplace as a conversation: one scan in, one reply out."""

    def scan(self, text: str) -> Reply: ...
