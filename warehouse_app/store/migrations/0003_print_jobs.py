"""What goes to printers waits in a table."""

from pathlib import Path

from peewee import Database, SqliteDatabase
from playhouse.migrate import SchemaMigrator


def up(_migrator: SchemaMigrator, db: Database) -> None:
    """Create the table of print jobs with its indexes."""
    dialect = "sqlite" if isinstance(db, SqliteDatabase) else "postgresql"
    for statement in Path(__file__).with_name(f"0003_print_jobs.{dialect}.sql").read_text("utf-8").splitlines():
        db.execute_sql(statement)
