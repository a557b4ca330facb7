"""How long the window's thread did nothing: a timer of five milliseconds, the gaps between its beats, and a table."""

import threading
import time
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

BEAT_MS = 5
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Heartbeat(QObject):
    """Counts the gaps between beats in milliseconds.

    What the machine gave to other programs while this thread was ready to run is no stall of the window, and is taken
    off where the system says how much it was (Linux).
    """

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._waited_in = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._last, self._waited = 0.0, 0.0
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to count anew."""
        self.gaps.clear()
        self._last, self._waited = time.perf_counter(), self._ready_but_waiting()
        self._timer.start()

    def stop(self) -> list[float]:
        """Stop; return the gaps, longest first."""
        self._timer.stop()
        return sorted(self.gaps, reverse=True)

    def _beat(self) -> None:
        now, waited = time.perf_counter(), self._ready_but_waiting()
        self.gaps.append(1_000 * (now - self._last - (waited - self._waited)))
        self._last, self._waited = now, waited

    def _ready_but_waiting(self) -> float:
        """Return the seconds that this thread was ready to run while others ran."""
        try:
            return int(self._waited_in.read_text().split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            return 0.0


class Cells(QAbstractTableModel):
    """A table such as the pages have: every cell asks Python."""

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 10_000

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 10

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return f"{index.row()} · {index.column()}" if role == Qt.ItemDataRole.DisplayRole else None
