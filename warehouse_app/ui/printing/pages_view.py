"""The pages of a PDF below each other: only those in view are rendered, in the background, and sharp on any screen."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from warehouse_app.documents.pictures import PageSize
from warehouse_app.ui.background import Background, Lane, Task
from warehouse_app.ui.look import Look
from warehouse_app.ui.printing.images import page_image
from warehouse_app.ui.printing.zoom import (
    GAP,
    Fit,
    Layout,
    Zoom,
    factor_for,
    larger,
    lay_out,
    render_scale,
    smaller,
)

_MOST_KEPT_BYTES = 160_000_000
_LINE = 48
_PAPER = QColor("white")


class _Key(NamedTuple):
    page: int
    scale: float


@dataclass(frozen=True, slots=True)
class Shown:
    """Which page is in the middle (from 1), of how many, and how large (100: as on paper)."""

    page: int
    pages: int
    percent: int


class PagesView(QAbstractScrollArea):
    """Shows a PDF. `moved` tells what is shown whenever that changes."""

    moved = Signal(object)
    """Shown."""

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._pdf = b""
        self._sizes: list[PageSize] = []
        self._zoom: Zoom = Fit.WIDTH
        self._layout = Layout(1.0, ())
        self._pictures: OrderedDict[_Key, QImage] = OrderedDict()
        self._tasks: dict[_Key, Task] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Always there: to fit the width must not change the width.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        Look.current().changed.connect(self.viewport().update)

    def show_pdf(self, pdf: bytes, sizes: list[PageSize]) -> None:
        """Show a document from its first page."""
        self._pdf, self._sizes = pdf, sizes
        self._pictures.clear()
        self._drop_tasks(set())
        self.verticalScrollBar().setValue(0)
        self._lay_out()

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        return Shown(self._page + 1, len(self._sizes), round(self._layout.factor * 100))

    @property
    def rendered(self) -> set[int]:
        """The pages (from 1) whose pictures are there, as sharp as the screen is."""
        return {key.page + 1 for key in map(self._key, range(len(self._sizes))) if key in self._pictures}

    def zoom_to(self, zoom: Zoom) -> None:
        """Show the pages to the width or the whole of the window, or at a factor."""
        self._zoom_about(zoom, QPoint(self.viewport().width() // 2, 0))

    def zoom_in(self) -> None:
        """Show the pages a step larger."""
        self.zoom_to(larger(self._layout.factor))

    def zoom_out(self) -> None:
        """Show the pages a step smaller."""
        self.zoom_to(smaller(self._layout.factor))

    def go_to(self, page: int) -> None:
        """Show the top of a page (from 1), or of the nearest that there is."""
        if self._sizes:
            at = min(max(page, 1), len(self._sizes)) - 1
            self.verticalScrollBar().setValue(self._layout.rooms[at].top - GAP)

    @property
    def _page(self) -> int:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return self._layout.page_at(middle)

    def _zoom_about(self, zoom: Zoom, point: QPoint) -> None:
        """Change the zoom such that what lies at a point of the view stays there."""
        before = self._layout
        down = self.verticalScrollBar().value() + point.y()
        along = self.horizontalScrollBar().value() + point.x()
        self._zoom = zoom
        self._lay_out()
        if before.width and self._layout.rooms:
            page = before.page_at(down)
            of_page = (down - before.rooms[page].top) / before.factor
            top = self._layout.rooms[page].top + of_page * self._layout.factor
            self.verticalScrollBar().setValue(round(top) - point.y())
            share = along / max(before.width, self.viewport().width())
            self.horizontalScrollBar().setValue(round(share * self._layout.width) - point.x())

    def _lay_out(self) -> None:
        room = self.viewport().size()
        self._layout = lay_out(self._sizes, factor_for(self._zoom, self._sizes, room.width(), room.height()))
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, self._layout.height - room.height()))
        vertical.setPageStep(room.height())
        vertical.setSingleStep(_LINE)
        horizontal.setRange(0, max(0, self._layout.width - room.width()))
        horizontal.setPageStep(room.width())
        horizontal.setSingleStep(_LINE)
        self._scrolled()

    def _scrolled(self) -> None:
        self._ask()
        self.viewport().update()
        if self._sizes:
            self.moved.emit(self.shown)

    # --- pictures ---

    def _key(self, page: int) -> _Key:
        return _Key(page, render_scale(self._sizes[page], self._layout.factor, self.devicePixelRatioF()))

    def _in_view(self) -> range:
        top = self.verticalScrollBar().value()
        return self._layout.between(top, top + self.viewport().height())

    def _ask(self) -> None:
        """Have the pages in view rendered that are not, and nothing else."""
        if not self.isVisible():
            return
        wanted = {self._key(page) for page in self._in_view()}
        self._drop_tasks(wanted)
        for key in sorted(wanted - set(self._pictures) - set(self._tasks)):
            self._tasks[key] = self._render(key)

    def _render(self, key: _Key) -> Task:
        pdf = self._pdf

        def rendered(image: QImage) -> None:
            del self._tasks[key]
            self._keep(key, image)
            self.viewport().update()

        return self._background.run(Lane.READS, self, lambda: page_image(pdf, key.page, key.scale), rendered)

    def _keep(self, key: _Key, image: QImage) -> None:
        self._pictures[key] = image
        in_view = set(self._in_view())
        for old in list(self._pictures):
            if sum(kept.sizeInBytes() for kept in self._pictures.values()) <= _MOST_KEPT_BYTES:
                break
            if old.page not in in_view:
                del self._pictures[old]

    def _drop_tasks(self, wanted: set[_Key]) -> None:
        for key in set(self._tasks) - wanted:
            self._tasks.pop(key).cancel()

    def _best(self, page: int) -> QImage | None:
        """Return the picture of a page at this zoom, or until it is there the one of another zoom."""
        key = self._key(page)
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        return next((image for other, image in reversed(self._pictures.items()) if other.page == page), None)

    # --- Qt's own ---

    def sizeHint(self) -> QSize:
        look = Look.current()
        return QSize(look.px(820), look.px(900))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._scrolled()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if isinstance(self._zoom, Fit):
            self._zoom_about(self._zoom, QPoint(0, 0))
        else:
            self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        colours = Look.current().theme.colours
        painter.fillRect(self.viewport().rect(), QColor(colours.raised))
        painter.setPen(QPen(QColor(colours.border), 1))
        left_over = max(0, self.viewport().width() - self._layout.width)
        for page in self._in_view():
            room = self._layout.rooms[page]
            left = GAP + left_over // 2 + (self._layout.width - 2 * GAP - room.width) // 2
            left -= self.horizontalScrollBar().value()
            place = QRectF(left, room.top - self.verticalScrollBar().value(), room.width, room.height)
            painter.fillRect(place, _PAPER)
            image = self._best(page)
            if image is not None:
                sharp = QSizeF(image.size()) / self.devicePixelRatioF()
                exact = abs(sharp.width() - room.width) <= 1 and abs(sharp.height() - room.height) <= 1
                # A picture of this very zoom is not stretched by a fraction of a pixel.
                painter.drawImage(QRectF(place.topLeft(), sharp) if exact else place, image)
            painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = event.angleDelta().y()
            if step:
                factor = larger(self._layout.factor) if step > 0 else smaller(self._layout.factor)
                self._zoom_about(factor, event.position().toPoint())
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self._turn(1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_Backspace:
                self._turn(-1)
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)

    def _turn(self, by: int) -> None:
        """Scroll to where the next page begins, or by almost a window where that is further away."""
        bar = self.verticalScrollBar()
        at, height = bar.value(), self.viewport().height()
        step = max(height - _LINE, _LINE)
        tops = [room.top - GAP for room in self._layout.rooms]
        if by > 0:
            bar.setValue(min((top for top in tops if at < top <= at + height), default=at + step))
        else:
            bar.setValue(max((top for top in tops if at - height <= top < at), default=at - step))
