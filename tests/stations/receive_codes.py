"""What receiving answers to every kind of code at each of its steps."""

from tests.stations.every_code import (
    ASK,
    COMMON,
    EAN_8,
    ERROR,
    NO_DOCK,
    NO_NUMBERS,
    NOT_NOW,
    OK,
    SUPPLIERS_LABEL,
    SWALLOWED,
    TEA_CODES,
    UNMARKED,
    UPC_E,
    WARN,
    Answer,
    State,
)
from tests.stations.house import PALLET, PEN_CASE, SIX_CUPS, TEA_LABEL
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive.closing_steps import Said as Closing
from warehouse_app.stations.receive.pallet_steps import Said as OfPallet
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.words import Shared


def announced(line: int, sku: str, expiry: str = "", *, lot: str = "", units: int = 4) -> str:
    """Return the SQL by which a line of the notice announces something else."""
    return (
        f"UPDATE advance_notice_line SET item_id = (SELECT id FROM item WHERE sku = '{sku}'), quantity = {units}, "
        f"lot = '{lot}', expiry = NULLIF('{expiry}', '') WHERE line = {line}"
    )


ANNOUNCED = "UPDATE advance_notice_line SET lot = 'L7', expiry = '2027-03-03' WHERE line = 2"
"""The notice says of which lot its tea is, and until when it may be used."""

REACHED: dict[str, State] = {
    "delivery": State((), StepName.DELIVERY),
    "item": State(("PO-7",), StepName.ITEM),
    "blind": State(("S2",), StepName.ITEM),
    "packs": State(("PO-7", "3"), StepName.ITEM),
    "packs-again": State(("PO-7", "3", "5"), StepName.ITEM, replaced=1),
    "quantity": State(("PO-7", PEN_CASE), StepName.QUANTITY),
    "lot": State(("PO-7", "TEA"), StepName.LOT),
    "lot-doubted": State(("PO-7", "TEA", "L-A-02"), StepName.LOT, replaced=1),
    "serial": State(("PO-7", "CLOCK"), StepName.SERIAL),
    "expiry": State(("PO-7", "TEA", "L9"), StepName.EXPIRY),
    "over": State(("PO-7", "WXQTY20", "CUP"), StepName.OVER),
    "location": State(("PO-7", "CUP"), StepName.LOCATION),
    "location-skipped": State(("PO-7", "CUP", "WXSKIP"), StepName.LOCATION, replaced=1),
    "location-unproposed": State(("PO-7", "PEN"), StepName.LOCATION, (NO_DOCK,)),
    "reason": State(("PO-7", "CUP", "Q-01"), StepName.WHY),
    "staging": State(("PO-7", "CUP", "SO-1042"), StepName.STAGE),
    "teach": State(("PO-7", "9780201379600"), StepName.TEACH),
    "pack": State(("PO-7", "9780201379600", "PEN"), StepName.PACK),
    "pack-doubted": State(("PO-7", "9780201379600", "PEN", "77"), StepName.PACK, replaced=1),
    "pieces": State(("PO-7", SIX_CUPS), StepName.QUANTITY),
    "many": State(("S2", "CUP", "260931"), StepName.MANY),
    "short-dated": State(("PO-7", "MILK", "2026-03-08"), StepName.SHORT_DATED),
    "short-item": State(("PO-7", "WXSHORT"), StepName.SHORT),
    "short-reason": State(("PO-7", "WXSHORT", "CUP"), StepName.WHY_NOT),
    "notice": State(("AN-7",), StepName.ITEM),
    "lot-announced": State(("AN-7", "TEA"), StepName.LOT, (ANNOUNCED,)),
    "lot-announced-doubted": State(("AN-7", "TEA", "L-A-02"), StepName.LOT, (ANNOUNCED,), replaced=1),
    "expiry-announced": State(("AN-7", "TEA", "L7"), StepName.EXPIRY, (ANNOUNCED,)),
    "pallet": State(("AN-7", PALLET), StepName.PALLET),
    "pallet-packs": State(("AN-7", PALLET, "3"), StepName.PALLET),
    "pallet-unproposed": State(("AN-7", PALLET), StepName.PALLET, (NO_DOCK, "UPDATE item SET home_location_id = NULL")),
    "pallet-rest": State(("AN-7", PALLET, "CUP", "WXYES"), StepName.PALLET, replaced=2, resumed=("AN-7", PALLET)),
    "pallet-over": State(
        ("AN-7", PALLET, "L-A-02"), StepName.OVER, ("UPDATE advance_notice_line SET quantity = 40 WHERE line = 1",)
    ),
    "pallet-short-dated": State(
        ("AN-7", PALLET, "L-A-02"), StepName.SHORT_DATED, (announced(1, "MILK", "2026-03-08"),)
    ),
    "pallet-reason": State(("AN-7", PALLET, "Q-01"), StepName.WHY),
    "serial-announced": State(("AN-7", "CLOCK"), StepName.SERIAL, (announced(2, "CLOCK", lot="SN7", units=1),)),
    "day-announced": State(("AN-7", "MILK"), StepName.EXPIRY, (announced(2, "MILK", "2027-03-03"),)),
    "undo": State(("PO-7", "PEN", "A-02", "WXBACK", "WXUNDO"), StepName.UNDO, replaced=4, resumed=("WXUNDO",)),
}
"""Each state; some steps mean something else by how they were come to."""


