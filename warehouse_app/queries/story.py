"""The story of one waiting line: why it has what it has, who is ahead, what is coming, and what is there instead."""

from typing import NamedTuple

from warehouse_app.domain.house import HouseSettings
from warehouse_app.queries.explain import Explained, explain
from warehouse_app.store.database import Store


class Instead(NamedTuple):
    """An item that may be offered in place of another: `ratio` of it for one, and the units of it that nobody has."""

    sku: str
    name: str
    ratio: int
    free: int


class Story(NamedTuple):
    """`told` has the one line."""

    told: Explained
    instead: tuple[Instead, ...]


def line_story(store: Store, settings: HouseSettings, order: str, line: int) -> Story:
    """Return the story of a line of `order`. Raises Refused (ExplainFault) where it is no longer there."""
    told = explain(store, settings, order, line=line)
    return Story(told, tuple(_instead_of(store, told.lines[0].sku)))


def _instead_of(store: Store, sku: str) -> list[Instead]:
    found = store.sql(
        "SELECT other.sku, other.name, s.ratio, COALESCE(st.allocatable - st.allocated, 0) FROM item i "
        "JOIN substitute s ON s.item_id = i.id JOIN item other ON other.id = s.substitute_id "
        "LEFT JOIN item_stock st ON st.item_id = other.id WHERE i.sku = ? ORDER BY s.id",
        (sku,),
    )
    return [Instead(*row) for row in found]
