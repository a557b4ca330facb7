"""Suppliers, places, items, their codes and substitutes, and customers: what the house knows by name."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from warehouse_app.domain.errors import Problem, Refused
from warehouse_app.domain.records import (
    MAX_QUANTITY,
    BarcodeRecord,
    CustomerRecord,
    ItemRecord,
    Kind,
    LocationRecord,
    Record,
    SubstituteRecord,
    SupplierRecord,
)
from warehouse_app.domain.statuses import LocationKind, Role
from warehouse_app.queries.codes import FoundItem, exact_text, resolve
from warehouse_app.queries.undoable import code_taught
from warehouse_app.queries.waiting import OPEN
from warehouse_app.scanning.codes import Candidate, UnknownCode, read
from warehouse_app.scanning.faults import ScanFault
from warehouse_app.scanning.gtin import likely_gtin14, numbers_in
from warehouse_app.services.barcodes import Namesakes, numbered_as_barcodes
from warehouse_app.services.booking import add_stock_rows
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.cutting import cut_aged
from warehouse_app.services.lots import lots_of_several
from warehouse_app.services.references import UNKNOWN, References, RowFault, Tracking
from warehouse_app.services.saving import Counts, Given, Numbered, Saved, Stored, refuse_first, shown, store_one
from warehouse_app.services.starving import NOT_LIFTED
from warehouse_app.store.database import chunks, rows
from warehouse_app.store.tables import Balance, Barcode, Customer, Item, Location, Substitute, Supplier, Table

LONGEST_CODE = 80
TEACHABLE = frozenset({ScanFault.UNKNOWN, ScanFault.UNKNOWN_GTIN})
"""Why a code means nothing that can be taught: it is nothing of our own, nor a slip."""


class TeachFault(StrEnum):
    """Why a code was not taught, or not forgotten; each has a sentence in `texts.receiving`."""

    NO_CODE = "teach-no-code"
    QUANTITY = "teach-quantity"
    KNOWN = "teach-code-known"
    FORGOTTEN = "teach-code-forgotten"


@dataclass(frozen=True)
class Keyed:
    """How a kind of record is stored: one row each, found by `key`; `references` name columns that hold ids."""

    kind: Kind
    table: type[Table]
    record: type[Any]
    key: tuple[str, ...]
    area: Area
    references: Mapping[str, tuple[str, Kind]]
    """Record field: the table's field, and the kind whose id stands there."""
    computed: Callable[[Any], dict[str, Any]] = lambda _: {}

    def field(self, name: str) -> Any:
        """Return the table's field for a field of the record."""
        return getattr(self.table, self.references[name][0] if name in self.references else name)


_SKU = ("item", Kind.ITEMS)
KEYED: dict[Kind, Keyed] = {
    spec.kind: spec
    for spec in (
        Keyed(Kind.SUPPLIERS, Supplier, SupplierRecord, ("code",), Area.SUPPLIERS, {}),
        Keyed(Kind.LOCATIONS, Location, LocationRecord, ("code",), Area.LOCATIONS, {}),
        Keyed(
            Kind.ITEMS,
            Item,
            ItemRecord,
            ("sku",),
            Area.ITEMS,
            {"home_location": ("home_location", Kind.LOCATIONS), "supplier": ("supplier", Kind.SUPPLIERS)},
        ),
        Keyed(
            Kind.BARCODES,
            Barcode,
            BarcodeRecord,
            ("barcode",),
            Area.ITEMS,
            {"sku": _SKU},
            lambda record: {"gtin": likely_gtin14(record.barcode)},
        ),
        Keyed(
            Kind.SUBSTITUTES,
            Substitute,
            SubstituteRecord,
            ("sku", "substitute"),
            Area.ITEMS,
            {"sku": _SKU, "substitute": ("substitute", Kind.ITEMS)},
        ),
        Keyed(Kind.CUSTOMERS, Customer, CustomerRecord, ("code",), Area.CUSTOMERS, {}),
    )
}


