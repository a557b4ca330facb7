"""Taking the last booking back by a scan: what is said, what comes back, and when there is nothing to take back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import (
    EXPIRES,
    TEA_LABEL,
    allocated,
    balances,
    build,
    codes,
    moves,
    received,
    said,
    station_at,
)
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import Kind, OrderLineRecord, StockRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.check import findings
from warehouse_app.services.changes import Area
from warehouse_app.services.counting import approve_count, begin_count, finish_count
from warehouse_app.services.in_truth import CorrectingFault
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import release
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.receive.closing_steps import Said as Closing
from warehouse_app.stations.receive.steps import AskOver, Pending, Said
from warehouse_app.stations.reply import GoodsTo, Tone
from warehouse_app.stations.words import Shared
from warehouse_app.store.database import Store
from warehouse_app.store.faults import StoreFault

WAITS = datetime(2026, 2, 1, 9, tzinfo=UTC)
NEXT = "Scan an item, or a quantity first; WXDONE when all is in."


def test_what_a_count_has_missed_already_is_told_as_it_is_taken_back(desk: Desk) -> None:
    build(desk)
    station = station_at(desk, "PO-7", "2", "CUP", "A-01", "7", "CUP", "A-02")
    number = begin_count(desk.store, desk.act(), "A-02").number
    finish_count(desk.store, desk.act(), number)
    approve_count(desk.store, desk.act(), number)
    assert said(station.scan("WXUNDO")) == (
        f"Taken back from GR-1: 7 × CUP, Cup, from A-02. Count {number} had missed 7 × CUP at A-02 already: they are "
        f"not taken once more. 2 of 10 ordered on PO-7 received, 8 to come. {NEXT}"
    )


def test_the_last_booking_is_taken_back_and_who_waits_again_is_told(desk: Desk) -> None:
    build(desk)
    station = station_at(desk, "PO-7", "2", "CUP", "A-01", "7", "CUP", "A-02")
    assert (allocated(desk, "SO-1042"), received(desk)) == (6, [("PO-7/1", 9)])
    reply = station.scan("WXUNDO")
    assert said(reply) == (
        "Taken back from GR-1: 7 × CUP, Cup, from A-02. Waits again: SO-1042 for 4 × CUP (class A). 2 of 10 ordered on "
        f"PO-7 received, 8 to come. {NEXT}"
    )
    assert (reply.tone, reply.code, reply.step, reply.booked) == (Tone.OK, Said.UNDONE, StepName.ITEM, True)
    assert reply.facts == {
        "receipt": "GR-1",
        "quantity": 7,
        "sku": "CUP",
        "name": "Cup",
        "unit": "piece",
        "place": "A-02",
        "lot": "",
        "expiry": None,
    }
    areas = {Area.STOCK, Area.RECEIPTS, Area.PURCHASE_ORDERS, Area.QUEUE, Area.ORDERS}
    assert reply.changes.areas == areas
    assert (allocated(desk, "SO-1042"), received(desk)) == (2, [("PO-7/1", 2)])
    assert balances(desk) == {("CUP", "", "A-01"): 2, ("CUP", "", "A-02"): 0}


def test_scanned_again_it_takes_back_the_booking_before_and_in_the_end_there_is_none(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "2", "PEN", "A-02", TEA_LABEL, "A-02")
    tea = station.scan("WXUNDO")
    assert (tea.facts["sku"], tea.facts["lot"], tea.facts["expiry"]) == ("TEA", "L77", EXPIRES)
    assert codes(tea) == [Said.UNDONE, Shared.WAITS_AGAIN, Said.PROGRESS, Said.ASK_ITEM]
    assert station.scan("WXUNDO").facts["sku"] == "PEN"
    none = station.scan("WXUNDO")
    assert said(none) == f"Nothing that was booked at this workstation today is left to take back. {NEXT}"
    assert (none.tone, none.booked, bool(none.changes)) == (Tone.WARN, False, False)
    assert (moves(floor), received(floor), allocated(floor, "77")) == (4, [], 0)
    assert list(findings(floor.store)) == []


def test_what_is_scanned_and_not_booked_yet_stays(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "CUP", "A-01", "4", "CUP")
    reply = station.scan("WXUNDO")
    assert (reply.code, reply.facts["quantity"], reply.step) == (Said.UNDONE, 1, StepName.LOCATION)
    assert said(reply).endswith("Scan the place where you put them; A-01 is proposed, and WXYES takes it.")
    assert station.scan("WXYES").facts["quantity"] == 4
    assert balances(floor) == {("CUP", "", "A-01"): 4}


def test_after_the_receipt_was_closed_its_last_booking_is_still_the_last(floor: Desk) -> None:
    station = station_at(floor, "S2", "3", "BOX", "A-02", "WXDONE")
    asked = station.scan("WXUNDO")
    assert (asked.tone, asked.code, asked.step, asked.booked) == (Tone.WARN, Said.UNDO_CLOSED, StepName.UNDO, False)
    assert said(asked) == (
        "What was booked last here is of receipt GR-1 of Weaver, which is closed. 3 × BOX. Take it back? WXYES, or "
        "WXNO."
    )
    assert balances(floor) == {("BOX", "", "A-02"): 3}
    no = station.scan("WXNO")
    assert (no.code, no.step, moves(floor)) == (Shared.BACK, StepName.DELIVERY, 1)
    station.scan("WXUNDO")
    reply = station.scan("WXYES")
    assert (reply.code, reply.step, reply.booked) == (Said.UNDONE, StepName.DELIVERY, True)
    assert said(reply).startswith("Taken back from GR-1: 3 × BOX, Box, from A-02. Scan a purchase order")
    assert balances(floor) == {("BOX", "", "A-02"): 0}


def test_what_is_of_another_receipt_than_the_one_in_hand_is_asked_about_first(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "CUP", "A-02", "PO-7", "PEN")
    asked = station.scan("WXUNDO")
    assert (asked.tone, asked.code, asked.step) == (Tone.WARN, Said.UNDO_OPEN, StepName.UNDO)
    assert said(asked).startswith(
        "What was booked last here is of receipt GR-1 of 8, which is not the one in hand. 1 × CUP. "
    )
    # Whatever is no answer is about the goods in hand, as before; the place books them.
    booked = station.scan("A-02")
    assert (booked.code, booked.facts["sku"], booked.step) == (Said.BOOKED, "PEN", StepName.ITEM)
    # Of the receipt in hand nothing is asked; and what is in hand stays where something else is taken back.
    assert station.scan("WXUNDO").facts["sku"] == "PEN"
    station.scan("PEN")
    station.scan("WXUNDO")
    done = station.scan("WXYES")
    assert (done.code, done.facts["sku"], done.step) == (Said.UNDONE, "CUP", StepName.LOCATION)
    assert received(floor) == []
    assert station.scan("WXUNDO").code == Shared.NOTHING_TO_UNDO


def test_a_closing_of_another_order_is_asked_about_first(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "WXSHORT", "24", "1", "PO-8")
    asked = station.scan("WXUNDO")
    assert said(asked).startswith("What was done last here is of PO-7: an item was closed short. 40 × 24. Take ")
    assert (asked.code, asked.step) == (Said.UNDO_SHORT, StepName.UNDO)
    assert station.scan("WXYES").code == Closing.UNDONE
    assert station.step == station_at(floor, "PO-8").step


def test_goods_that_somebody_is_sent_for_are_taken_back_and_whom_it_concerns_is_said(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "6", "CUP", "A-01")
    release(floor.store, floor.act())
    reply = station.scan("WXUNDO")
    assert (reply.tone, reply.code, reply.booked) == (Tone.OK, Said.UNDONE, True)
    assert said(reply) == (
        "Taken back from GR-1: 6 × CUP, Cup, from A-01. Pick lists: PL-2 fetches 6 × CUP less for SO-1042 at A-01. "
        f"Waits again: SO-1042 for 6 × CUP (class A). 0 of 10 ordered on PO-7 received, 10 to come. {NEXT}"
    )
    assert (moves(floor), received(floor)) == (2, [])


def test_another_desk_was_faster(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "PEN", "A-02", "CUP", "A-01")
    last = floor.acted[-1].action_id
    assert station_at(floor).undo(last).code == Said.UNDONE
    reply = station.scan("WXUNDO")
    assert (reply.tone, reply.code, reply.facts) == (Tone.ERROR, "undo-booking-undone", {"receipt": "GR-1"})
    assert station.scan("WXUNDO").facts["sku"] == "PEN"


def test_any_booking_can_be_taken_back_by_its_id_wherever_the_dialogue_is(floor: Desk) -> None:
    action = floor.act()
    goods = [Goods("CUP", 3, "A-01"), Goods("PEN", 2, "A-02")]
    receive(floor.store, action, goods, purchase_order="PO-7")
    station = station_at(floor, "PO-8", "CUP")
    reply = station.undo(action.action_id)
    assert said(reply) == (
        "Taken back from GR-1: 2 lines. 3 × CUP, 2 × PEN. Waits again: SO-1042 for 3 × CUP (class A), 77 for 2 × PEN "
        "(class B). Scan the place where you put them; A-01 is proposed, and WXYES takes it."
    )
    assert station.scan("WXUNDO").code == Shared.NOTHING_TO_UNDO
    assert station.scan("WXYES").booked
    assert received(floor) == [("8/1", 1)]


def test_who_waits_again_is_summed_up_where_there_are_many(floor: Desk) -> None:
    lines = [OrderLineRecord(f"N-{number:02}", "C2", "BOX", 1, line=1) for number in range(13)]
    keep(floor.store, floor.act(), Kind.ORDERS, lines)
    station = station_at(floor, "S2", "13", "BOX", "A-02")
    assert said(station.scan("WXUNDO")).endswith(
        "N-08 for 1 × BOX (class B), N-09 for 1 × BOX (class B), 3 more lines. " + NEXT
    )


@contextmanager
def answers_lost(monkeypatch: pytest.MonkeyPatch, *, done: bool) -> Iterator[None]:
    """Let every answer of the house get lost: after what was asked for was `done`, or before."""
    original = Store.transaction

    @contextmanager
    def lost(self: Store) -> Iterator[None]:
        if done:
            with original(self):
                yield
        raise Refused(StoreFault.UNREACHABLE, place="the server")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "transaction", lost)
        yield


def test_taking_back_whose_answer_was_lost_is_done_once(floor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    station = station_at(floor, "PO-7", "PEN", "A-02", "CUP", "A-01")
    with answers_lost(monkeypatch, done=True):
        assert station.scan("WXUNDO").code == "server-unreachable"
    assert moves(floor) == 3
    again = station.scan("WXUNDO")
    assert (again.code, again.facts["sku"], moves(floor)) == (Said.UNDONE, "CUP", 3)
    assert station.scan("WXUNDO").facts["sku"] == "PEN"


def test_a_booking_whose_answer_was_lost_is_the_last_one_if_it_was_booked(
    floor: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = station_at(floor, "PO-7", "PEN", "A-02", "CUP")
    with answers_lost(monkeypatch, done=True):
        assert station.scan("A-01").code == "server-unreachable"
    reply = station.scan("WXUNDO")
    assert (reply.code, reply.facts["sku"], reply.step) == (Said.UNDONE, "CUP", StepName.LOCATION)
    # The goods are booked anew, not answered as the booking that was taken back.
    assert station.scan("A-01").booked
    assert (balances(floor)["CUP", "", "A-01"], moves(floor)) == (1, 4)


def test_a_booking_that_never_went_through_is_not_confused_with_the_one_before(
    floor: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = station_at(floor, "PO-7", "PEN", "A-02", "CUP")
    with answers_lost(monkeypatch, done=False):
        assert station.scan("A-01").code == "server-unreachable"
    reply = station.scan("WXUNDO")
    assert (reply.tone, reply.code, reply.booked) == (Tone.WARN, Shared.NEVER_BOOKED, False)
    assert (moves(floor), balances(floor)) == (1, {("PEN", "", "A-02"): 1})
    assert station.scan("A-01").booked
    assert station.scan("WXUNDO").facts["sku"] == "CUP"
    assert station.scan("WXUNDO").facts["sku"] == "PEN"


def test_a_lot_with_a_wrong_day_is_booked_again_with_the_right_one(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "TEA", "L9", "2027-09-30", "A-02", "WXUNDO", "TEA", "L9", "2026-09-30")
    booked = station.scan("A-02")
    assert (booked.code, booked.facts["expiry"]) == (Said.BOOKED, date(2026, 9, 30))


def test_after_a_restart_undo_takes_back_what_was_booked_here_today(desk: Desk) -> None:
    build(desk)
    station_at(desk, "PO-7", "PEN", "A-02", "4", "CUP", "A-01", "WXSHORT", "CUP", "1")
    other = ReceiveStation(desk.store, lambda: replace(desk.act(), workstation="desk-9"))
    for text in ("PO-8", "CUP", "A-01"):
        other.scan(text)
    station = station_at(desk)
    assert station.scan("WXUNDO").code == Said.UNDO_SHORT
    assert station.scan("WXYES").code == Closing.UNDONE
    station = station_at(desk)
    assert station.scan("WXUNDO").code == Said.UNDO_OPEN
    back = station.scan("WXYES")
    assert (back.code, back.facts["sku"], back.booked, back.step) == (Said.UNDONE, "CUP", True, StepName.DELIVERY)
    assert said(back).startswith("Taken back from GR-1: 4 × CUP, Cup, from A-01. ")
    station.scan("WXUNDO")
    assert station.scan("WXYES").facts["sku"] == "PEN"
    assert station.scan("WXUNDO").code == Shared.NOTHING_TO_UNDO
    assert received(desk) == [("8/1", 1)]
    desk.now += timedelta(days=1)
    other = ReceiveStation(desk.store, lambda: replace(desk.act(), workstation="desk-9"))
    assert other.scan("WXUNDO").code == Shared.NOTHING_TO_UNDO


def test_after_a_refusal_the_station_is_where_it_was_with_the_reason_said(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "CUP", "A-02", "PO-7", "PEN")
    floor.store.sql("UPDATE balance SET quantity = 0")
    assert station.scan("WXUNDO").step == StepName.UNDO
    refused = station.scan("WXYES")
    assert (refused.tone, refused.code, refused.step) == (Tone.ERROR, CorrectingFault.GONE, StepName.LOCATION)
    assert said(refused).endswith("Scan the place where you put them; D-01 is proposed, and WXYES takes it.")
    # What is answered now is about the goods in hand again.
    booked = station.scan("WXYES")
    assert (booked.code, booked.facts["sku"]) == (Said.BOOKED, "PEN")


def test_for_whom_the_rest_is_kept_is_told_as_others_keep_theirs(floor: Desk) -> None:
    keep(floor.store, floor.act(), Kind.STOCK, [StockRecord("PEN", "A-02", 20)])
    whole = OrderLineRecord("N-1", "C1", "PEN", 40, WAITS, line=1, ship_policy=ShipPolicy.LINE_COMPLETE)
    keep(floor.store, floor.act(), Kind.ORDERS, [whole])
    before = allocated(floor, "77")
    assert (before, allocated(floor, "N-1")) == (3, 0)
    station = station_at(floor, "PO-7", "40", "PEN", "A-02")
    assert (allocated(floor, "77"), allocated(floor, "N-1")) == (before, 40)
    reply = station.scan("WXUNDO")
    assert said(reply) == (
        "Taken back from GR-1: 40 × PEN, Pen, from A-02. Waits again: N-1 for 40 × PEN (class A). 17 × PEN that are "
        f"free now stay kept for N-1 while more is to come. 0 of 50 ordered on PO-7 received, 50 to come. {NEXT}"
    )
    assert reply.goods_to == (GoodsTo(17, "", sku="PEN", kept_for=("N-1",)),)
    assert (allocated(floor, "77"), allocated(floor, "N-1")) == (before, 0)


def test_another_desk_was_faster_to_answer_the_question(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "CUP", "A-02", "PO-7")
    last = floor.acted[-1].action_id
    assert station.scan("WXUNDO").step == StepName.UNDO
    assert station_at(floor).undo(last).code == Said.UNDONE
    reply = station.scan("WXYES")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, CorrectingFault.UNDONE, StepName.ITEM)
    assert station.scan("WXUNDO").code == Shared.NOTHING_TO_UNDO


def test_a_closing_that_cannot_be_taken_back_is_not_asked_about_for_ever(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "WXSHORT", "24", "1", "PO-8")
    station.scan("WXUNDO")
    # Meanwhile somebody else does so.
    other = station_at(floor)
    other.scan("WXUNDO")
    assert other.scan("WXYES").code == Closing.UNDONE
    refused = station.scan("WXYES")
    assert (refused.tone, refused.step) == (Tone.ERROR, StepName.ITEM)
    assert station.step == station_at(floor, "PO-8").step


def test_where_the_same_question_may_still_be_answered_it_stays(floor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    station = station_at(floor, "PO-8", "CUP", "A-02", "PO-7")
    station.scan("WXUNDO")
    with answers_lost(monkeypatch, done=False):
        lost = station.scan("WXYES")
    assert (lost.code, lost.step) == ("server-unreachable", StepName.UNDO)
    done = station.scan("WXYES")
    assert (done.code, done.facts["sku"], done.step) == (Said.UNDONE, "CUP", StepName.ITEM)


def test_what_is_not_too_much_any_more_is_asked_about_no_more(floor: Desk) -> None:
    floor.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1)")
    station = station_at(floor, "PO-8", "5", "CUP", "A-01", "5", "CUP")
    assert station.step == AskOver(in_hand(station), 10)
    reply = station.scan("WXUNDO")
    assert (reply.tone, reply.code, reply.step, reply.booked) == (Tone.OK, Said.UNDONE, StepName.LOCATION, True)
    assert said(reply).endswith(
        " 5 × CUP, Cup. 0 of 5 ordered on 8 received, 5 to come. 5 → SO-1042 (class A, waits since 3 Feb 2026). Scan "
        "the place where you put them; A-01 is proposed, and WXYES takes it."
    )
    assert (station.scan("WXYES").booked, received(floor)) == (True, [("8/1", 5)])


def test_what_is_too_much_still_is_asked_about_with_what_has_come_by_then(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "2", "CUP", "A-01", "7", "CUP")
    assert station.step == AskOver(in_hand(station), 9)
    reply = station.scan("WXUNDO")
    assert (reply.step, station.step) == (StepName.OVER, AskOver(in_hand(station), 7))
    assert "That makes 7 of 5 ordered on 8 (0 are received); 5 would pass." in said(reply)


def in_hand(station: ReceiveStation) -> Pending:
    assert isinstance(station.step, AskOver)
    return station.step.goods
