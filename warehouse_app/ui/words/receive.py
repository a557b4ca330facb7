"""What the page of receiving says; the words are in `texts.window.receive`."""

from enum import StrEnum


class Ask(StrEnum):
    """The prompt of each step, short enough to be read from afar."""

    DELIVERY = "receive-prompt-delivery"
    ITEM = "receive-prompt-item"
    PACKED = "receive-prompt-packed"
    QUANTITY = "receive-prompt-quantity"
    LOT = "receive-prompt-lot"
    LOT_DOUBTED = "receive-prompt-lot-doubted"
    SERIAL = "receive-prompt-serial"
    EXPIRY = "receive-prompt-expiry"
    OVER = "receive-prompt-over"
    LOCATION = "receive-prompt-location"
    PROPOSED = "receive-prompt-proposed"


class Short(StrEnum):
    """Headlines that are shorter than what the station says, which stands below them in full."""

    BEGUN = "receive-short-begun"
    SWITCHED = "receive-short-switched"
    GOODS = "receive-short-goods"
    ITEM = "receive-short-item"
    BOOKED = "receive-short-booked"
    UNDONE = "receive-short-undone"


class Hint(StrEnum):
    """What the station says with a command in it, said with the name of the button that gives the command."""

    ITEM = "receive-hint-item"
    OVER = "receive-hint-over"
    PROPOSED = "receive-hint-proposed"
    LOT_DOUBTED = "receive-hint-lot-doubted"
    NOT_BOOKED = "receive-hint-not-booked"
    NOT_A_QUANTITY = "receive-hint-not-a-quantity"
    NUMBER_IS_ITEM = "receive-hint-number-is-item"


class Press(StrEnum):
    """What the buttons of the steps say."""

    BACK = "receive-press-back"
    DONE = "receive-press-done"
    PUT_IN = "receive-press-put-in"
    ACCEPT = "receive-press-accept"
    SET_ASIDE = "receive-press-set-aside"
    TAKE_LOT = "receive-press-take-lot"
    OTHER_LOT = "receive-press-other-lot"


class Who(StrEnum):
    """Who gets the goods."""

    WOULD_GET = "receive-who-would-get"
    GETS = "receive-who-gets"
    UNITS = "receive-who-units"
    UNITS_TO = "receive-who-units-to"
    CUSTOMER = "receive-who-customer"
    CLASS = "receive-who-class"
    SINCE = "receive-who-since"
    SHORT = "receive-who-short"
    NOBODY = "receive-who-nobody"
    TO_STOCK = "receive-who-to-stock"
    MORE = "receive-who-more"


class Coming(StrEnum):
    """The delivery under work, and what else is expected."""

    TITLE = "receive-coming-title"
    ON_ORDER = "receive-coming-on-order"
    BLIND = "receive-coming-blind"
    OF_ALL = "receive-coming-of-all"
    SO_FAR = "receive-coming-so-far"
    SKU = "receive-coming-sku"
    NAME = "receive-coming-name"
    RECEIVED = "receive-coming-received"
    RECEIVED_OF = "receive-coming-received-of"
    TO_COME = "receive-coming-to-come"
    GO_ON = "receive-coming-go-on"
    EXPECTED = "receive-coming-expected"
    EXPECTED_HELP = "receive-coming-expected-help"
    DUE = "receive-coming-due"
    OVERDUE = "receive-coming-overdue"
    NUMBER = "receive-coming-number"
    SUPPLIER = "receive-coming-supplier"
    LINES = "receive-coming-lines"
    NOTHING = "receive-coming-nothing"
    NOTHING_HELP = "receive-coming-nothing-help"


class Past(StrEnum):
    """The last bookings."""

    TITLE = "receive-past-title"
    KEY = "receive-past-key"
    NOTHING = "receive-past-nothing"
    GOODS = "receive-past-goods"
    GOODS_LOT = "receive-past-goods-lot"
    GOODS_MORE = "receive-past-goods-more"
    WHERE = "receive-past-where"
    UNDO = "receive-past-undo"
    UNDO_THIS = "receive-past-undo-this"
    UNDONE = "receive-past-undone"


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
