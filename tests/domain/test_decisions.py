"""Decisions come back as they were packed, and cost little."""

import struct
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.decisions import LineDecision, Reason, among, moved, pack, sums, unpack

UNITS = st.integers(-999_999_999, 999_999_999)
SHORT = st.dictionaries(st.integers(1, 2**62), st.integers(1, 999_999_999), max_size=4)
DECISION = st.builds(
    LineDecision,
    st.integers(0, 2**63 - 1),
    UNITS,
    UNITS,
    UNITS,
    st.sampled_from(Reason),
    SHORT.map(lambda short: tuple(short.items())),
    st.booleans(),
    st.sampled_from(["", "", "A", "B", 'quick, "loud"']),
)
DECISION = st.tuples(DECISION, st.sampled_from([(), (), (0, 100, 7), (33, 36, 999_999_999)])).map(
    lambda row: row[0]._replace(shared=row[1] if row[0].rank_class else ())
)
PLAIN = DECISION.map(lambda row: row._replace(short_items=(), rank_class="", shared=()))


@given(st.lists(DECISION, max_size=30))
def test_what_is_packed_is_unpacked(made: list[LineDecision]) -> None:
    packed = pack(made)
    assert unpack(packed) == made
    assert unpack(memoryview(packed)) == made
    for row in unpack(packed):
        assert type(row.reason) is Reason


def test_what_was_packed_before_runs_noted_how_a_class_shared_is_unpacked() -> None:
    made = [LineDecision(row, 4, 0, 1, Reason.FAIR_SHARE, (), False, "B", (25, 30, 2)) for row in (1, 2)]
    packed = pack(made)
    assert packed.endswith(b'{"classes":[[0,"B",25,30,2]]}')
    older = packed.replace(b",25,30,2]", b"]")
    assert unpack(older) == [row._replace(shared=()) for row in made]


@given(st.lists(PLAIN, max_size=50))
def test_a_line_costs_21_bytes(made: list[LineDecision]) -> None:
    assert len(pack(made)) == 4 + 21 * len(made)


@given(st.lists(DECISION, max_size=20), st.integers(0, 2**63 - 1))
def test_a_line_is_found_without_unpacking(made: list[LineDecision], other: int) -> None:
    packed = pack(made)
    lines = {row.line for row in made}
    assert among(packed, lines) == lines
    assert among(memoryview(packed), {other}) == lines & {other}
    assert among(packed, ()) == set()


def test_the_bytes_are_the_same_on_every_machine() -> None:
    made = [
        LineDecision(258, 5, 1, 2, Reason.PARTLY_FILLED),
        LineDecision(3, 7, 0, -7, Reason.ORDER_INCOMPLETE, ((12, 4), (9, 1))),
    ]
    expected = struct.pack("<I2q2i2i2i2B", 2, 258, 3, 5, 7, 1, 0, 2, -7, 1, 5) + b'{"1":{"12":4,"9":1}}'
    assert pack(made) == expected
    assert unpack(expected) == made
    assert pack([]) == bytes(4)
    assert unpack(bytes(4)) == []


def test_a_machine_of_the_other_byte_order_reads_and_writes_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [LineDecision(1, 2, 3, 4, Reason.CUT)]
    here = pack(made)
    # There the columns lie the other way round in memory; told so, this machine turns them once too often.
    monkeypatch.setattr(sys, "byteorder", "big")
    turned = pack(made)
    assert turned == struct.pack(">IqiiiB", 1, 1, 2, 3, 4, 8)
    assert turned != here
    assert unpack(turned) == made


def test_reasons_keep_their_numbers() -> None:
    numbers = {reason: pack([LineDecision(1, 1, 1, 1, reason)])[-1] for reason in Reason}
    assert numbers == {
        Reason.FILLED: 0,
        Reason.PARTLY_FILLED: 1,
        Reason.OUT_OF_STOCK: 2,
        Reason.NOT_BEFORE: 3,
        Reason.LINE_INCOMPLETE: 4,
        Reason.ORDER_INCOMPLETE: 5,
        Reason.PACK: 6,
        Reason.PROTECTED: 7,
        Reason.CUT: 8,
        Reason.GIVEN_BACK: 9,
        Reason.ON_HOLD: 10,
        Reason.BEYOND_HORIZON: 11,
        Reason.LIFE: 12,
        Reason.FAIR_SHARE: 13,
        Reason.EQUAL_SHARE: 14,
        Reason.KEPT_FOR_PACK: 15,
        Reason.GATHERS: 16,
        Reason.PINNED: 17,
        Reason.GIVEN_TO_OTHERS: 18,
        Reason.UNDONE: 19,
        Reason.PAUSED: 20,
        Reason.KEPT_AT_MOST: 21,
        Reason.AWAITS_RECEIPT: 22,
        Reason.KEPT_FOR_RECEIPT: 23,
    }


def test_rows_from_before_lines_could_be_lifted_or_share_are_still_read() -> None:
    written = (
        b"\x02\x00\x00\x00"
        b"\x02\x01\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x00\x00\x00\x00"
        b"\x05\x00\x00\x00\x07\x00\x00\x00"
        b"\x01\x00\x00\x00\x00\x00\x00\x00"
        b"\x02\x00\x00\x00\xf9\xff\xff\xff"
        b'\x01\x05{"1":{"12":4,"9":1}}'
    )
    assert unpack(written) == [
        LineDecision(258, 5, 1, 2, Reason.PARTLY_FILLED),
        LineDecision(3, 7, 0, -7, Reason.ORDER_INCOMPLETE, ((12, 4), (9, 1))),
    ]


def test_a_lifted_line_costs_nothing_and_a_class_is_written_where_it_starts() -> None:
    rows = [LineDecision(number, 1, 0, 1, Reason.FAIR_SHARE, (), False, "B") for number in range(4)]
    made = [LineDecision(9, 1, 0, 1, Reason.CUT, (), True), *rows, rows[0]._replace(rank_class="C")]
    packed = pack(made)
    assert packed[4 + 20 * 6 :] == bytes([0x88, 13, 13, 13, 13, 13]) + b'{"classes":[[0,""],[1,"B"],[5,"C"]]}'
    assert unpack(packed) == made


@given(st.lists(DECISION))
def test_the_sums_of_packed_decisions_are_those_of_the_decisions(made: list[LineDecision]) -> None:
    gained, lost = (sum(max(0, sign * row.gets) for row in made) for sign in (1, -1))
    assert sums(pack(made)) == (len(made), gained, lost)


@given(st.lists(DECISION, max_size=30))
def test_who_gained_or_lost_is_read_without_unpacking(made: list[LineDecision]) -> None:
    packed = pack(made)
    assert moved(packed) == [(row.line, row.asked, row.gets) for row in made if row.gets]
    assert moved(memoryview(packed)) == moved(packed)
