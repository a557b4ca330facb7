"""What a column is, and how its values are written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from PySide6.QtCore import Qt

from warehouse_app.queries.listing import FieldKind, ListField, Value
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk

_REMEMBERED = 4_096
"""How many values one column remembers as text; most columns repeat a few."""

NUMERIC = frozenset({FieldKind.NUMBER, FieldKind.MONEY})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the field of that name, under a heading that was already said.

    `width` in characters. `hidden` until somebody asks for it. `words`: what the codes of the field are called.
    `tones`: which of them are shown as a badge. `text`: writes a value its own way; it must not be slow. `grows`: takes
    the room that all columns leave.
    """

    field: str
    heading: str
    width: int = 12
    hidden: bool = False
    words: Mapping[str, str] | None = None
    tones: Mapping[str, Tone] | None = None
    text: Callable[[Value], str] | None = None
    grows: bool = False


def day_width(desk: Desk) -> int:
    """Return the width of a column of days, as long as the longest of them is written in this language."""
    return max(len(desk.text(date(2026, month, 28))) for month in range(1, 13)) - 1  # points and spaces are narrow


def alignment(numeric: bool) -> Qt.AlignmentFlag:  # noqa: FBT001 - its one question
    """Return where the values of a column stand: numbers at the end, so that their digits stand below each other."""
    side = Qt.AlignmentFlag.AlignTrailing if numeric else Qt.AlignmentFlag.AlignLeading
    return side | Qt.AlignmentFlag.AlignVCenter


def writer(column: Column, field: ListField, desk: Desk, yes: str) -> Callable[[Value], str]:
    """Return what writes the values of a column; a value that is often seen is written once."""
    if column.text is not None:
        return lru_cache(_REMEMBERED)(column.text)
    if column.words is not None:
        words = column.words
        return lambda value: words.get(str(value), "" if value is None else str(value))
    match field.kind:
        case FieldKind.TEXT:
            return _plain
        case FieldKind.FLAG:
            return lambda value: yes if value else ""
        case FieldKind.MONEY:
            return lru_cache(_REMEMBERED)(lambda value: "" if value is None else desk.money(_cents(value)))
        case FieldKind.INSTANT:
            return lru_cache(_REMEMBERED)(lambda value: "" if value is None else desk.moment(_instant(value)))
        case FieldKind.NUMBER | FieldKind.DAY:
            return lru_cache(_REMEMBERED)(lambda value: "" if value is None else desk.text(value))


def _plain(value: Value) -> str:
    return "" if value is None else str(value)


def _cents(value: Value) -> int:
    assert isinstance(value, int)
    return value


def _instant(value: Value) -> datetime:
    assert isinstance(value, datetime)
    return value
