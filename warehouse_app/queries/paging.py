"""Listings read a page at a time by key, sorted and filtered in the database.

The rows after (or before) one that was seen are found by its sort values and its key, so that a page costs the same
anywhere in the table; only a jump into the middle passes rows by, from the nearer end. Run all of this in a snapshot.
"""

from array import array
from collections.abc import Callable, Generator, Sequence
from typing import Any, NamedTuple

from warehouse_app.queries.listing import (
    EVERYTHING,
    NOTHING,
    FieldKind,
    Key,
    Listing,
    Row,
    Sql,
    Term,
    Total,
    Value,
    View,
)
from warehouse_app.queries.listing_sql import (
    Anchor,
    all_of,
    any_of,
    beyond,
    columns_of,
    order_by,
    source_of,
    terms_of,
    wanted,
)
from warehouse_app.store.database import CHUNK, Dialect, Store, day, marks
from warehouse_app.store.tables.base import instant


class Stretch(NamedTuple):
    """The keys of rows that stand one after the other, and the anchors of the first and the last of them."""

    keys: tuple[Key, ...] = ()
    first: Anchor = ()
    last: Anchor = ()


def stretch(
    store: Store,
    listing: Listing,
    view: View,
    *,
    limit: int,
    after: Anchor | None = None,
    before: Anchor | None = None,
    from_end: bool = False,
    skip: int = 0,
) -> Stretch:
    """Return up to `limit` rows in the order of the view: those next `after` or `before` an anchor, else the first
    ones or (`from_end`) the last ones but `skip`.
    """
    backwards = from_end or before is not None
    anchor = after if before is None else before
    if anchor is None:
        found = _anchors(store, listing, view, EVERYTHING, backwards=backwards, limit=limit, skip=skip)
    else:
        found = _beside(store, listing, view, anchor, backwards=backwards, limit=limit)
    if backwards:
        found.reverse()
    return Stretch(tuple(row[-1] for row in found), found[0], found[-1]) if found else Stretch()


def _beside(
    store: Store, listing: Listing, view: View, anchor: Anchor, *, backwards: bool, limit: int
) -> list[tuple[Any, ...]]:
    rules = _beyond(listing, view, store.dialect, anchor, backwards=backwards)
    found: list[tuple[Any, ...]] = []
    for rule in rules:  # each a stretch of an index, the nearest first
        if len(found) < limit:
            found += _anchors(store, listing, view, rule, backwards=backwards, limit=limit - len(found))
    return found


def is_indexed(listing: Listing, view: View) -> bool:
    """Return whether the rows of the view stand in its order already."""
    return listing.indexed if view.sort is None else listing.field(view.sort.field).in_index


def _beyond(listing: Listing, view: View, dialect: Dialect, anchor: Anchor, *, backwards: bool) -> list[Sql]:
    rules = beyond(terms_of(listing, view, dialect), anchor, backwards=backwards)
    # Each a stretch of an index; without one all rows are looked at anyhow, so once.
    return rules if is_indexed(listing, view) else [any_of(rules)]


def _anchors(
    store: Store, listing: Listing, view: View, rule: Sql, *, backwards: bool, limit: int, skip: int = 0
) -> list[tuple[Any, ...]]:
    """Return the sort values and keys of rows that obey `rule`, in the order in which they are met."""
    terms = terms_of(listing, view, store.dialect)
    which = all_of([wanted(listing, view, store.dialect), rule])
    statement = _select(listing, columns_of(terms), which, order_by(terms, backwards=backwards))
    return list(store.sql(f"{statement.text} LIMIT ? OFFSET ?", (*statement.values, limit, skip)))


def _select(listing: Listing, columns: Sql, which: Sql, order: Sql = NOTHING) -> Sql:
    source = source_of(listing, columns, which, order)
    text = f"SELECT {columns.text} FROM {source} WHERE {which.text} {order.text}"
    return Sql(text, (*columns.values, *which.values, *order.values))


def rows_of(store: Store, listing: Listing, keys: Sequence[Key]) -> dict[Key, Row]:
    """Return the rows of `keys`; one that has gone meanwhile is missing."""
    columns = columns_of([Term(listing.key), *(Term(each.sql, values=each.values) for each in listing.fields)])
    converters = [_CONVERTERS[each.kind] for each in listing.fields]
    found: dict[Key, Row] = {}
    for start in range(0, len(keys), CHUNK):
        some = tuple(keys[start : start + CHUNK])
        statement = _select(listing, columns, all_of([listing.where, Sql(f"{listing.key} IN ({marks(some)})", some)]))
        for key, *row in store.sql(*statement):
            found[key] = tuple([convert(value) for convert, value in zip(converters, row, strict=True)])
    return found


def _number(value: Any) -> int | None:
    return None if value is None else int(value)  # PostgreSQL's sums are Decimals


_CONVERTERS: dict[FieldKind, Callable[[Any], Value]] = {
    FieldKind.TEXT: lambda value: value,
    FieldKind.NUMBER: _number,
    FieldKind.MONEY: _number,
    FieldKind.DAY: day,
    FieldKind.INSTANT: lambda value: None if value is None else instant(value),
    FieldKind.FLAG: bool,
}


def count(store: Store, listing: Listing, view: View) -> int:
    """Return how many rows the view shows."""
    return _counted(store, listing, wanted(listing, view, store.dialect))


def _counted(store: Store, listing: Listing, which: Sql) -> int:
    return int(store.sql(*_select(listing, Sql("COUNT(*)"), which)).fetchone()[0])


def totals(store: Store, listing: Listing, view: View) -> dict[str, int]:
    """Return the sums of the fields that have one, over all rows of the view."""
    if not listing.totals:
        return {}
    columns = columns_of([_sum(listing, total) for total in listing.totals])
    row = store.sql(*_select(listing, columns, wanted(listing, view, store.dialect))).fetchone()
    return {total.field: int(value) for total, value in zip(listing.totals, row, strict=True)}


def _sum(listing: Listing, total: Total) -> Term:
    field = listing.field(total.field)
    sql, values = (total.sql, ()) if total.sql else (field.sql, field.values)
    return Term(f"COALESCE(SUM({sql}), 0)", values=values)


def position(store: Store, listing: Listing, view: View, key: Key) -> int | None:
    """Return how many rows of the view stand before the row of `key`; None where the view does not show it."""
    found = _anchors(store, listing, view, Sql(f"{listing.key} = ?", (key,)), backwards=False, limit=1)
    if not found:
        return None
    which = wanted(listing, view, store.dialect)
    rules = _beyond(listing, view, store.dialect, found[0], backwards=True)
    return sum(_counted(store, listing, all_of([which, rule])) for rule in rules)


def all_rows(store: Store, listing: Listing, view: View) -> Generator[Row, None, None]:
    """Yield every row of the view in its order; memory holds one number a row, not the rows."""
    terms = terms_of(listing, view, store.dialect)
    which, order = wanted(listing, view, store.dialect), order_by(terms, backwards=False)
    # Read to the end first: on one connection a second query would disturb a first that is still being read.
    found = (key for (key,) in store.sql(*_select(listing, Sql(listing.key), which, order)))
    first = next(found, None)
    if first is None:
        return
    keys: Sequence[Key] = array("q", [first, *found]) if isinstance(first, int) else [first, *found]
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        rows = rows_of(store, listing, some)
        yield from (rows[key] for key in some)
