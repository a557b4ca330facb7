"""Past receipts of another system: they have no key, so equal rows are counted."""

from datetime import date

from tests.conftest import Desk
from tests.services.saving import Kept, dump, keep, keep_rows
from warehouse_app.domain.records import DeliveryRecord, Kind
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Work
from warehouse_app.services.deliveries import DeliverySaver
from warehouse_app.services.references import References
from warehouse_app.services.saving import Given

FULL = DeliveryRecord("ACME", date(2026, 1, 2), date(2026, 1, 9), date(2026, 1, 12), "LAMP", 40, "P1")
BARE = DeliveryRecord("ACME", date(2026, 1, 2), date(2026, 1, 9), date(2026, 1, 12))
COLUMNS = "supplier, sku, quantity, purchase_order, occurrence"


def stored(desk: Desk) -> list[tuple[object, ...]]:
    """Return the deliveries in the order in which they were stored."""
    return list(desk.store.sql(f"SELECT {COLUMNS} FROM delivery ORDER BY id").fetchall())


def test_deliveries_are_stored_whoever_the_supplier_was(desk: Desk) -> None:
    kept = keep(desk, Kind.DELIVERIES, FULL, BARE)
    assert kept == Kept(2, 0, 0, 0, Changes(frozenset({Area.RECEIPTS})))
    assert stored(desk) == [("ACME", "LAMP", 40, "P1", 1), ("ACME", "", None, "", 1)]
    days = desk.store.sql(
        "SELECT COUNT(*) FROM delivery WHERE ordered_on = ? AND due_on = ? AND received_on = ?", FULL[1:4]
    ).fetchone()
    assert days == (2,)


def test_the_same_file_again_stores_nothing(desk: Desk) -> None:
    rows = [FULL, BARE, FULL]
    keep(desk, Kind.DELIVERIES, *rows)
    before = dump(desk)
    assert keep(desk, Kind.DELIVERIES, *rows) == Kept(0, 0, 3, 0, Changes())
    assert dump(desk)["delivery"] == before["delivery"]


def test_of_equal_rows_only_the_further_ones_are_new(desk: Desk) -> None:
    assert keep(desk, Kind.DELIVERIES, FULL, FULL).counts == (2, 0, 0)
    assert keep(desk, Kind.DELIVERIES, FULL).counts == (0, 0, 1)
    assert keep(desk, Kind.DELIVERIES, FULL, BARE, FULL, FULL, FULL).counts == (3, 0, 2)
    assert [row[-1] for row in stored(desk)] == [1, 2, 1, 3, 4]
    assert keep(desk, Kind.DELIVERIES, *[FULL] * 4, BARE).counts == (0, 0, 5)


def test_a_row_that_differs_in_anything_is_another_delivery(desk: Desk) -> None:
    changed = [
        FULL._replace(supplier="EASY"),
        FULL._replace(sku=""),
        FULL._replace(quantity=None),
        FULL._replace(purchase_order="P2"),
        FULL._replace(ordered_on=date(2026, 1, 1)),
        FULL._replace(due_on=date(2026, 1, 1)),
        FULL._replace(received_on=date(2026, 1, 13)),
    ]
    assert keep(desk, Kind.DELIVERIES, FULL, *changed).counts == (8, 0, 0)
    assert {row[-1] for row in stored(desk)} == {1}


def test_equal_rows_in_several_chunks_of_one_import_are_counted_on(desk: Desk) -> None:
    saver = DeliverySaver(Given(frozenset(), update=False, references=References()))
    work = Work(desk.store, desk.act(), 1, b"")
    with desk.store.transaction():
        for _ in range(3):
            saver.write(work, [(2, FULL)])
    assert saver.finish(work).counts.new == 3
    assert [row[-1] for row in stored(desk)] == [1, 2, 3]
    assert keep_rows(desk.store, desk.act(), Kind.DELIVERIES, [FULL] * 3, None, update=False).counts == (0, 0, 3)
