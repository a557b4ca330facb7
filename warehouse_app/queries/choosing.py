"""Items, customers and suppliers that somebody looks for by typing: the few that fit best, the best first."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar

from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.scanning.gtin import numbers_in
from warehouse_app.store.database import Store, literal


class Choice(Protocol):
    """What may be meant; `exact`: what was typed is its code or one of its barcodes, not just part of it."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def exact(self) -> bool: ...


MOST = 12
"""How many are offered: more than a person reads at a glance help nobody."""
_LONGEST = 200

C = TypeVar("C", bound=Choice)


class ItemChoice(NamedTuple):
    """An item that may be meant. `free` units are in stock and given to nobody; `price` in cents."""

    code: str
    name: str
    exact: bool
    unit: str
    pack_quantity: int
    price: int | None
    free: int


class CustomerChoice(NamedTuple):
    """A customer that may be meant, with the class and ship policy of its orders unless they say otherwise."""

    code: str
    name: str
    exact: bool
    city: str
    rank_class: str
    ship_policy: ShipPolicy


class SupplierChoice(NamedTuple):
    """A supplier that may be meant."""

    code: str
    name: str
    exact: bool
    lead_time_days: int | None


def choose_items(store: Store, text: str) -> list[ItemChoice]:
    """Return the items whose number, name or barcode fits what was typed."""
    typed = _typed(text)
    barcode = "i.id IN (SELECT item_id FROM barcode WHERE code = ? OR gtin = ?)"
    best, parameters = _best("item", "sku", text, barcode, (typed, _gtin(store, typed)))
    found = store.sql(
        "SELECT i.sku, i.name, best.place, i.unit, i.pack_quantity, i.price, COALESCE(s.allocatable - s.allocated, 0) "
        f"FROM {best} JOIN item i ON i.id = best.id LEFT JOIN item_stock s ON s.item_id = i.id "
        "ORDER BY best.place, i.sku",
        parameters,
    )
    return [ItemChoice(*row)._replace(exact=row[2] == 0) for row in found]


def _gtin(store: Store, typed: str) -> str:
    """Return the first GTIN that is known, in 14 digits, of those that a scan of what was typed may be; '' of none."""
    gtins = [number.zfill(14) for number in numbers_in(typed)]
    known = "SELECT 1 FROM barcode WHERE gtin = ?"
    return next((gtin for gtin in gtins if store.sql(known, (gtin,)).fetchone()), "")


def choose_customers(store: Store, text: str) -> list[CustomerChoice]:
    """Return the customers whose code or name fits what was typed."""
    best, parameters = _best("customer", "code", text)
    found = store.sql(
        "SELECT c.code, c.name, best.place, c.city, c.priority_class, c.ship_policy "
        f"FROM {best} JOIN customer c ON c.id = best.id ORDER BY best.place, c.code",
        parameters,
    )
    return [CustomerChoice(*row)._replace(exact=row[2] == 0, ship_policy=ShipPolicy(row[5])) for row in found]


def choose_suppliers(store: Store, text: str) -> list[SupplierChoice]:
    """Return the suppliers whose code or name fits what was typed."""
    best, parameters = _best("supplier", "code", text)
    found = store.sql(
        "SELECT s.code, s.name, best.place, s.lead_time_days "
        f"FROM {best} JOIN supplier s ON s.id = best.id ORDER BY best.place, s.code",
        parameters,
    )
    return [SupplierChoice(*row)._replace(exact=row[2] == 0) for row in found]


def _best(
    table: str, code: str, text: str, otherwise: str = "1 = 0", known_as: Sequence[str] = ()
) -> tuple[str, tuple[str, ...]]:
    """Return a table `best` (id, place) of the rows of `table` that fit `text`, and its parameters.

    Every word must stand in the code or the name. First what has exactly this code (or is known by it `otherwise`),
    then what begins with it, then the rest.
    """
    whole = _typed(text).lower()
    words = [f"%{literal(word)}%" for word in whole.split()]
    begins = f"{literal(whole)}%"
    fits = " AND ".join([f"({_like(f'i.{code}')} OR {_like('i.name')})"] * len(words)) or "1 = 1"
    place = (
        f"CASE WHEN LOWER(i.{code}) = ? OR {otherwise} THEN 0 WHEN {_like(f'i.{code}')} THEN 1 "
        f"WHEN {_like('i.name')} THEN 2 ELSE 3 END"
    )
    best = (
        f"(SELECT i.id, {place} AS place FROM {table} i WHERE ({fits}) OR {otherwise} "
        f"ORDER BY place, i.{code} LIMIT {MOST}) best"
    )
    return best, (whole, *known_as, begins, begins, *(word for word in words for _ in range(2)), *known_as)


def _like(column: str) -> str:
    return f"LOWER({column}) LIKE ? ESCAPE '!'"


def meant(choices: Sequence[C], text: str) -> C | None:
    """Return the one of `choices` that `text` names in full, if there is exactly one."""
    exact = [choice for choice in choices if choice.exact]
    to_the_letter = [choice for choice in exact if choice.code == _typed(text)]
    best = to_the_letter or exact
    return best[0] if len(best) == 1 else None


def _typed(text: str) -> str:
    """Return what was typed as a database takes it."""
    return text.replace("\0", "").strip()[:_LONGEST]
