"""Every step of moving meets every kind of code: tone, code, next step, and whether anything was booked."""

from functools import partial

import pytest

from tests.conftest import Desk
from tests.stations.every_code import (
    ASK,
    COMMON,
    ERROR,
    LIKE,
    OK,
    SUPPLIERS_LABEL,
    SWALLOWED,
    TEA_CODES,
    UNKNOWN,
    WARN,
    Answer,
    State,
    answers,
    changing,
)
from tests.stations.house import PEN_CASE, SIX_CUPS, TEA_LABEL, balances, mover_at, moves, receipt_of_25
from warehouse_app.queries.check import findings
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.move import MoveStation
from warehouse_app.stations.move.steps import Said
from warehouse_app.stations.words import Shared

REACHED: dict[str, State] = {
    "source": State((), StepName.SOURCE),
    "item": State(("A-02",), StepName.ITEM),
    "packs": State(("A-02", "3"), StepName.ITEM),
    "packs-again": State(("A-02", "3", "5"), StepName.ITEM, replaced=1),
    "quantity": State(("A-02", PEN_CASE), StepName.QUANTITY),
    "lot": State(("D-01", "TEA"), StepName.LOT),
    "serial": State(("A-02", "CLOCK"), StepName.SERIAL),
    "target": State(("A-02", "PEN"), StepName.TARGET),
    "proposed": State(("D-01", "CUP"), StepName.TARGET),
    "reason": State(("A-02", "PEN", "Q-01"), StepName.WHY),
    "skipped": State(("D-01", "CUP", "WXSKIP"), StepName.TARGET, replaced=1),
}
"""Each state; some steps mean something else by how they were come to."""

USUAL: dict[str, Answer] = {
    **COMMON,
    "WXBACK": Answer(ASK, Shared.BACK, StepName.ITEM),
    "WXCANCEL": Answer(ASK, Shared.BACK, StepName.ITEM),
    "WXHELP": Answer(ASK, Said.HELP),
    "WXMOVE": Answer(ASK, Said.HELP),
    "WXPRINT": Answer(ERROR, "paper-no-label-printer"),
}
NOT_THERE = Answer(ERROR, "stock-not-there")
NOTHING = Answer(WARN, "stock-nothing-there")
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
    **dict.fromkeys(["CUP", "BOX", TEA_LABEL, *TEA_CODES, SWALLOWED, SUPPLIERS_LABEL, SIX_CUPS], NOTHING),
    "L-X-01": HOLDS_NOTHING,
    "L-A-02": Answer(ASK, Said.SOURCE),
    "WXDONE": Answer(ASK, Said.SOURCE_LEFT, StepName.SOURCE),
}
AT_PACKED = {
    **AT_ITEM,
    "GR-1/1": NOT_THERE,
    **dict.fromkeys(["L-A-02", "WXDONE"], Answer(WARN, Shared.PACKS_OF_WHAT)),
}
AT_TARGET = {
    "4": Answer(ASK, Shared.GOODS),
    "WXQTY4": Answer(ASK, Shared.GOODS),
    "77": Answer(WARN, Shared.NUMBER_IS_PLACE),
    "260931": NOT_THERE,
    "L-X-01": HOLDS_NOTHING,
}
AT_LOT = dict.fromkeys(
    ["nonsense", "cup", "4", "260931", "2026-09-30", "]C110L5"],
    NO_LOT,
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
    "packs": AT_PACKED,
    "packs-again": AT_PACKED,
    "quantity": {
        "4": GOODS,
        "WXQTY4": GOODS,
        "24": NOT_THERE,
        "77": NOT_THERE,
        "260931": NOT_THERE,
    },
    "lot": {
        **AT_LOT,
        **dict.fromkeys([TEA_LABEL, *TEA_CODES], GOODS),
        SWALLOWED: Answer(WARN, Shared.LOT_UNCLEAR),
    },
    "serial": {
        **AT_LOT,
        "]C110L5": Answer(WARN, Shared.LOT_UNCLEAR),
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
    "skipped": {
        **AT_TARGET,
        "24": NOT_THERE,
        "L-A-02": MOVED,
        "WXYES": Answer(WARN, Shared.NO_PLACE),
        "WXOK": Answer(WARN, Shared.NO_PLACE),
        "WXSKIP": Answer(WARN, Shared.NOTHING_TO_SKIP),
    },
    "reason": {
        "WXBACK": Answer(ASK, Shared.BACK, StepName.TARGET),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.TARGET),
        **dict.fromkeys(["nonsense", "cup", "2026-09-30", "4", "WXQTY4"], MOVED),
        **dict.fromkeys(["77", "24", "260931"], Answer(WARN, Shared.NO_SUCH_REASON)),
    },
}
"""The answers of each state to the codes that it expects, or that it takes for something else."""

