"""What people type, as their language writes it: whole numbers, amounts, days, instants; the way back of `fact_text`.

What cannot be read is None; who asked says so. Nothing here passes through a float.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache

from babel import Locale
from babel.dates import get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol

from warehouse_app.texts.locales import is_plain_english, locale_of

_SPACES = "\u0020\u00a0\u202f\u2009'’"
"""What may stand between thousands in any language."""
_PACKS = re.compile(r"(.+?)\s*[xX×*]\s*(.+)")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_COMPACT = re.compile(r"((?:19|20|21)[0-9]{2})([0-9]{2})([0-9]{2})")
"""The same without hyphens: no day is written so in another order, since no month is called 19, 20 or 21."""
_FROM_TODAY = re.compile(r"\+\s*([0-9]{1,4})")
_NUMBERS = re.compile(r"([0-9]{1,4})\s*[./\-\s]\s*([0-9]{1,2})(?:\s*[./\-\s]\s*([0-9]{1,4}))?\.?")
_TOKENS = re.compile(r"[0-9]+|[^\W\d_]+")
_CLOCK = re.compile(r"(?:(.*?)[\s,T]+)?([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:[\s\u202f]*([AaPp])\.?[Mm]\.?)?")


def whole_of(text: str, *, language: str) -> int | None:
    """Return a whole number; thousands may be grouped, a sign may not stand there."""
    groups = re.escape(_SPACES + get_group_symbol(locale_of(language)))
    if re.fullmatch(rf"[0-9]{{1,15}}|[0-9]{{1,3}}(?:[{groups}][0-9]{{3}}){{1,4}}", text):
        return int(re.sub(r"[^0-9]", "", text))
    return None


def quantity_of(text: str, *, language: str) -> int | None:
    """Return a quantity; “2 x 12” is two packs of twelve."""
    packs = _PACKS.fullmatch(text)
    if packs is None:
        return whole_of(text, language=language)
    count, each = (whole_of(part.strip(), language=language) for part in packs.groups())
    return None if count is None or each is None else count * each


def cents_of(text: str, *, language: str) -> int | None:
    """Return an amount in hundredths: at most two decimals, after a point or a comma that groups no thousands."""
    point = get_decimal_symbol(locale_of(language))
    units, mark, decimals = text.rpartition(point)
    if not mark:
        # The other sign is a decimal one where one or two digits follow it, as never in a group.
        other = re.fullmatch(r"(.*[0-9])[.,]([0-9]{1,2})", text)
        units, decimals = (other[1], other[2]) if other else (text, "")
    if mark and not re.fullmatch(r"[0-9]{1,2}", decimals):
        return None
    whole = whole_of(units, language=language)
    return None if whole is None else whole * 100 + int(decimals.ljust(2, "0"))


def written_cents(cents: int, *, language: str) -> str:
    """Return an amount the way `cents_of` reads it, for somebody who goes on to change it."""
    return f"{cents // 100}{get_decimal_symbol(locale_of(language))}{cents % 100:02}"


def day_of(text: str, today: date, *, language: str, past: bool = False) -> date | None:
    """Return a day: as ISO 8601, in the order of the language, with the month's name, or “+7” for in a week.

    Without a year it is the next such day from `today` on; with `past`, the last one up to it.
    """
    if match := _FROM_TODAY.fullmatch(text):
        return today + timedelta(days=int(match[1]))
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(text):
        return _numbered(match, today, locale_of(language), past=past)
    return _named(text, today, locale_of(language), past=past)


def instant_of(text: str, today: date, *, language: str, zone: tzinfo) -> datetime | None:
    """Return an instant in UTC: a day and a time of day in `zone`; a day alone is its midnight, a time is of today.

    A day without a year is one that has been.
    """
    match = _CLOCK.fullmatch(text)
    said = text if match is None else (match[1] or "").strip().rstrip(",")
    day = day_of(said, today, language=language, past=True) if said else today
    clock = time() if match is None else _clock(match)
    if day is None or clock is None:
        return None
    try:
        return datetime.combine(day, clock, zone).astimezone(UTC)
    except OverflowError:  # the first or last day that there is, in a zone that is elsewhere then
        return None


def _clock(match: re.Match[str]) -> time | None:
    hour, minute, second = (int(match[place] or 0) for place in (2, 3, 4))
    half = (match[5] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _numbered(match: re.Match[str], today: date, locale: Locale, *, past: bool) -> date | None:
    first, second, third = match.groups()
    if len(first) > 2:  # 2026/11/27
        return _day(int(first), int(second), int(third)) if third else None
    month_first = not is_plain_english(locale) and _month_first(locale)
    day, month = (int(second), int(first)) if month_first else (int(first), int(second))
    return _in_year(_year(third), month, day, today, past=past)


def _named(text: str, today: date, locale: Locale, *, past: bool) -> date | None:
    """Return a day whose month is named, wherever the name stands; other words, such as “de”, say nothing."""
    months = [month for word in _TOKENS.findall(text) if (month := _month(word, locale))]
    numbers = [word for word in _TOKENS.findall(text) if word.isdecimal()]
    if len(months) != 1 or not 1 <= len(numbers) <= 2 or len(numbers[0]) > 2:
        return None
    return _in_year(_year(numbers[1] if len(numbers) > 1 else None), months[0], int(numbers[0]), today, past=past)


def _month(word: str, locale: Locale) -> int | None:
    """Return the month whose name begins with `word`: at least three letters, and no other's does."""
    typed = word.casefold()
    found = {month for name, month in _month_names(locale) if len(typed) >= 3 and name.startswith(typed)}
    found |= {month for name, month in _month_names(locale) if name == typed}
    return found.pop() if len(found) == 1 else None


@cache
def _month_names(locale: Locale) -> tuple[tuple[str, int], ...]:
    names = [
        (name.casefold().rstrip("."), month)
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for month, name in get_month_names(width, context, locale).items()
    ]
    return tuple(dict.fromkeys(names))


def _month_first(locale: Locale) -> bool:
    pattern = str(locale.date_formats["short"].pattern)
    return pattern.index("M") < pattern.index("d")


def _year(text: str | None) -> int | None:
    return None if text is None else int(text) + (2000 if len(text) <= 2 else 0)


def _in_year(year: int | None, month: int, day: int, today: date, *, past: bool) -> date | None:
    if year is not None:
        return _day(year, month, day)
    # Eight years, for the 29th of February.
    years = range(today.year, today.year - 9, -1) if past else range(today.year, today.year + 9)
    found = (_day(each, month, day) for each in years)
    return next((each for each in found if each and (each <= today if past else each >= today)), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
