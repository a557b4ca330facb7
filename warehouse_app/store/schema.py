"""The whole schema as statements, for both databases: what `tables` says, and triggers that keep append-only tables so.

Migrations are frozen copies and never import this; a test compares what they make with what stands here.
"""

from typing import Any

from peewee import Database, PostgresqlDatabase, SqliteDatabase

from warehouse_app.store.tables import APPEND_ONLY, TABLES


def statements(dialect: str) -> list[str]:
    """Return the DDL of an empty house for "sqlite" or "postgresql", in the order in which it must run."""
    database: Database = SqliteDatabase(None) if dialect == "sqlite" else PostgresqlDatabase(None)
    made: list[str] = []
    with database.bind_ctx(TABLES):
        for table in TABLES:
            schema = table._schema  # type: ignore[attr-defined]  # noqa: SLF001 - peewee has no public way to get the text
            contexts: list[Any] = [schema._create_table(safe=False), *schema._create_indexes(safe=False)]  # noqa: SLF001
            made.extend(context.query()[0] for context in contexts)
    return made + (_sqlite_guards() if dialect == "sqlite" else _postgresql_guards())


def _name(table: Any) -> str:
    return str(table._meta.table_name)  # noqa: SLF001 - peewee's documented place of a table's name


def _sqlite_guards() -> list[str]:
    return [
        f"CREATE TRIGGER {_name(table)}_no_{verb} BEFORE {verb} ON {_name(table)} "
        f"BEGIN SELECT RAISE(ABORT, '{_name(table)} is append-only'); END"
        for table in APPEND_ONLY
        for verb in ("update", "delete")
    ]


def _postgresql_guards() -> list[str]:
    made = [
        (
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$"
        )
    ]
    for table in APPEND_ONLY:
        name = _name(table)
        refuse = "EXECUTE FUNCTION refuse_change()"
        made += [
            f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE ON {name} FOR EACH ROW {refuse}",
            f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {name} FOR EACH STATEMENT {refuse}",
            # Triggers too, since an owner keeps its rights whatever is revoked.
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {name} FROM PUBLIC",
        ]
    return made
