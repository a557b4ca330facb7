"""What is shown of the replies of moving, and what each of its steps asks and can be answered with."""

from collections.abc import Mapping

from warehouse_app.scanning.codes import Command
from warehouse_app.stations.goods_aside import AskWhy
from warehouse_app.stations.goods_steps import AskItem
from warehouse_app.stations.move.steps import AskSource, AskTarget, Said, Step
from warehouse_app.stations.words import Shared
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.pages.station.spoken import (
    Voice,
    answers_of_goods,
    answers_of_place,
    prompt_of_goods,
    prompt_of_place,
)
from warehouse_app.ui.words.move import Ask, Press, Short
from warehouse_app.ui.words.receive import Ask as OfReceiving
from warehouse_app.ui.words.station import Ask as AskAnywhere
from warehouse_app.ui.words.station import Hint
from warehouse_app.ui.words.station import Press as PressAnywhere

VOICE = Voice(
    short={Said.MOVED: Short.MOVED, Said.MOVED_BACK: Short.MOVED_BACK},
    hints={Said.ASK_PROPOSED: (Hint.PROPOSED, {"put_in": PressAnywhere.PUT_IN})},
    warnings={Said.STOPS, Said.ASIDE, Said.QUARANTINED, Said.QUARANTINED_STAY},
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
            return say(AskAnywhere.PACKED, packs=packs)
        case AskTarget(proposed=place):
            return prompt_of_place(desk, place)
        case AskWhy():
            return say(OfReceiving.WHY)
    return prompt_of_goods(desk, step)


def answers(desk: Desk, step: Step) -> Mapping[Command, str]:
    """Return what a step can be answered with."""
    say = desk.say
    match step:
        case AskSource():
            return {}
        case AskItem(source):
            return {Command.DONE: say(Press.DONE, place=source.code), Command.BACK: say(PressAnywhere.BACK)}
        case AskTarget(proposed=place):
            return answers_of_place(desk, place)
        case AskWhy():
            return {Command.BACK: say(PressAnywhere.BACK)}
    return answers_of_goods(desk, step)
