"""The strip that tells how far an export is, with the button that ends it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app.ui.background import Progressed
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon
from warehouse_app.ui.widgets import Busy, Caption, KeyButton, Weight
from warehouse_app.ui.words.tables import Tables


class ExportStrip(QWidget):
    """Hidden while nothing is exported."""

    def __init__(self, desk: Desk, cancel: Callable[[], None]) -> None:
        super().__init__()
        self._desk = desk
        self._words = Caption()
        self._bar = Busy(desk.say(Tables.EXPORT_BAR))
        self.cancel = KeyButton(desk.say(Tables.CANCEL_EXPORT), icon=Icon.CLOSE, weight=Weight.QUIET)
        self.cancel.clicked.connect(cancel)
        line = QHBoxLayout()
        line.addWidget(self._words, 1)
        line.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self._bar)
        self.hide()

    def begin(self, file: str) -> None:
        """Show that a file is being written."""
        self._words.setText(self._desk.say(Tables.EXPORTING, file=file, done=0))
        self._bar.start()
        self.show()

    def progressed(self, step: Progressed) -> None:
        """Show how far it is."""
        self._words.setText(self._desk.say(Tables.EXPORTING, file=step.what, done=step.done))
        self._bar.progress(step.done, step.total)

    def end(self) -> None:
        """Nothing is exported any more."""
        self._bar.stop()
        self.hide()
