"""The window goes on while 100,000 rows are taken in: its thread never stands still for long."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.benchmarks.stalls import AT_MOST_MS, ROWS, Busy, import_in_the_window, left, opened_import

_LOW = 300
"""The height of the table that is scrolled: painting it must not be what takes long."""


@pytest.mark.slow
def test_the_window_never_stalls_while_a_hundred_thousand_rows_are_imported(tmp_path: Path, qtbot: QtBot) -> None:
    busy = Busy(tmp_path, ROWS, height=_LOW)
    try:
        _, at_rest = busy.measured(lambda: busy.waits(3))
        view = opened_import(busy)
        _, gaps = busy.measured(lambda: import_in_the_window(busy, view))
        left(busy, view)
        [(lines,)] = busy.house.store.sql("SELECT COUNT(*) FROM order_line")
        assert int(lines) == ROWS
        assert len(gaps) > 100
        # On a machine that is busy with other work a window at rest stalls too.
        assert gaps[0] <= max(AT_MOST_MS, 1.5 * at_rest[0])
    finally:
        busy.close()
