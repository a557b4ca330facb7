"""The pages of rows that a table holds: the last ones that were looked at, with their texts, and no more."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from warehouse_app.queries.listing import Key, Row
from warehouse_app.queries.reader import Page

PAGE = 128
MOST = 64
"""How many pages are held: some thousand rows, however long the table."""


class Held(NamedTuple):
    """A row that is at hand."""

    key: Key
    values: Row


class Pages:
    """Pages by their number. A row is written into texts when it is first shown."""

    def __init__(self) -> None:
        self._pages: OrderedDict[int, tuple[Page, list[list[str] | None]]] = OrderedDict()

    def __contains__(self, number: int) -> bool:
        return number in self._pages

    def __len__(self) -> int:
        return len(self._pages)

    def clear(self) -> None:
        """Hold nothing."""
        self._pages.clear()

    def keep(self, page: Page) -> None:
        """Hold a page, and give up the one that was read longest ago where there are too many."""
        number = page.start // PAGE
        self._pages[number] = (page, [None] * len(page.rows))
        self._pages.move_to_end(number)
        while len(self._pages) > MOST:
            self._pages.popitem(last=False)

    def disagree(self, number: int) -> bool:
        """Return whether a page and one beside it have a row in common: they were read before and after a change."""
        keys = self._keys(number)
        return not keys.isdisjoint(self._keys(number - 1) | self._keys(number + 1))

    def _keys(self, number: int) -> set[Key]:
        held = self._pages.get(number)
        return set() if held is None else set(held[0].keys)

    def row(self, row: int) -> Held | None:
        """Return a row, if it is at hand."""
        number, at = divmod(row, PAGE)
        held = self._pages.get(number)
        if held is None or at >= len(held[0].rows):
            return None
        return Held(held[0].keys[at], held[0].rows[at])

    def texts(self, row: int, write: Callable[[Row], list[str]]) -> list[str] | None:
        """Return the texts of a row, if it is at hand."""
        number, at = divmod(row, PAGE)
        held = self._pages.get(number)
        if held is None or at >= len(held[0].rows):
            return None
        page, texts = held
        found = texts[at]
        if found is None:
            texts[at] = found = write(page.rows[at])
        return found

    def keys(self) -> Iterator[tuple[int, Key]]:
        """Yield the number and key of every row that is at hand."""
        for page, _ in self._pages.values():
            yield from enumerate(page.keys, start=page.start)


def pages_around(row: int, total: int) -> Sequence[int]:
    """Return the numbers of the pages that somebody sees for whom `row` is the first in sight."""
    first = max(0, row // PAGE)
    return [number for number in (first, first + 1) if number * PAGE < total]
