"""The goods received note on paper: what a person reads on it, and that no row is split, lost or cut."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.documents.papers import MOST, NAME, WIDE, only_the_foot_is_at_the_foot, stays_on_the_page, together
from tests.documents.rendering import codes, read_texts, texts
from warehouse_app.documents.goods_sheets import GivenTo, NotedGoods, OrderedGoods, ReceivedNoteSheet, TakenBack
from warehouse_app.documents.received_note import received_note_pdf, received_note_title
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.domain.totes import Tote

AT = datetime(2026, 3, 2, 23, 5, tzinfo=UTC)
LAMP = NotedGoods("LAMP", "Desk lamp", "", None, "A-03-2", 48, 12, "piece")
MILK = NotedGoods("MILK", "Whole milk", "L-26", date(2026, 5, 1), "DOCK", 1_051, 12, "carton")
CORD = NotedGoods("CORD", "Cord", "", None, "QUAR", 3, 1, "piece", True, ("Box crushed", "wet <inside>"))
NOTE = ReceivedNoteSheet(
    house="Northwind Traders",
    number="GR-17",
    supplier="Acme Lighting",
    supplier_code="ACME",
    purchase_order="PO-7",
    opened_at=AT,
    closed_at=AT + timedelta(hours=2),
    by=("anna", "ben"),
    made_at=AT + timedelta(hours=3),
    zone="Europe/Berlin",
    goods=(LAMP, MILK, CORD),
    taken_back=(TakenBack(replace(LAMP, quantity=5), "ben", AT, ("typed 5",)),),
    ordered=(OrderedGoods("LAMP", "Desk lamp", 60, 48, 58, 2),),
    given=(GivenTo("SO-1042", 2, "Ben & Sons", "LAMP", 12),),
    language="en",
)
EMPTY = replace(NOTE, purchase_order="", closed_at=None, by=(), goods=(), taken_back=(), ordered=(), given=())
HEAD = (
    "Northwind Traders As of 3 Mar 2026, 03:05 Goods received note GR-17 Supplier Acme Lighting Supplier's code ACME "
    "Purchase order "
)
SIGNATURES = (
    "Driver: name, date, signature Received by: name, date, signature Checked by: name, date, signature "
    "Goods received note GR-17 Page 1 of 1"
)


def test_a_note_reads_from_the_first_to_the_last_word() -> None:
    [page] = texts(received_note_pdf(NOTE))
    assert page == (
        f"{HEAD}PO-7 Booked by anna, ben Opened 3 Mar 2026, 00:05 Closed 3 Mar 2026, 02:05 "
        "Goods received Item Lot / expires Place Quantity "
        "LAMP Desk lamp A-03-2 48 4 × 12 piece "
        "MILK Whole milk L-26 1 May 2026 DOCK 1,051 87 × 12 + 7 carton "
        "CORD Cord QUAR 3 piece Set aside: Box crushed · wet <inside> "
        "In all 1,102 units "
        "Booked by mistake and taken back: not counted above Item Lot / expires Place Quantity "
        "LAMP Desk lamp A-03-2 5 piece Taken back 3 Mar 2026, 00:05 by ben: typed 5 "
        "Against the purchase order Item Ordered This receipt Received in all To come LAMP Desk lamp 60 48 58 2 "
        "Given to orders as it came Order / line Customer Item Units SO-1042 / 2 Ben & Sons LAMP 12 "
        f"{SIGNATURES}"
    )
    assert received_note_title(NOTE) == "Goods received note GR-17"


def test_goods_in_a_tote_say_of_which_order_it_is() -> None:
    tote, bench = Tote("PA-3", LocationKind.TOTE, "SO-1042"), Tote("PACK-1", LocationKind.PACKING, "SO-7")
    goods = (replace(LAMP, place="PA-3", tote=tote), replace(CORD, aside=False, place="PACK-1", tote=bench))
    [page] = texts(received_note_pdf(replace(EMPTY, goods=goods)))
    assert "LAMP Desk lamp PA-3 tote for SO-1042 48 4 × 12 piece CORD Cord PACK-1 packing place for SO-7 3" in page


def test_a_receipt_of_nothing_says_so_and_can_be_signed() -> None:
    [page] = texts(received_note_pdf(EMPTY))
    assert page == (
        f"{HEAD}Nothing was announced Booked by – Opened 3 Mar 2026, 00:05 Closed Still open "
        f"Nothing came with this receipt, or all of it was taken back. {SIGNATURES}"
    )


def test_what_only_a_notice_announced_is_of_no_purchase_order_and_does_not_say_so() -> None:
    [page] = texts(received_note_pdf(replace(EMPTY, advance_notice="AN-2")))
    assert page.startswith(f"{HEAD.removesuffix('Purchase order ')}Advance notice AN-2 Booked by")
    assert "Nothing was announced" not in page


def test_its_number_is_its_barcode() -> None:
    [[code]] = codes(received_note_pdf(NOTE))
    assert (code.text, code.format) == ("GR-17", "Code 128")


def test_what_was_set_aside_since_it_had_expired_says_so() -> None:
    goods = replace(CORD, why=(), expiry=date(2026, 2, 14), expired=True)
    [page] = texts(received_note_pdf(replace(EMPTY, goods=(goods,))))
    assert "3 piece Set aside: expired on 14 Feb 2026 In all 3 units" in page


def test_what_was_set_aside_or_taken_back_without_a_reason_has_none() -> None:
    sheet = replace(EMPTY, goods=(replace(CORD, why=()),), taken_back=(TakenBack(LAMP, "ben", AT, ()),))
    [page] = texts(received_note_pdf(sheet))
    assert "3 piece Set aside In all 3 units" in page
    assert "Taken back 3 Mar 2026, 00:05 by ben Driver" in page


def test_goods_that_only_have_an_expiry_do_not_say_it_twice() -> None:
    [page] = texts(received_note_pdf(replace(EMPTY, goods=(replace(MILK, lot="2026-05-01"),))))
    assert "Whole milk 1 May 2026 DOCK" in page


def test_pages_are_numbered_repeat_the_headings_and_split_no_row() -> None:
    many = tuple(replace(CORD, sku=f"I-{at:04}", why=("Crushed",) * (1 + at % 40)) for at in range(150))
    given = tuple(GivenTo(f"SO-{at:04}", 1, "Ben", "LAMP", at) for at in range(90))
    pages = texts(received_note_pdf(replace(NOTE, goods=many, given=given)))
    assert len(pages) > 5
    for number, page in enumerate(pages, start=1):
        assert page.endswith(f"Goods received note GR-17 Page {number} of {len(pages)}")
    assert all("GR-17 Goods received note · Northwind" in page for page in pages[1:])
    for at in range(150):
        [page] = [page for page in pages if f"I-{at:04} " in page]
        assert page.partition(f"I-{at:04} ")[2].partition("I-")[0].count("Crushed") >= 1 + at % 40
        assert "Goods received Item Lot" in page or "Goods received (continued) Item Lot" in page
    for at in range(90):
        [page] = [page for page in pages if f"SO-{at:04} / 1 Ben LAMP {at} " in page]
        assert "Given to orders as it came" in page


def test_the_longest_values_are_whole_and_stay_on_the_page() -> None:
    goods = NotedGoods(WIDE, NAME, WIDE, date(2026, 12, 31), WIDE, MOST, 999, "U" * 80, True, ("Reason " * 70,) * 3)
    goods = replace(goods, tote=Tote(WIDE, LocationKind.PACKING, WIDE))
    pdf = received_note_pdf(
        replace(
            NOTE,
            house=NAME,
            number=WIDE,
            supplier=NAME,
            supplier_code=WIDE,
            purchase_order=WIDE,
            by=tuple(f"person {at}" for at in range(40)),
            goods=(goods,) * 3,
            taken_back=(TakenBack(goods, WIDE, AT, ("Reason " * 70,) * 3),) * 3,
            ordered=(OrderedGoods(WIDE, NAME, MOST, MOST, MOST * 9, MOST),) * 9,
            given=(GivenTo(WIDE, 99_999, NAME, WIDE, MOST),) * 9,
        )
    )
    assert stays_on_the_page(pdf)
    assert only_the_foot_is_at_the_foot(pdf)
    pages = texts(pdf)
    # Number, code and order in the head, the number again in small heads; goods thrice twice; item; order and item.
    assert together(pages).count(WIDE) >= 3 + 4 * 3 * 2 + 9 + 2 * 9
    assert together(pages).count("999,999,999") >= 3 + 3 + 9 * 3 + 9
    assert read_texts(pdf)[0] == [WIDE]


def test_equal_sheets_are_equal_bytes_and_different_ones_are_not() -> None:
    assert received_note_pdf(NOTE) == received_note_pdf(replace(NOTE))
    assert received_note_pdf(NOTE) != received_note_pdf(replace(NOTE, by=("anna",)))


def test_numbers_and_days_are_written_as_the_language_writes_them() -> None:
    [page] = texts(received_note_pdf(replace(NOTE, language="de")))
    assert "1. Mai 2026" in page
    assert "1.051" in page
