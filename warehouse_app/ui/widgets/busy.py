"""A slim bar that says that something is being done, and how far it is where that is known."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from warehouse_app.ui.look import Ink, Look

_HEIGHT = 3
_WAIT_MS = 250
"""What is done sooner than this shows no bar: it would only flicker."""
_STEP_MS = 40
_STEPS = 40


class Busy(QWidget):
    """The bar keeps its place while it is idle. It stands still where the system asks for less motion."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        self._shown = False
        self._share: float | None = None
        self._step = 0
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._appear)
        self._motion = QTimer(self, interval=_STEP_MS)
        self._motion.timeout.connect(self._move)

    @property
    def busy(self) -> bool:
        """Whether something is being done, even if the bar does not show yet."""
        return self._shown or self._wait.isActive()

    def start(self) -> None:
        """Something begins."""
        self._share = None
        if not self.busy:
            self._wait.start()

    def progress(self, done: int, total: int | None) -> None:
        """Say how far it is; None where nobody knows."""
        self.start()
        self._share = min(done / total, 1.0) if total else None
        if self._share is not None:
            self._motion.stop()
        self.setAccessibleDescription("" if self._share is None else f"{self._share:.0%}")
        self.update()

    def stop(self) -> None:
        """It is done."""
        self._wait.stop()
        self._motion.stop()
        self._shown = False
        self.setAccessibleDescription("")
        self.update()

    def _appear(self) -> None:
        self._shown = True
        if self._share is None and not Look.current().reduced_motion:
            self._motion.start()
        self.update()

    def _move(self) -> None:
        self._step = (self._step + 1) % _STEPS
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, Look.current().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._shown:
            return
        look, whole = Look.current(), QRectF(self.rect())
        painter = QPainter(self)
        painter.fillRect(whole, look.theme.colours.line)
        painter.fillRect(self._bar(whole), look.colour(Ink.ACCENT))
        painter.end()

    def _bar(self, whole: QRectF) -> QRectF:
        """Return the filled part: from the reading side as far as the work is, or a piece that wanders."""
        if self._share is not None:
            start, width = 0.0, whole.width() * self._share
        elif self._motion.isActive():
            width = whole.width() / 4
            start = (whole.width() + width) * self._step / _STEPS - width
        else:
            start, width = 0.0, whole.width()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            start = whole.width() - start - width
        return QRectF(start, 0, width, whole.height())