class CatalogueSaver:
    """Stores the records of one `Keyed` kind."""

    def __init__(self, kind: Kind, given: Given) -> None:
        self.spec = KEYED[kind]
        self.given = given
        self.saved = Saved()
        self._namesakes = Namesakes(given.references) if kind is Kind.BARCODES else None
        self._aged: set[int] = set()
        """Items of which customers ask for another shelf life than before."""

    def check(self, rows: Sequence[Numbered]) -> Iterator[Problem]:
        """Yield unknown references, edits that were not asked for, edits that cannot be, and barcodes of two items."""
        stored = self._stored([record for _, record in rows])
        for line, record in rows:
            yield from self._unknown(line, record)
            before = stored.get(self._key(record))
            if before:
                yield from self._edit_problems(line, record, before)
            self._announce(record, before)
        yield from self._of_two_items(rows, stored)

    def _of_two_items(self, rows: Sequence[Numbered], stored: Collection[tuple[Any, ...]]) -> Iterator[Problem]:
        """Yield the codes that would name two items: barcodes, and numbers of items that are not `stored` yet."""
        if self._namesakes:
            yield from self._namesakes.check(rows)
        elif self.spec.kind is Kind.ITEMS:
            yield from numbered_as_barcodes([row for row in rows if self._key(row[1]) not in stored])

    def write(self, work: Work, rows: Sequence[Numbered]) -> None:
        """Insert what is new and update what differs."""
        records = [record for _, record in rows]
        stored = self._stored(records)
        refuse_first(self._of_two_items(rows, stored))
        new = [record for record in records if self._key(record) not in stored]
        self._insert(work, new)
        changed = 0
        for record in records:
            before = stored.get(self._key(record))
            self._announce(record, before)
            if before and (fields := self._differing(record, before)):
                refuse_first(self._edit_problems(0, record, before))
                self._update(work, record, before, fields)
                changed += 1
        self.saved.counts += Counts(len(new), changed, len(records) - len(new) - changed)
        if new or changed:
            work.touched(self.spec.area)

    def finish(self, work: Work) -> Saved:
        """Take what no longer lasts as long as customers now ask; return what was done."""
        self.saved.items |= cut_aged(work, self._aged, cause="edit")
        return self.saved

    def _key(self, record: Record) -> tuple[Any, ...]:
        return tuple(self._value(record, name) for name in self.spec.key)

    def _value(self, record: Record, name: str) -> Any:
        """Return a field of the record as its column holds it: an id for a reference, None where it refers to
        nothing.
        """
        value = getattr(record, name)
        if name not in self.spec.references:
            return value
        # A code that this import is yet to store equals no stored id.
        return self.given.references.ids(self.spec.references[name][1]).get(value, -1) if value else None

    def _stored(self, records: Sequence[Record]) -> dict[tuple[Any, ...], tuple[Any, ...]]:
        """Return (id, *fields) of the stored rows with the keys of `records`."""
        fields = self.spec.record._fields
        key_places = [fields.index(name) for name in self.spec.key]
        first = self._column(self.spec.key[0])
        found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        for some in chunks(self._key(record)[0] for record in records):
            columns = [self._column(name) for name in fields]
            for row_id, *values in rows(self.spec.table.select(self.spec.table.id, *columns).where(first.in_(some))):  # type: ignore[attr-defined]
                found[tuple(values[place] for place in key_places)] = (row_id, *values)
        return found

    def _column(self, name: str) -> Any:
        return self.spec.field("code" if self.spec.kind is Kind.BARCODES and name == "barcode" else name)

    def _unknown(self, line: int, record: Record) -> Iterator[Problem]:
        for name, (_, kind) in self.spec.references.items():
            code = getattr(record, name)
            if code and not self.given.references.knows(kind, code):
                yield Problem(line, name, UNKNOWN[kind], {"code": code})

    def _differing(self, record: Record, before: Sequence[Any]) -> list[str]:
        fields = self.spec.record._fields
        wanted = [self._value(record, name) for name in fields]
        return [
            name
            for name, value, was in zip(fields, wanted, before[1:], strict=True)
            if name in self.given.columns and value != was
        ]

    def _edit_problems(self, line: int, record: Record, before: Sequence[Any]) -> Iterator[Problem]:
        fields = self._differing(record, before)
        key = str(getattr(record, self.spec.key[0]))
        if fields and not self.given.update:
            was = before[1 + self.spec.record._fields.index(fields[0])]
            if fields[0] in self.spec.references:
                was = self.given.references.code(self.spec.references[fields[0]][1], was)
            facts = {"key": key, "stored": shown(was), "given": shown(getattr(record, fields[0]))}
            yield Problem(line, fields[0], RowFault.DIFFERS, facts)
        elif "kind" in fields and Balance.select().where(Balance.location == before[0], Balance.quantity > 0).exists():
            yield Problem(line, "kind", RowFault.STOCK_LIES_THERE, {"code": key})
        elif isinstance(record, ItemRecord) and "serial_tracked" in fields and record.serial_tracked:
            for lot, units in lots_of_several(before[0]):
                yield Problem(
                    line, "serial_tracked", RowFault.LOTS_OF_SEVERAL, {"sku": key, "lot": lot, "units": units}
                )

    def _announce(self, record: Record, before: Sequence[Any] | None) -> None:
        """Tell what later rows of other kinds must know of this one; what its file does not say stays as stored."""
        references = self.given.references
        fields = self.spec.record._fields
        if before:
            kept = {name: was for name, was in zip(fields, before[1:], strict=True) if name not in self.given.columns}
            record = record._replace(**{name: was for name, was in kept.items() if name not in self.spec.references})
        if isinstance(record, ItemRecord):
            tracking = Tracking(record.lot_tracked, record.expiry_tracked, record.serial_tracked)
            references.set_tracking(record.sku, tracking)
        if isinstance(record, LocationRecord):
            references.set_location_kind(record.code, LocationKind(record.kind))
        if self.spec.kind in UNKNOWN:
            references.announce(self.spec.kind, getattr(record, self.spec.key[0]))

    def _insert(self, work: Work, new: Sequence[Record]) -> None:
        if not new:
            return
        fields = self.spec.record._fields
        extra = [self.spec.computed(record) for record in new]
        columns = [self._column(name).column_name for name in fields] + list(extra[0])
        values = [
            (*(self._value(record, name) for name in fields), *more.values())
            for record, more in zip(new, extra, strict=True)
        ]
        work.store.insert(self.spec.table, columns, values)
        if self.spec.kind in UNKNOWN:
            ids = self.given.references.ids(self.spec.kind)
            key = self._column(self.spec.key[0])
            for some in chunks(getattr(record, self.spec.key[0]) for record in new):
                ids.update(rows(self.spec.table.select(key, self.spec.table.id).where(key.in_(some))))  # type: ignore[attr-defined]
            if self.spec.kind is Kind.ITEMS:
                add_stock_rows(work, (ids[record.sku] for record in new if isinstance(record, ItemRecord)))

    def _update(self, work: Work, record: Record, before: Sequence[Any], fields: Sequence[str]) -> None:
        row = before[0]
        values = {self._column(name).name: self._value(record, name) for name in fields}
        self.spec.table.update(**values, **self.spec.computed(record)).where(self.spec.table.id == row).execute()  # type: ignore[attr-defined]
        if isinstance(record, CustomerRecord) and _QUEUED & set(fields):
            for item, line in _rerank(work, row):
                self.saved.items.add(item)
                self.saved.edited.add(line)
                if "minimum_shelf_life_days" in fields:
                    self._aged.add(item)
        if "weight" in fields:
            _outdate_plans(work, row)
        if isinstance(record, ItemRecord) and {"release_date", "safety_stock", "safety_stock_open_to"} & set(fields):
            self.saved.items.add(row)
            lines = work.store.sql(f"SELECT id FROM order_line WHERE item_id = ? AND {OPEN}", (row,))
            self.saved.edited.update(line for (line,) in lines)


