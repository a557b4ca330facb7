"""What goes wrong on the way: misread codes, other desks, missing rights, a house that changed meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from tests.conftest import Desk
from tests.stations.house import (
    balances,
    codes,
    moves,
    received,
    said,
    station_at,
)
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Role
from warehouse_app.services.contract import Action
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared
from warehouse_app.store.database import Store
from warehouse_app.store.faults import StoreFault


def test_only_a_lead_accepts_too_much(floor: Desk) -> None:
    floor.store.sql("INSERT INTO person (name, role) VALUES ('anna', ?)", (int(Role.CLERK),))
    station = station_at(floor, "PO-8", "6", "CUP")
    reply = station.scan("WXYES")
    assert (reply.tone, reply.code, reply.step, moves(floor)) == (Tone.ERROR, "role-needed", StepName.OVER, 0)
    assert reply.facts["role"] == "lead"
    station.scan("5")
    assert station.scan("A-01").booked


def test_what_another_desk_received_meanwhile_makes_it_too_much(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "5", "CUP")
    receive(floor.store, floor.act(), [Goods("CUP", 2, "A-02")], purchase_order="8")
    reply = station.scan("A-01")
    assert (reply.tone, codes(reply)[:2], reply.step) == (Tone.ASK, [Shared.GOODS, Said.TOO_MUCH], StepName.OVER)
    assert received(floor) == [("8/1", 2)]
    station.scan("WXYES")
    assert station.scan("A-01").booked
    assert received(floor) == [("8/1", 7)]


def test_a_misread_barcode_is_refused_with_a_sentence_and_nothing_pending(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    reply = station.scan("4006381333930")
    assert (reply.tone, reply.step) == (Tone.ERROR, StepName.ITEM)
    assert said(reply).startswith(
        "4006381333930 is misread or mistyped: its last digit should be 1. Scan again, or compare it with the label."
    )
    assert station.scan("L-A-01").code is Shared.IS_LOCATION
    assert moves(floor) == 0


def test_more_than_can_be_kept_is_refused_before_it_is_asked_about(floor: Desk) -> None:
    station = station_at(floor, "S1", "WXQTY999999999")
    reply = station.scan("CUP-CASE")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "receipt-quantity", StepName.ITEM)


def test_what_vanished_meanwhile_is_said_and_the_dialogue_goes_on_where_it_can_be_mended(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "CUP")
    floor.store.sql("UPDATE purchase_line SET item_id = (SELECT id FROM item WHERE sku = 'PEN') WHERE quantity = 5")
    reply = station.scan("A-01")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "receipt-item-not-ordered", StepName.LOCATION)
    assert said(reply).endswith("Q-01 is proposed, and WXYES takes it.")
    station.scan("WXBACK")
    station.scan("PEN")
    floor.store.sql("UPDATE purchase_order SET number = '9' WHERE number = '8'")
    reply = station.scan("A-01")
    assert (reply.code, reply.step) == ("receipt-purchase-order-unknown", StepName.DELIVERY)
    assert moves(floor) == 0


def test_an_item_that_became_tracked_meanwhile_is_asked_for_what_it_needs(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "CUP")
    floor.store.sql("UPDATE item SET lot_tracked = 1 WHERE sku = 'CUP'")
    reply = station.scan("A-01")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "receipt-lot-needed", StepName.LOT)
    station.scan("L1")
    assert station.scan("A-01").booked
    assert balances(floor) == {("CUP", "L1", "A-01"): 1}


def test_what_is_refused_at_the_reason_is_mended_before_the_place(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "CUP", "Q-01")
    floor.store.sql("UPDATE item SET lot_tracked = 1 WHERE sku = 'CUP'")
    reply = station.scan("1")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "receipt-lot-needed", StepName.LOT)
    # Neither the place nor the reason is known any more.
    assert station.scan("WXBACK").step is StepName.ITEM
    assert station.scan("WXBACK").step is StepName.DELIVERY
    assert moves(floor) == 0


def test_trouble_with_the_database_is_a_reply_and_the_step_is_kept(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "CUP")
    floor.store.sql("PRAGMA query_only = 1")
    reply = station.scan("A-01")
    assert (reply.tone, reply.code, reply.step, reply.booked) == (
        Tone.ERROR,
        "database-read-only",
        StepName.LOCATION,
        False,
    )
    floor.store.sql("PRAGMA query_only = 0")
    assert station.scan("A-01").booked
    assert moves(floor) == 1


def test_a_booking_whose_answer_was_lost_is_not_booked_again(floor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    station = station_at(floor, "PO-7", "CUP")
    original = Store.transaction

    @contextmanager
    def lost(self: Store) -> Iterator[None]:
        with original(self):
            yield
        raise Refused(StoreFault.UNREACHABLE, place="the server")

    monkeypatch.setattr(Store, "transaction", lost)
    reply = station.scan("A-01")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "server-unreachable", StepName.LOCATION)
    monkeypatch.setattr(Store, "transaction", original)
    assert moves(floor) == 1
    again = station.scan("A-01")
    assert (again.tone, again.booked, again.step) == (Tone.OK, True, StepName.ITEM)
    assert moves(floor) == 1
    for text in ("CUP", "A-01"):
        station.scan(text)
    assert moves(floor) == 2


def test_each_booking_is_an_action_of_its_own(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "CUP", "A-01", "CUP", "A-01")
    assert len({action.action_id for action in floor.acted}) == len(floor.acted) == 2
    assert [action.now - floor.acted[0].now for action in floor.acted] == [timedelta(0), timedelta(seconds=1)]
    assert station.scan("WXBACK").booked is False
    assert moves(floor) == 2


def test_a_repeated_action_books_once(floor: Desk) -> None:
    def same() -> Action:
        return floor.act(action_id="the same")

    for _ in range(2):
        station = ReceiveStation(floor.store, same)
        for text in ("PO-7", "CUP"):
            station.scan(text)
        assert station.scan("A-01").booked
    assert moves(floor) == 1
