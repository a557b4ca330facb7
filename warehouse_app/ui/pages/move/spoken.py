"""What is shown of the replies of moving, and what each of its steps asks and can be answered with."""

from collections.abc import Mapping

from warehouse_app.scanning.codes import Command
from warehouse_app.stations.move_steps import AskItem, AskLot, AskQuantity, AskSource, AskTarget, Said, Step
from warehouse_app.stations.words import Shared
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.pages.station.spoken import Voice
from warehouse_app.ui.words.move import Ask, Press, Short
from warehouse_app.ui.words.station import Ask as AskAnywhere
from warehouse_app.ui.words.station import Hint
from warehouse_app.ui.words.station import Press as PressAnywhere

VOICE = Voice(
    short={Said.MOVED: Short.MOVED, Said.MOVED_BACK: Short.MOVED_BACK},
    hints={Said.ASK_PROPOSED: (Hint.PROPOSED, {"put_in": PressAnywhere.PUT_IN})},
    warnings={Said.STOPS, Said.QUARANTINED, Said.QUARANTINED_STAY},
    elsewhere={Said.ASK_SOURCE, Shared.LIES_HERE, Shared.NOTHING_HERE, Shared.LIES_AT, Said.LOTS},
)


def prompt(desk: Desk, step: Step) -> str:
    """Return what a step expects, in few words."""
    say = desk.say
    match step:
        case AskSource():
            return say(Ask.SOURCE)
        case AskItem(source, None):
            return say(AskAnywhere.ITEM_AT, place=source.code)
        case AskItem(packs=packs):
            return say(Ask.PACKED, packs=packs)
        case AskQuantity():
            return say(AskAnywhere.QUANTITY)
        case AskLot(goods):
            return say(AskAnywhere.SERIAL if goods.item.serial else AskAnywhere.LOT)
        case AskTarget(proposed=""):
            return say(AskAnywhere.LOCATION)
        case AskTarget(proposed=place):
            return say(AskAnywhere.PROPOSED, place=place)


def answers(desk: Desk, step: Step) -> Mapping[Command, str]:
    """Return what a step can be answered with."""
    say = desk.say
    back = {Command.BACK: say(PressAnywhere.BACK)}
    match step:
        case AskSource():
            return {}
        case AskItem(source):
            return {Command.DONE: say(Press.DONE, place=source.code), **back}
        case AskTarget(proposed=place) if place:
            return {Command.YES: say(PressAnywhere.PUT_IN, place=place), **back}
    return back
