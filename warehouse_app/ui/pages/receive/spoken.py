"""What is shown of the replies of receiving, and what each of its steps asks and can be answered with."""

from collections.abc import Mapping

from warehouse_app.scanning.codes import Command
from warehouse_app.stations.receive_steps import (
    AskDelivery,
    AskExpiry,
    AskItem,
    AskLocation,
    AskLot,
    AskOver,
    AskPack,
    AskQuantity,
    AskStage,
    AskTeach,
    AskWhy,
    Said,
    Step,
)
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.pages.station.spoken import Voice
from warehouse_app.ui.words.receive import Ask, Hint, Press, Short
from warehouse_app.ui.words.station import Ask as AskAnywhere
from warehouse_app.ui.words.station import Hint as HintAnywhere
from warehouse_app.ui.words.station import Press as PressAnywhere

VOICE = Voice(
    short={
        Said.STARTED: Short.BEGUN,
        Said.GOES_ON: Short.BEGUN,
        Said.SWITCHED: Short.SWITCHED,
        Said.BOOKED: Short.BOOKED,
        Said.UNDONE: Short.UNDONE,
    },
    hints={
        Said.ASK_ITEM: (Hint.ITEM, {"done": Press.DONE}),
        Said.ASK_OVER: (Hint.OVER, {"accept": Press.ACCEPT, "set_aside": Press.SET_ASIDE}),
        Said.ASK_TEACH: (Hint.TEACH, {"back": PressAnywhere.BACK}),
        Said.ASK_PACK: (Hint.PACK, {"back": PressAnywhere.BACK}),
        Said.ASK_PROPOSED: (HintAnywhere.PROPOSED, {"put_in": PressAnywhere.PUT_IN}),
        Said.LOT_DOUBTED: (HintAnywhere.LOT_DOUBTED, {"take_lot": PressAnywhere.TAKE_LOT}),
    },
    warnings={Said.EXPIRED, Said.WRONG_ITEM, Said.LINES_TO_COME},
    elsewhere={Said.GOES, Said.TO_COME, Said.OPEN},
)

_PROMPTS: dict[type[Step], Ask | AskAnywhere] = {
    AskDelivery: Ask.DELIVERY,
    AskItem: Ask.ITEM,
    AskQuantity: AskAnywhere.QUANTITY,
    AskLot: AskAnywhere.LOT,
    AskExpiry: AskAnywhere.EXPIRY,
    AskOver: Ask.OVER,
    AskWhy: Ask.WHY,
    AskStage: Ask.STAGE,
    AskTeach: Ask.TEACH,
    AskPack: Ask.PACK,
    AskLocation: AskAnywhere.LOCATION,
}


def prompt(desk: Desk, step: Step) -> str:
    """Return what a step expects, in few words."""
    match step:
        case AskItem(packs=packs) if packs is not None:
            return desk.say(Ask.PACKED, packs=packs)
        case AskLot(doubted=lot) if lot:
            return desk.say(AskAnywhere.LOT_DOUBTED, lot=lot)
        case AskLot(goods) if goods.item.serial:
            return desk.say(AskAnywhere.SERIAL)
        case AskLocation(proposed=place) if place:
            return desk.say(AskAnywhere.PROPOSED, place=place)
    return desk.say(_PROMPTS[type(step)])


def answers(desk: Desk, step: Step) -> Mapping[Command, str]:
    """Return what a step can be answered with."""
    say = desk.say
    back = {Command.BACK: say(PressAnywhere.BACK)}
    match step:
        case AskDelivery():
            return {}
        case AskItem():
            return {Command.DONE: say(Press.DONE), **back}
        case AskOver():
            return {Command.YES: say(Press.ACCEPT), Command.NO: say(Press.SET_ASIDE), **back}
        case AskLot() if step.doubted:
            return {Command.YES: say(PressAnywhere.TAKE_LOT), Command.NO: say(PressAnywhere.OTHER_LOT), **back}
        case AskLocation(proposed=place) if place:
            return {Command.YES: say(PressAnywhere.PUT_IN, place=place), **back}
    return back
