"""What would change what a waiting line has: which units it lacks, what brings them, and what stands in its way.

All of it is reckoned so that it is enough, by adding up what is served before the line: a line that does not take its
turn in the end (an order ahead that stays incomplete, a share that is smaller) may let it be served with less.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.queue import QueuedLine
from warehouse_app.domain.supply import Supply
from warehouse_app.queries.ahead import Queues, WholeQueues
from warehouse_app.queries.reason_words import item_words
from warehouse_app.queries.reasons import Change, Coming, Part
from warehouse_app.queries.to_come import is_coming
from warehouse_app.queries.turns import Next, Others, Seen, Turns, is_pinned, standing_before
from warehouse_app.queries.waiting import (
    StockLevel,
    items_of_whole_orders,
    lives_held,
    rules_of,
    spare_by_life,
    supplies_of,
)
from warehouse_app.queries.waiting_reasons import InFront, Now
from warehouse_app.store.database import Store, chunks, marks

_MOST = 3
"""So many changes are told of one line."""


class Outlook:
    """The queues of some items as they are now, with what the items have to give and what is coming of them.

    `queues` are those of one order where only its lines are asked about; else all that waits for the items is read.
    """

    def __init__(
        self,
        store: Store,
        settings: HouseSettings,
        items: Collection[int],
        coming: Mapping[int, Sequence[Coming]],
        queues: Queues | None = None,
    ) -> None:
        self._store, self._settings, self._coming = store, settings, coming
        self._queues = queues or WholeQueues(store, settings, items)
        self._rules = rules_of(settings)
        self._rows = {(row.item, row.line): row for row in self._queues.lines}
        self._supplies = supplies_of(_levels(store, items))
        self._turns = Turns(self._queues, self._supplies, self._rules)
        words = item_words(items)
        self._skus = {item: of_item.sku for item, of_item in words.items()}
        self._expire = {item for item, of_item in words.items() if of_item.expires}
        self._lives: dict[int, dict[int, int]] = {}
        self._seen: tuple[QueuedLine, Seen] | None = None
        """What was last asked about."""

    def in_front(self, line: int, item: int) -> InFront:
        """Return who is served before a waiting line (id), as its lack is reckoned."""
        seen = self._seen_by(self._rows[item, line])
        supply = self._supplies[item]
        taken = [(others, self._turns.taken(others, seen.first)) for others in seen.others[item]]
        return InFront(
            sum(others.lines for others, units in taken if units.ahead),
            sum(units.ahead for _, units in taken),
            sum(others.lines for others, units in taken if units.shared),
            sum(units.shared for _, units in taken),
            any(standing_before(others, seen.first) for others, _ in taken),
            max(0, _protected(supply, seen.first.rank_class) - supply.free),
        )

    def first_ahead(self, line: int, item: int, most: int) -> list[Next]:
        """Return the first `most` of those."""
        return self._turns.first_ahead(self._seen_by(self._rows[item, line]), item, most)

    def now(self, line: int, item: int) -> Now:
        """Return what is there for a waiting line (id) now, and what it and its order lack."""
        seen = self._seen_by(self._rows[item, line])
        supply = self._supplies[item]
        usable = max(0, supply.free - _protected(supply, seen.first.rank_class))
        return Now(usable, self._listed(self._lack(seen)))

    def changes(self, line: int, item: int, *, kept: bool = False) -> tuple[Part, ...]:
        """Return what would change what a waiting line (id) has, three at most.

        `kept`: the last run kept stock from it for others that an open receipt is to complete.

        What stands in its way must go; of the rest any one serves it. New goods are taken to last as long as it asks.
        A better class is told only where free stock or the next receipt would then reach the line, and would not now.
        """
        row = self._rows.get((item, line))
        if row is None:
            return ()
        found = list(self._in_the_way(row))
        seen = self._seen_by(row)
        if lack := self._lack(seen):
            better = () if found else self._better_class(seen, lack)
            if kept:
                found += self._closing(item)
            found += [self._units(lack, seen), *self._receipt(lack), *better]
        elif not found:
            found.append(Part(Change.BY_HAND, {}))
        return tuple(found[:_MOST])

    def _seen_by(self, row: QueuedLine) -> Seen:
        if self._seen is None or self._seen[0] is not row:
            self._seen = row, self._turns.seen(row)
        return self._seen[1]

    def _lack(self, seen: Seen) -> dict[int, int]:
        """Return, by item, the units that must come for lines that are served together to be full, more than none."""
        return {item: units for item, units in self._lacking(seen, seen.first.rank_class).items() if units > 0}

    def _in_the_way(self, row: QueuedLine) -> Iterator[Part]:
        today = self._rules.today
        if row.on_hold:
            yield Part(Change.OFF_HOLD, {})
        if is_pinned(row):
            return
        days = [*self._turns.days_of(row)]
        if days and max(days) > today:
            yield Part(Change.RELEASE_DATE, {"day": max(days)})
        horizon = self._turns.horizon_of(row)
        if horizon is not None and horizon > today:
            yield Part(Change.HORIZON, {"day": horizon})

    def _lacking(self, seen: Seen, rank_class: str) -> dict[int, int]:
        """Return, by item, the units that must come for lines that are served together, in a class, to be full."""
        first = seen.first._replace(rank_class=rank_class)
        lacking: dict[int, int] = {}
        for item, mine in seen.mine.items():
            supply, others = self._supplies[item], seen.others[item]
            before = list(self._before(others, first))
            needs = [_asked(mine, before, 0) + _protected(supply, rank_class) - supply.free]
            longest = max(row.life for row in mine)
            if longest:
                lives = self._spare(item, {row.life for row in (*mine, *(each.row for each in others))})
                needs += [_asked(mine, before, life) - left for life, left in lives.items() if life <= longest]
            lacking[item] = max(needs)
        return lacking

    def _spare(self, item: int, asked: Collection[int]) -> dict[int, int]:
        """Return what is left for each shelf life that lines which wait for an item ask for, or lines that hold some.

        What a line takes must also be left for those that hold some, asking for less than it does.
        """
        if item not in self._lives:
            lives = {life for life in asked if life}.union(lives_held(self._store, item))
            self._lives[item] = spare_by_life(self._store, item, lives, self._rules.today)
        return self._lives[item]

    def _before(self, others: Iterable[Others], first: QueuedLine) -> Iterator[tuple[int, int]]:
        """Yield (shelf life, units) of what others must have had before the lines that `first` is of are full."""
        for each in others:
            if units := sum(self._turns.taken(each, first)):
                yield each.row.life, units

    def _units(self, lack: Mapping[int, int], seen: Seen) -> Part:
        lives = {item: days for item in lack if (days := self._asked_life(seen, item))}
        if len(lack) == 1:
            [(item, units)] = lack.items()
            sku = self._skus[item]
            if lives:
                return Part(Change.LASTING_UNITS, {"units": units, "sku": sku, "days": lives[item]})
            return Part(Change.UNITS, {"units": units, "sku": sku})
        if not lives:
            return Part(Change.SEVERAL, {"short": self._listed(lack)})
        lasting = tuple(f"{self._skus[item]}: {days}" for item, days in lives.items())
        return Part(Change.SEVERAL_LASTING, {"short": self._listed(lack), "lasting": lasting})

    def _asked_life(self, seen: Seen, item: int) -> int:
        """Return the days that new goods must last, 0 of goods that do not expire."""
        return max(row.life for row in seen.mine[item]) if item in self._expire else 0

    def _listed(self, lack: Mapping[int, int]) -> tuple[str, ...]:
        return tuple(f"{units} × {self._skus[item]}" for item, units in lack.items())

    def _receipt(self, lack: Mapping[int, int]) -> Iterator[Part]:
        """Yield what is on order that brings enough, of several items the last; nothing where too little is."""
        found = [_bringing(self._coming.get(item, ()), units) for item, units in lack.items()]
        enough = [each for each in found if each is not None]
        if len(enough) < len(found):
            return
        last = max(enough, key=lambda each: (each.due is None, each.due))
        if last.due is None:
            yield Part(Change.UNDATED_RECEIPT, {"number": last.number})
        else:
            code = Change.LATE_RECEIPT if last.due < self._rules.today else Change.RECEIPT
            yield Part(code, {"number": last.number, "due": last.due})

    def _closing(self, item: int) -> Iterator[Part]:
        """Yield which receipts would have to be closed: those of the item, else of what orders tie to it."""
        orders = _with_open_receipts(self._store, [item])
        orders = orders or _with_open_receipts(self._store, items_of_whole_orders(self._store, [item]))
        if orders:
            yield Part(Change.CLOSING, {"orders": orders})

    def _better_class(self, seen: Seen, lack: Mapping[int, int]) -> Iterator[Part]:
        """Yield the nearest class in which the lines are served by what is free, or by the next receipt where it would
        not reach them now.
        """
        reach = {item: _next_units(self._coming.get(item, ())) for item in seen.mine}
        supplies = [self._supplies[item] for item in reach]
        if any(supply.paused for supply in supplies):
            return
        if all(units <= reach[item] for item, units in lack.items()):
            reach = dict.fromkeys(reach, 0)
        classes = {others.row.rank_class for item in reach for others in seen.others[item]}
        classes |= {supply.open_to for supply in supplies if supply.open_to}
        for rank_class in sorted((name for name in classes if name < seen.first.rank_class), reverse=True):
            lacking = self._lacking(seen, rank_class)
            if all(units <= max(0, reach[item]) for item, units in lacking.items()):
                yield Part(Change.RANK_CLASS, {"rank_class": rank_class})
                return


def _levels(store: Store, items: Iterable[int]) -> dict[int, StockLevel]:
    levels: dict[int, StockLevel] = {}
    for some in chunks(items):
        for item, allocatable, allocated, paused in store.sql(
            f"SELECT item_id, allocatable, allocated, fill_paused FROM item_stock WHERE item_id IN ({marks(some)})",
            some,
        ):
            levels[item] = StockLevel(allocatable, allocated, bool(paused))
    return levels


def _with_open_receipts(store: Store, items: Iterable[int]) -> tuple[str, ...]:
    """Return the purchase orders of which a receipt is open and some of `items` is still to come."""
    found: set[str] = set()
    for some in chunks(items):
        found.update(
            number
            for (number,) in store.sql(
                "SELECT p.number FROM purchase_line l JOIN purchase_order p ON p.id = l.purchase_order_id "
                f"WHERE l.item_id IN ({marks(some)}) AND {is_coming('l')} AND EXISTS "
                "(SELECT 1 FROM receipt r WHERE r.purchase_order_id = p.id AND r.status = 'open')",
                some,
            )
        )
    return tuple(sorted(found))


def _asked(mine: Iterable[QueuedLine], before: Iterable[tuple[int, int]], life: int) -> int:
    """Return the units that lines which ask for `life` days or more want."""
    return sum(row.short for row in mine if row.life >= life) + sum(units for days, units in before if days >= life)


def _protected(supply: Supply, rank_class: str) -> int:
    """Return what an item keeps from a class."""
    return supply.protected if supply.open_to and rank_class > supply.open_to else 0


def _bringing(coming: Iterable[Coming], units: int) -> Coming | None:
    """Return the first of what is on order with which, and with what comes before it, `units` have come."""
    for each in coming:
        units -= each.units
        if units <= 0:
            return each
    return None


def _next_units(coming: Sequence[Coming]) -> int:
    """Return how many units the next receipt brings."""
    return sum(each.units for each in coming if (each.number, each.due) == (coming[0].number, coming[0].due))
