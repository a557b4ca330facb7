"""What the sections of the settings have in common: panels below each other, no wider than is good to read."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QSlider, QVBoxLayout, QWidget

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms import TypedField
from warehouse_app.ui.log import log_folder
from warehouse_app.ui.look import Look, Space
from warehouse_app.ui.widgets import Field, Panel, Scrolled
from warehouse_app.ui.words.settings import SettingsWord

T = TypeVar("T")

_WIDEST, _NARROW = 860, 560


class Fitting(Protocol):
    """Something that can do with less width."""

    def set_narrow(self, *, narrow: bool) -> None:
        """Be narrow, or as wide as usual."""


class Section(QWidget):
    """One section; a kind of section derives from it and adds its panels."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._fitting: list[Fitting] = []
        self._inside = QWidget()
        self._body = QVBoxLayout(self._inside)
        self._body.addStretch()
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._inside, 1)
        row.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.scrolled = Scrolled(beside, takes_focus=False)
        whole.addWidget(self.scrolled)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def add(self, panel: Panel) -> None:
        """Add a panel below the others."""
        self._body.insertWidget(self._body.count() - 1, panel)
        for control in (*panel.findChildren(QComboBox), *panel.findChildren(QSlider)):
            control.installEventFilter(self)

    def columns(self, *fields: Field) -> "Columns":
        """Return fields in two columns, or in one where the section is narrow."""
        made = Columns(fields)
        self.fit(made)
        return made

    def fit(self, *parts: "Fitting") -> None:
        """Tell these parts from now on whether the section is narrow."""
        self._fitting += parts

    def keep(self, **changed: Any) -> None:
        """Remember settings of this workstation that were changed, and no others."""
        self.desk.keep(replace(self.desk.workstation, **changed))

    def refresh(self) -> None:
        """Show what the house says now; a section that shows nothing of it does nothing."""

    def unsaved(self) -> bool:
        """Return whether something is under way that would be lost if the window closed now."""
        return False

    def _look_again(self) -> None:
        look = Look.current()
        self._inside.setMaximumWidth(look.px(_WIDEST))
        self._body.setContentsMargins(0, 0, look.px(Space.S), 0)
        self._body.setSpacing(look.px(Space.L))
        self._fit()

    def _fit(self) -> None:
        for part in self._fitting:
            part.set_narrow(narrow=self.width() < Look.current().px(_NARROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            # Not even where the focus is: what is changed counts at once, and whoever scrolls on would not see it.
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class Columns(QWidget):
    """Fields beside each other in pairs, or all below each other."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        self._fields = fields
        self._narrow: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        Look.current().changed.connect(self._look_again)
        self._look_again()
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the fields below each other, or in pairs."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        columns = 1 if narrow else 2
        for number, field in enumerate(self._fields):
            self._grid.addWidget(field, *divmod(number, columns), Qt.AlignmentFlag.AlignTop)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))

    def _look_again(self) -> None:
        look = Look.current()
        self._grid.setHorizontalSpacing(look.px(Space.XL))
        self._grid.setVerticalSpacing(look.px(Space.M))


def when_written(field: TypedField[T], take: Callable[[T], None]) -> None:
    """Let `take` have what was written into a field, once it is left and if it can be read."""
    line = field.editor
    assert isinstance(line, QLineEdit)

    def left() -> None:
        if field.dirty and field.check():
            value = field.value
            field.set(value)
            take(value)

    line.editingFinished.connect(left)


def show_log_folder(desk: Desk) -> None:
    """Open the folder of the log in the system's file manager; where that cannot be, say where it is."""
    folder = log_folder()
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        desk.tell(Tone.WARN, SettingsWord.LOG_NOT_SHOWN, place=str(folder))
