"""The rail of pages: an icon, a name and a key each, on a dark ground."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QStyle, QVBoxLayout

from warehouse_app.ui.look import RADIUS, RAIL_ICON, Icon, Ink, Look, Space, Text
from warehouse_app.ui.look.icons import paint
from warehouse_app.ui.widgets.text import tip, unmarked

_HEIGHT, _LEAST = 44, 28
"""How high a page is, and how high at least where the window is too low for all of them."""
_MARK = 3


class Rail(QFrame):
    """Buttons below each other, of which one is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "rail")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._group = QButtonGroup(self)
        self._layout = QVBoxLayout(self)
        self._layout.addStretch()
        self._bottom = 0
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def add(self, button: "RailButton", *, bottom: bool = False) -> "RailButton":
        """Add a page at the end, or at the foot of the rail."""
        if button.isCheckable():
            self._group.addButton(button)
        if bottom:
            self._layout.addWidget(button)
            self._bottom += 1
        else:
            self._layout.insertWidget(self._layout.count() - 1 - self._bottom, button)
        return button

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icons alone, with the names as their tooltips; or all."""
        for button in self.findChildren(RailButton):
            button.set_narrow(narrow=narrow)

    def _look_again(self) -> None:
        look = Look.current()
        self._layout.setContentsMargins(*look.theme.margins(Space.S))
        self._layout.setSpacing(look.px(2))


class RailButton(QAbstractButton):
    """One page: icon, name, key, and how much waits there. Its `clicked` opens the page, as its key does."""

    def __init__(self, icon: Icon, text: str, key: str = "") -> None:
        super().__init__()
        self._icon, self._name, self._count, self._narrow = icon, text, "", False
        self._shortcut = QShortcut(self)
        self._shortcut.activated.connect(self.click)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.set_text(text, key)
        Look.current().changed.connect(self.updateGeometry)

    def set_text(self, text: str, key: str | None = None) -> None:
        """Change the name, and with `key` also the key."""
        if key is not None:
            self._shortcut.setKey(QKeySequence(key))
        self._name = text
        self.setText(unmarked(text))
        self._tell_its_name()
        self.updateGeometry()

    def set_narrow(self, *, narrow: bool) -> None:
        """Be the icon alone, or all."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.setToolTip(tip(f"{self._name}  {self.key_text}".rstrip()) if narrow else "")
            self.updateGeometry()

    @property
    def key_text(self) -> str:
        """The key as this system writes it."""
        return self._shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)

    def set_count(self, count: str) -> None:
        """Show how much waits there (already said as "12" or "99+"); empty for nothing."""
        self._count = count
        self._tell_its_name()
        self.updateGeometry()
        self.update()

    def _tell_its_name(self) -> None:
        self.setAccessibleName(f"{self._name} {self._count}".strip())
        self.setAccessibleDescription(self.key_text)

    def sizeHint(self) -> QSize:
        look = Look.current()
        if self._narrow:
            return QSize(look.px(RAIL_ICON) + 2 * look.px(Space.M), look.px(_HEIGHT))
        metrics = QFontMetrics(look.font(Text.CAPTION))
        parts = [
            look.px(RAIL_ICON),
            QFontMetrics(look.font(Text.STRONG)).horizontalAdvance(self._name),
            *(metrics.horizontalAdvance(small) for small in (self._count, self.key_text) if small),
        ]
        return QSize(sum(parts) + look.px(Space.M) * (len(parts) + 1), look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), Look.current().px(_LEAST))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, colours = Look.current(), Look.current().theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = colours.rail_selected if self.isChecked() else colours.rail_hover if self.underMouse() else None
        radius = look.px(RADIUS)
        if ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.rail_mark), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        self._paint_inside(painter, look)
        painter.end()

    def _paint_inside(self, painter: QPainter, look: Look) -> None:
        side, gap, rest = look.px(RAIL_ICON), look.px(Space.M), self.rect()
        ink = look.colour(Ink.RAIL if self.isChecked() or self.underMouse() else Ink.RAIL_MUTED)
        if self.isChecked():
            mark = QRect(0, gap, look.px(_MARK), rest.height() - 2 * gap)
            painter.fillRect(self._turned(mark), QColor(look.theme.colours.rail_mark))
        place = self._turned(QRect(gap, (rest.height() - side) // 2, side, side))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        paint(painter, self._icon, ink.name(), QRectF(place), mirrored=mirrored)
        if self._narrow:
            return
        rest.adjust(2 * gap + side, 0, -gap, 0)
        leading = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        trailing = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        painter.setPen(ink)
        painter.setFont(look.font(Text.STRONG if self.isChecked() else Text.BODY))
        painter.drawText(self._turned(rest), leading, self._name)
        painter.setFont(look.font(Text.CAPTION))
        for small, colour in ((self.key_text, Ink.RAIL_MUTED), (self._count, Ink.RAIL)):
            if small:
                painter.setPen(look.colour(colour))
                painter.drawText(self._turned(rest), trailing, small)
                rest.adjust(0, 0, -gap - painter.fontMetrics().horizontalAdvance(small), 0)

    def _turned(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)
