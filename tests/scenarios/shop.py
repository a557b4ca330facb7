"""A shop small enough to run short of everything: what lies in it, who buys, and how to make many of it fast."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import psycopg

from tests.conftest import KEY, NOW, Desk
from warehouse_app.domain.records import (
    CustomerRecord,
    ItemRecord,
    Kind,
    LocationRecord,
    Record,
    SupplierRecord,
)
from warehouse_app.domain.statuses import LocationKind, ShipPolicy
from warehouse_app.services.house_rules import RuleChange, choose_rules
from warehouse_app.services.importing import Handed, checked, take_in
from warehouse_app.store.database import open_store

FOUNDED = NOW.date()
"""The day on which the shop opens."""

ITEMS = (
    ItemRecord("TEA", "Tea", lot_tracked=True, expiry_tracked=True, minimum_shelf_life_days=1),
    ItemRecord("CUP", "Cup", home_location="A-01"),
    ItemRecord("POT", "Pot", safety_stock=3, safety_stock_open_to="A"),
    ItemRecord("CAM", "Camera", serial_tracked=True),
    ItemRecord("NEW", "Kettle", release_date=FOUNDED + timedelta(days=2)),
)
CUSTOMERS = (
    CustomerRecord("ANN", "Ann", priority_class="A"),
    CustomerRecord("BEN", "Ben", priority_class="B", ship_policy=ShipPolicy.ORDER_COMPLETE),
    CustomerRecord("CAT", "Cat", priority_class="C", ship_policy=ShipPolicy.LINE_COMPLETE),
    CustomerRecord("DAN", "Dan", priority_class="B"),
    CustomerRecord("EVE", "Eve", priority_class="B", weight=2, minimum_shelf_life_days=2),
)
PLACES = (
    LocationRecord("A-01", aisle="A", x_mm=1_000, y_mm=2_000, capacity=8),
    LocationRecord("A-02", aisle="A", x_mm=1_000, y_mm=4_000, kind=LocationKind.PICK_FACE, capacity=5),
    LocationRecord("B-01", aisle="B", x_mm=3_000, y_mm=2_000, kind=LocationKind.BULK),
    LocationRecord("DOCK", kind=LocationKind.DOCK),
    LocationRecord("STAGE", kind=LocationKind.STAGING),
    LocationRecord("HOLD", kind=LocationKind.QUARANTINE),
    LocationRecord("TOTE", kind=LocationKind.TOTE),
    LocationRecord("PACK", kind=LocationKind.PACKING),
    LocationRecord("DOOR", x_mm=0, y_mm=0, kind=LocationKind.DEPOT),
)
SUPPLIERS = (SupplierRecord("EXACT", "Exact & Co."), SupplierRecord("AMPLE", "Ample & Co.", over_receipt_percent=50))
KINDS: Mapping[str, LocationKind] = {place.code: place.kind for place in PLACES}
PICKABLE = {"A-01", "A-02", "B-01"}
"""The places that whoever picks is sent to."""
EXPIRIES: Sequence[date] = tuple(FOUNDED + timedelta(days=days) for days in (-1, 1, 3, 90))


def open_shop(desk: Desk) -> None:
    """Bring the shop's suppliers, places, items and customers into an empty house."""
    kinds: tuple[tuple[Kind, Sequence[Record]], ...] = (
        (Kind.SUPPLIERS, SUPPLIERS),
        (Kind.LOCATIONS, PLACES),
        (Kind.ITEMS, ITEMS),
        (Kind.CUSTOMERS, CUSTOMERS),
    )
    with checked(desk.store, [Handed(kind, records) for kind, records in kinds], update=False) as prepared:
        take_in(desk.store, desk.act(), prepared)
    # So that a day is long enough to starve.
    choose_rules(desk.store, desk.act(), RuleChange(starved_after=1))


Street = Callable[[], tuple[Desk, Callable[[], None]]]
"""Opens one more shop that nobody has been in, and gives what closes and removes it."""


def sqlite_street(template: Path, folder: Path) -> Street:
    """Return a maker of shops in files, copied from a file that holds one."""
    content = template.read_bytes()

    def make() -> tuple[Desk, Callable[[], None]]:
        path = folder / f"{uuid.uuid4().hex}.db"
        path.write_bytes(content)
        desk = reopened(str(path))
        # A step runs more different statements than a connection keeps ready: all of them would be read anew each time.
        desk.store.database.close()
        desk.store.database.connect_params["cached_statements"] = 1_000
        desk.store.connect()
        # Not the fault that these tests are about, and most of their time.
        desk.store.sql("PRAGMA synchronous = OFF")

        def remove() -> None:
            desk.store.close()
            for file in folder.glob(f"{path.name}*"):
                file.unlink()

        return desk, remove

    return make


def postgresql_street(server: str, template: str) -> Street:
    """Return a maker of shops in databases of a server, copied from its database `template`."""

    def make() -> tuple[Desk, Callable[[], None]]:
        name = f"s_{uuid.uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        desk = reopened(server.replace("/postgres?", f"/{name}?"))
        # As many different statements as a step runs stay prepared, rather than the last hundred of them.
        desk.store.database.connection().prepared_max = 1_000
        desk.store.sql("SET synchronous_commit = off")

        def remove() -> None:
            desk.store.close()
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f'DROP DATABASE "{name}"'.encode())

        return desk, remove

    return make


def reopened(url: str) -> Desk:
    """Open a house of these tests again."""
    store = open_store(url)
    store.key = KEY
    return Desk(store, url)
