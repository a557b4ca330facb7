"""The back-order queue as people read it: its order under each policy, and what each row says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.conftest import Desk
from tests.services.stock import at, furnished, opening, order, take
from warehouse_app.domain.statuses import Policy
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.queue import QueueRow, queue
from warehouse_app.queries.runs import items_of_skus
from warehouse_app.services.house_rules import choose_policy
from warehouse_app.services.ordering import cancel_order


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def read(desk: Desk, *skus: str) -> list[QueueRow]:
    return queue(desk.store, house_settings(), items=tuple(items_of_skus(skus).values()))


def names(rows: list[QueueRow]) -> list[str]:
    assert [row.rank for row in rows] == list(range(1, len(rows) + 1))
    return [f"{row.order}/{row.line}" for row in rows]


def test_first_come_is_by_class_then_time_then_line(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "CAT", 1, ("LAMP", 4)),
        *order("SO-2", "BEN", 9, ("LAMP", 4), ("CORD", 1), ("LAMP", 2)),
        *order("SO-3", "BEN", 8, ("LAMP", 4), need_by=date(2026, 6, 1)),
        *order("SO-4", "ANN", 20, ("LAMP", 4)),
        *order("SO-5", "CAT", 20, ("LAMP", 4), priority_class="A"),
    )
    assert names(read(house)) == ["SO-4/1", "SO-5/1", "SO-3/1", "SO-2/1", "SO-2/2", "SO-2/3", "SO-1/1"]
    assert names(read(house, "CORD")) == ["SO-2/2"]
    assert names(read(house, "LAMP", "CORD")) == names(read(house))


def test_due_date_is_by_class_then_need_by_or_two_weeks_after_placing(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 4), need_by=date(2026, 3, 20)),
        *order("SO-2", "BEN", 2, ("LAMP", 4), need_by=date(2026, 3, 10)),
        *order("SO-3", "BEN", 23, ("LAMP", 4)),  # 9 March
        *order("SO-4", "BEN", 25, ("LAMP", 4)),  # 11 March
        *order("SO-5", "ANN", 25, ("LAMP", 4), need_by=date(2026, 12, 1)),
    )
    assert names(read(house)) == ["SO-5/1", "SO-1/1", "SO-2/1", "SO-3/1", "SO-4/1"]
    choose_policy(house.store, house.act(), Policy.DUE_DATE)
    assert names(read(house)) == ["SO-5/1", "SO-3/1", "SO-2/1", "SO-4/1", "SO-1/1"]


def test_a_promised_day_goes_before_the_need_by_day(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 4), need_by=date(2026, 3, 5)),
        *order("SO-2", "BEN", 2, ("LAMP", 4), need_by=date(2026, 3, 20)),
    )
    house.store.sql("UPDATE order_line SET first_promise = ? WHERE need_by = ?", (date(2026, 3, 4), date(2026, 3, 20)))
    choose_policy(house.store, house.act(), Policy.DUE_DATE)
    assert names(read(house)) == ["SO-2/1", "SO-1/1"]
    assert [(row.promised, row.need_by) for row in read(house)] == [
        (date(2026, 3, 4), date(2026, 3, 20)),
        (None, date(2026, 3, 5)),
    ]


def test_each_row_says_the_day_it_is_ranked_by_also_where_nobody_has_named_one(house: Desk) -> None:
    choose_policy(house.store, house.act(), Policy.DUE_DATE)
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 4), need_by=date(2026, 12, 20)),
        *order("SO-2", "BEN", 27, ("LAMP", 4), placed_at=datetime(2026, 2, 27, 23, 30, tzinfo=UTC)),
        *order("SO-3", "BEN", 26, ("LAMP", 4)),
    )
    days = [date(2026, 3, 12), date(2026, 3, 13), date(2026, 12, 20)]
    assert [(row.order, row.due, row.need_by) for row in read(house)] == [
        ("SO-3", days[0], None),
        ("SO-2", days[1], None),
        ("SO-1", days[2], days[2]),
    ]
    # Elsewhere it was the next day when SO-2 was placed.
    tokyo = queue(house.store, replace(house_settings(), time_zone="Asia/Tokyo"))
    assert [row.due for row in tokyo] == [days[0], date(2026, 3, 14), days[2]]


def test_a_row_says_what_is_wanted_held_and_short(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 5),
        *order("SO-1", "BEN", 1, ("LAMP", 9), shipped=3, cancelled=2, need_by=date(2026, 3, 9)),
        *order("SO-2", "CAT", 2, ("LAMP", 3)),
    )
    assert read(house) == [
        QueueRow(
            1, "SO-1", 1, "LAMP", "BEN", "Ben", "B", at(1), None, date(2026, 3, 9), 4, 4, 0, None, date(2026, 3, 9)
        ),
        QueueRow(2, "SO-2", 1, "LAMP", "CAT", "Cat", "C", at(2), None, None, 3, 1, 2, None, date(2026, 2, 16)),
    ]


def test_a_preorder_is_not_short_before_its_day(house: Desk) -> None:
    take(house, opening("GAME", 5), *order("SO-1", "BEN", 1, ("GAME", 9)))
    [row] = read(house)
    assert (row.open, row.allocated, row.short, row.not_before) == (9, 0, 0, date(2026, 4, 1))


def test_what_is_shipped_or_cancelled_is_not_in_the_queue(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 4), shipped=4),
        *order("SO-2", "BEN", 2, ("LAMP", 4), ("CORD", 2)),
        *order("SO-3", "BEN", 3, ("LAMP", 4), cancelled=4),
    )
    cancel_order(house.store, house.act(), "SO-2", line=1)
    assert names(read(house)) == ["SO-2/2"]


def test_an_empty_house_has_an_empty_queue(house: Desk) -> None:
    assert read(house) == []
