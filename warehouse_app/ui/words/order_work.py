"""What is said where goods of an order come back or are put back, and where it is merged or split.

The words are in `texts.window.order_work`.
"""

from enum import StrEnum

from warehouse_app.services.returning import Condition


class OrderWork(StrEnum):
    """What can be done, and the dialogs that ask for it."""

    OPEN = "order-work-open"
    RETURN = "order-work-return"
    PUT_BACK = "order-work-put-back"
    MERGE = "order-work-merge"
    SPLIT = "order-work-split"
    RETURN_ABOUT = "order-work-return-about"
    RETURN_OF = "order-work-return-of"
    PUT_BACK_ABOUT = "order-work-put-back-about"
    PUT_BACK_OF = "order-work-put-back-of"
    GOODS = "order-work-goods"
    GOODS_ROW = "order-work-goods-row"
    GOODS_ROW_LOT = "order-work-goods-row-lot"
    PUT_BACK_UNITS = "order-work-put-back-units"
    PUT_BACK_HINT = "order-work-put-back-hint"
    NONE_PICKED = "order-work-none-picked"
    MERGE_ABOUT = "order-work-merge-about"
    MERGE_INTO = "order-work-merge-into"
    SPLIT_ABOUT = "order-work-split-about"
    SPLIT_OF = "order-work-split-of"
    UNITS = "order-work-units"
    UNITS_HINT = "order-work-units-hint"
    LOT = "order-work-lot"
    EXPIRY = "order-work-expiry"
    EXPIRY_HINT = "order-work-expiry-hint"
    PLACE = "order-work-place"
    CONDITION = "order-work-condition"
    OTHER = "order-work-other"
    OTHER_ROW = "order-work-other-row"
    NO_OTHER = "order-work-no-other"
    NUMBER = "order-work-number"
    LINE = "order-work-line"
    LINE_STAYS = "order-work-line-stays"


class ConditionWord(StrEnum):
    """What becomes of goods that come back."""

    STOCK = "return-condition-stock"
    QUARANTINE = "return-condition-quarantine"
    SCRAP = "return-condition-scrap"


class OrderDone(StrEnum):
    """What was done."""

    RETURNED = "order-work-returned"
    RETURNED_ASIDE = "order-work-returned-aside"
    PUT_BACK = "order-work-was-put-back"
    PUT_BACK_ASIDE = "order-work-was-put-back-aside"
    MERGED = "order-work-merged"
    SPLIT = "order-work-was-split"


CONDITION_WORDS = {condition: ConditionWord[condition.name] for condition in Condition}
