"""All that the stations say can be said, with the facts that come with it."""

import re
from collections.abc import Iterator
from datetime import date

from tests.conftest import Desk
from tests.queries.houses import keep
from tests.stations.house import (
    BOX_EAN,
    CLOCK_GTIN,
    CUP_EAN,
    PALLET,
    PEN_CASE,
    SIX_CUPS,
    TEA_GTIN,
    TEA_LABEL,
    receipt_of_25,
    said,
    station_at,
)
from warehouse_app.domain.records import Kind, OrderLineRecord, PurchaseLineRecord
from warehouse_app.queries.codes import CodeFault, OwnKind
from warehouse_app.queries.reasons import ReasonPart
from warehouse_app.services.incoming import Aside
from warehouse_app.services.releasing import release
from warehouse_app.stations import floor, lending
from warehouse_app.stations.floor import Floor
from warehouse_app.stations.goods_aside import Why
from warehouse_app.stations.lookup import steps as lookup_steps
from warehouse_app.stations.move import steps as move_steps
from warehouse_app.stations.pallet_label import OnLabel
from warehouse_app.stations.receive.closing_steps import Said as Closing
from warehouse_app.stations.receive.closing_steps import WhyNot
from warehouse_app.stations.receive.pallet_steps import Said as OfPallet
from warehouse_app.stations.receive.steps import Said
from warehouse_app.stations.reply import Note, Reply
from warehouse_app.stations.words import Shared, goods_line
from warehouse_app.texts import console, pallets, stations

CODES = [
    *(*CodeFault, *OwnKind, *Said, *Why, *Closing, *WhyNot, *Shared),
    *(*OfPallet, *OnLabel),
    *(*move_steps.Said, *lookup_steps.Said, *floor.Said, *lending.Said),
]
SENTENCES = {**console.SENTENCES, **stations.SENTENCES, **pallets.SENTENCES}

