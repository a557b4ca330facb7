"""Every step of receiving meets every kind of code: tone, code, next step, and whether anything was booked."""

from collections.abc import Sequence

import pytest

from tests.conftest import Desk
from tests.services.stock import count
from tests.stations.every_code import ASK, COMMON, ERROR, NOT_NOW, OK, WARN, Answer
from tests.stations.house import PALLET, PEN_CASE, SIX_CUPS, TEA_LABEL, moves, receipt_of_25, station_at
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.receive.closing_steps import Said as Closing
from warehouse_app.stations.receive.pallet_steps import Said as OfPallet
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.words import Shared

REACHED: dict[str, tuple[tuple[str, ...], StepName]] = {
    "delivery": ((), StepName.DELIVERY),
    "item": (("PO-7",), StepName.ITEM),
    "packs": (("PO-7", "3"), StepName.ITEM),
    "quantity": (("PO-7", PEN_CASE), StepName.QUANTITY),
    "lot": (("PO-7", "TEA"), StepName.LOT),
    "serial": (("PO-7", "CLOCK"), StepName.SERIAL),
    "expiry": (("PO-7", "TEA", "L9"), StepName.EXPIRY),
    "over": (("PO-7", "WXQTY20", "CUP"), StepName.OVER),
    "location": (("PO-7", "CUP"), StepName.LOCATION),
    "reason": (("PO-7", "CUP", "Q-01"), StepName.WHY),
    "staging": (("PO-7", "CUP", "SO-1042"), StepName.STAGE),
    "teach": (("PO-7", "9780201379600"), StepName.TEACH),
    "pack": (("PO-7", "9780201379600", "PEN"), StepName.PACK),
    "pieces": (("PO-7", SIX_CUPS), StepName.QUANTITY),
    "short-dated": (("PO-7", "MILK", "2026-03-08"), StepName.SHORT_DATED),
    "short-item": (("PO-7", "WXSHORT"), StepName.SHORT),
    "short-reason": (("PO-7", "WXSHORT", "CUP"), StepName.WHY_NOT),
    "notice": (("AN-7",), StepName.ITEM),
    "pallet": (("AN-7", PALLET), StepName.PALLET),
    "pallet-packs": (("AN-7", PALLET, "3"), StepName.PALLET),
    "pallet-reason": (("AN-7", PALLET, "Q-01"), StepName.WHY),
}
"""The scans that lead to each state, and the name of its step."""


def reached(desk: Desk, scans: Sequence[str]) -> ReceiveStation:
    """Return a new station after some scans; a code that is to be taught is an error first."""
    station = ReceiveStation(desk.store, desk.act)
    for text in scans:
        station.scan(text)
    return station


GOODS = Answer(ASK, Shared.GOODS, StepName.LOCATION)
UNREAD = Answer(ERROR, Shared.EXPIRY_UNREAD)
BOOKED = Answer(OK, Said.BOOKED, StepName.ITEM, booked=True)
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
AT_PALLET = {
    "CUP": GOODS,
    **dict.fromkeys(["BOX", TEA_LABEL], Answer(WARN, OfPallet.NOT_ON_IT)),
    **dict.fromkeys(["77", "24", "4", "260931", "WXQTY4"], Answer(ASK, Shared.PACKS)),
    "L-X-01": Answer(ERROR, "receipt-location-holds-no-stock"),
    "WXDONE": Answer(WARN, OfPallet.NOT_BOOKED),
    **dict.fromkeys(["L-A-02", "WXYES", "WXOK"], BOOKED_PALLET),
}
AT_LOT = {
    **dict.fromkeys(["nonsense", "4006381333930", "4", "260931", "2026-09-30", "WXFOO", "U-secret"], ANY_LOT),
    "WXQTY0": Answer(ERROR, "scan-quantity"),
    "WXSHORT": REST_SHORT,
    "WXSKIP": NOT_WITHOUT,
    PALLET: Answer(WARN, Shared.LOT_UNCLEAR),
}
AT_ITEM = {
    "AN-7": Answer(ASK, OfPallet.SWITCHED, StepName.ITEM),
    PALLET: Answer(ASK, OfPallet.PALLET, StepName.PALLET),
    "PO-8": Answer(ASK, Said.SWITCHED),
    "PO-7": Answer(ASK, Said.STARTED, StepName.ITEM),
    "CUP": GOODS,
    "BOX": Answer(WARN, Shared.GOODS, StepName.LOCATION),
    "nonsense": Answer(ASK, Said.NEW_CODE, StepName.TEACH),
    "2026-09-30": Answer(ASK, Said.NEW_CODE, StepName.TEACH),
    TEA_LABEL: GOODS,
    "77": Answer(ASK, Shared.PACKS),
    "24": GOODS,
    "4": Answer(ASK, Shared.PACKS),
    "260931": Answer(ASK, Shared.PACKS),
    "WXQTY4": Answer(ASK, Shared.PACKS),
    "WXDONE": Answer(WARN, Said.NOTHING_TO_CLOSE),
    "WXSHORT": Answer(ASK, Closing.BEGUN, StepName.SHORT),
}

