"""What the command lines that throw texts at stations have in common."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from warehouse_app.stations.floor import StationName


class WrongError(AssertionError):
    """An answer that must not be."""


Tried = Callable[[Path, StationName, int, int], Counter[str]]
"""Scans so many texts at a station of a new house in a folder, drawn from a seed; returns what was answered."""


def try_stations(doc: str, tried: Tried, what: str, times: int, *, shared: bool = False) -> None:
    """Try the stations that the command line names, or all, so many `times` each; `shared`: with an equal part each.

    `doc` is that of the module, `what` the option that says another number. Ends the program where something is wrong.
    """
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument(f"--{what}", type=int, default=times, dest="times")
    parser.add_argument("--seed", type=int, default=1)
    names = [name.value for name in StationName]
    parser.add_argument("--station", nargs="*", choices=names, default=names)
    given = parser.parse_args()
    each = given.times // len(given.station) if shared else given.times
    with tempfile.TemporaryDirectory() as folder:
        for name in given.station:
            began = time.perf_counter()
            try:
                said = tried(Path(folder), StationName(name), each, given.seed)
            except WrongError as wrong:
                sys.exit(f"{name}: {wrong}")
            seconds = time.perf_counter() - began
            print(f"{name}: {each:,} {what}, {each / seconds:,.0f} a second, nothing wrong")
            print("   ", ", ".join(f"{code} {times}" for code, times in said.most_common(12)))
