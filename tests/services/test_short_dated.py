"""Goods that do not last as long as their item must when they come in: refused, unless set aside or accepted."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, held, lying, order, purchase, refusal, take
from tests.services.test_correcting import booked
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import ItemRecord
from warehouse_app.domain.statuses import Role
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.contract import ContractFault
from warehouse_app.services.correcting import correct_receipt
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Aside, Goods, ReceivingFault
from warehouse_app.services.receiving import Received, receive

LONG, SHORT = date(2026, 4, 1), date(2026, 3, 31)
"""Thirty days after the house's day, and one day less."""


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    for house in furnished(desk):
        cream = ItemRecord("CREAM", "Cream", expiry_tracked=True, minimum_shelf_life_days=30)
        take(house, cream, *purchase("PO-1", ("CREAM", 20)), *order("SO-1", "ANN", 1, ("CREAM", 5)))
        yield house


def come(desk: Desk, *goods: Goods, accept: bool = False, by: str = "anna") -> Received:
    return receive(desk.store, desk.act(by), goods, purchase_order="PO-1", accept_short_dated=accept)


def cream(expiry: date, units: int = 3, **more: object) -> Goods:
    return Goods("CREAM", units, expiry=expiry, **more)  # type: ignore[arg-type]


def test_what_lasts_just_long_enough_comes_in(house: Desk) -> None:
    come(house, cream(LONG))
    assert held(house) == {"SO-1/1": 3}
    refused = partial(come, house, cream(LONG), cream(SHORT))
    assert refusal(house, refused) == (ReceivingFault.SHORT_DATED, {"sku": "CREAM", "days": 29, "least": 30})


def test_it_is_set_aside_for_a_reason_or_accepted_by_a_lead(house: Desk) -> None:
    [goods] = come(house, cream(SHORT, location="QUAR", quarantine="too short")).booked
    assert (goods.aside, goods.received, held(house)) == (Aside.SAID, 3, {"SO-1/1": 0})
    # A quarantine place alone is no reason.
    assert refusal(house, partial(come, house, cream(SHORT, location="QUAR")))[0] is ReceivingFault.QUARANTINE_WHY
    house.store.sql("INSERT INTO person (name, role) VALUES ('anna', ?), ('lea', ?)", (int(Role.CLERK), int(Role.LEAD)))
    with pytest.raises(Refused) as refused:
        come(house, cream(SHORT), accept=True)
    assert refused.value.code is ContractFault.ROLE
    [goods] = come(house, cream(SHORT), accept=True, by="lea").booked
    assert (goods.aside, held(house)) == (None, {"SO-1/1": 3})
    assert lying(house, "CREAM")["QUAR@2026-03-31"] == 3


def test_what_goes_to_quarantine_by_itself_is_not_asked_about(house: Desk) -> None:
    [goods] = come(house, cream(date(2026, 3, 1))).booked
    assert goods.aside is Aside.EXPIRED
    come(house, cream(SHORT, 1), accept=True)
    block_lot(house.store, house.act(), "CREAM", "2026-03-31", why="recall")
    [goods] = come(house, cream(SHORT, 1)).booked
    assert goods.aside is Aside.BLOCKED


def test_a_correction_of_what_is_in_the_house_already_asks_nobody(house: Desk) -> None:
    booking = booked(house, cream(LONG, 3), on="PO-1")
    truth = Truth(expiry=SHORT)
    correct_receipt(house.store, house.act(), booking, Came("CREAM"), truth, why="misread")
    assert {at: units for at, units in lying(house, "CREAM").items() if units} == {"DOCK@2026-03-31": 3}


def test_where_nothing_is_asked_of_an_item_anything_comes_in(house: Desk) -> None:
    take(house, *purchase("PO-2", ("MILK", 4)))
    goods = Goods("MILK", 4, lot="L1", expiry=date(2026, 3, 2))
    [line] = receive(house.store, house.act(), [goods], purchase_order="PO-2").booked
    assert line.aside is None
