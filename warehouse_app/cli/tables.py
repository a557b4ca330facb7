"""Tables for people on standard output."""

import shutil
import sys
from collections.abc import Sequence
from enum import StrEnum

import click

from warehouse_app.cli.output import LANGUAGE, sentence
from warehouse_app.domain.errors import Fact
from warehouse_app.texts import fact_text

_GAP = "  "
_SHORTEST = 12
"""What is left of a column that is shortened."""


def print_table(headings: Sequence[StrEnum], rows: Sequence[Sequence[Fact]], *, shorten: StrEnum | None = None) -> None:
    """Print rows in columns, numbers to the right, each as wide as its widest cell.

    On a terminal that is too narrow the column `shorten` is cut; in a file or a pipe nothing is.
    """
    head = [sentence(heading) for heading in headings]
    texts = [["" if cell is None else fact_text(cell, language=LANGUAGE) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(head, *texts, strict=True)]
    if shorten is not None and sys.stdout.isatty():
        _cut(widths, headings.index(shorten))
    right = [any(isinstance(cell, int) for cell in column) for column in zip(*rows, strict=True)] or [False] * len(head)
    for row in [head, ["─" * width for width in widths], *texts]:
        cells = [
            cell.rjust(width) if to_right else _shortened(cell, width).ljust(width)
            for cell, width, to_right in zip(row, widths, right, strict=True)
        ]
        # The last column may run on into the next line of a terminal, as any long text does.
        click.echo(_GAP.join(cells).rstrip())


def _cut(widths: list[int], column: int) -> None:
    room = shutil.get_terminal_size().columns
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - room
    if excess > 0:
        widths[column] = max(min(_SHORTEST, widths[column]), widths[column] - excess)


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
