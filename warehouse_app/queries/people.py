"""Who may act here by name."""

from dataclasses import dataclass

from warehouse_app.domain.statuses import Role
from warehouse_app.store.database import Store


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom the house knows by name, and what they may do."""

    name: str
    role: Role


def known_people(store: Store) -> tuple[Known, ...]:
    """Return everybody who may act, by name."""
    found = (Known(name, Role(role)) for name, role in store.sql("SELECT name, role FROM person"))
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.name)))


def people(store: Store) -> frozenset[str]:
    """Return the names of everybody who may act; none where whoever opens the house is its one admin."""
    return frozenset(name for (name,) in store.sql("SELECT name FROM person"))


def may_act(store: Store, person: str) -> bool:
    """Return whether somebody may act at all; anybody may where the house knows nobody by name."""
    known = people(store)
    return not known or person in known


def may_lead(store: Store, person: str) -> bool:
    """Return whether somebody may do what needs a lead; anybody may where the house knows nobody by name."""
    roles = dict(store.sql("SELECT name, role FROM person"))
    return not roles or roles.get(person, 0) >= Role.LEAD
