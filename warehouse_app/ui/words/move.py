"""What the page of moving says; the words are in `texts.window.move`."""

from enum import StrEnum


class Ask(StrEnum):
    """The prompts of moving."""

    SOURCE = "move-prompt-source"


class Short(StrEnum):
    """Headlines of moving."""

    MOVED = "move-short-moved"
    MOVED_BACK = "move-short-moved-back"


class Press(StrEnum):
    """The buttons of moving."""

    DONE = "move-press-done"


class Here(StrEnum):
    """What lies at the place from which goods are carried, and what waits to be put away."""

    TITLE = "move-here-title"
    AT = "move-here-at"
    HELP = "move-here-help"
    MORE = "move-here-more"
    TO_CLEAR = "move-here-to-clear"
    TO_CLEAR_HELP = "move-here-to-clear-help"
    NOTHING = "move-here-nothing"
    NOTHING_HELP = "move-here-nothing-help"
    WHERE = "move-here-where"
