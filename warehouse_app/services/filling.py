"""Stock finds whoever waits: every event of supply or demand runs `fill` for its items in its own transaction.

Nobody has to press "check availability". What a run decided, and why, is kept with it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from operator import itemgetter
from typing import NamedTuple

from warehouse_app.domain.allocation import fill
from warehouse_app.domain.decisions import LineDecision, Reason, pack
from warehouse_app.domain.queue import QueuedLine, Rules
from warehouse_app.domain.statuses import Mode, Policy, ShipPolicy
from warehouse_app.domain.supply import Supply
from warehouse_app.queries.waiting import (
    SOFT,
    StockLevel,
    considered_lines,
    demands_of,
    items_of_whole_orders,
    rules_of,
    supplied,
    supplies_of,
)
from warehouse_app.services.booking import lock_items
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.loosening import loosen
from warehouse_app.services.starving import begin_shortages, end_lifts, guard_against_starving
from warehouse_app.store.database import chunks, marks
from warehouse_app.store.tables import Decision, Run
from warehouse_app.store.tables.base import instant_number

Decided = dict[int, list[LineDecision]]
"""An item's decisions, in rank order."""

_GROUP = 8
"""How many items are decided at once, so that a run over a million lines never holds them all: few enough that the
lines and their pages stay near the processor, enough that few statements are made.
"""


def fill_items(
    work: Work,
    items: Collection[int],
    *,
    cause: str,
    fresh: range = range(0),
    edited: Collection[int] = (),
    policy: Policy | None = None,
    receipt: int | None = None,
) -> Decided:
    """Give the free stock of `items` to those who wait for it, and keep why; return the decisions.

    An item with nothing to give considers only the lines (ids) that the event brought (`fresh`) or changed (`edited`).
    The items of orders that must ship complete join the scope.
    """
    decided: Decided = {}
    for made in fill_in_groups(work, items, cause=cause, fresh=fresh, edited=edited, policy=policy, receipt=receipt):
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
    receipt: int | None = None,
) -> Iterator[Decided]:
    """Do what `fill_items` does, yielding the decisions of some items at a time; it is done when all are yielded."""
    levels, tied = lock_scope(work, items, edited)
    today = work.settings.house_day
    rule = "(ol.not_before > ? OR i.release_date > ?)"
    if held_back := hold_back(work, edited, rule, (today, today), Reason.NOT_BEFORE):
        yield held_back
        levels, tied = lock_scope(work, items, edited)
    if cause in _RESUMES:
        # Not of the items that orders tie to them: of those nothing has come, and nobody has named them.
        levels |= resume(work, {item: levels[item] for item in items})
    yield from _fill(work, levels, tied, cause=cause, fresh=fresh, edited=edited, policy=policy, receipt=receipt)


def _fill(
    work: Work,
    levels: Mapping[int, StockLevel],
    tied: Collection[int],
    *,
    cause: str,
    fresh: range = range(0),
    edited: Collection[int] = (),
    policy: Policy | None,
    receipt: int | None = None,
) -> Iterator[Decided]:
    """Fill what is locked, and again where that frees something."""
    rules = rules_of(work.settings, policy)
    # An edit may have left a line no more to wait for.
    end_lifts(work, edited)
    _outdate_plans(work, fresh, edited)
    begin_shortages(work, levels, fresh, rules)
    supplies = supplies_of(levels)
    keeper = RunKeeper(work, Mode.FILL, rules, cause)
    refused = _Refused(set(), set())
    freed: set[int] = set()
    for group in _groups(tied, sorted(supplies.keys() - tied)):
        of_group = {item: supplies[item] for item in group}
        lines = considered_lines(work.store, of_group, fresh, edited)
        of_group = supplied(work.store, of_group, lines, rules.today)
        demands = demands_of(work.store, lines, rules) if rules.policy.divides else {}
        decided = fill(of_group, lines, rules, demands)
        keeper.keep(decided, of_group)
        if receipt is not None:
            freed |= guard_against_starving(work, lines, decided, receipt)
        refused.note(lines, decided)
        if decided:
            yield decided
    # Only when all is decided: what is given back now makes lines wait that no group has seen.
    if returned := _return_hostages(work, refused, supplies, rules):
        yield returned
    freed |= returned.keys()
    if freed:
        yield from _fill(work, *lock_scope(work, freed), cause=cause, policy=policy)


