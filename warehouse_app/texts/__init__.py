"""Every sentence of the program: a code plus facts in, words out, in the language asked for (gettext).

Each area has a module with a table of its codes; `TABLES` lists them. A sentence is a gettext message with named
placeholders; one that counts something is a `Plural`. Numbers and days are written the way the language writes them
(Babel). Codes come as the text of a StrEnum, so that this room knows none of those that speak through it.
"""

import gettext
from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from functools import cache

from babel.dates import format_date, format_datetime, format_skeleton, format_time, get_datetime_format
from babel.numbers import format_currency, format_decimal

from warehouse_app.assets import resource
from warehouse_app.texts import (
    checks,
    command_card,
    commands,
    console,
    counting,
    files,
    pallets,
    papers,
    reasons,
    receiving,
    refusals,
    scans,
    stations,
    stock,
)
from warehouse_app.texts.locales import DEFAULT_LANGUAGE, is_plain_english, locale_of
from warehouse_app.texts.messages import NUMBERS, Fact, Facts, Message, Plural, Table
from warehouse_app.texts.window import (
    allocating,
    back_orders,
    correcting,
    count,
    customers,
    first_start,
    forms,
    importing,
    items,
    lookup,
    move,
    order_work,
    orders,
    people,
    pick_lists,
    policies,
    printing,
    purchase_orders,
    receive,
    scanner,
    seeking,
    settings,
    station,
    stock_work,
    tables,
    trouble,
    window,
)

TABLES: tuple[Table, ...] = (
    refusals.SENTENCES,
    receiving.SENTENCES,
    stock.SENTENCES,
    reasons.SENTENCES,
    files.SENTENCES,
    scans.SENTENCES,
    checks.SENTENCES,
    papers.SENTENCES,
    command_card.SENTENCES,
    console.SENTENCES,
    stations.SENTENCES,
    pallets.SENTENCES,
    counting.SENTENCES,
    commands.SENTENCES,
    window.SENTENCES,
    scanner.SENTENCES,
    seeking.SENTENCES,
    orders.SENTENCES,
    purchase_orders.SENTENCES,
    back_orders.SENTENCES,
    allocating.SENTENCES,
    policies.SENTENCES,
    items.SENTENCES,
    customers.SENTENCES,
    pick_lists.SENTENCES,
    forms.SENTENCES,
    trouble.SENTENCES,
    importing.SENTENCES,
    tables.SENTENCES,
    printing.SENTENCES,
    receive.SENTENCES,
    correcting.SENTENCES,
    station.SENTENCES,
    move.SENTENCES,
    lookup.SENTENCES,
    count.SENTENCES,
    stock_work.SENTENCES,
    order_work.SENTENCES,
    first_start.SENTENCES,
    settings.SENTENCES,
    people.SENTENCES,
)
_ENGLISH_DAY, _ENGLISH_INSTANT, _ENGLISH_MOMENT = "d MMM y", "d MMM y, HH:mm:ss", "d MMM y, HH:mm"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    # English is the language of the message ids, so that a missing catalogue still says something true.
    return gettext.translation("warehouse_app", resource("locale"), [str(locale_of(language))], fallback=True)


def _message(code: str) -> Message:
    for table in TABLES:
        if code in table:
            return table[code]
    raise KeyError(code)


def say(code: str, facts: Facts, *, language: str = DEFAULT_LANGUAGE, zone: tzinfo = UTC) -> str:
    """Return the sentence for `code` with `facts` filled in; days and numbers as `language` writes them.

    Instants are shown in `zone`; the digits of `NUMBERS` are not grouped.

    Raises KeyError where the code has no sentence or a fact is missing: a bug, found by the tests of the tables.
    """
    message, catalogue = _message(code), _catalogue(language)
    if isinstance(message, Plural):
        count = facts[message.counts]
        assert isinstance(count, int)
        template = catalogue.ngettext(message.one, message.many, count)
    else:
        template = catalogue.gettext(message)
    return template.format_map(
        {
            name: str(fact)
            if name in NUMBERS and isinstance(fact, int)
            else fact_text(fact, language=language, zone=zone)
            for name, fact in facts.items()
        }
    )


def fact_text(fact: Fact, *, language: str = DEFAULT_LANGUAGE, zone: tzinfo = UTC) -> str:
    """Return one fact as words: a number grouped, a day spelled, a list with commas, nothing as a dash."""
    match fact:
        case None:
            return "–"
        case bool():
            return _catalogue(language).gettext("yes" if fact else "no")
        case int():
            return format_decimal(fact, locale=locale_of(language))
        case datetime():
            locale = locale_of(language)
            form = _ENGLISH_INSTANT if is_plain_english(locale) else "medium"
            return format_datetime(fact, form, tzinfo=zone, locale=locale)
        case date():
            locale = locale_of(language)
            if is_plain_english(locale):
                return format_date(fact, _ENGLISH_DAY, locale=locale)
            return format_skeleton("yMMMd", fact, locale=locale)
        case tuple():
            return ", ".join(fact)
        case str():
            return fact


def moment_text(moment: datetime, *, language: str = DEFAULT_LANGUAGE, zone: tzinfo = UTC) -> str:
    """Return a day and a time of day to the minute, for lists in which seconds say nothing."""
    locale = locale_of(language)
    if is_plain_english(locale):
        return format_datetime(moment, _ENGLISH_MOMENT, tzinfo=zone, locale=locale)
    day = format_skeleton("yMMMd", moment, tzinfo=zone, locale=locale)
    time = format_time(moment, "short", tzinfo=zone, locale=locale)
    both = str(get_datetime_format("medium", locale=locale)).replace("'", "")
    return both.format(time, day)


def note_text(clauses: Iterable[str]) -> str:
    """Return clauses as a note that stands alone: one after the other, the first with a capital."""
    text = " · ".join(clauses)
    return text[:1].upper() + text[1:]


def money_text(cents: int | None, currency: str, *, language: str = DEFAULT_LANGUAGE) -> str:
    """Return an amount of hundredths of `currency` (such as "EUR") as words; nothing as a dash."""
    if cents is None:
        return fact_text(None, language=language)
    return format_currency(Decimal(cents) / 100, currency, locale=locale_of(language))
