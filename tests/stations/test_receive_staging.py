"""Goods go straight from the truck to the order that waits: an order's code says for whom, then where they are put."""

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import allocated, balances, codes, moves, said, station_at
from warehouse_app.domain.records import Kind, OrderLineRecord
from warehouse_app.queries.check import findings
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Tone


def fixed(desk: Desk) -> list[tuple[object, ...]]:
    """Return (order, place, units, picked) of what is fixed to orders."""
    found = desk.store.sql(
        "SELECT o.number, p.code, a.quantity, a.picked FROM allocation a JOIN order_line l ON l.id = a.order_line_id "
        "JOIN sales_order o ON o.id = l.order_id JOIN location p ON p.id = a.location_id"
    )
    return [tuple(row) for row in found]


def test_what_an_order_gets_is_put_aside_and_the_rest_put_away(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "8", "CUP")
    asked = station.scan("SO-1042")
    assert (asked.tone, asked.step, asked.booked) == (Tone.ASK, StepName.STAGE, False)
    assert said(asked) == (
        "6 × CUP (piece) go to SO-1042. Scan the staging place or the tote in which they are put aside for SO-1042."
    )
    put = station.scan("S-01")
    assert (put.tone, put.code, put.step, put.booked) == (Tone.OK, Said.BOOKED, StepName.LOCATION, True)
    assert said(put).startswith("Booked on GR-1: 6 × CUP")
    assert codes(put)[-1] == Said.ASK_PROPOSED
    assert fixed(floor) == [("SO-1042", "S-01", 6, 0)]
    rest = station.scan("A-01")
    assert (rest.booked, rest.step) == (True, StepName.ITEM)
    assert balances(floor) == {("CUP", "", "S-01"): 6, ("CUP", "", "A-01"): 2}
    assert allocated(floor, "SO-1042") == 6
    assert list(findings(floor.store)) == []


def test_goods_in_a_tote_are_picked_at_once(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "4", "CUP", "SO-1042")
    put = station.scan("T-01")
    assert (put.step, put.booked) == (StepName.ITEM, True)
    assert fixed(floor) == [("SO-1042", "D-01", 4, 4)]
    assert {key: units for key, units in balances(floor).items() if units} == {("CUP", "", "T-01"): 4}
    assert list(findings(floor.store)) == []


def test_a_tote_takes_only_what_an_order_gets_and_the_place_is_asked_for_again(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "3", "24")
    refused = station.scan("T-01")
    assert (refused.tone, refused.code, refused.step) == (Tone.ERROR, "receipt-place-holds-picked", StepName.LOCATION)
    assert said(refused).startswith("T-01 is only for what an order has got. Put the 24 elsewhere; where an ")
    assert moves(floor) == 0
    assert station.scan("A-02").facts["quantity"] == 3


def test_before_its_street_date_no_order_gets_an_item_and_that_is_said(floor: Desk) -> None:
    floor.store.sql("UPDATE item SET release_date = '2026-04-01' WHERE sku = 'CUP'")
    reply = station_at(floor, "PO-7", "CUP").scan("SO-1042")
    assert (reply.tone, reply.code, reply.step, moves(floor)) == (Tone.WARN, Said.NOT_BEFORE, StepName.LOCATION, 0)
    assert said(reply).startswith("No order gets CUP before 1 Apr 2026. Put these away until then.")


def test_an_order_that_gets_nothing_is_told_so(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "CUP")
    reply = station.scan("SO-O1")
    assert (reply.tone, reply.step) == (Tone.WARN, StepName.LOCATION)
    assert said(reply).startswith("O1 gets none of this CUP now: others come first, or it wants none.")
    assert moves(floor) == 0


def test_who_comes_first_is_served_first(floor: Desk) -> None:
    keep(floor.store, floor.act(), Kind.ORDERS, [OrderLineRecord("SO-9", "C2", "CUP", 5, floor.now, line=1)])
    station = station_at(floor, "PO-7", "8", "CUP")
    reply = station.scan("SO-9")
    assert (reply.tone, reply.step) == (Tone.WARN, StepName.LOCATION)
    assert said(reply).startswith("SO-1042 comes before SO-9: put 6 × CUP aside for it first, by scanning SO-1042.")
    assert station.scan("SO-1042").step is StepName.STAGE
    assert station.scan("S-01").booked
    assert station.scan("SO-9").step is StepName.STAGE
    assert station.scan("S-01").booked
    assert fixed(floor) == [("SO-1042", "S-01", 6, 0), ("SO-9", "S-01", 2, 0)]


def test_safety_stock_does_not_lead_in_a_circle(floor: Desk) -> None:
    others = [OrderLineRecord(f"SO-{n}", "C2", "CUP", 2, floor.now, line=1) for n in (1, 2)]
    keep(floor.store, floor.act(), Kind.ORDERS, others)
    floor.store.sql("UPDATE item SET safety_stock = 5, safety_stock_open_to = 'A' WHERE sku = 'CUP'")
    floor.store.sql("UPDATE order_line SET quantity = 1 WHERE placed_at < 1770200000000000 AND rank_class = 'A'")
    station = station_at(floor, "PO-7", "10", "CUP")
    # One for class A, two for each of the others, five are kept.
    reply = station.scan("SO-2")
    assert said(reply).startswith("SO-1042 comes before SO-2: put 1 × CUP aside for it first, by scanning SO-1042.")
    assert [station.scan(text).booked for text in ("SO-1042", "S-01")] == [False, True]
    assert said(station.scan("SO-2")).startswith("SO-1 comes before SO-2: put 2 × CUP aside for it first")
    assert said(station.scan("SO-1")).startswith("2 × CUP (piece) go to SO-1.")
    put = station.scan("T-01")
    assert (put.booked, put.step) == (True, StepName.LOCATION)
    assert said(station.scan("SO-2")).startswith("2 × CUP (piece) go to SO-2.")
    assert station.scan("S-01").booked
    rest = station.scan("A-01")
    assert (rest.booked, rest.step) == (True, StepName.ITEM)
    assert fixed(floor) == [("SO-1042", "S-01", 1, 0), ("SO-1", "D-01", 2, 2), ("SO-2", "S-01", 2, 0)]
    assert balances(floor)["CUP", "", "A-01"] == 5
    assert list(findings(floor.store)) == []


