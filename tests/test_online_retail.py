"""A wholesaler's whole order book, dirt included, taken in with one import."""

from pathlib import Path

import pytest

from tests.conftest import Desk
from warehouse_app.exchange.reading import load_mapping, open_folder
from warehouse_app.queries.check import findings
from warehouse_app.services.importing import checked, take_in

pytestmark = [pytest.mark.data, pytest.mark.slow]

LINES, CREDITS, LEFT_OUT = 531_283, 9_288, 1_338


def test_all_rows_are_taken_in_at_once(file_desk: Desk, data: Path) -> None:
    store = file_desk.store
    sources = open_folder(data / "online_retail", load_mapping("online_retail"), zone=file_desk.zone)
    with checked(store, sources, update=False) as prepared:
        imported = take_in(store, file_desk.act(), prepared)
    orders = next(kind for kind in imported.kinds if kind.kind == "orders")
    assert (orders.new, orders.changed, orders.unchanged) == (LINES + CREDITS, 0, 0)
    assert orders.new + sum(orders.left_out.values()) == LINES + CREDITS + LEFT_OUT == 541_909
    assert {kind.kind.value: kind.new for kind in imported.kinds} == {
        "items": 4_070,
        "customers": 4_373,
        "orders": LINES + CREDITS,
    }
    assert store.sql("SELECT count(*) FROM order_line").fetchone() == (LINES,)
    units = "SELECT sum(cancelled), sum(returned) FROM cancellation WHERE order_line_id IS NOT NULL"
    taken_back = store.sql("SELECT sum(cancelled), sum(returned) FROM order_line").fetchone()
    assert store.sql(units).fetchone() == taken_back
    assert taken_back[1] == 0  # nothing was shipped here, so nothing can have come back
    waiting = store.sql("SELECT count(*) FROM order_line WHERE quantity > cancelled").fetchone()[0]
    [(decided,)] = store.sql("SELECT sum((length(lines) - 4) / 21) FROM decision").fetchall()
    assert decided == waiting  # each line that waits was looked at once, and why it has nothing is kept
    with store.snapshot():
        assert list(findings(store)) == []
