"""Every kind of code that can be scanned, and what any station answers wherever it does not expect it."""

from typing import NamedTuple

from tests.stations.house import PALLET, TEA_LABEL
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared

WARN, ASK, ERROR, OK = Tone.WARN, Tone.ASK, Tone.ERROR, Tone.OK


class Answer(NamedTuple):
    """What is answered: its tone and code, the step that follows (None: it stays), and whether it was booked."""

    tone: Tone
    code: str
    step: str | None = None
    booked: bool = False


NOT_NOW = Answer(WARN, Shared.NOT_NOW)
UNKNOWN = Answer(ERROR, "scan-unknown")

COMMON: dict[str, Answer] = {
    "": Answer(ERROR, "scan-empty"),
    "\t\r\n": Answer(ERROR, "scan-empty"),
    "nonsense": UNKNOWN,
    "4006381333930": Answer(ERROR, "scan-check-digit"),
    "]C1010400638133393": Answer(ERROR, "gs1-too-short"),
    "]C110L5": Answer(ERROR, "scan-unknown-gs1"),
    "a\x07b": Answer(ERROR, "scan-unprintable"),
    "a\udce4": Answer(ERROR, "scan-undecodable"),
    "x" * 10_000: Answer(ERROR, "scan-too-long"),
    "WXFOO": Answer(ERROR, "scan-unknown-command"),
    "WXQTY0": Answer(ERROR, "scan-quantity"),
    "U-secret": Answer(ERROR, "scan-unknown-badge"),
    "SO-1042": Answer(WARN, Shared.IS_ORDER),
    "SO-O1": Answer(WARN, Shared.IS_ORDER),
    "PO-7": Answer(WARN, Shared.IS_PURCHASE_ORDER),
    "PO-8": Answer(WARN, Shared.IS_PURCHASE_ORDER),
    "AN-7": Answer(WARN, Shared.IS_ADVANCE_NOTICE),
    PALLET: Answer(WARN, Shared.IS_PALLET),
    "PL-1": Answer(WARN, Shared.IS_PICK_LIST),
    "PA-1": Answer(WARN, Shared.IS_PARCEL),
    "GR-1": Answer(WARN, Shared.IS_RECEIPT),
    "GR-1/1": Answer(WARN, Shared.IS_RECEIVED),
    "GR-1/2": Answer(WARN, Shared.IS_TAKEN_BACK),
    "S2": Answer(WARN, Shared.IS_SUPPLIER),
    "CUP": Answer(WARN, Shared.IS_ITEM),
    "BOX": Answer(WARN, Shared.IS_ITEM),
    TEA_LABEL: Answer(WARN, Shared.IS_ITEM),
    "77": Answer(WARN, "code-of-two-kinds"),
    "24": Answer(WARN, Shared.IS_ITEM),
    "4": UNKNOWN,
    "260931": UNKNOWN,
    "2026-09-30": UNKNOWN,
    "WXQTY4": Answer(WARN, Shared.NO_NUMBER),
    "WXNO": NOT_NOW,
    "WXBACK": Answer(ASK, Shared.BACK),
    "WXCANCEL": Answer(ASK, Shared.BACK),
    "WXDONE": Answer(WARN, Shared.NOT_BOOKED),
    "WXHELP": NOT_NOW,
    "WXRECEIVE": NOT_NOW,
    "WXMOVE": NOT_NOW,
    "WXPICK": NOT_NOW,
    "WXPACK": NOT_NOW,
    "WXCOUNT": NOT_NOW,
    "WXLOOKUP": NOT_NOW,
    "WXUNDO": Answer(WARN, Shared.NOTHING_TO_UNDO),
    "WXPRINT": Answer(WARN, Shared.NOTHING_TO_PRINT),
    "WXSHORT": NOT_NOW,
    "WXSKIP": NOT_NOW,
    "WXOUT": NOT_NOW,
    "L-X-01": Answer(WARN, Shared.IS_LOCATION),
    # Last, because they may book.
    "L-A-02": Answer(WARN, Shared.IS_LOCATION),
    "WXYES": NOT_NOW,
    "WXOK": NOT_NOW,
}
"""The answer to each code where it is none of those expected, after `house.receipt_of_25`; a station says what
`WXHELP` and `WXBACK` lead to.
"""
