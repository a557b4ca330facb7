"""What one receipt line and one order cost in statements: the same number in a small house and in a large one."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.conftest import Desk, fresh_desk
from tests.services.stock import (
    CUSTOMERS,
    ITEMS,
    PLACES,
    SUPPLIERS,
    held,
    opening,
    order,
    purchase,
    set_house,
    take,
    turn_to,
)
from warehouse_app.domain.records import ItemRecord
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.queries.waiting import queued_lines
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import save_order
from warehouse_app.services.putting_back import put_back
from warehouse_app.services.receiving import receive
from warehouse_app.store.database import Store

SMALL, LARGE = 10, 10_000
_OTHER_ITEMS = 200


def furnish(desk: Desk, others: int) -> None:
    """Let three lines wait for lamps, among `others` lines of other orders for other items, half of them waiting."""
    items = [ItemRecord(f"N-{number:03}", "Other") for number in range(_OTHER_ITEMS)]
    lines = [
        line
        for number in range(others // 10)
        for line in order(f"N-{number}", "BEN", 1, *((items[(number + at) % _OTHER_ITEMS].sku, 2) for at in range(10)))
    ]
    take(
        desk,
        *SUPPLIERS,
        *PLACES,
        *CUSTOMERS,
        *ITEMS,
        *items,
        *(opening(item.sku, others // _OTHER_ITEMS + 1) for item in items),
        *purchase("PO-1", ("LAMP", 90), ("CORD", 5)),
        *lines,
        *order("SO-1", "BEN", 1, ("LAMP", 4)),
        *order("SO-2", "ANN", 2, ("LAMP", 3)),
        *order("SO-3", "CAT", 3, ("LAMP", 9)),
    )


class Statement(NamedTuple):
    """A statement that ran; one with many rows, `executemany`, has the first of them."""

    text: str
    parameters: Sequence[Any]


class Cursor:
    """A cursor that tells of `executemany`: the driver's own methods cannot be replaced."""

    def __init__(self, real: Any, told: list[Statement]) -> None:
        self._real, self._told = real, told

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._real)

    def executemany(self, text: str, rows: Any) -> Any:
        made = list(rows)
        if made:
            self._told.append(Statement(text, made[0]))
        return self._real.executemany(text, made)


@contextmanager
def statements(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Statement]]:
    """Collect every statement that runs; beginning and ending a transaction is none."""
    told: list[Statement] = []
    database: Any = store.database
    execute, cursor = database.execute_sql, database.cursor

    def execute_sql(text: str, parameters: Sequence[Any] | None = None, *rest: Any) -> Any:
        if not re.match("BEGIN|COMMIT|ROLLBACK", text):
            told.append(Statement(text, parameters or ()))
        return execute(text, parameters, *rest)

    with monkeypatch.context() as patched:
        patched.setattr(database, "execute_sql", execute_sql)
        patched.setattr(database, "cursor", lambda *rest: Cursor(cursor(*rest), told))
        yield told


def receipt_line(desk: Desk) -> None:
    receive(desk.store, desk.act(), [Goods("LAMP", 10)], purchase_order="PO-1")


def new_order(desk: Desk) -> None:
    save_order(desk.store, desk.act(), order("SO-9", "ANN", 4, ("LAMP", 2), ("CORD", 1)), update=False)


def counted(desk: Desk, verb: Callable[[Desk], None], monkeypatch: pytest.MonkeyPatch) -> list[Statement]:
    with statements(desk.store, monkeypatch) as told:
        verb(desk)
    return told


