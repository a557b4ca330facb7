"""A form under the program's key filter, for tests that send keys to its window."""

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keyboard import Keyboard
from warehouse_app.scanning.burst import Scan
from warehouse_app.scanning.profile import HOLD_MS, ScannerProfile
from warehouse_app.ui.scan_filter import ScanFilter


class Form(QDialog):
    """A field, another one, and a default button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field, self.other, self.button = QLineEdit(), QLineEdit(), QPushButton("&Book it")
        self.button.setDefault(True)
        self.clicks: list[str] = []
        self.button.clicked.connect(lambda: self.clicks.append(self.field.text()))
        column = QVBoxLayout(self)
        for widget in (self.field, self.other, self.button):
            column.addWidget(widget)
        self.field.setFocus()


class Bench:
    """A form under a filter, with what was scanned."""

    def __init__(self, qtbot: QtBot, keys: ScanFilter) -> None:
        self.qtbot = qtbot
        self.keys = keys
        self.scans: list[Scan] = []
        keys.scanned.connect(self.scans.append)
        self.form = Form()
        self.show(self.form)
        self.keyboard = Keyboard(self.form.windowHandle())

    def show(self, form: Form) -> None:
        """Show a form, and wait for the focus."""
        self.qtbot.addWidget(form)
        form.show()
        form.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is form)

    @property
    def texts(self) -> list[str]:
        """The texts of the whole scans."""
        return [scan.text for scan in self.scans if scan.whole]

    def rest(self) -> None:
        """Let the hold be over."""
        self.qtbot.wait(HOLD_MS * 3)


def benched(qtbot: QtBot, qapp: QApplication) -> Iterator[Bench]:
    """Yield a bench under a filter with the usual profile."""
    keys = ScanFilter(ScannerProfile())
    qapp.installEventFilter(keys)
    yield Bench(qtbot, keys)
    qapp.removeEventFilter(keys)
