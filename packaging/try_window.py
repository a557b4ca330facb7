"""Open the demo warehouse as the README says, on a screen that nobody sees, and work in it as a person would.

    python3 packaging/try_window.py PICTURE

What belongs here: one visit. The window comes up, a key leads to a page, a scan is typed as fast as a scanner types
it and opens what it names, the window is photographed and closed by its cross, and the program ends well. Needs Xvfb
and xdotool, nothing else that run.py does not set up.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
DEMO = [sys.executable, str(ROOT / "packaging" / "run.py"), "demo"]
SIZE = "1280x800x24"
PATIENCE = 120
"""Seconds: a first start sets up the environment, too."""

GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


def main(arguments: list[str]) -> int:
    """Pay the visit; return 0 when everything went as it must."""
    if len(arguments) != 1:
        sys.exit(__doc__)
    with screen() as environment:
        program = subprocess.Popen(DEMO, env=environment)
        try:
            window = waiting_for("the window", lambda: any_window(environment))
            print(f"The window is open: {title(window, environment)}")
            visit(window, environment)
            subprocess.run([str(BIN / "python"), "-c", GRAB, arguments[0]], env=environment, check=True)
            close(int(window), environment["DISPLAY"])
            status = program.wait(PATIENCE)
        finally:
            program.terminate()
    print(f"It was closed and ended with exit status {status}.")
    return status


@contextmanager
def screen(size: str = SIZE) -> Iterator[dict[str, str]]:
    """Start an X server without a screen; yield the environment of the programs that shall use it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-noreset", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as answer:
            display = answer.readline().strip()
        environment = {**os.environ, "DISPLAY": f":{display}"}
        for other in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            environment.pop(other, None)
        try:
            yield environment
        finally:
            server.terminate()


def visit(window: str, environment: dict[str, str]) -> None:
    """Go to the back orders by a key, and scan the first order that waits."""
    xdotool(environment, "windowfocus", "--sync", window)
    xdotool(environment, "key", "F3")
    waiting_for("the back orders", lambda: title(window, environment).startswith("Back orders – "))
    xdotool(environment, "type", "--delay", "2", "--args", "1", first_order_that_waits(), "key", "Return")
    waiting_for("the scanned order", lambda: title(window, environment).startswith("Orders – "))
    print(f"A scan was taken: {title(window, environment)}")


def first_order_that_waits() -> str:
    """Return the order at the head of the queue of a demo warehouse, which is the same in each that is made today."""
    with tempfile.TemporaryDirectory() as folder:
        program = [str(BIN / "warehouse-app"), "--database", str(Path(folder) / "demo.db")]
        subprocess.run([*program, "init", "--demo"], stdout=subprocess.DEVNULL, check=True)
        queue = subprocess.run([*program, "queue", "--json"], capture_output=True, check=True).stdout
    return str(json.loads(queue)[0]["order"])


def any_window(environment: dict[str, str]) -> str:
    """Return the number of a window on the screen, or nothing."""
    return xdotool(environment, "search", "--onlyvisible", "--name", "Warehouse App").split("\n")[0]


def title(window: str, environment: dict[str, str]) -> str:
    """Return what stands in the window's title."""
    return xdotool(environment, "getwindowname", window)


def xdotool(environment: dict[str, str], *arguments: str) -> str:
    """Let xdotool do something; return what it prints."""
    done = subprocess.run(["xdotool", *arguments], env=environment, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def waiting_for(what: str, look: Callable[[], object]) -> str:
    """Return what `look` finds once it finds something; give up with a sentence."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = look()
        if found:
            return str(found)
        time.sleep(0.05)
    sys.exit(f"Waited for {what} in vain for {PATIENCE} seconds.")


class ClientMessage(ctypes.Structure):
    """X11's XClientMessageEvent, in the room that any event may take."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("room", ctypes.c_long * 12),
    )


def close(window: int, display: str) -> None:
    """Ask the window to close, as the cross in its frame does (Debian 12's xdotool can only cut a window off)."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    connection = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    protocols, delete = (x11.XInternAtom(connection, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    client_message = 33
    event = ClientMessage(
        type=client_message, window=window, message_type=protocols, format=32, data=(ctypes.c_long * 5)(delete)
    )
    x11.XSendEvent(connection, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
    x11.XCloseDisplay(connection)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
