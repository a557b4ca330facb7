"""Whatever is scanned in whatever order on the floor: nothing raises, only what says so is booked, the books agree."""

from datetime import UTC

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Desk
from tests.stations.house import CLOCK_GTIN, CUP_EAN, PEN_CASE, TEA_GTIN, TEA_LABEL, moves
from warehouse_app.queries.check import findings
from warehouse_app.scanning.codes import Command
from warehouse_app.services.releasing import release
from warehouse_app.stations.floor import Floor, StationName

LIKELY = ["D-01", "L-A-01", "A-02", "Q-01", "CUP", "PEN", "TEA", TEA_LABEL, "L78", "WXYES", "3", "WXUNDO", "WXDONE"]
VOCABULARY = [
    *LIKELY,
    *(command.value for command in Command),
    *("PO-7", "S1", "24", "77", "SO-1042", "PL-1", "PL-2", "PA-1", "X-01", "L-77", "CUP-CASE", "CLOCK", "MILK", "BOX"),
    *(CUP_EAN, PEN_CASE, f"]C101{CLOCK_GTIN}21SN1", f"01{TEA_GTIN}10AB17261231", "SN1", "SN2", "2026-05-01", "L77"),
    *("7", "20", "WXQTY2", "WXQTY0", "WXQTY999999999", "999999", "", "\t", "U-anna", "U-bert"),
]
SCANS = st.lists(st.one_of(st.sampled_from(LIKELY), st.sampled_from(VOCABULARY), st.text(max_size=12)), max_size=25)


def assert_books_agree(desk: Desk, before: dict[str, int]) -> None:
    """Assert that balances are what the moves say, that goods came by receipts only, and that no rule is broken."""
    by_place = "SELECT lot_id, location_id, status, SUM(quantity) FROM {} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    summed = desk.store.sql(by_place.format("move")).fetchall()
    assert desk.store.sql(by_place.format("balance")).fetchall() == summed
    came = desk.store.sql(
        "SELECT i.sku, SUM(l.quantity) FROM receipt_line l JOIN lot ON lot.id = l.lot_id JOIN item i "
        "ON i.id = lot.item_id WHERE NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_line_id = l.id) "
        "GROUP BY i.sku"
    )
    expected = dict(before)
    for sku, quantity in came:
        expected[sku] = expected.get(sku, 0) + quantity
    assert units(desk) == expected
    assert list(findings(desk.store)) == []


def units(desk: Desk) -> dict[str, int]:
    """Return the units of each item in the house."""
    found = desk.store.sql(
        "SELECT i.sku, SUM(b.quantity) FROM balance b JOIN lot ON lot.id = b.lot_id JOIN item i ON i.id = lot.item_id "
        "GROUP BY i.sku HAVING SUM(b.quantity) > 0"
    )
    return dict(found.fetchall())


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scans=SCANS)
def test_any_sequence_of_scans_is_answered_and_leaves_sound_books(stocked: Desk, scans: list[str]) -> None:
    if not stocked.acted:
        release(stocked.store, stocked.act())
    before = moves(stocked), units(stocked)
    # Each example is rolled back, so that all begin in the same house.
    with stocked.store.database.atomic() as example:
        floor = Floor(stocked.store, stocked.act, "anna", StationName.MOVE)
        for text in scans:
            already, acted = moves(stocked), len(stocked.acted)
            reply = floor.scan(text)
            assert reply.message(language="en", zone=UTC)
            assert (moves(stocked) > already) is reply.booked
            assert not reply.booked or len(stocked.acted) == acted + 1
        assert_books_agree(stocked, before[1])
        example.rollback()
    assert (moves(stocked), units(stocked)) == before
