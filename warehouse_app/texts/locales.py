"""How a language writes numbers and days: Babel's locale for it, and our one exception; and where this computer is."""

from contextlib import suppress
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.localtime import get_localzone
from babel.numbers import get_territory_currencies

DEFAULT_LANGUAGE = "en"


@cache
def locale_of(language: str) -> Locale:
    """Return how a language writes; as its main language or English does where Babel does not know it."""
    code = language.replace("_", "-").lower()
    for known in (code, code.partition("-")[0]):
        with suppress(ValueError, UnknownLocaleError):
            return Locale.parse(known, sep="-")
    return Locale.parse(DEFAULT_LANGUAGE)


def is_plain_english(locale: Locale) -> bool:
    """Return whether a locale is English of no country, where we write the day first and 24 hours."""
    # Babel writes it as one country does (Mar 3, 2026, 2:05 PM); most read it the other way.
    return locale.language == DEFAULT_LANGUAGE and locale.territory is None


def local_zone() -> str:
    """Return the time zone of this computer, as an IANA name."""
    return str(getattr(get_localzone(), "key", None) or "UTC")


def local_currency() -> str:
    """Return what prices are in where this computer is."""
    try:
        territory = Locale.default().territory
    except (UnknownLocaleError, ValueError):
        territory = None
    return get_territory_currencies(territory or "US")[0]
