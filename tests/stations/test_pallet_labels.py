"""What the label of an announced pallet says is on it: told where its notice announces something else."""

from datetime import date

import pytest

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import CUP_EAN, PALLET, SSCC, TEA_GTIN, balances, codes, moves, said, station_at
from tests.stations.receive_codes import announced
from warehouse_app.domain.records import AdvanceNoticeRecord, BarcodeRecord, Kind
from warehouse_app.scanning.separator import GS
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.stations.lookup.steps import Said as LookUp
from warehouse_app.stations.pallet_label import OnLabel
from warehouse_app.stations.receive.pallet_steps import Said
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import Shared

CUP = CUP_EAN.zfill(14)
CASE = "14006381333938"
"""A case of cups."""
BLOCKED = "340123450000000093"
SAYS = "but AN-7 announces 4 × CUP. Look what is on it before you book it; if it is not what was announced, "


@pytest.mark.parametrize(
    ("content", "says"),
    [(f"02{TEA_GTIN}3707", "7 × TEA"), (f"02{CUP}3707", "7 × CUP"), (f"02{TEA_GTIN}3704", "4 × TEA")],
)
def test_a_label_that_contradicts_its_notice_is_told_before_anything_is_booked(
    floor: Desk, content: str, says: str
) -> None:
    for before in ((), ("AN-7",), ("PO-7",)):
        reply = station_at(floor, *before).scan(f"{PALLET}{content}")
        assert (reply.tone, reply.code, reply.step, reply.booked) == (Tone.WARN, Said.PALLET, StepName.PALLET, False)
        assert codes(reply).count(OnLabel.GOODS) == 1
        assert "On it: 4 × CUP." in said(reply)
        assert f"The label itself says {says}, {SAYS}scan it item by item." in said(reply)
    assert moves(floor) == 0


def test_it_is_booked_as_announced_where_somebody_says_so_all_the_same(floor: Desk) -> None:
    station = station_at(floor, "AN-7")
    station.scan(f"{PALLET}02{CUP}3707")
    assert station.scan("WXYES").booked
    assert balances(floor) == {("CUP", "", "A-01"): 4}


@pytest.mark.parametrize("content", ["", f"02{CUP}3704", f"02{CASE}372", "02040123450000163704", f"410{CUP[1:]}"])
def test_a_label_that_says_the_same_or_nothing_that_is_known_warns_of_nothing(floor: Desk, content: str) -> None:
    keep(floor.store, floor.act(), Kind.BARCODES, [BarcodeRecord("CUP", CASE, 2)])
    reply = station_at(floor, "AN-7").scan(f"{PALLET}{content}")
    assert (reply.tone, reply.code, reply.step) == (Tone.ASK, Said.PALLET, StepName.PALLET)
    assert {OnLabel.GOODS, OnLabel.ITEM}.isdisjoint(codes(reply))


def test_the_cases_of_a_label_are_counted_in_base_units(floor: Desk) -> None:
    keep(floor.store, floor.act(), Kind.BARCODES, [BarcodeRecord("CUP", CASE, 2)])
    assert f"The label itself says 8 × CUP, {SAYS}" in said(station_at(floor, "AN-7").scan(f"{PALLET}02{CASE}374"))


def test_how_many_is_left_out_where_the_label_does_not_say_it_for_certain(floor: Desk) -> None:
    # The number has swallowed the lot after it.
    other = station_at(floor, "AN-7").scan(f"{PALLET}02{TEA_GTIN}37" + "24" + "105566")
    assert (other.tone, OnLabel.ITEM in codes(other)) == (Tone.WARN, True)
    assert f"The label itself says TEA, {SAYS}" in said(other)
    same = station_at(floor, "AN-7").scan(f"{PALLET}02{CUP}37" + "24" + "105566")
    assert (same.tone, same.code) == (Tone.ASK, Said.PALLET)


def test_a_label_of_one_item_contradicts_a_pallet_of_two(floor: Desk) -> None:
    floor.store.sql(f"UPDATE advance_notice_line SET sscc = '{SSCC}' WHERE line = 2")
    reply = station_at(floor, "AN-7").scan(f"{PALLET}02{CUP}3704")
    assert reply.tone is Tone.WARN
    assert "The label itself says 4 × CUP, but AN-7 announces 4 × CUP, 5 × TEA." in said(reply)


