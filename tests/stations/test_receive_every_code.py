"""Every step of receiving meets every kind of code: tone, code, next step, and whether anything was booked."""

from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import count
from tests.stations.every_code import ASK, LIKE, WARN, answers, changing
from tests.stations.house import moves, receipt_of_25, station_at
from tests.stations.receive_codes import ELSEWISE, REACHED, USUAL
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.receive.closing_steps import Said as Closing
from warehouse_app.stations.receive.pallet_steps import Said as OfPallet
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.words import Shared

BOOKING = {"action", "balance", "item_stock", "move", "purchase_line"}
GIVING = {"run", "decision", "order_line", "outbox"}
FIRST = {"lot", "receipt", "action_reason"}
CHANGED: dict[str, tuple[set[str], set[str]]] = {
    Said.BOOKED: (BOOKING | {"receipt_line"}, GIVING | FIRST),
    OfPallet.BOOKED: (BOOKING | {"receipt_line"}, GIVING | FIRST),
    Said.UNDONE: (BOOKING | {"receipt_reversal"}, GIVING),
    Said.TAUGHT: ({"action", "barcode"}, set()),
    Closing.CLOSED: ({"action", "action_reason", "purchase_closing"}, set()),
}
"""The tables that what is done changes, and those that it may change besides; nothing else changes any."""


def reached(desk: Desk, *scans: str) -> ReceiveStation:
    """Return a new station after some scans; a code that is to be taught, or is doubted, is no question first."""
    station = ReceiveStation(desk.store, desk.act)
    for text in scans:
        station.scan(text)
    return station


@pytest.mark.parametrize("state", REACHED)
def test_every_step_answers_every_kind_of_code(floor: Desk, state: str) -> None:
    reaching, table = REACHED[state], ELSEWISE[state]
    receipt_of_25(floor)
    reaching.prepare(floor)
    for text, expected in answers(USUAL, table).items():
        # Each scan is rolled back, so that a code that was taught is unknown again.
        with floor.store.database.atomic() as one:
            station = reached(floor, *reaching.scans)
            before, acted = moves(floor), len(floor.acted)
            reply, changed = changing(floor, partial(station.scan, text))
            found = (reply.tone, reply.code, reply.step, reply.booked, moves(floor) - before)
            one.rollback()
        step = expected.step or reaching.step
        assert found == (expected.tone, expected.code, step, expected.booked, int(expected.booked)), (state, text[:40])
        least, most = CHANGED.get(reply.code, (set(), set()))
        assert least <= changed <= least | most, (state, text[:40])
        assert bool(reply.changes) is bool(least), (state, text[:40])
        assert len(floor.acted) - acted <= 1, (state, text[:40])


def test_the_table_speaks_of_known_codes_only() -> None:
    assert set(ELSEWISE) == set(REACHED)
    assert {text for table in ELSEWISE.values() for text in table} <= {*USUAL, *LIKE}


@pytest.mark.parametrize("state", REACHED)
def test_after_a_restart_the_delivery_is_asked_for_and_gone_on_with(floor: Desk, state: str) -> None:
    reaching = REACHED[state]
    reaching.prepare(floor)
    assert station_at(floor, "PO-7", "CUP").scan("A-01").booked
    # The books have one cup by now, so 20 more are still too many.
    assert reached(floor, *reaching.scans).scan("WXHELP").step is reaching.step
    booked = moves(floor)
    assert booked == (2 if reaching.resumed else 1)
    again = station_at(floor)
    lost = again.scan("L-A-02")
    assert (lost.tone, lost.step, moves(floor)) == (WARN, StepName.DELIVERY, booked)
    goes_on = again.scan("PO-7")
    assert (goes_on.tone, goes_on.code, goes_on.step) == (ASK, Said.GOES_ON, StepName.ITEM)
    assert {name: goes_on.facts[name] for name in ("receipt", "ordered", "received", "to_come")} == {
        "receipt": "GR-1",
        "ordered": 152,
        "received": booked,
        "to_come": 152 - booked,
    }
    assert again.scan("WXBACK").step is StepName.DELIVERY
    for text in reaching.again:
        again.scan(text)
    assert again.scan("WXHELP").step is reaching.step
    assert moves(floor) == booked


@pytest.mark.parametrize("cancel", ["WXBACK", "WXCANCEL"])
@pytest.mark.parametrize("state", REACHED)
def test_going_back_from_every_step_ends_at_the_delivery_with_nothing_booked(
    floor: Desk, state: str, cancel: str
) -> None:
    reaching = REACHED[state]
    reaching.prepare(floor)
    station = reached(floor, *reaching.scans)
    before = moves(floor), count(floor, "action")
    for _ in reaching.scans[reaching.replaced :]:
        reply = station.scan(cancel)
        assert (reply.tone, reply.code) == (ASK, Shared.BACK)
    reply = station.scan(cancel)
    assert (reply.tone, reply.code, reply.step) == (WARN, Shared.FIRST_STEP, StepName.DELIVERY)
    assert (moves(floor), count(floor, "action")) == before
    assert before[0] == (1 if reaching.resumed else 0)
