"""What suppliers' documents have in common when they are stored: lines with a document each, new or edited."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import AdvanceNoticeRecord, Kind, PurchaseLineRecord
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.references import RowFault
from warehouse_app.services.saving import Counts, Given, Numbered, Saved, refuse_first, shown

L = TypeVar("L", PurchaseLineRecord, AdvanceNoticeRecord)
Stored = dict[str, Any]
Known = dict[tuple[str, int | None], Stored]
"""Stored lines by document and line number; under line None, the document alone. `in` is what came of a line."""


class SupplierLines(ABC, Generic[L]):
    """Stores lines of documents of suppliers, each with its document."""

    fields: ClassVar[tuple[str, ...]]
    """What is compared, in the order in which a difference is told."""
    of_document: ClassVar[frozenset[str]]
    """Those of the fields that say whose document it is, which cannot change."""
    freeing: ClassVar[frozenset[str]]
    """Those whose edit may set free what was kept for whoever counted on the rest."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.saved = Saved()

    def check(self, rows: Sequence[Numbered]) -> Iterator[Problem]:
        """Yield what nobody knows, edits that were not asked for, and edits that cannot be."""
        known = self.given.references.knows
        stored = self._stored(rows)
        for line, record in rows:
            if not known(Kind.SUPPLIERS, record.supplier):
                yield Problem(line, "supplier", RowFault.UNKNOWN_SUPPLIER, {"code": record.supplier})
            if not known(Kind.ITEMS, record.sku):
                yield Problem(line, "sku", RowFault.UNKNOWN_ITEM, {"code": record.sku})
            yield from self._document_problems(line, record)
            yield from self._edit_problems(line, record, stored)

    def write(self, work: Work, rows: Sequence[Numbered]) -> None:
        """Insert new documents and lines, and apply the edits."""
        stored = self._stored(rows)
        new: list[L] = []
        changed = 0
        for _, record in rows:
            refuse_first(self._document_problems(0, record))
            refuse_first(self._edit_problems(0, record, stored))
            before = stored.get((record.number, record.line))
            if before is None:
                new.append(record)
            elif fields := self._differing(record, before):
                self._edit(record, before, fields)
                changed += 1
                if not self.freeing.isdisjoint(fields):
                    self.saved.items.add(before["sku"])
        self._insert(work, new)
        self.saved.counts += Counts(len(new), changed, len(rows) - len(new) - changed)
        if new or changed:
            work.touched(Area.PURCHASE_ORDERS)

    def finish(self, _work: Work) -> Saved:
        """Return what was done."""
        return self.saved

    # --- what each kind says for itself ---

    @abstractmethod
    def _stored(self, numbered: Sequence[Numbered]) -> Known:
        """Return the stored lines of the documents that `numbered` names, and these alone."""

    @abstractmethod
    def _is_fixed(self, name: str, before: Stored) -> bool:
        """Say whether a field of a stored line cannot change."""

    @abstractmethod
    def _edit(self, record: L, before: Stored, fields: Sequence[str]) -> None:
        """Store the fields that differ."""

    @abstractmethod
    def _insert(self, work: Work, records: Sequence[L]) -> None:
        """Store new lines, with their documents where these are new too."""

    def _document_problems(self, line: int, record: L) -> Iterator[Problem]:  # noqa: ARG002 - for those that have some
        """Yield what is wrong with what a record says of its document, besides its supplier."""
        yield from ()

    # --- what is the same for all ---

    def _differing(self, record: L, before: Stored) -> list[str]:
        ids = self.given.references.ids
        wanted = {
            **record._asdict(),
            "supplier": ids(Kind.SUPPLIERS).get(record.supplier, -1),
            "sku": ids(Kind.ITEMS).get(record.sku, -1),
        }
        compared = [name for name in self.fields if name in self.given.columns and name in before]
        return [name for name in compared if wanted[name] != before[name]]

    def _edit_problems(self, line: int, record: L, stored: Known) -> Iterator[Problem]:
        document, before = stored.get((record.number, None)), stored.get((record.number, record.line))
        if document and (others := [name for name in self._differing(record, document) if name in self.of_document]):
            yield from (Problem(line, name, RowFault.FIXED, {"key": record.number}) for name in others)
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
        fixed = [name for name in fields if self._is_fixed(name, before)]
        yield from (Problem(line, name, RowFault.FIXED, {"key": key}) for name in fixed)
        if "quantity" in fields and record.quantity < before["in"]:
            yield Problem(line, "quantity", RowFault.BELOW_RECEIVED, {"key": key, "received": before["in"]})
