"""Advance notices, and what is asked of goods as they come: how long they last, how many more than ordered."""

from pathlib import Path

from peewee import Database, SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator, db: Database) -> None:
    """Create the new tables, and give items, purchase lines and receipts their new columns (SQLite: made anew)."""
    dialect = "sqlite" if isinstance(db, SqliteDatabase) else "postgresql"
    for statement in Path(__file__).with_name(f"0007_advance_notices.{dialect}.sql").read_text("utf-8").splitlines():
        db.execute_sql(statement)
