"""What was carried by mistake is carried back: by opposite moves that name the ones they correct, and only once."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.stock import counts, furnished, held, level, lying, opening, order, take
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import StockRecord
from warehouse_app.domain.statuses import Role, StockStatus
from warehouse_app.services.changes import StopMoved
from warehouse_app.services.contract import ContractFault
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import Carried, MovingFault, move_stock, undo_move
from warehouse_app.services.releasing import release


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def carried(desk: Desk, named: Named, to: str) -> str:
    """Carry goods and return the id of the action."""
    action = desk.act()
    move_stock(desk.store, action, named, to)
    return action.action_id


def refused(desk: Desk, booking: str) -> tuple[object, object]:
    before = counts(desk)
    with pytest.raises(Refused) as refusal:
        undo_move(desk.store, desk.act(), booking)
    assert counts(desk) == before
    return refusal.value.code, refusal.value.facts


def test_goods_lie_again_where_they_were_and_the_ledger_says_what_was_corrected(house: Desk) -> None:
    take(house, opening("LAMP", 10, "A-1"), opening("LAMP", 1, "B-1"))
    booking = carried(house, Named("LAMP", "A-1", 4), "B-1")
    done = undo_move(house.store, house.act(), booking)
    assert done == Carried("LAMP", "Lamp", "piece", "", 4, "B-1", "A-1", 1, (), (), done.changes)
    assert lying(house, "LAMP") == {"A-1": 10, "B-1": 1}
    assert level(house, "LAMP") == (11, 0)
    found = house.store.sql(
        "SELECT m.seq, p.code, m.quantity, m.reason, m.document, c.seq FROM move m "
        "JOIN location p ON p.id = m.location_id LEFT JOIN move c ON c.id = m.corrects_id WHERE m.seq > 2 "
        "ORDER BY m.seq"
    ).fetchall()
    assert [tuple(row) for row in found] == [
        (3, "B-1", 4, "move", "A-1 > B-1", None),
        (4, "A-1", -4, "move", "A-1 > B-1", None),
        (5, "A-1", 4, "correction", "B-1 > A-1", 4),
        (6, "B-1", -4, "correction", "B-1 > A-1", 3),
    ]


def test_it_is_carried_back_once(house: Desk) -> None:
    take(house, opening("LAMP", 10, "A-1"), opening("LAMP", 9, "B-1"))
    booking = carried(house, Named("LAMP", "A-1", 4), "B-1")
    action = house.act()
    first = undo_move(house.store, action, booking)
    assert undo_move(house.store, action, booking) == first
    assert refused(house, booking) == (MovingFault.UNDONE, {"sku": "LAMP", "place": "B-1"})
    # What was carried back is itself no carrying that could be taken back.
    assert refused(house, action.action_id) == (MovingFault.UNKNOWN, {"booking": action.action_id})
    assert refused(house, "nothing")[0] is MovingFault.UNKNOWN
    assert lying(house, "LAMP") == {"A-1": 10, "B-1": 9}


def test_the_same_way_gone_twice_is_told_apart(house: Desk) -> None:
    take(house, opening("LAMP", 10, "A-1"))
    first = carried(house, Named("LAMP", "A-1", 2), "B-1")
    second = carried(house, Named("LAMP", "A-1", 3), "B-1")
    assert undo_move(house.store, house.act(), first).quantity == 2
    assert undo_move(house.store, house.act(), second).quantity == 3
    assert lying(house, "LAMP") == {"A-1": 10, "B-1": 0}


def test_goods_that_are_no_longer_there_stay_where_they_are(house: Desk) -> None:
    take(house, opening("LAMP", 10, "A-1"))
    booking = carried(house, Named("LAMP", "A-1", 4), "B-1")
    further = carried(house, Named("LAMP", "B-1", 3), "B-2")
    assert refused(house, booking) == (
        MovingFault.GONE,
        {"sku": "LAMP", "place": "B-1", "quantity": 4, "there": 1},
    )
    undo_move(house.store, house.act(), further)
    assert undo_move(house.store, house.act(), booking).target == "A-1"
    assert lying(house, "LAMP") == {"A-1": 10, "B-1": 0, "B-2": 0}


def test_the_lot_and_the_state_are_those_that_were_carried(house: Desk) -> None:
    day = house.now.date().replace(year=2027)
    take(
        house,
        StockRecord("MILK", "A-1", 5, lot="L1", expiry=day, status=StockStatus.QUARANTINED),
        StockRecord("MILK", "A-1", 6, lot="L2", expiry=day),
        StockRecord("MILK", "B-1", 7, lot="L1", expiry=day),
    )
    booking = carried(house, Named("MILK", "A-1", 2, "L1", StockStatus.QUARANTINED), "B-1")
    assert undo_move(house.store, house.act(), booking).left == 0
    found = house.store.sql(
        "SELECT p.code, l.code, b.status, b.quantity FROM balance b JOIN lot l ON l.id = b.lot_id "
        "JOIN location p ON p.id = b.location_id WHERE b.quantity > 0 ORDER BY 1, 2, 3"
    )
    assert [tuple(row) for row in found] == [
        ("A-1", "L1", "quarantined", 5),
        ("A-1", "L2", "available", 6),
        ("B-1", "L1", "available", 7),
    ]


def test_who_is_to_fetch_them_follows_them_back(house: Desk) -> None:
    take(house, opening("LAMP", 10, "A-1"))
    take(house, *order("O-1", "ANN", 1, ("LAMP", 7)))
    release(house.store, house.act())
    booking = carried(house, Named("LAMP", "A-1", 10), "B-1")
    done = undo_move(house.store, house.act(), booking)
    assert done.stops == (StopMoved("PL-1", "O-1", 1, "LAMP", "B-1", 7, 7, ("A-1",)),)
    assert (done.losses, held(house)) == ((), {"O-1/1": 7})


def test_goods_brought_out_of_the_stock_by_it_are_taken_from_the_end_of_the_queue(house: Desk) -> None:
    take(house, opening("LAMP", 5, "QUAR"))
    take(house, *order("O-1", "ANN", 1, ("LAMP", 3)), *order("O-2", "CAT", 2, ("LAMP", 2)))
    booking = carried(house, Named("LAMP", "QUAR", 5), "A-1")
    assert held(house) == {"O-1/1": 3, "O-2/1": 2}
    done = undo_move(house.store, house.act(), booking)
    assert sorted((loss.order, loss.units) for loss in done.losses) == [("O-1", 3), ("O-2", 2)]
    assert held(house) == {"O-1/1": 0, "O-2/1": 0}


def test_only_people_of_the_house_carry_back(house: Desk) -> None:
    take(house, opening("LAMP", 10, "A-1"))
    booking = carried(house, Named("LAMP", "A-1", 4), "B-1")
    house.store.sql("INSERT INTO person (name, role) VALUES ('bert', ?)", (int(Role.CLERK),))
    assert refused(house, booking)[0] is ContractFault.NOBODY
    assert undo_move(house.store, house.act("bert"), booking).quantity == 4
