"""Two desks at once on one server: nothing is done twice, nothing is lost, and nobody sees the works.

On SQLite a writer has the file to itself; there these tests prove that waiting is all that happens.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from threading import Barrier
from typing import TypeVar

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, level, opening, order, purchase, take
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import CustomerRecord, OrderLineRecord
from warehouse_app.services.catalogue import save_customer
from warehouse_app.services.contract import Action
from warehouse_app.services.founding import DayTurned, turn_day
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import cancel_order, save_order
from warehouse_app.services.receiving import Received, receive
from warehouse_app.services.references import RowFault
from warehouse_app.services.releasing import release

T = TypeVar("T")
DESKS = 4


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def at_once(desk: Desk, works: list[Callable[[], T]]) -> list[T]:
    """Let each of `works` begin at the same moment, at a desk of its own; return their answers in order."""
    start = Barrier(len(works))

    def work(each: Callable[[], T]) -> T:
        start.wait()
        try:
            return each()
        finally:
            desk.store.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(work, each) for each in works]]


def test_the_day_is_turned_once(house: Desk) -> None:
    take(house, opening("MILK", 10, "A-1", lot="L1", expiry=date(2026, 3, 2)))
    take(house, *order("SO-1", "ANN", 1, ("MILK", 4)))
    assert (level(house, "MILK"), held(house)) == ((10, 4), {"SO-1/1": 4})
    house.now += timedelta(days=1)
    actions = [house.act() for _ in range(DESKS)]
    turned: list[DayTurned] = at_once(house, [partial(turn_day, house.store, each) for each in actions])
    assert sorted(each.days for each in turned) == [0, 0, 0, 1]
    assert (level(house, "MILK"), held(house)) == ((0, 0), {"SO-1/1": 0})
    assert house.store.sql("SELECT count(*) FROM seal").fetchone()[0] == 1


def test_nobody_is_sent_to_what_expires_while_the_day_is_turned(house: Desk) -> None:
    take(house, opening("MILK", 10, "A-1", lot="L1", expiry=date(2026, 3, 2)))
    take(house, *order("SO-1", "ANN", 1, ("MILK", 4)))
    house.now += timedelta(days=1)
    turn, let_go, more = house.act(), house.act(), house.act()
    goods = [Goods("MILK", 5, "A-2", lot="L0", expiry=date(2026, 3, 2))]
    works: list[Callable[[], object]] = [
        partial(turn_day, house.store, turn),
        partial(release, house.store, let_go),
        partial(receive, house.store, more, goods, supplier="ACME"),
    ]
    at_once(house, works)
    assert (level(house, "MILK"), held(house)) == ((0, 0), {"SO-1/1": 0})
    live = "SELECT count(*) FROM allocation WHERE quantity - picked - returned > 0"
    assert house.store.sql(live).fetchone()[0] == 0


def test_one_delivery_has_one_receipt_however_many_desks_book_on_it(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", DESKS)))
    actions = [house.act() for _ in range(DESKS)]
    goods = [Goods("LAMP", 1, "A-1")]
    booked: list[Received] = at_once(
        house, [partial(receive, house.store, each, goods, purchase_order="PO-1") for each in actions]
    )
    assert {each.receipt for each in booked} == {"GR-1"}
    assert sorted(each.booked[0].received for each in booked) == [1, 2, 3, 4]
    assert level(house, "LAMP") == (DESKS, 0)


def test_the_last_piece_goes_to_one(house: Desk) -> None:
    take(house, opening("LAMP", 1, "A-1"))
    records = [OrderLineRecord(f"SO-{number}", "BEN", "LAMP", 1) for number in range(DESKS)]
    at_once(house, [partial(save_order, house.store, house.act(), [record], update=False) for record in records])
    assert sorted(held(house).values()) == [0, 0, 0, 1]


def test_one_order_handed_in_at_two_desks_is_stored_once(house: Desk) -> None:
    record = OrderLineRecord("SO-1", "BEN", "LAMP", 3, placed_at=house.now, line=1)
    at_once(house, [partial(save_order, house.store, house.act(), [record], update=False) for _ in range(DESKS)])
    assert house.store.sql("SELECT count(*), sum(quantity) FROM order_line").fetchone() == (1, 3)


def test_another_customers_order_of_the_same_number_is_refused_not_mixed(house: Desk) -> None:
    def store(customer: str, action: Action) -> StrEnum | None:
        record = OrderLineRecord("SO-1", customer, "LAMP", 3, line=1 if customer == "BEN" else 2)
        try:
            save_order(house.store, action, [record], update=False)
        except Refused as refused:
            return refused.code
        return None

    answers = at_once(house, [partial(store, customer, house.act()) for customer in ("BEN", "ANN")])
    assert set(answers) == {None, RowFault.FIXED}
    assert house.store.sql("SELECT count(*) FROM order_line").fetchone()[0] == 1


def test_desks_in_each_others_way_all_come_through(house: Desk) -> None:
    take(house, opening("LAMP", 20, "A-1"), opening("CORD", 20, "A-2"))
    for number in range(6):
        take(house, *order(f"SO-{number}", "BEN", 1, ("LAMP", 2), ("CORD", 2)))
    goods = [Goods("CORD", 3, "A-2"), Goods("LAMP", 3, "A-1")]
    works: list[Callable[[], object]] = []
    for number in range(3):
        ranked = CustomerRecord("BEN", "Ben", priority_class="ABC"[number])
        works += [
            partial(save_customer, house.store, house.act(), ranked, update=True),
            partial(cancel_order, house.store, house.act(), f"SO-{number}"),
            partial(receive, house.store, house.act(), goods, supplier="ACME"),
        ]
    at_once(house, works)
    assert house.store.sql("SELECT count(DISTINCT rank_class) FROM order_line").fetchone()[0] == 1
    assert (level(house, "LAMP"), level(house, "CORD")) == ((29, 6), (29, 6))
