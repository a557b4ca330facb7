"""An X server of one's own, the hands that press its keys, and the program that has its focus."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Self

import msgspec
import pytest

from tests.scanning.keystrokes import place_of
from warehouse_app.scanning.profile import ScannerProfile

TOOLS = ("Xvfb", "xdotool", "setxkbmap")
ALL_TESTS = "WAREHOUSE_ALL_TESTS"
"""Set where somebody has seen to it that the tools are there (packaging/run.py): then no test is skipped for them."""

ROOT = Path(__file__).resolve().parents[2]
EVDEV_OFFSET = 8
ENTER, SHIFT, CTRL, BRACKET = "36", "50", "37", "35"
SCANNER_DELAY_MS, HAND_DELAY_MS = 2, 120
LONG_S, HUSHED_S = 30.0, 3.0


def need_tools(find: Callable[[str], object] = shutil.which) -> None:
    """Skip the test where a tool is missing; let it fail where all were to be there."""
    missing = [tool for tool in TOOLS if not find(tool)]
    if missing:
        (pytest.fail if os.environ.get(ALL_TESTS) else pytest.skip)(f"not installed here: {', '.join(missing)}")


@cache
def ahead() -> tuple[str, ...]:
    """Return what puts a command ahead of everything else that runs here, where that is allowed.

    A scanner has a processor of its own: it does not falter because tests run beside it.
    """
    first = ("chrt", "--fifo", "10")
    if shutil.which(first[0]) is None:
        return ()
    return () if subprocess.run([*first, "true"], stderr=subprocess.DEVNULL, check=False).returncode else first


@contextmanager
def x_server() -> Iterator[str]:
    """Run an X server without a screen, and yield its display."""
    reading, writing = os.pipe()
    command = [*ahead(), "Xvfb", "-displayfd", str(writing), "-noreset", "-screen", "0", "1280x800x24"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(LONG_S)


class Hands:
    """Whoever presses keys at a display: a scanner, by raw key codes, or a person, by what the layout prints."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display}

    def layout(self, name: str) -> None:
        """Give the display a keyboard layout."""
        self.run("setxkbmap", name)

    def scan(self, text: str) -> None:
        """Scan a text with a scanner that types for an American keyboard and ends with Enter: in one call."""
        self.press(*self.codes(text), ENTER, delay=SCANNER_DELAY_MS)

    def type(self, text: str) -> None:
        """Type a text by hand."""
        self.run("xdotool", "type", "--delay", str(HAND_DELAY_MS), text)

    def press(self, *keys: str, delay: int = HAND_DELAY_MS) -> None:
        """Press keys, one after another, by name or key code."""
        self.run(*ahead(), "xdotool", "key", "--delay", str(delay), *keys)

    @staticmethod
    def codes(text: str) -> list[str]:
        """Return the key codes of a text on an American keyboard."""
        codes: list[str] = []
        for character in text:
            place, shift = place_of("]" if character == "\x1d" else character)
            held = f"{CTRL}+" if character == "\x1d" else f"{SHIFT}+" if shift else ""
            codes.append(f"{held}{place + EVDEV_OFFSET}")
        return codes

    def run(self, *command: str) -> None:
        """Run a command at the display."""
        subprocess.run(command, env=self.environment, check=True, stderr=subprocess.DEVNULL, timeout=LONG_S)


class Program:
    """The program under test, at a display; what it says is kept in order."""

    def __init__(self, display: str, profile: ScannerProfile, module: str = "tests.xserver.program") -> None:
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        command = [sys.executable, "-m", module, msgspec.json.encode(profile).decode()]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self._lines: SimpleQueue[dict[str, Any]] = SimpleQueue()
        self.said: list[dict[str, Any]] = []
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        try:
            self.wait_for("ready")
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def do(self, order: str, **facts: Any) -> None:
        """Tell the program to do something, and wait until it is done."""
        assert self._process.stdin is not None
        before = len(self.all("done"))
        self._process.stdin.write(json.dumps({"do": order, **facts}) + "\n")
        self.wait_for("done", times=before + 1)

    def all(self, kind: str) -> list[dict[str, Any]]:
        """Return everything of a kind that the program has said so far."""
        while not self._lines.empty():
            self.said.append(self._lines.get())
        return [line for line in self.said if line["is"] == kind]

    def wait_for(self, kind: str, *, times: int = 1) -> None:
        """Wait until the program has said something so many times, as long as it goes on saying anything at all."""
        while len(self.all(kind)) < times:
            try:
                self.said.append(self._lines.get(timeout=LONG_S))
            except Empty:
                self.said.append({"is": "silent"})
            if self.said[-1]["is"] in {"silent", "ended"}:
                raise AssertionError(f"not {times} × {kind}, but: {self.said}")

    def hush(self) -> None:
        """Wait until the program has had nothing to say for a while."""
        with suppress(Empty):
            while True:
                self.said.append(self._lines.get(timeout=HUSHED_S))

    def rest(self) -> None:
        """Give the program time to do what it should not."""
        time.sleep(0.5)

    @property
    def scans(self) -> list[str]:
        """The texts of the scans that were delivered."""
        return [line["text"] for line in self.all("scan")]

    def shows(self, **facts: Any) -> None:
        """Wait until the window looks like this, whatever else there is to see; say what differs if it never does."""
        until = time.monotonic() + LONG_S
        shown = self._of_state(facts)
        while shown != facts and time.monotonic() < until:
            shown = self._of_state(facts)
        assert shown == facts, f"{shown}, not {facts}"

    def _of_state(self, names: Iterable[str]) -> dict[str, Any]:
        state = self.state()
        return {name: state.get(name) for name in names}

    def state(self) -> dict[str, Any]:
        """Return what the window looks like once everything has arrived."""
        self.rest()
        self.do("state")
        state = dict(self.all("state")[-1])
        del state["is"]
        return state

    def _end(self) -> None:
        self._process.kill()
        self._process.wait(LONG_S)
        self._reader.join(LONG_S)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(BrokenPipeError):
                pipe.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(json.loads(line))
        self._lines.put({"is": "ended"})


def scan(program: Program, hands: Hands, *texts: str) -> None:
    """Scan one code after the other, as a person does who looks at each reply."""
    for text in texts:
        before = len(program.scans)
        hands.scan(text)
        program.wait_for("scan", times=before + 1)


def steadily(start: Callable[[], Program], work: Callable[[Program], None]) -> Program:
    """Do something long with a new program, and return it once it has nothing more to say.

    Where the machine held up whoever types, in the midst of a scan, it is all done again: the scan is refused then, as
    it must be, and nothing is learned of a scanner, which has a processor of its own.
    """
    for _ in range(4):
        program = start()
        try:
            work(program)
        except AssertionError:
            if not program.all("faltered"):
                raise
            continue
        program.hush()
        if not program.all("faltered"):
            return program
    pytest.fail("this machine holds up too often whoever types")
