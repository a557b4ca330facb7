"""What the page of counting says; the words are in `texts.window.count`."""

from enum import StrEnum


class Ask(StrEnum):
    """The prompts of counting."""

    PLACE = "count-prompt-place"
    EMPTY = "count-prompt-empty"
    AGAIN = "count-prompt-again"


class Short(StrEnum):
    """Headlines of counting."""

    BEGUN = "count-short-begun"
    TALLIED = "count-short-tallied"
    TALLIED_LOT = "count-short-tallied-lot"
    TALLIED_SERIAL = "count-short-tallied-serial"
    TAKEN_OFF = "count-short-taken-off"
    AGAIN = "count-short-again"
    LEAD_DECIDES = "count-short-lead-decides"


class Hint(StrEnum):
    """What counting says with a command in it, said with the name of the button that gives the command."""

    ITEM = "count-hint-item"
    ITEM_AGAIN = "count-hint-item-again"
    FINISH_FIRST = "count-hint-finish-first"
    NOT_COUNTED = "count-hint-not-counted"
    WAS_AN_ITEM = "count-hint-was-an-item"
    EMPTY = "count-hint-empty"


class Press(StrEnum):
    """The buttons of counting."""

    DONE = "count-press-done"
    UNDO = "count-press-undo"
    LEAVE = "count-press-leave"
    DROP = "count-press-drop"
    EMPTY = "count-press-empty"
    NOT_EMPTY = "count-press-not-empty"


class So(StrEnum):
    """What was counted so far, and the counts that can be gone on with."""

    TAB = "count-so-tab"
    FAR = "count-so-far-title"
    FAR_AT = "count-so-far-at"
    NOTHING = "count-so-far-none"
    ALL = "count-so-far-all"
    OPEN = "count-open-title"
    OPEN_HELP = "count-open-help"
    NONE_OPEN = "count-open-none"
    NONE_OPEN_HELP = "count-open-none-help"
    NUMBER = "count-open-number"
    BY = "count-open-by"
    SINCE = "count-open-since"
    LOTS = "count-open-lots"
    SECOND = "count-open-second"


class Approve(StrEnum):
    """The counts that wait for a lead."""

    TAB = "approve-tab"
    TAB_SOME = "approve-tab-some"
    TITLE = "approve-title"
    NONE = "approve-none"
    NONE_HELP = "approve-none-help"
    NUMBER = "approve-number"
    BY = "approve-by"
    LINES = "approve-lines"
    DIFFERENCES_LIST = "approve-differences-list"
    VALUE = "approve-value"
    SECOND = "approve-second"
    RECOUNT = "approve-recount"
    DIFFERENCES = "approve-differences"
    EXPECTED = "approve-expected"
    COUNTED = "approve-counted"
    DIFFERENCE = "approve-difference"
    TOTAL = "approve-total"
    MOVED = "approve-moved"
    MOVED_LOT = "approve-moved-lot"
    DO = "approve-do"
    REJECT = "approve-reject"
    REJECT_TITLE = "approve-reject-title"
    REJECT_ABOUT = "approve-reject-about"
    REJECT_DO = "approve-reject-do"
    OF = "approve-of"
    DONE = "approve-done"
    DONE_ASIDE = "approve-done-aside"
    UNPICKED = "approve-unpicked"
    REJECTED = "approve-rejected"
