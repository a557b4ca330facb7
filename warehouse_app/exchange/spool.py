"""Rows kept on disk between checking and storing, so that exactly what was checked is stored.

The file has no name and goes with the process. A record is written as msgpack and read back by the types of its fields:
unlike a pickle, what stands on disk can never become anything but records.
"""

import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Self

import msgspec

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import RECORD_OF, CancellationRecord, Record
from warehouse_app.exchange.faults import FileFault

Row = tuple[int, Record]

_LENGTH_BYTES = 8
_ENCODER = msgspec.msgpack.Encoder()
# Records of one type that follow each other are a run: its type's name, and its rows as they are.
_RUNS = msgspec.msgpack.Decoder(list[tuple[str, msgspec.Raw]])
_ROWS: dict[str, msgspec.msgpack.Decoder[Any]] = {
    record.__name__: msgspec.msgpack.Decoder(list[tuple[int, record]])  # type: ignore[valid-type]
    for record in (*RECORD_OF.values(), CancellationRecord)
}


class Spool:
    """Chunks of rows, in the order in which they were added; gone when the context ends."""

    def __init__(self) -> None:
        try:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        except OSError as error:
            raise _not_written(error) from error
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, rows: Sequence[Row]) -> None:
        """Append a chunk: records, each with its line. Raises Refused where the disk has no room for it."""
        runs = [(name, msgspec.Raw(_ENCODER.encode(list(run)))) for name, run in groupby(rows, _type_name)]
        frame = _ENCODER.encode(runs)
        try:
            self._file.seek(self._end)
            self._file.write(len(frame).to_bytes(_LENGTH_BYTES, "big") + frame)
            # A full disk shows here, where it can still be told, rather than when the file is closed.
            self._file.flush()
        except OSError as error:
            raise _not_written(error) from error
        self._end += _LENGTH_BYTES + len(frame)

    def chunks(self) -> Iterator[list[Row]]:
        """Yield each chunk as it was given."""
        at = 0
        while at < self._end:
            self._file.seek(at)
            length = int.from_bytes(self._file.read(_LENGTH_BYTES), "big")
            frame = self._file.read(length)
            at += _LENGTH_BYTES + length
            chunk: list[Row] = []
            for name, rows in _RUNS.decode(frame):
                chunk += _ROWS[name].decode(rows)
            yield chunk


def _type_name(row: Row) -> str:
    return type(row[1]).__name__


def _not_written(error: OSError) -> Refused:
    return Refused(FileFault.NO_ROOM, reason=error.strerror or str(error))
