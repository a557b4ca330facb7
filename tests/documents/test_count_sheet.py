"""The sheet to count on: places with their codes, a box for each lot and no number, and rows for the rest."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from tests.documents.papers import NAME, WIDE, only_the_foot_is_at_the_foot, stays_on_the_page, together
from tests.documents.rendering import read_texts, texts
from warehouse_app.documents.count_sheet import count_sheet_pdf, count_sheet_title
from warehouse_app.documents.floor_sheets import CountPlace, CountRow, CountSheet
from warehouse_app.domain.statuses import LocationKind

MM = 72 / 25.4
MILK = CountRow("MILK", "Whole milk", "L-26", date(2026, 5, 1), "carton")
LAMP = CountRow("LAMP", "Desk lamp", "", None, "piece")
FULL = CountPlace("A-01", LocationKind.PICK_FACE, "A", (LAMP, MILK, replace(MILK, lot="2026-05-01")))
BARE = CountPlace("A-02", LocationKind.STORAGE, "", ())
ZONE = CountSheet(
    house="Northwind Traders",
    number="zone:A",
    key="A",
    whole_zone=True,
    made_at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
    time_zone="Europe/Berlin",
    places=(FULL, BARE),
    language="en",
)
HOW = (
    "Count what lies there without looking anything up, and write the number of units into the box. What is not on the "
    "list goes into an empty row; where something listed is not there, write 0. Counted by Day and time "
)
COLUMNS = "Item Lot / expires Unit Counted "


def boxes(pdf: bytes) -> list[int]:
    """Return how many boxes to write in are on each page."""
    return [
        sum(
            1
            for found in page.get_objects(filter=[FPDF_PAGEOBJ_PATH])
            for left, bottom, right, top in [found.get_bounds()]
            if abs(right - left - 38 * MM) < 3 and abs(top - bottom - 9 * MM) < 3
        )
        for page in pypdfium2.PdfDocument(pdf)
    ]


def test_a_zone_reads_from_the_first_to_the_last_word_and_says_no_quantity() -> None:
    pdf = count_sheet_pdf(ZONE)
    [page] = texts(pdf)
    assert page == (
        f"Northwind Traders As of 2 Mar 2026, 10:05 Count sheet Zone A Places 2 {HOW}"
        f"A-01 pick face · Zone A {COLUMNS}"
        "LAMP Desk lamp piece MILK Whole milk L-26 1 May 2026 carton MILK Whole milk 1 May 2026 carton "
        f"A-02 storage {COLUMNS}Count sheet · Zone A Page 1 of 1"
    )
    assert count_sheet_title(ZONE) == "Count sheet · Zone A"
    # A box for each lot, and two empty rows for each place.
    assert boxes(pdf) == [3 + 2 + 2]
    assert read_texts(pdf) == [["L-A-01", "L-A-02"]]


def test_one_place_is_called_by_its_code() -> None:
    sheet = replace(ZONE, number="location:A-02", key="A-02", whole_zone=False, places=(BARE,))
    [page] = texts(count_sheet_pdf(sheet))
    assert "Count sheet A-02 Places 1 Count what" in page
    assert count_sheet_title(sheet) == "Count sheet · A-02"


def test_where_there_is_no_place_to_count_it_says_so() -> None:
    [page] = texts(count_sheet_pdf(replace(ZONE, places=())))
    assert page.endswith(
        "Zone A Places 0 There is no place here in which goods can lie. Count sheet · Zone A Page 1 of 1"
    )


def test_a_place_that_goes_on_says_which_it_is_and_its_head_never_stands_alone() -> None:
    for before in range(14, 20):
        rows = tuple(replace(LAMP, sku=f"I-{at:03}") for at in range(40))
        first = replace(FULL, code="B-01", rows=rows[:before])
        pages = texts(count_sheet_pdf(replace(ZONE, places=(first, replace(FULL, rows=rows)))))
        [start] = [page for page in pages if f"A-01 pick face · Zone A {COLUMNS}I-000 Desk lamp" in page]
        after = pages[pages.index(start) + 1 :]
        assert after
        assert all(
            page.startswith(
                f"Zone A Count sheet · Northwind Traders As of 2 Mar 2026, 10:05 A-01 (continued) {COLUMNS}"
            )
            for page in after
        )
        for at in range(before, 40):
            assert sum(page.count(f"I-{at:03} Desk lamp piece") for page in pages) == 1


def test_the_longest_values_are_whole_and_stay_on_the_page() -> None:
    row = CountRow(WIDE, NAME, WIDE, date(2026, 12, 31), "U" * 80)
    place = CountPlace(WIDE, LocationKind.QUARANTINE, WIDE, (row,) * 12)
    pdf = count_sheet_pdf(replace(ZONE, house=NAME, key=WIDE, places=(place,) * 2))
    assert stays_on_the_page(pdf)
    assert only_the_foot_is_at_the_foot(pdf)
    # The zone, the two places, and of each lot the item and its number.
    assert together(texts(pdf)).count(WIDE) >= 1 + 2 + 24 * 2
    assert sum(boxes(pdf)) == 24 + 4
    assert [code for page in read_texts(pdf) for code in page] == [f"L-{WIDE}"] * 2


def test_it_is_told_how_far_the_making_is_and_equal_sheets_are_equal_bytes() -> None:
    told: list[tuple[int, int]] = []
    made = count_sheet_pdf(ZONE, lambda done, total: told.append((done, total)))
    assert (told[0], told[1], told[-1], told == sorted(told)) == ((1, 4), (2, 4), (16, 16), True)
    assert made == count_sheet_pdf(replace(ZONE))
    assert made != count_sheet_pdf(replace(ZONE, places=(BARE,)))
