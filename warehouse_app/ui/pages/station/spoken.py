"""A reply of a station as it is shown: what was done in large, the next prompt larger still, the rest in small."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from warehouse_app.scanning.codes import Command
from warehouse_app.stations.goods_steps import AskExpiry, AskLot, AskMany, AskQuantity, OfGoods
from warehouse_app.stations.pallet_label import OnLabel
from warehouse_app.stations.reply import Note, Reply, Tone
from warehouse_app.stations.words import Shared
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.words.station import Ask, Hint, Press, Short
from warehouse_app.ui.words.window import ToneWord

TONE_WORDS = {Tone.OK: ToneWord.OK, Tone.ASK: ToneWord.ASK, Tone.WARN: ToneWord.WARN, Tone.ERROR: ToneWord.ERROR}

Hints = Mapping[StrEnum, tuple[StrEnum, Mapping[str, StrEnum]]]
"""For what a station says with a command in it: what is said instead, and which fact of that is which button."""

_SHORT: Mapping[StrEnum, StrEnum] = {Shared.GOODS: Short.GOODS, Shared.ITEM: Short.ITEM}
_HINTS: Hints = {
    Shared.LOT_DOUBTED: (Hint.LOT_DOUBTED, {"take_lot": Press.TAKE_LOT}),
    Shared.ASK_MANY: (Hint.MANY, {"so_many": Press.SO_MANY, "not_so_many": Press.NOT_SO_MANY}),
    Shared.NOT_BOOKED: (Hint.NOT_BOOKED, {"back": Press.BACK}),
    Shared.NOT_A_QUANTITY: (Hint.NOT_A_QUANTITY, {"back": Press.BACK}),
    Shared.NUMBER_IS_ITEM: (Hint.NUMBER_IS_ITEM, {"back": Press.BACK}),
    Shared.PACKS_OF_WHAT: (Hint.PACKS_OF_WHAT, {"back": Press.BACK}),
    Shared.LABEL_OFFERED: (Hint.LABEL_OFFERED, {"label": Press.PRINT_LABEL}),
    Shared.LABEL_NOT_PRINTED: (Hint.LABEL_NOT_PRINTED, {"label": Press.PRINT_LABEL}),
}
_WARNINGS = frozenset[StrEnum](
    {Shared.LOT_UNCLEAR, Shared.NOT_A_QUANTITY, Shared.WAITS_AGAIN, Shared.OVERFULL, Shared.LABEL_NOT_PRINTED, *OnLabel}
)


def prompt_of_goods(desk: Desk, step: OfGoods[Any]) -> str:
    """Return what is asked of goods, in few words."""
    match step:
        case AskQuantity():
            return desk.say(Ask.QUANTITY)
        case AskMany(goods):
            return desk.say(Ask.MANY, quantity=goods.quantity)
        case AskLot(doubted=lot) if lot:
            return desk.say(Ask.LOT_DOUBTED, lot=lot)
        case AskLot(goods):
            return desk.say(Ask.SERIAL if goods.item.serial else Ask.LOT)
        case AskExpiry():
            return desk.say(Ask.EXPIRY)


def answers_of_goods(desk: Desk, step: OfGoods[Any]) -> Mapping[Command, str]:
    """Return what can be answered besides what is asked of goods."""
    back = {Command.BACK: desk.say(Press.BACK)}
    match step:
        case AskMany():
            return {Command.YES: desk.say(Press.SO_MANY), Command.NO: desk.say(Press.NOT_SO_MANY), **back}
        case AskLot(doubted=lot) if lot:
            return {Command.YES: desk.say(Press.TAKE_LOT), Command.NO: desk.say(Press.OTHER_LOT), **back}
    return back


def prompt_of_place(desk: Desk, proposed: str) -> str:
    """Return what asks for the place of goods, in few words; `proposed` as in the steps that ask for it."""
    return desk.say(Ask.PROPOSED, place=proposed) if proposed else desk.say(Ask.LOCATION)


def answers_of_place(desk: Desk, proposed: str) -> Mapping[Command, str]:
    """Return what can be answered where the place of goods is asked for."""
    back = {Command.BACK: desk.say(Press.BACK)}
    if not proposed:
        return back
    put_in = {Command.YES: desk.say(Press.PUT_IN, place=proposed)}
    return {**put_in, Command.SKIP: desk.say(Press.OTHER_PLACE), **back}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the page shows of a reply. `warnings` are those sentences that must never be in small."""

    tone: Tone
    word: str
    headline: str
    prompt: str
    warnings: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """How one station's replies are shown, besides what is the same for all.

    `short` are headlines in place of longer sentences; `elsewhere` are sentences of which the page has a list.
    """

    short: Mapping[StrEnum, StrEnum] = field(default_factory=dict)
    hints: Hints = field(default_factory=dict)
    warnings: AbstractSet[StrEnum] = frozenset()
    elsewhere: AbstractSet[StrEnum] = frozenset()

    def spoken(self, desk: Desk, reply: Reply, prompt: str) -> Spoken:
        """Return a reply in words; what is left out of a short headline is the first of the notes."""
        headline = self._said(desk, Note(reply.code, reply.facts))
        is_warning = self.warnings | _WARNINGS
        warnings = tuple(self._said(desk, note) for note in reply.notes if note.code in is_warning)
        notes = [self._said(desk, note) for note in reply.notes if note.code not in self.elsewhere | is_warning]
        short = self.short.get(reply.code) or _SHORT.get(reply.code)
        if short is not None:
            notes.insert(0, headline)
            headline = self._said(desk, Note(short, reply.facts))
        return Spoken(reply.tone, desk.say(TONE_WORDS[reply.tone]), headline, prompt, warnings, tuple(notes))

    def _said(self, desk: Desk, note: Note) -> str:
        found = self.hints.get(note.code) or _HINTS.get(note.code)
        if found is None:
            return note.said(language=desk.language, zone=desk.zone)
        hint, buttons = found
        pressed = {fact: desk.say(press, **note.facts) for fact, press in buttons.items()}
        return desk.say(hint, **note.facts, **pressed)
