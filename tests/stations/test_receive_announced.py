"""What an advance notice says of lots and days is proposed where they are asked for, and never taken unasked."""

from datetime import date

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import CLOCK_GTIN, TEA_GTIN, balances, codes, moves, said, station_at
from warehouse_app.domain.records import AdvanceNoticeRecord, Kind
from warehouse_app.queries.advance_notices import announced_lines
from warehouse_app.queries.goods import notice_delivery_of
from warehouse_app.services.incoming import ReceivingFault
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive.pallet_steps import Said as OfPallet
from warehouse_app.stations.reply import Note, Reply, Tone
from warehouse_app.stations.words import Shared

MARCH, MAY = date(2027, 3, 3), date(2027, 5, 5)
ONE, TWO = "340123450000000024", "340123450000000031"
Line = tuple[str, int, str, str, date | None]
"""Item, units, pallet, lot and day."""
L7: Line = ("TEA", 5, "", "L7", MARCH)
L8: Line = ("TEA", 6, "", "L8", MAY)
NO_LOT: Line = ("TEA", 6, "", "", None)


def announce(desk: Desk, *lines: Line) -> Desk:
    """Let AN-9 of PO-7 be due."""
    records = [
        AdvanceNoticeRecord("AN-9", "S1", sku, units, "PO-7", sscc, lot, day, line=number)
        for number, (sku, units, sscc, lot, day) in enumerate(lines, 1)
    ]
    keep(desk.store, desk.act(), Kind.ADVANCE_NOTICES, records)
    return desk


def asked(reply: Reply) -> Note:
    return reply.notes[-1]


def came(desk: Desk) -> list[int]:
    on = notice_delivery_of(desk.store, "AN-9")
    assert on is not None
    assert on.notice is not None
    return [line.received for line in announced_lines(desk.store, on.notice)]


def test_the_lot_and_its_day_are_proposed_and_wxyes_takes_both(floor: Desk) -> None:
    station = station_at(announce(floor, L7), "AN-9", "5")
    reply = station.scan("TEA")
    assert (reply.tone, reply.code, reply.step) == (Tone.ASK, Shared.GOODS, StepName.LOT)
    assert said(reply) == (
        "5 × TEA, Tea. Scan or type the lot. The notice says L7, to be used until 3 Mar 2027: WXYES takes both."
    )
    taken = station.scan("WXYES")
    assert (taken.step, taken.booked) == (StepName.LOCATION, False)
    assert said(taken).startswith("5 × TEA, Tea. Lot L7. To be used until 3 Mar 2027.")
    assert (moves(floor), came(floor)) == (0, [0])
    assert station.scan("A-02").booked
    assert (balances(floor), came(floor)) == ({("TEA", "L7", "A-02"): 5}, [5])
    assert floor.store.sql("SELECT expiry FROM lot WHERE code = 'L7'").fetchone() in {("2027-03-03",), (MARCH,)}


@pytest.mark.parametrize("answer", ["L9", f"]C101{TEA_GTIN}10L9"])
def test_another_lot_is_taken_as_it_is_and_the_day_of_the_announced_one_is_not_proposed(
    floor: Desk, answer: str
) -> None:
    station = station_at(announce(floor, L7), "AN-9", "TEA")
    reply = station.scan(answer)
    assert (reply.step, asked(reply)) == (StepName.EXPIRY, Note(Shared.ASK_EXPIRY))
    assert "Lot L9." in said(reply)
    assert station.scan("WXYES").code == Shared.NOT_NOW
    for text in ("2026-12-31", "A-02"):
        reply = station.scan(text)
    assert (reply.booked, balances(floor), came(floor)) == (True, {("TEA", "L9", "A-02"): 1}, [0])


