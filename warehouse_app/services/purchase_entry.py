"""Purchase orders and their lines, stored and edited: by file or by hand."""

from collections.abc import Iterator, Sequence

from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import Kind, PurchaseLineRecord
from warehouse_app.services.contract import Work
from warehouse_app.services.saving import Numbered
from warehouse_app.services.supplier_lines import Known, Stored, SupplierLines
from warehouse_app.store.database import chunks, rows
from warehouse_app.store.tables import PurchaseLine, PurchaseOrder

_OF_LINE = ("sku", "quantity", "due_on", "price", "received", "over_receipt_percent")


class PurchaseSaver(SupplierLines[PurchaseLineRecord]):
    """Stores purchase lines, each with its purchase order."""

    fields = ("supplier", "ordered_on", "sku", "quantity", "due_on", "price", "received", "over_receipt_percent")
    of_document = frozenset({"supplier"})
    freeing = frozenset({"quantity"})

    def check(self, rows: Sequence[Numbered]) -> Iterator[Problem]:
        """Yield what is wrong; advance notices of the same import may name these purchase orders."""
        for _, record in rows:
            self.given.references.set_supplier_of_order(record.number, record.supplier)
        yield from super().check(rows)

    def _stored(self, numbered: Sequence[Numbered]) -> Known:
        found: Known = {}
        order, line = PurchaseOrder, PurchaseLine
        for some in chunks(record.number for _, record in numbered):
            for number, row, supplier, ordered_on in rows(
                order.select(order.number, order.id, order.supplier, order.ordered_on).where(order.number.in_(some))
            ):
                found[number, None] = {"order": row, "supplier": supplier, "ordered_on": ordered_on}
            columns = (
                line.item,
                line.quantity,
                line.due_on,
                line.price,
                line.received_before,
                line.over_receipt_percent,
            )
            for number, place, row, received, *values in rows(
                line.select(order.number, line.line, line.id, line.received, *columns)
                .join(order)
                .where(order.number.in_(some))
            ):
                stored = dict(zip(_OF_LINE, values, strict=True))
                found[number, place] = {**found[number, None], **stored, "id": row, "in": received}
        return found

    def _is_fixed(self, name: str, _before: Stored) -> bool:
        return name in {"sku", "received"}

    def _edit(self, record: PurchaseLineRecord, before: Stored, fields: Sequence[str]) -> None:
        of_line = {name: getattr(record, name) for name in fields if name != "ordered_on"}
        if of_line:
            PurchaseLine.update(of_line).where(PurchaseLine.id == before["id"]).execute()
        if "ordered_on" in fields:
            PurchaseOrder.update(ordered_on=record.ordered_on).where(PurchaseOrder.id == before["order"]).execute()

    def _insert(self, work: Work, records: Sequence[PurchaseLineRecord]) -> None:
        ids = self.given.references.ids
        known = self._stored([(0, record) for record in records])
        first = {record.number: record for record in reversed(records) if (record.number, None) not in known}
        work.store.insert(
            PurchaseOrder,
            ("number", "supplier_id", "ordered_on"),
            [(r.number, ids(Kind.SUPPLIERS)[r.supplier], r.ordered_on) for r in reversed(first.values())],
        )
        orders = self._stored([(0, record) for record in records])
        work.store.insert(
            PurchaseLine,
            (
                "purchase_order_id",
                "line",
                "item_id",
                "quantity",
                "received",
                "received_before",
                "due_on",
                "price",
                "over_receipt_percent",
            ),
            [
                (
                    orders[r.number, None]["order"],
                    r.line,
                    ids(Kind.ITEMS)[r.sku],
                    r.quantity,
                    r.received,
                    r.received,
                    r.due_on,
                    r.price,
                    r.over_receipt_percent,
                )
                for r in records
            ],
        )
