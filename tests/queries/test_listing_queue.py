"""The back orders as a listing stand exactly as the queue that allocation serves, under each policy and in any zone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Desk
from tests.services.stock import CUSTOMERS, ITEMS, furnished, opening, order, take
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Policy
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.listing import Filter, How, Key, Listing, Row, View
from warehouse_app.queries.listings.queue import back_orders
from warehouse_app.queries.paging import count, rows_of, stretch
from warehouse_app.queries.queue import QueueRow, queue
from warehouse_app.services.serving import hold, pin
from warehouse_app.store.tables.base import instant_number

ZONES = (
    *("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Africa/Casablanca"),
    *("America/Sao_Paulo", "Asia/Beirut", "Australia/Lord_Howe", "Africa/Monrovia"),
)


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def listed(desk: Desk, rules: HouseSettings, *filters: Filter) -> tuple[Listing, list[Row]]:
    """Return all rows of the listing, read some at a time."""
    with desk.store.snapshot():
        listing, keys = back_orders(desk.store, rules), list[Key]()
        view = View(filters=filters)
        part = stretch(desk.store, listing, view, limit=90)
        while part.keys:
            keys += part.keys
            part = stretch(desk.store, listing, view, limit=90, after=part.last)
        rows = rows_of(desk.store, listing, keys)
        assert count(desk.store, listing, view) == len(keys)
    return listing, [rows[key] for key in keys]


def as_queued(desk: Desk, rules: HouseSettings, *filters: Filter) -> list[QueueRow]:
    """Return the rows of the listing as the queue tells them."""
    listing, rows = listed(desk, rules, *filters)
    fields = ("order", "line", "sku", "customer_code", "customer", "rank_class", "placed", "promised", "need_by")
    names = (*fields, "open", "allocated", "short", "not_before", "due", "pinned", "on_hold", "lifted")
    places = [listing.place(name) for name in names]
    return [QueueRow(rank, *(row[at] for at in places)) for rank, row in enumerate(rows, start=1)]  # type: ignore[arg-type]


@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Apia", "America/New_York"])
def test_it_is_the_queue(listed_house: Desk, policy: Policy, zone: str) -> None:
    desk = listed_house
    rules = replace(house_settings(), policy=policy, time_zone=zone, due_days=2)
    wanted = queue(desk.store, rules)
    assert as_queued(desk, rules) == wanted
    assert len(wanted) > 30
    first_come = [row.order for row in queue(desk.store, house_settings())]
    assert ([row.order for row in wanted] != first_come) is (policy is Policy.DUE_DATE)


@pytest.mark.parametrize("policy", Policy)
def test_it_is_the_queue_of_one_item_and_of_those_that_are_short(listed_house: Desk, policy: Policy) -> None:
    desk = listed_house
    rules = replace(house_settings(), policy=policy)
    every = queue(desk.store, rules)
    for asked, wanted in (
        (Filter("sku", How.EQUALS, ("I04",)), [row for row in every if row.sku == "I04"]),
        (Filter("short", How.AT_LEAST, (1,)), [row for row in every if row.short]),
        (Filter("customer_code", How.EQUALS, ("C03",)), [row for row in every if row.customer_code == "C03"]),
        (Filter("rank_class", How.EQUALS, ("B",)), [row for row in every if row.rank_class == "B"]),
    ):
        assert [row._replace(rank=0) for row in as_queued(desk, rules, asked)] == [
            row._replace(rank=0) for row in wanted
        ]
        assert wanted


def test_a_row_says_what_is_wanted_held_and_short_and_when_it_is_due(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 5),
        *order("SO-1", "BEN", 1, ("LAMP", 9), shipped=3, cancelled=2, need_by=date(2026, 3, 9)),
        *order("SO-2", "CAT", 2, ("LAMP", 3), ("GAME", 4)),
    )
    listing, rows = listed(house, house_settings())
    assert [field.name for field in listing.fields] == [
        *("rank_class", "lifted", "placed", "due", "need_by", "promised", "order", "line", "customer_code", "customer"),
        *("sku", "item", "open", "allocated", "short", "pinned", "on_hold", "hold_reason", "pre_order", "not_before"),
    ]
    first, second = datetime(2026, 2, 1, 8, tzinfo=UTC), datetime(2026, 2, 2, 8, tzinfo=UTC)
    due, game = date(2026, 2, 16), date(2026, 4, 1)
    need = date(2026, 3, 9)
    plain, early = (0, False, "", False), (0, False, "", True)
    assert rows == [
        ("B", False, first, need, need, None, "SO-1", 1, "BEN", "Ben", "LAMP", "Lamp", 4, 4, 0, *plain, None),
        ("C", False, second, due, None, None, "SO-2", 1, "CAT", "Cat", "LAMP", "Lamp", 3, 1, 2, *plain, None),
        ("C", False, second, due, None, None, "SO-2", 2, "CAT", "Cat", "GAME", "Game", 4, 0, 0, *early, game),
    ]


def test_a_row_says_what_people_changed_and_the_later_of_two_days_ahead(house: Desk) -> None:
    before, between, after = date(2026, 3, 1), date(2026, 3, 20), date(2026, 5, 1)
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 9), ("LAMP", 2), ("GAME", 3), ("GAME", 4)),
        *order("SO-2", "CAT", 2, ("LAMP", 5)),
    )
    for line, day in ((1, before), (2, between), (3, between), (4, after)):
        house.store.sql(
            "UPDATE order_line SET not_before = ? WHERE line = ? AND order_id = (SELECT id FROM sales_order "
            "WHERE number = 'SO-1')",
            (day, line),
        )
    pin(house.store, house.act(), "SO-1", 1, 6, why="promised")
    hold(house.store, house.act(), "SO-2", why="credit")
    fields = ("order", "line", "short", "pinned", "on_hold", "hold_reason", "pre_order", "not_before")
    listing, rows = listed(house, house_settings())
    assert [tuple(row[listing.place(name)] for name in fields) for row in rows] == [
        ("SO-1", 1, 9, 6, False, "", False, None),
        ("SO-1", 2, 2, 0, False, "", False, between),
        ("SO-1", 3, 0, 0, False, "", True, date(2026, 4, 1)),
        ("SO-1", 4, 0, 0, False, "", True, after),
        ("SO-2", 1, 5, 0, True, "credit", False, None),
    ]
    for asked, wanted in (
        (Filter("pinned", How.AT_LEAST, (1,)), [("SO-1", 1)]),
        (Filter("on_hold", How.EQUALS, (True,)), [("SO-2", 1)]),
        (Filter("hold_reason", How.EQUALS, ("credit",)), [("SO-2", 1)]),
        (Filter("pre_order", How.EQUALS, (True,)), [("SO-1", 3), ("SO-1", 4)]),
        (Filter("not_before", How.GIVEN), [("SO-1", 2), ("SO-1", 3), ("SO-1", 4)]),
    ):
        _, found = listed(house, house_settings(), asked)
        assert [(row[listing.place("order")], row[listing.place("line")]) for row in found] == wanted


EARLIEST, LATEST = datetime(1962, 1, 1), datetime(2041, 12, 31)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    zone=st.sampled_from(ZONES),
    placed=st.lists(st.datetimes(EARLIEST, LATEST, timezones=st.just(UTC)), min_size=1, max_size=40),
    due_days=st.integers(0, 40),
)
def test_the_day_a_line_is_due_is_pythons(desk: Desk, zone: str, placed: list[datetime], due_days: int) -> None:
    assert due_days_listed(desk, zone, placed, due_days) == [
        moment.astimezone(ZoneInfo(zone)).date() + timedelta(days=due_days) for moment in sorted(placed)
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_it_is_so_around_every_change_of_the_clocks(desk: Desk, zone: str) -> None:
    """Also where a day is told twice, or not at all, because the clocks are set at midnight."""
    hour, around = timedelta(hours=1), list[datetime]()
    moment = datetime(1995, 1, 1, tzinfo=UTC)
    while moment.year < 2027:
        if moment.astimezone(ZoneInfo(zone)).utcoffset() != (moment + hour).astimezone(ZoneInfo(zone)).utcoffset():
            around += [moment + timedelta(minutes=step * 15, microseconds=-1) for step in range(-8, 9)]
            around += [moment + timedelta(minutes=step * 15) for step in range(-8, 9)]
        moment += hour
    around = around[-700:] or [datetime(1970, 1, 1, tzinfo=UTC)]
    assert due_days_listed(desk, zone, around, 0) == [at.astimezone(ZoneInfo(zone)).date() for at in sorted(around)]


def due_days_listed(desk: Desk, zone: str, placed: list[datetime], due_days: int) -> list[date]:
    """Return the due days of lines without promise or need, placed then, the earliest first."""
    if not desk.store.sql("SELECT 1 FROM customer").fetchone():
        take(desk, *ITEMS, *CUSTOMERS)
    with desk.store.transaction():
        desk.store.sql("DELETE FROM order_line")
        desk.store.sql("DELETE FROM sales_order")
        moments = list(enumerate(map(instant_number, placed), start=1))
        desk.store.many(
            "INSERT INTO sales_order (id, number, customer_id, placed_at, priority_class, customer_reference, carrier, "
            "hold_reason) VALUES (?, ?, 1, ?, '', '', '', '')",
            [(number, f"SO-{number}", at) for number, at in moments],
        )
        desk.store.many(
            "INSERT INTO order_line (order_id, line, item_id, quantity, cancelled, picked, shipped, returned, "
            "allocated, rank_class, lifted, placed_at, ship_policy, sell_multiple, note, customer_id, pinned, "
            "shelf_life_days, on_hold, passed_over, gathers) "
            "VALUES (?, 1, 1, 1, 0, 0, 0, 0, 0, 'B', ?, ?, 'partial', 1, '', 1, 0, 0, ?, 0, ?)",
            [(number, False, at, False, False) for number, at in moments],
        )
    rules = replace(house_settings(), time_zone=zone, due_days=due_days)
    listing, rows = listed(desk, rules)
    assert as_queued(desk, replace(rules, policy=Policy.DUE_DATE)) == queue(
        desk.store, replace(rules, policy=Policy.DUE_DATE)
    )
    found = [row[listing.place("due")] for row in rows]
    assert all(isinstance(day, date) for day in found)
    return [day for day in found if isinstance(day, date)]