@pytest.mark.parametrize("scans", [("TEA", "L7"), (f"]C101{TEA_GTIN}10L7",)])
def test_the_day_of_the_announced_lot_is_proposed_where_goods_name_that_lot(
    floor: Desk, scans: tuple[str, ...]
) -> None:
    station = station_at(announce(floor, L7, L8), "AN-9", *scans)
    reply = station.scan("WXHELP")
    assert (reply.step, asked(reply)) == (
        StepName.EXPIRY,
        Note(OfPallet.SAYS_DAY, {"expiry": MARCH}, (Note(Shared.ASK_EXPIRY),)),
    )
    assert said(reply).endswith("Type it as 2027-12-31 or 271231. The notice says 3 Mar 2027: WXYES takes it.")
    assert "To be used until 3 Mar 2027." in said(station.scan("WXYES"))


def test_another_day_than_the_announced_one_is_taken_as_it_is(floor: Desk) -> None:
    reply = station_at(announce(floor, L7), "AN-9", "TEA", "L7").scan("2026-12-31")
    assert "Lot L7. To be used until 31 Dec 2026." in said(reply)


def test_of_a_lot_without_a_day_only_the_lot_is_proposed(floor: Desk) -> None:
    station = station_at(announce(floor, ("TEA", 5, "", "L7", None)), "AN-9")
    reply = station.scan("TEA")
    assert said(reply) == "1 × TEA, Tea. Scan or type the lot. The notice says L7: WXYES takes it."
    reply = station.scan("WXYES")
    assert (reply.step, asked(reply)) == (StepName.EXPIRY, Note(Shared.ASK_EXPIRY))


def test_of_an_item_without_lots_the_day_is_proposed(floor: Desk) -> None:
    station = station_at(announce(floor, ("MILK", 5, "", "", MARCH)), "AN-9")
    reply = station.scan("MILK")
    assert (reply.step, asked(reply).code) == (StepName.EXPIRY, OfPallet.SAYS_DAY)
    assert "To be used until 3 Mar 2027." in said(station.scan("WXYES"))


@pytest.mark.parametrize(
    ("lines", "lot"),
    [
        ([L7, L7], "L7"),
        ([L7, ("TEA", 2, ONE, "L7", MARCH)], "L7"),
        ([L7, L8], None),
        ([L7, NO_LOT], None),
        ([NO_LOT], None),
        ([L7, ("TEA", 2, ONE, "L8", MAY)], None),
        ([("TEA", 2, ONE, "L7", MARCH)], None),
        ([("CLOCK", 1, "", "SN7", None)], None),
    ],
)
def test_only_the_one_lot_that_all_open_lines_of_the_item_name_is_proposed(
    floor: Desk, lines: list[Line], lot: str | None
) -> None:
    station = station_at(announce(floor, *lines), "AN-9")
    note = asked(station.scan("TEA"))
    assert note.facts.get("lot") == lot
    assert note.code == (OfPallet.SAYS_LOT_DAY if lot else Shared.ASK_LOT)
    if lot is None:
        # There is nothing to say yes to.
        refused = station.scan("WXYES")
        assert (refused.tone, refused.code, refused.step) == (Tone.WARN, Shared.NOT_NOW, StepName.LOT)


def test_the_lot_of_a_line_that_is_here_is_proposed_no_more(floor: Desk) -> None:
    station = station_at(announce(floor, L7, L8), "AN-9", "5", "TEA", "L7", "WXYES", "A-02", "TEA")
    assert asked(station.scan("WXHELP")).facts == {"lot": "L8", "expiry": MAY}
    for text in ("WXBACK", "6", "TEA", "WXYES", "A-02"):
        station.scan(text)
    assert came(floor) == [5, 6]
    assert asked(station.scan("TEA")) == Note(Shared.ASK_LOT)


def test_a_label_that_says_the_day_leaves_the_lot_of_that_day(floor: Desk) -> None:
    station = station_at(announce(floor, L7, L8), "AN-9")
    reply = station.scan(f"]C101{TEA_GTIN}17270505")
    assert asked(reply).facts == {"lot": "L8", "expiry": MAY}
    assert "Lot L8. To be used until 5 May 2027." in said(station.scan("WXYES"))
    # A day that the notice does not say is of no lot that it announces.
    other = station_at(floor, "AN-9").scan(f"]C101{TEA_GTIN}17270601")
    assert asked(other) == Note(Shared.ASK_LOT)


