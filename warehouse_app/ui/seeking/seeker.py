"""The finder over the page: a field, and below it what fits; the field keeps the keys as long as it is open."""

from collections.abc import Sequence
from typing import ClassVar

import shiboken6
from PySide6.QtCore import QEvent, QKeyCombination, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from warehouse_app.queries.seeking import Sought, seek
from warehouse_app.ui.desk import Desk, Target
from warehouse_app.ui.latest import Latest
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.page import PageName
from warehouse_app.ui.seeking.lines import Line, action_lines, can_press, fitting, found_lines, page_lines
from warehouse_app.ui.seeking.shown import SeekList
from warehouse_app.ui.widgets import IconEdit
from warehouse_app.ui.words.seeking import SeekWord

REST_MS = 120
"""How long typing must rest before the database is asked."""
_WIDTH = 640
_WATCHED = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.Shortcut, QEvent.Type.Resize})


class SeekField(IconEdit):
    """The field. Keys that are the list's are told as `pressed`, none of them is anybody else's."""

    pressed = Signal(object)
    """Qt.Key."""
    left = Signal()
    """The focus went elsewhere in the window."""

    _OWN: ClassVar = {
        Qt.Key.Key_Escape: Qt.Key.Key_Escape,
        Qt.Key.Key_Return: Qt.Key.Key_Return,
        Qt.Key.Key_Enter: Qt.Key.Key_Return,
        Qt.Key.Key_Up: Qt.Key.Key_Up,
        Qt.Key.Key_Down: Qt.Key.Key_Down,
        Qt.Key.Key_PageUp: Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown: Qt.Key.Key_PageDown,
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(Icon.SEARCH)
        self.setPlaceholderText(desk.say(SeekWord.PLACEHOLDER))
        self.setAccessibleName(desk.say(SeekWord.FIND))
        self.setClearButtonEnabled(True)

    def _own(self, event: QKeyEvent) -> Qt.Key | None:
        """Return which key of the list a key is; the one that opens the finder also closes it."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.keyCombination() == QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_K):
            return Qt.Key.Key_Escape
        return self._OWN.get(Qt.Key(event.key())) if held == Qt.KeyboardModifier.NoModifier else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self._own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        own = self._own(event)
        if own is None:
            super().keyPressEvent(event)
        else:
            self.pressed.emit(own)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        # Tab goes on in the list, which is the only other thing here.
        self.pressed.emit(Qt.Key.Key_Down if next else Qt.Key.Key_Up)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Another window, or the field's own menu, is no reason to go.
        if event.reason() not in {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}:
            self.left.emit()


class Seeker(QFrame):
    """The finder of a window, over `area`, where its pages are. It is not modal: whatever else happens closes it."""

    def __init__(self, desk: Desk, area: QWidget, pages: Sequence[PageName]) -> None:
        super().__init__(area.window())
        self._desk, self._area, self._pages = desk, area, pages
        self._came_from: list[QWidget] = []
        self._offers: list[Line] = []
        self._things: list[Line] = []
        self._waits = False
        """Whether an answer about the text is still to come."""
        self._wanted = False
        """Whether Enter was pressed meanwhile, for the best that comes."""
        self._reading = Latest(desk, self)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._seek)
        self.field = SeekField(desk)
        self.list = SeekList(desk.say(SeekWord.FOUND))
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.field)
        self._column.addWidget(self.list)
        self.setProperty("look", "panel")
        self.setAccessibleName(desk.say(SeekWord.FIND))
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._typed)
        self.field.pressed.connect(self._press)
        self.field.left.connect(self._close)
        self.list.opened.connect(self._take)
        self.list.marked.connect(self._speak)
        Look.current().changed.connect(self._place)
        self.hide()

    def open(self) -> None:
        """Open, empty, with the pages and what can be done now."""
        if self.isVisible():
            return
        self._came_from = _inside_out(QApplication.focusWidget(), self.window())
        self._offer()
        self._show_lines(None)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def leave(self) -> None:
        """Close, and give the focus back to what had it."""
        if not self.isVisible():
            return
        for widget in self._came_from:
            if shiboken6.isValid(widget) and widget.isVisible() and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.PopupFocusReason)
                break
        self._close()

    def _close(self) -> None:
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        self.hide()
        self.field.clear()
        self._forget()
        self._came_from, self._offers, self._things = [], [], []
        self.list.show_lines([], "")

    def _forget(self) -> None:
        self._waits = self._wanted = False
        self._rest.stop()
        self._reading.drop()

    # Looking

    def _offer(self) -> None:
        self._offers = [*page_lines(self._desk, self._pages), *action_lines(self._desk, self.window())]

    def _typed(self) -> None:
        if not self.isVisible():
            return
        self._forget()
        if self.field.text().strip():
            self._waits = True
            self._rest.start()
        else:
            self._things = []
        self._offer()  # what can be done may have changed meanwhile
        self._show_lines(None)

    def _seek(self) -> None:
        store, text = self._desk.house.store, self.field.text()
        self._reading.ask(lambda: seek(store, text), self._found, self._failed)

    def _found(self, sought: Sought) -> None:
        wanted = self._wanted
        self._waits = self._wanted = False
        self._things = found_lines(self._desk, sought)
        line = self.list.line
        self._show_lines(line if line in self._offers else None)
        if wanted:
            self._take()

    def _failed(self, error: Exception) -> None:
        self.leave()
        self._desk.trouble(error)

    def _show_lines(self, marked: Line | None) -> None:
        """Show what fits. What was found for the text before stays until the answer is there, so that nothing jumps."""
        text = self.field.text().strip()
        lines = [*fitting(self._offers, text), *self._things]
        self.list.show_lines(lines, "" if lines or self._waits else self._desk.say(SeekWord.NOTHING, text=text), marked)
        self._place()

    # Going on

    def _press(self, key: Qt.Key) -> None:
        match key:
            case Qt.Key.Key_Escape:
                self.leave()
            case Qt.Key.Key_Return:
                self._enter()
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.list.step(1 if key == Qt.Key.Key_Down else -1)
            case _:
                self.list.leaf(1 if key == Qt.Key.Key_PageDown else -1)

    def _enter(self) -> None:
        """Open the marked line; where it was found for another text, the best one for this text once that is known."""
        if not self._waits or self.list.line in self._offers:
            self._take()
            return
        self._wanted = True
        if self._rest.isActive():
            self._rest.stop()
            self._seek()

    def _take(self) -> None:
        line = self.list.line
        if line is None:
            return
        self.leave()
        if isinstance(line.does, Target):
            self._desk.open(line.does.thing, line.does.key)
        elif shiboken6.isValid(line.does) and can_press(line.does):
            line.does.click()

    # How it looks

    def _speak(self) -> None:
        # The focus stays in the field: a screen reader is told there what is marked.
        line = self.list.line
        self.field.setAccessibleDescription(line.spoken if line is not None else self.list.nothing)

    def _place(self) -> None:
        look = Look.current()
        margin, gap = look.px(Space.S), look.px(Space.M)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(margin)
        corner = self._area.mapTo(self.window(), QPoint(0, 0))
        field = self.field.sizeHint().height() + 2 * margin
        rows = self.list.height_within(self._area.height() - field - 2 * gap - margin)
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(rows)
        width = min(look.px(_WIDTH), self._area.width() - 2 * gap)
        left = corner.x() + (self._area.width() - width) // 2
        self.setGeometry(left, corner.y() + gap, width, field + (rows + margin if rows else 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close before anything else is done in the window: a click beside it, or a key of a button or a page."""
        kind = event.type()
        if kind not in _WATCHED:
            return False
        if kind == QEvent.Type.Resize:
            if watched is self._area:
                self._place()
        elif kind == QEvent.Type.Shortcut or self._is_beside(watched):
            self.leave()
        return False

    def _is_beside(self, watched: QObject) -> bool:
        if not isinstance(watched, QWidget) or watched.window() is not self.window():
            return False
        return watched is not self and not self.isAncestorOf(watched)


def _inside_out(widget: QWidget | None, window: QWidget) -> list[QWidget]:
    """Return a widget with the focus and those around it that can have it: the cell of a table may be gone by then."""
    found: list[QWidget] = []
    while widget is not None and widget is not window:
        if not found or widget.focusPolicy() != Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
            found.append(widget)
        widget = widget.parentWidget()
    return found
