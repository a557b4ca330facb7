"""Digits that were scanned by mistake are hardly ever a quantity: more than is likely is asked about first."""

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import PALLET, SIX_CUPS, balances, codes, moves, received, said, station_at
from tests.stations.test_count import counter_at
from warehouse_app.domain.records import AdvanceNoticeRecord, BarcodeRecord, Kind
from warehouse_app.stations.goods_steps import AskMany, StepName
from warehouse_app.stations.receive.steps import AskLocation
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared


@pytest.mark.parametrize("number", ["260931", "WXQTY260931"])
def test_digits_where_the_place_is_asked_for_are_asked_about(floor: Desk, number: str) -> None:
    station = station_at(floor, "S2", "8", "CUP")
    in_hand = station.step
    asked = station.scan(number)
    assert (asked.tone, asked.code, asked.step, asked.booked) == (Tone.WARN, Shared.GOODS, StepName.MANY, False)
    assert said(asked) == (
        "260,931 × CUP, Cup. That is more than is likely. WXYES if there really are 260,931 (piece), else WXNO, or the "
        "right number of units."
    )
    no = station.scan("WXNO")
    assert (codes(no), station.step) == ([Shared.BACK, "receive-ask-proposed"], in_hand)
    station.scan(number)
    yes = station.scan("WXYES")
    assert (yes.code, yes.facts["quantity"], yes.step, moves(floor)) == (Shared.GOODS, 260_931, StepName.LOCATION, 0)
    # What was asked about is not come by again on the way back.
    assert isinstance(station.step, AskLocation)
    assert station.scan("WXBACK").step is StepName.ITEM
    assert (balances(floor), moves(floor)) == ({}, 0)


def test_ten_thousand_pass_unasked_and_one_more_does_not(floor: Desk) -> None:
    for number, step in (("10000", StepName.LOCATION), ("10001", StepName.MANY)):
        assert station_at(floor, "S2", number).scan("CUP").step is step


def test_packs_that_were_keyed_before_the_item_are_asked_about_and_forgotten(floor: Desk) -> None:
    station = station_at(floor, "S2", "1000")
    asked = station.scan("CUP-CASE")
    assert (asked.step, asked.facts["quantity"]) == (StepName.MANY, 12_000)
    no = station.scan("WXNO")
    assert (no.step, station.step) == (StepName.ITEM, station_at(floor, "S2").step)
    station = station_at(floor, "S2", "1000")
    station.scan("CUP-CASE")
    assert station.scan("WXYES").step is StepName.LOCATION
    assert station.scan("A-02").booked
    assert balances(floor) == {("CUP", "", "A-02"): 12_000}


def test_the_right_number_is_an_answer_too(floor: Desk) -> None:
    station = station_at(floor, "S2", "CUP")
    station.scan("260931")
    assert station.scan("270000").step is StepName.MANY
    right = station.scan("31")
    assert (right.facts["quantity"], right.step) == (31, StepName.LOCATION)
    assert station.scan("A-02").booked
    assert balances(floor) == {("CUP", "", "A-02"): 31}


def test_other_scans_leave_the_question_as_it_is(floor: Desk) -> None:
    station = station_at(floor, "S2", "CUP")
    station.scan("260931")
    asked = station.step
    assert isinstance(asked, AskMany)
    for text in ("A-01", "Q-01", "WXDONE", "WXSKIP", "WXSHORT", "WXHELP", "PEN", "1234567"):
        assert (station.scan(text).booked, station.step) == (False, asked), text
    assert moves(floor) == 0


def test_what_was_ordered_is_only_asked_about_where_it_is_more_than_may_come(floor: Desk) -> None:
    floor.store.sql("UPDATE purchase_line SET quantity = 20000 WHERE line = 5")
    for number, step in (("20000", StepName.LOCATION), ("22000", StepName.LOCATION), ("22001", StepName.OVER)):
        assert station_at(floor, "PO-7", number).scan("PEN").step is step, number
    station = station_at(floor, "PO-7", "260931", "PEN")
    assert (station.scan("WXYES").step, received(floor)) == (StepName.LOCATION, [])
    # What was not ordered has no such question.
    assert station_at(floor, "PO-7", "20000").scan("BOX").step is StepName.MANY


