"""The table of back orders with 1,000,000 lines: how long the window stands still while somebody works in it.

    python -m tests.benchmarks.scrolling [LINES]

Prints, for each thing that is done, the longest stall of the window's thread (the gaps of a timer of five
milliseconds), how long it took until all rows in sight were there, and how often a frame (16.7 ms) fits into the stall;
at last the memory, beside that of the same work on a quarter of the lines.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.large_house import large_house
from tests.ui.heartbeat import Heartbeat
from warehouse_app.house import House
from warehouse_app.queries.listing import Sort
from warehouse_app.queries.listings.queue import back_orders
from warehouse_app.settings import Scheme, Workstation
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Look
from warehouse_app.ui.tables import Column, RowsTable

LINES = 1_000_000
FRAME_MS = 1_000 / 60
GOAL_MS = 100
FIELDS = (
    *("rank_class", "lifted", "placed", "due", "need_by", "promised", "order", "line", "customer_code", "customer"),
    *("sku", "item", "open", "allocated", "short", "not_before"),
)


class Measured(NamedTuple):
    """What was done, its longest stall in milliseconds, and the seconds until all that is in sight was there."""

    what: str
    stall: float
    seconds: float


class Worker:
    """Somebody who works in the table, and the clock beside her."""

    def __init__(self, app: QApplication, desk: Desk) -> None:
        self.desk = desk
        self.app = app
        self.measured: list[Measured] = []
        self._beat = Heartbeat()
        self.table = RowsTable(
            desk, [Column(name, name) for name in FIELDS], name="scrolling", title="Back orders", empty=("", "")
        )
        self.table.resize(1_280, 800)
        self.table.show()

    def does(self, what: str, work: Callable[[], object]) -> None:
        """Do it, and wait until everything in sight is there."""
        self._beat.start()
        start = time.perf_counter()
        work()
        self._settle()
        seconds = time.perf_counter() - start
        self.measured.append(Measured(what, self._beat.stop()[0], seconds))
        self._rest()

    def _settle(self) -> None:
        beats = len(self._beat.gaps) + 3  # so that the last stall is counted too
        while (
            self.desk.background.busy(Lane.READS)
            or self.table.model._fetch_soon.isActive()
            or len(self._beat.gaps) < beats
        ):
            self.app.processEvents()
            time.sleep(0.001)

    def _rest(self) -> None:
        """Let the totals be read too, which nobody waits for."""
        end = time.perf_counter() + 0.3
        while time.perf_counter() < end or self.desk.background.busy(Lane.READS):
            self.app.processEvents()
            time.sleep(0.001)

    # What somebody does

    def opens(self) -> None:
        house = self.desk.house
        self.table.show_listing(lambda: back_orders(house.store, house.settings))

    def wheels(self, turns: int) -> None:
        """Turn the wheel, a frame between."""
        viewport = self.table.grid.viewport()
        middle = QPointF(viewport.rect().center())
        for _ in range(turns):
            event = QWheelEvent(
                middle,
                viewport.mapToGlobal(middle),
                QPoint(),
                QPoint(0, -240),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QCoreApplication.sendEvent(viewport, event)
            self._frame()

    def drags(self) -> None:
        """Drag the bar through the whole table, and to and fro."""
        bar = self.table.grid.verticalScrollBar()
        dice = random.Random(5)
        for step in range(100):
            bar.setValue(bar.maximum() * step // 100)
            self._frame()
        for _ in range(50):
            bar.setValue(dice.randrange(bar.maximum()))
            self._frame()

    def _frame(self) -> None:
        end = time.perf_counter() + FRAME_MS / 1_000
        while time.perf_counter() < end:
            self.app.processEvents()
            time.sleep(0.001)

    def searches(self) -> None:
        self.table.search.setText("customer 00123 item 7")
        QTest.keyClick(self.table.search, Qt.Key.Key_Return)

    def presses(self, key: Qt.Key) -> None:
        QTest.keyClick(self.table.grid, key)


def work(app: QApplication, house: House) -> list[Measured]:
    """Do everything once."""
    desk = Desk(house, Workstation(), language="en", save=_forget, report=_raise)
    worker = Worker(app, desk)
    grid, table = worker.table.grid, worker.table
    worker.does("open", worker.opens)
    worker.does("turn the wheel 400 times", lambda: worker.wheels(400))
    worker.does("drag the bar", worker.drags)
    worker.does("jump to the end", lambda: worker.presses(Qt.Key.Key_End))
    worker.does("jump to the beginning", lambda: worker.presses(Qt.Key.Key_Home))
    worker.does("select all", grid.selectAll)
    worker.does("reload", table.reload)
    for field in FIELDS:
        worker.does(f"sort by {field}", lambda field=field: table.sort_by(Sort(field)))  # type: ignore[misc]
        worker.does("  and turn the wheel", lambda: worker.wheels(60))
        worker.does("  and jump to the end", lambda: worker.presses(Qt.Key.Key_End))
    worker.does("as the list stands", lambda: table.sort_by(None))
    worker.does("search", worker.searches)
    desk.background.close()
    return worker.measured


def _forget(_: Workstation) -> None:
    """Keep no settings."""


def _raise(error: Exception) -> None:
    raise error


def memory() -> int:
    """Return the memory this process has now, in MB (Linux)."""
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) // 1_024


def run(lines: int) -> tuple[list[Measured], int]:
    """Measure in a house of that many lines; return the memory of the end too."""
    with tempfile.TemporaryDirectory() as folder:
        house = large_house(Path(folder), lines, shipped_share=0)
        app = QApplication([])
        Look.apply(app, Scheme.LIGHT)
        measured = work(app, house)
        megabytes = memory()
        house.close()
    return measured, megabytes


def main() -> None:
    """Measure, and print each thing beside a frame."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    measured, megabytes = run(lines)
    if "--memory" in sys.argv:
        print(megabytes)
        return
    for each in measured:
        frames = each.stall / FRAME_MS
        print(f"{each.what:<28} stall {each.stall:6.1f} ms = {frames:4.1f} frames · there after {each.seconds:6.2f} s")
    longest = max(measured, key=lambda each: each.stall)
    verdict = "reached" if longest.stall <= GOAL_MS else "MISSED"
    print(f"longest stall {longest.stall:.1f} ms ({longest.what.strip()}), to reach {GOAL_MS} ms: {verdict}")
    few = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.scrolling", str(lines // 4), "--memory"],
        check=True,
        capture_output=True,
        text=True,
    )
    print(f"memory {megabytes} MB · with a quarter of the lines {few.stdout.strip()} MB")


if __name__ == "__main__":
    main()
