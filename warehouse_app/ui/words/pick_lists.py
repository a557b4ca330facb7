"""What the page of pick lists says; the words are in `texts.window.pick_lists`."""

from enum import StrEnum


class Lists(StrEnum):
    """The lists, and what can be done with them."""

    LIVE = "lists-live"
    NUMBER = "lists-number"
    STATUS = "lists-status"
    RELEASED = "lists-status-released"
    UNRELEASED = "lists-status-unreleased"
    DONE = "lists-status-done"
    RELEASED_AT = "lists-released-at"
    RELEASED_BY = "lists-released-by"
    ORDER = "lists-order"
    CUSTOMER = "lists-customer"
    CLASS = "lists-class"
    STOPS = "lists-stops"
    UNITS = "lists-units"
    TO_PICK = "lists-to-pick"
    WALK = "lists-walk"
    METRES = "lists-metres"
    EMPTY = "lists-empty"
    EMPTY_HELP = "lists-empty-help"
    NOTHING_CHOSEN = "lists-nothing-chosen"
    NOTHING_CHOSEN_HELP = "lists-nothing-chosen-help"
    PAPER = "lists-paper"
    RELEASE = "lists-release"
    PRINT = "lists-print"
    PREVIEW = "lists-preview"
    TAKE_BACK = "lists-take-back"
    OPEN_ORDER = "lists-open-order"


class Changed(StrEnum):
    """What became of stops since their list was released."""

    TITLE = "lists-changed"
    NOT_THERE = "lists-changed-not-there"
    MISSING = "lists-changed-missing"
    INSTEAD = "lists-changed-instead"
    LOST = "lists-changed-lost"


class Releasing(StrEnum):
    """The dialog for releasing, and what came of it."""

    TITLE = "releasing-title"
    ABOUT = "releasing-about"
    ALL = "releasing-all"
    MOST = "releasing-most"
    MOST_LINES = "releasing-most-lines"
    CANCEL = "releasing-cancel"
    DONE = "releasing-done"
    NOTHING = "releasing-nothing"
    NOT_REACHED = "releasing-not-reached"
    TAKEN_BACK = "releasing-taken-back"
    TAKEN_BACK_LESS = "releasing-taken-back-less"
    TAKE_BACK_TITLE = "releasing-take-back-title"
    TAKE_BACK_ASK = "releasing-take-back-ask"
    PRINTS_QUEUED = "releasing-prints-queued"
