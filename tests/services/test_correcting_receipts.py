"""Putting a receipt right: another number, item or lot, what becomes of who held the goods, and when it cannot be."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.picked import pick
from tests.services.stock import (
    broken,
    furnished,
    held,
    last_run,
    level,
    lying,
    order,
    purchase,
    refusal,
    runs,
    take,
)
from tests.services.test_correcting import booked, moves_of, received_on, undone
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import ItemRecord
from warehouse_app.domain.statuses import Role
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.changes import Area, StopMoved
from warehouse_app.services.contract import ContractFault
from warehouse_app.services.correcting import Corrected, correct_receipt
from warehouse_app.services.in_truth import Came, CorrectingFault, Truth
from warehouse_app.services.incoming import Aside, Goods, ReceivingFault
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.receiving import Booked, close_receipt
from warehouse_app.services.releasing import release
from warehouse_app.services.setting_aside import scrap
from warehouse_app.store.database import day

WHY = "counted again"


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def corrected(
    desk: Desk, booking: str, goods: Came, truth: Truth, *, why: str = WHY, accept_over: bool = False
) -> Corrected:
    return correct_receipt(desk.store, desk.act(), booking, goods, truth, why=why, accept_over=accept_over)


def lines_of(desk: Desk) -> list[tuple[str, int, str, bool]]:
    """Return (SKU, units, state, whether it was taken back) of all lines of receipts."""
    found = desk.store.sql(
        "SELECT i.sku, l.quantity, l.status, v.id IS NOT NULL FROM receipt_line l JOIN lot ON lot.id = l.lot_id "
        "JOIN item i ON i.id = lot.item_id LEFT JOIN receipt_reversal v ON v.receipt_line_id = l.id ORDER BY l.id"
    )
    return [(sku, units, status, bool(back)) for sku, units, status, back in found]


def test_a_smaller_number_is_booked_by_the_opposite_move_and_a_new_one(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20)))
    wrong = booked(house, Goods("LAMP", 10, "A-1"), Goods("CORD", 2, "A-1"), on="")
    answer = corrected(house, wrong, Came("LAMP"), Truth(8))
    assert (answer.receipt, answer.purchase_order, answer.supplier) == ("GR-1", "", "Acme")
    assert answer.wrong == Booked("LAMP", "Lamp", "piece", 10, "A-1", "", None, 0, 0)
    assert answer.booked == (Booked("LAMP", "Lamp", "piece", 8, "A-1", "", None, 0, 8),)
    assert (answer.stops, answer.losses) == ((), ())
    assert answer.changes.areas == {Area.STOCK, Area.RECEIPTS}
    assert moves_of(house, "LAMP") == [
        (1, 10, "receipt", "GR-1", None),
        (2, 8, "receipt", "GR-1", None),
        (3, -10, "correction", "GR-1", 1),
    ]
    assert (lying(house, "LAMP"), level(house, "LAMP"), lying(house, "CORD")) == ({"A-1": 8}, (8, 0), {"A-1": 2})
    assert lines_of(house) == [
        ("LAMP", 10, "available", True),
        ("CORD", 2, "available", False),
        ("LAMP", 8, "available", False),
    ]
    assert house.store.sql("SELECT why FROM action_reason").fetchall() == [(WHY,)]


def test_the_purchase_line_counts_what_came_in_truth(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 6), ("LAMP", 6)))
    wrong = booked(house, Goods("LAMP", 10, "A-1"), on="PO-1")
    answer = corrected(house, wrong, Came("LAMP"), Truth(5))
    close_receipt(house.store, house.act(), purchase_order="PO-1")
    assert (answer.booked[0].ordered, answer.booked[0].received, answer.booked[0].to_come) == (12, 5, 7)
    assert received_on(house, "PO-1") == [5, 0]
    # The receipt is closed as before; what is right now can be put right again, and taken back.
    assert house.store.sql("SELECT number, status FROM receipt").fetchall() == [("GR-1", "closed")]
    corrected(house, house.acted[-2].action_id, Came("LAMP"), Truth(12))
    assert received_on(house, "PO-1") == [6, 6]
    undone(house, house.acted[-1].action_id)
    assert (received_on(house, "PO-1"), level(house, "LAMP")) == ([0, 0], (0, 0))


def test_more_than_tolerated_needs_a_lead_here_too_and_less_does_not(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 6)))
    wrong = booked(house, Goods("LAMP", 5, "A-1"), on="PO-1")
    more = partial(corrected, house, wrong, Came("LAMP"), Truth(9))
    facts = {"sku": "LAMP", "number": "PO-1", "ordered": 6, "received": 9, "most": 6}
    assert refusal(house, more) == (ReceivingFault.TOO_MUCH, facts)
    for name, role in (("anna", Role.LEAD), ("bert", Role.CLERK)):
        house.store.sql("INSERT INTO person (name, role) VALUES (?, ?)", (name, role))
    with pytest.raises(Refused) as refused:
        correct_receipt(house.store, house.act("bert"), wrong, Came("LAMP"), Truth(9), why=WHY, accept_over=True)
    assert refused.value.code is ContractFault.ROLE
    corrected(house, wrong, Came("LAMP"), Truth(9), accept_over=True)
    second = house.acted[-1].action_id
    # Beyond the tolerance still, and nearer to it than before.
    correct_receipt(house.store, house.act("bert"), second, Came("LAMP"), Truth(8), why=WHY)
    assert (received_on(house, "PO-1"), lying(house, "LAMP")) == ([8], {"A-1": 8})


def test_none_at_all_came(house: Desk) -> None:
    wrong = booked(house, Goods("LAMP", 10, "A-1"), Goods("CORD", 2, "A-1"))
    answer = corrected(house, wrong, Came("LAMP"), Truth(0))
    assert (answer.booked, lying(house, "LAMP"), lying(house, "CORD")) == ((), {"A-1": 0}, {"A-1": 2})
    # What is left of the booking can be taken back, and then nothing is.
    assert [goods.sku for goods in undone(house, wrong).goods] == ["CORD"]
    assert refusal(house, partial(undone, house, wrong))[0] is CorrectingFault.UNDONE
    assert refusal(house, partial(corrected, house, wrong, Came("CORD"), Truth(1)))[0] is CorrectingFault.UNDONE


def test_another_item_is_booked_in_the_place_of_the_wrong_one_and_finds_who_waits(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 4)),
        *order("SO-2", "ANN", 2, ("CORD", 3)),
        *purchase("PO-1", ("LAMP", 6), ("CORD", 6)),
    )
    wrong = booked(house, Goods("LAMP", 5, "A-1"), on="PO-1")
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 0}
    since = last_run(house)
    answer = corrected(house, wrong, Came("LAMP"), Truth(4, sku="CORD"))
    assert [(each.sku, each.quantity, each.received) for each in answer.booked] == [("LAMP", 1, 1), ("CORD", 4, 4)]
    assert [(loss.order, loss.units) for loss in answer.losses] == [("SO-1", 3)]
    assert held(house) == {"SO-1/1": 1, "SO-2/1": 3}
    assert (received_on(house, "PO-1"), lying(house, "LAMP"), lying(house, "CORD")) == ([1, 4], {"A-1": 1}, {"A-1": 4})
    assert [(mode, cause) for _, mode, _, cause in runs(house, since)] == [("cut", "undo"), ("fill", "undo")]


def test_another_item_must_be_ordered_and_say_what_it_needs(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 6), ("MILK", 6)))
    wrong = booked(house, Goods("LAMP", 5, "A-1"), on="PO-1")
    for truth, fault in (
        (Truth(sku="CORD"), ReceivingFault.NOT_ORDERED),
        (Truth(sku="NONE"), ReceivingFault.NO_ITEM),
        (Truth(sku="MILK"), ReceivingFault.LOT),
        (Truth(sku="MILK", lot="L1"), ReceivingFault.EXPIRY),
        (Truth(6, sku="CORD"), CorrectingFault.TOO_MANY),
        (Truth(), CorrectingFault.SAME),
        (Truth(5), CorrectingFault.SAME),
        (Truth(sku="LAMP"), CorrectingFault.SAME),
        (Truth(-1), ReceivingFault.QUANTITY),
    ):
        assert refusal(house, partial(corrected, house, wrong, Came("LAMP"), truth))[0] is fault
    assert refusal(house, partial(corrected, house, wrong, Came("LAMP"), Truth(4), why=" "))[0] is ReasonFault.MISSING
    facts = {"sku": "CORD", "receipt": "GR-1"}
    assert refusal(house, partial(corrected, house, wrong, Came("CORD"), Truth(4))) == (CorrectingFault.NO_LINE, facts)


def test_another_lot_with_its_day(house: Desk) -> None:
    may, june = date(2026, 5, 1), date(2026, 6, 1)
    booked(house, Goods("MILK", 1, "A-2", "L2", june))
    wrong = booked(house, Goods("MILK", 5, "A-1", "L1", may))
    answer = corrected(house, wrong, Came("MILK"), Truth(2, lot="L2"))
    assert [(each.lot, each.quantity, each.expiry) for each in answer.booked] == [("L1", 3, may), ("L2", 2, june)]
    assert lying(house, "MILK") == {"A-2@L2": 1, "A-1@L1": 3, "A-1@L2": 2}
    # A new lot keeps the day that was read, unless another one is said.
    second = house.acted[-1].action_id
    corrected(house, second, Came("MILK", lot="L1"), Truth(lot="L9"))
    assert corrected(house, second, Came("MILK", lot="L2"), Truth(lot="L7", expiry=may)).booked[0].expiry == may
    assert lying(house, "MILK") == {"A-2@L2": 1, "A-1@L1": 0, "A-1@L2": 0, "A-1@L9": 3, "A-1@L7": 2}


def day_of(desk: Desk, lot: str) -> date | None:
    [(expiry,)] = desk.store.sql("SELECT expiry FROM lot WHERE code = ?", (lot,))
    return day(expiry)


def test_the_day_of_a_lot_of_which_nothing_else_is_known_is_put_right_wherever_it_lies(house: Desk) -> None:
    may, june = date(2026, 5, 1), date(2026, 6, 1)
    take(house, *order("SO-1", "BEN", 1, ("MILK", 4), minimum_shelf_life_days=70))
    take(house, *order("SO-2", "BEN", 2, ("MILK", 3)))
    wrong = booked(house, Goods("MILK", 5, "DOCK", "L1", june))
    booked(house, Goods("MILK", 2, "A-2", "L2", june))
    carried(house, "MILK", "DOCK", 4, "A-1", "L1")
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 3}
    release(house.store, house.act())
    answer = corrected(house, wrong, Came("MILK", "L1"), Truth(expiry=may))
    assert [(each.lot, each.expiry, each.location, each.quantity) for each in answer.booked] == [
        ("L1", may, "DOCK", 1),
        ("L1", may, "A-1", 4),
    ]
    assert (day_of(house, "L1"), day_of(house, "L2")) == (may, june)
    assert lying(house, "MILK") == {"DOCK@L1": 1, "A-1@L1": 4, "A-2@L2": 2}
    # By that day the lot is of no use to SO-1, and SO-2 is sent for the other one.
    assert answer.stops == (StopMoved("PL-1", "SO-1", 1, "MILK", "A-1", 4, 0, ()),)
    assert (level(house, "MILK"), held(house)) == ((7, 3), {"SO-1/1": 0, "SO-2/1": 3})
    assert [(each.order, each.units) for each in answer.losses] == [("SO-1", 4)]
    again = corrected(house, house.acted[-1].action_id, Came("MILK", "L1", "A-1"), Truth(2))
    assert [each.expiry for each in again.booked] == [may]


def test_a_lot_that_had_expired_by_mistake_may_be_used_by_its_right_day(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("MILK", 4)))
    wrong = booked(house, Goods("MILK", 5, "A-1", "L1", date(2025, 6, 1)))
    assert held(house) == {"SO-1/1": 0}
    [milk] = corrected(house, wrong, Came("MILK"), Truth(expiry=date(2026, 6, 1))).booked
    assert (milk.aside, milk.lot, held(house), level(house, "MILK")) == (None, "L1", {"SO-1/1": 4}, (5, 4))
    [milk] = corrected(house, house.acted[-1].action_id, Came("MILK"), Truth(expiry=date(2025, 6, 1))).booked
    assert (milk.aside, held(house), level(house, "MILK")) == (Aside.EXPIRED, {"SO-1/1": 0}, (0, 0))


def test_the_day_of_a_lot_of_which_more_is_known_stays(house: Desk) -> None:
    may, june = date(2026, 5, 1), date(2026, 6, 1)
    wrong = booked(house, Goods("MILK", 5, "A-1", "L1", may))

    def refuses(truth: Truth) -> bool:
        fault, _ = refusal(house, partial(corrected, house, wrong, Came("MILK", "L1", "A-1"), truth))
        return fault is ReceivingFault.EXPIRY_OTHER

    # Some by the one day and some by the other.
    assert refuses(Truth(2, expiry=june))
    other = booked(house, Goods("MILK", 1, "A-1", "L1", may))
    assert refuses(Truth(expiry=june))
    undone(house, other)
    corrected(house, wrong, Came("MILK"), Truth(expiry=june))
    assert day_of(house, "L1") == june
    scrap(house.store, house.act(), Named("MILK", "A-1", 1, "L1"), why="broken")
    wrong = house.acted[-2].action_id
    assert refuses(Truth(expiry=may))
    assert day_of(house, "L1") == june


def test_goods_that_go_by_their_day_change_their_lot_with_it(house: Desk) -> None:
    take(house, ItemRecord("EGG", "Egg", expiry_tracked=True))
    wrong = booked(house, Goods("EGG", 5, "A-1", expiry=date(2026, 5, 1)))
    answer = corrected(house, wrong, Came("EGG"), Truth(expiry=date(2026, 6, 1)))
    assert [(each.lot, each.expiry) for each in answer.booked] == [("2026-06-01", date(2026, 6, 1))]
    assert lying(house, "EGG") == {"A-1@2026-05-01": 0, "A-1@2026-06-01": 5}
    same = Truth(lot="2026-06-01")
    assert refusal(house, partial(corrected, house, house.acted[-1].action_id, Came("EGG"), same))[0] is (
        CorrectingFault.SAME
    )


def test_another_serial_number(house: Desk) -> None:
    wrong = booked(house, Goods("TOOL", 1, "A-1", lot="N1"), Goods("TOOL", 1, "A-1", lot="N2"))
    facts = {"sku": "TOOL", "receipt": "GR-1", "goods": ("A-1 N1", "A-1 N2")}
    assert refusal(house, partial(corrected, house, wrong, Came("TOOL"), Truth(lot="N3"))) == (
        CorrectingFault.WHICH,
        facts,
    )
    there = partial(corrected, house, wrong, Came("TOOL", lot="N1"), Truth(lot="N2"))
    assert refusal(house, there)[0] is ReceivingFault.SERIAL_THERE
    corrected(house, wrong, Came("TOOL", lot="N1"), Truth(lot="N3"))
    assert lying(house, "TOOL") == {"A-1@N1": 0, "A-1@N2": 1, "A-1@N3": 1}


def test_stops_and_stock_of_the_last_in_the_queue_are_cut(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 3)))
    wrong = booked(house, Goods("LAMP", 7, "A-1"))
    booked(house, Goods("LAMP", 1, "A-2"))
    assert [made.order for made in release(house.store, house.act()).lists] == ["SO-1", "SO-2"]
    answer = corrected(house, wrong, Came("LAMP"), Truth(5))
    assert answer.stops == (StopMoved("PL-2", "SO-2", 1, "LAMP", "A-1", 2, 1, ("A-2",)),)
    assert [(loss.order, loss.units) for loss in answer.losses] == [("SO-2", 1)]
    assert (held(house), level(house, "LAMP")) == ({"SO-1/1": 4, "SO-2/1": 2}, (6, 6))


def test_what_was_picked_is_not_put_right_and_the_order_is_named(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 3)))
    wrong = booked(house, Goods("LAMP", 10, "A-1"))
    release(house.store, house.act())
    pick(house, "SO-1", 4)
    facts = {"sku": "LAMP", "place": "A-1", "quantity": 10, "there": 6, "orders": ("SO-1",)}
    assert refusal(house, partial(undone, house, wrong)) == (CorrectingFault.PICKED, facts)
    for truth in (Truth(3), Truth(sku="CORD"), Truth(0)):
        assert refusal(house, partial(corrected, house, wrong, Came("LAMP"), truth)) == (CorrectingFault.PICKED, facts)
    # As far as they are not picked they are: one unit is left for SO-2, and four are in the tote.
    answer = corrected(house, wrong, Came("LAMP"), Truth(5))
    assert [(loss.order, loss.units) for loss in answer.losses] == [("SO-2", 2)]
    assert (lying(house, "LAMP"), held(house)) == ({"A-1": 1, "TOTE": 4}, {"SO-1/1": 4, "SO-2/1": 1})
    assert broken(house) == []


def carried(desk: Desk, sku: str, source: str, units: int, to: str, lot: str | None = None) -> None:
    move_stock(desk.store, desk.act(), Named(sku, source, units, lot), to)


def test_what_was_put_away_since_is_taken_from_where_it_lies_now(house: Desk) -> None:
    wrong = booked(house, Goods("LAMP", 10, "DOCK"))
    carried(house, "LAMP", "DOCK", 3, "STAGE")
    carried(house, "LAMP", "DOCK", 2, "B-1")
    carried(house, "LAMP", "DOCK", 4, "A-1")
    answer = corrected(house, wrong, Came("LAMP"), Truth(4))
    # One is left at the dock, then come the bins in their order, and what is staged is left alone.
    assert lying(house, "LAMP") == {"DOCK": 0, "STAGE": 3, "B-1": 1, "A-1": 0}
    assert [(each.location, each.quantity) for each in answer.booked] == [("DOCK", 4)]
    assert moves_of(house, "LAMP")[7:] == [
        (8, 4, "move", "GR-1", None),
        (9, 1, "move", "GR-1", None),
        (10, 4, "receipt", "GR-1", None),
        (11, -4, "move", "GR-1", None),
        (12, -1, "move", "GR-1", None),
        (13, -10, "correction", "GR-1", 1),
    ]
    # What is right now can be put right again, from where it lies.
    corrected(house, house.acted[-1].action_id, Came("LAMP"), Truth(0))
    assert lying(house, "LAMP") == {"DOCK": 0, "STAGE": 0, "B-1": 0, "A-1": 0}


def test_what_comes_in_the_place_of_goods_that_were_put_away_lies_where_they_lay(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 8)), *order("SO-2", "ANN", 2, ("CORD", 5)))
    wrong = booked(house, Goods("LAMP", 10, "DOCK"))
    carried(house, "LAMP", "DOCK", 2, "A-2")
    carried(house, "LAMP", "DOCK", 5, "A-1")
    answer = corrected(house, wrong, Came("LAMP"), Truth(9, sku="CORD"))
    assert [(each.sku, each.location, each.quantity) for each in answer.booked] == [
        ("LAMP", "DOCK", 1),
        ("CORD", "DOCK", 3),
        ("CORD", "A-1", 5),
        ("CORD", "A-2", 1),
    ]
    assert lying(house, "LAMP") == {"DOCK": 0, "A-1": 0, "A-2": 1}
    assert lying(house, "CORD") == {"DOCK": 3, "A-1": 5, "A-2": 1}
    assert (held(house), [(each.order, each.units) for each in answer.losses]) == (
        {"SO-1/1": 1, "SO-2/1": 5},
        [("SO-1", 7)],
    )


def test_stops_at_the_bin_goods_were_put_away_in_are_cut(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 3)))
    wrong = booked(house, Goods("LAMP", 7, "DOCK"))
    carried(house, "LAMP", "DOCK", 7, "A-1")
    assert [made.order for made in release(house.store, house.act()).lists] == ["SO-1", "SO-2"]
    answer = corrected(house, wrong, Came("LAMP"), Truth(5))
    assert answer.stops == (StopMoved("PL-2", "SO-2", 1, "LAMP", "A-1", 2, 0, ()),)
    assert [(loss.order, loss.units) for loss in answer.losses] == [("SO-2", 2)]
    assert (held(house), lying(house, "LAMP")) == ({"SO-1/1": 4, "SO-2/1": 1}, {"DOCK": 0, "A-1": 5})


def test_what_was_picked_from_the_bin_it_was_put_away_in_is_not_put_right(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    wrong = booked(house, Goods("LAMP", 10, "DOCK"))
    carried(house, "LAMP", "DOCK", 9, "A-1")
    release(house.store, house.act())
    pick(house, "SO-1", 4)
    facts = {"sku": "LAMP", "place": "DOCK", "quantity": 10, "there": 6, "orders": ("SO-1",)}
    assert refusal(house, partial(corrected, house, wrong, Came("LAMP"), Truth(3))) == (CorrectingFault.PICKED, facts)
    assert refusal(house, partial(undone, house, wrong)) == (CorrectingFault.PICKED, facts)
    corrected(house, wrong, Came("LAMP"), Truth(4))
    assert lying(house, "LAMP") == {"DOCK": 0, "A-1": 0, "TOTE": 4}


def test_what_is_scrapped_or_in_another_state_is_not_in_the_house_any_more(house: Desk) -> None:
    wrong = booked(house, Goods("LAMP", 10, "DOCK"))
    carried(house, "LAMP", "DOCK", 9, "A-1")
    scrap(house.store, house.act(), Named("LAMP", "A-1", 5), why="broken")
    facts = {"sku": "LAMP", "place": "DOCK", "quantity": 10, "there": 5}
    assert refusal(house, partial(corrected, house, wrong, Came("LAMP"), Truth(4))) == (CorrectingFault.GONE, facts)
    assert refusal(house, partial(undone, house, wrong)) == (CorrectingFault.GONE, facts)
    corrected(house, wrong, Came("LAMP"), Truth(5))
    assert lying(house, "LAMP") == {"DOCK": 0, "A-1": 0}


def test_a_booking_that_was_put_away_is_taken_back_and_no_unit_twice(house: Desk) -> None:
    wrong = booked(house, Goods("LAMP", 4, "A-1"), Goods("LAMP", 5, "A-2"))
    carried(house, "LAMP", "A-1", 3, "B-1")
    booked(house, Goods("LAMP", 2, "B-2"))
    undone(house, wrong)
    assert lying(house, "LAMP") == {"A-1": 0, "A-2": 0, "B-1": 0, "B-2": 2}
    short = booked(house, Goods("LAMP", 4, "A-1"), Goods("LAMP", 5, "A-2"))
    for place, units in (("A-1", 3), ("B-2", 2)):
        scrap(house.store, house.act(), Named("LAMP", place, units), why="broken")
    facts = {"sku": "LAMP", "place": "A-1", "quantity": 4, "there": 1}
    assert refusal(house, partial(undone, house, short)) == (CorrectingFault.GONE, facts)


def test_what_was_set_aside_stays_so_and_what_had_expired_by_mistake_does_not(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4), ("MILK", 4)))
    wrong = booked(
        house, Goods("LAMP", 5, "QUAR", quarantine="dented"), Goods("MILK", 5, "A-1", "L1", date(2025, 5, 1))
    )
    [lamps] = corrected(house, wrong, Came("LAMP"), Truth(4)).booked
    [milk] = corrected(house, wrong, Came("MILK"), Truth(lot="L2", expiry=date(2026, 5, 1))).booked
    assert (lamps.aside, lamps.why, milk.aside, milk.why) == (Aside.SAID, "dented", None, "")
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 4}
    assert lines_of(house)[2:] == [("LAMP", 4, "quarantined", False), ("MILK", 5, "available", False)]
    # Put right again, they are aside for the reason that they were set aside for at first.
    [lamps] = corrected(house, house.acted[-2].action_id, Came("LAMP"), Truth(3)).booked
    assert (lamps.aside, lamps.why) == (Aside.SAID, "dented")
    # Of a lot that is blocked meanwhile nothing is given to anybody.
    block_lot(house.store, house.act(), "MILK", "L2", why="recalled")
    undone(house, house.acted[-3].action_id)
    assert lying(house, "MILK") == {"A-1@L1": 0, "A-1@L2": 0}


def test_only_bookings_are_put_right_and_the_same_action_does_it_once(house: Desk) -> None:
    assert refusal(house, partial(corrected, house, "none", Came("LAMP"), Truth(1))) == (
        CorrectingFault.UNKNOWN,
        {"booking": "none"},
    )
    wrong = booked(house, Goods("LAMP", 5, "A-1"))
    action = house.act()
    first = correct_receipt(house.store, action, wrong, Came("LAMP"), Truth(4), why=WHY)
    assert correct_receipt(house.store, action, wrong, Came("LAMP"), Truth(4), why=WHY) == first
    assert lying(house, "LAMP") == {"A-1": 4}


def test_the_day_of_a_serial_number_is_put_right(house: Desk) -> None:
    take(house, ItemRecord("PUMP", "Pump", serial_tracked=True, expiry_tracked=True))
    wrong = booked(house, Goods("PUMP", 1, "A-1", "SN1", date(2026, 9, 1)))
    corrected(house, wrong, Came("PUMP"), Truth(expiry=date(2027, 9, 1)))
    days = house.store.sql("SELECT l.code, l.expiry FROM lot l JOIN item i ON i.id = l.item_id WHERE i.sku = 'PUMP'")
    assert [(code, day(expiry)) for code, expiry in days] == [("SN1", date(2027, 9, 1))]
    assert lying(house, "PUMP") == {"A-1@SN1": 1}


def test_the_day_of_a_lot_stays_of_which_some_came_by_it_that_is_gone(house: Desk) -> None:
    may, june = date(2026, 5, 1), date(2026, 6, 1)
    booked(house, Goods("MILK", 3, "A-1", "L1", may))
    scrap(house.store, house.act(), Named("MILK", "A-1", 3, "L1"), why="broken")
    wrong = booked(house, Goods("MILK", 5, "A-1", "L1", may))
    fault, facts = refusal(house, partial(corrected, house, wrong, Came("MILK"), Truth(expiry=june)))
    assert (fault, facts["stored"], facts["given"]) == (ReceivingFault.EXPIRY_OTHER, may, june)
    assert day_of(house, "L1") == may
