"""Take pictures of the program as it is: the real window on a demo warehouse, on a screen that nobody sees.

    .venv/bin/python packaging/take_pictures.py            the two of the README, into resources/pictures
    .venv/bin/python packaging/take_pictures.py FOLDER     every page, to be looked at: two sizes, light and dark, and
                                                           large text; or only such as are named after the folder,
                                                           as in 1280x800-light-150

What belongs here: who presses which keys before a picture is taken. Needs Xvfb and xdotool. The content of the demo
warehouse is the same in each that is made on one day.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from multiprocessing import get_context
from pathlib import Path

from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage
from try_window import ROOT, any_window, screen, title, waiting_for, xdotool

PICTURES = ROOT / "resources" / "pictures"
README = ("receive", "back-orders")
SIZES = ("1280x800", "1920x1080")
SCHEMES = ("light", "dark")
SCALES = (1.0, 1.5)
ALIKE = 400
"""In so many bytes two pictures of the same state may differ: a caret blinks."""
ANSWERS_IN, SETTLES_IN, LOOK_EVERY = 1.0, 20.0, 0.25
"""Seconds: until something is seen of a key at the latest, until all is painted at the latest, between two looks."""
RESTED = 2
"""So many looks in a row that show the same are rest."""

PURCHASE_ORDER, FIRST, ITS_PLACE, SECOND = "PO-2114", "2073104010112", "A-01-2", "2073104010211"
UNKNOWN = "4006381333931"
"""A delivery that people wait for, its first item and where that is put, and its second item."""
FAR_ENOUGH = 15
"""So far down the queue stands a line that has others ahead of it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Pictures in one size, one scheme and one size of text, into one folder; of the README's pages only, or of all."""

    folder: Path
    size: str
    scheme: str
    scale: float
    everything: bool

    @property
    def name(self) -> str:
        """What it is called: the size of the text is told in percent where it is not the usual one."""
        text = "" if self.scale == SCALES[0] else f"-{self.scale:.0%}".rstrip("%")
        return f"{self.size}-{self.scheme}{text}"

    def path(self, name: str) -> Path:
        """Return where a picture is kept."""
        return self.folder / (f"{name}-{self.name}.png" if self.everything else f"{name}.png")


class Visitor:
    """Whoever presses keys at the window, waits until all is painted, and takes pictures."""

    def __init__(self, run: Run, environment: dict[str, str]) -> None:
        self._run, self._environment = run, environment
        self._main = waiting_for("the window", lambda: any_window(environment))
        width, height = run.size.split("x")
        xdotool(environment, "windowmove", self._main, "0", "0", "windowsize", self._main, width, height)
        xdotool(environment, "windowfocus", "--sync", self._main, "mousemove", width, height)
        self.settle(self._look())

    @property
    def first_of_the_menu(self) -> tuple[str, ...]:
        """The keys that press the first ready filter: at large text those are in a menu, which is open by now."""
        return () if self._run.scale == SCALES[0] else ("Down", "Return")

    def press(self, *keys: str) -> None:
        """Press keys, one after another, and wait for what comes of the last."""
        for key in keys:
            before = self._look()
            xdotool(self._environment, "key", key)
            self.settle(before)

    def type(self, text: str) -> None:
        """Type a text to where the focus is."""
        before = self._look()
        xdotool(self._environment, "type", "--delay", "40", text)
        self.settle(before)

    def scan(self, *codes: str) -> None:
        """Scan codes, one after another, each into the scan bar, so that it arrives on a busy machine too."""
        for code in codes:
            xdotool(self._environment, "key", "ctrl+l")
            before = self._look()
            xdotool(self._environment, "type", "--delay", "2", "--args", "1", code, "key", "Return")
            self.settle(before)

    def follow(self) -> None:
        """Give the keys to the window that was opened last, as a window manager would."""
        found = xdotool(self._environment, "search", "--onlyvisible", "--name", ".").split()
        xdotool(self._environment, "windowfocus", "--sync", found[-1])
        self.settle(self._look())

    def leave(self, *keys: str) -> None:
        """Close the window on top, with Esc or as told, and go on in the main window."""
        self.press(*(keys or ("Escape",)))
        xdotool(self._environment, "windowfocus", "--sync", self._main)

    def take(self, name: str) -> None:
        """Take a picture, as small a file as can be."""
        self.settle(self._look())
        if not self._run.everything and name not in README:
            return
        path = self._run.path(name)
        self._look().save(str(path))
        with Image.open(path) as image:
            image.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
        print(path, flush=True)

    def settle(self, before: QImage) -> None:
        """Wait until something else is shown than `before`, and then until that stays as it is."""
        start = time.monotonic()
        now = self._look()
        while alike(before, now) and time.monotonic() - start < ANSWERS_IN:
            time.sleep(LOOK_EVERY)
            now = self._look()
        rested = 0
        while time.monotonic() - start < SETTLES_IN:
            time.sleep(LOOK_EVERY)
            last, now = now, self._look()
            rested = rested + 1 if alike(last, now) else 0
            if rested == RESTED:
                return
        sys.exit("The window did not come to rest.")

    @staticmethod
    def _look() -> QImage:
        QGuiApplication.processEvents()
        return QGuiApplication.primaryScreen().grabWindow(0).toImage().convertToFormat(QImage.Format.Format_RGB32)


