"""Whose wait has ended is told so though their orders were merged or split since."""

from collections.abc import Iterator

import pytest

from tests.conftest import Desk
from tests.services.stock import come, furnished, held, opening, order, take
from tests.services.test_correcting import booked, undone
from tests.services.test_noticing import outbox, told
from tests.services.test_regrouping import merged, split
from warehouse_app.services.incoming import Goods


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def test_a_line_that_was_merged_is_told_of_in_its_new_order(house: Desk) -> None:
    take(house, *order("O-1", "ANN", 1, ("CORD", 5)), *order("O-2", "ANN", 2, ("LAMP", 4)))
    come(house, "LAMP", 4)
    merged(house, "O-1", "O-2")
    assert held(house) == {"O-1/1": 0, "O-1/2": 4, "O-2/1": 0}
    assert told(house) == [("GR-1", ["O-1/2 LAMP 4"])]


def test_each_part_of_a_line_that_was_split_is_told_of_in_its_order(house: Desk) -> None:
    take(house, *order("O-1", "ANN", 1, ("LAMP", 4)))
    come(house, "LAMP", 4)
    split(house, "O-1", {1: 3}, "O-2")
    assert told(house) == [("GR-1", ["O-1/1 LAMP 1!", "O-2/1 LAMP 3!"])]
    split(house, "O-2", {1: 2}, "O-3")
    merged(house, "O-1", "O-3")
    assert told(house) == [("GR-1", ["O-1/1 LAMP 1!", "O-1/2 LAMP 2!", "O-2/1 LAMP 1!"])]


def test_what_was_split_off_before_the_goods_came_is_not_told_of_by_them(house: Desk) -> None:
    [wanted] = order("O-1", "ANN", 1, ("LAMP", 4))
    take(house, opening("LAMP", 4), wanted)
    split(house, "O-1", {1: 2}, "O-2")
    take(house, wanted._replace(quantity=6), update=True)
    come(house, "LAMP", 2)
    assert held(house) == {"O-1/1": 4, "O-2/1": 2}
    assert told(house) == [("GR-1", ["O-1/1 LAMP 4!"])]


def test_a_notice_is_withdrawn_once_the_merged_line_waits_again(house: Desk) -> None:
    take(house, *order("O-1", "ANN", 1, ("CORD", 5)), *order("O-2", "ANN", 2, ("LAMP", 4)))
    first, second = booked(house, Goods("LAMP", 4, "A-1")), booked(house, Goods("CORD", 1, "A-1"))
    merged(house, "O-1", "O-2")
    undone(house, second)
    assert [status for *_, status in outbox(house)] == ["waiting"]
    undone(house, first)
    assert [status for *_, status in outbox(house)] == ["withdrawn"]
    assert told(house) == []
