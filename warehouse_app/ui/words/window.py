"""What the window around the pages says; the words are in `texts.window.window`."""

from enum import StrEnum


class Frame(StrEnum):
    """Title, scan bar, status line, and what they say of scans."""

    TITLE = "window-title"
    SCAN_HERE = "window-scan-here"
    SCAN_BAR = "window-scan-bar"
    LAST_SCAN = "window-last-scan"
    WORKING = "window-working"
    RAIL = "window-rail"
    STATUS = "window-status"
    PERSON = "window-person"
    WORKSTATION = "window-workstation"
    DATABASE = "window-database"
    CONNECTED = "window-connected"
    RECONNECTING = "window-reconnecting"
    NOTICES = "window-notices"
    NOTICES_WAITING = "window-notices-waiting"
    PRINTS_NONE = "window-prints-none"
    PRINTS_WAITING = "window-prints-waiting"
    DIALOG_OPEN = "window-dialog-open"
    SCANNED_TWICE = "window-scanned-twice"
    COUNT_IT = "window-count-it"
    DROP_IT = "window-drop-it"
    NO_PAGE_YET = "window-no-page-yet"
    ON_ITS_WAY = "window-on-its-way"
    PALLET = "window-pallet"
    NOT_HERE = "window-command-not-here"
    NOTHING_TO_UNDO = "window-nothing-to-undo"
    UNDO = "window-undo"
    CLOSE_MESSAGE = "window-close-message"
    STILL_WORKING = "window-still-working"
    SCANS_WAIT = "window-scans-wait"
    UNSAVED = "window-unsaved"
    CLOSE_ANYWAY = "window-close-anyway"
    STAY = "window-stay"
    HELP = "window-help"


class ToneWord(StrEnum):
    """The word beside a tone's colour and icon."""

    OK = "tone-ok"
    ASK = "tone-ask"
    WARN = "tone-warn"
    ERROR = "tone-error"


class Start(StrEnum):
    """What is said where a database cannot be opened."""

    NOT_OPENED = "start-not-opened"
    AGAIN = "start-again"
    OTHER = "start-other"
    CLOSE = "start-close"
    FILES = "start-files"
    ALREADY_OPEN = "start-already-open"