_QUEUED = {"priority_class", "ship_policy", "minimum_shelf_life_days"}
"""What the queue reads of a customer in the lines of its orders."""


def _rerank(work: Work, customer: int) -> list[tuple[int, int]]:
    """Bring the lines of a customer's orders to what it now asks for; return (item, line) of the open ones."""
    for change, rule in (
        # Nobody is lifted across classes.
        (
            f"rank_class = c.priority_class, {NOT_LIFTED}",
            "o.priority_class = '' AND order_line.rank_class <> c.priority_class",
        ),
        ("ship_policy = c.ship_policy", "o.ship_policy IS NULL"),
        ("shelf_life_days = c.minimum_shelf_life_days", "order_line.minimum_shelf_life_days IS NULL"),
    ):
        work.store.sql(
            f"UPDATE order_line SET {change} FROM sales_order o JOIN customer c ON c.id = o.customer_id "
            f"WHERE o.id = order_line.order_id AND o.customer_id = ? AND {rule}",
            (customer,),
        )
    work.touched(Area.QUEUE)
    touched = work.store.sql(
        f"SELECT item_id, id FROM order_line WHERE {OPEN} "
        "AND order_id IN (SELECT id FROM sales_order WHERE customer_id = ?)",
        (customer,),
    )
    return touched.fetchall()  # type: ignore[no-any-return]


