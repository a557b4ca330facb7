"""The steps in which goods are scanned, as frozen values: the item, how many, of which lot, to be used until when."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from warehouse_app.queries.advance_notices import Batch
from warehouse_app.queries.goods import ItemFacts
from warehouse_app.stations.reply import Note
from warehouse_app.stations.words import Shared

On = TypeVar("On")
"""What is worked on: the delivery, the count that is taken, or the place from which goods are carried."""


class StepName(StrEnum):
    """What is expected next where goods are scanned, as programs read it."""

    ITEM = "item"
    QUANTITY = "quantity"
    MANY = "many"
    LOT = "lot"
    SERIAL = "serial"
    EXPIRY = "expiry"
    LOCATION = "location"

    DELIVERY = "delivery"
    OVER = "over-receipt"
    SHORT_DATED = "short-dated"
    PALLET = "pallet"
    WHY = "quarantine-reason"
    STAGE = "staging"
    TEACH = "taught-item"
    PACK = "taught-pack"
    UNDO = "undo"
    SHORT = "short-item"
    WHY_NOT = "short-reason"

    SOURCE = "source"
    TARGET = "target"

    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Scanned(Generic[On]):
    """Goods that were scanned and are not booked yet: `packs` times `pack` base units (None: to be asked for).

    `lot` and `expiry` are what their code, or whoever was asked, says of them. `sure`: so many base units they may be
    for certain, though that is more than is likely (0: nobody was asked).
    """

    on: On
    item: ItemFacts
    packs: int
    pack: int | None
    lot: str = ""
    expiry: date | None = None
    sure: int = 0

    @property
    def quantity(self) -> int:
        """Base units; 0 while the size of the pack is to be asked for."""
        return self.packs * (self.pack or 0)

    @property
    def is_several(self) -> bool:
        """Whether they are certainly more than one unit, as goods with a serial number cannot be."""
        return self.packs > 1 or (self.pack or 1) > 1


G = TypeVar("G", bound=Scanned[Any])
"""The goods of a station."""


@dataclass(frozen=True, slots=True)
class AskItem(Generic[On]):
    """An item, of which the next scan means `packs` packs (None: nobody said, so one)."""

    on: On
    packs: int | None = None


@dataclass(frozen=True, slots=True)
class AskQuantity(Generic[G]):
    """How many base units are in one of the scanned packs."""

    goods: G


@dataclass(frozen=True, slots=True)
class AskMany(Generic[G]):
    """Whether goods are as many as somebody said, which is more than is likely."""

    goods: G


@dataclass(frozen=True, slots=True)
class AskLot(Generic[G]):
    """The lot, or the serial number; `doubted` is one that is the code of something else, to be confirmed.

    `announced` is the one that an advance notice says, perhaps with its day, proposed while none is doubted.
    """

    goods: G
    doubted: str = ""
    announced: Batch | None = None


@dataclass(frozen=True, slots=True)
class AskExpiry(Generic[G]):
    """The last day of use; `announced` is the one that an advance notice says, which is proposed."""

    goods: G
    announced: date | None = None


OfGoods = AskQuantity[G] | AskMany[G] | AskLot[G] | AskExpiry[G]
"""What can be asked of goods once their item is known."""


def name_of_goods(step: OfGoods[Any]) -> StepName:
    """Return the name of what is asked of goods."""
    match step:
        case AskQuantity():
            return StepName.QUANTITY
        case AskMany():
            return StepName.MANY
        case AskLot(goods):
            return StepName.SERIAL if goods.item.serial else StepName.LOT
        case AskExpiry():
            return StepName.EXPIRY


def doubt_of_goods(step: object, said: AbstractSet[StrEnum]) -> tuple[Note, ...]:
    """Return which lot is doubted at a step and can be confirmed; nothing where none is, or that is `said`."""
    match step:
        case AskLot(doubted=lot) if lot and Shared.LOT_DOUBTED not in said:
            return (Note(Shared.LOT_DOUBTED, {"lot": lot}),)
    return ()


def prompt_of_goods(step: OfGoods[Any]) -> Note:
    """Return the sentence that asks something of goods."""
    match step:
        case AskQuantity(goods):
            return Note(Shared.ASK_QUANTITY, {"sku": goods.item.sku, "unit": goods.item.unit, "packs": goods.packs})
        case AskMany(goods):
            return Note(Shared.ASK_MANY, {"quantity": goods.quantity, "unit": goods.item.unit})
        case AskLot(goods):
            return Note(Shared.ASK_SERIAL if goods.item.serial else Shared.ASK_LOT)
        case AskExpiry():
            return Note(Shared.ASK_EXPIRY)
