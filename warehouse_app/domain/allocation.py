"""Who gets free stock: pure decisions on plain values. `fill` gives to waiting lines and takes nothing from anyone.

What a person has pinned to a line comes first. Then the queue is served class by class: under a sequence policy line by
line; under a share policy lifted lines first, then what goes all or nothing, and the rest is divided (`domain.shares`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType

from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.queue import QueuedLine, Rules, in_order
from warehouse_app.domain.share_rates import Share, ShareRates
from warehouse_app.domain.shares import Claim, Offer, Shares, Want, divide
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.domain.supply import Demand, ShareKey, Supply

_FILLED, _OUT_OF_STOCK = Reason.FILLED, Reason.OUT_OF_STOCK
_PARTIAL, _ORDER_COMPLETE = ShipPolicy.PARTIAL, ShipPolicy.ORDER_COMPLETE
"""Asked for with every line: reading them from their enums takes as long as the rest of the question."""

_new = tuple.__new__
"""Makes a named tuple of a tuple in a third of the time that its class takes; there are some for each line of a run."""

_place = QueuedLine._fields.index
_ITEM, _LINE, _SHORT, _CUSTOMER, _RANK_CLASS = (
    itemgetter(_place(field)) for field in ("item", "line", "short", "customer", "rank_class")
)
_WANT = itemgetter(*map(_place, ("line", "customer", "short", "had", "multiple", "life")))
"""The fields of a `Want`."""


def fill(
    supplies: Mapping[int, Supply],
    lines: Iterable[QueuedLine],
    rules: Rules,
    demands: Mapping[ShareKey, Demand] = MappingProxyType({}),
) -> dict[int, list[LineDecision]]:
    """Give free stock to waiting lines; return each item's decisions in rank order.

    `lines` are all waiting lines of the items of `supplies`. An order that must ship complete is tried at the rank of
    its first line, and succeeds only where all its due lines are among `lines` and can be met; the caller sees to that.
    Under a share policy `demands` has everybody who has a line among `lines`.
    """
    queue = in_order(lines, rules)
    run = Filling(supplies, rules, demands)
    run.serve(run.serve_pins(queue))
    decisions: dict[int, list[LineDecision]] = {item: [] for item in supplies}
    made = run.made
    for item, line in zip(map(_ITEM, queue), map(_LINE, queue), strict=True):
        decisions[item].append(made[line])
    return {item: made for item, made in decisions.items() if made}


class Filling:
    """The stock that is left while a run serves one part of the queue after the other, and what it decided so far."""

    def __init__(self, supplies: Mapping[int, Supply], rules: Rules, demands: Mapping[ShareKey, Demand]) -> None:
        self.made: dict[int, LineDecision] = {}
        self._supplies, self._rules, self._demands, self._today = supplies, rules, demands, rules.today
        self._left = {item: max(0, supply.free) for item, supply in supplies.items()}
        self._lives = {item: supply.lives for item, supply in supplies.items() if supply.lives}
        with_rules = {item for item, supply in supplies.items() if supply.protected or supply.lives or supply.paused}
        self._plain = supplies.keys() - with_rules
        self._unreleased = {
            item for item, supply in supplies.items() if (supply.release_date or self._today) > self._today
        }
        self._last_day = date.max if rules.horizon is None else self._today + timedelta(days=rules.horizon)
        self._divides = rules.policy.divides
        self._announced = {item: supply.announced for item, supply in supplies.items() if supply.announced}
        self._held_back: dict[int, int] = {}
        """By item, the units that are kept for lines which an open receipt completes."""
        self._stopped: set[int] = set()
        self._taken: dict[tuple[int, str, int], int] = defaultdict(int)
        self._pins: dict[int, int] = {}
        self._rates = ShareRates(demands, self._taken)

    def serve_pins(self, queue: Sequence[QueuedLine]) -> Sequence[QueuedLine]:
        """Give lines of `queue`, which is sorted, what is pinned to them; return those that still want something."""
        after: dict[int, QueuedLine] = {}
        for row in [row for row in queue if row.pinned and row.pinned > row.had and not row.on_hold]:
            units = min(row.pinned - row.had, row.short, self._usable(row.item, row.rank_class, row.life))
            if units == row.short:
                self.made[row.line] = _decided(row, units, Reason.FILLED)
            elif units:
                self._pins[row.line] = units
            after[row.line] = row._replace(short=row.short - units, had=row.had + units)
            self._take(row, units)
        # A pin is a person's word, which is not given by itself; all others wait.
        self._left.update((item, 0) for item, supply in self._supplies.items() if supply.paused)
        return [served for row in queue if (served := after.get(row.line, row)).short] if after else queue

    def serve(self, queue: Sequence[QueuedLine]) -> None:
        """Decide about the lines of `queue`, which is sorted and has been through `serve_pins`."""
        whole = self._whole_orders(queue)
        if self._divides:
            for rank_class, rows in groupby(queue, key=_RANK_CLASS):
                self._serve_class(rank_class, list(rows), whole)
        else:
            self._serve_in_sequence(queue, whole)
        self._rates.renew(self.made)
        for row in queue if self._pins else ():
            if units := self._pins.get(row.line):
                self.made[row.line] = _with_pin(self.made[row.line], units)

    def obstacle(self, row: QueuedLine) -> Reason | None:
        """Return why a line is not to be served now, whatever there is."""
        if row.on_hold:
            return Reason.ON_HOLD
        if row.item in self._unreleased or (row.not_before is not None and row.not_before > self._today):
            return Reason.NOT_BEFORE
        if row.due is not None and row.due > self._last_day:
            return Reason.BEYOND_HORIZON
        return None

    def _whole_orders(self, queue: Iterable[QueuedLine]) -> dict[int, list[QueuedLine]]:
        """Return the lines of each order that must ship complete which are due."""
        whole: dict[int, list[QueuedLine]] = defaultdict(list)
        for row in queue:
            if row.ship_policy is _ORDER_COMPLETE and not row.gathers and not self.obstacle(row):
                whole[row.order].append(row)
        return whole

    def _serve_class(
        self, rank_class: str, rows: Sequence[QueuedLine], whole: Mapping[int, Sequence[QueuedLine]]
    ) -> None:
        self._serve_in_sequence((row for row in rows if row.lifted), whole)
        self._serve_in_sequence((row for row in rows if row.ship_policy is not _PARTIAL), whole)
        by_item: dict[int, list[QueuedLine]] = defaultdict(list)
        for row in rows:
            if row.line not in self.made:
                if obstacle := self.obstacle(row):
                    self.made[row.line] = _decided(row, 0, obstacle)
                else:
                    by_item[row.item].append(row)
        for item, sharing in by_item.items():
            self._divide(item, rank_class, sharing)

    def _serve_in_sequence(self, rows: Iterable[QueuedLine], whole: Mapping[int, Sequence[QueuedLine]]) -> None:
        made = self.made
        for row in rows:
            if row.line not in made:
                if obstacle := self.obstacle(row):
                    made[row.line] = _decided(row, 0, obstacle)
                elif row.ship_policy is _ORDER_COMPLETE and not row.gathers:
                    self._serve_order(whole[row.order])
                else:
                    made[row.line] = self._one(row)

    def _one(self, row: QueuedLine) -> LineDecision:
        """Decide about a line that depends on no other."""
        item = row.item
        usable = self._left[item] if item in self._plain else self._usable(item, row.rank_class, row.life)
        if usable >= row.short:
            self._take(row, row.short)
            return _decided(row, row.short, _FILLED)
        if self._announced and row.all_or_nothing and self._counts_on({row.item: row.short - usable}):
            self._keep(row, usable)
            return _decided(row, 0, Reason.AWAITS_RECEIPT)
        gets = _in_packs(row, usable) if usable and not row.all_or_nothing else 0
        if gets:
            self._take(row, gets)
        if row.gathers:
            return _decided(row, gets, Reason.GATHERS)
        if gets:
            return _decided(row, gets, Reason.PARTLY_FILLED)
        if usable:
            return _decided(row, 0, Reason.LINE_INCOMPLETE if row.all_or_nothing else Reason.PACK)
        reason = self._why_nothing(row)
        if reason is Reason.KEPT_FOR_RECEIPT:
            self._forgo(item, row.short)
        return _decided(row, 0, reason)

    def _serve_order(self, rows: Sequence[QueuedLine]) -> None:
        """Give all `rows` of one order what they are short of, or nothing to any."""
        taken: list[tuple[QueuedLine, int]] = []
        missing: dict[int, int] = defaultdict(int)
        for row in rows:
            units = min(row.short, self._usable(row.item, row.rank_class, row.life))
            self._take(row, units)
            taken.append((row, units))
            if units < row.short:
                missing[row.item] += row.short - units
        waits = bool(missing) and self._counts_on(missing)
        for row, units in taken if missing else ():
            self._take(row, -units)
            if waits:
                self._keep(row, units)
        short_items = tuple(sorted(missing.items()))
        for row in rows:
            if missing:
                reason = Reason.AWAITS_RECEIPT if waits else Reason.ORDER_INCOMPLETE
                self.made[row.line] = _decided(row, 0, reason, short_items)
            else:
                self.made[row.line] = _decided(row, row.short, Reason.FILLED)

    def _counts_on(self, missing: Mapping[int, int]) -> bool:
        """Return whether open receipts still bring all that is missing, and count on that from now on.

        What is there is then kept for it, so that goods scanned one by one do not feed lines that take parts first.
        """
        if any(units > self._announced.get(item, 0) for item, units in missing.items()):
            return False
        for item, units in missing.items():
            self._announced[item] -= units
        return True

    def _keep(self, row: QueuedLine, units: int) -> None:
        """Take units for a line that gets them when an open receipt has brought the rest."""
        self._take(row, units)
        if units:
            self._held_back[row.item] = self._held_back.get(row.item, 0) + units
            self._rates.keep((row.item, row.rank_class, row.customer), units)

    def _forgo(self, item: int, units: int) -> None:
        """Note that lines would have units of what is kept, so that those behind them are not told the same of it."""
        self._held_back[item] -= units
        if self._held_back[item] <= 0:
            del self._held_back[item]

    def _divide(self, item: int, rank_class: str, rows: Sequence[QueuedLine]) -> None:
        """Share what the lines of one class may use of an item."""
        usable = self._usable(item, rank_class, 0)
        if usable and (item in self._lives or usable < sum(map(_SHORT, rows))):
            self._divide_scarce(item, rank_class, rows)
            return
        # For everybody, or for nobody: there is nothing to reckon.
        units = list(map(_SHORT, rows)) if usable else [0] * len(rows)
        reason = _FILLED if usable else self._why_nothing(rows[0])
        if reason is Reason.KEPT_FOR_RECEIPT:
            self._forgo(item, sum(map(_SHORT, rows)))
        self._take_all(item, rank_class, rows, units)
        made = self.made
        for row, gets in zip(rows, units, strict=True):
            made[row.line] = _decided(row, gets, reason, share=(rank_class, ()))

    def _divide_scarce(self, item: int, rank_class: str, rows: Sequence[QueuedLine]) -> None:
        lives = {row.life for row in rows}
        before = {life: self._usable(item, rank_class, life) for life in lives}
        nothing = self._why_nothing(rows[0])
        offers = [Offer(0, self._usable(item, rank_class, 0)), *self._lives.get(item, ())]
        wants = [_new(Want, of_row) for of_row in map(_WANT, rows)]
        strict = self._rules.strict
        shares = divide(wants, self._claims(item, rank_class, rows), offers, strict=strict)
        self._take_all(item, rank_class, rows, shares.units)
        # Without `strict`, all is given that fits: what is left for a line is less than its pack.
        no_pack = {life for life in lives if not strict and self._usable(item, rank_class, life)}
        by_share = Reason.FAIR_SHARE if self._rules.policy is Policy.FAIR_SHARE else Reason.EQUAL_SHARE
        share = rank_class, self._rates.note(item, rank_class, map(_LINE, rows))
        made, passed_over, stopped_at = self.made, shares.passed_over, shares.stopped_at
        kept = set() if stopped_at is None else self._kept(wants, self._claims(item, rank_class, rows), shares)
        for row, gets in zip(rows, shares.units, strict=True):
            line, life = row.line, row.life
            if gets == row.short:
                reason = _FILLED
            elif line == stopped_at or line in passed_over or life in no_pack:
                reason = Reason.PACK
            elif line in kept:
                reason = Reason.KEPT_FOR_PACK
            else:
                reason = by_share if before[life] else nothing
            made[line] = _decided(row, gets, reason, share=share)
        if stopped_at is not None:
            self._stopped.add(item)
            self._plain.discard(item)

    @staticmethod
    def _kept(wants: Sequence[Want], claims: Mapping[int, Claim], shares: Shares) -> set[int]:
        """Return the lines that would have more, had their division gone on where it stopped."""
        rest = [
            want._replace(short=want.short - units, had=want.had + units)
            for want, units in zip(wants, shares.units, strict=True)
            if units < want.short
        ]
        more = divide(rest, claims, shares.left).units
        return {want.line for want, units in zip(rest, more, strict=True) if units}

    def _claims(self, item: int, rank_class: str, rows: Iterable[QueuedLine]) -> dict[int, Claim]:
        """Return what the customers of `rows` may claim, with what this run has given them so far."""
        by_demand = self._rules.policy is Policy.FAIR_SHARE
        demands, taken = self._demands, self._taken
        claims: dict[int, Claim] = {}
        for customer in set(map(_CUSTOMER, rows)):
            key = _new(ShareKey, (item, rank_class, customer))
            weight, ordered, received = demands[key]
            claims[customer] = _new(Claim, (weight * ordered if by_demand else 1, received + taken.get(key, 0)))
        return claims

    def _protected(self, item: int, rank_class: str) -> int:
        supply = self._supplies[item]
        return supply.protected if supply.open_to and rank_class > supply.open_to else 0

    def _usable(self, item: int, rank_class: str, life: int) -> int:
        """Return how many units a line could take now."""
        usable = self._left[item]
        if item in self._plain:
            return usable
        usable = max(0, usable - self._protected(item, rank_class))
        for asked, left in self._lives.get(item, ()):
            if asked <= life:
                usable = min(usable, max(0, left))
        return 0 if item in self._stopped else usable

    def _why_nothing(self, row: QueuedLine) -> Reason:
        """Return why a line that could use nothing could not."""
        held_back = self._held_back.get(row.item, 0)
        if row.item in self._plain:
            return Reason.KEPT_FOR_RECEIPT if held_back else _OUT_OF_STOCK
        if self._supplies[row.item].paused:
            return Reason.PAUSED
        if row.item in self._stopped:
            return Reason.KEPT_FOR_PACK
        protected = self._protected(row.item, row.rank_class)
        if self._left[row.item] > protected:
            return Reason.LIFE
        if held_back and self._left[row.item] + held_back > protected:
            return Reason.KEPT_FOR_RECEIPT
        return Reason.PROTECTED if self._left[row.item] else _OUT_OF_STOCK

    def _take_all(self, item: int, rank_class: str, rows: Sequence[QueuedLine], units: Sequence[int]) -> None:
        """Do what `_take` does, for lines of an item and class that share."""
        if item in self._lives:
            for row, gets in zip(rows, units, strict=True):
                self._take(row, gets)
            return
        self._left[item] -= sum(units)
        taken = self._taken
        for customer, gets in zip(map(_CUSTOMER, rows), units, strict=True):
            if gets:
                taken[item, rank_class, customer] += gets

    def _take(self, row: QueuedLine, units: int) -> None:
        """Take units for a line from what is left; negative units are put back."""
        self._left[row.item] -= units
        if self._lives and row.life:
            lives = self._lives.get(row.item, ())
            self._lives[row.item] = tuple(
                Offer(life, left - units if life <= row.life else left) for life, left in lives
            )
        if self._divides:
            self._taken[row.item, row.rank_class, row.customer] += units


def _decided(
    row: QueuedLine, gets: int, reason: Reason, short: tuple[tuple[int, int], ...] = (), share: Share = ("", ())
) -> LineDecision:
    return _new(LineDecision, (row.line, row.short, row.had, gets, reason, short, row.lifted, *share))


def _in_packs(row: QueuedLine, usable: int) -> int:
    """Return how much of `usable`, which is less than the line is short of, leaves it with whole packs."""
    return max(0, (row.had + usable) // row.multiple * row.multiple - row.had)


def _with_pin(decision: LineDecision, pinned: int) -> LineDecision:
    """Return what was decided about the rest of a line together with what was pinned to it and is now its own."""
    return decision._replace(
        asked=decision.asked + pinned,
        had=decision.had - pinned,
        gets=decision.gets + pinned,
        reason=decision.reason if decision.gets else Reason.PINNED,
    )
