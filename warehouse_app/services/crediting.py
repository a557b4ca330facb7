"""Credits of another system that name no order, taken from the lines they most likely meant."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from warehouse_app.domain.credits import Credit, CreditLine, match_credits
from warehouse_app.domain.records import CancellationRecord, Kind
from warehouse_app.services.booking import lock_items
from warehouse_app.services.contract import Work
from warehouse_app.services.lines import Cancelled, Shrink, cancel_units, give_back
from warehouse_app.services.references import References
from warehouse_app.services.saving import Counts, Saved
from warehouse_app.store.database import chunks, marks, rows
from warehouse_app.store.tables import Cancellation
from warehouse_app.store.tables.base import instant_number

_Pair = tuple[int, int]
"""A customer and an item."""


class _Held(NamedTuple):
    line: CreditLine
    open: int
    allocated: int


def apply_credits(work: Work, records: Sequence[CancellationRecord], references: References, saved: Saved) -> None:
    """Cancel (or return, where shipped) what `records` take back; those applied before count as unchanged."""
    known = _known([record.number for record in records])
    fresh = [record for record in records if (record.number, record.line) not in known]
    saved.counts += Counts(len(fresh), 0, len(records) - len(fresh))
    customers, items = references.ids(Kind.CUSTOMERS), references.ids(Kind.ITEMS)
    by_pair: dict[_Pair, list[CancellationRecord]] = defaultdict(list)
    for record in fresh:
        by_pair[customers[record.customer], items[record.sku]].append(record)
    # What lines hold changes only under the lock of their items.
    lock_items(work, {item for _, item in by_pair})
    held = _held_lines(work, by_pair)
    cancelled: list[Cancelled] = []
    shrinks: dict[int, Shrink] = {}
    for pair, wanted in by_pair.items():
        lines = held.get(pair, {})
        asked = [Credit(record.quantity, instant_number(record.placed_at)) for record in wanted]
        for taken in match_credits(asked, [row.line for row in lines.values()]):
            record = wanted[taken.credit]
            cancelled.append(Cancelled(record.number, record.line, taken.line, taken.cancelled, taken.returned))
            if taken.line is None:
                saved.unmatched += 1
            elif taken.cancelled:
                before = shrinks.get(taken.line) or Shrink(taken.line, pair[1], 0, *lines[taken.line][1:])
                shrinks[taken.line] = before._replace(units=before.units + taken.cancelled)
                saved.items.add(pair[1])
                saved.edited.add(taken.line)
    give_back(work, list(shrinks.values()))
    cancel_units(work, cancelled)


def _known(numbers: Collection[str]) -> set[tuple[str, int]]:
    known: set[tuple[str, int]] = set()
    for some in chunks(numbers):
        query = Cancellation.select(Cancellation.document, Cancellation.line)
        known.update((number, line) for number, line in rows(query.where(Cancellation.document.in_(some))))
    return known


def _held_lines(work: Work, pairs: Collection[_Pair]) -> dict[_Pair, dict[int, _Held]]:
    found: dict[_Pair, dict[int, _Held]] = defaultdict(dict)
    for some in chunks(customer for customer, _ in pairs):
        for customer, item, line, placed, unpicked, shipped, wants, allocated in work.store.sql(
            "SELECT o.customer_id, l.item_id, l.id, l.placed_at, l.quantity - l.cancelled - l.picked, "
            "l.shipped - l.returned, l.quantity - l.cancelled - l.shipped, l.allocated "
            f"FROM sales_order o JOIN order_line l ON l.order_id = o.id WHERE o.customer_id IN ({marks(some)})",
            some,
        ):
            if (customer, item) in pairs:
                found[customer, item][line] = _Held(CreditLine(line, placed, unpicked, shipped), wants, allocated)
    return found
