"""What is told of goods that are received besides where they go: until when they are kept, and where too many lie."""

from tests.conftest import Desk
from tests.stations.house import CUP_EAN, TEA_GTIN, allocated, balances, build, codes, mover_at, said, station_at
from warehouse_app.services.correcting import correct_receipt
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared

KEPT = "5 × CUP are kept for pre-orders: no order gets them before 3 May 2026. "


def test_goods_that_come_before_their_street_date_are_said_to_be_kept_until_then(floor: Desk) -> None:
    floor.store.sql("UPDATE item SET release_date = '2026-05-03' WHERE sku = 'CUP'")
    station = station_at(floor, "PO-7")
    station.scan("5")
    seen = station.scan("CUP")
    assert f"5 → A-01. {KEPT}" in said(seen)
    booked = station.scan("A-01")
    assert (booked.tone, booked.booked, KEPT in said(booked)) == (Tone.OK, True, True)
    assert (allocated(floor, "SO-1042"), balances(floor)) == (0, {("CUP", "", "A-01"): 5})


def test_on_its_street_date_nothing_is_kept(floor: Desk) -> None:
    floor.store.sql("UPDATE item SET release_date = '2026-03-02' WHERE sku = 'CUP'")
    station = station_at(floor, "PO-7")
    replies = [station.scan(text) for text in ("7", "CUP", "A-01")]
    assert not any(Said.KEPT_UNTIL in codes(reply) for reply in replies)
    assert allocated(floor, "SO-1042") == 6


def test_goods_that_are_set_aside_are_not_said_to_be_kept(floor: Desk) -> None:
    floor.store.sql("UPDATE item SET release_date = '2026-05-03' WHERE sku = 'CUP'")
    station = station_at(floor, "PO-7", "CUP", "Q-01")
    assert Said.KEPT_UNTIL not in codes(station.scan("1"))


def test_a_pallet_says_until_when_its_goods_are_kept(floor: Desk) -> None:
    floor.store.sql("UPDATE item SET release_date = '2026-05-03' WHERE sku = 'CUP'")
    station = station_at(floor, "AN-7")
    for reply in (station.scan("340123450000000017"), station.scan("A-01")):
        assert "4 × CUP are kept for pre-orders: no order gets them before 3 May 2026. " in said(reply)


def test_the_label_of_a_pallet_that_nobody_announced_is_warned_about_where_it_is_booked_already(desk: Desk) -> None:
    build(desk)
    label = f"]C100340123450000000024020{CUP_EAN}3784"
    station = station_at(desk, "S2", label, "A-02")
    assert balances(desk) == {("CUP", "", "A-02"): 84}
    # After a restart too, whoever receives it.
    for supplier in ("S2", "S1"):
        again = station_at(desk, supplier).scan(label)
        assert (again.tone, again.code, again.notes[0].code, again.booked) == (
            Tone.WARN,
            Shared.GOODS,
            Said.PALLET_TWICE,
            False,
        )
    assert (
        "Pallet 340123450000000024 is booked already: 84 units on receipt GR-1. No two pallets have one number: look "
        "whether this is the same one. "
    ) in said(again)
    assert station.scan(label.replace("00024", "00031")).tone is Tone.ASK
    station.scan("WXBACK")
    # What was taken back may come again.
    assert station.scan("WXUNDO").booked
    assert station.scan(label).tone is Tone.ASK


def test_a_place_that_has_more_than_it_is_meant_to_is_told_once_it_does(floor: Desk) -> None:
    station = station_at(floor, "S2", "100", "CUP")
    assert Shared.OVERFULL not in codes(station.scan("A-01"))
    station.scan("50")
    station.scan("PEN")
    full = station.scan("A-01")
    assert (full.tone, full.booked, codes(full).count(Shared.OVERFULL)) == (Tone.OK, True, 1)
    assert "A-01 has 150 units now, more than the 100 that it is meant to hold. " in said(full)
    for text in ("50", "PEN"):
        station.scan(text)
    assert Shared.OVERFULL not in codes(station.scan("A-02"))


def test_goods_that_are_carried_are_told_of_in_the_same_way(stocked: Desk) -> None:
    stocked.store.sql("UPDATE location SET capacity = 19 WHERE code = 'A-01'")
    moved = mover_at(stocked, "D-01", "20", "CUP").scan("A-01")
    assert (moved.tone, moved.booked) == (Tone.OK, True)
    assert "A-01 has 20 units now, more than the 19 that it is meant to hold. " in said(moved)


def test_a_pallet_that_does_not_fit_is_told_of_too(floor: Desk) -> None:
    floor.store.sql("UPDATE location SET capacity = 3 WHERE code = 'A-01'")
    booked = station_at(floor, "AN-7", "340123450000000017").scan("A-01")
    assert "A-01 has 4 units now, more than the 3 that it is meant to hold. " in said(booked)


def test_a_label_is_still_known_once_what_it_was_on_is_put_right(desk: Desk) -> None:
    build(desk)
    label = f"]C100340123450000000024020{CUP_EAN}3784"
    station_at(desk, "S2", label, "A-02")
    [(booking,)] = desk.store.sql("SELECT action_id FROM action WHERE verb = 'receive'")
    for units in (80, 79):
        done = correct_receipt(desk.store, desk.act(), booking, Came("CUP"), Truth(units), why="miscounted")
        assert done.booked[0].label_sscc == "340123450000000024"
        assert f"is booked already: {units} units on receipt GR-1. " in said(station_at(desk, "S2").scan(label))
        booking = desk.store.sql("SELECT action_id FROM action ORDER BY id DESC LIMIT 1").fetchone()[0]


def test_that_a_pallet_is_here_already_is_said_where_its_place_is_confirmed_too(desk: Desk) -> None:
    build(desk)
    label = f"]C10034012345000000002402{TEA_GTIN}172609303704"
    station = station_at(desk, "S2", label, "L77", "A-02")
    for text in (label, "L78", "WXHELP", "3"):
        reply = station.scan(text)
        assert (reply.booked, codes(reply).count(Said.PALLET_TWICE)) == (False, 1)
    assert reply.tone is Tone.WARN
    assert Said.PALLET_TWICE not in codes(station.scan("A-02"))
