"""Lines carry all that their service depends on; people's interventions are kept; runs can be undone."""

from pathlib import Path

from peewee import Database, SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator, db: Database) -> None:
    """Give four tables their new columns (SQLite: make them anew) and create that of interventions."""
    dialect = "sqlite" if isinstance(db, SqliteDatabase) else "postgresql"
    for statement in Path(__file__).with_name(f"0005_allocation.{dialect}.sql").read_text("utf-8").splitlines():
        db.execute_sql(statement)
