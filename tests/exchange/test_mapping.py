"""What a mapping file may say, and that each contradiction in one is refused with its place."""

from datetime import UTC
from pathlib import Path

import pytest

from tests.exchange.files import mapping_of, records, refusal, written
from warehouse_app.domain.records import CustomerRecord, Kind
from warehouse_app.exchange.faults import FileFault
from warehouse_app.exchange.mapping import load_mapping, shipped_mappings
from warehouse_app.exchange.reading import open_file

ITEMS = 'title = "x"\n[[source]]\nkind = "items"\nfile = ["i.csv"]\nfields = { sku = "A", name = "B" }\n'
ORDERS = (
    'title = "x"\n[[source]]\nkind = "orders"\nfile = ["o.csv"]\n'
    'fields = { number = "N", customer = "C", sku = "S", quantity = "Q" }\n'
)
PLACES = 'title = "x"\n[[source]]\nkind = "locations"\nbins = true\n'
BINS = (
    '[bins]\nfile = ["p.csv"]\nkey = "P"\ngroup = "G"\nbays = 2\nlevels = 2\n'
    'first_x_m = "1"\nfirst_y_m = "1"\naisle_pitch_m = "1"\nbay_pitch_m = "1"\n'
)


def with_rule(rule: str, base: str = ITEMS) -> str:
    return f'{base}[[source.rule]]\nname = "r"\ncolumn = "A"\n{rule}\n'


def with_join(join: str) -> str:
    return f"{ITEMS}[[source.join]]\n{join}\n"


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        (f"{ITEMS}{ITEMS.partition(chr(10))[2]}", "source.kind"),
        (ITEMS.replace('"i.csv"', '"../i.csv"'), 'file = "../i.csv"'),
        (ITEMS.replace('"i.csv"', '"/etc/passwd"'), 'file = "/etc/passwd"'),
        (ITEMS.replace('"i.csv"', '".."'), 'file = ".."'),
        (ITEMS.replace('"i.csv"', '""'), 'file = ""'),
        (with_join('name = "j"\nfile = ["a/b.csv"]\non = "A"\nkey = "A"'), 'file = "a/b.csv"'),
        (with_join('name = "j"\nfile = []\non = "A"\nkey = "A"'), "file"),
        (PLACES + BINS.replace('"p.csv"', ""), "file"),
        (PLACES + BINS.replace("bays = 2", "bays = 0"), "bins"),
        (PLACES + BINS.replace("levels = 2", "levels = 101"), "bins"),
        (PLACES + BINS.replace('bay_pitch_m = "1"', 'bay_pitch_m = "-1"'), "bins"),
        (PLACES + BINS.replace('bay_pitch_m = "1"', 'bay_pitch_m = "1.0001"'), "bins"),
        (ITEMS.replace("sku =", "number ="), "source items: number"),
        (ITEMS + "extra = [{ x_m = '1' }]\n", "source items: x_m"),
        (with_rule('below = 1\neffect = "set"\nto = { colour = "" }'), "source items: colour"),
        (ITEMS.replace(', name = "B"', ""), "source items: name"),
        (ITEMS.replace('file = ["i.csv"]\n', ""), "source items: file / bins"),
        (ITEMS.replace('file = ["i.csv"]', "bins = true") + BINS, "source items: file / bins"),
        (PLACES.replace("bins = true", 'file = ["i.csv"]\nbins = true') + BINS, "source locations: file / bins"),
        (PLACES, "source locations: bin_of"),
        (ITEMS.replace('"B" }', '"B", home_location = { bin_of = "A" } }'), "source items: bin_of"),
        (PLACES + 'fields = { code = "A" }\n' + BINS, "source locations: bins"),
        (PLACES + 'distinct = "code"\nfields = { code = "A" }\n' + BINS, "source locations: bins"),
        (ITEMS + 'distinct = "category"\n', "source items: category"),
        (ITEMS.replace('"B" }', '{ column = "B", else_field = "unit" } }'), "source items: unit"),
        (ORDERS + 'first_of_document = ["placed_at"]\n', "source orders: placed_at"),
        (ORDERS + 'first_of_document = ["quantity"]\n', "source orders: quantity"),
        (ITEMS + 'first_of_document = ["name"]\n', "source items: name"),
        (ITEMS.replace('"B" }', '{ column = "B", value = "b" } }'), "source items: fields.name"),
        (ITEMS.replace('"B" }', '{ value = "B", prefix = "b" } }'), "source items: fields.name"),
        (
            with_join('name = "j"\nfile = ["j"]\non = "A"\nkey = "A"\n')
            + '[[source.join]]\nname = "j"\nfile = ["k"]\non = "A"\nkey = "A"\n',
            "source items: join.name",
        ),
        (with_rule('effect = "leave out"'), "source items: rule r"),
        (with_rule('below = 1\neffect = "set"'), "source items: rule r"),
        (with_rule('below = 1\neffect = "leave out"\nto = { name = "x" }'), "source items: rule r"),
        (with_rule('below = 1\neffect = "round"'), "source items: rule r"),
        (with_rule('more_decimals_than = 10\neffect = "round"'), "source items: rule r"),
        (with_rule('more_decimals_than = -1\neffect = "round"'), "source items: rule r"),
        (with_rule('below = 1\neffect = "cancellation"'), "source items: rule r"),
        (with_rule('below = 1\neffect = "cancellation"', ORDERS), "source orders: rule r"),
        (
            with_rule('below = 1\neffect = "set"\nto = { name = { column = "B", else_field = "sku" } }'),
            "source items: rule r",
        ),
        (
            with_rule('below = 1\neffect = "set"\nto = { name = { bin_of = "B" } }') + BINS,
            "source items: rule r",
        ),
    ],
)
def test_a_contradiction_is_refused_with_its_place(tmp_path: Path, text: str, detail: str) -> None:
    facts = refusal(lambda: mapping_of(tmp_path, text), FileFault.MAPPING_WRONG)
    assert facts == {"mapping": "own.toml", "detail": detail}


