"""Blocks of texts become records: every cell converted, every row checked, in the order of the file."""

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from functools import partial
from itertools import compress, repeat
from typing import cast

from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import RECORD_OF, CancellationRecord, Kind, Record
from warehouse_app.exchange.blocks import Block
from warehouse_app.exchange.cells import Wrong
from warehouse_app.exchange.checks import CHECKS
from warehouse_app.exchange.keys import Documents, FirstOfDocument, Keys
from warehouse_app.exchange.kinds import CANCELLATION_FIELDS, DOCUMENT_FIELDS, FIELDS, KEY_FIELDS, Field

Row = tuple[int, Record]
Values = list[Sequence[object]]


class Cells:
    """Converts the texts of some fields; rows with a wrong cell are taken out and told about."""

    def __init__(self, fields: Sequence[Field], labels: Sequence[str], zone: tzinfo) -> None:
        self._labels = labels
        self._columns = [field.column(zone) for field in fields]

    def convert(self, block: Block) -> tuple[Sequence[int], Values, list[Problem]]:
        values: Values = [
            list(map(column.__getitem__, texts)) for column, texts in zip(self._columns, block.columns, strict=True)
        ]
        problems = list(block.problems)
        if not any(column.found_wrong for column in self._columns):
            return block.lines, values, problems
        bad: set[int] = set()
        for label, column_values, column in zip(self._labels, values, self._columns, strict=True):
            if not column.found_wrong:
                continue
            for place, value in enumerate(column_values):
                if type(value) is Wrong:
                    bad.add(place)
                    problems.append(Problem(block.lines[place], label, value.code, value.facts))
        lines, values = _without(bad, block.lines, values)
        return lines, values, problems

    def again(self, place: int, block: Block) -> list[object]:
        """Return the values of one field of all rows, `Wrong` where they are."""
        return list(map(self._columns[place].__getitem__, block.columns[place]))


def _without(bad: Iterable[int], lines: Sequence[int], values: Values) -> tuple[Sequence[int], Values]:
    keep = [True] * len(lines)
    for place in bad:
        keep[place] = False
    return list(compress(lines, keep)), [list(compress(column, keep)) for column in values]


