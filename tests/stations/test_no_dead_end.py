"""At every step each reply says what can be done next, and what stands unanswered is said as long as it stands."""

import pytest

from tests.conftest import Desk
from tests.stations.house import PALLET, codes, moves, said, station_at
from tests.stations.receive_codes import announced
from warehouse_app.stations.count import CountStation
from warehouse_app.stations.goods_steps import AskItem, StepName
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.stations.lookup.steps import Said as LookUp
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.receive.pallet_steps import AskPallet
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared

NO_ANSWER = ["WXHELP", "WXUNDO", "WXPRINT", "WXSKIP", "WXDONE", "WXQTY3"]
"""What leaves a lot that is doubted as it is."""


@pytest.mark.parametrize("text", NO_ANSWER)
def test_a_lot_that_is_doubted_is_asked_about_until_it_is_answered(stocked: Desk, text: str) -> None:
    for station, first in (
        (ReceiveStation(stocked.store, stocked.act), ("PO-7", "TEA")),
        (CountStation(stocked.store, stocked.act), ("A-02", "TEA")),
    ):
        for before in first:
            station.scan(before)
        assert codes(station.scan("L-A-02")).count(Shared.LOT_DOUBTED) == 1
        reply = station.scan(text)
        assert codes(reply)[-2:] == [Shared.LOT_DOUBTED, Shared.ASK_LOT]
        assert said(reply).endswith("If L-A-02 is what is printed all the same, scan WXYES. Scan or type the lot.")
        assert codes(station.scan("L-A-02")).count(Shared.LOT_DOUBTED) == 1
        assert Shared.LOT_DOUBTED not in codes(station.scan("WXNO"))


@pytest.mark.parametrize("text", ["WXHELP", "WXUNDO", "WXPRINT", "WXSHORT", "CUP"])
def test_a_pack_that_is_doubted_is_asked_about_until_it_is_answered(floor: Desk, text: str) -> None:
    station = ReceiveStation(floor.store, floor.act)
    for before in ("PO-7", "9780201379600", "PEN"):
        station.scan(before)
    doubted = station.scan("77")
    assert (doubted.code, Said.PACK_LARGE in codes(doubted)) == (Said.PACK_DOUBTED, False)
    reply = station.scan(text)
    assert codes(reply)[-2:] == [Said.PACK_LARGE, Said.ASK_PACK]
    assert "One scan of 9780201379600 would mean 77 × PEN (piece). If so many are in the pack all the same, scan " in (
        said(reply)
    )
    assert Said.PACK_LARGE not in codes(station.scan("WXNO"))


def test_a_number_that_waits_for_an_item_of_a_pallet_is_asked_about_at_the_end(floor: Desk) -> None:
    reply = station_at(floor, "AN-7", PALLET, "3").scan("WXDONE")
    assert (reply.tone, reply.code, reply.facts) == (Tone.WARN, Shared.PACKS_OF_WHAT, {"packs": 3})
    assert reply.step == StepName.PALLET


def test_goods_of_a_pallet_that_are_not_taken_in_lead_back_to_their_pallet(floor: Desk) -> None:
    floor.store.sql(announced(1, "MILK", "2026-03-08"))
    station = station_at(floor, "AN-7", PALLET, "2", "MILK")
    station.scan("WXYES")
    assert station.step == station_at(floor, "AN-7", PALLET, "2", "MILK", "2026-03-08").step
    refused = station.scan("WXNO")
    assert (refused.code, refused.step, moves(floor)) == (Said.SET_ASIDE, StepName.PALLET, 0)
    assert isinstance(station.step, AskPallet)
    assert station.step.packs is None
    loose = station_at(floor, "PO-7", "MILK", "2026-03-08")
    loose.scan("WXNO")
    assert isinstance(loose.step, AskItem)


def test_looking_up_says_that_it_books_nothing_and_where_bookings_are_taken_back(stocked: Desk) -> None:
    reply = LookUpStation(stocked.store, stocked.act).scan("WXUNDO")
    assert (reply.tone, reply.code) == (Tone.WARN, LookUp.BOOKS_NOTHING)
    assert said(reply).startswith(
        "Looking up books nothing that could be taken back. Go to the station where it was booked, and take it back "
        "there. Scan anything"
    )