SAYS_MORE = (
    "".join(f"{ai}4012345000009" for ai in range(410, 418)) + f"11260303132603041727093001{TEA_GTIN}2002" + "10L77"
)
"""A label that says all that can be said of goods besides what is asked of them."""
STORIES: tuple[tuple[str, ...], ...] = (
    ("WXUNDO",),
    ("AN-7", "PEN", "A-02", "PO-7", "AN-7", "AN-7", PALLET, "BOX", "WXDONE", "3", "WXBACK", "AN-7", PALLET, "WXUNDO"),
    ("AN-7", "6", TEA_LABEL, "A-02", "WXUNDO", PALLET, "L-A-02", "WXUNDO"),
    ("WXHELP", "WXBACK", "WXDONE", "WXQTY2", "SO-1042", "PL-1", "PA-1", "S2x", "77", "CUP", "A-02"),
    ("PO-7", "WXHELP", "S2", "WXDONE", "24", "WXBACK", "PEN", "WXYES", "WXPICK"),
    ("PO-7", "PO-8", "3", "CUP", "L-X-01", "WXDONE", "24", "WXBACK", "WXBACK", "9", "CUP", "WXNO"),
    ("PO-7", "TEA", "A-02", "x" * 81, f"]C101{TEA_GTIN}", "L1", "nonsense", "2026-01-01", "WXYES", "WXDONE"),
    ("PO-7", f"]C101{TEA_GTIN}4008", "CLOCK", "SN9", "A-02", TEA_LABEL, "A-02", "CUP", "24", "PO-8"),
    ("S1", "CUP", "A-01", "PO-7", "WXBACK", "S1", "WXDONE", "PO-8", "5", "CUP", "A-01", "PO-8", "WXHELP"),
    ("PO-8", "CUP", "WXNO", "CUP", "WXYES", "A-01", "PO-8"),
    ("PO-8", "WXBACK", "WXHELP", "PO-7", PEN_CASE, "7", "WXBACK", "WXBACK", "2", PEN_CASE, "77"),
    ("S2", "BOX", "A-02", "WXBACK", "WXHELP"),
    ("PO-7", TEA_LABEL, "A-02", f"]C101{TEA_GTIN}1726103110L77", "WXUNDO"),
    ("PO-7", f"]C1{SAYS_MORE}"),
    ("PO-7", "8", "CUP", "SO-O1"),
    ("PO-7", "BOX", "Q-01", "9", "y" * 600, "wrong", "CUP", "Q-01", "1", "PEN-TRAY", "PEN", "10", "WXBACK", "WXDONE"),
    ("PO-7", SIX_CUPS, "WXBACK", "MILK", "WXSKIP", "2026-03-08", "WXYES", "WXSKIP", "WXSKIP", "WXBACK", "WXBACK"),
    ("PO-7", "PEN", "A-02", "NEW-PEN", "PEN", "1000000", "999", "WXYES", "WXUNDO", "WXBACK", "WXUNDO", "WXNO"),
    ("PO-7", "WXSHORT", "BOX", "24", "1", "WXUNDO", "3", "24", "WXSHORT", "2", "WXBACK", "S1", "WXSHORT"),
)
ON_THE_FLOOR: tuple[tuple[str, ...], ...] = (
    ("WXMOVE", "WXHELP", "CUP", "BOX", "L-77", "WXBACK", "D-01", "WXHELP", "3", "TEA", "L77", "WXBACK", "WXBACK", "2"),
    ("WXMOVE", "Q-01", "PEN", "WXBACK", "A-02", "PEN", "WXYES", "WXLOOKUP", "6", "A-01", "WXDONE", "WXRECEIVE"),
    (
        "WXMOVE",
        "A-01",
        "6",
        "PEN",
        "Q-01",
        "1",
        "WXUNDO",
        "L-A-02",
        "24",
        "WXBACK",
        "WXDONE",
        "WXLOOKUP",
        "WXHELP",
        "WXMOVE",
    ),
    ("WXLOOKUP", "A-01", "A-02", "D-01", "X-01", "CUP", "CUP-CASE", "PEN", "BOX", "24", "WXCOUNT", "WXOUT"),
    ("WXLOOKUP", TEA_LABEL, f"]C101{TEA_GTIN}10NONE", f"]C101{CLOCK_GTIN}21SN2", "SO-77", "SO-1042", "PO-7", "PO-5"),
    ("WXLOOKUP", "PL-1", "PL-2", "PA-1", "S1", "SO-N-01", "WXRECEIVE", "S1", "5", "PEN", "A-02", TEA_LABEL, "A-02"),
    ("WXLOOKUP", TEA_LABEL, "PO-8", "SO-N-11", "AN-7", PALLET),
    ("WXCOUNT", "WXSKIP", "Q-01", "TEA", "A-01", "WXYES", "261231", "WXBACK"),
    ("WXMOVE", "D-01", "CUP", "WXSKIP"),
    ("WXMOVE", "GR-1", "GR-1/1", "A-02", "GR-1/2", "2", "25", "A-01", "GR-1/1", "WXBACK", "WXDONE", "WXLOOKUP"),
    ("WXLOOKUP", "GR-1", "GR-1/1", "GR-1/2", "GR-2"),
    ("WXPRINT", "WXMOVE", "WXPRINT", "WXLOOKUP", "WXPRINT", "WXCOUNT", "WXPRINT"),
)
WITH_PEOPLE = ("PO-7", "U-anna", "PO-7", "U-anna", "U-bert", "WXOUT")
"""Scans in which everything is said but what `FURTHER` says."""

