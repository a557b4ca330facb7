"""Barcodes of a house of version 7 get the GTIN that they are reckoned to be now; none comes to name two items."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import DIALECTS, NOW
from tests.store.older import older_store
from tests.store.rows import FIRST, insert, second
from warehouse_app.scanning.gtin import likely_gtin14
from warehouse_app.store.database import Store
from warehouse_app.store.migrate import migrate, pending

BARCODES = import_module("warehouse_app.store.migrations.0008_barcode_gtins")
LAST_OLD = "0007"

HOUSE: list[tuple[str, str | None, int, str | None]] = [
    ("04252614", None, 1, "00042100005264"),  # a UPC-E had none
    ("14252611", "", 1, "00142100005261"),
    ("00357586", "00000000357586", 1, "00003575000086"),  # was taken for a GTIN-8, of which none begins with 0
    ("12345670", "00000012345670", 1, "00000012345670"),
    ("4006381333931", "04006381333931", 1, "04006381333931"),
    ("24006381333935", None, 2, "24006381333935"),
    ("CUP-CASE", None, 2, None),
    ("4006381333930", None, 2, None),  # no check digit of it
    ("07654307", None, 1, None),  # its UPC-A names another item
    ("076000005437", "00076000005437", 2, "00076000005437"),
    ("03456781", None, 1, None),  # and these two would come to be one of two items
    ("034567000081", None, 2, None),
    ("02345673", None, 1, "00023456000073"),  # two of one item are one
    ("023456000073", "00023456000073", 1, "00023456000073"),
]
"""Each barcode with the GTIN that it had, its item, and the GTIN that it has then."""


@pytest.fixture(params=DIALECTS)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return a database as version 7 made it, with barcodes in it."""
    store = older_store(request, tmp_path, LAST_OLD)
    with store.transaction():
        for table in ("supplier", "location"):
            insert(store, table, FIRST[table])
        for row in (FIRST["item"], second("item")):
            insert(store, "item", row)
        for code, gtin, item, _ in HOUSE:
            insert(store, "barcode", {"code": code, "gtin": gtin or None, "item_id": item, "pack_quantity": 3})
    yield store
    store.close()


def barcodes(store: Store) -> list[tuple[str, str | None, int, int]]:
    found = store.sql("SELECT code, gtin, item_id, pack_quantity FROM barcode ORDER BY id")
    return [tuple(row) for row in found]


def test_barcodes_get_their_gtin_where_that_names_no_second_item(old: Store) -> None:
    assert pending(old) == ["0008_barcode_gtins"]
    migrate(old, now=NOW)
    assert barcodes(old) == [(code, gtin, item, 3) for code, _, item, gtin in HOUSE]


def test_run_again_it_changes_nothing(old: Store) -> None:
    migrate(old, now=NOW)
    once = barcodes(old)
    with old.transaction():
        BARCODES.up(None, old.database)
    assert barcodes(old) == once


@given(st.text("0123456789", min_size=1, max_size=15) | st.text(max_size=9))
def test_its_own_reckoning_is_that_of_the_program_of_its_day(text: str) -> None:
    assert BARCODES._gtin14(text) == likely_gtin14(text)


def test_nothing_is_written_where_all_is_right() -> None:
    said: list[str] = []

    def execute_sql(sql: str, params: object = ()) -> SimpleNamespace:
        said.append(f"{sql} {params}")
        return SimpleNamespace(fetchall=lambda: [(1, "4006381333931", "04006381333931", 1), (2, "A-1", None, 1)])

    BARCODES.up(None, SimpleNamespace(execute_sql=execute_sql, param="?"))
    assert len(said) == 1