def alike(one: QImage, other: QImage) -> bool:
    """Return whether two pictures show the same, but for a caret."""
    first, second = (bytes(each.constBits()) for each in (one, other))
    if len(first) != len(second):
        return False
    different = int.from_bytes(first, "little") ^ int.from_bytes(second, "little")
    return len(first) - different.to_bytes(len(first), "little").count(0) <= ALIKE


# What is looked at ----------------------------------------------------------------------------------------------------


def the_main_job(visitor: Visitor) -> None:
    """Receive a delivery that people wait for, and look at who waits for the rest."""
    visitor.press("F2")
    visitor.take("receive-begin")
    visitor.scan(PURCHASE_ORDER, "7", FIRST, ITS_PLACE)
    visitor.take("receive-booked")
    visitor.scan(UNKNOWN)
    visitor.take("receive-not-known")
    visitor.scan("WXBACK", "5", SECOND)
    visitor.take("receive")
    visitor.press("F3", "ctrl+f", "Tab", "space", *visitor.first_of_the_menu)  # only what is short of stock
    visitor.press("F3", *["Down"] * FAR_ENOUGH)
    visitor.take("back-orders")


def picking(visitor: Visitor) -> None:
    """Release, look at the first new list, preview it."""
    visitor.press("F4", "ctrl+r")
    visitor.follow()
    visitor.take("release")
    visitor.leave("ctrl+Return")
    visitor.take("pick-lists")
    visitor.press("ctrl+shift+p")
    visitor.follow()
    visitor.take("preview")
    visitor.press("ctrl+p")
    visitor.follow()
    visitor.take("print")
    visitor.press("alt+p")  # into a file, where there is no printer
    visitor.follow()
    visitor.leave("ctrl+w")
    visitor.press("ctrl+j")
    visitor.follow()
    visitor.take("print-queue")
    visitor.leave()


def stations(visitor: Visitor) -> None:
    """Put something away, count a place once and again, let a lead look at it, and look things up."""
    visitor.press("shift+F2")
    visitor.take("move-begin")
    visitor.scan("L-DOCK-02", "BAG-1012")
    visitor.take("move-goods")
    visitor.scan(UNKNOWN)
    visitor.take("move-not-known")
    visitor.scan("WXYES")
    visitor.take("move")
    visitor.scan("WXUNDO")
    visitor.take("move-undone")
    visitor.press("Escape", "shift+F3")
    visitor.take("count-begin")
    visitor.scan(f"L-{ITS_PLACE}", "1", FIRST)
    visitor.take("count")
    visitor.scan("WXDONE", "1", FIRST, "WXDONE")
    visitor.press("ctrl+shift+a")
    visitor.take("count-to-approve")
    visitor.press("ctrl+shift+a", "shift+F4")
    visitor.take("look-up-begin")
    visitor.scan(FIRST)
    visitor.take("look-up")
    visitor.scan("SO-10329")
    visitor.take("look-up-order")


