"""The system's own dialog for the printer, which begins with the one used last; to print to a file is a choice too."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from warehouse_app.domain.statuses import Sides

_SIDES = {
    QPrinter.DuplexMode.DuplexNone: Sides.ONE,
    QPrinter.DuplexMode.DuplexLongSide: Sides.LONG_EDGE,
    QPrinter.DuplexMode.DuplexShortSide: Sides.SHORT_EDGE,
}


@dataclass(frozen=True, slots=True)
class ToPrinter:
    """A printer was chosen, and how many times the document is to come out of it."""

    printer: str
    sides: Sides
    copies: int


@dataclass(frozen=True, slots=True)
class ToFile:
    """A file was chosen."""

    path: Path


Choice = ToPrinter | ToFile


def ask_printer(parent: QWidget, preset: str, title: str, then: Callable[[Choice], None]) -> QDialog:
    """Show the dialog for printing; `then` gets what was chosen, if anything was. `preset` is the printer at first."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if preset and not QPrinterInfo.printerInfo(preset).isNull():
        printer.setPrinterName(preset)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    for option in (
        # A document is printed whole: half of a pick list would look like all of it.
        QAbstractPrintDialog.PrintDialogOption.PrintPageRange,
        QAbstractPrintDialog.PrintDialogOption.PrintSelection,
        QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage,
        QAbstractPrintDialog.PrintDialogOption.PrintCollateCopies,
    ):
        dialog.setOption(option, on=False)

    def finished(result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            then(chosen(printer))

    dialog.finished.connect(finished)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    QDialog.open(dialog)  # its own `open` wants a receiver in the C++ way
    return dialog


def chosen(printer: QPrinter) -> Choice:
    """Return what a printer was set to by the dialog."""
    if printer.outputFileName() or not printer.printerName():
        path = Path(printer.outputFileName() or "print.pdf")
        return ToFile(path if path.suffix else path.with_suffix(".pdf"))
    return ToPrinter(printer.printerName(), _SIDES.get(printer.duplex(), Sides.AS_SET), max(printer.copyCount(), 1))
