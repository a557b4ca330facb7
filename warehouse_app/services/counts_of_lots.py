"""What counts have booked of lots since they were received, and what of it was made good, as the ledger has it."""

from collections import defaultdict
from typing import NamedTuple

from warehouse_app.domain.statuses import HOLDS_PICKED, LocationKind, StockStatus
from warehouse_app.queries.counts import when_tallied
from warehouse_app.services.booking import Arrival
from warehouse_app.services.contract import Work
from warehouse_app.services.lineage import Lineage
from warehouse_app.store.database import marks


class Counted(NamedTuple):
    """A move (its id) by which a count changed the books, in an action (its row), and the units of it that stand."""

    move: int
    action: int
    number: str
    units: int


class MadeGood(NamedTuple):
    """Goods of a count's difference that are made good.

    `counted.units` is what is added to that difference: more than 0 where the count had missed them, less where it had
    found them. `received`: how they lay where they were received. `is_reversed`: they had been made good by mistake,
    and the difference stands again. `made_by` is the action (its row) that did it, None: this one.
    """

    counted: Counted
    goods: Arrival
    received: Arrival
    is_reversed: bool = False
    made_by: int | None = None


_FROM_ELSEWHERE = (
    "(m.reason = 'move' OR (m.reason = 'quarantine' AND NOT EXISTS (SELECT 1 FROM move o "
    "WHERE o.action_id = m.action_id AND o.item_id = m.item_id AND o.lot_id = m.lot_id "
    "AND o.location_id = m.location_id AND o.quantity < 0)))"
)
"""True of a move `m` by which goods were carried to a place, or set aside or released there, and not just where they
lay.
"""


class CountsOfLots:
    """What the ledger has of lots since the goods of a lineage came: each is read once, when it is asked for."""

    def __init__(self, work: Work, lineage: Lineage) -> None:
        self._work, self._lineage = work, lineage
        self._of_lots: dict[int, dict[tuple[int, StockStatus], list[Counted]]] = {}
        self._before: dict[int, list[MadeGood]] = {}
        self._brought: dict[int, list[Arrival]] = {}
        self.kinds: dict[int, LocationKind] = {}
        """The kinds of the places (ids) of which `of` has told."""

    def of(self, goods: Arrival) -> dict[tuple[int, StockStatus], list[Counted]]:
        """Return by how much counts have changed the books of a lot, by place and state, since it was received."""
        if goods.lot not in self._of_lots:
            found = self._work.store.sql(
                "SELECT m.id, m.action_id, m.document, m.location_id, p.kind, m.status, m.quantity + "
                "COALESCE((SELECT SUM(c.quantity) FROM move c WHERE c.item_id = m.item_id AND c.seq > m.seq "
                "AND c.corrects_id = m.id), 0), i.sku, lot.code FROM move m "
                "JOIN stock_count k ON k.number = m.document AND k.location_id = m.location_id "
                "JOIN location p ON p.id = m.location_id JOIN item i ON i.id = m.item_id JOIN lot ON lot.id = m.lot_id "
                "WHERE m.item_id = ? AND m.lot_id = ? "
                "AND m.reason = 'count' AND m.action_id > ? ORDER BY m.seq DESC",
                (goods.item, goods.lot, self._lineage.received_by),
            ).fetchall()
            of_lot = self._of_lots[goods.lot] = defaultdict(list)
            for move, action, number, location, kind, status, units, sku, lot in found:
                # What was counted before it came, or while it did, is not missed of it.
                if when_tallied(self._work.store, number).of(sku, lot).first > self._lineage.received_by:
                    self.kinds[location] = LocationKind(kind)
                    of_lot[location, StockStatus(status)].append(Counted(move, action, number, int(units)))
        return self._of_lots[goods.lot]

    def where_brought(self, goods: Arrival) -> list[Arrival]:
        """Return goods as they lie in the places, but for totes, to which some of their lot was brought since."""
        if goods.lot not in self._brought:
            self._brought[goods.lot] = self.come_to(
                goods, f"{_FROM_ELSEWHERE} AND m.action_id > ?", self._lineage.received_by
            )
        places = (place for place in self._brought[goods.lot] if place.kind not in HOLDS_PICKED)
        return [goods._replace(location=place.location, kind=place.kind) for place in places]

    def come_to(self, goods: Arrival, rule: str, action: int) -> list[Arrival]:
        """Return goods as they lie in the places to which moves `m` brought some of their lot that meet a rule."""
        found = self._work.store.sql(
            "SELECT DISTINCT p.id, p.kind FROM move m JOIN location p ON p.id = m.location_id "
            f"WHERE m.item_id = ? AND m.lot_id = ? AND m.quantity > 0 AND {rule} ORDER BY p.id",
            (goods.item, goods.lot, action),
        )
        return [goods._replace(location=place, kind=LocationKind(kind)) for place, kind in found]

    def made_before(self, goods: Arrival) -> list[MadeGood]:
        """Return each time that some of a lot was made good since it came, before the present action."""
        if goods.lot not in self._before:
            self._before[goods.lot] = self._read_made(goods, sorted(self._lineage.put_right_by))
        return self._before[goods.lot]

    def _read_made(self, goods: Arrival, actions: list[int]) -> list[MadeGood]:
        if not actions:
            return []
        found = self._work.store.sql(
            "SELECT k.id, k.action_id, k.document, m.location_id, p.kind, m.status, m.action_id, SUM(m.quantity) "
            "FROM move m JOIN move k ON k.id = m.corrects_id AND k.reason = 'count' "
            "JOIN location p ON p.id = m.location_id "
            f"WHERE m.item_id = ? AND m.lot_id = ? AND m.action_id IN ({marks(actions)}) "
            "GROUP BY k.id, k.action_id, k.document, m.location_id, p.kind, m.status, m.action_id",
            (goods.item, goods.lot, *actions),
        )
        made: list[MadeGood] = []
        for move, action, number, place, kind, status, made_by, units in found:
            there = goods._replace(location=place, kind=LocationKind(kind), status=StockStatus(status))
            made.append(MadeGood(Counted(move, action, number, int(units)), there, there, made_by=made_by))
        return made
