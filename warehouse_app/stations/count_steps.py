"""The steps of counting, as frozen values, and the codes of all that it says.

Nothing here, and nothing that counting says, tells what the books expect.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from warehouse_app.queries.goods import ItemFacts
from warehouse_app.stations.reply import Note
from warehouse_app.stations.words import Shared


class StepName(StrEnum):
    """What is expected next, as programs read it."""

    LOCATION = "location"
    ITEM = "item"
    QUANTITY = "quantity"
    LOT = "lot"
    SERIAL = "serial"
    EXPIRY = "expiry"
    EMPTY = "empty"


class Said(StrEnum):
    """What counting says; each has a sentence in `texts.counting`."""

    STARTED = "count-started"
    GOES_ON = "count-goes-on"
    SO_FAR = "count-so-far"
    SO_FAR_LINE = "count-so-far-line"
    SO_FAR_LOT = "count-so-far-lot"
    NOTHING_SO_FAR = "count-nothing-so-far"
    OPEN = "count-open"
    OPEN_PLACE = "count-open-place"
    LEFT_OPEN = "count-left-open"

    TALLIED = "count-tallied"
    TALLIED_LOT = "count-tallied-lot"
    TALLIED_SERIAL = "count-tallied-serial"
    TAKEN_OFF = "count-taken-off"
    TAKEN_OFF_LOT = "count-taken-off-lot"
    NOTHING_TO_TAKE_OFF = "count-nothing-to-take-off"
    SERIAL_TWICE = "count-serial-twice"
    WAS_AN_ITEM = "count-number-was-an-item"
    LOT_DOUBTED = "count-lot-doubted"

    FINISH_FIRST = "count-finish-first"
    COUNTED_HERE = "count-counted-here"
    NOT_COUNTED = "count-not-counted"
    PACKS_OF_WHAT = "count-packs-of-what"
    NO_COUNT = "count-no-count"
    NOTHING_COUNTED = "count-nothing-counted"

    BOOKED = "count-booked"
    AGAIN = "count-again"
    LEAD_DECIDES = "count-lead-decides"

    HELP = "count-help"
    COMMANDS = "count-commands"

    ASK_PLACE = "count-ask-place"
    ASK_ITEM = "count-ask-item"
    ASK_ITEM_AGAIN = "count-ask-item-again"
    ASK_PACKED = "count-ask-packed"
    ASK_EXPIRY = "count-ask-expiry"
    ASK_EMPTY = "count-ask-empty"


@dataclass(frozen=True, slots=True)
class Counting:
    """The open count (its number) of a place (its code); `again`: it confirms an earlier one."""

    number: str
    place: str
    again: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """Goods that were scanned and are not counted yet: `packs` times `pack` base units (None: to be asked for)."""

    on: Counting
    item: ItemFacts
    packs: int
    pack: int | None
    lot: str = ""
    expiry: date | None = None

    @property
    def quantity(self) -> int:
        """Base units; 0 while the size of the pack is to be asked for."""
        return self.packs * (self.pack or 0)


@dataclass(frozen=True, slots=True)
class AskPlace:
    """The place that is counted."""


@dataclass(frozen=True, slots=True)
class AskItem:
    """An item that lies at the place, of which the next scan means `packs` packs (None: nobody said, so one)."""

    on: Counting
    packs: int | None = None


@dataclass(frozen=True, slots=True)
class AskQuantity:
    """How many base units are in one of the scanned packs."""

    goods: Seen


@dataclass(frozen=True, slots=True)
class AskLot:
    """The lot, or the serial number; `doubted` is one that is the code of something else, to be confirmed."""

    goods: Seen
    doubted: str = ""


@dataclass(frozen=True, slots=True)
class AskExpiry:
    """The last day of use, of a lot that the house does not know."""

    goods: Seen


@dataclass(frozen=True, slots=True)
class AskEmpty:
    """Whether a place is empty, where a count of it is to be ended in which nothing was counted."""

    on: Counting


Step = AskPlace | AskItem | AskQuantity | AskLot | AskExpiry | AskEmpty
Trail = tuple[Step, ...]

START: Trail = (AskPlace(),)


def at_items(on: Counting) -> Trail:
    """Return where a count is gone on with."""
    return (*START, AskItem(on))


def count_at(step: Step) -> Counting | None:
    """Return the count that is taken at a step; None before any was begun."""
    match step:
        case AskPlace():
            return None
        case AskItem(on) | AskEmpty(on):
            return on
    return step.goods.on


def name_of(step: Step) -> StepName:
    """Return the name of what a step expects."""
    match step:
        case AskPlace():
            return StepName.LOCATION
        case AskItem():
            return StepName.ITEM
        case AskQuantity():
            return StepName.QUANTITY
        case AskLot(goods):
            return StepName.SERIAL if goods.item.serial else StepName.LOT
        case AskExpiry():
            return StepName.EXPIRY
        case AskEmpty():
            return StepName.EMPTY


def prompt(step: Step) -> Note:
    """Return the sentence that says what a step expects."""
    match step:
        case AskPlace():
            return Note(Said.ASK_PLACE)
        case AskItem(on, None):
            return Note(Said.ASK_ITEM_AGAIN if on.again else Said.ASK_ITEM, {"place": on.place})
        case AskItem(packs=packs):
            return Note(Said.ASK_PACKED, {"packs": packs})
        case AskQuantity(goods):
            return Note(Shared.ASK_QUANTITY, {"sku": goods.item.sku, "unit": goods.item.unit, "packs": goods.packs})
        case AskLot(goods):
            return Note(Shared.ASK_SERIAL if goods.item.serial else Shared.ASK_LOT)
        case AskExpiry():
            return Note(Said.ASK_EXPIRY)
        case AskEmpty(on):
            return Note(Said.ASK_EMPTY, {"place": on.place})
