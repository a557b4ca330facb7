"""What counts have booked of goods since these were received: putting the receipt right does not book it again.

As far as a receipt explains what a count missed, or found beyond the books, that difference is made good: by moves that
name those of the count, so that none of it is made good twice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.statuses import HOLDS_PICKED, StockStatus
from warehouse_app.services.booking import Arrival
from warehouse_app.services.contract import Work
from warehouse_app.services.counts_of_lots import Counted, CountsOfLots, MadeGood
from warehouse_app.services.lineage import lineage
from warehouse_app.services.received_lines import ReceivedLine


class CountedWord(StrEnum):
    """What a count had booked already; each has a sentence in `texts.stock`."""

    MISSED = "counted-missed-already"
    FOUND = "counted-found-already"


@dataclass(frozen=True)
class AlreadyCounted:
    """`units` of goods that a count (its number) had missed at `place` already; `found`: that it had found there."""

    count: str
    sku: str
    lot: str
    place: str
    units: int
    found: bool = False

    @property
    def word(self) -> CountedWord:
        """The code of the sentence that says so."""
        return CountedWord.FOUND if self.found else CountedWord.MISSED


class Instead(NamedTuple):
    """Goods that counts missed (as they lie again, as they came), in whose place some of another lot (id) were found.

    These come where those were missed.
    """

    missed: Arrival
    came: Arrival
    lot: int

    @property
    def is_elsewhere(self) -> bool:
        """Return whether they were missed elsewhere, or in another state, than they came."""
        return not _lies_alike(self.missed, self.came)


class Explained(NamedTuple):
    """Units of a line that counts have taken already, how many that never came no count has taken yet, and what was
    found instead of those that were taken.
    """

    units: int
    fewer: int
    instead: tuple[Instead, ...] = ()


class CountedSince:
    """The differences of goods that were counted after an action had received them, and what of these is made good.

    `action` (its row) has booked goods on a receipt (id), or has put right there what was; of it, `going` are the lines
    that are taken back, and `coming` what they were in truth. A difference is explained by what is said otherwise now
    than when it was booked, and no unit of that explains two: that is asked of a lot, in whatever state it lies, since
    goods that are set aside, or released, are still what they came as.
    """

    def __init__(
        self, work: Work, action: int, receipt: int, going: Iterable[ReceivedLine], coming: Sequence[Arrival]
    ) -> None:
        self._work = work
        self._action = action
        self._going = {line.row for line in going}
        self._lineage = lineage(work, action, receipt, self._going)
        self._coming = coming
        self._total = sum(each.quantity for each in coming)
        self._ledger = CountsOfLots(work, self._lineage)
        self._made_good: list[MadeGood] = []

    def explain(self, line: ReceivedLine) -> Explained:
        """Make good what counts found where goods of a line lay as they came.

        What came less is missed as such; what came as something else, as far as this was found in the same place. What
        an earlier correction made good stands again, as far as its number was a mistake.
        """
        own = Arrival(line.item, line.lot, line.expiry, line.location, line.kind, line.status, line.quantity)
        self._miss_again(own)
        instead: list[Instead] = []
        beyond = self._total - line.quantity - self.missing_again[line.lot]
        for each in self._coming:
            if each.lot == line.lot:
                beyond -= self._found_more(own, each, beyond)
            else:
                instead += self._found_instead(own, each)
        others = sum(each.missed.quantity for each in instead)
        # What others are found instead of is not found again: each unit that goes is made up for once.
        again = self._found_again(own, line.quantity - self._come(own) - others)
        fewer = max(0, line.quantity - self._total - again)
        missed = 0
        for place in (*_in_either_state(own), *self._totes(own)):
            missed += self.missed(place, own, fewer - missed)
        return Explained(others + again + missed, fewer - missed, tuple(instead))

    def missed(self, goods: Arrival, received: Arrival, most: int) -> int:
        """Make good, and return, how many units (`most` at most) counts have missed where goods lie, and found nowhere.

        `received` says how they lay as they came.
        """
        missing = self._missing(goods, min(most, -self._net_of_lot(goods)), came_as_nothing=True)
        self._make_good(goods, received, missing)
        return _units(missing)

    def were_brought(self, goods: Arrival) -> bool:
        """Return whether some of a lot was carried since to where goods lie."""
        return any(place.location == goods.location for place in self._ledger.where_brought(goods))

    def _found_more(self, own: Arrival, coming: Arrival, most: int) -> int:
        """Make good, and return, how many units (`most` at most) counts have found of a lot of which more came."""
        units = 0
        for place in _in_either_state(own):
            found = self._found(place, most - units)
            self._make_good(place, coming, found)
            units += _units(found)
        return units

    def _found_instead(self, own: Arrival, other: Arrival) -> Iterator[Instead]:
        """Make good what counts missed of goods where they found others that come in their place."""
        left = other.quantity - self._missing_as(other)
        for place, there in self._pairs(own, other):
            if some := min(_units(self._missing(place, left)), _units(self._found(there, left))):
                come = other._replace(location=there.location, kind=there.kind)
                self._make_good(place, place, self._missing(place, some))
                self._make_good(there, come, self._found(there, some))
                left -= some
                yield Instead(place._replace(quantity=some), own._replace(quantity=some), other.lot)

    def _pairs(self, own: Arrival, other: Arrival) -> Iterator[tuple[Arrival, Arrival]]:
        """Yield each place and state where goods may be missing in whose place `other` goods may be found there."""
        for place in (own, *self._ledger.where_brought(own)):
            for missing in _in_either_state(place):
                for found in _in_either_state(other):
                    yield missing, found._replace(location=place.location, kind=place.kind)

    # --- what is explained ---

    def _missing(self, goods: Arrival, most: int, *, came_as_nothing: bool = False) -> list[Counted]:
        """Return what counts have missed of goods where they lie, and what is said now explains."""
        now = self._total if came_as_nothing else self._come(goods)
        return self._explained(goods, min(most, -self._net(goods)), -1, now)

    def _found(self, goods: Arrival, most: int) -> list[Counted]:
        """Return what counts have found of goods where they lie, and what is said now explains."""
        return self._explained(goods, min(most, self._net(goods)), 1, self._come(goods))

    def _come(self, goods: Arrival) -> int:
        return sum(each.quantity for each in self._coming if each.lot == goods.lot)

    def _explained(self, goods: Arrival, most: int, sign: int, coming: int) -> list[Counted]:
        found: list[Counted] = []
        for each in self._standing(goods) if most > 0 else ():
            free = self._free(goods, each.action, sign, coming, found)
            if (part := min(most, each.units * sign, free)) > 0:
                found.append(each._replace(units=part * sign))
                most -= part
        return found

    def _free(self, goods: Arrival, action: int, sign: int, coming: int, found: Sequence[Counted] = ()) -> int:
        """Return how many units of what a count changed (by an action) are still explained, beside those `found`.

        Less than 0: so many too many are made good. Of what was changed up to a count, no more is made good after it
        than is said otherwise since; that holds for this count, and for each one after it.
        """
        counts = {each.action for some in self._ledger.of(goods).values() for each in some}
        free: list[int] = []
        for count in {action, *(other for other in counts if other > action)}:
            made = [
                -each.counted.units * sign
                for each in self._all_made(goods)
                if each.counted.action <= count and (each.made_by is None or each.made_by > count)
            ]
            some = _units(each for each in found if each.action <= count)
            free.append(self._otherwise(goods.lot, count, sign, coming) - sum(made) - some)
        return min(free)

    def _otherwise(self, lot: int, action: int, sign: int, coming: int) -> int:
        """Return by how many units fewer (`sign` -1; 1: more) of a lot is said to have come, when so many are `coming`,
        than was said at an action.
        """
        now = self._lineage.stand(lot, self._going) + coming
        return max(0, (now - self._lineage.stood(lot, action)) * sign)

    def _make_good(
        self, goods: Arrival, received: Arrival, differences: Iterable[Counted], *, is_reversed: bool = False
    ) -> None:
        for each in differences:
            units = abs(each.units)
            come = goods._replace(quantity=units, corrects=each.move)
            lay = received._replace(quantity=units)
            self._made_good.append(MadeGood(each._replace(units=-each.units), come, lay, is_reversed))

    def _found_again(self, own: Arrival, most: int) -> int:
        """Let what counts have found of a lot stand again that corrections made good and nothing said now explains.

        Return the units (`most` at most) that come by that to lie where those that are taken back were booked.
        """
        units = 0
        for made, some in self._too_many(own, 1, self._come(own)):
            found = max(0, min(some, most - units))
            self._stand_again(made, own, found)
            units += found
        return units

    def _miss_again(self, own: Arrival) -> None:
        """Let what counts have missed stand again that corrections made good and nothing said now explains.

        Of what comes, so many are missing where they lie.
        """
        others = {each.lot: each for each in self._coming if each.lot != own.lot}
        for goods in (own, *others.values()):
            # Missed goods that come as others now are paired with these anew: here only the total counts.
            now = self._total if goods is own else self._come(goods)
            for made, units in self._too_many(goods, -1, now):
                left = units
                for each in self._coming:
                    if each.lot == goods.lot:
                        missing = min(left, each.quantity - self._missing_as(each))
                        self._stand_again(made, each, -missing)
                        left -= missing

    def _too_many(self, goods: Arrival, sign: int, coming: int) -> Iterator[tuple[MadeGood, int]]:
        """Yield what is made good of a lot, the first first, and how many units of it nothing explains any more."""
        for made in self._made_of(goods):
            yield made, min(_units_of(made, sign), max(0, -self._free(goods, made.counted.action, sign, coming)))

    def _stand_again(self, made: MadeGood, received: Arrival, units: int) -> None:
        """Let units of a count's difference stand again: more than 0 were found, less were missed."""
        self._make_good(made.goods, received, [made.counted._replace(units=-units)] if units else [], is_reversed=True)

    def _missing_as(self, goods: Arrival) -> int:
        return sum(
            -made.counted.units
            for made in self._made_good
            if _is_missing_again(made) and _lies_alike(made.received, goods)
        )

    def _made_of(self, goods: Arrival) -> list[MadeGood]:
        """Return what was made good of a lot, now and since it came, by count, the first first."""
        by_count: dict[int, MadeGood] = {}
        for each in self._all_made(goods):
            before = by_count.get(each.counted.move)
            units = each.counted.units + (before.counted.units if before else 0)
            by_count[each.counted.move] = each._replace(counted=each.counted._replace(units=units))
        return sorted(by_count.values(), key=lambda each: (each.counted.action, each.goods.status))

    def _all_made(self, goods: Arrival) -> list[MadeGood]:
        """Return each time that some of a lot was made good, now and since it came."""
        return [*self._ledger.made_before(goods), *(each for each in self._made_good if each.goods.lot == goods.lot)]

    # --- what is to be booked, and told ---

    @property
    def units(self) -> int:
        """How many units that counts have missed are made good."""
        return sum(goods.quantity for goods in self.coming)

    @property
    def missing_again(self) -> Counter[int]:
        """How many units of each lot that comes a count misses again, since what had made them good was a mistake."""
        again: Counter[int] = Counter()
        for made in self._made_good:
            again[made.goods.lot] += -made.counted.units if _is_missing_again(made) else 0
        return again

    @property
    def coming(self) -> list[Arrival]:
        """Goods that counts have missed, as they come to lie again where they were missed."""
        return [made.goods for made in self._made_good if made.counted.units > 0]

    @property
    def leaving(self) -> list[Arrival]:
        """Goods that counts have found, as they leave again where they were found."""
        return [made.goods for made in self._made_good if made.counted.units < 0]

    @property
    def carried(self) -> list[tuple[Arrival, Arrival]]:
        """Goods that were missed elsewhere, or in another state, than they were received, as they leave there and come
        back.
        """
        return [
            (made.goods._replace(corrects=None), made.received)
            if made.counted.units > 0
            else (made.received, made.goods._replace(corrects=None))
            for made in self._made_good
            if not _lies_alike(made.goods, made.received)
        ]

    def told(self) -> tuple[AlreadyCounted, ...]:
        """Return what is made good, by count and place."""
        units: Counter[tuple[str, int, int]] = Counter()
        for made in self._made_good:
            at = made.counted.number, made.goods.lot, made.goods.location
            units[at] += 0 if made.is_reversed else made.counted.units
        told: list[AlreadyCounted] = []
        for (count, lot, location), some in units.items():
            if not some:
                continue
            [(sku, code, place)] = self._work.store.sql(
                "SELECT i.sku, lot.code, p.code FROM lot JOIN item i ON i.id = lot.item_id, location p "
                "WHERE lot.id = ? AND p.id = ?",
                (lot, location),
            )
            told.append(AlreadyCounted(count, sku, code, place, abs(some), found=some < 0))
        return tuple(told)

    # --- what counts have found ---

    def _net(self, goods: Arrival) -> int:
        """Return how many units more (fewer: negative) counts have found of goods where they lie, and that stand."""
        return sum(each.units for each in self._standing(goods))

    def _net_of_lot(self, goods: Arrival) -> int:
        """Return how many units more (fewer: negative) counts have found of a lot, wherever it lies.

        What they found in a tote is not fetched from there, and counts as found for whoever it is picked for.
        """
        net = 0
        for location, status in self._ledger.of(goods):
            there = self._net(goods._replace(location=location, status=status))
            net += min(0, there) if self._ledger.kinds[location] in HOLDS_PICKED else there
        return net

    def _standing(self, goods: Arrival) -> list[Counted]:
        """Return by how much each count has changed the books of goods where they lie, the last first."""
        made: Counter[int] = Counter()
        for each in self._made_good:
            made[each.counted.move] += each.counted.units
        at = goods.location, goods.status
        return [each._replace(units=each.units + made[each.move]) for each in self._ledger.of(goods).get(at, ())]

    def _totes(self, goods: Arrival) -> list[Arrival]:
        """Return the totes and packing places into which goods were put as they came, if any were counted."""
        return (
            self._ledger.come_to(goods, "m.reason = 'pick' AND m.action_id = ?", self._action)
            if self._ledger.of(goods)
            else []
        )


def _lies_alike(one: Arrival, other: Arrival) -> bool:
    return (one.lot, one.location, one.status) == (other.lot, other.location, other.status)


def _in_either_state(goods: Arrival) -> list[Arrival]:
    """Return goods as they lie, and as they lie set aside, or released, since."""
    return [goods, *(goods._replace(status=state) for state in StockStatus if state is not goods.status)]


def _is_missing_again(made: MadeGood) -> bool:
    return made.is_reversed and made.counted.units < 0


def _units(differences: Iterable[Counted]) -> int:
    return sum(abs(each.units) for each in differences)


def _units_of(made: MadeGood, sign: int) -> int:
    """Return how many units are made good that counts have missed (`sign` -1; 1: found)."""
    return max(0, -made.counted.units * sign)
