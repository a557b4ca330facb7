"""Goods that do not last as long as the house asks for: set aside, accepted by a lead, or not taken in."""

from tests.conftest import Desk
from tests.services.stock import count
from tests.stations.house import codes, moves, received, said, station_at
from tests.stations.test_receive_surplus import lying_as
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared

SHORT, LONG = "2026-03-11", "2026-03-12"
"""Nine days after the house's day, and the ten that are asked of milk."""


def test_what_lasts_long_enough_is_not_asked_about(floor: Desk) -> None:
    assert station_at(floor, "PO-7", "MILK").scan(LONG).step is StepName.LOCATION
    asked = station_at(floor, "PO-7", "3", "MILK").scan(SHORT)
    assert (asked.tone, codes(asked)) == (Tone.ASK, [Shared.GOODS, Said.SHORT_DATED, Said.ASK_SHORT_DATED])
    assert said(asked) == (
        "3 × MILK, Milk. To be used until 11 Mar 2026: they last only 9 days, and 10 are asked for. Accept them? WXYES "
        "(a lead), WXNO, or scan a quarantine place to set them aside there."
    )
    # Whoever brings them without an order is asked too, and what is expired is set aside anyhow.
    assert station_at(floor, "S1", "MILK").scan(SHORT).step is StepName.SHORT_DATED
    assert station_at(floor, "PO-7", "MILK").scan("2026-03-01").step is StepName.LOCATION


def test_a_quarantine_place_sets_them_aside_for_that_reason(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "3", "MILK", SHORT)
    for place in ("A-02", "L-X-01", "S-01"):
        assert station.scan(place).code == Shared.IS_LOCATION
    assert moves(floor) == 0
    reply = station.scan("Q-01")
    assert (reply.tone, reply.code, reply.step, reply.booked) == (Tone.OK, Said.BOOKED, StepName.ITEM, True)
    assert "Set aside: will not last long enough. No order gets it until a lead releases it." in said(reply)
    assert (lying_as(floor, "MILK"), received(floor)) == ({("quarantined", "Q-01"): 3}, [("PO-7/3", 3)])


def test_a_lead_accepts_them_and_is_asked_about_too_many_besides(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "34", "MILK", SHORT)
    assert station.scan("WXYES").step is StepName.OVER
    assert station.scan("WXYES").step is StepName.LOCATION
    # Another number is another question, as for their number; how long they last has been answered.
    assert station.scan("35").step is StepName.OVER
    assert station.scan("30").step is StepName.LOCATION
    assert station.scan("A-02").booked
    assert lying_as(floor, "MILK") == {("available", "A-02"): 30}


def test_what_is_not_taken_in_is_not_booked(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "3", "MILK", SHORT)
    reply = station.scan("WXNO")
    assert (reply.tone, reply.code, reply.step) == (Tone.ASK, Said.SET_ASIDE, StepName.ITEM)
    assert (moves(floor), floor.acted) == (0, [])


def test_fewer_of_them_are_as_short_dated(floor: Desk) -> None:
    reply = station_at(floor, "PO-7", "3", "MILK", SHORT).scan("2")
    assert (reply.step, reply.facts["quantity"]) == (StepName.SHORT_DATED, 2)


def test_a_clerk_may_not_accept_them(floor: Desk) -> None:
    floor.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1)")
    before = count(floor, "action")
    reply = station_at(floor, "PO-7", "MILK", SHORT).scan("WXYES")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "role-needed", StepName.SHORT_DATED)
    assert count(floor, "action") == before


def test_what_turned_short_dated_since_is_asked_about_then(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "MILK", LONG)
    floor.store.sql("UPDATE item SET minimum_shelf_life_days = 11 WHERE sku = 'MILK'")
    reply = station.scan("A-02")
    assert (reply.tone, reply.code, reply.step) == (Tone.ASK, "receipt-short-dated", StepName.SHORT_DATED)
    assert reply.facts == {"sku": "MILK", "days": 10, "least": 11}
    assert (moves(floor), station.scan("WXYES").step) == (0, StepName.LOCATION)
    assert station.scan("A-02").booked
