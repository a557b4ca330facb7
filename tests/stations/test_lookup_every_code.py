"""Looking up meets every kind of code: tone, code, and that it does nothing."""

from functools import partial

import pytest

from tests.conftest import Desk
from tests.stations.every_code import (
    ASK,
    COMMON,
    NOT_NOW,
    OK,
    SUPPLIERS_LABEL,
    SWALLOWED,
    TEA_CODES,
    WARN,
    Answer,
    State,
    answers,
    changing,
)
from tests.stations.house import PALLET, SIX_CUPS, TEA_LABEL, receipt_of_25
from warehouse_app.queries.check import findings
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.stations.lookup.steps import Said, StepName
from warehouse_app.stations.words import Shared

REACHED = {"anything": State((), StepName.ANYTHING)}
"""The one state, which each scan leads back to."""
EXPECTED: dict[str, Answer] = {
    **COMMON,
    "SO-1042": Answer(OK, Said.ORDER),
    "SO-O1": Answer(OK, Said.ORDER),
    "PO-7": Answer(OK, Said.PURCHASE_ORDER),
    "PO-8": Answer(OK, Said.PURCHASE_ORDER),
    "AN-7": Answer(OK, Said.ADVANCE_NOTICE_OF),
    PALLET: Answer(OK, Said.PALLET),
    "PL-1": Answer(OK, Said.PICK_LIST),
    "PA-1": Answer(OK, Said.PARCEL),
    "GR-1": Answer(OK, Said.RECEIPT),
    "GR-1/1": Answer(OK, Said.RECEIVED),
    "S2": Answer(OK, Shared.IS_SUPPLIER),
    **dict.fromkeys(["CUP", "BOX", "24", SWALLOWED, SUPPLIERS_LABEL, SIX_CUPS], Answer(OK, Said.ITEM)),
    **dict.fromkeys([TEA_LABEL, *TEA_CODES], Answer(OK, Said.LOT)),
    "L77": Answer(OK, Said.LOT),
    "SN1": Answer(OK, Said.SERIAL),
    "L-X-01": Answer(OK, Said.SHAPES_THE_WALK),
    "L-A-02": Answer(OK, Said.PLACE),
    "WXBACK": Answer(WARN, Shared.FIRST_STEP),
    "WXCANCEL": Answer(WARN, Shared.FIRST_STEP),
    "WXDONE": NOT_NOW,
    "WXUNDO": Answer(WARN, Said.BOOKS_NOTHING),
    "WXHELP": Answer(ASK, Shared.AT_LOOK_UP),
    "WXLOOKUP": Answer(ASK, Shared.AT_LOOK_UP),
}


ANSWERS = {**answers(EXPECTED, {}), "C1": Answer(OK, Said.CUSTOMER)}


@pytest.mark.parametrize("text", ANSWERS)
def test_every_kind_of_code_is_answered_and_nothing_is_booked(stocked: Desk, text: str) -> None:
    expected = ANSWERS[text]
    receipt_of_25(stocked)
    acted = len(stocked.acted)
    reply, changed = changing(stocked, partial(LookUpStation(stocked.store, stocked.act).scan, text))
    assert (reply.tone, reply.code, reply.step) == (expected.tone, expected.code, StepName.ANYTHING)
    assert (reply.booked, bool(reply.changes), changed) == (False, False, set())
    assert len(stocked.acted) == acted
    assert list(findings(stocked.store)) == []