ELSEWISE: dict[str, dict[str, Answer]] = {
    "delivery": {
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
    },
    "item": {
        **AT_ITEM,
        "WXBACK": Answer(ASK, Shared.BACK, StepName.DELIVERY),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.DELIVERY),
    },
    "packs": AT_ITEM,
    "quantity": {
        "77": TOO_MUCH,
        "260931": TOO_MUCH,
        "24": GOODS,
        "4": GOODS,
        "WXQTY4": GOODS,
        "WXSHORT": NOT_BOOKED,
    },
    "lot": {
        **AT_LOT,
        "]C110L5": ANY_LOT,
        "]C1010400638133393": Answer(ASK, Shared.GOODS, StepName.EXPIRY),
        TEA_LABEL: GOODS,
    },
    "serial": {
        **dict.fromkeys(AT_LOT, GOODS),
        PALLET: Answer(WARN, Shared.LOT_UNCLEAR),
        "WXQTY0": Answer(ERROR, "scan-quantity"),
        "WXSHORT": REST_SHORT,
        "WXSKIP": NOT_WITHOUT,
        "]C110L5": Answer(WARN, Shared.LOT_UNCLEAR),
        "]C1010400638133393": GOODS,
        TEA_LABEL: Answer(WARN, Shared.LOT_UNCLEAR),
    },
    "expiry": {
        **dict.fromkeys(
            ["nonsense", "4006381333930", "]C110L5", "]C1010400638133393", "WXFOO", "U-secret", "4", "260931"], UNREAD
        ),
        "2026-09-30": GOODS,
        TEA_LABEL: GOODS,
        "WXSHORT": REST_SHORT,
        "WXSKIP": NOT_WITHOUT,
        "WXBACK": Answer(ASK, Shared.BACK, StepName.LOT),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.LOT),
    },
    "over": {
        "77": Answer(ASK, Shared.GOODS),
        "24": Answer(ASK, Shared.GOODS),
        "260931": Answer(ASK, Shared.GOODS),
        "4": GOODS,
        "WXQTY4": GOODS,
        "WXNO": Answer(ASK, Said.SET_REST_ASIDE, StepName.LOCATION),
        "WXSHORT": Answer(WARN, Closing.NOTHING),
        "WXYES": GOODS,
        "WXOK": GOODS,
    },
    "location": {
        "77": TOO_MUCH,
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
    },
    "reason": {
        **dict.fromkeys(["nonsense", "2026-09-30", "4", "WXQTY4"], BOOKED),
        **dict.fromkeys(["77", "24", "260931"], Answer(WARN, Said.NO_SUCH_REASON)),
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
        **dict.fromkeys(["CUP", "BOX", TEA_LABEL, "24"], Answer(ASK, Shared.ITEM, StepName.PACK)),
        "WXDONE": NOT_NOW,
    },
    "pack": {
        **dict.fromkeys(["4", "24", "WXQTY4"], Answer(ASK, Said.TAUGHT, StepName.LOCATION)),
        **dict.fromkeys(["77", "260931"], Answer(ASK, Said.TAUGHT, StepName.OVER)),
        "WXBACK": Answer(ASK, Shared.BACK, StepName.TEACH),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.TEACH),
        "WXDONE": NOT_NOW,
    },
    "pieces": {
        **dict.fromkeys(["77", "24", "260931"], TOO_MUCH),
        **dict.fromkeys(["4", "WXQTY4", "WXYES", "WXOK"], GOODS),
        "WXSHORT": NOT_BOOKED,
    },
    "short-dated": {
        **dict.fromkeys(["77", "24", "260931", "4", "WXQTY4"], Answer(ASK, Shared.GOODS)),
        **dict.fromkeys(["WXYES", "WXOK"], GOODS),
        "WXNO": Answer(ASK, Said.SET_ASIDE, StepName.ITEM),
        "WXSHORT": REST_SHORT,
        "WXBACK": Answer(ASK, Shared.BACK, StepName.EXPIRY),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.EXPIRY),
    },
    "short-item": {
        **dict.fromkeys(["CUP", TEA_LABEL, "24"], Answer(ASK, Closing.OF_ITEM, StepName.WHY_NOT)),
        "BOX": Answer(WARN, Closing.NOTHING),
        "WXDONE": NOT_NOW,
    },
    "short-reason": {
        **dict.fromkeys(["nonsense", "2026-09-30", "4", "WXQTY4"], Answer(OK, Closing.CLOSED, StepName.ITEM)),
        **dict.fromkeys(["77", "24", "260931"], Answer(WARN, Said.NO_SUCH_REASON)),
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
    "pallet": AT_PALLET,
    "pallet-packs": {
        **AT_PALLET,
        "WXBACK": Answer(ASK, Shared.BACK, StepName.PALLET),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.PALLET),
    },
    "pallet-reason": {
        **dict.fromkeys(["nonsense", "2026-09-30", "4", "WXQTY4"], BOOKED_PALLET),
        **dict.fromkeys(["77", "24", "260931"], Answer(WARN, Said.NO_SUCH_REASON)),
        "WXDONE": Answer(WARN, OfPallet.NOT_BOOKED),
        "WXBACK": Answer(ASK, Shared.BACK, StepName.PALLET),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.PALLET),
    },
}
"""The answers of each state to the codes that it expects, or that it takes for something else."""


