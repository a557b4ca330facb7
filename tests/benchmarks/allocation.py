"""Receipts that serve many, a run over a million lines, and a receipt in a large house: against bare `sqlite3`.

    python -m tests.benchmarks.allocation [receipts] [run] [shares] [size]

Each measurement is a process of its own on a fresh copy of a house's file, ours and the floor in turn; the seconds are
those of the one call, the memory is the most that its process held. Both are then seen to have written the same.

- `receipts`: one receipt serves 1,000, 10,000, 100,000 waiting lines of one item, which lie scattered among eight times
  as many others; at most twice the floor, which also writes the answer with everybody's name. What the floor takes
  where it leaves the answer out is printed too.
- `run`: a run by hand over 1,000,000 waiting lines of 2,000 items, with stock for half of what they want; at most twice
  the floor, below 1.5 GB.
- `shares`: the same by `fair-share`, and by `equal-share`, where an item's 500 lines are those of some 300 customers in
  three classes and want 1 to 24 units each: one class is full, one is divided, one gets nothing.
- `size`: one receipt serves 10 waiting lines, with 10 thousand, 100 thousand, 1 million order lines behind it; at most
  1.3 times its own time at 10 thousand.
"""

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import NamedTuple

SERVED = (1_000, 10_000, 100_000)
CROWD = 8
REPETITIONS = {1_000: 15, 10_000: 9, 100_000: 5}
RUN_LINES = 1_000_000
RUN_REPETITIONS = 3
SIZES = (10_000, 100_000, 1_000_000)
SIZE_ROUNDS = 5
RECEIPTS_OF_A_ROUND = 20
WAITING_FOR_A_RECEIPT = 10

MOST_RATIO = 2.0
MOST_GROWTH = 1.3
MOST_MB = 1_500

OURS = "tests.benchmarks.allocation_ours"
BARE = "tests.benchmarks.allocation_bare"
BARE_SHARES = "tests.benchmarks.allocation_bare_shares"
_DATABASE = "large.db"

_SAME = {
    "order lines": "SELECT id, allocated FROM {}.order_line",
    "decisions": "SELECT item_id, free, lines FROM {}.decision",
    "item stocks": "SELECT item_id, allocatable, allocated, version, ledger_seq FROM {}.item_stock",
    "moves": "SELECT item_id, seq, lot_id, location_id, status, quantity, reason, document FROM {}.move",
    "balances": "SELECT lot_id, location_id, status, quantity FROM {}.balance",
    "receipts": "SELECT receipt_id, purchase_line_id, lot_id, location_id, quantity FROM {}.receipt_line",
    "purchase lines": "SELECT id, received FROM {}.purchase_line",
    "runs": "SELECT mode, policy, cause, house_day FROM {}.run",
    "lengths of the answers": "SELECT verb, length(result) / 1000 FROM {}.action WHERE actor = 'anna'",
}


class Measured(NamedTuple):
    """The seconds of each call of one process, and the most memory it held, in MB."""

    seconds: list[float]
    memory: int


def ran(module: str, *arguments: object) -> str:
    """Run a module in a process of its own; return what it printed."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def measured(module: str, what: str, house: Path, *queues: str, work: Path) -> Measured:
    """Let a process do something to a fresh copy of `house`, in the folder `work`."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(house, work)
    return Measured(**json.loads(ran(module, what, work / _DATABASE, *queues)))


def differences(one: Path, other: Path) -> list[str]:
    """Return what two houses disagree about."""
    connection = sqlite3.connect(one / _DATABASE)
    try:
        connection.execute("ATTACH ? AS other", (str(other / _DATABASE),))
        return [what for what, query in _SAME.items() if _differ(connection, query)]
    finally:
        connection.close()


def _differ(connection: sqlite3.Connection, query: str) -> bool:
    # By the database, not here: a child that starts while its parent is large is taken for as large.
    ours, theirs = query.format("main"), query.format("other")
    return any(
        connection.execute(f"SELECT 1 FROM ({one} EXCEPT {another}) LIMIT 1").fetchone()
        for one, another in ((ours, theirs), (theirs, ours))
    )


def verdict(value: float, most: float) -> str:
    """Say whether it is at most that."""
    return f"at most {most:g}: {'reached' if value <= most else 'NOT reached'}"


