"""Lots and days as people type them or labels carry them, where a station asks for one."""

import re
from datetime import date
from typing import NamedTuple

from warehouse_app.queries.codes import exact_text
from warehouse_app.scanning.codes import UnknownCode, is_marked, label_of, read
from warehouse_app.scanning.components import day_of, is_far
from warehouse_app.scanning.element_strings import Gs1Reason
from warehouse_app.scanning.gs1 import Gs1Message
from warehouse_app.scanning.separator import GS
from warehouse_app.stations.words import Shared

_LONGEST_LOT = 80
_DAY = re.compile(r"(?P<year>\d{4})(?P<sign>-?)(?P<month>\d{2})(?P=sign)(?P<day>\d{2})", re.ASCII)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII)
"""With full stops no language puts the month first."""
_SHORT_DAY = re.compile(r"(?:1[57])?(?P<day>\d{6})", re.ASCII)
"""As in a GS1 symbol, perhaps with the field in which it stands there: best before, or the last day of use."""


class LotReading(NamedTuple):
    """A lot or serial number as it was typed, or as its label says it."""

    lot: str
    label: Gs1Message | None


def lot_in(text: str, *, year: int, serial: bool) -> LotReading | UnknownCode | Shared:
    """Return the lot (`serial`: the serial number) that a scan gives: any text, or the field of a GS1 label.

    It is '' where a label says none. Else the reason why there is none: an unreadable scan, or what to say of it.
    """
    candidates = read(text, year=year)
    if label := label_of(candidates):
        return LotReading((label.serial if serial else label.lot) or "", label)
    lot, unknown = exact_text(candidates), candidates[-1]
    if isinstance(unknown, UnknownCode) and (not lot or GS in lot or is_marked(text, unknown)):
        return unknown
    return LotReading(lot, None) if len(lot) <= _LONGEST_LOT else Shared.LOT_TOO_LONG


def last_day(label: Gs1Message) -> date | None:
    """Return the last day on which the goods of a label may be used."""
    return label.expiry or label.best_before


def day_in(text: str, *, year: int) -> date | Gs1Message | UnknownCode | Shared:
    """Return the day that a scan gives, or a label that may say one.

    It is one as YYYY-MM-DD, YYYYMMDD, DD.MM.YYYY, YYMMDD, or as the field 17YYMMDD or 15YYMMDD of a GS1 symbol. Else
    the reason why there is none: an unreadable scan, or what to say of it.
    """
    candidates = read(text, year=year)
    if label := label_of(candidates):
        return label
    typed, unknown = exact_text(candidates), candidates[-1]
    is_like_label = isinstance(unknown, UnknownCode) and isinstance(unknown.code, Gs1Reason)
    if isinstance(unknown, UnknownCode) and (not typed or is_like_label or is_marked(text, unknown)):
        return unknown
    if short := _SHORT_DAY.fullmatch(typed):
        return day_of(short["day"], year=year) or Shared.EXPIRY_UNREAD
    match = _DAY.fullmatch(typed) or _DAY_FIRST.fullmatch(typed)
    try:
        day = date(*(int(match[part]) for part in ("year", "month", "day"))) if match else None
    except ValueError:
        day = None
    if day is None:
        return Shared.EXPIRY_UNREAD
    return Shared.EXPIRY_FAR if is_far(day, year=year) else day
