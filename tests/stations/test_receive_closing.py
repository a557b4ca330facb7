"""What will not come is closed short at the dock: the item, the reason, and back again."""

from datetime import UTC, date, datetime

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.services.stock import count
from tests.stations.house import allocated, codes, moves, received, said, station_at
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import Kind, OrderLineRecord, PurchaseLineRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.goods import delivery_of, expected_lines
from warehouse_app.services.changes import Area
from warehouse_app.services.closing_short import close_item_short, close_short
from warehouse_app.services.contract import Store
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive.closing_steps import Said
from warehouse_app.stations.receive.steps import Said as Receiving
from warehouse_app.stations.reply import GoodsTo, Tone
from warehouse_app.stations.words import Shared
from warehouse_app.store.faults import StoreFault


def to_come(store: Store, sku: str, number: str = "PO-7") -> list[int]:
    """Return the units to come of an item, line by line."""
    delivery = delivery_of(store, number)
    assert delivery is not None
    assert delivery.purchase_order is not None
    return [row.to_come for row in expected_lines(store, delivery.purchase_order) if row.sku == sku]


def last_reason(desk: Desk) -> tuple[str, str, str]:
    """Return (verb, who, why) of the last action that gave a reason."""
    found = desk.store.sql(
        "SELECT a.verb, a.actor, r.why FROM action_reason r JOIN action a ON a.id = r.action_id ORDER BY a.id DESC"
    )
    verb, actor, why = found.fetchone()
    return verb, actor, why


def test_the_rest_of_an_item_is_closed_short_for_a_usual_reason(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "4", "CUP", "A-01")
    begun = station.scan("WXSHORT")
    assert (begun.tone, begun.code, begun.step) == (Tone.ASK, Said.BEGUN, StepName.SHORT)
    assert said(begun).startswith("Closing an item of PO-7 short. Still to come: 6 × CUP, 20 × TEA,")
    asked = station.scan("CUP")
    assert (asked.tone, asked.step) == (Tone.ASK, StepName.WHY_NOT)
    assert said(asked) == (
        "6 × CUP, Cup, are to come on PO-7. Why will they not come? 1 = the supplier has no more, 2 = the supplier "
        "cancelled them, 3 = no longer wanted, 4 = lost on the way; or type the reason."
    )
    assert to_come(floor.store, "CUP") == [6]
    closed = station.scan("2")
    assert (closed.tone, closed.code, closed.step, closed.booked) == (Tone.OK, Said.CLOSED, StepName.ITEM, False)
    assert closed.changes.areas >= {Area.PURCHASE_ORDERS}
    assert said(closed).startswith("Closed short on PO-7: 6 × CUP will not come.")
    assert last_reason(floor) == ("close_item_short", "anna", "the supplier cancelled them")
    assert (to_come(floor.store, "CUP"), received(floor)) == ([0], [("PO-7/1", 4)])


def test_undo_expects_them_again_and_then_the_booking_before(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "4", "CUP", "A-01", "WXSHORT", "CUP", "sold  out")
    assert last_reason(floor)[2] == "sold out"
    opened = station.scan("WXUNDO")
    assert (opened.tone, opened.code, opened.step) == (Tone.OK, Said.UNDONE, StepName.ITEM)
    assert said(opened).startswith("Expected again on PO-7: 6 × CUP.")
    assert (to_come(floor.store, "CUP"), last_reason(floor)[2]) == ([6], "closed short by mistake")
    assert station.scan("WXUNDO").code == Receiving.UNDONE
    assert to_come(floor.store, "CUP") == [10]
    assert station.scan("WXUNDO").code == Shared.NOTHING_TO_UNDO


def test_with_goods_in_hand_it_is_the_rest_of_their_item_and_they_stay_in_hand(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "4", "CUP")
    asked = station.scan("WXSHORT")
    assert said(asked).startswith("Besides those in hand, 6 × CUP, Cup, are to come on PO-7. Why will they not come?")
    closed = station.scan("1")
    assert (closed.code, closed.step) == (Said.CLOSED, StepName.LOCATION)
    assert to_come(floor.store, "CUP") == [4]
    booked = station.scan("WXYES")
    assert (booked.booked, booked.step) == (True, StepName.ITEM)
    assert "4 of 10 ordered on PO-7 received, 0 to come." in said(booked)


