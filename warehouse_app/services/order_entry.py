"""Orders and their lines, stored and edited: by file or by hand."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from peewee import fn

from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import CancellationRecord, Kind, OrderLineRecord
from warehouse_app.domain.statuses import InterventionKind, ShipPolicy
from warehouse_app.services.booking import lock_items
from warehouse_app.services.changes import Area
from warehouse_app.services.contract import Work
from warehouse_app.services.crediting import apply_credits
from warehouse_app.services.cutting import cut_aged
from warehouse_app.services.lines import Shrink, give_back, hold_back_edited, trim_pins
from warehouse_app.services.locking import lock_rows
from warehouse_app.services.references import RowFault
from warehouse_app.services.saving import Counts, Given, Numbered, Saved, refuse_first, shown
from warehouse_app.services.starving import give_class
from warehouse_app.store.database import chunks, marks, rows
from warehouse_app.store.tables import Cancellation, Customer, Intervention, OrderLine, SalesOrder, ShipmentLine
from warehouse_app.store.tables.base import instant_number

_ORDER_FIELDS = ("customer", "placed_at", "priority_class", "ship_policy", "customer_reference", "carrier")
_LINE_FIELDS = (
    "sku",
    "quantity",
    "need_by",
    "not_before",
    "price",
    "note",
    "sell_multiple",
    "minimum_shelf_life_days",
    "cancelled",
    "shipped",
)
_FIXED = {"customer", "placed_at", "sku", "cancelled", "shipped"}
"""What an edit may not change: another customer or item is another line, and what happened has happened."""

_REFERENCES = {"customer": Kind.CUSTOMERS, "sku": Kind.ITEMS}
_LINE_COLUMNS = (
    *("order_id", "line", "item_id", "quantity", "cancelled", "picked", "shipped", "returned", "allocated"),
    *("rank_class", "lifted", "placed_at", "need_by", "ship_policy", "sell_multiple", "price", "note", "customer_id"),
    *("pinned", "not_before", "minimum_shelf_life_days", "shelf_life_days", "on_hold", "passed_over", "lifted_on"),
    "gathers",
)


class _StoredOrder(NamedTuple):
    id: int
    values: dict[str, Any]


class _StoredLine(NamedTuple):
    """A line as stored; `here` are the units that were cancelled and shipped in this house, not told by an import."""

    id: int
    picked: int
    allocated: int
    values: dict[str, Any]
    here: dict[str, int]


class OrderSaver:
    """Stores order lines, each with its order, and the credits that take some of them back."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.saved = Saved()
        self._credits: list[CancellationRecord] = []
        self._aged: set[int] = set()
        """Items of which lines ask for another shelf life than before."""
        self._edits: dict[int, set[str]] = defaultdict(set)
        """By line (id) that was edited: which of its fields."""

    def check(self, rows: Sequence[Numbered]) -> Iterator[Problem]:
        """Yield unknown customers and items, edits that were not asked for, and edits that cannot be."""
        known = self.given.references.knows
        for line, record in rows:
            if not known(Kind.CUSTOMERS, record.customer):
                yield Problem(line, "customer", RowFault.UNKNOWN_CUSTOMER, {"code": record.customer})
            if not known(Kind.ITEMS, record.sku):
                yield Problem(line, "sku", RowFault.UNKNOWN_ITEM, {"code": record.sku})
        orders = self._stored_orders(rows)
        if orders:
            lines = self._stored_lines(orders)
            for line, record in rows:
                if isinstance(record, OrderLineRecord) and record.number in orders:
                    order = orders[record.number]
                    yield from self._edit_problems(line, record, order, lines.get((order.id, record.line)))

    def write(self, work: Work, rows: Sequence[Numbered]) -> None:
        """Insert new orders and lines, and apply the edits."""
        records = [record for _, record in rows if isinstance(record, OrderLineRecord)]
        self._credits += [record for _, record in rows if isinstance(record, CancellationRecord)]
        orders = self._stored_orders(rows)
        lines = self._stored_lines(orders) if orders else {}
        if lines and self.given.update:
            # What lines hold changes only under the lock of their items; read it again under that.
            lock_items(work, {before.values["sku"] for before in lines.values()})
            orders = self._stored_orders(rows)
            lines = self._stored_lines(orders)
        new: list[OrderLineRecord] = []
        changed = 0
        for record in records:
            order = orders.get(record.number)
            before = lines.get((order.id, record.line)) if order else None
            if before is None:
                new.append(record)
            if order and (fields := self._differing(record, order, before)):
                refuse_first(self._edit_problems(0, record, order, before))
                self._log_edit(work, record, order, before, fields)
                self._edit_order(work, record, order, [name for name in fields if name in _ORDER_FIELDS])
                if before is not None:
                    self._edit_line(work, record, order, before, [name for name in fields if name in _LINE_FIELDS])
                    changed += 1
        # A line that joins an order is served as that is: nobody puts it on hold, or gives it another class, meanwhile.
        lock_rows(work, SalesOrder, {orders[record.number].id for record in new if record.number in orders})
        self._insert_orders(work, [record for record in new if record.number not in orders])
        self._insert_lines(work, new)
        self.saved.counts += Counts(len(new), changed, len(records) - len(new) - changed)
        if new or changed:
            work.touched(Area.ORDERS, Area.QUEUE)

    def finish(self, work: Work) -> Saved:
        """Apply the credits, now that all lines are there, and take what lines as they are now would not be given, or
        what no longer lasts as long as they ask.
        """
        apply_credits(work, self._credits, self.given.references, self.saved)
        self.saved.taken = hold_back_edited(work, self._edits)
        self.saved.items |= cut_aged(work, self._aged, cause="edit")
        return self.saved

    def _stored_orders(self, numbered: Sequence[Numbered]) -> dict[str, _StoredOrder]:
        found: dict[str, _StoredOrder] = {}
        columns = [getattr(SalesOrder, name) for name in _ORDER_FIELDS]
        for some in chunks(record.number for _, record in numbered):
            query = SalesOrder.select(SalesOrder.number, SalesOrder.id, *columns).where(SalesOrder.number.in_(some))
            for number, order, *values in rows(query):
                found[number] = _StoredOrder(order, dict(zip(_ORDER_FIELDS, values, strict=True)))
        return found

    def _stored_lines(self, orders: dict[str, _StoredOrder]) -> dict[tuple[int, int | None], _StoredLine]:
        found: dict[tuple[int, int | None], _StoredLine] = {}
        cancelled = _sums(Cancellation, Cancellation.cancelled, orders)
        shipped = _sums(ShipmentLine, ShipmentLine.quantity, orders)
        names = {"sku": OrderLine.item}
        columns = [names.get(name) or getattr(OrderLine, name) for name in _LINE_FIELDS]
        base = (OrderLine.order, OrderLine.line, OrderLine.id, OrderLine.picked, OrderLine.allocated)
        for some in chunks(order.id for order in orders.values()):
            for order, line, row, picked, allocated, *values in rows(
                OrderLine.select(*base, *columns).where(OrderLine.order.in_(some))
            ):
                stored = dict(zip(_LINE_FIELDS, values, strict=True))
                here = {"cancelled": cancelled.get(row, 0), "shipped": shipped.get(row, 0)}
                found[order, line] = _StoredLine(row, picked, allocated, stored, here)
        return found

    def _differing(self, record: OrderLineRecord, order: _StoredOrder, line: _StoredLine | None) -> list[str]:
        """Return the fields of the order, and of the line where it is stored, that a record says otherwise."""
        ids = self.given.references.ids
        wanted: dict[str, Any] = {
            **record._asdict(),
            "customer": ids(Kind.CUSTOMERS).get(record.customer, -1),
            "sku": ids(Kind.ITEMS).get(record.sku, -1),
        }
        stored = order.values | (line.values if line else {})
        here = line.here if line else {}
        # An order without an instant of its own was placed when it was first read.
        skip = {"placed_at"} if record.placed_at is None else set()
        if line is None:
            # A line that joins an order need not say again what the order says.
            unsaid = record._field_defaults
            skip = {"placed_at", *(name for name in stored if name in unsaid and wanted[name] == unsaid[name])}
        return [
            name
            for name, value in stored.items()
            if name in self.given.columns
            and name not in skip
            and wanted[name] != value
            # The same export again knows nothing of what happened here since.
            and not (name in here and wanted[name] == value - here[name])
        ]

    def _edit_problems(
        self, line: int, record: OrderLineRecord, order: _StoredOrder, before: _StoredLine | None
    ) -> Iterator[Problem]:
        fields = self._differing(record, order, before)
        if before is None and "customer" in fields:
            yield Problem(line, "customer", RowFault.FIXED, {"key": record.number})
            return
        key = f"{record.number}/{record.line}" if before else record.number
        if fields and not self.given.update:
            was = (order.values | (before.values if before else {}))[fields[0]]
            if fields[0] in _REFERENCES:
                was = self.given.references.code(_REFERENCES[fields[0]], was)
            facts = {"key": key, "stored": shown(was), "given": shown(getattr(record, fields[0]))}
            yield Problem(line, fields[0], RowFault.DIFFERS, facts)
            return
        for name in fields:
            if name in _FIXED:
                yield Problem(line, name, RowFault.FIXED, {"key": key})
        if before and "quantity" in fields and record.quantity - before.values["cancelled"] < before.picked:
            if before.picked:
                yield Problem(line, "quantity", RowFault.BELOW_PICKED, {"key": key, "picked": before.picked})
            else:
                cancelled = before.values["cancelled"]
                yield Problem(line, "quantity", RowFault.BELOW_CANCELLED, {"key": key, "cancelled": cancelled})

    def _usual(self, customer: int) -> tuple[str, str, int]:
        """Return the priority class, the ship policy and the shelf life (days) of a customer's orders."""
        columns = (Customer.priority_class, Customer.ship_policy, Customer.minimum_shelf_life_days)
        [(rank_class, ship_policy, life)] = rows(Customer.select(*columns).where(Customer.id == customer))
        return rank_class, ship_policy, life

    def _insert_orders(self, work: Work, records: Sequence[OrderLineRecord]) -> None:
        customers = self.given.references.ids(Kind.CUSTOMERS)
        first = {record.number: record for record in reversed(records)}
        work.store.insert(
            SalesOrder,
            (
                "number",
                "customer_id",
                "placed_at",
                "priority_class",
                "ship_policy",
                "customer_reference",
                "carrier",
                "hold_reason",
            ),
            [
                (
                    record.number,
                    customers[record.customer],
                    instant_number(record.placed_at or work.action.now),
                    record.priority_class,
                    record.ship_policy,
                    record.customer_reference,
                    record.carrier,
                    "",
                )
                for record in reversed(first.values())
            ],
        )

    def _insert_lines(self, work: Work, records: Sequence[OrderLineRecord]) -> None:
        items = self.given.references.ids(Kind.ITEMS)
        orders: dict[str, Sequence[Any]] = {}
        for some in chunks(record.number for record in records):
            for number, *of_order in work.store.sql(
                "SELECT o.number, o.id, o.placed_at, CASE WHEN o.priority_class = '' THEN c.priority_class "
                "ELSE o.priority_class END, COALESCE(o.ship_policy, c.ship_policy), c.id, c.minimum_shelf_life_days, "
                "o.hold_reason <> '' FROM sales_order o JOIN customer c ON c.id = o.customer_id "
                f"WHERE o.number IN ({marks(some)})",
                some,
            ):
                orders[number] = of_order
        made = []
        for record in records:
            order, placed, rank_class, ship_policy, customer, usual_life, on_hold = orders[record.number]
            own_life = record.minimum_shelf_life_days
            item = items[record.sku]
            shipped = record.shipped
            made.append(
                (
                    order,
                    record.line,
                    item,
                    record.quantity,
                    record.cancelled,
                    shipped,
                    shipped,
                    0,
                    0,
                    rank_class,
                    False,
                    placed,
                    record.need_by,
                    ship_policy,
                    record.sell_multiple,
                    record.price,
                    record.note,
                    customer,
                    0,
                    record.not_before,
                    own_life,
                    usual_life if own_life is None else own_life,
                    bool(on_hold),
                    0,
                    None,
                    False,
                )
            )
            if record.quantity - record.cancelled > shipped:
                self.saved.items.add(item)
        if not made:
            return
        before = _last_line()
        work.store.insert(OrderLine, _LINE_COLUMNS, made)
        self.saved.first_new_line = self.saved.first_new_line or before + 1
        self.saved.last_new_line = _last_line()

    def _edit_order(self, work: Work, record: OrderLineRecord, order: _StoredOrder, fields: Sequence[str]) -> None:
        if not fields:
            return
        values = {name: getattr(record, name) for name in fields}
        SalesOrder.update(values).where(SalesOrder.id == order.id).execute()
        usual_class, usual_policy, _ = self._usual(order.values["customer"])
        if "priority_class" in fields:
            give_class(work, order.id, record.priority_class or usual_class)
        if "ship_policy" in fields:
            policy = record.ship_policy or ShipPolicy(usual_policy)
            OrderLine.update(ship_policy=policy).where(OrderLine.order == order.id).execute()
        if {"priority_class", "ship_policy"} & set(fields):
            for item, line in rows(OrderLine.select(OrderLine.item, OrderLine.id).where(OrderLine.order == order.id)):
                self.saved.items.add(item)
                self.saved.edited.add(line)
        order.values.update(values)

    def _log_edit(
        self,
        work: Work,
        record: OrderLineRecord,
        order: _StoredOrder,
        before: _StoredLine | None,
        fields: Sequence[str],
    ) -> None:
        """Keep what an edit changes of an order, and of a line of it that was there."""
        was = order.values | (before.values if before else {})
        work.store.insert(
            Intervention,
            ("order_id", "order_line_id", "kind", "value", "why", "action_id"),
            [
                (
                    order.id,
                    before.id if before and name in _LINE_FIELDS else None,
                    InterventionKind.EDIT,
                    name,
                    f"{_told(name, was[name])} → {_told(name, getattr(record, name))}",
                    work.row,
                )
                for name in fields
            ],
        )

    def _edit_line(
        self, work: Work, record: OrderLineRecord, order: _StoredOrder, before: _StoredLine, fields: Sequence[str]
    ) -> None:
        if "quantity" in fields:
            wants = before.values["quantity"] - before.values["cancelled"] - before.values["shipped"]
            less = before.values["quantity"] - record.quantity
            shrink = Shrink(before.id, before.values["sku"], less, wants, before.allocated)
            give_back(work, [shrink])
        if fields:
            values = {name: getattr(record, name) for name in fields}
            if "minimum_shelf_life_days" in fields:
                own_life = record.minimum_shelf_life_days
                values["shelf_life_days"] = self._usual(order.values["customer"])[2] if own_life is None else own_life
                self._aged.add(before.values["sku"])
            OrderLine.update(values).where(OrderLine.id == before.id).execute()
        if "quantity" in fields:
            trim_pins(work, [before.id])
        self.saved.items.add(before.values["sku"])
        self.saved.edited.add(before.id)
        self._edits[before.id].update(fields)


def _told(field: str, value: object) -> str:
    if field == "price" and isinstance(value, int):
        return f"{value / 100:.2f}"
    return "–" if value is None or value == "" else str(value)


def _sums(table: Any, units: Any, orders: dict[str, _StoredOrder]) -> dict[int, int]:
    """Return the sum of `units` of a table for each line of `orders` that it has rows of."""
    found: dict[int, int] = {}
    for some in chunks(order.id for order in orders.values()):
        query = table.select(table.order_line, fn.SUM(units)).join(OrderLine).where(OrderLine.order.in_(some))
        found.update((line, int(total)) for line, total in rows(query.group_by(table.order_line)))
    return found


def _last_line() -> int:
    return OrderLine.select(OrderLine.id).order_by(OrderLine.id.desc()).limit(1).scalar() or 0
