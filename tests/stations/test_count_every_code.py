"""Every step of counting meets every kind of code: tone, code, next step, and what was counted or booked by it."""

import pytest

from tests.conftest import Desk
from tests.stations.every_code import ASK, COMMON, ERROR, OK, UNKNOWN, WARN, Answer
from tests.stations.house import PALLET, PEN_CASE, TEA_LABEL, moves, receipt_of_25
from tests.stations.test_count import counter_at
from warehouse_app.queries.check import findings
from warehouse_app.queries.counts import open_counts
from warehouse_app.stations.count.steps import Said
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.words import Shared

REACHED: dict[str, tuple[tuple[str, ...], StepName]] = {
    "place": ((), StepName.LOCATION),
    "item": (("A-02",), StepName.ITEM),
    "packs": (("A-02", "3"), StepName.ITEM),
    "quantity": (("A-02", PEN_CASE), StepName.QUANTITY),
    "lot": (("A-02", "TEA"), StepName.LOT),
    "serial": (("A-02", "CLOCK"), StepName.SERIAL),
    "expiry": (("A-02", "TEA", "L9"), StepName.EXPIRY),
    "empty": (("A-02", "WXDONE"), StepName.EMPTY),
}
"""The scans that lead to each state, and the name of its step."""

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
TALLIED = Answer(OK, Said.TALLIED, StepName.ITEM)
TALLIED_LOT = Answer(OK, Said.TALLIED_LOT, StepName.ITEM)
TALLIED_SERIAL = Answer(OK, Said.TALLIED_SERIAL, StepName.ITEM)
ANY_LOT = Answer(ASK, Shared.GOODS, StepName.EXPIRY)
UNREAD = Answer(ERROR, Shared.EXPIRY_UNREAD)
LEFT_OPEN = Answer(ASK, Said.LEFT_OPEN, StepName.LOCATION)

AT_ITEM = {
    **dict.fromkeys(["4", "77", "260931", "WXQTY4"], PACKS),
    **dict.fromkeys(["CUP", "BOX", "24", "GR-1/1"], TALLIED),
    TEA_LABEL: TALLIED_LOT,
}
ANY_TEXT = ["nonsense", "4006381333930", "4", "260931", "2026-09-30", "WXFOO", "U-secret"]

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
        "WXCANCEL": LEFT_OPEN,
        "WXDONE": Answer(ASK, Said.NOTHING_COUNTED, StepName.EMPTY),
    },
    "packs": {**AT_ITEM, "WXDONE": Answer(WARN, Said.PACKS_OF_WHAT)},
    "quantity": dict.fromkeys(["4", "WXQTY4", "24", "77", "260931"], TALLIED),
    "lot": {
        **dict.fromkeys([*ANY_TEXT, "]C110L5", "]C1010400638133393"], ANY_LOT),
        PALLET: Answer(WARN, Shared.LOT_UNCLEAR),
        TEA_LABEL: TALLIED_LOT,
    },
    "serial": {
        **dict.fromkeys([*ANY_TEXT, "]C1010400638133393"], TALLIED_SERIAL),
        "]C110L5": Answer(WARN, Shared.LOT_UNCLEAR),
        PALLET: Answer(WARN, Shared.LOT_UNCLEAR),
        TEA_LABEL: Answer(WARN, Shared.LOT_UNCLEAR),
    },
    "expiry": {
        **dict.fromkeys([*ANY_TEXT, "]C110L5", "]C1010400638133393"], UNREAD),
        "2026-09-30": TALLIED_LOT,
        TEA_LABEL: TALLIED_LOT,
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
CHANGING = {*COUNTING, Said.STARTED, Said.AGAIN}


def counted(desk: Desk) -> int:
    """Return how many units are counted in all counts."""
    return int(desk.store.sql("SELECT COALESCE(SUM(counted), 0) FROM count_line").fetchone()[0])


@pytest.mark.parametrize("state", REACHED)
def test_every_step_answers_every_kind_of_code(stocked: Desk, state: str) -> None:
    scans, here = REACHED[state]
    receipt_of_25(stocked)
    for text, usual in USUAL.items():
        with stocked.store.database.atomic() as rolled_back:
            station = counter_at(stocked, *scans)
            expected = ELSEWISE[state].get(text, usual)
            before, units, acted = moves(stocked), counted(stocked), len(stocked.acted)
            reply = station.scan(text)
            found = (reply.tone, reply.code, reply.step, reply.booked, moves(stocked) - before)
            step = expected.step or here
            assert found == (expected.tone, expected.code, step, False, 0), (state, text[:40])
            assert (counted(stocked) > units) is (expected.code in COUNTING), (state, text[:40])
            assert bool(reply.changes) is (expected.code in CHANGING), (state, text[:40])
            assert len(stocked.acted) - acted <= 1, (state, text[:40])
            rolled_back.rollback()
    assert list(findings(stocked.store)) == []


def test_the_table_speaks_of_known_codes_only() -> None:
    assert set(ELSEWISE) == set(REACHED)
    assert {text for table in ELSEWISE.values() for text in table} <= set(USUAL)
    assert USUAL["4"] is UNKNOWN


@pytest.mark.parametrize("state", REACHED)
def test_after_a_restart_the_place_is_asked_for_and_its_count_gone_on_with(stocked: Desk, state: str) -> None:
    scans, here = REACHED[state]
    before = moves(stocked)
    counter_at(stocked, *scans)
    again = counter_at(stocked)
    lost = again.scan("CUP")
    assert (lost.tone, lost.code, lost.step) == (WARN, Shared.IS_ITEM, StepName.LOCATION)
    for text in scans:
        reply = again.scan(text)
        assert reply.tone is ASK
    assert state == "place" or reply.step is here
    assert [each.number for each in open_counts(stocked.store)] == (["CS-1"] if scans else [])
    assert (moves(stocked), counted(stocked)) == (before, 0)


@pytest.mark.parametrize("state", [state for state, (scans, _) in REACHED.items() if scans])
def test_after_a_restart_all_that_was_counted_is_there(stocked: Desk, state: str) -> None:
    (place, *scans), here = REACHED[state]
    if state == "empty":
        scans = ["WXHELP"]
        here = StepName.ITEM
    counter_at(stocked, place, "2", "CUP", TEA_LABEL, *scans)
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
def test_going_back_from_every_step_ends_at_the_place_with_the_count_left_open(
    stocked: Desk, state: str, cancel: str
) -> None:
    scans, _ = REACHED[state]
    before = moves(stocked)
    station = counter_at(stocked, *scans)
    codes = [station.scan(cancel).code for _ in scans]
    assert codes == [*[Shared.BACK] * (len(scans) - 1), Said.LEFT_OPEN][-len(scans) or 1 :]
    reply = station.scan(cancel)
    assert (reply.tone, reply.code, reply.step) == (WARN, Shared.FIRST_STEP, StepName.LOCATION)
    assert [each.number for each in open_counts(stocked.store)] == (["CS-1"] if scans else [])
    assert (moves(stocked), counted(stocked)) == (before, 0)
