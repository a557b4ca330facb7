"""Whatever is scanned in whatever order: nothing raises, only what says so is booked, and the books agree."""

from datetime import UTC

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Desk
from tests.services.stock import set_house
from tests.stations.house import BOX_CASE, CLOCK_GTIN, CUP_EAN, PEN_CASE, TEA_GTIN, TEA_LABEL, moves
from warehouse_app.queries.check import findings
from warehouse_app.scanning.codes import Command
from warehouse_app.services.releasing import release
from warehouse_app.stations.count import CountStation
from warehouse_app.stations.count.steps import Said

RESTART = "the station is started anew"
VOCABULARY = [
    *(command.value for command in Command),
    *("PO-7", "S2", "24", "25", "77", "SO-1042", "PL-1", "PA-1", "A-02", "Q-01", "X-01", "L-X-01", "L77", "CUP", "TEA"),
    *(CUP_EAN, BOX_CASE, PEN_CASE, "CUP-CASE", "PEN", "MILK", "CLOCK", "SN1", "4006381333930", "2026-05-01", "260930"),
    *(f"]C101{CLOCK_GTIN}21SN1", f"01{TEA_GTIN}10AB17261231", "WXQTY0", "WXQTY999999999", "", "\t", "x" * 5_000, "7"),
]
PIECES = [
    ("L-A-01",),
    ("A-02",),
    ("D-01",),
    ("20", "CUP"),
    ("5", TEA_LABEL),
    ("3", "TEA", "L78"),
    ("TEA", "NEW", "261231"),
    ("9", "PEN"),
    ("CLOCK", "SN1"),
    ("WXDONE",),
    ("WXDONE", "WXYES"),
    ("WXUNDO",),
    ("WXCANCEL",),
    (RESTART,),
]
"""What is scanned one after the other by somebody who knows how."""
WHOLE = st.builds(
    lambda cups: ("D-01", str(cups), "CUP", "5", TEA_LABEL, "3", "TEA", "L78", "WXDONE"), st.integers(5, 35)
)
SCANS = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        WHOLE,
        st.tuples(st.one_of(st.sampled_from(VOCABULARY), st.text(max_size=12))),
    ),
    min_size=3,
    max_size=20,
).map(lambda pieces: [text for piece in pieces for text in piece])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scans=SCANS)
def test_any_sequence_of_scans_is_answered_and_leaves_sound_books(stocked: Desk, scans: list[str]) -> None:
    if not stocked.acted:
        set_house(stocked, count_tolerance_percent=30)
        release(stocked.store, stocked.act())
    # Each example is rolled back, so that all begin in the same house.
    with stocked.store.database.atomic() as example:
        station = CountStation(stocked.store, stocked.act)
        for text in scans:
            before, acted = moves(stocked), len(stocked.acted)
            if text == RESTART:
                station = CountStation(stocked.store, stocked.act)
            reply = station.scan(text)
            assert reply.message(language="en", zone=UTC)
            assert (moves(stocked) > before) is reply.booked
            assert not reply.booked or reply.code == Said.BOOKED
            assert len(stocked.acted) <= acted + 1
        assert list(findings(stocked.store)) == []
        example.rollback()


TALLIES = st.lists(
    st.tuples(
        st.sampled_from(["CUP", "PEN", "BOX", "24"]),
        st.integers(min_value=1, max_value=50),
        st.sampled_from(["kept", "taken off", "taken off after a restart"]),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tallies=TALLIES)
def test_what_is_counted_is_what_was_scanned_and_not_taken_off(
    stocked: Desk, tallies: list[tuple[str, int, str]]
) -> None:
    with stocked.store.database.atomic() as example:
        station = CountStation(stocked.store, stocked.act)
        station.scan("A-02")
        wanted: dict[str, int] = {}
        for sku, units, end in tallies:
            for text in (f"WXQTY{units}", sku):
                reply = station.scan(text)
            if end.endswith("restart"):
                station = CountStation(stocked.store, stocked.act)
                station.scan("A-02")
            if end == "kept":
                wanted[sku] = wanted.get(sku, 0) + units
            else:
                reply = station.scan("WXUNDO")
            assert reply.facts["counted"] == wanted.get(sku, 0)
        found = stocked.store.sql(
            "SELECT i.sku, l.counted FROM count_line l JOIN lot ON lot.id = l.lot_id JOIN item i ON i.id = lot.item_id "
            "WHERE l.counted > 0"
        )
        assert dict(found.fetchall()) == wanted
        example.rollback()
