"""What a scanned code may stand for, as values: of our own, goods, a supplier, or two things at once."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from warehouse_app.domain.errors import Facts
from warehouse_app.queries.advance_notices import FoundPallet
from warehouse_app.queries.goods import ItemFacts, PlaceFacts
from warehouse_app.queries.received import FoundReceived
from warehouse_app.scanning.codes import CommandCode, UnknownCode
from warehouse_app.scanning.gs1 import Besides, Measure


class CodeFault(StrEnum):
    """Why a code that something has is still no answer; each has a sentence in `texts.console`."""

    TWO_KINDS = "code-of-two-kinds"
    TWO_ITEMS = "code-of-two-items"
    TWO_NUMBERS = "code-of-two-numbers"
    TWO_ON_LABEL = "label-of-two-items"
    TWO_LOTS = "code-of-two-lots"


class OwnKind(StrEnum):
    """What can be scanned of our own; each has a word in `texts.console`."""

    LOCATION = "kind-location"
    ORDER = "kind-order"
    PURCHASE_ORDER = "kind-purchase-order"
    ADVANCE_NOTICE = "kind-advance-notice"
    PICK_LIST = "kind-pick-list"
    PARCEL = "kind-parcel"
    RECEIPT = "kind-receipt"


@dataclass(frozen=True, slots=True)
class FoundLocation:
    """A place."""

    place: PlaceFacts


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document of ours (`kind` is never LOCATION), by the number under which it is stored."""

    kind: OwnKind
    number: str


@dataclass(frozen=True, slots=True)
class FoundSupplier:
    """A supplier."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item, and what else the code says of the goods ('' or None: nothing).

    `pack` is how many base units one scan means; None where the code is a pack of unknown size or of varying measure,
    which is to be asked for; `pieces` is then how many it would be by its weight (0: nobody knows), and `measures`
    are those it says. `expiry` is the last day of use: the expiry day, else the best-before day. `suspect`: lot or
    serial may have swallowed the fields after it, and is none that the house knows, so both are left out and to be
    asked for. `purchase_order` is one that exists. `besides` is told, and asks nothing. `uncounted`: how many
    they are is on the label, but not for certain, so that it is not here. `sscc` is the pallet on whose label it is,
    which nobody announced.
    """

    item: ItemFacts
    pack: int | None
    lot: str = ""
    serial: str = ""
    expiry: date | None = None
    purchase_order: str = ""
    suspect: bool = False
    pieces: int = 0
    measures: tuple[Measure, ...] = ()
    besides: Besides = field(default_factory=Besides)
    uncounted: bool = False
    sscc: str = ""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A code of two things: of `kinds` of our own, of the items `skus` or lots of them, or of two of a kind, `numbers`.

    The second of these is the first without its prefix.
    """

    code: CodeFault
    text: str
    kinds: tuple[OwnKind, ...] = ()
    skus: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def facts(self) -> Facts:
        """What its sentence says; `twice` is a text that means the first of two numbers only."""
        match self.code:
            case CodeFault.TWO_KINDS:
                return {"text": self.text, "kinds": self.kinds}
            case CodeFault.TWO_ITEMS | CodeFault.TWO_LOTS | CodeFault.TWO_ON_LABEL:
                return {"text": self.text, "skus": self.skus}
        whole, plain = self.numbers
        return {"text": self.text, "whole": whole, "plain": plain, "twice": f"{whole.removesuffix(plain)}{whole}"}

    @property
    def may_be_place(self) -> bool:
        """Whether a place is called so too."""
        return OwnKind.LOCATION in self.kinds


Resolved = (
    CommandCode
    | FoundLocation
    | FoundDocument
    | FoundPallet
    | FoundSupplier
    | FoundItem
    | FoundReceived
    | Ambiguous
    | UnknownCode
)
