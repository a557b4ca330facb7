"""The line of the queue that something is done with, as its row stands."""

from typing import NamedTuple

from warehouse_app.ui.tables import RowChosen


class ChosenLine(NamedTuple):
    """A line of the queue. Quantities in base units; `hold_reason` is '' where the order is not on hold."""

    order: str
    line: int
    sku: str
    customer_code: str
    customer: str
    rank_class: str
    open: int
    allocated: int
    pinned: int
    hold_reason: str


def chosen_line(chosen: RowChosen) -> ChosenLine | None:
    """Return the line of a row; None where no row is chosen."""
    if chosen.key is None:
        return None
    return ChosenLine(*(chosen.values[field] for field in ChosenLine._fields))  # type: ignore[arg-type]
