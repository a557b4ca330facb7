"""Buttons that show their key, and buttons that are an icon."""

from enum import Enum

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QToolButton, QWidget

from warehouse_app.ui.look import ICON, Icon, Ink, Look, Space, Text
from warehouse_app.ui.widgets.text import tip, unmarked


class Weight(Enum):
    """How much a button asks to be pressed: one primary on a page, the rest plain; quiet ones look like a link."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"
    DANGER = "danger"


_INKS = {Weight.PRIMARY: Ink.ON_ACCENT, Weight.PLAIN: Ink.TEXT, Weight.QUIET: Ink.ACCENT, Weight.DANGER: Ink.ERROR}


class KeyButton(QPushButton):
    """A button that shows the key which presses it, behind its text. Enter in a dialog never presses it by itself."""

    def __init__(self, text: str, key: str = "", *, icon: Icon | None = None, weight: Weight = Weight.PLAIN) -> None:
        super().__init__()
        self._weight, self._icon, self._words = weight, icon, text
        self._others_key = QKeySequence()
        self._hint: QSize | None = None
        self._shortcut = QShortcut(self)
        self._shortcut.activated.connect(self.click)
        self.setProperty("look", weight.value)
        self.setAutoDefault(False)
        self.set_text(text, key)
        if icon is not None:
            Look.current().put_icon(self, icon, _INKS[weight])
        Look.current().changed.connect(self._fit)

    def set_text(self, text: str, key: str | None = None) -> None:
        """Change the words, and with `key` also the key ("Ctrl+Return", "F5", empty for none)."""
        self._words = text
        if key is not None:
            self._shortcut.setKey(QKeySequence(key))
        self.setText(unmarked(f"{text}  {self.key_text}" if self.key_text else text))
        self.setAccessibleName(text)
        self.setAccessibleDescription(self.key_text)
        self._fit()

    def _fit(self) -> None:
        self._hint = None
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        self._hint = None  # its font may be another
        super().changeEvent(event)

    def answer_within(self, part: QWidget) -> None:
        """Answer the key wherever a part of the window is in sight, though the button itself is not."""
        self._shortcut.setParent(part)

    def show_key(self, key: str) -> None:
        """Show a key that something else answers."""
        self._others_key = QKeySequence(key)
        self.set_text(self._words)

    @property
    def key_text(self) -> str:
        """The key as this system writes it; empty where there is none."""
        key = self._others_key if self._shortcut.key().isEmpty() else self._shortcut.key()
        return key.toString(QKeySequence.SequenceFormat.NativeText)

    def sizeHint(self) -> QSize:
        """Return the room it needs; measured once, since a line of buttons asks for it at every turn."""
        self.ensurePolished()
        if self._hint is None:
            self._hint = self._measured()
        return self._hint

    def _measured(self) -> QSize:
        look = Look.current()
        width = self.fontMetrics().horizontalAdvance(self._words) + 2 * look.px(Space.L)
        if self.key_text:
            width += look.px(Space.M) + QFontMetrics(look.font(Text.CAPTION)).horizontalAdvance(self.key_text)
        if self._icon is not None:
            width += look.px(ICON + Space.S)
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        self._paint_inside(painter)
        painter.end()

    def _paint_inside(self, painter: QPainter) -> None:
        look = Look.current()
        rest = self.rect().adjusted(look.px(Space.L), 0, -look.px(Space.L), 0)
        side, gap = look.px(ICON), look.px(Space.S)
        key_font = look.font(Text.CAPTION)
        key_width = QFontMetrics(key_font).horizontalAdvance(self.key_text)
        used = self.fontMetrics().horizontalAdvance(self._words)
        used += (side + gap if self._icon else 0) + (key_width + look.px(Space.M) if self.key_text else 0)
        rest.adjust(max(0, (rest.width() - used) // 2), 0, 0, 0)
        ink = _INKS[self._weight] if self.isEnabled() else Ink.DISABLED
        if self._icon is not None:
            place = QRect(rest.left(), rest.center().y() - side // 2, side, side)
            mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
            self.icon().paint(painter, self._turned(place), Qt.AlignmentFlag.AlignCenter, mode)
            rest.adjust(side + gap, 0, 0, 0)
        leading = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setPen(look.colour(ink))
        painter.setFont(self.font())
        painter.drawText(self._turned(rest.adjusted(0, 0, look.px(Space.M), 0)), leading, self._words)
        rest.adjust(self.fontMetrics().horizontalAdvance(self._words) + look.px(Space.M), 0, look.px(Space.M), 0)
        painter.setFont(key_font)
        painter.setPen(look.colour(Ink.MUTED if self._weight is Weight.PLAIN and self.isEnabled() else ink))
        painter.drawText(self._turned(rest), leading, self.key_text)

    def _turned(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)


class IconButton(QToolButton):
    """A button that is an icon; its words are the tooltip and what a screen reader says."""

    def __init__(self, icon: Icon, words: str, key: str = "", *, ink: Ink = Ink.TEXT, size: int = ICON) -> None:
        super().__init__()
        self._shortcut = QShortcut(self)
        self._shortcut.activated.connect(self.click)
        self.setAutoRaise(True)
        self.set_words(words, key)
        Look.current().put_icon(self, icon, ink, size)

    def answer_within(self, part: QWidget) -> None:
        """Answer the key only where the focus is within a part of the window: another one has such a button too."""
        self._shortcut.setParent(part)
        self._shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def set_words(self, words: str, key: str | None = None) -> None:
        """Change the words, and with `key` also the key."""
        if key is not None:
            self._shortcut.setKey(QKeySequence(key))
        shown = self._shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(tip(f"{words}  {shown}" if shown else words))
        self.setAccessibleName(words)
        self.setAccessibleDescription(shown)
