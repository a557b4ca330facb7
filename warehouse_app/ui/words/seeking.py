"""What the finder says; the words are in `texts.window.seeking`."""

from enum import StrEnum


class SeekWord(StrEnum):
    """The finder and its lines."""

    FIND = "seek-find"
    PLACEHOLDER = "seek-placeholder"
    FOUND = "seek-found"
    NOTHING = "seek-nothing"
    TO_COME = "seek-to-come"
    NOTHING_TO_COME = "seek-nothing-to-come"


class SoughtWord(StrEnum):
    """What a line of the finder is."""

    PAGE = "sought-page"
    ACTION = "sought-action"
    ITEM = "sought-item"
    LOT = "sought-lot"
    ORDER = "sought-order"
    PURCHASE_ORDER = "sought-purchase-order"
    PICK_LIST = "sought-pick-list"
    CUSTOMER = "sought-customer"
    SUPPLIER = "sought-supplier"
    PLACE = "sought-place"