@pytest.mark.parametrize(
    ("dialect", "receipt_cost", "order_cost"),
    # On PostgreSQL a verb also asks whether another one runs that must be alone. Of the receipt, two are the notice.
    [("sqlite", 39, 23), ("postgresql", 40, 24)],
)
def test_a_receipt_line_and_an_order_cost_the_same_in_a_house_of_any_size(
    dialect: str,
    receipt_cost: int,
    order_cost: int,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    costs: list[tuple[list[str], list[str]]] = []
    for others in (SMALL, LARGE):
        folder = tmp_path / str(others)
        folder.mkdir()
        desk = fresh_desk(dialect, request, folder)
        furnish(desk, others)
        receipt = counted(desk, receipt_line, monkeypatch)
        assert held(desk, "SO-1", "SO-2", "SO-3") == {"SO-1/1": 4, "SO-2/1": 3, "SO-3/1": 3}
        ordered = counted(desk, new_order, monkeypatch)
        costs.append(([each.text for each in receipt], [each.text for each in ordered]))
        desk.store.close()
    assert costs[0] == costs[1]
    assert (len(costs[0][0]), len(costs[0][1])) == (receipt_cost, order_cost)


def test_ten_receipt_lines_of_one_item_cost_no_more_than_their_own_looks(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(desk, SMALL)

    def lines(goods: int) -> Callable[[Desk], None]:
        def verb(desk: Desk) -> None:
            receive(desk.store, desk.act(), [Goods("LAMP", 1, "A-1")] * goods, purchase_order="PO-1")

        return verb

    counted(desk, lines(1), monkeypatch)  # opens the receipt
    one, eleven = (len(counted(desk, lines(goods), monkeypatch)) for goods in (1, 11))
    # The item and the place of each; and the notice that waits have ended, which the first lamps ended none of, with
    # the question whether mistakes on this receipt began them.
    assert eleven - one == 10 * 2 + 2


def plan(desk: Desk, statement: Statement) -> list[str]:
    """Return how SQLite runs a statement."""
    found = desk.store.sql(f"EXPLAIN QUERY PLAN {statement.text}", statement.parameters)
    return [row[3] for row in found]


def test_waiting_lines_are_read_by_their_index(file_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(file_desk, LARGE)
    [(item,)] = file_desk.store.sql("SELECT id FROM item WHERE sku = 'LAMP'").fetchall()
    with statements(file_desk.store, monkeypatch) as told:
        assert len(queued_lines(file_desk.store, [item])) == 3
    [statement] = told
    assert plan(file_desk, statement) == ["SEARCH ol USING INDEX order_line_waiting (item_id=?)"]


@pytest.mark.parametrize("verb", [receipt_line, new_order])
def test_no_verb_reads_a_whole_table_that_grows(
    verb: Callable[[Desk], None], file_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(file_desk, LARGE)
    read = [each for each in counted(file_desk, verb, monkeypatch) if each.text.startswith("SELECT")]
    whole = [each.text for each in read if any(step.startswith("SCAN") for step in plan(file_desk, each))]
    assert [text for text in whole if not re.search('FROM "?(person|setting)"?| LIMIT ', text)] == []


MILK_LASTS = date(2026, 3, 20)


def starved(desk: Desk, policy: Policy) -> None:
    """Let whole orders, lines that ask for shelf life, packs and a line that is lifted wait for lamps and milk."""
    furnish(desk, SMALL)
    set_house(desk, policy=policy, starved_after=1, horizon_days=90)
    whole = {"ship_policy": ShipPolicy.ORDER_COMPLETE}
    take(
        desk,
        *purchase("PO-2", ("MILK", 90)),
        opening("MILK", 2, lot="L0", expiry=MILK_LASTS),
        *order("SO-4", "BEN", 4, ("LAMP", 500), ("MILK", 9), **whole),
        *order("SO-5", "CAT", 5, ("MILK", 4), minimum_shelf_life_days=10),
        *order("SO-6", "CAT", 6, ("MILK", 40)),
        *order("SO-7", "BEN", 2, ("LAMP", 60), sell_multiple=30),
        *order("SO-8", "BEN", 5, ("LAMP", 40)),
    )


def goods_in(desk: Desk) -> None:
    """Receive lamps and milk, the last of them so that receipts end."""
    receive(desk.store, desk.act(), [Goods("LAMP", 10, "A-1")], purchase_order="PO-1")
    milk = Goods("MILK", 20, "A-1", lot="L1", expiry=MILK_LASTS)
    receive(desk.store, desk.act(), [milk], purchase_order="PO-2", close=True)
    receive(desk.store, desk.act(), [Goods("LAMP", 10, "A-1")], purchase_order="PO-1", close=True)


NEVER_LONG = {"person", "setting", "claim", "CONSTANT"}
"""What may be read whole: few people and rules; `claim` are the sums of a statement, a row for each customer."""


@pytest.mark.parametrize("policy", [Policy.FIRST_COME, Policy.FAIR_SHARE])
def test_no_statement_of_a_receipt_reads_or_changes_a_whole_table_that_grows(
    policy: Policy, file_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    starved(file_desk, policy)
    told = counted(file_desk, goods_in, monkeypatch)
    texts = " ".join(each.text for each in told)
    for part in ("passed_over = passed_over + 1", "lifted = ?", "shelf_life_days", "'order-complete'", "gathers = ?"):
        assert part in texts
    assert ("AS received FROM order_line" in texts) == policy.divides
    assert len([each for each in told if each.text.startswith("UPDATE order_line")]) >= 4
    whole = [
        (step, each.text)
        for each in told
        if not each.text.startswith("INSERT") and " LIMIT " not in each.text
        for step in plan(file_desk, each)
        if step.startswith("SCAN") and step.split()[1] not in NEVER_LONG
    ]
    assert whole == []


def test_who_gathers_no_longer_is_found_by_an_index_of_those_who_do(
    file_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    starved(file_desk, Policy.FIRST_COME)
    told = counted(file_desk, lambda desk: turn_to(desk, date(2026, 3, 3)), monkeypatch)
    [statement] = [each for each in told if "gathers AND" in each.text]
    assert plan(file_desk, statement) == ["SEARCH order_line USING INDEX order_line_gathers (lifted_on<?)"]


def test_what_is_picked_of_an_item_is_read_by_its_open_lines(file_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(file_desk, SMALL)
    receive(file_desk.store, file_desk.act(), [Goods("LAMP", 3, "TOTE", for_order="SO-2")], purchase_order="PO-1")

    def back(desk: Desk) -> None:
        put_back(desk.store, desk.act(), "SO-2", "LAMP", "TOTE", 1, "A-1", why="wrong tote")

    told = counted(file_desk, back, monkeypatch)
    [parts] = [each for each in told if "FROM allocation a" in each.text and "a.picked > 0" in each.text]
    assert plan(file_desk, parts)[:3] == [
        "SEARCH l USING INDEX order_line_open (item_id=?)",
        "SEARCH o USING INTEGER PRIMARY KEY (rowid=?)",
        "SEARCH a USING INDEX allocation_order_line_id (order_line_id=?)",
    ]