@pytest.mark.parametrize("scans", [("TEA",), ("TEA", "L9"), ("20", "24", "WXSHORT")])
def test_going_back_leads_to_the_goods_in_hand(floor: Desk, scans: tuple[str, ...]) -> None:
    station = station_at(floor, "PO-7", *scans)
    here = station.step
    if "WXSHORT" not in scans:
        assert station.scan("WXSHORT").step is StepName.WHY_NOT
        station.scan("WXBACK")
        assert station.step == here
    assert count(floor, "purchase_closing") == 0


def test_all_lines_of_the_item_are_closed_in_one_action(floor: Desk) -> None:
    lines = [
        PurchaseLineRecord("PO-9", "S1", "CUP", 10, line=1),
        PurchaseLineRecord("PO-9", "S1", "PEN", 5, line=2),
        PurchaseLineRecord("PO-9", "S1", "CUP", 7, line=3),
    ]
    keep(floor.store, floor.act(), Kind.PURCHASE_ORDERS, lines)
    station = station_at(floor, "PO-9", "12", "CUP", "WXSHORT")
    before = count(floor, "action")
    assert station.scan("lost").facts["units"] == 5
    # What is in hand will count on the earliest.
    assert (to_come(floor.store, "CUP", "PO-9"), count(floor, "action")) == ([10, 2], before + 1)
    assert station.scan("WXYES").booked
    assert to_come(floor.store, "CUP", "PO-9") == [0, 0]
    assert to_come(floor.store, "PEN", "PO-9") == [5]


@pytest.mark.parametrize("sku", ["BOX", "CUP"])
def test_of_what_is_not_to_come_nothing_is_closed(floor: Desk, sku: str) -> None:
    close_short(floor.store, floor.act(), "PO-7", 1, why="sold out")
    station = station_at(floor, "PO-7", "WXSHORT")
    reply = station.scan(sku)
    assert (reply.tone, reply.code, reply.step) == (Tone.WARN, Said.NOTHING, StepName.SHORT)
    assert said(reply).startswith(f"No more of {sku} is to come on PO-7. Scan the item of which nothing more will come")


def test_without_an_order_nothing_can_be_closed(floor: Desk) -> None:
    for scans in (("S1",), ("S1", "CUP")):
        station = station_at(floor, *scans)
        reply = station.scan("WXSHORT")
        assert (reply.tone, reply.code) == (Tone.WARN, Said.BLIND)
        assert said(reply).startswith("Nothing was ordered from Potter here, so nothing can be closed short.")
    assert (moves(floor), floor.acted) == (0, [])


def test_a_clerk_changes_nothing(floor: Desk) -> None:
    floor.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1)")
    before = count(floor, "action")
    reply = station_at(floor, "PO-7", "WXSHORT", "CUP").scan("1")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "role-needed", StepName.WHY_NOT)
    assert (count(floor, "action"), to_come(floor.store, "CUP")) == (before, [10])


def test_what_was_opened_again_elsewhere_is_not_opened_twice(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "WXSHORT", "CUP", "1")
    floor.store.sql("DELETE FROM purchase_closing")
    gone = station.scan("WXUNDO")
    assert (gone.tone, gone.code, gone.step) == (Tone.ERROR, "purchase-closing-unknown", StepName.ITEM)
    assert station.scan("WXUNDO").code == Shared.NOTHING_TO_UNDO


