"""Facts are said the way a language writes them; what no language knows is said in English."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from warehouse_app import texts
from warehouse_app.queries.reasons import ReasonPart
from warehouse_app.scanning.faults import ScanFault
from warehouse_app.services.incoming import ReceivingFault
from warehouse_app.services.undoing import UndoRunFault
from warehouse_app.texts import fact_text, moment_text, note_text, say
from warehouse_app.texts.messages import NUMBERS, Fact, Plural

THIRD_OF_MARCH = date(2026, 3, 3)
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def every_text() -> Iterator[str]:
    """Yield the text of every sentence, in either number."""
    for table in texts.TABLES:
        for message in table.values():
            yield from (message.one, message.many) if isinstance(message, Plural) else (message,)


@pytest.mark.parametrize(
    ("fact", "english", "german"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1234, "1,234", "1.234"),
        (999_999_999, "999,999,999", "999.999.999"),
        (-1234, "-1,234", "-1.234"),
        (THIRD_OF_MARCH, "3 Mar 2026", "3. März 2026"),
        (date(2026, 12, 31), "31 Dec 2026", "31. Dez. 2026"),
        (date(2026, 9, 2), "2 Sep 2026", "2. Sept. 2026"),
        (NINE, "2 Mar 2026, 09:00:00", "02.03.2026, 09:00:00"),
        (None, "–", "–"),
        (True, "yes", "yes"),
        (False, "no", "no"),
        ("1234", "1234", "1234"),
        ("", "", ""),
        ((), "", ""),
        (("2 × SKU-9",), "2 × SKU-9", "2 × SKU-9"),
        (("A", "B", "C"), "A, B, C", "A, B, C"),
    ],
)
def test_a_fact_is_said_as_its_language_writes_it(fact: Fact, english: str, german: str) -> None:
    assert fact_text(fact) == english
    assert fact_text(fact, language="de") == german


def test_an_instant_is_said_in_the_zone_asked_for() -> None:
    assert fact_text(NINE, language="de", zone=ZoneInfo("Asia/Tokyo")) == "02.03.2026, 18:00:00"


@pytest.mark.parametrize("language", ["de-AT", "de_AT", "de-DE", "de-XX", "DE", "de-x-werk"])
def test_a_language_with_more_to_its_code_is_said_as_that_language(language: str) -> None:
    assert fact_text(THIRD_OF_MARCH, language=language) == "3. März 2026"


@pytest.mark.parametrize(
    ("language", "words"),
    [("EN", "3 Mar 2026"), ("en-GB", "3 Mar 2026"), ("en-XX", "3 Mar 2026"), ("en_US", "Mar 3, 2026")],
)
def test_english_is_written_day_first_unless_its_country_writes_it_otherwise(language: str, words: str) -> None:
    assert fact_text(THIRD_OF_MARCH, language=language) == words


@pytest.mark.parametrize("language", ["xx", "tlh", "tlh-KX", "", "-", "no language"])
def test_an_unknown_language_is_said_in_english(language: str) -> None:
    facts: dict[str, Fact] = {"length": 10_000, "maximum": 4096}
    assert say(ScanFault.TOO_LONG, facts, language=language) == (
        "This scan has 10,000 characters; more than 4,096 cannot be a code. Scan one code at a time."
    )
    assert fact_text(THIRD_OF_MARCH, language=language) == "3 Mar 2026"


def test_a_language_without_its_own_sentences_is_said_in_english_with_its_own_numbers() -> None:
    facts: dict[str, Fact] = {"quantity": 0, "sku": "SKU-1", "most": 999_999_999}
    assert say(ReceivingFault.QUANTITY, facts, language="de").startswith(
        "0 is no quantity of SKU-1 that can come: at least 1 and at most 999.999.999 can."
    )


def test_the_number_of_a_run_has_no_separator_in_any_sentence() -> None:
    named = {name for text in every_text() for name in re.findall(r"\b(?:[Rr]un|no print) \{(\w+)\}", text)}
    assert named == NUMBERS
    facts: dict[str, Fact] = {"run": 1_234, "later": 1_235_000}
    assert say(UndoRunFault.TOUCHED, facts, language="de").startswith(
        "Run 1235000 has since changed what a line of run 1234"
    )
    assert say(ReasonPart.BY_RUN, {"run": None}) == "by run –"


def test_a_code_without_a_sentence_is_an_error() -> None:
    with pytest.raises(KeyError, match="no-such-code"):
        say("no-such-code", {})


def test_a_fact_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError, match="maximum"):
        say(ScanFault.TOO_LONG, {"length": 1})


def test_braces_in_a_fact_are_no_placeholders() -> None:
    assert say(ReceivingFault.NO_ITEM, {"sku": "{place}{0}"}).startswith("There is no item {place}{0}. ")


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "2 Mar 2026, 09:00"),
        ("en_US", "Mar 2, 2026, 9:00\u202fAM"),
        ("de", "2. März 2026, 09:00"),
        ("ja", "2026年3月2日 9:00"),
    ],
)
def test_a_moment_has_hours_and_minutes_as_the_language_writes_them(language: str, shown: str) -> None:
    assert moment_text(NINE.replace(second=33), language=language) == shown


@pytest.mark.parametrize(
    ("clauses", "note"),
    [
        ([], ""),
        (["out of stock"], "Out of stock"),
        (["out of stock", "first in the queue"], "Out of stock · first in the queue"),
        (["3 left", "Due on 9 Mar"], "3 left · Due on 9 Mar"),
    ],
)
def test_a_note_begins_with_a_capital_and_leaves_all_else_as_it_is(clauses: list[str], note: str) -> None:
    assert note_text(clauses) == note


@pytest.fixture
def translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of Brazilian Portuguese with two sentences."""
    catalogue = Catalog(locale="pt_BR")
    catalogue.add("first in the queue", "primeiro da fila")
    catalogue.add(
        ("{number} ({units} unit) is on order, without a date", "{number} ({units} units) is on order, without a date"),
        ("{number} ({units} unidade) sem data", "{number} ({units} unidades) sem data"),
    )
    folder = tmp_path / "locale" / "pt_BR" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "warehouse_app.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(texts, "resource", lambda name: tmp_path / name)
    texts._catalogue.cache_clear()
    yield
    texts._catalogue.cache_clear()


@pytest.mark.usefixtures("translated")
@pytest.mark.parametrize("language", ["pt-BR", "pt_BR"])
def test_a_sentence_is_said_in_a_language_that_has_it(language: str) -> None:
    assert say("first-in-queue", {}, language=language) == "primeiro da fila"
    undated: dict[str, Fact] = {"number": "PO-7", "due": None}
    assert say("receipt-undated", {**undated, "units": 1}, language=language) == "PO-7 (1 unidade) sem data"
    assert say("receipt-undated", {**undated, "units": 1500}, language=language) == "PO-7 (1.500 unidades) sem data"
    assert say("nothing-on-order", {}, language=language) == "nothing is on order"
    assert say("first-in-queue", {}) == "first in the queue"
