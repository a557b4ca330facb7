"""What somebody may do to the ledger who has the database but not the key, and what must be found then."""

import hashlib
from collections.abc import Callable
from datetime import date

from tests.conftest import Desk
from tests.queries.broken import (
    CUP,
    FIRST_SEAL,
    LAST_SEAL,
    RECEIPT,
    TEA,
    Case,
    Change,
    balance,
    cup_at,
    cup_move,
    cup_stock,
    found,
    without_cup_moves,
)
from tests.queries.houses import add_balance, append_move, genuine, rewrite_tail, the_lot, the_place
from warehouse_app.domain.ledger import ChainedMove, move_hash
from warehouse_app.queries.check import CheckFault, Finding


def plain(prev_hash: str, move: ChainedMove) -> str:
    return hashlib.sha256(f"{prev_hash}|{move}".encode()).hexdigest()


def other_key(prev_hash: str, move: ChainedMove) -> str:
    return move_hash(b"another key", prev_hash, move)


def keyless(prev_hash: str, move: ChainedMove) -> str:
    return move_hash(b"", prev_hash, move)


def forged_addition(desk: Desk) -> None:
    """Add cups that nobody brought, so that every number agrees."""
    store = desk.store
    [(item, lot, place)] = store.sql(f"SELECT {CUP}, {the_lot('CUP')}, {the_place('B-01')}")
    append_move(store, item, lot, place, 7, reason="count", action=1, hasher=plain)
    add_balance(store, lot, place, 7)
    store.sql(cup_stock("allocatable = allocatable + 7"))


def cut_tail(desk: Desk) -> None:
    """Undo the last two receipts, so that every number agrees."""
    store = desk.store
    store.sql(without_cup_moves(6, 7))
    store.sql(balance("B-01", "quantity = 4"))
    store.sql("DELETE FROM receipt_line WHERE quantity = 1")
    store.sql("UPDATE purchase_line SET received = 6")
    head = f"(SELECT hash FROM move WHERE item_id = {CUP} AND seq = 5)"
    store.sql(cup_stock(f"allocatable = 12, ledger_seq = 5, ledger_head = {head}"))


def rewritten(sku: str, since: int, hasher: Callable[[str, ChainedMove], str], link: str | None = None) -> Change:
    return lambda desk: rewrite_tail(desk, sku, since, hasher, first_link=link)


def forged(first: int, last: int, sku: str = "CUP") -> Finding:
    return found(CheckFault.MOVES_FORGED, sku=sku, first=first, last=last, moves=last - first + 1)


def missing(first: int, last: int) -> Finding:
    return found(CheckFault.MOVES_MISSING, sku="CUP", first=first, last=last, moves=last - first + 1)


def broken_seals(first: date, last: date, seals: int) -> Finding:
    return found(CheckFault.SEALS_BROKEN, first=first, last=last, seals=seals)


