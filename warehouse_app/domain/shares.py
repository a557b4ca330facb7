"""What one item has to give, divided among the waiting lines of one priority class by what their customers may claim.

The rule is Webster's (Sainte-Laguë's) with packs in the place of seats: the next pack goes to the customer with the
greatest weight / (2 · received + pack), pack being the first that fits in the order of the customer's lines. It is
reckoned here as the smallest (2 · received + pack) / weight, the *level* of the pack: within one customer levels only
rise, so a division is a merge, and all packs up to some level can be given at once. A division goes through phases,
each of which ends where a pack that still fitted no longer does; what no longer fits never will again.

See M. L. Balinski and H. P. Young, "Fair Representation" (1982), on why this method and no other takes nothing from
anyone when there is more to give.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heapreplace
from itertools import accumulate
from operator import add, ge, itemgetter, sub
from typing import NamedTuple


class Want(NamedTuple):
    """A waiting line that may be given a part of what it is short of. Quantities in base units."""

    line: int
    customer: int
    short: int
    """More than 0."""
    had: int
    """What it holds already: its packs are counted from 0, so after an edit the first may be a smaller one."""
    multiple: int
    """Units in a pack, at least 1; the last pack may be a smaller one."""
    demand_life: int = 0
    """Days of remaining shelf life that it asks for; 0 = none."""


class Claim(NamedTuple):
    """Of one customer, for the item and class: its part is in proportion to `weight` (more than 0).

    For a fair share that is the customer's weight times its demand, for an equal share 1. `received` is what was
    shipped and allocated so far, in base units.
    """

    weight: int
    received: int


class Offer(NamedTuple):
    """What the lines that ask for `life` days or more may still take together, in base units."""

    life: int
    left: int


class Shares(NamedTuple):
    """How much each line gets, in the order of the wants, and where packs that did not fit made a difference."""

    units: list[int]
    passed_over: frozenset[int]
    """Lines whose turn came while less was left for them than their pack, so that it went to a later one."""
    stopped_at: int | None
    """The line at whose pack a strict division stopped."""
    left: list[Offer]


def divide(
    wants: Sequence[Want], claims: Mapping[int, Claim], offers: Sequence[Offer], *, strict: bool = False
) -> Shares:
    """Divide `offers` among `wants`, which stand in queue order; `claims` has every customer of theirs.

    `offers` ascend by life and start with one of 0 days, which is all that is left. Levels that are equal are decided
    by the places of the lines that would get the packs. A pack that no longer fits what its line may use is passed
    over, or, where `strict`, ends the division while anything is left that the line may use. Costs O(n log n) for each
    pack size and shelf life among the wants, whatever the quantities.
    """
    division = _Division(wants, claims, offers, strict=strict)
    while division.goes_on():
        pass
    left = [Offer(offer.life, max(0, units)) for offer, units in zip(offers, division.left, strict=True)]
    passed_over = frozenset(wants[place].line for place in division.passed_over)
    stopped_at = None if division.stopped_at is None else wants[division.stopped_at].line
    return Shares(division.units, passed_over, stopped_at, left)


_Part = tuple[int, int, int, int, int]
"""Equal packs in a row: (customer, place of the line in the queue, number of the offer it takes from, units in a pack,
packs). Where there are 0 packs, the line's next one does not fit, though something is left that it may use.
"""
_PACK = itemgetter(3)


def _packs(want: Want) -> list[tuple[int, int]]:
    """Return (units in a pack, packs) of what a line wants, in the order in which it takes them."""
    first = min(-want.had % want.multiple, want.short)
    whole, last = divmod(want.short - first, want.multiple)
    return [(pack, count) for pack, count in ((first, 1), (want.multiple, whole), (last, 1)) if pack and count]


class _Division:
    """A division between two phases: what is left, and what each line still wants, customer by customer."""

    def __init__(
        self, wants: Sequence[Want], claims: Mapping[int, Claim], offers: Sequence[Offer], *, strict: bool
    ) -> None:
        self.strict = strict
        self.left = [max(0, offer.left) for offer in offers]
        self.units = [0] * len(wants)
        self.passed_over: set[int] = set()
        self.stopped_at: int | None = None
        lives = [offer.life for offer in offers]
        of_customer: dict[int, list[_Part]] = defaultdict(list)
        for place, want in enumerate(wants):
            _, customer, short, _, multiple, demand_life = want
            life = bisect_right(lives, demand_life) - 1
            if multiple == 1:
                of_customer[customer].append((customer, place, life, 1, short))
            else:
                of_customer[customer].extend((customer, place, life, pack, count) for pack, count in _packs(want))
        self.parts = [part for parts in of_customer.values() for part in parts]
        self.weights = {customer: claims[customer].weight for customer in of_customer}
        self.received = {customer: claims[customer].received for customer in of_customer}
        # Two levels of weights up to w are equal or at least 1 / w² apart, so whole w²-ths keep them in order.
        self.scale = max(self.weights.values(), default=1) ** 2

    def goes_on(self) -> bool:
        """Give packs until one that fitted no longer does; return whether anything was given and more may be."""
        self._drop_what_does_not_fit()
        if not any(part[4] for part in self.parts):
            return False
        phase = _Phase(self)
        phase.jump()
        self.stopped_at = phase.step()
        self.passed_over |= phase.passed_over()
        self.left = phase.left
        units = self.units
        for (_, place, _, pack, _), taken in zip(self.parts, phase.taken, strict=True):
            units[place] += taken * pack
        if self.stopped_at is not None or not self.left[0]:
            return False
        self.parts = self._rest(phase.taken)
        return True

    def _rest(self, taken_packs: Iterable[int]) -> list[_Part]:
        """Add what was taken of each part to what its customer has received; return what is left of the parts."""
        rest: list[_Part] = []
        for part, taken in zip(self.parts, taken_packs, strict=True):
            customer, place, life, pack, count = part
            if taken:
                self.received[customer] += taken * pack
                if taken < count:
                    rest.append((customer, place, life, pack, count - taken))
            elif count or place not in self.passed_over:
                rest.append(part)
        return rest

    def _drop_what_does_not_fit(self) -> None:
        usable = list(accumulate(self.left, min))
        if max(map(_PACK, self.parts), default=0) <= usable[-1]:
            return
        parts: list[_Part] = []
        dropped = -1
        for customer, place, life, pack, count in self.parts:
            if place == dropped or not usable[life]:
                continue
            if self.strict or pack <= usable[life]:
                parts.append((customer, place, life, pack, count))
            else:
                parts.append((customer, place, life, pack, 0))
                dropped = place
        self.parts = parts


_Span = tuple[int, int, int, int, int]
"""Of equal packs in a row: (level where they start, where they end, that of the last, weight, number of the offer)."""


def _level_where(spans: Sequence[_Span], goals: Iterable[int], scale: int, most: int) -> int:
    """Return about the level, no more than `most`, at which the first of the offers has given its goal.

    As if packs were divisible: a customer then has weight · level / 2, within what it wants, which is a line with bends
    where a span starts and ends.
    """
    for number, goal in enumerate(goals):
        bends = [(start, weight) for start, _, _, weight, life in spans if life >= number]
        bends += [(end, -weight) for _, end, _, weight, life in spans if life >= number]
        bends.sort()
        rate, level, missing = 0, 0, max(0, 2 * scale * goal)
        for bend, change in bends:
            gain = rate * (bend - level)
            if gain > missing:
                most = min(most, level + missing // rate)
                break
            missing -= gain
            rate += change
            level = bend
    return most


class _Phase:
    """A stretch of a division in which the same packs fit, so that the order of all of them is known beforehand."""

    def __init__(self, division: _Division) -> None:
        self.strict, self.scale = division.strict, division.scale
        self.left = division.left
        self.customers, self.places, self.lives, self.packs, self.counts = zip(*division.parts, strict=True)
        self.weights = [division.weights[customer] for customer in self.customers]
        self.taken = [0] * len(self.counts)
        self.last = (0, 0)
        """Level and place of the last pack given; within a phase they only rise."""
        self.starts: list[int] = []
        """Twice what the customer will have received when the turn of the part comes."""
        owner, start = None, 0
        for customer, pack, count in zip(self.customers, self.packs, self.counts, strict=True):
            if customer != owner:
                owner, start = customer, 2 * division.received[customer]
            self.starts.append(start)
            start += 2 * pack * count
        widest = [0] * len(self.left)
        for life, pack, fits in {*zip(self.lives, self.packs, map(bool, self.counts), strict=True)}:
            widest[life] = max(widest[life], pack * fits)
        self.widest = list(accumulate(reversed(widest), max))[::-1]
        """The largest pack that each offer may have to give."""
        needs = [1 if self.strict else max(1, pack) for pack in self.widest]
        self.needs = list(map(min, needs, self.left))
        """The phase ends where less than this is left of an offer."""

    def jump(self) -> None:
        """Give all packs up to a level, so that no more than about two for each part are left to give in this phase.

        The level is found between two at which packs of any size would lie below and above what there is to give.
        """
        few = 2 * len(self.counts)
        few_units = few * min(pack for pack, count in zip(self.packs, self.counts, strict=True) if count)
        if self.left[0] <= few_units:
            return
        spans = self._spans()
        margins = [(len(self.counts) // 2 + 1) * pack for pack in self.widest]
        low, high = 0, max(last for _, _, last, _, _ in spans)
        below, above = 0, sum(self.counts)
        there, guesses = self.left, [map(sub, self.left, margins), map(add, self.left, margins)]
        while above - below > few and self.left[0] > few_units and high - low > 1:
            level = _level_where(spans, guesses.pop(0), self.scale, high) if guesses else (low + high) // 2
            level = min(max(level, low + 1), high - 1)
            taken = self._taken_at(level)
            left = self._less(there, taken)
            if all(map(ge, left, self.needs)):
                low, below, self.taken, self.left = level, sum(taken), taken, left
            else:
                high, above = level, sum(taken)

    def _spans(self) -> list[_Span]:
        scale = self.scale
        columns = zip(self.starts, self.packs, self.counts, self.weights, self.lives, strict=True)
        return [
            (
                start * scale // weight,
                (end := start + 2 * pack * count) * scale // weight,
                (end - pack) * scale // weight,
                weight,
                life,
            )
            for start, pack, count, weight, life in columns
            if count
        ]

    def _taken_at(self, level: int) -> list[int]:
        """Return how many packs of each part have `level` or less."""
        above, scale = level + 1, self.scale
        columns = zip(self.starts, self.packs, self.counts, self.weights, strict=True)
        return [
            count
            if (packs := ((above * weight - 1) // scale - start + pack) // (2 * pack)) > count
            else packs * (packs > 0)
            for start, pack, count, weight in columns
        ]

    def _less(self, left: Sequence[int], taken: Sequence[int]) -> list[int]:
        """Return what is left of each offer after `taken` packs of each part."""
        units = [0] * len(left)
        for life, pack, packs in zip(self.lives, self.packs, taken, strict=True):
            units[life] += pack * packs
        return list(map(sub, left, list(accumulate(reversed(units)))[::-1]))

    def step(self) -> int | None:
        """Give pack by pack until the phase ends; return the place of the line at whose pack a division stopped."""
        left, needs, lives, packs, taken = self.left.copy(), self.needs, self.lives, self.packs, self.taken
        self.left = left
        heap = self._next_packs()
        heapify(heap)
        ends = False
        while heap and not ends:
            level, place, part = heap[0]
            life, pack = lives[part], packs[part]
            if self.strict and pack > min(left[: life + 1]):
                return place
            for number in range(life + 1):
                left[number] -= pack
                ends |= left[number] < needs[number]
            taken[part] += 1
            self.last = (level, place)
            following = part if taken[part] < self.counts[part] else self._part_after(part)
            if following is None:
                heappop(heap)
            else:
                heapreplace(heap, self._pack(following))
        return None

    def _next_packs(self) -> list[tuple[int, int, int]]:
        """Return (level, place, part) of the next pack of each customer."""
        packs, done = [], None
        for part, customer in enumerate(self.customers):
            if customer != done and self.taken[part] < self.counts[part]:
                packs.append(self._pack(part))
                done = customer
        return packs

    def _pack(self, part: int) -> tuple[int, int, int]:
        number = 2 * self.taken[part] + 1
        level = (self.starts[part] + number * self.packs[part]) * self.scale // self.weights[part]
        return level, self.places[part], part

    def _part_after(self, part: int) -> int | None:
        """Return the part that the customer takes from when it has taken all of `part`."""
        for following in range(part + 1, len(self.customers)):
            if self.customers[following] != self.customers[part]:
                return None
            if self.counts[following]:
                return following
        return None

    def passed_over(self) -> set[int]:
        """Return the places of lines whose pack did not fit when its turn came, while a later one was given."""
        if all(self.counts):
            return set()
        has = {}
        for customer, start, pack, taken in zip(self.customers, self.starts, self.packs, self.taken, strict=True):
            if taken or customer not in has:
                has[customer] = start + 2 * pack * taken
        passed = set()
        for part, count in enumerate(self.counts):
            if count == 0:
                given_since = has[self.customers[part]] - self.starts[part]
                if given_since > 0 or (given_since == 0 and self._pack(part)[:2] < self.last):
                    passed.add(self.places[part])
        return passed
