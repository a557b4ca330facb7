"""The codes of the words printed on documents; `texts.papers` has the words."""

from enum import StrEnum


class Word(StrEnum):
    """A heading, a label or a short sentence on paper."""

    PAGE = "paper-page"
    PICK_LIST = "paper-pick-list"
    RELEASED = "paper-released"
    CLASS = "paper-class"
    CLASS_OF = "paper-class-of"
    DUE = "paper-due"
    DUE_ON = "paper-due-on"
    WALK = "paper-walk"
    METRES = "paper-metres"
    S_SHAPE = "paper-s-shape"
    LOT = "paper-lot"
    EXPIRES = "paper-expires"
    PACKS = "paper-packs"
    PACKS_AND_LOOSE = "paper-packs-and-loose"
    ORDER = "paper-order"
    NOTE = "paper-note"
    EMPTY = "paper-empty"
    SUMMARY = "paper-summary"
    STOPS = "paper-stops"
    UNITS = "paper-units"
    HEADING_ORDER = "paper-heading-order"
    HEADING_CUSTOMER = "paper-heading-customer"
    HEADING_STOPS = "paper-heading-stops"
    HEADING_UNITS = "paper-heading-units"