COLUMNS = (
    "item_id, seq, lot_id, location_id, status, quantity, reason, document, corrects_id, at, effective_on, actor, "
    "workstation, action_id, prev_hash, hash"
)
LEDGER_CASES = (
    *(
        Case(f"a move that was changed ({values})", (cup_move(2, values),), (forged(2, 2),))
        for values in (
            "reason = 'count'",
            "document = 'another'",
            "corrects_id = 1",
            "at = at + 1",
            "effective_on = '2026-03-01'",
            "actor = 'bert'",
            "workstation = 'desk-2'",
            "action_id = action_id + 1",
            "hash = prev_hash",
        )
    ),
    Case(
        "a quantity that was changed, and its balance with it",
        (cup_move(2, "quantity = 9"), balance("Q-01", "quantity = 9", "quarantined")),
        (forged(2, 2),),
    ),
    Case(
        "moves that were changed here and there",
        (cup_move(2, "actor = 'bert'"), cup_move(4, "actor = 'bert'"), cup_move(5, "actor = 'bert'")),
        (forged(2, 2), forged(4, 5)),
    ),
    Case(
        "a move that is gone",
        (without_cup_moves(2),),
        (found(CheckFault.BALANCE_SUM, **cup_at("Q-01", "quarantined", balance=4, moved=0)), missing(2, 2)),
    ),
    Case(
        "moves that are gone",
        (without_cup_moves(4, 5),),
        (
            found(CheckFault.BALANCE_SUM, **cup_at("A-01", "available", balance=8, moved=10)),
            found(CheckFault.BALANCE_SUM, **cup_at("T-01", "available", balance=2, moved=0)),
            missing(4, 5),
            found(CheckFault.SEAL_CUT, day=FIRST_SEAL),
        ),
    ),
    Case(
        "the first move gone and the second changed",
        (without_cup_moves(1), cup_move(2, "actor = 'bert'")),
        (
            found(CheckFault.BALANCE_SUM, **cup_at("A-01", "available", balance=8, moved=-2)),
            missing(1, 1),
            forged(2, 2),
        ),
    ),
    Case(
        "the last move gone",
        (without_cup_moves(7),),
        (
            found(CheckFault.BALANCE_SUM, **cup_at("B-01", "available", balance=6, moved=5)),
            found(CheckFault.RECEIPT_MOVES, **RECEIPT, received=1, moved=0),
            missing(7, 7),
        ),
    ),
    *(
        Case(
            f"a tail rewritten with {name}",
            (rewritten("CUP", 4, hasher),),
            (forged(4, 7), broken_seals(FIRST_SEAL, LAST_SEAL, 2)),
        )
        for name, hasher in (("a plain hash", plain), ("another key", other_key), ("no key", keyless))
    ),
    Case("a tail rewritten since the last seal", (rewritten("CUP", 7, other_key),), (forged(7, 7),)),
    Case("a move added from outside", (forged_addition,), (forged(8, 8),)),
    Case("a sealed tail cut off so that all agrees", (cut_tail,), (found(CheckFault.SEAL_CUT, day=LAST_SEAL),)),
    Case(
        "a move that was copied",
        (
            "DROP INDEX move_item_id_seq",
            f"INSERT INTO move ({COLUMNS}) SELECT {COLUMNS} FROM move WHERE item_id = {CUP} AND seq = 2",
        ),
        (
            found(CheckFault.BALANCE_SUM, **cup_at("Q-01", "quarantined", balance=4, moved=8)),
            found(CheckFault.MOVE_TWICE, sku="CUP", seq=2),
        ),
    ),
    Case(
        "a genuine move of another copy of the house",
        (rewritten("TEA", 2, genuine, "of another copy"),),
        (found(CheckFault.MOVE_UNLINKED, sku="TEA", seq=2), broken_seals(FIRST_SEAL, LAST_SEAL, 2)),
    ),
    Case(
        "an item whose stock ends elsewhere",
        (cup_stock("ledger_seq = 6"), f"UPDATE item_stock SET ledger_head = 'x' WHERE item_id = {TEA}"),
        (
            found(CheckFault.LEDGER_HEAD, sku="TEA", said=2, last=2),
            found(CheckFault.LEDGER_HEAD, sku="CUP", said=6, last=7),
        ),
    ),
    Case(
        "a seal that is gone",
        ("DELETE FROM seal WHERE day = '2026-03-03'",),
        (found(CheckFault.SEAL_LINK, day=LAST_SEAL),),
    ),
    Case(
        "the last seal gone",
        ("DELETE FROM seal WHERE day = '2026-03-04'",),
        (found(CheckFault.SEAL_MISSING, day=LAST_SEAL, last=FIRST_SEAL),),
    ),
    Case("all seals gone", ("DELETE FROM seal",), (found(CheckFault.SEAL_MISSING, day=LAST_SEAL, last=None),)),
    Case(
        "a seal that was changed",
        ("UPDATE seal SET hash = 'x' WHERE day = '2026-03-04'",),
        (broken_seals(LAST_SEAL, LAST_SEAL, 1),),
    ),
    Case(
        "a seal of fewer moves",
        ("UPDATE seal SET last_move = 1 WHERE day = '2026-03-03'",),
        (broken_seals(FIRST_SEAL, FIRST_SEAL, 1),),
    ),
)
