"""The steps of counting, as frozen values, and the codes of all that it says.

Nothing here, and nothing that counting says, tells what the books expect.
"""

from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.stations.goods_steps import AskItem, OfGoods, Scanned, StepName, name_of_goods, prompt_of_goods
from warehouse_app.stations.reply import Note, Sheet
from warehouse_app.stations.words import Shared


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
    DROPPED = "count-dropped"

    TALLIED = "count-tallied"
    TALLIED_LOT = "count-tallied-lot"
    TALLIED_DAY = "count-tallied-day"
    TALLIED_SERIAL = "count-tallied-serial"
    TAKEN_OFF = "count-taken-off"
    TAKEN_OFF_LOT = "count-taken-off-lot"
    NOTHING_TO_TAKE_OFF = "count-nothing-to-take-off"
    SERIAL_TWICE = "count-serial-twice"
    WAS_AN_ITEM = "count-number-was-an-item"

    FINISH_FIRST = "count-finish-first"
    COUNTED_HERE = "count-counted-here"
    NOT_COUNTED = "count-not-counted"
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
    ASK_EMPTY = "count-ask-empty"


@dataclass(frozen=True, slots=True)
class Counting:
    """The open count (its number) of a place (its code); `again`: it confirms an earlier one."""

    number: str
    place: str
    again: bool


@dataclass(frozen=True, slots=True)
class Seen(Scanned[Counting]):
    """Goods that were scanned and are not counted yet."""


@dataclass(frozen=True, slots=True)
class AskPlace:
    """The place that is counted."""


@dataclass(frozen=True, slots=True)
class AskEmpty:
    """Whether a place is empty, where a count of it is to be ended in which nothing was counted."""

    on: Counting


Step = AskPlace | AskItem[Counting] | OfGoods[Seen] | AskEmpty
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


def sheet_of(step: Step) -> Sheet | None:
    """Return what can be printed at a step: the sheet of the place that is counted."""
    on = count_at(step)
    return None if on is None else Sheet(DocumentKind.COUNT_SHEET, f"location:{on.place}")


def name_of(step: Step) -> StepName:
    """Return the name of what a step expects."""
    match step:
        case AskPlace():
            return StepName.LOCATION
        case AskItem():
            return StepName.ITEM
        case AskEmpty():
            return StepName.EMPTY
    return name_of_goods(step)


def prompt(step: Step) -> Note:
    """Return the sentence that says what a step expects."""
    match step:
        case AskPlace():
            return Note(Said.ASK_PLACE)
        case AskItem(on, None):
            return Note(Said.ASK_ITEM_AGAIN if on.again else Said.ASK_ITEM, {"place": on.place})
        case AskItem(packs=packs):
            return Note(Shared.ASK_PACKED, {"packs": packs})
        case AskEmpty(on):
            return Note(Said.ASK_EMPTY, {"place": on.place})
    return prompt_of_goods(step)
