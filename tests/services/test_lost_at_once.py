"""Goods that a list fetches are lost: the loss and what becomes of the pick stop are booked together, or neither is."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NoReturn

import pytest

from tests.conftest import Desk
from tests.services.saving import dump
from tests.services.stock import come, furnished, held, lying, opening, order, take
from tests.services.test_counting import begun
from tests.services.test_moving import stops
from warehouse_app.queries.check import findings
from warehouse_app.services import losing
from warehouse_app.services.blocking import block_lot
from warehouse_app.services.contract import Action
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.counting import approve_count, finish_count, tally
from warehouse_app.services.lying import Named
from warehouse_app.services.releasing import release
from warehouse_app.services.setting_aside import scrap


class BrokenError(Exception):
    """What is thrown in the middle of a transaction."""


Verb = Callable[[Desk, Action], object]


def counting(desk: Desk) -> Verb:
    number = begun(desk)
    tally(desk.store, desk.act(), number, "MILK", 2, lot="L1")
    finish_count(desk.store, desk.act(), number)
    return lambda desk, action: approve_count(desk.store, action, number)


def scrapping(_desk: Desk) -> Verb:
    return lambda desk, action: scrap(desk.store, action, Named("MILK", "A-1", 4, lot="L1"), why="sour")


def undoing(desk: Desk) -> Verb:
    [(booking,)] = desk.store.sql("SELECT action_id FROM action WHERE verb = 'receive'").fetchall()
    return lambda desk, action: undo_receipt(desk.store, action, str(booking))


def blocking(_desk: Desk) -> Verb:
    return lambda desk, action: block_lot(desk.store, action, "MILK", "L1", why="recalled")


LOSING: dict[str, tuple[Callable[[Desk], Verb], dict[str, int], list[tuple[str, int]]]] = {
    "count": (counting, {"A-1@L1": 2, "B-1@L2": 6}, [("A-1", 2), ("B-1", 4)]),
    "scrap": (scrapping, {"A-1@L1": 2, "B-1@L2": 6}, [("A-1", 2), ("B-1", 4)]),
    "undo-receipt": (undoing, {"A-1@L1": 0, "B-1@L2": 6}, [("A-1", 0), ("B-1", 6)]),
    "block": (blocking, {"A-1@L1": 6, "B-1@L2": 6}, [("A-1", 0), ("B-1", 6)]),
}
"""What a verb is made ready by, where milk lies after it, and the stops of the list then."""
BEFORE = ({"A-1@L1": 6, "B-1@L2": 6}, [("A-1", 6)])


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    """Return a house in which a list fetches six of the older milk, and six of the younger are free."""
    for _ in furnished(desk):
        take(desk, opening("MILK", 6, "B-1", lot="L2", expiry=date(2026, 8, 1)), *order("O-1", "ANN", 1, ("MILK", 6)))
        come(desk, "MILK", 6, "A-1", lot="L1", expiry=date(2026, 6, 1))
        release(desk.store, desk.act())
        assert (lying(desk, "MILK"), stops(desk)) == BEFORE
        yield desk
        assert list(findings(desk.store)) == []


@pytest.mark.parametrize("name", LOSING)
@pytest.mark.parametrize(
    ("broken", "is_replanned"), [("choose", False), ("withdraw_empty", True), ("fill_items", True)]
)
def test_where_the_stop_cannot_be_planned_anew_nothing_is_lost_either(
    house: Desk, name: str, broken: str, is_replanned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready, lies, planned = LOSING[name]
    verb, action = ready(house), house.act()
    before = dump(house)
    seen = []

    def fails(*_given: object, **_named: object) -> NoReturn:
        seen.append((lying(house, "MILK"), stops(house)))
        raise BrokenError

    with monkeypatch.context() as patched:
        patched.setattr(losing, broken, fails)
        with pytest.raises(BrokenError):
            verb(house, action)
    # It came when the loss was booked, before the stop was planned anew or after it.
    assert seen == [(lies, planned if is_replanned else planned[:1])]
    assert dump(house) == before
    assert (lying(house, "MILK"), stops(house), held(house, "O-1")) == (*BEFORE, {"O-1/1": 6})
    # The same action done again does all of it.
    verb(house, action)
    assert (lying(house, "MILK"), stops(house), held(house, "O-1")) == (lies, planned, {"O-1/1": 6})
