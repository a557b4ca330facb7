"""Anything that somebody may mean who types a number or a name: a few of each kind, what begins so first.

Items, customers and suppliers are found as in a form (`choosing`), by number and name. Documents and places, of which
there may be a million, are found by how their number begins, along its index; lots by all of it. Run it in a snapshot.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from warehouse_app.domain.statuses import LocationKind, PickListStatus
from warehouse_app.queries.choosing import (
    CustomerChoice,
    ItemChoice,
    SupplierChoice,
    choose_customers,
    choose_items,
    choose_suppliers,
)
from warehouse_app.queries.listing import Listing, Sql
from warehouse_app.queries.listings.orders import OrderState, orders
from warehouse_app.queries.listings.picking import pick_lists
from warehouse_app.queries.listings.stock import locations
from warehouse_app.queries.listings.supply import purchase_orders
from warehouse_app.queries.lots import OfLot, lots_called
from warehouse_app.queries.paging import rows_of
from warehouse_app.store.database import Dialect, Store, literal

MOST = 8
"""How many are found of each kind: who sees more than that types on."""
_LAST = chr(0x10FFFF)
"""What no sign stands behind."""


class FoundOrder(NamedTuple):
    """An order, for whom it is and how far it is."""

    number: str
    customer: str
    state: OrderState


class FoundPurchaseOrder(NamedTuple):
    """A purchase order, from whom it is and how many units of it are still to come."""

    number: str
    supplier: str
    to_come: int


class FoundPickList(NamedTuple):
    """A pick list; `customer` is the first one that something is picked for, empty where nothing is."""

    number: str
    customer: str
    status: PickListStatus


class FoundPlace(NamedTuple):
    """A place."""

    code: str
    kind: LocationKind


class Sought(NamedTuple):
    """What may be meant, by kind."""

    items: Sequence[ItemChoice] = ()
    lots: Sequence[OfLot] = ()
    orders: Sequence[FoundOrder] = ()
    purchase_orders: Sequence[FoundPurchaseOrder] = ()
    pick_lists: Sequence[FoundPickList] = ()
    customers: Sequence[CustomerChoice] = ()
    suppliers: Sequence[SupplierChoice] = ()
    places: Sequence[FoundPlace] = ()


def seek(store: Store, text: str) -> Sought:
    """Return what may be meant by `text`; nothing where it is empty."""
    typed = text.replace("\0", "").strip()
    if not typed:
        return Sought()
    return Sought(
        choose_items(store, typed)[:MOST],
        lots_called(store, _spellings(typed))[:MOST],
        [
            FoundOrder(number, customer, OrderState(state))
            for number, customer, state in _found(store, orders(), "SO-", typed, "order", "customer", "state")
        ],
        [
            FoundPurchaseOrder(*row)
            for row in _found(store, purchase_orders(), "PO-", typed, "purchase_order", "supplier", "to_come")
        ],
        [
            FoundPickList(number, customer or "", PickListStatus(status))
            for number, customer, status in _found(store, pick_lists(), "PL-", typed, "pick_list", "customer", "status")
        ],
        choose_customers(store, typed)[:MOST],
        choose_suppliers(store, typed)[:MOST],
        [
            FoundPlace(code, LocationKind(kind))
            for code, kind in _found(store, locations(), "L-", typed, "location", "kind")
        ],
    )


def _found(store: Store, listing: Listing, sign: str, typed: str, *fields: str) -> list[tuple[Any, ...]]:
    """Return those fields of the rows whose first field, their number, begins with what was typed."""
    number = listing.field(fields[0]).sql
    keys: dict[int, None] = {}
    for begin in _beginnings(typed, sign):
        rule = _begins(number, begin, store.dialect)
        statement = f"SELECT {listing.key} FROM {listing.table} WHERE {rule.text} ORDER BY {number} LIMIT {MOST}"
        keys.update(dict.fromkeys(key for (key,) in store.sql(statement, rule.values)))
        if len(keys) >= MOST:
            break
    found = rows_of(store, listing, list(keys)[:MOST])
    places = [listing.place(field) for field in fields]
    return [tuple(found[key][place] for place in places) for key in keys if key in found]


def _beginnings(typed: str, sign: str) -> list[str]:
    """Return how a number may begin for which that was typed: as it is, in capitals, in small letters.

    On paper a number has a sign of its kind before it, which may be a part of it or not; so it may be typed or not.
    """
    spellings = _spellings(typed)
    signed = typed.upper().startswith(sign)
    others = [each[len(sign) :] if signed else sign + each for each in spellings]
    return [each for each in dict.fromkeys((*spellings, *others)) if each]


def _spellings(typed: str) -> list[str]:
    return list(dict.fromkeys((typed, typed.upper(), typed.lower())))


def _begins(number: str, begin: str, dialect: Dialect) -> Sql:
    """Return the rule that a number begins so, such that it is read along the index of the numbers."""
    if dialect == "sqlite":
        return Sql(f"{number} >= ? AND {number} < ?", (begin, begin + _LAST))
    # The server may sort by the rules of a language, where no last sign is known: it reads on until enough are found.
    return Sql(f"{number} >= ? AND {number} LIKE ? ESCAPE '!'", (begin, f"{literal(begin)}%"))
