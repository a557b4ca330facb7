"""The demo tells a story worth opening: a queue, late deliveries, a pre-order, goods that somebody must look at."""

from collections import Counter
from datetime import timedelta
from statistics import mean

from tests.demo.records import TODAY, allocatable, classes, first_fill, of, open_quantity
from warehouse_app.demo.story import PRE_ORDER, SHORTAGES
from warehouse_app.domain.decisions import Reason
from warehouse_app.domain.records import Kind
from warehouse_app.domain.statuses import LocationKind, ShipPolicy, StockStatus


def sku_of(name: str) -> str:
    """Return the SKU of the one item of that name."""
    [sku] = [item.sku for item in of(Kind.ITEMS) if item.name == name]
    return str(sku)


def test_the_house_is_of_a_believable_size() -> None:
    counts = {kind: len(of(kind)) for kind in Kind}
    assert 300 <= counts[Kind.ITEMS] <= 400
    assert 15 <= counts[Kind.SUPPLIERS] <= 20
    assert 60 <= counts[Kind.CUSTOMERS] <= 90
    assert 300 <= len({line.number for line in of(Kind.ORDERS)}) <= 500
    assert 30 <= len({line.number for line in of(Kind.PURCHASE_ORDERS)}) <= 60
    assert 500 <= counts[Kind.DELIVERIES] <= 1_500
    assert len({customer.country for customer in of(Kind.CUSTOMERS)}) >= 10
    assert len({item.category for item in of(Kind.ITEMS)}) == 15


def test_customers_are_few_of_class_a_most_of_b_some_of_c() -> None:
    assert Counter(classes().values()) == {"A": 8, "B": 50, "C": 18}
    assert len([customer for customer in of(Kind.CUSTOMERS) if customer.minimum_shelf_life_days]) == 4


def test_the_floor_has_aisles_bins_and_every_kind_of_place() -> None:
    kinds = Counter(place.kind for place in of(Kind.LOCATIONS))
    assert kinds.keys() == set(LocationKind)
    aisles = {place.aisle for place in of(Kind.LOCATIONS) if place.aisle}
    assert len(aisles) == 10
    fronts = sorted(place.y_mm for place in of(Kind.LOCATIONS) if place.kind is LocationKind.CROSS_AISLE)
    rows = {place.y_mm for place in of(Kind.LOCATIONS) if place.aisle}
    assert fronts[0] < min(rows) < max(rows) < fronts[1]
    assert len({place.x_mm for place in of(Kind.LOCATIONS) if place.aisle}) == len(aisles)


def test_more_is_wanted_than_there_is_of_exactly_the_items_of_the_story() -> None:
    stock = allocatable()
    wanted: Counter[str] = Counter()
    for line in of(Kind.ORDERS):
        wanted[line.sku] += open_quantity(line)
    scarce = {sku for sku in wanted if wanted[sku] > stock[sku]}
    assert scarce == {sku_of(shortage.item) for shortage in SHORTAGES}
    assert 15 <= len(scarce) <= 30


def test_several_customers_of_different_classes_wait_for_each_scarce_item() -> None:
    for shortage in SHORTAGES:
        sku = sku_of(shortage.item)
        waiting = [line.customer for line in of(Kind.ORDERS) if line.sku == sku and open_quantity(line)]
        assert len(waiting) == len(set(waiting)) == len(shortage.waiting) >= 3
        assert Counter(classes()[customer] for customer in waiting) == Counter(shortage.waiting)
        assert len(set(shortage.waiting)) >= 2


def test_most_open_lines_can_be_filled_and_the_rest_make_a_queue() -> None:
    short = [decided for decided in first_fill() if decided.short and decided.reason is not Reason.NOT_BEFORE]
    filled = [decided for decided in first_fill() if not decided.short]
    assert 40 <= len(short) <= 80
    assert len(filled) > 3 * len(short)
    assert {decided.reason for decided in short} == {
        Reason.PARTLY_FILLED,
        Reason.OUT_OF_STOCK,
        Reason.LINE_INCOMPLETE,
        Reason.ORDER_INCOMPLETE,
        Reason.PACK,
        Reason.PROTECTED,
    }


def test_only_orders_that_ship_complete_wait_for_more_than_the_scarce_items() -> None:
    scarce = {sku_of(shortage.item) for shortage in SHORTAGES}
    others = [decided for decided in first_fill() if decided.short and decided.line.sku not in scarce]
    others = [decided for decided in others if decided.reason is not Reason.NOT_BEFORE]
    assert {decided.reason for decided in others} == {Reason.ORDER_INCOMPLETE}


def test_history_was_shipped_and_what_is_open_is_young() -> None:
    shipped = {line.number for line in of(Kind.ORDERS)} - {
        line.number for line in of(Kind.ORDERS) if open_quantity(line)
    }
    assert len(shipped) >= 270
    assert any(line.cancelled > 0 for line in of(Kind.ORDERS) if line.number in shipped)
    ages = [TODAY - line.placed_at.date() for line in of(Kind.ORDERS) if line.number not in shipped]
    assert max(ages) < timedelta(days=45)
    placed = [TODAY - line.placed_at.date() for line in of(Kind.ORDERS)]
    assert max(placed) > timedelta(days=150)


