"""What a column is, and how its values are written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from warehouse_app.queries.listing import FieldKind, ListField, Value
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Look

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
    """Return the width of a column of days: that of the longest day in this language."""
    return ceil(_widest(_days(desk)) / _metrics().horizontalAdvance("0"))


def day_length(desk: Desk) -> int:
    """Return the width of days in average characters, as short tables measure their columns."""
    return ceil(_widest(_days(desk)) / _metrics().averageCharWidth())


def moment_width(desk: Desk) -> int:
    """Return the width of a column of instants: that of the longest one in this language."""
    moments = [desk.moment(datetime(2026, month, 28, 20, tzinfo=UTC)) for month in range(1, 13)]
    return ceil(_widest(moments) / _metrics().horizontalAdvance("0"))


def _days(desk: Desk) -> list[str]:
    return [desk.text(date(2026, month, 28)) for month in range(1, 13)]


def _widest(texts: list[str]) -> int:
    return max(map(_metrics().horizontalAdvance, texts))


def _metrics() -> QFontMetrics:
    return QFontMetrics(Look.current().font())


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
