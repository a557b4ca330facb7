"""Every sentence of the program: a code plus facts in, words out, in the language asked for (gettext).

Each area has a module with a table of its codes; `TABLES` lists them. A sentence is a gettext message with named
placeholders; one that counts something is a `Plural`. Numbers and days are written the way the language writes them
(Babel). Codes come as the text of a StrEnum, so that this room knows none of those that speak through it.
"""

import gettext
from contextlib import suppress
from datetime import UTC, date, datetime, tzinfo
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_decimal

from warehouse_app.assets import resource
from warehouse_app.texts import checks, commands, console, files, papers, reasons, refusals, scans
from warehouse_app.texts.messages import Fact, Facts, Message, Plural, Table

TABLES: tuple[Table, ...] = (
    refusals.SENTENCES,
    reasons.SENTENCES,
    files.SENTENCES,
    scans.SENTENCES,
    checks.SENTENCES,
    papers.SENTENCES,
    console.SENTENCES,
    commands.SENTENCES,
)
DEFAULT_LANGUAGE = "en"
_ENGLISH_DAY, _ENGLISH_INSTANT = "d MMM y", "d MMM y, HH:mm:ss"


@cache
def _locale(language: str) -> Locale:
    """Return how a language writes; as its main language or English does where Babel does not know it."""
    code = language.replace("_", "-").lower()
    for known in (code, code.partition("-")[0]):
        with suppress(ValueError, UnknownLocaleError):
            return Locale.parse(known, sep="-")
    return Locale.parse(DEFAULT_LANGUAGE)


def _is_plain_english(locale: Locale) -> bool:
    # Babel writes it as one country does (Mar 3, 2026, 2:05 PM); most read the day first and 24 hours.
    return locale.language == DEFAULT_LANGUAGE and locale.territory is None


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    # English is the language of the message ids, so that a missing catalogue still says something true.
    return gettext.translation("warehouse_app", resource("locale"), [str(_locale(language))], fallback=True)


def _message(code: str) -> Message:
    for table in TABLES:
        if code in table:
            return table[code]
    raise KeyError(code)


def say(code: str, facts: Facts, *, language: str = DEFAULT_LANGUAGE, zone: tzinfo = UTC) -> str:
    """Return the sentence for `code` with `facts` filled in; days and numbers as `language` writes them.

    Instants are shown in `zone`.

    Raises KeyError where the code has no sentence or a fact is missing: a bug, found by the tests of the tables.
    """
    message, catalogue = _message(code), _catalogue(language)
    if isinstance(message, Plural):
        count = facts[message.counts]
        assert isinstance(count, int)
        template = catalogue.ngettext(message.one, message.many, count)
    else:
        template = catalogue.gettext(message)
    return template.format_map({name: fact_text(fact, language=language, zone=zone) for name, fact in facts.items()})


def fact_text(fact: Fact, *, language: str = DEFAULT_LANGUAGE, zone: tzinfo = UTC) -> str:
    """Return one fact as words: a number grouped, a day spelled, a list with commas, nothing as a dash."""
    match fact:
        case None:
            return "–"
        case bool():
            return _catalogue(language).gettext("yes" if fact else "no")
        case int():
            return format_decimal(fact, locale=_locale(language))
        case datetime():
            locale = _locale(language)
            form = _ENGLISH_INSTANT if _is_plain_english(locale) else "medium"
            return format_datetime(fact, form, tzinfo=zone, locale=locale)
        case date():
            locale = _locale(language)
            if _is_plain_english(locale):
                return format_date(fact, _ENGLISH_DAY, locale=locale)
            return format_skeleton("yMMMd", fact, locale=locale)
        case tuple():
            return ", ".join(fact)
        case str():
            return fact
