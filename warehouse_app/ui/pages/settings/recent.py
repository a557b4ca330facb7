"""The databases that were opened here before, each with a button that opens it again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from warehouse_app.ui.desk import Desk, Next
from warehouse_app.ui.look import Look, Space
from warehouse_app.ui.widgets import Caption, ElidedText, KeyButton
from warehouse_app.ui.words.settings import DatabaseWord as Word


class RecentList(QWidget):
    """The list; hidden while there is none."""

    opened = Signal(object)
    """Next: this one is wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.buttons: dict[str, KeyButton] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def show_places(self, places: Sequence[str]) -> None:
        """Show these addresses instead of those before."""
        if list(places) == list(self.buttons):
            return
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {place: self._button(place) for place in places}
        if places:
            self._grid.addWidget(Caption(self._desk.say(Word.RECENT)), 0, 0)
        for row, (place, button) in enumerate(self.buttons.items(), start=1):
            self._grid.addWidget(ElidedText(place), row, 0)
            self._grid.addWidget(button, row, 1)
        self.setVisible(bool(places))

    def _button(self, place: str) -> KeyButton:
        button = KeyButton(self._desk.say(Word.OPEN))
        button.setAccessibleName(self._desk.say(Word.OPEN_RECENT, place=place))
        button.clicked.connect(lambda: self.opened.emit(Next(place)))
        return button

    def _look_again(self) -> None:
        self._grid.setHorizontalSpacing(Look.current().px(Space.M))
        self._grid.setVerticalSpacing(Look.current().px(Space.S))
