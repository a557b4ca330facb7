"""Printing where the system takes no PDF: pages as pictures, as sharp as a printer, in a thread of their own."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from tests.documents.rendering import codes, read_texts
from tests.services.papers import refusal
from tests.ui.papers import long_paper
from warehouse_app.documents.pictures import page_sizes
from warehouse_app.domain.statuses import Sides
from warehouse_app.printers import IN_DOUBT, PrinterFault
from warehouse_app.ui.printing import qt_printer
from warehouse_app.ui.printing.choosing import Choice, ToFile, ToPrinter, ask_printer, chosen


def into(file: Path) -> Callable[[str], QPrinter]:
    """Return what finds a printer that prints into a file."""

    def find(_name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        return printer

    return find


def test_every_page_comes_out_and_every_code_on_it_can_be_read(qapp: Any, tmp_path: Path) -> None:
    paper, file = long_paper(), tmp_path / "out.pdf"
    trouble: list[Exception] = []

    def run() -> None:
        try:
            qt_printer.send(paper.pdf, "Laser", paper.title, Sides.LONG_EDGE, find=into(file))
        except Exception as error:  # noqa: BLE001 - a thread has nobody to raise to
            trouble.append(error)

    lane = threading.Thread(target=run)
    lane.start()
    lane.join()
    assert trouble == []
    printed = file.read_bytes()
    assert read_texts(printed) == read_texts(paper.pdf)
    for size, wanted in zip(page_sizes(printed), page_sizes(paper.pdf), strict=True):
        assert tuple(size) == pytest.approx(tuple(wanted), abs=0.5)


def test_what_is_printed_is_where_it_was_on_the_page(qapp: Any, tmp_path: Path) -> None:
    paper, file = long_paper(), tmp_path / "out.pdf"
    qt_printer.send(paper.pdf, "Laser", paper.title, Sides.AS_SET, find=into(file))
    for printed, wanted in zip(codes(file.read_bytes()), codes(paper.pdf), strict=True):
        assert [code.text for code in printed] == [code.text for code in wanted]
        for code, where in zip(printed, wanted, strict=True):
            assert (code.down, code.left) == pytest.approx((where.down, where.left), abs=3)


def test_a_printer_that_this_computer_has_not_is_refused(qapp: Any) -> None:
    refused = refusal(lambda: qt_printer.send(long_paper().pdf, "No such", "List", Sides.AS_SET))
    assert refused == (PrinterFault.UNKNOWN, {"printer": "No such"})
    assert PrinterFault.UNKNOWN not in IN_DOUBT


def test_a_printer_that_does_not_begin_has_printed_nothing(qapp: Any, tmp_path: Path) -> None:
    find = into(tmp_path / "none" / "out.pdf")
    refused = refusal(lambda: qt_printer.send(long_paper().pdf, "Laser", "List", Sides.AS_SET, find=find))
    assert refused == (PrinterFault.NOT_READY, {"printer": "Laser"})
    assert PrinterFault.NOT_READY not in IN_DOUBT


class Jammed(QPrinter):
    """A printer whose paper jams after the first page."""

    def newPage(self) -> bool:
        return False


def test_a_printer_that_stops_in_the_middle_leaves_it_to_a_person(qapp: Any, tmp_path: Path) -> None:
    def find(_name: str) -> QPrinter:
        printer = Jammed(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFileName(str(tmp_path / "out.pdf"))
        return printer

    refused = refusal(lambda: qt_printer.send(long_paper().pdf, "Laser", "List", Sides.AS_SET, find=find))
    assert refused == (PrinterFault.STOPPED, {"printer": "Laser", "page": 2})
    assert PrinterFault.STOPPED in IN_DOUBT


# --- the system's dialog ---


class Set(QPrinter):
    """A printer of this computer as the dialog leaves it."""

    sides = QPrinter.DuplexMode.DuplexNone

    def printerName(self) -> str:
        return "Laser"

    def outputFileName(self) -> str:
        return ""

    def duplex(self) -> QPrinter.DuplexMode:
        return self.sides

    def copyCount(self) -> int:
        return 3


@pytest.mark.parametrize(
    ("mode", "sides"),
    [
        (QPrinter.DuplexMode.DuplexNone, Sides.ONE),
        (QPrinter.DuplexMode.DuplexLongSide, Sides.LONG_EDGE),
        (QPrinter.DuplexMode.DuplexShortSide, Sides.SHORT_EDGE),
        (QPrinter.DuplexMode.DuplexAuto, Sides.AS_SET),
    ],
)
def test_a_printer_is_chosen_with_its_sides_and_copies(qapp: Any, mode: QPrinter.DuplexMode, sides: Sides) -> None:
    printer = Set()
    printer.sides = mode
    assert chosen(printer) == ToPrinter("Laser", sides, 3)


@pytest.mark.parametrize(("name", "file"), [("list", "list.pdf"), ("list.pdf", "list.pdf"), ("a.b.pdf", "a.b.pdf")])
def test_a_file_is_chosen_under_its_name(qapp: Any, tmp_path: Path, name: str, file: str) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / name))
    assert chosen(printer) == ToFile(tmp_path / file)


@pytest.mark.parametrize("accepted", [True, False])
def test_the_dialog_answers_only_where_it_was_accepted(qtbot: Any, accepted: bool) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    choices: list[Choice] = []
    dialog = ask_printer(parent, "No such", "Pick list PL-1", choices.append)
    assert isinstance(dialog, QPrintDialog)
    assert not dialog.testOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.done(int(accepted))
    assert choices == ([ToFile(Path("print.pdf"))] if accepted else [])
