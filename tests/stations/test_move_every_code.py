"""Every step of moving meets every kind of code: tone, code, next step, and whether anything was booked."""

import pytest

from tests.conftest import Desk
from tests.stations.every_code import ASK, COMMON, ERROR, OK, UNKNOWN, WARN, Answer
from tests.stations.house import PALLET, PEN_CASE, TEA_LABEL, balances, mover_at, moves, receipt_of_25
from warehouse_app.queries.check import findings
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.move.steps import Said
from warehouse_app.stations.words import Shared

REACHED: dict[str, tuple[tuple[str, ...], StepName]] = {
    "source": ((), StepName.SOURCE),
    "item": (("A-02",), StepName.ITEM),
    "packs": (("A-02", "3"), StepName.ITEM),
    "quantity": (("A-02", PEN_CASE), StepName.QUANTITY),
    "lot": (("D-01", "TEA"), StepName.LOT),
    "serial": (("A-02", "CLOCK"), StepName.SERIAL),
    "target": (("A-02", "PEN"), StepName.TARGET),
    "proposed": (("D-01", "CUP"), StepName.TARGET),
}
"""The scans that lead to each state, and the name of its step."""

USUAL: dict[str, Answer] = {
    **COMMON,
    "WXBACK": Answer(ASK, Shared.BACK, StepName.ITEM),
    "WXCANCEL": Answer(ASK, Shared.BACK, StepName.ITEM),
    "WXHELP": Answer(ASK, Said.HELP),
    "WXMOVE": Answer(ASK, Said.HELP),
    "WXPRINT": Answer(ERROR, "paper-no-label-printer"),
}
NOT_THERE = Answer(ERROR, "stock-not-there")
NOTHING = Answer(ERROR, "stock-nothing-there")
NO_LOT = Answer(ERROR, "stock-lot-not-there")
HOLDS_NOTHING = Answer(ERROR, "stock-location-holds-no-stock")
PACKS = Answer(ASK, Shared.PACKS)
GOODS = Answer(ASK, Shared.GOODS, StepName.TARGET)
MOVED = Answer(OK, Said.MOVED, StepName.ITEM, booked=True)

AT_ITEM = {
    "4": PACKS,
    "77": PACKS,
    "260931": PACKS,
    "WXQTY4": PACKS,
    "24": GOODS,
    "GR-1/1": GOODS,
    "CUP": NOTHING,
    "BOX": NOTHING,
    TEA_LABEL: NOTHING,
    "L-X-01": HOLDS_NOTHING,
    "L-A-02": Answer(ASK, Said.SOURCE),
    "WXDONE": Answer(ASK, Said.SOURCE_LEFT, StepName.SOURCE),
}
AT_TARGET = {
    "4": Answer(ASK, Shared.GOODS),
    "WXQTY4": Answer(ASK, Shared.GOODS),
    "77": NOT_THERE,
    "260931": NOT_THERE,
    "L-X-01": HOLDS_NOTHING,
}
AT_LOT = dict.fromkeys(
    ["nonsense", "4006381333930", "4", "260931", "2026-09-30", "WXFOO", "U-secret", "]C110L5"], NO_LOT
)

