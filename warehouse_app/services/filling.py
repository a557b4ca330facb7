"""Stock finds whoever waits: every event of supply or demand runs `fill` for its items in its own transaction.

Nobody has to press "check availability". What a run decided, and why, is kept with it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from warehouse_app.domain.allocation import HeldLine, Supply, cut, fill
from warehouse_app.domain.decisions import LineDecision, Reason, pack
from warehouse_app.domain.statuses import Mode, Policy
from warehouse_app.queries.waiting import OPEN, WAITING, queued_lines, rules_of, supplies_of
from warehouse_app.services.booking import lock_items
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.store.database import Store, chunks, marks
from warehouse_app.store.tables import Decision, Run
from warehouse_app.store.tables.base import instant_number

Decided = dict[int, list[LineDecision]]
"""An item's decisions, in rank order."""


def fill_items(
    work: Work,
    items: Collection[int],
    *,
    cause: str,
    fresh: Collection[int] = (),
    policy: Policy | None = None,
) -> Decided:
    """Give the free stock of `items` to those who wait for it, and keep why; return the decisions.

    An item with nothing to give considers only its `fresh` lines, those that the event brought: nothing has changed for
    the others. The items of orders that must ship complete join the scope.
    """
    scope = _with_whole_orders(work, items)
    locked = lock_items(work, scope)
    supplies = supplies_of(locked)
    with_stock = [item for item in scope if supplies[item].free > 0]
    lines = queued_lines(work.store, with_stock)
    if fresh:
        lines += [row for row in queued_lines(work.store, scope - set(with_stock)) if row.line in fresh]
    rules = rules_of(work.settings, policy)
    decided = fill(supplies, lines, rules)
    keep_run(work, decided, supplies, mode=Mode.FILL, policy=rules.policy, cause=cause)
    return decided


def cut_items(work: Work, losses: Mapping[int, int], *, cause: str) -> Decided:
    """Make room for `losses`, the units by which each item's allocatable stock is about to fall.

    What the rest does not cover is taken from the end of the queue; orders that must ship complete give back what they
    hold of other items. The caller then books the loss, and fills the items of the answer again.
    """
    locked = lock_items(work, losses)
    rules = rules_of(work.settings)
    decided: Decided = {}
    for item, state in locked.items():
        excess = state.allocated - (state.allocatable - losses[item])
        if excess > 0:
            decided[item] = cut(excess, _held_lines(work, item), rules)
    for item, freed in _hostages(work, [row.line for made in decided.values() for row in made]).items():
        decided[item] = decided.get(item, []) + freed
    supplies = supplies_of(locked | lock_items(work, decided))
    keep_run(work, decided, supplies, mode=Mode.CUT, policy=rules.policy, cause=cause)
    return decided


def keep_run(
    work: Work, decided: Decided, supplies: Mapping[int, Supply], *, mode: Mode, policy: Policy, cause: str
) -> None:
    """Write what a run decided: the run, its packed decisions, the lines' and the items' allocations."""
    if not decided:
        return
    run = Run.insert(
        mode=mode,
        policy=policy,
        cause=cause,
        at=instant_number(work.action.now),
        house_day=work.settings.house_day,
        action=work.row,
    ).execute()
    work.store.insert(
        Decision,
        ("run_id", "item_id", "free", "lines"),
        [(run, item, supplies[item].free, pack(made)) for item, made in decided.items()],
    )
    change_allocated(work, [(row.line, row.gets) for made in decided.values() for row in made if row.gets])


def change_allocated(work: Work, gains: Sequence[tuple[int, int]]) -> None:
    """Add to the allocations of lines, and of their items, the units (negative: take them) of each (line, units)."""
    if not gains:
        return
    by_item: dict[int, int] = defaultdict(int)
    item_of = items_of_lines(work.store, [line for line, _ in gains])
    for line, units in gains:
        by_item[item_of[line]] += units
    work.store.many("UPDATE order_line SET allocated = allocated + ? WHERE id = ?", [(g, line) for line, g in gains])
    work.store.many(
        "UPDATE item_stock SET allocated = allocated + ?, version = version + 1 WHERE item_id = ?",
        [(units, item) for item, units in sorted(by_item.items())],
    )
    work.touched(Area.QUEUE, Area.ORDERS, Area.STOCK)


def items_of_lines(store: Store, lines: Iterable[int]) -> dict[int, int]:
    """Return the item of each of `lines`."""
    found: dict[int, int] = {}
    for some in chunks(lines):
        found.update(store.sql(f"SELECT id, item_id FROM order_line WHERE id IN ({marks(some)})", some))
    return found


def _with_whole_orders(work: Work, items: Collection[int]) -> set[int]:
    """Return `items` and, until nothing more joins, the items of the waiting ship-complete orders that want them."""
    scope, new = set(items), set(items)
    while new:
        found: set[int] = set()
        for some in chunks(new):
            found.update(
                item
                for (item,) in work.store.sql(
                    f"SELECT DISTINCT other.item_id FROM order_line other WHERE {_of('other', WAITING)} "
                    "AND other.order_id IN (SELECT order_id FROM order_line "
                    f"WHERE item_id IN ({marks(some)}) AND {WAITING} AND ship_policy = 'order-complete')",
                    some,
                )
            )
        new = found - scope
        scope |= new
    return scope


def _of(alias: str, rule: str) -> str:
    for column in ("quantity", "cancelled", "shipped", "allocated"):
        rule = rule.replace(column, f"{alias}.{column}")
    return rule


_SOFT = (
    "ol.allocated - (ol.picked - ol.shipped) - COALESCE((SELECT SUM(a.quantity - a.picked - a.returned) "
    "FROM allocation a WHERE a.order_line_id = ol.id), 0)"
)


def _held_lines(work: Work, item: int) -> list[HeldLine]:
    soft = dict(
        work.store.sql(
            f"SELECT ol.id, {_SOFT} FROM order_line ol WHERE ol.item_id = ? AND {_of('ol', OPEN)}",
            (item,),
        )
    )
    return [HeldLine(row, soft[row.line]) for row in queued_lines(work.store, [item], OPEN) if soft[row.line] > 0]


def _hostages(work: Work, losers: Collection[int]) -> dict[int, list[LineDecision]]:
    """Return what ship-complete orders that just lost a line give back of their other lines, by item."""
    freed: Decided = defaultdict(list)
    for some in chunks(losers):
        for line, item, short, had, soft in work.store.sql(
            f"SELECT ol.id, ol.item_id, ol.quantity - ol.cancelled - ol.shipped - ol.allocated, ol.allocated, {_SOFT} "
            f"FROM order_line ol WHERE ol.ship_policy = 'order-complete' AND ol.id NOT IN ({marks(some)}) "
            f"AND ol.order_id IN (SELECT order_id FROM order_line WHERE id IN ({marks(some)})) ORDER BY ol.id",
            (*some, *some),
        ):
            if soft > 0:
                freed[item].append(LineDecision(line, short, had, -soft, Reason.CUT))
    return freed
