"""What is shown of the replies of receiving, and what each of its steps asks and can be answered with."""

from collections.abc import Mapping
from datetime import date

from warehouse_app.queries.advance_notices import Batch
from warehouse_app.scanning.codes import Command
from warehouse_app.stations.goods_aside import AskWhy
from warehouse_app.stations.goods_steps import AskExpiry, AskItem, AskLot, AskMany, AskQuantity
from warehouse_app.stations.receive.closing_steps import AskShort, AskWhyNot
from warehouse_app.stations.receive.closing_steps import Said as OfClosing
from warehouse_app.stations.receive.pallet_steps import AskPallet, AskPalletDoubt, AskPalletWhy
from warehouse_app.stations.receive.pallet_steps import Said as OfPallet
from warehouse_app.stations.receive.steps import (
    AskDelivery,
    AskLocation,
    AskOver,
    AskPack,
    AskShortDated,
    AskStage,
    AskTeach,
    AskUndo,
    Said,
    Step,
)
from warehouse_app.stations.words import Shared
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.pages.station.spoken import (
    Voice,
    answers_of_goods,
    answers_of_place,
    prompt_of_goods,
    prompt_of_place,
)
from warehouse_app.ui.words.receive import Ask, Hint, Press, Short
from warehouse_app.ui.words.station import Ask as AskAnywhere
from warehouse_app.ui.words.station import Hint as HintAnywhere
from warehouse_app.ui.words.station import Press as PressAnywhere

VOICE = Voice(
    short={
        Said.STARTED: Short.BEGUN,
        Said.GOES_ON: Short.BEGUN,
        Said.SWITCHED: Short.SWITCHED,
        OfPallet.STARTED: Short.BEGUN,
        OfPallet.GOES_ON: Short.BEGUN,
        OfPallet.SWITCHED: Short.SWITCHED,
        Said.BOOKED: Short.BOOKED,
        OfPallet.BOOKED: Short.PALLET_BOOKED,
        Said.UNDONE: Short.UNDONE,
        OfClosing.CLOSED: Short.CLOSED,
    },
    hints={
        Said.ASK_ITEM: (Hint.ITEM, {"done": Press.DONE}),
        Said.ASK_OVER: (Hint.OVER, {"accept": Press.ACCEPT, "set_aside": Press.SET_ASIDE}),
        Said.ASK_SHORT_DATED: (Hint.SHORT_DATED, {"accept": Press.ACCEPT, "set_aside": Press.REFUSE}),
        Said.ASK_PIECES: (Hint.PIECES, {"take_pieces": Press.TAKE_PIECES}),
        OfClosing.ASK_ITEM: (Hint.SHORT, {"back": PressAnywhere.BACK}),
        OfPallet.ASK_ACCEPT: (Hint.SHORT_DATED, {"accept": Press.ACCEPT, "set_aside": Press.REFUSE}),
        OfPallet.ASK_PROPOSED: (Hint.PALLET_PROPOSED, {"put_in": PressAnywhere.PUT_IN}),
        OfPallet.SAYS_LOT: (Hint.SAYS_LOT, {"take": Press.AS_ANNOUNCED}),
        OfPallet.SAYS_LOT_DAY: (Hint.SAYS_LOT_DAY, {"take": Press.AS_ANNOUNCED}),
        OfPallet.SAYS_DAY: (Hint.SAYS_DAY, {"take": Press.AS_ANNOUNCED}),
        Said.ASK_TEACH: (Hint.TEACH, {"back": PressAnywhere.BACK}),
        Said.ASK_PACK: (Hint.PACK, {"back": PressAnywhere.BACK}),
        Said.PACK_DOUBTED: (Hint.PACK_DOUBTED, {"take_pieces": Press.TAKE_PIECES}),
        Said.PACK_LARGE: (Hint.PACK_LARGE, {"take_pieces": Press.TAKE_PIECES}),
        Said.ASK_UNDO: (Hint.UNDO, {"take_back": Press.TAKE_BACK, "leave": Press.LEAVE}),
        Said.ASK_PROPOSED: (HintAnywhere.PROPOSED, {"put_in": PressAnywhere.PUT_IN}),
    },
    warnings={
        OfPallet.OTHER_ITEM,
        OfPallet.OTHER_LOT,
        OfPallet.OTHER_DAY,
        OfPallet.BEYOND,
        Said.EXPIRED,
        Said.BLOCKED,
        Said.PALLET_TWICE,
        Said.KEPT_UNTIL,
        Said.SHORT_DATED,
        Said.WRONG_ITEM,
        Said.OTHER_DAY,
        Said.LINES_TO_COME,
    },
    elsewhere={Said.GOES, Said.ALSO, Said.LEFT_TO_OTHERS, Shared.NOW_GIVEN, Said.TO_COME, Said.OPEN},
)

