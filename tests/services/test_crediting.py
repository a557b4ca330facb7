"""Credits that name no order are taken from the lines they most likely meant, once."""

import pytest

from tests.conftest import Desk
from tests.services import stock
from tests.services.saving import Kept, dump, keep, wrong
from tests.services.stock import at, decisions, held, last_run, level, opening, order, take
from warehouse_app.domain.records import CancellationRecord, CustomerRecord, ItemRecord, Kind, LocationRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.changes import Area, Changes


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Return a house with two orders of Ann's and one of Ben's for lamps."""
    take(desk, LocationRecord("A"), ItemRecord("LAMP", "Lamp"), ItemRecord("CORD", "Cord"))
    take(desk, CustomerRecord("ANN", "Ann"), CustomerRecord("BEN", "Ben"))
    take(desk, *order("O1", "ANN", 1, ("LAMP", 5)), *order("O2", "ANN", 5, ("LAMP", 4), ("CORD", 4)))
    take(desk, *order("O3", "BEN", 7, ("LAMP", 6)))
    return desk


def credit(
    number: str, units: int, day: int = 20, line: int = 1, customer: str = "ANN", sku: str = "LAMP"
) -> CancellationRecord:
    return CancellationRecord(number, customer, sku, units, at(day), line)


def counted(desk: Desk) -> dict[str, tuple[int, int]]:
    """Return what of each line is cancelled and returned."""
    query = (
        "SELECT o.number, l.line, l.cancelled, l.returned FROM order_line l JOIN sales_order o ON o.id = l.order_id "
        "ORDER BY o.number, l.line"
    )
    return {f"{number}/{line}": (gone, back) for number, line, gone, back in desk.store.sql(query)}


def log(desk: Desk) -> list[tuple[object, ...]]:
    """Return the logged cancellations."""
    query = "SELECT document, line, order_line_id, cancelled, returned FROM cancellation ORDER BY id"
    return list(desk.store.sql(query).fetchall())


def test_a_credit_is_taken_from_the_latest_line_before_it(shop: Desk) -> None:
    kept = keep(shop, Kind.ORDERS, credit("K1", 6))
    assert (kept.counts, kept.unmatched) == ((1, 0, 0), 0)
    assert kept.areas == frozenset({Area.ORDERS, Area.QUEUE})
    assert counted(shop) == {"O1/1": (2, 0), "O2/1": (4, 0), "O2/2": (0, 0), "O3/1": (0, 0)}
    assert log(shop) == [("K1", 1, 2, 4, 0), ("K1", 1, 1, 2, 0)]
    assert stock.broken(shop) == []


def test_a_credit_looks_back_only(shop: Desk) -> None:
    kept = keep(shop, Kind.ORDERS, credit("K1", 6, day=3))
    assert kept.unmatched == 1
    assert counted(shop)["O1/1"] == (5, 0)
    assert counted(shop)["O2/1"] == (0, 0)
    assert log(shop) == [("K1", 1, 1, 5, 0), ("K1", 1, None, 1, 0)]


def test_a_credit_that_finds_no_line_is_kept_as_unmatched(shop: Desk) -> None:
    before = dump(shop)["order_line"]
    kept = keep(shop, Kind.ORDERS, credit("K1", 6, customer="BEN", sku="CORD"), credit("K2", 2, day=6, customer="BEN"))
    assert (kept.counts, kept.unmatched) == ((2, 0, 0), 2)
    assert log(shop) == [("K1", 1, None, 6, 0), ("K2", 1, None, 2, 0)]
    assert dump(shop)["order_line"] == before


def test_a_credit_counts_once_however_often_it_is_read(shop: Desk) -> None:
    keep(shop, Kind.ORDERS, credit("K1", 3), credit("K1", 9, day=1, line=2))
    before = dump(shop)
    kept = keep(shop, Kind.ORDERS, credit("K1", 3), credit("K1", 9, day=1, line=2))
    assert (kept.counts, kept.unmatched, kept.areas) == ((0, 0, 2), 0, frozenset())
    assert keep(shop, Kind.ORDERS, credit("K1", 1, line=3)).counts == (1, 0, 0)
    after = dump(shop)
    assert len(after["cancellation"]) == len(before["cancellation"]) + 1
    assert counted(shop)["O2/1"] == (4, 0)


def test_units_that_were_shipped_come_back(shop: Desk) -> None:
    take(shop, *order("O4", "BEN", 9, ("CORD", 10), shipped=6, cancelled=1))
    keep(shop, Kind.ORDERS, credit("K1", 5, customer="BEN", sku="CORD"))
    assert counted(shop)["O4/1"] == (4, 2)
    keep(shop, Kind.ORDERS, credit("K2", 5, customer="BEN", sku="CORD"))
    assert counted(shop)["O4/1"] == (4, 6)
    assert log(shop)[-2:] == [("K2", 1, 5, 0, 4), ("K2", 1, None, 1, 0)]
    assert stock.broken(shop) == []


def test_stock_that_a_credit_sets_free_goes_to_whoever_waits(shop: Desk) -> None:
    take(shop, opening("LAMP", 10, "A"))
    assert held(shop) == {"O1/1": 5, "O2/1": 4, "O2/2": 0, "O3/1": 1}
    keep(shop, Kind.ORDERS, credit("K1", 3))
    assert held(shop) == {"O1/1": 5, "O2/1": 1, "O2/2": 0, "O3/1": 4}
    assert decisions(shop, last_run(shop)) == {"LAMP": (3, [("O3/1", 5, 1, 3, "partly-filled")])}
    assert level(shop, "LAMP") == (10, 10)
    assert stock.broken(shop) == []


def test_a_credit_of_what_has_no_stock_frees_none(shop: Desk) -> None:
    take(shop, opening("LAMP", 7, "A"))
    assert held(shop, "O1", "O2") == {"O1/1": 5, "O2/1": 2, "O2/2": 0}
    keep(shop, Kind.ORDERS, credit("K1", 2))
    assert held(shop) == {"O1/1": 5, "O2/1": 2, "O2/2": 0, "O3/1": 0}
    assert counted(shop)["O2/1"] == (2, 0)


def test_orders_and_their_credits_come_in_one_file(shop: Desk) -> None:
    taken_back = credit("K9", 2, customer="BEN", sku="CORD")
    kept = keep(shop, Kind.ORDERS, taken_back, *order("O9", "BEN", 8, ("CORD", 5)))
    assert kept == Kept(2, 0, 0, 0, Changes(frozenset({Area.ORDERS, Area.QUEUE})))
    assert counted(shop)["O9/1"] == (2, 0)


def test_a_whole_order_that_a_credit_makes_small_enough_is_filled(shop: Desk) -> None:
    take(shop, opening("CORD", 3, "A"))
    take(shop, *order("O5", "BEN", 1, ("CORD", 4), ship_policy=ShipPolicy.LINE_COMPLETE))
    assert held(shop, "O2", "O5") == {"O2/1": 0, "O2/2": 3, "O5/1": 0}
    keep(shop, Kind.ORDERS, credit("K1", 4, sku="CORD"))
    assert held(shop, "O2", "O5") == {"O2/1": 0, "O2/2": 0, "O5/1": 0}
    keep(shop, Kind.ORDERS, credit("K2", 1, sku="CORD", customer="BEN"))
    assert held(shop, "O2", "O5") == {"O2/1": 0, "O2/2": 0, "O5/1": 3}
    assert stock.broken(shop) == []


def test_codes_that_nobody_knows_are_refused(shop: Desk) -> None:
    bad = CancellationRecord("K1", "EVE", "NONE", 1, at(20), 1)
    assert wrong(shop, Kind.ORDERS, bad) == [
        (2, "customer", "row-customer-unknown", {"code": "EVE"}),
        (2, "sku", "row-item-unknown", {"code": "NONE"}),
    ]
    assert log(shop) == []
