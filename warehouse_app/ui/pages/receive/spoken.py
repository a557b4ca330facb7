"""A reply of the station as it is shown: what was done in large, the next prompt larger still, the rest in small."""

from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.stations.receive_steps import (
    AskDelivery,
    AskExpiry,
    AskItem,
    AskLocation,
    AskLot,
    AskOver,
    AskQuantity,
    Said,
    Step,
)
from warehouse_app.stations.reply import Note, Reply, Tone
from warehouse_app.stations.words import Shared
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.words.receive import Ask, Hint, Press, Short
from warehouse_app.ui.words.window import ToneWord

TONE_WORDS = {Tone.OK: ToneWord.OK, Tone.ASK: ToneWord.ASK, Tone.WARN: ToneWord.WARN, Tone.ERROR: ToneWord.ERROR}

_PROMPTS: dict[type[Step], Ask] = {
    AskDelivery: Ask.DELIVERY,
    AskItem: Ask.ITEM,
    AskQuantity: Ask.QUANTITY,
    AskLot: Ask.LOT,
    AskExpiry: Ask.EXPIRY,
    AskOver: Ask.OVER,
    AskLocation: Ask.LOCATION,
}


_SHORT: dict[StrEnum, Short] = {
    Said.STARTED: Short.BEGUN,
    Said.GOES_ON: Short.BEGUN,
    Said.SWITCHED: Short.SWITCHED,
    Shared.GOODS: Short.GOODS,
    Shared.ITEM: Short.ITEM,
    Said.BOOKED: Short.BOOKED,
    Said.UNDONE: Short.UNDONE,
}
_HINTS: dict[StrEnum, tuple[Hint, dict[str, Press]]] = {
    Said.ASK_ITEM: (Hint.ITEM, {"done": Press.DONE}),
    Said.ASK_OVER: (Hint.OVER, {"accept": Press.ACCEPT, "set_aside": Press.SET_ASIDE}),
    Said.ASK_PROPOSED: (Hint.PROPOSED, {"put_in": Press.PUT_IN}),
    Said.LOT_DOUBTED: (Hint.LOT_DOUBTED, {"take_lot": Press.TAKE_LOT}),
    Shared.NOT_BOOKED: (Hint.NOT_BOOKED, {"back": Press.BACK}),
    Shared.NOT_A_QUANTITY: (Hint.NOT_A_QUANTITY, {"back": Press.BACK}),
    Shared.NUMBER_IS_ITEM: (Hint.NUMBER_IS_ITEM, {"back": Press.BACK}),
}
"""Here a button stands for the command that the station's sentence names."""
_SHOWN_ELSEWHERE = {Said.GOES, Said.TO_COME, Said.OPEN}
"""Sentences of which the page has a list."""
_WARNINGS = {Said.EXPIRED, Shared.LOT_UNCLEAR, Shared.NOT_A_QUANTITY, Shared.WAITS_AGAIN, Said.LINES_TO_COME}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the page shows of a reply. `warnings` are those sentences that must never be in small."""

    tone: Tone
    word: str
    headline: str
    prompt: str
    warnings: tuple[str, ...]
    notes: tuple[str, ...]


def spoken(desk: Desk, reply: Reply, step: Step) -> Spoken:
    """Return a reply in words; what is left out of a short headline is the first of the notes."""

    headline = _said(desk, Note(reply.code, reply.facts))
    warnings = tuple(_said(desk, note) for note in reply.notes if note.code in _WARNINGS)
    notes = [_said(desk, note) for note in reply.notes if note.code not in _SHOWN_ELSEWHERE | _WARNINGS]
    if reply.code in _SHORT:
        notes.insert(0, headline)
        headline = _said(desk, Note(_SHORT[reply.code], reply.facts))
    word = desk.say(TONE_WORDS[reply.tone])
    return Spoken(reply.tone, word, headline, prompt(desk, step), warnings, tuple(notes))


def _said(desk: Desk, note: Note) -> str:
    if note.code not in _HINTS:
        return note.said(language=desk.language, zone=desk.zone)
    hint, buttons = _HINTS[note.code]
    pressed = {fact: desk.say(press, **note.facts) for fact, press in buttons.items()}
    return desk.say(hint, **note.facts, **pressed)


def prompt(desk: Desk, step: Step) -> str:
    """Return what a step expects, in few words."""
    match step:
        case AskItem(packs=packs) if packs is not None:
            return desk.say(Ask.PACKED, packs=packs)
        case AskLot(doubted=lot) if lot:
            return desk.say(Ask.LOT_DOUBTED, lot=lot)
        case AskLot(goods) if goods.item.serial:
            return desk.say(Ask.SERIAL)
        case AskLocation(proposed=place) if place:
            return desk.say(Ask.PROPOSED, place=place)
    return desk.say(_PROMPTS[type(step)])
