"""All that counting says can be said with the facts that come with it, and nothing else is in its table."""

import re

from tests.conftest import Desk
from tests.services.stock import set_house
from tests.stations.house import PEN_CASE, TEA_LABEL, said
from tests.stations.test_count import counter_at
from tests.stations.test_words import codes_in
from warehouse_app.stations.count.steps import Said
from warehouse_app.texts import counting

STORIES: tuple[tuple[str, ...], ...] = (
    ("WXHELP", "WXDONE", "WXUNDO", "D-01", "WXHELP", "A-02", "D-01", "3", "WXDONE", "WXBACK", "WXDONE", "WXYES"),
    ("D-01", "20", "CUP", "24", "WXUNDO", TEA_LABEL, "CLOCK", "SN1", "CLOCK", "SN1", "WXBACK", "WXHELP"),
    ("D-01", "WXUNDO", "TEA", "A-01", "WXYES", "WXDONE", "261231", "WXUNDO", TEA_LABEL, PEN_CASE, "2", "WXDONE"),
    ("A-01", "WXDONE", "WXYES"),
    ("D-01", "MILK", "2026-05-01"),
    ("L-77", "WXCANCEL"),
)


def test_all_of_it_can_be_said_and_no_more(stocked: Desk) -> None:
    set_house(stocked, count_tolerance_percent=0)
    replies = []
    for story in STORIES:
        station = counter_at(stocked)
        replies += [station.scan(text) for text in story]
    heard = {code for reply in replies for code in codes_in(reply)}
    assert {code.value for code in Said} - heard == set()
    assert {code.value for code in Said} == set(counting.SENTENCES)
    for reply in replies:
        sentence = said(reply)
        assert re.fullmatch(r"\S.*[.?]", sentence), sentence
        assert "{" not in sentence
        assert "  " not in sentence


def test_text_from_outside_stays_text(stocked: Desk) -> None:
    stocked.store.sql("UPDATE item SET name = '{place} <b>&' WHERE sku = 'BOX'")
    assert said(counter_at(stocked, "D-01").scan("BOX")).startswith("Counted: 1 × BOX, {place} <b>&; 1 by now.")
