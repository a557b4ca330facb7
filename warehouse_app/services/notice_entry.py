"""Advance notices and their lines, stored and edited by file."""

from collections.abc import Iterator, Sequence
from typing import Any

from peewee import SQL

from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import AdvanceNoticeRecord, Kind
from warehouse_app.queries.to_come import came_of
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.references import RowFault
from warehouse_app.services.saving import Counts, Given, Numbered, Saved, refuse_first, shown
from warehouse_app.store.database import chunks, rows
from warehouse_app.store.tables import AdvanceNotice, AdvanceNoticeLine, PurchaseOrder

_OF_NOTICE = ("supplier", "purchase_order")
"""Whose notice it is, which cannot change."""
_OF_LINE = ("sku", "quantity", "sscc", "lot", "expiry")
_FIXED_ONCE_HERE = frozenset({"sku", "sscc", "lot"})
_FIELDS = (*_OF_NOTICE, *_OF_LINE, "due_on")
_Stored = dict[str, Any]
_Known = dict[tuple[str, int | None], _Stored]


class NoticeSaver:
    """Stores lines of advance notices, each with its notice."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.saved = Saved()

    def check(self, rows: Sequence[Numbered]) -> Iterator[Problem]:
        """Yield unknown suppliers, items and purchase orders, and edits that were not asked for or cannot be."""
        known = self.given.references.knows
        stored = self._stored(rows)
        for line, record in rows:
            if not known(Kind.SUPPLIERS, record.supplier):
                yield Problem(line, "supplier", RowFault.UNKNOWN_SUPPLIER, {"code": record.supplier})
            if not known(Kind.ITEMS, record.sku):
                yield Problem(line, "sku", RowFault.UNKNOWN_ITEM, {"code": record.sku})
            yield from self._order_problems(line, record)
            yield from self._edit_problems(line, record, stored)

    def write(self, work: Work, rows: Sequence[Numbered]) -> None:
        """Insert new notices and lines, and apply the edits."""
        stored = self._stored(rows)
        new: list[AdvanceNoticeRecord] = []
        changed = 0
        for _, record in rows:
            refuse_first(self._order_problems(0, record))
            refuse_first(self._edit_problems(0, record, stored))
            before = stored.get((record.number, record.line))
            if before is None:
                new.append(record)
            elif fields := self._differing(record, before):
                self._edit(record, before, fields)
                changed += 1
                if not {"sku", "quantity"}.isdisjoint(fields):
                    # What was kept for whoever counted on the rest may be free now.
                    self.saved.items.add(before["sku"])
        self._insert(work, new)
        self.saved.counts += Counts(len(new), changed, len(rows) - len(new) - changed)
        if new or changed:
            work.touched(Area.PURCHASE_ORDERS)

    def finish(self, _work: Work) -> Saved:
        """Return what was done."""
        return self.saved

    def _stored(self, numbered: Sequence[Numbered]) -> _Known:
        """Return the stored lines of the notices that `numbered` names; under line None, the notice alone."""
        found: _Known = {}
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

    def _differing(self, record: AdvanceNoticeRecord, before: _Stored) -> list[str]:
        ids = self.given.references.ids
        wanted = {
            **record._asdict(),
            "supplier": ids(Kind.SUPPLIERS).get(record.supplier, -1),
            "sku": ids(Kind.ITEMS).get(record.sku, -1),
        }
        return [
            name for name in _FIELDS if name in self.given.columns and name in before and wanted[name] != before[name]
        ]

    def _order_problems(self, line: int, record: AdvanceNoticeRecord) -> Iterator[Problem]:
        if not record.purchase_order:
            return
        supplier = self.given.references.supplier_of_order(record.purchase_order)
        if supplier is None:
            yield Problem(line, "purchase_order", RowFault.UNKNOWN_ORDER, {"code": record.purchase_order})
        elif supplier != record.supplier:
            facts = {"code": record.purchase_order, "of": supplier, "supplier": record.supplier}
            yield Problem(line, "purchase_order", RowFault.OTHER_SUPPLIER, facts)

    def _edit_problems(self, line: int, record: AdvanceNoticeRecord, stored: _Known) -> Iterator[Problem]:
        notice, before = stored.get((record.number, None)), stored.get((record.number, record.line))
        if notice:
            fixed = [name for name in self._differing(record, notice) if name in _OF_NOTICE]
            yield from (Problem(line, name, RowFault.FIXED, {"key": record.number}) for name in fixed)
            if fixed:
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
            if name in _FIXED_ONCE_HERE and before["in"]:
                yield Problem(line, name, RowFault.FIXED, {"key": key})
        if "quantity" in fields and record.quantity < before["in"]:
            yield Problem(line, "quantity", RowFault.BELOW_RECEIVED, {"key": key, "received": before["in"]})

    def _edit(self, record: AdvanceNoticeRecord, before: _Stored, fields: Sequence[str]) -> None:
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
