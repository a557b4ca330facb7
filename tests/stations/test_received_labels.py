"""The label of received goods, scanned at each station: what it stands for, and what it says where nothing is meant."""

from datetime import date

import pytest

from tests.conftest import Desk
from tests.stations.house import balances, codes, mover_at, moves, receipt_of_25, said, station_at
from tests.stations.test_count import counter_at
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.queries.check import findings
from warehouse_app.queries.counts import counted_in
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.receiving import receive
from warehouse_app.stations.count.steps import Said as Count
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.stations.lookup.steps import Said as LookUp
from warehouse_app.stations.move.steps import Said as Move
from warehouse_app.stations.reply import Sheet, Tone
from warehouse_app.stations.words import Shared

SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 30)


def come(desk: Desk, *goods: Goods) -> str:
    """Let goods come on one booking; return the id of its action."""
    action = desk.act()
    receive(desk.store, action, goods, supplier="S1")
    return action.action_id


def told(desk: Desk, text: str) -> str:
    """Return what looking up says of a code, without what it asks."""
    return said(LookUpStation(desk.store, desk.act).scan(text)).partition(" Scan anything")[0]


@pytest.fixture
def here(stocked: Desk) -> Desk:
    """Return a desk where two lots of tea came to A-02 and were booked one by one, among others that lie there."""
    come(stocked, Goods("TEA", 40, "A-02", "L1", SEPTEMBER))
    come(stocked, Goods("TEA", 30, "A-02", "L2", OCTOBER))
    return stocked


# --- moving ---


def test_the_label_takes_all_that_came_with_it_in_hand_and_its_lot(here: Desk) -> None:
    station = mover_at(here, "L-A-02")
    taken = station.scan("GR-1/2")
    assert (taken.tone, taken.code, taken.step) == (Tone.ASK, Shared.GOODS, StepName.TARGET)
    assert said(taken).startswith("30 × TEA, Tea. Lot L2.")
    assert station.scan("L-A-01").booked
    found = balances(here)
    assert (found["TEA", "L2", "A-01"], found.get(("TEA", "L2", "A-02"), 0), found["TEA", "L1", "A-02"]) == (30, 0, 40)
    assert list(findings(here.store)) == []


def test_a_quantity_before_the_label_counts_labels_and_one_after_it_pieces(here: Desk) -> None:
    station = mover_at(here, "A-02", "2")
    assert station.scan("GR-1/1").code == "stock-not-there"
    one = mover_at(here, "A-02", "GR-1/1", "7")
    assert one.scan("A-01").booked
    assert balances(here)["TEA", "L1", "A-01"] == 7


def test_where_less_is_left_of_it_that_is_meant_and_said(here: Desk) -> None:
    move_stock(here.store, here.act(), Named("TEA", "A-02", 12, "L1"), "A-01")
    station = mover_at(here, "A-02")
    taken = station.scan("GR-1/1")
    assert said(taken).startswith("28 × TEA, Tea. Lot L1.")
    assert "40 were booked in with this label; 28 of them are left at A-02." in said(taken)
    assert station.scan("WXBACK").step == StepName.ITEM
    # At another place it is what lies there.
    other = mover_at(here, "A-01").scan("GR-1/1")
    assert said(other).startswith("12 × TEA, Tea. Lot L1.")
    assert Move.LABEL_LEFT not in codes(mover_at(here, "A-02").scan("GR-1/2"))


@pytest.mark.parametrize("labels", ["1", "WXQTY1", "2"])
def test_where_less_is_left_a_number_of_labels_still_counts_whole_ones(here: Desk, labels: str) -> None:
    move_stock(here.store, here.act(), Named("TEA", "A-02", 12, "L1"), "A-01")
    reply = mover_at(here, "A-02", labels).scan("GR-1/1")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, "stock-not-there", StepName.ITEM)
    assert (reply.facts["quantity"], reply.facts["there"]) == (40 * int(labels[-1]), 28)
    assert Move.LABEL_LEFT not in codes(reply)


def test_where_none_of_it_lies_it_is_said_where_it_does(here: Desk) -> None:
    gone = mover_at(here, "D-01").scan("GR-1/1")
    assert (gone.tone, gone.code, gone.step) == (Tone.ERROR, "stock-lot-not-there", StepName.ITEM)
    empty = mover_at(here)
    empty.scan("A-01")
    nothing = empty.scan("GR-1/1")
    assert (nothing.code, codes(nothing)[1]) == ("stock-nothing-there", Shared.LIES_AT)
    first = mover_at(here).scan("GR-1/1")
    assert (first.tone, first.code, first.step) == (Tone.WARN, Shared.IS_RECEIVED, StepName.SOURCE)
    assert said(first).startswith(
        "This is the label of goods that were booked in on GR-1 already. The label is of 40 × TEA. It lies at A-02: 40 "
        "(lot L1, until 30 Sep 2026)."
    )


def test_where_a_lot_is_asked_for_the_label_of_such_goods_says_it(here: Desk) -> None:
    station = mover_at(here, "A-02", "3", "TEA")
    assert station.scan("GR-1/2").step == StepName.TARGET
    assert station.scan("A-01").booked
    assert balances(here)["TEA", "L2", "A-01"] == 3
    # Of other goods it is none.
    come(here, Goods("25", 5, "A-02"))
    other = mover_at(here, "A-02", "TEA").scan("GR-1/3")
    assert (other.tone, other.code, other.step) == (Tone.WARN, Shared.IS_RECEIVED, StepName.LOT)


