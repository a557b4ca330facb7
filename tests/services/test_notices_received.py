"""Goods that were announced: on which lines they count, pallets taken in whole, and receipts of their own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.conftest import Desk
from tests.services.stock import broken, count, furnished, held, lying, order, purchase, take
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import AdvanceNoticeRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.advance_notices import announced_lines, expected_notices
from warehouse_app.queries.arriving import Arriving, announced
from warehouse_app.queries.check import findings
from warehouse_app.queries.check.rules import Finding
from warehouse_app.queries.goods import item_of, notice_delivery_of
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.preview import pallet_shares, planned_shares
from warehouse_app.services.announced import OfNotice
from warehouse_app.services.closing_short import close_short, reopen_short
from warehouse_app.services.contract import Action
from warehouse_app.services.correcting import correct_receipt, undo_receipt
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods, Pallet, ReceivingFault
from warehouse_app.services.receiving import Received, close_receipt, receive

FIRST, SECOND = "340123450000000017", "340123450000000024"
LASTS = date(2027, 1, 1)


def notice(number: str, *lines: tuple[str, int, str], order: str = "PO-1", **more: object) -> list[AdvanceNoticeRecord]:
    """Return a notice of Acme with lines of (SKU, quantity, SSCC) numbered from 1."""
    return [
        AdvanceNoticeRecord(number, "ACME", sku, quantity, order, sscc, line=line)._replace(**more)  # type: ignore[arg-type]
        for line, (sku, quantity, sscc) in enumerate(lines, start=1)
    ]


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    for each in furnished(desk):
        take(each, *purchase("PO-1", ("LAMP", 40), ("CORD", 20), ("MILK", 9)))
        lines = (("LAMP", 12, FIRST), ("CORD", 6, FIRST), ("LAMP", 8, SECOND), ("LAMP", 5, ""), ("CORD", 4, ""))
        take(each, *notice("AN-1", *lines))
        yield each


def came(desk: Desk, number: str = "AN-1") -> list[int]:
    """Return the units that came of each line of a notice."""
    on = notice_delivery_of(desk.store, number)
    assert on is not None
    assert on.notice is not None
    return [line.received for line in announced_lines(desk.store, on.notice)]


def on_order(desk: Desk) -> list[int]:
    return [units for (units,) in desk.store.sql("SELECT received FROM purchase_line ORDER BY id")]


def scan(desk: Desk, *goods: Goods, action: Action | None = None, **more: Any) -> Received:
    return receive(desk.store, action or desk.act(), goods, advance_notice="AN-1", **more)


def refused(desk: Desk, *goods: Goods, **more: Any) -> tuple[object, dict[str, object]]:
    with pytest.raises(Refused) as why:
        scan(desk, *goods, **more)
    return why.value.code, dict(why.value.facts)


def findings_of(desk: Desk) -> list[Finding]:
    with desk.store.snapshot():
        return list(findings(desk.store))


def test_goods_count_on_the_notice_and_on_its_purchase_order(house: Desk) -> None:
    answer = scan(house, Goods("LAMP", 3, "A-1"))
    assert (answer.receipt, answer.purchase_order, answer.advance_notice) == ("GR-1", "PO-1", "AN-1")
    assert [each.notice for each in answer.booked] == [OfNotice(25, 3, 0)]
    assert (came(house), on_order(house)) == ([0, 0, 0, 3, 0], [3, 0, 0])
    scan(house, Goods("LAMP", 2, "A-1", sscc=SECOND))
    assert (came(house), on_order(house)) == ([0, 0, 2, 3, 0], [5, 0, 0])


def test_what_the_notice_does_not_announce_is_received_all_the_same(house: Desk) -> None:
    answer = scan(house, Goods("LAMP", 7, "A-1"), Goods("MILK", 2, "A-2", "L1", LASTS))
    assert [each.notice for each in answer.booked] == [OfNotice(25, 5, 2), OfNotice(0, 0, 2)]
    assert (came(house), on_order(house)) == ([0, 0, 0, 5, 0], [7, 0, 2])


def test_tolerance_and_what_was_not_ordered_stay_the_purchase_orders_matter(house: Desk) -> None:
    assert refused(house, Goods("LAMP", 41, "A-1"))[0] is ReceivingFault.TOO_MUCH
    assert refused(house, Goods("GAME", 1, "A-1"))[0] is ReceivingFault.NOT_ORDERED
    assert (came(house), count(house, "receipt")) == ([0, 0, 0, 0, 0], 0)


def test_a_pallet_is_booked_whole_in_one_place_and_only_once(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("CORD", 4)))
    answer = scan(house, pallets=[Pallet(FIRST, "A-1")])
    assert [(each.sku, each.quantity, each.location) for each in answer.booked] == [
        ("LAMP", 12, "A-1"),
        ("CORD", 6, "A-1"),
    ]
    assert [(share.order, share.sku, share.units) for share in answer.shares] == [("SO-1", "CORD", 4)]
    assert (came(house), on_order(house)) == ([12, 6, 0, 0, 0], [12, 6, 0])
    assert refused(house, pallets=[Pallet(FIRST, "A-1")]) == (
        ReceivingFault.PALLET_HERE,
        {"sscc": FIRST, "notice": "AN-1"},
    )
    assert (lying(house, "LAMP"), count(house, "receipt_line")) == ({"A-1": 12}, 2)


def test_of_a_pallet_that_came_in_part_the_rest_is_booked(house: Desk) -> None:
    scan(house, Goods("LAMP", 5, "A-1", sscc=FIRST))
    answer = scan(house, pallets=[Pallet(FIRST, "A-2")])
    assert [(each.sku, each.quantity) for each in answer.booked] == [("LAMP", 7), ("CORD", 6)]
    assert came(house) == [12, 6, 0, 0, 0]


def test_a_damaged_pallet_is_set_aside_whole_and_given_to_nobody(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    answer = scan(house, pallets=[Pallet(SECOND, "QUAR", "damaged")])
    assert [(each.quantity, each.aside, each.why) for each in answer.booked] == [(8, "aside-said", "damaged")]
    assert (answer.shares, held(house), came(house)) == ((), {"SO-1/1": 0}, [0, 0, 8, 0, 0])


@pytest.mark.parametrize("sscc", ["340123450000000031", ""])
def test_a_pallet_that_is_not_announced_here_is_refused(house: Desk, sscc: str) -> None:
    facts = {"sscc": sscc, "delivery": "AN-1"}
    assert refused(house, pallets=[Pallet(sscc, "A-1")]) == (ReceivingFault.NO_PALLET, facts)


def test_goods_of_a_pallet_need_its_notice(house: Desk) -> None:
    with pytest.raises(Refused) as why:
        receive(house.store, house.act(), [Goods("LAMP", 1, "A-1", sscc=FIRST)], purchase_order="PO-1")
    assert why.value.code is ReceivingFault.NO_PALLET
    with pytest.raises(Refused) as why:
        receive(house.store, house.act(), [Goods("LAMP", 1)], advance_notice="AN-9")
    assert (why.value.code, why.value.facts) == (ReceivingFault.NO_NOTICE, {"number": "AN-9"})


def test_all_that_is_to_come_of_a_notice_is_its_rest_and_not_its_orders(house: Desk) -> None:
    scan(house, Goods("LAMP", 2, "A-1"))
    answer = scan(house, Goods("LAMP", 1, "A-2", sscc=FIRST), all_to_come=True, into="A-1", close=True)
    units = [(each.sku, each.quantity) for each in answer.booked]
    assert units == [("LAMP", 1), ("LAMP", 11), ("CORD", 6), ("LAMP", 8), ("LAMP", 3), ("CORD", 4)]
    assert (came(house), on_order(house)) == ([12, 6, 8, 5, 4], [25, 10, 0])
    assert refused(house, all_to_come=True) == (ReceivingFault.ALL_HERE, {"number": "AN-1"})


def test_what_is_named_beside_the_rest_counts_once_on_lines_of_the_same_item(house: Desk) -> None:
    take(house, *notice("AN-2", ("LAMP", 4, ""), ("LAMP", 6, "")))
    answer = receive(
        house.store, house.act(), [Goods("LAMP", 5, "A-2")], advance_notice="AN-2", all_to_come=True, into="A-1"
    )
    assert [(each.quantity, each.location) for each in answer.booked] == [(5, "A-2"), (5, "A-1")]
    assert came(house, "AN-2") == [4, 6]


def test_what_is_named_beside_the_rest_is_of_its_lot_and_not_of_another(house: Desk) -> None:
    lines = notice("AN-2", ("MILK", 4, ""), ("MILK", 5, ""), expiry=LASTS)
    take(house, lines[0]._replace(lot="L1"), lines[1]._replace(lot="L2"))
    goods = [Goods("MILK", 4, "A-2", "L2", LASTS)]
    answer = receive(house.store, house.act(), goods, advance_notice="AN-2", all_to_come=True, into="A-1")
    assert [(each.lot, each.quantity) for each in answer.booked] == [("L2", 4), ("L1", 4), ("L2", 1)]
    assert (came(house, "AN-2"), lying(house, "MILK")) == ([4, 5], {"A-1@L1": 4, "A-1@L2": 1, "A-2@L2": 4})


def test_what_is_named_beside_the_rest_is_of_the_pallet_that_announces_it(house: Desk) -> None:
    lines = notice("AN-2", ("MILK", 2, ""), ("MILK", 5, FIRST), ("MILK", 2, SECOND), expiry=LASTS, lot="L3")
    take(house, lines[0]._replace(lot="L1"), *lines[1:])
    goods = [Goods("MILK", 3, "A-2", "L3", LASTS), Goods("MILK", 4, "A-2", "L3", LASTS, sscc=FIRST)]
    answer = receive(house.store, house.act(), goods, advance_notice="AN-2", all_to_come=True, into="A-1")
    assert [(each.lot, each.quantity, each.location) for each in answer.booked] == [
        ("L3", 1, "A-2"),
        ("L3", 2, "A-2"),
        ("L3", 4, "A-2"),
        ("L1", 2, "A-1"),
    ]
    assert (came(house, "AN-2"), [each.notice for each in answer.booked]) == ([2, 5, 2], [OfNotice(9, 9, 0)] * 4)


def test_what_is_named_beside_the_rest_and_announced_nowhere_comes_besides(house: Desk) -> None:
    take(house, *notice("AN-2", ("LAMP", 3, FIRST)))
    goods = [Goods("LAMP", 4, "A-2"), Goods("CORD", 1, "A-2")]
    answer = receive(house.store, house.act(), goods, advance_notice="AN-2", all_to_come=True)
    assert [(each.sku, each.quantity, each.notice) for each in answer.booked] == [
        ("LAMP", 1, OfNotice(3, 3, 1)),
        ("LAMP", 3, OfNotice(3, 3, 0)),
        ("CORD", 1, OfNotice(0, 0, 1)),
    ]


def test_a_quantity_of_nothing_is_refused_beside_the_rest_too(house: Desk) -> None:
    assert refused(house, Goods("LAMP", 0, "A-1"), all_to_come=True)[0] is ReceivingFault.QUANTITY


def test_a_lot_that_the_notice_names_is_asked_of_goods_that_count_on_it(house: Desk) -> None:
    take(house, *notice("AN-2", ("MILK", 4, ""), ("MILK", 5, ""), lot="L7", expiry=LASTS))
    receive(house.store, house.act(), [Goods("MILK", 3, "A-2", "L8", LASTS)], advance_notice="AN-2")
    assert came(house, "AN-2") == [0, 0]
    receive(house.store, house.act(), [Goods("MILK", 6, "A-2", "L7", LASTS)], advance_notice="AN-2")
    assert came(house, "AN-2") == [4, 2]


def test_a_pallet_comes_in_the_lots_that_are_announced(house: Desk) -> None:
    take(house, *notice("AN-2", ("MILK", 4, SECOND), order="PO-1", lot="L7", expiry=LASTS))
    pallets = [Pallet(SECOND, "A-2")]
    answer = receive(house.store, house.act(), [], advance_notice="AN-2", pallets=pallets)
    assert [(each.lot, each.expiry) for each in answer.booked] == [("L7", LASTS)]


def test_a_lot_that_is_announced_of_an_item_that_is_not_kept_by_lots_says_nothing(house: Desk) -> None:
    take(house, *notice("AN-2", ("LAMP", 4, SECOND), ("LAMP", 3, ""), order="PO-1", lot="L7"))
    whole = receive(house.store, house.act(), (), advance_notice="AN-2", pallets=[Pallet(SECOND, "A-2")])
    loose = receive(house.store, house.act(), [Goods("LAMP", 1, "A-2")], advance_notice="AN-2")
    assert [each.notice for each in (*whole.booked, *loose.booked)] == [OfNotice(7, 4, 0), OfNotice(7, 5, 0)]
    assert (came(house, "AN-2"), lying(house, "LAMP")) == ([4, 1], {"A-2": 5})
    with pytest.raises(Refused) as why:
        receive(house.store, house.act(), (), advance_notice="AN-2", pallets=[Pallet(SECOND)])
    assert why.value.code is ReceivingFault.PALLET_HERE


def test_a_lot_that_is_not_announced_must_be_said_by_item(house: Desk) -> None:
    take(house, *notice("AN-2", ("MILK", 4, SECOND)))
    with pytest.raises(Refused) as why:
        receive(house.store, house.act(), [], advance_notice="AN-2", pallets=[Pallet(SECOND, "A-2")])
    assert why.value.code is ReceivingFault.LOT


def test_a_notice_has_one_open_receipt_of_its_own(house: Desk) -> None:
    take(house, *notice("AN-2", ("LAMP", 3, "")))
    first = scan(house, Goods("LAMP", 1, "A-1"))
    plain = receive(house.store, house.act(), [Goods("LAMP", 1, "A-1")], purchase_order="PO-1")
    other = receive(house.store, house.act(), [Goods("LAMP", 1, "A-1")], advance_notice="AN-2")
    again = scan(house, Goods("LAMP", 1, "A-1"))
    assert [each.receipt for each in (first, plain, other, again)] == ["GR-1", "GR-2", "GR-3", "GR-1"]
    assert (came(house)[3], came(house, "AN-2"), on_order(house)[0]) == (2, [1], 4)
    closed = close_receipt(house.store, house.act(), advance_notice="AN-1")
    assert (closed.receipt, closed.advance_notice, closed.units, closed.lines_to_come) == ("GR-1", "AN-1", 2, 5)
    with pytest.raises(Refused) as why:
        close_receipt(house.store, house.act(), advance_notice="AN-1")
    assert (why.value.code, why.value.facts) == (ReceivingFault.NOT_OPEN, {"delivery": "AN-1"})
    assert close_receipt(house.store, house.act(), purchase_order="PO-1").receipt == "GR-2"


def test_a_notice_without_a_purchase_order_is_its_suppliers(house: Desk) -> None:
    take(house, *notice("AN-2", ("LAMP", 3, ""), order=""))
    answer = receive(house.store, house.act(), [Goods("LAMP", 4, "A-1")], advance_notice="AN-2")
    blind = receive(house.store, house.act(), [Goods("LAMP", 1, "A-1")], supplier="ACME")
    assert (answer.purchase_order, answer.supplier, answer.receipt) == ("", "Acme", "GR-1")
    assert (answer.booked[0].notice, blind.receipt) == (OfNotice(3, 3, 1), "GR-2")
    assert (came(house, "AN-2"), on_order(house)) == ([3], [0, 0, 0])


def test_what_is_taken_back_is_to_come_again(house: Desk) -> None:
    booked = house.act()
    scan(house, action=booked, pallets=[Pallet(FIRST, "A-1")])
    scan(house, Goods("LAMP", 1, "A-1"))
    undone = undo_receipt(house.store, house.act(), booked.action_id)
    assert [(each.sku, each.quantity) for each in undone.goods] == [("LAMP", 12), ("CORD", 6)]
    assert (came(house), on_order(house)) == ([0, 0, 0, 1, 0], [1, 0, 0])
    assert scan(house, pallets=[Pallet(FIRST, "A-1")]).receipt == "GR-1"


@pytest.mark.parametrize(
    ("truth", "now"),
    [
        (Truth(quantity=10), [10, 6, 0, 0, 0]),
        (Truth(quantity=15), [12, 6, 0, 0, 0]),
        (Truth(quantity=4, sku="CORD"), [8, 6, 0, 0, 0]),
        (Truth(quantity=0), [0, 6, 0, 0, 0]),
    ],
)
def test_what_is_put_right_counts_on_the_same_pallet(house: Desk, truth: Truth, now: list[int]) -> None:
    booked = house.act()
    scan(house, action=booked, pallets=[Pallet(FIRST, "A-1")])
    correct_receipt(house.store, house.act(), booked.action_id, Came("LAMP"), truth, why="counted again")
    assert came(house) == now


def test_what_is_put_right_is_not_expected_again_where_the_order_was_closed_short(house: Desk) -> None:
    lamp = item_of(house.store, "LAMP")
    assert lamp is not None
    booked = house.act()
    scan(house, Goods("LAMP", 5, "A-1"), action=booked)
    close_short(house.store, house.act(), "PO-1", 1, why="sold out")
    assert announced(house.store, [lamp.id]) == {}
    correct_receipt(house.store, house.act(), booked.action_id, Came("LAMP"), Truth(3), why="counted again")
    # The notice still announces the two; its order expects none of them.
    assert (came(house), on_order(house), announced(house.store, [lamp.id])) == ([0, 0, 0, 3, 0], [3, 0, 0], {})
    assert house.store.sql("SELECT units FROM purchase_closing").fetchall() == [(37,)]
    reopen_short(house.store, house.act(), "PO-1", 1, why="they found some")
    assert announced(house.store, [lamp.id]) == {lamp.id: 22}


def test_goods_that_were_another_item_count_on_what_that_pallet_announces(house: Desk) -> None:
    booked = house.act()
    scan(house, Goods("LAMP", 5, "A-1", sscc=FIRST), action=booked)
    truth = Truth(quantity=2, sku="CORD")
    correct_receipt(house.store, house.act(), booked.action_id, Came("LAMP"), truth, why="wrong label")
    assert came(house) == [3, 2, 0, 0, 0]


def test_the_announced_rest_is_the_notices_and_no_more_than_the_order_expects(house: Desk) -> None:
    lamp, cord = item_of(house.store, "LAMP"), item_of(house.store, "CORD")
    assert lamp is not None
    assert cord is not None
    items = [lamp.id, cord.id]
    assert announced(house.store, items) == {}
    scan(house, Goods("LAMP", 1, "A-1"))
    assert announced(house.store, items) == {lamp.id: 24, cord.id: 10}
    receive(house.store, house.act(), [Goods("LAMP", 20, "A-1")], purchase_order="PO-1", close=True)
    assert announced(house.store, items) == {lamp.id: 19, cord.id: 10}
    on = notice_delivery_of(house.store, "AN-1")
    assert on is not None
    arriving = Arriving({lamp.id: 9}, on.purchase_order, None, on.notice, {lamp.id: 8})
    assert announced(house.store, [lamp.id], arriving) == {lamp.id: 10}
    receive(house.store, house.act(), [Goods("LAMP", 2, "A-1")], purchase_order="PO-1")
    assert announced(house.store, items) == {lamp.id: 17, cord.id: 20}
    take(house, *notice("AN-2", ("CORD", 7, ""), order=""))
    receive(house.store, house.act(), [Goods("CORD", 1, "A-1")], advance_notice="AN-2")
    assert announced(house.store, items) == {lamp.id: 17, cord.id: 26}


def test_an_order_that_ships_whole_counts_on_the_notice_alone(house: Desk) -> None:
    line = ShipPolicy.LINE_COMPLETE
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 26), ship_policy=line), *order("SO-2", "BEN", 2, ("LAMP", 5)))
    lamp, on = item_of(house.store, "LAMP"), notice_delivery_of(house.store, "AN-1")
    assert lamp is not None
    assert on is not None

    def told(units: int, notice: int | None, sscc: str = "") -> list[tuple[str, int]]:
        of = (lamp.id, units, on.purchase_order)
        told = planned_shares(house.store, house_settings(), *of, notice=notice, sscc=sscc)
        return [(share.order, share.units) for share in told.shares]

    # All 40 that are ordered would be enough; the 25 of the notice are not.
    assert (told(2, None), told(2, on.notice)) == ([], [("SO-2", 2)])
    scan(house, Goods("LAMP", 2, "A-1"))
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 2}


def test_who_gets_what_is_on_a_pallet_is_known_before_it_is_booked(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 3)), *order("SO-2", "ANN", 2, ("CORD", 9)))
    on, lamp, cord = notice_delivery_of(house.store, "AN-1"), item_of(house.store, "LAMP"), item_of(house.store, "CORD")
    assert on is not None
    assert on.notice is not None
    assert lamp is not None
    assert cord is not None
    lines = announced_lines(house.store, on.notice)[:2]
    told = pallet_shares(house.store, house_settings(), on, lines)
    planned = {item: [(share.order, share.units, share.short) for share in each.shares] for item, each in told.items()}
    assert planned == {lamp.id: [("SO-1", 3, 0)], cord.id: [("SO-2", 6, 3)]}
    answer = scan(house, pallets=[Pallet(FIRST, "A-1")])
    assert {(share.order, share.units, share.short) for share in answer.shares} == {("SO-1", 3, 0), ("SO-2", 6, 3)}
    expired = [line._replace(expiry=date(2020, 1, 1)) for line in lines]
    assert pallet_shares(house.store, house_settings(), on, expired) == {}


def test_a_line_of_which_all_was_taken_back_may_announce_something_else(house: Desk) -> None:
    booked = house.act()
    scan(house, Goods("LAMP", 3, "A-1"), action=booked)
    undo_receipt(house.store, house.act(), booked.action_id)
    take(house, notice("AN-1", *[("LAMP", 1, "")] * 3, ("CORD", 5, ""))[3], update=True)
    assert findings_of(house) == []
    answer = scan(house, Goods("CORD", 5, "A-1"))
    assert (answer.booked[0].notice, came(house)) == (OfNotice(15, 5, 0), [0, 0, 0, 5, 0])


def test_notices_with_units_to_come_are_expected_by_their_day(house: Desk) -> None:
    take(house, *notice("AN-2", ("LAMP", 3, ""), order="", due_on=date(2026, 3, 9)))
    assert [tuple(each) for each in expected_notices(house.store, most=9)] == [
        ("AN-2", "Acme", date(2026, 3, 9), 0, 1, 3),
        ("AN-1", "Acme", None, 2, 5, 35),
    ]
    scan(house, pallets=[Pallet(FIRST, "A-1")])
    assert expected_notices(house.store, most=9)[1].pallets == 1
    scan(house, all_to_come=True, into="A-1")
    assert [each.number for each in expected_notices(house.store, most=9)] == ["AN-2"]


def test_a_receipt_that_counts_on_anothers_notice_or_item_is_found(house: Desk) -> None:
    scan(house, Goods("LAMP", 3, "A-1"))
    other = "UPDATE advance_notice_line SET item_id = (SELECT id FROM item WHERE sku = ?) WHERE line = 4"
    house.store.sql(other, ("CORD",))
    facts = {"receipt": "GR-1", "notice": "AN-1", "line": 4, "sku": "LAMP", "announced": "CORD"}
    assert [(each.code, each.facts) for each in findings_of(house)] == [("check-notice-received", facts)]
    house.store.sql(other, ("LAMP",))
    assert broken(house) == []
    house.store.sql("UPDATE receipt SET advance_notice_id = NULL")
    assert [each.code for each in findings_of(house)] == ["check-notice-received"]
    house.store.sql("UPDATE receipt SET advance_notice_id = (SELECT id FROM advance_notice)")


def test_a_booking_whose_answer_was_lost_is_done_once(house: Desk) -> None:
    action = replace(house.act(), action_id="again")
    first = scan(house, action=action, pallets=[Pallet(FIRST, "A-1")])
    assert scan(house, action=action, pallets=[Pallet(FIRST, "A-1")]) == first
    assert came(house) == [12, 6, 0, 0, 0]
