"""Whatever is scanned in whatever order: nothing raises, only what says so is booked, and the books agree."""

from datetime import UTC

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Desk
from tests.stations.house import BOX_CASE, CLOCK_GTIN, CUP_EAN, PEN_CASE, TEA_GTIN, TEA_LABEL, moves
from warehouse_app.queries.check import findings
from warehouse_app.scanning.codes import Command
from warehouse_app.scanning.separator import GS
from warehouse_app.stations.receive import ReceiveStation

LIKELY = ["PO-7", "PO-8", "S1", "CUP", TEA_LABEL, "A-02", "L-A-01", "WXYES", "3", "WXQTY12", "WXUNDO"]
VOCABULARY = [
    *LIKELY,
    *(command.value for command in Command),
    *("S2", "24", "25", "77", "8", "SO-1042", "O1", "PL-1", "PA-1", "D-01", "Q-01", "X-01", "L-X-01", "S-01", "T-01"),
    *(CUP_EAN, BOX_CASE, PEN_CASE, "CUP-CASE", "TEA", "MILK", "CLOCK", "PEN", "BOX", "4006381333930"),
    *(f"]C101{CLOCK_GTIN}21SN1", f"]C102{TEA_GTIN}379{GS}17260101400PO-7{GS}10L1", f"01{TEA_GTIN}10AB17261231"),
    *("L77", "SN1", "2026-09-30", "260930", "2026-01-01", "WXQTY0", "WXQTY999999999", "999999", "", "\t", "x" * 5_000),
]
SCANS = st.lists(st.one_of(st.sampled_from(LIKELY), st.sampled_from(VOCABULARY), st.text(max_size=12)), max_size=25)


def assert_books_agree(desk: Desk) -> None:
    """Assert that balances and receipts are what the moves say, and that no invariant is broken."""
    by_place = (
        "SELECT lot_id, location_id, status, SUM(quantity) FROM {} GROUP BY lot_id, location_id, status ORDER BY 1, 2"
    )
    summed = desk.store.sql(by_place.format("move")).fetchall()
    assert desk.store.sql(by_place.format("balance")).fetchall() == summed
    counted = "SELECT COUNT(DISTINCT {}.action_id), SUM(l.quantity) FROM receipt_line l {}"
    came = "SELECT COUNT(*), SUM(quantity) FROM move WHERE reason = 'receipt'"
    assert desk.store.sql(came).fetchone() == desk.store.sql(counted.format("l", "")).fetchone()
    gone = "SELECT COUNT(*), -SUM(quantity) FROM move WHERE reason = 'correction'"
    reversals = "JOIN receipt_reversal v ON v.receipt_line_id = l.id"
    assert desk.store.sql(gone).fetchone() == desk.store.sql(counted.format("v", reversals)).fetchone()
    assert list(findings(desk.store)) == []


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scans=SCANS)
def test_any_sequence_of_scans_is_answered_and_leaves_sound_books(floor: Desk, scans: list[str]) -> None:
    # Each example is rolled back, so that all begin in the same house.
    with floor.store.database.atomic() as example:
        station = ReceiveStation(floor.store, floor.act)
        for text in scans:
            before, acted = moves(floor), len(floor.acted)
            reply = station.scan(text)
            assert reply.message(language="en", zone=UTC)
            assert (moves(floor) > before) == reply.booked
            assert not reply.booked or len(floor.acted) == acted + 1
        assert_books_agree(floor)
        example.rollback()
    assert moves(floor) == 0
