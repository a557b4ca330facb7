"""Labels by name: of places, zones, items, orders and receipts, alone and several together."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.queries.houses import pick
from tests.services.stock import furnished, opening, order, take
from warehouse_app.documents.floor_sheets import (
    ItemLabel,
    Label,
    Labelled,
    LabelSheet,
    LabelSize,
    LabelsOf,
    LocationLabel,
    OrderLabel,
    ReceiptLabel,
)
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import BarcodeRecord, ItemRecord, LocationRecord
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.queries.labels import LabelFault, label_sheet
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import release

MAY = date(2026, 5, 1)
DOCK = LocationLabel("DOCK", LocationKind.DOCK, "")


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def sheet(desk: Desk, number: str) -> LabelSheet:
    with desk.store.snapshot():
        return label_sheet(desk.store, number, LabelSize.SHEET, language="en")


def labels(desk: Desk, number: str) -> tuple[Label, ...]:
    return sheet(desk, number).labels


def refusal(desk: Desk, number: str) -> tuple[object, object]:
    with pytest.raises(Refused) as refused:
        sheet(desk, number)
    return refused.value.code, refused.value.facts


def test_a_place_and_all_places_of_a_zone(house: Desk) -> None:
    take(
        house,
        LocationRecord("C-2", zone="C"),
        LocationRecord("C-10", zone="C", kind=LocationKind.BULK),
        LocationRecord("c-1", zone="C"),
        LocationRecord("D-1", zone="D"),
    )
    of = (Labelled(LabelsOf.LOCATION, "DOCK"),)
    assert sheet(house, "DOCK") == LabelSheet("location:DOCK", of, (DOCK,), LabelSize.SHEET, "en")
    # The same order on every database.
    assert labels(house, "zone:C") == (
        LocationLabel("C-10", LocationKind.BULK, "C"),
        LocationLabel("C-2", LocationKind.STORAGE, "C"),
        LocationLabel("c-1", LocationKind.STORAGE, "C"),
    )
    assert labels(house, "zone:D") == (LocationLabel("D-1", LocationKind.STORAGE, "D"),)


def test_an_item_has_its_barcode_of_single_pieces_or_else_its_number(house: Desk) -> None:
    take(house, BarcodeRecord("LAMP", "LAMP-BOX", 12), BarcodeRecord("CORD", "CORD-BOX", 6))
    take(house, BarcodeRecord("LAMP", "4006381333931", 1), BarcodeRecord("LAMP", "96385074", 1))
    assert labels(house, "LAMP") == (ItemLabel("LAMP", "Lamp", "4006381333931"),)
    assert labels(house, "item:CORD") == (ItemLabel("CORD", "Cord", "CORD"),)


def test_an_order_has_a_label_for_each_line_that_has_stock_or_else_one_of_its_own(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 5),
        opening("PLUG", 9),
        *order("SO-1", "BEN", 1, ("LAMP", 8), ("CORD", 3), ("PLUG", 2)),
        *order("SO-2", "ANN", 1, ("CORD", 3)),
    )
    assert labels(house, "SO-1") == (
        OrderLabel("SO-1", "Ben", "LAMP", "Lamp", 5, "piece"),
        OrderLabel("SO-1", "Ben", "PLUG", "Plug", 2, "piece"),
    )
    assert labels(house, "order:SO-2") == (OrderLabel("SO-2", "Ann"),)


def test_what_is_put_aside_for_an_order_is_labelled_before_what_still_lies_elsewhere(house: Desk) -> None:
    take(house, opening("LAMP", 8), opening("PLUG", 9), *order("SO-1", "BEN", 1, ("LAMP", 8), ("PLUG", 2)))
    take(house, *order("SO-2", "ANN", 1, ("CORD", 5)))
    release(house.store, house.act(), orders=["SO-1"])
    pick(house.store, house.act(), "SO-1", 1, out_of="A-1", into="TOTE", units=3)
    assert labels(house, "SO-1") == (OrderLabel("SO-1", "Ben", "LAMP", "Lamp", 3, "piece"),)
    coming = [Goods("CORD", 4, "STAGE", for_order="SO-2"), Goods("CORD", 1, "A-2")]
    receive(house.store, house.act(), coming, supplier="ACME")
    assert labels(house, "SO-2") == (OrderLabel("SO-2", "Ann", "CORD", "Cord", 4, "piece"),)


def test_a_receipt_has_a_label_for_all_goods_that_count(house: Desk) -> None:
    receive(house.store, house.act(), [Goods("LAMP", 48), Goods("MILK", 6, "A-2", "L1", MAY)], supplier="ACME")
    wrong = house.act()
    receive(house.store, wrong, [Goods("CORD", 3)], supplier="ACME")
    undo_receipt(house.store, house.act(), wrong.action_id)
    assert labels(house, "GR-1") == (
        ReceiptLabel("GR-1/1/1", "Acme", "LAMP", "Lamp", "", None, 48, "piece"),
        ReceiptLabel("GR-1/1/2", "Acme", "MILK", "Milk", "L1", MAY, 6, "piece"),
    )


def test_one_line_of_an_order_and_one_booking_of_a_receipt_have_labels_of_their_own(house: Desk) -> None:
    take(house, *order("SO-1/2", "ANN", 1, ("CORD", 5)), *order("SO-1", "BEN", 1, ("LAMP", 8), ("PLUG", 2)))
    booked = [house.act() for _ in range(3)]
    receive(house.store, booked[0], [Goods("LAMP", 5, "STAGE", for_order="SO-1")], supplier="ACME")
    two = [Goods("PLUG", 2, "STAGE", for_order="SO-1"), Goods("MILK", 6, "A-2", "L1", MAY)]
    receive(house.store, booked[1], two, supplier="ACME")
    receive(house.store, booked[2], [Goods("PLUG", 7, "A-1")], supplier="ACME")
    assert labels(house, "order:SO-1/1") == (OrderLabel("SO-1", "Ben", "LAMP", "Lamp", 5, "piece"),)
    # An order that is called so comes first.
    assert labels(house, "SO-1/2") == (OrderLabel("SO-1/2", "Ann"),)
    plugs = ReceiptLabel("GR-1/2/1", "Acme", "PLUG", "Plug", "", None, 2, "piece")
    milk = ReceiptLabel("GR-1/2/2", "Acme", "MILK", "Milk", "L1", MAY, 6, "piece")
    assert labels(house, "receipt:GR-1/2") == (plugs, milk)
    last = sheet(house, f"GR-1/{booked[2].action_id} + order:SO-1/1")
    assert last.number == "receipt:GR-1/3 + order:SO-1/1"
    assert last.of == (Labelled(LabelsOf.RECEIPT, "GR-1/3"), Labelled(LabelsOf.ORDER, "SO-1"))
    assert last.labels == (
        ReceiptLabel("GR-1/3", "Acme", "PLUG", "Plug", "", None, 7, "piece"),
        OrderLabel("SO-1", "Ben", "LAMP", "Lamp", 5, "piece"),
    )
    assert sheet(house, last.number) == last
    # What is taken back keeps its number, and has no label any more.
    undo_receipt(house.store, house.act(), booked[1].action_id)
    assert refusal(house, "receipt:GR-1/2") == (LabelFault.NOTHING_CAME, {"number": "GR-1"})
    assert labels(house, "receipt:GR-1/3") == last.labels[:1]


def test_a_receipt_that_was_taken_back_has_no_labels(house: Desk) -> None:
    wrong = house.act()
    receive(house.store, wrong, [Goods("CORD", 3)], supplier="ACME")
    undo_receipt(house.store, house.act(), wrong.action_id)
    assert refusal(house, "GR-1") == (LabelFault.NOTHING_CAME, {"number": "GR-1"})


def test_several_things_are_printed_together_in_the_order_asked_for(house: Desk) -> None:
    asked = sheet(house, "DOCK + item:LAMP + location:A-1")
    assert asked.number == "location:DOCK + item:LAMP + location:A-1"
    assert asked.labels == (
        DOCK,
        ItemLabel("LAMP", "Lamp", "LAMP"),
        LocationLabel("A-1", LocationKind.STORAGE, ""),
    )
    assert sheet(house, asked.number) == asked


def test_what_is_called_like_several_things_is_the_place_unless_said(house: Desk) -> None:
    take(house, ItemRecord("A + B", "Kit"), ItemRecord("DOCK", "Game of docks"), LocationRecord("item:LAMP"))
    assert labels(house, "A + B") == (ItemLabel("A + B", "Kit", "A + B"),)
    assert labels(house, "DOCK") == (DOCK,)
    assert labels(house, "item:DOCK") == (ItemLabel("DOCK", "Game of docks", "DOCK"),)
    assert labels(house, "item:LAMP") == (ItemLabel("LAMP", "Lamp", "LAMP"),)
    assert labels(house, "location:item:LAMP") == (LocationLabel("item:LAMP", LocationKind.STORAGE, ""),)


def test_the_longest_name_is_printed_and_names_that_are_too_long_together_are_shortened(house: Desk) -> None:
    long = "I" * 80
    take(house, ItemRecord(long, "Item"), *(LocationRecord(f"Z-{at:03}") for at in range(20)))
    assert sheet(house, f"item:{long}").number == long
    assert sheet(house, " + ".join(["Z-001"] * 10)).number == " + ".join(["Z-001"] * 10)
    many = sheet(house, " + ".join(["Z-001"] * 20))
    assert (many.number, len(many.labels)) == ("location:Z-001 + 19", 20)
    assert len(sheet(house, " + ".join([f"item:{long}"] * 3)).number) == 74


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        *[("X-9", "X-9"), ("DOCK + X-9", "X-9"), ("zone:", "zone:"), ("", ""), ("order:LAMP", "order:LAMP")],
        *[("DOCK/1", "DOCK/1"), ("receipt:GR-9/1", "receipt:GR-9/1"), ("/", "/")],
    ],
)
def test_what_nobody_knows_is_refused_by_its_name(house: Desk, asked: str, named: str) -> None:
    if asked:
        assert refusal(house, asked) == (LabelFault.UNKNOWN, {"number": named})
