"""The whole job at the workstation with nothing but keys: from a delivery at the door to a pick list in hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documents.rendering import read_texts
from tests.spooler import Spooler
from tests.xserver.hands import Hands, Program, scan
from warehouse_app.scanning.profile import ScannerProfile
from warehouse_app.ui.page import PageName

LAMPS_FOR_ANN = ["PL-1", 1, "A-1", "LAMP", 4, "103"]
CORD_FOR_ANN = ["PL-1", 2, "B-1", "CORD", 1, "103"]
CODES = ["L-A-1", "L-B-1", "PL-1", "SO-103", "SO-103"]
"""What a scanner reads from that list: its own number, and the place and the order of each stop."""
LIST_OF_ANN = ["PL-1", "Released", "103", "2", "5"]


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spooler:
    """Return the printer's own queue; what else the machine has of printers is out of reach, as is the home folder."""
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    monkeypatch.setenv("HOME", str(tmp_path))
    return Spooler(tmp_path, monkeypatch)


@pytest.fixture
def shop(display: str, hands: Hands, cups: Spooler) -> Iterator[Program]:
    with Program(display, ScannerProfile(), module="tests.xserver.whole_job") as shop:
        yield shop


def release_list_of_two_lines(shop: Program, hands: Hands) -> None:
    """Release at most two order lines, in the dialog that asks for it."""
    hands.press("F4")
    shop.shows(page=PageName.PICK_LISTS, lists=[], stops=[])
    hands.press("ctrl+r")
    shop.shows(window="ReleaseDialog", stops=[])
    hands.press("Down", "Tab", "2", "ctrl+Return")
    shop.shows(window="MainWindow", lists=[LIST_OF_ANN])


def preview_list(shop: Program, hands: Hands) -> None:
    """Open the preview of the list that stands at the top."""
    hands.press("Home", "ctrl+shift+p")
    preview = {"title": "Preview: Pick list PL-1", "page": "Page 1 of 1", "rendered": [1]}
    shop.shows(window="PdfPreview", preview=preview, jobs=[])


def test_a_delivery_is_scanned_in_and_ends_as_a_pick_list_on_paper(shop: Program, hands: Hands, cups: Spooler) -> None:
    shop.do("printer", name="Laser")

    # Nine lamps come; before they are booked the page says who would get the one that was scanned.
    scan(shop, hands, "PO-7", "LAMP")
    shop.shows(
        headline="Next: 1 × LAMP",
        prompt="Scan the place",
        who=[["1 →", "", "103", "Ann", "A", "3 Feb 2025", "3"]],
        booked=[],
    )
    scan(shop, hands, "WXQTY9", "L-A-1")
    shop.shows(
        page=PageName.RECEIVE,
        headline="Done: Booked: 9 × LAMP in A-1",
        prompt="Scan an item",
        who=[
            ["4 →", "", "103", "Ann", "A", "3 Feb 2025", ""],
            ["3 →", "", "102", "Ben", "B", "2 Feb 2025", ""],
            ["2 →", "", "101", "Cat", "C", "1 Feb 2025", "3"],
        ],
        bookings=["9 × LAMP, Lamp"],
        booked=[["LAMP", 9, ""]],
        received=[["7", 1, 9], ["8", 1, 0]],
        stops=[],
    )

    # Only Cat is short; her line, the last of the queue, says why.
    hands.press("F3")
    shop.shows(
        page=PageName.BACK_ORDERS,
        queue=[
            ["A", "103", "1", "LAMP", "4", "4", "0"],
            ["A", "103", "2", "CORD", "1", "1", "0"],
            ["B", "102", "1", "LAMP", "3", "3", "0"],
            ["C", "101", "1", "LAMP", "5", "2", "3"],
        ],
        story=None,
    )
    hands.press("End")
    shop.shows(
        search="",
        story={
            "title": "101, line 1",
            "why": "Partly filled: 2 of 5 · 2 left after 2 lines ahead of it (first: 103, class A) · first in the "
            "queue · next receipt 8 (50 units) on 4 May 2099",
            "ahead": "Nobody: this line is served next.",
            "coming": "4 May 2099 · 50 on 8",
        },
    )

    release_list_of_two_lines(shop, hands)
    shop.shows(stops=[LAMPS_FOR_ANN, CORD_FOR_ANN], jobs=[])

    preview_list(shop, hands)
    hands.press("ctrl+p")
    shop.shows(window="PrinterDialog", jobs=[])
    hands.press("Return")
    shop.shows(window="MainWindow", preview=None, jobs=[["PL-1", 0, 1, "Laser", "handed-over", 1]])

    [handed] = cups.handed
    assert handed.words == ["-d", "Laser", "-t", "Pick list PL-1"]
    assert [sorted(page) for page in read_texts(handed.pdf)] == [CODES]

    # Nothing happened twice, nothing was typed anywhere, and nobody else is on a list.
    shop.shows(
        page=PageName.PICK_LISTS,
        box="",
        search="",
        dialogs=0,
        booked=[["LAMP", 9, ""]],
        receipts=[["GR-1"]],
        lists=[LIST_OF_ANN],
        stops=[LAMPS_FOR_ANN, CORD_FOR_ANN],
        banner="Done · On the way to the printer Laser: Pick list PL-1.",
    )
    assert shop.scans == ["PO-7", "LAMP", "WXQTY9", "L-A-1"]
    assert [sound["tone"] for sound in shop.all("sound")] == ["ok", "ok", "ok"]


def test_where_there_is_no_printer_the_dialog_of_the_system_prints_to_a_file(
    shop: Program, hands: Hands, cups: Spooler, tmp_path: Path
) -> None:
    scan(shop, hands, "PO-7", "LAMP", "WXQTY9", "L-A-1")
    release_list_of_two_lines(shop, hands)
    preview_list(shop, hands)
    hands.press("ctrl+p")
    shop.shows(window="QPrintDialog")
    hands.press("Return")
    written = tmp_path / "Pick list PL-1.pdf"
    shop.shows(window="PdfPreview", banner=f"Done · PL-1 is saved as {written}.")
    assert [sorted(page) for page in read_texts(written.read_bytes())] == [CODES]
    hands.press("Escape")
    shop.shows(window="MainWindow", preview=None, dialogs=0, box="", search="", jobs=[])
    assert cups.handed == []
