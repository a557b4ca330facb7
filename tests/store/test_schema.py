"""What the migrations make is what the tables say: as statements, and as the two databases remember them."""

from collections.abc import Callable
from pathlib import Path

from playhouse.schema_diff import diff_models

from tests.conftest import Desk
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.schema import statements
from warehouse_app.store.tables import APPEND_ONLY, TABLES

_SQLITE = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'schema_migration%' ORDER BY 1, 2"
_POSTGRESQL = {
    "columns": "SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default, "
    "character_maximum_length FROM information_schema.columns WHERE table_schema = 'public' "
    "AND table_name <> 'schema_migration' ORDER BY 1, 2",
    "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'schema_migration' ORDER BY 1, 2",
    "indexes": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' "
    "AND tablename <> 'schema_migration' ORDER BY 1, 2",
    "triggers": "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal "
    "ORDER BY 1, 2",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
    "rights": "SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace "
    "AND relkind = 'r' AND relname <> 'schema_migration' ORDER BY 1",
}


def remembered(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return what a database knows of its own schema."""
    queries = {"all": _SQLITE} if store.dialect == "sqlite" else _POSTGRESQL
    return {name: store.sql(query).fetchall() for name, query in queries.items()}


def test_a_migrated_database_equals_one_made_from_the_tables(
    desk: Desk, tmp_path: Path, new_database: Callable[[], str]
) -> None:
    migrated = remembered(desk.store)
    desk.store.close()
    url = str(tmp_path / "from-tables.db") if desk.store.dialect == "sqlite" else new_database()
    made = open_store(url, create=True)
    with made.transaction():
        for statement in statements(made.dialect):
            made.sql(statement)
    assert remembered(made) == migrated
    assert all(migrated.values())
    made.close()


def test_peewee_sees_no_difference_between_database_and_tables(desk: Desk) -> None:
    difference = diff_models(desk.store.database, list(TABLES))
    # It cannot see the columns of indexes that were declared as SQL.
    partial = {"order_line_open", "order_line_waiting", "order_line_queue", "sales_order_placed", "allocation_live"}
    partial |= {"print_job_waiting", "print_job_copy", "print_job_kept", "order_line_item", "order_line_passed"} | {
        "order_line_whole",
        "lot_block_live",
        "order_line_gathers",
        "receipt_line_announced",
        "advance_notice_line_sscc",
    }
    assert (difference.create_tables, difference.add_columns, difference.drop_columns) == ([], [], [])
    assert difference.add_indexes == []
    assert {index.name for index in difference.drop_indexes} <= partial


def test_every_table_is_there_and_append_only_ones_are_guarded(desk: Desk) -> None:
    names = {table._meta.table_name for table in TABLES}
    guarded = {table._meta.table_name for table in APPEND_ONLY}
    assert set(desk.store.database.get_tables()) == names | {"schema_migration"}
    query = (
        "SELECT tbl_name, COUNT(*) FROM sqlite_master WHERE type = 'trigger' GROUP BY 1"
        if desk.store.dialect == "sqlite"
        else "SELECT tgrelid::regclass::text, COUNT(*) FROM pg_trigger WHERE NOT tgisinternal GROUP BY 1"
    )
    assert dict(desk.store.sql(query).fetchall()) == dict.fromkeys(guarded, 2)
    assert guarded == {
        "move",
        "seal",
        "run",
        "decision",
        "cancellation",
        "receipt_line",
        "receipt_reversal",
        "intervention",
        "action_reason",
        "stop_change",
    }
