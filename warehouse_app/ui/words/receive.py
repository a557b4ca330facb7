"""What the page of receiving says; the words are in `texts.window.receive`."""

from enum import StrEnum


class Ask(StrEnum):
    """The prompt of each step, short enough to be read from afar."""

    DELIVERY = "receive-prompt-delivery"
    ITEM = "receive-prompt-item"
    OVER = "receive-prompt-over"
    WHY = "receive-prompt-why"
    STAGE = "receive-prompt-stage"
    PALLET = "receive-prompt-pallet"
    PALLET_PROPOSED = "receive-prompt-pallet-proposed"
    TEACH = "receive-prompt-teach"
    PACK = "receive-prompt-pack"
    UNDO = "receive-prompt-undo"
    PIECES = "receive-prompt-pieces"
    SAYS_LOT = "receive-prompt-says-lot"
    SAYS_LOT_DAY = "receive-prompt-says-lot-and-day"
    SAYS_SERIAL = "receive-prompt-says-serial"
    SAYS_DAY = "receive-prompt-says-day"
    SHORT_DATED = "receive-prompt-short-dated"
    SHORT = "receive-prompt-short"
    WHY_NOT = "receive-prompt-why-not"


class Short(StrEnum):
    """Headlines that are shorter than what the station says, which stands below them in full."""

    BEGUN = "receive-short-begun"
    SWITCHED = "receive-short-switched"
    BOOKED = "receive-short-booked"
    PALLET_BOOKED = "receive-short-pallet-booked"
    UNDONE = "receive-short-undone"
    CLOSED = "receive-short-closed"


class Hint(StrEnum):
    """What the station says with a command in it, said with the name of the button that gives the command."""

    ITEM = "receive-hint-item"
    OVER = "receive-hint-over"
    TEACH = "receive-hint-teach"
    PACK = "receive-hint-pack"
    PACK_DOUBTED = "receive-hint-pack-doubted"
    PACK_LARGE = "receive-hint-pack-large"
    UNDO = "receive-hint-undo"
    PIECES = "receive-hint-pieces"
    SHORT_DATED = "receive-hint-short-dated"
    SHORT = "receive-hint-short"
    PALLET_PROPOSED = "receive-hint-pallet-proposed"
    SAYS_LOT = "receive-hint-says-lot"
    SAYS_LOT_DAY = "receive-hint-says-lot-and-day"
    SAYS_DAY = "receive-hint-says-day"


class Press(StrEnum):
    """What the buttons of the steps say."""

    DONE = "receive-press-done"
    ACCEPT = "receive-press-accept"
    SET_ASIDE = "receive-press-set-aside"
    REFUSE = "receive-press-refuse"
    TAKE_PIECES = "receive-press-take-pieces"
    TAKE_BACK = "receive-press-take-back"
    LEAVE = "receive-press-leave"
    AS_ANNOUNCED = "receive-press-as-announced"
    SHORT = "receive-press-short"


class Who(StrEnum):
    """Who gets the goods."""

    WOULD_GET = "receive-who-would-get"
    GETS = "receive-who-gets"
    UNITS = "receive-who-units"
    ITEM = "receive-who-item"
    UNITS_TO = "receive-who-units-to"
    CUSTOMER = "receive-who-customer"
    CLASS = "receive-who-class"
    SINCE = "receive-who-since"
    SHORT = "receive-who-short"
    NOBODY = "receive-who-nobody"
    KEPT = "receive-who-kept"
    KEPT_FOR = "receive-who-kept-for"
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
    PALLETS = "receive-coming-pallets"
    NOTHING = "receive-coming-nothing"
    NOTHING_HELP = "receive-coming-nothing-help"


class Past(StrEnum):
    """The last bookings."""

    WHERE = "receive-past-where"
