"""Stock finds whoever waits: every event of supply or demand runs `fill` for its items in its own transaction.

Nobody has to press "check availability". What a run decided, and why, is kept with it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from warehouse_app.domain.allocation import HeldLine, QueuedLine, Rules, Supply, cut, fill
from warehouse_app.domain.decisions import LineDecision, Reason, pack
from warehouse_app.domain.statuses import Mode, Policy, ShipPolicy
from warehouse_app.queries.waiting import (
    OPEN,
    SOFT,
    StockLevel,
    considered_lines,
    items_of_whole_orders,
    of_alias,
    queued_lines,
    rules_of,
    supplies_of,
)
from warehouse_app.services.booking import lock_items
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.reserving import return_hard
from warehouse_app.store.database import chunks, marks
from warehouse_app.store.tables import Decision, Run
from warehouse_app.store.tables.base import instant_number

Decided = dict[int, list[LineDecision]]
"""An item's decisions, in rank order."""

_GROUP = 100
"""How many items are decided at once, so that a run over a million lines never holds them all."""


def fill_items(
    work: Work,
    items: Collection[int],
    *,
    cause: str,
    fresh: range = range(0),
    edited: Collection[int] = (),
    policy: Policy | None = None,
) -> Decided:
    """Give the free stock of `items` to those who wait for it, and keep why; return the decisions.

    An item with nothing to give considers only the lines (ids) that the event brought (`fresh`) or changed (`edited`).
    The items of orders that must ship complete join the scope.
    """
    decided: Decided = {}
    for made in fill_in_groups(work, items, cause=cause, fresh=fresh, edited=edited, policy=policy):
        for item, decisions in made.items():
            decided.setdefault(item, []).extend(decisions)
    return decided


def fill_in_groups(
    work: Work,
    items: Collection[int],
    *,
    cause: str,
    fresh: range = range(0),
    edited: Collection[int] = (),
    policy: Policy | None = None,
) -> Iterator[Decided]:
    """Do what `fill_items` does, yielding the decisions of some items at a time; it is done when all are yielded."""
    levels, tied = lock_scope(work, items, edited)
    supplies = supplies_of(levels)
    rules = rules_of(work.settings, policy)
    keeper = RunKeeper(work, Mode.FILL, rules, cause)
    refused = _Refused(set(), set())
    for group in _groups(tied, sorted(supplies.keys() - tied)):
        of_group = {item: supplies[item] for item in group}
        lines = considered_lines(work.store, of_group, fresh, edited)
        decided = fill(of_group, lines, rules)
        keeper.keep(decided, of_group)
        refused.note(lines, decided)
        if decided:
            yield decided
    # Only when all is decided: what is given back now makes lines wait that no group has seen.
    if freed := _return_hostages(work, refused, supplies, rules):
        yield from fill_in_groups(work, freed, cause=cause, policy=policy)


def lock_scope(
    work: Work, items: Collection[int], edited: Collection[int] = ()
) -> tuple[dict[int, StockLevel], set[int]]:
    """Lock all that a fill of `items` may touch; return the levels, and the items that ship-complete orders tie."""
    tied = items_of_whole_orders(work.store, items, edited)
    levels = lock_items(work, {*items, *tied})
    # While this waited for the locks, somebody may have tied further items to these.
    while more := (tied := items_of_whole_orders(work.store, items, edited)) - levels.keys():
        levels |= lock_items(work, more)
    return levels, tied


def _groups(tied: Collection[int], free: Iterable[int]) -> Iterator[Collection[int]]:
    if tied:
        yield tied
    rest = iter(free)
    while group := list(islice(rest, _GROUP)):
        yield group


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
    for item, freed in _held_by_orders_of(work, [row.line for made in decided.values() for row in made]).items():
        decided[item] = decided.get(item, []) + freed
    supplies = supplies_of(locked | lock_items(work, decided))
    RunKeeper(work, Mode.CUT, rules, cause).keep(decided, supplies)
    return decided


def hold_back(work: Work, item: int) -> None:
    """Take back what lines hold of an item that is not to be sold before a day ahead; what is picked stays picked."""
    supplies = supplies_of(lock_items(work, [item]))
    lines = work.store.sql("SELECT id FROM order_line WHERE item_id = ? AND allocated > 0", (item,)).fetchall()
    return_hard(work, "order_line_id", [line for (line,) in lines])
    held = _soft_of(work, "ol.item_id", [item], "ol.allocated > 0", Reason.NOT_BEFORE)
    RunKeeper(work, Mode.CUT, rules_of(work.settings), "held-back").keep(held, supplies)


