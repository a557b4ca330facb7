"""No field of a move or a seal can change without its hash."""

import hashlib
import hmac
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.ledger import NO_HASH, ChainedMove, move_hash, seal_hash
from warehouse_app.domain.statuses import MoveReason, StockStatus

KEY = b"key"
DAY = date(2026, 3, 2)
MOVE = ChainedMove(1, 1, 2, 3, "available", 5, "receipt", "R1", None, 1_772_442_000_000_000, DAY, "anna", "desk-1", 9)
OTHER = ChainedMove(2, 2, 3, 4, "quarantined", -5, "count", "R2", 7, 1, date(2026, 3, 3), "ben", "desk-2", 10)


def test_the_hash_is_a_keyed_sha_256_over_the_move_and_the_hash_before_it() -> None:
    text = "'before'|1|1|2|3|'available'|5|'receipt'|'R1'|None|1772442000000000|'2026-03-02'|'anna'|'desk-1'|9"
    assert move_hash(KEY, "before", MOVE) == hmac.new(KEY, text.encode(), hashlib.sha256).hexdigest()
    assert NO_HASH == ""


@pytest.mark.parametrize("name", ChainedMove._fields)
def test_every_field_changes_the_hash(name: str) -> None:
    changed = MOVE._replace(**{name: getattr(OTHER, name)})
    assert move_hash(KEY, "", changed) != move_hash(KEY, "", MOVE)


def test_the_hash_before_and_the_key_change_the_hash() -> None:
    hashes = [move_hash(KEY, "", MOVE), move_hash(KEY, "0", MOVE), move_hash(b"yek", "", MOVE)]
    assert len(set(hashes)) == 3
    assert all(len(found) == 64 for found in hashes)


def test_a_move_has_the_same_hash_when_it_is_read_back() -> None:
    written = MOVE._replace(status=StockStatus.AVAILABLE, reason=MoveReason.RECEIPT)
    assert move_hash(KEY, "", written) == move_hash(KEY, "", MOVE)


TEXTS = st.text(alphabet="a|'\"\\\n,0", max_size=6)


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_text_cannot_move_from_one_field_into_another(actor: str, station: str, other: str, other_station: str) -> None:
    one = MOVE._replace(actor=actor, workstation=station)
    two = MOVE._replace(actor=other, workstation=other_station)
    assert (move_hash(KEY, "", one) == move_hash(KEY, "", two)) is (one == two)


def test_a_seal_covers_its_day_the_seal_before_it_and_every_head() -> None:
    heads = [(1, "aa"), (2, "bb")]
    seals = [
        seal_hash(KEY, "", DAY, heads),
        seal_hash(KEY, "x", DAY, heads),
        seal_hash(b"yek", "", DAY, heads),
        seal_hash(KEY, "", date(2026, 3, 3), heads),
        seal_hash(KEY, "", DAY, heads[:1]),
        seal_hash(KEY, "", DAY, heads[::-1]),
        seal_hash(KEY, "", DAY, [(1, "aa"), (2, "bc")]),
        seal_hash(KEY, "", DAY, [(1, "aa"), (3, "bb")]),
        seal_hash(KEY, "", DAY, []),
    ]
    assert len(set(seals)) == len(seals)
    text = "''|'2026-03-02'|(1, 'aa')|(2, 'bb')"
    assert seals[0] == hmac.new(KEY, text.encode(), hashlib.sha256).hexdigest()
    assert seal_hash(KEY, "", DAY, iter(heads)) == seals[0]
