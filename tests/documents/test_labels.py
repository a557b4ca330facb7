"""Labels: where each stands on its sheet, that its code is read as what it is, and that nothing leaves it."""

from datetime import date

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.papers import MOST, NAME, WIDE, together
from tests.documents.rendering import codes, read_texts, texts
from warehouse_app.documents.floor_sheets import (
    ItemLabel,
    Label,
    Labelled,
    LabelSheet,
    LabelSize,
    LabelsOf,
    LocationLabel,
    OrderLabel,
    ReceiptLabel,
)
from warehouse_app.documents.labels import labels_pdf, labels_title
from warehouse_app.documents.pictures import page_sizes
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.scanning.codes import GtinCode, ItemCode, LocationCode, OrderCode, ReceivedCode, read

MM = 72 / 25.4
ZONE = (Labelled(LabelsOf.ZONE, "A"),)
BIN = LocationLabel("A-01-02-3", LocationKind.PICK_FACE, "A")
DOCK = LocationLabel("DOCK", LocationKind.DOCK, "")
LAMP = ItemLabel("LAMP", "Desk lamp", "4006381333931")
STAGED = OrderLabel("SO-1042", "Ben & Sons", "LAMP", "Desk lamp", 1_200, "piece")
PALLET = ReceiptLabel("GR-17/3", "Acme", "MILK", "Whole milk", "L-26", date(2026, 5, 1), 51, "carton")
LONGEST: list[Label] = [
    LocationLabel(WIDE, LocationKind.CROSS_AISLE, WIDE),
    ItemLabel(WIDE, NAME, "V" * 80),
    OrderLabel(WIDE, NAME, WIDE, NAME, MOST, "U" * 80),
    ReceiptLabel(WIDE, NAME, WIDE, NAME, WIDE, date(2026, 12, 31), MOST, "U" * 80),
    ReceiptLabel("GR-1234567890/12/3", NAME, WIDE, NAME, WIDE, date(2026, 12, 31), MOST, "U" * 80),
]


def sheet(*labels: Label, size: LabelSize = LabelSize.SHEET) -> bytes:
    return labels_pdf(LabelSheet("zone:A", ZONE, labels, size, "en"))


def place_of(left: float, down: float) -> tuple[int, int]:
    """Return the column and row of the label that has a point, in points from the top left of an A4 page."""
    return int(left / (70 * MM)), int((down - 0.5 * MM) / (37 * MM))


@pytest.mark.parametrize(
    ("label", "words", "code"),
    [
        (BIN, "A-01-02-3 pick face · Zone A", "L-A-01-02-3"),
        (DOCK, "DOCK dock", "L-DOCK"),
        (LocationLabel("L-7", LocationKind.STORAGE, ""), "L-7 storage", "L-7"),
        (LAMP, "LAMP Desk lamp 4006381333931", "4006381333931"),
        (ItemLabel("CORD", "Cord", "CORD"), "CORD Cord", "CORD"),
        (STAGED, "SO-1042 Ben & Sons 1,200 piece · LAMP Desk lamp", "SO-1042"),
        (OrderLabel("77", "Ben & Sons"), "77 Ben & Sons", "SO-77"),
        (PALLET, "GR-17/3 Acme 51 carton · MILK Whole milk Lot L-26 · Expires 1 May 2026", "GR-17/3"),
        (
            ReceiptLabel("GR-1/12", "Acme", "MILK", "Milk", "2026-05-01", date(2026, 5, 1), 5, "carton"),
            "GR-1/12 Acme 5 carton · MILK Milk Expires 1 May 2026",
            "GR-1/12",
        ),
    ],
)
@pytest.mark.parametrize("size", LabelSize)
def test_a_label_says_what_it_is_and_its_code_is_read_so(size: LabelSize, label: Label, words: str, code: str) -> None:
    pdf = sheet(label, size=size)
    assert texts(pdf) == [words]
    [[found]] = codes(pdf)
    assert (found.text, found.format) == (code, "Code 128")


def test_what_is_read_from_labels_is_what_they_are_of() -> None:
    assert LocationCode("A-01-02-3") in read("L-A-01-02-3", year=2026)
    assert OrderCode("SO-1042") in read("SO-1042", year=2026)
    assert OrderCode("77") in read("SO-77", year=2026)
    assert ItemCode("CORD") in read("CORD", year=2026)
    assert ReceivedCode("GR-17", 3) in read("GR-17/3", year=2026)
    assert ReceivedCode("GR-17", 3, 2) in read("GR-17/3/2", year=2026)
    assert GtinCode("04006381333931") in read("4006381333931", year=2026)