def test_a_pre_order_waits_for_its_day_with_stock_in_the_house() -> None:
    [item] = [item for item in of(Kind.ITEMS) if item.release_date]
    assert item.name == PRE_ORDER
    assert item.release_date > TODAY
    lines = [decided for decided in first_fill() if decided.line.sku == item.sku]
    assert len(lines) == 9
    assert {decided.reason for decided in lines} == {Reason.NOT_BEFORE}
    assert sum(open_quantity(decided.line) for decided in lines) <= allocatable()[item.sku] == 60


def test_purchase_orders_are_late_come_in_part_or_are_still_to_come() -> None:
    lines = of(Kind.PURCHASE_ORDERS)
    late = {line.number for line in lines if line.due_on < TODAY and not line.received}
    part = {line.number for line in lines if 0 < line.received < line.quantity}
    ahead = {line.number for line in lines if line.due_on > TODAY}
    assert min(len(late), len(part)) >= 4
    assert len(ahead) >= 20
    assert all(line.received == 0 for line in lines if line.number in ahead)
    assert all(0 <= line.received <= line.quantity for line in lines)
    assert min(Counter(line.number for line in lines).values()) >= 1
    assert max(Counter(line.number for line in lines).values()) >= 5


def test_something_is_on_its_way_for_most_who_wait_but_not_for_all() -> None:
    ordered = {line.sku for line in of(Kind.PURCHASE_ORDERS) if line.received < line.quantity}
    scarce = {sku_of(shortage.item) for shortage in SHORTAGES}
    assert len(scarce - ordered) == 2
    assert len({line.sku for line in of(Kind.PURCHASE_ORDERS)}) == len(of(Kind.PURCHASE_ORDERS))


def test_some_suppliers_are_known_for_lateness() -> None:
    delays: dict[str, list[int]] = {}
    for delivery in of(Kind.DELIVERIES):
        assert delivery.ordered_on < min(delivery.due_on, delivery.received_on)
        delays.setdefault(delivery.supplier, []).append((delivery.received_on - delivery.due_on).days)
    assert min(map(len, delays.values())) >= 20
    late = {supplier for supplier, days in delays.items() if mean(days) > 4}
    punctual = {supplier for supplier, days in delays.items() if mean(days) < 2}
    assert late == {"S-102", "S-107", "S-109", "S-115", "S-119"}
    assert len(punctual) >= 6


def test_some_goods_need_a_person() -> None:
    stock = of(Kind.STOCK)
    kinds = {place.code: place.kind for place in of(Kind.LOCATIONS)}
    blocked = [row for row in stock if row.status is StockStatus.QUARANTINED]
    assert sorted(bool(row.lot) for row in blocked) == [False, True]
    assert {kinds[row.location] for row in blocked} == {LocationKind.QUARANTINE}
    days = [(row.expiry - TODAY).days for row in stock if row.expiry and row.expiry - TODAY < timedelta(days=100)]
    assert sorted(days) == [-9, 4]
    at_dock = [row for row in stock if kinds[row.location] is LocationKind.DOCK]
    came = {
        (delivery.sku, delivery.quantity)
        for delivery in of(Kind.DELIVERIES)
        if delivery.received_on == max(row.received_on for row in of(Kind.DELIVERIES))
    }
    assert len(at_dock) >= 4
    assert {(row.sku, row.quantity) for row in at_dock} <= came


def test_goods_lie_in_pick_faces_in_bulk_and_some_bins_are_free() -> None:
    kinds = {place.code: place.kind for place in of(Kind.LOCATIONS)}
    used = {row.location for row in of(Kind.STOCK)}
    homes = Counter(kinds[item.home_location] for item in of(Kind.ITEMS))
    assert homes.keys() == {LocationKind.PICK_FACE, LocationKind.STORAGE}
    assert min(homes.values()) >= 50
    assert len([place for place in used if kinds[place] is LocationKind.BULK]) >= 8
    assert len([place for place in kinds if kinds[place] is LocationKind.STORAGE and place not in used]) >= 50


def test_substitutes_are_alike_or_two_small_ones_for_one_large_one() -> None:
    ratios = Counter(pair.ratio for pair in of(Kind.SUBSTITUTES))
    assert ratios.keys() == {1, 2}
    names = {item.sku: item.name.split(",")[0] for item in of(Kind.ITEMS)}
    assert all(names[pair.sku] == names[pair.substitute] for pair in of(Kind.SUBSTITUTES))
    scarce = {sku_of(shortage.item) for shortage in SHORTAGES}
    assert len(scarce & {pair.sku for pair in of(Kind.SUBSTITUTES)}) >= 5


def test_orders_say_what_papers_need() -> None:
    lines = of(Kind.ORDERS)
    for name in ("note", "customer_reference", "carrier", "need_by", "priority_class", "ship_policy"):
        given = [line for line in lines if getattr(line, name)]
        assert 0 < len(given) < len(lines)
    assert {line.ship_policy for line in lines} == {None, ShipPolicy.LINE_COMPLETE}
    assert {line.priority_class for line in lines} == {"", "A"}
    assert max(line.sell_multiple for line in lines) > 1
