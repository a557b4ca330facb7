"""The chain of every item's moves, recomputed with the key, and the seals over all of them."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from warehouse_app.domain.errors import Fact
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.ledger import NO_HASH, ChainedMove, move_hash, seal_hash
from warehouse_app.queries.check.rules import CheckFault, Finding, paged
from warehouse_app.store.database import Store, day
from warehouse_app.store.tables.base import instant

_KEY = ("item_id", "seq", "id")
_HASHED = (
    "lot_id",
    "location_id",
    "status",
    "quantity",
    "reason",
    "document",
    "corrects_id",
    "at",
    "effective_on",
    "actor",
    "workstation",
    "action_id",
)
"""The fields of `ChainedMove` after the item and its number."""
_EFFECTIVE_ON = _HASHED.index("effective_on")


def ledger_findings(store: Store) -> Iterator[Finding]:
    """Yield the moves that were changed, removed or added from outside, and the items whose stock has another end."""
    chain = _Chain(store)
    for item, seq, _, *rest in paged(store, "move", _KEY, (*_HASHED, "prev_hash", "hash")):
        yield from chain.add(item, seq, rest)
    yield from chain.end()
    yield from _heads(store)


class _Chain:
    """Follows one item's chain after the other; forged moves in a row are one finding."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._item: int | None = None
        self._seq = 0
        self._head = NO_HASH
        self._forged: list[int] = []

    def add(self, item: int, seq: int, rest: list[Any]) -> Iterator[Finding]:
        """Take the next move: its columns after the key, the hash before it and its own."""
        if item != self._item:
            yield from self.end()
            self._item, self._seq, self._head = item, 0, NO_HASH
        *hashed, prev_hash, stored = rest
        if seq <= self._seq:
            yield self._found(CheckFault.MOVE_TWICE, seq=seq)
            return
        missing = seq > self._seq + 1
        if missing:
            yield from self.end()
            yield _missing(self._store, item, self._seq + 1, seq - 1)
        if _recomputed(self._store.key, item, seq, hashed, prev_hash) != stored:
            self._forged.append(seq)
        else:
            # What is forged, or gone, just before it explains a link that does not fit.
            linked = prev_hash == self._head or missing or bool(self._forged)
            yield from self.end()
            if not linked:
                yield self._found(CheckFault.MOVE_UNLINKED, seq=seq)
        self._seq, self._head = seq, stored

    def end(self) -> Iterator[Finding]:
        """Tell of the forged moves that were met last."""
        if self._forged:
            first, last = self._forged[0], self._forged[-1]
            yield self._found(CheckFault.MOVES_FORGED, first=first, last=last, moves=len(self._forged))
            self._forged = []

    def _found(self, code: CheckFault, **facts: Fact) -> Finding:
        return Finding(code, {"sku": _sku(self._store, self._item), **facts})


def _recomputed(key: bytes, item: int, seq: int, hashed: list[Any], prev_hash: str) -> str | None:
    """Return the hash that a move should have; None where what is stored cannot be a move."""
    with suppress(ValueError, TypeError):  # a day that is none: SQLite stores whatever it is given
        hashed[_EFFECTIVE_ON] = day(hashed[_EFFECTIVE_ON])
        if isinstance(hashed[_EFFECTIVE_ON], date):
            return move_hash(key, prev_hash, ChainedMove(item, seq, *hashed))
    return None


def _missing(store: Store, item: int, first: int, last: int) -> Finding:
    facts = {"sku": _sku(store, item), "first": first, "last": last, "moves": last - first + 1}
    return Finding(CheckFault.MOVES_MISSING, facts)


def _sku(store: Store, item: int | None) -> str | None:
    found = store.sql("SELECT sku FROM item WHERE id = ?", (item,)).fetchone()
    return found[0] if found else None


def _heads(store: Store) -> Iterator[Finding]:
    """Yield the items whose stock was last changed by another move than the last of their chain."""
    for item, said, last in store.sql(
        "SELECT s.item_id, s.ledger_seq, COALESCE(e.seq, 0) FROM item_stock s "
        "LEFT JOIN (SELECT item_id, MAX(seq) AS seq FROM move GROUP BY item_id) AS e ON e.item_id = s.item_id "
        "WHERE s.ledger_seq <> COALESCE(e.seq, 0) OR s.ledger_head <> COALESCE("
        "(SELECT MAX(m.hash) FROM move m WHERE m.item_id = e.item_id AND m.seq = e.seq), '') ORDER BY s.item_id"
    ).fetchall():
        if said > last:
            yield _missing(store, item, last + 1, said)
        else:
            yield Finding(CheckFault.LEDGER_HEAD, {"sku": _sku(store, item), "said": said, "last": last})


def seal_findings(store: Store, settings: HouseSettings) -> Iterator[Finding]:
    """Yield the seals that do not fit the one before them, or the chains as they were when they were made."""
    heads = _Heads(store)
    prev = NO_HASH
    broken: list[date] = []
    last: date | None = None
    for _, stored_day, last_move, prev_hash, stored in paged(
        store, "seal", ("id",), ("day", "last_move", "prev_hash", "hash")
    ):
        last = day(stored_day)
        assert last is not None
        if prev_hash != prev:
            yield Finding(CheckFault.SEAL_LINK, {"day": last})
        ends, cut = heads.until(last_move)
        if cut:
            yield Finding(CheckFault.SEAL_CUT, {"day": last})
        if not cut and seal_hash(store.key, prev_hash, last, ends) != stored:
            broken.append(last)
        else:
            yield from _broken(broken)
            broken = []
        prev = stored
    yield from _broken(broken)
    if (last or _founded(store, settings)) != settings.house_day:
        yield Finding(CheckFault.SEAL_MISSING, {"day": settings.house_day, "last": last})


class _Heads:
    """The ends of all chains, as of one move after the other."""

    def __init__(self, store: Store) -> None:
        self._moves = paged(store, "move", ("id",), ("item_id", "hash"))
        self._next: tuple[int, int, str] | None = None
        self._ends: dict[int, str] = {}
        self._reached = 0

    def until(self, last_move: int) -> tuple[list[tuple[int, str]], bool]:
        """Return (item, hash) of every chain's end when `last_move` was the last, and whether that move is gone."""
        while (move := self._next or next(self._moves, None)) and move[0] <= last_move:
            self._reached, item, head = move
            self._ends[item] = head
            self._next = None
        self._next = move
        # Sorted anew each time, but kept so: all but the new items are in order already.
        self._ends = dict(sorted(self._ends.items()))
        return list(self._ends.items()), last_move > self._reached


def _broken(days: list[date]) -> Iterator[Finding]:
    if days:
        yield Finding(CheckFault.SEALS_BROKEN, {"first": days[0], "last": days[-1], "seals": len(days)})


def _founded(store: Store, settings: HouseSettings) -> date:
    """Return the day on which the house was founded; only its later days were sealed."""
    (at,) = store.sql("SELECT MIN(at) FROM action WHERE verb = 'found_house'").fetchone()
    founded: datetime | None = instant(at) if at is not None else None
    return founded.astimezone(ZoneInfo(settings.time_zone)).date() if founded else settings.house_day
