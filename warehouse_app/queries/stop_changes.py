"""What became of the stops of a pick list since it was released: goods went away, or fewer of them are wanted."""

from collections import defaultdict
from typing import NamedTuple

from warehouse_app.documents.sheets import StopChanged
from warehouse_app.store.database import Store

__all__ = ["StopChanged", "stop_changes"]


class _Change(NamedTuple):
    line: int
    order: str
    sku: str
    place: str
    units: int
    replanned: int
    missing: bool


_MISSING = (
    "EXISTS (SELECT 1 FROM action x WHERE x.id = c.action_id AND x.verb = 'approve_count') "
    "AND NOT EXISTS (SELECT 1 FROM move m WHERE m.item_id = i.id AND m.action_id = c.action_id "
    "AND m.location_id = a.location_id AND m.quantity < 0)"
)
"""Whether a count by which a stop changed missed nothing where it is, but what had been picked there."""


def stop_changes(store: Store, number: str) -> list[StopChanged]:
    """Return how a list's stops were changed, the first first."""
    changes = [
        _Change(*row)
        for row in store.sql(
            "SELECT a.order_line_id, o.number, i.sku, loc.code, c.units, c.replanned, "
            f"{_MISSING} FROM stop_change c "
            "JOIN pick_list p ON p.id = c.pick_list_id JOIN allocation a ON a.id = c.allocation_id "
            "JOIN order_line l ON l.id = a.order_line_id JOIN sales_order o ON o.id = l.order_id "
            "JOIN item i ON i.id = l.item_id JOIN location loc ON loc.id = a.location_id "
            "WHERE p.number = ? ORDER BY c.id",
            (number,),
        )
    ]
    if not changes:
        return []
    added = _added(store, number, changes)
    return [
        StopChanged(
            each.order,
            each.sku,
            each.place,
            each.units,
            _taken(added[each.line], each.replanned),
            bool(each.missing),
        )
        for each in changes
    ]


def _added(store: Store, number: str, changes: list[_Change]) -> dict[int, list[tuple[str, int]]]:
    """Return the stops that were added for each line, in the order of the changes that led to them.

    A change adds stops for just the units that it re-plans, after all that the list had: so they are the line's last.
    """
    stops: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for line, place, units in store.sql(
        "SELECT a.order_line_id, loc.code, a.quantity FROM pick_stop s JOIN pick_list p ON p.id = s.pick_list_id "
        "JOIN allocation a ON a.id = s.allocation_id JOIN location loc ON loc.id = a.location_id "
        "WHERE p.number = ? ORDER BY a.id DESC",
        (number,),
    ):
        stops[line].append((place, int(units)))
    replanned: dict[int, int] = defaultdict(int)
    for each in changes:
        replanned[each.line] += each.replanned
    return {line: list(reversed(_taken(stops[line], units))) for line, units in replanned.items()}


def _taken(stops: list[tuple[str, int]], units: int) -> tuple[tuple[str, int], ...]:
    """Take the first stops off that make up so many units."""
    taken: list[tuple[str, int]] = []
    while units > 0 and stops:
        taken.append(stops.pop(0))
        units -= taken[-1][1]
    return tuple(taken)
