"""Whatever is said of goods that came, and however often they are counted: once the truth is said, so are the books.

The truth is kept beside the program: what came, and lies there. A count books what lies there, and a correction says
what came, wrongly but for the last one.
"""

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Desk, fresh_desk
from tests.services.stock import broken, furnished, opening, purchase, take
from tests.services.test_correcting import undone
from tests.services.test_correcting_receipts import corrected
from tests.services.test_counting import counted
from tests.services.test_counts_waiting import approved
from tests.services.test_putting_back import come
from tests.services.test_setting_aside import states
from warehouse_app.domain.statuses import CountStatus, StockStatus
from warehouse_app.queries.booked_goods import BookedGoods, booked_on_receipt
from warehouse_app.services.blocking import block_lot, unblock_lot
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.setting_aside import quarantine, release_from_quarantine

CAME = 10


class Event(Enum):
    """What happens to the lamps while people say what came."""

    COUNTED = auto()
    BLOCKED = auto()
    """Their lot; where it is blocked already, it is no longer."""
    SET_ASIDE = auto()
    """All that may be used."""
    RELEASED = auto()
    """All that was set aside, unless their lot is blocked."""


EVENTS = st.sampled_from([Event.COUNTED, *Event])
SAID = st.one_of(EVENTS, st.integers(1, 13))
"""What is said next of how many came, or happens."""
DIVIDED = st.one_of(EVENTS, st.integers(0, CAME))
"""The same of lamps, of which the rest came as cords."""


@pytest.fixture(scope="module")
def new_house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Desk]:
    """Return what opens one more house."""

    def make() -> Desk:
        folder: Path = tmp_path_factory.mktemp("house")
        desk = fresh_desk("sqlite", request, folder)
        return next(furnished(desk))

    return make


@given(st.integers(0, 13), st.sampled_from([0, 0, 5]), st.lists(SAID, max_size=6))
def test_how_many_came(new_house: Callable[[], Desk], truth: int, other: int, story: list[int | Event]) -> None:
    house = new_house()
    take(house, *purchase("P-1", ("LAMP", 30)), *([opening("LAMP", other)] if other else []))
    come(house, Goods("LAMP", CAME, "A-1"))
    for now in [*story, truth]:
        if isinstance(now, Event):
            happen(house, now, LAMP=other + truth)
        else:
            say(house, now)
    assert sum(states(house, "LAMP").values()) == other + truth
    assert broken(house) == []
    house.store.close()


@given(st.integers(0, CAME), st.lists(DIVIDED, max_size=5))
def test_as_what_they_came(new_house: Callable[[], Desk], truth: int, story: list[int | Event]) -> None:
    house = new_house()
    take(house, *purchase("P-1", ("LAMP", 30), ("CORD", 30)))
    come(house, Goods("LAMP", CAME, "A-1"))
    for now in [*story, truth]:
        if isinstance(now, Event):
            happen(house, now, LAMP=truth, CORD=CAME - truth)
        else:
            divide(house, now)
    assert sum(states(house, "LAMP").values()) == truth
    assert sum(states(house, "CORD").values()) == CAME - truth
    assert broken(house) == []
    house.store.close()


def say(house: Desk, lamps: int) -> None:
    """Say that so many came, line by line."""
    while (more := lamps - sum(line.quantity for line in on_receipt(house, "LAMP"))) != 0:
        line = on_receipt(house, "LAMP")[0]
        if lamps:
            came = Came("LAMP", place=line.place, is_aside=line.is_aside)
            corrected(house, line.booking, came, Truth(max(0, line.quantity + more)))
        else:
            undone(house, line.booking)


def happen(house: Desk, event: Event, **there: int) -> None:
    """Let something happen where so many units lie."""
    if event is Event.COUNTED:
        recount(house, **there)
        return
    is_blocked = bool(house.store.sql("SELECT id FROM lot_block WHERE lifted_id IS NULL").fetchone())
    if event is Event.BLOCKED:
        change = unblock_lot if is_blocked else block_lot
        change(house.store, house.act(), "LAMP", "", why="recalled")
        return
    change_state, status = {
        Event.SET_ASIDE: (quarantine, StockStatus.AVAILABLE),
        Event.RELEASED: (release_from_quarantine, StockStatus.QUARANTINED),
    }[event]
    units = states(house, "LAMP").get(("A-1", status), 0)
    if units and not is_blocked:
        change_state(house.store, house.act(), Named("LAMP", "A-1", units, status=status), why="wet")


def recount(house: Desk, **there: int) -> None:
    """Count what lies there, and let a lead approve it where it differs."""
    done = counted(house, "A-1", *((sku, units) for sku, units in there.items() if units))
    if done.status is CountStatus.TO_APPROVE:
        approved(house, done.number)


def divide(house: Desk, lamps: int) -> None:
    """Say that so many were lamps and the others cords, line by line."""
    less = sum(line.quantity for line in on_receipt(house, "LAMP")) - lamps
    wrong, right = ("LAMP", "CORD") if less > 0 else ("CORD", "LAMP")
    left = abs(less)
    while left:
        line = on_receipt(house, wrong)[0]
        part = min(left, line.quantity)
        corrected(house, line.booking, Came(wrong, place=line.place, is_aside=line.is_aside), Truth(part, sku=right))
        left -= part


def on_receipt(house: Desk, sku: str) -> list[BookedGoods]:
    """Return what counts on the receipt of an item."""
    with house.store.snapshot():
        return [line for line in booked_on_receipt(house.store, "GR-1") if line.sku == sku]
