"""Every code of the program has its one sentence, and every sentence says only what its code is given with it."""

from collections import Counter
from enum import StrEnum
from itertools import chain
from string import Formatter

import pytest

from tests.texts.enums import CODES, ENUMS, SILENT, SPEAKING
from tests.texts.sites import Site, sites
from warehouse_app.domain.decisions import Reason
from warehouse_app.queries.reasons import ReasonPart
from warehouse_app.services.incoming import ReceivingFault
from warehouse_app.services.references import RowFault
from warehouse_app.store.faults import StoreFault
from warehouse_app.texts import TABLES, reasons, receiving, refusals
from warehouse_app.texts.messages import Plural

SENTENCES = dict(chain.from_iterable(table.items() for table in TABLES))
SITES = sites()

SHARED = {"order-unknown", "pick-list-unknown"}
"""Codes that two rooms refuse with, for the same reason and with the same facts."""

NOT_WRITTEN_OUT: dict[StrEnum, set[str]] = {
    # store.faults.told chooses among these.
    StoreFault.DAMAGED: {"place"},
    StoreFault.FULL: {"place"},
    StoreFault.READ_ONLY: {"place"},
    StoreFault.LOCKED: {"place"},
    StoreFault.UNREACHABLE: {"place"},
    # services.lots says which of these it is, and adds the two days of an expiry.
    ReceivingFault.LOT: {"sku"},
    ReceivingFault.EXPIRY: {"sku"},
    ReceivingFault.EXPIRY_OTHER: {"sku", "lot", "stored", "given"},
    ReceivingFault.EXPIRY_NONE: {"sku", "lot", "given"},
    RowFault.LOT_NEEDED: {"sku"},
    RowFault.EXPIRY_NEEDED: {"sku"},
    RowFault.SERIAL_IS_ONE: {"sku"},
    RowFault.EXPIRY_OTHER: {"lot", "stored", "given"},
    RowFault.EXPIRY_NONE: {"lot", "given"},
    # queries.reasons adds the facts of each reason to the item; test_reasons says them all.
    Reason.PARTLY_FILLED: {"sku", "gets", "asked"},
    Reason.OUT_OF_STOCK: {"sku"},
    Reason.NOT_BEFORE: {"sku", "release_date"},
    Reason.LINE_INCOMPLETE: {"sku", "asked"},
    Reason.ORDER_INCOMPLETE: {"sku", "short"},
    Reason.PACK: {"sku", "pack"},
    Reason.PROTECTED: {"sku", "safety_stock", "open_to"},
    Reason.CUT: {"sku", "units"},
    Reason.GIVEN_BACK: {"sku", "units"},
    Reason.ON_HOLD: {"sku"},
    Reason.BEYOND_HORIZON: {"sku"},
    Reason.LIFE: {"sku"},
    Reason.FAIR_SHARE: {"sku"},
    **{code: set() for code in ReasonPart if code.startswith("lost-as-")},
    Reason.EQUAL_SHARE: {"sku"},
    Reason.KEPT_FOR_PACK: {"sku"},
    Reason.GATHERS: {"sku"},
    Reason.PINNED: {"sku", "pinned"},
    Reason.GIVEN_TO_OTHERS: {"sku", "units"},
    Reason.UNDONE: {"sku", "run"},
    Reason.PAUSED: {"sku"},
    Reason.KEPT_AT_MOST: {"sku"},
    Reason.AWAITS_RECEIPT: {"sku"},
    Reason.KEPT_FOR_RECEIPT: {"sku"},
}
"""The facts of refusals and reasons that no single place of the source names together with their code."""


def placeholders(code: str) -> set[str]:
    """Return the names of the facts that a sentence holds, in either number."""
    message = SENTENCES[code]
    texts = (message.one, message.many) if isinstance(message, Plural) else (message,)
    parsed = chain.from_iterable(Formatter().parse(text) for text in texts)
    return {name for _, name, _, _ in parsed if name is not None}


def test_every_enum_of_the_program_is_known_to_speak_or_to_be_silent() -> None:
    assert not SPEAKING & SILENT
    assert set(ENUMS) == SPEAKING | SILENT


def test_every_code_has_one_sentence() -> None:
    in_tables = Counter(chain.from_iterable(TABLES))
    assert [repr(code) for code in CODES if in_tables[code.value] != 1] == []


def test_no_sentence_is_without_a_code() -> None:
    assert set(SENTENCES) - {code.value for code in CODES} == set()
    assert [code for code, tables in Counter(chain.from_iterable(TABLES)).items() if tables > 1] == []


def test_two_enums_share_a_code_only_where_they_mean_the_same() -> None:
    assert {code for code, times in Counter(code.value for code in CODES).items() if times > 1} == SHARED


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_is_well_made(code: str) -> None:
    message = SENTENCES[code]
    texts = (message.one, message.many) if isinstance(message, Plural) else (message,)
    for text in texts:
        assert text.strip()
        assert '"' not in text
        assert all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(text))
        assert all(not how and not conversion for _, _, how, conversion in Formatter().parse(text))
    if isinstance(message, Plural):
        assert message.counts in placeholders(code)


REFUSALS = {**refusals.SENTENCES, **receiving.SENTENCES}


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_a_refusal_says_what_is_wrong_and_what_to_do(code: str) -> None:
    message = REFUSALS[code]
    for text in (message.one, message.many) if isinstance(message, Plural) else (message,):
        assert text.endswith((".", ")."))
        assert len([part for part in text.replace("?", ".").split(". ") if part.strip()]) >= 2


def test_a_sentence_holds_only_facts_that_its_code_is_given_with() -> None:
    wrong: list[tuple[Site, set[str]]] = []
    for site in SITES:
        if site.facts is not None and site.code.value in SENTENCES:
            missing = placeholders(site.code.value) - site.facts
            if missing:
                wrong.append((site, missing))
    assert wrong == []


def test_the_facts_of_every_refusal_and_reason_are_known() -> None:
    written_out = {site.code.value for site in SITES if site.facts is not None}
    ours = {*REFUSALS, *reasons.SENTENCES}
    assert ours - written_out == {code.value for code in NOT_WRITTEN_OUT}
    assert [code for code, facts in NOT_WRITTEN_OUT.items() if placeholders(code.value) - facts] == []
