"""Indexes from which the queue and the orders are read a page at a time, in their own order."""

from pathlib import Path

from peewee import Database, SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator, db: Database) -> None:
    """Create them."""
    dialect = "sqlite" if isinstance(db, SqliteDatabase) else "postgresql"
    for statement in Path(__file__).with_name(f"0002_listings.{dialect}.sql").read_text("utf-8").splitlines():
        db.execute_sql(statement)