def test_the_lines_of_an_item_are_added_up_and_what_came_counts_too(floor: Desk) -> None:
    floor.store.sql(announced(2, "CUP", lot="", units=5))
    floor.store.sql(f"UPDATE advance_notice_line SET sscc = '{SSCC}' WHERE line = 2")
    station = station_at(floor, "AN-7", f"{PALLET}02{CUP}379", "2", "CUP", "A-02", "WXBACK")
    again = station.scan(f"{PALLET}02{CUP}379")
    assert (again.tone, again.step) == (Tone.ASK, StepName.PALLET)


# --- the lot, and the day ---

ON_IT = f"UPDATE advance_notice_line SET sscc = '{SSCC}' WHERE line = 2"
LOOK = "Look what is on it before you book it; if it is not what was announced, scan it item by item."
TEA = f"02{TEA_GTIN}375{GS}"


def tea_announced(desk: Desk, lot: str = "L7", day: str = "2027-03-03") -> None:
    """Let the pallet be five packs of tea, as announced of a lot and to be used until a day."""
    desk.store.sql("DELETE FROM advance_notice_line WHERE line = 1")
    desk.store.sql(ON_IT)
    desk.store.sql(announced(2, "TEA", day, lot=lot, units=5))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (f"{TEA}17270303" + "10L9", {OnLabel.LOT: "The label itself says lot L9, but AN-7 announces lot L7."}),
        (f"{TEA}17270403" + "10L7", {OnLabel.DAY: "says to be used until 3 Apr 2027, but AN-7 announces 3 Mar 2027."}),
        (f"{TEA}15270403", {OnLabel.DAY: "says to be used until 3 Apr 2027, but AN-7 announces 3 Mar 2027."}),
        (f"{TEA}15270303" + "17270403", {OnLabel.DAY: "until 3 Apr 2027, but AN-7 announces 3 Mar 2027."}),
        ("10L9", {OnLabel.LOT: "The label itself says lot L9, but AN-7 announces lot L7."}),
        ("17270403", {OnLabel.DAY: "until 3 Apr 2027, but AN-7 announces 3 Mar 2027."}),
        (f"02{TEA_GTIN}374{GS}17270403" + "10L9", {
            OnLabel.GOODS: "The label itself says 4 × TEA, but AN-7 announces 5 × TEA.",
            OnLabel.LOT: "The label itself says lot L9, but AN-7 announces lot L7.",
            OnLabel.DAY: "until 3 Apr 2027, but AN-7 announces 3 Mar 2027.",
        }),
        # Whatever it has swallowed, it is none that begins like the one announced.
        ("10AB17270403", {OnLabel.LOT: "lot AB17270403, but AN-7 announces lot L7."}),
    ],
)  # fmt: skip
def test_another_lot_or_day_than_announced_is_told_before_anything_is_booked(
    floor: Desk, content: str, told: dict[str, str]
) -> None:
    tea_announced(floor)
    for before in ((), ("AN-7",), ("PO-7",)):
        reply = station_at(floor, *before).scan(f"{PALLET}{content}")
        assert (reply.tone, reply.code, reply.step, reply.booked) == (Tone.WARN, Said.PALLET, StepName.PALLET, False)
        assert [code for code in codes(reply) if code in {*OnLabel}] == [*told, OnLabel.LOOK]
        assert all(sentence in said(reply) for sentence in told.values())
        assert said(reply).count(LOOK) == 1
    assert moves(floor) == 0
    seen = LookUpStation(floor.store, floor.act).scan(f"{PALLET}{content}")
    assert (seen.tone, seen.code) == (Tone.WARN, LookUp.PALLET)
    assert [code for code in codes(seen) if code in {*OnLabel}] == [*told]
    assert all(sentence in said(seen) for sentence in told.values())


