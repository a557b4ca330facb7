"""Numbers of our own documents: a prefix and the row's own id, so that no two desks ever draw the same."""

from typing import Any

from warehouse_app.services.contract import Work
from warehouse_app.store.tables import Table


def numbered(work: Work, table: type[Table], prefix: str, **values: Any) -> tuple[int, str]:
    """Insert a row of `table` with the next number; return its id and number."""
    made: Any = table
    row = int(made.insert(number=f"new-{work.row}", **values).execute())
    number = f"{prefix}{row}"
    made.update(number=number).where(made.id == row).execute()
    return row, number
