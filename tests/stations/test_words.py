"""All that receiving says can be said, and nothing else is in the table of what it says."""

import re
from collections.abc import Iterator

from tests.conftest import Desk
from tests.stations.house import BOX_EAN, CUP_EAN, PEN_CASE, TEA_GTIN, TEA_LABEL, said, station_at
from warehouse_app.queries.codes import CodeFault, OwnKind
from warehouse_app.stations.receive_steps import Said
from warehouse_app.stations.reply import Note, Reply
from warehouse_app.texts.console import SENTENCES

CODES = [*CodeFault, *OwnKind, *Said]

STORIES: tuple[tuple[str, ...], ...] = (
    ("WXHELP", "WXBACK", "WXDONE", "WXQTY2", "SO-1042", "PL-1", "PA-1", "S2x", "77", "CUP", "A-02"),
    ("PO-7", "WXHELP", "S2", "WXDONE", "24", "WXBACK", "PEN", "WXYES", "WXPICK"),
    ("PO-7", "PO-8", "3", "CUP", "L-X-01", "WXDONE", "24", "WXBACK", "WXBACK", "9", "CUP", "WXNO"),
    ("PO-7", "TEA", "A-02", "x" * 81, f"]C101{TEA_GTIN}", "L1", "nonsense", "2026-01-01", "WXYES", "WXDONE"),
    ("PO-7", f"]C101{TEA_GTIN}4008", "CLOCK", "SN1", "A-02", TEA_LABEL, "A-02", "CUP", "24", "PO-8"),
    ("S1", "CUP", "A-01", "PO-7", "WXBACK", "S1", "WXDONE", "PO-8", "5", "CUP", "A-01", "PO-8", "WXHELP"),
    ("PO-8", "WXBACK", "WXHELP", "PO-7", PEN_CASE, "7", "WXBACK", "WXBACK", "2", PEN_CASE, "77"),
    ("S2", "BOX", "A-02", "WXBACK", "WXHELP"),
    ("WXUNDO", "PO-7", TEA_LABEL, "A-02", "WXUNDO"),
)
"""Scans in which everything is said but what `FURTHER` says."""

FURTHER: dict[str, Note] = {
    Said.TO_COME_MORE: Note(Said.TO_COME_MORE, {"lines": 3}),
    Said.SHARES_MORE: Note(Said.SHARES_MORE, {"units": 9, "lines": 3}),
    Said.UNDONE_LINES: Note(Said.UNDONE_LINES, {"receipt": "GR-1", "lines": 2}),
    Said.UNDONE_GOODS: Note(Said.UNDONE_GOODS, parts=(Note(Said.UNDONE_LINE, {"quantity": 9, "sku": "CUP"}),)),
    Said.UNDONE_LINE: Note(Said.UNDONE_LINE, {"quantity": 9, "sku": "CUP"}),
    Said.NEVER_BOOKED: Note(Said.NEVER_BOOKED),
    Said.REST_STOCK: Note(Said.REST_STOCK, {"units": 9}),
    Said.NO_PLACE: Note(Said.NO_PLACE),
    Said.ASK_LOCATION: Note(Said.ASK_LOCATION),
    CodeFault.TWO_ITEMS: Note(CodeFault.TWO_ITEMS, {"text": CUP_EAN, "skus": ("A", "B")}),
    OwnKind.PURCHASE_ORDER: Note(OwnKind.PURCHASE_ORDER),
    OwnKind.PICK_LIST: Note(OwnKind.PICK_LIST),
    OwnKind.PARCEL: Note(OwnKind.PARCEL),
}


def codes_in(reply: Reply) -> Iterator[str]:
    """Yield the codes of all that a reply says."""
    yield reply.code
    for note in reply.notes:
        yield note.code
        yield from (part.code for part in note.parts)


def test_every_code_has_a_sentence() -> None:
    assert [code for code in CODES if code.value not in SENTENCES] == []
    assert len({code.value for code in CODES}) == len(CODES)


def test_all_of_it_can_be_said_with_the_facts_that_come_with_it(floor: Desk) -> None:
    replies = []
    for story in STORIES:
        station = station_at(floor)
        replies += [station.scan(text) for text in story]
    heard = {code for reply in replies for code in codes_in(reply)}
    assert {code.value for code in CODES} - heard == set(FURTHER)
    sentences = [said(reply) for reply in replies]
    sentences += [note.said(language="en", zone=floor.zone) for note in FURTHER.values()]
    for sentence in sentences:
        assert re.fullmatch(r"\S.*\S", sentence), sentence
        assert "{" not in sentence
        assert "  " not in sentence
    assert all(sentence.endswith((".", "?")) for sentence in sentences[: len(replies)])


def test_text_from_outside_stays_text(floor: Desk) -> None:
    assert said(station_at(floor).scan("{text} %s <b>")).startswith("Nothing here has the code {text} %s <b>.")
    floor.store.sql("UPDATE item SET name = '{place} <b>&' WHERE sku = 'BOX'")
    assert said(station_at(floor, "S1").scan(BOX_EAN)).startswith("1 × BOX, {place} <b>&. 1 → D-01.")
