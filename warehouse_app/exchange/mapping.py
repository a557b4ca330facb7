"""Mappings: how the files of another system become our records. A mapping is a TOML file that anybody can write.

    title = "What it maps"                # said where mappings are listed
    orders_as = "open"                    # or "history": every order line was shipped; left out: as the fields say

    [[source]]                            # one for each kind of record
    kind = "orders"                       # a kind of the command line
    file = ["lines.csv", "lines.csv.gz"]  # the first of these names that is there; CSV or XLSX
    distinct = "sku"                      # one record for each distinct text of this field: the first row's, and where
                                          # a field of it is empty the first text found further down
    first_of_document = ["placed_at"]     # where lines of one document disagree on this, the first line's counts

    [[source.join]]                       # puts the columns of another file beside this one's, as "orders.Customer"
    name = "orders"
    file = ["orders.csv"]
    on = "OrderID"                        # a column of this file, or of a join before
    key = "OrderID"                       # the column of the other file; each text once

    [source.fields]                       # what feeds each field; those of cli.md, with x_mm and y_mm for x_m and y_m,
                                          # whose texts are metres all the same
    number = "OrderID"                                        # a column
    need_by = { value = "1998-05-21" }                        # a constant
    supplier = { column = "Supplier", prefix = "S-" }         # a text before what the column holds
    name = { column = "Description", else_field = "sku" }     # another field where the column is empty
    home_location = { bin_of = "ProductID" }                  # the made-up bin (see below)

    [[source.rule]]                       # rules are tried in their order on each row, and their rows counted
    name = "stock correction"
    column = "Quantity"
    below = 0                             # or: above, number (is it), more_decimals_than, equals (the same text),
                                          #     starts_with, empty; all that are given must hold
    effect = "leave out"                  # or: "cancellation" (of what was ordered: the row is a CancellationRecord)
                                          #     "set", with to = { price = "", shipped = { column = "Quantity" } }
                                          #     "round", to the number of places `more_decimals_than`, half up

    [[source.extra]]                      # a record that stands in no file, by the same fields
    code = "DOCK"

    [bins]                                # a made-up layout: each product gets a bin of its own
    file = ["products.csv"]               # may have [[bins.join]] too
    key = "ProductID"                     # the n-th distinct text gets the n-th bin
    group = "Category"                    # an aisle holds one group only, and its zone is named after it
    bays = 5                              # of an aisle, along y
    levels = 3                            # of a bay, on top of each other
    first_x_m = "2.0"                     # of the first aisle
    first_y_m = "2.0"                     # of the first bay of an aisle
    aisle_pitch_m = "3.0"
    bay_pitch_m = "1.2"

A source of locations with `bins = true` instead of a file yields every bin of the aisles in use, then its extra rows.
Rules that leave rows out or make them cancellations go before those that set or round, whatever their order.
"""

import re
from pathlib import Path
from typing import Literal

import msgspec

from warehouse_app.assets import resource
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import Kind
from warehouse_app.exchange.faults import FileFault
from warehouse_app.exchange.kinds import CANCELLATION_FIELDS, DOCUMENT_FIELDS, FIELDS

OrdersAs = Literal["open", "history"]


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Cell(_Part, frozen=True):
    """Where the text of a field comes from: at most one of `column`, `value` and `bin_of`."""

    column: str = ""
    value: str = ""
    bin_of: str = ""
    prefix: str = ""
    else_field: str = ""

    def makes_sense(self) -> bool:
        return sum(map(bool, (self.column, self.value, self.bin_of))) <= 1 and bool(self.column or not self.prefix)


class Join(_Part, frozen=True):
    name: str
    file: tuple[str, ...]
    on: str
    key: str


class Rule(_Part, frozen=True):
    name: str
    column: str
    effect: Literal["leave out", "cancellation", "set", "round"]
    equals: str | None = None
    starts_with: str | None = None
    empty: bool | None = None
    number: int | None = None
    below: int | None = None
    above: int | None = None
    more_decimals_than: int | None = None
    to: dict[str, str | Cell] = {}

    def numeric(self) -> tuple[int | None, ...]:
        """Return the conditions that only a number can meet."""
        return self.number, self.below, self.above, self.more_decimals_than


class SourceRules(_Part, frozen=True):
    """How one kind of record is made."""

    kind: Kind
    file: tuple[str, ...] = ()
    bins: bool = False
    join: tuple[Join, ...] = ()
    fields: dict[str, str | Cell] = {}
    rule: tuple[Rule, ...] = ()
    distinct: str = ""
    first_of_document: tuple[str, ...] = ()
    extra: tuple[dict[str, str], ...] = ()

    def cells(self) -> dict[str, Cell]:
        """Return where each field comes from; one that only rules set is empty otherwise."""
        cells = {name: as_cell(cell) for name, cell in self.fields.items()}
        for rule in self.rule:
            for name in rule.to:
                cells.setdefault(name, Cell())
        return cells


class BinRules(_Part, frozen=True):
    """A made-up layout of storage bins; lengths are metres as text, so that none is a rounded float."""

    file: tuple[str, ...]
    key: str
    group: str
    bays: int
    levels: int
    first_x_m: str
    first_y_m: str
    aisle_pitch_m: str
    bay_pitch_m: str
    join: tuple[Join, ...] = ()


class Mapping(_Part, frozen=True):
    """All that a mapping file says; `name` is that file's."""

    title: str
    source: tuple[SourceRules, ...]
    orders_as: OrdersAs | None = None
    bins: BinRules | None = None
    name: str = ""

    def of(self, kind: Kind) -> SourceRules:
        """Return the rules of one kind. Raises Refused where the mapping has none."""
        for source in self.source:
            if source.kind is kind:
                return source
        raise Refused(FileFault.MAPPING_WITHOUT_KIND, mapping=self.name, kind=kind.value)


