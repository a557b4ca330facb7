"""Purchase orders and their lines: stored, and edited where that can be."""

from datetime import date

import pytest

from tests.conftest import Desk
from tests.services import stock
from tests.services.saving import Kept, dump, keep, wrong
from tests.services.stock import last_run, purchase, take
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import ItemRecord, Kind, PurchaseLineRecord, SupplierRecord
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.ordering import save_purchase_order
from warehouse_app.services.references import RowFault

FULL = PurchaseLineRecord("P1", "ACME", "LAMP", 40, date(2026, 2, 20), date(2026, 3, 9), 800, 2, 15, 20)


@pytest.fixture
def buyer(desk: Desk) -> Desk:
    """Return a house with two suppliers and two items."""
    take(desk, SupplierRecord("ACME", "Acme"), SupplierRecord("EASY", "Easy"))
    take(desk, ItemRecord("LAMP", "Lamp"), ItemRecord("CORD", "Cord"))
    return desk


def lines(desk: Desk) -> list[tuple[object, ...]]:
    """Return (order, supplier, line, item, quantity, received, received before, price)."""
    query = (
        "SELECT p.number, p.supplier_id, l.line, l.item_id, l.quantity, l.received, l.received_before, l.price "
        "FROM purchase_line l JOIN purchase_order p ON p.id = l.purchase_order_id ORDER BY p.number, l.line"
    )
    return list(desk.store.sql(query).fetchall())


def receive(desk: Desk, units: int) -> None:
    """Let this house receive units of every line."""
    with desk.store.transaction():
        desk.store.sql("UPDATE purchase_line SET received = received + ?", (units,))


def test_a_new_purchase_order_is_stored_with_its_lines(buyer: Desk) -> None:
    kept = keep(buyer, Kind.PURCHASE_ORDERS, FULL, FULL._replace(sku="CORD", line=1, received=0, price=None))
    assert kept == Kept(2, 0, 0, 0, Changes(frozenset({Area.PURCHASE_ORDERS})))
    assert lines(buyer) == [("P1", 1, 1, 2, 40, 0, 0, None), ("P1", 1, 2, 1, 40, 15, 15, 800)]
    days = buyer.store.sql(
        "SELECT COUNT(*) FROM purchase_line l JOIN purchase_order p ON p.id = l.purchase_order_id "
        "WHERE l.due_on = ? AND p.ordered_on = ?",
        (date(2026, 3, 9), date(2026, 2, 20)),
    ).fetchone()
    assert days == (2,)
    assert len(dump(buyer)["purchase_order"]) == 1
    assert last_run(buyer) == 0  # what is on order serves nobody yet


def test_the_same_purchase_order_again_is_unchanged_even_after_goods_came(buyer: Desk) -> None:
    records = [FULL, *purchase("P2", ("LAMP", 3), ("CORD", 4))]
    keep(buyer, Kind.PURCHASE_ORDERS, *records)
    receive(buyer, 2)
    before = dump(buyer)
    for update in (False, True):
        assert wrong(buyer, Kind.PURCHASE_ORDERS, *records, update=update) == []
        assert keep(buyer, Kind.PURCHASE_ORDERS, *records, update=update) == Kept(0, 0, 3, 0, Changes())
    after = dump(buyer)
    assert {name for name in after if after[name] != before[name]} == {"action"}


