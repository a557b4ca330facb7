"""Receiving: what is booked, where it lies, on which purchase line it counts, and who gets it."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import KEY, Desk
from tests.services.stock import (
    ITEMS,
    PLACES,
    SUPPLIERS,
    broken,
    count,
    counts,
    decisions,
    furnished,
    held,
    last_run,
    level,
    lying,
    opening,
    order,
    purchase,
    runs,
    take,
    turn_to,
)
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.ledger import NO_HASH, ChainedMove, move_hash
from warehouse_app.domain.records import ItemRecord, OrderLineRecord, PurchaseLineRecord
from warehouse_app.queries.goods import delivery_of, expected_lines, item_of
from warehouse_app.queries.preview import progress_of
from warehouse_app.services.changes import Area
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.receiving import Booked, close_receipt, receive
from warehouse_app.services.releasing import release
from warehouse_app.store.database import day as calendar_day


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def received_on(desk: Desk, number: str) -> list[int]:
    found = desk.store.sql(
        "SELECT l.received FROM purchase_line l JOIN purchase_order p ON p.id = l.purchase_order_id "
        "WHERE p.number = ? ORDER BY l.line",
        (number,),
    )
    return [units for (units,) in found]


def test_goods_go_to_who_waits_by_class_then_time_and_the_rest_stays_free(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 4)),
        *order("SO-2", "ANN", 9, ("LAMP", 3)),
        *order("SO-3", "BEN", 5, ("LAMP", 6)),
        *order("SO-4", "CAT", 1, ("LAMP", 2)),
        *order("SO-5", "CAT", 1, ("CORD", 2)),
        *purchase("PO-1", ("LAMP", 20)),
    )
    answer = receive(house.store, house.act(), [Goods("LAMP", 10)], purchase_order="PO-1")
    shares = [(share.order, share.line, share.rank_class, share.units, share.short) for share in answer.shares]
    assert shares == [("SO-2", 1, "A", 3, 0), ("SO-1", 1, "B", 4, 0), ("SO-3", 1, "B", 3, 3)]
    assert [(share.customer, share.sku, share.placed_at.day) for share in answer.shares] == [
        ("Ann", "LAMP", 9),
        ("Ben", "LAMP", 1),
        ("Ben", "LAMP", 5),
    ]
    assert (answer.receipt, answer.purchase_order, answer.supplier) == ("GR-1", "PO-1", "Acme")
    assert answer.booked == (Booked("LAMP", "Lamp", "piece", 10, "DOCK", "", None, 20, 10),)
    assert (answer.rest("LAMP"), answer.closed) == (0, False)
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 3, "SO-3/1": 3, "SO-4/1": 0, "SO-5/1": 0}
    second = receive(house.store, house.act(), [Goods("LAMP", 10)], purchase_order="PO-1")
    assert [(share.order, share.units, share.short) for share in second.shares] == [("SO-3", 3, 0), ("SO-4", 2, 0)]
    assert second.rest("LAMP") == 5
    assert (second.booked[0].received, second.booked[0].ordered) == (20, 20)
    assert level(house, "LAMP") == (20, 15)
    assert held(house, "SO-5") == {"SO-5/1": 0}


def test_a_receipt_says_what_it_touched(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *purchase("PO-1", ("LAMP", 20)))
    answer = receive(house.store, house.act(), [Goods("LAMP", 1)], purchase_order="PO-1")
    areas = {Area.STOCK, Area.RECEIPTS, Area.PURCHASE_ORDERS, Area.QUEUE, Area.ORDERS}
    assert answer.changes.areas == areas
    blind = receive(house.store, house.act(), [Goods("CORD", 1)], supplier="ACME")
    assert blind.changes.areas == {Area.STOCK, Area.RECEIPTS}


def test_goods_go_where_the_item_lies_then_home_then_to_the_dock_as_far_as_they_fit(house: Desk) -> None:
    take(house, ItemRecord("VASE", "Vase", home_location="B-2"), ItemRecord("MUG", "Mug"))
    house.store.sql("UPDATE location SET zone = 'B' WHERE code = 'B-2'")  # the only bin of its zone

    def places(sku: str, *quantities: int) -> list[str]:
        goods = [Goods(sku, quantity) for quantity in quantities]
        return [each.location for each in receive(house.store, house.act(), goods, supplier="ACME").booked]

    assert places("VASE", 11) == ["DOCK"]  # B-2, its home, takes ten
    assert places("VASE", 6) == ["B-2"]
    assert places("VASE", 4) == ["B-2"]
    assert places("VASE", 1) == ["DOCK"]
    assert lying(house, "VASE") == {"DOCK": 12, "B-2": 10}
    receive(house.store, house.act(), [Goods("MUG", 2, "A-1")], supplier="ACME")
    receive(house.store, house.act(), [Goods("MUG", 3, "A-2")], supplier="ACME")
    assert places("MUG", 100) == ["A-2"]  # of two bins the fuller one
    assert lying(house, "MUG") == {"A-1": 2, "A-2": 103}


def test_goods_of_one_receipt_do_not_all_go_to_the_bin_that_has_room_for_each(house: Desk) -> None:
    take(house, ItemRecord("VASE", "Vase", home_location="B-2"), ItemRecord("MUG", "Mug", home_location="B-2"))
    house.store.sql("UPDATE location SET zone = 'B' WHERE code = 'B-2'")  # the only bin of its zone
    goods = [Goods("VASE", 6), Goods("MUG", 5), Goods("VASE", 4)]
    answer = receive(house.store, house.act(), goods, supplier="ACME")
    assert [(each.sku, each.location) for each in answer.booked] == [("VASE", "B-2"), ("MUG", "DOCK"), ("VASE", "B-2")]


def test_a_named_place_goes_before_the_place_of_the_whole_receipt(house: Desk) -> None:
    goods = [Goods("LAMP", 2), Goods("CORD", 3, "B-1")]
    receive(house.store, house.act(), goods, supplier="ACME", into="A-2")
    assert (lying(house, "LAMP"), lying(house, "CORD")) == ({"A-2": 2}, {"B-1": 3})


def test_a_receipt_is_opened_continued_closed_and_then_opened_anew(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20), ("CORD", 5)), *purchase("PO-2", ("LAMP", 20)))
    first = receive(house.store, house.act(), [Goods("LAMP", 4)], purchase_order="PO-1")
    other = receive(house.store, house.act(), [Goods("LAMP", 1)], purchase_order="PO-2")
    blind = receive(house.store, house.act(), [Goods("LAMP", 2)], supplier="ACME")
    again = receive(house.store, house.act(), [Goods("CORD", 5)], purchase_order="PO-1")
    assert [answer.receipt for answer in (first, other, blind, again)] == ["GR-1", "GR-2", "GR-3", "GR-1"]
    closed = close_receipt(house.store, house.act(), purchase_order="PO-1")
    assert (closed.receipt, closed.purchase_order, closed.units, closed.lines_to_come) == ("GR-1", "PO-1", 9, 1)
    with pytest.raises(Refused) as refused:
        close_receipt(house.store, house.act(), purchase_order="PO-1")
    assert (refused.value.code, refused.value.facts) == (ReceivingFault.NOT_OPEN, {"delivery": "PO-1"})
    last = receive(house.store, house.act(), [Goods("LAMP", 16)], purchase_order="PO-1", close=True)
    assert (last.receipt, last.closed) == ("GR-4", True)
    assert close_receipt(house.store, house.act(), supplier="ACME").receipt == "GR-3"
    found = house.store.sql("SELECT number, status, closed_at IS NULL FROM receipt ORDER BY id").fetchall()
    assert [(number, status, bool(still)) for number, status, still in found] == [
        ("GR-1", "closed", False),
        ("GR-2", "open", True),
        ("GR-3", "closed", False),
        ("GR-4", "closed", False),
    ]


def test_goods_count_on_the_earliest_lines_of_the_item_and_what_is_over_on_the_last(house: Desk) -> None:
    lines = [
        PurchaseLineRecord("PO-1", "EASY", "LAMP", 10, line=1),
        PurchaseLineRecord("PO-1", "EASY", "CORD", 10, line=2),
        PurchaseLineRecord("PO-1", "EASY", "LAMP", 10, line=3),
    ]
    take(house, *lines)
    answer = receive(house.store, house.act(), [Goods("LAMP", 7), Goods("LAMP", 8)], purchase_order="PO-1")
    assert received_on(house, "PO-1") == [10, 0, 5]
    assert [(each.quantity, each.ordered, each.received) for each in answer.booked] == [(7, 20, 15), (8, 20, 15)]
    receive(house.store, house.act(), [Goods("LAMP", 7)], purchase_order="PO-1")  # 22 of 20, ten percent over
    assert received_on(house, "PO-1") == [10, 0, 12]
    found = house.store.sql("SELECT quantity FROM receipt_line ORDER BY id").fetchall()
    assert [units for (units,) in found] == [7, 3, 5, 7]


def test_more_than_tolerated_is_refused_and_a_lead_may_accept_it(house: Desk) -> None:
    take(house, PurchaseLineRecord("PO-1", "EASY", "LAMP", 20, line=1), *purchase("PO-2", ("CORD", 20)))
    before = counts(house)
    with pytest.raises(Refused) as refused:
        receive(house.store, house.act(), [Goods("LAMP", 23)], purchase_order="PO-1")
    facts = {"sku": "LAMP", "number": "PO-1", "ordered": 20, "received": 23, "most": 22}
    assert (refused.value.code, refused.value.facts) == (ReceivingFault.TOO_MUCH, facts)
    with pytest.raises(Refused):
        receive(house.store, house.act(), [Goods("CORD", 21)], purchase_order="PO-2")
    assert counts(house) == before
    receive(house.store, house.act(), [Goods("LAMP", 23)], purchase_order="PO-1", accept_over=True)
    assert received_on(house, "PO-1") == [23]
    house.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1)")
    with pytest.raises(Refused) as refused:
        receive(house.store, house.act(), [Goods("CORD", 21)], purchase_order="PO-2", accept_over=True)
    assert refused.value.facts == {"person": "anna", "role": "lead"}
    assert received_on(house, "PO-2") == [0]


def test_what_came_beyond_one_line_is_still_to_come_on_another(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 5)))
    first = receive(house.store, house.act(), [Goods("LAMP", 7)], purchase_order="PO-1", accept_over=True)
    assert [(each.ordered, each.received, each.to_come) for each in first.booked] == [(5, 7, 0)]
    take(house, PurchaseLineRecord("PO-1", "ACME", "LAMP", 5, line=2))
    answer = receive(house.store, house.act(), [Goods("LAMP", 1)], purchase_order="PO-1")
    assert received_on(house, "PO-1") == [7, 1]
    on = delivery_of(house.store, "PO-1")
    assert on is not None
    assert on.purchase_order is not None
    expected, lamp = expected_lines(house.store, on.purchase_order), item_of(house.store, "LAMP")
    assert lamp is not None
    so_far = progress_of(on, expected, lamp.id)
    assert so_far is not None
    assert (so_far.ordered, so_far.received, so_far.to_come) == (10, 8, 4)
    assert [(each.ordered, each.received, each.to_come) for each in answer.booked] == [(10, 8, 4)]
    undone = undo_receipt(house.store, house.act(), house.acted[-2].action_id)
    assert [(each.ordered, each.received, each.to_come) for each in undone.goods] == [(10, 7, 5)]


@pytest.mark.parametrize(
    ("supplier", "own", "most"),
    [("EASY", (None, None), 22), ("EASY", (0, None), 21), ("EASY", (0, 0), 20), ("ACME", (25, 5), 23)],
)
def test_a_line_tolerates_what_it_says_itself_else_what_its_supplier_may(
    house: Desk, supplier: str, own: tuple[int | None, int | None], most: int
) -> None:
    lines = [PurchaseLineRecord("PO-1", supplier, "LAMP", 10, line=line) for line in (1, 2)]
    take(house, *(row._replace(over_receipt_percent=percent) for row, percent in zip(lines, own, strict=True)))
    before = counts(house)
    with pytest.raises(Refused) as refused:
        receive(house.store, house.act(), [Goods("LAMP", most + 1)], purchase_order="PO-1")
    facts = {"sku": "LAMP", "number": "PO-1", "ordered": 20, "received": most + 1, "most": most}
    assert (refused.value.code, refused.value.facts) == (ReceivingFault.TOO_MUCH, facts)
    assert counts(house) == before
    receive(house.store, house.act(), [Goods("LAMP", most)], purchase_order="PO-1")
    assert received_on(house, "PO-1") == [10, most - 10]


MILK = Goods("MILK", 5, "A-1", "L1", date(2026, 5, 1))


@pytest.mark.parametrize(
    ("goods", "code", "facts"),
    [
        (Goods("NONE", 1), ReceivingFault.NO_ITEM, {"sku": "NONE"}),
        (Goods("LAMP", 0), ReceivingFault.QUANTITY, {"sku": "LAMP", "quantity": 0, "most": 999_999_999}),
        (Goods("LAMP", 10**9), ReceivingFault.QUANTITY, {"sku": "LAMP", "quantity": 10**9, "most": 999_999_999}),
        (Goods("LAMP", 1, "NOWHERE"), ReceivingFault.NO_PLACE, {"code": "NOWHERE"}),
        (Goods("LAMP", 1, "GATE"), ReceivingFault.HOLDS_NOTHING, {"code": "GATE"}),
        (Goods("LAMP", 1, "TOTE"), ReceivingFault.HOLDS_PICKED, {"sku": "LAMP", "place": "TOTE"}),
        (Goods("LAMP", 1, "PACK", quarantine="wet"), ReceivingFault.HOLDS_PICKED, {"sku": "LAMP", "place": "PACK"}),
        (Goods("PLUG", 1), ReceivingFault.NOT_ORDERED, {"sku": "PLUG", "number": "PO-1"}),
        (Goods("MILK", 1, expiry=date(2026, 5, 1)), ReceivingFault.LOT, {"sku": "MILK"}),
        (Goods("MILK", 1, lot="L9"), ReceivingFault.EXPIRY, {"sku": "MILK"}),
        (Goods("TOOL", 1), ReceivingFault.LOT, {"sku": "TOOL"}),
        (Goods("TOOL", 2, lot="N1"), ReceivingFault.SERIAL, {"sku": "TOOL"}),
        (Goods("TOOL", 1, lot="N7"), ReceivingFault.SERIAL_THERE, {"sku": "TOOL", "serial": "N7"}),
        (
            Goods("MILK", 1, lot="L1", expiry=date(2026, 5, 2)),
            ReceivingFault.EXPIRY_OTHER,
            {"sku": "MILK", "lot": "L1", "stored": date(2026, 5, 1), "given": date(2026, 5, 2)},
        ),
    ],
)
def test_one_refused_line_among_several_books_nothing_at_all(
    house: Desk, goods: Goods, code: ReceivingFault, facts: dict[str, object]
) -> None:
    ordered = (("LAMP", 20), ("MILK", 20), ("TOOL", 20))
    take(house, *purchase("PO-1", *ordered), *order("SO-1", "BEN", 1, ("LAMP", 4)))
    receive(house.store, house.act(), [MILK, Goods("TOOL", 1, lot="N7")], purchase_order="PO-1")
    before = counts(house)
    with pytest.raises(Refused) as refused:
        receive(house.store, house.act(), [Goods("LAMP", 2), goods, Goods("LAMP", 3)], purchase_order="PO-1")
    assert (refused.value.code, refused.value.facts) == (code, facts)
    assert counts(house) == before
    assert (lying(house, "LAMP"), received_on(house, "PO-1"), held(house)) == ({}, [0, 5, 1], {"SO-1/1": 0})


def test_one_serial_number_does_not_come_twice_with_one_receipt(house: Desk) -> None:
    with pytest.raises(Refused) as refused:
        receive(house.store, house.act(), [Goods("TOOL", 1, lot="N1"), Goods("TOOL", 1, lot="N1")], supplier="ACME")
    assert (refused.value.code, refused.value.facts) == (
        ReceivingFault.SERIAL_THERE,
        {"sku": "TOOL", "serial": "N1"},
    )
    receive(house.store, house.act(), [Goods("TOOL", 1, lot="N1"), Goods("TOOL", 1, lot="N2")], supplier="ACME")
    assert lying(house, "TOOL") == {"DOCK@N1": 1, "DOCK@N2": 1}


def test_a_lot_that_is_kept_without_a_day_gets_none_by_the_way(house: Desk) -> None:
    receive(house.store, house.act(), [Goods("LAMP", 5, lot="L1")], supplier="ACME")
    before = counts(house)
    with pytest.raises(Refused) as refused:
        receive(house.store, house.act(), [Goods("LAMP", 5, lot="L1", expiry=date(2020, 1, 1))], supplier="ACME")
    facts = {"sku": "LAMP", "lot": "L1", "given": date(2020, 1, 1)}
    assert (refused.value.code, refused.value.facts) == (ReceivingFault.EXPIRY_NONE, facts)
    assert (counts(house), level(house, "LAMP")) == (before, (5, 0))


def test_no_goods_open_no_receipt(house: Desk) -> None:
    with pytest.raises(Refused) as refused:
        receive(house.store, house.act(), [], supplier="ACME")
    assert (refused.value.code, refused.value.facts) == (ReceivingFault.NOTHING, {"delivery": "ACME"})
    assert house.store.sql("SELECT count(*) FROM receipt").fetchone()[0] == 0


def test_who_joins_the_receipt_of_another_desk_leaves_it_open(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 9)))
    receive(house.store, house.act(), [Goods("LAMP", 2)], purchase_order="PO-1")
    joined = receive(house.store, house.act(), [Goods("LAMP", 3)], purchase_order="PO-1", close=True)
    assert (joined.receipt, joined.closed) == ("GR-1", False)
    assert house.store.sql("SELECT number, status FROM receipt").fetchall() == [("GR-1", "open")]


def test_very_large_deliveries_and_prices_are_counted(house: Desk) -> None:
    dear = PurchaseLineRecord("PO-1", "ACME", "LAMP", 999_999_999, price=99_999_999_900, line=1)
    take(house, dear, OrderLineRecord("SO-1", "BEN", "CORD", 1, price=99_999_999_900, line=1))
    for _ in range(3):
        receive(house.store, house.act(), [Goods("LAMP", 999_999_999, "A-1")], purchase_order="PO-1", accept_over=True)
    assert received_on(house, "PO-1") == [2_999_999_997]
    assert level(house, "LAMP") == (2_999_999_997, 0)


def test_an_unknown_delivery_is_refused(house: Desk) -> None:
    with pytest.raises(Refused) as refused:
        receive(house.store, house.act(), [Goods("LAMP", 1)], purchase_order="PO-9")
    assert (refused.value.code, refused.value.facts) == (ReceivingFault.NO_DELIVERY, {"number": "PO-9"})
    with pytest.raises(Refused) as refused:
        receive(house.store, house.act(), [Goods("LAMP", 1)], supplier="NOBODY")
    assert (refused.value.code, refused.value.facts) == (ReceivingFault.NO_SUPPLIER, {"code": "NOBODY"})


def test_a_house_without_a_dock_asks_where_to_put_goods(desk: Desk) -> None:
    take(desk, *SUPPLIERS, *ITEMS, *(place for place in PLACES if place.code != "DOCK"))
    with pytest.raises(Refused) as refused:
        receive(desk.store, desk.act(), [Goods("LAMP", 1)], supplier="ACME")
    assert (refused.value.code, refused.value.facts) == (ReceivingFault.WHERE, {"sku": "LAMP"})


def test_expired_goods_and_goods_into_quarantine_give_nothing_to_anybody(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("MILK", 50), ("LAMP", 50)))
    before = last_run(house)
    goods = [Goods("MILK", 5, "A-1", "OLD", date(2026, 3, 1)), Goods("LAMP", 6, "QUAR", quarantine="dented")]
    answer = receive(house.store, house.act(), goods, supplier="ACME")
    assert answer.shares == ()
    assert (lying(house, "MILK"), lying(house, "LAMP")) == ({"A-1@OLD": 5}, {"QUAR": 6})
    assert (level(house, "MILK"), level(house, "LAMP")) == ((0, 0), (0, 0))
    assert runs(house, before) == []
    # On the day it expires milk is still milk.
    answer = receive(house.store, house.act(), [Goods("MILK", 7, "A-1", "NEW", date(2026, 3, 2))], supplier="ACME")
    assert [(share.order, share.units) for share in answer.shares] == [("SO-1", 7)]


def test_goods_with_an_expiry_and_no_number_go_by_the_day(house: Desk) -> None:
    take(house, ItemRecord("EGG", "Egg", expiry_tracked=True))
    goods = [Goods("EGG", 5, "A-1", expiry=date(2026, 5, 1)), Goods("EGG", 6, "A-1", expiry=date(2026, 6, 1))]
    answer = receive(house.store, house.act(), goods, supplier="ACME")
    assert [each.lot for each in answer.booked] == ["2026-05-01", "2026-06-01"]
    assert lying(house, "EGG") == {"A-1@2026-05-01": 5, "A-1@2026-06-01": 6}


def test_a_blind_receipt_needs_no_purchase_order_and_counts_on_none(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20)), *order("SO-1", "BEN", 1, ("LAMP", 4)))
    answer = receive(house.store, house.act(), [Goods("LAMP", 5)], supplier="ACME")
    assert (answer.purchase_order, answer.supplier, answer.receipt) == ("", "Acme", "GR-1")
    assert (answer.booked[0].ordered, answer.booked[0].received) == (0, 5)
    assert [(share.order, share.units) for share in answer.shares] == [("SO-1", 4)]
    assert (received_on(house, "PO-1"), answer.rest("LAMP")) == ([0], 1)
    found = house.store.sql("SELECT purchase_line_id, quantity FROM receipt_line").fetchall()
    assert [tuple(row) for row in found] == [(None, 5)]


def test_all_to_come_books_the_rest_of_the_purchase_order(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20), ("CORD", 5), ("LAMP", 3)))
    receive(house.store, house.act(), [Goods("LAMP", 15)], purchase_order="PO-1")
    answer = receive(house.store, house.act(), [], purchase_order="PO-1", all_to_come=True, close=True)
    assert [(each.sku, each.quantity) for each in answer.booked] == [("LAMP", 5), ("CORD", 5), ("LAMP", 3)]
    assert received_on(house, "PO-1") == [20, 5, 3]
    before = counts(house)
    with pytest.raises(Refused) as refused:
        receive(house.store, house.act(), [], purchase_order="PO-1", all_to_come=True)
    assert (refused.value.code, refused.value.facts) == (ReceivingFault.ALL_HERE, {"number": "PO-1"})
    assert counts(house) == before


def test_goods_named_beside_all_to_come_are_a_part_of_it(house: Desk) -> None:
    take(house, *purchase("PO-1", ("MILK", 20), ("CORD", 5)))
    goods = [Goods("MILK", 12, "", "L1", date(2026, 5, 1)), Goods("MILK", 8, "", "L2", date(2026, 6, 1))]
    answer = receive(house.store, house.act(), goods, purchase_order="PO-1", all_to_come=True)
    assert [(each.sku, each.quantity) for each in answer.booked] == [("MILK", 12), ("MILK", 8), ("CORD", 5)]
    assert received_on(house, "PO-1") == [20, 5]


def test_the_same_action_books_once_and_answers_the_same(house: Desk) -> None:
    take(house, *purchase("PO-1", ("MILK", 20)), *order("SO-1", "BEN", 1, ("MILK", 4)))
    action = house.act()
    first = receive(house.store, action, [MILK], purchase_order="PO-1", close=True)
    before = counts(house)
    again = receive(house.store, action, [MILK], purchase_order="PO-1", close=True)
    assert again == first
    assert again.booked[0].expiry == date(2026, 5, 1)
    assert counts(house) == before
    assert (level(house, "MILK"), received_on(house, "PO-1")) == ((5, 4), [5])


def test_the_ledger_tells_each_move_and_chains_it(house: Desk) -> None:
    take(house, opening("LAMP", 3, "A-1"), *purchase("PO-1", ("LAMP", 20)))
    action = house.act("ben")
    receive(house.store, action, [Goods("LAMP", 4, "A-1"), Goods("LAMP", 5, "B-1")], purchase_order="PO-1")
    columns = (
        "item_id, seq, lot_id, location_id, status, quantity, reason, document, corrects_id, at, effective_on, "
        "actor, workstation, action_id, prev_hash, hash"
    )
    moves = house.store.sql(f"SELECT {columns} FROM move ORDER BY seq").fetchall()
    told = [(row[1], row[5], row[6], row[7], row[8], row[11], row[12]) for row in moves]
    assert told == [
        (1, 3, "opening", "opening stock", None, "anna", "desk-1"),
        (2, 4, "receipt", "GR-1", None, "ben", "desk-1"),
        (3, 5, "receipt", "GR-1", None, "ben", "desk-1"),
    ]
    previous = NO_HASH
    for row in moves:
        move = ChainedMove._make((*row[:10], calendar_day(row[10]), *row[11:14]))
        assert (row[14], row[15]) == (previous, move_hash(KEY, previous, move))
        previous = row[15]
    found = house.store.sql("SELECT ledger_seq, ledger_head FROM item_stock WHERE ledger_seq > 0").fetchall()
    assert [tuple(row) for row in found] == [(3, previous)]
    [mine] = house.store.sql("SELECT id FROM action WHERE action_id = ?", (action.action_id,)).fetchall()
    assert {row[13] for row in moves[1:]} == set(mine)


def test_a_receipt_keeps_exactly_what_it_decided(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 4)))
    before = last_run(house)
    receive(house.store, house.act(), [Goods("LAMP", 6)], supplier="ACME")
    assert runs(house, before) == [(before + 1, "fill", "first-come", "receipt")]
    made = [("SO-1/1", 4, 0, 4, "filled"), ("SO-2/1", 4, 0, 2, "partly-filled")]
    assert decisions(house, before + 1) == {"LAMP": (6, made)}


def test_goods_for_nobody_leave_no_run_behind(house: Desk) -> None:
    answer = receive(house.store, house.act(), [Goods("LAMP", 6)], supplier="ACME")
    assert (answer.shares, answer.rest("LAMP"), count(house, "run")) == ((), 6, 0)
    assert level(house, "LAMP") == (6, 0)


def test_a_preorder_is_received_and_kept(house: Desk) -> None:
    take(house, *order("SO-1", "ANN", 1, ("GAME", 4)))
    answer = receive(house.store, house.act(), [Goods("GAME", 6, "A-1")], supplier="ACME")
    assert (answer.shares, held(house), level(house, "GAME")) == ((), {"SO-1/1": 0}, (6, 0))
    assert decisions(house, last_run(house)) == {"GAME": (6, [("SO-1/1", 4, 0, 0, "not-before")])}
    assert release(house.store, house.act()).lists == ()
    # On its day it goes to whoever waits, and out.
    turn_to(house, date(2026, 4, 1))
    assert [(made.order, made.units) for made in release(house.store, house.act()).lists] == [("SO-1", 4)]
    assert broken(house) == []