def test_what_is_tried_again_after_its_answer_was_lost_is_closed_once(
    floor: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = station_at(floor, "PO-7", "WXSHORT", "CUP")

    def lost(*args: object, **more: object) -> None:
        close_item_short(*args, **more)  # type: ignore[arg-type]
        raise Refused(StoreFault.UNREACHABLE, place="the server")

    with monkeypatch.context() as patched:
        patched.setattr("warehouse_app.stations.receive.station.close_item_short", lost)
        assert station.scan("1").code == StoreFault.UNREACHABLE
    again = station.scan("1")
    assert (again.code, again.facts["units"], count(floor, "purchase_closing")) == (Said.CLOSED, 10, 1)
    with monkeypatch.context() as patched:
        patched.setattr("warehouse_app.stations.receive.station.close_item_short", lost)
        station.scan("WXSHORT")
        station.scan("TEA")
        station.scan("1")
    # Taken back though nobody has heard of it.
    assert station.scan("WXUNDO").code == Said.UNDONE
    assert (to_come(floor.store, "TEA"), to_come(floor.store, "CUP")) == ([20], [0])
    assert codes(station.scan("WXHELP"))[0] == Receiving.HELP


@pytest.fixture
def waiting(floor: Desk) -> Desk:
    """Return a house in which the first who waits for cups takes ten of them or none, and SO-1042 any."""
    first = datetime(2026, 2, 1, 9, tzinfo=UTC)
    whole = OrderLineRecord("N-1", "C1", "CUP", 10, first, line=1, ship_policy=ShipPolicy.LINE_COMPLETE)
    keep(floor.store, floor.act(), Kind.ORDERS, [whole])
    return floor


GIVEN = (GoodsTo(6, "", "SO-1042", 1, "One", "A", date(2026, 2, 3), 0, "CUP"),)


def test_who_gets_what_was_kept_for_the_rest_is_said_when_the_receipt_is_closed(waiting: Desk) -> None:
    station = station_at(waiting, "PO-7", "6", "CUP")
    booked = station.scan("A-01")
    kept = GoodsTo(6, "A-01", kept_for=("N-1",))
    assert (booked.goods_to, allocated(waiting, "SO-1042")) == ((kept,), 0)
    closed = station.scan("WXDONE")
    assert (closed.tone, closed.code, closed.step, closed.booked) == (
        Tone.OK,
        Receiving.CLOSED,
        StepName.DELIVERY,
        False,
    )
    assert said(closed) == (
        "Receipt GR-1 of PO-7 is closed with 6 units. Now given: 6 × CUP → SO-1042 (class A). 6 lines of PO-7 have "
        "units still to come. Scan a purchase order, an advance notice or a pallet, or a supplier's code for goods "
        "that nobody announced."
    )
    assert (closed.goods_to, allocated(waiting, "SO-1042"), allocated(waiting, "N-1")) == (GIVEN, 6, 0)


def test_who_gets_what_was_kept_for_the_rest_is_said_when_that_is_closed_short(waiting: Desk) -> None:
    station = station_at(waiting, "PO-7", "6", "CUP", "A-01", "WXSHORT", "CUP")
    closed = station.scan("1")
    assert (closed.code, closed.goods_to, allocated(waiting, "SO-1042")) == (Said.CLOSED, GIVEN, 6)
    assert said(closed) == (
        "Closed short on PO-7: 4 × CUP will not come. Now given: 6 × CUP → SO-1042 (class A). Scan an item, or a "
        "quantity first; WXDONE when all is in."
    )
    opened = station.scan("WXUNDO")
    assert (opened.code, opened.goods_to, allocated(waiting, "SO-1042")) == (Said.UNDONE, (), 6)
    assert said(opened) == (
        "Expected again on PO-7: 4 × CUP. Scan an item, or a quantity first; WXDONE when all is in."
    )


def test_where_nobody_gets_anything_nothing_is_said_of_it(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "4", "CUP", "A-01", "WXSHORT", "CUP")
    assert codes(station.scan("1")) == [Said.CLOSED, Receiving.ASK_ITEM]
    closed = station.scan("WXDONE")
    assert codes(closed) == [Receiving.CLOSED, Receiving.LINES_TO_COME, Receiving.ASK_DELIVERY]
    assert (closed.goods_to, allocated(floor, "SO-1042")) == ((), 4)
