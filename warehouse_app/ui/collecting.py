"""Cyclic garbage is collected in the window's own thread alone: what Qt has made must not be destroyed in another."""

import gc

from PySide6.QtCore import QObject, QTimer

from warehouse_app.queries.collecting import collector_is_paused

_EVERY_MS = 1_000


class Collector(QObject):
    """Takes the collector's place until `close`: once a second it does what is due by Python's own thresholds.

    Not while a thread makes many rows (`collector_paused`): to look through them the window would stand still.
    """

    def __init__(self) -> None:
        super().__init__()
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self.collect)
        timer.start(_EVERY_MS)

    def collect(self) -> None:
        """Collect the oldest generation that is due, and so all younger ones."""
        if collector_is_paused():
            return
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [each for each in range(len(counts)) if counts[each] > thresholds[each]]
        if due:
            gc.collect(due[-1])

    def close(self) -> None:
        """Let Python collect by itself again."""
        gc.enable()
