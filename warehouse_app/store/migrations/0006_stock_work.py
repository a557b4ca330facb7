"""Counts, blocked lots, reasons of actions, and what becomes of pick stops whose goods go away."""

from pathlib import Path

from peewee import Database, SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator, db: Database) -> None:
    """Let moves be adjustments and receipts be quarantined (SQLite: made anew), and create the new tables."""
    dialect = "sqlite" if isinstance(db, SqliteDatabase) else "postgresql"
    for statement in Path(__file__).with_name(f"0006_stock_work.{dialect}.sql").read_text("utf-8").splitlines():
        db.execute_sql(statement)
