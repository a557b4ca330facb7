"""A line that lost stock says how the stock was lost."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, opening, order, take, turn_to
from warehouse_app.domain.records import CustomerRecord
from warehouse_app.domain.statuses import CountStatus
from warehouse_app.queries.explain import explain
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.runs import decisions_of, run_lines, run_words
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.counting import approve_count, begin_count, finish_count, tally
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.receiving import receive
from warehouse_app.services.setting_aside import quarantine, scrap, write_off
from warehouse_app.texts import say


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    for made in furnished(desk):
        take(made, CustomerRecord("LIV", "Liv", minimum_shelf_life_days=60))
        yield made


def told(desk: Desk, number: str) -> str:
    """Return why a line has what it has."""
    [found] = explain(desk.store, house_settings(), number).lines
    return " · ".join(say(part.code, part.facts) for part in found.reason)


def lost(units: int, how: str) -> str:
    return f"stock was lost; taken back: {units} · {how} · first in the queue · nothing is on order"


LAMPS = Named("LAMP", "A-1", 4)


def _count(desk: Desk) -> None:
    count = begin_count(desk.store, desk.act(), "A-1").number
    tally(desk.store, desk.act(), count, "LAMP", 1)
    ended = finish_count(desk.store, desk.act(), count)
    while ended.again:
        tally(desk.store, desk.act(), ended.again, "LAMP", 1)
        ended = finish_count(desk.store, desk.act(), ended.again)
    if ended.status is CountStatus.TO_APPROVE:
        approve_count(desk.store, desk.act(), ended.number)


@pytest.mark.parametrize(
    ("lose", "how"),
    [
        (lambda desk: quarantine(desk.store, desk.act(), LAMPS, why="wet"), "it was set aside"),
        (lambda desk: scrap(desk.store, desk.act(), LAMPS, why="broken"), "it was scrapped"),
        (lambda desk: write_off(desk.store, desk.act(), LAMPS, why="gone"), "its stock was adjusted"),
        (lambda desk: move_stock(desk.store, desk.act(), LAMPS, "QUAR", why="wet"), "it was set aside"),
    ],
)
def test_it_says_what_became_of_the_stock(house: Desk, lose: Callable[[Desk], object], how: str) -> None:
    take(house, opening("LAMP", 4), *order("SO-1", "BEN", 1, ("LAMP", 4)))
    lose(house)
    assert told(house, "SO-1") == lost(4, how)


def test_it_says_that_a_count_found_less(house: Desk) -> None:
    take(house, opening("LAMP", 4), *order("SO-1", "BEN", 1, ("LAMP", 4)))
    _count(house)
    assert told(house, "SO-1") == lost(3, "a count found less")


def test_it_says_that_a_receipt_was_taken_back(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    receive(house.store, house.act(), [Goods("LAMP", 4, "A-1")], supplier="ACME")
    booking = house.acted[-1].action_id
    undo_receipt(house.store, house.act(), booking)
    assert told(house, "SO-1") == lost(4, "its receipt or move was taken back")


def test_it_says_that_it_expired(house: Desk) -> None:
    take(
        house,
        opening("MILK", 4, lot="L1", expiry=date(2026, 3, 2)),
        opening("MILK", 2, lot="L2", expiry=date(2026, 6, 1)),
        *order("SO-1", "BEN", 1, ("MILK", 6)),
    )
    turn_to(house, date(2026, 3, 3))
    assert told(house, "SO-1") == lost(4, "it expired")


def test_it_says_that_it_no_longer_lasts_as_long_as_is_asked(house: Desk) -> None:
    take(house, opening("MILK", 2, lot="L2", expiry=date(2026, 5, 2)), *order("SO-1", "LIV", 1, ("MILK", 2)))
    turn_to(house, date(2026, 3, 4))
    assert told(house, "SO-1").startswith("lots expire too soon · 59 of the 60 days asked · ")
    [(cut,)] = house.store.sql("SELECT id FROM run WHERE mode = 'cut'")
    [(item, free, made)] = decisions_of(house.store, cut)
    [line] = run_lines(house.store, house_settings(), item, free, made, run=run_words(house.store, cut))
    assert " · ".join(say(part.code, part.facts) for part in line.reason) == (
        "stock was lost; taken back: 2 · it no longer lasts as long as the line asks"
    )