def test_a_tote_is_for_an_order_that_is_named(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "CUP")
    reply = station.scan("T-01")
    assert (reply.tone, reply.step, reply.booked) == (Tone.WARN, StepName.LOCATION, False)
    assert said(reply).startswith(
        "What lies in T-01 is for one order, and SO-1042 waits for this CUP. Scan SO-1042 first, then T-01."
    )
    # Where nobody waits for it, nothing is put there.
    assert station_at(floor, "PO-7", "MILK", "2026-09-30").scan("T-01").code == "receipt-place-holds-picked"
    assert moves(floor) == 0


def test_a_bin_is_no_place_to_put_goods_aside(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "CUP", "SO-1042")
    reply = station.scan("A-01")
    assert (reply.tone, reply.step, reply.booked) == (Tone.ERROR, StepName.STAGE, False)
    assert said(reply).startswith("Nothing is put aside for an order at A-01.")
    assert (station.scan("WXBACK").step, moves(floor)) == (StepName.LOCATION, 0)


def test_what_was_put_into_a_tote_by_mistake_is_taken_back(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "6", "CUP", "SO-1042", "T-01")
    back = station.scan("WXUNDO")
    assert (back.tone, back.booked) == (Tone.OK, True)
    assert said(back).startswith("Taken back from GR-1: 6 × CUP, Cup, from T-01.")
    assert {key: units for key, units in balances(floor).items() if units} == {}
    assert allocated(floor, "SO-1042") == 0
    assert [tuple(row) for row in floor.store.sql("SELECT picked FROM order_line WHERE picked > 0")] == []
    assert list(findings(floor.store)) == []
    # The same goods come in again, to a bin this time.
    assert station.scan("6").tone is Tone.ASK
    assert [station.scan(text).booked for text in ("CUP", "A-01")] == [False, True]
    assert (allocated(floor, "SO-1042"), list(findings(floor.store))) == (6, [])


def test_what_was_put_aside_by_mistake_is_taken_back(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "6", "CUP", "SO-1042", "S-01")
    back = station.scan("WXUNDO")
    assert (back.tone, back.booked) == (Tone.OK, True)
    assert allocated(floor, "SO-1042") == 0
    assert list(findings(floor.store)) == []


def test_a_tote_holds_goods_of_one_order(floor: Desk) -> None:
    keep(floor.store, floor.act(), Kind.ORDERS, [OrderLineRecord("SO-9", "C2", "CUP", 5, floor.now, line=1)])
    station = station_at(floor, "PO-7", "8", "CUP", "SO-1042", "T-01", "SO-9")
    refused = station.scan("T-01")
    assert (refused.tone, refused.code, refused.step) == (Tone.ERROR, "tote-of-another-order", StepName.STAGE)
    assert said(refused).startswith(
        "T-01 holds goods for SO-1042, and a tote is for one order. Put these for SO-9 into another tote."
    )
    assert fixed(floor) == [("SO-1042", "D-01", 6, 6)]
    assert station.scan("S-01").booked
    look = LookUpStation(floor.store, floor.act)
    assert said(look.scan("T-01")).startswith("Place T-01 holds 6 units. At T-01 lie 6 × CUP (for SO-1042).")
    assert " Picked for it, and not shipped: 6 × CUP in T-01." in said(look.scan("SO-1042"))
    assert "Picked for it" not in said(look.scan("SO-9"))
    # Two of the eight wait at S-01 for the other order.
    assert said(look.scan("CUP")).startswith("Item CUP, Cup: 8 on hand, 8 allocated, 0 free.")
    assert list(findings(floor.store)) == []


def test_what_was_to_follow_is_still_in_hand_where_more_came_meanwhile_than_was_ordered(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "10", "CUP", "SO-1042")
    assert station_at(floor, "PO-7", "8", "CUP").scan("A-02").booked
    over = station.scan("S-01")
    assert (over.tone, over.step, over.booked) == (Tone.ASK, StepName.OVER, False)
    assert station.scan("WXYES").facts["quantity"] == 10
    assert station.scan("A-01").booked
    assert {key: units for key, units in balances(floor).items() if units} == {
        ("CUP", "", "A-02"): 8,
        ("CUP", "", "A-01"): 10,
    }


def test_what_was_refused_is_not_what_is_taken_back(floor: Desk) -> None:
    keep(floor.store, floor.act(), Kind.ORDERS, [OrderLineRecord("SO-9", "C2", "CUP", 5, floor.now, line=1)])
    station = station_at(floor, "PO-7", "8", "CUP", "SO-1042", "T-01", "SO-9")
    assert not station.scan("T-01").booked
    assert station.scan("WXBACK").step is StepName.LOCATION
    back = station.scan("WXUNDO")
    assert (back.tone, back.booked) == (Tone.OK, True)
    assert said(back).startswith("Taken back from GR-1: 6 × CUP, Cup, from T-01.")
    assert allocated(floor, "SO-1042") == 0
