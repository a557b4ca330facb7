"""What a file seems to be: by its headings in four languages, by its name, and undecided where two are as likely."""

from datetime import UTC
from pathlib import Path

import pytest

from tests.exchange.files import records, written
from warehouse_app.domain.records import CustomerRecord, Kind, OrderLineRecord
from warehouse_app.exchange.guessing import (
    fitting_mappings,
    guess_columns,
    guess_kind,
    known_headings,
    mapping_of,
    missing_fields,
)
from warehouse_app.exchange.headings import ANYWHERE, OF_KIND, loose
from warehouse_app.exchange.kinds import FIELDS
from warehouse_app.exchange.mapping import Cell
from warehouse_app.exchange.opening import open_table
from warehouse_app.exchange.reading import open_file


@pytest.mark.parametrize("kind", Kind)
def test_a_file_with_our_own_headings_is_known_whatever_its_name(kind: Kind) -> None:
    header = [field.heading for field in FIELDS[kind]]
    assert guess_kind("x.csv", header) is kind
    assert guess_columns(kind, header) == {field.name: field.heading for field in FIELDS[kind]}


ORDERS = ("number", "customer", "sku", "quantity", "placed_at", "price")


@pytest.mark.parametrize(
    "header",
    [
        ("Order No.", "Customer-ID", "Item Number", "Qty", "Order Date", "Unit Price"),
        ("Auftrags-Nr.", "Kundennummer", "Artikel-Nr.", "Menge", "Auftragsdatum", "Einzelpreis"),
        ("N° commande", "Client", "Référence", "Quantité", "Date commande", "Prix unitaire"),
        ("Número pedido", "Cliente", "Artículo", "Cantidad", "Fecha pedido", "Precio unitario"),
        ("InvoiceNo", "CustomerID", "StockCode", "Quantity", "InvoiceDate", "UnitPrice"),
    ],
)
def test_orders_of_other_programs_are_matched(header: tuple[str, ...]) -> None:
    assert guess_kind("export.csv", header) is Kind.ORDERS
    assert guess_columns(Kind.ORDERS, header) == dict(zip(ORDERS, header, strict=True))


def test_a_column_feeds_one_field_and_its_exact_name_wins() -> None:
    assert guess_columns(Kind.ITEMS, ["Article", "SKU", "Description", "Name"]) == {"sku": "SKU", "name": "Name"}
    assert guess_columns(Kind.ORDERS, ["Due date", "need_by"]) == {"need_by": "need_by"}


def test_columns_that_mean_nothing_feed_nothing() -> None:
    assert guess_columns(Kind.CUSTOMERS, ["rowguid", "", "—", "ModifiedDate"]) == {}


def test_the_first_of_two_columns_that_are_spelled_alike_is_taken() -> None:
    assert guess_columns(Kind.ITEMS, ["S.K.U.", "sku/", "name"]) == {"sku": "S.K.U.", "name": "name"}


@pytest.mark.parametrize(
    ("file", "header", "kind"),
    [
        ("x.csv", ("code", "name"), None),
        ("suppliers.csv", ("code", "name"), Kind.SUPPLIERS),
        ("Kundenliste.xlsx", ("code", "name"), Kind.CUSTOMERS),
        ("vendors-of-products.csv", ("code", "name"), Kind.SUPPLIERS),
        ("x.csv", ("sku", "location", "quantity"), Kind.STOCK),
        ("orders.csv", ("sku", "location", "quantity"), Kind.STOCK),
        ("x.csv", ("SKU", "EAN"), Kind.BARCODES),
        ("x.csv", ("SKU", "Name", "EAN", "Supplier"), Kind.ITEMS),
        ("x.csv", ("PO number", "Vendor", "Item", "Qty"), Kind.PURCHASE_ORDERS),
        ("x.csv", ("Number", "PO", "Vendor", "Item", "Qty"), Kind.ADVANCE_NOTICES),
        ("x.csv", ("ASN", "Vendor", "Item", "Qty", "Pallet"), Kind.ADVANCE_NOTICES),
        ("despatch advice.csv", ("Number", "Vendor", "Item", "Qty"), Kind.ADVANCE_NOTICES),
        ("x.csv", ("Supplier", "Ordered on", "Due on", "Received on"), Kind.DELIVERIES),
        ("x.csv", ("one", "two"), None),
        ("stock 2026.csv", ("one", "two"), Kind.STOCK),
    ],
)
def test_the_kind_is_known_by_headings_then_by_the_name(file: str, header: tuple[str, ...], kind: Kind | None) -> None:
    assert guess_kind(file, header) is kind


