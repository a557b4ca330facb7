"""What may stand only once in a file, and what the lines of one document must agree on.

Half a million lines are remembered in some ten megabytes: a few whole numbers for a document and one for a line that
carries its own number, never the values themselves.
"""

from array import array
from collections.abc import Sequence
from itertools import repeat

from warehouse_app.domain.errors import Facts, Problem
from warehouse_app.exchange.cells import shown
from warehouse_app.exchange.faults import RowFault

_BETWEEN = "\x1f"
"""Stands between the parts of a key; no part holds it, since control characters are refused."""
_LINE_BITS = 32


class Keys:
    """Finds rows whose key stood in the file before."""

    def __init__(self, headings: tuple[str, ...]) -> None:
        self._headings = headings
        self._lines: dict[str, int] = {}

    def check(self, lines: Sequence[int], keys: Sequence[Sequence[str]]) -> dict[int, list[Problem]]:
        """Return the problems by their place in `lines`; `keys` has one column for each part of the key."""
        problems: dict[int, list[Problem]] = {}
        joined = keys[0] if len(keys) == 1 else map(_BETWEEN.join, zip(*keys, strict=True))
        for place, (line, key) in enumerate(zip(lines, joined, strict=True)):
            first = self._lines.setdefault(key, line)
            if first != line:
                text = shown(", ".join(filter(None, key.split(_BETWEEN))))
                facts: Facts = {"text": text, "first_line": first}
                problems[place] = [Problem(line, self._headings[0], RowFault.REPEATED, facts)]
        return problems


class Documents:
    """Numbers the lines of each document by their place, and finds lines that repeat or contradict earlier ones.

    `headings` are those of the fields that all lines of a document must agree on, in the order in which they are given.
    """

    def __init__(self, headings: tuple[str, ...], line_heading: str) -> None:
        self._headings, self._line_heading = headings, line_heading
        self._index: dict[str, int] = {}
        self._counts, self._first_lines = array("q"), array("q")
        self._marks = [array("q") for _ in headings]
        self._given: dict[int, int] = {}
        self._number: str | None = None
        self._at = -1
        self._count = 0
        # The header of the document at hand, where it is known to agree with that of its first line.
        self._header: tuple[object, ...] | None = None

    def check(
        self,
        lines: Sequence[int],
        numbers: Sequence[str],
        headers: Sequence[tuple[object, ...]],
        given: Sequence[int | None] | None,
    ) -> tuple[list[int], dict[int, list[Problem]]]:
        """Return the number of each line within its document, and the problems by their place in `lines`.

        `given` are the numbers that the file itself gives to its lines; None stands for their place.
        """
        result: list[int] = []
        problems: dict[int, list[Problem]] = {}
        own = repeat(None, len(lines)) if given is None else given
        for place, (line, number, header, own_line) in enumerate(zip(lines, numbers, headers, own, strict=True)):
            if number != self._number:
                self._turn_to(number, header, line)
            if header != self._header:
                found = self._disagreements(header, number, line)
                if found:
                    problems[place] = found
                else:
                    self._header = header
            self._count += 1
            result.append(own_line or self._count)
            if given is not None:
                first = self._given.setdefault(self._at << _LINE_BITS | result[-1], line)
                if first != line:
                    facts: Facts = {"number": number, "line": result[-1], "first_line": first}
                    problem = Problem(line, self._line_heading, RowFault.LINE_REPEATED, facts)
                    problems.setdefault(place, []).append(problem)
        return result, problems

    def _turn_to(self, number: str, header: tuple[object, ...], line: int) -> None:
        if self._number is not None:
            self._counts[self._at] = self._count
        self._number = number
        at = self._index.setdefault(number, len(self._index))
        if at == len(self._counts):
            self._counts.append(0)
            self._first_lines.append(line)
            for marks, value in zip(self._marks, header, strict=True):
                marks.append(hash(value))
            self._header = header
        else:
            self._header = None
        self._at, self._count = at, self._counts[at]

    def _disagreements(self, header: tuple[object, ...], number: str, line: int) -> list[Problem]:
        facts: Facts = {"number": number, "first_line": self._first_lines[self._at]}
        return [
            Problem(line, heading, RowFault.DISAGREES, facts)
            for heading, value, marks in zip(self._headings, header, self._marks, strict=True)
            if hash(value) != marks[self._at]
        ]


class FirstOfDocument:
    """Gives every line of a document the value that its first line has in one field."""

    def __init__(self) -> None:
        self._first: dict[str, object] = {}

    def settle(self, numbers: Sequence[str], values: Sequence[object]) -> tuple[list[object], int]:
        """Return the values to take, and how many of them are not the row's own."""
        settled = list(map(self._first.setdefault, numbers, values))
        return settled, sum(map(_differ, settled, values))


def _differ(first: object, own: object) -> bool:
    return first is not own and first != own