def test_twenty_four_stand_on_a_sheet_from_the_top_left_on_and_then_comes_the_next() -> None:
    bins = [LocationLabel(f"A-{at:02}", LocationKind.STORAGE, "") for at in range(50)]
    pages = codes(sheet(*bins))
    assert [len(page) for page in pages] == [24, 24, 2]
    for number, page in enumerate(pages):
        found = {place_of(code.left, code.down): code.text for code in page}
        assert found == {
            (at % 3, at // 3): f"L-{each.code}" for at, each in enumerate(bins[number * 24 : number * 24 + 24])
        }
    assert {(round(width / MM), round(height / MM)) for width, height in page_sizes(sheet(*bins))} == {(210, 297)}


def test_a_label_printer_gets_one_a_page_of_the_size_of_the_label() -> None:
    pdf = sheet(BIN, DOCK, size=LabelSize.SINGLE)
    assert read_texts(pdf) == [["L-A-01-02-3"], ["L-DOCK"]]
    assert [(round(width / MM), round(height / MM)) for width, height in page_sizes(pdf)] == [(100, 50)] * 2


@pytest.mark.parametrize("label", LONGEST)
@pytest.mark.parametrize(("size", "width", "height"), [(LabelSize.SHEET, 70, 37), (LabelSize.SINGLE, 100, 50)])
def test_the_longest_values_stay_on_their_label_and_numbers_are_whole(
    label: Label, size: LabelSize, width: int, height: int
) -> None:
    pdf = sheet(label, size=size)
    [page] = pypdfium2.PdfDocument(pdf)
    top = page.get_height() - (0.5 * MM if size is LabelSize.SHEET else 0)
    for found in page.get_objects():
        left, bottom, right, high = found.get_bounds()
        assert left >= 2.5 * MM
        assert right <= (width - 2.5) * MM
        assert high <= top - 2.5 * MM
        assert bottom >= top - (height - 2.5) * MM
    wanted = {LocationLabel: 1, ItemLabel: 1, OrderLabel: 2, ReceiptLabel: 3 if label is LONGEST[3] else 2}
    assert together(texts(pdf)).count(WIDE) == wanted[type(label)]
    [[code]] = read_texts(pdf)
    assert code.endswith(("GR-1234567890/12/3", "V" * 80, WIDE))


@settings(max_examples=15)
@given(code=st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=80))
def test_whatever_a_place_is_called_its_code_is_on_the_label(code: str) -> None:
    [[found]] = read_texts(sheet(LocationLabel(code, LocationKind.STORAGE, "")))
    assert found == (code if code.startswith("L-") else f"L-{code}")


def test_it_is_told_how_far_the_making_is() -> None:
    told: list[tuple[int, int]] = []
    labels_pdf(
        LabelSheet("zone:A", ZONE, (BIN, DOCK), LabelSize.SHEET, "en"), lambda done, total: told.append((done, total))
    )
    assert told == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("of", "labels", "title"),
    [
        (ZONE, 2, "2 labels of zone A"),
        ((Labelled(LabelsOf.LOCATION, "A-01"),), 1, "Label of place A-01"),
        ((Labelled(LabelsOf.ITEM, "LAMP"),), 1, "Label of item LAMP"),
        ((Labelled(LabelsOf.ORDER, "SO-1042"),), 1, "Label for order SO-1042"),
        # Two lines of it.
        ((Labelled(LabelsOf.ORDER, "SO-1042"),) * 2, 2, "2 labels for order SO-1042"),
        ((Labelled(LabelsOf.RECEIPT, "GR-1/2"),), 1, "Label of received goods GR-1/2"),
        ((Labelled(LabelsOf.ITEM, "LAMP"), Labelled(LabelsOf.LOCATION, "A-01")), 2, "Labels of LAMP, A-01"),
    ],
)
def test_their_title_names_what_they_are_of_as_people_say_it(of: tuple[Labelled, ...], labels: int, title: str) -> None:
    assert labels_title(LabelSheet("queued", of, (BIN,) * labels, LabelSize.SHEET, "en")) == title


def test_equal_ones_are_equal_bytes() -> None:
    assert sheet(BIN, LAMP) == sheet(BIN, LAMP)
    assert sheet(BIN, LAMP) != sheet(LAMP, BIN)