GOODS = Answer(ASK, Shared.GOODS, StepName.LOCATION)
ITEM = Answer(ASK, Shared.ITEM, StepName.QUANTITY)
NUMBER_IS_PLACE = Answer(WARN, Shared.NUMBER_IS_PLACE)
UNREAD = Answer(ERROR, Shared.EXPIRY_UNREAD)
BOOKED = Answer(OK, Said.BOOKED, StepName.ITEM, booked=True)
MANY = Answer(WARN, Shared.GOODS, StepName.MANY)
TOO_MUCH = Answer(ASK, Shared.GOODS, StepName.OVER)
REST_SHORT = Answer(ASK, Closing.OF_REST, StepName.WHY_NOT)
BOOKED_PALLET = Answer(OK, OfPallet.BOOKED, StepName.ITEM, booked=True)
NOT_BOOKED = Answer(WARN, Shared.NOT_BOOKED)
NOT_WITHOUT = Answer(WARN, Said.NOT_WITHOUT)

USUAL: dict[str, Answer] = {
    **COMMON,
    "WXBACK": Answer(ASK, Shared.BACK, StepName.ITEM),
    "WXCANCEL": Answer(ASK, Shared.BACK, StepName.ITEM),
    "WXHELP": Answer(ASK, Said.HELP),
    "WXRECEIVE": Answer(ASK, Said.HELP),
}
"""The answer to each code wherever it is not one of those expected."""

