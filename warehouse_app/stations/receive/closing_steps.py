"""Closing an item of a purchase order short while receiving: its steps, what it wants, the codes of what it says."""

from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.queries.goods import Delivery, ItemFacts
from warehouse_app.stations.reply import Note
from warehouse_app.stations.words import choices


class WhyNot(StrEnum):
    """The usual reasons for which goods will not come; each has a sentence in `texts.console`.

    They are chosen by their number, counted from 1.
    """

    SOLD_OUT = "why-not-sold-out"
    CANCELLED = "why-not-cancelled"
    NOT_WANTED = "why-not-wanted"
    LOST = "why-not-lost"


class Said(StrEnum):
    """What is said about closing short; each has a sentence in `texts.console`."""

    BLIND = "closing-blind"
    NOTHING = "closing-nothing"
    BEGUN = "closing-begun"
    OF_ITEM = "closing-of-item"
    OF_REST = "closing-of-rest"
    CLOSED = "closing-closed"
    UNDONE = "closing-undone"
    BY_MISTAKE = "closing-by-mistake"
    """The reason that is kept where somebody takes it back."""

    ASK_ITEM = "closing-ask-item"
    ASK_WHY = "closing-ask-why"


@dataclass(frozen=True, slots=True)
class AskShort:
    """The item of the purchase order of which nothing more will come."""

    on: Delivery


@dataclass(frozen=True, slots=True)
class AskWhyNot:
    """Why nothing more of the item will come, but for `in_hand` units that are not booked yet."""

    on: Delivery
    item: ItemFacts
    in_hand: int = 0


@dataclass(frozen=True, slots=True)
class CloseShort:
    """The intention to expect nothing more of an item, for a reason."""

    closing: AskWhyNot
    why: str


ClosingStep = AskShort | AskWhyNot


def prompt_of_closing(step: ClosingStep) -> Note:
    """Return the sentence that says what a step expects."""
    match step:
        case AskShort():
            return Note(Said.ASK_ITEM)
        case AskWhyNot():
            return Note(Said.ASK_WHY, parts=choices(WhyNot))
