"""A house in order has no findings; whatever is broken behind the program's back is found, and nothing else is."""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.conftest import DIALECTS, Desk
from tests.queries.broken import (
    CUP,
    FIRST_SEAL,
    LAST_SEAL,
    LINE_CASES,
    RECORD_CASES,
    RESERVATION_CASES,
    STOCK_CASES,
    TEA,
    Case,
    cup_move,
    found,
)
from tests.queries.forged import LEDGER_CASES, broken_seals, forged
from tests.queries.houses import from_outside, stocked_desk
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.ledger import ChainedMove, move_hash
from warehouse_app.domain.statuses import MoveReason, StockStatus
from warehouse_app.queries.check import CheckFault, Finding, findings
from warehouse_app.queries.check.rules import paged
from warehouse_app.queries.house import HouseMissing
from warehouse_app.services.founding import turn_day
from warehouse_app.texts import say
from warehouse_app.texts.checks import SENTENCES

CASES = (*STOCK_CASES, *LINE_CASES, *RESERVATION_CASES, *RECORD_CASES, *LEDGER_CASES)
UNGUARDED = {
    "sqlite": (("DROP TRIGGER move_no_delete",), ("no_delete",)),
    "postgresql": (
        ("ALTER TABLE move DISABLE TRIGGER move_append_only", "DROP TRIGGER move_no_truncate ON move"),
        ("append_only", "no_truncate"),
    ),
}


def guard_missing(dialect: str) -> Finding:
    return found(CheckFault.GUARD_MISSING, table="move", guards=UNGUARDED[dialect][1])


EXPECTED = [*(each for case in CASES for each in case.found), *map(guard_missing, DIALECTS)]


@pytest.fixture(scope="session")
def stocked() -> dict[str, str]:
    """Return where the stocked house was made already, by kind of database."""
    return {}


@pytest.fixture(params=DIALECTS)
def house(request: pytest.FixtureRequest, stocked: dict[str, str]) -> Iterator[Desk]:
    """Return a copy of the stocked house; the test runs once on each database."""
    desk = stocked_desk(request.param, request, stocked)
    yield desk
    desk.store.close()


@pytest.fixture
def file_house(request: pytest.FixtureRequest, stocked: dict[str, str]) -> Iterator[Desk]:
    """Return a copy of the stocked house in a SQLite file."""
    desk = stocked_desk("sqlite", request, stocked)
    yield desk
    desk.store.close()


def checked(desk: Desk) -> list[Finding]:
    with desk.store.snapshot():
        return list(findings(desk.store))


def test_an_empty_house_is_in_order(desk: Desk) -> None:
    assert checked(desk) == []


def test_a_house_in_which_something_of_everything_happened_is_in_order(house: Desk) -> None:
    assert checked(house) == []
    counts = [house.store.sql(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in ("move", "seal", "pick_stop")]
    assert counts == [9, 2, 2]
    assert house.store.sql(f"SELECT allocatable, allocated FROM item_stock WHERE item_id = {CUP}").fetchone() == (14, 9)


def test_a_day_that_was_not_turned_yet_is_no_fault(house: Desk) -> None:
    house.now += timedelta(days=90)  # lot L1 expires, but the house does not know it yet
    assert checked(house) == []
    turn_day(house.store, house.act())
    assert checked(house) == []
    assert house.store.sql(f"SELECT allocatable, allocated FROM item_stock WHERE item_id = {TEA}").fetchone() == (0, 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_was_changed_from_outside_is_found_and_nothing_else(house: Desk, case: Case) -> None:
    with from_outside(house):
        for change in case.changes:
            if callable(change):
                change(house)
            elif isinstance(change, str):
                assert house.store.sql(change).rowcount, change
            else:
                assert house.store.sql(*change).rowcount == 1
    assert checked(house) == list(case.found)


def test_a_guard_that_is_gone_is_found(house: Desk) -> None:
    statements, _ = UNGUARDED[house.store.dialect]
    for statement in statements:
        house.store.sql(statement)
    assert checked(house) == [guard_missing(house.store.dialect)]


def test_with_another_key_nothing_is_genuine(house: Desk) -> None:
    house.store.key = b"another key"
    assert checked(house) == [forged(1, 2, "TEA"), forged(1, 7), broken_seals(FIRST_SEAL, LAST_SEAL, 2)]


def test_a_day_that_is_none_is_found(file_house: Desk) -> None:
    with from_outside(file_house):
        file_house.store.sql(cup_move(2, "effective_on = 'never'"))
        file_house.store.sql(cup_move(3, "effective_on = 20260302"))
    assert checked(file_house) == [forged(2, 3)]


def test_without_a_house_there_is_nothing_to_check(desk: Desk) -> None:
    desk.store.sql("DELETE FROM setting")
    with pytest.raises(Refused) as refused:
        checked(desk)
    assert refused.value.code is HouseMissing.NOT_FOUNDED


@pytest.mark.parametrize("size", [1, 2, 3, 8, 9, 10])
def test_pages_hold_every_row_once_in_order(house: Desk, size: int) -> None:
    whole = house.store.sql("SELECT item_id, seq, id, quantity FROM move ORDER BY item_id, seq, id").fetchall()
    with house.store.snapshot():
        pages = list(paged(house.store, "move", ("item_id", "seq", "id"), ("quantity",), size))
    assert len(whole) == 9
    assert pages == whole


def test_every_fault_is_provoked_and_has_a_sentence() -> None:
    assert {each.code for each in EXPECTED} == set(CheckFault)
    assert [*SENTENCES] == [code.value for code in CheckFault]


def test_every_finding_can_be_said() -> None:
    said = {each.code: say(each.code, each.facts) for each in EXPECTED}
    assert len(set(said.values())) == len(CheckFault)
    assert said[CheckFault.BALANCE_NEGATIVE] == (
        "Q-01 is said to hold -1 of CUP (lot –, quarantined), which is less than nothing. Count the goods there."
    )
    assert said[CheckFault.SEAL_CUT].startswith(
        "The move that was the ledger's last when it was sealed on 4 Mar 2026 is gone."
    )
    assert say(CheckFault.MOVES_FORGED, forged(4, 7).facts).startswith("4 moves of item CUP in the ledger, 4 to 7, ")
    assert say(CheckFault.MOVES_FORGED, forged(4, 4).facts).startswith("Move 4 of item CUP in the ledger was changed")
    assert said[CheckFault.ORDER_HOSTAGE].startswith(
        "Order SO-2 must ship complete and is short on line 2, yet its line 1 still holds 3 of CUP back from others."
    )


def test_the_hash_of_a_move_is_of_what_is_stored_of_it() -> None:
    """Spelled out, so that no change of the program makes every ledger in the world look forged."""
    move = ChainedMove(1, 2, 3, 4, "available", -5, "pick", "it's|", None, 6, date(2026, 3, 2), "anna", "desk-1", 7)
    text = "'00'|1|2|3|4|'available'|-5|'pick'|\"it's|\"|None|6|'2026-03-02'|'anna'|'desk-1'|7"
    assert move_hash(b"key", "00", move) == hmac.digest(b"key", text.encode(), hashlib.sha256).hex()
    stored = move_hash(b"key", "00", move._replace(status=StockStatus.AVAILABLE, reason=MoveReason.PICK))
    assert stored == move_hash(b"key", "00", move)
