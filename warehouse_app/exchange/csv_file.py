"""Text files of comma, semicolon or tab separated cells: encoding, line ends, quoting, and which line a row starts on.

The format is RFC 4180 with any line end. A broken quote costs the line it stands in, never the rest of the file.
"""

import codecs
import csv
import gzip
import io
import re
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from warehouse_app.domain.errors import Problem, Refused
from warehouse_app.exchange.blocks import BLOCK_ROWS, Block, Table, block_of
from warehouse_app.exchange.faults import FileFault, RowFault

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

GZIP_MAGIC = b"\x1f\x8b"
MAX_LINE_BYTES = 256 * 1024
MAX_UNPACKED = 4 * 1024**3
"""Of a packed file; text as it is may be as large as its disk allows, since it is never held as a whole."""

_DELIMITERS = ",;\t"
_BUFFER = 64 * 1024
_HEADER_LINES = 50
_LINE_END = re.compile("\r\n|\r|\n")

ChooseHeader = Callable[[list[list[str]]], list[str]]
"""Given the header as split by each delimiter, returns the one that makes most sense."""


class _Guarded(io.RawIOBase):
    """Bytes as they are read, refused once a line has no end or a packed file unpacks without end."""

    def __init__(self, raw: IO[bytes], file: str, most: int | None) -> None:
        super().__init__()
        self._raw, self._file, self._most = raw, file, most
        self._without_end = self._total = 0

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            data = self._raw.read(len(view))
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise Refused(FileFault.DAMAGED, file=self._file) from error
        except OSError as error:
            raise Refused(FileFault.UNREADABLE, file=self._file, reason=_reason(error)) from error
        view[: len(data)] = data
        self._total += len(data)
        if self._most is not None and self._total > self._most:
            raise Refused(FileFault.TOO_LARGE, file=self._file, most_mb=self._most // 1024**2)
        ended = b"\n" in data or b"\r" in data
        self._without_end = 0 if ended else self._without_end + len(data)
        if self._without_end > MAX_LINE_BYTES:
            raise Refused(FileFault.LINE_TOO_LONG, file=self._file)
        return len(data)

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._raw.close()
        super().close()


def open_bytes(path: Path, file: str) -> io.BufferedReader:
    """Open a file, unpacked if it is packed by gzip, which its first bytes tell.

    Raises Refused: it is missing, a folder, or may not be read; while reading also: damaged, too large.
    """
    try:
        if path.is_dir():
            raise Refused(FileFault.FOLDER, file=file)
        if path.exists() and not path.is_file():
            # A pipe or a device can be read once at most, and an import reads its file twice.
            raise Refused(FileFault.NOT_A_FILE, file=file)
        raw: IO[bytes] = path.open("rb")
        packed = raw.read(2) == GZIP_MAGIC
        raw.seek(0)
    except FileNotFoundError as error:
        raise Refused(FileFault.MISSING, file=file) from error
    except (OSError, ValueError) as error:
        raise Refused(FileFault.UNREADABLE, file=file, reason=_reason(error)) from error
    if packed:
        raw.close()
        return io.BufferedReader(_Guarded(cast("IO[bytes]", gzip.open(path)), file, MAX_UNPACKED), _BUFFER)
    return io.BufferedReader(_Guarded(raw, file, None), _BUFFER)


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def csv_table(path: Path, file: str, choose: ChooseHeader) -> Table:
    """Open a text file as a table. `choose` tells which delimiter it is written with.

    Raises Refused: neither UTF-8 nor UTF-16, empty, a broken header; from the blocks where that shows only there.
    """
    with open_bytes(path, file) as raw:
        start = raw.peek(4)[:4]
        encoding = "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
        with io.TextIOWrapper(raw, encoding, newline="") as text:
            try:
                head = list(islice(text, _HEADER_LINES))
            except UnicodeDecodeError as error:
                raise _undecodable(path, file, encoding) from error
    if "\0" in "".join(head):
        raise Refused(FileFault.NOT_TEXT, file=file)
    headers = {delimiter: _Rows(iter(head), delimiter).header() for delimiter in _DELIMITERS}
    possible = {delimiter: header for delimiter, header in headers.items() if header is not None}
    if not "".join(head).strip():
        raise Refused(FileFault.EMPTY, file=file)
    if not possible:
        raise Refused(FileFault.HEADER_BROKEN, file=file)
    header = choose(list(possible.values()))
    if len(header) == 1 and any(other is None and mark in header[0] for mark, other in headers.items()):
        raise Refused(FileFault.HEADER_BROKEN, file=file)
    delimiter = next(delimiter for delimiter, other in possible.items() if other is header)
    return Table(file, tuple(header), lambda: _blocks(path, file, encoding, delimiter, header))


def _blocks(path: Path, file: str, encoding: str, delimiter: str, header: list[str]) -> Iterator[Block]:
    with open_bytes(path, file) as raw, io.TextIOWrapper(raw, encoding, newline="") as text:
        try:
            rows = _Rows(text, delimiter)
            if rows.header() != header:
                raise Refused(FileFault.CHANGED, file=file)
            while (taken := rows.take(BLOCK_ROWS)) is not None:
                yield block_of(*taken[:2], len(header), taken[2])
        except UnicodeDecodeError as error:
            raise _undecodable(path, file, encoding) from error


def _undecodable(path: Path, file: str, encoding: str) -> Refused:
    """Return the refusal of a file that is not what its first bytes promise, with the line where that shows."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line, ends_in_return = 1, False
    with open_bytes(path, file) as raw:
        while data := raw.read(_BUFFER):
            broken = False
            try:
                text = decoder.decode(data)
            except UnicodeDecodeError as error:
                broken = True
                text = error.object[: error.start].decode(error.encoding, "ignore")
            line += len(_LINE_END.findall(text)) - (ends_in_return and text.startswith("\n"))
            if broken:
                break
            ends_in_return = text.endswith("\r")
    return Refused(FileFault.ENCODING, file=file, line=line, encoding="UTF-16" if encoding == "utf-16" else "UTF-8")


class _Rows:
    """The rows of a text, counted by line, past every broken quote."""

    def __init__(self, text: Iterator[str], delimiter: str) -> None:
        self._text, self._delimiter = text, delimiter
        self._line = 0
        self._recent: list[str] = []
        self._again: deque[str] = deque()
        self._reader = self._read()

    def header(self) -> list[str] | None:
        """Take the first row that is not empty; None where there is none that can be read."""
        while (taken := self.take(1)) is not None:
            _, rows, problems = taken
            if problems:
                return None
            if "".join(rows[0]).strip():
                return rows[0]
        return None

    def take(self, most: int) -> tuple[Sequence[int], list[list[str]], list[Problem]] | None:
        """Return at most `most` rows with the line each starts on; None at the end of the text."""
        self._recent.clear()
        rows: list[list[str]] = []
        try:
            rows.extend(islice(self._reader, most))
        except csv.Error as error:
            return self._past(rows, str(error))
        if not rows:
            return None
        lines = self._starts(rows, whole=len(self._recent) == len(rows))
        self._line += len(self._recent)
        return lines, rows, []

    def _past(self, rows: list[list[str]], reason: str) -> tuple[Sequence[int], list[list[str]], list[Problem]]:
        """Give up the line in which a broken row begins, and go on reading with the line after it."""
        lines = self._starts(rows, whole=False)
        good = sum(1 + _breaks(row) for row in rows)
        broken = self._recent[good:]
        self._again.extendleft(reversed(broken[1:]))
        self._line += good + 1
        if len(broken) > 1 or reason == "unexpected end of data":
            code = RowFault.QUOTE_OPEN
        elif reason.startswith("field larger"):
            code = RowFault.CELL_TOO_LONG
        else:
            code = RowFault.TEXT_AFTER_QUOTE
        self._reader = self._read()
        return lines, rows, [Problem(self._line, "", code, {})]

    def _starts(self, rows: list[list[str]], *, whole: bool) -> Sequence[int]:
        """Return the line each row starts on; `whole` says that each takes one line."""
        first = self._line + 1
        if whole:
            return range(first, first + len(rows))
        starts = []
        for row in rows:
            starts.append(first)
            first += 1 + _breaks(row)
        return starts

    def _read(self) -> Iterator[list[str]]:
        return csv.reader(self._lines(), delimiter=self._delimiter, strict=True)

    def _lines(self) -> Iterator[str]:
        recent, again, text = self._recent, self._again, self._text
        while line := again.popleft() if again else next(text, ""):
            recent.append(line)
            yield line


def _breaks(row: list[str]) -> int:
    """Return how many line ends stand inside the cells of a row."""
    text = "\0".join(row)
    return len(_LINE_END.findall(text)) if "\n" in text or "\r" in text else 0
