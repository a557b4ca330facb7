"""What stock can no longer cover is taken back: from the end of the queue, never from an arbitrary line."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from warehouse_app.domain.losses import HeldLine, cut, reprieve
from warehouse_app.domain.shares import Offer
from warehouse_app.domain.statuses import Mode
from warehouse_app.domain.supply import lasts
from warehouse_app.queries.waiting import (
    OPEN,
    SOFT,
    lives_held,
    of_alias,
    queued_lines,
    rules_of,
    spare_by_life,
    supplies_of,
)
from warehouse_app.services.booking import lock_items
from warehouse_app.services.contract import Work
from warehouse_app.services.filling import Decided, RunKeeper, of_whole_orders
from warehouse_app.services.reserving import return_hard
from warehouse_app.store.database import chunks, day, marks


class Gone(NamedTuple):
    """Units of allocatable stock that are about to be gone, and the day on which they would have expired."""

    units: int
    expiry: date | None


def cut_items(work: Work, losses: Mapping[int, Sequence[Gone]], *, cause: str) -> Decided:
    """Make room for the losses by which each item's allocatable stock is about to fall.

    What the rest does not cover, or does not cover with the shelf life that lines ask for, is taken from the end of the
    queue; orders that must ship complete give back what they hold of other items. The caller then books the loss, and
    fills the items of the answer again.
    """
    locked = lock_items(work, losses)
    rules = rules_of(work.settings)
    decided: Decided = {}
    held: dict[int, tuple[list[Offer], list[HeldLine]]] = {}
    for item, state in locked.items():
        lost = losses[item]
        excess = [Offer(0, state.allocated - (state.allocatable - sum(loss.units for loss in lost)))]
        lives = lives_held(work.store, item)
        for life, spare in spare_by_life(work.store, item, lives, rules.today).items() if lives else ():
            excess.append(
                Offer(life, sum(loss.units for loss in lost if lasts(loss.expiry, life, rules.today)) - spare)
            )
        if any(units > 0 for _, units in excess):
            held[item] = excess, _held_lines(work, item)
            decided[item] = cut(*held[item], rules)
    for item, freed in _held_by_orders_of(work, [row.line for made in decided.values() for row in made]).items():
        losers = decided.get(item, []) + freed
        decided[item] = reprieve(*held[item], losers, rules) if item in held else losers
    supplies = supplies_of(locked | lock_items(work, decided))
    RunKeeper(work, Mode.CUT, rules, cause).keep(decided, supplies)
    return decided


def needs_stock(work: Work, units: Mapping[int, int], *, cause: str) -> Decided:
    """Let lines that have picked so many units less, by item (id), hold them of the stock that orders may have.

    The caller has locked the items, and fills those of the answer: of what the stock did not cover.
    """
    # Until it is seen whether the stock covers it, as if so much more lay where orders may have it from.
    work.store.many(
        "UPDATE item_stock SET allocatable = allocatable + ?, allocated = allocated + ? WHERE item_id = ?",
        [(more, more, item) for item, more in units.items()],
    )
    lost = cut_items(work, {item: [Gone(more, _LASTS_FOR_NOBODY)] for item, more in units.items()}, cause=cause)
    work.store.many(
        "UPDATE item_stock SET allocatable = allocatable - ? WHERE item_id = ?",
        [(more, item) for item, more in units.items()],
    )
    return lost


_LASTS_FOR_NOBODY = date.min
"""What only seemed to lie there is none of the stock that lines look at which ask for a shelf life."""


def cut_aged(work: Work, items: Collection[int], *, cause: str) -> set[int]:
    """Take from lines of `items` what does not last as long as they ask, today; return the items that were touched.

    What pick lists have fixed to lots that do not last is given back first. The caller fills the items again.
    """
    today = work.settings.house_day
    aged: list[int] = []
    for some in chunks(items):
        aged += [
            row
            for row, life, expiry in work.store.sql(
                "SELECT a.id, l.shelf_life_days, lot.expiry FROM order_line l JOIN allocation a "
                "ON a.order_line_id = l.id JOIN lot ON lot.id = a.lot_id WHERE l.shelf_life_days > 0 "
                "AND a.quantity - a.picked - a.returned > 0 AND lot.expiry IS NOT NULL "
                f"AND l.item_id IN ({marks(some)}) AND {of_alias('l', OPEN)}",
                some,
            )
            if not lasts(day(expiry), life, today)
        ]
    return_hard(work, "id", aged)
    return set(cut_items(work, dict.fromkeys(items, ()), cause=cause))


def _held_lines(work: Work, item: int) -> list[HeldLine]:
    soft = dict(
        work.store.sql(
            f"SELECT ol.id, {SOFT} FROM order_line ol WHERE ol.item_id = ? AND {of_alias('ol', OPEN)}",
            (item,),
        )
    )
    return [HeldLine(row, soft[row.line]) for row in queued_lines(work.store, [item], OPEN) if soft[row.line] > 0]


def _held_by_orders_of(work: Work, losers: Collection[int]) -> Decided:
    """Return what ship-complete orders that just lost a line give back of their other lines, by item."""
    orders: set[int] = set()
    for some in chunks(losers):
        found = work.store.sql(f"SELECT order_id FROM order_line WHERE id IN ({marks(some)})", some)
        orders.update(order for (order,) in found)
    held = of_whole_orders(work, orders)
    lost = set(losers)
    return {item: kept for item, made in held.items() if (kept := [row for row in made if row.line not in lost])}
