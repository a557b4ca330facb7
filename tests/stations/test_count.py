"""Counting as it is lived: blind, item by item, again where it differs, until it is booked or a lead decides."""

from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import lying, set_house
from tests.stations.house import BOX_CASE, TEA_LABEL, build, moves, said, stock
from warehouse_app.console import as_json
from warehouse_app.domain.statuses import CountStatus
from warehouse_app.queries.check import findings
from warehouse_app.queries.counts import Counted, OpenCount, count_of, counted_in, open_counts, own_open_counts
from warehouse_app.services.changes import Area
from warehouse_app.services.counting import CountFault, approve_count, begin_count, tally
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.receiving import receive
from warehouse_app.stations.count import CountStation
from warehouse_app.stations.count.steps import Said
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.reply import Note, Reply, Tone
from warehouse_app.stations.words import Shared, Words

MORE = "Scan an item at A-01, or a quantity first; WXDONE when all is counted."
AGAIN = "Second count: scan an item at A-01, or a quantity first; WXDONE when all is counted."
PLACE = "Scan the place that you count."


def counter_at(desk: Desk, *scans: str) -> CountStation:
    """Return a new station for counting after some scans, none of which may be refused."""
    station = CountStation(desk.store, desk.act)
    for text in scans:
        reply = station.scan(text)
        assert reply.tone in {"ask", "ok"} or reply.code == Said.AGAIN, text
    return station


def status(desk: Desk, number: str) -> CountStatus:
    """Return where a count stands."""
    found = count_of(desk.store, number)
    assert found is not None
    return found.status


def come(desk: Desk, sku: str, quantity: int, place: str = "A-01", lot: str = "", expiry: date | None = None) -> None:
    """Let goods come in."""
    receive(desk.store, desk.act(), [Goods(sku, quantity, place, lot, expiry)], supplier="S1")


def test_a_place_is_counted_and_a_small_difference_is_booked_at_once(desk: Desk) -> None:
    build(desk)
    come(desk, "BOX", 100)
    come(desk, "TEA", 3, lot="L77", expiry=date(2026, 9, 30))
    before = moves(desk)
    station = CountStation(desk.store, desk.act)
    assert said(station.scan("L-A-01")) == f"Count CS-1 of A-01: all that lies there is counted. {MORE}"
    assert said(station.scan("12")) == "Quantity: 12. Scan the item: 12 pieces, or 12 cases if you scan a case."
    tallied = station.scan(BOX_CASE)
    assert said(tallied) == f"Counted: 96 × BOX, Box; 96 by now. {MORE}"
    assert (tallied.tone, tallied.booked, tallied.step) == (Tone.OK, False, StepName.ITEM)
    assert tallied.changes.areas == {Area.COUNTS}
    assert said(station.scan("BOX")) == f"Counted: 1 × BOX, Box; 97 by now. {MORE}"
    station.scan("2")
    assert said(station.scan("BOX")) == f"Counted: 2 × BOX, Box; 99 by now. {MORE}"
    assert said(station.scan(TEA_LABEL)) == f"Counted: 1 × TEA, Tea; 1 of lot L77 by now. {MORE}"
    station.scan("2")
    # The code says no lot, and the house knows until when this one may be used.
    assert said(station.scan("TEA")) == "2 × TEA, Tea. Scan or type the lot."
    assert said(station.scan("L77")) == f"Counted: 2 × TEA, Tea; 3 of lot L77 by now. {MORE}"
    assert counted_in(desk.store, "CS-1") == [Counted("BOX", "Box", "", 99), Counted("TEA", "Tea", "L77", 3)]
    assert moves(desk) == before
    done = station.scan("WXDONE")
    assert said(done) == f"Count CS-1 of A-01 is booked. {PLACE}"
    assert (done.tone, done.booked, done.step) == (Tone.OK, True, StepName.LOCATION)
    assert {Area.COUNTS, Area.STOCK} <= done.changes.areas
    assert (lying(desk, "BOX"), lying(desk, "TEA")) == ({"A-01": 99}, {"A-01@L77": 3})
    assert (moves(desk), status(desk, "CS-1")) == (before + 1, CountStatus.BOOKED)
    assert list(findings(desk.store)) == []


