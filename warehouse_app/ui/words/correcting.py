"""What is said where a receipt is put right; the words are in `texts.window.correcting`."""

from enum import StrEnum


class Correct(StrEnum):
    """The dialog that asks what came in truth, and what is said once that is booked."""

    OPEN = "correct-open"
    OPEN_THIS = "correct-open-this"
    TITLE = "correct-title"
    OF = "correct-of"
    OF_SEVERAL = "correct-of-several"
    ABOUT = "correct-about"
    GOODS = "correct-goods"
    GOODS_ROW = "correct-goods-row"
    GOODS_ROW_LOT = "correct-goods-row-lot"
    UNITS = "correct-units"
    UNITS_HINT = "correct-units-hint"
    UNITS_OF_THEM = "correct-units-of-them"
    UNITS_OF_THEM_HINT = "correct-units-of-them-hint"
    ITEM = "correct-item"
    LOT = "correct-lot"
    EXPIRY = "correct-expiry"
    NONE = "correct-none"
    OVER = "correct-over"
    OVER_HINT = "correct-over-hint"
    TOO_MUCH = "correct-too-much"
    LOT_NEEDED = "correct-lot-needed"
    EXPIRY_NEEDED = "correct-expiry-needed"
    DONE = "correct-done"
    DONE_NONE = "correct-done-none"
    SOME = "correct-some"
    SOME_LOT = "correct-some-lot"
