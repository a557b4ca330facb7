"""What goes wrong while a place is counted: answers that are lost, other desks, missing rights, a changed house."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import pytest

from tests.conftest import Desk
from tests.services.stock import lying
from tests.stations.house import build, moves, said
from tests.stations.test_count import come, counter_at, status
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import CountStatus, Role
from warehouse_app.queries.check import findings
from warehouse_app.queries.counts import Counted, counted_in, open_counts
from warehouse_app.services.contract import Action
from warehouse_app.services.counting import approve_count, finish_count, tally
from warehouse_app.stations.count import CountStation, asking
from warehouse_app.stations.count.steps import Said
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Shared, Words
from warehouse_app.store.database import Store
from warehouse_app.store.faults import StoreFault


@contextmanager
def answers_lost(*, before: bool = False) -> Iterator[None]:
    """Let the answers of the house be lost meanwhile, after their commit, or `before` anything was done."""
    original = Store.transaction

    @contextmanager
    def lost(self: Store) -> Iterator[None]:
        if not before:
            with original(self):
                yield
        raise Refused(StoreFault.UNREACHABLE, place="the server")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "transaction", lost)
        yield


@pytest.mark.parametrize("before", [False, True])
def test_goods_whose_answer_was_lost_are_counted_once(desk: Desk, *, before: bool) -> None:
    station = counter_at(build(desk), "A-01", "3")
    with answers_lost(before=before):
        reply = station.scan("CUP")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "server-unreachable", StepName.ITEM)
    assert counted_in(desk.store, "CS-1") == ([] if before else [Counted("CUP", "Cup", "", 3)])
    again = station.scan("CUP")
    assert (again.tone, again.code, again.facts["counted"]) == (Tone.OK, Said.TALLIED, 3)
    for text in ("3", "CUP"):
        station.scan(text)
    assert counted_in(desk.store, "CS-1") == [Counted("CUP", "Cup", "", 6)]


@pytest.mark.parametrize("before", [False, True])
def test_goods_whose_answer_was_lost_can_be_taken_off(desk: Desk, *, before: bool) -> None:
    station = counter_at(build(desk), "A-01", "2", "CUP", "3")
    with answers_lost(before=before):
        station.scan("CUP")
    off = station.scan("WXUNDO")
    if before:
        assert (off.tone, off.code) == (Tone.WARN, Shared.NEVER_BOOKED)
    else:
        assert (off.tone, off.code, off.facts["quantity"], off.facts["counted"]) == (Tone.OK, Said.TAKEN_OFF, 3, 2)
    assert counted_in(desk.store, "CS-1") == [Counted("CUP", "Cup", "", 2)]
    assert station.scan("WXUNDO").facts["counted"] == 0


@pytest.mark.parametrize("before", [False, True])
def test_goods_are_taken_off_once_though_the_answer_was_lost(desk: Desk, *, before: bool) -> None:
    station = counter_at(build(desk), "A-01", "2", "CUP", "3", "CUP")
    with answers_lost(before=before):
        reply = station.scan("WXUNDO")
    assert (reply.tone, reply.code) == (Tone.ERROR, "server-unreachable")
    assert station.scan("WXUNDO").facts["counted"] == 2
    assert counted_in(desk.store, "CS-1") == [Counted("CUP", "Cup", "", 2)]


@pytest.mark.parametrize("before", [False, True])
def test_a_count_whose_end_was_not_answered_is_booked_once(desk: Desk, *, before: bool) -> None:
    come(build(desk), "BOX", 100)
    moved = moves(desk)
    station = counter_at(desk, "A-01", "99", "BOX")
    with answers_lost(before=before):
        reply = station.scan("WXDONE")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "server-unreachable", StepName.ITEM)
    assert moves(desk) == moved + (not before)
    # Neither is anything taken off that was booked.
    done = station.scan("WXDONE")
    assert (done.code, done.booked, done.step, moves(desk)) == (Said.BOOKED, True, StepName.LOCATION, moved + 1)
    assert lying(desk, "BOX") == {"A-01": 99}
    assert list(findings(desk.store)) == []


@pytest.mark.parametrize("before", [False, True])
def test_an_empty_place_whose_end_was_not_answered_is_counted_again_once(desk: Desk, *, before: bool) -> None:
    come(build(desk), "BOX", 100)
    station = counter_at(desk, "A-01", "WXDONE")
    with answers_lost(before=before):
        assert station.scan("WXYES").step is StepName.EMPTY
    assert station.scan("WXYES").facts["again"] == "CS-2"
    assert [each.number for each in open_counts(desk.store)] == ["CS-2"]


@pytest.mark.parametrize("before", [False, True])
def test_a_count_that_was_thrown_away_without_an_answer_is_gone_once(desk: Desk, *, before: bool) -> None:
    station = counter_at(build(desk), "A-01")
    with answers_lost(before=before):
        assert station.scan("WXCANCEL").step is StepName.ITEM
    assert [each.number for each in open_counts(desk.store)] == (["CS-1"] if before else [])
    gone = station.scan("WXCANCEL")
    assert (gone.tone, gone.code, gone.facts["number"], gone.step) == (Tone.OK, Said.DROPPED, "CS-1", StepName.LOCATION)
    assert (status(desk, "CS-1"), open_counts(desk.store)) == (CountStatus.REJECTED, [])


def test_a_count_into_which_another_desk_counts_just_then_is_not_thrown_away(
    floor: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = counter_at(floor, "A-01")
    tally(floor.store, floor.act("bob"), "CS-1", "CUP", 2)
    monkeypatch.setattr(asking, "counted_in", lambda *_: [])  # as it was when the station looked
    refused = station.scan("WXCANCEL")
    assert said(refused).startswith(
        "Goods are counted at A-01 already, so count CS-1 is not thrown away. Take them off first, or go on. "
    )
    assert (refused.tone, refused.step, status(floor, "CS-1")) == (Tone.ERROR, StepName.ITEM, CountStatus.OPEN)
    assert counted_in(floor.store, "CS-1") == [Counted("CUP", "Cup", "", 2)]


@pytest.mark.parametrize("before", [False, True])
def test_a_count_whose_beginning_was_not_answered_is_gone_on_with(desk: Desk, *, before: bool) -> None:
    station = counter_at(build(desk))
    with answers_lost(before=before):
        assert station.scan("A-01").step is StepName.LOCATION
    assert station.scan("A-01").code == (Said.STARTED if before else Said.GOES_ON)
    assert [each.number for each in open_counts(desk.store)] == ["CS-1"]


def test_what_was_counted_before_an_end_that_was_not_answered_is_what_is_taken_off(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "2", "CUP")
    with answers_lost(before=True):
        station.scan("WXDONE")
    assert station.scan("WXUNDO").code == Said.TAKEN_OFF
    with answers_lost():
        assert station.scan("CUP").tone is Tone.ERROR
    assert (station.scan("WXDONE").code, counted_in(floor.store, "CS-1")) == (
        Said.AGAIN,
        [Counted("CUP", "Cup", "", 1)],
    )


def test_a_count_that_somebody_else_ended_is_over(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "CUP")
    finish_count(floor.store, floor.act("bob"), "CS-1")
    reply = station.scan("CUP")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "count-not-open", StepName.LOCATION)
    station = counter_at(floor, "A-01", "CUP")
    finish_count(floor.store, floor.act("bob"), "CS-2")
    off = station.scan("WXUNDO")
    assert (off.tone, off.code) == (Tone.ERROR, "count-not-open")
    done = station.scan("WXDONE")
    assert (done.tone, done.code, done.step) == (Tone.ERROR, "count-not-open", StepName.LOCATION)
    assert status(floor, "CS-2") is CountStatus.TO_APPROVE


def test_a_second_count_that_a_lead_made_needless_is_over(floor: Desk) -> None:
    come(floor, "CUP", 10)
    station = counter_at(floor, "A-01", "8", "CUP", "WXDONE", "8")
    approve_count(floor.store, floor.act("lea"), "CS-1")
    reply = station.scan("CUP")
    assert (reply.code, reply.step, lying(floor, "CUP")) == ("count-not-open", StepName.LOCATION, {"A-01": 8})


def test_what_another_desk_took_off_is_not_taken_off_twice(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "3", "CUP")
    tally(floor.store, floor.act("bob"), "CS-1", "CUP", -2)
    reply = station.scan("WXUNDO")
    assert (reply.tone, reply.code) == (Tone.ERROR, "count-tally-below-zero")
    assert counted_in(floor.store, "CS-1") == [Counted("CUP", "Cup", "", 1)]


def test_an_item_that_became_tracked_meanwhile_is_asked_for_what_it_needs(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "TEA", "L9")
    floor.store.sql("UPDATE item SET serial_tracked = 1, lot_tracked = 0 WHERE sku = 'TEA'")
    floor.store.sql("DELETE FROM barcode WHERE item_id = (SELECT id FROM item WHERE sku = 'TEA')")
    assert station.scan("261231").code == Said.TALLIED_LOT
    station.scan("CUP")
    floor.store.sql("UPDATE item SET lot_tracked = 1 WHERE sku = 'CUP'")
    reply = station.scan("CUP")
    assert (reply.code, reply.step) == (Shared.GOODS, StepName.LOT)
    floor.store.sql("UPDATE item SET expiry_tracked = 1 WHERE sku = 'CUP'")
    gone = station.scan("L1")
    assert (gone.tone, gone.code, gone.step) == (Tone.ERROR, "goods-expiry-needed", StepName.EXPIRY)
    assert station.scan("2026-12-31").code == Said.TALLIED_LOT


def test_more_than_can_be_kept_is_refused(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "WXQTY999999999")
    reply = station.scan("CUP-CASE")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "stock-quantity-impossible", StepName.ITEM)
    assert counted_in(floor.store, "CS-1") == []


def test_only_whom_the_house_knows_counts(floor: Desk) -> None:
    floor.store.sql("INSERT INTO person (name, role) VALUES ('bob', ?)", (int(Role.CLERK),))
    reply = counter_at(floor).scan("A-01")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "person-unknown", StepName.LOCATION)
    assert open_counts(floor.store) == []


def test_trouble_with_the_database_is_a_reply_and_the_step_is_kept(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "2", "CUP", "3")
    floor.store.sql("PRAGMA query_only = 1")
    for text in ("CUP", "WXUNDO"):
        reply = station.scan(text)
        assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "database-read-only", StepName.ITEM)
    floor.store.sql("PRAGMA query_only = 0")
    assert station.scan("WXUNDO").code == Shared.NEVER_BOOKED
    assert station.scan("CUP").facts["counted"] == 5


def test_an_action_never_begins_while_the_house_is_being_read(desk: Desk) -> None:
    # The first action of a day turns the day of the house, for which nobody may be reading in the same transaction.
    def act() -> Action:
        assert not desk.store.database.in_transaction()
        return desk.act()

    station = CountStation(build(desk).store, act)
    station.say(Words(Tone.ASK, Note(Said.COMMANDS)))
    scans = ("WXHELP", "nonsense", "WXDONE", "WXYES", "A-01", "WXHELP", "CUP", "WXUNDO", "A-02", "WXDONE", "WXYES")
    assert {station.scan(text).tone for text in scans} == set(Tone)


def test_what_a_new_station_says_does_not_hang_on_what_the_house_can_tell(
    floor: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = counter_at(floor)

    def unreachable(_self: Store) -> NoReturn:
        raise Refused(StoreFault.UNREACHABLE, place="the server")

    monkeypatch.setattr(Store, "snapshot", unreachable)
    assert said(station.say(Words(Tone.ASK, Note(Said.COMMANDS)))).endswith("Scan the place that you count.")