def test_a_count_that_agrees_says_the_same_and_moves_nothing(desk: Desk) -> None:
    build(desk)
    come(desk, "BOX", 3)
    before = moves(desk)
    station = counter_at(desk, "A-01", "3", "BOX")
    done = station.scan("WXDONE")
    assert said(done) == f"Count CS-1 of A-01 is booked. {PLACE}"
    assert (done.tone, done.booked, moves(desk)) == (Tone.OK, False, before)
    assert status(desk, "CS-1") is CountStatus.BOOKED


def test_what_differs_is_counted_again_at_once_and_then_a_lead_decides(desk: Desk) -> None:
    build(desk)
    come(desk, "CUP", 10)
    before = moves(desk)
    station = counter_at(desk, "A-01", "7", "CUP")
    again = station.scan("WXDONE")
    assert said(again) == (
        "Count CS-1 of A-01 does not agree with the books: count all that lies there once more. The second count is "
        f"CS-2. {AGAIN}"
    )
    assert (again.tone, again.booked, again.step) == (Tone.WARN, False, StepName.ITEM)
    station.scan("7")
    assert said(station.scan("CUP")) == f"Counted: 7 × CUP, Cup; 7 by now. {AGAIN}"
    end = station.scan("WXDONE")
    assert said(end) == f"Count CS-2 of A-01 does not agree with the books either: a lead decides. {PLACE}"
    assert (end.tone, end.booked, end.step, moves(desk)) == (Tone.OK, False, StepName.LOCATION, before)
    assert (status(desk, "CS-1"), status(desk, "CS-2")) == (CountStatus.REJECTED, CountStatus.TO_APPROVE)
    approve_count(desk.store, desk.act(), "CS-2")
    assert lying(desk, "CUP") == {"A-01": 7}
    assert list(findings(desk.store)) == []


def test_a_second_count_that_agrees_is_booked(floor: Desk) -> None:
    come(floor, "CUP", 10)
    before = moves(floor)
    station = counter_at(floor, "A-01", "7", "CUP", "WXDONE", "10", "CUP")
    done = station.scan("WXDONE")
    assert (done.code, done.booked, moves(floor)) == (Said.BOOKED, False, before)
    assert (status(floor, "CS-1"), status(floor, "CS-2")) == (CountStatus.REJECTED, CountStatus.BOOKED)


@pytest.mark.parametrize("books", [0, 1, 9, 11, 500])
def test_whoever_counts_hears_the_same_whatever_the_books_say(floor: Desk, books: int) -> None:
    def transcript(units: int) -> list[str]:
        with floor.store.database.atomic() as rolled_back:
            # Something else lies there in both cases, so that the places are not told apart by that.
            come(floor, "PEN", 4)
            if units:
                come(floor, "BOX", units)
            station = CountStation(floor.store, floor.act)
            scans = ("A-01", "10", "BOX", "TEA", "WXBACK", "WXHELP", "WXDONE", "WXHELP", "10", "BOX", "WXUNDO")
            lines = [_line(station.scan(text)) for text in (*scans, "9", "BOX", "A-02", "WXDONE", "WXHELP")]
            rolled_back.rollback()
        return lines

    assert transcript(books) == transcript(1_000)


def _line(reply: Reply) -> str:
    return as_json(reply, said(reply))


