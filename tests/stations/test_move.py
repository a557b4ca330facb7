"""Moving as it is lived: putting away, lots, quarantine, numbers, pick lists that follow, and what goes wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import NoReturn

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.services.test_setting_aside import states
from tests.stations.house import (
    CLOCK_GTIN,
    CUP_EAN,
    PEN_CASE,
    TEA_GTIN,
    TEA_LABEL,
    allocated,
    balances,
    build,
    codes,
    mover_at,
    moves,
    said,
    stock,
)
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import Kind, LocationRecord
from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.check import findings
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Action
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.releasing import release
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.move import MoveStation
from warehouse_app.stations.move.steps import Said
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared
from warehouse_app.store.database import Store
from warehouse_app.store.faults import StoreFault

AT_DOCK = "Scan an item at D-01, or a quantity first; another place to go on from there."
TO_WHERE = "Scan the place where you put them, or type another number of units."
TO_HOME = "Scan the place where you put them, or type another number of units; A-01 is proposed, and WXYES takes it."


def test_goods_are_put_away_from_the_dock_one_thing_after_the_other(desk: Desk) -> None:
    stock(build(desk))
    before, acted = moves(desk), len(desk.acted)
    station = MoveStation(desk.store, desk.act)
    assert said(station.scan("D-01")) == (
        "From D-01. At D-01 lie 20 × CUP, 5 × TEA (lot L77, until 30 Sep 2026), 3 × TEA (lot L78, until 30 Oct 2026). "
        + AT_DOCK
    )
    assert said(station.scan(CUP_EAN)) == f"1 × CUP, Cup. 20 lie at D-01. {TO_HOME}"
    assert said(station.scan("15")) == f"15 × CUP, Cup. 20 lie at D-01. {TO_HOME}"
    assert (moves(desk), len(desk.acted)) == (before, acted)
    booked = station.scan("WXYES")
    assert said(booked) == f"Moved from D-01 to A-01: 15 × CUP, Cup. 5 stay at D-01. {AT_DOCK}"
    assert (booked.tone, booked.code, booked.step, booked.booked) == (Tone.OK, Said.MOVED, StepName.ITEM, True)
    assert booked.facts == {
        "quantity": 15,
        "sku": "CUP",
        "name": "Cup",
        "unit": "piece",
        "lot": "",
        "source": "D-01",
        "target": "A-01",
    }
    assert booked.changes.areas == {Area.STOCK}
    assert (moves(desk), len(desk.acted)) == (before + 2, acted + 1)
    station.scan("5")
    station.scan("CUP")
    assert said(station.scan("A-02")) == f"Moved from D-01 to A-02: 5 × CUP, Cup. {AT_DOCK}"
    there = balances(desk)
    assert [there["CUP", "", place] for place in ("D-01", "A-01", "A-02")] == [0, 15, 5]
    assert allocated(desk, "SO-1042") == 6
    assert said(station.scan("WXUNDO")) == f"Moved back from A-02 to D-01: 5 × CUP, Cup. {AT_DOCK}"
    assert said(station.scan("WXUNDO")) == f"Moved back from A-01 to D-01: 15 × CUP, Cup. {AT_DOCK}"
    assert station.scan("WXUNDO").code == Shared.NOTHING_TO_UNDO
    assert balances(desk)["CUP", "", "D-01"] == 20
    assert said(station.scan("WXDONE")) == "Done at D-01. Scan the place from which you carry goods."
    assert list(findings(desk.store)) == []


def test_a_number_before_the_item_counts_packs_and_after_it_units(stocked: Desk) -> None:
    station = mover_at(stocked, "A-02", "D-01")
    assert said(station.scan("WXQTY1")) == "Quantity: 1. Scan the item: 1 piece, or 1 case if you scan a case."
    assert station.scan("CUP-CASE").facts["quantity"] == 12
    assert station.scan("7").facts["quantity"] == 7
    refused = station.scan("21")
    assert (refused.tone, refused.code, refused.step) == (Tone.ERROR, "stock-not-there", StepName.TARGET)
    assert station.scan("A-02").facts["quantity"] == 7
    station.scan("2")
    too_many = station.scan("CUP-CASE")
    assert (too_many.tone, too_many.code, too_many.step) == (Tone.ERROR, "stock-not-there", StepName.ITEM)
    assert too_many.facts == {"sku": "CUP", "place": "D-01", "quantity": 24, "there": 13}
    asked = mover_at(stocked, "A-02", "2").scan(PEN_CASE)
    assert said(asked) == "PEN, Pen. How many units (piece) of PEN are in each of the 2 packs? Type the number."


def test_an_item_scanned_where_a_place_is_expected_is_answered_by_where_it_lies(stocked: Desk) -> None:
    station = mover_at(stocked)
    asks = "Scan the place from which you carry goods."
    assert said(station.scan("PEN")) == (
        f"This is item PEN, Pen. It lies at A-02: 7, Q-01: 4 (in quarantine), A-02: 2 (in quarantine). {asks}"
    )
    assert said(station.scan("BOX")) == f"This is item BOX, Box. By the books it lies nowhere. {asks}"
    station.scan("D-01")
    assert said(station.scan("PEN")) == (
        "By the books no PEN lies at D-01 (available). If it does lie there, count the place; else check the code. It "
        f"lies at A-02: 7, Q-01: 4 (in quarantine), A-02: 2 (in quarantine). {AT_DOCK}"
    )


def test_a_scanned_place_switches_to_what_lies_there(stocked: Desk) -> None:
    station = mover_at(stocked, "D-01", "3")
    # The number was said at another place.
    assert station.scan("L-A-01").code == Shared.PACKS_OF_WHAT
    station.scan("WXBACK")
    switched = station.scan("L-A-01")
    assert (switched.tone, switched.code, switched.step) == (Tone.WARN, Said.SOURCE_SWITCHED, StepName.ITEM)
    assert said(switched).startswith("Now from A-01. By the books nothing lies at A-01. Scan an item at A-01")
    assert station.scan("A-02").tone is Tone.ASK
    assert station.scan("24").facts["quantity"] == 1


def test_the_lot_is_asked_for_where_several_lie_there_and_the_code_does_not_say_it(stocked: Desk) -> None:
    station = mover_at(stocked, "D-01", "3")
    assert said(station.scan("TEA")) == (
        "3 × TEA, Tea. Several lots lie at D-01: L77 (5), L78 (3). Scan or type the lot."
    )
    wrong = station.scan("L79")
    assert (wrong.tone, wrong.code, wrong.facts["lots"]) == (Tone.ERROR, "stock-lot-not-there", ("L77", "L78"))
    assert said(station.scan("L78")) == (
        f"3 × TEA, Tea. Lot L78. To be used until 30 Oct 2026. 3 lie at D-01. {TO_WHERE}"
    )
    assert station.scan("A-02").booked
    there = balances(stocked)
    assert (there["TEA", "L77", "D-01"], there["TEA", "L78", "D-01"], there["TEA", "L78", "A-02"]) == (5, 0, 3)
    station.scan("WXUNDO")
    for text in ("4", "TEA"):
        station.scan(text)
    too_few = station.scan("L78")
    assert (too_few.code, too_few.facts["there"], too_few.step) == ("stock-not-there", 3, StepName.LOT)
    assert station.scan("L77").facts["quantity"] == 4
    station = mover_at(stocked, "D-01", "3", "TEA", "L78")
    assert station.scan("A-02").booked
    # One lot is left, and is meant.
    assert codes(station.scan("TEA")) == [Shared.GOODS, Shared.LOT, Shared.EXPIRY, Said.THERE, Said.ASK_PROPOSED]


def test_a_label_says_which_lot(stocked: Desk) -> None:
    station = mover_at(stocked, "D-01")
    assert station.scan(TEA_LABEL).step is StepName.TARGET
    station.scan("WXBACK")
    other = station.scan(f"]C101{TEA_GTIN}10L79")
    assert (other.code, other.facts["lot"], other.step) == ("stock-lot-not-there", "L79", StepName.ITEM)
    by_day = station.scan(f"]C101{TEA_GTIN}17261030")
    assert codes(by_day)[1:3] == [Shared.LOT, Shared.EXPIRY]
    assert station.scan("WXBACK").step is StepName.ITEM
    serial = mover_at(stocked, "A-02", f"]C101{CLOCK_GTIN}21SN2").scan("D-01")
    assert (serial.booked, serial.facts["lot"]) == (True, "SN2")
    # One of two serial numbers is left, so two cannot be meant.
    assert mover_at(stocked, "A-02", "2").scan("CLOCK").code == "stock-not-there"


def test_available_goods_are_meant_before_those_in_quarantine_and_all_keep_their_state(stocked: Desk) -> None:
    station = mover_at(stocked, "A-02")
    assert said(station.scan("PEN")) == (
        "1 × PEN, Pen. 7 lie at A-02. Another 2 at A-02 are in quarantine and stay there. " + TO_WHERE
    )
    station.scan("7")
    assert station.scan("A-01").booked
    assert said(station.scan("PEN")) == (
        f"1 × PEN, Pen. They are in quarantine, and stay in it. 2 lie at A-02. {TO_WHERE}"
    )
    assert station.scan("D-01").booked
    states = stocked.store.sql(
        "SELECT p.code, b.status, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id JOIN item i "
        "ON i.id = lot.item_id JOIN location p ON p.id = b.location_id WHERE i.sku = 'PEN' AND b.quantity > 0 "
        "ORDER BY p.code, b.status"
    )
    assert [tuple(row) for row in states] == [
        ("A-01", "available", 7),
        ("A-02", "quarantined", 1),
        ("D-01", "quarantined", 1),
        ("Q-01", "quarantined", 4),
    ]
    # Nothing is proposed for goods that nobody may use, wherever they lie.
    assert mover_at(stocked, "D-01").scan("PEN").notes[-1].code == Said.ASK_TARGET


def test_goods_that_are_chosen_in_a_list_are_those_though_others_of_their_lot_may_be_used(desk: Desk) -> None:
    station = mover_at(stock(build(desk)), "A-02", "2")
    taken = station.take("PEN", "", StockStatus.QUARANTINED)
    assert said(taken) == f"2 × PEN, Pen. They are in quarantine, and stay in it. 2 lie at A-02. {TO_WHERE}"
    assert (taken.tone, taken.step, taken.booked) == (Tone.ASK, StepName.TARGET, False)
    more = station.scan("3")
    assert (more.code, more.facts["there"]) == ("stock-not-there", 2)
    assert station.scan("A-01").booked
    usable = station.take("PEN", "", StockStatus.AVAILABLE)
    assert said(usable) == f"1 × PEN, Pen. 7 lie at A-02. {TO_WHERE}"
    assert station.scan("A-01").booked
    states = desk.store.sql(
        "SELECT p.code, b.status, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id JOIN item i "
        "ON i.id = lot.item_id JOIN location p ON p.id = b.location_id WHERE i.sku = 'PEN' AND b.quantity > 0 "
        "ORDER BY p.code, b.status"
    )
    assert [tuple(row) for row in states] == [
        ("A-01", "available", 1),
        ("A-01", "quarantined", 2),
        ("A-02", "available", 6),
        ("Q-01", "quarantined", 4),
    ]
    # They are carried back as they were.
    station.scan("WXUNDO")
    assert station.scan("WXUNDO").facts["quantity"] == 2
    assert list(findings(desk.store)) == []


def test_goods_are_chosen_in_a_list_only_where_they_lie_and_where_an_item_is_asked_for(stocked: Desk) -> None:
    station = mover_at(stocked, "D-01")
    lot = station.take("TEA", "L78", StockStatus.AVAILABLE)
    assert (lot.step, [note.facts for note in lot.notes[:1]]) == (StepName.TARGET, [{"lot": "L78"}])
    other = station.take("CUP", "", StockStatus.AVAILABLE)
    assert (other.tone, other.code, other.step) == (Tone.WARN, Shared.IS_ITEM, StepName.TARGET)
    assert station.scan("A-02").facts["lot"] == "L78"
    for sku, lot_code, status, code in (
        ("TEA", "L79", StockStatus.AVAILABLE, "stock-nothing-there"),
        ("TEA", "L78", StockStatus.QUARANTINED, "stock-nothing-there"),
        ("NONE", "", StockStatus.AVAILABLE, "stock-item-unknown"),
    ):
        gone = station.take(sku, lot_code, status)
        assert (gone.tone, gone.code, gone.step) == (Tone.ERROR, code, StepName.ITEM)


def test_a_place_that_will_not_do_is_skipped_for_the_next_best(desk: Desk) -> None:
    stock(build(desk))
    bins = [LocationRecord(f"B-{number}", x_mm=number * 1000, y_mm=0) for number in (1, 2, 3)]
    keep(desk.store, desk.act(), Kind.LOCATIONS, bins)
    desk.store.sql("UPDATE location SET x_mm = 0, y_mm = 0 WHERE code = 'A-01'")
    move_stock(desk.store, desk.act(), Named("CUP", "D-01", 4), "A-02")
    before, acted = moves(desk), len(desk.acted)
    station = mover_at(desk, "D-01")
    # Where it lies, its home, the free bins of the zone.
    assert said(station.scan("CUP")).endswith("A-02 is proposed, and WXYES takes it.")
    assert said(station.scan("WXSKIP")) == f"Not to A-02. {TO_HOME}"
    assert station.scan("WXSKIP").notes[-1].facts == {"place": "B-1"}
    # Another quantity brings back none of those that will not do.
    assert station.scan("6").notes[-1].facts == {"place": "B-1"}
    assert [station.scan("WXSKIP").notes[-1].facts["place"] for _ in range(2)] == ["B-2", "B-3"]
    last = station.scan("WXSKIP")
    assert said(last) == f"Not to B-3; no other place with room for them is known. {TO_WHERE}"
    assert (last.tone, last.step, last.booked) == (Tone.WARN, StepName.TARGET, False)
    assert [station.scan(text).code for text in ("WXSKIP", "WXYES")] == [Shared.NOTHING_TO_SKIP, Shared.NO_PLACE]
    assert (moves(desk), len(desk.acted)) == (before, acted)
    assert station.scan("B-2").booked
    # The next goods are proposed anew for all places.
    assert station.scan("CUP").notes[-1].facts == {"place": "B-2"}
    station.scan("WXSKIP")
    assert station.scan("WXYES").facts["target"] == "A-02"


def test_pick_lists_follow_and_who_waits_again_is_told(stocked: Desk) -> None:
    release(stocked.store, stocked.act())
    station = mover_at(stocked, "A-02")
    assert "7 lie at A-02, 3 of them reserved for orders." in said(station.scan("PEN"))
    station.scan("6")
    assert said(station.scan("A-01")) == (
        "Moved from A-02 to A-01: 6 × PEN, Pen. 1 stays at A-02. Pick lists: PL-2 fetches 2 × PEN for 77 at A-01 now. "
        "Scan an item at A-02, or a quantity first; another place to go on from there."
    )
    station = mover_at(stocked, "A-01", "6", "PEN")
    assert said(station.scan("Q-01")) == (
        "6 × PEN, Pen. Why are they set aside? 1 = damaged, 2 = wrong item, 3 = will not last long enough, 4 = more "
        "than ordered; or type the reason."
    )
    lost = station.scan("1")
    assert said(lost) == (
        "Moved from A-01 to Q-01: 6 × PEN, Pen. They are in quarantine now: no order gets them. Pick lists: PL-2 "
        "fetches 2 × PEN less for 77 at A-01. Waits again: 77 for 2 × PEN (class B). Scan an item at A-01, or a "
        "quantity first; another place to go on from there."
    )
    assert {Area.STOCK, Area.PICK_LISTS, Area.QUEUE} <= lost.changes.areas
    assert allocated(stocked, "77") == 1
    assert list(findings(stocked.store)) == []


def test_undo_is_refused_where_the_goods_were_carried_on(stocked: Desk) -> None:
    station = mover_at(stocked, "D-01", "4", "CUP", "A-02")
    move_stock(stocked.store, stocked.act(), Named("CUP", "A-02", 3), "A-01")
    refused = station.scan("WXUNDO")
    assert (refused.tone, refused.code, refused.booked) == (Tone.ERROR, "undo-move-goods-gone", False)
    assert said(refused) == (
        "Of the 4 of CUP that were carried to A-02, only 1 is left there as it was: the rest was moved, picked or "
        f"set aside since. Nothing was carried back; move by hand what is still there. {AT_DOCK}"
    )
    # It stays the last one.
    assert station.scan("WXUNDO").code == "undo-move-goods-gone"


def test_another_desk_was_faster(stocked: Desk) -> None:
    station = mover_at(stocked, "D-01", "4", "CUP", "A-02")
    booking = stocked.acted[-1].action_id
    assert mover_at(stocked).undo(booking).code == Said.MOVED_BACK
    assert station.scan("WXUNDO").code == "undo-move-undone"
    assert station.scan("WXUNDO").code == Shared.NOTHING_TO_UNDO
    station.scan("15")
    station.scan("CUP")
    move_stock(stocked.store, stocked.act(), Named("CUP", "D-01", 10), "A-01")
    late = station.scan("A-02")
    assert (late.tone, late.code, late.step, late.booked) == (Tone.ERROR, "stock-not-there", StepName.ITEM, False)
    assert balances(stocked)["CUP", "", "D-01"] == 10


@contextmanager
def answers_lost(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let what is asked for be done, and every answer get lost."""
    original = Store.transaction

    @contextmanager
    def lost(self: Store) -> Iterator[None]:
        with original(self):
            yield
        raise Refused(StoreFault.UNREACHABLE, place="the server")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "transaction", lost)
        yield


