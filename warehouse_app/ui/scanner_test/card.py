"""The card on the screen, large enough to be scanned from it, and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.documents.sheets import CARD_NUMBER
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.scanning.probe import CARD_PLAIN
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import RADIUS, Look, Space, Text
from warehouse_app.ui.printing.preview import PdfPreview, preview_paper
from warehouse_app.ui.words.settings import ScannerTestWord as Word

_LEAST_DOTS, _MOST_DOTS = 2, 4
"""How many dots of the screen the thinnest bar is wide: with one, cameras see the screen rather than the bar."""
_BAR_HEIGHT = 84
_PAPER, _INK = QColor("white"), QColor("black")


@dataclass(frozen=True, slots=True)
class CardCode:
    """A code for the screen: its modules from the left, dark or not, and what people read below it."""

    stripes: tuple[bool, ...]
    words: str


def card_codes() -> tuple[CardCode, CardCode]:
    """Return both codes of the card."""
    # Here, since the window opens sooner without what makes documents.
    from warehouse_app.documents.scanner_card import card_gs1_words, card_stripes  # noqa: PLC0415

    plain, gs1 = card_stripes()
    return CardCode(plain, CARD_PLAIN), CardCode(gs1, card_gs1_words())


def preview_card(desk: Desk, parent: QWidget | None = None) -> PdfPreview:
    """Open the preview of the card on paper, and return it."""
    return preview_paper(desk, DocumentKind.SCANNER_CARD, CARD_NUMBER, parent)


class CardView(QWidget):
    """Both codes, black on white in dark windows too, each bar a whole number of dots wide."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._codes: Sequence[CardCode] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setAccessibleName(desk.say(Word.CARD))
        Look.current().changed.connect(self.updateGeometry)
        desk.background.run(Lane.READS, self, card_codes, self._show)

    def _show(self, codes: tuple[CardCode, CardCode]) -> None:
        self._codes = codes
        said = (self._desk.say(Word.CARD_NAMED, number=n, text=code.words) for n, code in enumerate(codes, start=1))
        self.setAccessibleName(" ".join(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look, ratio = Look.current(), self.devicePixelRatioF()
        modules = max((len(code.stripes) for code in self._codes), default=0)
        wide = round(modules * _LEAST_DOTS / ratio) + 2 * look.px(Space.M)
        return QSize(wide, 2 * self._room_for_one() + 3 * look.px(Space.XL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _room_for_one(self) -> int:
        return Look.current().px(_BAR_HEIGHT) + self.fontMetrics().height() + Look.current().px(Space.XS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = Look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PAPER)
        painter.drawRoundedRect(QRectF(self.rect()), look.px(RADIUS), look.px(RADIUS))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setFont(look.font(Text.CAPTION))
        gap = (self.height() - 2 * self._room_for_one()) / 3
        for number, code in enumerate(self._codes):
            self._paint_code(painter, code, gap + number * (self._room_for_one() + gap))
        painter.end()

    def _paint_code(self, painter: QPainter, code: CardCode, top: float) -> None:
        look, ratio = Look.current(), self.devicePixelRatioF()
        dots = int(self.width() * ratio // len(code.stripes))
        module = min(max(dots, _LEAST_DOTS), _MOST_DOTS * max(1, int(ratio))) / ratio
        left = round((self.width() - module * len(code.stripes)) / 2 * ratio) / ratio
        top = round(top * ratio) / ratio
        for place, dark in enumerate(code.stripes):
            if dark:
                painter.fillRect(QRectF(left + place * module, top, module, look.px(_BAR_HEIGHT)), _INK)
        painter.setPen(_INK)
        below = QRectF(0, top + look.px(_BAR_HEIGHT + Space.XS), self.width(), self.fontMetrics().height())
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, code.words)
