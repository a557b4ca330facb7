"""Looking up, by scans: whatever is scanned, what it is, what is known of it, and for whom. It never books."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Never

from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.queries.advance_notices import FoundPallet
from warehouse_app.queries.codes import (
    FoundDocument,
    FoundItem,
    FoundLocation,
    FoundSupplier,
    OwnKind,
    Resolved,
    exact_text,
    resolve,
)
from warehouse_app.queries.customers import customer_called
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.lot_codes import goods_of_lot
from warehouse_app.queries.received import FoundReceived
from warehouse_app.scanning.codes import Command, CommandCode, UnknownCode, read
from warehouse_app.services.contract import Action, Store
from warehouse_app.stations.attempt import Print, Undo
from warehouse_app.stations.dialogue import Asking, Dialogue, Turn
from warehouse_app.stations.lookup import telling
from warehouse_app.stations.lookup.steps import START, AskAnything, Said, StepName
from warehouse_app.stations.paper import Press
from warehouse_app.stations.reply import Note, Sheet, Tone
from warehouse_app.stations.words import Shared, Words, what_it_is

_PAPERS = {OwnKind.PICK_LIST: DocumentKind.PICK_LIST, OwnKind.RECEIPT: DocumentKind.GOODS_RECEIVED_NOTE}


@dataclass(frozen=True, slots=True)
class LookUpAsking(Asking[AskAnything, Never]):
    """What a scan means to looking up: itself."""

    card = Command.LOOK_UP
    at = Shared.AT_LOOK_UP

    def _read(self, text: str) -> Resolved:
        return resolve(self.store, text, year=self.year, digits=True)

    def _meaning(self, meaning: Resolved, text: str) -> Turn[AskAnything]:
        if isinstance(meaning, UnknownCode):
            meaning = goods_of_lot(self.store, text, year=self.year) or meaning
            customer = customer_called(self.store, exact_text(read(text, year=self.year)))
            if customer and isinstance(meaning, UnknownCode):
                return self._say(telling.customer(customer))
        match meaning:
            case FoundLocation(place):
                return self._found(telling.place(self.store, place), f"location:{place.code}")
            case FoundItem(item):
                return self._found(telling.item(self.store, self.settings, meaning), f"item:{item.sku}")
            case FoundDocument(OwnKind.ORDER, number):
                words = telling.document(self.store, self.settings, OwnKind.ORDER, number)
                return self._found(words, f"order:{number}")
            case FoundDocument(kind, number):
                told = self._say(telling.document(self.store, self.settings, kind, number))
                paper = _PAPERS.get(kind)
                return replace(told, sheet=Sheet(paper, number)) if paper else told
            case FoundReceived() if meaning.counting:
                label = f"receipt:{meaning.receipt}/{meaning.booking}"
                return self._found(telling.received_label(self.store, self.settings, meaning), label)
            case FoundPallet():
                return self._say(telling.pallet(meaning))
            case FoundSupplier():
                return self._say(replace(what_it_is(meaning), tone=Tone.OK))
        return self._other(meaning)

    def _command(self, code: CommandCode) -> Turn[AskAnything] | Undo | Print:
        is_undo = code.command is Command.UNDO
        return self._warn(Said.BOOKS_NOTHING) if is_undo else super(LookUpAsking, self)._command(code)

    def _found(self, words: Words, label: str) -> Turn[AskAnything]:
        return replace(self._say(words), sheet=Sheet(DocumentKind.LABELS, label))

    def _help(self) -> Words:
        return Words(Tone.ASK, Note(self.at), (Note(Said.COMMANDS),))


class LookUpStation(Dialogue[AskAnything, Never]):
    """The dialogue of looking up, which is one question asked again and again.

    Transitions:
        AskAnything → AskAnything                 anything; WXPRINT: a label of what was looked up last, or its paper
    """

    prints = Shared.PRINTS_LOOK_UP

    def __init__(self, store: Store, act: Callable[[], Action], press: Press | None = None) -> None:
        super().__init__(store, act, START, press)

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
