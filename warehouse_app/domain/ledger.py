"""The chain of moves: each carries a keyed hash over itself and the hash before it, one chain per item.

HMAC-SHA-256 (RFC 2104) rather than a plain hash, with the key outside the database: who can rewrite the table cannot
rewrite the tail of a chain, or all of it, so that it still agrees.
"""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

NO_HASH = ""
"""What the first move of a chain, and the first seal, have before them."""


class ChainedMove(NamedTuple):
    """What of a move is hashed, in this order. `at` is in microseconds since 1970, UTC; `corrects` a move's id or
    None.
    """

    item: int
    seq: int
    lot: int
    location: int
    status: str
    quantity: int
    reason: str
    document: str
    corrects: int | None
    at: int
    effective_on: date
    actor: str
    workstation: str
    action: int


def _keyed(key: bytes, parts: Iterable[object]) -> str:
    # repr quotes and escapes text, so that no two different rows read the same; str makes of an enum's member what is
    # stored of it, so that a move read back has the hash that it was written with.
    texts = (repr(str(part) if isinstance(part, str) else part) for part in parts)
    return hmac.digest(key, "|".join(texts).encode(), hashlib.sha256).hex()


def key_mark(key: bytes, house_id: str) -> str:
    """Return what tells whether a key is the one of that house, without telling the key."""
    return _keyed(key, ("key", house_id))


def move_hash(key: bytes, prev_hash: str, move: ChainedMove) -> str:
    """Return the hash of `move`, whose item's last move before it has `prev_hash`."""
    return _keyed(key, (prev_hash, *move[:10], move.effective_on.isoformat(), *move[11:]))


def seal_hash(key: bytes, prev_hash: str, day: date, heads: Iterable[tuple[int, str]]) -> str:
    """Return the hash of a seal over `heads`, the (item, hash) ends of all chains in the order of items."""
    return _keyed(key, (prev_hash, day.isoformat(), *heads))
