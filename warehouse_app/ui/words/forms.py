"""What forms and pickers say; the words are in `texts.window.forms`."""

from enum import StrEnum

from warehouse_app.domain.statuses import ShipPolicy


class FormWord(StrEnum):
    """Buttons, questions and headings of every form."""

    SAVE = "form-save"
    DISCARD = "form-discard"
    DISCARD_IT = "form-discard-it"
    KEEP = "form-keep-editing"
    UNSAVED = "form-unsaved"
    STILL_OPEN = "form-still-open"
    FREE = "form-choice-free"
    LEAD_TIME = "form-choice-lead-time"
    CHOICES = "form-choices"
    NO_SUCH = "form-nothing-fits"
    LINES = "form-lines"
    ADD_ITEM = "form-add-item"
    REMOVE_LINE = "form-remove-line"
    LINE_STAYS = "form-line-stays"
    HOW_TO = "form-how-to-fill-in"
    NO_LINES = "form-no-lines"
    SCANNED = "form-scanned"
    PACK_UNKNOWN = "form-pack-unknown"
    NOT_AN_ITEM = "form-not-an-item"
    REASON = "form-reason"
    REASON_HINT = "form-reason-hint"
    CANCEL = "form-cancel"


class Wrongly(StrEnum):
    """What is wrong with something that was typed."""

    REQUIRED = "form-required"
    NOT_WHOLE = "form-not-whole"
    NOT_A_QUANTITY = "form-not-a-quantity"
    OUT_OF_RANGE = "form-out-of-range"
    NOT_MONEY = "form-not-money"
    NOT_A_DAY = "form-not-a-day"
    NOT_AN_INSTANT = "form-not-an-instant"
    UNKNOWN_ITEM = "form-unknown-item"
    UNKNOWN_CUSTOMER = "form-unknown-customer"
    UNKNOWN_SUPPLIER = "form-unknown-supplier"


class DocumentWord(StrEnum):
    """What the forms of documents with lines share."""

    NUMBER = "document-number"
    SKU = "document-sku"
    ITEM = "document-item"
    QUANTITY = "document-quantity"
    PRICE = "document-price"
    PACK = "document-pack"
    NUMBER_STAYS = "document-number-stays"
    ITEM_STAYS = "document-item-stays"
    FREE = "document-free"
    WAITING = "document-waiting"


class DocumentFault(StrEnum):
    """Why a document cannot be stored as it was typed."""

    NUMBER_TAKEN = "document-number-taken"
    CHANGED = "document-changed-meanwhile"
    GONE = "document-gone"


class ShipWord(StrEnum):
    """How an order ships."""

    PARTIAL = "ship-partial"
    LINE_COMPLETE = "ship-line-complete"
    ORDER_COMPLETE = "ship-order-complete"


SHIP_WORDS = {
    ShipPolicy.PARTIAL: ShipWord.PARTIAL,
    ShipPolicy.LINE_COMPLETE: ShipWord.LINE_COMPLETE,
    ShipPolicy.ORDER_COMPLETE: ShipWord.ORDER_COMPLETE,
}