@pytest.mark.parametrize(
    ("content", "lot", "day"),
    [
        (f"{TEA}17270303" + "10L7", "L7", "2027-03-03"),
        (f"{TEA}15270301" + "17270303", "L7", "2027-03-03"),
        (f"{TEA}10L9", "", "2027-03-03"),
        (f"{TEA}17270403", "L7", ""),
        ("10L7", "L7", "2027-03-03"),
        ("10L717270303", "L7", "2027-03-03"),
        (f"{TEA}11260101" + "13260101", "L7", "2027-03-03"),
    ],
)
def test_a_lot_and_a_day_that_are_the_same_or_not_announced_warn_of_nothing(
    floor: Desk, content: str, lot: str, day: str
) -> None:
    tea_announced(floor, lot, day)
    reply = station_at(floor, "AN-7").scan(f"{PALLET}{content}")
    assert (reply.tone, reply.code, reply.step) == (Tone.ASK, Said.PALLET, StepName.PALLET)
    assert {*OnLabel}.isdisjoint(codes(reply))
    seen = LookUpStation(floor.store, floor.act).scan(f"{PALLET}{content}")
    assert (seen.tone, {*OnLabel}.isdisjoint(codes(seen))) == (Tone.OK, True)


def test_a_lot_or_a_day_of_goods_that_are_not_kept_by_them_is_none_of_ours(floor: Desk) -> None:
    floor.store.sql(announced(1, "CUP", "2027-03-03", lot="L7"))
    reply = station_at(floor, "AN-7").scan(f"{PALLET}02{CUP}374{GS}17270403" + "10L9")
    assert (reply.tone, {*OnLabel}.isdisjoint(codes(reply))) == (Tone.ASK, True)


def test_a_label_of_one_lot_contradicts_a_pallet_of_two(floor: Desk) -> None:
    floor.store.sql(announced(1, "TEA", "2027-03-03", lot="L7", units=2))
    floor.store.sql(announced(2, "TEA", "2027-04-03", lot="L8", units=3))
    floor.store.sql(ON_IT)
    reply = station_at(floor, "AN-7").scan(f"{PALLET}{TEA}17270303" + "10L7")
    assert reply.tone is Tone.WARN
    assert "The label itself says lot L7, but AN-7 announces lot L7, L8." in said(reply)
    assert "says to be used until 3 Mar 2027, but AN-7 announces 3 Mar 2027, 3 Apr 2027." in said(reply)


def test_the_announced_lot_is_booked_where_somebody_says_so_all_the_same(floor: Desk) -> None:
    tea_announced(floor)
    station = station_at(floor, "AN-7")
    station.scan(f"{PALLET}{TEA}10L9")
    assert station.scan("L-A-02").booked
    assert balances(floor) == {("TEA", "L7", "A-02"): 5}


@pytest.mark.parametrize(
    ("content", "says"), [(f"02{TEA_GTIN}3707", "7 × TEA"), (f"02{CUP}3707", "7 × CUP"), (f"01{TEA_GTIN}", "TEA")]
)
def test_looking_up_tells_other_goods_and_other_counts_too(floor: Desk, content: str, says: str) -> None:
    seen = LookUpStation(floor.store, floor.act).scan(f"{PALLET}{content}")
    assert (seen.tone, seen.code) == (Tone.WARN, LookUp.PALLET)
    assert f"The label itself says {says}, but AN-7 announces 4 × CUP." in said(seen)
    assert LOOK not in said(seen)


@pytest.mark.parametrize("on", [("AN-7", PALLET), ("AN-7",)])
@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("17270303" + "10L7", []),
        ("17270303" + "10L9", [Said.OTHER_LOT]),
        ("17270403" + "10L7", [Said.OTHER_DAY]),
        ("17270403" + "10L9", [Said.OTHER_LOT, Said.OTHER_DAY]),
    ],
)
def test_goods_of_another_lot_or_day_than_announced_say_so_before_they_are_booked(
    floor: Desk, on: tuple[str, ...], label: str, told: list[str]
) -> None:
    tea_announced(floor)
    reply = station_at(floor, *on).scan(f"]C101{TEA_GTIN}{label}")
    assert (reply.tone, reply.code, reply.step) == (Tone.ASK, Shared.GOODS, StepName.LOCATION)
    assert [code for code in codes(reply) if code in {Said.OTHER_LOT, Said.OTHER_DAY}] == told
    if Said.OTHER_LOT in told:
        assert "But AN-7 announces lot L7; look whether this is right." in said(reply)
    if Said.OTHER_DAY in told:
        assert "But AN-7 announces 3 Mar 2027; look whether this is right." in said(reply)


