"""Printing by Qt where the system takes no PDF, as on Windows: each page as a picture of 300 dots to the inch."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from warehouse_app.documents.pictures import POINTS_PER_INCH, PageSize, page_sizes
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Sides
from warehouse_app.printers import PrinterFault
from warehouse_app.ui.printing.images import page_image

DOTS_PER_INCH = 300
_SIDES = {
    Sides.AS_SET: QPrinter.DuplexMode.DuplexAuto,
    Sides.ONE: QPrinter.DuplexMode.DuplexNone,
    Sides.LONG_EDGE: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT_EDGE: QPrinter.DuplexMode.DuplexShortSide,
}


def system_printer(name: str) -> QPrinter:
    """Return a printer of this computer. Raises Refused (PrinterFault.UNKNOWN) where it has none of that name."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise Refused(PrinterFault.UNKNOWN, printer=name)
    return QPrinter(info, QPrinter.PrinterMode.HighResolution)


def send(pdf: bytes, name: str, title: str, sides: Sides, *, find: Callable[[str], QPrinter] = system_printer) -> None:
    """Print a PDF; `find` finds the printer. Raises Refused (PrinterFault)."""
    printer = find(name)
    sizes = page_sizes(pdf)
    printer.setDocName(title)
    printer.setDuplex(_SIDES[sides])
    printer.setResolution(DOTS_PER_INCH)
    printer.setFullPage(True)
    _set_size(printer, sizes[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused(PrinterFault.NOT_READY, printer=name)
    try:
        for page, size in enumerate(sizes):
            if page:
                _set_size(printer, size)
                if not printer.newPage():
                    raise Refused(PrinterFault.STOPPED, printer=name, page=page + 1)
            painter.drawImage(_place(printer, size), page_image(pdf, page, DOTS_PER_INCH / POINTS_PER_INCH))
    finally:
        ended = painter.end()
    if not ended or printer.printerState() in {QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error}:
        raise Refused(PrinterFault.STOPPED, printer=name, page=len(sizes))


def _set_size(printer: QPrinter, size: PageSize) -> None:
    page = QPageSize(QSizeF(size.width, size.height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))


def _place(printer: QPrinter, size: PageSize) -> QRectF:
    """Return where a page goes: as large as in the PDF, and its corner in that of the paper."""
    dots = printer.resolution() / POINTS_PER_INCH
    return QRectF(0, 0, size.width * dots, size.height * dots)
