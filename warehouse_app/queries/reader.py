"""A view of a listing being read at any place: by row number, forwards, backwards and in jumps.

Where rows stand in an index, a stretch is found by the row beside it. Where they must be sorted, the keys of many rows
are read at once, so that scrolling on does not sort again; memory holds two such blocks, however long the table.
"""

from collections.abc import Generator
from functools import partial
from typing import NamedTuple

from warehouse_app.queries.listing import Key, Listing, Row, View
from warehouse_app.queries.listing_sql import Anchor
from warehouse_app.queries.paging import Stretch, all_rows, count, is_indexed, position, rows_of, stretch, totals
from warehouse_app.store.database import Store

BLOCK = 20_000
_BLOCKS = 2
_ANCHORS = 64


class Page(NamedTuple):
    """Rows that stand one after the other from row number `start` on, with their keys."""

    start: int
    keys: tuple[Key, ...]
    rows: tuple[Row, ...]


class _Block(NamedTuple):
    start: int
    found: Stretch

    @property
    def end(self) -> int:
        return self.start + len(self.found.keys)


class Reader:
    """Reads one view, as long as it is looked at. It belongs to one thread; each call is a snapshot of its own."""

    def __init__(self, store: Store, listing: Listing, view: View) -> None:
        self.listing = listing
        self.view = view
        self._store = store
        self._stretch = partial(stretch, store, listing, view)
        with store.snapshot():
            self.total = count(store, listing, view)
        self._anchors: dict[int, Anchor] = {}
        self._blocks: list[_Block] = []

    def read(self, start: int, limit: int) -> Page:
        """Return up to `limit` rows from row number `start` (from 0) on; fewer where rows have gone meanwhile."""
        limit = min(limit, self.total - start)
        if limit <= 0:
            return Page(start, (), ())
        with self._store.snapshot():
            indexed = is_indexed(self.listing, self.view)
            keys = self._beside(start, limit) if indexed else self._from_blocks(start, limit)
            found = rows_of(self._store, self.listing, keys)
        there = tuple(key for key in keys if key in found)
        return Page(start, there, tuple(found[key] for key in there))

    def position(self, key: Key) -> int | None:
        """Return the row number of a key; None where the view does not show it."""
        with self._store.snapshot():
            return position(self._store, self.listing, self.view, key)

    def totals(self) -> dict[str, int]:
        """Return the sums of the fields that have one, over all rows."""
        with self._store.snapshot():
            return totals(self._store, self.listing, self.view)

    def all_rows(self) -> Generator[Row, None, None]:
        """Yield every row; the snapshot lasts until the last one."""
        with self._store.snapshot():
            yield from all_rows(self._store, self.listing, self.view)

    def _far(self, start: int, limit: int) -> Stretch:
        """Return rows that stand beside none that is known, counted from the nearer end."""
        if start < self.total // 2:
            return self._stretch(limit=limit, skip=start)
        return self._stretch(limit=limit, from_end=True, skip=self.total - start - limit)

    def _beside(self, start: int, limit: int) -> tuple[Key, ...]:
        if start - 1 in self._anchors:
            found = self._stretch(limit=limit, after=self._anchors[start - 1])
        elif start + limit in self._anchors:
            found = self._stretch(limit=limit, before=self._anchors[start + limit])
        else:
            found = self._far(start, limit)
        if found.keys:
            self._anchors |= {start: found.first, start + len(found.keys) - 1: found.last}
        while len(self._anchors) > _ANCHORS:
            del self._anchors[next(iter(self._anchors))]
        return found.keys

    def _from_blocks(self, start: int, limit: int) -> tuple[Key, ...]:
        end = start + limit
        if not (self._blocks and self._blocks[0].start <= start and end <= self._blocks[-1].end):
            self._read_block(start, end)
        keys = [key for block in self._blocks for key in block.found.keys]
        first = self._blocks[0].start if self._blocks else start
        return tuple(keys[max(0, start - first) : max(0, end - first)])

    def _read_block(self, start: int, end: int) -> None:
        first, last = (self._blocks[0], self._blocks[-1]) if self._blocks else (None, None)
        if first and last and first.start <= start <= last.end < end <= last.end + BLOCK:
            found = self._stretch(limit=BLOCK, after=last.found.last)
            self._blocks = [*self._blocks[1 - _BLOCKS :], _Block(last.end, found)]
        elif first and last and first.start - BLOCK <= start < first.start <= end <= last.end:
            size = min(BLOCK, first.start)
            found = self._stretch(limit=size, before=first.found.first)
            self._blocks = [_Block(first.start - size, found), *self._blocks[: _BLOCKS - 1]]
        else:
            at = max(0, min(start - BLOCK // 2, self.total - BLOCK))
            self._blocks = [_Block(at, self._far(at, min(BLOCK, self.total - at)))]