def test_what_a_kind_needs_and_nothing_feeds_is_named() -> None:
    assert missing_fields(Kind.ORDERS, {"number", "quantity"}) == ("customer", "sku")
    assert missing_fields(Kind.ITEMS, {"sku", "name"}) == ()


def test_a_matching_reads_the_file_by_its_own_headings_with_one_value_for_all_rows(tmp_path: Path) -> None:
    path = written(tmp_path, "Auftrag;Artikel;Menge;Bemerkung\nA-1;LAMP;2;hello\nA-1;CORD;x;\n", "auftraege.csv")
    cells = {
        "number": Cell(column="Auftrag"),
        "sku": Cell(column="Artikel"),
        "quantity": Cell(column="Menge"),
        "customer": Cell(value="SHOP"),
    }
    source = open_file(Kind.ORDERS, path, mapping=mapping_of(Kind.ORDERS, path.name, cells), zone=UTC)
    good, wrong = source.rows()
    assert good == (2, OrderLineRecord("A-1", "SHOP", "LAMP", 2, line=1))
    assert (wrong.line, wrong.column) == (3, "Menge")  # type: ignore[union-attr]
    assert source.columns == {"number", "sku", "quantity", "customer"}


def test_a_delimiter_is_recognised_by_the_headings_of_other_programs(tmp_path: Path) -> None:
    path = written(tmp_path, "Kundennummer;Firma, Zusatz;Ort\n1;Nord, Süd;Kiel\n")
    assert open_table(path, known_headings()).header == ("Kundennummer", "Firma, Zusatz", "Ort")


def test_a_mapping_is_offered_only_where_all_its_files_are(tmp_path: Path) -> None:
    for name in ("Products", "Categories", "Suppliers", "Customers", "Orders", "OrderDetails"):
        written(tmp_path, "x\n", f"{name}.csv")
    assert fitting_mappings(tmp_path) == {}
    written(tmp_path, "x\n", "Shippers.csv")
    assert fitting_mappings(tmp_path) == {"northwind": "Northwind, the sample trading house"}
    assert fitting_mappings(tmp_path / "missing") == {}


@pytest.mark.data
def test_real_files_are_known(data: Path) -> None:
    def guess(file: str) -> Kind | None:
        return guess_kind(Path(file).name, open_table(data / file, known_headings()).header)

    assert guess("northwind/Customers.csv") is Kind.CUSTOMERS
    assert guess("northwind/Suppliers.csv") is Kind.SUPPLIERS
    assert guess("northwind/Products.csv") is Kind.ITEMS
    assert guess("northwind/Shippers.csv") is None
    assert guess("online_retail/online_retail.csv.gz") is Kind.ORDERS
    assert guess("adventureworks/PurchaseOrderDetail.csv") is Kind.PURCHASE_ORDERS
    path = data / "northwind" / "Customers.csv"
    columns = guess_columns(Kind.CUSTOMERS, open_table(path, known_headings()).header)
    cells = {name: Cell(column=column) for name, column in columns.items()}
    source = open_file(Kind.CUSTOMERS, path, mapping=mapping_of(Kind.CUSTOMERS, path.name, cells), zone=UTC)
    found = records(list(source.rows()))
    assert len(found) == 93
    assert isinstance(found[0], CustomerRecord)
    assert (found[0].code, found[0].name, found[0].city) == ("ALFKI", "Alfreds Futterkiste", "Berlin")


def test_every_word_is_written_as_headings_are_compared_and_names_a_field_that_there_is() -> None:
    fields = {field.name for fields in FIELDS.values() for field in fields}
    assert set(ANYWHERE) <= fields
    for kind, words in OF_KIND.items():
        assert set(words) <= {field.name for field in FIELDS[kind]}
    for table in (ANYWHERE, *OF_KIND.values()):
        assert [word for words in table.values() for word in words if loose(word) != word] == []
