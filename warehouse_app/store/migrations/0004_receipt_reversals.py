"""A booking of a receipt can be taken back."""

from pathlib import Path

from peewee import Database, SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator, db: Database) -> None:
    """Create the append-only table of receipt lines that were taken back."""
    dialect = "sqlite" if isinstance(db, SqliteDatabase) else "postgresql"
    for statement in Path(__file__).with_name(f"0004_receipt_reversals.{dialect}.sql").read_text("utf-8").splitlines():
        db.execute_sql(statement)
