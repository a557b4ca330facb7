"""Whatever is said of goods that came, and however often they are counted: once the truth is said, so are the books.

The truth is kept beside the program: what came, and lies there. A count books what lies there, and a correction says
what came, wrongly but for the last one.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Desk, fresh_desk
from tests.services.stock import broken, furnished, lying, opening, purchase, take
from tests.services.test_correcting import undone
from tests.services.test_correcting_receipts import corrected
from tests.services.test_counting import counted
from tests.services.test_counts_waiting import approved
from tests.services.test_putting_back import come
from warehouse_app.domain.statuses import CountStatus
from warehouse_app.services.correcting import Came, Truth
from warehouse_app.services.incoming import Goods

CAME = 10
SAID = st.one_of(st.none(), st.integers(1, 13))
"""What is said next of how many came; None: they are counted."""
DIVIDED = st.one_of(st.none(), st.integers(0, CAME))
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
def test_how_many_came(new_house: Callable[[], Desk], truth: int, other: int, story: list[int | None]) -> None:
    house = new_house()
    take(house, *purchase("P-1", ("LAMP", 30)), *([opening("LAMP", other)] if other else []))
    booking, said = come(house, Goods("LAMP", CAME, "A-1")), CAME
    for now in [*story, truth]:
        if now is None:
            recount(house, LAMP=other + truth)
        elif not now:
            undone(house, booking)
        elif now != said:
            corrected(house, booking, Came("LAMP"), Truth(now))
            booking, said = house.acted[-1].action_id, now
    assert lying(house, "LAMP") == {"A-1": other + truth}
    assert broken(house) == []
    house.store.close()


@given(st.integers(0, CAME), st.lists(DIVIDED, max_size=5))
def test_as_what_they_came(new_house: Callable[[], Desk], truth: int, story: list[int | None]) -> None:
    house = new_house()
    take(house, *purchase("P-1", ("LAMP", 30), ("CORD", 30)))
    lines = [(come(house, Goods("LAMP", CAME, "A-1")), "LAMP", CAME)]
    for now in [*story, truth]:
        if now is None:
            recount(house, LAMP=truth, CORD=CAME - truth)
        else:
            divide(house, lines, now)
    assert (lying(house, "LAMP").get("A-1", 0), lying(house, "CORD").get("A-1", 0)) == (truth, CAME - truth)
    assert broken(house) == []
    house.store.close()


def recount(house: Desk, **there: int) -> None:
    """Count what lies there, and let a lead approve it where it differs."""
    done = counted(house, "A-1", *((sku, units) for sku, units in there.items() if units))
    if done.status is CountStatus.TO_APPROVE:
        approved(house, done.number)


def divide(house: Desk, lines: list[tuple[str, str, int]], lamps: int) -> None:
    """Say that so many were lamps and the others cords, line by line (the booking, the item, and units)."""
    less = sum(units for _, sku, units in lines if sku == "LAMP") - lamps
    wrong, right = ("LAMP", "CORD") if less > 0 else ("CORD", "LAMP")
    left = abs(less)
    for line in [line for line in lines if line[1] == wrong]:
        booking, _, units = line
        if part := min(left, units):
            corrected(house, booking, Came(wrong), Truth(part, sku=right))
            now = house.acted[-1].action_id
            lines.remove(line)
            lines += [(now, wrong, units - part)] * (units > part) + [(now, right, part)]
            left -= part