_RESUMES = {"receipt", "by-hand"}
"""What ends the pause of the items of a run that was undone."""


def resume(work: Work, levels: Mapping[int, StockLevel]) -> dict[int, StockLevel]:
    """End the pause of items of which a run was undone; return their levels."""
    paused = [item for item, level in levels.items() if level.paused]
    for some in chunks(paused):
        work.store.sql(f"UPDATE item_stock SET fill_paused = ? WHERE item_id IN ({marks(some)})", (False, *some))
    return {item: level._replace(paused=False) for item, level in levels.items()}


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


class RunKeeper:
    """Writes what one run decided: the run, its packed decisions, the lines' and the items' allocations."""

    def __init__(self, work: Work, mode: Mode, rules: Rules, cause: str, *, undoes: int | None = None) -> None:
        self._work, self._mode, self._policy, self._cause = work, mode, rules.policy, cause
        self._undoes = undoes
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
                undoes=self._undoes,
            ).execute()
            self._work.runs.append(self._run)
        self._work.store.insert(
            Decision,
            ("run_id", "item_id", "free", "lines"),
            [(self._run, item, supplies[item].free, pack(made)) for item, made in decided.items()],
        )
        change_allocated(
            self._work, {item: [(row.gets, row.line) for row in made if row.gets] for item, made in decided.items()}
        )
        if lifted := [row.line for made in decided.values() for row in made if row.lifted and row.gets > 0]:
            end_lifts(self._work, lifted)


_LINE = itemgetter(1)
_UNITS = itemgetter(0)


def change_allocated(work: Work, gains: Mapping[int, Sequence[tuple[int, int]]]) -> None:
    """Add to the allocations of an item's lines, and of the item, the units (negative: take them) of (units, line).

    Whoever gains is passed over no longer.
    """
    # In the order in which lines are stored: the database finds them faster than in that of the queue.
    changed = sorted(chain.from_iterable(gains.values()), key=_LINE)
    lost = [row for row in changed if row[0] < 0]
    gained = [row for row in changed if row[0] > 0]
    if not gained and not lost:
        return
    if gained:
        work.store.many("UPDATE order_line SET allocated = allocated + ?, passed_over = 0 WHERE id = ?", gained)
    if lost:
        work.store.many("UPDATE order_line SET allocated = allocated + ? WHERE id = ?", lost)
    work.store.many(
        "UPDATE item_stock SET allocated = allocated + ?, version = version + 1 WHERE item_id = ?",
        [(sum(map(_UNITS, some)), item) for item, some in sorted(gains.items()) if some],
    )
    work.touched(Area.QUEUE, Area.ORDERS, Area.STOCK)


def _outdate_plans(work: Work, fresh: range, edited: Collection[int]) -> None:
    """Let no plan be applied that was made before lines (ids) of its items came or were changed."""
    change = "UPDATE item_stock SET version = version + 1 WHERE item_id IN (SELECT item_id FROM order_line WHERE"
    if fresh.start:
        work.store.sql(f"{change} id >= ? AND id < ?)", (fresh.start, fresh.stop))
    for some in chunks(edited):
        work.store.sql(f"{change} id IN ({marks(some)}))", some)


def hold_back(work: Work, lines: Collection[int], rule: str, parameters: Sequence[object], reason: Reason) -> Decided:
    """Take back what those of some lines (ids) hold beyond their pins of which a `rule` is true: lines `ol` of an item
    `i` that are not to be served before a day ahead.
    """
    early: dict[int, int] = {}
    for some in chunks(lines):
        early.update(
            work.store.sql(
                "SELECT ol.id, ol.allocated - ol.pinned FROM order_line ol JOIN item i ON i.id = ol.item_id "
                f"WHERE ol.id IN ({marks(some)}) AND ol.allocated > ol.pinned AND {rule}",
                (*some, *parameters),
            )
        )
    work.stops += loosen(work, early).stops
    held = soft_of(work, "ol.id", early, "ol.allocated > 0", reason)
    keep_held_back(work, held)
    return held


