"""What a scan opens when no task is in hand."""

import pytest

from tests.services.stock import CUSTOMERS, ITEMS, PLACES, SUPPLIERS, take
from tests.ui.conftest import Window
from warehouse_app.domain.records import BarcodeRecord, OrderLineRecord, PurchaseLineRecord
from warehouse_app.scanning.codes import Command, CommandCode, ScanFault
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.finding import NotFound, what_to_open
from warehouse_app.ui.page import PageName


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


def test_a_code_that_nobody_knows_opens_nothing_and_says_so(filled: Window) -> None:
    found = what_to_open(filled.desk.house, "NOBODY-KNOWS-ME")
    assert isinstance(found, NotFound)
    assert found.code == ScanFault.UNKNOWN
    assert filled.desk.say(found.code, **found.facts)