class RecordPass:
    """One pass over a file of one kind: what it has seen so far is what the next block is checked against."""

    def __init__(
        self,
        kind: Kind,
        fields: Sequence[Field],
        labels: Sequence[str],
        zone: tzinfo,
        *,
        all_shipped: bool = False,
        first_of_document: Sequence[str] = (),
    ) -> None:
        self._record = RECORD_OF[kind]
        self._place = {field.name: place for place, field in enumerate(fields)}
        self._label_of = {field.name: label for field, label in zip(fields, labels, strict=True)}
        self._all_fields = FIELDS[kind]
        self._cells = Cells(fields, labels, zone)
        self._all_shipped = all_shipped
        self._firsts = {name: FirstOfDocument() for name in first_of_document if name in self._place}
        check = CHECKS.get(kind)
        self._check = check.find if check is not None and check.needs & self._place.keys() else None
        self._key_names = tuple(name for name in KEY_FIELDS.get(kind, ()) if name in self._place)
        self._keys = Keys(self._labels(self._key_names)) if self._key_names else None
        self._shared = tuple(name for name in DOCUMENT_FIELDS.get(kind, ()) if name in self._place)
        line_label = self._label_of.get("line", "line")
        self._documents = Documents(self._labels(self._shared), line_label) if kind in DOCUMENT_FIELDS else None
        self.settled: dict[str, int] = dict.fromkeys(self._firsts, 0)
        """How many rows took a field from the first line of their document, by field."""

    def _labels(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._label_of[name] for name in names)

    def read(self, block: Block) -> Iterable[Row | Problem]:
        """Return the records and the problems of a block, by line."""
        lines, values, problems = self._cells.convert(block)
        columns: dict[str, Sequence[object]] = {name: values[place] for name, place in self._place.items()}
        for name, firsts in self._firsts.items():
            columns[name], changed = firsts.settle(cast("Sequence[str]", columns["number"]), columns[name])
            self.settled[name] += changed
        wrong = self._repeated(block, lines, columns, problems)
        if self._all_shipped:
            columns["shipped"] = _rest(columns)
        records = self._records(columns, len(lines))
        if self._check is not None:
            for place, (line, record) in enumerate(zip(lines, records, strict=True)):
                for name, code, facts in self._check(record):
                    problem = Problem(line, self._label_of.get(name, name), code, facts)
                    wrong.setdefault(place, []).append(problem)
        if not wrong and not problems:
            return zip(lines, records, strict=True)
        for found in wrong.values():
            problems += found
        good = [place not in wrong for place in range(len(lines))]
        return by_line(compress(zip(lines, records, strict=True), good), problems)

    def _repeated(
        self, block: Block, lines: Sequence[int], columns: dict[str, Sequence[object]], problems: list[Problem]
    ) -> dict[int, list[Problem]]:
        """Return what is repeated, by its place in `lines`; of rows already taken out it is added to `problems`."""
        if self._keys is not None and len(lines) < len(block.lines):
            return self._repeated_in_all(self._keys, block, lines, problems)
        if self._keys is not None:
            return self._keys.check(lines, [cast("Sequence[str]", columns[name]) for name in self._key_names])
        if self._documents is None:
            return {}
        headers = list(zip(*(columns[name] for name in self._shared), strict=True)) if lines else []
        numbers = cast("Sequence[str]", columns["number"])
        given = cast("Sequence[int | None] | None", columns.get("line"))
        columns["line"], wrong = self._documents.check(lines, numbers, headers, given)
        return wrong

    def _repeated_in_all(
        self, keys: Keys, block: Block, lines: Sequence[int], problems: list[Problem]
    ) -> dict[int, list[Problem]]:
        """Check the keys of all rows: one that is wrong elsewhere uses its key up all the same."""
        columns = [self._cells.again(self._place[name], block) for name in self._key_names]
        rows = [row for row in zip(block.lines, *columns, strict=True) if not any(type(cell) is Wrong for cell in row)]
        all_lines, *key_columns = zip(*rows, strict=True) if rows else ((), *([()] * len(columns)))
        found = keys.check(cast("Sequence[int]", all_lines), cast("list[Sequence[str]]", key_columns))
        place_of = {line: place for place, line in enumerate(lines)}
        wrong: dict[int, list[Problem]] = {}
        for at, repeated in found.items():
            place = place_of.get(all_lines[at])
            if place is None:
                problems += repeated
            else:
                wrong[place] = repeated
        return wrong

    def _records(self, columns: dict[str, Sequence[object]], count: int) -> list[Record]:
        every = [columns.get(field.name) or repeat(field.default, count) for field in self._all_fields]
        # `_make` by another name: the record's own constructor would take every value as an argument.
        return list(map(partial(tuple.__new__, self._record), zip(*every, strict=True)))


def _rest(columns: dict[str, Sequence[object]]) -> Sequence[object]:
    """Return what is left of each quantity after what was cancelled: all of it was shipped."""
    quantities = cast("Sequence[int]", columns["quantity"])
    cancelled = cast("Sequence[int] | None", columns.get("cancelled"))
    if cancelled is None:
        return quantities
    return [max(0, quantity - less) for quantity, less in zip(quantities, cancelled, strict=True)]


class CancellationPass:
    """One pass over the cancellations among the rows of orders, numbered by their place within their number."""

    def __init__(self, labels: Sequence[str], zone: tzinfo) -> None:
        self._cells = Cells(CANCELLATION_FIELDS, labels, zone)
        self._counts: dict[str, int] = {}

    def read(self, block: Block) -> Iterable[Row | Problem]:
        lines, values, problems = self._cells.convert(block)
        good = zip(lines, map(self._numbered, zip(*values, strict=True)), strict=True)
        return by_line(good, problems)

    def _numbered(self, row: tuple[object, ...]) -> Record:
        number = cast("str", row[0])
        line = self._counts[number] = self._counts.get(number, 0) + 1
        return CancellationRecord._make((*row, line))


def by_line(rows: Iterable[Row | Problem], others: Iterable[Row | Problem]) -> list[Row | Problem]:
    """Return both in the order of the file's lines."""
    return sorted([*rows, *others], key=line_of)


def line_of(found: Row | Problem) -> int:
    return found.line if isinstance(found, Problem) else found[0]
