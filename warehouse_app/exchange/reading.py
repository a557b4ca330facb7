"""One kind of record found in one or more files: what the import service reads, and a preview shows.

A file that cannot be read at all is `Refused` when it is opened, or in the middle of a pass where it only shows there.
A wrong row is a `Problem` among the rows, and reading goes on.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path

from warehouse_app.domain.errors import Problem, Refused
from warehouse_app.domain.records import Kind, Record
from warehouse_app.exchange.bins import HEADER, Bins, make_bins
from warehouse_app.exchange.blocks import Block, Table
from warehouse_app.exchange.converting import CancellationPass, RecordPass, by_line
from warehouse_app.exchange.faults import FileFault
from warehouse_app.exchange.joining import JoinedTable
from warehouse_app.exchange.kinds import CANCELLATION_FIELDS, FIELDS, Field, fields_by_heading, heading_key
from warehouse_app.exchange.mapping import BinRules, Join, OrdersAs, SourceRules, load_mapping
from warehouse_app.exchange.mapping import Mapping as FileMapping
from warehouse_app.exchange.opening import open_table
from warehouse_app.exchange.shaping import Shaped, Shaper, Tally

__all__ = ["FileMapping", "OrdersAs", "Source", "load_mapping", "open_file", "open_folder"]

_Rows = Iterator[tuple[int, Record] | Problem]


@dataclass(frozen=True)
class Source:
    """One kind of record found in one or more files.

    `columns` are the fields of the record that the file really has, or the mapping sets: an update changes only these.
    `unknown` are headings that mean nothing to us, `file` is the name for messages.
    """

    kind: Kind
    columns: frozenset[str]
    unknown: tuple[str, ...]
    file: str
    _read: Callable[[Tally], _Rows] = field(repr=False, compare=False)
    _tally: Tally = field(default_factory=Tally, repr=False, compare=False)

    def rows(self) -> _Rows:
        """Read the file from its start: each record with the line it starts on, or what is wrong with a row.

        The lines of orders and purchase orders are numbered by their place in their document where the file does not.
        Raises Refused: the file turns out not to be readable further on.
        """
        self._tally.clear()
        return self._read(self._tally)

    @property
    def left_out(self) -> Mapping[str, int]:
        """How many rows each rule of the mapping left out, in the last pass."""
        return dict(self._tally.left_out)

    @property
    def effects(self) -> Mapping[str, int]:
        """How many rows each rule of the mapping changed or made a cancellation, in the last pass."""
        return dict(self._tally.effects)


def open_file(
    kind: Kind, path: Path, *, mapping: FileMapping | None = None, zone: tzinfo, orders_as: OrdersAs | None = None
) -> Source:
    """Open one file of `kind`: in our own columns, or in another system's through `mapping`.

    With a mapping the files that it joins are looked for beside this one, and `orders_as` overrides what it says.
    Instants without an offset are of `zone`. Raises Refused with a FileFault.
    """
    if mapping is None:
        return _own(kind, path, zone)
    return _Opened(path.parent, mapping, zone, orders_as or mapping.orders_as, path).source(mapping.of(kind))


def open_folder(
    folder: Path, mapping: FileMapping, *, zone: tzinfo, orders_as: OrdersAs | None = None
) -> tuple[Source, ...]:
    """Open every kind that `mapping` finds in `folder`, in the order in which one kind may refer to another.

    `orders_as` overrides what the mapping says: "open", or "history" where every line was shipped.
    Raises Refused with a FileFault.
    """
    # Unlike Path's own, these raise nothing where a folder may not be read.
    if not os.path.isdir(folder):  # noqa: PTH112
        raise Refused(FileFault.FOLDER_MISSING, file=str(folder))
    opened = _Opened(folder, mapping, zone, orders_as or mapping.orders_as)
    order = list(Kind)
    return tuple(opened.source(rules) for rules in sorted(mapping.source, key=lambda rules: order.index(rules.kind)))


def _own(kind: Kind, path: Path, zone: tzinfo) -> Source:
    by_heading = fields_by_heading(kind)
    table = open_table(path, by_heading)
    found = {heading_key(heading): place for place, heading in enumerate(table.header)}
    present = [entry for key, entry in by_heading.items() if key in found]
    missing = tuple(entry.heading for entry in FIELDS[kind] if entry.required and entry not in present)
    if not present:
        raise Refused(FileFault.NO_HEADER, file=table.file, columns=missing)
    if missing:
        raise Refused(FileFault.COLUMN_MISSING, file=table.file, columns=missing)
    places = [found[heading_key(entry.heading)] for entry in present]

    def read(_tally: Tally) -> _Rows:
        records = RecordPass(kind, present, [table.header[place] for place in places], zone)
        for block in table.blocks():
            yield from records.read(block._replace(columns=[block.columns[place] for place in places]))

    unknown = tuple(heading for heading in table.header if heading and heading_key(heading) not in by_heading)
    return Source(kind, frozenset(entry.name for entry in present), unknown, table.file, read)


class _Opened:
    """A folder read through a mapping; `only` stands for the file of the one kind that is asked for."""

    def __init__(
        self, folder: Path, mapping: FileMapping, zone: tzinfo, orders_as: OrdersAs | None, only: Path | None = None
    ) -> None:
        self._folder, self._mapping, self._zone = folder, mapping, zone
        self._orders_as, self._only = orders_as, only
        self._bins: Bins | None = None

    def source(self, rules: SourceRules) -> Source:
        """Return the source of one kind. Raises Refused where its files cannot be read or lack a column."""
        if rules.bins:
            table = JoinedTable(_table_of_bins(self._made_bins(self._only), self._mapping.name), ())
            rules = _fed_by_bins(rules)
        else:
            table = self._joined(rules, self._only)
        uses_bins = any(cell.bin_of for cell in rules.cells().values())
        shaper = Shaper(rules, table, self._made_bins(None).of if uses_bins else {})
        return _mapped(rules, shaper, table.file, self._zone, self._orders_as)

    def _made_bins(self, only: Path | None) -> Bins:
        assert self._mapping.bins is not None  # checked when the mapping was loaded
        if self._bins is None:
            self._bins = make_bins(self._mapping.bins, self._joined(self._mapping.bins, only))
        return self._bins

    def _joined(self, rules: SourceRules | BinRules, only: Path | None) -> JoinedTable:
        known = {heading_key(name) for name in _names(rules)}
        table = open_table(only or self._find(rules.file), known)
        return JoinedTable(table, [(join, self._other(join, known)) for join in rules.join])

    def _other(self, join: Join, known: set[str]) -> Table:
        return open_table(self._find(join.file), known | {heading_key(join.key)})

    def _find(self, names: Sequence[str]) -> Path:
        paths = [self._folder / name for name in names]
        return next((path for path in paths if os.path.exists(path)), paths[0])  # noqa: PTH110


def _names(rules: SourceRules | BinRules) -> Iterator[str]:
    """Yield the columns that rules name, of joined files without the name of the join."""
    if isinstance(rules, BinRules):
        yield from (rules.key, rules.group)
    else:
        for cell in rules.cells().values():
            yield from (cell.column.rpartition(".")[2], cell.bin_of)
        yield from (rule.column.rpartition(".")[2] for rule in rules.rule)
    yield from (join.on for join in rules.join)


def _table_of_bins(bins: Bins, file: str) -> Table:
    def blocks() -> Iterator[Block]:
        yield Block(range(1, len(bins.rows) + 1), list(zip(*bins.rows, strict=True)) or [()] * len(HEADER))

    return Table(file, HEADER, blocks)


def _fed_by_bins(rules: SourceRules) -> SourceRules:
    return SourceRules(kind=rules.kind, fields={name: name for name in HEADER}, extra=rules.extra)


def _mapped(rules: SourceRules, shaper: Shaper, file: str, zone: tzinfo, orders_as: OrdersAs | None) -> Source:
    kind = rules.kind
    history = kind is Kind.ORDERS and orders_as == "history"
    names = {entry.name for entry in shaper.fields}.union(*rules.extra)
    fields, labels = list(shaper.fields), list(shaper.labels)
    if kind is Kind.ORDERS and orders_as == "open":
        names.discard("shipped")
    # Fields that only an extra row has get an empty column.
    added = [entry for entry in FIELDS[kind] if entry.name in names and entry not in fields]
    keep = [place for place, entry in enumerate(fields) if entry.name in names]
    every = [fields[place] for place in keep] + added
    every_label = [labels[place] for place in keep] + [entry.heading for entry in added]
    extra = _extra_rows(rules, every)

    def read(tally: Tally) -> _Rows:
        records = RecordPass(
            kind, every, every_label, zone, all_shipped=history, first_of_document=rules.first_of_document
        )
        cancellations = CancellationPass(_cancellation_labels(shaper), zone)
        if extra.lines:
            yield from records.read(extra)
        for shaped in shaper.shape(tally):
            yield from _read_shaped(_padded(shaped, keep, len(added)), records, cancellations)
        for name, count in records.settled.items():
            tally.effects[f"{name} of the first line"] = count

    columns = frozenset(names | ({"shipped"} if history else set()))
    return Source(kind, columns, (), file, read)


def _read_shaped(
    shaped: Shaped, records: RecordPass, cancellations: CancellationPass
) -> Iterator[tuple[int, Record] | Problem]:
    if shaped.cancellations is None:
        return iter(records.read(shaped.records))
    return iter(by_line(records.read(shaped.records), cancellations.read(shaped.cancellations)))


def _padded(shaped: Shaped, keep: Sequence[int], added: int) -> Shaped:
    block = shaped.records
    empty = [("",) * len(block.lines)] * added
    return shaped._replace(records=block._replace(columns=[*(block.columns[place] for place in keep), *empty]))


def _cancellation_labels(shaper: Shaper) -> list[str]:
    labels = {entry.name: label for entry, label in zip(shaper.fields, shaper.labels, strict=True)}
    return [labels.get(entry.name, entry.heading) for entry in CANCELLATION_FIELDS]


def _extra_rows(rules: SourceRules, fields: Sequence[Field]) -> Block:
    rows = [[row.get(entry.name, "") for entry in fields] for row in rules.extra]
    return Block(range(1, len(rows) + 1), list(zip(*rows, strict=True)) or [()] * len(fields))
