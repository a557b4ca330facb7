"""What the preview and the print queue say; the words are in `texts.window.printing`."""

from enum import StrEnum


class PreviewWord(StrEnum):
    """The preview of a document."""

    TITLE = "preview-title"
    MAKING = "preview-making"
    PAGES = "preview-pages"
    PRINT = "preview-print"
    SAVE = "preview-save"
    CLOSE = "preview-close"
    ZOOM_IN = "preview-zoom-in"
    ZOOM_OUT = "preview-zoom-out"
    FIT_WIDTH = "preview-fit-width"
    FIT_PAGE = "preview-fit-page"
    PREVIOUS = "preview-previous"
    NEXT = "preview-next"
    PAGE = "preview-page"
    PERCENT = "preview-percent"
    FILES = "preview-files"
    SAVED = "preview-saved"
    NOT_SAVED = "preview-not-saved"
    QUEUED = "preview-queued"


class QueueWord(StrEnum):
    """The print queue: its columns, and what can be done."""

    TITLE = "print-queue-title"
    STATE = "print-queue-state"
    KIND = "print-queue-kind"
    NUMBER = "print-queue-number"
    COPY = "print-queue-copy"
    PAGES = "print-queue-pages"
    PRINTER = "print-queue-printer"
    WORKSTATION = "print-queue-workstation"
    QUEUED_AT = "print-queue-queued-at"
    QUEUED_BY = "print-queue-queued-by"
    HANDED_AT = "print-queue-handed-at"
    PICK_LIST = "print-queue-pick-list"
    SCANNER_CARD = "print-queue-scanner-card"
    BACK_ORDER_REPORT = "print-queue-back-order-report"
    GOODS_RECEIVED_NOTE = "print-queue-goods-received-note"
    DIFFERENCE_LIST = "print-queue-difference-list"
    LABELS = "print-queue-labels"
    SINGLE_LABELS = "print-queue-single-labels"
    COUNT_SHEET = "print-queue-count-sheet"
    COMMAND_CARD = "print-queue-command-card"
    BADGES = "print-queue-badges"
    ONLY_WAITING = "print-queue-only-waiting"
    EMPTY = "print-queue-empty"
    EMPTY_WHY = "print-queue-empty-why"
    CAME_OUT = "print-queue-came-out"
    NOT_THERE = "print-queue-not-there"
    RETRY = "print-queue-retry"
    CANCEL = "print-queue-cancel"
    SHOW = "print-queue-show"
    AGAIN = "print-queue-again"
    LEFT_UNCERTAIN = "print-queue-left-uncertain"


class PrintStateWord(StrEnum):
    """What a print is, in a word."""

    QUEUED = "print-state-queued"
    UNCERTAIN = "print-state-uncertain"
    FAILED = "print-state-failed"
    HANDED_OVER = "print-state-handed-over"
    CANCELLED = "print-state-cancelled"


class PrintStory(StrEnum):
    """What became of the chosen print, and what comes next."""

    WAITS = "print-story-waits"
    ELSEWHERE = "print-story-elsewhere"
    TRIED_AGAIN = "print-story-tried-again"
    HANDING = "print-story-handing"
    INTERRUPTED = "print-story-interrupted"
    HANDED_OVER = "print-story-handed-over"
    CANCELLED = "print-story-cancelled"
    NOTHING_CHOSEN = "print-story-nothing-chosen"


class PrinterWord(StrEnum):
    """The printers of this workstation."""

    PRINTERS = "printers-which"
    HOW = "printers-how"
    NONE = "printers-none"
    NOWHERE = "printers-nowhere"
    LABELS = "printers-labels"
    BY_ITSELF = "printers-by-itself"
    BY_ITSELF_HINT = "printers-by-itself-hint"
