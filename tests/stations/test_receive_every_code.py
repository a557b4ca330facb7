"""Every step of receiving meets every kind of code: tone, code, next step, and whether anything was booked."""

from typing import NamedTuple

import pytest

from tests.conftest import Desk
from tests.stations.house import PEN_CASE, TEA_LABEL, moves, station_at
from warehouse_app.stations.receive_steps import Said, StepName
from warehouse_app.stations.reply import Tone

WARN, ASK, ERROR, OK = Tone.WARN, Tone.ASK, Tone.ERROR, Tone.OK

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
}
"""The scans that lead to each state, and the name of its step."""


class Answer(NamedTuple):
    tone: Tone
    code: str
    step: StepName | None = None  # None: it stays
    booked: bool = False


NOT_NOW = Answer(WARN, Said.NOT_NOW)
GOODS = Answer(ASK, Said.GOODS, StepName.LOCATION)
UNREAD = Answer(ERROR, Said.EXPIRY_UNREAD)
BOOKED = Answer(OK, Said.BOOKED, StepName.ITEM, booked=True)
UNKNOWN = Answer(ERROR, "scan-unknown")
TOO_MUCH = Answer(ASK, Said.GOODS, StepName.OVER)

USUAL: dict[str, Answer] = {
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
    "SO-1042": Answer(WARN, Said.IS_ORDER),
    "SO-O1": Answer(WARN, Said.IS_ORDER),
    "PO-7": Answer(WARN, Said.IS_PURCHASE_ORDER),
    "PO-8": Answer(WARN, Said.IS_PURCHASE_ORDER),
    "PL-1": Answer(WARN, Said.IS_PICK_LIST),
    "PA-1": Answer(WARN, Said.IS_PARCEL),
    "S2": Answer(WARN, Said.IS_SUPPLIER),
    "CUP": Answer(WARN, Said.IS_ITEM),
    "BOX": Answer(WARN, Said.IS_ITEM),
    TEA_LABEL: Answer(WARN, Said.IS_ITEM),
    "77": Answer(WARN, "code-of-two-kinds"),
    "24": Answer(WARN, Said.IS_ITEM),
    "4": UNKNOWN,
    "260931": UNKNOWN,
    "2026-09-30": UNKNOWN,
    "WXQTY4": Answer(WARN, Said.NO_NUMBER),
    "WXNO": NOT_NOW,
    "WXBACK": Answer(ASK, Said.BACK, StepName.ITEM),
    "WXCANCEL": Answer(ASK, Said.BACK, StepName.ITEM),
    "WXDONE": Answer(WARN, Said.NOT_BOOKED),
    "WXHELP": Answer(ASK, Said.HELP),
    "WXRECEIVE": Answer(ASK, Said.HELP),
    "WXPICK": NOT_NOW,
    "WXUNDO": Answer(WARN, Said.NOTHING_TO_UNDO),
    "WXPRINT": NOT_NOW,
    "WXSHORT": NOT_NOW,
    "WXSKIP": NOT_NOW,
    "WXOUT": NOT_NOW,
    "L-X-01": Answer(WARN, Said.IS_LOCATION),
    # Last, because they may book.
    "L-A-02": Answer(WARN, Said.IS_LOCATION),
    "WXYES": NOT_NOW,
    "WXOK": NOT_NOW,
}
"""The answer to each code wherever it is not one of those expected."""

ANY_LOT = Answer(ASK, Said.GOODS, StepName.EXPIRY)
AT_LOT = {
    **dict.fromkeys(["nonsense", "4006381333930", "4", "260931", "2026-09-30", "WXFOO", "U-secret"], ANY_LOT),
    "WXQTY0": Answer(ERROR, "scan-quantity"),
}
AT_ITEM = {
    "PO-8": Answer(ASK, Said.SWITCHED),
    "PO-7": Answer(ASK, Said.STARTED, StepName.ITEM),
    "CUP": GOODS,
    "BOX": Answer(ERROR, "receipt-item-not-ordered"),
    TEA_LABEL: GOODS,
    "77": Answer(ASK, Said.PACKS),
    "24": GOODS,
    "4": Answer(ASK, Said.PACKS),
    "260931": Answer(ASK, Said.PACKS),
    "WXQTY4": Answer(ASK, Said.PACKS),
    "WXDONE": Answer(WARN, Said.NOTHING_TO_CLOSE),
}

