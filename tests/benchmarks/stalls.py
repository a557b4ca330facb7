"""Stalls of the window while an import goes on: against the same window at rest, and against an import in a thread.

    python -m tests.benchmarks.stalls [rows]

The window shows a table whose cells are made by Python, and scrolls it all the time, as somebody at work does; beside
it 100,000 order lines are checked and stored through the import of the window. Prints the longest gaps between the
beats of a timer of 5 ms, in milliseconds.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QTableView

from tests.ui.heartbeat import Cells, Heartbeat
from warehouse_app.domain.records import Kind
from warehouse_app.exchange.guessing import guess_columns, known_headings, mapping_of
from warehouse_app.exchange.mapping import Cell
from warehouse_app.exchange.opening import open_table
from warehouse_app.exchange.reading import open_file
from warehouse_app.house import found
from warehouse_app.services.importing import checked, take_in
from warehouse_app.settings import Workstation
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.importing.view import ImportView

ROWS = 100_000
AT_MOST_MS = 100
_SCROLL_MS = 16


class Busy:
    """A window in which somebody scrolls, on a new house, with files of `rows` order lines to take in."""

    def __init__(self, folder: Path, rows: int, height: int = 800) -> None:
        self.files = write_files(folder, rows)
        self.house = found(str(folder / "house.db"), name="Busy", time_zone="UTC", currency="EUR", user="anna")
        self.errors: list[Exception] = []
        self.desk = Desk(self.house, Workstation(), language="en", save=lambda _: None, report=self.errors.append)
        self.table = QTableView()
        self.model = Cells()
        self.table.setModel(self.model)
        self.table.resize(1280, height)
        self.table.show()
        self.heart = Heartbeat()
        self._scroll = QTimer(interval=_SCROLL_MS)
        self._scroll.timeout.connect(self._scroll_on)
        self._scroll.start()

    def measured(self, work: Callable[[], None]) -> tuple[float, list[float]]:
        """Do `work`; return how many seconds it took, and the gaps meanwhile, longest first."""
        self.waits(0.3)
        start = time.perf_counter()
        self.heart.start()
        work()
        return time.perf_counter() - start, self.heart.stop()

    def waits(self, seconds: float = 0.0) -> None:
        """Run the window until the long work is done, and for at least so many seconds."""
        end = time.perf_counter() + seconds
        loop = QEventLoop()
        look = QTimer(interval=2)
        look.timeout.connect(lambda: loop.quit() if time.perf_counter() >= end and not self._busy() else None)
        look.start()
        loop.exec()

    def close(self) -> None:
        """End it all."""
        self._scroll.stop()
        self.table.close()
        self.waits()
        self.desk.background.close()
        self.house.close()
        assert self.errors == []

    def _busy(self) -> bool:
        return self.desk.background.busy(Lane.LONG)

    def _scroll_on(self) -> None:
        bar = self.table.verticalScrollBar()
        bar.setValue((bar.value() + 7) % max(1, bar.maximum()))


def write_files(folder: Path, rows: int) -> list[Path]:
    """Write items, places with stock, customers, and orders of five lines each."""
    tables = {
        "items": ["sku,name"] + [f"SKU-{number},Item {number}" for number in range(2_000)],
        "locations": ["code,zone"] + [f"A-{number},A" for number in range(2_000)],
        "customers": ["code,name,city"] + [f"C-{number},Customer {number},Kiel" for number in range(500)],
        "stock": ["sku,location,quantity"] + [f"SKU-{number},A-{number},50" for number in range(2_000)],
        "orders": ["number,customer,sku,quantity"]
        + [f"SO-{at // 5},C-{at // 5 % 500},SKU-{at * 7 % 2_000},{at % 9 + 1}" for at in range(rows)],
    }
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [folder / f"{name}.csv" for name in tables]


def opened_import(busy: Busy) -> ImportView:
    """Open the import and choose the files: the process that reads is begun, and columns are matched."""
    view = ImportView(busy.desk)
    view.resize(1280, 800)
    view.show()
    view.files.add_paths(busy.files)
    busy.waits()
    assert view.files.plan is not None, [file.refused for file in view.files.files]
    return view


def import_in_the_window(busy: Busy, view: ImportView) -> None:
    """Check and take in what was chosen, as a person does."""
    view.files.check_button.click()
    busy.waits()
    assert view.steps.currentWidget() is view.ready, view.files.trouble.text()
    view.ready.second_button.click()
    busy.waits()
    assert view.steps.currentWidget() is view.done, view.files.trouble.text()


def left(busy: Busy, view: ImportView) -> None:
    """Close the import."""
    view.leave()
    busy.waits()
    view.close()


def import_in_a_thread(busy: Busy) -> None:
    """Take the files in in a thread of the window's own process, which the window does not do."""

    def work() -> None:
        sources = []
        for path in busy.files:
            kind = Kind(path.stem)
            columns = guess_columns(kind, open_table(path, known_headings()).header)
            cells = {name: Cell(column=column) for name, column in columns.items()}
            sources.append(open_file(kind, path, mapping=mapping_of(kind, path.name, cells), zone=busy.desk.zone))
        with checked(busy.house.store, sources, update=False) as prepared:
            take_in(busy.house.store, busy.house.act(), prepared)

    busy.desk.background.run(Lane.LONG, busy.desk, work, lambda _: None)
    busy.waits()


@contextmanager
def busy_window(rows: int) -> Iterator[Busy]:
    """Give a busy window on a new house."""
    with tempfile.TemporaryDirectory() as folder:
        busy = Busy(Path(folder), rows)
        try:
            yield busy
        finally:
            busy.close()


def told(name: str, seconds: float, gaps: list[float]) -> str:
    """Return a measurement as a line."""
    above = sum(gap > AT_MOST_MS for gap in gaps)
    p99 = gaps[len(gaps) // 100]
    return f"{name:<28} {seconds:5.1f} s · longest gap {gaps[0]:6.1f} ms · p99 {p99:5.1f} ms · above 100 ms: {above}"


def main() -> None:
    """Measure the window at rest, while the import is opened, while it goes on, and with one in a thread."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    application = QApplication([])
    with busy_window(rows) as busy:
        views: list[ImportView] = []
        print(told("scrolling only", *busy.measured(lambda: busy.waits(5))), flush=True)
        print(told("opening the import", *busy.measured(lambda: views.append(opened_import(busy)))), flush=True)
        name = f"import of {rows:,} rows"
        print(told(name, *busy.measured(lambda: import_in_the_window(busy, views[0]))), flush=True)
        left(busy, views[0])
    with busy_window(rows) as busy:
        print(told("the same in a thread", *busy.measured(lambda: import_in_a_thread(busy))), flush=True)
    application.quit()


if __name__ == "__main__":
    main()
