"""What all tables are made of: the field types of the house and the constraints that both databases can hold."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from peewee import BigIntegerField, CharField, Check, Model

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Table(Model):
    """A table of the house. It belongs to no database until `store.database` binds it to the one that was opened."""

    class Meta:
        legacy_table_names = False


class InstantField(BigIntegerField):
    """An instant, stored as whole microseconds since 1970 in UTC: the same number, order and hash on both databases."""

    def db_value(self, value: datetime | int | None) -> int | None:
        return instant_number(value) if isinstance(value, datetime) else value

    def python_value(self, value: int | None) -> datetime | None:
        return None if value is None else instant(value)


def instant_number(moment: datetime) -> int:
    """Return an aware `moment` as microseconds since 1970 in UTC."""
    return (moment - _EPOCH) // _MICROSECOND


def instant(number: int) -> datetime:
    """Return the instant that `instant_number` gave `number` for."""
    return _EPOCH + timedelta(microseconds=number)


def check(rule: str) -> Any:
    """Return the constraint that refuses rows for which `rule` is not true."""
    return Check(rule)


def whole(column: str, *rules: str) -> list[Any]:
    """Return the constraints that `column` obeys `rules` and is a whole number (SQLite alone would keep 33.59)."""
    return [*map(Check, rules), Check(f"{column} = CAST({column} AS BIGINT)")]


def word(of: type[StrEnum], column: str, **options: Any) -> Any:
    """Return a field that holds a value of the enum `of` and that the database refuses to fill with another word."""
    words = ", ".join(f"'{member.value}'" for member in of)
    return CharField(max_length=20, constraints=[Check(f"{column} IN ({words})")], **options)


def one_of(column: str, values: Iterable[int]) -> Any:
    """Return the constraint that `column` is one of `values`."""
    return Check(f"{column} IN ({', '.join(map(str, values))})")
