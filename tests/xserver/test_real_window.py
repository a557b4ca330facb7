"""The real window, scanned with real X key events: a delivery is booked, whatever has the focus."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.xserver.hands import Hands, Program, scan, steadily
from tests.xserver.shop import ITEMS, TEA
from warehouse_app.scanning.profile import ScannerProfile
from warehouse_app.ui.page import PageName

Open = Callable[..., Program]


@pytest.fixture
def open_shop(display: str) -> Iterator[Open]:
    """Return what opens the window with the fields of a scanner's profile."""
    with ExitStack() as programs:
        yield lambda **profile: programs.enter_context(
            Program(display, ScannerProfile(**profile), module="tests.xserver.shop")
        )


@pytest.fixture
def shop(open_shop: Open, hands: Hands) -> Program:
    return open_shop()


def test_a_receipt_is_booked_while_a_text_field_has_the_focus_and_the_field_stays_empty(
    shop: Program, hands: Hands
) -> None:
    shop.do("focus")
    scan(shop, hands, "PO-7", "Item-042", "L-A-1")
    shop.wait_for("sound")
    assert [sound["tone"] for sound in shop.all("sound")] == ["ok"]
    state = shop.state()
    assert state["booked"] == [["Item-042", 1, ""]]
    assert (state["page"], state["box"]) == (PageName.RECEIVE, "")


def test_a_scan_into_the_search_of_a_page_opens_the_thing_and_searches_nothing(shop: Program, hands: Hands) -> None:
    shop.do("page", name=PageName.ORDERS)
    shop.do("search")
    scan(shop, hands, "PO-7")
    state = shop.state()
    assert (state["page"], state["search"], state["booked"]) == (PageName.PURCHASE_ORDERS, "", [])


def test_what_is_typed_by_hand_stands_in_the_field(shop: Program, hands: Hands) -> None:
    shop.do("page", name=PageName.ORDERS)
    shop.do("search")
    hands.type("lamp no. 7")
    state = shop.state()
    assert (state["page"], state["search"]) == (PageName.ORDERS, "lamp no. 7")
    assert shop.scans == []


def test_a_code_typed_by_hand_goes_the_way_of_a_scan(shop: Program, hands: Hands) -> None:
    hands.press("ctrl+l")
    hands.type("PO-7")
    hands.press("Return")
    shop.wait_for("scan")
    assert shop.scans == ["PO-7"]
    assert shop.state()["box"] == ""


@pytest.mark.slow
def test_200_scans_in_a_row_are_each_booked_once_and_in_order_while_the_window_is_busy(
    open_shop: Open, hands: Hands
) -> None:
    texts = [text for at in range(ITEMS) for text in (f"Item-{at:03}", "L-A-1")]
    assert len(texts) == 200

    def scan_all(shop: Program) -> None:
        scan(shop, hands, "PO-7")
        shop.do("busy", ms=150, slices=40)
        for text in texts:
            hands.scan(text)

    shop = steadily(open_shop, scan_all)
    assert shop.scans == ["PO-7", *texts]
    assert shop.state()["booked"] == [[f"Item-{at:03}", 1, ""] for at in range(ITEMS)]
    assert [sound["tone"] for sound in shop.all("sound")] == ["ok"] * ITEMS


def test_a_scan_while_a_dialog_is_open_is_refused_audibly_and_changes_nothing(open_shop: Open, hands: Hands) -> None:
    def scan_at_dialog(shop: Program) -> None:
        shop.do("dialog")
        shop.rest()
        hands.scan("PO-7")
        shop.wait_for("sound")

    shop = steadily(open_shop, scan_at_dialog)
    assert [sound["tone"] for sound in shop.all("sound")] == ["error"]
    state = shop.state()
    assert (state["page"], state["dialogs"], state["booked"]) == (PageName.PICK_LISTS, 1, [])
    assert shop.scans == []
    hands.press("Escape")
    assert shop.state()["dialogs"] == 0
    scan(shop, hands, "PO-7")


@pytest.mark.parametrize("layout", ["fr", "de"])
def test_a_scanner_that_types_american_is_understood_on_another_keyboard(
    open_shop: Open, hands: Hands, layout: str
) -> None:
    hands.layout(layout)
    shop = open_shop(us_keys=True)
    scan(shop, hands, "PO-7", "Item-017", "L-A-1")
    shop.wait_for("sound")
    assert shop.scans == ["PO-7", "Item-017", "L-A-1"]
    assert shop.state()["booked"] == [["Item-017", 1, ""]]


def test_a_gs1_label_with_a_group_separator_brings_its_lot(shop: Program, hands: Hands) -> None:
    scan(shop, hands, "PO-7", f"]C101{TEA}10Zy-4m\x1d21aQ7w", "L-A-1")
    shop.wait_for("sound")
    assert shop.state()["booked"] == [["TEA", 1, "Zy-4m"]]
