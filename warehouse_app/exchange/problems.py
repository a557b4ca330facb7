"""Everything that is wrong with some files, as a file that a person can work through."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

from warehouse_app.domain.errors import Facts, Problem
from warehouse_app.exchange.faults import FileWord
from warehouse_app.exchange.writing import write_table


def write_problems(path: Path, found: Iterable[tuple[str, Problem]], say: Callable[[StrEnum, Facts], str]) -> int:
    """Write each problem with its file, line, column and a sentence; return how many. `say` makes the sentences.

    Raises Refused as `write_table` does.
    """
    rows = ((file, problem.line, problem.column, say(problem.code, problem.facts)) for file, problem in found)
    return write_table(path, [say(word, {}) for word in FileWord], rows)
