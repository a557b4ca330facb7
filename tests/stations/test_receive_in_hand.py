"""Goods that wait for their place: who would get them stays in sight, and what is known of their lot is not asked."""

from datetime import date

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import balances, moves, said, station_at
from warehouse_app.domain.records import Kind, OrderLineRecord
from warehouse_app.stations.goods_steps import StepName
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import GoodsTo, Tone
from warehouse_app.stations.words import Shared

PLANNED = (
    GoodsTo(6, "A-01", "SO-1042", 1, "One", "A", date(2026, 2, 3)),
    GoodsTo(4, "A-01"),
)


def test_who_would_get_them_stays_in_sight_whatever_is_scanned_in_between(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "10")
    first = station.scan("CUP")
    assert (first.goods_to, first.step) == (PLANNED, StepName.LOCATION)
    for text in (
        "nonsense",
        "4006381333930",
        "L-X-01",
        "PO-8",
        "BOX",
        "SO-O1",
        "WXPRINT",
        "WXHELP",
        "WXUNDO",
        "WXDONE",
    ):
        reply = station.scan(text)
        assert (reply.goods_to, reply.step, reply.booked) == (PLANNED, StepName.LOCATION, False), text
    # Another place is proposed, so they would go there.
    assert [each.place for each in station.scan("WXSKIP").goods_to] == ["D-01", "D-01"]
    assert [each.place for each in station.scan("nonsense").goods_to] == ["D-01", "D-01"]
    assert moves(floor) == 0
    assert station.scan("WXBACK").goods_to == ()
    assert station.scan("nonsense").goods_to == ()


def test_what_is_left_of_goods_that_were_put_aside_for_an_order_is_planned_anew(floor: Desk) -> None:
    keep(floor.store, floor.act(), Kind.ORDERS, [OrderLineRecord("N-1", "C2", "CUP", 3, floor.now, line=1)])
    station = station_at(floor, "PO-7", "10", "CUP", "SO-1042")
    staged = station.scan("S-01")
    assert (staged.code, staged.booked, staged.step) == (Said.BOOKED, True, StepName.LOCATION)
    assert "6 → SO-1042 (class A, waits since 3 Feb 2026)." in said(staged)
    assert [(each.units, each.order, each.place) for each in staged.goods_to] == [(3, "N-1", "A-01"), (1, "", "A-01")]
    # Something else that is taken back, or closed short, does not hide it either.
    undone = station.scan("WXUNDO")
    assert (undone.code, undone.tone) == (Said.UNDONE, Tone.OK)
    assert [(each.units, each.order) for each in undone.goods_to] == [(4, "SO-1042")]


def test_goods_that_are_booked_show_who_got_them(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "10", "CUP")
    assert station.scan("WXYES").goods_to == PLANNED
    assert station.scan("nonsense").goods_to == ()


def test_goods_that_nobody_gets_are_planned_for_nobody(floor: Desk) -> None:
    station = station_at(floor, "PO-7")
    assert station.scan("BOX").goods_to == (GoodsTo(1, "Q-01"),)
    assert station.scan("nonsense").goods_to == (GoodsTo(1, "Q-01"),)


def test_the_day_of_a_lot_that_the_house_knows_is_said_not_asked(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "TEA", "L9", "2026-09-30", "A-02", "2", "TEA")
    reply = station.scan("L9")
    assert (reply.tone, reply.code, reply.step) == (Tone.ASK, Shared.GOODS, StepName.LOCATION)
    assert said(reply).startswith("2 × TEA, Tea. Lot L9. To be used until 30 Sep 2026. ")
    assert station.scan("A-02").booked
    assert balances(floor) == {("TEA", "L9", "A-02"): 3}
    # All that came of it was taken back, so nothing true is known of it.
    station.scan("WXUNDO")
    station.scan("WXUNDO")
    assert [station.scan(text).step for text in ("TEA", "L9")] == [StepName.LOT, StepName.EXPIRY]


def test_the_day_of_a_lot_without_one_is_asked(floor: Desk) -> None:
    station = station_at(floor, "PO-7", "TEA", "L9", "2026-09-30", "A-02", "TEA")
    floor.store.sql("UPDATE lot SET expiry = NULL WHERE code = 'L9'")
    assert station.scan("L9").step is StepName.EXPIRY
