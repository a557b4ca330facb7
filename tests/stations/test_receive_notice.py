"""Receiving what was announced: a notice and its pallets at the station, from the first scan to the closed receipt."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.services.stock import broken
from tests.stations.house import (
    PALLET,
    SSCC,
    allocated,
    balances,
    build,
    codes,
    moves,
    received,
    said,
    station_at,
)
from warehouse_app.documents.difference_list import difference_list_pdf
from warehouse_app.documents.received_note import received_note_pdf
from warehouse_app.domain.records import AdvanceNoticeRecord, Kind, OrderLineRecord, StockRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.advance_notices import announced_lines
from warehouse_app.queries.difference_list import difference_sheet
from warehouse_app.queries.goods import notice_delivery_of
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.received_note import received_note_sheet
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.receiving import receive
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.stations.receive.pallet_steps import Said as OfPallet
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import GoodsTo, Reply, Tone
from warehouse_app.stations.words import Shared

SECOND = "340123450000000024"
MIXED = "340123450000000031"
SHORT = "340123450000000055"


@pytest.fixture
def dock(desk: Desk) -> Iterator[Desk]:
    """Yield a house where AN-9 of PO-7 is due: a pallet of cups and pens, one of pens, and loose pens."""
    build(desk)
    lines = [("CUP", 3, MIXED), ("PEN", 6, MIXED), ("PEN", 20, SECOND), ("PEN", 9, "")]
    records = [AdvanceNoticeRecord("AN-9", "S1", *line[:2], "PO-7", line[2], line=n) for n, line in enumerate(lines, 1)]
    keep(desk.store, desk.act(), Kind.ADVANCE_NOTICES, records)
    yield desk
    assert broken(desk) == []


def came(desk: Desk, number: str) -> list[int]:
    on = notice_delivery_of(desk.store, number)
    assert on is not None
    assert on.notice is not None
    return [line.received for line in announced_lines(desk.store, on.notice)]


def facts_of(reply: Reply, code: str) -> dict[str, object]:
    return dict(next(note.facts for note in reply.notes if note.code == code))


def test_a_notice_begins_its_delivery_and_says_what_is_on_its_way(dock: Desk) -> None:
    reply = station_at(dock).scan("AN-9")
    assert said(reply) == (
        "Advance notice AN-9 from Potter: 0 of 38 units have come, 38 are to come. It is of purchase order PO-7. "
        f"Still to come: 9 on pallet {MIXED}, 20 on pallet {SECOND}, 9 × PEN. "
        "Scan an item, or a quantity first; WXDONE when all is in."
    )
    assert moves(dock) == 0


@pytest.mark.parametrize("scans", [(), ("PO-7",), ("AN-9",), ("S2",), ("AN-7",)])
def test_a_pallet_begins_its_own_notice_wherever_a_delivery_may_begin(dock: Desk, scans: tuple[str, ...]) -> None:
    reply = station_at(dock, *scans).scan(f"00{MIXED}")
    assert (reply.tone, reply.code, reply.step, reply.booked) == (Tone.ASK, OfPallet.PALLET, StepName.PALLET, False)
    begun = {(): {OfPallet.STARTED}, ("AN-9",): set()}.get(scans, {OfPallet.SWITCHED})
    assert {OfPallet.STARTED, OfPallet.SWITCHED, OfPallet.GOES_ON}.intersection(codes(reply)) == begun
    assert moves(dock) == 0


def test_a_pallet_shows_what_is_on_it_and_who_gets_it_before_anything_is_booked(dock: Desk) -> None:
    reply = station_at(dock, "AN-9").scan(f"(00){MIXED}")
    assert said(reply) == (
        f"Pallet {MIXED} of advance notice AN-9. On it: 3 × CUP, 6 × PEN. 3 × CUP → SO-1042 (class A), "
        "3 × PEN → 77 (class B). Scan the place for the whole pallet; D-01 is proposed, and WXYES takes it. Or scan an "
        "item to take it in part by part."
    )
    told = [(to.units, to.sku, to.order, to.place) for to in reply.goods_to]
    assert told == [(3, "CUP", "SO-1042", "D-01"), (3, "PEN", "77", "D-01"), (3, "PEN", "", "D-01")]
    assert (moves(dock), allocated(dock, "SO-1042")) == (0, 0)


@pytest.mark.parametrize(("place", "where"), [("WXYES", "D-01"), ("A-02", "A-02")])
def test_a_confirmed_place_books_the_whole_pallet(dock: Desk, place: str, where: str) -> None:
    reply = station_at(dock, "AN-9", MIXED).scan(place)
    assert (reply.tone, reply.code, reply.step, reply.booked) == (Tone.OK, OfPallet.BOOKED, StepName.ITEM, True)
    assert said(reply).startswith(
        f"Booked on GR-1: pallet {MIXED} with 9 units in {where}. 3 × CUP → SO-1042 (class A), 3 × PEN → 77 "
        "(class B). AN-9 in all: 38 announced, 9 received, 29 to come."
    )
    assert balances(dock) == {("CUP", "", where): 3, ("PEN", "", where): 6}
    assert (allocated(dock, "SO-1042"), received(dock)) == (3, [("PO-7/1", 3), ("PO-7/5", 6)])
    assert came(dock, "AN-9") == [3, 6, 0, 0]


def test_a_pallet_that_is_here_is_refused_and_one_nobody_announces_stays_unknown(dock: Desk) -> None:
    station = station_at(dock, "AN-9", MIXED, "A-02")
    again = station.scan(MIXED)
    assert (again.tone, again.code, again.step) == (Tone.ERROR, ReceivingFault.PALLET_HERE, StepName.ITEM)
    unknown = station.scan("]C100340123450000000048")
    assert (unknown.tone, unknown.code) == (Tone.ERROR, "scan-unknown-pallet")
    assert moves(dock) == 2


def test_a_pallet_that_another_desk_booked_meanwhile_is_not_booked_again(dock: Desk) -> None:
    slow = station_at(dock, "AN-9", MIXED)
    assert station_at(dock, "AN-9", MIXED).scan("A-02").booked
    reply = slow.scan("A-02")
    assert (reply.tone, reply.code, reply.step) == (Tone.ERROR, ReceivingFault.PALLET_HERE, StepName.ITEM)
    assert (moves(dock), came(dock, "AN-9")) == (2, [3, 6, 0, 0])


def test_a_part_of_a_pallet_is_scanned_item_by_item_until_it_is_done(dock: Desk) -> None:
    station = station_at(dock, "AN-9", MIXED, "2", "CUP")
    reply = station.scan("A-02")
    assert (reply.code, reply.step) == (Said.BOOKED, StepName.PALLET)
    assert facts_of(reply, OfPallet.PROGRESS) == {"notice": "AN-9", "announced": 3, "received": 2, "to_come": 1}
    assert came(dock, "AN-9") == [2, 0, 0, 0]
    for text in ("6", "PEN", "A-02"):
        reply = station.scan(text)
    assert (reply.step, came(dock, "AN-9")) == (StepName.PALLET, [2, 6, 0, 0])
    for text in ("CUP", "A-02"):
        reply = station.scan(text)
    assert (reply.step, came(dock, "AN-9")) == (StepName.ITEM, [3, 6, 0, 0])


def test_more_of_one_item_than_is_on_the_pallet_does_not_end_it(dock: Desk) -> None:
    reply = station_at(dock, "AN-9", MIXED, "9", "CUP").scan("A-02")
    assert (reply.booked, reply.step, came(dock, "AN-9")) == (True, StepName.PALLET, [3, 0, 0, 0])
    assert facts_of(reply, OfPallet.BEYOND) == {"notice": "AN-9", "units": 6}


def test_goods_that_are_not_on_the_pallet_are_said_so_and_nothing_is_booked(dock: Desk) -> None:
    reply = station_at(dock, "AN-9", SECOND).scan("CUP")
    assert (reply.tone, reply.code, reply.step) == (Tone.WARN, OfPallet.NOT_ON_IT, StepName.PALLET)
    assert moves(dock) == 0


def test_the_whole_pallet_is_refused_where_the_order_takes_no_more_and_goes_by_item(dock: Desk) -> None:
    records = [AdvanceNoticeRecord("AN-8", "S1", "CUP", 12, "PO-7", "340123450000000048", line=1)]
    keep(dock.store, dock.act(), Kind.ADVANCE_NOTICES, records)
    station = station_at(dock, "340123450000000048")
    reply = station.scan("A-02")
    assert (reply.tone, reply.code, reply.step) == (Tone.ASK, ReceivingFault.TOO_MUCH, StepName.OVER)
    for text in ("11", "CUP", "A-02"):
        reply = station.scan(text)
    assert (reply.booked, reply.step, came(dock, "AN-8")) == (True, StepName.PALLET, [11])


def test_a_booked_pallet_is_taken_back_whole(dock: Desk) -> None:
    station = station_at(dock, "AN-9", MIXED, "A-02")
    reply = station.scan("WXUNDO")
    assert (reply.tone, reply.code, reply.booked) == (Tone.OK, Said.UNDONE_LINES, True)
    assert (came(dock, "AN-9"), set(balances(dock).values())) == ([0, 0, 0, 0], {0})
    assert station.scan(MIXED).step is StepName.PALLET


def test_another_notice_switches_and_the_open_ones_are_named(dock: Desk) -> None:
    station = station_at(dock, "AN-9", MIXED, "A-02")
    assert station.scan("AN-7").code == OfPallet.SWITCHED
    assert station.scan("AN-9").code == OfPallet.SWITCHED
    assert station.scan("AN-9").code == OfPallet.GOES_ON
    assert "AN-9 (GR-1)" in said(station_at(dock).scan("nonsense"))


def test_looking_up_says_what_is_on_a_pallet_and_how_far_a_notice_is(dock: Desk) -> None:
    station_at(dock, "AN-9", MIXED, "2", "CUP", "A-02")
    look = LookUpStation(dock.store, dock.act)
    assert said(look.scan(MIXED)).startswith(
        f"Pallet {MIXED} of advance notice AN-9. On it: 3 × CUP, 6 × PEN. 2 of its 9 units have come."
    )
    assert said(look.scan("AN-9")).startswith(
        "Advance notice AN-9 of purchase order PO-7 from Potter: 2 of 38 units have come, 36 are to come, on 2 pallets "
        "or loose. To come: 1 × CUP (no date), 6 × PEN (no date)"
    )
    assert look.scan(PALLET).facts["sscc"] == SSCC


def test_a_truck_with_pallets_loose_goods_damage_and_too_few_to_its_difference_list(dock: Desk) -> None:
    station = station_at(dock)

    def scan(*texts: str) -> Reply:
        for text in texts:
            reply = station.scan(text)
            assert reply.tone in {Tone.ASK, Tone.OK, Tone.WARN}, (text, reply.code)
        return reply

    # The first pallet is fine, the second is damaged.
    assert scan(MIXED, "WXYES").code == OfPallet.BOOKED
    damaged = scan(SECOND, "Q-01", "1")
    assert (damaged.code, damaged.step) == (OfPallet.BOOKED, StepName.ITEM)
    # Of the loose pens a carton is short; cups that nobody announced are on the order.
    assert scan("7", "PEN", "A-02").code == Said.BOOKED
    unannounced = scan("CUP")
    assert OfPallet.PROGRESS in codes(unannounced)
    assert facts_of(scan("A-02"), OfPallet.BEYOND) == {"notice": "AN-9", "units": 1}
    teas = scan("4", "TEA", "L9", "2026-12-31")
    assert OfPallet.OTHER_ITEM in codes(teas)
    assert facts_of(scan("A-02"), OfPallet.BEYOND) == {"notice": "AN-9", "units": 4}
    closed = scan("WXDONE")
    assert (closed.code, closed.step) == (Said.CLOSED, StepName.DELIVERY)
    assert said(closed).startswith("Receipt GR-1 of AN-9 is closed with 41 units. 1 line of AN-9 has units still")
    assert came(dock, "AN-9") == [3, 6, 20, 7]
    assert received(dock) == [("PO-7/1", 4), ("PO-7/2", 4), ("PO-7/5", 33)]
    # Whoever waited has been given what is not damaged.
    assert (allocated(dock, "SO-1042"), allocated(dock, "O1"), allocated(dock, "77")) == (4, 4, 3)
    assert balances(dock)["PEN", "", "Q-01"] == 20
    _, sheet = difference_sheet(dock.store, house_settings(), "GR-1", now=dock.now, language="en")
    assert [(each.kind.value, each.sku, each.ordered, each.received, each.units) for each in sheet.differences] == [
        ("not-announced", "CUP", 3, 4, 1),
        ("announced-and-not-come", "PEN", 35, 33, 2),
        ("not-announced", "TEA", 0, 4, 4),
        ("aside", "PEN", None, None, 20),
    ]
    assert (sheet.number, sheet.purchase_order, sheet.advance_notice) == ("GR-1", "PO-7", "AN-9")
    note = received_note_sheet(dock.store, house_settings(), "GR-1", now=dock.now, language="en")
    announced = [(each.sku, each.ordered, each.here, each.received, each.to_come) for each in note.announced]
    assert announced == [("CUP", 3, 4, 4, 0), ("PEN", 35, 33, 33, 2), ("TEA", 0, 4, 4, 0)]
    assert (note.advance_notice, note.purchase_order) == ("AN-9", "PO-7")
    for made in (difference_list_pdf(sheet), received_note_pdf(note)):
        assert made.startswith(b"%PDF")


def test_a_help_names_the_notice(dock: Desk) -> None:
    reply = station_at(dock, "AN-9").scan("WXHELP")
    assert (reply.code, reply.facts["delivery"]) == (Said.HELP, "AN-9")
    assert station_at(dock, "AN-9", MIXED).scan("77").code == Shared.NUMBER_IS_PLACE
    assert station_at(dock, "AN-9", MIXED).scan("78").code == Shared.PACKS


def test_a_pallet_that_is_too_much_is_accepted_whole_by_a_lead(dock: Desk) -> None:
    dock.store.sql("UPDATE advance_notice_line SET quantity = 13 WHERE line = 1")
    station = station_at(dock, "AN-9", MIXED)
    asked = station.scan("A-02")
    assert (asked.tone, asked.code, asked.step) == (Tone.ASK, ReceivingFault.TOO_MUCH, StepName.OVER)
    assert said(asked) == (
        "Purchase order PO-7 asks for 10 of CUP; with these, 13 would have come, and at most 11 may. Count again; if "
        "that is right, a lead can accept them (--accept-over, or WXYES at the scanner). Accept the whole pallet? "
        "WXYES (a lead), or WXNO; or scan what is on it, item by item."
    )
    assert (moves(dock), station.scan("WXDONE").code) == (0, OfPallet.NOT_BOOKED)
    refused = station.scan("WXNO")
    assert (refused.code, refused.step) == (OfPallet.PALLET, StepName.PALLET)
    assert OfPallet.ITEM_BY_ITEM in codes(refused)
    assert (station.scan("D-01").step, station.scan("A-02").step) == (StepName.OVER, StepName.OVER)
    booked = station.scan("WXYES")
    assert (booked.tone, booked.code, booked.step, booked.booked) == (Tone.OK, OfPallet.BOOKED, StepName.ITEM, True)
    assert (balances(dock), came(dock, "AN-9")) == ({("CUP", "", "A-02"): 13, ("PEN", "", "A-02"): 6}, [13, 6, 0, 0])


def test_instead_of_a_pallet_that_is_too_much_a_part_or_a_quarantine_place_is_taken(dock: Desk) -> None:
    dock.store.sql("UPDATE advance_notice_line SET quantity = 13 WHERE line = 1")
    station = station_at(dock, "AN-9", MIXED, "A-02")
    assert (station.scan("Q-01").step, station.scan("WXBACK").step) == (StepName.WHY, StepName.OVER)
    assert station.scan("3").step is StepName.PALLET
    assert station.scan("CUP").step is StepName.LOCATION
    assert station.scan("A-02").step is StepName.PALLET
    assert came(dock, "AN-9") == [3, 0, 0, 0]
    for scan in ("Q-01", "1"):
        reply = station.scan(scan)
    assert (reply.code, came(dock, "AN-9")) == (OfPallet.BOOKED, [13, 6, 0, 0])


def test_a_clerk_may_not_accept_a_pallet_that_is_too_much(dock: Desk) -> None:
    dock.store.sql("UPDATE advance_notice_line SET quantity = 13 WHERE line = 1")
    dock.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1)")
    reply = station_at(dock, "AN-9", MIXED, "A-02").scan("WXYES")
    assert (reply.tone, reply.code, reply.step, moves(dock)) == (Tone.ERROR, "role-needed", StepName.OVER, 0)


def test_a_pallet_that_is_too_much_and_too_short_dated_is_asked_about_twice(dock: Desk) -> None:
    short = date(2026, 3, 8)
    lines = [AdvanceNoticeRecord("AN-10", "S1", "MILK", 40, "PO-7", SHORT, expiry=short, line=1)]
    keep(dock.store, dock.act(), Kind.ADVANCE_NOTICES, lines)
    station = station_at(dock, "AN-10", SHORT)
    steps = [(reply.code, reply.step) for reply in map(station.scan, ("A-02", "WXYES", "WXYES"))]
    assert steps == [
        (ReceivingFault.TOO_MUCH, StepName.OVER),
        (ReceivingFault.SHORT_DATED, StepName.SHORT_DATED),
        (OfPallet.BOOKED, StepName.ITEM),
    ]
    assert (came(dock, "AN-10"), balances(dock)) == ([40], {("MILK", "2026-03-08", "A-02"): 40})


def test_of_a_mixed_pallet_it_is_said_what_is_set_aside(dock: Desk) -> None:
    lines = [
        AdvanceNoticeRecord("AN-10", "S1", "MILK", 4, "PO-7", SHORT, expiry=date(2026, 2, 1), line=1),
        AdvanceNoticeRecord("AN-10", "S1", "PEN", 6, "PO-7", SHORT, line=2),
    ]
    keep(dock.store, dock.act(), Kind.ADVANCE_NOTICES, lines)
    station = station_at(dock, "AN-10")
    asked = station.scan(SHORT)
    why = "4 × MILK: Expired: to be used until 1 Feb 2026. Put these goods in quarantine; nobody gets them. "
    assert (asked.tone, why in said(asked)) == (Tone.WARN, True)
    reply = station.scan("D-01")
    told = "MILK: It expired on 1 Feb 2026, so that no order gets it: it is in quarantine. AN-10 in all: "
    assert told in said(reply)


def test_what_an_order_gets_besides_the_pallet_that_completes_it_is_listed_too(dock: Desk) -> None:
    whole = OrderLineRecord("W-1", "C1", "CUP", 3, datetime(2026, 2, 1, 9, tzinfo=UTC), line=1)
    whole = whole._replace(ship_policy=ShipPolicy.ORDER_COMPLETE)
    keep(dock.store, dock.act(), Kind.STOCK, [StockRecord("24", "A-02", 5)])
    keep(dock.store, dock.act(), Kind.ORDERS, [whole, whole._replace(sku="24", quantity=2, line=2)])
    reply = station_at(dock, MIXED).scan("A-02")
    assert "Also now given: 2 × 24 → W-1 (class A)." in said(reply)
    assert [(to.units, to.sku, to.order) for to in reply.goods_to] == [
        (3, "CUP", "W-1"),
        (3, "PEN", "77"),
        (3, "PEN", ""),
        (2, "24", "W-1"),
    ]
    assert reply.goods_to[-1] == GoodsTo(2, "", "W-1", 2, "One", "A", date(2026, 2, 1), 0, "24")


def test_why_a_mixed_pallet_is_set_aside_is_said_once(floor: Desk) -> None:
    floor.store.sql(
        "UPDATE advance_notice_line SET sscc = ?, lot = 'L7', expiry = '2027-03-03' WHERE line = 2", (SSCC,)
    )
    reply = station_at(floor, "AN-7", PALLET, "Q-01").scan("crushed")
    assert (reply.booked, reply.facts["units"]) == (True, 9)
    assert said(reply).count("Set aside: crushed. No order gets it until a lead releases it.") == 1


def test_a_pallet_is_accepted_with_as_many_as_were_named_and_each_item_by_itself(dock: Desk) -> None:
    dock.store.sql("UPDATE advance_notice_line SET quantity = 13 WHERE line = 1")
    dock.store.sql("UPDATE advance_notice_line SET quantity = 60 WHERE line = 2")
    station = station_at(dock, "AN-9", MIXED, "A-02")
    receive(dock.store, dock.act(), [Goods("CUP", 1, "A-01")], purchase_order="PO-7")
    asked = [station.scan("WXYES") for _ in range(2)]
    assert [(each.code, each.step, each.facts["sku"], each.facts["received"]) for each in asked] == [
        (ReceivingFault.TOO_MUCH, StepName.OVER, "CUP", 14),
        (ReceivingFault.TOO_MUCH, StepName.OVER, "PEN", 60),
    ]
    assert (moves(dock), station.scan("WXYES").code, came(dock, "AN-9")) == (1, OfPallet.BOOKED, [13, 60, 0, 0])


def test_a_pallet_of_a_blocked_lot_goes_to_nobody_and_says_who_then_gets_what_was_kept(floor: Desk) -> None:
    first = datetime(2026, 2, 1, 9, tzinfo=UTC)
    whole = OrderLineRecord("N-1", "C1", "TEA", 20, first, line=1, ship_policy=ShipPolicy.LINE_COMPLETE)
    keep(floor.store, floor.act(), Kind.ORDERS, [whole])
    day = date(2026, 9, 30)
    receive(floor.store, floor.act(), [Goods("TEA", 1, "A-02", "BAD", day)], supplier="S2", close=True)
    block_lot(floor.store, floor.act(), "TEA", "BAD", why="mould")
    receive(floor.store, floor.act(), [Goods("TEA", 6, "A-02", "L1", day)], purchase_order="PO-7")
    line = AdvanceNoticeRecord("AN-9", "S1", "TEA", 2, "PO-7", MIXED, "BAD", day, line=1)
    keep(floor.store, floor.act(), Kind.ADVANCE_NOTICES, [line])
    station = station_at(floor)
    asked = station.scan(MIXED)
    to = GoodsTo(4, "", "O1", 1, "Two", "B", date(2026, 2, 4), 0, "TEA")
    assert "Others are then given what lies here: 4 × TEA → O1 (class B). " in said(asked)
    assert asked.goods_to == (GoodsTo(2, "Q-01", sku="TEA"), to)
    assert allocated(floor, "O1") == 0
    booked = station.scan("A-02")
    assert (booked.booked, allocated(floor, "O1")) == (True, 4)
