"""Purchase orders and their lines, stored and edited: by file or by hand."""

from collections.abc import Iterator, Sequence
from typing import Any

from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import Kind, PurchaseLineRecord
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.references import RowFault
from warehouse_app.services.saving import Counts, Given, Numbered, Saved, refuse_first, shown
from warehouse_app.store.database import chunks, rows
from warehouse_app.store.tables import PurchaseLine, PurchaseOrder

_FIELDS = ("supplier", "ordered_on", "sku", "quantity", "due_on", "price", "received", "over_receipt_percent")
_FIXED = {"supplier", "sku", "received"}
_Stored = dict[str, Any]


class PurchaseSaver:
    """Stores purchase lines, each with its purchase order."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.saved = Saved()

    def check(self, rows: Sequence[Numbered]) -> Iterator[Problem]:
        """Yield unknown suppliers and items, edits that were not asked for, and edits that cannot be."""
        known = self.given.references.knows
        stored = self._stored(rows)
        for line, record in rows:
            if not known(Kind.SUPPLIERS, record.supplier):
                yield Problem(line, "supplier", RowFault.UNKNOWN_SUPPLIER, {"code": record.supplier})
            if not known(Kind.ITEMS, record.sku):
                yield Problem(line, "sku", RowFault.UNKNOWN_ITEM, {"code": record.sku})
            self.given.references.set_supplier_of_order(record.number, record.supplier)
            yield from self._edit_problems(line, record, stored)

    def write(self, work: Work, rows: Sequence[Numbered]) -> None:
        """Insert new purchase orders and lines, and apply the edits."""
        stored = self._stored(rows)
        new: list[PurchaseLineRecord] = []
        changed = 0
        for _, record in rows:
            refuse_first(self._edit_problems(0, record, stored))
            before = stored.get((record.number, record.line))
            if before is None:
                new.append(record)
            elif fields := self._differing(record, before):
                self._edit(record, before, fields)
                changed += 1
                if "quantity" in fields:
                    # What was kept for whoever counted on the rest may be free now.
                    self.saved.items.add(before["sku"])
        self._insert(work, new)
        self.saved.counts += Counts(len(new), changed, len(rows) - len(new) - changed)
        if new or changed:
            work.touched(Area.PURCHASE_ORDERS)

    def finish(self, _work: Work) -> Saved:
        """Return what was done."""
        return self.saved

    def _stored(self, numbered: Sequence[Numbered]) -> dict[tuple[str, int | None], _Stored]:
        """Return the stored lines of the orders that `numbered` names; under line None, the order alone."""
        found: dict[tuple[str, int | None], _Stored] = {}
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
                of_line = ("sku", "quantity", "due_on", "price", "received", "over_receipt_percent")
                stored = dict(zip(of_line, values, strict=True))
                found[number, place] = {**found[number, None], **stored, "id": row, "in": received}
        return found

    def _differing(self, record: PurchaseLineRecord, before: _Stored) -> list[str]:
        ids = self.given.references.ids
        wanted = {
            **record._asdict(),
            "supplier": ids(Kind.SUPPLIERS).get(record.supplier, -1),
            "sku": ids(Kind.ITEMS).get(record.sku, -1),
        }
        return [name for name in _FIELDS if name in self.given.columns and wanted[name] != before[name]]

    def _edit_problems(
        self, line: int, record: PurchaseLineRecord, stored: dict[tuple[str, int | None], _Stored]
    ) -> Iterator[Problem]:
        order, before = stored.get((record.number, None)), stored.get((record.number, record.line))
        if order and order["supplier"] != self.given.references.ids(Kind.SUPPLIERS).get(record.supplier, -1):
            yield Problem(line, "supplier", RowFault.FIXED, {"key": record.number})
            return
        if before is None:
            return
        fields = self._differing(record, before)
        key = f"{record.number}/{record.line}"
        if fields and not self.given.update:
            was = before[fields[0]]
            if fields[0] == "sku":
                was = self.given.references.code(Kind.ITEMS, was)
            facts = {"key": key, "stored": shown(was), "given": shown(getattr(record, fields[0]))}
            yield Problem(line, fields[0], RowFault.DIFFERS, facts)
            return
        for name in fields:
            if name in _FIXED:
                yield Problem(line, name, RowFault.FIXED, {"key": key})
        if "quantity" in fields and record.quantity < before["in"]:
            yield Problem(line, "quantity", RowFault.BELOW_RECEIVED, {"key": key, "received": before["in"]})

    def _edit(self, record: PurchaseLineRecord, before: _Stored, fields: Sequence[str]) -> None:
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