def compared(title: str, lines: int, ours: list[Measured], bare: list[Measured]) -> float:
    """Print the medians of the last calls of both; return the floor's."""
    mine, floor = (median(each.seconds[-1] for each in some) for some in (ours, bare))
    memory, of_floor = (max(each.memory for each in some) for some in (ours, bare))
    print(
        f"{title}: {mine:.3f} s ({mine / lines * 1e6:.1f} µs a line, {memory} MB) · bare sqlite3 {floor:.3f} s "
        f"({floor / lines * 1e6:.1f} µs a line, {of_floor} MB) · ratio {mine / floor:.2f}; "
        f"{verdict(mine / floor, MOST_RATIO)}",
        flush=True,
    )
    return mine


def receipts(folder: Path) -> None:
    """Serve more and more lines by one receipt; a small one before it warms the process."""
    queues = ("QUEUE-2", "QUEUE-1")
    for lines in SERVED:
        house = folder / f"queue-{lines}"
        ran(OURS, "house", house, CROWD * lines, lines, WAITING_FOR_A_RECEIPT)
        ours: list[Measured] = []
        bare: list[Measured] = []
        short: list[Measured] = []
        for _ in range(REPETITIONS[lines]):
            ours.append(measured(OURS, "receipts", house, *queues, work=folder / "ours"))
            bare.append(measured(BARE, "receipts", house, *queues, work=folder / "bare"))
            short.append(measured(BARE, "short-receipts", house, *queues, work=folder / "short"))
        mine = compared(f"receipt serving {lines:,} lines", lines, ours, bare)
        least = median(each.seconds[-1] for each in short)
        print(
            f"  bare without the answer {least:.3f} s ({least / lines * 1e6:.1f} µs a line) · ratio {mine / least:.2f}"
        )
        tell_differences(folder)


def run(folder: Path) -> None:
    """Fill the waiting lines of all items by hand."""
    _runs(folder, "stocked", {"run": BARE})


def shares(folder: Path) -> None:
    """Divide the stock of all items by hand."""
    _runs(folder, "shared", dict.fromkeys(("fair-share", "equal-share"), BARE_SHARES))


def _runs(folder: Path, kind: str, floors: dict[str, str]) -> None:
    house = folder / kind
    ran(OURS, kind, house, RUN_LINES)
    for what, module in floors.items():
        ours: list[Measured] = []
        bare: list[Measured] = []
        for _ in range(RUN_REPETITIONS):
            ours.append(measured(OURS, what, house, work=folder / "ours"))
            bare.append(measured(module, what, house, work=folder / "bare"))
        compared(f"{what} over {RUN_LINES:,} lines", RUN_LINES, ours, bare)
        memory = max(each.memory for each in ours)
        print(f"  memory {memory} MB; {verdict(memory, MOST_MB)}")
        tell_differences(folder)


def tell_differences(folder: Path) -> None:
    """Say so where the program and the floor did not write the same, and the ratio so means nothing."""
    found = differences(folder / "ours", folder / "bare")
    print(f"  NOT the same: {', '.join(found)}" if found else "  both wrote the same")


def size(folder: Path) -> None:
    """Receive for ten waiting lines in houses of several sizes, in turn."""
    queues = [f"QUEUE-{number}" for number in range(1, RECEIPTS_OF_A_ROUND + 2)]
    seconds: dict[int, list[float]] = {lines: [] for lines in SIZES}
    for lines in SIZES:
        ran(OURS, "house", folder / f"size-{lines}", lines, *[WAITING_FOR_A_RECEIPT] * len(queues))
    for _ in range(SIZE_ROUNDS):
        for lines in SIZES:
            done = measured(OURS, "receipts", folder / f"size-{lines}", *queues, work=folder / "ours")
            seconds[lines] += done.seconds[1:]  # the first warms the process
    small = median(seconds[SIZES[0]])
    for lines in SIZES:
        took = median(seconds[lines])
        print(
            f"receipt of {WAITING_FOR_A_RECEIPT} lines, {lines:,} order lines: {took * 1e3:.2f} ms · "
            f"ratio to {SIZES[0]:,} {took / small:.2f}; {verdict(took / small, MOST_GROWTH)}"
        )


CASES = {"receipts": receipts, "run": run, "shares": shares, "size": size}


def main(cases: list[str]) -> None:
    """Measure some cases, or all."""
    for case in cases or CASES:
        with tempfile.TemporaryDirectory() as folder:
            CASES[case](Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
