"""Goods that are set aside as they come: for a reason, or by themselves; what counts then and what does not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import (
    ITEMS,
    PLACES,
    SUPPLIERS,
    furnished,
    held,
    last_run,
    level,
    opening,
    order,
    purchase,
    refusal,
    runs,
    take,
)
from tests.services.test_correcting import received_on, undone
from tests.services.test_correcting_receipts import lines_of
from warehouse_app.domain.errors import Refused
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.blocking import block_lot, unblock_lot
from warehouse_app.services.correcting import correct_receipt
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Aside, Goods, ReceivingFault
from warehouse_app.services.lying import Named
from warehouse_app.services.receiving import Received, receive
from warehouse_app.services.setting_aside import release_from_quarantine
from warehouse_app.store.database import day


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def come(desk: Desk, *goods: Goods, on: str = "PO-1") -> Received:
    return receive(desk.store, desk.act(), goods, purchase_order=on, supplier="" if on else "ACME")


def states(desk: Desk) -> list[tuple[str, str, int]]:
    """Return (place, state, units) of all that lies in the house."""
    found = desk.store.sql(
        "SELECT p.code, b.status, SUM(b.quantity) FROM balance b JOIN location p ON p.id = b.location_id "
        "WHERE b.quantity > 0 GROUP BY p.code, b.status ORDER BY p.code, b.status"
    )
    return [(place, status, int(units)) for place, status, units in found]


def test_damaged_goods_go_to_quarantine_count_as_received_and_nobody_gets_them(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20)), *order("SO-1", "ANN", 1, ("LAMP", 9)))
    answer = come(house, Goods("LAMP", 6, "A-1"), Goods("LAMP", 4, quarantine="dented  boxes"))
    [good, dented] = answer.booked
    assert (good.location, good.aside, good.why) == ("A-1", None, "")
    assert (dented.location, dented.aside, dented.why) == ("QUAR", Aside.SAID, "dented boxes")
    assert (dented.received, dented.to_come) == (10, 10)
    assert [(share.order, share.units) for share in answer.shares] == [("SO-1", 6)]
    assert (answer.rest("LAMP"), level(house, "LAMP"), held(house)) == (0, (6, 6), {"SO-1/1": 6})
    assert states(house) == [("A-1", "available", 6), ("QUAR", "quarantined", 4)]
    assert lines_of(house) == [("LAMP", 6, "available", False), ("LAMP", 4, "quarantined", False)]
    moves = house.store.sql("SELECT status, quantity, reason FROM move ORDER BY seq").fetchall()
    assert moves == [("available", 6, "receipt"), ("quarantined", 4, "receipt")]
    assert house.store.sql("SELECT why FROM action_reason").fetchall() == [("dented boxes",)]
    assert received_on(house, "PO-1") == [10]
    # A lead looks at them, and they find who waits.
    release_from_quarantine(house.store, house.act(), Named("LAMP", "QUAR", 4), why="only the boxes", to="A-1")
    assert held(house) == {"SO-1/1": 9}


def test_goods_set_aside_stay_where_they_are_named_to_lie_and_are_taken_back_from_there(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 20)))
    come(house, Goods("LAMP", 4, "A-1"))
    aside = Goods("LAMP", 3, "A-1", quarantine="wet")
    come(house, aside, aside)
    assert states(house) == [("A-1", "available", 4), ("A-1", "quarantined", 6)]
    since = last_run(house)
    assert undone(house, house.acted[-1].action_id).losses == ()
    assert (states(house), received_on(house, "PO-1"), runs(house, since)) == ([("A-1", "available", 4)], [4], [])


def test_what_was_not_ordered_and_what_is_too_much_can_be_set_aside_by_anybody(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 2)))
    wrong = Goods("CORD", 5, quarantine="wrong item")
    [cord] = come(house, wrong).booked
    assert (cord.location, cord.ordered, cord.received, cord.to_come) == ("QUAR", 0, 5, 0)
    come(house, Goods("LAMP", 3, quarantine="too many"))
    assert received_on(house, "PO-1") == [3]
    counted = house.store.sql("SELECT quantity, purchase_line_id IS NULL FROM receipt_line ORDER BY id").fetchall()
    assert [(units, bool(on_none)) for units, on_none in counted] == [(5, True), (3, False)]
    for goods, fault in ((Goods("CORD", 5), ReceivingFault.NOT_ORDERED), (Goods("LAMP", 1), ReceivingFault.TOO_MUCH)):
        assert refusal(house, partial(come, house, goods))[0] is fault


def test_goods_for_a_quarantine_place_need_a_reason(house: Desk) -> None:
    take(house, *purchase("PO-1", ("LAMP", 2), ("MILK", 9)))
    facts = {"sku": "LAMP", "place": "QUAR"}
    assert refusal(house, partial(come, house, Goods("LAMP", 1, "QUAR"))) == (ReceivingFault.QUARANTINE_WHY, facts)
    assert refusal(house, partial(come, house, Goods("LAMP", 1, quarantine=" ")))[0] is ReasonFault.MISSING
    come(house, Goods("MILK", 1, "QUAR", "L1", date(2026, 3, 1)))
    assert states(house) == [("QUAR", "quarantined", 1)]


def test_what_has_expired_goes_to_quarantine_whatever_is_said(house: Desk) -> None:
    take(house, *purchase("PO-1", ("MILK", 20)), *order("SO-1", "ANN", 1, ("MILK", 9)))
    yesterday, today = date(2026, 3, 1), date(2026, 3, 2)
    [old, other, fresh] = come(
        house,
        Goods("MILK", 2, "", "L1", yesterday),
        Goods("MILK", 3, "A-1", "L2", yesterday),
        Goods("MILK", 4, "A-1", "L3", today),
    ).booked
    assert (old.location, old.aside, other.location, other.aside) == ("QUAR", Aside.EXPIRED, "A-1", Aside.EXPIRED)
    assert (fresh.aside, held(house), level(house, "MILK")) == (None, {"SO-1/1": 4}, (4, 4))
    assert states(house) == [("A-1", "available", 4), ("A-1", "quarantined", 3), ("QUAR", "quarantined", 2)]
    assert house.store.sql("SELECT COUNT(*) FROM action_reason").fetchone()[0] == 0


def test_goods_of_a_blocked_lot_go_to_quarantine_and_come_free_with_the_lot(house: Desk) -> None:
    may = date(2026, 5, 1)
    take(
        house,
        *purchase("PO-1", ("MILK", 20)),
        *order("SO-1", "ANN", 1, ("MILK", 9)),
        opening("MILK", 1, "A-2", lot="L1", expiry=may),
    )
    block_lot(house.store, house.act(), "MILK", "L1", why="recalled")
    [blocked, free] = come(house, Goods("MILK", 2, "A-1", "L1", may), Goods("MILK", 3, "A-1", "L2", may)).booked
    assert (blocked.aside, free.aside, held(house)) == (Aside.BLOCKED, None, {"SO-1/1": 3})
    come(house, Goods("MILK", 4, "A-1", "L1", may, quarantine="leaking"))
    unblock_lot(house.store, house.act(), "MILK", "L1", why="a false alarm")
    # What leaks still does.
    assert states(house) == [("A-1", "available", 5), ("A-1", "quarantined", 4), ("A-2", "available", 1)]
    assert held(house) == {"SO-1/1": 6}


def test_goods_of_a_known_lot_that_say_another_day_are_set_aside_and_the_lot_keeps_its_day(house: Desk) -> None:
    may, june = date(2026, 5, 1), date(2026, 6, 1)
    take(house, opening("MILK", 2, "A-1", lot="L1", expiry=june), *order("SO-1", "ANN", 1, ("MILK", 5)))
    other = Goods("MILK", 3, lot="L1", expiry=may)
    facts = {"sku": "MILK", "lot": "L1", "stored": june, "given": may}
    assert refusal(house, partial(come, house, other, on="")) == (ReceivingFault.EXPIRY_OTHER, facts)
    [milk] = come(house, replace(other, quarantine="says May"), on="").booked
    assert (milk.location, milk.lot, milk.aside, milk.why) == ("QUAR", "L1", Aside.SAID, "says May")
    assert states(house) == [("A-1", "available", 2), ("QUAR", "quarantined", 3)]
    assert [day(expiry) for (expiry,) in house.store.sql("SELECT expiry FROM lot WHERE code = 'L1'")] == [june]
    assert held(house) == {"SO-1/1": 2}
    # A lead who has looked at them says what they are: by that day it is another lot.
    booking, came = house.acted[-1].action_id, Came("MILK")
    same = partial(correct_receipt, house.store, house.act(), booking, came, Truth(expiry=may), why="looked at")
    assert refusal(house, same) == (ReceivingFault.EXPIRY_OTHER, facts)
    [milk] = correct_receipt(
        house.store, house.act(), booking, came, Truth(lot="L1-May", expiry=may), why="looked at"
    ).booked
    assert (milk.lot, milk.expiry, milk.why) == ("L1-May", may, "says May")
    release_from_quarantine(house.store, house.act(), Named("MILK", "QUAR", 3), why="looked at", to="B-1")
    assert held(house) == {"SO-1/1": 5}


def test_a_house_without_a_quarantine_place_keeps_them_where_it_can(desk: Desk) -> None:
    take(desk, *SUPPLIERS, *ITEMS, *(place for place in PLACES if place.code != "QUAR"))
    [goods] = come(desk, Goods("LAMP", 4, quarantine="wet"), on="").booked
    assert (goods.location, goods.aside, level(desk, "LAMP")) == ("DOCK", Aside.SAID, (0, 0))
    with pytest.raises(Refused) as refused:
        come(desk, Goods("LAMP", 4, "QUAR", quarantine="wet"), on="")
    assert refused.value.code is ReceivingFault.NO_PLACE


def test_each_reason_is_kept_once(house: Desk) -> None:
    aside = [Goods("LAMP", 1, quarantine=why) for why in ("wet", "torn", "wet")]
    answer = come(house, *aside, on="")
    assert [each.why for each in answer.booked] == ["wet", "torn", "wet"]
    assert house.store.sql("SELECT why FROM action_reason ORDER BY id").fetchall() == [("wet",), ("torn",)]