_PROMPTS: dict[type[Step], Ask] = {
    AskDelivery: Ask.DELIVERY,
    AskItem: Ask.ITEM,
    AskOver: Ask.OVER,
    AskWhy: Ask.WHY,
    AskStage: Ask.STAGE,
    AskTeach: Ask.TEACH,
    AskPack: Ask.PACK,
    AskUndo: Ask.UNDO,
    AskShortDated: Ask.SHORT_DATED,
    AskShort: Ask.SHORT,
    AskWhyNot: Ask.WHY_NOT,
    AskPallet: Ask.PALLET,
    AskPalletWhy: Ask.WHY,
}


_YES_OR_NO: dict[type[Step], tuple[Press, Press]] = {
    AskShortDated: (Press.ACCEPT, Press.REFUSE),
    AskPalletDoubt: (Press.ACCEPT, Press.REFUSE),
    AskOver: (Press.ACCEPT, Press.SET_ASIDE),
    AskUndo: (Press.TAKE_BACK, Press.LEAVE),
}


def prompt(desk: Desk, step: Step) -> str:
    """Return what a step expects, in few words."""
    match step:
        case AskItem(packs=packs) | AskPallet(packs=packs) if packs is not None:
            return desk.say(AskAnywhere.PACKED, packs=packs)
        case AskQuantity(goods) if goods.pieces:
            return desk.say(Ask.PIECES, pieces=goods.pieces)
        case AskLot(goods, "", Batch(lot, day)):
            ask = Ask.SAYS_SERIAL if goods.item.serial else Ask.SAYS_LOT_DAY if day else Ask.SAYS_LOT
            return desk.say(ask, lot=lot, expiry=day)
        case AskExpiry(_, date() as day):
            return desk.say(Ask.SAYS_DAY, expiry=day)
        case AskQuantity() | AskMany() | AskLot() | AskExpiry():
            return prompt_of_goods(desk, step)
        case AskPalletDoubt(is_over=is_over):
            return desk.say(Ask.OVER if is_over else Ask.SHORT_DATED)
        case AskPallet(proposed=place) if place:
            return desk.say(Ask.PALLET_PROPOSED, place=place)
        case AskLocation(proposed=place):
            return prompt_of_place(desk, place)
    return desk.say(_PROMPTS[type(step)])


def answers(desk: Desk, step: Step) -> Mapping[Command, str]:
    """Return what a step can be answered with."""
    say = desk.say
    back = {Command.BACK: say(PressAnywhere.BACK)}
    if type(step) in _YES_OR_NO:
        yes, no = _YES_OR_NO[type(step)]
        return {Command.YES: say(yes), Command.NO: say(no), **back}
    match step:
        case AskDelivery():
            return {}
        case AskItem(on):
            short = {Command.SHORT: say(Press.SHORT)} if on.number else {}
            return {Command.DONE: say(Press.DONE), **short, **back}
        case AskQuantity(goods) if goods.pieces:
            return {Command.YES: say(Press.TAKE_PIECES), **back}
        case AskPack(doubted=pack) if pack:
            return {Command.YES: say(Press.TAKE_PIECES), **back}
        case AskLot(_, "", Batch()) | AskExpiry(_, date()):
            return {Command.YES: say(Press.AS_ANNOUNCED), **back}
        case AskQuantity() | AskMany() | AskLot() | AskExpiry():
            return answers_of_goods(desk, step)
        case AskPallet(proposed=place) | AskLocation(proposed=place):
            return answers_of_place(desk, place)
    return back