ELSEWISE: dict[str, dict[str, Answer]] = {
    "delivery": {
        "PO-7": Answer(ASK, Said.STARTED, StepName.ITEM),
        "PO-8": Answer(ASK, Said.STARTED, StepName.ITEM),
        "S2": Answer(ASK, Said.BLIND, StepName.ITEM),
        "24": Answer(ASK, Said.BLIND, StepName.ITEM),
        "WXBACK": Answer(WARN, Said.FIRST_STEP),
        "WXCANCEL": Answer(WARN, Said.FIRST_STEP),
        "WXDONE": Answer(WARN, Said.NO_DELIVERY),
        "WXHELP": Answer(ASK, Said.COMMANDS),
        "WXRECEIVE": Answer(ASK, Said.COMMANDS),
    },
    "item": {
        **AT_ITEM,
        "WXBACK": Answer(ASK, Said.BACK, StepName.DELIVERY),
        "WXCANCEL": Answer(ASK, Said.BACK, StepName.DELIVERY),
    },
    "packs": AT_ITEM,
    "quantity": {
        "77": TOO_MUCH,
        "260931": TOO_MUCH,
        "24": GOODS,
        "4": GOODS,
        "WXQTY4": GOODS,
    },
    "lot": {
        **AT_LOT,
        "]C110L5": ANY_LOT,
        "]C1010400638133393": Answer(ASK, Said.GOODS, StepName.EXPIRY),
        TEA_LABEL: GOODS,
    },
    "serial": {
        **dict.fromkeys(AT_LOT, GOODS),
        "WXQTY0": Answer(ERROR, "scan-quantity"),
        "]C110L5": Answer(WARN, Said.LOT_UNCLEAR),
        "]C1010400638133393": GOODS,
        TEA_LABEL: Answer(WARN, Said.LOT_UNCLEAR),
    },
    "expiry": {
        **dict.fromkeys(
            ["nonsense", "4006381333930", "]C110L5", "]C1010400638133393", "WXFOO", "U-secret", "4", "260931"], UNREAD
        ),
        "2026-09-30": GOODS,
        TEA_LABEL: GOODS,
        "WXBACK": Answer(ASK, Said.BACK, StepName.LOT),
        "WXCANCEL": Answer(ASK, Said.BACK, StepName.LOT),
    },
    "over": {
        "77": Answer(ASK, Said.GOODS),
        "24": Answer(ASK, Said.GOODS),
        "260931": Answer(ASK, Said.GOODS),
        "4": GOODS,
        "WXQTY4": GOODS,
        "WXNO": Answer(ASK, Said.SET_ASIDE, StepName.ITEM),
        "WXYES": GOODS,
        "WXOK": GOODS,
    },
    "location": {
        "77": TOO_MUCH,
        "24": Answer(WARN, Said.NUMBER_IS_ITEM),
        "260931": TOO_MUCH,
        "4": Answer(ASK, Said.GOODS),
        "WXQTY4": Answer(ASK, Said.GOODS),
        "L-X-01": Answer(ERROR, "receipt-location-holds-no-stock"),
        "L-A-02": BOOKED,
        "WXYES": BOOKED,
        "WXOK": BOOKED,
    },
}
"""The answers of each state to the codes that it expects, or that it takes for something else."""


@pytest.mark.parametrize("state", REACHED)
def test_every_step_answers_every_kind_of_code(floor: Desk, state: str) -> None:
    scans, here = REACHED[state]
    for text, usual in USUAL.items():
        station = station_at(floor, *scans)
        expected = ELSEWISE[state].get(text, usual)
        before, acted = moves(floor), len(floor.acted)
        reply = station.scan(text)
        found = (reply.tone, reply.code, reply.step, reply.booked, moves(floor) - before)
        step = expected.step or here
        assert found == (expected.tone, expected.code, step, expected.booked, int(expected.booked)), (state, text[:40])
        assert bool(reply.changes) is expected.booked, (state, text[:40])
        assert len(floor.acted) - acted <= 1, (state, text[:40])


def test_the_table_speaks_of_known_codes_only() -> None:
    assert set(ELSEWISE) == set(REACHED)
    assert {text for table in ELSEWISE.values() for text in table} <= set(USUAL)


@pytest.mark.parametrize("state", REACHED)
def test_after_a_restart_the_delivery_is_asked_for_and_gone_on_with(floor: Desk, state: str) -> None:
    scans, here = REACHED[state]
    assert station_at(floor, "PO-7", "CUP").scan("A-01").booked
    # The books have one cup by now, so 20 more are still too many.
    assert station_at(floor, *scans).scan("WXHELP").step is here
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
    assert state in {"delivery", "item"} or reply.step is here
    assert moves(floor) == 1


@pytest.mark.parametrize("cancel", ["WXBACK", "WXCANCEL"])
@pytest.mark.parametrize("state", REACHED)
def test_going_back_from_every_step_ends_at_the_delivery_with_nothing_booked(
    floor: Desk, state: str, cancel: str
) -> None:
    scans, _ = REACHED[state]
    station = station_at(floor, *scans)
    for _ in scans:
        reply = station.scan(cancel)
        assert (reply.tone, reply.code) == (ASK, Said.BACK)
    reply = station.scan(cancel)
    assert (reply.tone, reply.code, reply.step) == (WARN, Said.FIRST_STEP, StepName.DELIVERY)
    assert (moves(floor), floor.acted) == (0, [])
