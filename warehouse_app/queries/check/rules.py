"""What every check is made of: the fault it finds, the facts that name it, and reading by statement or page by page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from warehouse_app.domain.errors import Fact, Facts
from warehouse_app.store.database import CHUNK, Store, marks


class CheckFault(StrEnum):
    """An invariant that was found broken; each has a sentence in `texts.checks`."""

    BALANCE_SUM = "check-balance-sum"
    BALANCE_NEGATIVE = "check-balance-negative"
    STOCK_MISSING = "check-stock-missing"
    STOCK_ALLOCATABLE = "check-stock-allocatable"
    STOCK_ALLOCATED = "check-stock-allocated"
    STOCK_OVERPROMISED = "check-stock-overpromised"
    LOT_ITEM = "check-lot-item"
    LOT_BLOCKED = "check-lot-blocked"
    SERIAL_TWICE = "check-serial-twice"
    STOCK_AGED = "check-stock-aged"
    LINE_SHIPPED = "check-line-shipped"
    LINE_PICKED = "check-line-picked"
    LINE_ALLOCATED = "check-line-allocated"
    LINE_RETURNED = "check-line-returned"
    LINE_RESERVED = "check-line-reserved"
    LINE_CANCELLATIONS = "check-line-cancellations"
    LINE_RETURNS = "check-line-returns"
    LINE_CLASS = "check-line-class"
    LINE_PLACED = "check-line-placed"
    LINE_POLICY = "check-line-policy"
    LINE_CUSTOMER = "check-line-customer"
    LINE_LIFE = "check-line-life"
    LINE_HOLD = "check-line-hold"
    LINE_PINNED = "check-line-pinned"
    LINE_HOSTAGE = "check-line-hostage"
    ORDER_HOSTAGE = "check-order-hostage"
    RESERVED_ABSENT = "check-reserved-absent"
    RESERVED_UNPICKABLE = "check-reserved-unpickable"
    RESERVED_EXPIRED = "check-reserved-expired"
    RESERVED_AGED = "check-reserved-aged"
    RESERVED_ITEM = "check-reserved-item"
    RESERVED_TWICE = "check-reserved-twice"
    RESERVED_ENDED = "check-reserved-ended"
    RESERVED_OVERDRAWN = "check-reserved-overdrawn"
    PICKED_ABSENT = "check-picked-absent"
    TOTE_MIXED = "check-tote-mixed"
    PURCHASE_RECEIVED = "check-purchase-received"
    NOTICE_RECEIVED = "check-notice-received"
    RECEIPT_MOVES = "check-receipt-moves"
    RECEIPT_REVERSED = "check-receipt-reversed"
    RUN_EMPTY = "check-run-empty"
    DECISION_UNREADABLE = "check-decision-unreadable"
    DECISION_LINES = "check-decision-lines"
    ACTION_UNANSWERED = "check-action-unanswered"
    GUARD_MISSING = "check-guard-missing"
    MOVES_MISSING = "check-moves-missing"
    MOVES_FORGED = "check-moves-forged"
    MOVE_TWICE = "check-move-twice"
    MOVE_UNLINKED = "check-move-unlinked"
    LEDGER_HEAD = "check-ledger-head"
    SEAL_LINK = "check-seal-link"
    SEALS_BROKEN = "check-seals-broken"
    SEAL_CUT = "check-seal-cut"
    SEAL_MISSING = "check-seal-missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, named by what people see: SKUs, lots, places, order numbers and lines, counts."""

    code: CheckFault
    facts: Facts


@dataclass(frozen=True)
class Rule:
    """A fault and the statement that selects where it is: one row each, its columns the facts called `names`.

    `reads` says how a stored value becomes a fact, where it is not one already.
    """

    code: CheckFault
    names: tuple[str, ...]
    statement: str
    parameters: Sequence[object] = ()
    reads: Mapping[str, Callable[[Any], Fact]] = field(default_factory=dict)


def broken(store: Store, rule: Rule) -> Iterator[Finding]:
    """Yield what breaks `rule`."""
    for row in store.sql(rule.statement, rule.parameters):
        facts = dict(zip(rule.names, row, strict=True))
        yield Finding(rule.code, facts | {name: read(facts[name]) for name, read in rule.reads.items()})


def paged(
    store: Store, table: str, key: Sequence[str], columns: Sequence[str], size: int = CHUNK
) -> Iterator[tuple[Any, ...]]:
    """Yield the `key` and `columns` of all rows of `table` in the order of `key`, never holding more than `size`.

    A plain cursor would do on SQLite only: PostgreSQL's client keeps all rows of a statement in memory.
    """
    keys = ", ".join(key)
    after = ""
    last: tuple[Any, ...] = ()
    while True:
        page = store.sql(
            f"SELECT {', '.join((*key, *columns))} FROM {table} {after} ORDER BY {keys} LIMIT {size}", last
        ).fetchall()
        yield from page
        if len(page) < size:
            return
        last = tuple(page[-1][: len(key)])
        after = f"WHERE ({keys}) > ({marks(last)})"


def words(values: frozenset[Any]) -> str:
    """Return some of our own stored words as the list that an SQL `IN` takes."""
    return ", ".join(f"'{value}'" for value in sorted(values))
