"""What came in, what was decided and what was answered can be read back, and the database guards it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from warehouse_app.domain.decisions import unpack
from warehouse_app.domain.errors import Fact
from warehouse_app.queries.check.rules import CheckFault, Finding, Rule, paged
from warehouse_app.queries.receipts import COUNTED_LINES
from warehouse_app.store.database import CHUNK, Store, chunks, marks
from warehouse_app.store.tables import APPEND_ONLY
from warehouse_app.store.tables.base import instant

_DECISIONS_AT_ONCE = 16
"""One of them may hold a decision about every open line of an item."""
_REMEMBERED = 100_000


class _Decided(NamedTuple):
    item: int
    run: int
    lines: set[int]


RECORD_RULES: tuple[Rule, ...] = (
    Rule(
        CheckFault.PURCHASE_RECEIVED,
        ("purchase_order", "line", "sku", "received", "before", "booked"),
        "SELECT po.number, p.line, i.sku, p.received, p.received_before, COALESCE(r.units, 0) FROM purchase_line p "
        f"LEFT JOIN (SELECT l.purchase_line_id, CAST(SUM(l.quantity) AS BIGINT) AS units {COUNTED_LINES} "
        "GROUP BY l.purchase_line_id) AS r ON r.purchase_line_id = p.id "
        "LEFT JOIN purchase_order po ON po.id = p.purchase_order_id LEFT JOIN item i ON i.id = p.item_id "
        "WHERE p.received - p.received_before <> COALESCE(r.units, 0) ORDER BY p.id",
    ),
    Rule(
        CheckFault.NOTICE_RECEIVED,
        ("receipt", "notice", "line", "sku", "announced"),
        "SELECT r.number, n.number, a.line, i.sku, other.sku FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id "
        "JOIN advance_notice_line a ON a.id = l.advance_notice_line_id "
        "JOIN advance_notice n ON n.id = a.advance_notice_id JOIN lot ON lot.id = l.lot_id "
        "JOIN item i ON i.id = lot.item_id JOIN item other ON other.id = a.item_id "
        # Of a line of which nothing counts any more it may be said anew what it announces.
        "LEFT JOIN receipt_reversal v ON v.receipt_line_id = l.id "
        "WHERE r.advance_notice_id IS NULL OR r.advance_notice_id <> n.id OR (i.id <> other.id AND v.id IS NULL) "
        "ORDER BY l.id",
    ),
    Rule(
        CheckFault.RECEIPT_MOVES,
        ("receipt", "sku", "lot", "location", "received", "moved"),
        "SELECT COALESCE(r.number, e.document), i.sku, NULLIF(lot.code, ''), location.code, e.received, e.moved FROM ("
        "SELECT action_id, lot_id, location_id, MAX(receipt_id) AS receipt_id, MAX(document) AS document, "
        "CAST(SUM(received) AS BIGINT) AS received, CAST(SUM(moved) AS BIGINT) AS moved FROM ("
        "SELECT action_id, lot_id, location_id, receipt_id, NULL AS document, quantity AS received, 0 AS moved "
        "FROM receipt_line UNION ALL SELECT action_id, lot_id, location_id, NULL, document, 0, quantity FROM move "
        "WHERE reason = 'receipt') AS entries GROUP BY action_id, lot_id, location_id "
        "HAVING SUM(received) <> SUM(moved)) AS e LEFT JOIN receipt r ON r.id = e.receipt_id "
        "LEFT JOIN lot ON lot.id = e.lot_id LEFT JOIN item i ON i.id = lot.item_id "
        "LEFT JOIN location ON location.id = e.location_id ORDER BY e.action_id, e.lot_id, e.location_id",
    ),
    Rule(
        CheckFault.RECEIPT_REVERSED,
        ("receipt", "sku", "lot", "location", "reversed", "moved"),
        "SELECT COALESCE(r.number, e.document), i.sku, NULLIF(lot.code, ''), location.code, e.reversed, e.moved FROM ("
        "SELECT action_id, lot_id, location_id, MAX(receipt_id) AS receipt_id, MAX(document) AS document, "
        "CAST(SUM(reversed) AS BIGINT) AS reversed, CAST(SUM(moved) AS BIGINT) AS moved FROM ("
        "SELECT v.action_id, l.lot_id, l.location_id, l.receipt_id, NULL AS document, l.quantity AS reversed, "
        "0 AS moved FROM receipt_reversal v JOIN receipt_line l ON l.id = v.receipt_line_id UNION ALL "
        "SELECT c.action_id, c.lot_id, c.location_id, NULL, c.document, 0, -c.quantity FROM move c "
        "JOIN move m ON m.id = c.corrects_id WHERE m.reason = 'receipt') AS entries "
        "GROUP BY action_id, lot_id, location_id HAVING SUM(reversed) <> SUM(moved)) AS e "
        "LEFT JOIN receipt r ON r.id = e.receipt_id LEFT JOIN lot ON lot.id = e.lot_id "
        "LEFT JOIN item i ON i.id = lot.item_id LEFT JOIN location ON location.id = e.location_id "
        "ORDER BY e.action_id, e.lot_id, e.location_id",
    ),
    Rule(
        CheckFault.RUN_EMPTY,
        ("run", "cause", "at"),
        "SELECT r.id, r.cause, r.at FROM run r "
        "WHERE NOT EXISTS (SELECT 1 FROM decision d WHERE d.run_id = r.id) ORDER BY r.id",
        (),
        {"at": instant},
    ),
    Rule(
        CheckFault.ACTION_UNANSWERED,
        ("verb", "actor", "workstation", "at", "action_id"),
        "SELECT verb, actor, workstation, at, action_id FROM action WHERE result IS NULL ORDER BY id",
        (),
        {"at": instant},
    ),
)


def decision_findings(store: Store) -> Iterator[Finding]:
    """Yield the decisions that cannot be read, and those that name lines which their item does not have."""
    known: dict[int, int] = {}
    batch: list[_Decided] = []
    count = 0
    for item, run, packed in paged(store, "decision", ("item_id", "run_id"), ("lines",), _DECISIONS_AT_ONCE):
        try:
            lines = {row.line for row in unpack(packed)}
        except (ValueError, LookupError, TypeError, AttributeError):  # whatever changed bytes may lead `unpack` into
            yield Finding(CheckFault.DECISION_UNREADABLE, _of_decision(store, item, run))
            continue
        batch.append(_Decided(item, run, lines))
        count += len(lines)
        if count >= CHUNK:
            yield from _strays(store, batch, known)
            batch, count = [], 0
    yield from _strays(store, batch, known)


def _strays(store: Store, batch: Sequence[_Decided], known: dict[int, int]) -> Iterator[Finding]:
    """Yield the decisions of `batch` about lines of other items, or none; `known` remembers the items of some lines."""
    if len(known) > _REMEMBERED:
        known.clear()
    # The same lines wait through many runs of their item, and decisions come item by item.
    for some in chunks({line for decided in batch for line in decided.lines} - known.keys()):
        known.update(store.sql(f"SELECT id, item_id FROM order_line WHERE id IN ({marks(some)})", some).fetchall())
    for item, run, lines in batch:
        strays = sum(known.get(line) != item for line in lines)
        if strays:
            yield Finding(CheckFault.DECISION_LINES, _of_decision(store, item, run) | {"lines": strays})


def _of_decision(store: Store, item: int, run: int) -> dict[str, Fact]:
    found = store.sql("SELECT sku FROM item WHERE id = ?", (item,)).fetchone()
    made = store.sql("SELECT cause, at FROM run WHERE id = ?", (run,)).fetchone()
    return {
        "sku": found[0] if found else None,
        "run": run,
        "cause": made[0] if made else None,
        "at": instant(made[1]) if made else None,
    }


def guard_findings(store: Store) -> Iterator[Finding]:
    """Yield the append-only tables that the database lets be changed, because a trigger of theirs is gone or off."""
    if store.dialect == "sqlite":
        found = store.sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        guards = ("no_update", "no_delete")
    else:
        # 'O' and 'A' are what an enabled trigger has there.
        found = store.sql("SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')")
        guards = ("append_only", "no_truncate")
    names = {name for (name,) in found}
    for table in APPEND_ONLY:
        name = table._meta.table_name  # noqa: SLF001 - peewee's documented place
        missing = tuple(guard for guard in guards if f"{name}_{guard}" not in names)
        if missing:
            yield Finding(CheckFault.GUARD_MISSING, {"table": name, "guards": missing})
