"""The steps of moving goods, as frozen values, and the codes of all that it says."""

from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.domain.statuses import DocumentKind, StockStatus
from warehouse_app.queries.goods import PlaceFacts
from warehouse_app.queries.lying import Lying
from warehouse_app.stations.goods_aside import AskWhy, Why
from warehouse_app.stations.goods_steps import AskItem, OfGoods, Scanned, StepName, name_of_goods, prompt_of_goods
from warehouse_app.stations.reply import Note, Sheet
from warehouse_app.stations.words import Shared, choices


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

    LABEL_LEFT = "move-label-left"

    MOVED = "move-moved"
    MOVED_BACK = "move-moved-back"
    ASIDE = "move-aside"
    ASIDE_NO_MORE = "move-aside-no-more"
    LEFT = "move-left"
    STOPS = "move-stops"
    STOP_MOVED = "move-stop-moved"
    STOP_LOST = "move-stop-lost"
    NOT_ASIDE = "move-not-aside"
    NOT_ASIDE_LINE = "move-not-aside-line"

    SKIPPED = "move-skipped"
    NO_OTHER_PLACE = "move-no-other-place"

    HELP = "move-help"
    COMMANDS = "move-commands"

    ASK_SOURCE = "move-ask-source"
    ASK_ITEM = "move-ask-item"
    ASK_TARGET = "move-ask-target"
    ASK_PROPOSED = "move-ask-proposed"


@dataclass(frozen=True, slots=True)
class InHand(Scanned[PlaceFacts]):
    """Goods that were scanned at a place; `lots` are all that they may be there. `skipped` are places (codes) that were
    proposed for them and will not do.
    """

    lots: tuple[Lying, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def meant(self) -> tuple[Lying, ...]:
        """Those of the lots that may be meant by what is known of the goods: available before quarantined ones."""
        some = self.lots
        if self.lot:
            some = tuple(each for each in some if each.code == self.lot)
        elif self.expiry:
            some = tuple(each for each in some if each.expiry == self.expiry)
        return tuple(each for each in some if each.status is StockStatus.AVAILABLE) or some

    @property
    def lying(self) -> Lying:
        """What is carried, once all is known."""
        return self.meant[0]


@dataclass(frozen=True, slots=True)
class AskSource:
    """The place from which goods are carried."""


@dataclass(frozen=True, slots=True)
class AskTarget:
    """The place to which the goods are carried; `proposed` is the house's own idea ('': it has none)."""

    goods: InHand
    proposed: str = ""


Step = AskSource | AskItem[PlaceFacts] | OfGoods[InHand] | AskTarget | AskWhy[InHand]
Trail = tuple[Step, ...]

START: Trail = (AskSource(),)


def sheet_of(step: Step) -> Sheet | None:
    """Return what can be printed at a step: the label of the place that is cleared, or of the item in hand."""
    match step:
        case AskSource():
            return None
        case AskItem(place):
            return Sheet(DocumentKind.LABELS, f"location:{place.code}")
    return Sheet(DocumentKind.LABELS, f"item:{step.goods.item.sku}")


def name_of(step: Step) -> StepName:
    """Return the name of what a step expects."""
    match step:
        case AskSource():
            return StepName.SOURCE
        case AskItem():
            return StepName.ITEM
        case AskTarget():
            return StepName.TARGET
        case AskWhy():
            return StepName.WHY
    return name_of_goods(step)


def prompt(step: Step) -> Note:
    """Return the sentence that says what a step expects."""
    match step:
        case AskSource():
            return Note(Said.ASK_SOURCE)
        case AskItem(source, None):
            return Note(Said.ASK_ITEM, {"place": source.code})
        case AskItem(packs=packs):
            return Note(Shared.ASK_PACKED, {"packs": packs})
        case AskTarget(proposed=""):
            return Note(Said.ASK_TARGET)
        case AskTarget(proposed=place):
            return Note(Said.ASK_PROPOSED, {"place": place})
        case AskWhy():
            return Note(Shared.ASK_WHY, parts=choices(Why))
    return prompt_of_goods(step)
