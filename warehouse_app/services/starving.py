"""What runs remember between receipts: since when an item has been short, and who was passed over again and again.

A line is lifted until it is full once, an order that must ship complete until all of it is; and never across classes.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision
from warehouse_app.domain.queue import QueuedLine, Rules
from warehouse_app.domain.starvation import passed_over
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.waiting import IS_DUE, QUEUE_COLUMNS, WAITING, due_days_of, of_alias, queued
from warehouse_app.services.contract import Work
from warehouse_app.store.database import chunks, marks


def begin_shortages(work: Work, items: Collection[int], fresh: range, rules: Rules) -> None:
    """Note of those of `items` that nobody waited for before the lines `fresh` (ids) came: they are short since then.

    What customers have claimed and received counts from there on. Who is on hold or not due waits for something else
    than stock. Lines that come before they are due begin nothing, so that their claims count from the first; of a
    pre-order all lines are due on one day, and nobody is served before: there the first of them begins it.
    """
    if not fresh or fresh.start == 0:
        return
    waits = f"SELECT 1 FROM order_line ol WHERE ol.item_id = item_stock.item_id AND {of_alias('ol', WAITING)}"
    days = due_days_of(rules)
    for some in chunks(items):
        work.store.sql(
            f"UPDATE item_stock SET short_since = ? WHERE item_id IN ({marks(some)}) "
            f"AND NOT EXISTS ({waits} AND ol.id < ? AND {IS_DUE}) "
            f"AND EXISTS ({waits} AND ol.id >= ? AND ol.id < ? AND {IS_DUE})",
            (fresh.start - 1, *some, fresh.start, *days, fresh.start, fresh.stop, *days),
        )


def guard_against_starving(
    work: Work, lines: Iterable[QueuedLine], decided: Mapping[int, Sequence[LineDecision]], receipt: int
) -> set[int]:
    """Count the receipts in which lines were passed over, and lift those that were so often enough.

    Return the items of whoever is lifted: what lies here of them is decided about anew.
    """
    by_line = {row.line: row for row in lines}
    class_of = {line: row.rank_class for line, row in by_line.items()}
    over = {line for made in decided.values() for line in passed_over(made, class_of)}
    counted = _counted(work, decided) if over else {}
    ids = sorted(line for line in over if counted.get(line, _NEVER).receipt != receipt)
    if not ids:
        return set()
    work.store.many(
        "UPDATE order_line SET passed_over = passed_over + 1, passed_in = ? WHERE id = ?",
        [(receipt, line) for line in ids],
    )
    often = work.settings.starved_after - 1
    starved = [line for line in ids if counted.get(line, _NEVER).times >= often and not by_line[line].lifted]
    return _lift(work, [by_line[line] for line in starved])


NOT_LIFTED = "lifted = FALSE, lifted_on = NULL, gathers = FALSE, passed_over = 0"
"""What is set of a line whose turn came, or that stands in another class: it is counted anew."""


def end_lifts(work: Work, lines: Collection[int]) -> None:
    """Let those of `lines` (ids) that were lifted and are full stand in their place again; of an order that must ship
    complete all lines, once they all are.
    """
    full = f"NOT {WAITING}"
    whole = f"ship_policy = '{ShipPolicy.ORDER_COMPLETE.value}'"
    for some in chunks(lines):
        found = work.store.sql(
            f"SELECT id, order_id, {whole} FROM order_line WHERE lifted AND {full} AND id IN ({marks(some)})", some
        ).fetchall()
        work.store.many(
            f"UPDATE order_line SET {NOT_LIFTED} WHERE id = ?", [(line,) for line, _, of_order in found if not of_order]
        )
        for order in sorted({order for _, order, of_order in found if of_order}):
            waits = work.store.sql(f"SELECT 1 FROM order_line WHERE order_id = ? AND {whole} AND {WAITING}", (order,))
            if waits.fetchone() is None:
                work.store.sql(f"UPDATE order_line SET {NOT_LIFTED} WHERE order_id = ? AND {whole}", (order,))


def give_class(work: Work, order: int, rank_class: str) -> None:
    """Let the lines of an order (id) stand in a class; those of another are lifted no more, and counted anew."""
    work.store.sql(
        f"UPDATE order_line SET rank_class = ?, {NOT_LIFTED} WHERE order_id = ? AND rank_class <> ?",
        (rank_class, order, rank_class),
    )


def lift_again(work: Work, lines: Collection[int]) -> None:
    """Lift lines (ids) that were lifted before a run which is undone made them full."""
    for some in chunks(lines):
        rule = f"ol.id IN ({marks(some)}) AND NOT ol.lifted AND {of_alias('ol', WAITING)}"
        _lift(work, list(queued(work.store.sql(f"SELECT {QUEUE_COLUMNS} FROM order_line ol WHERE {rule}", some))))


class _Counted(NamedTuple):
    """How often a line was passed over since it last got something, and in which receipt (id) the last time."""

    times: int
    receipt: int | None


_NEVER = _Counted(0, None)


def _counted(work: Work, items: Iterable[int]) -> dict[int, _Counted]:
    found: dict[int, _Counted] = {}
    for some in chunks(items):
        for line, *counted in work.store.sql(
            f"SELECT id, passed_over, passed_in FROM order_line WHERE item_id IN ({marks(some)}) AND passed_over > 0",
            some,
        ):
            found[line] = _Counted(*counted)
    return found


def _lift(work: Work, rows: Iterable[QueuedLine]) -> set[int]:
    """Put lines at the head of their class; of an order that must ship complete, all its lines.

    Return their items.
    """
    gathers = work.settings.gather_days > 0
    change = "UPDATE order_line SET lifted = ?, lifted_on = ?, gathers = ? WHERE"
    today = work.settings.house_day
    by_policy: dict[ShipPolicy, list[QueuedLine]] = defaultdict(list)
    for row in rows:
        by_policy[row.ship_policy].append(row)
    orders = sorted({row.order for row in by_policy.pop(ShipPolicy.ORDER_COMPLETE, ())})
    whole = f"order_id = ? AND ship_policy = '{ShipPolicy.ORDER_COMPLETE.value}'"
    work.store.many(f"{change} {whole} AND NOT lifted", [(True, today, gathers, order) for order in orders])
    items = {
        item
        for order in orders
        for (item,) in work.store.sql(f"SELECT item_id FROM order_line WHERE {whole}", (order,))
    }
    for policy, lifted in by_policy.items():
        in_parts = policy is not ShipPolicy.PARTIAL and gathers
        work.store.many(f"{change} id = ?", [(True, today, in_parts, row.line) for row in lifted])
        if in_parts:
            items.update(row.item for row in lifted)
    # Whatever was planned for these items was planned for another queue.
    touched = sorted(items | {row.item for some in by_policy.values() for row in some})
    work.store.many("UPDATE item_stock SET version = version + 1 WHERE item_id = ?", [(item,) for item in touched])
    return set(touched)
