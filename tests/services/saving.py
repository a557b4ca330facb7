"""A verb that stores records of one kind as a form does, and what the database then holds."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from tests.conftest import Desk
from warehouse_app.domain.records import Kind, Record
from warehouse_app.domain.statuses import Role
from warehouse_app.services.catalogue import KEYED, CatalogueSaver
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.deliveries import DeliverySaver
from warehouse_app.services.notice_entry import NoticeSaver
from warehouse_app.services.opening import OpeningSaver
from warehouse_app.services.order_entry import OrderSaver
from warehouse_app.services.purchase_entry import PurchaseSaver
from warehouse_app.services.references import References
from warehouse_app.services.saving import Given, Saver, store_one

_SAVERS: Mapping[Kind, Callable[[Given], Saver]] = {
    Kind.STOCK: OpeningSaver,
    Kind.PURCHASE_ORDERS: PurchaseSaver,
    Kind.ADVANCE_NOTICES: NoticeSaver,
    Kind.ORDERS: OrderSaver,
    Kind.DELIVERIES: DeliverySaver,
}


@dataclass(frozen=True)
class Kept:
    """What a saver said of the rows it was given."""

    new: int
    changed: int
    unchanged: int
    unmatched: int
    changes: Changes

    @property
    def counts(self) -> tuple[int, int, int]:
        """New, changed and unchanged rows."""
        return (self.new, self.changed, self.unchanged)

    @property
    def areas(self) -> frozenset[Area]:
        return self.changes.areas


def _saver(kind: Kind, records: Collection[Record], columns: Collection[str] | None, *, update: bool) -> Saver:
    fields = {name for record in records for name in record._fields}
    given = Given(frozenset(fields if columns is None else columns), update, References())
    return CatalogueSaver(kind, given) if kind in KEYED else _SAVERS[kind](given)


@service(Role.LEAD)
def keep_rows(
    work: Work, kind: Kind, records: Collection[Record], columns: Collection[str] | None, *, update: bool
) -> Kept:
    """Check and store records of one kind, then fill."""
    saver = _saver(kind, records, columns, update=update)
    saved = store_one(work, saver, list(enumerate(records, start=2)), cause="try")
    counts = saved.counts
    return Kept(counts.new, counts.changed, counts.unchanged, saved.unmatched, work.changes)


def keep(
    desk: Desk, kind: Kind, *records: Record, update: bool = False, columns: Collection[str] | None = None
) -> Kept:
    """Store records as one action; `columns` are the fields that the file has, all of them unless given."""
    return keep_rows(desk.store, desk.act(), kind, records, columns, update=update)


Wrong = tuple[int, str, str, dict[str, object]]
"""A problem: line (the first record is on line 2), column, code and facts."""


def wrong(
    desk: Desk, kind: Kind, *records: Record, update: bool = False, columns: Collection[str] | None = None
) -> list[Wrong]:
    """Return what a saver has against records, storing nothing."""
    with desk.store.snapshot():
        found = _saver(kind, records, columns, update=update).check(list(enumerate(records, start=2)))
        return [(row.line, row.column, row.code.value, dict(row.facts)) for row in found]


def dump(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    tables = sorted(desk.store.database.get_tables())
    return {name: sorted(desk.store.sql(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in tables}