def test_a_serial_number_and_what_is_told_apart_by_its_day_alone(here: Desk) -> None:
    come(here, Goods("CLOCK", 1, "A-02", "SN9"))
    come(here, Goods("MILK", 4, "A-02", expiry=OCTOBER))
    for label, lot, sku, units in [("GR-1/3", "SN9", "CLOCK", 1), ("GR-1/4", "2026-10-30", "MILK", 4)]:
        station = mover_at(here, "A-02", label)
        assert station.scan("A-01").booked
        assert balances(here)[sku, lot, "A-01"] == units


def test_the_label_of_several_goods_says_what_they_are_and_each_has_its_own(here: Desk) -> None:
    come(here, Goods("25", 5, "A-02"), Goods("TEA", 8, "A-02", "L3", OCTOBER))
    several = mover_at(here, "A-02").scan("GR-1/3")
    assert (several.tone, several.code, several.step) == (Tone.WARN, Shared.IS_RECEIVED, StepName.ITEM)
    assert "on GR-1 already. The label is of 5 × 25, 8 × TEA." in said(several)
    assert told(here, "GR-1/3").startswith("Label GR-1/3: 13 units of several goods. On it: 5 × 25, 8 × TEA. It came")
    looked_up = LookUpStation(here.store, here.act).scan("GR-1/3/2")
    assert looked_up.sheet == Sheet(DocumentKind.LABELS, "receipt:GR-1/3")
    assert said(mover_at(here, "A-02").scan("GR-1/3/1")).startswith("5 × 25, Twenty-five.")
    assert said(mover_at(here, "A-02").scan("GR-1/3/2")).startswith("8 × TEA, Tea. Lot L3.")
    assert mover_at(here, "A-02").scan("GR-1/3/3").code == "scan-no-receipt"


# --- counting ---


def test_counted_by_its_label_it_is_what_was_booked_in(here: Desk) -> None:
    station = counter_at(here, "A-02")
    before = moves(here)
    counted = station.scan("GR-1/1")
    assert (counted.code, counted.step) == (Count.TALLIED_LOT, StepName.ITEM)
    for text in ("2", "GR-1/2"):
        station.scan(text)
    assert {(each.sku, each.lot): each.units for each in counted_in(here.store, "CS-1")} == {
        ("TEA", "L1"): 40,
        ("TEA", "L2"): 60,
    }
    assert moves(here) == before


# --- receiving ---


def test_at_the_dock_it_is_never_booked_in_again(here: Desk) -> None:
    before = balances(here), moves(here)
    for scans, step in [
        ((), StepName.DELIVERY),
        (("PO-7",), StepName.ITEM),
        (("PO-7", "3"), StepName.ITEM),
        (("PO-7", "TEA"), StepName.LOT),
        (("PO-7", "CUP"), StepName.LOCATION),
    ]:
        reply = station_at(here, *scans).scan("GR-1/1")
        assert (reply.tone, reply.code, reply.step, reply.booked) == (Tone.WARN, Shared.IS_RECEIVED, step, False)
    assert (balances(here), moves(here)) == before


# --- what was taken back ---


def test_goods_that_were_taken_back_have_no_meaning_any_more(stocked: Desk) -> None:
    receipt_of_25(stocked)
    for station in (mover_at(stocked, "A-02"), counter_at(stocked, "A-02"), station_at(stocked, "PO-7")):
        reply = station.scan("GR-1/2")
        assert (reply.tone, reply.code, reply.booked) == (Tone.WARN, Shared.IS_TAKEN_BACK, False)
        assert said(reply).startswith(
            "The goods of the label GR-1/2 were taken back off receipt GR-1. Take the label off, and scan the goods "
            "themselves. The label is of 2 × 25."
        )
    looked_up = LookUpStation(stocked.store, stocked.act).scan("GR-1/2")
    assert (looked_up.tone, looked_up.code, looked_up.sheet) == (Tone.WARN, Shared.IS_TAKEN_BACK, None)


# --- looking up ---


def test_looked_up_it_says_what_it_is_where_that_lies_and_with_what_it_came(here: Desk) -> None:
    move_stock(here.store, here.act(), Named("TEA", "A-02", 12, "L1"), "A-01")
    assert told(here, "GR-1/1") == (
        "Label GR-1/1: 40 × TEA, Tea. Lot L1. To be used until 30 Sep 2026. It lies at A-02: 28 (lot L1, until 30 Sep "
        "2026), A-01: 12 (lot L1, until 30 Sep 2026). It came with GR-1 from Potter (2 Mar 2026)."
    )


def test_a_receipt_says_when_from_whom_and_how_much_came(here: Desk) -> None:
    assert told(here, "GR-1") == (
        "Receipt GR-1 from Potter, begun on 2 Mar 2026: 70 units came. It took in 40 × TEA, 30 × TEA. It is not "
        "closed yet."
    )
    station = station_at(here, "PO-7", "CUP", "A-01")
    assert station.scan("WXDONE").tone is Tone.OK
    station_at(here, "PO-7", "PEN", "A-01")
    gone = station_at(here, "S2", "BOX", "A-01")
    assert gone.scan("WXUNDO").booked
    first, second, third = (told(here, number) for number in ("GR-2", "gr-3", "GR-4"))
    assert first == (
        "Receipt GR-2 of purchase order PO-7 from Potter, begun on 2 Mar 2026: 1 unit came. It took in 1 × CUP. It "
        "was closed on 2 Mar 2026."
    )
    assert second.endswith("1 unit came. It took in 1 × PEN. It is not closed yet.")
    assert third == (
        "Receipt GR-4 from Weaver, begun on 2 Mar 2026: 0 units came. Nothing that it took in counts any more. It is "
        "not closed yet."
    )
    assert LookUp.RECEIPT in codes(LookUpStation(here.store, here.act).scan("GR-1"))