@pytest.mark.parametrize(
    ("change", "stored", "given"),
    [
        ({"quantity": 41}, 40, 41),
        ({"due_on": None}, "2026-03-09", None),
        ({"ordered_on": date(2026, 2, 21)}, "2026-02-20", "2026-02-21"),
        ({"price": None}, 800, None),
        ({"over_receipt_percent": None}, 20, None),
        ({"over_receipt_percent": 0}, 20, 0),
        ({"received": 16}, 15, 16),
        ({"sku": "CORD"}, "LAMP", "CORD"),
    ],
)
def test_what_differs_is_refused_unless_it_is_an_edit_that_can_be(
    file_desk: Desk, change: dict[str, object], stored: object, given: object
) -> None:
    take(file_desk, SupplierRecord("ACME", "Acme"), ItemRecord("LAMP", "Lamp"), ItemRecord("CORD", "Cord"), FULL)
    [(column, _)] = change.items()
    edit = FULL._replace(**change)  # type: ignore[arg-type]
    before = dump(file_desk)
    facts = {"key": "P1/2", "stored": stored, "given": given}
    assert wrong(file_desk, Kind.PURCHASE_ORDERS, edit) == [(2, column, "row-differs", facts)]
    with pytest.raises(Refused) as refusal:
        keep(file_desk, Kind.PURCHASE_ORDERS, edit)
    assert (refusal.value.code, refusal.value.facts) == (RowFault.DIFFERS, facts)
    assert dump(file_desk) == before
    if column in {"sku", "received"}:
        problem = (2, column, "row-cannot-change", {"key": "P1/2"})
        assert wrong(file_desk, Kind.PURCHASE_ORDERS, edit, update=True) == [problem]
        with pytest.raises(Refused):
            keep(file_desk, Kind.PURCHASE_ORDERS, edit, update=True)
        assert dump(file_desk) == before
    else:
        assert keep(file_desk, Kind.PURCHASE_ORDERS, edit, update=True).counts == (0, 1, 0)
        assert keep(file_desk, Kind.PURCHASE_ORDERS, edit).counts == (0, 0, 1)
    assert stock.broken(file_desk) == []


@pytest.mark.parametrize("line", [2, 3])
def test_a_purchase_order_keeps_its_supplier(buyer: Desk, line: int) -> None:
    keep(buyer, Kind.PURCHASE_ORDERS, FULL)
    other = FULL._replace(supplier="EASY", line=line)
    before = dump(buyer)
    for update in (False, True):
        problem = (2, "supplier", "row-cannot-change", {"key": "P1"})
        assert wrong(buyer, Kind.PURCHASE_ORDERS, other, update=update) == [problem]
        with pytest.raises(Refused) as refusal:
            keep(buyer, Kind.PURCHASE_ORDERS, other, update=update)
        assert refusal.value.code is RowFault.FIXED
    assert dump(buyer) == before


def test_codes_that_nobody_knows_are_refused(buyer: Desk) -> None:
    assert wrong(buyer, Kind.PURCHASE_ORDERS, PurchaseLineRecord("P9", "NONE", "NIL", 1, line=1)) == [
        (2, "supplier", "row-supplier-unknown", {"code": "NONE"}),
        (2, "sku", "row-item-unknown", {"code": "NIL"}),
    ]
    assert lines(buyer) == []


def test_an_edit_below_what_was_received_is_refused(buyer: Desk) -> None:
    keep(buyer, Kind.PURCHASE_ORDERS, FULL)
    receive(buyer, 10)
    before = dump(buyer)
    facts = {"key": "P1/2", "received": 25}
    problem = (2, "quantity", "row-below-received", facts)
    assert wrong(buyer, Kind.PURCHASE_ORDERS, FULL._replace(quantity=24), update=True) == [problem]
    with pytest.raises(Refused) as refusal:
        keep(buyer, Kind.PURCHASE_ORDERS, FULL._replace(quantity=24), update=True)
    assert (refusal.value.code, refusal.value.facts) == (RowFault.BELOW_RECEIVED, facts)
    assert dump(buyer) == before
    keep(buyer, Kind.PURCHASE_ORDERS, FULL._replace(quantity=25), update=True)
    assert lines(buyer) == [("P1", 1, 2, 1, 25, 25, 15, 800)]


def test_a_line_joins_its_purchase_order(buyer: Desk) -> None:
    keep(buyer, Kind.PURCHASE_ORDERS, FULL)
    assert keep(buyer, Kind.PURCHASE_ORDERS, FULL, FULL._replace(line=3, sku="CORD")).counts == (1, 0, 1)
    assert [row[:4] for row in lines(buyer)] == [("P1", 1, 2, 1), ("P1", 1, 3, 2)]
    assert len(dump(buyer)["purchase_order"]) == 1


def test_by_hand_a_line_without_a_number_gets_the_next_and_history_stays(buyer: Desk) -> None:
    keep(buyer, Kind.PURCHASE_ORDERS, FULL)
    edited = FULL._replace(quantity=50, received=0)
    again = [edited, FULL._replace(line=None, received=0)]
    changes = save_purchase_order(buyer.store, buyer.act(), again, update=True).changes
    assert changes == Changes(frozenset({Area.PURCHASE_ORDERS}))
    assert [row[2:7] for row in lines(buyer)] == [(2, 1, 50, 15, 15), (3, 1, 40, 0, 0)]
