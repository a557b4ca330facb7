"""Where somebody looks, to be found again in rows that were read anew."""

from dataclasses import dataclass

from warehouse_app.queries.listing import Key
from warehouse_app.queries.reader import Reader
from warehouse_app.ui.tables.pages import PAGE


@dataclass(frozen=True, slots=True)
class Place:
    """The first row in sight and the current row, by number and key; -1 is no row."""

    top: int = 0
    top_key: Key | None = None
    current: int = -1
    current_key: Key | None = None


def found_again(reader: Reader, place: Place) -> Place:
    """Return where the place is in the rows as they are now.

    Who stands at the very top stays there and sees what is new; else the row that is selected, or the first in sight,
    keeps its place on the screen.
    """
    current = row_of(reader, place.current_key)
    return Place(_top(reader, place, current), place.top_key, current, place.current_key)


def _top(reader: Reader, place: Place, current: int) -> int:
    if place.top <= 0:
        return 0
    in_sight = place.top <= place.current < place.top + PAGE
    if current >= 0 and in_sight:
        shift = current - place.current
    else:
        top = row_of(reader, place.top_key)
        shift = top - place.top if top >= 0 else 0
    return max(0, min(place.top + shift, reader.total - 1))


def row_of(reader: Reader, key: Key | None) -> int:
    """Return the number of the row of a key; -1 where the view does not show it."""
    found = None if key is None else reader.position(key)
    return -1 if found is None else found
