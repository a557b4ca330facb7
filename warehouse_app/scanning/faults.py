"""Why a text means nothing here: the codes of it, and which of them fits a text that no table has."""

import re
from collections.abc import Mapping
from enum import StrEnum

from warehouse_app.scanning.data_identifiers import EOT, RS
from warehouse_app.scanning.gtin import SSCC_LENGTH, expected_check_digit, is_digits, sscc_of
from warehouse_app.scanning.separator import GS

MAX_QUANTITY = 999_999_999
"""The largest quantity that a card can carry."""


class ScanFault(StrEnum):
    """Why a text means nothing here."""

    EMPTY = "scan-empty"
    TOO_LONG = "scan-too-long"
    UNDECODABLE = "scan-undecodable"
    UNPRINTABLE = "scan-unprintable"
    SPACE = "scan-space"
    UNKNOWN = "scan-unknown"
    UNKNOWN_BADGE = "scan-unknown-badge"
    UNKNOWN_COMMAND = "scan-unknown-command"
    UNKNOWN_GTIN = "scan-unknown-gtin"
    UNKNOWN_GS1 = "scan-unknown-gs1"
    UNKNOWN_PALLET = "scan-unknown-pallet"
    NO_LOCATION = "scan-no-location"
    NO_ORDER = "scan-no-order"
    NO_PURCHASE_ORDER = "scan-no-purchase-order"
    NO_ADVANCE_NOTICE = "scan-no-advance-notice"
    NO_PICK_LIST = "scan-no-pick-list"
    NO_PARCEL = "scan-no-parcel"
    NO_RECEIPT = "scan-no-receipt"
    PREFIX_ONLY = "scan-prefix-only"
    SHOP_NUMBER = "scan-shop-number"
    QUANTITY = "scan-quantity"
    CHECK_DIGIT = "scan-check-digit"
    NOT_A_GTIN = "scan-not-a-gtin"
    UPC_A_CUT = "scan-upc-a-cut"
    BRACKETS = "scan-brackets"


OWN_PREFIXES = {
    "L-": ScanFault.NO_LOCATION,
    "SO-": ScanFault.NO_ORDER,
    "PO-": ScanFault.NO_PURCHASE_ORDER,
    "AN-": ScanFault.NO_ADVANCE_NOTICE,
    "PL-": ScanFault.NO_PICK_LIST,
    "PA-": ScanFault.NO_PARCEL,
    "GR-": ScanFault.NO_RECEIPT,
    "U-": ScanFault.UNKNOWN_BADGE,
}
"""What stands before our own numbers, and what is wrong where nothing of ours has one."""

_COMMAND = re.compile(r"WX[A-Z0-9]+")
_QUANTITY_CARD = re.compile(r"WXQTY[-+., 0-9]+")
_NO_COUNT = re.compile(r"0+|[-+]\d+|[-+]?\d*[.,]\d+", re.ASCII)
"""A number, but not one of things."""
_BRACKETS = re.compile(r"\(\d{2,4}\)")
_SHOWN = 40
_PICTURES = str.maketrans({GS: "␝", RS: "␞", EOT: "␄"})

Facts = Mapping[str, str | int]


def fault_of(text: str) -> tuple[ScanFault, Facts]:
    """Return why a text that nothing here has means nothing: what it was most likely to be. A badge is never shown."""
    upper = text.upper()
    for prefix, fault in OWN_PREFIXES.items():
        if upper == prefix:
            return ScanFault.PREFIX_ONLY, {"text": text}
        if upper.startswith(prefix):
            return fault, _facts_of_own(fault, text, prefix)
    if sscc := sscc_of(text):
        return ScanFault.UNKNOWN_PALLET, {"sscc": sscc}
    number = text.replace(" ", "")
    if len(number) == SSCC_LENGTH and is_digits(number):
        return ScanFault.CHECK_DIGIT, {"text": text, "expected": expected_check_digit(number)}
    if _QUANTITY_CARD.fullmatch(upper) or _NO_COUNT.fullmatch(text):
        return ScanFault.QUANTITY, {"text": shown(text), "maximum": MAX_QUANTITY}
    if _COMMAND.fullmatch(upper):
        return ScanFault.UNKNOWN_COMMAND, {"text": shown(text)}
    # What is printed below a symbol for people, brackets and all: where its fields end is not said in it.
    return ScanFault.BRACKETS if _BRACKETS.match(text) else ScanFault.UNKNOWN, {"text": shown(text)}


def _facts_of_own(fault: ScanFault, text: str, prefix: str) -> Facts:
    match fault:
        case ScanFault.UNKNOWN_BADGE:
            return {}
        case ScanFault.NO_LOCATION:
            # A place is not called by its prefix.
            return {"text": shown(text[len(prefix) :])}
    return {"text": shown(text)}


def shown(text: str) -> str:
    """Return a text as it is shown in a sentence: cut where it is long, its separators as pictures."""
    cut = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return cut.translate(_PICTURES)
