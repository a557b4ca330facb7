"""The one step of looking up, and the codes of all that it says."""

from dataclasses import dataclass
from enum import StrEnum


class StepName(StrEnum):
    """What is expected next, as programs read it."""

    ANYTHING = "anything"


class Said(StrEnum):
    """What looking up says; each has a sentence in `texts.stations`."""

    PLACE = "lookup-place"
    PLACE_OF = "lookup-place-of"
    SHAPES_THE_WALK = "lookup-shapes-the-walk"

    ITEM = "lookup-item"
    ITEM_UNRELEASED = "lookup-item-unreleased"
    LOT = "lookup-lot"
    SERIAL = "lookup-serial"
    PACK = "lookup-pack"
    WAITING = "lookup-waiting"
    WAITING_LINE = "lookup-waiting-line"
    NOBODY_WAITS = "lookup-nobody-waits"
    COMING = "lookup-coming"
    COMING_DUE = "lookup-coming-due"
    COMING_UNDATED = "lookup-coming-undated"
    NOTHING_COMES = "lookup-nothing-comes"
    CAME_WITH = "lookup-came-with"
    CAME_WITH_RECEIPT = "lookup-came-with-receipt"
    CAME_WITH_NONE = "lookup-came-with-none"
    GOES_TO = "lookup-goes-to"
    GOES_TO_ORDER = "lookup-goes-to-order"

    ORDER = "lookup-order"
    ORDER_LINES = "lookup-order-lines"
    ORDER_LINE = "lookup-order-line"
    ORDER_LINE_SHORT = "lookup-order-line-short"
    ORDER_LINE_CLOSED = "lookup-order-line-closed"
    IN_TOTES = "lookup-in-totes"
    PURCHASE_ORDER = "lookup-purchase-order"
    TO_COME = "lookup-to-come"
    TO_COME_DUE = "lookup-to-come-due"
    TO_COME_UNDATED = "lookup-to-come-undated"
    ALL_CAME = "lookup-all-came"
    ADVANCE_NOTICE = "lookup-advance-notice"
    ADVANCE_NOTICE_OF = "lookup-advance-notice-of"
    ALL_ANNOUNCED_CAME = "lookup-all-announced-came"
    PALLET = "lookup-pallet"
    ON_IT = "lookup-on-pallet"
    ON_IT_LINE = "lookup-on-pallet-line"
    PALLET_HERE = "lookup-pallet-here"
    PICK_LIST = "lookup-pick-list"
    STOPS = "lookup-stops"
    STOPS_LINE = "lookup-stops-line"
    ALL_PICKED = "lookup-all-picked"
    STOPS_CHANGED = "lookup-stops-changed"
    STOP_ELSEWHERE = "lookup-stop-elsewhere"
    STOP_NOWHERE = "lookup-stop-nowhere"
    STOP_AGAIN = "lookup-stop-again"
    STOP_MISSING = "lookup-stop-missing"
    PARCEL = "lookup-parcel"

    RECEIPT = "lookup-receipt"
    RECEIPT_OF = "lookup-receipt-of"
    RECEIPT_OPEN = "lookup-receipt-open"
    RECEIPT_CLOSED = "lookup-receipt-closed"
    CAME = "lookup-came"
    NOTHING_CAME = "lookup-nothing-came"
    RECEIVED = "lookup-received"
    RECEIVED_SEVERAL = "lookup-received-several"

    CUSTOMER = "lookup-customer"
    CUSTOMER_ORDERS = "lookup-customer-orders"
    CUSTOMER_ORDER = "lookup-customer-order"
    NO_OPEN_ORDER = "lookup-no-open-order"

    BOOKS_NOTHING = "lookup-books-nothing"
    COMMANDS = "lookup-commands"
    ASK_ANYTHING = "lookup-ask-anything"


@dataclass(frozen=True, slots=True)
class AskAnything:
    """Anything that has a code."""


START = (AskAnything(),)
