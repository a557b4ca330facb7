"""What all savers share. A saver stores the records of one kind, whether they come from a file or from a form.

It is used twice: `check` says what is wrong with rows before any lock is taken, `write` stores them inside the
transaction. A row that is there and equal is unchanged; one that differs is an edit, and refused unless `update` is
set.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from warehouse_app.domain.errors import Problem, Refused
from warehouse_app.services.changes import Changes, StopMoved
from warehouse_app.services.contract import Work
from warehouse_app.services.filling import Decided, fill_items
from warehouse_app.services.gains import Share, shares_of
from warehouse_app.services.references import References

Numbered = tuple[int, Any]
"""A record and the line of its file that it stands on."""


@dataclass
class Counts:
    """What became of the rows of one kind."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.new + other.new, self.changed + other.changed, self.unchanged + other.unchanged)


@dataclass
class Saved:
    """What a saver did: counts, the items whose supply or demand it changed, and the order lines whose demand it did.

    `first_new_line` to `last_new_line` are the ids of the lines it made (0 to 0: none), `edited` those it changed;
    `unmatched` counts credits that found no line; `taken` are decisions that took stock from lines it changed.
    `shares`: who got stock once a form was stored.
    """

    counts: Counts = field(default_factory=Counts)
    items: set[int] = field(default_factory=set)
    edited: set[int] = field(default_factory=set)
    first_new_line: int = 0
    last_new_line: int = 0
    unmatched: int = 0
    taken: Decided = field(default_factory=dict)
    shares: tuple[Share, ...] = ()

    @property
    def fresh(self) -> range:
        """The ids of the order lines it made."""
        return range(self.first_new_line, self.last_new_line + 1) if self.last_new_line else range(0)


@dataclass(frozen=True)
class Stored:
    """What a form handed in is stored; at the `stops` of pick lists less is fetched since. `shares`: who got stock."""

    stops: tuple[StopMoved, ...]
    changes: Changes
    shares: tuple[Share, ...] = ()


class Saver(Protocol):
    """Stores the records of one kind, in chunks; one is made for each import."""

    def check(self, rows: Sequence[Numbered]) -> Iterable[Problem]:
        """Yield what is wrong with `rows`, writing nothing."""

    def write(self, work: Work, rows: Sequence[Numbered]) -> None:
        """Store `rows`, which were checked. Raises Refused where somebody changed the house since."""

    def finish(self, work: Work, /) -> Saved:
        """Do what needs all rows; return what was done."""


@dataclass(frozen=True)
class Given:
    """What a file or form hands in: which record fields it has, and whether differing rows are edits."""

    columns: frozenset[str]
    update: bool
    references: References


def refuse_first(problems: Iterable[Problem]) -> None:
    """Raise the first of `problems`, if there is one, as what was wrong with a form of one row."""
    for problem in problems:
        raise Refused(problem.code, **problem.facts)


def store_one(work: Work, saver: Saver, rows: Sequence[Numbered], *, cause: str) -> Saved:
    """Check and store what one form hands in, and let stock find whoever it concerns. Raises Refused (RowFault)."""
    refuse_first(saver.check(rows))
    saver.write(work, rows)
    saved = saver.finish(work)
    filled = fill_items(work, saved.items, cause=cause, fresh=saved.fresh, edited=saved.edited)
    saved.shares = shares_of(work, saved.taken, filled)
    return saved


def shown(value: object) -> str | int | None:
    """Return a stored value as a fact that a sentence can hold."""
    return value if isinstance(value, int) or value is None else str(value)
