"""Who gets free stock, said unit by unit and pack by pack in the plainest way."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from tests.domain.queues import in_order
from tests.domain.shares_reference import Table
from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.queue import QueuedLine, Rules
from warehouse_app.domain.shares import Claim, Offer, Want
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.domain.supply import Demand, ShareKey, Supply

ALL_OF_ORDER = ShipPolicy.ORDER_COMPLETE
ALL_OF_LINE = ShipPolicy.LINE_COMPLETE


class Shelf:
    """What is left of each item, handed out unit by unit."""

    def __init__(self, supplies: Mapping[int, Supply], rules: Rules) -> None:
        self.supplies, self.rules = supplies, rules
        self.got: Counter[QueuedLine] = Counter()
        self.kept: Counter[QueuedLine] = Counter()
        """What is kept for lines that open receipts are still to complete."""
        self.awaiting: set[QueuedLine] = set()
        self.forgone: Counter[int] = Counter()
        """What of it others would have, were it not kept."""
        self.announced = Counter({item: supply.announced for item, supply in supplies.items()})
        self.stopped: set[int] = set()
        self.by_hand = False
        """Whether what is given is what a person has pinned: that is given in a pause too."""

    def gone(self, item: int, days: int = 0) -> int:
        """Return what lines of an item that ask for so many days or more were given, or are kept."""
        taken = self.got + self.kept
        return sum(units for row, units in taken.items() if row.item == item and row.life >= days)

    def left(self, item: int) -> int:
        return max(self.supplies[item].free, 0) - self.gone(item)

    def kept_back(self, row: QueuedLine) -> int:
        supply = self.supplies[row.item]
        sees_all = supply.open_to == "" or row.rank_class in "ABC"[: "ABC".index(supply.open_to) + 1]
        return 0 if sees_all else supply.protected

    def lasting(self, item: int, days: int) -> int:
        """Return what lines that ask for so many days or more may still take."""
        [offered] = [offer.left for offer in self.supplies[item].lives if offer.life == days]
        return offered - self.gone(item, days)

    def may_take(self, row: QueuedLine) -> int:
        """Return how many single units the line could take now."""
        if row.item in self.stopped or (self.supplies[row.item].paused and not self.by_hand):
            return 0
        asked = [days for days, _ in self.supplies[row.item].lives if days <= row.life]
        limits = [self.left(row.item) - self.kept_back(row), *(self.lasting(row.item, days) for days in asked)]
        return max(0, min(limits))

    def wants(self, row: QueuedLine) -> int:
        return row.short - self.got[row]

    def obstacle(self, row: QueuedLine) -> Reason | None:
        today = self.rules.today
        if row.on_hold:
            return Reason.ON_HOLD
        if any(day is not None and day > today for day in (self.supplies[row.item].release_date, row.not_before)):
            return Reason.NOT_BEFORE
        if self.rules.horizon is not None and row.due is not None and row.due > today + timedelta(self.rules.horizon):
            return Reason.BEYOND_HORIZON
        return None

    def pin(self, row: QueuedLine) -> int:
        """Give the line unit by unit what a person has fixed to it; return the units."""
        while not row.on_hold and self.wants(row) and row.had + self.got[row] < row.pinned and self.may_take(row):
            self.got[row] += 1
        return self.got[row]

    def packs(self, row: QueuedLine) -> None:
        """Give the line one pack after the other while the next one fits."""
        while self.wants(row):
            to_border = row.multiple - (row.had + self.got[row]) % row.multiple
            pack = min(to_border, self.wants(row))
            if pack > self.may_take(row):
                break
            self.got[row] += pack

    def all_of(self, rows: Sequence[QueuedLine]) -> tuple[tuple[int, int], ...]:
        """Give every row all that it wants, or nothing to any; return (item, units short) where there is too little.

        Where all that is short is announced, what there is is kept for them.
        """
        before = self.got.copy()
        refused: Counter[int] = Counter()
        for row in rows:
            for _ in range(self.wants(row)):
                fits = self.may_take(row) > 0
                self.got[row] += fits
                refused[row.item] += not fits
        missing = +refused
        if missing:
            taken = self.got - before
            self.got = before
            if all(self.announced[item] >= units for item, units in missing.items()):
                self.announced -= missing
                self.kept += taken
                self.awaiting.update(rows)
        return tuple(sorted(missing.items()))

    def why_nothing(self, row: QueuedLine) -> Reason:
        """Return why a line that may take nothing may not."""
        if self.supplies[row.item].paused:
            return Reason.PAUSED
        if row.item in self.stopped:
            return Reason.KEPT_FOR_PACK
        left, kept_back, kept = self.left(row.item), self.kept_back(row), self.still_kept(row.item)
        if left > kept_back:
            return Reason.LIFE
        if kept and left + kept > kept_back:
            return Reason.KEPT_FOR_RECEIPT
        return Reason.PROTECTED if left else Reason.OUT_OF_STOCK

    def still_kept(self, item: int) -> int:
        """Return what is kept of an item and was not told to anybody as kept from him."""
        return sum(units for row, units in self.kept.items() if row.item == item) - self.forgone[item]

    def refuse(self, rows: Sequence[QueuedLine]) -> Reason:
        """Return why lines of one class that may take nothing may not; what is kept from them is kept from no other."""
        item, reason = rows[0].item, self.why_nothing(rows[0])
        if reason is Reason.KEPT_FOR_RECEIPT:
            self.forgone[item] += min(self.still_kept(item), sum(map(self.wants, rows)))
        return reason


class Reference:
    """One fill of `lines`, step by step. After the pins, all of one of the `parts` are served before the next."""

    def __init__(
        self,
        supplies: Mapping[int, Supply],
        lines: Sequence[QueuedLine],
        rules: Rules,
        demands: Mapping[ShareKey, Demand],
        parts: Sequence[Callable[[QueuedLine], bool]] = (lambda _: True,),
    ) -> None:
        self.rules, self.demands = rules, demands
        self.shelf = Shelf(supplies, rules)
        self.queue = in_order(lines, rules)
        self.shelf.by_hand = True
        self.pinned = {row: self.shelf.pin(row) for row in self.queue}
        self.shelf.by_hand = False
        self.why: dict[QueuedLine, Reason] = {}
        self.missing: dict[QueuedLine, tuple[tuple[int, int], ...]] = {}
        self.shared: set[QueuedLine] = set()
        self.scarce: set[QueuedLine] = set()
        for belongs in parts:
            rows = [row for row in self.queue if belongs(row)]
            for rank_class in "ABC":
                of_class = [row for row in rows if row.rank_class == rank_class]
                if rules.policy.divides:
                    self.share_class(of_class)
                else:
                    for row in of_class:
                        self.serve(row)

    def serve(self, row: QueuedLine) -> None:
        """Serve a line, or the whole order that it is of, unless that was done before."""
        if row in self.why:
            return
        shelf = self.shelf
        could = shelf.may_take(row)
        before = shelf.got[row]
        if not shelf.wants(row):
            self.why[row] = Reason.FILLED
        elif obstacle := shelf.obstacle(row):
            self.why[row] = obstacle
        elif row.gathers:
            shelf.packs(row)
            self.why[row] = Reason.GATHERS
        elif row.ship_policy is ALL_OF_ORDER:
            self.serve_order(row)
        elif row.ship_policy is ALL_OF_LINE:
            shelf.all_of([row])
            if row in shelf.awaiting:
                self.why[row] = Reason.AWAITS_RECEIPT
            else:
                self.why[row] = Reason.LINE_INCOMPLETE if could else shelf.refuse([row])
        elif could == 0:
            self.why[row] = shelf.refuse([row])
        else:
            shelf.packs(row)
            self.why[row] = Reason.PARTLY_FILLED if shelf.got[row] > before else Reason.PACK

    def serve_order(self, row: QueuedLine) -> None:
        shelf = self.shelf
        together = [
            other
            for other in self.queue
            if (other.order, other.ship_policy, other.gathers) == (row.order, ALL_OF_ORDER, False)
            and not shelf.obstacle(other)
            and shelf.wants(other)
        ]
        missing = shelf.all_of(together)
        for other in together:
            self.why[other] = Reason.AWAITS_RECEIPT if other in shelf.awaiting else Reason.ORDER_INCOMPLETE
            self.missing[other] = missing

    def share_class(self, rows: Sequence[QueuedLine]) -> None:
        """Serve lifted lines, then what goes all or nothing, and divide the rest item by item."""
        for row in rows:
            if row.lifted or not self.shelf.wants(row) or self.shelf.obstacle(row):
                self.serve(row)
        for row in rows:
            if row.ship_policy is not ShipPolicy.PARTIAL:
                self.serve(row)
        rest = [row for row in rows if row not in self.why]
        for item in sorted({row.item for row in rest}):
            self.divide([row for row in rest if row.item == item])

    def divide(self, rows: Sequence[QueuedLine]) -> None:
        shelf, item, strict = self.shelf, rows[0].item, self.rules.strict
        could, before = {row: shelf.may_take(row) for row in rows}, shelf.got.copy()
        why_nothing = {row: shelf.why_nothing(row) for row in rows if not could[row]}
        anything = shelf.may_take(rows[0]._replace(life=0))
        if not anything:
            why_nothing = dict.fromkeys(rows, shelf.refuse(rows))
        offers = [Offer(0, anything), *(Offer(days, shelf.lasting(item, days)) for days, _ in self.lives(item))]
        wants = [
            Want(row.line, row.customer, shelf.wants(row), row.had + shelf.got[row], row.multiple, row.life)
            for row in rows
        ]
        claims = {row.customer: self.claim(row) for row in rows}
        table, spilt = Table(wants, claims, offers), Table(wants, claims, offers)
        table.strict() if strict else table.spill()
        spilt.spill()
        kept = {row for row, units, more in zip(rows, table.given, spilt.given, strict=True) if more > units}
        for row, units in zip(rows, table.given, strict=True):
            shelf.got[row] += units
        for row in rows:
            no_pack = row.line in table.passed_over or row.line == table.stopped_at
            if row in why_nothing:
                self.why[row] = why_nothing[row]
            elif no_pack or (shelf.may_take(row) and not strict):
                self.why[row] = Reason.PACK
            elif row in kept:
                self.why[row] = Reason.KEPT_FOR_PACK
            elif self.rules.policy is Policy.FAIR_SHARE:
                self.why[row] = Reason.FAIR_SHARE
            else:
                self.why[row] = Reason.EQUAL_SHARE
        self.shared.update(rows)
        if anything and (
            self.lives(item) or anything < sum(shelf.wants(row) + shelf.got[row] - before[row] for row in rows)
        ):
            self.scarce.update(rows)
        if table.stopped_at is not None:
            shelf.stopped.add(item)

    def lives(self, item: int) -> tuple[Offer, ...]:
        return self.shelf.supplies[item].lives

    def claim(self, row: QueuedLine) -> Claim:
        """Return what the line's customer may claim; what this run has given it so far counts as received."""
        key = ShareKey(row.item, row.rank_class, row.customer)
        demand = self.demands[key]
        same = [other for other in self.queue if (other.item, other.rank_class, other.customer) == key]
        weight = demand.weight * demand.ordered if self.rules.policy is Policy.FAIR_SHARE else 1
        taken = self.shelf.got + self.shelf.kept
        return Claim(weight, demand.received + sum(taken[other] for other in same))

    def how_shared(self, row: QueuedLine) -> tuple[int, ...]:
        """Return the lowest and highest fill rate of the customers of a line's item and class, and the most one has."""
        rates, most = [], 0
        for key, demand in self.demands.items():
            if key[:2] == (row.item, row.rank_class) and demand.ordered:
                of_customer = [each for each in self.queue if (each.item, each.rank_class, each.customer) == key]
                has = demand.received + sum(self.shelf.got[each] for each in of_customer)
                rates.append(100 * has // demand.ordered)
                most = max(most, has)
        return (min(rates), max(rates), most) if row in self.scarce else ()

    def decision(self, row: QueuedLine) -> LineDecision:
        gets = self.shelf.got[row]
        if gets == row.short:
            return LineDecision(
                *(row.line, row.short, row.had, gets, Reason.FILLED, (), row.lifted),
                *(self.class_of(row), self.how_shared(row)),
            )
        only_pin = gets == self.pinned[row] > 0
        why = Reason.PINNED if only_pin else self.why[row]
        missing = self.missing.get(row, ())
        shared = self.class_of(row), self.how_shared(row)
        return LineDecision(row.line, row.short, row.had, gets, why, missing, row.lifted, *shared)

    def class_of(self, row: QueuedLine) -> str:
        return row.rank_class if row in self.shared else ""


def reference(
    supplies: Mapping[int, Supply],
    lines: Sequence[QueuedLine],
    rules: Rules,
    demands: Mapping[ShareKey, Demand] | None = None,
) -> dict[int, list[LineDecision]]:
    """Decide as the words of the rule say."""
    made = Reference(supplies, lines, rules, demands or {})
    decisions: dict[int, list[LineDecision]] = {}
    for row in made.queue:
        decisions.setdefault(row.item, []).append(made.decision(row))
    return decisions
