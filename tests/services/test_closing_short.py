"""Purchase lines closed short: what is expected then, by whom, what may come after all, and how they open again."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from tests.conftest import Desk
from tests.queries.listed import every_row
from tests.services.stock import furnished, held, last_run, order, purchase, refusal, runs, take
from tests.services.test_correcting import booked, received_on, undone
from tests.services.test_correcting_receipts import corrected
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Role, ShipPolicy
from warehouse_app.queries.arriving import announced
from warehouse_app.queries.goods import delivery_of, expected_lines
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.overdue import purchase_orders_by_day
from warehouse_app.queries.purchase_view import purchase_view
from warehouse_app.queries.reasons import coming
from warehouse_app.queries.receipts import delivery_lines, expected_deliveries
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.changes import Area
from warehouse_app.services.closing_short import ClosedShort, ClosingFault, close_short, reopen_short
from warehouse_app.services.contract import ContractFault
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.receiving import receive

WHY = "discontinued"
LISTED = ("purchase_order", "to_come", "next_due", "overdue")


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def closed(desk: Desk, line: int = 1, number: str = "PO-1") -> ClosedShort:
    return close_short(desk.store, desk.act(), number, line, why=WHY)


def to_come(desk: Desk, number: str = "PO-1") -> list[int]:
    delivery = delivery_of(desk.store, number)
    assert delivery is not None
    assert delivery.purchase_order is not None
    lines = [line.to_come for line in expected_lines(desk.store, delivery.purchase_order)]
    view = purchase_view(desk.store, number)
    assert view is not None
    assert [line.to_come for line in view.lines] == lines
    assert [line.to_come for line in delivery_lines(desk.store, delivery)] == lines
    return lines


def listed(desk: Desk) -> list[tuple[object, ...]]:
    """Return (number, units to come, next due day, whether overdue) of the purchase orders."""
    listing = purchase_orders_by_day(house_settings())
    at = [next(i for i, each in enumerate(listing.fields) if each.name == name) for name in LISTED]
    return sorted(tuple(row[i] for i in at) for row in every_row(desk.store, listing).values())


def test_nothing_more_is_expected_of_a_line_closed_short_wherever_that_is_asked(house: Desk) -> None:
    late = date(2026, 2, 20)
    take(house, *purchase("PO-1", ("LAMP", 10), ("CORD", 5), due_on=late), *purchase("PO-2", ("LAMP", 3)))
    booked(house, Goods("LAMP", 4, "A-1"), on="PO-1")
    [(lamp,)] = house.store.sql("SELECT id FROM item WHERE sku = 'LAMP'")
    assert (to_come(house), announced(house.store, [lamp])) == ([6, 5], {lamp: 6})
    answer = closed(house)
    assert answer == ClosedShort("PO-1", 1, "LAMP", 10, 4, 6, answer.changes)
    assert answer.changes.areas == {Area.PURCHASE_ORDERS}
    assert (to_come(house), received_on(house, "PO-1")) == ([0, 5], [4, 0])
    assert announced(house.store, [lamp]) == {}
    assert [(each.number, each.units) for each in coming(house.store, [lamp])[lamp]] == [("PO-2", 3)]
    assert [(each.number, each.lines, each.units) for each in expected_deliveries(house.store, most=5)] == [
        ("PO-1", 1, 5),
        ("PO-2", 1, 3),
    ]
    assert listed(house) == [("PO-1", 5, late, True), ("PO-2", 3, None, False)]
    closed(house, 2)
    assert listed(house) == [("PO-1", 0, None, False), ("PO-2", 3, None, False)]
    assert [each.number for each in expected_deliveries(house.store, most=5)] == ["PO-2"]
    everything = partial(receive, house.store, house.act(), [], purchase_order="PO-1", all_to_come=True)
    assert refusal(house, everything) == (ReceivingFault.ALL_HERE, {"number": "PO-1"})


def test_goods_that_come_after_all_are_received_as_far_as_they_were_ordered(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 10)), *order("SO-1", "BEN", 1, ("LAMP", 2)))
    closed(house)
    answer = receive(house.store, house.act(), [Goods("LAMP", 8, "A-1")], purchase_order="PO-1")
    [goods] = answer.booked
    assert (goods.ordered, goods.received, goods.closed, goods.to_come) == (10, 8, 10, 0)
    assert (held(house), to_come(house), received_on(house, "PO-1")) == ({"SO-1/1": 2}, [0], [8])
    too_many = partial(receive, house.store, house.act(), [Goods("LAMP", 3)], purchase_order="PO-1")
    assert refusal(house, too_many)[0] is ReceivingFault.TOO_MUCH
    # Of two lines of an item, what comes counts on the one that is open.
    take(house, *purchase("PO-2", ("LAMP", 10), ("LAMP", 10)))
    closed(house, 1, "PO-2")
    booked(house, Goods("LAMP", 4), on="PO-2")
    assert (received_on(house, "PO-2"), to_come(house, "PO-2")) == ([0, 4], [0, 6])


def test_what_was_kept_for_what_was_announced_goes_to_who_waits(house: Desk) -> None:
    take(
        house,
        *purchase("PO-1", ("LAMP", 10)),
        *order("SO-1", "ANN", 1, ("LAMP", 10), ship_policy=ShipPolicy.LINE_COMPLETE),
        *order("SO-2", "BEN", 2, ("LAMP", 4)),
    )
    booked(house, Goods("LAMP", 5, "A-1"), on="PO-1")
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 0}
    since = last_run(house)
    assert closed(house).changes.areas == {Area.PURCHASE_ORDERS, Area.QUEUE, Area.ORDERS, Area.STOCK}
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 4}
    assert [(mode, cause) for _, mode, _, cause in runs(house, since)] == [("fill", "purchase")]


def test_a_line_opens_again_by_hand_by_a_larger_order_and_by_what_is_taken_back(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 10)))
    wrong = booked(house, Goods("LAMP", 4, "A-1"), on="PO-1")
    closed(house)
    take(house, *purchase("PO-1", ("LAMP", 12)), update=True)
    assert to_come(house) == [2]
    assert closed(house).units == 2
    undone(house, wrong)
    assert to_come(house) == [4]
    assert closed(house).units == 4
    assert house.store.sql("SELECT units FROM purchase_closing").fetchall() == [(12,)]
    booked(house, Goods("LAMP", 1, "A-1"), on="PO-1")
    answer = reopen_short(house.store, house.act(), "PO-1", 1, why="they found some")
    assert answer == ClosedShort("PO-1", 1, "LAMP", 12, 1, 11, answer.changes)
    assert to_come(house) == [11]
    assert house.store.sql("SELECT why FROM action_reason ORDER BY id").fetchall() == [
        *[(WHY,)] * 3,
        ("they found some",),
    ]


def units_closed(desk: Desk) -> list[int]:
    return [units for (units,) in desk.store.sql("SELECT units FROM purchase_closing ORDER BY purchase_line_id")]


def test_fewer_than_were_booked_stay_closed_short_until_that_is_taken_back(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 10), ("CORD", 5)))
    wrong = booked(house, Goods("LAMP", 4, "A-1"), Goods("CORD", 2, "A-1"), on="PO-1")
    closed(house)
    answer = corrected(house, wrong, Came("LAMP"), Truth(3))
    again = house.acted[-1].action_id
    [goods] = answer.booked
    assert (goods.ordered, goods.received, goods.closed, goods.to_come) == (10, 3, 7, 0)
    assert (to_come(house), received_on(house, "PO-1")) == ([0, 3], [3, 2])
    # A line that is not closed waits for what did not come, as before.
    corrected(house, wrong, Came("CORD"), Truth(1))
    assert (to_come(house), units_closed(house)) == ([0, 4], [7])
    # None at all, and another item: they do not come either.
    corrected(house, again, Came("LAMP"), Truth(1, sku="CORD"))
    assert (to_come(house), received_on(house, "PO-1"), units_closed(house)) == ([0, 3], [2, 2], [8])
    corrected(house, house.acted[-1].action_id, Came("LAMP"), Truth(0))
    assert (to_come(house), received_on(house, "PO-1"), units_closed(house)) == ([0, 3], [0, 2], [10])
    opened = reopen_short(house.store, house.act(), "PO-1", 1, why="they found some")
    assert (opened.units, to_come(house)) == (10, [10, 3])


def test_a_line_that_is_opened_again_says_how_many_more_are_to_come_by_that(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 10)))
    wrong = booked(house, Goods("LAMP", 6, "A-1"), on="PO-1")
    assert closed(house).units == 4
    undone(house, wrong)
    assert to_come(house) == [6]
    opened = reopen_short(house.store, house.act(), "PO-1", 1, why="they found some")
    assert (opened.units, to_come(house)) == (4, [10])


def test_more_than_were_booked_change_nothing_that_is_closed(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 10)))
    wrong = booked(house, Goods("LAMP", 4, "A-1"), on="PO-1")
    closed(house)
    corrected(house, wrong, Came("LAMP"), Truth(7))
    assert (to_come(house), received_on(house, "PO-1"), units_closed(house)) == ([0], [7], [6])
    # Three came after all: as long as so many did, nothing was expected again.
    corrected(house, house.acted[-1].action_id, Came("LAMP"), Truth(5))
    assert (to_come(house), units_closed(house)) == ([0], [6])


def test_an_order_for_more_is_expected_beside_what_was_put_right(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 10)))
    wrong = booked(house, Goods("LAMP", 4, "A-1"), on="PO-1")
    closed(house)
    take(house, *purchase("PO-1", ("LAMP", 12)), update=True)
    corrected(house, wrong, Came("LAMP"), Truth(3))
    assert (to_come(house), units_closed(house)) == ([2], [7])


def test_what_counts_on_another_line_now_is_not_closed_for_that(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 10), ("LAMP", 10)))
    first = booked(house, Goods("LAMP", 10, "A-1"), on="PO-1")
    second = booked(house, Goods("LAMP", 5, "A-1"), on="PO-1")
    closed(house, 2)
    undone(house, first)
    assert (received_on(house, "PO-1"), to_come(house)) == ([0, 5], [10, 0])
    corrected(house, second, Came("LAMP"), Truth(4))
    # The four count on the first line; of the second, one unit more will not come, as nothing more came in all.
    assert (received_on(house, "PO-1"), to_come(house), units_closed(house)) == ([4, 0], [6, 4], [6])


def test_what_stays_closed_short_keeps_nothing_for_who_must_have_it_all(house: Desk) -> None:
    take(
        house,
        *purchase("PO-1", ("LAMP", 10)),
        *order("SO-1", "ANN", 1, ("LAMP", 5), ship_policy=ShipPolicy.LINE_COMPLETE),
        *order("SO-2", "BEN", 2, ("LAMP", 4)),
    )
    wrong = booked(house, Goods("LAMP", 5, "A-1"), on="PO-1")
    closed(house)
    assert held(house) == {"SO-1/1": 5, "SO-2/1": 0}
    corrected(house, wrong, Came("LAMP"), Truth(3))
    # Were the two expected again, the three would be kept for SO-1.
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 3}


def test_what_cannot_be_closed_or_opened(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 10)))
    for number, line, fault in (
        ("PO-9", 1, ReceivingFault.NO_DELIVERY),
        ("PO-1", 2, ClosingFault.NO_LINE),
        ("PO-1", 0, ClosingFault.NO_LINE),
    ):
        assert refusal(house, partial(closed, house, line, number))[0] is fault
    shut = partial(close_short, house.store, house.act(), "PO-1", 1, why=" ")
    assert refusal(house, shut)[0] is ReasonFault.MISSING
    facts = {"number": "PO-1", "line": 1, "sku": "LAMP"}
    again = partial(reopen_short, house.store, house.act(), "PO-1", 1, why="x")
    assert refusal(house, again) == (ClosingFault.NOT_CLOSED, facts)
    closed(house)
    assert refusal(house, partial(closed, house)) == (ClosingFault.NOTHING, facts)
    house.store.sql("INSERT INTO person (name, role) VALUES ('bert', ?)", (Role.CLERK,))
    with pytest.raises(Refused) as refused:
        reopen_short(house.store, house.act("bert"), "PO-1", 1, why="x")
    assert refused.value.code is ContractFault.ROLE
    assert to_come(house) == [0]


def test_whose_wait_ends_when_a_line_is_closed_short_is_told(house: Desk) -> None:
    take(
        house,
        *order("O-1", "BEN", 1, ("LAMP", 8), ship_policy=ShipPolicy.LINE_COMPLETE),
        *order("O-2", "CAT", 2, ("LAMP", 3)),
        *purchase("PO-1", ("LAMP", 8)),
    )
    booked(house, Goods("LAMP", 3, "A-1"), on="PO-1")
    assert house.store.sql("SELECT subject FROM outbox").fetchall() == []
    closed(house)
    assert held(house) == {"O-1/1": 0, "O-2/1": 3}
    assert [tuple(row) for row in house.store.sql("SELECT kind, subject FROM outbox")] == [("wait-ended", "GR-1")]
