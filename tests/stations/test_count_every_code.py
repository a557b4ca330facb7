"""Every step of counting meets every kind of code: tone, code, next step, and what was counted or booked by it."""

from functools import partial

import pytest

from tests.conftest import Desk
from tests.stations.every_code import (
    ASK,
    COMMON,
    ERROR,
    LIKE,
    NO_NUMBERS,
    OK,
    SUPPLIERS_LABEL,
    SWALLOWED,
    TEA_CODES,
    UNKNOWN,
    UNMARKED,
    WARN,
    Answer,
    State,
    answers,
    changing,
)
from tests.stations.house import PEN_CASE, SIX_CUPS, TEA_LABEL, moves, receipt_of_25
from tests.stations.test_count import counter_at
from warehouse_app.queries.check import findings
from warehouse_app.queries.counts import open_counts
from warehouse_app.stations.count import CountStation
from warehouse_app.stations.count.steps import Said
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.words import Shared

REACHED: dict[str, State] = {
    "place": State((), StepName.LOCATION),
    "item": State(("A-02",), StepName.ITEM),
    "packs": State(("A-02", "3"), StepName.ITEM),
    "packs-again": State(("A-02", "3", "5"), StepName.ITEM, replaced=1),
    "second": State(("A-02", "CUP", "WXDONE"), StepName.ITEM, replaced=2, resumed=("A-02",)),
    "quantity": State(("A-02", PEN_CASE), StepName.QUANTITY),
    "many": State(("A-02", PEN_CASE, "10001"), StepName.MANY),
    "lot": State(("A-02", "TEA"), StepName.LOT),
    "lot-doubted": State(("A-02", "TEA", "L-A-02"), StepName.LOT, replaced=1),
    "serial": State(("A-02", "CLOCK"), StepName.SERIAL),
    "expiry": State(("A-02", "TEA", "L9"), StepName.EXPIRY),
    "empty": State(("A-02", "WXDONE"), StepName.EMPTY),
}
"""Each state; some steps mean something else by how they were come to."""

USUAL: dict[str, Answer] = {
    **COMMON,
    "WXBACK": Answer(ASK, Shared.BACK, StepName.ITEM),
    "WXCANCEL": Answer(ASK, Shared.BACK, StepName.ITEM),
    "WXDONE": Answer(WARN, Said.NOT_COUNTED),
    "WXUNDO": Answer(WARN, Said.NOTHING_TO_TAKE_OFF),
    "WXHELP": Answer(ASK, Said.HELP),
    "WXCOUNT": Answer(ASK, Said.HELP),
    "WXPRINT": Answer(ERROR, "paper-no-printer"),
}
PACKS = Answer(ASK, Shared.PACKS)
MANY = Answer(WARN, Shared.GOODS, StepName.MANY)
TALLIED = Answer(OK, Said.TALLIED, StepName.ITEM)
TALLIED_LOT = Answer(OK, Said.TALLIED_LOT, StepName.ITEM)
TALLIED_SERIAL = Answer(OK, Said.TALLIED_SERIAL, StepName.ITEM)
ANY_LOT = Answer(ASK, Shared.GOODS, StepName.EXPIRY)
UNREAD = Answer(ERROR, Shared.EXPIRY_UNREAD)
LEFT_OPEN = Answer(ASK, Said.LEFT_OPEN, StepName.LOCATION)
DROPPED = Answer(OK, Said.DROPPED, StepName.LOCATION)

AT_ITEM = {
    **dict.fromkeys(["4", "77", "260931", "WXQTY4"], PACKS),
    **dict.fromkeys(["CUP", "BOX", "24", "GR-1/1", SUPPLIERS_LABEL], TALLIED),
    **dict.fromkeys([TEA_LABEL, *TEA_CODES], TALLIED_LOT),
    SWALLOWED: Answer(ASK, Shared.GOODS, StepName.LOT),
    SIX_CUPS: Answer(ASK, Shared.ITEM, StepName.QUANTITY),
}
ANY_TEXT = ["nonsense", "4", "260931", "2026-09-30"]
AT_LOT = {
    **dict.fromkeys([*ANY_TEXT, "cup", "]C110L5"], ANY_LOT),
    **dict.fromkeys([TEA_LABEL, *TEA_CODES], TALLIED_LOT),
    SWALLOWED: Answer(WARN, Shared.LOT_UNCLEAR),
}

