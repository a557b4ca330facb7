"""The step at which something long is under way."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from warehouse_app.ui.background import Progressed
from warehouse_app.ui.look import Look, Space, Text
from warehouse_app.ui.widgets import FlowingText, KeyButton, Toolbar

_BAR_WIDTH = 560


class Working(QWidget):
    """Something long under way: what it is, how far it is, and Cancel. `cancel` and `stopping` are codes of words."""

    stop_wanted = Signal()

    def __init__(self, say: Callable[..., str], *, cancel: StrEnum, stopping: StrEnum) -> None:
        super().__init__()
        self._stopping = say(stopping)
        look = Look.current()
        self.title = FlowingText(step=Text.TITLE)
        self.hint = FlowingText()
        self.text = FlowingText()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel_button = KeyButton(say(cancel), "Esc")
        self.cancel_button.clicked.connect(self._stop)
        column = QWidget()
        column.setMaximumWidth(look.px(_BAR_WIDTH))
        inner = QVBoxLayout(column)
        inner.setSpacing(look.px(Space.M))
        inner.addStretch(2)
        for widget in (self.title, self.hint, self.bar, self.text):
            inner.addWidget(widget)
        inner.addWidget(Toolbar(self.cancel_button))
        inner.addStretch(3)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(*look.theme.margins(Space.XL))
        whole.addStretch(1)
        whole.addWidget(column, 10)
        whole.addStretch(1)

    def begin(self, title: str, hint: str) -> None:
        """Begin a step of which nothing is known yet."""
        self.title.setText(title)
        self.hint.setText(hint)
        self.text.setText(" ")
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(title)
        self.cancel_button.setEnabled(True)

    def show_progress(self, progress: Progressed) -> None:
        """Say how far it is; a total that nobody knows lets the bar wander."""
        if self.cancel_button.isEnabled():
            self.text.setText(progress.what)
        self.bar.setRange(0, progress.total or 0)
        self.bar.setValue(progress.done)

    def _stop(self) -> None:
        self.cancel_button.setEnabled(False)
        self.text.setText(self._stopping)
        self.stop_wanted.emit()
