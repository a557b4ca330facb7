"""What is shown of the replies of counting, and what each of its steps asks and can be answered with."""

from collections.abc import Mapping

from warehouse_app.scanning.codes import Command
from warehouse_app.stations.count.steps import AskEmpty, AskPlace, Counting, Said, Step
from warehouse_app.stations.goods_steps import AskItem
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.pages.station.spoken import Voice, answers_of_goods, prompt_of_goods
from warehouse_app.ui.words.count import Ask, Hint, Press, Short
from warehouse_app.ui.words.station import Ask as AskAnywhere
from warehouse_app.ui.words.station import Press as PressAnywhere

VOICE = Voice(
    short={
        Said.STARTED: Short.BEGUN,
        Said.GOES_ON: Short.BEGUN,
        Said.TALLIED: Short.TALLIED,
        Said.TALLIED_LOT: Short.TALLIED_LOT,
        Said.TALLIED_SERIAL: Short.TALLIED_SERIAL,
        Said.TAKEN_OFF: Short.TAKEN_OFF,
        Said.TAKEN_OFF_LOT: Short.TAKEN_OFF,
        Said.AGAIN: Short.AGAIN,
        Said.LEAD_DECIDES: Short.LEAD_DECIDES,
    },
    hints={
        Said.ASK_ITEM: (Hint.ITEM, {"done": Press.DONE}),
        Said.ASK_ITEM_AGAIN: (Hint.ITEM_AGAIN, {"done": Press.DONE}),
        Said.ASK_EMPTY: (Hint.EMPTY, {"empty": Press.EMPTY, "not_empty": Press.NOT_EMPTY}),
        Said.FINISH_FIRST: (Hint.FINISH_FIRST, {"done": Press.DONE}),
        Said.NOT_COUNTED: (Hint.NOT_COUNTED, {"back": PressAnywhere.BACK}),
        Said.WAS_AN_ITEM: (Hint.WAS_AN_ITEM, {"undo": Press.UNDO}),
    },
    warnings={Said.WAS_AN_ITEM},
    elsewhere={Said.ASK_PLACE, Said.SO_FAR, Said.NOTHING_SO_FAR, Said.OPEN},
)


def prompt(desk: Desk, step: Step) -> str:
    """Return what a step expects, in few words."""
    say = desk.say
    match step:
        case AskPlace():
            return say(Ask.PLACE)
        case AskItem(on, None):
            return say(Ask.AGAIN if on.again else AskAnywhere.ITEM_AT, place=on.place)
        case AskItem(packs=packs):
            return say(AskAnywhere.PACKED, packs=packs)
        case AskEmpty(on):
            return say(Ask.EMPTY, place=on.place)
    return prompt_of_goods(desk, step)


def answers(desk: Desk, step: Step, *, nothing_in: Counting | None) -> Mapping[Command, str]:
    """Return what a step can be answered with; `nothing_in` is the count, if any, in which nothing is counted."""
    say = desk.say
    back = {Command.BACK: say(PressAnywhere.BACK)}
    match step:
        case AskPlace():
            return {}
        case AskItem(on, None):
            is_empty = on == nothing_in
            undo = {} if is_empty else {Command.UNDO: say(Press.UNDO)}
            drop = {Command.CANCEL: say(Press.DROP)} if is_empty and not on.again else {}
            return {Command.DONE: say(Press.DONE), **undo, Command.BACK: say(Press.LEAVE), **drop}
        case AskEmpty():
            return {Command.YES: say(Press.EMPTY), Command.NO: say(Press.NOT_EMPTY), **back}
        case AskItem():
            # What says that the count is to be finished first names this button; the station says what is in its way.
            return {Command.DONE: say(Press.DONE), **back}
    return answers_of_goods(desk, step)
