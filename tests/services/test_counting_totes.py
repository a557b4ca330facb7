"""A count of a tote that misses what is picked ends with whoever may decide, never with whoever counts blind."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.picked import pick
from tests.services.stock import furnished, held, level, lying, opening, order, refusal, take
from tests.services.test_counting import begun, counted, status
from tests.services.test_counts_waiting import approved, waiting
from warehouse_app.domain.statuses import CountStatus, StockStatus
from warehouse_app.queries.check import findings
from warehouse_app.services.counting import CountFault, reject_count
from warehouse_app.services.lying import Named
from warehouse_app.services.putting_back import put_back
from warehouse_app.services.releasing import release
from warehouse_app.services.setting_aside import scrap
from warehouse_app.texts import say


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    for each in furnished(desk):
        take(each, opening("LAMP", 200), *order("O-1", "ANN", 1, ("LAMP", 100)))
        release(each.store, each.act())
        pick(each, "O-1", 100)
        yield each
    assert list(findings(desk.store)) == []


@pytest.mark.parametrize("found", [99, 50])
def test_a_count_that_misses_picked_goods_waits_for_a_lead(house: Desk, found: int) -> None:
    first = counted(house, "TOTE", ("LAMP", found))
    assert (first.status, first.again) == (CountStatus.TO_APPROVE, "CS-2")
    second = counted(house, "TOTE", ("LAMP", found))
    assert (second.number, second.status, second.again) == ("CS-2", CountStatus.TO_APPROVE, "")
    assert [(each.expected, each.counted) for each in second.differences] == [(100, found)]
    assert waiting(house) == ["CS-2"]
    assert lying(house, "LAMP") == {"A-1": 100, "TOTE": 100}


def test_a_lead_is_told_how_what_is_missing_is_booked(house: Desk) -> None:
    counted(house, "TOTE", ("LAMP", 99))
    code, facts = refusal(house, lambda: approved(house, "CS-1"))
    assert (code, facts) == (
        CountFault.PICKED,
        {"number": "CS-1", "sku": "LAMP", "place": "TOTE", "orders": ("O-1",)},
    )
    assert say(CountFault.PICKED, facts) == (
        "Count CS-1 misses LAMP at TOTE that is picked for O-1. Take as much as is missing out of there with "
        "“put-back”, to a quarantine place, and “scrap” it there. Then reject the count, and count again."
    )
    put_back(house.store, house.act(), "O-1", "LAMP", "TOTE", 1, "QUAR", why="missing")
    scrap(house.store, house.act(), Named("LAMP", "QUAR", 1, status=StockStatus.QUARANTINED), why="missing")
    reject_count(house.store, house.act(), "CS-1", why="booked by hand")
    # O-1 is served again: the last one is picked from A-1.
    assert (held(house), level(house, "LAMP")) == ({"O-1/1": 100}, (100, 1))
    assert lying(house, "LAMP") == {"A-1": 100, "QUAR": 0, "TOTE": 99}
    again = counted(house, "TOTE", ("LAMP", 99))
    assert (again.status, again.differences, waiting(house)) == (CountStatus.BOOKED, (), [])


def test_what_lies_in_a_tote_beyond_what_is_picked_may_be_missing(house: Desk) -> None:
    counted(house, "TOTE", ("LAMP", 101))
    assert status(house, "CS-1") is CountStatus.BOOKED
    done = counted(house, "TOTE", ("LAMP", 100))
    assert (done.status, lying(house, "LAMP")) == (CountStatus.BOOKED, {"A-1": 100, "TOTE": 100})
    assert begun(house, "TOTE") == "CS-3"
