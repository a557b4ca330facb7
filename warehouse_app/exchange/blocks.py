"""What a file is read as: its header, and blocks of some thousand rows of texts with the line each starts on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from warehouse_app.domain.errors import Problem
from warehouse_app.exchange.faults import RowFault

BLOCK_ROWS = 2_000


class Block(NamedTuple):
    """Some rows of a file: `columns` has one sequence of texts for each column, all as long as `lines`."""

    lines: Sequence[int]
    columns: Sequence[Sequence[str]]
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class Table:
    """A file that was opened: `blocks` reads it from the start each time it is called."""

    file: str
    header: tuple[str, ...]
    blocks: Callable[[], Iterator[Block]]


def block_of(lines: Sequence[int], rows: Sequence[Sequence[str]], width: int, problems: list[Problem]) -> Block:
    """Turn rows into a block: empty rows are left out, rows of another width than the header become problems."""
    if set(map(len, rows)) - {width} or not all(map(str.strip, map("".join, rows))):
        kept: list[tuple[int, Sequence[str]]] = []
        for line, row in zip(lines, rows, strict=True):
            cells = _trimmed(row, width)
            if not "".join(row).strip():
                continue
            if len(cells) == width:
                kept.append((line, cells))
            else:
                code = RowFault.TOO_MANY_CELLS if len(cells) > width else RowFault.TOO_FEW_CELLS
                problems.append(Problem(line, "", code, {"found": len(cells), "expected": width}))
        lines, rows = [line for line, _ in kept], [cells for _, cells in kept]
    return Block(lines, list(zip(*rows, strict=True)) if rows else [()] * width, problems)


def _trimmed(row: Sequence[str], width: int) -> Sequence[str]:
    """Return `row` without the empty cells behind the last column that some programs write."""
    return row[:width] if len(row) > width and not "".join(row[width:]).strip() else row
