"""What is fixed to a lot in a place lies there, may be picked, and is fixed once; what is picked lies in totes."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from warehouse_app.domain.statuses import HOLDS_PICKED, PICKABLE, LocationKind, PickListStatus
from warehouse_app.queries.check.lines import LIVE
from warehouse_app.queries.check.rules import CheckFault, Finding, Rule, words
from warehouse_app.queries.picked import picked_at, picked_units
from warehouse_app.store.database import Store, day

_UNITS = "a.quantity - a.picked - a.returned"
_LIVE = f"{_UNITS} > 0"
_NAMED = (
    "LEFT JOIN order_line l ON l.id = a.order_line_id LEFT JOIN sales_order o ON o.id = l.order_id "
    "LEFT JOIN item i ON i.id = l.item_id LEFT JOIN lot ON lot.id = a.lot_id "
    "LEFT JOIN location ON location.id = a.location_id"
)
_WHERE = ("order", "line", "sku", "lot", "location")
_PLACE = "o.number, l.line, i.sku, NULLIF(lot.code, ''), location.code"


def reservation_rules(house_day: date) -> tuple[Rule, ...]:
    """Return what must hold of hard allocations on the day of the house."""
    return (
        Rule(
            CheckFault.RESERVED_ABSENT,
            ("sku", "lot", "location", "reserved", "there"),
            "SELECT i.sku, NULLIF(lot.code, ''), location.code, a.units, COALESCE(b.quantity, 0) FROM ("
            "SELECT lot_id, location_id, CAST(SUM(quantity - picked - returned) AS BIGINT) AS units FROM allocation "
            f"WHERE {LIVE} GROUP BY lot_id, location_id) AS a LEFT JOIN balance b ON b.lot_id = a.lot_id "
            "AND b.location_id = a.location_id AND b.status = 'available' LEFT JOIN lot ON lot.id = a.lot_id "
            "LEFT JOIN item i ON i.id = lot.item_id LEFT JOIN location ON location.id = a.location_id "
            "WHERE a.units > COALESCE(b.quantity, 0) ORDER BY a.lot_id, a.location_id",
        ),
        Rule(
            CheckFault.RESERVED_UNPICKABLE,
            (*_WHERE, "reserved", "kind"),
            f"SELECT {_PLACE}, {_UNITS}, location.kind FROM allocation a {_NAMED} WHERE {_LIVE} "
            f"AND location.kind NOT IN ({words(PICKABLE)}) "
            "AND EXISTS (SELECT 1 FROM pick_stop s WHERE s.allocation_id = a.id) ORDER BY a.id",
        ),
        Rule(
            CheckFault.RESERVED_EXPIRED,
            (*_WHERE, "reserved", "expiry"),
            f"SELECT {_PLACE}, {_UNITS}, lot.expiry FROM allocation a {_NAMED} WHERE {_LIVE} AND lot.expiry < ? "
            "ORDER BY a.id",
            (house_day,),
            {"expiry": day},
        ),
        Rule(
            CheckFault.RESERVED_ITEM,
            (*_WHERE, "other"),
            f"SELECT {_PLACE}, other.sku FROM allocation a {_NAMED} LEFT JOIN item other ON other.id = lot.item_id "
            "WHERE lot.item_id <> l.item_id ORDER BY a.id",
        ),
        *_of_lists(),
        Rule(
            CheckFault.RESERVED_OVERDRAWN,
            (*_WHERE, "reserved", "picked", "returned"),
            f"SELECT {_PLACE}, a.quantity, a.picked, a.returned FROM allocation a {_NAMED} "
            "WHERE a.picked + a.returned > a.quantity ORDER BY a.id",
        ),
        _of_totes(),
    )


def _of_lists() -> tuple[Rule, ...]:
    """No quantity is on two lists that are walked, and none on one that is not."""
    released = PickListStatus.RELEASED.value
    return (
        Rule(
            CheckFault.RESERVED_TWICE,
            (*_WHERE, "stops", "first", "last"),
            f"SELECT {_PLACE}, s.stops, s.first, s.last FROM (SELECT stop.allocation_id, COUNT(*) AS stops, "
            "MIN(list.number) AS first, MAX(list.number) AS last FROM pick_stop stop JOIN pick_list list "
            f"ON list.id = stop.pick_list_id WHERE list.status = '{released}' GROUP BY stop.allocation_id "
            f"HAVING COUNT(*) > 1) AS s JOIN allocation a ON a.id = s.allocation_id {_NAMED} WHERE {_LIVE} "
            "ORDER BY a.id",
        ),
        Rule(
            CheckFault.RESERVED_ENDED,
            (*_WHERE, "reserved", "list"),
            f"SELECT {_PLACE}, {_UNITS}, list.number FROM pick_list list JOIN pick_stop stop "
            f"ON stop.pick_list_id = list.id JOIN allocation a ON a.id = stop.allocation_id {_NAMED} "
            f"WHERE list.status <> '{released}' AND {_LIVE} ORDER BY a.id",
        ),
    )


def _of_totes() -> Rule:
    """As much of every lot lies in totes and at packing places as is picked of it and not shipped."""
    return Rule(
        CheckFault.PICKED_ABSENT,
        ("sku", "lot", "picked", "there"),
        "SELECT i.sku, NULLIF(lot.code, ''), p.units, COALESCE(b.units, 0) FROM (SELECT lot_id, "
        f"CAST(SUM(units) AS BIGINT) AS units FROM ({picked_units('1 = 1')}) AS picked GROUP BY lot_id) AS p "
        "LEFT JOIN (SELECT b.lot_id, CAST(SUM(b.quantity) AS BIGINT) AS units FROM balance b "
        "JOIN location ON location.id = b.location_id WHERE b.status = 'available' "
        f"AND location.kind IN ({words(HOLDS_PICKED)}) GROUP BY b.lot_id) AS b ON b.lot_id = p.lot_id "
        "LEFT JOIN lot ON lot.id = p.lot_id LEFT JOIN item i ON i.id = lot.item_id "
        "WHERE p.units > COALESCE(b.units, 0) ORDER BY p.lot_id",
    )


def tote_findings(store: Store) -> Iterator[Finding]:
    """Yield the totes in which goods lie that are picked for several orders."""
    totes: dict[tuple[str, int], set[str]] = defaultdict(set)
    lots = (
        "SELECT p.code, p.id, lot.item_id, lot.id FROM balance b JOIN lot ON lot.id = b.lot_id "
        f"JOIN location p ON p.id = b.location_id WHERE p.kind = '{LocationKind.TOTE.value}' "
        "AND b.status = 'available' AND b.quantity > 0 ORDER BY lot.id"
    )
    last, places = 0, dict[int, dict[str, int]]()
    for code, place, item, lot in store.sql(lots).fetchall():
        if lot != last:
            last, places = lot, picked_at(store, item, lot)
        totes[code, place].update(places.get(place, ()))
    for (code, _), orders in sorted(totes.items()):
        if len(orders) > 1:
            yield Finding(CheckFault.TOTE_MIXED, {"location": code, "orders": tuple(sorted(orders))})


def aged_findings(store: Store, house_day: date) -> Iterator[Finding]:
    """Yield what is fixed to lots that have not expired, but do not last as long as its line asks."""
    names = (*_WHERE, "reserved", "expiry", "days")
    for *facts, expiry, days in store.sql(
        f"SELECT {_PLACE}, {_UNITS}, lot.expiry, l.shelf_life_days FROM allocation a {_NAMED} WHERE {_LIVE} "
        "AND l.shelf_life_days > 0 AND lot.expiry >= ? ORDER BY a.id",
        (house_day,),
    ).fetchall():
        last = day(expiry)
        if last is not None and (last - house_day).days < days:
            yield Finding(CheckFault.RESERVED_AGED, dict(zip(names, (*facts, last, days), strict=True)))
