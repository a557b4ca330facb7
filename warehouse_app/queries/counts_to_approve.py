"""Counts that wait for a lead, with what they found and what the books said. Nobody who counts is to be shown these."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.counts import moved_while_counted
from warehouse_app.store.database import Store, day
from warehouse_app.store.tables.base import instant


class Differing(NamedTuple):
    """What a count found of one lot in one state, and what the books said then; `cost` is that of a unit, in cents.

    `moved_in` and `moved_out` are units of the lot that were moved into the place, and out of it, while it was counted.
    """

    sku: str
    name: str
    lot: str
    expiry: date | None
    status: StockStatus
    expected: int
    counted: int
    cost: int | None
    moved_in: int = 0
    moved_out: int = 0

    @property
    def difference(self) -> int:
        """How many units more there are than the books said."""
        return self.counted - self.expected

    @property
    def was_moved(self) -> bool:
        """Whether goods of the lot were moved into the place, or out of it, while it was counted."""
        return bool(self.moved_in or self.moved_out)

    @property
    def value(self) -> int | None:
        """What the difference is worth, in cents."""
        return None if self.cost is None else self.difference * self.cost


@dataclass(frozen=True, slots=True)
class CountToApprove:
    """A count that differs from the books. `is_second`: it confirms an earlier one; `recount_open`: it is counted again
    just now.
    """

    number: str
    place: str
    counted_by: str
    counted_at: datetime
    is_second: bool
    recount_open: bool
    lines: tuple[Differing, ...]

    @property
    def value(self) -> int | None:
        """What all differences are worth together, in cents, as far as costs are known; None where none is."""
        known = [line.value for line in self.lines if line.value is not None]
        return sum(known) if known else None


def counts_to_approve(store: Store) -> list[CountToApprove]:
    """Return all counts that wait for a lead, the oldest first."""
    found = store.sql(
        "SELECT c.number, p.code, c.counted_by, c.counted_at, c.recounts_id IS NOT NULL, "
        "EXISTS (SELECT 1 FROM stock_count r WHERE r.recounts_id = c.id AND r.status = 'open'), "
        "i.sku, i.name, lot.code, lot.expiry, l.status, l.expected, l.counted, i.cost, lot.id "
        "FROM stock_count c JOIN location p ON p.id = c.location_id JOIN count_line l ON l.count_id = c.id "
        "JOIN lot ON lot.id = l.lot_id JOIN item i ON i.id = lot.item_id "
        "WHERE c.status = 'to-approve' AND l.counted <> l.expected ORDER BY c.id, i.sku, lot.code, l.status"
    ).fetchall()
    return [
        CountToApprove(
            *(number, place, by, instant(at), bool(second), bool(again)),
            tuple(_lines(rows, moved_while_counted(store, number))),
        )
        for (number, place, by, at, second, again), rows in groupby(found, key=lambda row: tuple(row[:6]))
    ]


def _lines(rows: Iterable[tuple[Any, ...]], moved: Mapping[int, tuple[int, int]]) -> Iterable[Differing]:
    for *_, sku, name, code, expiry, status, expected, counted, cost, lot in rows:
        units = int(expected), int(counted)
        yield Differing(sku, name, code, day(expiry), StockStatus(status), *units, cost, *moved.get(lot, (0, 0)))
