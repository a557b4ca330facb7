"""A table with the columns of other tables beside its own, found by a key."""

from collections.abc import Iterator, Sequence

from warehouse_app.domain.errors import Problem, Refused
from warehouse_app.exchange.blocks import Block, Table
from warehouse_app.exchange.cells import shown
from warehouse_app.exchange.faults import FileFault, RowFault
from warehouse_app.exchange.kinds import heading_key
from warehouse_app.exchange.mapping import Join


class JoinedTable:
    """Reads a table and, for each of its rows, the row of every other table that its key names.

    An empty key names no row: the other table's cells are empty then. One that is not found is a problem of the row.
    """

    def __init__(self, table: Table, joins: Sequence[tuple[Join, Table]]) -> None:
        self._table = table
        self._joins = joins
        self._header = list(table.header)
        self._on: list[int] = []
        for join, other in joins:
            self._on.append(self.position(join.on))
            position_in(other.header, join.key, other.file)
            self._header += [f"{join.name}.{heading}" for heading in other.header]

    @property
    def file(self) -> str:
        return self._table.file

    def position(self, column: str) -> int:
        """Return where `column` stands in the blocks. Raises Refused where the files have no such column."""
        return position_in(self._header, column, self._table.file)

    def blocks(self) -> Iterator[Block]:
        others = [_rows_by_key(join, other) for join, other in self._joins]
        for block in self._table.blocks():
            joined = block
            for (join, other), at, rows in zip(self._joins, self._on, others, strict=True):
                joined = _beside(joined, at, rows, join, other)
            yield joined


def position_in(header: Sequence[str], column: str, file: str) -> int:
    keys = [heading_key(heading) for heading in header]
    try:
        return keys.index(heading_key(column))
    except ValueError:
        raise Refused(FileFault.COLUMN_MISSING, file=file, columns=(column,)) from None


def _rows_by_key(join: Join, table: Table) -> dict[str, tuple[str, ...]]:
    at = position_in(table.header, join.key, table.file)
    rows: dict[str, tuple[str, ...]] = {}
    for block in table.blocks():
        if block.problems:
            raise Refused(FileFault.JOIN_BROKEN, file=table.file, line=block.problems[0].line)
        for line, row in zip(block.lines, zip(*block.columns, strict=True), strict=True):
            if rows.setdefault(row[at].strip(), row) is not row:
                raise Refused(
                    FileFault.JOIN_KEY_TWICE, file=table.file, column=join.key, text=shown(row[at]), line=line
                )
    return rows


def _beside(block: Block, at: int, rows: dict[str, tuple[str, ...]], join: Join, other: Table) -> Block:
    empty = ("",) * len(other.header)
    keys = [key.strip() for key in block.columns[at]]
    found = [rows.get(key, empty if not key else None) for key in keys]
    problems = list(block.problems)
    lines, columns = block.lines, block.columns
    if None in found:
        facts = {"column": join.on, "file": other.file}
        for line, key, row in zip(lines, keys, found, strict=True):
            if row is None:
                problems.append(Problem(line, join.on, RowFault.NOT_JOINED, {"text": shown(key), **facts}))
        kept = [place for place, row in enumerate(found) if row is not None]
        lines = [lines[place] for place in kept]
        columns = [[column[place] for place in kept] for column in columns]
    beside = list(zip(*filter(None, found), strict=True)) or [()] * len(other.header)
    return Block(lines, [*columns, *beside], problems)
