"""What is said where stock is moved, set aside or corrected by hand; the words are in `texts.window.stock_work`."""

from enum import StrEnum


class Work(StrEnum):
    """What can be done, and the dialogs that ask for it."""

    OPEN = "work-open"
    MOVE = "work-move"
    SET_ASIDE = "work-set-aside"
    RELEASE = "work-release"
    ADJUST = "work-adjust"
    SCRAP = "work-scrap"
    BLOCK = "work-block"
    UNBLOCK = "work-unblock"
    OF = "work-of"
    MOVE_ABOUT = "work-move-about"
    SET_ASIDE_ABOUT = "work-set-aside-about"
    RELEASE_ABOUT = "work-release-about"
    ADJUST_ABOUT = "work-adjust-about"
    SCRAP_ABOUT = "work-scrap-about"
    BLOCK_ABOUT = "work-block-about"
    UNBLOCK_ABOUT = "work-unblock-about"
    GOODS = "work-goods"
    GOODS_ROW = "work-goods-row"
    GOODS_ROW_OF = "work-goods-row-of"
    LOT = "work-lot"
    LOT_ROW = "work-lot-row"
    UNITS = "work-units"
    UNITS_HINT = "work-units-hint"
    REALLY = "work-really"
    REALLY_HINT = "work-really-hint"
    TO = "work-to"
    TO_KEEP = "work-to-keep"
    NO_MORE_ASIDE = "work-no-more-aside"
    AS_BEFORE = "work-as-before"


class Done(StrEnum):
    """What was done."""

    MOVED = "work-done-moved"
    SET_ASIDE = "work-done-set-aside"
    RELEASED = "work-done-released"
    OUT_OF_REACH = "work-done-out-of-reach"
    SOME_OUT_OF_REACH = "work-done-some-out-of-reach"
    ADJUSTED = "work-done-adjusted"
    SCRAPPED = "work-done-scrapped"
    BLOCKED = "work-done-blocked"
    BLOCKED_PICKED = "work-done-blocked-picked"
    UNBLOCKED = "work-done-unblocked"
