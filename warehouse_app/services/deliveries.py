"""Past receipts of another system, from which lead times are learned."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import DeliveryRecord
from warehouse_app.queries.lead_times import own_since
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.saving import Counts, Given, Numbered, Saved
from warehouse_app.store.database import chunks, rows
from warehouse_app.store.tables import Delivery

_COLUMNS = ("supplier", "ordered_on", "due_on", "received_on", "sku", "quantity", "purchase_order")


class DeliverySaver:
    """Stores deliveries. They have no number: the n-th of several equal rows is the n-th that is stored.

    What the house itself has received is known from its receipts, and never stored beside them: a file that was
    exported here may come in again, also after such a receipt was put right or taken back.
    """

    def __init__(self, _given: Given) -> None:
        self.saved = Saved()
        self._seen: Counter[tuple[Any, ...]] = Counter()
        self._own: Mapping[tuple[str, str, str], date] | None = None

    def check(self, _rows: Sequence[Numbered]) -> Iterator[Problem]:
        """Yield nothing: history may name suppliers and items that the house no longer knows."""
        yield from ()

    def write(self, work: Work, rows: Sequence[Numbered]) -> None:
        """Insert the rows of which there are not as many yet."""
        stored = self._stored([record for _, record in rows])
        new: list[tuple[Any, ...]] = []
        for _, record in rows:
            if self._is_own(work, record):
                continue
            row = tuple(getattr(record, name) for name in _COLUMNS)
            self._seen[row] += 1
            if self._seen[row] > stored[row]:
                new.append((*row, self._seen[row]))
        work.store.insert(Delivery, (*_COLUMNS, "occurrence"), new)
        self.saved.counts += Counts(len(new), 0, len(rows) - len(new))
        if new:
            work.touched(Area.RECEIPTS)

    def finish(self, _work: Work) -> Saved:
        """Return what was done."""
        return self.saved

    def _is_own(self, work: Work, record: DeliveryRecord) -> bool:
        """Return whether a delivery is of goods that the house had begun to receive itself by that day."""
        if not record.purchase_order:
            return False
        if self._own is None:
            self._own = own_since(work.store)
        since = self._own.get((record.supplier, record.purchase_order, record.sku))
        return since is not None and since <= record.received_on

    def _stored(self, records: Sequence[DeliveryRecord]) -> Counter[tuple[Any, ...]]:
        found: Counter[tuple[Any, ...]] = Counter()
        columns = [getattr(Delivery, name) for name in _COLUMNS]
        for some in chunks(record.supplier for record in records):
            found.update(map(tuple, rows(Delivery.select(*columns).where(Delivery.supplier.in_(some)))))
        return found
