"""One station at a time, and who works at it: badges and station cards, so that hands stay free from in to out.

`WXRECEIVE`, `WXMOVE`, `WXLOOKUP` and `WXCOUNT` change to another station from the first step of any. `U-` and the name
of somebody whom the house knows signs in: all that is booked from then on is done by them, and what is in hand stays;
`WXOUT` signs out. Where only a lead may do what was just scanned, the badge of one answers that alone, in their name,
and whoever works there goes on (`lending`). Where the house knows nobody by name, nobody has to sign in. A new station
is one more line in `STATIONS`, with its card and a sentence of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from warehouse_app.domain.errors import Refused
from warehouse_app.queries.people import people
from warehouse_app.scanning.codes import BadgeCode, Command, CommandCode, read
from warehouse_app.scanning.faults import ScanFault
from warehouse_app.services.changes import Changes
from warehouse_app.services.contract import Action, Store
from warehouse_app.stations.count import CountStation
from warehouse_app.stations.dialogue import Dialogue
from warehouse_app.stations.lending import Lending
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.stations.move import MoveStation
from warehouse_app.stations.paper import Press
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.reply import Note, Reply, Tone
from warehouse_app.stations.words import Shared, Words


class StationName(StrEnum):
    """The stations, as programs and the command line name them."""

    RECEIVE = "receive"
    MOVE = "move"
    LOOK_UP = "lookup"
    COUNT = "count"


class StepName(StrEnum):
    """What is expected while nobody is signed in, as programs read it."""

    BADGE = "badge"


class Said(StrEnum):
    """What is said about who works at which station; each has a sentence in `texts.stations`."""

    FINISH_FIRST = "floor-finish-first"
    SIGNED_IN = "floor-signed-in"
    SIGNED_IN_ALREADY = "floor-signed-in-already"
    SIGNED_OUT = "floor-signed-out"
    KEPT = "floor-kept"
    NOBODY_KNOWN = "floor-nobody-known"
    NOBODY_HERE = "floor-nobody-here"
    ASK_BADGE = "floor-ask-badge"


@dataclass(frozen=True, slots=True)
class _Kind:
    """A station: its card, what is said when it is gone to, and how it is made."""

    card: Command
    at: Shared
    make: Callable[[Store, Callable[[], Action], Press | None], Dialogue[Any, Any]]


STATIONS: Mapping[StationName, _Kind] = {
    StationName.RECEIVE: _Kind(Command.RECEIVE, Shared.AT_RECEIVE, ReceiveStation),
    StationName.MOVE: _Kind(Command.MOVE, Shared.AT_MOVE, MoveStation),
    StationName.LOOK_UP: _Kind(Command.LOOK_UP, Shared.AT_LOOK_UP, LookUpStation),
    StationName.COUNT: _Kind(Command.COUNT, Shared.AT_COUNT, CountStation),
}
_BY_CARD = {kind.card: name for name, kind in STATIONS.items()}


class Floor:
    """The station at which somebody works. `act` gives the facts of an action that a person begins now.

    `actor` is who opened the house: signed in from the start, unless the house knows people and not them. `press`
    prints.
    """

    def __init__(
        self,
        store: Store,
        act: Callable[[str], Action],
        actor: str,
        name: StationName = StationName.RECEIVE,
        press: Press | None = None,
    ) -> None:
        self._store = store
        self._press = press
        self._person = actor
        self._lending = Lending(store, lambda: act(self._person), lambda: self._person)
        self._go_to(name)

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody may work here."""
        with self._store.snapshot():
            return self._may_work(people(self._store))

    def scan(self, text: str) -> Reply:
        """Take one scan in: a badge or a station's card here, all else at the station."""
        try:
            own = self._own(text)
        except Refused as refused:
            own = self._station.say(Words(Tone.ERROR, Note(refused.code, refused.facts)))
        return own or self._lending.ask(lambda: self._station.scan(text))

    def _own(self, text: str) -> Reply | None:
        """Return the answer to what is no matter of a station; None to all else."""
        with self._store.snapshot():
            known = people(self._store)
        codes = read(text, year=self._store.now().year)
        badge = next((code for code in codes if isinstance(code, BadgeCode)), None)
        command = codes[0].command if isinstance(codes[0], CommandCode) else None
        lent = self._lending.answered_by(badge.token) if badge is not None else None
        if lent is not None:
            return lent
        if badge is not None and badge.token in known:
            return self._sign_in(badge.token)
        self._lending.forget()
        if not self._may_work(known):
            return self._nobody_here(command, is_badge=badge is not None)
        if command is Command.OUT:
            return self._sign_out() if known else self._station.say(Words(Tone.WARN, Note(Said.NOBODY_KNOWN)))
        name = _BY_CARD.get(command) if command else None
        return self._switch(name) if name and name is not self._name else None

    def _may_work(self, known: frozenset[str]) -> bool:
        return not known or self._person in known

    def _go_to(self, name: StationName) -> None:
        self._name = name
        self._station = STATIONS[name].make(self._store, self._lending.act, self._press)

    def _switch(self, name: StationName) -> Reply:
        kind = STATIONS[name]
        if not self._station.is_at_first_step:
            return self._station.say(Words(Tone.WARN, Note(Said.FINISH_FIRST, {"command": kind.card.value})))
        self._go_to(name)
        return self._station.say(Words(Tone.ASK, Note(kind.at)))

    def _sign_in(self, person: str) -> Reply:
        if person == self._person:
            return self._station.say(Words(Tone.ASK, Note(Said.SIGNED_IN_ALREADY, {"person": person})))
        self._person = person
        self._lending.somebody_came()
        return self._station.say(Words(Tone.OK, Note(Said.SIGNED_IN, {"person": person}), self._kept()))

    def _sign_out(self) -> Reply:
        person, self._person = self._person, ""
        return _badge_asked(Tone.OK, Note(Said.SIGNED_OUT, {"person": person}), *self._kept())

    def _kept(self) -> tuple[Note, ...]:
        return () if self._station.is_at_first_step else (Note(Said.KEPT),)

    def _nobody_here(self, command: Command | None, *, is_badge: bool) -> Reply:
        if is_badge:
            return _badge_asked(Tone.ERROR, Note(ScanFault.UNKNOWN_BADGE))
        return _badge_asked(Tone.ASK if command is Command.HELP else Tone.WARN, Note(Said.NOBODY_HERE))


def _badge_asked(tone: Tone, head: Note, *notes: Note) -> Reply:
    asked = (*notes, Note(Said.ASK_BADGE))
    return Reply(tone, head.code, head.facts, StepName.BADGE, booked=False, changes=Changes(), notes=asked)
