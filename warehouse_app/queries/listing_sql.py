"""A view of a listing as SQL: what it is sorted by, which rows stand beyond another, which rows are wanted.

Only names of our own stand in the text; whatever a person typed is a value.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from warehouse_app.queries.listing import FieldKind, Filter, How, ListField, Listing, Sql, Term, Value, View
from warehouse_app.store.database import Dialect, literal, marks
from warehouse_app.store.tables.base import instant_number

Anchor = tuple[object, ...]
"""The sort values of a row as the database gave them, its key last."""

_LONGEST_SEARCH = 200


def source_of(listing: Listing, *parts: Sql) -> str:
    """Return the FROM of a statement that is made of `parts`: the tables that they name, and no others."""
    said = " ".join(part.text for part in parts)
    needed: list[str] = []
    for join in reversed(listing.joins):
        if re.search(rf"\b{join.alias}\.", said):
            needed.insert(0, join.text)
            said += join.text
    return " ".join((listing.table, *needed))


def terms_of(listing: Listing, view: View, dialect: Dialect) -> list[Term]:
    """Return what the view is sorted by, the key last: no two rows are equal."""
    terms: list[Term] = []
    own: tuple[Term, ...] = listing.order
    if view.sort is not None:
        field = listing.field(view.sort.field)
        terms = _of_field(field, view.sort.descending, dialect)
        own = () if field.unique else own
    for term in (*own, Term(listing.key)):
        if term.sql not in {each.sql for each in terms}:
            terms.append(term)
    at = [each.sql for each in terms].index(listing.key)
    return terms[: at + 1]


def _of_field(field: ListField, descending: bool, dialect: Dialect) -> list[Term]:  # noqa: FBT001
    if not field.nullable:
        return [Term(_as_people_sort(field.sql, field, dialect), descending, field.values)]
    nothing = _NOTHING[field.kind]
    if field.kind is FieldKind.DAY and dialect == "postgresql":
        nothing = "DATE '0001-01-01'"
    column = _as_people_sort(f"COALESCE({field.sql}, {nothing})", field, dialect)
    return [
        Term(f"CASE WHEN ({field.sql}) IS NULL THEN 1 ELSE 0 END", values=field.values),
        Term(column, descending, field.values),
    ]


def _as_people_sort(sql: str, field: ListField, dialect: Dialect) -> str:
    """Return what sorts small letters and capitals together, unless an index has them as they are."""
    if field.kind is not FieldKind.TEXT or field.in_index:
        return sql
    return f"{sql} COLLATE NOCASE" if dialect == "sqlite" else f"LOWER({sql})"


_NOTHING = {
    FieldKind.TEXT: "''",
    FieldKind.DAY: "''",
    FieldKind.NUMBER: "0",
    FieldKind.MONEY: "0",
    FieldKind.INSTANT: "0",
    FieldKind.FLAG: "0",
}
"""What stands for an empty value where the term before it has put all of those together."""


def columns_of(terms: Sequence[Term]) -> Sql:
    """Return the SELECT list of `terms`."""
    return Sql(", ".join(term.sql for term in terms), tuple(value for term in terms for value in term.values))


def order_by(terms: Sequence[Term], *, backwards: bool) -> Sql:
    """Return the ORDER BY of `terms`."""
    text = ", ".join(f"{term.sql}{' DESC' if term.descending != backwards else ''}" for term in terms)
    return Sql(f"ORDER BY {text}", tuple(value for term in terms for value in term.values))


def beyond(terms: Sequence[Term], anchor: Anchor, *, backwards: bool) -> list[Sql]:
    """Return the rules that rows after `anchor` (before it, `backwards`) obey, one each, those of the nearest first.

    Between them lies nothing: a row obeys one of them or stands on the other side.
    """
    runs: list[tuple[bool, list[tuple[Term, object]]]] = [
        (descending, list(run))
        for descending, run in groupby(zip(terms, anchor, strict=True), key=lambda pair: pair[0].descending)
    ]
    rules: list[Sql] = []
    for deep in range(len(runs) - 1, -1, -1):
        parts = [_compared("=", run) for _, run in runs[:deep]]
        descending, run = runs[deep]
        parts.append(_compared("<" if descending != backwards else ">", run))
        rules.append(all_of(parts))
    return rules


def _compared(how: str, run: Sequence[tuple[Term, object]]) -> Sql:
    if how == "=":
        return all_of([Sql(f"{term.sql} = ?", (*term.values, value)) for term, value in run])
    values = (*(value for term, _ in run for value in term.values), *(value for _, value in run))
    columns = ", ".join(term.sql for term, _ in run)
    return Sql(f"({columns}) {how} ({marks(run)})" if len(run) > 1 else f"{columns} {how} ?", values)


def all_of(rules: Sequence[Sql]) -> Sql:
    """Return the rule that all of `rules` hold."""
    return Sql(" AND ".join(rule.text for rule in rules), tuple(value for rule in rules for value in rule.values))


def any_of(rules: Sequence[Sql]) -> Sql:
    """Return the rule that one of `rules` holds."""
    text = " OR ".join(f"({rule.text})" for rule in rules)
    return Sql(f"({text})", tuple(value for rule in rules for value in rule.values))


def wanted(listing: Listing, view: View, dialect: Dialect) -> Sql:
    """Return the rule of the rows that the view shows."""
    rules = [listing.where]
    rules += [_filtered(listing.field(each.field), each, dialect) for each in view.filters]
    for word in view.search.replace("\0", "")[:_LONGEST_SEARCH].split():
        rules.append(any_of([_contains(listing.field(name), word, dialect) for name in listing.search]))
    return all_of(rules)


def _filtered(field: ListField, asked: Filter, dialect: Dialect) -> Sql:
    values = tuple(map(_database_value, asked.values))
    match asked.how:
        case How.CONTAINS:
            assert isinstance(asked.values[0], str)
            return _contains(field, asked.values[0].replace("\0", ""), dialect)
        case How.EQUALS:
            return _asked(field, "= ?", values)
        case How.ONE_OF:
            return _asked(field, f"IN ({marks(values)})", values)
        case How.AT_LEAST:
            return _asked(field, ">= ?", values)
        case How.AT_MOST:
            return _asked(field, "<= ?", values)
        case How.BETWEEN:
            return _asked(field, "BETWEEN ? AND ?", values)
        case How.EMPTY:
            return Sql(f"({_emptiness(field)} IS NULL)", field.values)
        case How.GIVEN:
            return Sql(f"({_emptiness(field)} IS NOT NULL)", field.values)


def _database_value(value: Value) -> object:
    return instant_number(value) if isinstance(value, datetime) else value


def _emptiness(field: ListField) -> str:
    return f"NULLIF({field.sql}, '')" if field.kind is FieldKind.TEXT else f"({field.sql})"


def _asked(field: ListField, how: str, values: tuple[object, ...]) -> Sql:
    if field.lookup is not None:
        return Sql(field.lookup.rule.format(f"{field.lookup.sql} {how}"), values)
    return Sql(f"({field.sql}) {how}", (*field.values, *values))


def _contains(field: ListField, text: str, dialect: Dialect) -> Sql:
    """Return the rule that `text` stands in a field, in small letters or capitals."""
    like = "LIKE" if dialect == "sqlite" else "ILIKE"
    # SQLite takes only A to Z in both cases; the other letters are asked for in the forms that people write.
    spellings = {text} if text.isascii() else {text, text.lower(), text.upper(), text.capitalize()}
    patterns = [f"%{literal(spelling)}%" for spelling in sorted(spellings)]
    column = field.lookup.sql if field.lookup is not None else field.sql
    said = " OR ".join(f"{column} {like} ? ESCAPE '!'" for _ in patterns)
    if field.lookup is not None:
        return Sql(field.lookup.rule.format(said), tuple(patterns))
    return Sql(f"({said})", tuple(value for pattern in patterns for value in (*field.values, pattern)))
