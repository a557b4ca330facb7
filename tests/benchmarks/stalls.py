"""Stalls of the window while long work goes on: against the same window at rest, and against an import in a thread.

    python -m tests.benchmarks.stalls [rows]
    python -m tests.benchmarks.stalls preview [lines]

The window shows a table whose cells are made by Python, and scrolls it all the time, as somebody at work does; beside
it 100,000 order lines are checked and stored through the import of the window, or runs over 200,000 open lines are
planned and shown in the dialog of a run by hand, and one of them is stopped. Prints the longest gaps between the beats
of a timer of 5 ms, in milliseconds. On a machine that is busy with other work take the best of several.
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
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from tests.benchmarks.large_house import large_house
from tests.ui.heartbeat import Cells, Heartbeat
from warehouse_app.domain.records import Kind
from warehouse_app.domain.statuses import Mode
from warehouse_app.exchange.guessing import guess_columns, known_headings, mapping_of
from warehouse_app.exchange.mapping import Cell
from warehouse_app.exchange.opening import open_table
from warehouse_app.exchange.reading import open_file
from warehouse_app.house import House, found
from warehouse_app.services.importing import checked, take_in
from warehouse_app.settings import Workstation
from warehouse_app.ui.background import Lane
from warehouse_app.ui.collecting import Collector
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.importing.view import ImportView
from warehouse_app.ui.pages.back_orders.allocate import AllocateDialog

ROWS = 100_000
LINES = 200_000
AT_MOST_MS = 100
_SCROLL_MS = 16


class BusyWindow:
    """A window in which somebody scrolls, on a house that it closes at its end."""

    def __init__(self, house: House, height: int = 800) -> None:
        self.house = house
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


class Busy(BusyWindow):
    """Such a window on a new house, with files of `rows` order lines to take in."""

    def __init__(self, folder: Path, rows: int, height: int = 800) -> None:
        self.files = write_files(folder, rows)
        house = found(str(folder / "house.db"), name="Busy", time_zone="UTC", currency="EUR", user="anna")
        super().__init__(house, height)


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


def house_with_stock(folder: Path, lines: int) -> House:
    """Return a house with so many open lines, a third of which hold all they want, and with stock for a tenth."""
    house = large_house(folder, 2 * lines)
    held = "(SELECT COALESCE(SUM(allocated), 0) FROM order_line WHERE item_id = item_stock.item_id)"
    with house.store.transaction():
        house.store.sql("UPDATE order_line SET allocated = quantity WHERE shipped = 0 AND order_id % 3 = 0")
        house.store.sql(f"UPDATE item_stock SET allocated = {held}, allocatable = {held} + 30")
    return house


def previewed(busy: BusyWindow, dialog: AllocateDialog) -> None:
    """Preview a run, as a person does; after another, whose difference is thrown away."""
    dialog.preview_button.click()
    busy.waits(0.1)
    assert dialog.view.currentIndex() == 1, dialog.message.text()


def stopped(busy: BusyWindow, dialog: AllocateDialog, after: float) -> float:
    """Stop a preview after some seconds; return how many seconds later its lane was free."""
    dialog.preview_button.click()
    loop = QEventLoop()
    QTimer.singleShot(int(1_000 * after), loop.quit)
    loop.exec()
    dialog.preview_button.click()
    asked = time.perf_counter()
    busy.waits()
    return time.perf_counter() - asked


def previews(lines: int) -> None:
    """Measure the window at rest, beside previews of large runs, and how soon such a preview is stopped."""
    with tempfile.TemporaryDirectory() as folder:
        busy = BusyWindow(house_with_stock(Path(folder), lines))
        collector, parent = Collector(), QWidget()
        dialog = AllocateDialog(busy.desk, parent, [])
        dialog.show()
        print(told("scrolling only", *busy.measured(lambda: busy.waits(5))), flush=True)
        for mode, name in ((Mode.FILL, "a fill"), (Mode.REDISTRIBUTE, "a run afresh")):
            dialog.form.mode.set(mode)
            for _ in range(3):
                print(told(f"preview of {name}", *busy.measured(lambda: previewed(busy, dialog))), flush=True)
        late = [stopped(busy, dialog, after) for after in (0.1, 0.3, 0.6, 0.9, 1.2, 1.5, 1.8)]
        print(f"{'stopped':<28} after {1_000 * min(late):.0f} to {1_000 * max(late):.0f} ms")
        dialog.close()
        busy.close()
        collector.close()


def imports(rows: int) -> None:
    """Measure the window at rest, while the import is opened, while it goes on, and with one in a thread."""
    with busy_window(rows) as busy:
        views: list[ImportView] = []
        print(told("scrolling only", *busy.measured(lambda: busy.waits(5))), flush=True)
        print(told("opening the import", *busy.measured(lambda: views.append(opened_import(busy)))), flush=True)
        name = f"import of {rows:,} rows"
        print(told(name, *busy.measured(lambda: import_in_the_window(busy, views[0]))), flush=True)
        left(busy, views[0])
    with busy_window(rows) as busy:
        print(told("the same in a thread", *busy.measured(lambda: import_in_a_thread(busy))), flush=True)


def main() -> None:
    """Measure the imports or the previews."""
    words = sys.argv[1:]
    application = QApplication([])
    if words[:1] == ["preview"]:
        previews(int(words[1]) if words[1:] else LINES)
    else:
        imports(int(words[0]) if words else ROWS)
    application.quit()


if __name__ == "__main__":
    main()