@pytest.mark.parametrize("state", REACHED)
def test_every_step_answers_every_kind_of_code(floor: Desk, state: str) -> None:
    scans, here = REACHED[state]
    receipt_of_25(floor)
    for text, usual in USUAL.items():
        # Each scan is rolled back, so that a code that was taught is unknown again.
        with floor.store.database.atomic() as one:
            station = reached(floor, scans)
            expected = ELSEWISE[state].get(text, usual)
            before, acted = moves(floor), len(floor.acted)
            reply = station.scan(text)
            found = (reply.tone, reply.code, reply.step, reply.booked, moves(floor) - before)
            one.rollback()
        step = expected.step or here
        assert found == (expected.tone, expected.code, step, expected.booked, int(expected.booked)), (state, text[:40])
        is_done = expected.booked or reply.code in {Said.TAUGHT, Closing.CLOSED}
        assert bool(reply.changes) is is_done, (state, text[:40])
        assert len(floor.acted) - acted <= 1, (state, text[:40])


def test_the_table_speaks_of_known_codes_only() -> None:
    assert set(ELSEWISE) == set(REACHED)
    assert {text for table in ELSEWISE.values() for text in table} <= set(USUAL)


@pytest.mark.parametrize("state", REACHED)
def test_after_a_restart_the_delivery_is_asked_for_and_gone_on_with(floor: Desk, state: str) -> None:
    scans, here = REACHED[state]
    assert station_at(floor, "PO-7", "CUP").scan("A-01").booked
    # The books have one cup by now, so 20 more are still too many.
    assert reached(floor, scans).scan("WXHELP").step is here
    again = station_at(floor)
    lost = again.scan("L-A-02")
    assert (lost.tone, lost.step, moves(floor)) == (WARN, StepName.DELIVERY, 1)
    goes_on = again.scan("PO-7")
    assert (goes_on.tone, goes_on.code, goes_on.step) == (ASK, Said.GOES_ON, StepName.ITEM)
    assert {name: goes_on.facts[name] for name in ("receipt", "ordered", "received", "to_come")} == {
        "receipt": "GR-1",
        "ordered": 152,
        "received": 1,
        "to_come": 151,
    }
    for text in scans[1:]:
        reply = again.scan(text)
    assert state in {"delivery", "item", "notice"} or reply.step is here
    assert moves(floor) == 1


@pytest.mark.parametrize("cancel", ["WXBACK", "WXCANCEL"])
@pytest.mark.parametrize("state", REACHED)
def test_going_back_from_every_step_ends_at_the_delivery_with_nothing_booked(
    floor: Desk, state: str, cancel: str
) -> None:
    scans, _ = REACHED[state]
    before = count(floor, "action")
    station = reached(floor, scans)
    for _ in scans:
        reply = station.scan(cancel)
        assert (reply.tone, reply.code) == (ASK, Shared.BACK)
    reply = station.scan(cancel)
    assert (reply.tone, reply.code, reply.step) == (WARN, Shared.FIRST_STEP, StepName.DELIVERY)
    assert (moves(floor), count(floor, "action")) == (0, before)
