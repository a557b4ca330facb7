"""What the houses of most tests know by name: taken in by an import once, and copied from then on, which is faster."""

from typing import Any

from tests.conftest import Desk
from warehouse_app.store.database import Store, marks
from warehouse_app.store.tables import TABLES

Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]
"""By table: its columns, and the rows of one state of a house as the database has them."""


class Furnishing:
    """What came into an empty house by one action (its id), by database."""

    def __init__(self) -> None:
        self._came: dict[str, tuple[str, Rows]] = {}

    def repeat(self, desk: Desk) -> bool:
        """Let the same come into an empty house that had come into the first one; return whether that is known."""
        if desk.store.dialect not in self._came:
            return False
        action_id, came = self._came[desk.store.dialect]
        desk.act(action_id=action_id)
        with desk.store.transaction():
            for table, (columns, rows) in came.items():
                desk.store.many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks(columns)})", rows)
                if desk.store.dialect == "postgresql" and "id" in columns:
                    desk.store.sql(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), MAX(id)) FROM {table}")
        return True

    def learn(self, desk: Desk, empty: Rows) -> None:
        """Keep what has come into a house since it was empty, by the last action at the desk."""
        came: Rows = {}
        for table, (columns, rows) in rows_of(desk.store).items():
            before = empty[table][1]
            assert rows[: len(before)] == before, f"{table} has lost or changed rows"
            if new := rows[len(before) :]:
                came[table] = columns, new
        self._came[desk.store.dialect] = desk.acted[-1].action_id, came


def rows_of(store: Store) -> Rows:
    """Return all that a house knows, table by table, those first to which others refer."""
    found: Rows = {}
    for table in TABLES:
        meta = table._meta
        columns = [str(field.column_name) for field in meta.sorted_fields]
        query = f"SELECT {', '.join(columns)} FROM {meta.table_name} ORDER BY 1"
        found[str(meta.table_name)] = columns, store.sql(query).fetchall()
    return found
