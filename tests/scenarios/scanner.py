"""The command `scan` as a process of its own, and what somebody at a desk scans into it until it is killed."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Queue
from random import Random
from threading import Thread
from typing import Any, NamedTuple

REPLY_WITHIN = 60
"""Seconds; no reply takes that long, starting included."""


class Booking(NamedTuple):
    """Goods that one scan of a place books in."""

    sku: str
    lot: str
    place: str
    units: int


@dataclass(frozen=True)
class Scan:
    """One line of input; `books` is what it books, if it does."""

    text: str
    books: Booking | None = None


def scans(dice: Random, purchase_order: str, count: int) -> list[Scan]:
    """Return the delivery, then `count` times goods and their place."""
    made = [Scan(purchase_order)]
    for _ in range(count):
        units = dice.randint(1, 4)
        if units > 1:
            made.append(Scan(str(units)))
        place = dice.choice(["A-01", "B-01", "DOCK"])
        if dice.random() < 0.3:
            lot = dice.choice(["7", "8"])
            made += [Scan("TEA"), Scan(f"LOT{lot}"), Scan(f"2066-0{lot}-01")]
            made.append(Scan(place, Booking("TEA", f"LOT{lot}", place, units)))
        else:
            made += [Scan("CUP"), Scan(place, Booking("CUP", "", place, units))]
    return made


class Scanner:
    """A running `scan --station receive --json`. `replies` are those read so far: whoever stood there saw them."""

    def __init__(self, url: str) -> None:
        command = [sys.executable, "-m", "warehouse_app", "--database", url, "scan", "--station", "receive", "--json"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._lines: Queue[bytes | None] = Queue()
        self._reader = Thread(target=self._read)
        self._reader.start()
        self.replies: list[dict[str, Any]] = []

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def send(self, some: Iterable[Scan]) -> None:
        """Scan, without waiting for replies."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"".join(scan.text.encode() + b"\n" for scan in some))
        self._process.stdin.flush()

    def hear(self, seconds: float = REPLY_WITHIN) -> dict[str, Any] | None:
        """Return the next reply; None where there is none in time, or ever."""
        try:
            line = self._lines.get(timeout=seconds)
        except Empty:
            return None
        # The last line of a killed process may be half a line: nobody could read it.
        if line is None or not line.endswith(b"\n"):
            return None
        reply: dict[str, Any] = json.loads(line)
        self.replies.append(reply)
        return reply

    def kill(self) -> None:
        """Kill the process with -9, and read what it had still written."""
        self._process.kill()
        assert self._process.wait(REPLY_WITHIN) == -signal.SIGKILL, "it had ended by itself"
        while self.hear() is not None:
            pass
        self._reader.join()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdout.close()
        with suppress(BrokenPipeError):  # lines that it never took
            self._process.stdin.close()