def test_goods_of_one_of_the_announced_lots_are_as_announced(floor: Desk) -> None:
    floor.store.sql(announced(1, "TEA", "2027-03-03", lot="L7", units=2))
    floor.store.sql(announced(2, "TEA", "2027-04-03", lot="L8", units=3))
    for label, told in (("17270403" + "10L8", None), ("17270303" + "10L8", Said.OTHER_DAY)):
        reply = station_at(floor, "AN-7").scan(f"]C101{TEA_GTIN}{label}")
        assert {Said.OTHER_LOT, Said.OTHER_DAY}.intersection(codes(reply)) == ({told} if told else set()), label


def test_where_a_label_contradicts_its_notice_is_said_until_the_pallet_is_booked(floor: Desk) -> None:
    station = station_at(floor, "AN-7")
    station.scan(f"{PALLET}02{CUP}3707")
    for text in ("WXHELP", "2", "WXBACK"):
        reply = station.scan(text)
        assert (reply.step, codes(reply).count(OnLabel.GOODS), codes(reply).count(OnLabel.LOOK)) == (
            StepName.PALLET,
            1,
            1,
        )
    station.scan("CUP")
    # A part of it does not answer that.
    part = station.scan("A-01")
    assert (part.step, part.booked, codes(part).count(OnLabel.LOOK)) == (StepName.PALLET, True, 1)
    assert codes(station.scan("WXYES")).count(OnLabel.LOOK) == 0


def test_an_expired_pallet_goes_to_quarantine_without_another_reason(floor: Desk) -> None:
    floor.store.sql(announced(1, "TEA", "2026-01-30", lot="L77"))
    station = station_at(floor, "AN-7")
    asked = station.scan(PALLET)
    assert (asked.tone, asked.booked) == (Tone.WARN, False)
    assert (
        "On it: 4 × TEA. Expired: to be used until 30 Jan 2026. Put these goods in quarantine; nobody gets them. "
        "Scan the place for the whole pallet; Q-01 is proposed, and WXYES takes it. "
    ) in said(asked)
    assert station.scan("WXYES").booked
    assert balances(floor) == {("TEA", "L77", "Q-01"): 4}


def test_of_a_pallet_partly_of_a_blocked_lot_only_the_rest_is_said_to_be_kept(floor: Desk) -> None:
    day = date(2026, 9, 30)
    lines = [
        AdvanceNoticeRecord("AN-9", "S1", "TEA", 5, "PO-7", BLOCKED, lot, day, line=number)
        for number, lot in enumerate(("BAD", "GOOD"), 1)
    ]
    keep(floor.store, floor.act(), Kind.ADVANCE_NOTICES, lines)
    floor.store.sql("UPDATE item SET release_date = '2026-12-24' WHERE sku = 'TEA'")
    receive(floor.store, floor.act(), [Goods("TEA", 1, "A-02", "BAD", day)], supplier="S1")
    block_lot(floor.store, floor.act(), "TEA", "BAD", why="recall")
    station = station_at(floor, "AN-9")
    asked = station.scan(BLOCKED)
    kept = "5 × TEA are kept for pre-orders: no order gets them before 24 Dec 2026. "
    why = "5 × TEA: Lot BAD is blocked. Put these goods in quarantine; nobody gets them. "
    assert (asked.tone, f"{why}{kept}" in said(asked)) == (Tone.WARN, True)
    assert "Scan the place for the whole pallet; D-01 is proposed" in said(asked)
    # What is left once the others are booked goes to quarantine.
    for text in ("5", "TEA", "GOOD", "WXYES"):
        station.scan(text)
    assert said(station.scan("A-01")).endswith(
        "Scan the place for the whole pallet; Q-01 is proposed, and WXYES takes it. Or scan an item to take it in part "
        "by part."
    )
