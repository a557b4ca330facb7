"""What the pages of all stations say; the words are in `texts.window.station`."""

from enum import StrEnum


class Ask(StrEnum):
    """Prompts that are the same at more than one station, short enough to be read from afar."""

    PACKED = "station-prompt-packed"
    QUANTITY = "station-prompt-quantity"
    MANY = "station-prompt-many"
    LOT = "station-prompt-lot"
    LOT_DOUBTED = "station-prompt-lot-doubted"
    SERIAL = "station-prompt-serial"
    EXPIRY = "station-prompt-expiry"
    LOCATION = "station-prompt-location"
    PROPOSED = "station-prompt-proposed"
    ITEM_AT = "station-prompt-item-at"


class Short(StrEnum):
    """Headlines that are shorter than what a station says, which stands below them in full."""

    GOODS = "station-short-goods"
    ITEM = "station-short-item"


class Hint(StrEnum):
    """What a station says with a command in it, said with the name of the button that gives the command."""

    PROPOSED = "station-hint-proposed"
    LOT_DOUBTED = "station-hint-lot-doubted"
    MANY = "station-hint-many"
    NOT_BOOKED = "station-hint-not-booked"
    NOT_A_QUANTITY = "station-hint-not-a-quantity"
    NUMBER_IS_ITEM = "station-hint-number-is-item"
    PACKS_OF_WHAT = "station-hint-packs-of-what"
    LABEL_OFFERED = "station-hint-label-offered"
    LABEL_NOT_PRINTED = "station-hint-label-not-printed"


class Press(StrEnum):
    """What the buttons of the steps say."""

    BACK = "station-press-back"
    PUT_IN = "station-press-put-in"
    OTHER_PLACE = "station-press-other-place"
    SO_MANY = "station-press-so-many"
    NOT_SO_MANY = "station-press-not-so-many"
    TAKE_LOT = "station-press-take-lot"
    OTHER_LOT = "station-press-other-lot"
    ANSWER = "station-press-answer"
    MORE = "station-press-more"
    PRINT_LABEL = "station-press-print-label"
    PRINT_NOTE = "station-press-print-note"
    PRINT_LIST = "station-press-print-list"
    PRINT_SHEET = "station-press-print-sheet"


class Past(StrEnum):
    """The last bookings."""

    TITLE = "station-past-title"
    KEY = "station-past-key"
    NOTHING = "station-past-nothing"
    NOTHING_MOVED = "station-past-nothing-moved"
    GOODS = "station-past-goods"
    GOODS_LOT = "station-past-goods-lot"
    GOODS_MORE = "station-past-goods-more"
    UNDO = "station-past-undo"
    UNDO_THIS = "station-past-undo-this"
    UNDONE = "station-past-undone"


class Column(StrEnum):
    """Headings of the small tables beside the prompts."""

    ITEM = "station-column-item"
    NAME = "station-column-name"
    UNITS = "station-column-units"
    LOT = "station-column-lot"
    STATE = "station-column-state"
    PLACE = "station-column-place"
    ITEMS = "station-column-items"


class Lists(StrEnum):
    """Headings of the lists of a reply."""

    LIES_HERE = "station-list-lies-here"
    LIES_AT = "station-list-lies-at"
    LOTS = "station-list-lots"


class Understood(StrEnum):
    """A scan as it was understood, before anybody looked what it is here."""

    SCANNED = "understood-scanned"
    TEXT = "understood-text"
    COMMAND = "understood-command"
    QUANTITY = "understood-quantity"
    BADGE = "understood-badge"
    GTIN = "understood-gtin"
    SSCC = "understood-sscc"
    CONTENT = "understood-content"
    LOT = "understood-lot"
    SERIAL = "understood-serial"
    BEST_BEFORE = "understood-best-before"
    EXPIRY = "understood-expiry"
    PIECES = "understood-pieces"
    OUR_ITEM = "understood-our-item"
    ORDER = "understood-order"