ALSO: dict[str, str | int] = {"units": 12, "sku": "MUG", "order": "SO-1043", "rank_class": "B"}
FURTHER: dict[str, Note] = {
    Said.UNDO_CLOSED: Note(Said.UNDO_CLOSED, {"receipt": "GR-1", "delivery": "PO-7"}),
    Said.UNDO_SHORT: Note(Said.UNDO_SHORT, {"delivery": "PO-7"}),
    Said.UNDO_TAUGHT: Note(Said.UNDO_TAUGHT, {"code": "X", "pack": 12, "sku": "CUP"}),
    Said.PALLET_TWICE: Note(Said.PALLET_TWICE, {"sscc": "340123450000000024", "units": 84, "receipt": "GR-1"}),
    Said.BLOCKED: Note(Said.BLOCKED, {"lot": "L1"}),
    Said.KEPT_FOR_IT: Note(Said.KEPT_FOR_IT, {"order": "SO-1042", "sku": "CUP"}),
    Said.KEPT_UNTIL: Note(Said.KEPT_UNTIL, {"units": 5, "sku": "CUP", "day": date(2026, 5, 3)}),
    Shared.ASK_MANY: Note(Shared.ASK_MANY, {"quantity": 20_000, "unit": "piece"}),
    Shared.OVERFULL: Note(Shared.OVERFULL, {"place": "A-01", "held": 150, "capacity": 100}),
    lookup_steps.Said.ORDER_LINE_CLOSED: Note(
        lookup_steps.Said.ORDER_LINE_CLOSED, {"line": 1, "sku": "CUP"}, parts=(Note(ReasonPart.SHIPPED, {"units": 9}),)
    ),
    lookup_steps.Said.CUSTOMER: Note(lookup_steps.Said.CUSTOMER, {"code": "C1", "name": "One", "rank_class": "A"}),
    lookup_steps.Said.CUSTOMER_ORDER: Note(lookup_steps.Said.CUSTOMER_ORDER, {"number": "SO-1042", "units": 6}),
    lookup_steps.Said.CUSTOMER_ORDERS: Note(
        lookup_steps.Said.CUSTOMER_ORDERS,
        parts=(Note(lookup_steps.Said.CUSTOMER_ORDER, {"number": "SO-1042", "units": 6}),),
    ),
    lookup_steps.Said.NO_OPEN_ORDER: Note(lookup_steps.Said.NO_OPEN_ORDER),
    Said.PACK_LARGE: Note(Said.PACK_LARGE, {"code": "X", "pack": 20_000, "sku": "CUP", "unit": "piece"}),
    Said.FOR_ORDER: Note(Said.FOR_ORDER, {"units": 6, "sku": "CUP", "unit": "piece", "order": "SO-1042"}),
    Said.OTHERS_FIRST: Note(Said.OTHERS_FIRST, {"first": "SO-1", "order": "SO-2", "units": 3, "sku": "CUP"}),
    Said.ORDER_FIRST: Note(Said.ORDER_FIRST, {"place": "T-01", "order": "SO-2", "sku": "CUP"}),
    Said.ASK_STAGE: Note(Said.ASK_STAGE, {"order": "SO-1042"}),
    Said.SHARES_MORE: Note(Said.SHARES_MORE, {"units": 9, "lines": 3}),
    Said.UNDONE_LINES: Note(Said.UNDONE_LINES, {"receipt": "GR-1", "lines": 2}),
    move_steps.Said.SKIPPED: Note(move_steps.Said.SKIPPED, {"place": "A-01"}),
    Shared.NOTHING_MORE: Note(Shared.NOTHING_MORE),
    Shared.NUMBER_IS_PLACE: Note(Shared.NUMBER_IS_PLACE, {"number": "77"}),
    Shared.COUNT_UNCLEAR: Note(Shared.COUNT_UNCLEAR),
    Shared.EXPIRY_FAR: Note(Shared.EXPIRY_FAR),
    Shared.NO_LAST_DAY: Note(Shared.NO_LAST_DAY),
    Shared.LABEL_SAYS: Note(Shared.LABEL_SAYS, {"measures": ("12.5 kg",)}),
    Shared.OTHER_LOT: Note(Shared.OTHER_LOT, {"label": "L1", "lot": "L2"}),
    Shared.PRINTING: Note(Shared.PRINTING, {"title": "Label of item PEN", "printer": "Zebra"}),
    Shared.PRINT_STAYS: Note(Shared.PRINT_STAYS),
    Shared.LABEL_OFFERED: Note(Shared.LABEL_OFFERED),
    Shared.LABEL_NOT_PRINTED: Note(Shared.LABEL_NOT_PRINTED),
    lending.Said.LEAD_NEEDED: Note(lending.Said.LEAD_NEEDED),
    lending.Said.LENT: Note(lending.Said.LENT, {"lead": "lea", "person": "anna"}),
    Said.LEAD_MAY_TEACH: Note(Said.LEAD_MAY_TEACH),
    Said.ALSO: Note(Said.ALSO, parts=(Note(Shared.SHARE_OF, ALSO),)),
    Said.LEFT_TO_OTHERS: Note(Said.LEFT_TO_OTHERS, parts=(Note(Shared.SHARE_OF, ALSO),)),
    Shared.PICKED_IN: Note(Shared.PICKED_IN, {"place": "T-01"}),
    Shared.PICKED: Note(Shared.PICKED, parts=(Note(OwnKind.PARCEL),)),
    Closing.BLIND: Note(Closing.BLIND, {"supplier": "Potter"}),
    Closing.BY_MISTAKE: Note(Closing.BY_MISTAKE),
    Shared.NEVER_BOOKED: Note(Shared.NEVER_BOOKED),
    Said.REST_STOCK: Note(Said.REST_STOCK, {"units": 9}),
    Said.STAYS_FOR: Note(Said.STAYS_FOR, {"units": 9, "sku": "CUP", "orders": ("SO-9",)}),
    Said.REST_KEPT: Note(Said.REST_KEPT, {"orders": 3}, parts=(Note(Said.REST_STOCK, {"units": 9}),)),
    Said.REST_KEPT_FOR: Note(Said.REST_KEPT_FOR, {"orders": ("SO-9",)}, parts=(Note(Said.REST_STOCK, {"units": 9}),)),
    Said.ASK_LOCATION: Note(Said.ASK_LOCATION),
    Shared.OF_PICKED: Note(Shared.OF_PICKED, {"orders": ("SO-9",)}),
    CodeFault.TWO_ITEMS: Note(CodeFault.TWO_ITEMS, {"text": CUP_EAN, "skus": ("A", "B")}),
    CodeFault.TWO_LOTS: Note(CodeFault.TWO_LOTS, {"text": "TM-26A", "skus": ("A", "B")}),
    CodeFault.TWO_ON_LABEL: Note(CodeFault.TWO_ON_LABEL, {"text": "CUP", "skus": ("CUP", "PEN")}),
    CodeFault.TWO_NUMBERS: Note(
        CodeFault.TWO_NUMBERS, {"text": "L-77", "whole": "L-77", "plain": "77", "twice": "L-L-77"}
    ),
    OwnKind.PURCHASE_ORDER: Note(OwnKind.PURCHASE_ORDER),
    OwnKind.ADVANCE_NOTICE: Note(OwnKind.ADVANCE_NOTICE),
    OfPallet.ALL_HERE: Note(OfPallet.ALL_HERE),
    OfPallet.ASK_PALLET: Note(OfPallet.ASK_PALLET),
    OfPallet.ITEM_BY_ITEM: Note(OfPallet.ITEM_BY_ITEM),
    OnLabel.GOODS: Note(OnLabel.GOODS, {"units": 7, "sku": "TEA", "notice": "AN-7"}, (goods_line(4, "CUP"),)),
    OnLabel.ITEM: Note(OnLabel.ITEM, {"sku": "TEA", "notice": "AN-7"}, (goods_line(4, "CUP"),)),
    OnLabel.LOT: Note(OnLabel.LOT, {"lot": "L9", "lots": ("L7", "L8"), "notice": "AN-7"}),
    OnLabel.DAY: Note(
        OnLabel.DAY,
        {"expiry": date(2027, 4, 3), "notice": "AN-7"},
        (Note(OnLabel.ANNOUNCED_DAY, {"expiry": date(2027, 3, 3)}),),
    ),
    OnLabel.ANNOUNCED_DAY: Note(OnLabel.ANNOUNCED_DAY, {"expiry": date(2027, 3, 3)}),
    OnLabel.LOOK: Note(OnLabel.LOOK),
    lookup_steps.Said.ITEM_UNRELEASED: Note(
        lookup_steps.Said.ITEM_UNRELEASED,
        {"sku": "X", "name": "X", "on_hand": 9, "allocated": 0, "free": 9, "release_date": date(2026, 4, 1)},
    ),
    lookup_steps.Said.BOOKS_NOTHING: Note(lookup_steps.Said.BOOKS_NOTHING),
    OfPallet.OTHER_LOT: Note(OfPallet.OTHER_LOT, {"lots": ("L7",), "notice": "AN-7"}),
    OfPallet.OTHER_DAY: Note(
        OfPallet.OTHER_DAY, {"notice": "AN-7"}, (Note(OnLabel.ANNOUNCED_DAY, {"expiry": date(2027, 3, 3)}),)
    ),
    OfPallet.ASK_ACCEPT: Note(OfPallet.ASK_ACCEPT),
    OfPallet.SAYS_LOT: Note(OfPallet.SAYS_LOT, {"lot": "L7"}, (Note(Shared.ASK_LOT),)),
    OfPallet.SAYS_LOT_DAY: Note(
        OfPallet.SAYS_LOT_DAY, {"lot": "L7", "expiry": date(2027, 3, 3)}, (Note(Shared.ASK_LOT),)
    ),
    OfPallet.SAYS_DAY: Note(OfPallet.SAYS_DAY, {"expiry": date(2027, 3, 3)}, (Note(Shared.ASK_EXPIRY),)),
    OfPallet.FOR_NOBODY: Note(OfPallet.FOR_NOBODY, {"units": 5, "sku": "TEA"}, (Note(Said.BLOCKED, {"lot": "L1"}),)),
    OfPallet.ASIDE_OF: Note(
        OfPallet.ASIDE_OF,
        {"sku": "TEA"},
        (Note(Aside.EXPIRED, {"why": "", "lot": "L1", "expiry": date(2026, 3, 1)}),),
    ),
    Said.NOT_BEFORE: Note(Said.NOT_BEFORE, {"sku": "CUP", "day": date(2026, 4, 1)}),
    lookup_steps.Said.ALL_ANNOUNCED_CAME: Note(lookup_steps.Said.ALL_ANNOUNCED_CAME),
    lookup_steps.Said.ADVANCE_NOTICE: Note(
        lookup_steps.Said.ADVANCE_NOTICE,
        {"number": "AN-1", "supplier": "Potter", "announced": 9, "received": 2, "to_come": 7, "pallets": 1},
    ),
    OwnKind.PICK_LIST: Note(OwnKind.PICK_LIST),
    OwnKind.PARCEL: Note(OwnKind.PARCEL),
    OwnKind.RECEIPT: Note(OwnKind.RECEIPT),
    **{
        code: Note(code, {"units": 2, "sku": "CUP", "order": "O1", "place": "A-01", "places": ("A-02",)})
        for code in (
            lookup_steps.Said.STOP_ELSEWHERE,
            lookup_steps.Said.STOP_NOWHERE,
            lookup_steps.Said.STOP_AGAIN,
            lookup_steps.Said.STOP_MISSING,
            move_steps.Said.NOT_ASIDE_LINE,
        )
    },
    lookup_steps.Said.IN_TOTES: Note(lookup_steps.Said.IN_TOTES, parts=(Note(OwnKind.PARCEL),)),
    Shared.PICKED_LINE: Note(Shared.PICKED_LINE, {"units": 9, "sku": "CUP", "place": "T-01"}),
    lookup_steps.Said.STOPS_CHANGED: Note(lookup_steps.Said.STOPS_CHANGED, parts=(Note(OwnKind.PARCEL),)),
    move_steps.Said.NOT_ASIDE: Note(move_steps.Said.NOT_ASIDE, parts=(Note(OwnKind.PARCEL),)),
    lookup_steps.Said.RECEIVED_SEVERAL: Note(lookup_steps.Said.RECEIVED_SEVERAL, {"code": "GR-1/3", "units": 9}),
}


