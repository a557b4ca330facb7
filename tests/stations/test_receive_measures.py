"""Goods whose label says what they weigh: units where they are counted by weight, a question where they are pieces."""

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import CUP_EAN, SIX_CUPS, balances, codes, moves, said, station_at
from warehouse_app.domain.records import BarcodeRecord, ItemRecord, Kind
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.move import MoveStation
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared

_CUPS = f"]C101{CUP_EAN.zfill(14)}"


def with_ham(desk: Desk, unit: str) -> str:
    """Let ham be known, counted by weight; return the beginning of its labels."""
    keep(desk.store, desk.act(), Kind.ITEMS, [ItemRecord("HAM", "Ham", unit=unit)])
    keep(desk.store, desk.act(), Kind.BARCODES, [BarcodeRecord("HAM", "90376032900001")])
    return "]C10190376032900001"


def test_the_number_of_pieces_is_asked_about_and_booked_once_it_is_confirmed(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    reply = station.scan(SIX_CUPS)
    assert (reply.tone, codes(reply), reply.step) == (Tone.ASK, [Shared.ITEM, Said.ASK_PIECES], StepName.QUANTITY)
    assert said(reply) == "CUP, Cup. 1,500 g would be 6 (piece) of CUP: WXYES if they are, else type the number."
    assert station.scan("WXYES").facts["quantity"] == 6
    assert moves(floor) == 0
    assert station.scan("WXYES").booked
    assert balances(floor) == {("CUP", "", "A-01"): 6}


def test_whoever_counts_knows_better_than_the_scales(floor: Desk) -> None:
    station = station_at(floor, "PO-7", SIX_CUPS)
    assert station.scan("5").facts["quantity"] == 5
    station = station_at(floor, "PO-7", "2")
    assert said(station.scan(f"{_CUPS}3103000250")) == (
        "CUP, Cup. 250 g would be 1 (piece) of CUP in each of the 2 packs: WXYES if they are, else type the number."
    )
    assert station.scan("WXYES").facts["quantity"] == 2


def test_a_weight_that_is_no_whole_number_of_pieces_is_asked_for_as_before(floor: Desk) -> None:
    for label in (f"{_CUPS}3103001501", f"{_CUPS}3112000250", f"{_CUPS}3103000000"):
        station = station_at(floor, "PO-7")
        assert codes(station.scan(label)) == [Shared.ITEM, Shared.LABEL_SAYS, Shared.ASK_QUANTITY], label
        assert station.scan("WXYES").code == Shared.NOT_NOW


def test_goods_that_are_counted_by_weight_come_by_their_label(floor: Desk) -> None:
    label = with_ham(floor, "g")
    station = station_at(floor, "S1")
    reply = station.scan(f"{label}3103001250")
    assert (reply.step, reply.facts["quantity"], reply.facts["unit"]) == (StepName.LOCATION, 1250, "g")
    assert station.scan("A-02").booked
    assert balances(floor) == {("HAM", "", "A-02"): 1250}
    # The same code at another station.
    mover = MoveStation(floor.store, floor.act)
    mover.scan("A-02")
    assert mover.scan(f"{label}3103000750").facts["quantity"] == 750


def test_a_part_of_a_unit_is_asked_for_and_never_rounded(floor: Desk) -> None:
    label = with_ham(floor, "kg")
    station = station_at(floor, "S1")
    assert station.scan(f"{label}3103002000").facts["quantity"] == 2
    station = station_at(floor, "S1")
    # Thirty is how many pieces of ham there are, which is no weight.
    for text in (f"{label}3103001250", f"{label}310300125030" + "4", f"{label}30" + "4", f"{label}3112000002"):
        reply = station.scan(text)
        is_measured = Shared.LABEL_SAYS in codes(reply)
        assert is_measured is ("310" in text or "311" in text), text
        told = [Shared.ITEM, *[Shared.LABEL_SAYS] * is_measured, Shared.ASK_QUANTITY]
        assert (codes(reply), reply.step) == (told, StepName.QUANTITY), text
        station.scan("WXBACK")
