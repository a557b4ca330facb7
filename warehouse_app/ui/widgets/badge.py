"""Small pills: a priority class, a status, a tone. As a widget, and as painting for table cells."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import TONE_ICONS, Icon, Look, Space, Text
from warehouse_app.ui.look.icons import paint

_ICON = 14


class Badge(QLabel):
    """A pill with one word, in a tone with the tone's icon, or without tone in grey."""

    def __init__(self, text: str = "", tone: Tone | None = None, icon: Icon | None = None) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tone, self._icon = tone, icon
        self.setText(text)
        Look.current().changed.connect(self.updateGeometry)

    def set_badge(self, text: str, tone: Tone | None = None, icon: Icon | None = None) -> None:
        """Change the word with its tone and icon."""
        self._tone, self._icon = tone, icon
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self.text(), self._tone, self._icon).toSize()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, QPointF(0, 0), self.text(), self._tone, self._icon)
        painter.end()


def badge_size(text: str, tone: Tone | None = None, icon: Icon | None = None) -> QSizeF:
    """Return the room that a badge takes."""
    look = Look.current()
    metrics = QFontMetricsF(look.font(Text.CAPTION))
    sign = look.px(_ICON + Space.XS) if _sign(tone, icon) else 0
    width = metrics.horizontalAdvance(text) + sign + 2 * look.px(Space.S)
    return QSizeF(round(width + 0.5), round(metrics.height()) + 2 * look.px(2))


def paint_badge(painter: QPainter, at: QPointF, text: str, tone: Tone | None = None, icon: Icon | None = None) -> None:
    """Paint a badge with its top left corner at a point."""
    look, size = Look.current(), badge_size(text, tone, icon)
    colours = look.theme.colours
    soft, ink, edge = (colours.raised, colours.text, colours.line)
    if tone is not None:
        soft, ink, edge = look.tone(tone).soft, look.tone(tone).ink, look.tone(tone).edge
    rect = QRectF(at, size).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(edge), 1))
    painter.setBrush(QColor(soft))
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
    inner = rect.adjusted(look.px(Space.S), 0, -look.px(Space.S), 0)
    sign = _sign(tone, icon)
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    if sign:
        side = look.px(_ICON)
        left = inner.right() - side if mirrored else inner.left()
        paint(painter, sign, ink, QRectF(left, inner.center().y() - side / 2, side, side))
        taken = side + look.px(Space.XS)
        inner.adjust(0, 0, -taken, 0) if mirrored else inner.adjust(taken, 0, 0, 0)
    painter.setPen(QColor(ink))
    painter.setFont(look.font(Text.CAPTION))
    painter.drawText(inner.adjusted(0, 0, 1, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, text)
    painter.restore()


def _sign(tone: Tone | None, icon: Icon | None) -> Icon | None:
    return icon or (TONE_ICONS[tone] if tone is not None else None)
