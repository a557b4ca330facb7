"""Every kind of code that can be scanned, and what any station answers wherever it does not expect it."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from tests.conftest import Desk
from tests.stations.house import PALLET, SIX_CUPS, TEA_GTIN, TEA_LABEL
from warehouse_app.scanning.separator import GS
from warehouse_app.stations.reply import Reply, Tone
from warehouse_app.stations.words import Shared
from warehouse_app.store.tables import TABLES

NAMES = [str(table._meta.table_name) for table in TABLES]
"""All tables of a house."""
WARN, ASK, ERROR, OK = Tone.WARN, Tone.ASK, Tone.ERROR, Tone.OK


class Answer(NamedTuple):
    """What is answered: its tone and code, the step that follows (None: it stays), and whether it was booked."""

    tone: Tone
    code: str
    step: str | None = None
    booked: bool = False


class State(NamedTuple):
    """A state of a station: the scans that lead to it, the name of its step, and the SQL that changes the house before.

    `replaced` is how many of the scans are answered in place of a step, or book, so that going back does not come by.
    `resumed` are the scans that lead there after a restart, where something of them was booked; None: the same ones.
    """

    scans: tuple[str, ...]
    step: str
    house: tuple[str, ...] = ()
    replaced: int = 0
    resumed: tuple[str, ...] | None = None

    def prepare(self, desk: Desk) -> None:
        """Change the house."""
        for statement in self.house:
            desk.store.sql(statement)

    @property
    def again(self) -> Sequence[str]:
        """The scans that lead there after a restart."""
        return self.scans if self.resumed is None else self.resumed


NO_DOCK = "DELETE FROM location WHERE code = 'D-01'"
NOT_NOW = Answer(WARN, Shared.NOT_NOW)
UNKNOWN = Answer(ERROR, "scan-unknown")

EAN_8 = "]E496385074"
UPC_E = "]E001234565"
"""Two numbers of goods that nobody has taught; UNMARKED: the first, of which the scanner does not say what it is."""
UNMARKED = "96385074"
PLAIN_GS1 = f"01{TEA_GTIN}10L77"
"""Tea of a lot, from a scanner that does not say what it read; FIRST_GS1: of one that keeps the leading FNC1."""
FIRST_GS1 = f"{GS}{PLAIN_GS1}"
LINK = f"https://id.gs1.org/01/{TEA_GTIN}/10/L77"
SUPPLIERS_LABEL = f"[)>\x1e06{GS}PCUP{GS}Q4\x1e\x04"
"""Four cups, by data identifiers."""
SWALLOWED = f"01{TEA_GTIN}10AB17261231"
"""Tea of a lot that has swallowed the day after it."""
TEA_CODES = [PLAIN_GS1, FIRST_GS1, LINK]
NO_PALLET = "]C100340123450000000024"
BRACKETS = f"(01){TEA_GTIN}(10)L77"
NO_NUMBERS = {
    "PO-99": Answer(ERROR, "scan-no-purchase-order"),
    "L-ZZ": Answer(ERROR, "scan-no-location"),
    "SO-9999": Answer(ERROR, "scan-no-order"),
    "AN-99": Answer(ERROR, "scan-no-advance-notice"),
    "GR-9/9": Answer(ERROR, "scan-no-receipt"),
    "PL-99": Answer(ERROR, "scan-no-pick-list"),
    "PA-99": Answer(ERROR, "scan-no-parcel"),
}
"""Numbers of our own that nothing has, and what is always said of them."""

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
    **dict.fromkeys([EAN_8, UPC_E, UNMARKED], Answer(ERROR, "scan-unknown-gtin")),
    NO_PALLET: Answer(ERROR, "scan-unknown-pallet"),
    BRACKETS: Answer(ERROR, "scan-brackets"),
    **NO_NUMBERS,
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
    **dict.fromkeys([TEA_LABEL, *TEA_CODES, SWALLOWED], Answer(WARN, Shared.IS_ITEM)),
    **dict.fromkeys([SUPPLIERS_LABEL, SIX_CUPS], Answer(WARN, Shared.IS_ITEM)),
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

LIKE: dict[str, str] = {
    # Blanks around a code are none of it; commands and our own codes may be typed small.
    "CUP ": "CUP",
    " po-7\t": "PO-7",
    "so-1042": "SO-1042",
    " l-A-02": "L-A-02",
    "wxback ": "WXBACK",
    "wxqty4": "WXQTY4",
    "wxyes": "WXYES",
    "cup": "CUP",
    "l-a-02": "L-A-02",
    # A customer, a count and one that there is not are nothing to scan; a station alone knows nobody's badge.
    "C1": "nonsense",
    "CS-1": "nonsense",
    "CS-99": "nonsense",
    "U-lea": "U-secret",
}
"""Codes that are answered as others are, at every step whose table has them not."""


def answers(usual: Mapping[str, Answer], table: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return the answer of a step to every kind of code: `table` has those that are not `usual` there."""
    alike = {text: table.get(LIKE.get(text, text), usual[LIKE.get(text, text)]) for text in (*usual, *LIKE)}
    return {text: table.get(text, answer) for text, answer in alike.items()}


def changing(desk: Desk, scan: Callable[[], Reply]) -> tuple[Reply, set[str]]:
    """Scan; return the reply, and the tables of the house's file whose rows are others than before."""
    connection = desk.store.database.connection()

    def rows() -> dict[str, list[object]]:
        return {table: connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in NAMES}

    before, written = rows(), connection.total_changes
    reply = scan()
    after = before if connection.total_changes == written else rows()
    return reply, {table for table in after if after[table] != before[table]}