def codes_in(reply: Reply) -> Iterator[str]:
    """Yield the codes of all that a reply says."""
    yield reply.code
    for note in reply.notes:
        yield note.code
        for part in note.parts:
            yield part.code
            yield from (each.code for each in part.parts)


def prepare(desk: Desk) -> None:
    """Let somebody wait, goods be fetched, a delivery be due and one be here."""
    lines = [OrderLineRecord(f"N-{number:02}", "C2", "PEN", 2, desk.now, line=1) for number in range(12)]
    keep(desk.store, desk.act(), Kind.ORDERS, lines)
    due = desk.now.date()
    coming = [PurchaseLineRecord("PO-5", "S1", "PEN", 5, due_on=due, line=1)]
    keep(desk.store, desk.act(), Kind.PURCHASE_ORDERS, coming)
    release(desk.store, desk.act())
    desk.store.sql("INSERT INTO lot_block (lot_id, action_id) SELECT id, 1 FROM lot WHERE code = 'SN2'")


def test_every_code_has_a_sentence() -> None:
    assert [code for code in CODES if code.value not in SENTENCES] == []
    assert len({code.value for code in CODES}) == len(CODES)


def test_all_of_it_can_be_said_with_the_facts_that_come_with_it(stocked: Desk) -> None:
    receipt_of_25(stocked)
    replies = []
    for story in STORIES:
        station = station_at(stocked)
        replies += [station.scan(text) for text in story]
    prepare(stocked)
    for story in ON_THE_FLOOR:
        at = Floor(stocked.store, stocked.act, "anna")
        replies += [at.scan(text) for text in story]
    stocked.store.sql("INSERT INTO person (name, role) VALUES ('anna', 3), ('bert', 3)")
    at = Floor(stocked.store, stocked.act, "root")
    replies += [at.scan(text) for text in WITH_PEOPLE]
    heard = {code for reply in replies for code in codes_in(reply)}
    assert sorted({code.value for code in CODES} - heard) == sorted(str(code) for code in FURTHER)
    sentences = [said(reply) for reply in replies]
    sentences += [note.said(language="en", zone=stocked.zone) for note in FURTHER.values()]
    for sentence in sentences:
        assert re.fullmatch(r"\S.*\S", sentence), sentence
        assert "{" not in sentence
        assert "  " not in sentence
    assert all(sentence.endswith((".", "?")) for sentence in sentences[: len(replies)])


def test_text_from_outside_stays_text(floor: Desk) -> None:
    assert said(station_at(floor).scan("{text} %s <b>")).startswith("Nothing here has the code {text} %s <b>.")
    floor.store.sql("UPDATE item SET name = '{place} <b>&' WHERE sku = 'BOX'")
    assert said(station_at(floor, "S1").scan(BOX_EAN)).startswith("1 × BOX, {place} <b>&. 1 → D-01.")
