"""What a listing is: its tables, fields and own order; and a view, which is what somebody wants to see of it.

`paging` reads them, `listings` has the single ones.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

Value = str | int | bool | date | datetime | None
Key = int | str
Row = tuple[Value, ...]
"""The values of the fields of a listing, in their order."""


class FieldKind(StrEnum):
    """What the values of a field are; `money` in hundredths of the house's currency."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    INSTANT = "instant"
    MONEY = "money"
    FLAG = "flag"


class Sql(NamedTuple):
    """A piece of a statement and the values of its `?`."""

    text: str
    values: tuple[Any, ...] = ()


EVERYTHING = Sql("1 = 1")
NOTHING = Sql("")


@dataclass(frozen=True, slots=True)
class Lookup:
    """A quicker way to rows by a field of another table: a rule with `{}` for what is asked of `sql` over there."""

    rule: str
    sql: str


@dataclass(frozen=True, slots=True)
class ListField:
    """A field of a listing: an SQL expression of its tables, with `values` for its `?`.

    `nullable`: it can be empty; such rows always come last. `indexed`: rows are read in its order without sorting;
    `unique`: and no two of them share a value.
    """

    name: str
    sql: str
    kind: FieldKind = FieldKind.TEXT
    values: tuple[Any, ...] = ()
    nullable: bool = False
    indexed: bool = False
    unique: bool = False
    lookup: Lookup | None = None

    @property
    def in_index(self) -> bool:
        """Whether rows stand in its order already."""
        return self.indexed or self.unique


class Term(NamedTuple):
    """One thing that rows are sorted by; never empty."""

    sql: str
    descending: bool = False
    values: tuple[Any, ...] = ()


class Join(NamedTuple):
    """Another table of a listing, joined by a unique key: it adds no rows and takes none away.

    Only what a `Total` sums may be joined otherwise, under an alias that nothing else names.
    """

    alias: str
    text: str


class Total(NamedTuple):
    """A field that is summed over all rows of a view; by `sql` where that is quicker than the field's own."""

    field: str
    sql: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """What can be listed.

    `table`: the first table, with its alias. `joins`: the others; a statement has only those that it asks for, each
    may refer to those before it. `key`: what no two rows share. `order`: how it is sorted by itself; the key breaks
    ties, unless it is named there; `indexed`: its rows stand in this order in an index. `search`: the fields in which
    a searched word may stand.
    """

    name: str
    table: str
    joins: tuple[Join, ...]
    key: str
    fields: tuple[ListField, ...]
    order: tuple[Term, ...]
    where: Sql = EVERYTHING
    search: tuple[str, ...] = ()
    totals: tuple[Total, ...] = ()
    indexed: bool = True

    def field(self, name: str) -> ListField:
        """Return the field of that name."""
        return self.fields[self.place(name)]

    def place(self, name: str) -> int:
        """Return at which place of a row the field of that name stands."""
        return [each.name for each in self.fields].index(name)


class How(StrEnum):
    """How a filter compares."""

    CONTAINS = "contains"
    EQUALS = "equals"
    ONE_OF = "one-of"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    BETWEEN = "between"
    EMPTY = "empty"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Filter:
    """Only rows whose field compares so with `values`: two for BETWEEN, any number for ONE_OF, none for EMPTY."""

    field: str
    how: How
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Sort:
    """By a field first, and by the listing's own order where that is equal."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What somebody wants to see of a listing; without `sort` it stands in its own order."""

    sort: Sort | None = None
    filters: tuple[Filter, ...] = ()
    search: str = ""
