"""The floor of `tests.benchmarks.allocation`: bare `sqlite3` that writes what the program writes, and nothing else.

    python -m tests.benchmarks.allocation_bare receipts|short-receipts DATABASE QUEUE…
    python -m tests.benchmarks.allocation_bare run DATABASE

The same module of SQLite, the same pragmas, the same tables and columns, the same bytes of the decisions, one durable
commit; the queue is read in its order by the index that has it. It decides first come in a plain loop. What it leaves
out: roles, settings, policies other than first come, ship policies, packs, protected stock, release dates, orders that
tie items together, other open receipts, what goods must say of themselves, places that may be full.

`receipts` also writes the answer that the program keeps with its action (who gets what, by name); `short-receipts`
leaves that column empty, and so need not read names. Each prints its seconds and the most memory as JSON.
"""

import gc
import json
import resource
import sys
import time
from array import array
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from peewee import sqlite3  # type: ignore[attr-defined]  # the one that the program uses

from warehouse_app.domain.ledger import ChainedMove, move_hash

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WAITING = "l.quantity - l.cancelled - l.shipped - l.allocated > 0"
QUEUE = "ORDER BY l.rank_class, l.lifted DESC, l.placed_at, l.id"
SHORT = "l.id, l.quantity - l.cancelled - l.shipped - l.allocated, l.allocated"
_PLACE = "B-0001"
_FILLED, _PARTLY, _OUT = 0, 1, 2
AREAS = ["purchase-orders", "queue", "orders", "stock", "receipts"]


