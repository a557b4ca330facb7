"""A process that is killed with -9 while it receives: what it had answered is there, nothing is there by half.

Each time a real process of the real command, on the same database: killed after a reply, a moment after a scan, in the
middle of a burst of scans that nobody waited for, or while it starts.
"""

import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from tests.scenarios.scanner import Booking, Scan, Scanner, scans
from tests.scenarios.shop import CUSTOMERS, ITEMS, PLACES, SUPPLIERS
from warehouse_app.domain.records import Kind, OrderLineRecord, PurchaseLineRecord
from warehouse_app.house import House, found, open_house
from warehouse_app.queries.check import findings
from warehouse_app.services.importing import Handed, checked, take_in

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9"),
]

DELIVERY = "PO-1"


@dataclass
class Books:
    """What the ledger must say, in order; and how many of it was booked but never answered, because of a kill."""

    booked: list[Booking] = field(default_factory=list)
    unanswered: int = 0


def test_what_was_answered_is_there_after_many_kills(tmp_path: Path) -> None:
    url = str(tmp_path / "house.db")
    _kill_often(url, times=30, wait=lambda house: None)


def test_what_was_answered_is_there_after_kills_of_a_client_of_postgresql(
    new_database: Callable[[str], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAREHOUSE_KEY_FILE", str(tmp_path / "house.key"))

    def wait(house: House) -> None:
        # The server may still be at what a client sent that is dead by now; nobody is alone before it is done.
        with house.store.transaction():
            house.store.enter(alone=True)

    _kill_often(new_database("template1"), times=8, wait=wait)


def _kill_often(url: str, *, times: int, wait: Callable[[House], None]) -> None:
    house = found(url, name="Test house", time_zone="UTC", currency="EUR")
    _furnish(house)
    house.close()
    books = Books()
    for time in range(times):
        dice = Random(time)
        plan = scans(dice, DELIVERY, dice.randint(2, 25))
        scanner = Scanner(url)
        sent = _WAYS[time % len(_WAYS)](scanner, plan, dice)
        scanner.kill()
        house = open_house(url)
        wait(house)
        _compare(house, books, scanner, sent)
        house.close()
    assert len(books.booked) > times
    _goes_on(url, books)


def _furnish(house: House) -> None:
    """Bring in the shop, customers who wait for more than will ever come, and a delivery that never ends."""
    feeds = [
        Handed(Kind.SUPPLIERS, SUPPLIERS),
        Handed(Kind.LOCATIONS, PLACES),
        Handed(Kind.ITEMS, ITEMS),
        Handed(Kind.CUSTOMERS, CUSTOMERS),
        Handed(
            Kind.PURCHASE_ORDERS,
            [
                PurchaseLineRecord(DELIVERY, "EXACT", sku, 1_000_000, line=line)
                for line, sku in enumerate(("CUP", "TEA"), start=1)
            ],
        ),
        Handed(
            Kind.ORDERS,
            [
                OrderLineRecord(f"SO-{number}", CUSTOMERS[number % 4].code, sku, 3 + number % 5, line=line)
                for number in range(200)
                for line, sku in enumerate(("CUP", "TEA"), start=1)
            ],
        ),
    ]
    with checked(house.store, feeds, update=False) as prepared:
        take_in(house.store, house.act(), prepared)


# --- ways to die; each sends some of a plan and returns what it sent ---


def _after_a_reply(scanner: Scanner, plan: Sequence[Scan], dice: Random) -> Sequence[Scan]:
    sent = plan[: dice.randint(1, len(plan))]
    _one_by_one(scanner, sent)
    return sent


def _a_moment_after_a_scan(scanner: Scanner, plan: Sequence[Scan], dice: Random) -> Sequence[Scan]:
    last = dice.choice([at for at, scan in enumerate(plan) if scan.books])
    _one_by_one(scanner, plan[:last])
    scanner.send([plan[last]])
    scanner.hear(dice.uniform(0, 0.03))
    return plan[: last + 1]


def _one_by_one(scanner: Scanner, some: Sequence[Scan]) -> None:
    for scan in some:
        scanner.send([scan])
        assert scanner.hear() is not None


def _in_a_burst(scanner: Scanner, plan: Sequence[Scan], dice: Random) -> Sequence[Scan]:
    scanner.send(plan)
    for _ in range(dice.randint(1, len(plan) - 1)):
        assert scanner.hear() is not None
    scanner.hear(dice.uniform(0, 0.03))
    return plan


def _while_it_starts(scanner: Scanner, plan: Sequence[Scan], dice: Random) -> Sequence[Scan]:
    scanner.send(plan)
    scanner.hear(dice.uniform(0, 1.5))
    return plan


_WAYS = (_after_a_reply, _a_moment_after_a_scan, _in_a_burst, _in_a_burst, _while_it_starts)


# --- what must be there ---


def _compare(house: House, books: Books, scanner: Scanner, sent: Sequence[Scan]) -> None:
    replies = scanner.replies
    if replies:
        assert replies[0]["code"] == ("receive-goes-on" if books.booked else "receive-started")
    answered, unanswered = sent[: len(replies)], sent[len(replies) :]
    assert [reply["booked"] for reply in replies] == [scan.books is not None for scan in answered]
    books.booked += [scan.books for scan in answered if scan.books]
    moves = _moves(house)
    if len(moves) > len(books.booked):
        # One at a time: what may have been booked besides is the scan that was being worked on, if that books.
        assert unanswered
        assert unanswered[0].books is not None
        books.booked.append(unanswered[0].books)
        books.unanswered += 1
    assert moves == books.booked
    _is_whole(house, books)


def _moves(house: House) -> list[Booking]:
    return [
        Booking(*row)
        for row in house.store.sql(
            "SELECT i.sku, lot.code, p.code, m.quantity FROM move m JOIN item i ON i.id = m.item_id "
            "JOIN lot ON lot.id = m.lot_id JOIN location p ON p.id = m.location_id ORDER BY m.id"
        )
    ]


def _is_whole(house: House, books: Books) -> None:
    """Each booking is one answered action, one move, one receipt line on the one receipt, and part of one balance."""
    store = house.store
    with store.snapshot():
        assert list(findings(store)) == []
        actions = store.sql(
            "SELECT id FROM action WHERE verb = 'receive' AND result IS NOT NULL ORDER BY id"
        ).fetchall()
        assert store.sql("SELECT action_id FROM move ORDER BY id").fetchall() == actions
        assert store.sql("SELECT action_id FROM receipt_line ORDER BY id").fetchall() == actions
        receipts = store.sql("SELECT status FROM receipt").fetchall()
        balances = store.sql(
            "SELECT i.sku, lot.code, p.code, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id "
            "JOIN item i ON i.id = lot.item_id JOIN location p ON p.id = b.location_id"
        ).fetchall()
    assert len(actions) == len(books.booked)
    assert receipts == ([("open",)] if books.booked else [])
    assert sorted(balances) == sorted(_sums(books.booked))


def _sums(bookings: Sequence[Booking]) -> Iterator[tuple[str, str, str, int]]:
    def place(booking: Booking) -> tuple[str, str, str]:
        return booking[:3]

    for key, some in itertools.groupby(sorted(bookings, key=place), key=place):
        yield *key, sum(booking.units for booking in some)


def _goes_on(url: str, books: Books) -> None:
    """A new process goes on with the open receipt, and closes it."""
    scanner = Scanner(url)
    scanner.send([Scan(DELIVERY), Scan("CUP"), Scan("A-01"), Scan("WXDONE")])
    begun, _, booked, closed = (scanner.hear() for _ in range(4))
    scanner.kill()
    assert begun is not None
    assert booked is not None
    assert closed is not None
    assert (begun["code"], booked["booked"]) == ("receive-goes-on", True)
    assert closed["facts"]["units"] == sum(booking.units for booking in books.booked) + 1
    house = open_house(url)
    assert house.store.sql("SELECT number, status FROM receipt").fetchall() == [(begun["facts"]["receipt"], "closed")]
    house.close()