MOVING = {"action", "balance", "item_stock", "move"}
"""The tables that moving goods changes."""


def reached(desk: Desk, *scans: str) -> MoveStation:
    """Return a new station after some scans; the last place that is skipped is no question."""
    station = MoveStation(desk.store, desk.act)
    for text in scans:
        station.scan(text)
    return station


@pytest.mark.parametrize("state", REACHED)
def test_every_step_answers_every_kind_of_code(stocked: Desk, state: str) -> None:
    reaching, table = REACHED[state], ELSEWISE[state]
    receipt_of_25(stocked)
    for text, expected in answers(USUAL, table).items():
        with stocked.store.database.atomic() as rolled_back:
            station = reached(stocked, *reaching.scans)
            before, acted = moves(stocked), len(stocked.acted)
            reply, changed = changing(stocked, partial(station.scan, text))
            found = (reply.tone, reply.code, reply.step, reply.booked, moves(stocked) - before)
            step = expected.step or reaching.step
            # Goods leave one place and come to another.
            wanted = (expected.tone, expected.code, step, expected.booked, 2 * expected.booked)
            assert found == wanted, (state, text[:40])
            assert bool(reply.changes) is expected.booked, (state, text[:40])
            with_reason = {"action_reason"} if state == "reason" else set()
            assert changed == (MOVING | with_reason if expected.booked else set()), (state, text[:40])
            assert len(stocked.acted) - acted <= 1, (state, text[:40])
            rolled_back.rollback()
    assert list(findings(stocked.store)) == []


def test_the_table_speaks_of_known_codes_only() -> None:
    assert set(ELSEWISE) == set(REACHED)
    assert {text for table in ELSEWISE.values() for text in table} <= {*USUAL, *LIKE}
    assert USUAL["4"] is UNKNOWN


@pytest.mark.parametrize("state", REACHED)
def test_after_a_restart_the_place_is_asked_for_and_nothing_was_booked_or_lost(stocked: Desk, state: str) -> None:
    reaching = REACHED[state]
    before = balances(stocked), moves(stocked)
    assert reached(stocked, *reaching.scans).scan("WXHELP").step is reaching.step
    again = mover_at(stocked)
    lost = again.scan("CUP")
    assert (lost.tone, lost.code, lost.step) == (WARN, Shared.IS_ITEM, StepName.SOURCE)
    for text in reaching.again:
        again.scan(text)
    assert again.scan("WXHELP").step is reaching.step
    assert ((balances(stocked), moves(stocked)), stocked.acted) == (before, [])
    assert list(findings(stocked.store)) == []


@pytest.mark.parametrize("cancel", ["WXBACK", "WXCANCEL"])
@pytest.mark.parametrize("state", REACHED)
def test_going_back_from_every_step_ends_at_the_place_with_nothing_booked(
    stocked: Desk, state: str, cancel: str
) -> None:
    reaching = REACHED[state]
    before = moves(stocked)
    station = reached(stocked, *reaching.scans)
    for _ in reaching.scans[reaching.replaced :]:
        reply = station.scan(cancel)
        assert (reply.tone, reply.code) == (ASK, Shared.BACK)
    reply = station.scan(cancel)
    assert (reply.tone, reply.code, reply.step) == (WARN, Shared.FIRST_STEP, StepName.SOURCE)
    assert (moves(stocked), stocked.acted) == (before, [])
