"""Looking up, by scans: whatever is scanned, what it is, what is known of it, and for whom. It never books."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Never

from warehouse_app.queries.codes import FoundDocument, FoundItem, FoundLocation, FoundSupplier, Resolved
from warehouse_app.queries.house import house_settings
from warehouse_app.scanning.codes import Command
from warehouse_app.services.contract import Action, Store
from warehouse_app.stations import lookup_telling as telling
from warehouse_app.stations.dialogue import Asking, Dialogue, Turn
from warehouse_app.stations.lookup_steps import START, AskAnything, Said, StepName
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Shared, Words, what_it_is


@dataclass(frozen=True, slots=True)
class LookUpAsking(Asking[AskAnything, Never]):
    """What a scan means to looking up: itself."""

    card = Command.LOOK_UP
    at = Shared.AT_LOOK_UP

    def _meaning(self, meaning: Resolved, text: str) -> Turn[AskAnything]:
        del text
        match meaning:
            case FoundLocation(place):
                return self._say(telling.place(self.store, place))
            case FoundItem():
                return self._say(telling.item(self.store, self.settings, meaning))
            case FoundDocument(kind, number):
                return self._say(telling.document(self.store, self.settings, kind, number))
            case FoundSupplier():
                return self._say(replace(what_it_is(meaning), tone=Tone.OK))
        return self._other(meaning)

    def _help(self) -> Words:
        return Words(Tone.ASK, Note(self.at), (Note(Said.COMMANDS),))


class LookUpStation(Dialogue[AskAnything, Never]):
    """The dialogue of looking up, which is one question asked again and again.

    Transitions:
        AskAnything → AskAnything                 anything
    """

    def __init__(self, store: Store, act: Callable[[], Action]) -> None:
        super().__init__(store, act, START)

    def _asking(self) -> LookUpAsking:
        return LookUpAsking(self._store, self._act, house_settings(), self._trail, self._last)

    def _name(self, step: AskAnything) -> StrEnum:
        del step
        return StepName.ANYTHING

    def _prompt(self, step: AskAnything) -> Note:
        del step
        return Note(Said.ASK_ANYTHING)

    def _carry_out(self, want: Never) -> Turn[AskAnything]:
        raise AssertionError(want)