def _outdate_plans(work: Work, customer: int) -> None:
    """Let no plan be applied that divided what a customer waits for by another weight."""
    work.store.sql(
        "UPDATE item_stock SET version = version + 1 WHERE item_id IN (SELECT item_id FROM order_line "
        f"WHERE {OPEN} AND order_id IN (SELECT id FROM sales_order WHERE customer_id = ?))",
        (customer,),
    )


def _save(work: Work, kind: Kind, record: Record, *, update: bool) -> Stored:
    spec = KEYED[kind]
    names = {kind: {getattr(record, spec.key[0])}}
    names |= {of: {getattr(record, name)} for name, (_, of) in spec.references.items()}
    if isinstance(record, BarcodeRecord):
        names[Kind.ITEMS].add(record.barcode)  # which may be the number of another
    saver = CatalogueSaver(kind, Given(frozenset(record._fields), update, References(names)))
    saved = store_one(work, saver, [(1, record)], cause="edit")
    return Stored(tuple(work.stops), work.changes, saved.shares)


@service(Role.LEAD, alone=True)
def save_item(work: Work, record: ItemRecord, *, update: bool) -> Stored:
    """Make an item, or with `update` change the one of its SKU to `record`. Raises Refused (RowFault)."""
    return _save(work, Kind.ITEMS, record, update=update)


@dataclass(frozen=True)
class Taught:
    """A code, and what one scan of it means, or meant: so many base units of an item.

    `is_new`: it meant nothing before.
    """

    code: str
    sku: str
    units: int
    changes: Changes
    is_new: bool


def teachable_text(candidates: Sequence[Candidate]) -> str:
    """Return under which text to enter a code that nothing has, so that it is found in all its forms.

    That of a GTIN are its digits, those of a UPC-E written out; of all else it is the exact text.
    """
    match candidates[-1]:
        case UnknownCode(ScanFault.UNKNOWN_GTIN, {"gtin": str(digits)}):
            # Eight digits that may be a UPC-E too are entered in fourteen, which are a GTIN-8 only.
            return digits if len(numbers_in(digits)) == 1 else digits.zfill(14)
    return exact_text(candidates)


@service(Role.LEAD, alone=True)
def teach_code(work: Work, code: str, sku: str, pack_quantity: int) -> Taught:
    """Let `code`, as a scanner sends it, mean `pack_quantity` base units of an item from now on.

    It is entered, and answered, as its `teachable_text`.
    Raises Refused (TeachFault) where it means something else already, or is none; (RowFault) for an unknown item.
    """
    if not 1 <= len(code) <= LONGEST_CODE or not code.isprintable():
        raise Refused(TeachFault.NO_CODE, code=code, most=LONGEST_CODE)
    if not 1 <= pack_quantity <= MAX_QUANTITY:
        raise Refused(TeachFault.QUANTITY, sku=sku, quantity=pack_quantity, most=MAX_QUANTITY)
    year = work.settings.house_day.year
    code = teachable_text(read(code, year=year)) or code
    known = resolve(work.store, code, year=year)
    if isinstance(known, FoundItem) and known.item.sku == sku and known.pack == pack_quantity:
        return Taught(code, sku, pack_quantity, work.changes, is_new=False)
    if not isinstance(known, UnknownCode) or known.code not in TEACHABLE:
        raise Refused(TeachFault.KNOWN, code=code)
    changes = _save(work, Kind.BARCODES, BarcodeRecord(sku, code, pack_quantity), update=False).changes
    return Taught(code, sku, pack_quantity, changes, is_new=True)


@service(Role.LEAD, alone=True)
def forget_code(work: Work, teaching: str) -> Taught:
    """Let the code mean nothing again that an action (its id) taught; what was booked by it stays booked.

    Raises Refused (TeachFault) where that action taught nothing, or its code means something else by now.
    """
    taught = code_taught(work.store, teaching)
    if taught is None:
        raise Refused(TeachFault.FORGOTTEN)
    Barcode.delete().where(Barcode.code == taught.code).execute()
    work.touched(Area.ITEMS)
    return Taught(taught.code, taught.sku, taught.units, work.changes, is_new=False)


@service(Role.LEAD, alone=True)
def save_customer(work: Work, record: CustomerRecord, *, update: bool) -> Stored:
    """Make a customer, or with `update` change the one of its code to `record`. Raises Refused (RowFault)."""
    return _save(work, Kind.CUSTOMERS, record, update=update)
