"""Who may act here by name."""

from warehouse_app.domain.statuses import Role
from warehouse_app.store.database import Store


def people(store: Store) -> frozenset[str]:
    """Return the names of everybody who may act; none where whoever opens the house is its one admin."""
    return frozenset(name for (name,) in store.sql("SELECT name FROM person"))


def may_lead(store: Store, person: str) -> bool:
    """Return whether somebody may do what needs a lead; anybody may where the house knows nobody by name."""
    roles = dict(store.sql("SELECT name, role FROM person"))
    return not roles or roles.get(person, 0) >= Role.LEAD
