"""Fields with a sign, and one that searches while one types, after a short rest."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle

from warehouse_app.ui.look import Icon, Ink, Look, Space
from warehouse_app.ui.look.icons import paint

_REST_MS = 200
_SIGN = 16
_NARROWEST = 130
"""What a search shrinks to before the buttons beside it go into a second line."""


class IconEdit(QLineEdit):
    """A field with a sign at its beginning, which grows with the text as Qt's own does not."""

    def __init__(self, icon: Icon, ink: Ink = Ink.MUTED) -> None:
        super().__init__()
        self._icon, self._ink = icon, ink
        look = Look.current()
        look.changed.connect(self._make_room)
        self._make_room()

    def _make_room(self) -> None:
        room = Look.current().px(_SIGN + Space.S)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(0 if mirrored else room, 0, room if mirrored else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = Look.current()
        side, left = look.px(_SIGN), look.px(Space.S)
        place = QRect(left, (self.height() - side) // 2, side, side)
        painter = QPainter(self)
        colour = look.theme.colours.ink(self._ink)
        paint(painter, self._icon, colour, QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), place)))
        painter.end()


class SearchBox(IconEdit):
    """A search field: `searched` comes when typing rests or at Enter, never twice with one text. Esc empties it."""

    searched = Signal(str)

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(Icon.SEARCH)
        self._last = ""
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._search)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._search)
        self.setClearButtonEnabled(True)
        self.set_placeholder(placeholder)

    def set_placeholder(self, placeholder: str) -> None:
        """Change the words in the empty field, which are its name too."""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)

    def _typed(self) -> None:
        self._rest.start()

    def _search(self) -> None:
        self._rest.stop()
        text = self.text().strip()
        if text != self._last:
            self._last = text
            self.searched.emit(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(Look.current().px(_NARROWEST), super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._search()
            return
        super().keyPressEvent(event)