ELSEWISE: dict[str, dict[str, Answer]] = {
    "place": {
        "WXPRINT": COMMON["WXPRINT"],
        "L-A-02": Answer(ASK, Said.STARTED, StepName.ITEM),
        "L-X-01": Answer(ERROR, "stock-location-holds-no-stock"),
        "WXBACK": Answer(WARN, Shared.FIRST_STEP),
        "WXCANCEL": Answer(WARN, Shared.FIRST_STEP),
        "WXDONE": Answer(WARN, Said.NO_COUNT),
        "WXSKIP": Answer(WARN, Shared.NOTHING_TO_SKIP),
        "WXHELP": Answer(ASK, Shared.AT_COUNT),
        "WXCOUNT": Answer(ASK, Shared.AT_COUNT),
    },
    "item": {
        **AT_ITEM,
        "WXBACK": LEFT_OPEN,
        "WXCANCEL": DROPPED,
        "WXDONE": Answer(ASK, Said.NOTHING_COUNTED, StepName.EMPTY),
    },
    "packs": {**AT_ITEM, "WXDONE": Answer(WARN, Shared.PACKS_OF_WHAT)},
    "packs-again": {**AT_ITEM, "WXDONE": Answer(WARN, Shared.PACKS_OF_WHAT)},
    "second": {
        **AT_ITEM,
        "WXBACK": LEFT_OPEN,
        "WXCANCEL": LEFT_OPEN,
        "WXDONE": Answer(ASK, Said.NOTHING_COUNTED, StepName.EMPTY),
    },
    "quantity": {**dict.fromkeys(["4", "WXQTY4", "24", "77"], TALLIED), "260931": MANY},
    "many": {
        **dict.fromkeys(["4", "WXQTY4", "24", "77", "WXYES", "WXOK"], TALLIED),
        "260931": MANY,
        **dict.fromkeys(["WXNO", "WXBACK", "WXCANCEL"], Answer(ASK, Shared.BACK, StepName.QUANTITY)),
    },
    "lot": AT_LOT,
    "lot-doubted": {
        **AT_LOT,
        **dict.fromkeys(["WXYES", "WXOK"], ANY_LOT),
        "WXNO": Answer(ASK, Shared.GOODS),
    },
    "serial": {
        **dict.fromkeys([*ANY_TEXT, "cup"], TALLIED_SERIAL),
        "]C110L5": Answer(WARN, Shared.LOT_UNCLEAR),
    },
    "expiry": {
        **dict.fromkeys([*ANY_TEXT, "4006381333930", "WXFOO", UNMARKED, *NO_NUMBERS], UNREAD),
        **dict.fromkeys(["]C110L5", TEA_LABEL, *TEA_CODES, SWALLOWED], Answer(WARN, Shared.OTHER_LOT)),
        "2026-09-30": TALLIED_LOT,
        "WXBACK": Answer(ASK, Shared.BACK, StepName.LOT),
        "WXCANCEL": Answer(ASK, Shared.BACK, StepName.LOT),
    },
    "empty": {
        "WXDONE": Answer(ASK, Said.NOTHING_COUNTED),
        "WXNO": Answer(ASK, Said.GOES_ON, StepName.ITEM),
        "WXYES": Answer(WARN, Said.AGAIN, StepName.ITEM),
        "WXOK": Answer(WARN, Said.AGAIN, StepName.ITEM),
    },
}
"""The answers of each state to the codes that it expects, or that it takes for something else."""

COUNTING = {Said.TALLIED, Said.TALLIED_LOT, Said.TALLIED_SERIAL}
CHANGING: dict[str, set[str]] = {
    **{said: {"action", "count_line"} for said in COUNTING},
    Said.STARTED: {"action", "stock_count"},
    Said.DROPPED: {"action", "stock_count"},
    Said.AGAIN: {"action", "count_line", "stock_count"},
}
"""The tables that what is done changes; what is counted may be the first of its lot. Nothing else changes any."""

BEGUN: dict[str, tuple[int, list[str]]] = {
    **dict.fromkeys(REACHED, (0, ["CS-1"])),
    "place": (0, []),
    "second": (1, ["CS-2"]),
}
"""The units counted, and the open counts, once each state is reached."""


def reached(desk: Desk, *scans: str) -> CountStation:
    """Return a new station after some scans; a lot that is doubted is no question first."""
    station = CountStation(desk.store, desk.act)
    for text in scans:
        station.scan(text)
    return station


def counted(desk: Desk) -> int:
    """Return how many units are counted in all counts."""
    return int(desk.store.sql("SELECT COALESCE(SUM(counted), 0) FROM count_line").fetchone()[0])


