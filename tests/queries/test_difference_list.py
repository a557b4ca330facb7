"""The sheet of the difference list: too little, too much, wrong or damaged, of a receipt or a purchase order."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.queries.planned import plans
from tests.services.stock import furnished, purchase, take
from tests.services.test_notices_received import notice
from warehouse_app.documents.goods_sheets import Difference, DifferenceKind, DifferenceSheet
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import PurchaseLineRecord
from warehouse_app.queries.difference_list import DifferenceFault, difference_sheet
from warehouse_app.queries.house import house_settings
from warehouse_app.services.closing_short import close_short
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import close_receipt, receive

DUE, MAY = date(2026, 3, 9), date(2026, 5, 1)
K = DifferenceKind


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


@pytest.fixture
def file_house(file_desk: Desk) -> Iterator[Desk]:
    yield from furnished(file_desk)


def booked(desk: Desk, *goods: Goods, on: str = "", accept_over: bool = False) -> str:
    """Book goods in; return the id of that action."""
    action = desk.act()
    receive(desk.store, action, goods, purchase_order=on, supplier="" if on else "ACME", accept_over=accept_over)
    return action.action_id


def asked(desk: Desk, number: str) -> tuple[str, DifferenceSheet]:
    with desk.store.snapshot():
        return difference_sheet(desk.store, house_settings(), number, now=desk.now, language="en")


def two_receipts(desk: Desk) -> None:
    """Receive a purchase order in two parts, each with something that was set aside."""
    take(
        desk,
        *purchase("PO-1", ("LAMP", 20), ("CORD", 5), ("PLUG", 4), ("MILK", 6)),
        PurchaseLineRecord("PO-1", "ACME", "GAME", 3, due_on=DUE, line=5),
    )
    booked(desk, Goods("LAMP", 5), Goods("CORD", 1, quarantine="Cut through"), on="PO-1")
    close_receipt(desk.store, desk.act(), purchase_order="PO-1")
    booked(desk, Goods("PLUG", 7), on="PO-1", accept_over=True)
    booked(
        desk,
        Goods("MILK", 6, "QUAR", "L1", MAY, "Leaks"),
        Goods("TOOL", 1, "", "T-1", quarantine="Wrong item"),
        on="PO-1",
    )
    wrong = booked(desk, Goods("CORD", 1, quarantine="Typing error"), on="PO-1")
    undo_receipt(desk.store, desk.act(), wrong)
    close_short(desk.store, desk.act(), "PO-1", 1, why="Sold out")


MISSING = (
    Difference(K.CLOSED, "LAMP", "Lamp", 15, ordered=20, received=5, why=("Sold out",)),
    Difference(K.TO_COME, "CORD", "Cord", 4, ordered=5, received=1),
    Difference(K.TOO_MUCH, "PLUG", "Plug", 3, ordered=4, received=7),
    Difference(K.TO_COME, "GAME", "Game", 3, ordered=3, received=0, due=DUE),
)
CUT = Difference(K.ASIDE, "CORD", "Cord", 1, receipt="GR-1", why=("Cut through",))
# Both were booked in one action, which had both reasons.
LEAKS = Difference(K.ASIDE, "MILK", "Milk", 6, lot="L1", expiry=MAY, receipt="GR-2", why=("Leaks", "Wrong item"))
WRONG = Difference(K.NOT_ORDERED, "TOOL", "Tool", 1, lot="T-1", receipt="GR-2", why=("Leaks", "Wrong item"))


def test_a_purchase_order_tells_of_all_its_lines_and_receipts(house: Desk) -> None:
    two_receipts(house)
    number, sheet = asked(house, "PO-1")
    assert number == "purchase-order:PO-1"
    assert sheet == DifferenceSheet(
        house="Test house",
        number="PO-1",
        supplier="Acme",
        supplier_code="ACME",
        purchase_order="PO-1",
        receipts=("GR-1", "GR-2"),
        made_at=house.now,
        zone="UTC",
        house_day=date(2026, 3, 2),
        differences=(*MISSING, CUT, LEAKS, WRONG),
        language="en",
    )


def test_a_receipt_tells_what_was_set_aside_of_itself_alone(house: Desk) -> None:
    two_receipts(house)
    number, sheet = asked(house, "GR-2")
    assert (number, sheet.number, sheet.purchase_order, sheet.receipts) == ("receipt:GR-2", "GR-2", "PO-1", ("GR-2",))
    assert sheet.differences == (*MISSING, LEAKS, WRONG)


def test_a_receipt_is_open_until_it_is_closed_and_a_purchase_order_is_no_receipt(house: Desk) -> None:
    two_receipts(house)
    assert [asked(house, number)[1].is_open for number in ("GR-1", "GR-2", "PO-1")] == [False, True, False]
    close_receipt(house.store, house.act(), purchase_order="PO-1")
    assert (asked(house, "GR-2")[1].is_open, asked(house, "GR-2")[1].differences) == (False, (*MISSING, LEAKS, WRONG))


def test_a_receipt_of_a_notice_tells_what_of_that_is_missing_and_whether_it_may_come_yet(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 40), ("CORD", 5)), *notice("AN-1", ("LAMP", 12, "")))
    receive(house.store, house.act(), [Goods("LAMP", 10, "A-1"), Goods("CORD", 1, "A-1")], advance_notice="AN-1")
    differences = (
        Difference(K.NOT_COME, "LAMP", "Lamp", 2, ordered=12, received=10),
        Difference(K.NOT_ANNOUNCED, "CORD", "Cord", 1, ordered=0, received=1),
    )
    sheet = asked(house, "GR-1")[1]
    assert (sheet.advance_notice, sheet.is_open, sheet.differences) == ("AN-1", True, differences)
    close_receipt(house.store, house.act(), advance_notice="AN-1")
    sheet = asked(house, "GR-1")[1]
    assert (sheet.is_open, sheet.differences) == (False, differences)


def test_what_had_expired_as_it_came_says_so(house: Desk) -> None:
    gone = date(2026, 2, 1)
    booked(house, Goods("MILK", 2, "", "OLD", gone), Goods("MILK", 3, "", "NEW", MAY))
    _, sheet = asked(house, "receipt:GR-1")
    assert sheet.differences == (
        Difference(K.ASIDE, "MILK", "Milk", 2, lot="OLD", expiry=gone, receipt="GR-1", expired=True),
    )


def test_a_delivery_that_nothing_announced_only_tells_what_was_set_aside(house: Desk) -> None:
    booked(house, Goods("LAMP", 5), Goods("CORD", 2, quarantine="Wet"))
    _, sheet = asked(house, "receipt:GR-1")
    assert (sheet.purchase_order, sheet.supplier) == ("", "Acme")
    assert sheet.differences == (Difference(K.ASIDE, "CORD", "Cord", 2, receipt="GR-1", why=("Wet",)),)


def test_where_all_came_as_ordered_nothing_differs(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20)))
    booked(house, Goods("LAMP", 20), on="PO-1")
    assert asked(house, "PO-1")[1].differences == ()


def test_where_nothing_came_yet_all_of_it_is_missing(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20)))
    _, sheet = asked(house, "PO-1")
    assert (sheet.receipts, [each.units for each in sheet.differences]) == ((), [20])


def test_a_purchase_order_that_is_called_like_a_receipt_is_named_by_its_kind(house: Desk) -> None:
    take(house, *purchase("GR-1", ("LAMP", 20)))
    booked(house, Goods("CORD", 2, quarantine="Wet"))
    assert asked(house, "GR-1")[0] == "receipt:GR-1"
    number, sheet = asked(house, "purchase-order:GR-1")
    assert (number, [each.sku for each in sheet.differences]) == ("purchase-order:GR-1", ["LAMP"])


@pytest.mark.parametrize("number", ["PO-9", "receipt:PO-1", "purchase-order:", ""])
def test_what_nobody_knows_is_refused(house: Desk, number: str) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20)))
    with pytest.raises(Refused) as refused:
        asked(house, number)
    assert (refused.value.code, refused.value.facts) == (DifferenceFault.UNKNOWN, {"number": number})


@pytest.mark.parametrize("number", ["PO-1", "GR-2"])
def test_a_list_reads_no_table_as_a_whole(file_house: Desk, monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    two_receipts(file_house)
    steps = plans(file_house, lambda: asked(file_house, number), monkeypatch)
    assert not any("SCAN" in step for step in steps), steps