def test_what_was_booked_though_its_answer_was_lost_is_booked_once(
    stocked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = mover_at(stocked, "D-01", "4", "CUP")
    with answers_lost(monkeypatch):
        lost = station.scan("A-02")
        assert (lost.code, lost.step, lost.booked) == ("server-unreachable", StepName.TARGET, False)
    assert station.scan("A-02").booked
    assert balances(stocked)["CUP", "", "A-02"] == 4
    with answers_lost(monkeypatch):
        assert station.scan("WXUNDO").code == "server-unreachable"
    assert station.scan("WXUNDO").code == Said.MOVED_BACK
    assert balances(stocked)["CUP", "", "A-02"] == 0


def test_goods_that_became_others_meanwhile_are_looked_for_again(stocked: Desk) -> None:
    station = mover_at(stocked, "A-02", "PEN")
    stocked.store.sql("UPDATE item SET sku = 'QUILL' WHERE sku = 'PEN'")
    reply = station.scan("A-01")
    assert (reply.code, reply.step, reply.booked) == ("stock-item-unknown", StepName.ITEM, False)
    assert station.scan("QUILL").facts["sku"] == "QUILL"


def test_after_a_restart_undo_carries_back_what_was_carried_here_today(desk: Desk) -> None:
    stock(build(desk))
    mover_at(desk, "D-01", "4", "CUP", "A-02", "3", "CUP", "A-02")
    elsewhere = MoveStation(desk.store, lambda: replace(desk.act(), workstation="desk-9"))
    for text in ("D-01", "2", "CUP", "A-02"):
        elsewhere.scan(text)
    station = mover_at(desk)
    back = station.scan("WXUNDO")
    assert (
        said(back)
        == "Moved back from A-02 to D-01: 3 × CUP, Cup. 6 stay at A-02. Scan the place from which you carry goods."
    )
    assert (back.booked, balances(desk)["CUP", "", "A-02"]) == (True, 6)
    # The next new station goes on before that, and only this workstation's is taken back.
    assert mover_at(desk).scan("WXUNDO").facts["quantity"] == 4
    assert mover_at(desk).scan("WXUNDO").code == Shared.NOTHING_TO_UNDO
    assert (elsewhere.scan("WXUNDO").booked, balances(desk)["CUP", "", "D-01"]) == (True, 20)


def test_what_was_carried_on_another_day_stays(desk: Desk) -> None:
    stock(build(desk))
    mover_at(desk, "D-01", "4", "CUP", "A-02")
    desk.now += timedelta(days=1)
    assert mover_at(desk).scan("WXUNDO").code == Shared.NOTHING_TO_UNDO
    assert balances(desk)["CUP", "", "A-02"] == 4


def test_what_is_taken_back_after_a_restart_though_the_answer_was_lost_is_so_once(
    stocked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    mover_at(stocked, "D-01", "4", "CUP", "A-02", "3", "CUP", "A-02")
    station = mover_at(stocked)
    take_back = station._take_back

    def lost(action: Action, booking: str) -> NoReturn:
        take_back(action, booking)
        raise Refused(StoreFault.UNREACHABLE, place="the server")

    with monkeypatch.context() as patched:
        patched.setattr(station, "_take_back", lost)
        assert station.scan("WXUNDO").code == "server-unreachable"
    assert station.scan("WXUNDO").facts["quantity"] == 3
    assert balances(stocked)["CUP", "", "A-02"] == 4


@pytest.mark.parametrize(
    ("scan", "kept"), [("2", "wrong item"), ("WXQTY1", "damaged"), ("cut  open", "cut open"), ("PO-7 is off", None)]
)
def test_available_goods_are_set_aside_for_a_reason(desk: Desk, scan: str, kept: str | None) -> None:
    stock(build(desk))
    before = moves(desk)
    station = mover_at(desk, "A-02", "3", "PEN")
    asked = station.scan("Q-01")
    assert (asked.tone, asked.step, asked.booked, moves(desk)) == (Tone.ASK, StepName.WHY, False, before)
    wrong = station.scan("5")
    assert (wrong.tone, wrong.code, wrong.step) == (Tone.WARN, Shared.NO_SUCH_REASON, StepName.WHY)
    done = station.scan(scan)
    assert (done.tone, done.code, done.step, done.booked) == (Tone.OK, Said.MOVED, StepName.ITEM, True)
    assert done.notes[0].code == Said.ASIDE
    [(why,)] = desk.store.sql("SELECT why FROM action_reason")
    assert why == (kept or scan)
    assert states(desk, "PEN") == {("A-02", "available"): 4, ("A-02", "quarantined"): 2, ("Q-01", "quarantined"): 7}
    back = station.scan("WXUNDO")
    assert back.notes[0].code == Said.ASIDE_NO_MORE
    assert states(desk, "PEN") == {("A-02", "available"): 7, ("A-02", "quarantined"): 2, ("Q-01", "quarantined"): 4}
    assert list(findings(desk.store)) == []


def test_going_back_from_the_reason_asks_for_the_place_again(stocked: Desk) -> None:
    station = mover_at(stocked, "A-02", "3", "PEN", "Q-01")
    assert station.scan("WXDONE").code == Shared.NOT_BOOKED
    assert station.scan("WXBACK").step is StepName.TARGET
    assert station.scan("A-01").booked


def test_what_is_in_quarantine_is_carried_without_a_reason_and_stays_in_it(stocked: Desk) -> None:
    station = mover_at(stocked, "Q-01", "1", "PEN")
    moved = station.scan("A-01")
    assert (moved.code, moved.booked) == (Said.MOVED, True)
    assert states(stocked, "PEN")["A-01", "quarantined"] == 1
    station = mover_at(stocked, "A-01", "1", "PEN")
    assert station.scan("Q-01").booked
    assert stocked.store.sql("SELECT why FROM action_reason").fetchall() == []


def test_a_tote_takes_only_what_is_picked_and_nothing_in_hand_is_lost(stocked: Desk) -> None:
    before = moves(stocked)
    station = mover_at(stocked, "A-02", "3", "PEN")
    refused = station.scan("T-01")
    assert (refused.tone, refused.code, refused.step) == (Tone.ERROR, "stock-place-holds-picked", StepName.TARGET)
    assert (refused.facts, moves(stocked)) == ({"sku": "PEN", "place": "T-01"}, before)
    assert station.scan("A-01").facts["quantity"] == 3