def documents(visitor: Visitor) -> None:
    """Look at items, orders, purchase orders and customers, and at their forms."""
    for key, name in (("F6", "items"), ("F7", "orders"), ("F8", "purchase-orders"), ("F9", "customers")):
        visitor.press(key, "Down", "Down")
        visitor.take(name)
        visitor.press("ctrl+n")
        visitor.take(f"{name}-new")
        visitor.press("Escape")
        visitor.press("ctrl+e")
        visitor.take(f"{name}-edit")
        visitor.press("Escape")
        visitor.press("ctrl+shift+f")
        visitor.take(f"{name}-filter")
        visitor.press("Escape")
        if name == "items":
            visitor.press("ctrl+Tab", "Down")
            visitor.take("places")
            visitor.press("ctrl+Tab")


def settings(visitor: Visitor) -> None:
    """Look at each section of the settings, at the test of a scanner and at an import."""
    visitor.press("F10", "Home")
    for name in ("look", "scanner", "printers", "database", "house", "people", "import", "about"):
        visitor.take(f"settings-{name}")
        if name == "scanner":
            visitor.press("ctrl+t")
            visitor.follow()
            visitor.take("scanner-test")
            visitor.leave("Escape", "Escape")
        if name == "import":
            visitor.press("ctrl+i")
            visitor.follow()
            visitor.take("import")
            visitor.leave()
        visitor.press("Down")


def beside(visitor: Visitor) -> None:
    """Look at the help, and at what is said to a scan of nothing known."""
    visitor.press("shift+F1")
    visitor.follow()
    visitor.take("help")
    visitor.leave()
    visitor.press("F7", "ctrl+k")
    visitor.take("find")
    visitor.type("tent")
    visitor.take("found")
    visitor.press("Escape")
    visitor.scan(UNKNOWN)
    visitor.take("not-known")


def first_start(visitor: Visitor) -> None:
    """Look at the three doors and what is behind them."""
    visitor.take("doors")
    for key, name in (("ctrl+2", "empty"), ("ctrl+3", "import")):
        visitor.press(key)
        visitor.take(f"door-{name}")
        visitor.press("Escape")


# How it is started ----------------------------------------------------------------------------------------------------


def main(arguments: list[str]) -> int:
    """Take the pictures; return 0 when all are there."""
    if arguments:
        folder = Path(arguments[0])
        folder.mkdir(parents=True, exist_ok=True)
        looks = [(*look, SCALES[0]) for look in product(SIZES, SCHEMES)] + [(SIZES[0], SCHEMES[0], SCALES[1])]
        runs = [Run(folder, *look, everything=True) for look in looks]
        runs = [run for run in runs if run.name in arguments[1:]] or runs
    else:
        runs = [Run(PICTURES, SIZES[0], SCHEMES[0], SCALES[0], everything=False)]
    for run in runs:
        # Each has a screen of its own, and Qt knows one screen in the life of a process.
        process = get_context("spawn").Process(target=take_all, args=(run,))
        process.start()
        process.join()
        if process.exitcode:
            return 1
    return 0


def take_all(run: Run) -> None:
    """Take all pictures of a run, in a demo warehouse that was made behind the first of the three doors."""
    with tempfile.TemporaryDirectory() as folder, screen(f"{run.size}x24") as environment:
        settings_file = Path(folder) / "workstation.json"
        settings_file.write_text(json.dumps({"scheme": run.scheme, "font_scale": run.scale, "sound": False}), "utf-8")
        environment |= {
            "WAREHOUSE_SETTINGS": str(settings_file),
            "XDG_DATA_HOME": folder,
            "XDG_STATE_HOME": folder,
            "HOME": folder,
        }
        os.environ |= {"DISPLAY": environment["DISPLAY"], "QT_QPA_PLATFORM": "xcb"}
        application = QGuiApplication([])
        with started(environment, str(Path(folder) / "demo.db")):
            doors = Visitor(run, environment)
            if run.everything:
                first_start(doors)
            xdotool(environment, "key", "ctrl+1")
            waiting_for("the demo warehouse", lambda: title(any_window(environment), environment).startswith("Receive"))
            visitor = Visitor(run, environment)
            walks = [the_main_job, stations, picking, documents, settings, beside] if run.everything else [the_main_job]
            for walk in walks:
                walk(visitor)
        del application


@contextmanager
def started(environment: dict[str, str], place: str) -> Iterator[None]:
    """Start the program on a database; end it afterwards."""
    command = [sys.executable, "-m", "warehouse_app", "--database", place, "--user", "anna"]
    program = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        yield
    finally:
        program.terminate()
        program.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
