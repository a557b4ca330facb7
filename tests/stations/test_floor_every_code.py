"""While nobody is signed in, every kind of code is answered by asking for a badge; nothing is done or forgotten.

And while a lead is asked for, every kind of code is answered as at the step at which they are, and books nothing.
"""

from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import count
from tests.stations import receive_codes
from tests.stations.every_code import ASK, COMMON, ERROR, OK, WARN, Answer, State, answers, changing
from tests.stations.house import PALLET, moves, receipt_of_25
from warehouse_app.domain.statuses import Role
from warehouse_app.queries.check import findings
from warehouse_app.stations.floor import Floor, Said, StationName, StepName
from warehouse_app.stations.goods_steps import StepName as GoodsStep
from warehouse_app.stations.lending import Said as Lending
from warehouse_app.stations.words import Shared

REACHED: dict[str, State] = {
    "first-step": State((), StepName.BADGE),
    "in-hand": State(("U-anna", "PO-7", "CUP", "WXOUT"), StepName.BADGE),
    "pallet-in-hand": State(("U-anna", "AN-7", PALLET, "WXOUT"), StepName.BADGE),
    "taken-over": State(("U-anna", "PO-7", "U-bert", "WXOUT"), StepName.BADGE),
}
"""The scans after which nobody is signed in at the dock, where root opened the house."""
KEPT = {"first-step": "delivery", "in-hand": "location", "pallet-in-hand": "pallet", "taken-over": "item"}
"""The step of the station that goes on once somebody signs in."""
ELSEWISE = {
    "WXHELP": Answer(ASK, Said.NOBODY_HERE),
    "U-secret": Answer(ERROR, "scan-unknown-badge"),
}


def floor_after(desk: Desk, *scans: str) -> Floor:
    floor = Floor(desk.store, desk.act, "root", StationName.RECEIVE)
    for text in scans:
        floor.scan(text)
    return floor


@pytest.fixture
def dock(floor: Desk) -> Desk:
    """Return a desk in a house that knows two people, neither of them root."""
    receipt_of_25(floor)
    for person in ("anna", "bert"):
        floor.store.sql("INSERT INTO person (name, role) VALUES (?, ?)", (person, int(Role.LEAD)))
    return floor


@pytest.mark.parametrize("state", REACHED)
def test_every_kind_of_code_is_answered_by_asking_for_a_badge(dock: Desk, state: str) -> None:
    floor = floor_after(dock, *REACHED[state].scans)
    before = moves(dock), count(dock, "action")
    for text in COMMON:
        expected = ELSEWISE.get(text, Answer(WARN, Said.NOBODY_HERE))
        reply = floor.scan(text)
        found = (reply.tone, reply.code, reply.step, reply.booked, bool(reply.changes))
        assert found == (expected.tone, expected.code, StepName.BADGE, False, False), text[:40]
    assert (moves(dock), count(dock, "action")) == before
    # All of that changed nothing of what is in hand.
    back = floor.scan("U-bert")
    assert (back.tone, back.code, back.step) == (OK, Said.SIGNED_IN, KEPT[state])
    assert list(findings(dock.store)) == []


@pytest.mark.parametrize("state", REACHED)
def test_after_a_restart_the_badge_is_asked_for_again_and_nothing_is_in_hand(dock: Desk, state: str) -> None:
    floor_after(dock, *REACHED[state].scans)
    again = floor_after(dock)
    assert again.scan("L-A-02").step is StepName.BADGE
    back = again.scan("U-anna")
    assert (back.tone, back.code, back.step) == (OK, Said.SIGNED_IN, "delivery")


ASKING = ("PO-7", "WXQTY20", "CUP", "WXYES")
"""Scans by which a clerk asks for what only a lead may do."""
WHILE_ASKED: dict[str, Answer] = {
    **receive_codes.ELSEWISE["over"],
    **dict.fromkeys(["WXYES", "WXOK"], Answer(ERROR, Lending.LEAD_NEEDED)),
    **dict.fromkeys(["WXMOVE", "WXCOUNT", "WXLOOKUP"], Answer(WARN, Said.FINISH_FIRST)),
    "WXOUT": Answer(OK, Said.SIGNED_OUT, StepName.BADGE),
}
ANSWERED = {**answers(receive_codes.USUAL, WHILE_ASKED), "U-lea": Answer(ASK, Shared.GOODS, GoodsStep.LOCATION)}


def test_while_a_lead_is_asked_for_every_kind_of_code_is_answered_and_only_a_leads_badge_answers(floor: Desk) -> None:
    receipt_of_25(floor)
    floor.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1), ('bert', 1), ('lea', 2)")
    for text, expected in ANSWERED.items():
        there = Floor(floor.store, floor.act, "anna", StationName.RECEIVE)
        for each in ASKING:
            asked = there.scan(each)
        assert (asked.code, asked.step) == (Lending.LEAD_NEEDED, GoodsStep.OVER)
        reply, changed = changing(floor, partial(there.scan, text))
        found = (reply.tone, reply.code, reply.step, reply.booked, bool(reply.changes), changed)
        step = expected.step or GoodsStep.OVER
        assert found == (expected.tone, expected.code, step, False, False, set()), text[:40]
        # Whatever came in between, it is asked again before a lead's badge answers it.
        is_asked = expected.code == Lending.LEAD_NEEDED
        later, changed = changing(floor, partial(there.scan, "U-lea"))
        assert (later.code, changed) == (Shared.GOODS if is_asked else Said.SIGNED_IN, set()), text[:40]
