"""What a table of sentences is made of: a plain message or one that counts, both marked for extraction."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple


class Plural(NamedTuple):
    """A message that counts the fact named `counts`."""

    one: str
    many: str
    counts: str


Message = str | Plural
Table = Mapping[str, Message]
Fact = str | int | date | datetime | None | tuple[str, ...]
Facts = Mapping[str, Fact]

NUMBERS = frozenset({"run", "undone", "undone_by", "later", "job"})
"""Facts that are the number of a run or of a print: they count nothing, so that nothing groups their digits."""


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is said."""
    return message


def counted(one: str, many: str, counts: str) -> Plural:
    """Mark a message with a plural for extraction."""
    return Plural(one, many, counts)
