"""A number that was keyed counts what is scanned next: no code and no command passes over it without a word."""

from typing import Any

import pytest

from tests.conftest import Desk
from tests.stations.every_code import COMMON
from tests.stations.house import PALLET, moves, receipt_of_25, said, station_at
from tests.stations.test_every_step import TABLES
from warehouse_app.stations.dialogue import Dialogue
from warehouse_app.stations.floor import STATIONS, StationName
from warehouse_app.stations.goods_steps import AskItem, StepName
from warehouse_app.stations.move import MoveStation
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.receive.pallet_steps import AskPallet
from warehouse_app.stations.receive.steps import AskLocation
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared

KEYED = [(name, state) for name, table in TABLES.items() for state in table if "packs" in state]


def at(desk: Desk, name: StationName, state: str) -> Dialogue[Any, Any]:
    reaching = TABLES[name][state]
    reaching.prepare(desk)
    station = STATIONS[name].make(desk.store, desk.act, None)
    for text in reaching.scans:
        station.scan(text)
    return station


def test_it_is_asked_at_each_station_where_goods_are_scanned() -> None:
    assert {name for name, _ in KEYED} == {StationName.RECEIVE, StationName.MOVE, StationName.COUNT}


@pytest.mark.parametrize(("name", "state"), KEYED)
def test_no_code_passes_over_a_number_that_was_keyed(
    name: StationName, state: str, request: pytest.FixtureRequest
) -> None:
    desk: Desk = request.getfixturevalue("floor" if name is StationName.RECEIVE else "stocked")
    receipt_of_25(desk)
    for text in COMMON:
        with desk.store.database.atomic() as rolled_back:
            station = at(desk, name, state)
            before = station.step
            assert isinstance(before, AskItem | AskPallet), state
            reply, after = station.scan(text), station.step
            is_of_goods = hasattr(after, "goods") or reply.code.startswith("count-tallied")
            is_counted_on = getattr(after, "packs", None) is not None
            is_back = text in {"WXBACK", "WXCANCEL"} and reply.code == Shared.BACK
            assert is_of_goods or is_counted_on or is_back, text
            rolled_back.rollback()


PASSING = ["WXDONE", "WXSHORT", "PO-7", "PO-8", "AN-7", PALLET]


@pytest.mark.parametrize("begun", ["PO-7", "AN-7"])
@pytest.mark.parametrize("text", PASSING)
def test_receiving_asks_of_what_the_number_was(floor: Desk, begun: str, text: str) -> None:
    station = station_at(floor, begun, "3")
    reply = station.scan(text)
    assert (reply.tone, reply.code, reply.facts) == (Tone.WARN, Shared.PACKS_OF_WHAT, {"packs": 3})
    assert (reply.step, reply.booked, bool(reply.changes)) == (StepName.ITEM, False, False)
    assert said(reply) == (
        "3 of what? Scan the item, or WXBACK to forget the number. Nothing else was done. "
        "Scan the item: 3 pieces, or 3 cases if you scan a case."
    )
    assert station.scan("PEN").facts["quantity"] == 3
    # Once it is forgotten, all is as ever.
    forgotten = station_at(floor, begun, "3", "WXBACK")
    assert forgotten.scan(text).code != Shared.PACKS_OF_WHAT


def test_a_delivery_that_is_chosen_on_the_screen_does_not_pass_over_it_either(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "3")
    for chosen in ({"purchase_order": "8"}, {"purchase_order": "PO-7"}, {"advance_notice": "AN-7"}):
        reply = station.begin(**chosen)
        assert (reply.tone, reply.code, reply.facts) == (Tone.WARN, Shared.PACKS_OF_WHAT, {"packs": 3})
        assert station.delivery is not None
        assert station.delivery.number == "PO-7"


def test_a_number_after_which_something_else_was_asked_is_kept(floor: Desk) -> None:
    station = station_at(floor, "PO-8", "CUP", "A-01", "PO-7", "3")
    assert station.scan("WXUNDO").step == StepName.UNDO
    reply = station.scan("PO-8")
    assert (reply.code, reply.facts, reply.step) == (Shared.PACKS_OF_WHAT, {"packs": 3}, StepName.ITEM)
    station.scan("WXUNDO")
    asked = station.begin(purchase_order="8")
    assert (asked.code, asked.facts) == (Shared.PACKS_OF_WHAT, {"packs": 3})


def test_going_back_forgets_the_number_also_where_a_code_was_taught_meanwhile(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "3")
    for text in ("9780201379600", "PEN", "5"):
        station.scan(text)
    assert isinstance(station.step, AskLocation)
    assert station.step.goods.quantity == 15
    station.scan("WXBACK")
    assert station.scan("WXDONE").code == Shared.PACKS_OF_WHAT
    back = station.scan("WXBACK")
    assert (back.code, back.step, station.step) == (Shared.BACK, StepName.ITEM, station_at(floor, "PO-7").step)
    assert station.scan("WXBACK").step is StepName.DELIVERY
    # Where none was keyed, going back twice leaves the delivery.
    station = station_at(floor, "PO-7")
    for text in ("PEN-TRAY", "PEN", "5", "WXBACK"):
        station.scan(text)
    assert station.scan("WXBACK").step is StepName.DELIVERY


@pytest.mark.parametrize("text", ["WXDONE", "A-01", "D-01"])
def test_moving_asks_of_what_the_number_was(stocked: Desk, text: str) -> None:
    station = MoveStation(stocked.store, stocked.act)
    for before in ("D-01", "3"):
        station.scan(before)
    booked = moves(stocked)
    reply = station.scan(text)
    assert (reply.tone, reply.code, reply.facts, reply.step) == (
        Tone.WARN,
        Shared.PACKS_OF_WHAT,
        {"packs": 3},
        StepName.ITEM,
    )
    assert moves(stocked) == booked
    assert station.scan("CUP").facts["quantity"] == 3


def test_a_pallet_is_not_put_away_whole_where_a_number_of_its_goods_was_keyed(floor: Desk) -> None:
    station: ReceiveStation = station_at(floor, "AN-7", PALLET, "3")
    for text in ("A-02", "Q-01", "WXYES"):
        reply = station.scan(text)
        assert (reply.code, reply.facts, reply.step) == (Shared.PACKS_OF_WHAT, {"packs": 3}, StepName.PALLET)
        assert "Scan the item on the pallet: 3 pieces, or 3 cases" in said(reply)
    assert moves(floor) == 0