def as_cell(cell: str | Cell) -> Cell:
    return Cell(column=cell) if isinstance(cell, str) else cell


def shipped_mappings() -> tuple[str, ...]:
    """Return the names of the mappings that come with the program."""
    return tuple(sorted(path.stem for path in resource("mappings").glob("*.toml")))


def load_mapping(name: str) -> Mapping:
    """Return the mapping of this name that comes with the program, or the one in the TOML file of this path.

    Raises Refused: there is none, or it does not say what a mapping must say.
    """
    own = name.endswith(".toml")
    path = Path(name) if own else resource(f"mappings/{name}.toml")
    if not own and not re.fullmatch(r"[A-Za-z0-9_-]+", name):
        raise Refused(FileFault.MAPPING_UNKNOWN, mapping=name, mappings=shipped_mappings())
    try:
        mapping = msgspec.toml.decode(path.read_bytes(), type=Mapping)
    except (OSError, ValueError) as error:
        if isinstance(error, msgspec.MsgspecError | UnicodeDecodeError):
            raise Refused(FileFault.MAPPING_WRONG, mapping=path.name, detail=str(error)) from error
        raise Refused(FileFault.MAPPING_UNKNOWN, mapping=name, mappings=shipped_mappings()) from error
    mapping = msgspec.structs.replace(mapping, name=path.name)
    detail = next(filter(None, (_fault_of(source, mapping) for source in mapping.source)), None) or _fault_of_all(
        mapping
    )
    if detail is not None:
        raise Refused(FileFault.MAPPING_WRONG, mapping=path.name, detail=detail)
    return mapping


def _fault_of_all(mapping: Mapping) -> str | None:
    kinds = [source.kind for source in mapping.source]
    if len(set(kinds)) < len(kinds):
        return "source.kind"
    parts = [part for part in (*mapping.source, mapping.bins) if part]
    joins = [join for part in parts for join in part.join]
    if not all(part.file for part in (*joins, mapping.bins) if part):
        return "file"
    # A mapping from somebody else must not read files outside the folder it is given.
    names = [name for part in (*parts, *joins) for name in part.file]
    outside = next((name for name in names if Path(name).name != name or name in {"", ".."}), None)
    if outside is not None:
        return f'file = "{outside}"'
    bins = mapping.bins
    lengths = (bins.first_x_m, bins.first_y_m, bins.aisle_pitch_m, bins.bay_pitch_m) if bins else ()
    if bins and (not (0 < bins.bays <= 1_000 and 0 < bins.levels <= 100) or not all(map(_METRES.fullmatch, lengths))):
        return "bins"
    return None


_METRES = re.compile(r"[0-9]{1,5}(\.[0-9]{1,3})?")


def _fault_of(source: SourceRules, mapping: Mapping) -> str | None:
    """Return the place in a source that contradicts itself, as it is written there."""
    names = {field.name for field in FIELDS[source.kind]}
    cells = source.cells()
    given = set(cells).union(*source.extra)
    place = f"source {source.kind.value}: "
    if given - names:
        return place + ", ".join(sorted(given - names))
    required = {field.name for field in FIELDS[source.kind] if field.required}
    if not source.bins and required - set(cells):
        return place + ", ".join(sorted(required - set(cells)))
    if source.bins != (not source.file) or (source.bins and source.kind is not Kind.LOCATIONS):
        return place + "file / bins"
    if mapping.bins is None and (source.bins or any(cell.bin_of for cell in cells.values())):
        return place + "bin_of"
    others = {cell.else_field for cell in cells.values()} | {source.distinct}
    unfed = others.union(source.first_of_document) - {""} - set(cells)
    unfed |= set(source.first_of_document) - set(DOCUMENT_FIELDS.get(source.kind, ()))
    if unfed:
        return place + ", ".join(sorted(unfed))
    detail = _fault_of_parts(source, cells)
    return detail and place + detail


def _fault_of_parts(source: SourceRules, cells: dict[str, Cell]) -> str | None:
    """Return the part of a source that would be ignored beside another, or a rule that makes no sense."""
    if source.bins and (source.fields or source.join or source.rule or source.distinct):
        return "bins"
    wrong = next((name for name, cell in cells.items() if not cell.makes_sense()), None)
    if wrong is not None:
        return f"fields.{wrong}"
    joins = [join.name for join in source.join]
    if len(set(joins)) < len(joins):
        return "join.name"
    if [rule.effect for rule in source.rule].count("cancellation") > (0 if source.distinct else 1):
        return 'effect = "cancellation"'
    return next((f"rule {rule.name}" for rule in source.rule if not _makes_sense(rule, source)), None)


def _makes_sense(rule: Rule, source: SourceRules) -> bool:
    conditions = (rule.equals, rule.starts_with, rule.empty, *rule.numeric())
    if all(condition is None for condition in conditions) or bool(rule.to) != (rule.effect == "set"):
        return False
    given = [as_cell(cell) for cell in rule.to.values()]
    if not all(cell.makes_sense() and not cell.bin_of and not cell.else_field for cell in given):
        return False
    if rule.effect == "round":
        return rule.more_decimals_than is not None and 0 <= rule.more_decimals_than <= 9
    if rule.effect == "cancellation":
        return source.kind is Kind.ORDERS and all(field.name in source.cells() for field in CANCELLATION_FIELDS)
    return True