PLACED = ORDERS.replace('"Q" }', '"Q", placed_at = "P" }')


@pytest.mark.parametrize("distinct", ["", 'distinct = "number"\n'])
def test_there_is_one_rule_of_cancellations_at_most_and_none_beside_distinct(tmp_path: Path, distinct: str) -> None:
    rule = '[[source.rule]]\nname = "r"\ncolumn = "A"\nbelow = 1\neffect = "cancellation"\n'
    text = PLACED + distinct + rule * (1 if distinct else 2)
    facts = refusal(lambda: mapping_of(tmp_path, text), FileFault.MAPPING_WRONG)
    assert facts["detail"] == 'source orders: effect = "cancellation"'
    assert len(mapping_of(tmp_path, PLACED + rule).source[0].rule) == 1


@pytest.mark.parametrize(
    "text",
    [
        "title = ",
        'title = "x"\n',
        ITEMS + "colour = 1\n",
        ITEMS.replace('"items"', '"things"'),
        with_rule('below = 1.5\neffect = "leave out"'),
        with_rule('below = 1\neffect = "delete"'),
        'orders_as = "shipped"\n' + ITEMS,
        b"title = '\xff'".decode("latin-1"),
    ],
)
def test_what_is_no_mapping_is_refused_with_what_the_reader_says(tmp_path: Path, text: str) -> None:
    facts = refusal(lambda: mapping_of(tmp_path, text), FileFault.MAPPING_WRONG)
    assert facts["mapping"] == "own.toml"
    assert facts["detail"]


def test_a_mapping_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"title = '\xff'", "own.toml")
    assert refusal(lambda: load_mapping(str(path)), FileFault.MAPPING_WRONG)["mapping"] == "own.toml"


@pytest.mark.parametrize("name", ["none", "../northwind", "northwind.csv", "", "a b", "none.toml"])
def test_a_mapping_that_is_not_there_is_refused_with_those_that_are(name: str) -> None:
    facts = refusal(lambda: load_mapping(name), FileFault.MAPPING_UNKNOWN)
    assert facts == {"mapping": name, "mappings": ("northwind", "online_retail")}


def test_every_mapping_that_comes_with_the_program_can_be_loaded() -> None:
    assert shipped_mappings() == ("northwind", "online_retail")
    for name in shipped_mappings():
        mapping = load_mapping(name)
        assert mapping.name == f"{name}.toml"
        assert mapping.title


def test_one_file_is_read_by_the_rules_of_its_kind_only(tmp_path: Path) -> None:
    mapping = load_mapping("northwind")
    path = written(tmp_path, "CustomerID,CompanyName,Address,PostalCode,City,Country,Phone\nC,N,S,P,T,L,1\n", "x.csv")
    source = open_file(Kind.CUSTOMERS, path, mapping=mapping, zone=UTC)
    customer = CustomerRecord("C", "N", street="S", postcode="P", city="T", country="L", phone="1")
    assert records(list(source.rows())) == [customer]
    assert source.columns == {"code", "name", "street", "postcode", "city", "country", "phone"}
    facts = refusal(lambda: open_file(Kind.BARCODES, path, mapping=mapping, zone=UTC), FileFault.MAPPING_WITHOUT_KIND)
    assert facts == {"mapping": "northwind.toml", "kind": "barcodes"}


def test_a_file_that_lacks_a_column_of_the_mapping_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "SupplierID,Company\n1,x\n")
    mapping = load_mapping("northwind")
    facts = refusal(lambda: open_file(Kind.SUPPLIERS, path, mapping=mapping, zone=UTC), FileFault.COLUMN_MISSING)
    assert facts == {"file": "file.csv", "columns": ("CompanyName",)}