def connected(path: Path) -> Any:
    """Open the file with the pragmas of the program."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = wal", "synchronous = full", "foreign_keys = 1", "cache_size = -64000"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def decided(free: int, queue: Sequence[tuple[Any, ...]]) -> tuple[list[int], bytes, int]:
    """Decide first come; return what each line gets, the decisions as they are stored, and what is left."""
    lines, asked, had, gets = array("q"), array("i"), array("i"), array("i")
    reasons = bytearray()
    left = free
    for line, short, has, *_ in queue:
        units = short if short <= left else left  # noqa: FURB136 - calling min takes longer
        lines.append(line)
        asked.append(short)
        had.append(has)
        gets.append(units)
        reasons.append(_FILLED if units == short else _PARTLY if units else _OUT)
        left -= units
    columns = (array("I", (len(lines),)), lines, asked, had, gets)
    return list(gets), b"".join((*(column.tobytes() for column in columns), reasons)), left


def begin(connection: Any, verb: str, now: int) -> int:
    """Begin to write, and insert the action; return its id."""
    connection.execute("BEGIN IMMEDIATE")
    return int(
        connection.execute(
            "INSERT INTO action (action_id, verb, actor, workstation, at) VALUES (?, ?, 'anna', 'bare', ?) "
            "RETURNING id",
            (f"bare-{now}", verb, now),
        ).fetchone()[0]
    )


def begin_run(connection: Any, cause: str, now: int, day: str, action: int, policy: str = "first-come") -> int:
    """Insert the run; return its id."""
    return int(
        connection.execute(
            "INSERT INTO run (mode, policy, cause, at, house_day, action_id) "
            "VALUES ('fill', ?, ?, ?, ?, ?) RETURNING id",
            (policy, cause, now, day, action),
        ).fetchone()[0]
    )


def keep(connection: Any, run: int, item: int, free: int, queue: Sequence[tuple[Any, ...]]) -> list[int]:
    """Decide about the queue of an item and write that; return what each line gets."""
    gets, packed, left = decided(free, queue)
    store(connection, run, item, free, packed, gets, queue, left)
    return gets


def store(
    connection: Any,
    run: int,
    item: int,
    free: int,
    packed: bytes,
    gets: Sequence[int],
    queue: Sequence[tuple[Any, ...]],
    left: int,
) -> None:
    """Write what was decided about the queue of an item."""
    connection.execute(
        "INSERT INTO decision (run_id, item_id, free, lines) VALUES (?, ?, ?, ?)", (run, item, free, packed)
    )
    connection.executemany(
        "UPDATE order_line SET allocated = allocated + ? WHERE id = ?",
        [(units, row[0]) for units, row in zip(gets, queue, strict=True) if units],
    )
    connection.execute(
        "UPDATE item_stock SET allocated = allocated + ?, version = version + 1 WHERE item_id = ?", (free - left, item)
    )


def receive(connection: Any, key: bytes, day: str, code: str, *, answered: bool) -> None:
    """Take in all that a purchase order brings of its one item, and give it to whoever waits."""
    now = time.time_ns() // 1000
    action = begin(connection, "receive", now)
    order, number, supplier, supplier_name, purchase_line, item, sku, name, units = connection.execute(
        "SELECT p.id, p.number, s.id, s.name, l.id, i.id, i.sku, i.name, l.quantity FROM purchase_order p "
        "JOIN supplier s ON s.id = p.supplier_id JOIN purchase_line l ON l.purchase_order_id = p.id "
        "JOIN item i ON i.id = l.item_id WHERE p.number = ?",
        (code,),
    ).fetchone()
    [place] = connection.execute("SELECT id FROM location WHERE code = ?", (_PLACE,)).fetchone()
    receipt = connection.execute(
        "INSERT INTO receipt (number, purchase_order_id, supplier_id, status, opened_at) "
        "VALUES ('new', ?, ?, 'open', ?) RETURNING id",
        (order, supplier, now),
    ).fetchone()[0]
    document = f"GR-{receipt}"
    connection.execute("UPDATE receipt SET number = ? WHERE id = ?", (document, receipt))
    [lot] = connection.execute("INSERT INTO lot (item_id, code) VALUES (?, '') RETURNING id", (item,)).fetchone()
    seq, head, allocatable, allocated = connection.execute(
        "SELECT ledger_seq, ledger_head, allocatable, allocated FROM item_stock WHERE item_id = ?", (item,)
    ).fetchone()
    move = ChainedMove(
        *(item, seq + 1, lot, place, "available", units, "receipt", document),
        *(None, now, date.fromisoformat(day), "anna", "bare", action),
    )
    new_head = move_hash(key, head, move)
    connection.execute(
        "INSERT INTO move (item_id, seq, lot_id, location_id, status, quantity, reason, document, corrects_id, at, "
        "effective_on, actor, workstation, action_id, prev_hash, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*move[:10], day, *move[11:], head, new_head),
    )
    connection.execute(
        "UPDATE item_stock SET allocatable = allocatable + ?, version = version + 1, ledger_seq = ?, ledger_head = ? "
        "WHERE item_id = ?",
        (units, seq + 1, new_head, item),
    )
    connection.execute(
        "INSERT INTO balance (lot_id, location_id, status, quantity) VALUES (?, ?, 'available', ?)", (lot, place, units)
    )
    connection.execute(
        "INSERT INTO receipt_line (receipt_id, purchase_line_id, lot_id, location_id, quantity, action_id, status) "
        "VALUES (?, ?, ?, ?, ?, ?, 'available')",
        (receipt, purchase_line, lot, place, units, action),
    )
    connection.execute("UPDATE purchase_line SET received = received + ? WHERE id = ?", (units, purchase_line))
    names = "o.number, l.line, c.name, l.rank_class, l.placed_at"
    joined = "JOIN sales_order o ON o.id = l.order_id JOIN customer c ON c.id = o.customer_id"
    queue = connection.execute(
        f"SELECT {SHORT}{', ' + names if answered else ''} FROM order_line l {joined if answered else ''} "
        f"WHERE l.item_id = ? AND {WAITING} {QUEUE}",
        (item,),
    ).fetchall()
    run = begin_run(connection, "receipt", now, day, action)
    gets = keep(connection, run, item, allocatable + units - allocated, queue)
    if answered:
        booked = {"sku": sku, "name": name, "unit": "piece", "quantity": units, "location": _PLACE, "lot": ""}
        shares = [
            {
                "order": to,
                "line": line,
                "sku": sku,
                "customer": customer,
                "rank_class": rank_class,
                "placed_at": _EPOCH + timedelta(microseconds=placed),
                "units": gains,
                "short": short - gains,
            }
            for gains, (_, short, _, to, line, customer, rank_class, placed) in zip(gets, queue, strict=True)
            if gains
        ]
        answer = {
            "receipt": document,
            "purchase_order": number,
            "supplier": supplier_name,
            "booked": [booked | {"expiry": None, "ordered": units, "received": units}],
            "shares": shares,
            "closed": False,
            "changes": {"areas": AREAS},
        }
        connection.execute("UPDATE action SET result = ? WHERE id = ?", (msgspec.json.encode(answer).decode(), action))
    connection.execute("COMMIT")


def allocate(connection: Any, day: str) -> None:
    """Give all free stock to whoever waits: an item's queue after the other's."""
    now = time.time_ns() // 1000
    action = begin(connection, "allocate", now)
    run = begin_run(connection, "by-hand", now, day, action)
    free = dict(connection.execute("SELECT item_id, allocatable - allocated FROM item_stock"))
    waiting = connection.execute(f"SELECT DISTINCT l.item_id FROM order_line l WHERE {WAITING} ORDER BY 1").fetchall()
    lines = units = 0
    for (item,) in waiting:
        queue = connection.execute(
            f"SELECT {SHORT} FROM order_line l WHERE l.item_id = ? AND {WAITING} {QUEUE}", (item,)
        ).fetchall()
        gets = keep(connection, run, item, free[item], queue)
        lines += len(gets)
        units += sum(gets)
    answer = {"run": run, "considered": lines, "units": units, "changes": {"areas": AREAS[1:4]}}
    connection.execute("UPDATE action SET result = ? WHERE id = ?", (json.dumps(answer), action))
    connection.execute("COMMIT")


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def report(connection: Any, works: Sequence[Callable[[], object]]) -> None:
    """Do some work, close the file, and print the seconds of each and the most memory as JSON."""
    seconds = [_seconds(work) for work in works]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    connection.close()
    print(json.dumps({"seconds": seconds, "memory": memory}))


def main(what: str, path: Path, codes: list[str]) -> None:
    """Do one of the three."""
    connection = connected(path)
    settings = dict(connection.execute("SELECT name, value FROM setting"))
    day = json.loads(settings["house_day"])
    key = bytes.fromhex(path.with_name(f"{path.name}.key").read_text(encoding="ascii").strip())
    if what == "run":
        report(connection, [lambda: allocate(connection, day)])
    else:
        answered = what == "receipts"
        report(connection, [partial(receive, connection, key, day, code, answered=answered) for code in codes])


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
