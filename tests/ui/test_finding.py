"""What a scan opens when no task is in hand."""

import pytest

from tests.services.stock import CUSTOMERS, ITEMS, PLACES, SUPPLIERS, take
from tests.ui.conftest import Window
from warehouse_app.domain.records import AdvanceNoticeRecord, BarcodeRecord, OrderLineRecord, PurchaseLineRecord
from warehouse_app.queries.codes import CodeFault
from warehouse_app.scanning.codes import Command, CommandCode
from warehouse_app.scanning.faults import ScanFault
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.finding import NotFound, what_to_open
from warehouse_app.ui.page import PageName
from warehouse_app.ui.words.window import Frame


@pytest.fixture
def filled(at_window: Window) -> Window:
    take(
        at_window.house,
        *SUPPLIERS,
        *PLACES,
        *ITEMS,
        *CUSTOMERS,
        BarcodeRecord("LAMP", "4006381333931"),
        OrderLineRecord("O1", "ANN", "LAMP", 3, line=1),
        PurchaseLineRecord("P7", "ACME", "LAMP", 10, line=1),
        AdvanceNoticeRecord("AN-7", "ACME", "LAMP", 10, "P7", "340123450000000017", line=1),
    )
    return at_window


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("4006381333931", Target(Thing.ITEM, "LAMP")),
        ("LAMP", Target(Thing.ITEM, "LAMP")),
        ("L-A-1", Target(Thing.LOCATION, "A-1")),
        ("SO-O1", Target(Thing.ORDER, "O1")),
        ("PO-P7", Target(Thing.PURCHASE_ORDER, "P7")),
        ("ACME", Target(Thing.SUPPLIER, "ACME")),
        ("WXRECEIVE", Target(Thing.PAGE, PageName.RECEIVE)),
        ("WXPICK", Target(Thing.PAGE, PageName.PICK_LISTS)),
        ("WXDONE", CommandCode(Command.DONE)),
    ],
)
def test_a_scan_opens_the_thing_itself(filled: Window, text: str, opens: object) -> None:
    assert what_to_open(filled.desk.house, text) == opens


def test_the_label_of_received_goods_opens_their_item_and_a_receipt_its_order(filled: Window) -> None:
    store, act = filled.house.store, filled.house.act
    receive(store, act(), [Goods("LAMP", 4, "A-1")], purchase_order="P7")
    receive(store, act(), [Goods("CORD", 2, "A-1"), Goods("PLUG", 3, "A-1")], supplier="ACME")
    assert what_to_open(filled.desk.house, "GR-1/1") == Target(Thing.ITEM, "LAMP")
    assert what_to_open(filled.desk.house, "GR-2/1/2") == Target(Thing.ITEM, "PLUG")
    assert what_to_open(filled.desk.house, "GR-1") == Target(Thing.PURCHASE_ORDER, "P7")
    # Neither of several goods nor of what nobody ordered is there a page.
    for text in ("GR-2/1", "GR-2"):
        assert what_to_open(filled.desk.house, text) == NotFound(Frame.NO_PAGE_YET, {"text": text})


def test_a_lot_by_itself_opens_its_item_and_one_of_several_items_none(filled: Window) -> None:
    store, act = filled.house.store, filled.house.act
    receive(store, act(), [Goods("LAMP", 4, "A-1", "TM-26A"), Goods("LAMP", 4, "A-1", "B7")], supplier="ACME")
    receive(store, act(), [Goods("CORD", 2, "A-1", "B7")], supplier="ACME")
    assert what_to_open(filled.desk.house, "TM-26A") == Target(Thing.ITEM, "LAMP")
    none = NotFound(CodeFault.TWO_LOTS, {"text": "B7", "skus": ("CORD", "LAMP")})
    assert what_to_open(filled.desk.house, "B7") == none
    assert filled.desk.say(none.code, **none.facts) == (
        "More than one item has the lot or serial number B7: CORD, LAMP. Scan the item's own number, or a label "
        "that says both."
    )


def test_a_code_that_nobody_knows_opens_nothing_and_says_so(filled: Window) -> None:
    found = what_to_open(filled.desk.house, "NOBODY-KNOWS-ME")
    assert isinstance(found, NotFound)
    assert found.code == ScanFault.UNKNOWN
    assert filled.desk.say(found.code, **found.facts)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("AN-7", "AN-7 is an advance notice. Scan it on the page Receive to take its goods in."),
        (
            "]C100340123450000000017",
            "Pallet 340123450000000017 of advance notice AN-7: 10 × LAMP. Scan it on the page Receive to take it in.",
        ),
    ],
)
def test_what_is_announced_has_no_page_and_is_told(filled: Window, text: str, said: str) -> None:
    found = what_to_open(filled.desk.house, text)
    assert isinstance(found, NotFound)
    assert (found.tone, filled.desk.say(found.code, **found.facts)) == (Tone.WARN, said)
