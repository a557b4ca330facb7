"""Which lines came of others as their orders were merged or split."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

from warehouse_app.domain.statuses import InterventionKind
from warehouse_app.store.database import Store, chunks, marks


class Successor(NamedTuple):
    """A line (id) that wants since an action (its row) what another one wanted before, or some of it."""

    line: int
    action: int


def successors(store: Store, lines: Collection[int]) -> dict[int, list[Successor]]:
    """Return what came of some lines (ids), and of what came of them, by the line of which it came."""
    found: dict[int, list[Successor]] = defaultdict(list)
    latest = set(lines)
    while latest:
        came = _next(store, latest)
        for line, successor in came:
            found[line].append(successor)
        latest = {successor.line for _, successor in came}
    return found


def with_successors(lines: Collection[int], came: Mapping[int, Collection[Successor]], since: int) -> set[int]:
    """Return lines (ids) with what came of them after an action (its row)."""
    found = set(lines)
    left = list(lines)
    while left:
        more = [each.line for each in came.get(left.pop(), ()) if each.action > since]
        left += more
        found.update(more)
    return found


def _next(store: Store, lines: Collection[int]) -> list[tuple[int, Successor]]:
    """Return what came of lines at once, each with the line of which it came."""
    kinds = (InterventionKind.MERGE, InterventionKind.SPLIT)
    # Both lines say which the other is; the one that came of the other is the younger one.
    went = [
        row
        for some in chunks(lines)
        for row in store.sql(
            "SELECT i.value, l.id, i.action_id FROM order_line l JOIN intervention i ON i.order_id = l.order_id "
            f"AND i.order_line_id = l.id WHERE l.id IN ({marks(some)}) AND i.kind IN (?, ?)",
            (*some, *kinds),
        )
    ]
    named = {
        f"{number}/{line}": row
        for some in chunks({value.rpartition("/")[0] for value, _, _ in went})
        for number, line, row in store.sql(
            "SELECT o.number, l.line, l.id FROM sales_order o JOIN order_line l ON l.order_id = o.id "
            f"WHERE o.number IN ({marks(some)})",
            some,
        )
    }
    return [(line, Successor(named[value], by)) for value, line, by in went if named.get(value, 0) > line]
