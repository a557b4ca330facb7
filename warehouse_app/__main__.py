"""`python -m warehouse_app` and the command `warehouse-app`: the command line, or the window without a command."""

import os
import sys
from enum import StrEnum

from warehouse_app.cli import main as command_line
from warehouse_app.domain.errors import Refused


class WindowFault(StrEnum):
    """Why no window can be opened."""

    NO_SCREEN = "window-no-screen"
    NO_TOOLKIT = "window-no-toolkit"


def open_window(database: str, user: str, *, demo: bool) -> int:
    """Open the window; return its exit status. Only here is its toolkit loaded. Raises Refused (WindowFault)."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(map(os.environ.get, screens)):
        raise Refused(WindowFault.NO_SCREEN)
    try:
        from warehouse_app.app import run  # noqa: PLC0415 - a command does without the toolkit
    except ImportError as error:
        if (error.name or "").startswith("warehouse_app"):
            raise
        raise Refused(WindowFault.NO_TOOLKIT, reason=str(error)) from error
    return run(database, user, demo=demo)


def main() -> None:
    """Do what the command line says."""
    if getattr(sys, "frozen", False):
        # Made into one executable, the program is also what its own processes begin with: those end in here.
        from multiprocessing import freeze_support  # noqa: PLC0415 - no other command needs it

        freeze_support()
    command_line(obj=open_window)


if __name__ == "__main__":
    main()
