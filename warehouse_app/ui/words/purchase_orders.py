"""What the page of purchase orders says; the words are in `texts.window.purchase_orders`."""

from enum import StrEnum


class PurchaseWord(StrEnum):
    """Headings, labels, buttons."""

    NEW = "purchases-new"
    EDIT = "purchases-edit"
    RECEIVE = "purchases-receive"
    OPEN_ITEM = "purchases-open-item"
    OPEN_ORDER = "purchases-open-order"
    PRINT_NOTE = "purchases-print-note"
    PRINT_DIFFERENCES = "purchases-print-differences"
    TO_COME_ONLY = "purchases-to-come-only"
    OVERDUE_ONLY = "purchases-overdue-only"
    EMPTY = "purchases-empty"
    EMPTY_HELP = "purchases-empty-help"
    NONE_CHOSEN = "purchases-none-chosen"
    NONE_CHOSEN_HELP = "purchases-none-chosen-help"

    NUMBER = "purchases-number"
    SUPPLIER = "purchases-supplier"
    SUPPLIER_CODE = "purchases-supplier-code"
    ORDERED_ON = "purchases-ordered-on"
    NEXT_DUE = "purchases-next-due"
    LINES = "purchases-lines"
    ORDERED = "purchases-ordered"
    RECEIVED = "purchases-received"
    TO_COME = "purchases-to-come"
    OVERDUE = "purchases-overdue"

    LINE = "purchases-line"
    SKU = "purchases-sku"
    ITEM = "purchases-item"
    DUE = "purchases-due"
    PRICE = "purchases-price"
    STOCK = "purchases-stock"

    WHO_WAITS = "purchases-who-waits"
    RECEIPTS = "purchases-receipts"
    ORDER = "purchases-order"
    CUSTOMER = "purchases-customer"
    RANK_CLASS = "purchases-class"
    SHORT = "purchases-short"
    RECEIPT = "purchases-receipt"
    OPENED = "purchases-opened"
    UNITS = "purchases-units"
    STATUS = "purchases-status"
    STILL_OPEN = "purchases-receipt-open"
    CLOSED = "purchases-receipt-closed"
    CAME = "purchases-came"
    PLACE = "purchases-place"
    LOT = "purchases-lot"


class Closing(StrEnum):
    """Lines that are closed short, and opened again."""

    CLOSE = "purchase-closing-close"
    REOPEN = "purchase-closing-reopen"
    OF = "purchase-closing-of"
    CLOSE_ABOUT = "purchase-closing-close-about"
    REOPEN_ABOUT = "purchase-closing-reopen-about"
    CLOSED = "purchase-closing-closed"
    REOPENED = "purchase-closing-reopened"


class PurchaseFormWord(StrEnum):
    """What the form of a purchase order says beside its labels."""

    TITLE_NEW = "purchase-form-title-new"
    TITLE_EDIT = "purchase-form-title-edit"
    SUPPLIER_STAYS = "purchase-form-supplier-stays"
    ABOUT_SUPPLIER = "purchase-form-about-supplier"
    ABOUT_SUPPLIER_DAYS = "purchase-form-about-supplier-days"
    RECEIVED = "purchase-form-received"
    NOBODY_WAITS = "purchase-form-nobody-waits"
    OVER = "purchase-form-over"


class PurchaseTold(StrEnum):
    """What is told of a purchase order and its lines."""

    UNKNOWN = "purchases-unknown"
    STORED = "purchases-stored"
    SUPPLIER = "purchases-told-supplier"
    ORDERED_ON = "purchases-told-ordered-on"
    TO_COME = "purchases-told-to-come"
    NOTHING_TO_COME = "purchases-told-nothing-to-come"
    LATE = "purchases-told-late"
    DUE = "purchases-told-due"
    UNDATED = "purchases-told-undated"
    ALL_HERE = "purchases-told-all-here"
    OVER = "purchases-told-over"
    CLOSED_SHORT = "purchases-told-closed-short"
    WAITED_FOR = "purchases-told-waited-for"
    NOBODY = "purchases-told-nobody"
    NO_RECEIPTS = "purchases-told-no-receipts"
    BOOKED = "purchases-told-booked"
