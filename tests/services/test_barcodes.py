"""Barcodes that are one number in two forms: they find one item, and never name two."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.saving import wrong
from tests.services.stock import furnished, take
from warehouse_app.domain.errors import Problem, Refused
from warehouse_app.domain.records import BarcodeRecord, ItemRecord, Kind, Record
from warehouse_app.queries.codes import Ambiguous, CodeFault, FoundItem, resolve
from warehouse_app.queries.seeking import seek
from warehouse_app.services import importing
from warehouse_app.services.catalogue import save_item
from warehouse_app.services.importing import Handed, ImportRefused, checked, take_in
from warehouse_app.services.references import RowFault

UPC_E, UPC_A = "04252614", "042100005264"
FORMS = [UPC_E, UPC_A, UPC_A.zfill(13), UPC_A.zfill(14)]


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def known(desk: Desk, code: str) -> tuple[str, int | None] | None:
    found = resolve(desk.store, code, year=2026)
    return (found.item.sku, found.pack) if isinstance(found, FoundItem) else None


def stored(desk: Desk) -> list[tuple[str, str | None, str]]:
    """Return each barcode with its GTIN and its item."""
    found = desk.store.sql("SELECT b.code, b.gtin, i.sku FROM barcode b JOIN item i ON i.id = b.item_id ORDER BY b.id")
    return [tuple(row) for row in found]


def refused(desk: Desk, *records: Record, update: bool = False) -> list[Problem]:
    """Return what an import of barcodes is refused for; nothing of it is stored."""
    before = stored(desk)
    with pytest.raises(ImportRefused) as refusal, checked(desk.store, [Handed(Kind.BARCODES, records)], update=update):
        pass
    assert stored(desk) == before
    return [problem for _, problem in refusal.value.problems]


@pytest.mark.parametrize("imported", FORMS)
def test_a_barcode_is_found_in_each_form_of_its_number(house: Desk, imported: str) -> None:
    take(house, BarcodeRecord("LAMP", imported, 6))
    assert stored(house) == [(imported, "00042100005264", "LAMP")]
    for text in (*FORMS, f"]E0{UPC_E}", f"]E0{UPC_A.zfill(13)}", f"]C101{UPC_A.zfill(14)}"):
        assert known(house, text) == ("LAMP", 6), text
        if text in FORMS:
            assert [each.code for each in seek(house.store, text).items] == ["LAMP"], text


@pytest.mark.parametrize(
    ("imported", "gtin", "other"),
    [
        ("00357586", "00003575000086", "00000000357586"),  # no company has a GTIN-8 that begins with 0
        ("12345670", "00000012345670", "123456000070"),
    ],
)
def test_eight_digits_of_two_numbers_are_stored_as_they_are_scanned(
    house: Desk, imported: str, gtin: str, other: str
) -> None:
    take(house, BarcodeRecord("LAMP", imported))
    assert stored(house) == [(imported, gtin, "LAMP")]
    assert (known(house, imported), known(house, gtin), known(house, other)) == (("LAMP", 1), ("LAMP", 1), None)
    # The less likely number is another one, so that it may be of another item.
    take(house, BarcodeRecord("CORD", other))
    assert (known(house, gtin), known(house, other)) == (("LAMP", 1), ("CORD", 1))
    # Then it is one of them where the scanner says which; else nobody knows.
    assert {known(house, f"{aim}{imported}") for aim in ("]E0", "]E4")} == {("LAMP", 1), ("CORD", 1)}
    facts = {"text": imported, "skus": ("CORD", "LAMP")}
    found = resolve(house.store, imported, year=2026)
    assert isinstance(found, Ambiguous)
    assert (found.code, found.facts) == (CodeFault.TWO_ITEMS, facts)


@pytest.mark.parametrize("code", FORMS)
def test_a_barcode_of_another_item_in_any_form_is_refused(house: Desk, code: str) -> None:
    first = next(form for form in FORMS if form != code)
    take(house, BarcodeRecord("LAMP", first))
    facts = {"code": code, "other": first, "sku": "LAMP"}
    assert wrong(house, Kind.BARCODES, BarcodeRecord("CORD", code)) == [(2, "barcode", "row-barcode-of-another", facts)]
    [problem] = refused(house, BarcodeRecord("CORD", "BOX-7"), BarcodeRecord("CORD", code))
    assert (problem.line, problem.code, problem.facts) == (2, RowFault.BARCODE_OF_ANOTHER, facts)


def test_the_forms_of_one_item_and_what_is_no_number_are_stored(house: Desk) -> None:
    take(
        house,
        *(BarcodeRecord("LAMP", form) for form in FORMS),
        BarcodeRecord("CORD", "A-1"),
        BarcodeRecord("GAME", "a-1"),
    )
    assert take(house, *(BarcodeRecord("LAMP", form) for form in FORMS)).kinds[0].unchanged == 4
    assert [known(house, form) for form in FORMS] == [("LAMP", 1)] * 4


@pytest.mark.parametrize("chunk", [1, 5_000])
def test_two_rows_of_one_import_are_compared_too(house: Desk, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_CHUNK", chunk)
    [problem] = refused(
        house, BarcodeRecord("LAMP", UPC_E), BarcodeRecord("CORD", "96385074"), BarcodeRecord("CORD", UPC_A)
    )
    assert (problem.line, problem.column) == (3, "barcode")
    assert problem.facts == {"code": UPC_A, "other": UPC_E, "sku": "LAMP"}


def test_an_update_moves_all_forms_to_another_item_and_not_one_alone(house: Desk) -> None:
    take(house, BarcodeRecord("LAMP", UPC_E), BarcodeRecord("LAMP", UPC_A))
    [problem] = refused(house, BarcodeRecord("CORD", UPC_A), update=True)
    assert problem.facts == {"code": UPC_A, "other": UPC_E, "sku": "LAMP"}
    take(house, BarcodeRecord("CORD", UPC_E), BarcodeRecord("CORD", UPC_A), update=True)
    assert stored(house) == [(UPC_E, "00042100005264", "CORD"), (UPC_A, "00042100005264", "CORD")]


def test_what_names_two_items_already_stays_and_is_no_hindrance(house: Desk) -> None:
    take(house, BarcodeRecord("LAMP", UPC_E))
    house.store.sql(
        "INSERT INTO barcode (code, gtin, item_id, pack_quantity) SELECT ?, ?, id, 1 FROM item WHERE sku = 'CORD'",
        (UPC_A, UPC_A.zfill(14)),
    )
    both = BarcodeRecord("LAMP", UPC_E), BarcodeRecord("CORD", UPC_A)
    assert take(house, *both).kinds[0].unchanged == 2
    [problem] = refused(house, *both, BarcodeRecord("GAME", UPC_A.zfill(13)))
    assert (problem.line, problem.facts) == (3, {"code": UPC_A.zfill(13), "other": UPC_E, "sku": "LAMP"})


def test_what_somebody_else_stored_since_the_check_is_seen(house: Desk) -> None:
    with checked(house.store, [Handed(Kind.BARCODES, [BarcodeRecord("CORD", UPC_A)])], update=False) as prepared:
        take(house, BarcodeRecord("LAMP", UPC_E))
        with pytest.raises(Refused) as refusal:
            take_in(house.store, house.act(), prepared)
    assert (refusal.value.code, refusal.value.facts) == (
        RowFault.BARCODE_OF_ANOTHER,
        {"code": UPC_A, "other": UPC_E, "sku": "LAMP"},
    )
    assert stored(house) == [(UPC_E, "00042100005264", "LAMP")]


def test_a_barcode_that_is_the_number_of_another_item_is_refused(house: Desk) -> None:
    facts = {"code": "CORD", "sku": "LAMP"}
    row = BarcodeRecord("LAMP", "CORD")
    assert wrong(house, Kind.BARCODES, row) == [(2, "barcode", "row-barcode-is-item", facts)]
    [problem] = refused(house, BarcodeRecord("LAMP", "LAMP"), BarcodeRecord("LAMP", "BOX-7"), row)
    assert (problem.line, problem.code, problem.facts) == (3, RowFault.BARCODE_IS_ITEM, facts)
    take(house, BarcodeRecord("LAMP", "LAMP", 6))
    assert (stored(house), known(house, "LAMP")) == ([("LAMP", None, "LAMP")], ("LAMP", 6))
    # Its own number is moved to no other item.
    [problem] = refused(house, BarcodeRecord("CORD", "LAMP"), update=True)
    assert problem.facts == {"code": "LAMP", "sku": "CORD"}


def test_a_barcode_is_compared_with_the_items_of_its_own_import(house: Desk) -> None:
    feeds = [Handed(Kind.ITEMS, [ItemRecord("NEW", "New")]), Handed(Kind.BARCODES, [BarcodeRecord("LAMP", "NEW")])]
    with pytest.raises(ImportRefused) as refusal, checked(house.store, feeds, update=False):
        pass
    [(file, problem)] = refusal.value.problems
    assert (file, problem.line, problem.code) == ("barcodes", 1, RowFault.BARCODE_IS_ITEM)
    assert problem.facts == {"code": "NEW", "sku": "LAMP"}


@pytest.mark.parametrize("number", ["BOX-7", UPC_A])
def test_an_item_that_is_called_as_a_barcode_of_another_is_refused(house: Desk, number: str) -> None:
    take(house, BarcodeRecord("LAMP", number))
    facts = {"sku": number, "other": "LAMP"}
    record = ItemRecord(number, "New")
    assert wrong(house, Kind.ITEMS, ItemRecord("CORD", "Cord"), record, update=True) == [
        (3, "sku", "row-item-is-barcode", facts)
    ]
    with pytest.raises(Refused) as refusal:
        save_item(house.store, house.act(), record, update=False)
    assert (refusal.value.code, refusal.value.facts) == (RowFault.ITEM_IS_BARCODE, facts)
    with checked(house.store, [Handed(Kind.ITEMS, [ItemRecord("A-9", "New")])], update=False) as prepared:
        take(house, BarcodeRecord("LAMP", "A-9"))
        with pytest.raises(Refused) as late:
            take_in(house.store, house.act(), prepared)
    assert (late.value.code, late.value.facts) == (RowFault.ITEM_IS_BARCODE, {"sku": "A-9", "other": "LAMP"})
    assert house.store.sql("SELECT COUNT(*) FROM item WHERE sku IN (?, 'A-9')", (number,)).fetchone()[0] == 0


def test_a_barcode_and_an_item_of_one_name_that_are_stored_already_hinder_nothing(house: Desk) -> None:
    house.store.sql(
        "INSERT INTO barcode (code, item_id, pack_quantity) SELECT 'CORD', id, 1 FROM item WHERE sku = 'LAMP'"
    )
    assert take(house, BarcodeRecord("LAMP", "CORD")).kinds[0].unchanged == 1
    assert wrong(house, Kind.BARCODES, BarcodeRecord("LAMP", "CORD", 6), update=True) == []
    save_item(house.store, house.act(), ItemRecord("CORD", "Power cord"), update=True)
    # It can be put right.
    take(house, BarcodeRecord("CORD", "CORD"), update=True)
    assert known(house, "CORD") == ("CORD", 1)
