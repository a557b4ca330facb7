"""Advance notices and their lines, stored and edited by file."""

from collections.abc import Iterator, Sequence

from peewee import SQL

from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import AdvanceNoticeRecord, Kind
from warehouse_app.queries.to_come import came_of
from warehouse_app.services.contract import Work
from warehouse_app.services.references import RowFault
from warehouse_app.services.saving import Numbered
from warehouse_app.services.supplier_lines import Known, Stored, SupplierLines
from warehouse_app.store.database import chunks, rows
from warehouse_app.store.tables import AdvanceNotice, AdvanceNoticeLine, PurchaseOrder

_OF_LINE = ("sku", "quantity", "sscc", "lot", "expiry")
_FIXED_ONCE_HERE = frozenset({"sku", "sscc", "lot"})


class NoticeSaver(SupplierLines[AdvanceNoticeRecord]):
    """Stores lines of advance notices, each with its notice."""

    fields = ("supplier", "purchase_order", *_OF_LINE, "due_on")
    of_document = frozenset({"supplier", "purchase_order"})
    freeing = frozenset({"sku", "quantity"})

    def _stored(self, numbered: Sequence[Numbered]) -> Known:
        found: Known = {}
        notice, line = AdvanceNotice, AdvanceNoticeLine.alias("l")
        for some in chunks(record.number for _, record in numbered):
            heads = notice.select(notice.number, notice.id, notice.supplier, PurchaseOrder.number, notice.due_on)
            joined = heads.join(PurchaseOrder, "LEFT JOIN").where(notice.number.in_(some))
            for number, row, supplier, order, due_on in rows(joined):
                found[number, None] = {
                    "notice": row,
                    "supplier": supplier,
                    "purchase_order": order or "",
                    "due_on": due_on,
                }
            columns = (line.item, line.quantity, line.sscc, line.lot, line.expiry)
            came = SQL(came_of("l"))
            lines = line.select(notice.number, line.line, line.id, came, *columns).join(notice)
            for number, place, row, units, *values in rows(lines.where(notice.number.in_(some))):
                of_line = dict(zip(_OF_LINE, values, strict=True))
                found[number, place] = {**found[number, None], **of_line, "id": row, "in": int(units)}
        return found

    def _document_problems(self, line: int, record: AdvanceNoticeRecord) -> Iterator[Problem]:
        if not record.purchase_order:
            return
        supplier = self.given.references.supplier_of_order(record.purchase_order)
        if supplier is None:
            yield Problem(line, "purchase_order", RowFault.UNKNOWN_ORDER, {"code": record.purchase_order})
        elif supplier != record.supplier:
            facts = {"code": record.purchase_order, "of": supplier, "supplier": record.supplier}
            yield Problem(line, "purchase_order", RowFault.OTHER_SUPPLIER, facts)

    def _is_fixed(self, name: str, before: Stored) -> bool:
        return name in _FIXED_ONCE_HERE and bool(before["in"])

    def _edit(self, record: AdvanceNoticeRecord, before: Stored, fields: Sequence[str]) -> None:
        of_line = {name: getattr(record, name) for name in fields if name in _OF_LINE}
        if "sku" in of_line:
            del of_line["sku"]
            of_line["item"] = self.given.references.ids(Kind.ITEMS)[record.sku]
        if of_line:
            AdvanceNoticeLine.update(of_line).where(AdvanceNoticeLine.id == before["id"]).execute()
        if "due_on" in fields:
            AdvanceNotice.update(due_on=record.due_on).where(AdvanceNotice.id == before["notice"]).execute()

    def _insert(self, work: Work, records: Sequence[AdvanceNoticeRecord]) -> None:
        ids = self.given.references.ids
        known = self._stored([(0, record) for record in records])
        first = {record.number: record for record in reversed(records) if (record.number, None) not in known}
        orders = _order_ids(record.purchase_order for record in first.values())
        work.store.insert(
            AdvanceNotice,
            ("number", "supplier_id", "purchase_order_id", "due_on"),
            [
                (r.number, ids(Kind.SUPPLIERS)[r.supplier], orders.get(r.purchase_order), r.due_on)
                for r in reversed(first.values())
            ],
        )
        notices = self._stored([(0, record) for record in records])
        work.store.insert(
            AdvanceNoticeLine,
            ("advance_notice_id", "line", "item_id", "quantity", "sscc", "lot", "expiry"),
            [
                (notices[r.number, None]["notice"], r.line, ids(Kind.ITEMS)[r.sku], r.quantity, r.sscc, r.lot, r.expiry)
                for r in records
            ],
        )


def _order_ids(numbers: Iterator[str]) -> dict[str, int]:
    """Return the ids of purchase orders by their numbers."""
    found: dict[str, int] = {}
    for some in chunks({number for number in numbers if number}):
        found.update(
            rows(PurchaseOrder.select(PurchaseOrder.number, PurchaseOrder.id).where(PurchaseOrder.number.in_(some)))
        )
    return found
