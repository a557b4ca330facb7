"""Another place than the proposed one, and goods that do not say what they must."""

import pytest

from tests.conftest import Desk
from tests.stations.house import PALLET, balances, codes, moves, said, station_at
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive.pallet_steps import Said as OfPallet
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared


def test_each_skip_proposes_the_next_best_place_until_there_is_none(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "8", "CUP")
    other = station.scan("WXSKIP")
    assert (other.tone, other.code, other.step) == (Tone.ASK, Shared.GOODS, StepName.LOCATION)
    assert said(other) == (
        "8 × CUP, Cup. 0 of 10 ordered on PO-7 received, 10 to come. 6 → SO-1042 (class A, waits since 3 Feb 2026), "
        "2 → D-01. Scan the place where you put them; D-01 is proposed, and WXYES takes it."
    )
    last = station.scan("WXSKIP")
    assert (last.tone, codes(last)) == (Tone.WARN, [Said.NO_OTHER_PLACE, Said.ASK_PROPOSED])
    assert said(last).startswith("There is no other place to propose. Scan any place that has room. ")
    assert moves(floor) == 0
    assert station.scan("WXYES").booked
    assert balances(floor) == {("CUP", "", "D-01"): 8}


def test_going_back_passes_by_the_places_that_were_skipped(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "8", "CUP", "WXSKIP")
    assert station.scan("WXBACK").step is StepName.ITEM
    # The number is corrected, and the best place is proposed anew.
    station = station_at(floor, "PO-7", "8", "CUP", "WXSKIP", "3")
    assert "A-01 is proposed" in said(station.scan("WXHELP"))


def test_what_is_to_be_set_aside_is_proposed_no_other_place(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "MILK")
    station.scan("2026-01-01")
    skipped = station.scan("WXSKIP")
    assert codes(skipped) == [Said.NO_OTHER_PLACE, Said.ASK_PROPOSED]
    assert "Q-01 is proposed" in said(skipped)


def test_where_no_place_is_proposed_there_is_nothing_to_skip(floor: Desk) -> None:
    floor.store.sql("DELETE FROM location WHERE code = 'D-01'")
    station = station_at(floor, "PO-7", "PEN")
    assert station.scan("WXSKIP").code == Shared.NOTHING_TO_SKIP


def test_of_a_pallet_too_another_place_is_proposed_until_there_is_none(floor: Desk) -> None:
    station = station_at(floor, "AN-7", PALLET)
    assert station.scan("WXHELP").notes[-1].facts["place"] == "A-01"
    other = station.scan("WXSKIP")
    assert (other.tone, other.code, other.step) == (Tone.ASK, OfPallet.PALLET, StepName.PALLET)
    assert "D-01 is proposed, and WXYES takes it." in said(other)
    last = station.scan("WXSKIP")
    assert (last.tone, codes(last)) == (Tone.WARN, [Said.NO_OTHER_PLACE, OfPallet.ASK_PROPOSED])
    assert "D-01 is proposed" in said(last)
    assert moves(floor) == 0
    assert station.scan("WXYES").booked
    assert balances(floor) == {("CUP", "", "D-01"): 4}


@pytest.mark.parametrize("scans", [("TEA",), ("CLOCK",), ("TEA", "L9"), ("MILK",)])
def test_goods_are_not_booked_without_what_they_must_say(floor: Desk, scans: tuple[str, ...]) -> None:
    station = station_at(floor, "PO-7", *scans)
    here = station.step
    reply = station.scan("WXSKIP")
    assert (reply.tone, reply.code, station.step) == (Tone.WARN, Said.NOT_WITHOUT, here)
    assert said(reply).startswith(
        f"{scans[0]} cannot be booked without it, not even as set aside. Keep the goods apart, and ask the supplier"
    )
    assert (moves(floor), floor.acted) == (0, [])