@pytest.mark.parametrize("state", REACHED)
def test_every_step_answers_every_kind_of_code(stocked: Desk, state: str) -> None:
    reaching, table = REACHED[state], ELSEWISE[state]
    receipt_of_25(stocked)
    for text, expected in answers(USUAL, table).items():
        with stocked.store.database.atomic() as rolled_back:
            station = reached(stocked, *reaching.scans)
            before, units, acted = moves(stocked), counted(stocked), len(stocked.acted)
            reply, changed = changing(stocked, partial(station.scan, text))
            found = (reply.tone, reply.code, reply.step, reply.booked, moves(stocked) - before)
            step = expected.step or reaching.step
            assert found == (expected.tone, expected.code, step, False, 0), (state, text[:40])
            assert (counted(stocked) > units) is (expected.code in COUNTING), (state, text[:40])
            assert bool(reply.changes) is (expected.code in CHANGING), (state, text[:40])
            first = changed & {"lot"} if expected.code in COUNTING else set()
            assert changed == CHANGING.get(expected.code, set()) | first, (state, text[:40])
            assert len(stocked.acted) - acted <= 1, (state, text[:40])
            rolled_back.rollback()
    assert list(findings(stocked.store)) == []


def test_the_table_speaks_of_known_codes_only() -> None:
    assert set(ELSEWISE) == set(REACHED)
    assert {text for table in ELSEWISE.values() for text in table} <= {*USUAL, *LIKE}
    assert USUAL["4"] is UNKNOWN


@pytest.mark.parametrize("state", REACHED)
def test_after_a_restart_the_place_is_asked_for_and_its_count_gone_on_with(stocked: Desk, state: str) -> None:
    reaching = REACHED[state]
    before = moves(stocked)
    prompt = reached(stocked, *reaching.scans).scan("WXHELP").notes[-1]
    counting = counted(stocked), [each.number for each in open_counts(stocked.store)]
    again = counter_at(stocked)
    lost = again.scan("CUP")
    assert (lost.tone, lost.code, lost.step) == (WARN, Shared.IS_ITEM, StepName.LOCATION)
    for text in reaching.again:
        again.scan(text)
    help_ = again.scan("WXHELP")
    assert (help_.step, help_.notes[-1]) == (reaching.step, prompt)
    assert (counted(stocked), [each.number for each in open_counts(stocked.store)]) == counting
    assert (moves(stocked), counting) == (before, BEGUN[state])


@pytest.mark.parametrize("state", [state for state in REACHED if state not in {"place", "second"}])
def test_after_a_restart_all_that_was_counted_is_there(stocked: Desk, state: str) -> None:
    (place, *scans), here = REACHED[state][:2]
    if state == "empty":
        scans = ["WXHELP"]
        here = StepName.ITEM
    reached(stocked, place, "2", "CUP", TEA_LABEL, *scans)
    again = counter_at(stocked)
    goes_on = again.scan(place)
    assert (goes_on.tone, goes_on.code, goes_on.step) == (ASK, Said.GOES_ON, StepName.ITEM)
    assert [(part.facts["units"], part.facts["sku"]) for part in goes_on.notes[0].parts] == [(2, "CUP"), (1, "TEA")]
    for text in scans:
        reply = again.scan(text)
    assert not scans or reply.step is here
    assert counted(stocked) == 3


@pytest.mark.parametrize("cancel", ["WXBACK", "WXCANCEL"])
@pytest.mark.parametrize("state", REACHED)
def test_going_back_from_every_step_ends_at_the_place_and_cancelling_drops_a_first_count_with_nothing_in_it(
    stocked: Desk, state: str, cancel: str
) -> None:
    units, numbers = BEGUN[state]
    dropped = cancel == "WXCANCEL" and numbers == ["CS-1"]
    reaching = REACHED[state]
    before = moves(stocked)
    station = reached(stocked, *reaching.scans)
    back = reaching.scans[reaching.replaced :]
    codes = [station.scan(cancel).code for _ in back]
    last = Said.DROPPED if dropped else Said.LEFT_OPEN
    assert codes == [*[Shared.BACK] * (len(back) - 1), last][-len(back) or 1 :]
    reply = station.scan(cancel)
    assert (reply.tone, reply.code, reply.step) == (WARN, Shared.FIRST_STEP, StepName.LOCATION)
    counting = counted(stocked), [each.number for each in open_counts(stocked.store)]
    assert (moves(stocked), counting) == (before, (units, [] if dropped else numbers))
