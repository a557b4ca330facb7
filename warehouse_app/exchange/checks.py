"""Fields of one record that contradict each other."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from warehouse_app.domain.errors import Facts
from warehouse_app.domain.records import DeliveryRecord, Kind, LocationRecord, OrderLineRecord, Record, SubstituteRecord
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.exchange.faults import RowFault

Contradiction = tuple[str, RowFault, Facts]
"""The field it is told about, what is wrong, and the facts."""


class Check(NamedTuple):
    """A check of one kind's records; it can only find something where a file has one of the fields `needs`."""

    needs: frozenset[str]
    find: Callable[[Record], Iterator[Contradiction]]


def _location(record: Record) -> Iterator[Contradiction]:
    assert isinstance(record, LocationRecord)
    if record.kind in {LocationKind.DEPOT, LocationKind.CROSS_AISLE} and record.y_mm is None:
        yield "y_mm", RowFault.COORDINATE_NEEDED, {"kind": record.kind.value}
    if record.kind is LocationKind.DEPOT and record.x_mm is None:
        yield "x_mm", RowFault.COORDINATE_NEEDED, {"kind": record.kind.value}


def _substitute(record: Record) -> Iterator[Contradiction]:
    assert isinstance(record, SubstituteRecord)
    if record.sku == record.substitute:
        yield "substitute", RowFault.OWN_SUBSTITUTE, {"sku": record.sku}


def _order_line(record: Record) -> Iterator[Contradiction]:
    assert isinstance(record, OrderLineRecord)
    rest = record.quantity - record.cancelled
    if rest < 0:
        facts = {"cancelled": record.cancelled, "quantity": record.quantity}
        yield "cancelled", RowFault.CANCELLED_TOO_MUCH, facts
    elif record.shipped > rest:
        yield "shipped", RowFault.SHIPPED_TOO_MUCH, {"shipped": record.shipped, "most": rest}


def _delivery(record: Record) -> Iterator[Contradiction]:
    assert isinstance(record, DeliveryRecord)
    if record.received_on < record.ordered_on:
        facts = {"received": record.received_on, "ordered": record.ordered_on}
        yield "received_on", RowFault.RECEIVED_BEFORE_ORDERED, facts


CHECKS: dict[Kind, Check] = {
    Kind.LOCATIONS: Check(frozenset({"kind"}), _location),
    Kind.SUBSTITUTES: Check(frozenset({"substitute"}), _substitute),
    Kind.ORDERS: Check(frozenset({"cancelled", "shipped"}), _order_line),
    Kind.DELIVERIES: Check(frozenset({"received_on"}), _delivery),
}
