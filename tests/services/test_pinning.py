"""What a person has fixed to a line: it comes first, for that quantity only, and no run takes it."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import (
    broken,
    come,
    count,
    decisions,
    furnished,
    held,
    last_run,
    level,
    opening,
    order,
    redistributed,
    refusal,
    runs,
    take,
    turn_to,
)
from tests.services.test_correcting_counted import recounted
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.changes import Area
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.ordering import cancel_order, save_order
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import ReleasedList, release
from warehouse_app.services.serving import Pinned, ServingFault, hold, pin, unhold, unpin
from warehouse_app.services.setting_aside import Surplus, scrap, write_on

WHOLE = ShipPolicy.ORDER_COMPLETE
TOLD = {Area.ORDERS, Area.QUEUE}


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def pinned(desk: Desk, number: str, quantity: int, line: int = 1, why: str = "promised") -> Pinned:
    return pin(desk.store, desk.act(), number, line, quantity, why=why)


def pins(desk: Desk) -> dict[str, int]:
    """Return what is pinned to which line."""
    found = desk.store.sql(
        "SELECT o.number, l.line, l.pinned FROM order_line l JOIN sales_order o ON o.id = l.order_id WHERE l.pinned > 0"
    )
    return {f"{number}/{line}": units for number, line, units in found}


def three_short(desk: Desk) -> None:
    """Let three orders wait for lamps: 2 of 6, 0 of 6 and 0 of 6 are there."""
    take(
        desk,
        opening("LAMP", 2),
        *order("SO-1", "ANN", 1, ("LAMP", 6)),
        *order("SO-2", "BEN", 2, ("LAMP", 6)),
        *order("SO-3", "CAT", 3, ("LAMP", 6)),
    )


def test_a_pin_is_first_in_the_queue_for_its_quantity_only(house: Desk) -> None:
    three_short(house)
    answer = pinned(house, "SO-3", 3)
    assert answer == Pinned("SO-3", 1, "LAMP", 3, 0, 6, answer.changes)
    assert answer.changes.areas == TOLD
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 0, "SO-3/1": 0}
    come(house, "LAMP", 8)
    assert held(house) == {"SO-1/1": 6, "SO-2/1": 1, "SO-3/1": 3}
    made = [
        ("SO-1/1", 4, 2, 4, "filled"),
        ("SO-2/1", 6, 0, 1, "partly-filled"),
        ("SO-3/1", 6, 0, 3, "only-what-is-pinned"),
    ]
    assert decisions(house, last_run(house)) == {"LAMP": (8, made)}


def test_a_pin_takes_free_stock_at_once_and_never_anothers(house: Desk) -> None:
    take(house, opening("SALT", 8), *order("SO-1", "ANN", 1, ("SALT", 3)), *order("SO-2", "CAT", 2, ("SALT", 7)))
    assert held(house) == {"SO-1/1": 3, "SO-2/1": 1}
    before = last_run(house)
    answer = pinned(house, "SO-2", 7)
    # Four are kept from class C; a pin does not open them.
    assert (answer.allocated, held(house)) == (1, {"SO-1/1": 3, "SO-2/1": 1})
    assert runs(house, before) == [(before + 1, "fill", "first-come", "pin")]
    assert decisions(house, before + 1) == {"SALT": (4, [("SO-2/1", 6, 1, 0, "only-protected-stock-left")])}
    come(house, "SALT", 2)
    assert held(house) == {"SO-1/1": 3, "SO-2/1": 3}


@pytest.mark.parametrize(
    ("quantity", "refused"),
    [
        (0, (ServingFault.PIN_RANGE, {"order": "SO-1", "line": 1, "quantity": 0, "most": 15})),
        (16, (ServingFault.PIN_RANGE, {"order": "SO-1", "line": 1, "quantity": 16, "most": 15})),
        (7, (ServingFault.PIN_PACKS, {"order": "SO-1", "line": 1, "quantity": 7, "pack": 6})),
        (12, None),
        (15, None),
    ],
)
def test_whole_packs_are_pinned_or_all(
    house: Desk, quantity: int, refused: tuple[ServingFault, dict[str, object]] | None
) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 20), sell_multiple=6, cancelled=5))
    if refused:
        assert refusal(house, partial(pinned, house, "SO-1", quantity)) == refused
        assert (pins(house), count(house, "intervention")) == ({}, 0)
    else:
        assert pinned(house, "SO-1", quantity).quantity == quantity
        assert pins(house) == {"SO-1/1": quantity}


def test_what_is_pinned_survives_a_redistribution(house: Desk) -> None:
    take(house, opening("LAMP", 6), *order("SO-1", "CAT", 1, ("LAMP", 6)))
    pinned(house, "SO-1", 4)
    take(house, *order("SO-2", "ANN", 2, ("LAMP", 6)))
    assert held(house) == {"SO-1/1": 6, "SO-2/1": 0}
    redistributed(house)
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 2}
    made = [("SO-2/1", 6, 0, 2, "partly-filled"), ("SO-1/1", 0, 6, -2, "given-to-others")]
    assert decisions(house, last_run(house)) == {"LAMP": (0, made)}


def test_a_loss_takes_what_is_pinned_last(house: Desk) -> None:
    take(
        house,
        opening("MILK", 4, lot="L1", expiry=date(2026, 3, 2)),
        opening("MILK", 3, lot="L2", expiry=date(2026, 3, 3)),
        opening("MILK", 1, lot="L3", expiry=date(2026, 3, 9)),
        *order("SO-1", "ANN", 1, ("MILK", 5)),
        *order("SO-2", "CAT", 2, ("MILK", 3)),
    )
    pinned(house, "SO-2", 2)
    turn_to(house, date(2026, 3, 3))
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 2}
    turn_to(house, date(2026, 3, 4))
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 1}
    assert pins(house) == {"SO-2/1": 2}


def test_a_preorder_gets_its_pin_and_can_be_released(house: Desk) -> None:
    take(
        house,
        opening("GAME", 6),
        opening("LAMP", 6),
        *order("SO-1", "BEN", 1, ("GAME", 4)),
        *order("SO-2", "BEN", 2, ("LAMP", 4), not_before=date(2026, 4, 1)),
    )
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 0}
    assert pinned(house, "SO-1", 3).allocated == 3
    assert pinned(house, "SO-2", 2).allocated == 2
    made = [("SO-2/1", 4, 0, 2, "only-what-is-pinned")]
    assert decisions(house, last_run(house)) == {"LAMP": (6, made)}
    assert release(house.store, house.act()).lists == (
        ReleasedList("PL-1", "SO-1", 1, 3),
        ReleasedList("PL-2", "SO-2", 1, 2),
    )
    come(house, "GAME", 5)
    assert held(house) == {"SO-1/1": 3, "SO-2/1": 2}


def test_an_order_on_hold_gets_not_even_its_pin(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)))
    hold(house.store, house.act(), "SO-1", why="credit")
    pinned(house, "SO-1", 4)
    come(house, "LAMP", 5)
    assert (held(house), level(house, "LAMP")) == ({"SO-1/1": 0}, (5, 0))
    assert decisions(house, last_run(house)) == {"LAMP": (5, [("SO-1/1", 4, 0, 0, "on-hold")])}
    unhold(house.store, house.act(), "SO-1")
    assert held(house) == {"SO-1/1": 4}


def test_a_pin_goes_to_no_line_that_would_not_use_a_part(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 3),
        *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 1), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("LAMP", 9)),
    )
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 3}
    pinned(house, "SO-1", 2)
    come(house, "LAMP", 3)
    # The order is not complete; what a person has fixed to it stays with it all the same.
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 0, "SO-2/1": 4}
    assert release(house.store, house.act()).lists == (ReleasedList("PL-1", "SO-2", 1, 4),)


def test_taking_a_pin_away_gives_nothing_away_but_fills(house: Desk) -> None:
    take(house, opening("LAMP", 6), *order("SO-1", "CAT", 1, ("LAMP", 6)))
    pinned(house, "SO-1", 6)
    take(house, *order("SO-2", "ANN", 2, ("LAMP", 6)))
    before = last_run(house)
    answer = unpin(house.store, house.act(), "SO-1", 1)
    assert answer == Pinned("SO-1", 1, "LAMP", 0, 6, 6, answer.changes)
    assert (held(house), pins(house)) == ({"SO-1/1": 6, "SO-2/1": 0}, {})
    assert runs(house, before) == []  # nobody has anything to decide
    redistributed(house)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 6}


def test_a_preorder_whose_pin_is_taken_away_holds_nothing_any_more(house: Desk) -> None:
    take(house, opening("GAME", 6), *order("SO-1", "BEN", 1, ("GAME", 4)))
    pinned(house, "SO-1", 3)
    answer = unpin(house.store, house.act(), "SO-1", 1)
    assert (answer.allocated, level(house, "GAME")) == (0, (6, 0))
    assert decisions(house, last_run(house) - 1) == {"GAME": (0, [("SO-1/1", 1, 3, -3, "not-before")])}


def test_a_cancellation_or_a_smaller_quantity_trims_the_pin(house: Desk) -> None:
    take(house, opening("LAMP", 2), *order("SO-1", "BEN", 1, ("LAMP", 9)), *order("SO-2", "BEN", 2, ("LAMP", 9)))
    pinned(house, "SO-1", 9)
    pinned(house, "SO-2", 5)
    save_order(house.store, house.act(), order("SO-1", "BEN", 1, ("LAMP", 6)), update=True)
    assert pins(house) == {"SO-1/1": 6, "SO-2/1": 5}
    save_order(house.store, house.act(), order("SO-2", "BEN", 2, ("LAMP", 6)), update=True)
    assert pins(house) == {"SO-1/1": 6, "SO-2/1": 5}
    cancel_order(house.store, house.act(), "SO-1")
    assert (pins(house), held(house)) == ({"SO-2/1": 5}, {"SO-1/1": 0, "SO-2/1": 2})


def test_an_order_is_not_complete_by_what_is_pinned_and_keeps_only_that(house: Desk) -> None:
    take(house, opening("LAMP", 3))
    take(house, *order("SO-1", "ANN", 1, ("LAMP", 3), ("CORD", 2), ship_policy=WHOLE))
    receive(house.store, house.act(), [Goods("CORD", 2, "STAGE", for_order="SO-1")], supplier="ACME")
    scrap(house.store, house.act(), Named("LAMP", "A-1", 3), why="broken")
    pinned(house, "SO-1", 1)
    write_on(house.store, house.act(), Surplus("CORD", "B-1", 2), why="found")
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 2}
    # The cords that were put aside are gone, and there is a lamp.
    recounted(house, "STAGE", ("LAMP", 1))
    assert held(house) == {"SO-1/1": 1, "SO-1/2": 0}
    assert (level(house, "CORD"), broken(house)) == ((2, 0), [])
