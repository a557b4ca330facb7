"""From the last key of a scan to the painted reply, with a million order lines behind it and the real window.

Run: `python -m tests.benchmarks.scan_to_paint [order lines]`, on a screen or under Xvfb. Each scan of a bin books three
units of an item for which hundreds of lines wait, by key events with the scanner's own times, through the filter, the
queue of scans, the station and its transaction, until the page was repainted. The floor, in the same run and on the
same file, is one durable commit plus one frame of 16.7 ms; to reach: the median at most one frame over the commit, and
95 of 100 at most two.
"""

import gc
import os
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep

os.environ.setdefault("WAREHOUSE_LOG", tempfile.mkdtemp(prefix="warehouse-log-"))

from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.large_house import large_house
from tests.benchmarks.scanner import Scanner
from warehouse_app.settings import Workstation
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.look import Look
from warehouse_app.ui.scan_filter import ScanFilter, prepare_keyboard
from warehouse_app.ui.session import Session
from warehouse_app.ui.sounds import Sounds

FRAME_MS = 1000 / 60
BOOKINGS = 200
WARM_UP = 10


def bookings(session: Session) -> list[float]:
    """Return the milliseconds from the last key to the painted reply of each booking."""
    scanner = Scanner(session)
    heard: list[tuple[Tone, float]] = []
    loop = QEventLoop()

    def hear(tone: Tone) -> None:
        heard.append((tone, perf_counter()))
        loop.quit()

    session.desk.sounded.connect(hear)

    def scan(text: str) -> float:
        before = len(heard)
        began = scanner.type(text)
        if len(heard) == before:
            loop.exec()  # the window sleeps until the reply comes, as it does in the program
        scanner.pause()
        tone, painted = heard[-1]
        assert tone in {Tone.OK, Tone.ASK}, f"{text} was refused: {session.window.page}"
        return (painted - began) * 1000

    times: list[float] = []
    for at in range(WARM_UP + BOOKINGS):
        order, line = at // 10 + 1, at % 10 + 1
        if line == 1:
            scan(f"PO-{order}")
        scan("WXQTY3")
        scan(f"SKU-{(order * 10 + line) % 2_000 + 1:05}")
        settle(session)
        times.append(scan(f"L-B-{at % 500 + 1:04}"))
        settle(session)
    return times[WARM_UP:]


def settle(session: Session) -> None:
    """Let the pages read what has changed, as they do while a clerk reaches for the next case."""
    QTest.qWait(15)
    while any(map(session.desk.background.busy, Lane)):
        QTest.qWait(5)


def commits(session: Session) -> list[float]:
    """Return the milliseconds of durable commits on the same file, each of one small row."""
    store = session.desk.house.store
    times: list[float] = []
    store.connect()
    for at in range(BOOKINGS):
        sleep(0.005)
        began = perf_counter()
        with store.transaction():
            store.sql(
                "INSERT INTO action (action_id, verb, actor, workstation, at) VALUES (?, 'floor', 'anna', 'desk', ?)",
                (f"floor-{at}", at),
            )
        times.append((perf_counter() - began) * 1000)
    return times


def figures(name: str, times: list[float]) -> tuple[float, float]:
    """Print and return the median and the 95th of 100."""
    middle, late = median(times), quantiles(times, n=100)[94]
    print(f"{name:<28} median {middle:6.1f} ms   p95 {late:6.1f} ms   longest {max(times):6.1f} ms")
    return middle, late


def report(what: str, over: float, frames: float) -> None:
    """Print how far over the commit something is, against what is to be reached."""
    verdict = "reached" if over <= frames * FRAME_MS else "NOT reached"
    print(f"{what}: {over:.1f} ms over the commit = {over / FRAME_MS:.2f} frames; at most {frames:g}: {verdict}")


def main(lines: int) -> None:
    """Make the house, open the window on it, and measure."""
    prepare_keyboard()
    application = QApplication(sys.argv[:1])
    Look.apply(application)
    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        house = large_house(Path(folder), lines)
        print(f"{lines:,} order lines made in {perf_counter() - began:.0f} s")
        keys = ScanFilter(Workstation().scanner)
        application.installEventFilter(keys)
        session = Session(
            house, Workstation(), keys, Sounds(volume=0), language="en", save=lambda _: None, report=_raise
        )
        session.window.show()
        QTest.qWaitForWindowExposed(session.window)
        settle(session)
        gc.collect()
        scan_median, scan_late = figures("last key to painted reply", bookings(session))
        commit_median, commit_late = figures("floor: one durable commit", commits(session))
        print(f"floor: one frame {FRAME_MS:.1f} ms")
        report("median", scan_median - commit_median, 1)
        report("p95", scan_late - commit_late, 2)
        session.close()


def _raise(error: Exception) -> None:
    raise error


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
