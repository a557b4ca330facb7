"""A real house with its key for each test of an import, since the process that reads opens it like anybody."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from peewee import sqlite3 as driver  # type: ignore[attr-defined]  # as the store: two of them in a process break locks
from pytestqt.qtbot import QtBot

from warehouse_app.domain.records import Kind
from warehouse_app.exchange.guessing import guess_columns, known_headings
from warehouse_app.exchange.mapping import Cell
from warehouse_app.exchange.opening import open_table
from warehouse_app.house import found, open_house
from warehouse_app.queries.check import findings
from warehouse_app.settings import Workstation
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.importing.plan import HouseAddress, MatchedFile


@dataclass
class Shop:
    """A folder with a house, and with files that are to be taken in."""

    folder: Path

    @property
    def url(self) -> str:
        """Where the house is."""
        return str(self.folder / "house.db")

    @property
    def address(self) -> HouseAddress:
        """The house as it is told to the process that reads."""
        return HouseAddress(self.url, "anna", "Europe/Berlin")

    def write(self, name: str, text: str) -> Path:
        """Write a file."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def matched(self, kind: Kind, name: str, text: str, **more: Any) -> MatchedFile:
        """Write a file; return it matched by its headings."""
        path = self.write(name, text)
        columns = guess_columns(kind, open_table(path, known_headings()).header)
        return MatchedFile(path, kind, {field: Cell(column=column) for field, column in columns.items()}, **more)

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Return what a statement finds, past the program: whoever has opened the house there keeps it."""
        with closing(driver.connect(self.url)) as connection:
            return list(connection.execute(statement))

    def count(self, table: str) -> int:
        """Return how many rows a table has."""
        return int(self.rows(f"SELECT COUNT(*) FROM {table}")[0][0])


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """Return a folder with an empty house; in the end no invariant may be broken."""
    monkeypatch.delenv("WAREHOUSE_KEY_FILE", raising=False)
    shop = Shop(tmp_path)
    found(shop.url, name="Small", time_zone="Europe/Berlin", currency="EUR", user="anna").close()
    yield shop
    house = open_house(shop.url, on_today=False)
    with house.store.snapshot():
        assert list(findings(house.store)) == []
    house.close()


ITEMS = "SKU,Name,Price\nLAMP,Lamp,12.50\nCORD,Cord,3\n"
CUSTOMERS = "Customer ID,Company\nBEN,Ben's\n"
ORDERS = "Order no.;Customer;Item;Qty\nSO-1;BEN;LAMP;4\nSO-1;BEN;CORD;1\n"
STOCK = "sku,location,quantity\nLAMP,A-1,3\n"
PLACES = "code,kind\nA-1,storage\n"


def everything(shop: Shop) -> tuple[MatchedFile, ...]:
    """Return files that hold all that a small house needs, in no good order."""
    return (
        shop.matched(Kind.ORDERS, "orders.csv", ORDERS),
        shop.matched(Kind.STOCK, "stock.csv", STOCK),
        shop.matched(Kind.ITEMS, "items.csv", ITEMS),
        shop.matched(Kind.LOCATIONS, "places.csv", PLACES),
        shop.matched(Kind.CUSTOMERS, "customers.csv", CUSTOMERS),
    )


@pytest.fixture
def desk(shop: Shop, qtbot: QtBot) -> Iterator[Desk]:
    """Return the desk of a window on the house; no bug may be reported to it."""
    reported: list[Exception] = []
    kept: list[Workstation] = []
    house = open_house(shop.url, user="anna", on_today=False)
    desk = Desk(house, Workstation(), language="en", save=kept.append, report=reported.append)
    yield desk
    qtbot.waitUntil(lambda: not any(map(desk.background.busy, Lane)), timeout=20_000)
    desk.background.close()
    house.close()
    assert reported == []
