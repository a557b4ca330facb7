"""The steps of moving goods, as frozen values, and the codes of all that it says."""

from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.queries.goods import ItemFacts, PlaceFacts
from warehouse_app.queries.lying import Lying
from warehouse_app.stations.reply import Note
from warehouse_app.stations.words import Shared


class StepName(StrEnum):
    """What is expected next, as programs read it."""

    SOURCE = "source"
    ITEM = "item"
    QUANTITY = "quantity"
    LOT = "lot"
    SERIAL = "serial"
    TARGET = "target"


class Said(StrEnum):
    """What moving says; each has a sentence in `texts.stations`."""

    SOURCE = "move-source"
    SOURCE_SWITCHED = "move-source-switched"
    SOURCE_LEFT = "move-source-left"

    THERE = "move-there"
    RESERVED = "move-reserved"
    QUARANTINED = "move-quarantined"
    QUARANTINED_STAY = "move-quarantined-stay"
    LOTS = "move-lots"
    LOTS_LINE = "move-lots-line"

    MOVED = "move-moved"
    MOVED_BACK = "move-moved-back"
    LEFT = "move-left"
    STOPS = "move-stops"
    STOP_MOVED = "move-stop-moved"
    STOP_LOST = "move-stop-lost"

    HELP = "move-help"
    COMMANDS = "move-commands"

    ASK_SOURCE = "move-ask-source"
    ASK_ITEM = "move-ask-item"
    ASK_PACKED = "move-ask-packed"
    ASK_TARGET = "move-ask-target"
    ASK_PROPOSED = "move-ask-proposed"


@dataclass(frozen=True, slots=True)
class InHand:
    """Goods that were scanned at `source` and are not booked yet: `packs` times `pack` base units (None: to be asked
    for), of the lot and in the state that `lying` says (None: to be asked for).
    """

    source: PlaceFacts
    item: ItemFacts
    packs: int
    pack: int | None
    lying: Lying | None = None

    @property
    def quantity(self) -> int:
        """Base units; 0 while the size of the pack is to be asked for."""
        return self.packs * (self.pack or 0)


@dataclass(frozen=True, slots=True)
class AskSource:
    """The place from which goods are carried."""


@dataclass(frozen=True, slots=True)
class AskItem:
    """An item that lies at `source`, of which the next scan means `packs` packs (None: nobody said, so one)."""

    source: PlaceFacts
    packs: int | None = None


@dataclass(frozen=True, slots=True)
class AskQuantity:
    """How many base units are in one of the scanned packs; `lots` are those of which the goods may be."""

    goods: InHand
    lots: tuple[Lying, ...]


@dataclass(frozen=True, slots=True)
class AskLot:
    """Which of several lots, or which serial number, is carried."""

    goods: InHand
    lots: tuple[Lying, ...]


@dataclass(frozen=True, slots=True)
class AskTarget:
    """The place to which the goods are carried; `proposed` is the house's own idea ('': it has none)."""

    goods: InHand
    proposed: str = ""


Step = AskSource | AskItem | AskQuantity | AskLot | AskTarget
Trail = tuple[Step, ...]

START: Trail = (AskSource(),)


def name_of(step: Step) -> StepName:
    """Return the name of what a step expects."""
    match step:
        case AskSource():
            return StepName.SOURCE
        case AskItem():
            return StepName.ITEM
        case AskQuantity():
            return StepName.QUANTITY
        case AskLot(goods):
            return StepName.SERIAL if goods.item.serial else StepName.LOT
        case AskTarget():
            return StepName.TARGET


def prompt(step: Step) -> Note:
    """Return the sentence that says what a step expects."""
    match step:
        case AskSource():
            return Note(Said.ASK_SOURCE)
        case AskItem(source, None):
            return Note(Said.ASK_ITEM, {"place": source.code})
        case AskItem(packs=packs):
            return Note(Said.ASK_PACKED, {"packs": packs})
        case AskQuantity(goods):
            return Note(Shared.ASK_QUANTITY, {"sku": goods.item.sku, "unit": goods.item.unit, "packs": goods.packs})
        case AskLot(goods):
            return Note(Shared.ASK_SERIAL if goods.item.serial else Shared.ASK_LOT)
        case AskTarget(proposed=""):
            return Note(Said.ASK_TARGET)
        case AskTarget(proposed=place):
            return Note(Said.ASK_PROPOSED, {"place": place})
