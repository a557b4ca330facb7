"""The dialog that asks how much to release."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QRadioButton, QSpinBox, QVBoxLayout, QWidget

from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.widgets import FlowingText, KeyButton, Label, Toolbar, Weight
from warehouse_app.ui.words.pick_lists import Releasing

_MOST = 100_000
_USUAL = 20
_WIDTH = 440


class ReleaseDialog(QDialog):
    """Asks whether all that is ready is released, or only so many order lines."""

    wanted = Signal(object)
    """The most order lines, or None for all."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        say, look = desk.say, Look.current()
        self.setWindowTitle(say(Releasing.TITLE))
        self.setMinimumWidth(look.px(_WIDTH))
        self.all = QRadioButton(say(Releasing.ALL))
        self.some = QRadioButton(say(Releasing.MOST))
        self.all.setChecked(True)
        self.lines = QSpinBox()
        self.lines.setRange(1, _MOST)
        self.lines.setValue(_USUAL)
        self.lines.setAccessibleName(f"{say(Releasing.MOST)} … {say(Releasing.MOST_LINES)}")
        self.lines.valueChanged.connect(lambda _: self.some.setChecked(True))
        self.release = KeyButton(say(Releasing.TITLE), "Ctrl+Return", icon=Icon.PICK, weight=Weight.PRIMARY)
        self.release.setDefault(True)
        self.release.clicked.connect(self.accept)
        cancel = KeyButton(say(Releasing.CANCEL), "Esc")
        cancel.clicked.connect(self.reject)
        most = QHBoxLayout()
        for widget in (self.some, self.lines, Label(say(Releasing.MOST_LINES))):
            most.addWidget(widget)
        most.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(*look.theme.margins(Space.L))
        column.setSpacing(look.px(Space.M))
        column.addWidget(FlowingText(say(Releasing.ABOUT)))
        column.addWidget(self.all)
        column.addLayout(most)
        column.addWidget(Toolbar(self.release, right=(cancel,)))
        self.accepted.connect(lambda: self.wanted.emit(self.lines.value() if self.some.isChecked() else None))