ELSEWISE: dict[str, dict[str, Answer]] = {
    "source": {
        "WXPRINT": COMMON["WXPRINT"],
        "L-A-02": Answer(ASK, Said.SOURCE, StepName.ITEM),
        "L-X-01": HOLDS_NOTHING,
        "WXBACK": Answer(WARN, Shared.FIRST_STEP),
        "WXCANCEL": Answer(WARN, Shared.FIRST_STEP),
        "WXDONE": Answer(WARN, Shared.NOT_NOW),
        "WXHELP": Answer(ASK, Shared.AT_MOVE),
        "WXMOVE": Answer(ASK, Shared.AT_MOVE),
    },
    "item": {
        **AT_ITEM,
        "WXBACK": Answer(ASK, Shared.BACK, StepName.SOURCE),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.SOURCE),
    },
    "packs": {**AT_ITEM, "GR-1/1": NOT_THERE},
    "quantity": {
        "4": GOODS,
        "WXQTY4": GOODS,
        "24": NOT_THERE,
        "77": NOT_THERE,
        "260931": NOT_THERE,
    },
    "lot": {**AT_LOT, PALLET: Answer(WARN, Shared.LOT_UNCLEAR), TEA_LABEL: GOODS, "]C1010400638133393": NO_LOT},
    "serial": {
        **AT_LOT,
        "]C110L5": Answer(WARN, Shared.LOT_UNCLEAR),
        PALLET: Answer(WARN, Shared.LOT_UNCLEAR),
        "]C1010400638133393": NO_LOT,
        TEA_LABEL: Answer(WARN, Shared.LOT_UNCLEAR),
    },
    "target": {
        **AT_TARGET,
        "24": Answer(WARN, Shared.NUMBER_IS_ITEM),
        "L-A-02": Answer(ERROR, "stock-same-place"),
        "WXYES": Answer(WARN, Shared.NO_PLACE),
        "WXOK": Answer(WARN, Shared.NO_PLACE),
        "WXSKIP": Answer(WARN, Shared.NOTHING_TO_SKIP),
    },
    "proposed": {
        **AT_TARGET,
        "24": NOT_THERE,
        "L-A-02": MOVED,
        "WXYES": MOVED,
        "WXOK": MOVED,
        "WXSKIP": Answer(WARN, Said.NO_OTHER_PLACE),
    },
}
"""The answers of each state to the codes that it expects, or that it takes for something else."""


@pytest.mark.parametrize("state", REACHED)
def test_every_step_answers_every_kind_of_code(stocked: Desk, state: str) -> None:
    scans, here = REACHED[state]
    receipt_of_25(stocked)
    for text, usual in USUAL.items():
        with stocked.store.database.atomic() as rolled_back:
            station = mover_at(stocked, *scans)
            expected = ELSEWISE[state].get(text, usual)
            before, acted = moves(stocked), len(stocked.acted)
            reply = station.scan(text)
            found = (reply.tone, reply.code, reply.step, reply.booked, moves(stocked) - before)
            step = expected.step or here
            # Goods leave one place and come to another.
            wanted = (expected.tone, expected.code, step, expected.booked, 2 * expected.booked)
            assert found == wanted, (state, text[:40])
            assert bool(reply.changes) is expected.booked, (state, text[:40])
            assert len(stocked.acted) - acted <= 1, (state, text[:40])
            rolled_back.rollback()
    assert list(findings(stocked.store)) == []


def test_the_table_speaks_of_known_codes_only() -> None:
    assert set(ELSEWISE) == set(REACHED)
    assert {text for table in ELSEWISE.values() for text in table} <= set(USUAL)
    assert USUAL["4"] is UNKNOWN


@pytest.mark.parametrize("state", REACHED)
def test_after_a_restart_the_place_is_asked_for_and_nothing_was_booked_or_lost(stocked: Desk, state: str) -> None:
    scans, here = REACHED[state]
    before = balances(stocked), moves(stocked)
    assert mover_at(stocked, *scans).step is not None
    again = mover_at(stocked)
    lost = again.scan("CUP")
    assert (lost.tone, lost.code, lost.step) == (WARN, Shared.IS_ITEM, StepName.SOURCE)
    for text in scans:
        reply = again.scan(text)
        assert reply.tone is ASK
    assert state == "source" or reply.step is here
    assert ((balances(stocked), moves(stocked)), stocked.acted) == (before, [])
    assert list(findings(stocked.store)) == []


@pytest.mark.parametrize("cancel", ["WXBACK", "WXCANCEL"])
@pytest.mark.parametrize("state", REACHED)
def test_going_back_from_every_step_ends_at_the_place_with_nothing_booked(
    stocked: Desk, state: str, cancel: str
) -> None:
    scans, _ = REACHED[state]
    before = moves(stocked)
    station = mover_at(stocked, *scans)
    for _ in scans:
        reply = station.scan(cancel)
        assert (reply.tone, reply.code) == (ASK, Shared.BACK)
    reply = station.scan(cancel)
    assert (reply.tone, reply.code, reply.step) == (WARN, Shared.FIRST_STEP, StepName.SOURCE)
    assert (moves(stocked), stocked.acted) == (before, [])
