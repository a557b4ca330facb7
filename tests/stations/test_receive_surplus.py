"""More came than was ordered: what of it is put away, what is set aside, and what is told of it afterwards."""

from tests.conftest import Desk
from tests.stations.house import balances, codes, moves, received, said, station_at
from warehouse_app.services.closing_short import close_short
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared


def lying_as(desk: Desk, sku: str) -> dict[tuple[str, str], int]:
    """Return the units of an item that lie in each state and place."""
    found = desk.store.sql(
        "SELECT b.status, loc.code, SUM(b.quantity) FROM balance b JOIN lot ON lot.id = b.lot_id "
        "JOIN item i ON i.id = lot.item_id JOIN location loc ON loc.id = b.location_id "
        "WHERE i.sku = ? AND b.quantity > 0 GROUP BY b.status, loc.code",
        (sku,),
    )
    return {(status, place): int(units) for status, place, units in found}


def looked_up(desk: Desk, number: str) -> str:
    """Return what looking up says of a purchase order."""
    return said(LookUpStation(desk.store, desk.act).scan(f"PO-{number}"))


def test_surplus_goes_to_quarantine_with_a_reason(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "5", "CUP", "A-01", "2", "CUP")
    asked = station.scan("L-Q-01")
    assert (asked.tone, asked.code, asked.step, moves(floor)) == (Tone.ASK, Shared.GOODS, StepName.WHY, 1)
    assert station.scan("WXBACK").step is StepName.OVER
    station.scan("Q-01")
    reply = station.scan("4")
    assert (reply.tone, reply.code, reply.booked, reply.step) == (Tone.OK, Said.BOOKED, True, StepName.ITEM)
    assert "Set aside: more than ordered. No order gets it until a lead releases it." in said(reply)
    assert lying_as(floor, "CUP") == {("available", "A-01"): 5, ("quarantined", "Q-01"): 2}
    assert received(floor) == [("8/1", 7)]


def test_any_other_place_sets_nothing_aside(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "6", "CUP")
    for place in ("A-01", "L-A-02", "L-X-01", "S-01"):
        reply = station.scan(place)
        assert (reply.tone, reply.code, reply.step) == (Tone.WARN, Shared.IS_LOCATION, StepName.OVER)
    assert (moves(floor), floor.acted) == (0, [])


def test_expired_surplus_says_why_too_since_nothing_else_lets_it_in(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "34", "MILK")
    asked = station.scan("2026-01-31")
    why = "34 × MILK, Milk. Expired: to be used until 31 Jan 2026. Put these goods in quarantine; nobody gets them. "
    assert (asked.step, said(asked).startswith(why)) == (StepName.OVER, True)
    assert station.scan("Q-01").step is StepName.WHY
    assert station.scan("4").booked
    assert lying_as(floor, "MILK") == {("quarantined", "Q-01"): 34}


def test_what_is_still_to_come_is_put_away_where_the_rest_is_not_accepted(floor: Desk) -> None:
    receive(floor.store, floor.act(), [Goods("CUP", 2, "A-02")], purchase_order="8")
    station = station_at(floor, "PO-8", "5", "CUP")
    reply = station.scan("WXNO")
    assert (reply.tone, reply.code, reply.step, reply.booked) == (
        Tone.ASK,
        Said.SET_REST_ASIDE,
        StepName.LOCATION,
        False,
    )
    assert said(reply) == (
        "Not accepted: set 2 × CUP aside. Go on with the 3 that pass. 3 × CUP, Cup. 2 of 5 ordered on 8 "
        "received, 3 to come. 3 → SO-1042 (class A, waits since 3 Feb 2026). Scan the place where you put them; A-02 "
        "is proposed, and WXYES takes it."
    )
    assert moves(floor) == 1
    assert station.scan("WXYES").booked
    assert (received(floor), balances(floor)) == ([("8/1", 5)], {("CUP", "", "A-02"): 5})


def test_what_was_not_accepted_is_not_gone_back_to(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "9", "CUP", "WXNO")
    assert station.scan("WXBACK").step is StepName.ITEM
    assert moves(floor) == 0


