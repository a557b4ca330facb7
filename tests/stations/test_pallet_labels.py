"""What the label of an announced pallet says is on it: told where its notice announces something else."""

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import CUP_EAN, PALLET, SSCC, TEA_GTIN, balances, codes, moves, said, station_at
from tests.stations.receive_codes import announced
from warehouse_app.domain.records import BarcodeRecord, Kind
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive.pallet_steps import Said
from warehouse_app.stations.reply import Tone

CUP = CUP_EAN.zfill(14)
CASE = "14006381333938"
"""A case of cups."""
SAYS = "but AN-7 announces 4 × CUP. Look what is on it before you book it; if it is not what was announced, "


@pytest.mark.parametrize(
    ("content", "says"),
    [(f"02{TEA_GTIN}3707", "7 × TEA"), (f"02{CUP}3707", "7 × CUP"), (f"02{TEA_GTIN}3704", "4 × TEA")],
)
def test_a_label_that_contradicts_its_notice_is_told_before_anything_is_booked(
    floor: Desk, content: str, says: str
) -> None:
    for before in ((), ("AN-7",), ("PO-7",)):
        reply = station_at(floor, *before).scan(f"{PALLET}{content}")
        assert (reply.tone, reply.code, reply.step, reply.booked) == (Tone.WARN, Said.PALLET, StepName.PALLET, False)
        assert codes(reply).count(Said.LABEL_SAYS) == 1
        assert "On it: 4 × CUP." in said(reply)
        assert f"The label itself says {says}, {SAYS}scan it item by item." in said(reply)
    assert moves(floor) == 0


def test_it_is_booked_as_announced_where_somebody_says_so_all_the_same(floor: Desk) -> None:
    station = station_at(floor, "AN-7")
    station.scan(f"{PALLET}02{CUP}3707")
    assert station.scan("WXYES").booked
    assert balances(floor) == {("CUP", "", "A-01"): 4}


@pytest.mark.parametrize("content", ["", f"02{CUP}3704", f"02{CASE}372", "02040123450000163704", f"410{CUP[1:]}"])
def test_a_label_that_says_the_same_or_nothing_that_is_known_warns_of_nothing(floor: Desk, content: str) -> None:
    keep(floor.store, floor.act(), Kind.BARCODES, [BarcodeRecord("CUP", CASE, 2)])
    reply = station_at(floor, "AN-7").scan(f"{PALLET}{content}")
    assert (reply.tone, reply.code, reply.step) == (Tone.ASK, Said.PALLET, StepName.PALLET)
    assert {Said.LABEL_SAYS, Said.LABEL_SAYS_ITEM}.isdisjoint(codes(reply))


def test_the_cases_of_a_label_are_counted_in_base_units(floor: Desk) -> None:
    keep(floor.store, floor.act(), Kind.BARCODES, [BarcodeRecord("CUP", CASE, 2)])
    assert f"The label itself says 8 × CUP, {SAYS}" in said(station_at(floor, "AN-7").scan(f"{PALLET}02{CASE}374"))


def test_how_many_is_left_out_where_the_label_does_not_say_it_for_certain(floor: Desk) -> None:
    # The number has swallowed the lot after it.
    other = station_at(floor, "AN-7").scan(f"{PALLET}02{TEA_GTIN}37" + "24" + "105566")
    assert (other.tone, Said.LABEL_SAYS_ITEM in codes(other)) == (Tone.WARN, True)
    assert f"The label itself says TEA, {SAYS}" in said(other)
    same = station_at(floor, "AN-7").scan(f"{PALLET}02{CUP}37" + "24" + "105566")
    assert (same.tone, same.code) == (Tone.ASK, Said.PALLET)


def test_a_label_of_one_item_contradicts_a_pallet_of_two(floor: Desk) -> None:
    floor.store.sql(f"UPDATE advance_notice_line SET sscc = '{SSCC}' WHERE line = 2")
    reply = station_at(floor, "AN-7").scan(f"{PALLET}02{CUP}3704")
    assert reply.tone is Tone.WARN
    assert "The label itself says 4 × CUP, but AN-7 announces 4 × CUP, 5 × TEA." in said(reply)


def test_the_lines_of_an_item_are_added_up_and_what_came_counts_too(floor: Desk) -> None:
    floor.store.sql(announced(2, "CUP", lot="", units=5))
    floor.store.sql(f"UPDATE advance_notice_line SET sscc = '{SSCC}' WHERE line = 2")
    station = station_at(floor, "AN-7", f"{PALLET}02{CUP}379", "2", "CUP", "A-02", "WXBACK")
    again = station.scan(f"{PALLET}02{CUP}379")
    assert (again.tone, again.step) == (Tone.ASK, StepName.PALLET)
