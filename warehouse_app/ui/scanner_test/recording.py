"""The keys of a test: recorded while it listens, so that none of them does anything, and judged whenever they rest."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from warehouse_app.scanning.keyboard import Key
from warehouse_app.scanning.probe import Probed, ScannerFinding, probe
from warehouse_app.scanning.profile import ScannerProfile
from warehouse_app.ui.scan_filter import ScanFilter

REST_MS = 600
"""How long keys must rest to be judged: longer than a scanner pauses within a code."""
_TELL_AFTER_MS = 40
_MOST_KEYS = 1_500
"""Two codes have some two hundred; beyond this something else is being typed."""

MISSING = frozenset({ScannerFinding.PLAIN_MISSING, ScannerFinding.GS1_MISSING})


def is_complete(probed: Probed) -> bool:
    """Return whether both codes of the card were read, and there is a profile."""
    return probed.profile is not None and not MISSING & {finding.code for finding in probed.findings}


@dataclass(slots=True)
class _Ear:
    """Whether keys are being recorded now; it outlives the recording."""

    open: bool = False


class Recording(QObject):
    """Records while it is `wanted` and its window is active: a dialog on top of it must get its keys.

    It ends by itself once both codes of the card were read, at Esc, and at the latest when it is destroyed. What nobody
    could read is forgotten at the next key.
    """

    arrived = Signal()
    """There are new keys."""
    judged = Signal(object)
    """Probed."""
    escaped = Signal()
    """Somebody wants the keyboard back."""

    def __init__(self, keys: ScanFilter, base: Callable[[], ScannerProfile], parent: QObject) -> None:
        super().__init__(parent)
        self.keys: list[Key] = []
        self._filter, self._base = keys, base
        self._wanted = self._active = self._spent = False
        ear = self._ear = _Ear()
        self._tell = QTimer(self, singleShot=True, interval=_TELL_AFTER_MS)
        self._tell.timeout.connect(self.arrived)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._judge)
        self.destroyed.connect(lambda: keys.record(None) if ear.open else None)

    @property
    def listening(self) -> bool:
        """Whether every key comes here and nowhere else."""
        return self._ear.open

    def start(self) -> None:
        """Begin anew."""
        self.keys.clear()
        self._wanted, self._spent = True, False
        self._listen()
        self.arrived.emit()

    def stop(self) -> None:
        """Give the keyboard back."""
        self._wanted = False
        self._listen()

    def set_active(self, active: bool) -> None:  # noqa: FBT001 - as a window tells it
        """Say whether the window is the one that gets the keys."""
        self._active = active
        self._listen()

    def _listen(self) -> None:
        listening = self._wanted and self._active
        if listening != self._ear.open:
            self._ear.open = listening
            self._filter.record(self._take if listening else None)

    def _take(self, key: Key) -> None:
        if key.down and key.code == Qt.Key.Key_Escape.value:
            self.stop()
            self._rest.stop()
            self.escaped.emit()
            return
        if self._spent:
            self.keys.clear()
            self._spent = False
        if not key.down and all(each.identity != key.identity for each in self.keys):
            return  # of a key that was pressed before the test began
        self.keys.append(key)
        del self.keys[:-_MOST_KEYS]
        self._tell.start()
        self._rest.start()

    def _judge(self) -> None:
        probed = probe(self.keys, self._base())
        self._spent = probed.profile is None
        if is_complete(probed):
            self.stop()
        self.judged.emit(probed)
