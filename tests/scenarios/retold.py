"""A house in which a case of another system happens again: what it is given, the steps it takes, what comes of it.

The case's own words are read here, and what came of it is said in them, so that a test can compare the two.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from tests.conftest import NOW, Desk
from tests.services.stock import level, take
from warehouse_app.documents.sheets import PickListStop
from warehouse_app.domain.decisions import Reason
from warehouse_app.domain.errors import Facts
from warehouse_app.domain.records import (
    CustomerRecord,
    ItemRecord,
    LocationRecord,
    OrderLineRecord,
    PurchaseLineRecord,
    Record,
    StockRecord,
    SupplierRecord,
)
from warehouse_app.domain.statuses import LocationKind, PickListStatus, Policy, ShipPolicy
from warehouse_app.queries.availability import Availability, availability
from warehouse_app.queries.explain import ExplainedLine, explain
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.pick_lists import pick_list_sheet
from warehouse_app.queries.queue import QueueRow, queue
from warehouse_app.services.founding import turn_day
from warehouse_app.services.house_rules import choose_rules
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import cancel_order, save_order
from warehouse_app.services.receiving import Received, receive

SHELF = "SHELF-1"
"""Where goods lie of which a case does not say where."""

_PARTS = {"today", "stock", "incoming", "allocations", "orders", "settings"}
_OF_ORDER = {"id", "sku", "qty", "lines", "date", "requested", "priority", "ship", "state"}
_SETTINGS: Mapping[str, Collection[object]] = {
    "order": {"priority, then date"},
    "policy": {"deliver what is available, first come first served"},
    "reservation_horizon_days": {1},
    "backorder_allowed": {False},
}
"""What cases that are told here say of their settings; what is in no list would be overlooked."""


@dataclass(frozen=True)
class Case:
    """One case as it is written in the file."""

    id: str
    given: Mapping[str, Any]
    when: str
    then: Mapping[str, Any]


def read_cases(path: Path) -> list[Case]:
    """Return the cases of scenarios.json."""
    written = json.loads(path.read_text(encoding="utf-8"))["scenarios"]
    return [
        Case(
            each["id"],
            each["given"],
            ", ".join([each["when"]] if isinstance(each["when"], str) else each["when"]),
            each["then"],
        )
        for each in written
    ]


class Terms(NamedTuple):
    """What a case takes for granted: by which policy stock is given, and how much of an order must be there."""

    policy: Policy = Policy.FIRST_COME
    ship: ShipPolicy = ShipPolicy.PARTIAL


class Place(NamedTuple):
    """A line of an order."""

    order: str
    line: int
    sku: str


class Retold:
    """The house of one case. A line is called "O1", where the order has only that one, or "O1/A"."""

    def __init__(self, desk: Desk, case: Case, terms: Terms) -> None:
        self.desk, self.case = desk, case
        self._terms, self._given = terms, case.given
        assert self._given.keys() <= _PARTS
        assert all(value in _SETTINGS[name] for name, value in self._given.get("settings", {}).items())
        days = [int(days) for days in re.findall(r'"D([+-]\d+)"', json.dumps(self._given))]
        self._d = NOW.date() - timedelta(days=min([0, *days]))
        self._orders = {order["id"]: order for order in self._given.get("orders", [])}
        take(desk, SupplierRecord("ANY", "Anybody"), CustomerRecord("ANY", "Anybody"), *self._places(), *self._items())
        choose_rules(desk.store, desk.act(), {"policy": terms.policy})

    # --- what is given ---

    def _places(self) -> list[LocationRecord]:
        codes = {each["loc"] for each in self._given.get("stock", []) if "loc" in each} | {SHELF}
        return [
            # No place of ours is switched off; what lies in quarantine counts for nobody either.
            LocationRecord(_code(code), kind=LocationKind.QUARANTINE if "inactive" in code else LocationKind.STORAGE)
            for code in sorted(codes)
        ]

    def _items(self) -> list[ItemRecord]:
        stock = self._given.get("stock", [])
        lots = {each["sku"] for each in stock if "lot" in each}
        wanted = {sku for order in self._orders.values() for sku, _ in _lines(order)}
        skus = wanted | {each["sku"] for each in [*stock, *self._given.get("incoming", [])]}
        return [ItemRecord(sku, f"Item {sku}", lot_tracked=sku in lots) for sku in sorted(skus)]

    def begin(self) -> None:
        """Take all in at once, as an import does: one run decides about all of it."""
        self.set_horizon()
        self._let_goods_come()
        self.take_in(self._orders)

    def set_horizon(self) -> None:
        """Let lines that are due after the case's horizon wait without stock."""
        days = self._given.get("settings", {}).get("reservation_horizon_days")
        choose_rules(self.desk.store, self.desk.act(), {"horizon_days": days})

    def take_in(self, orders: Collection[str] = (), *, stock: bool = True) -> None:
        """Take in, with one import, the orders of those names, and with `stock` what is there and what is coming."""
        records: list[Record] = [*self._opening(), *self._incoming(), *self._served_before()] if stock else []
        take(self.desk, *records, *(line for name in orders for line in self._order(name)))
        for name in orders:
            if self._orders[name].get("state", "").startswith("waiting"):
                assert self.held(name) == 0

    def _opening(self) -> Iterator[StockRecord]:
        for each in self._given.get("stock", []):
            if "received" not in each:
                yield StockRecord(each["sku"], _code(each.get("loc", SHELF)), each["qty"], each.get("lot", ""))

    def _let_goods_come(self) -> None:
        """Receive the stock of which the case says when it came, each on its day."""
        dated = [each for each in self._given.get("stock", []) if "received" in each]
        for each in sorted(dated, key=lambda each: self.day(each["received"])):
            self.turn_to(self.day(each["received"]))
            self.bring(each["qty"], sku=each["sku"], lot=each.get("lot", ""))

    def _incoming(self) -> Iterator[PurchaseLineRecord]:
        for each in self._given.get("incoming", []):
            yield PurchaseLineRecord(each["ref"], "ANY", each["sku"], each["qty"], due_on=self.day(each["eta"]), line=1)

    def _served_before(self) -> list[OrderLineRecord]:
        """Return the orders which the case says hold stock already: they came long before the others."""
        units: dict[str, int] = {}
        for each in self._given.get("allocations", []):
            units[each["order"]] = units.get(each["order"], 0) + each["qty"]
        placed = NOW - timedelta(days=10_000)
        return [OrderLineRecord(order, "ANY", "A", quantity, placed, line=1) for order, quantity in units.items()]

    def _order(self, name: str) -> Iterator[OrderLineRecord]:
        order = self._orders[name]
        assert order.keys() <= _OF_ORDER
        assert order.get("ship", "partial allowed") == "partial allowed"
        by_due_date = self._terms.policy is Policy.DUE_DATE
        due = order.get("requested") or (order.get("date") if by_due_date else None)
        for line, (sku, quantity) in enumerate(_lines(order), start=1):
            yield OrderLineRecord(
                name,
                "ANY",
                sku,
                quantity,
                datetime.fromisoformat(order["date"]).replace(tzinfo=UTC) if "date" in order and not due else None,
                need_by=self.day(due) if due else None,
                priority_class={"urgent": "A"}[order["priority"]] if "priority" in order else "",
                ship_policy=self._terms.ship,
                line=line,
            )

    def day(self, written: str) -> date:
        """Return the day that the case means: "D+2" counted from its D; a date as it is, or counted from its today."""
        if written.startswith("D"):
            return self._d + timedelta(days=int(written[1:] or 0))
        return date.fromisoformat(written[:10]) + self._shift()

    def written(self, day: date, like: str) -> str:
        """Return a day as the case writes it. Ours has no hour: that of `like` is taken for granted."""
        if like.startswith("D"):
            days = (day - self._d).days
            return f"D{days:+}" if days else "D"
        return f"{day - self._shift()}{like[10:]}"

    def _shift(self) -> timedelta:
        today = self._given.get("today")
        return NOW.date() - date.fromisoformat(today[:10]) if today else timedelta()

    # --- what happens ---

    def turn_to(self, day: date) -> None:
        """Let time pass until the morning of a day."""
        self.desk.now = max(self.desk.now, datetime.combine(day, time(9), UTC))
        turn_day(self.desk.store, self.desk.act())

    def bring(self, units: int, *, sku: str = "A", lot: str = "") -> Received:
        """Receive goods that nobody announced."""
        goods = [Goods(sku, units, SHELF, lot)]
        return receive(self.desk.store, self.desk.act(), goods, supplier="ANY", close=True)

    def arrive(self, ref: str) -> Received:
        """Receive all that is announced under a reference."""
        store, act = self.desk.store, self.desk.act()
        return receive(store, act, [], purchase_order=ref, all_to_come=True, into=SHELF, close=True)

    def ask(self, units: int, sku: str = "A") -> bool:
        """Return whether somebody who wants `units`, or nothing, could have them; an order of theirs shows it."""
        free = self.known(sku).free
        number = f"ASKS-{units}"
        asked = OrderLineRecord(number, "ANY", sku, units, ship_policy=ShipPolicy.LINE_COMPLETE, line=1)
        save_order(self.desk.store, self.desk.act(), [asked], update=False)
        held = self.line(number).allocated
        assert held == (units if units <= free else 0)
        cancel_order(self.desk.store, self.desk.act(), number)
        assert self.known(sku).free == free
        return held == units

    # --- what came of it ---

    def place(self, name: str) -> Place:
        """Return the line of that name."""
        order, _, sku = name.partition("/")
        # An order that only asks has one line.
        lines = [wanted for wanted, _ in _lines(self._orders[order])] if order in self._orders else ["A"]
        sku = sku or lines[0]
        return Place(order, lines.index(sku) + 1, sku)

    def line(self, name: str) -> ExplainedLine:
        """Return what the house says of a line."""
        place = self.place(name)
        with self.desk.store.snapshot():
            [line] = explain(self.desk.store, house_settings(), place.order, line=place.line).lines
        return line

    def reason(self, name: str) -> dict[StrEnum, Facts]:
        """Return why a line has what it has: the facts of each clause, the reason itself first."""
        return {part.code: part.facts for part in self.line(name).reason}

    def held(self, name: str) -> int:
        """Return the units that are allocated to a line."""
        return self.line(name).allocated

    def state(self, name: str) -> str:
        """Return how far a line is served."""
        line = self.line(name)
        return "waiting" if not line.allocated else "partially available" if line.short else "assigned"

    def free(self, sku: str = "A") -> int:
        """Return the units that are allocated to nobody."""
        allocatable, allocated = level(self.desk, sku)
        return allocatable - allocated

    def known(self, sku: str = "A") -> Availability:
        """Return what somebody is told who writes an order."""
        with self.desk.store.snapshot():
            return availability(self.desk.store, [sku])[sku]

    def stops(self) -> list[PickListStop]:
        """Return what is to be picked, list by list in walking order."""
        with self.desk.store.snapshot():
            numbers = self.desk.store.sql(
                "SELECT number FROM pick_list WHERE status = ? ORDER BY id", (PickListStatus.RELEASED,)
            ).fetchall()
            sheets = [
                pick_list_sheet(self.desk.store, house_settings(), number, language="en") for (number,) in numbers
            ]
        return [stop for sheet in sheets for stop in sheet.stops]

    def ahead(self, name: str) -> int:
        """Return the units that others have a better claim on than a line.

        What is before it in the queue, unless it lies beyond the horizon, and what is on a pick list in any case.
        """
        place = self.place(name)
        with self.desk.store.snapshot():
            rows = [row for row in queue(self.desk.store, house_settings()) if row.sku == place.sku]
        [mine] = [row for row in rows if row[1:3] == place[:2]]
        return sum(
            row.open if row.rank < mine.rank and not self._is_beyond(row) else self._on_lists(row)
            for row in rows
            if row is not mine
        )

    def _is_beyond(self, row: QueueRow) -> bool:
        return Reason.BEYOND_HORIZON in self.reason(f"{row.order}/{row.sku}")

    def _on_lists(self, row: QueueRow) -> int:
        return sum(stop.quantity for stop in self.stops() if (stop.order, stop.sku) == (row.order, row.sku))


def _code(written: str) -> str:
    """Return the code of a place: what is said of it in brackets is no part of that."""
    return written.partition(" (")[0]


def _lines(order: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return (SKU, quantity) of the lines of an order."""
    return [(line["sku"], line["qty"]) for line in order.get("lines", [order])]
