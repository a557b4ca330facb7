"""Whatever comes, what a desk is told before it books is what the booking then does."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW, Desk
from tests.services.stock import furnished, order, purchase, take
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import ItemRecord, OrderLineRecord
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.queries.goods import delivery_of, item_of
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.preview import Planned, first_share, planned_shares
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.house_rules import choose_policy
from warehouse_app.services.incoming import Goods, ReceivingFault
from warehouse_app.services.receiving import receive

TODAY = NOW.date()
DAYS = [TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=25), TODAY + timedelta(days=90)]
PARTIAL = ShipPolicy.PARTIAL


class Drawn(NamedTuple):
    """What waits, what came before, and what comes now: `ordered` units are on the purchase order of all goods."""

    orders: list[list[OrderLineRecord]]
    ordered: int
    before: list[Goods]
    is_undone: bool
    blocks: str
    goods: Goods
    is_blind: bool
    policy: Policy


@st.composite
def stories(draw: st.DrawFn) -> Drawn:
    """Draw goods of one item, a lot of which may be known, blocked or void, and who waits for it."""
    sku = draw(st.sampled_from(["LAMP", "SALT", "HERB", "HERB", "MILK"]))

    def goods(most: int) -> Goods:
        units = draw(st.integers(1, most))
        if sku in {"LAMP", "SALT"}:
            return Goods(sku, units, "A-1")
        days = [None, None, *DAYS] if sku == "HERB" else DAYS
        return Goods(sku, units, "A-1", draw(st.sampled_from(["L1", "L2"])), draw(st.sampled_from(days)))

    def lines(at: int) -> list[OrderLineRecord]:
        both = draw(st.integers(0, 2)) == 0
        some = [(sku, draw(st.integers(1, 9))), ("CORD", draw(st.integers(1, 3)))][: 1 + both]
        more = {
            "ship_policy": draw(st.sampled_from([PARTIAL, PARTIAL, *ShipPolicy])),
            "sell_multiple": draw(st.sampled_from([1, 1, 1, 3])),
            "minimum_shelf_life_days": draw(st.sampled_from([0, 0, 20, 60])),
        }
        return order(f"SO-{at}", draw(st.sampled_from(["ANN", "BEN", "CAT"])), at, *some, **more)

    before = [goods(4) for _ in range(draw(st.sampled_from([0, 1, 2, 2])))]
    came, rest = sum(each.quantity for each in before), draw(st.integers(1, 6))
    orders = [lines(at) for at in range(1, draw(st.integers(1, 3)) + 1)]
    if draw(st.booleans()):
        # What came is kept for an order that counts on all that is announced, or on most of it.
        units = came + draw(st.integers(max(1, rest - 1), rest))
        orders.append(order("SO-0", "ANN", 1, (sku, units), ship_policy=ShipPolicy.LINE_COMPLETE))
    now = goods(9)
    if draw(st.integers(0, 3)) == 0:
        now = Goods(now.sku, now.quantity, "QUAR", now.lot, now.expiry, quarantine="wet")
    return Drawn(
        orders,
        came + rest,
        before,
        draw(st.integers(0, 3)) == 0,
        draw(st.sampled_from(["", "L1", "L2"])) if sku in {"HERB", "MILK"} else "",
        now,
        draw(st.integers(0, 3)) == 0,
        draw(st.sampled_from([Policy.FIRST_COME, *Policy])),
    )


@pytest.fixture
def house(file_desk: Desk) -> Iterator[Desk]:
    for desk in furnished(file_desk):
        take(desk, ItemRecord("HERB", "Herb", lot_tracked=True))
        yield desk


def begun(desk: Desk, drawn: Drawn) -> tuple[int, int | None]:
    """Let all of a story happen but its end; return the item (id), and the purchase order on which that comes."""
    choose_policy(desk.store, desk.act(), drawn.policy)
    take(desk, *(line for lines in drawn.orders for line in lines))
    take(desk, *purchase("PO-1", (drawn.goods.sku, drawn.ordered), ("CORD", 3)))
    receive(desk.store, desk.act(), [Goods("CORD", 2, "A-1")], supplier="ACME", close=True)
    for each in drawn.before:
        with suppress(Refused):  # where it contradicts what is known of its lot
            receive(desk.store, desk.act(), [each], purchase_order="PO-1", accept_over=True)
    if drawn.is_undone and drawn.before:
        with suppress(Refused):  # where it did not come
            undo_receipt(desk.store, desk.act(), desk.acted[-1].action_id)
    if drawn.blocks in {each.lot for each in drawn.before} - {""}:
        block_lot(desk.store, desk.act(), drawn.goods.sku, drawn.blocks, why="mould")
    item, on = item_of(desk.store, drawn.goods.sku), delivery_of(desk.store, "PO-1")
    assert item is not None
    assert on is not None
    return item.id, None if drawn.is_blind else on.purchase_order


def come(desk: Desk, drawn: Drawn, goods: Goods) -> Planned:
    """Book goods; return who got them, as it would be told before."""
    on, supplier = ("", "ACME") if drawn.is_blind else ("PO-1", "")
    try:
        answer = receive(desk.store, desk.act(), [goods], purchase_order=on, supplier=supplier, accept_over=True)
    except Refused as refused:
        assume(refused.code not in {ReceivingFault.EXPIRY_OTHER, ReceivingFault.EXPIRY_NONE})
        raise
    shares = [
        (share.order, share.line, share.customer, share.rank_class, share.placed_at, share.units, share.short)
        for share in answer.shares
    ]
    kept_from, kept_for = answer.kept_from.get(goods.sku, 0), answer.kept_for.get(goods.sku, ())
    return Planned(shares, kept_from, kept_for, answer.booked[0].aside is not None)  # type: ignore[arg-type]


@contextmanager
def tried(desk: Desk) -> Iterator[None]:
    """Let all that happens meanwhile not have happened."""
    with desk.store.database.atomic() as example:
        try:
            yield
        finally:
            example.rollback()
            desk.acted.clear()


AS_DRAWN = settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])


@AS_DRAWN
@given(drawn=stories())
def test_who_would_get_goods_is_who_gets_them(house: Desk, drawn: Drawn) -> None:
    with tried(house):
        item, on = begun(house, drawn)
        goods = drawn.goods
        about = (item, goods.quantity, on, goods.expiry, goods.lot)
        told = planned_shares(house.store, house_settings(), *about, is_aside=bool(goods.quarantine))
        first = first_share(house.store, house_settings(), *about)
        assert come(house, drawn, goods) == told
        assert goods.quarantine or not (first and told.is_aside)


@AS_DRAWN
@given(drawn=stories(), part=st.integers(1, 9))
def test_who_comes_first_gets_any_part_of_that_though_the_rest_follows(house: Desk, drawn: Drawn, part: int) -> None:
    goods = drawn.goods
    assume(not (goods.lot or goods.quarantine))
    with tried(house):
        item, on = begun(house, drawn)
        first = first_share(house.store, house_settings(), item, goods.quantity, on)
        assume(first is not None)
        assert first is not None
        [line, *_] = next(lines for lines in drawn.orders if lines[0].number == first.order)
        units = min(part, first.units, goods.quantity)
        if line.ship_policy is not PARTIAL or line.sell_multiple > 1:
            units = first.units  # in parts they are of no use
        assume(units <= goods.quantity)
        part_of_it = replace(goods, quantity=units, location="STAGE", for_order=first.order)
        come(house, drawn, replace(part_of_it, to_follow=goods.quantity - units))
        aside = house.store.sql(
            "SELECT o.number, SUM(a.quantity) FROM allocation a JOIN order_line l ON l.id = a.order_line_id "
            "JOIN sales_order o ON o.id = l.order_id GROUP BY o.number"
        )
        assert aside.fetchall() == [(first.order, units)]
