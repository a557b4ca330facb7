"""The page of receiving: what stands on it before anything is begun, after a booking, and after its undo."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.conftest import Desk as HouseDesk
from tests.queries.houses import keep
from tests.stations.house import TEA_LABEL, allocated, balances, moves, received, station_at
from tests.ui.conftest import Window
from tests.ui.receiving import Dock, dock, opened
from warehouse_app.domain.records import ItemRecord, Kind, OrderLineRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.check import findings
from warehouse_app.services.lying import Named
from warehouse_app.services.setting_aside import scrap
from warehouse_app.settings import Scheme
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.look import Look
from warehouse_app.ui.pages.station.understood import understood


@pytest.fixture
def at_dock(at_window: Window) -> Dock:
    return dock(at_window)


def test_before_anything_is_scanned_it_offers_what_is_expected(at_dock: Dock) -> None:
    assert (at_dock.headline, at_dock.prompt, at_dock.who, at_dock.lines) == ("", "Scan the delivery", [], [])
    choosing = at_dock.page.choosing
    assert choosing.isVisible()
    assert choosing.expected.table.shown() == [
        ("–", "AN-7", "Potter", "2", "1", "9"),
        ("–", "PO-7", "Potter", "6", "", "152"),
        ("–", "8", "Weaver", "1", "", "5"),
    ]
    assert not choosing.go_on.isVisible()
    assert (at_dock.bookings, at_dock.offered) == ([], [])
    assert at_dock.page.bookings.nothing.text() == "Nothing has been booked in at this workstation yet."


@pytest.mark.parametrize(
    ("scale", "left_out"), [(1.0, []), (1.8, ["Lines", "Pallets"]), (2.0, ["Lines", "Pallets", "To come"])]
)
def test_whose_delivery_is_expected_is_never_cut_off_for_a_number(
    at_dock: Dock, scale: float, left_out: list[str]
) -> None:
    Look.current().wear(Scheme.LIGHT, scale)
    at_dock.settle()
    table = at_dock.page.choosing.expected.table
    model = table.model()
    headings = [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(model.columnCount())]
    assert [words for column, words in enumerate(headings) if table.isColumnHidden(column)] == left_out
    assert table.columnWidth(headings.index("Supplier")) >= table.needed(headings.index("Supplier"))


def test_where_nothing_is_expected_it_says_what_can_be_done(at_window: Window) -> None:
    page = opened(at_window).page
    assert not page.choosing.expected.table.isVisible()
    assert page.choosing.expected.nothing.isVisible()
    assert page.choosing.expected.nothing.title.text() == "No delivery is expected"


def test_an_expected_delivery_is_begun_from_the_keyboard_as_if_it_was_scanned(at_dock: Dock) -> None:
    for _ in range(2):
        QTest.keyClick(at_dock.page.choosing.expected.table, Qt.Key.Key_Down)
    QTest.keyClick(at_dock.page.choosing.expected.table, Qt.Key.Key_Return)
    at_dock.settle()
    assert at_dock.headline == "Next: PO-7: 152 units to come"
    assert (at_dock.prompt, at_dock.offered) == (
        "Scan an item",
        ["Close the receipt  Ctrl+Shift+D", "Will not come  Ctrl+Shift+X", "Step back  Esc"],
    )
    assert not at_dock.page.choosing.isVisible()
    assert at_dock.page.delivery.of.text() == "PO-7 from Potter"
    assert at_dock.page.delivery.total.text() == "0 of 152 units received"
    assert at_dock.lines[0] == ("CUP", "Cup", "0 of 10", "10")
    assert moves(at_dock.at.house) == 0


def test_open_receipts_are_gone_on_with_by_a_key(at_window: Window) -> None:
    at_dock = dock(at_window)
    for scans in (("PO-7", "CUP", "A-01"), ("S2", "BOX", "A-01")):
        station_at(at_window.house, *scans)
    at_dock.page.refresh()
    at_dock.settle()
    buttons = at_dock.page.choosing.buttons
    assert [button.text() for button in buttons if button.isVisible()] == ["S2  Ctrl+1", "PO-7  Ctrl+2"]
    at_dock.press(buttons[0])
    assert at_dock.headline == "Next: Going on with receipt GR-2 from Weaver without a purchase order: 1 unit so far."
    assert at_dock.page.delivery.of.text() == "From Weaver, not announced"
    assert at_dock.page.delivery.total.text() == "1 unit so far"
    assert at_dock.lines == [("BOX", "Box", "1", "")]
    assert at_dock.page.delivery.lines.isColumnHidden(3)


def test_a_purchase_order_that_another_page_names_is_begun(at_dock: Dock) -> None:
    at_dock.page.show_thing(Target(Thing.PURCHASE_ORDER, "8"))
    at_dock.settle()
    assert at_dock.headline == "Next: 8: 5 units to come"
    at_dock.page.show_thing(Target(Thing.PURCHASE_ORDER, "PO-7"))
    at_dock.settle()
    assert at_dock.headline == "Next: Switched to PO-7: 152 units to come"
    at_dock.page.show_thing(Target(Thing.PURCHASE_ORDER, "PO-99"))
    at_dock.settle()
    assert at_dock.headline.startswith("Stop: There is no purchase order PO-99.")
    assert at_dock.page.delivery.of.text() == "PO-7 from Potter"


def test_goods_in_hand_are_not_lost_when_another_delivery_is_chosen(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "CUP")
    at_dock.page.show_thing(Target(Thing.PURCHASE_ORDER, "8"))
    at_dock.settle()
    assert (at_dock.headline, at_dock.prompt) == ("Look: This is purchase order 8.", "Put them in A-01")


def test_the_scan_of_goods_shows_who_would_get_them_and_books_nothing(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "10", "CUP")
    assert (at_dock.headline, at_dock.prompt) == ("Next: 10 × CUP", "Put them in A-01")
    assert at_dock.page.who.model().headerData(2, Qt.Orientation.Horizontal) == "Would go to"
    assert at_dock.who == [
        ("6 →", "", "SO-1042", "One", "A", "3 Feb 2026", ""),
        ("4 →", "", "A-01", "No order gets these", "", "", ""),
    ]
    assert at_dock.page.who.isColumnHidden(6)  # nobody stays short
    assert at_dock.in_small == (
        "10 × CUP, Cup. 0 of 10 ordered on PO-7 received, 10 to come. Scan the place where you put them, or press "
        "“They are in A-01”."
    )
    assert at_dock.offered == [
        "They are in A-01  Ctrl+Return",
        "Another place  Ctrl+Shift+S",
        "Step back  Esc",
    ]
    assert at_dock.page.delivery.lines.chosen() == "CUP"
    assert (at_dock.bookings, at_dock.lines[0]) == ([], ("CUP", "Cup", "0 of 10", "10"))
    assert (moves(at_dock.at.house), allocated(at_dock.at.house, "SO-1042")) == (0, 0)
    assert at_dock.sounded == [Tone.ASK] * 3


def test_the_place_books_and_everything_on_the_page_says_so(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "10", "CUP", "L-A-02")
    assert (at_dock.headline, at_dock.prompt) == ("Done: Booked: 10 × CUP in A-02", "Scan an item")
    assert at_dock.page.who.model().headerData(2, Qt.Orientation.Horizontal) == "Who gets it"
    assert at_dock.who == [
        ("6 →", "", "SO-1042", "One", "A", "3 Feb 2026", ""),
        ("4 →", "", "A-02", "No order gets these", "", "", ""),
    ]
    assert at_dock.in_small == (
        "Booked on GR-1: 10 × CUP, Cup, in A-02. 10 of 10 ordered on PO-7 received, 0 to come. Scan an item, or a "
        "quantity first; “Close the receipt” when all is in."
    )
    assert at_dock.lines[:2] == [("CUP", "Cup", "10 of 10", "0"), ("TEA", "Tea", "0 of 20", "20")]
    assert at_dock.page.delivery.total.text() == "10 of 152 units received"
    assert at_dock.bookings == [("10 × CUP, Cup", "Undo")]
    assert at_dock.rows[0].where.text() == "A-02 · 2 Mar 2026, 09:00 · PO-7 · GR-1 · anna"
    assert at_dock.rows[0].undo.accessibleName() == "Undo: 10 × CUP, Cup, A-02"
    assert at_dock.page.prompt.accessibleName().startswith("Done Booked: 10 × CUP in A-02 Scan an item")
    assert (balances(at_dock.at.house), at_dock.sounded[-1]) == ({("CUP", "", "A-02"): 10}, Tone.OK)


def test_what_a_line_still_waits_for_is_shown(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "4", "CUP", "A-01")
    assert at_dock.who == [("4 →", "", "SO-1042", "One", "A", "3 Feb 2026", "2")]
    assert not at_dock.page.who.isColumnHidden(6)


def test_all_who_get_something_are_listed_however_many(at_dock: Dock) -> None:
    lines = [OrderLineRecord(f"N-{number:03}", "C2", "BOX", 2, line=1) for number in range(120)]
    keep(at_dock.at.house.store, at_dock.at.house.act(), Kind.ORDERS, lines)
    at_dock.scan("S2", "WXQTY24", "BOX", "A-02")
    assert [row[2] for row in at_dock.who] == [f"N-{number:03}" for number in range(12)]
    at_dock.scan("300", "BOX", "A-02")
    assert len(at_dock.who) == 101
    assert (at_dock.who[0][2], at_dock.who[99][2]) == ("N-012", "N-111")
    assert at_dock.who[100] == ("100 →", "", "9 more lines", "", "", "", "")


def test_the_last_booking_is_taken_back_and_its_line_waits_again(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "2", "CUP", "A-01", "7", "CUP", "A-02")
    assert at_dock.bookings == [("7 × CUP, Cup", "Undo"), ("2 × CUP, Cup", "Undo")]
    at_dock.page.undo()
    at_dock.settle()
    assert (at_dock.headline, at_dock.prompt) == ("Done: Taken back: 7 × CUP from A-02", "Scan an item")
    assert at_dock.below_the_prompt == [
        "Waits again: SO-1042 for 4 × CUP (class A).",
        "Taken back from GR-1: 7 × CUP, Cup, from A-02.",
        "2 of 10 ordered on PO-7 received, 8 to come.",
        "Scan an item, or a quantity first; “Close the receipt” when all is in.",
    ]
    assert at_dock.bookings == [("7 × CUP, Cup", "Taken back"), ("2 × CUP, Cup", "Undo")]
    assert (at_dock.lines[0], at_dock.who) == (("CUP", "Cup", "2 of 10", "8"), [])
    house = at_dock.at.house
    assert (allocated(house, "SO-1042"), received(house)) == (2, [("PO-7/1", 2)])
    assert balances(house) == {("CUP", "", "A-01"): 2, ("CUP", "", "A-02"): 0}
    with house.store.snapshot():
        assert list(findings(house.store)) == []


def test_any_booking_of_the_list_is_taken_back_by_its_own_button(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "2", "CUP", "A-01", TEA_LABEL, "A-02")
    assert at_dock.bookings == [("1 × TEA, Tea, lot L77", "Undo"), ("2 × CUP, Cup", "Undo")]
    at_dock.press(at_dock.rows[1].undo)
    assert at_dock.headline == "Done: Taken back: 2 × CUP from A-01"
    assert at_dock.bookings == [("1 × TEA, Tea, lot L77", "Undo"), ("2 × CUP, Cup", "Taken back")]
    # The last one that still counts is the tea.
    at_dock.page.undo()
    at_dock.settle()
    assert at_dock.headline == "Done: Taken back: 1 × TEA from A-02"


def test_what_cannot_be_taken_back_stays_and_why_is_said(at_dock: Dock) -> None:
    at_dock.page.undo()
    at_dock.settle()
    assert at_dock.headline == "Look: Nothing that was booked at this workstation today is left to take back."
    at_dock.scan("PO-7", "6", "CUP", "A-01")
    scrap(at_dock.at.house.store, at_dock.at.house.act(), Named("CUP", "A-01", 5), why="broken")
    at_dock.press(at_dock.rows[0].undo)
    assert at_dock.headline == (
        "Stop: Of the 6 of CUP that were booked in A-01, only 1 is left, there and in other places, totes aside. "
        "Nothing was taken back; correct what is left, or have these places counted."
    )
    assert at_dock.bookings == [("6 × CUP, Cup", "Undo")]
    assert (received(at_dock.at.house), at_dock.sounded[-1]) == ([("PO-7/1", 6)], Tone.ERROR)


def test_the_keys_answer_a_question_and_step_back(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "20", "CUP")
    assert (at_dock.headline, at_dock.prompt) == ("Next: 20 × CUP", "Too many. Accept them?")
    assert at_dock.below_the_prompt[1] == "That makes 20 of 10 ordered on PO-7 (0 are received); 11 would pass."
    assert at_dock.offered == ["Accept  Ctrl+Return", "Set aside  Ctrl+Shift+N", "Step back  Esc"]
    keys = at_dock.page
    keys.activateWindow()
    at_dock.qtbot.waitUntil(keys.isActiveWindow)
    QTest.keyClick(keys, Qt.Key.Key_Escape)
    at_dock.settle()
    assert (at_dock.headline, at_dock.prompt) == (
        "Next: One step back; nothing was booked.",
        "Scan the item (20 of them)",
    )
    at_dock.scan("3", "CUP")
    QTest.keyClick(keys, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at_dock.settle()
    assert at_dock.headline == "Done: Booked: 3 × CUP in A-01"
    QTest.keyClick(keys, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    at_dock.settle()
    assert at_dock.headline == "Done: Receipt GR-1 of PO-7 is closed with 3 units."
    assert at_dock.below_the_prompt == ["6 lines of PO-7 have units still to come."]
    assert (at_dock.prompt, at_dock.lines) == ("Scan the delivery", [])
    assert at_dock.offered == ["Print goods received note  Ctrl+P"]
    assert [row[1] for row in at_dock.page.choosing.expected.table.shown()] == ["AN-7", "PO-7", "8"]


def test_goods_that_are_expired_are_never_a_remark_in_small(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "MILK", "2026-01-01")
    assert at_dock.headline == "Look: 1 × MILK"
    assert at_dock.below_the_prompt == [
        "Expired: to be used until 1 Jan 2026. Put these goods in quarantine; nobody gets them."
    ]


@pytest.mark.parametrize(
    ("scans", "prompt"),
    [
        (("3",), "Scan the item (3 of them)"),
        (("15901234123454",), "How many in a pack?"),
        (("TEA",), "Scan the lot"),
        (("TEA", "A-02"), "Is the lot really A-02?"),
        (("CLOCK",), "Scan the serial number"),
        (("TEA", "L9"), "Use until which day?"),
    ],
)
def test_each_step_is_asked_for_in_few_words(at_dock: Dock, scans: tuple[str, ...], prompt: str) -> None:
    at_dock.scan("PO-7", *scans)
    assert at_dock.prompt == prompt


def test_where_no_place_is_proposed_none_is_offered(at_dock: Dock) -> None:
    at_dock.at.house.store.sql("UPDATE location SET kind = 'staging' WHERE code = 'D-01'")
    at_dock.scan("PO-7", "PEN")
    assert (at_dock.prompt, at_dock.offered) == ("Scan the place", ["Step back  Esc"])


def test_the_scan_is_shown_as_it_was_understood(at_dock: Dock) -> None:
    assert not at_dock.page.scanned.isVisible()
    at_dock.scan("PO-7", TEA_LABEL)
    assert at_dock.page.scanned.text() == "Scanned: GTIN 012345678905, lot L77, to be used until 30 Sep 2026"
    at_dock.press(at_dock.page.buttons.of["WXBACK"])  # type: ignore[index]  # commands are their texts
    assert not at_dock.page.scanned.isVisible()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("PO-7", "Scanned: “PO-7”"),
        ("4006381333931", "Scanned: GTIN 4006381333931"),
        ("15901234123454", "Scanned: GTIN 15901234123454"),
        ("WXQTY12", "Scanned: quantity 12"),
        ("WXUNDO", "Scanned: command WXUNDO"),
        ("U-5f3a9c0e", "Scanned: a badge"),
        ("]C100106141411234567897", "Scanned: pallet 106141411234567897"),
        ("]C10200012345678905" + "3712\x1d10A7", "Scanned: 12 × GTIN 012345678905, lot A7"),
        ("]C101000123456789051527030321SN5", "Scanned: GTIN 012345678905, serial number SN5, best before 3 Mar 2027"),
        (
            "]C1010001234567890530" + "6\x1d241CUP\x1d400PO-7",
            "Scanned: GTIN 012345678905, our item CUP, 6 pieces, our order PO-7",
        ),
        ("]C10200012345678905" + "37" + "24105566", "Scanned: GTIN 012345678905"),
        ("]C10100012345678905" + "30" + "52012", "Scanned: GTIN 012345678905"),
        ("00357586", "Scanned: GTIN 003575000086"),
        ("x" * 100, "Scanned: “" + "x" * 40 + "…”"),
        ("<b>{text}</b>", "Scanned: “<b>{text}</b>”"),
        ("", ""),
        ("a\x07b", ""),
    ],
)
def test_every_kind_of_scan_can_be_told(at_window: Window, text: str, shown: str) -> None:
    assert understood(at_window.desk, text) == shown


def test_a_page_that_is_opened_again_knows_what_was_booked(at_window: Window) -> None:
    first = dock(at_window)
    first.scan("PO-7", "10", "CUP", "A-01")
    again = opened(at_window)
    assert again.bookings == [("10 × CUP, Cup", "Undo")]
    assert [button.text() for button in again.page.choosing.buttons if button.isVisible()] == ["PO-7  Ctrl+1"]
    again.press(again.rows[0].undo)
    assert again.headline == "Done: Taken back: 10 × CUP from A-01"
    assert received(at_window.house) == []


def test_names_from_outside_stay_text_and_never_make_the_page_wider_than_a_small_screen(at_window: Window) -> None:
    house: HouseDesk = at_window.house
    at_dock = dock(at_window)
    long = "Kristall & Porzellan <b>Manufaktur</b> " * 5
    house.store.sql("UPDATE item SET name = ? WHERE sku = 'CUP'", (long,))
    house.store.sql("UPDATE supplier SET name = ?", (long,))
    house.store.sql("UPDATE customer SET name = ?", (long,))
    at_dock.scan("PO-7", "CUP", "A-01")
    assert long in at_dock.in_small
    assert at_dock.who[0][3] == long
    assert at_dock.page.minimumSizeHint().width() <= 1_280 - 190
    assert at_dock.page.minimumSizeHint().height() <= 800 - 90


def test_who_gets_what_was_kept_for_the_rest_stands_there_when_the_receipt_is_closed(at_dock: Dock) -> None:
    first = datetime(2026, 2, 1, 9, tzinfo=UTC)
    whole = OrderLineRecord("N-1", "C1", "CUP", 10, first, line=1, ship_policy=ShipPolicy.LINE_COMPLETE)
    keep(at_dock.at.house.store, at_dock.at.house.act(), Kind.ORDERS, [whole])
    at_dock.scan("PO-7", "6", "CUP", "A-01")
    assert at_dock.who == [("6 →", "", "A-01", "Kept for N-1 while more is to come", "", "", "")]
    at_dock.scan("WXDONE")
    assert at_dock.headline == "Done: Receipt GR-1 of PO-7 is closed with 6 units."
    assert at_dock.page.who.model().headerData(2, Qt.Orientation.Horizontal) == "Who gets it"
    assert at_dock.who == [("6 →", "CUP", "SO-1042", "One", "A", "3 Feb 2026", "")]
    assert at_dock.page.choosing.isVisible()
    assert "Now given" not in at_dock.in_small  # the table says it
    at_dock.scan("PO-7")
    assert at_dock.who == []


def test_where_nobody_gets_anything_as_the_receipt_is_closed_no_table_stands_there(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "6", "CUP", "A-01", "WXDONE")
    assert (at_dock.headline, at_dock.who) == ("Done: Receipt GR-1 of PO-7 is closed with 6 units.", [])


def test_what_is_kept_as_safety_stock_says_how_many_orders_wait(at_dock: Dock) -> None:
    house = at_dock.at.house
    salt = ItemRecord("SALT", "Salt", safety_stock=5, safety_stock_open_to="A")
    keep(house.store, house.act(), Kind.ITEMS, [salt])
    keep(house.store, house.act(), Kind.ORDERS, [OrderLineRecord("N-1", "C2", "SALT", 10, line=1)])
    at_dock.scan("S2", "WXQTY4", "SALT")
    assert at_dock.who == [("4 →", "", "D-01", "Kept as safety stock; 1 order waits", "", "", "")]
    keep(house.store, house.act(), Kind.ORDERS, [OrderLineRecord("N-2", "C2", "SALT", 10, line=1)])
    at_dock.scan("WXYES")
    assert at_dock.who == [("4 →", "", "D-01", "Kept as safety stock; 2 orders wait", "", "", "")]


def test_what_is_kept_until_the_receipt_is_closed_says_for_whom(at_dock: Dock) -> None:
    at_dock.at.house.store.sql("UPDATE order_line SET ship_policy = 'line-complete', quantity = 9")
    at_dock.scan("PO-7", "WXQTY5", "CUP")
    kept = [("5 →", "", "A-01", "Kept for SO-1042 while more is to come", "", "", "")]
    assert at_dock.who == kept
    at_dock.scan("WXYES")
    assert at_dock.who == kept