def test_a_serial_number_is_proposed_too(floor: Desk) -> None:
    station = station_at(announce(floor, ("CLOCK", 1, "", "SN7", None)), "AN-9")
    reply = station.scan(f"]C101{CLOCK_GTIN}")
    assert said(reply) == "1 × CLOCK, Clock. Scan or type the serial number. The notice says SN7: WXYES takes it."
    for text in ("WXYES", "A-02"):
        reply = station.scan(text)
    assert (reply.booked, balances(floor)) == (True, {("CLOCK", "SN7", "A-02"): 1})


def test_goods_of_a_pallet_are_of_its_lot_whatever_else_is_announced(floor: Desk) -> None:
    announce(floor, ("TEA", 4, ONE, "L7", MARCH), ("TEA", 4, TWO, "L8", MAY))
    station = station_at(floor, "AN-9", TWO, "4")
    assert asked(station.scan("TEA")).facts == {"lot": "L8", "expiry": MAY}
    for text in ("WXYES", "A-02"):
        reply = station.scan(text)
    assert (reply.booked, came(floor), balances(floor)) == (True, [0, 4], {("TEA", "L8", "A-02"): 4})


def test_a_doubted_lot_is_answered_before_the_proposed_one(floor: Desk) -> None:
    station = station_at(announce(floor, L7), "AN-9", "TEA")
    doubted = station.scan("L-A-02")
    assert (doubted.code, doubted.step, asked(doubted)) == (Shared.IS_LOCATION, StepName.LOT, Note(Shared.ASK_LOT))
    again = station.scan("WXNO")
    assert asked(again).facts == {"lot": "L7", "expiry": MARCH}
    assert "Lot L7." in said(station.scan("WXYES"))
    station = station_at(floor, "AN-9", "TEA")
    station.scan("L-A-02")
    assert "Lot L-A-02." in said(station.scan("WXYES"))


@pytest.mark.parametrize("lot", ["L-A-02", "CUP", "L-2024", "AB17261231"])
def test_an_announced_lot_is_not_doubted_whatever_else_its_text_means(floor: Desk, lot: str) -> None:
    announce(floor, ("TEA", 5, "", lot, None), L8)
    for text in (lot, f"]C101{TEA_GTIN}10{lot}"):
        reply = station_at(floor, "AN-9", "TEA").scan(text)
        assert (reply.tone, reply.code, reply.step) == (Tone.ASK, Shared.GOODS, StepName.EXPIRY), text
        assert f"Lot {lot}." in said(reply)


@pytest.mark.parametrize("text", ["L-A-02", "CUP", "L-2024", f"01{TEA_GTIN}10AB17261231"])
def test_a_lot_that_is_not_announced_is_doubted_as_ever(floor: Desk, text: str) -> None:
    reply = station_at(announce(floor, L7), "AN-9", "TEA").scan(text)
    assert (reply.tone in {Tone.WARN, Tone.ERROR}, reply.step) == (True, StepName.LOT)


def test_without_the_notice_nothing_is_proposed(floor: Desk) -> None:
    announce(floor, L7)
    for delivery in ("PO-7", "S1", "AN-7"):
        reply = station_at(floor, delivery).scan("TEA")
        assert codes(reply)[-1] == Shared.ASK_LOT, delivery


def test_what_the_house_refused_is_not_proposed_again(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "TEA", "L7", "2026-12-31", "A-02", "WXDONE")
    announce(floor, L7)
    for text in ("AN-9", "TEA", "WXYES"):
        station.scan(text)
    refused = station.scan("A-02")
    assert (refused.tone, refused.code, refused.step) == (Tone.ERROR, ReceivingFault.EXPIRY_OTHER, StepName.EXPIRY)
    assert asked(refused) == Note(Shared.ASK_EXPIRY)
    assert station.scan("WXYES").code == Shared.NOT_NOW
