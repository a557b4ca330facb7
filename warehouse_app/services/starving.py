"""What runs remember between receipts: since when an item has been short, and who was passed over again and again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision
from warehouse_app.domain.queue import QueuedLine
from warehouse_app.domain.starvation import passed_over
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.waiting import WAITING, of_alias
from warehouse_app.services.contract import Work
from warehouse_app.store.database import chunks, marks


def begin_shortages(work: Work, items: Collection[int], fresh: range) -> None:
    """Note of those of `items` that nobody waited for before the lines `fresh` (ids) came: they are short since then.

    What customers have claimed and received counts from there on.
    """
    if not fresh or fresh.start == 0:
        return
    for some in chunks(items):
        work.store.sql(
            f"UPDATE item_stock SET short_since = ? WHERE item_id IN ({marks(some)}) AND NOT EXISTS (SELECT 1 FROM "
            f"order_line ol WHERE ol.item_id = item_stock.item_id AND ol.id < ? AND {of_alias('ol', WAITING)})",
            (fresh.start - 1, *some, fresh.start),
        )


def guard_against_starving(
    work: Work, lines: Iterable[QueuedLine], decided: Mapping[int, Sequence[LineDecision]], receipt: int
) -> set[int]:
    """Count the receipts in which lines were passed over, and lift those that were so often enough.

    Return the items that somebody may gather from now on.
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

    Return the items of those that gather.
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
    return items if gathers else set()
