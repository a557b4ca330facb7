"""The difference list on paper: what a supplier reads on it, and that nothing of it is lost or cut."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.documents.papers import MOST, NAME, WIDE, only_the_foot_is_at_the_foot, stays_on_the_page, together
from tests.documents.rendering import read_texts, texts
from warehouse_app.documents.difference_list import difference_list_pdf, difference_list_title
from warehouse_app.documents.goods_sheets import Difference, DifferenceKind, DifferenceSheet

K = DifferenceKind
CUT = Difference(K.ASIDE, "CORD", "Cord", 3, lot="L1", expiry=date(2026, 5, 1), receipt="GR-17", why=("Cut through",))
DIFFERENCES = (
    Difference(K.TO_COME, "LAMP", "Lamp", 12, 60, 48, date(2026, 3, 1)),
    Difference(K.TO_COME, "MILK", "Milk", 9, 60, 51, date(2026, 3, 2)),
    Difference(K.TOO_MUCH, "CUP", "Cup", 3, 10, 13),
    Difference(K.TO_COME, "PLUG", "Plug", 1_000, 1_000, 0),
    Difference(K.CLOSED, "TEA", "Tea", 5, 10, 5, why=("No more", "Ask again")),
    CUT,
    Difference(K.NOT_ORDERED, "GAME", "Game", 2, receipt="GR-18", why=("Wrong item",)),
)
LIST = DifferenceSheet(
    house="Northwind Traders",
    number="PO-7",
    supplier="Acme Lighting",
    supplier_code="ACME",
    purchase_order="PO-7",
    receipts=("GR-17", "GR-18"),
    made_at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
    zone="Europe/Berlin",
    house_day=date(2026, 3, 2),
    differences=DIFFERENCES,
    language="en",
)
HEAD = (
    "Northwind Traders As of 2 Mar 2026, 10:05 Difference list PO-7 Supplier Acme Lighting Supplier's code ACME "
    "Purchase order PO-7 Receipts GR-17, GR-18 "
)


def test_a_list_reads_from_the_first_to_the_last_word() -> None:
    [page] = texts(difference_list_pdf(LIST))
    assert page == (
        f"{HEAD}"
        "Too little Item Ordered Received in all Difference "
        "LAMP Lamp 60 48 -12 Still to come, overdue since 1 Mar 2026 "
        "MILK Milk 60 51 -9 Still to come, due on 2 Mar 2026 "
        "PLUG Plug 1,000 0 -1,000 Still to come, without a date "
        "TEA Tea 10 5 -5 Not expected any more: No more · Ask again "
        "Too much Item Ordered Received in all Difference CUP Cup 10 13 3 More than was ordered "
        "Wrong or damaged Item Lot / expires Quantity "
        "CORD Cord L1 1 May 2026 3 Set aside: Cut through · Receipt GR-17 "
        "GAME Game 2 Set aside, not ordered: Wrong item · Receipt GR-18 "
        "Difference list PO-7 Page 1 of 1"
    )
    assert difference_list_title(LIST) == "Difference list PO-7"


def test_of_an_open_receipt_what_is_missing_may_come_yet() -> None:
    still = replace(LIST, number="GR-17", receipts=("GR-17",), is_open=True, differences=DIFFERENCES[:5])
    [page] = texts(difference_list_pdf(still))
    assert page.endswith(
        "Receipts GR-17 "
        "Not received yet (this receipt is still open) Item Ordered Received in all Difference "
        "LAMP Lamp 60 48 -12 Still to come, overdue since 1 Mar 2026 "
        "MILK Milk 60 51 -9 Still to come, due on 2 Mar 2026 "
        "PLUG Plug 1,000 0 -1,000 Still to come, without a date "
        "Too little Item Ordered Received in all Difference "
        "TEA Tea 10 5 -5 Not expected any more: No more · Ask again "
        "Too much Item Ordered Received in all Difference CUP Cup 10 13 3 More than was ordered "
        "Difference list GR-17 Page 1 of 1"
    )


def test_what_was_announced_and_is_not_there_did_not_come_only_once_the_receipt_is_closed() -> None:
    announced = (
        Difference(K.NOT_COME, "LAMP", "Lamp", 2, 12, 10),
        Difference(K.NOT_ANNOUNCED, "CUP", "Cup", 3, 0, 3),
    )
    shut = replace(LIST, number="GR-17", receipts=("GR-17",), advance_notice="AN-1", differences=announced)
    head = "Item Announced Received in all Difference"
    lamp, cup = "LAMP Lamp 12 10 -2", "CUP Cup 0 3 3 Came without being announced Difference list GR-17"
    [page] = texts(difference_list_pdf(shut))
    assert f"GR-17 Other than announced {head} {lamp} Announced, and did not come {cup}" in page
    [page] = texts(difference_list_pdf(replace(shut, is_open=True)))
    assert (
        f"GR-17 Not received yet (this receipt is still open) {head} {lamp} Announced, and not received yet "
        f"Other than announced {head} {cup}"
    ) in page
    assert "did not come" not in page


def test_what_only_a_notice_announced_is_of_no_purchase_order_and_does_not_say_so() -> None:
    [page] = texts(difference_list_pdf(replace(LIST, purchase_order="", advance_notice="AN-2")))
    assert "Advance notice AN-2" in page
    assert "Nothing was announced" not in page
    assert "Purchase order " not in page


def test_where_nothing_differs_it_says_so() -> None:
    [page] = texts(difference_list_pdf(replace(LIST, differences=())))
    assert page == f"{HEAD}Everything came as ordered. Difference list PO-7 Page 1 of 1"
    [page] = texts(difference_list_pdf(replace(LIST, number="GR-17", purchase_order="", differences=())))
    assert "Nothing was announced Receipts GR-17, GR-18 Nothing of this delivery was set aside. Difference" in page


def test_the_receipt_that_it_is_of_is_not_named_in_each_row() -> None:
    [page] = texts(difference_list_pdf(replace(LIST, number="GR-17", differences=(CUT,))))
    assert "Set aside: Cut through Difference list GR-17" in page


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        (replace(CUT, why=()), "3 Set aside · Receipt"),
        (replace(CUT, why=(), expired=True), "3 Set aside: expired on 1 May 2026 · Receipt"),
        (replace(CUT, expired=True), "3 Set aside: expired on 1 May 2026 · Cut through · Receipt"),
        (replace(CUT, kind=K.NOT_ORDERED, why=()), "3 Set aside: not ordered · Receipt"),
        (replace(DIFFERENCES[4], why=()), "-5 Not expected any more Difference"),
    ],
)
def test_what_has_no_reason_says_none(difference: Difference, said: str) -> None:
    [page] = texts(difference_list_pdf(replace(LIST, differences=(difference,))))
    assert said in page


def test_where_nothing_came_there_are_no_receipts() -> None:
    [page] = texts(difference_list_pdf(replace(LIST, receipts=())))
    assert "PO-7 Receipts None yet Too little" in page


def test_its_barcode_is_scanned_as_the_receipt_or_the_purchase_order() -> None:
    assert read_texts(difference_list_pdf(LIST)) == [["PO-7"]]
    assert read_texts(difference_list_pdf(replace(LIST, number="77", purchase_order="77"))) == [["PO-77"]]
    assert read_texts(difference_list_pdf(replace(LIST, number="GR-17"))) == [["GR-17"]]


def test_pages_are_numbered_and_repeat_what_their_rows_are() -> None:
    pages = texts(
        difference_list_pdf(replace(LIST, differences=tuple(replace(CUT, sku=f"I-{at:03}") for at in range(90))))
    )
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert page.endswith(f"Difference list PO-7 Page {number} of {len(pages)}")
    assert all("Wrong or damaged (continued) Item Lot / expires Quantity" in page for page in pages[1:])
    for at in range(90):
        [page] = [page for page in pages if f"I-{at:03} Cord L1 1 May 2026 3 Set aside: Cut through · Rec" in page]


def test_the_longest_values_are_whole_and_stay_on_the_page() -> None:
    longest = tuple(
        replace(
            each,
            sku=WIDE,
            name=NAME,
            units=MOST,
            ordered=each.ordered and MOST,
            received=each.received and MOST * 9,
            lot=WIDE,
            why=("Reason " * 70,) * 3,
        )
        for each in DIFFERENCES
    )
    pdf = difference_list_pdf(
        replace(
            LIST,
            house=NAME,
            number=WIDE,
            supplier=NAME,
            supplier_code=WIDE,
            purchase_order=WIDE,
            receipts=tuple(f"GR-{at}" for at in range(100, 160)),
            differences=longest * 2,
        )
    )
    assert stays_on_the_page(pdf)
    assert only_the_foot_is_at_the_foot(pdf)
    # Number, code and order in the head; the item of each, and the lots of those set aside.
    assert together(texts(pdf)).count(WIDE) >= 3 + 2 * 7 + 2 * 2
    assert read_texts(pdf)[0] == [f"PO-{WIDE}"]


def test_equal_sheets_are_equal_bytes_and_different_ones_are_not() -> None:
    assert difference_list_pdf(LIST) == difference_list_pdf(replace(LIST))
    assert difference_list_pdf(LIST) != difference_list_pdf(replace(LIST, receipts=()))