def test_an_empty_place_is_asked_about_before_its_count_ends(floor: Desk) -> None:
    station = counter_at(floor, "A-01")
    asked = station.scan("WXDONE")
    assert said(asked) == (
        "Nothing was counted at A-01. Does nothing at all lie at A-01? WXYES ends the count, WXNO goes on with it."
    )
    assert (asked.tone, asked.step, status(floor, "CS-1")) == (Tone.ASK, StepName.EMPTY, CountStatus.OPEN)
    assert said(station.scan("WXNO")) == f"Going on with count CS-1 of A-01. Nothing is counted so far. {MORE}"
    station.scan("WXDONE")
    done = station.scan("WXYES")
    assert (done.code, done.booked, status(floor, "CS-1")) == (Said.BOOKED, False, CountStatus.BOOKED)


def test_a_place_of_which_all_was_taken_off_again_is_asked_about_too(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "CUP", "WXUNDO")
    assert (station.scan("WXDONE").step, status(floor, "CS-1")) == (StepName.EMPTY, CountStatus.OPEN)
    station.scan("WXNO")
    station.scan("CUP")
    assert station.scan("WXDONE").code == Said.AGAIN


def test_goods_that_are_missing_altogether_are_counted_again(floor: Desk) -> None:
    come(floor, "CUP", 10)
    set_house(floor, count_tolerance_percent=20)
    station = counter_at(floor, "A-01", "WXDONE", "WXYES", "WXDONE")
    assert station.scan("WXYES").code == Said.LEAD_DECIDES
    assert lying(floor, "CUP") == {"A-01": 10}


def test_another_place_is_no_way_out_of_a_count(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "CUP")
    assert said(station.scan("A-02")) == (f"This is location A-02. Finish the count of A-01 first: WXDONE. {MORE}")
    assert said(station.scan("A-01")) == f"This is location A-01. It is the place that you are counting. {MORE}"
    assert [each.number for each in open_counts(floor.store)] == ["CS-1"]


@pytest.mark.parametrize("cancel", ["WXCANCEL", "WXBACK"])
def test_a_count_that_is_left_stays_open_and_is_gone_on_with(floor: Desk, cancel: str) -> None:
    station = counter_at(floor, "A-01", "2", "CUP")
    assert said(station.scan(cancel)) == f"Count CS-1 stays open: scan A-01 again to go on with it. {PLACE}"
    assert status(floor, "CS-1") is CountStatus.OPEN
    assert said(station.scan("A-01")) == f"Going on with count CS-1 of A-01. Counted so far: 2 × CUP, Cup. {MORE}"


def test_a_count_that_was_opened_by_mistake_is_thrown_away(floor: Desk) -> None:
    come(floor, "CUP", 10)
    before = moves(floor)
    station = counter_at(floor, "A-01", "CUP", "WXUNDO")
    gone = station.scan("WXCANCEL")
    assert said(gone) == f"Count CS-1 of A-01 is thrown away: nothing was counted in it. {PLACE}"
    assert (gone.tone, gone.booked, gone.step) == (Tone.OK, False, StepName.LOCATION)
    assert gone.changes.areas == {Area.COUNTS}
    assert (status(floor, "CS-1"), open_counts(floor.store), moves(floor)) == (CountStatus.REJECTED, [], before)
    assert station.scan("WXUNDO").code == Said.NOTHING_TO_TAKE_OFF
    assert said(station.scan("A-01")) == f"Count CS-2 of A-01: all that lies there is counted. {MORE}"
    # Left open it is gone on with, as ever.
    assert said(station.scan("WXBACK")).startswith("Count CS-2 stays open: scan A-01 again to go on with it.")
    assert status(floor, "CS-2") is CountStatus.OPEN


def test_a_second_count_is_not_thrown_away_and_neither_is_one_with_goods(floor: Desk) -> None:
    come(floor, "CUP", 10)
    station = counter_at(floor, "A-01", "7", "CUP")
    assert (station.scan("WXCANCEL").code, status(floor, "CS-1")) == (Said.LEFT_OPEN, CountStatus.OPEN)
    for text in ("A-01", "WXDONE"):
        station.scan(text)
    assert (station.scan("WXCANCEL").code, status(floor, "CS-2")) == (Said.LEFT_OPEN, CountStatus.OPEN)


