"""Advance notices and their lines: stored, and edited where that can be."""

from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.saving import Kept, dump, keep, wrong
from tests.services.stock import last_run, purchase, take
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import AdvanceNoticeRecord, ItemRecord, Kind, LocationRecord, SupplierRecord
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.queries.records import records
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.services.references import RowFault

PALLET, OTHER = "340123450000000017", "340123450000000024"
DUE = date(2026, 3, 9)
FULL = AdvanceNoticeRecord("AN-1", "ACME", "LAMP", 24, "PO-1", PALLET, "L7", date(2027, 1, 1), DUE, 2)


@pytest.fixture
def buyer(desk: Desk) -> Desk:
    """Return a house with two suppliers, two items, and a purchase order."""
    take(desk, SupplierRecord("ACME", "Acme"), SupplierRecord("EASY", "Easy"))
    take(desk, ItemRecord("LAMP", "Lamp"), ItemRecord("CORD", "Cord"))
    take(desk, LocationRecord("A-1"), LocationRecord("DOCK", kind=LocationKind.DOCK))
    take(desk, *purchase("PO-1", ("LAMP", 40), ("CORD", 40)))
    return desk


def test_a_new_notice_is_stored_with_its_lines_and_read_back_as_it_was(buyer: Desk) -> None:
    loose = AdvanceNoticeRecord("AN-1", "ACME", "CORD", 5, "PO-1", due_on=DUE, line=1)
    blind = AdvanceNoticeRecord("A2", "EASY", "CORD", 7, line=1)
    before = last_run(buyer)
    kept = keep(buyer, Kind.ADVANCE_NOTICES, FULL, loose, blind)
    assert kept == Kept(3, 0, 0, 0, Changes(frozenset({Area.PURCHASE_ORDERS})))
    with buyer.store.snapshot():
        assert list(records(buyer.store, Kind.ADVANCE_NOTICES)) == [loose, FULL, blind]
    assert last_run(buyer) == before  # what is on its way serves nobody yet


def test_the_same_notice_again_is_unchanged_even_after_goods_came(buyer: Desk) -> None:
    rows = [FULL._replace(lot="", sscc="", expiry=None), FULL._replace(sku="CORD", line=3)]
    keep(buyer, Kind.ADVANCE_NOTICES, *rows)
    receive(buyer.store, buyer.act(), [Goods("LAMP", 4)], advance_notice="AN-1")
    before = dump(buyer)
    for update in (False, True):
        assert wrong(buyer, Kind.ADVANCE_NOTICES, *rows, update=update) == []
        assert keep(buyer, Kind.ADVANCE_NOTICES, *rows, update=update) == Kept(0, 0, 2, 0, Changes())
    after = dump(buyer)
    assert {name for name in after if after[name] != before[name]} == {"action"}


@pytest.mark.parametrize(
    ("change", "stored", "given"),
    [
        ({"quantity": 25}, 24, 25),
        ({"sku": "CORD"}, "LAMP", "CORD"),
        ({"sscc": OTHER}, PALLET, OTHER),
        ({"lot": ""}, "L7", ""),
        ({"expiry": None}, "2027-01-01", None),
        ({"due_on": None}, "2026-03-09", None),
    ],
)
def test_a_line_that_differs_is_an_edit_and_must_be_asked_for(
    buyer: Desk, change: dict[str, object], stored: object, given: object
) -> None:
    keep(buyer, Kind.ADVANCE_NOTICES, FULL)
    edit = FULL._replace(**change)  # type: ignore[arg-type]
    [column] = change
    facts = {"key": "AN-1/2", "stored": stored, "given": given}
    assert wrong(buyer, Kind.ADVANCE_NOTICES, edit) == [(2, column, "row-differs", facts)]
    with pytest.raises(Refused):
        keep(buyer, Kind.ADVANCE_NOTICES, edit)
    assert keep(buyer, Kind.ADVANCE_NOTICES, edit, update=True).counts == (0, 1, 0)
    assert keep(buyer, Kind.ADVANCE_NOTICES, edit).counts == (0, 0, 1)


@pytest.mark.parametrize(
    ("change", "column"),
    [({"supplier": "EASY", "purchase_order": ""}, "supplier"), ({"purchase_order": ""}, "purchase_order")],
)
@pytest.mark.parametrize("line", [2, 3])
def test_whose_notice_it_is_cannot_change(buyer: Desk, change: dict[str, object], column: str, line: int) -> None:
    keep(buyer, Kind.ADVANCE_NOTICES, FULL)
    other = FULL._replace(line=line, **change)  # type: ignore[arg-type]
    found = wrong(buyer, Kind.ADVANCE_NOTICES, other, update=True)
    assert found[0] == (2, column, "row-cannot-change", {"key": "AN-1"})
    with pytest.raises(Refused) as refused:
        keep(buyer, Kind.ADVANCE_NOTICES, other, update=True)
    assert refused.value.code is RowFault.FIXED


def test_what_nobody_knows_and_an_order_of_another_supplier_are_refused(buyer: Desk) -> None:
    assert wrong(buyer, Kind.ADVANCE_NOTICES, FULL._replace(supplier="NONE", sku="NIL", purchase_order="PO-9")) == [
        (2, "supplier", "row-supplier-unknown", {"code": "NONE"}),
        (2, "sku", "row-item-unknown", {"code": "NIL"}),
        (2, "purchase_order", "row-purchase-order-unknown", {"code": "PO-9"}),
    ]
    of_another = {"code": "PO-1", "of": "ACME", "supplier": "EASY"}
    assert wrong(buyer, Kind.ADVANCE_NOTICES, FULL._replace(supplier="EASY")) == [
        (2, "purchase_order", "row-purchase-order-of-another", of_another)
    ]
    with pytest.raises(Refused) as refused:
        keep(buyer, Kind.ADVANCE_NOTICES, FULL._replace(supplier="EASY"))
    assert refused.value.code is RowFault.OTHER_SUPPLIER


def test_a_notice_comes_with_its_purchase_order_in_one_import(buyer: Desk) -> None:
    answer = take(buyer, *purchase("PO-2", ("LAMP", 3)), FULL._replace(number="AN-2", purchase_order="PO-2"))
    assert [(each.kind, each.new) for each in answer.kinds] == [(Kind.PURCHASE_ORDERS, 1), (Kind.ADVANCE_NOTICES, 1)]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"quantity": 9}, ("quantity", "row-below-received", {"key": "AN-1/2", "received": 10})),
        ({"quantity": 10}, None),
        ({"sku": "CORD"}, ("sku", "row-cannot-change", {"key": "AN-1/2"})),
        ({"sscc": OTHER}, ("sscc", "row-cannot-change", {"key": "AN-1/2"})),
        ({"lot": "L8"}, ("lot", "row-cannot-change", {"key": "AN-1/2"})),
        ({"due_on": None}, None),
    ],
)
def test_what_has_come_stays_what_it_is(
    buyer: Desk, change: dict[str, object], problem: tuple[str, str, dict[str, object]] | None
) -> None:
    loose = FULL._replace(sscc="", lot="", expiry=None)
    keep(buyer, Kind.ADVANCE_NOTICES, loose)
    receive(buyer.store, buyer.act(), [Goods("LAMP", 10)], advance_notice="AN-1")
    found = wrong(buyer, Kind.ADVANCE_NOTICES, loose._replace(**change), update=True)  # type: ignore[arg-type]
    assert found == ([(2, *problem)] if problem else [])
