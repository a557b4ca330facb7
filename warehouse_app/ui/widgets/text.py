"""Text on its own: labels of the type scale, and text that wraps anywhere rather than being cut off."""

from html import escape
from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle

from warehouse_app.ui.look import Ink, Look, Text

_NEW_LINE = "\u2028"
"""What a QTextLayout takes for one."""

_STYLES = {
    Text.CAPTION: "caption",
    Text.BODY: "body",
    Text.STRONG: "strong",
    Text.LARGE: "large",
    Text.HEADING: "heading",
    Text.TITLE: "title",
}


def unmarked(text: str) -> str:
    """Return a text for a button or for the label of a field, where a single “&” would underline the next letter."""
    return text.replace("&", "&&")


def tip(text: str) -> str:
    """Return a text as a tooltip that shows it as it is: Qt takes for HTML what looks like it."""
    return f"<qt>{escape(text)}</qt>" if "<" in text else text


def heading_data(words: str, role: int) -> str | None:
    """Return what a table says of a column at its head: its words, also as the tooltip, where they are cut off."""
    if role == Qt.ItemDataRole.DisplayRole:
        return words
    return tip(words) if role == Qt.ItemDataRole.ToolTipRole else None


class Label(QLabel):
    """Plain text of one step of the type scale up to TITLE. `wraps` between words; `selectable` with the pointer."""

    def __init__(
        self, text: str = "", step: Text = Text.BODY, *, wraps: bool = False, selectable: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", _STYLES[step])
        self.setWordWrap(wraps)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)


class Title(Label):
    """What a page is called."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, Text.TITLE)


class Heading(Label):
    """What a part of a page is called."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, Text.HEADING)


class Caption(Label):
    """A small word beside or below something."""

    def __init__(self, text: str = "", *, wraps: bool = False) -> None:
        super().__init__(text, Text.CAPTION, wraps=wraps)


class FlowingText(QLabel):
    """Plain text that is broken between words, and inside a word only where it would not fit otherwise: never cut off.

    It takes as much height as it needs at the width it gets. `largest` lets it grow above its step where it still fits
    into two lines.
    """

    LINES_WHEN_LARGE = 2

    def __init__(
        self,
        text: str = "",
        step: Text = Text.BODY,
        ink: Ink = Ink.TEXT,
        *,
        largest: Text | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._step, self._largest, self._align = step, largest or step, align
        self._ink: Ink | str = ink
        self._at_width: dict[int, QTextLayout] = {}
        self.setText(text)
        Look.current().changed.connect(self._look_again)

    def set_step(self, step: Text, *, largest: Text | None = None) -> None:
        """Change the step of the text, and how large it may grow."""
        self._step, self._largest = step, largest or step
        self._look_again()

    def set_ink(self, ink: Ink | str) -> None:
        """Change the colour of the text, to an ink or to a colour of the theme."""
        self._ink = ink
        self.update()

    def at_width(self, width: int) -> QTextLayout:
        """Return the text as it stands at a width: its lines, and the font that it gets there."""
        if width not in self._at_width:
            self._at_width[width] = self._fitted(width)
        return self._at_width[width]

    def _fitted(self, width: int) -> QTextLayout:
        look = Look.current()
        font, smallest = look.font(self._largest), look.theme.points(self._step)
        points = look.theme.points(self._largest)
        while points > smallest:
            font.setPointSizeF(points)
            layout = self._laid_out(font, width)
            if layout.lineCount() <= self.LINES_WHEN_LARGE:
                return layout
            points -= 1
        font.setPointSizeF(smallest)
        return self._laid_out(font, width)

    def _laid_out(self, font: QFont, width: int) -> QTextLayout:
        option = QTextOption(QStyle.visualAlignment(self.layoutDirection(), self._align))
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(self.layoutDirection())
        layout = QTextLayout(self.text().replace("\n", _NEW_LINE), font)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def _look_again(self) -> None:
        self._at_width.clear()
        self.updateGeometry()
        self.update()

    def setText(self, text: str) -> None:
        if text != self.text():
            self._at_width.clear()
            super().setText(text)

    def heightForWidth(self, width: int) -> int:
        return ceil(self.at_width(width).boundingRect().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(Look.current().font(self._step))
        wide = int(min(metrics.horizontalAdvance(self.text()) + 2, metrics.averageCharWidth() * 64))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetricsF(Look.current().font(self._step))
        return QSize(int(metrics.averageCharWidth() * 8), int(metrics.height()) if self.text() else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colour = self._ink if isinstance(self._ink, str) else Look.current().colour(self._ink)
        painter = QPainter(self)
        painter.setPen(QColor(colour))
        self.at_width(self.width()).draw(painter, QPointF(0, 0))
        painter.end()


class ElidedText(QLabel):
    """One line of plain text that ends in an ellipsis where the room ends; the whole of it is its tooltip."""

    def __init__(self, text: str = "", ink: Ink = Ink.TEXT) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._ink = ink
        self.setText(text)

    def set_ink(self, ink: Ink) -> None:
        """Change the colour of the text."""
        self._ink = ink
        self.update()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(tip(text))

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 6, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(Look.current().colour(self._ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
        painter.end()