def test_a_question_for_more_than_the_item_is_cancelled_before_the_count_is(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "3")
    assert (station.scan("WXCANCEL").code, station.scan("WXDONE").step) == (Shared.BACK, StepName.EMPTY)
    assert (station.scan("WXCANCEL").code, status(floor, "CS-1")) == (Shared.BACK, CountStatus.OPEN)
    assert (station.scan("WXCANCEL").code, status(floor, "CS-1")) == (Said.DROPPED, CountStatus.REJECTED)


def test_goods_moved_while_they_are_counted_need_a_second_count_of_which_nobody_learns_why(floor: Desk) -> None:
    come(floor, "BOX", 1_000)
    station = counter_at(floor, "A-01", "990", "BOX")
    move_stock(floor.store, floor.act(), Named("BOX", "A-01", 5), "A-02")
    assert said(station.scan("WXDONE")) == (
        "Count CS-1 of A-01 does not agree with the books: count all that lies there once more. The second count is "
        f"CS-2. {AGAIN}"
    )
    assert lying(floor, "BOX") == {"A-01": 995, "A-02": 5}
    for text in ("990", "BOX"):
        station.scan(text)
    # This time nothing was moved, and five of them are no more than the house tolerates.
    assert (station.scan("WXDONE").code, lying(floor, "BOX")) == (Said.BOOKED, {"A-01": 990, "A-02": 5})


def test_the_last_ones_counted_are_taken_off_again_one_by_one(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "2", "CUP", "3", "CUP", TEA_LABEL)
    off = station.scan("WXUNDO")
    assert said(off) == f"Taken off again: 1 × TEA, Tea, L77; 0 of it by now. {MORE}"
    assert (off.tone, off.booked, off.changes.areas) == (Tone.OK, False, frozenset({Area.COUNTS}))
    station.scan("TEA")
    # In the middle of other goods the dialogue stays where it is.
    assert said(station.scan("WXUNDO")) == "Taken off again: 3 × CUP, Cup; 2 by now. Scan or type the lot."
    assert station.scan("WXUNDO").facts["counted"] == 0
    nothing = station.scan("WXUNDO")
    assert (nothing.tone, nothing.code) == (Tone.WARN, Said.NOTHING_TO_TAKE_OFF)
    assert counted_in(floor.store, "CS-1") == []


def test_what_was_counted_in_a_count_that_ended_is_not_taken_off(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "CUP", "WXDONE")
    assert station.scan("WXUNDO").code == Said.NOTHING_TO_TAKE_OFF
    assert counted_in(floor.store, "CS-1") == [Counted("CUP", "Cup", "", 1)]
    stranger = station.undo("an action of somebody else")
    assert (stranger.tone, stranger.code) == (Tone.ERROR, CountFault.NEVER_TALLIED)


def test_what_was_counted_before_a_restart_is_taken_off_the_last_first(desk: Desk) -> None:
    station = counter_at(stock(build(desk)), "A-01", "2", "CUP", "3", "CUP", TEA_LABEL, "WXUNDO", "CLOCK", "SN1")
    counter_at(desk, "A-02", "PEN")
    again = counter_at(desk, "A-01")
    assert said(again.scan("WXUNDO")) == f"Taken off again: 1 × CLOCK, Clock, SN1; 0 of it by now. {MORE}"
    # What was taken off before the restart is not taken off once more.
    assert said(again.scan("WXUNDO")) == f"Taken off again: 3 × CUP, Cup; 2 by now. {MORE}"
    for text in ("7", "CUP"):
        again.scan(text)
    assert [again.scan("WXUNDO").facts["quantity"] for _ in range(2)] == [7, 2]
    assert again.scan("WXUNDO").code == Said.NOTHING_TO_TAKE_OFF
    assert (counted_in(desk.store, "CS-1"), counted_in(desk.store, "CS-2")) == ([], [Counted("PEN", "Pen", "", 1)])
    # The station that counted them is told so, each time, and takes nothing off twice.
    again.scan("CUP")
    gone = station.scan("WXUNDO")
    assert (gone.tone, gone.code) == (Tone.ERROR, CountFault.TAKEN_OFF)
    assert station.scan("WXUNDO").code == CountFault.TAKEN_OFF
    assert counted_in(desk.store, "CS-1") == [Counted("CUP", "Cup", "", 1)]


