"""Lots and days as people type them or labels carry them, where a station asks for one."""

import re
from datetime import date
from typing import NamedTuple

from warehouse_app.queries.codes import exact_text
from warehouse_app.scanning.codes import Gs1Code, UnknownCode, read
from warehouse_app.scanning.components import day_of
from warehouse_app.scanning.gs1 import Gs1Message
from warehouse_app.scanning.separator import GS
from warehouse_app.stations.words import Shared

_LONGEST_LOT = 80
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SHORT_DAY = re.compile(r"\d{6}", re.ASCII)


class LotReading(NamedTuple):
    """A lot or serial number, with the last day of use where its label says it too."""

    lot: str
    expiry: date | None
    is_labelled: bool


def lot_in(text: str, *, year: int, serial: bool) -> LotReading | UnknownCode | Shared:
    """Return the lot (`serial`: the serial number) that a scan gives: any text, or the field of a GS1 label.

    Else the reason why there is none: an unreadable scan, or what to say of it.
    """
    candidates = read(text, year=year)
    label = next((each.message for each in candidates if isinstance(each, Gs1Code)), None)
    if label is not None:
        lot = label.serial if serial else label.lot
        return LotReading(lot, last_day(label), is_labelled=True) if lot and not label.suspect else Shared.LOT_UNCLEAR
    lot = exact_text(candidates)
    unreadable = candidates[-1]
    if isinstance(unreadable, UnknownCode) and (not lot or GS in lot):
        return unreadable
    return LotReading(lot, None, is_labelled=False) if len(lot) <= _LONGEST_LOT else Shared.LOT_TOO_LONG


def last_day(label: Gs1Message) -> date | None:
    """Return the last day on which the goods of a label may be used."""
    return label.expiry or label.best_before


def day_in(text: str, *, year: int) -> date | UnknownCode | Shared:
    """Return the day that a scan gives: as YYYY-MM-DD, as YYMMDD, or as the field of a GS1 label.

    Else the reason why there is none: an unreadable scan, or what to say of it.
    """
    candidates = read(text, year=year)
    label = next((each.message for each in candidates if isinstance(each, Gs1Code)), None)
    if label is not None:
        return last_day(label) or Shared.EXPIRY_UNREAD
    typed = exact_text(candidates)
    unreadable = candidates[-1]
    if isinstance(unreadable, UnknownCode) and not typed:
        return unreadable
    if _SHORT_DAY.fullmatch(typed):
        return day_of(typed, year=year) or Shared.EXPIRY_UNREAD
    try:
        return date.fromisoformat(typed) if _DAY.fullmatch(typed) else Shared.EXPIRY_UNREAD
    except ValueError:
        return Shared.EXPIRY_UNREAD