def keep_held_back(work: Work, held: Decided) -> None:
    """Write down what is taken back from lines since they changed."""
    RunKeeper(work, Mode.CUT, rules_of(work.settings), "held-back").keep(held, dict.fromkeys(held, Supply(0)))


_INCOMPLETE = {
    Reason.ORDER_INCOMPLETE,
    Reason.LINE_INCOMPLETE,
    Reason.OUT_OF_STOCK,
    Reason.PROTECTED,
    Reason.LIFE,
    Reason.KEPT_FOR_PACK,
    Reason.PAUSED,
    Reason.AWAITS_RECEIPT,
    Reason.KEPT_FOR_RECEIPT,
}


class _Refused(NamedTuple):
    """What a run could not complete and that must be: lines (ids) that hold a part already, and orders."""

    lines: set[int]
    orders: set[int]

    def note(self, lines: Iterable[QueuedLine], decided: Decided) -> None:
        whole = [row for row in lines if row.ship_policy is not ShipPolicy.PARTIAL and not row.gathers]
        if not whole:
            return
        # Some that is pinned may be given to a line that is not complete by that.
        refused = {
            row.line
            for made in decided.values()
            for row in made
            if (not row.gets and row.reason in _INCOMPLETE) or 0 < row.gets < row.asked
        }
        for row in whole:
            if row.line in refused and row.ship_policy is ShipPolicy.ORDER_COMPLETE:
                self.orders.add(row.order)
            elif row.line in refused and row.had:
                self.lines.add(row.line)


def _return_hostages(work: Work, refused: _Refused, supplies: Mapping[int, Supply], rules: Rules) -> Decided:
    """Take back what all-or-nothing lines still hold that were not completed; return the decisions that took it.

    Only an edit brings a line that far, or the end of what had been fixed to it: a fill gives all or nothing in the
    first place.
    """
    freed = soft_of(work, "ol.id", refused.lines, "ol.ship_policy = 'line-complete'", Reason.GIVEN_BACK)
    for item, made in of_whole_orders(work, refused.orders).items():
        freed[item] = freed.get(item, []) + made
    if freed:
        missing = {item: supplies.get(item, Supply(0)) for item in freed}
        RunKeeper(work, Mode.CUT, rules, "incomplete").keep(freed, missing)
    return freed


def all_or_nothing(work: Work, lines: Iterable[int]) -> set[int]:
    """Return those of some lines (ids) that are of no use in parts."""
    found: set[int] = set()
    for some in chunks(lines):
        of_no_use = f"SELECT id FROM order_line WHERE ship_policy <> 'partial' AND id IN ({marks(some)})"
        found.update(line for (line,) in work.store.sql(of_no_use, some))
    return found


def of_whole_orders(work: Work, orders: Collection[int]) -> Decided:
    """Return, as decisions that take it, what ship-complete orders hold that is neither pinned nor fixed.

    Not of those that may gather their stock in parts.
    """
    rule = "ol.ship_policy = 'order-complete' AND NOT ol.gathers"
    return soft_of(work, "ol.order_id", orders, rule, Reason.GIVEN_BACK)


def soft_of(work: Work, column: str, keys: Collection[int], rule: str, reason: Reason) -> Decided:
    """Return, as decisions that take it, what lines hold that is not pinned and no pick list or tote has fixed yet."""
    freed: Decided = defaultdict(list)
    for some in chunks(keys):
        for line, item, short, had, pinned, loose in work.store.sql(
            "SELECT ol.id, ol.item_id, ol.quantity - ol.cancelled - ol.shipped - ol.allocated, ol.allocated, "
            f"ol.pinned, {SOFT} FROM order_line ol WHERE {rule} AND {column} IN ({marks(some)}) ORDER BY ol.id",
            some,
        ):
            soft = min(int(loose), had - pinned)
            if soft > 0:
                freed[item].append(LineDecision(line, short, had, -soft, reason))
    return dict(freed)
