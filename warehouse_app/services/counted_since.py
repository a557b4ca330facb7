"""What counts have booked of goods since these were received: putting the receipt right does not book it again.

As far as a receipt explains what a count missed, or found beyond the books, that difference is made good: by moves that
name those of the count, so that none of it is made good twice.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.statuses import HOLDS_PICKED, LocationKind, StockStatus
from warehouse_app.queries.counts import when_tallied
from warehouse_app.services.booking import Arrival
from warehouse_app.services.contract import Work
from warehouse_app.services.received_lines import ReceivedLine
from warehouse_app.store.database import marks


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


class Explained(NamedTuple):
    """Units of a line that counts have taken already, and how many fewer are still to be there than was booked."""

    units: int
    fewer: int


class _Counted(NamedTuple):
    """A move (its id) by which a count changed the books, and the units of it that stand."""

    move: int
    number: str
    units: int


class _MadeGood(NamedTuple):
    """Goods that a count missed (or found, then `units` are less than 0), and how they lay where they were received.

    `is_reversed`: they had been made good by mistake, and the count's difference stands again.
    """

    counted: _Counted
    goods: Arrival
    received: Arrival
    is_reversed: bool = False


class CountedSince:
    """The differences of goods that were counted after an action had received them, and what of these is made good.

    `action` (its row) has booked goods on a receipt (id), or has put right there what was.
    """

    def __init__(self, work: Work, action: int, receipt: int) -> None:
        self._work = work
        self._action = action
        self._receipt = receipt
        *self._corrections, self._received_by = _put_right_by(work, action, receipt)
        self._of_lots: dict[int, dict[tuple[int, StockStatus], list[_Counted]]] = {}
        self._kinds: dict[int, LocationKind] = {}
        self._made_good: list[_MadeGood] = []

    def explain(self, line: ReceivedLine, coming: Sequence[Arrival]) -> Explained:
        """Make good what counts found where goods of a line lay as they came, when others are `coming` in their place.

        What came less is missed as such; what came as something else, as far as this was found. What an earlier
        correction made good stands again, as far as its number was a mistake.
        """
        own = Arrival(line.item, line.lot, line.expiry, line.location, line.kind, line.status, line.quantity)
        total = sum(each.quantity for each in coming)
        fewer = max(0, line.quantity - total)
        units = self._reverse(own, total)
        for place in (own, *self._totes(own)):
            units += self.missed(place, own, fewer - units)
        fewer -= units
        for each in coming:
            if (each.lot, each.location, each.status) != line.at:
                other = min(each.quantity, max(0, -self._net(own)), max(0, self._net(each)))
                units += self._missed(own, own, other)
                self._found(each, other)
            else:
                self._found(own, total - line.quantity)
        return Explained(units, fewer)

    def missed(self, goods: Arrival, received: Arrival, most: int) -> int:
        """Make good, and return, how many units (`most` at most) counts have missed where goods lie, and found nowhere.

        `received` says how they lay as they came.
        """
        return self._missed(goods, received, min(most, -self._net_of_lot(goods)))

    def _missed(self, goods: Arrival, received: Arrival, most: int) -> int:
        units = max(0, min(most, -self._net(goods))) if most > 0 else 0
        self._make_good(goods, received, units, -1)
        return units

    def were_brought(self, goods: Arrival) -> bool:
        """Return whether some of a lot was carried since to where goods lie."""
        carried = (
            "SELECT 1 FROM move WHERE item_id = ? AND lot_id = ? AND location_id = ? "
            "AND reason = 'move' AND quantity > 0 AND action_id > ? LIMIT 1"
        )
        where = (goods.item, goods.lot, goods.location, self._received_by)
        return self._work.store.sql(carried, where).fetchone() is not None

    def _found(self, goods: Arrival, most: int) -> None:
        if most > 0:
            self._make_good(goods, goods, max(0, min(most, self._net(goods))), 1)

    def _make_good(self, goods: Arrival, received: Arrival, units: int, sign: int) -> None:
        for counted in self._standing(goods) if units else ():
            part = min(units, counted.units * sign)
            if part > 0:
                made = goods._replace(quantity=part, corrects=counted.move)
                lay = received._replace(quantity=part)
                self._made_good.append(_MadeGood(counted._replace(units=-part * sign), made, lay))
                units -= part

    def _reverse(self, own: Arrival, total: int) -> int:
        """Let differences of counts stand again that corrections made good beyond what `total` units in truth explain.

        Of goods as they lay when they were first booked. Return the units that come to lie there by that.
        """
        if not self._corrections:
            return 0
        at = own.item, own.lot, own.status
        made = self._work.store.sql(
            "SELECT k.id, k.document, m.location_id, p.kind, SUM(m.quantity) FROM move m JOIN move k "
            "ON k.id = m.corrects_id AND k.reason = 'count' JOIN location p ON p.id = m.location_id "
            "WHERE m.item_id = ? AND m.lot_id = ? AND m.status = ? "
            f"AND m.action_id IN ({marks(self._corrections)}) GROUP BY k.id, k.document, m.location_id, p.kind, k.seq "
            "ORDER BY k.seq",
            (*at, *self._corrections),
        ).fetchall()
        [(first,)] = self._work.store.sql(
            "SELECT SUM(quantity) FROM receipt_line WHERE receipt_id = ? AND action_id = ? AND lot_id = ? "
            "AND location_id = ? AND status = ?",
            (self._receipt, self._received_by, own.lot, own.location, own.status),
        )
        if not made or first is None:
            return 0
        came = 0
        for sign in (1, -1):
            some = [(row, int(units) * sign) for *row, units in made if int(units) * sign > 0]
            excess = sum(units for _, units in some) - max(0, (int(first) - total) * sign)
            for (move, number, place, kind), units in some:
                if (part := min(units, excess)) > 0:
                    goods = own._replace(location=place, kind=LocationKind(kind), quantity=part, corrects=move)
                    counted = _Counted(move, number, -part * sign)
                    self._made_good.append(_MadeGood(counted, goods, own._replace(quantity=part), is_reversed=True))
                    excess -= part
                    came += part if sign < 0 else 0
        return came

    # --- what is to be booked, and told ---

    @property
    def units(self) -> int:
        """How many units that counts have missed are made good."""
        return sum(goods.quantity for goods in self.coming)

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
        """Goods that were missed elsewhere than they were received, as they leave there and come back."""
        return [
            (made.goods._replace(corrects=None), made.received)
            if made.counted.units > 0
            else (made.received, made.goods._replace(corrects=None))
            for made in self._made_good
            if made.goods.location != made.received.location
        ]

    def told(self) -> tuple[AlreadyCounted, ...]:
        """Return what is made good, by count and place."""
        units: Counter[tuple[str, int, int]] = Counter()
        for counted, goods, _, is_reversed in self._made_good:
            units[counted.number, goods.lot, goods.location] += 0 if is_reversed else counted.units
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
        """Return how many units more (fewer: negative) counts have found of a lot in one state, wherever it lies.

        What they found in a tote is not fetched from there, and counts as found for whoever it is picked for.
        """
        net = 0
        for location, status in self._of_lot(goods):
            if status is goods.status:
                there = self._net(goods._replace(location=location))
                net += min(0, there) if self._kinds[location] in HOLDS_PICKED else there
        return net

    def _standing(self, goods: Arrival) -> list[_Counted]:
        """Return by how much each count has changed the books of goods where they lie, the last first."""
        made: Counter[int] = Counter()
        for each in self._made_good:
            made[each.counted.move] += each.counted.units
        at = goods.location, goods.status
        return [each._replace(units=each.units + made[each.move]) for each in self._of_lot(goods).get(at, ())]

    def _of_lot(self, goods: Arrival) -> dict[tuple[int, StockStatus], list[_Counted]]:
        """Return by how much counts have changed the books of a lot, by place and state, since it was received."""
        if goods.lot not in self._of_lots:
            found = self._work.store.sql(
                "SELECT m.id, m.document, m.location_id, p.kind, m.status, m.quantity + "
                "COALESCE((SELECT SUM(c.quantity) FROM move c WHERE c.item_id = m.item_id AND c.seq > m.seq "
                "AND c.corrects_id = m.id), 0), i.sku, lot.code FROM move m "
                "JOIN stock_count k ON k.number = m.document AND k.location_id = m.location_id "
                "JOIN location p ON p.id = m.location_id JOIN item i ON i.id = m.item_id JOIN lot ON lot.id = m.lot_id "
                "WHERE m.item_id = ? AND m.lot_id = ? "
                "AND m.reason = 'count' AND m.action_id > ? ORDER BY m.seq DESC",
                (goods.item, goods.lot, self._received_by),
            ).fetchall()
            of_lot = self._of_lots[goods.lot] = defaultdict(list)
            for move, number, location, kind, status, units, sku, lot in found:
                # What was counted before it came, or while it did, is not missed of it.
                if when_tallied(self._work.store, number).of(sku, lot).first > self._received_by:
                    self._kinds[location] = LocationKind(kind)
                    of_lot[location, StockStatus(status)].append(_Counted(move, number, int(units)))
        return self._of_lots[goods.lot]

    def _totes(self, goods: Arrival) -> list[Arrival]:
        """Return the totes and packing places into which goods were put as they came, if any were counted."""
        if not self._of_lot(goods):
            return []
        found = self._work.store.sql(
            "SELECT DISTINCT p.id, p.kind FROM move m JOIN location p ON p.id = m.location_id WHERE m.item_id = ? "
            "AND m.lot_id = ? AND m.action_id = ? AND m.reason = 'pick' AND m.quantity > 0 ORDER BY p.id",
            (goods.item, goods.lot, self._action),
        )
        return [goods._replace(location=place, kind=LocationKind(kind)) for place, kind in found]


def _put_right_by(work: Work, action: int, receipt: int) -> list[int]:
    """Return an action, those whose goods on a receipt (id) it put right, back to the one by which they came."""
    found = work.store.sql(
        "SELECT v.action_id, MIN(l.action_id) FROM receipt_line l JOIN receipt_reversal v ON v.receipt_line_id = l.id "
        "WHERE l.receipt_id = ? GROUP BY v.action_id",
        (receipt,),
    )
    before = dict(found.fetchall())
    chain = [action]
    while chain[-1] in before:
        chain.append(before[chain[-1]])
    return chain