def test_what_is_tolerated_beyond_the_order_is_kept_where_the_rest_is_not_accepted(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "6", "CUP", "A-01", "7", "CUP")
    reply = station.scan("WXNO")
    assert (reply.code, reply.step, reply.facts) == (
        Said.SET_REST_ASIDE,
        StepName.LOCATION,
        {"rest": 2, "sku": "CUP", "units": 5},
    )
    assert (station.scan("A-01").booked, received(floor)) == (True, [("PO-7/1", 11)])


def test_where_nothing_is_to_come_all_of_it_is_not_accepted(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "5", "CUP", "A-01", "CUP")
    reply = station.scan("WXNO")
    assert (reply.tone, reply.step) == (Tone.ASK, StepName.ITEM)
    assert codes(reply) == [Said.SET_ASIDE, Said.ASK_ITEM]
    assert said(reply).startswith("Not accepted: set CUP aside. Nothing was booked. ")
    assert received(floor) == [("8/1", 5)]


def test_what_goes_beyond_the_order_is_said_and_so_the_numbers_add_up(floor: Desk) -> None:
    receive(floor.store, floor.act(), [Goods("CUP", 13, "A-02")], purchase_order="PO-7", accept_over=True)
    assert looked_up(floor, "7").startswith(
        "Purchase order PO-7 from Potter: 13 of 152 units have come, 142 are to come. 3 of them are more than was "
        "ordered. To come: "
    )
    reply = station_at(floor).scan("PO-7")
    assert said(reply).startswith(
        "Going on with receipt GR-1 of purchase order PO-7 from Potter: 13 of 152 units have come, 142 are to come. "
        "3 of them are more than was ordered. Still to come: "
    )


def test_one_piece_too_many_is_said_as_one(floor: Desk) -> None:
    receive(floor.store, floor.act(), [Goods("CUP", 6, "A-02")], purchase_order="8", accept_over=True)
    end = "0 are to come. 1 of them is more than was ordered. All that was ordered is here. "
    assert end in looked_up(floor, "8")
    assert end in said(station_at(floor).scan("PO-8"))


def test_what_will_not_come_is_not_said_to_be_here(floor: Desk) -> None:
    receive(floor.store, floor.act(), [Goods("CUP", 3, "A-02")], purchase_order="8")
    close_short(floor.store, floor.act(), "8", 1, why="sold out")
    end = "3 of 5 units have come, 0 are to come. Nothing more is to come. "
    assert end in looked_up(floor, "8")
    assert end in said(station_at(floor).scan("PO-8"))
    # They came all the same.
    receive(floor.store, floor.act(), [Goods("CUP", 2, "A-02")], purchase_order="8", accept_over=True)
    end = "5 of 5 units have come, 0 are to come. All that was ordered is here. "
    assert end in looked_up(floor, "8")
    assert end in said(station_at(floor).scan("PO-8"))


def test_a_lead_accepts_as_many_as_were_named_and_is_asked_anew_where_more_have_come_since(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "6", "CUP", "WXYES")
    receive(floor.store, floor.act(), [Goods("CUP", 5, "A-02")], purchase_order="8")
    asked = station.scan("A-01")
    assert (asked.tone, asked.step, asked.booked, received(floor)) == (Tone.ASK, StepName.OVER, False, [("8/1", 5)])
    assert said(asked).startswith("6 × CUP, Cup. That makes 11 of 5 ordered on 8 (5 are received); 5 would pass. ")
    assert (station.scan("WXYES").step, station.scan("A-01").booked) == (StepName.LOCATION, True)
    assert received(floor) == [("8/1", 11)]


def test_a_question_that_is_answered_late_is_asked_anew_with_what_has_come_by_now(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "6", "CUP")
    receive(floor.store, floor.act(), [Goods("CUP", 5, "A-02")], purchase_order="8")
    asked = station.scan("WXYES")
    assert (asked.step, asked.notes[0].facts["total"]) == (StepName.OVER, 11)
    assert station.scan("WXYES").step is StepName.LOCATION


def test_what_is_accepted_counts_for_all_that_is_put_away_of_it(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "9", "CUP", "WXYES", "SO-1042", "S-01")
    reply = station.scan("A-01")
    assert (reply.booked, received(floor)) == (True, [("8/1", 9)])
    # Nor does it count for any more than that.
    assert station.scan("CUP").step is StepName.OVER
