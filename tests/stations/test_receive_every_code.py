"""Every step of receiving meets every kind of code: tone, code, next step, and whether anything was booked."""

import pytest

from tests.conftest import Desk
from tests.stations.every_code import ASK, COMMON, ERROR, OK, WARN, Answer
from tests.stations.house import PEN_CASE, TEA_LABEL, moves, station_at
from warehouse_app.stations.receive_steps import Said, StepName
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
}
"""The scans that lead to each state, and the name of its step."""


GOODS = Answer(ASK, Shared.GOODS, StepName.LOCATION)
UNREAD = Answer(ERROR, Shared.EXPIRY_UNREAD)
BOOKED = Answer(OK, Said.BOOKED, StepName.ITEM, booked=True)
TOO_MUCH = Answer(ASK, Shared.GOODS, StepName.OVER)

USUAL: dict[str, Answer] = {
    **COMMON,
    "WXBACK": Answer(ASK, Shared.BACK, StepName.ITEM),
    "WXCANCEL": Answer(ASK, Shared.BACK, StepName.ITEM),
    "WXHELP": Answer(ASK, Said.HELP),
    "WXRECEIVE": Answer(ASK, Said.HELP),
}
"""The answer to each code wherever it is not one of those expected."""

ANY_LOT = Answer(ASK, Shared.GOODS, StepName.EXPIRY)
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
    "77": Answer(ASK, Shared.PACKS),
    "24": GOODS,
    "4": Answer(ASK, Shared.PACKS),
    "260931": Answer(ASK, Shared.PACKS),
    "WXQTY4": Answer(ASK, Shared.PACKS),
    "WXDONE": Answer(WARN, Said.NOTHING_TO_CLOSE),
}

ELSEWISE: dict[str, dict[str, Answer]] = {
    "delivery": {
        "PO-7": Answer(ASK, Said.STARTED, StepName.ITEM),
        "PO-8": Answer(ASK, Said.STARTED, StepName.ITEM),
        "S2": Answer(ASK, Said.BLIND, StepName.ITEM),
        "24": Answer(ASK, Said.BLIND, StepName.ITEM),
        "WXBACK": Answer(WARN, Shared.FIRST_STEP),
        "WXCANCEL": Answer(WARN, Shared.FIRST_STEP),
        "WXDONE": Answer(WARN, Said.NO_DELIVERY),
        "WXHELP": Answer(ASK, Said.COMMANDS),
        "WXRECEIVE": Answer(ASK, Said.COMMANDS),
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
    },
    "lot": {
        **AT_LOT,
        "]C110L5": ANY_LOT,
        "]C1010400638133393": Answer(ASK, Shared.GOODS, StepName.EXPIRY),
        TEA_LABEL: GOODS,
    },
    "serial": {
        **dict.fromkeys(AT_LOT, GOODS),
        "WXQTY0": Answer(ERROR, "scan-quantity"),
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
        "WXBACK": Answer(ASK, Shared.BACK, StepName.LOT),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.LOT),
    },
    "over": {
        "77": Answer(ASK, Shared.GOODS),
        "24": Answer(ASK, Shared.GOODS),
        "260931": Answer(ASK, Shared.GOODS),
        "4": GOODS,
        "WXQTY4": GOODS,
        "WXNO": Answer(ASK, Said.SET_ASIDE, StepName.ITEM),
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
        assert (reply.tone, reply.code) == (ASK, Shared.BACK)
    reply = station.scan(cancel)
    assert (reply.tone, reply.code, reply.step) == (WARN, Shared.FIRST_STEP, StepName.DELIVERY)
    assert (moves(floor), floor.acted) == (0, [])