def test_what_a_notice_announces_without_an_order_is_not_asked_about(floor: Desk) -> None:
    keep(floor.store, floor.act(), Kind.ADVANCE_NOTICES, [AdvanceNoticeRecord("AN-9", "S1", "PEN", 20_000, line=1)])
    assert station_at(floor, "AN-9", "20001").scan("PEN").step is StepName.MANY
    station = station_at(floor, "AN-9", "15000")
    assert station.scan("PEN").step is StepName.LOCATION
    assert station.scan("A-02").booked
    for number, step in (("5000", StepName.LOCATION), ("15000", StepName.MANY)):
        assert station_at(floor, "AN-9", number).scan("PEN").step is step, number


def test_a_pack_that_is_known_to_be_large_is_not_asked_about_at_each_scan(stocked: Desk) -> None:
    keep(stocked.store, stocked.act(), Kind.BARCODES, [BarcodeRecord("PEN", "REEL", 15_000)])
    counter = counter_at(stocked, "A-02")
    for so_far in (15_000, 30_000):
        counted = counter.scan("REEL")
        assert (counted.code, counted.step) == ("count-tallied", StepName.ITEM)
        assert f"{so_far:,} by now" in said(counted)
    counter.scan("2")
    assert counter.scan("REEL").step is StepName.MANY
    station = station_at(stocked, "S2")
    for _ in range(2):
        assert (station.scan("REEL").step, station.scan("A-02").booked) == (StepName.LOCATION, True)


def test_a_large_pack_is_asked_about_once_while_it_is_taught(floor: Desk) -> None:
    station = station_at(floor, "S2")
    for text in ("9780201379600", "PEN"):
        station.scan(text)
    assert station.scan("12000").step is StepName.PACK
    assert station.scan("WXYES").step is StepName.LOCATION


def test_as_many_as_a_label_weighs_are_confirmed_once(floor: Desk) -> None:
    floor.store.sql("UPDATE item SET weight_g = 1 WHERE sku = 'CUP'")
    label = f"{SIX_CUPS[:-6]}015000"
    asked = station_at(floor, "S2").scan(label)
    assert asked.step is StepName.QUANTITY
    station = station_at(floor, "S2", label)
    once = station.scan("WXYES")
    assert (once.step, once.facts["quantity"]) == (StepName.LOCATION, 15_000)
    # Whoever says how many packs says a number.
    station = station_at(floor, "S2", "2", label)
    assert station.scan("WXYES").step is StepName.MANY


def test_a_number_that_was_denied_is_forgotten_and_one_step_back_leaves_the_delivery(floor: Desk) -> None:
    station = station_at(floor, "S2", "20000")
    for text, step in (("CUP", StepName.MANY), ("WXNO", StepName.ITEM), ("WXBACK", StepName.DELIVERY)):
        assert station.scan(text).step is step, text
    floor.store.sql("UPDATE advance_notice SET purchase_order_id = NULL")
    on_pallet = station_at(floor, "AN-7", PALLET).step
    station = station_at(floor, "AN-7", PALLET, "20000")
    assert station.scan("CUP").step is StepName.MANY
    assert (station.scan("WXNO").code, station.step) == (Shared.BACK, on_pallet)
    assert station.scan("WXBACK").step is StepName.ITEM


def test_what_is_counted_is_asked_about_too(stocked: Desk) -> None:
    station = counter_at(stocked, "A-02", "10001")
    asked = station.scan("PEN")
    assert (asked.tone, asked.step, asked.facts["quantity"]) == (Tone.WARN, StepName.MANY, 10_001)
    assert station.scan("WXNO").code == Shared.BACK
    assert station.step == counter_at(stocked, "A-02").step
    station.scan("10001")
    station.scan("PEN")
    counted = station.scan("WXYES")
    assert (counted.code, counted.facts["quantity"]) == ("count-tallied", 10_001)
