"""Trouble of the world's making, told to a person: a code and its facts, never a sentence (`texts` says those).

Trouble of our making (a bug) is any other exception; it is never caught to be hidden.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Fact = str | int | date | datetime | None | tuple[str, ...]
Facts = Mapping[str, Fact]


class Refused(Exception):  # noqa: N818 - the field's word for it
    """Something asked for cannot be done, and nothing was changed: `code` names the reason, `facts` fill its text."""

    def __init__(self, code: StrEnum, /, **facts: Fact) -> None:
        super().__init__(code.value, facts)
        self.code = code
        self.facts: Facts = facts


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a row of a file. `line` is the line (or sheet row) it starts on, counted from 1."""

    line: int
    column: str
    code: StrEnum
    facts: Facts = field(default_factory=dict)
