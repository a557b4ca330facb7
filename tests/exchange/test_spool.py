"""Rows kept on disk between checking and storing."""

import errno
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.files import refusal
from warehouse_app.domain.records import CancellationRecord, ItemRecord, OrderLineRecord, StockRecord
from warehouse_app.domain.statuses import ShipPolicy, StockStatus
from warehouse_app.exchange.faults import FileFault
from warehouse_app.exchange.spool import Row, Spool

AT = datetime(2010, 12, 1, 8, 26, 0, 123_456, tzinfo=UTC)
LINE = OrderLineRecord("1", "C", "A", 5, AT, date(2026, 3, 1), "A", ShipPolicy.ORDER_COMPLETE, 250, 1, note="ä\n")
CANCELLED = CancellationRecord("C1", "C", "A", 5, AT, 1)


def test_lines_and_cancellations_of_one_chunk_keep_their_order_and_types() -> None:
    rows: list[Row] = [(2, LINE), (3, CANCELLED), (4, CANCELLED), (5, LINE)]
    with Spool() as spool:
        spool.add(rows)
        (back,) = spool.chunks()
    assert back == rows
    assert [type(record) for _, record in back] == [type(record) for _, record in rows]
    line = back[0][1]
    assert isinstance(line, OrderLineRecord)
    assert line.ship_policy is ShipPolicy.ORDER_COMPLETE
    assert type(line.need_by) is date
    assert line.placed_at is not None
    assert line.placed_at.tzinfo is UTC


def test_chunks_stay_apart_and_can_be_read_while_more_are_added() -> None:
    with Spool() as spool:
        assert list(spool.chunks()) == []
        spool.add([(2, LINE)])
        reading = spool.chunks()
        assert next(reading) == [(2, LINE)]
        spool.add([])
        spool.add([(3, CANCELLED)])
        assert list(reading) == [[], [(3, CANCELLED)]]
        assert list(spool.chunks()) == [[(2, LINE)], [], [(3, CANCELLED)]]


def test_kinds_that_look_alike_are_not_mixed_up() -> None:
    rows: list[Row] = [(1, ItemRecord("A", "B")), (2, StockRecord("A", "B", 1, status=StockStatus.QUARANTINED))]
    with Spool() as spool:
        spool.add(rows)
        ((_, item), (_, stock)) = next(spool.chunks())
    assert item == ItemRecord("A", "B")
    assert isinstance(stock, StockRecord)
    assert stock.status is StockStatus.QUARANTINED


def test_nothing_is_left_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Spool() as spool:
        spool.add([(2, LINE)])
        assert list(tmp_path.iterdir()) == []
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with Spool() as spool:
        spool.add([(2, LINE)])
        file: Any = spool._file

        class Full:
            def __getattr__(self, name: str) -> Any:
                return getattr(file, name)

            def flush(self) -> None:
                raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(spool, "_file", Full())
        facts = refusal(lambda: spool.add([(3, LINE)]), FileFault.NO_ROOM)
    assert facts == {"reason": "No space left on device"}


def test_a_folder_for_temporary_files_that_is_not_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    assert refusal(Spool, FileFault.NO_ROOM) == {"reason": "No such file or directory"}