def test_a_count_that_is_left_and_gone_on_with_is_put_right_too(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "2", "CUP", "WXBACK", "A-02", "PEN", "WXBACK", "A-01")
    assert station.scan("WXUNDO").facts["quantity"] == 2
    assert station.scan("WXUNDO").code == Said.NOTHING_TO_TAKE_OFF
    assert counted_in(floor.store, "CS-2") == [Counted("PEN", "Pen", "", 1)]


def test_a_new_station_says_which_counts_can_be_gone_on_with(floor: Desk) -> None:
    counter_at(floor, "A-01", "CUP")
    counter_at(floor, "A-02")
    begin_count(floor.store, floor.act("bob"), "D-01")
    floor.store.sql("UPDATE action SET workstation = 'desk-2' WHERE actor = 'bob'")
    station = CountStation(floor.store, floor.act)
    listed = "Counts to go on with: A-02 (CS-2), A-01 (CS-1)."
    assert said(station.say(Words(Tone.ASK, Note(Said.NO_COUNT)))) == (
        f"No place is being counted here, so there is nothing to finish. {listed} {PLACE}"
    )
    for text in ("WXHELP", "WXCOUNT", "WXDONE", "CUP", "nonsense", "WXYES"):
        assert said(station.scan(text)).endswith(f"{listed} {PLACE}"), text
    # That of somebody else elsewhere is gone on with as well, by its place.
    assert said(station.scan("D-01")).startswith("Going on with count CS-3 of D-01. Nothing is counted so far.")
    assert said(station.say(Words(Tone.ASK, Note(Said.NO_COUNT)))).startswith(
        "No place is being counted here, so there is nothing to finish. Scan an item at D-01"
    )


def test_open_counts_are_listed_for_whoever_looks_after_them(desk: Desk) -> None:
    stock(build(desk))
    assert open_counts(desk.store) == []
    counter_at(desk, "A-02", "CUP", "WXDONE", "PEN", TEA_LABEL)
    begin_count(desk.store, desk.act("bob"), "D-01")
    opened = [each.opened_at for each in open_counts(desk.store)]
    found = [
        OpenCount("CS-2", "A-02", again=True, person="anna", workstation="desk-1", opened_at=opened[0], lots=2),
        OpenCount("CS-3", "D-01", again=False, person="bob", workstation="desk-1", opened_at=opened[1], lots=0),
    ]
    assert open_counts(desk.store) == found
    assert opened[1] == desk.acted[-1].now
    tally(desk.store, desk.act(), "CS-2", "PEN", -1)
    assert [each.lots for each in open_counts(desk.store)] == [1, 0]
    tally(desk.store, desk.act(), "CS-2", "PEN", 1)
    assert own_open_counts(desk.store, "bob", "desk-9", most=5) == found[1:]
    assert own_open_counts(desk.store, "carl", "desk-1", most=5) == found[::-1]
    assert own_open_counts(desk.store, "carl", "desk-1", most=1) == found[1:]
    assert own_open_counts(desk.store, "carl", "desk-9", most=5) == []


def test_what_another_desk_counts_into_the_same_count_adds_up(floor: Desk) -> None:
    station = counter_at(floor, "A-01", "2", "CUP")
    tally(floor.store, floor.act("bob"), "CS-1", "CUP", 3)
    assert station.scan("CUP").facts["counted"] == 6