ANY_LOT = Answer(ASK, Shared.GOODS, StepName.EXPIRY)
LABELS = [TEA_LABEL, *TEA_CODES, SWALLOWED, SUPPLIERS_LABEL, SIX_CUPS]
AT_PALLET = {
    "CUP": GOODS,
    SUPPLIERS_LABEL: GOODS,
    SIX_CUPS: ITEM,
    **dict.fromkeys(["BOX", TEA_LABEL, *TEA_CODES, SWALLOWED], Answer(WARN, OfPallet.NOT_ON_IT)),
    **dict.fromkeys(["24", "4", "260931", "WXQTY4"], Answer(ASK, Shared.PACKS)),
    "77": NUMBER_IS_PLACE,
    "L-X-01": Answer(ERROR, "receipt-location-holds-no-stock"),
    "WXDONE": Answer(WARN, OfPallet.NOT_BOOKED),
    "WXSKIP": Answer(ASK, OfPallet.PALLET),
    **dict.fromkeys(["L-A-02", "WXYES", "WXOK"], BOOKED_PALLET),
}
ANY_TEXT = ["nonsense", "cup", "4", "260931", "2026-09-30"]
"""What may be a lot or a serial number; what is misread is doubted first."""
AT_LOT = {
    **dict.fromkeys([*ANY_TEXT, "]C110L5"], ANY_LOT),
    **dict.fromkeys(TEA_CODES, ANY_LOT),
    TEA_LABEL: GOODS,
    SWALLOWED: Answer(WARN, Shared.LOT_UNCLEAR),
    "WXSHORT": REST_SHORT,
    "WXSKIP": NOT_WITHOUT,
}
AT_EXPIRY = {
    **dict.fromkeys(["nonsense", "4006381333930", "WXFOO", "4", "260931", UNMARKED, *NO_NUMBERS], UNREAD),
    **dict.fromkeys(["]C110L5", TEA_LABEL, *TEA_CODES, SWALLOWED], Answer(WARN, Shared.OTHER_LOT)),
    "2026-09-30": GOODS,
    "WXSHORT": REST_SHORT,
    "WXSKIP": NOT_WITHOUT,
    "WXBACK": Answer(ASK, Shared.BACK, StepName.LOT),
    "WXCANCEL": Answer(ASK, Shared.BACK, StepName.LOT),
}
AT_LOCATION = {
    "77": NUMBER_IS_PLACE,
    "24": Answer(WARN, Shared.NUMBER_IS_ITEM),
    "260931": TOO_MUCH,
    "4": Answer(ASK, Shared.GOODS),
    "WXQTY4": Answer(ASK, Shared.GOODS),
    "L-X-01": Answer(ERROR, "receipt-location-holds-no-stock"),
    "SO-1042": Answer(ASK, Said.FOR_ORDER, StepName.STAGE),
    "SO-O1": Answer(WARN, Said.NOT_FOR),
    "WXSHORT": REST_SHORT,
    "WXSKIP": Answer(ASK, Shared.GOODS),
    "L-A-02": BOOKED,
    "WXYES": BOOKED,
    "WXOK": BOOKED,
}
AT_ITEM = {
    "AN-7": Answer(ASK, OfPallet.SWITCHED, StepName.ITEM),
    PALLET: Answer(ASK, OfPallet.PALLET, StepName.PALLET),
    "PO-8": Answer(ASK, Said.SWITCHED),
    "PO-7": Answer(ASK, Said.STARTED, StepName.ITEM),
    "CUP": GOODS,
    "BOX": Answer(WARN, Shared.GOODS, StepName.LOCATION),
    "nonsense": Answer(ERROR, Said.NEW_CODE, StepName.TEACH),
    "2026-09-30": Answer(ERROR, Said.NEW_CODE, StepName.TEACH),
    **dict.fromkeys([EAN_8, UPC_E, UNMARKED], Answer(ERROR, Said.NEW_CODE, StepName.TEACH)),
    TEA_LABEL: GOODS,
    **dict.fromkeys(TEA_CODES, ANY_LOT),
    SWALLOWED: Answer(ASK, Shared.GOODS, StepName.LOT),
    SUPPLIERS_LABEL: GOODS,
    SIX_CUPS: ITEM,
    "77": Answer(ASK, Shared.PACKS),
    "24": GOODS,
    "4": Answer(ASK, Shared.PACKS),
    "260931": Answer(ASK, Shared.PACKS),
    "WXQTY4": Answer(ASK, Shared.PACKS),
    "WXDONE": Answer(WARN, Said.NOTHING_TO_CLOSE),
    "WXSHORT": Answer(ASK, Closing.BEGUN, StepName.SHORT),
}
OF_WHAT = Answer(WARN, Shared.PACKS_OF_WHAT)
AT_PACKED = {
    **AT_ITEM,
    SUPPLIERS_LABEL: TOO_MUCH,
    **dict.fromkeys(["WXDONE", "WXSHORT", "PO-7", "PO-8", "AN-7", PALLET], OF_WHAT),
}
AT_SERIAL = {
    **dict.fromkeys(ANY_TEXT, GOODS),
    "]C110L5": Answer(WARN, Shared.LOT_UNCLEAR),
    "WXSHORT": REST_SHORT,
    "WXSKIP": NOT_WITHOUT,
}
AT_DELIVERY = {
    "PO-7": Answer(ASK, Said.STARTED, StepName.ITEM),
    "PO-8": Answer(ASK, Said.STARTED, StepName.ITEM),
    "AN-7": Answer(ASK, OfPallet.STARTED, StepName.ITEM),
    PALLET: Answer(ASK, OfPallet.PALLET, StepName.PALLET),
    "S2": Answer(ASK, Said.BLIND, StepName.ITEM),
    "24": Answer(ASK, Said.BLIND, StepName.ITEM),
    "WXBACK": Answer(WARN, Shared.FIRST_STEP),
    "WXCANCEL": Answer(WARN, Shared.FIRST_STEP),
    "WXDONE": Answer(WARN, Said.NO_DELIVERY),
    "WXHELP": Answer(ASK, Shared.AT_RECEIVE),
    "WXRECEIVE": Answer(ASK, Shared.AT_RECEIVE),
}
AT_PALLET_DOUBT = {
    **AT_PALLET,
    "WXSKIP": NOT_NOW,
    **dict.fromkeys(["24", "4", "260931", "WXQTY4"], Answer(ASK, Shared.PACKS, StepName.PALLET)),
    "L-X-01": Answer(ERROR, "receipt-location-holds-no-stock", StepName.PALLET),
    "WXNO": Answer(ASK, OfPallet.PALLET, StepName.PALLET),
    "WXBACK": Answer(ASK, Shared.BACK, StepName.PALLET),
    "WXCANCEL": Answer(ASK, Shared.BACK, StepName.PALLET),
}