class RunKeeper:
    """Writes what one run decided: the run, its packed decisions, the lines' and the items' allocations."""

    def __init__(self, work: Work, mode: Mode, rules: Rules, cause: str) -> None:
        self._work, self._mode, self._policy, self._cause = work, mode, rules.policy, cause
        self._run: int | None = None

    def keep(self, decided: Decided, supplies: Mapping[int, Supply]) -> None:
        """Write some decisions; a run that decides nothing leaves no trace."""
        if not decided:
            return
        if self._run is None:
            self._run = Run.insert(
                mode=self._mode,
                policy=self._policy,
                cause=self._cause,
                at=instant_number(self._work.action.now),
                house_day=self._work.settings.house_day,
                action=self._work.row,
            ).execute()
            self._work.runs.append(self._run)
        self._work.store.insert(
            Decision,
            ("run_id", "item_id", "free", "lines"),
            [(self._run, item, supplies[item].free, pack(made)) for item, made in decided.items()],
        )
        change_allocated(
            self._work, {item: [(row.line, row.gets) for row in made if row.gets] for item, made in decided.items()}
        )


def change_allocated(work: Work, gains: Mapping[int, Sequence[tuple[int, int]]]) -> None:
    """Add to the allocations of an item's lines, and of the item, the units (negative: take them) of (line, units)."""
    by_line = [(units, line) for some in gains.values() for line, units in some]
    if not by_line:
        return
    work.store.many("UPDATE order_line SET allocated = allocated + ? WHERE id = ?", by_line)
    work.store.many(
        "UPDATE item_stock SET allocated = allocated + ?, version = version + 1 WHERE item_id = ?",
        [(sum(units for _, units in some), item) for item, some in sorted(gains.items()) if some],
    )
    work.touched(Area.QUEUE, Area.ORDERS, Area.STOCK)


def _held_lines(work: Work, item: int) -> list[HeldLine]:
    soft = dict(
        work.store.sql(
            f"SELECT ol.id, {SOFT} FROM order_line ol WHERE ol.item_id = ? AND {of_alias('ol', OPEN)}",
            (item,),
        )
    )
    return [HeldLine(row, soft[row.line]) for row in queued_lines(work.store, [item], OPEN) if soft[row.line] > 0]


_INCOMPLETE = {Reason.ORDER_INCOMPLETE, Reason.LINE_INCOMPLETE, Reason.OUT_OF_STOCK, Reason.PROTECTED}


class _Refused(NamedTuple):
    """What a run could not complete and that must be: lines (ids) that hold a part already, and orders."""

    lines: set[int]
    orders: set[int]

    def note(self, lines: Iterable[QueuedLine], decided: Decided) -> None:
        refused = {row.line for made in decided.values() for row in made if not row.gets and row.reason in _INCOMPLETE}
        for row in lines:
            if row.line in refused and row.ship_policy is ShipPolicy.ORDER_COMPLETE:
                self.orders.add(row.order)
            elif row.line in refused and row.ship_policy is ShipPolicy.LINE_COMPLETE and row.had:
                self.lines.add(row.line)


def _return_hostages(work: Work, refused: _Refused, supplies: Mapping[int, Supply], rules: Rules) -> set[int]:
    """Take back what all-or-nothing lines still hold that were not completed; return the items it is free of again.

    Only an edit brings a line that far: a fill gives all or nothing in the first place.
    """
    freed = _soft_of(work, "ol.id", refused.lines, "ol.ship_policy = 'line-complete'", Reason.GIVEN_BACK)
    for item, made in _of_whole_orders(work, refused.orders).items():
        freed[item] = freed.get(item, []) + made
    if freed:
        missing = {item: supplies.get(item, Supply(0)) for item in freed}
        RunKeeper(work, Mode.CUT, rules, "incomplete").keep(freed, missing)
    return set(freed)


def _held_by_orders_of(work: Work, losers: Collection[int]) -> Decided:
    """Return what ship-complete orders that just lost a line give back of their other lines, by item."""
    orders: set[int] = set()
    for some in chunks(losers):
        found = work.store.sql(f"SELECT order_id FROM order_line WHERE id IN ({marks(some)})", some)
        orders.update(order for (order,) in found)
    held = _of_whole_orders(work, orders)
    lost = set(losers)
    return {item: kept for item, made in held.items() if (kept := [row for row in made if row.line not in lost])}


def _of_whole_orders(work: Work, orders: Collection[int]) -> Decided:
    return _soft_of(work, "ol.order_id", orders, "ol.ship_policy = 'order-complete'", Reason.GIVEN_BACK)


def _soft_of(work: Work, column: str, keys: Collection[int], rule: str, reason: Reason) -> Decided:
    """Return, as decisions that take it, what lines hold that no pick list or tote has fixed yet."""
    freed: Decided = defaultdict(list)
    for some in chunks(keys):
        for line, item, short, had, soft in work.store.sql(
            f"SELECT ol.id, ol.item_id, ol.quantity - ol.cancelled - ol.shipped - ol.allocated, ol.allocated, {SOFT} "
            f"FROM order_line ol WHERE {rule} AND {column} IN ({marks(some)}) ORDER BY ol.id",
            some,
        ):
            if soft > 0:
                freed[item].append(LineDecision(line, short, had, -soft, reason))
    return dict(freed)
