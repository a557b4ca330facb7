"""The first schema of the house."""

from pathlib import Path

from peewee import Database, SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator, db: Database) -> None:
    """Create every table, index and trigger."""
    dialect = "sqlite" if isinstance(db, SqliteDatabase) else "postgresql"
    for statement in Path(__file__).with_name(f"0001_initial.{dialect}.sql").read_text("utf-8").splitlines():
        db.execute_sql(statement)