ELSEWISE: dict[str, dict[str, Answer]] = {
    "delivery": AT_DELIVERY,
    "item": {
        **AT_ITEM,
        "WXBACK": Answer(ASK, Shared.BACK, StepName.DELIVERY),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.DELIVERY),
    },
    "blind": {
        **AT_ITEM,
        "PO-7": Answer(ASK, Said.SWITCHED),
        "BOX": GOODS,
        "WXSHORT": Answer(WARN, Closing.BLIND),
        "WXBACK": Answer(ASK, Shared.BACK, StepName.DELIVERY),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.DELIVERY),
    },
    "packs": AT_PACKED,
    "packs-again": AT_PACKED,
    "quantity": {
        "77": TOO_MUCH,
        "260931": TOO_MUCH,
        "24": GOODS,
        "4": GOODS,
        "WXQTY4": GOODS,
        "WXSHORT": NOT_BOOKED,
    },
    "lot": AT_LOT,
    "lot-doubted": {
        **AT_LOT,
        **dict.fromkeys(["WXYES", "WXOK"], ANY_LOT),
        "WXNO": Answer(ASK, Shared.GOODS),
    },
    "serial": AT_SERIAL,
    "serial-announced": {**AT_SERIAL, **dict.fromkeys(["WXYES", "WXOK"], GOODS)},
    "expiry": AT_EXPIRY,
    "over": {
        "77": Answer(ASK, Shared.GOODS),
        "24": Answer(ASK, Shared.GOODS),
        "260931": TOO_MUCH,
        "4": GOODS,
        "WXQTY4": GOODS,
        "WXNO": Answer(ASK, Said.SET_REST_ASIDE, StepName.LOCATION),
        "WXSHORT": Answer(WARN, Closing.NOTHING),
        "WXYES": GOODS,
        "WXOK": GOODS,
    },
    "location": AT_LOCATION,
    "location-skipped": {**AT_LOCATION, "WXSKIP": Answer(WARN, Said.NO_OTHER_PLACE)},
    "location-unproposed": {
        **AT_LOCATION,
        "SO-1042": Answer(WARN, Said.NOT_FOR),
        "WXSKIP": Answer(WARN, Shared.NOTHING_TO_SKIP),
        **dict.fromkeys(["WXYES", "WXOK"], Answer(WARN, Shared.NO_PLACE)),
    },
    "reason": {
        **dict.fromkeys(["nonsense", "cup", "2026-09-30", "4", "WXQTY4"], BOOKED),
        **dict.fromkeys(["77", "24", "260931"], Answer(WARN, Shared.NO_SUCH_REASON)),
        "WXSHORT": NOT_BOOKED,
        "WXBACK": Answer(ASK, Shared.BACK, StepName.LOCATION),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.LOCATION),
    },
    "staging": {
        "L-X-01": Answer(ERROR, "receipt-location-holds-no-stock"),
        "L-A-02": Answer(ERROR, "staging-place-of-another-kind"),
        "WXSHORT": NOT_BOOKED,
        "WXBACK": Answer(ASK, Shared.BACK, StepName.LOCATION),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.LOCATION),
    },
    "teach": {
        **dict.fromkeys(["CUP", "BOX", "24", *LABELS], Answer(ASK, Shared.ITEM, StepName.PACK)),
        "WXDONE": NOT_NOW,
    },
    "pack": {
        **dict.fromkeys(["4", "24", "WXQTY4"], Answer(ASK, Said.TAUGHT, StepName.LOCATION)),
        **dict.fromkeys(["77", "260931"], Answer(WARN, Said.PACK_DOUBTED)),
        "WXBACK": Answer(ASK, Shared.BACK, StepName.TEACH),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.TEACH),
        "WXDONE": NOT_NOW,
    },
    "pack-doubted": {
        **dict.fromkeys(["4", "24", "WXQTY4"], Answer(ASK, Said.TAUGHT, StepName.LOCATION)),
        **dict.fromkeys(["77", "260931"], Answer(WARN, Said.PACK_DOUBTED)),
        **dict.fromkeys(["WXYES", "WXOK"], Answer(ASK, Said.TAUGHT, StepName.OVER)),
        "WXNO": Answer(ASK, Shared.ITEM),
        "WXBACK": Answer(ASK, Shared.BACK, StepName.TEACH),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.TEACH),
        "WXDONE": NOT_NOW,
    },
    "pieces": {
        **dict.fromkeys(["77", "24", "260931"], TOO_MUCH),
        **dict.fromkeys(["4", "WXQTY4", "WXYES", "WXOK"], GOODS),
        "WXSHORT": NOT_BOOKED,
    },
    "many": {
        **dict.fromkeys(["4", "WXQTY4", "77", "24", "WXYES", "WXOK"], GOODS),
        "260931": MANY,
        "WXSHORT": NOT_BOOKED,
        **dict.fromkeys(["WXNO", "WXBACK", "WXCANCEL"], Answer(ASK, Shared.BACK, StepName.LOCATION)),
    },
    "short-dated": {
        **dict.fromkeys(["77", "24", "4", "260931", "WXQTY4"], Answer(ASK, Shared.GOODS)),
        **dict.fromkeys(["WXYES", "WXOK"], GOODS),
        "WXNO": Answer(ASK, Said.SET_ASIDE, StepName.ITEM),
        "WXSHORT": REST_SHORT,
        "WXBACK": Answer(ASK, Shared.BACK, StepName.EXPIRY),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.EXPIRY),
    },
    "short-item": {
        **dict.fromkeys(["CUP", "24", *LABELS], Answer(ASK, Closing.OF_ITEM, StepName.WHY_NOT)),
        "BOX": Answer(WARN, Closing.NOTHING),
        "WXDONE": NOT_NOW,
    },
    "short-reason": {
        **dict.fromkeys(["nonsense", "cup", "2026-09-30", "4", "WXQTY4"], Answer(OK, Closing.CLOSED, StepName.ITEM)),
        **dict.fromkeys(["77", "24", "260931"], Answer(WARN, Shared.NO_SUCH_REASON)),
        "WXBACK": Answer(ASK, Shared.BACK, StepName.SHORT),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.SHORT),
        "WXDONE": NOT_NOW,
    },
    "notice": {
        **AT_ITEM,
        "PO-7": Answer(ASK, Said.SWITCHED),
        "AN-7": Answer(ASK, OfPallet.STARTED),
        "WXBACK": Answer(ASK, Shared.BACK, StepName.DELIVERY),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.DELIVERY),
    },
    "lot-announced": {**AT_LOT, **dict.fromkeys(["WXYES", "WXOK"], GOODS)},
    "lot-announced-doubted": {
        **AT_LOT,
        **dict.fromkeys(["WXYES", "WXOK"], ANY_LOT),
        "WXNO": Answer(ASK, Shared.GOODS),
    },
    "expiry-announced": {**AT_EXPIRY, **dict.fromkeys(["WXYES", "WXOK"], GOODS)},
    "pallet": AT_PALLET,
    "pallet-packs": {
        **AT_PALLET,
        **dict.fromkeys(["L-A-02", "L-X-01", "WXYES", "WXOK", "WXDONE"], OF_WHAT),
        SUPPLIERS_LABEL: TOO_MUCH,
        "WXBACK": Answer(ASK, Shared.BACK, StepName.PALLET),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.PALLET),
    },
    "pallet-unproposed": {
        **AT_PALLET,
        "WXSKIP": Answer(WARN, Shared.NOTHING_TO_SKIP),
        **dict.fromkeys(["WXYES", "WXOK"], Answer(WARN, Shared.NO_PLACE)),
    },
    "pallet-rest": {
        **AT_PALLET,
        "WXUNDO": Answer(OK, Said.UNDONE, booked=True),
        "WXPRINT": Answer(ERROR, "paper-no-label-printer"),
    },
    "pallet-over": {**AT_PALLET_DOUBT, "L-A-02": Answer(ASK, "receipt-over-tolerance")},
    "pallet-short-dated": {
        **AT_PALLET_DOUBT,
        **dict.fromkeys(["CUP", SUPPLIERS_LABEL, SIX_CUPS], Answer(WARN, OfPallet.NOT_ON_IT)),
        "L-A-02": Answer(ASK, "receipt-short-dated"),
    },
    "day-announced": {
        **dict.fromkeys(["nonsense", "4006381333930", "WXFOO", "4", "260931", UNMARKED, *NO_NUMBERS], UNREAD),
        "]C110L5": Answer(WARN, Shared.NO_LAST_DAY),
        **dict.fromkeys(["2026-09-30", "WXYES", "WXOK"], GOODS),
        "WXSHORT": REST_SHORT,
        "WXSKIP": NOT_WITHOUT,
    },
    "undo": {
        # What is no answer means what it did before that was asked.
        **{text: each._replace(step=each.step or StepName.DELIVERY) for text, each in {**USUAL, **AT_DELIVERY}.items()},
        "PO-7": Answer(ASK, Said.GOES_ON, StepName.ITEM),
        **dict.fromkeys(["WXBACK", "WXCANCEL", "WXNO"], Answer(ASK, Shared.BACK, StepName.DELIVERY)),
        **dict.fromkeys(["WXHELP", "WXRECEIVE"], Answer(ASK, Shared.AT_RECEIVE)),
        **dict.fromkeys(["WXYES", "WXOK"], Answer(OK, Said.UNDONE, StepName.DELIVERY, booked=True)),
        "WXUNDO": Answer(WARN, Said.UNDO_OPEN),
        "WXPRINT": Answer(ERROR, "paper-no-label-printer"),
    },
    "pallet-reason": {
        **dict.fromkeys(["nonsense", "cup", "2026-09-30", "4", "WXQTY4"], BOOKED_PALLET),
        **dict.fromkeys(["77", "24", "260931"], Answer(WARN, Shared.NO_SUCH_REASON)),
        "WXDONE": Answer(WARN, OfPallet.NOT_BOOKED),
        "WXBACK": Answer(ASK, Shared.BACK, StepName.PALLET),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.PALLET),
    },
}
"""The answers of each state to the codes that it expects, or that it takes for something else."""
