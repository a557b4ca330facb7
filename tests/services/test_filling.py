"""Stock finds whoever waits: every event of supply or demand fills, keeps why, and touches nobody else."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from tests.conftest import Desk
from tests.services.stock import (
    CUSTOMERS,
    ITEMS,
    count,
    decisions,
    furnished,
    held,
    last_run,
    level,
    opening,
    order,
    runs,
    take,
    turn_to,
    versions,
)
from warehouse_app.domain.records import CustomerRecord, ItemRecord
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.services.allocating import allocate
from warehouse_app.services.catalogue import save_customer, save_item
from warehouse_app.services.house_rules import choose_policy
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import save_order
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import release

ITEM = {item.sku: item for item in ITEMS}
CUSTOMER = {customer.code: customer for customer in CUSTOMERS}
WHOLE = ShipPolicy.ORDER_COMPLETE


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def test_an_import_fills_once_at_its_end(house: Desk) -> None:
    before = last_run(house)
    answer = take(
        house,
        opening("LAMP", 5),
        opening("CORD", 1, "A-2"),
        *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 2), ("PLUG", 1)),
        *order("SO-2", "ANN", 2, ("LAMP", 3)),
    )
    assert (answer.lines, answer.units) == (3, 6)
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 1, "SO-1/3": 0, "SO-2/1": 3}
    assert runs(house, before) == [(before + 1, "fill", "first-come", "import")]
    assert decisions(house, before + 1) == {
        "LAMP": (5, [("SO-2/1", 3, 0, 3, "filled"), ("SO-1/1", 4, 0, 2, "partly-filled")]),
        "CORD": (1, [("SO-1/2", 2, 0, 1, "partly-filled")]),
        "PLUG": (0, [("SO-1/3", 1, 0, 0, "out-of-stock")]),
    }


def test_a_run_says_when_on_which_day_and_by_which_action_it_was_made(house: Desk) -> None:
    action = house.act()
    save_order(house.store, action, order("SO-1", "BEN", 1, ("LAMP", 4)), update=False)
    [(at, day, action_id)] = house.store.sql(
        "SELECT r.at, r.house_day, a.action_id FROM run r JOIN action a ON a.id = r.action_id"
    ).fetchall()
    assert datetime.fromtimestamp(at / 1_000_000, UTC) == action.now
    assert (str(day), action_id) == ("2026-03-02", action.action_id)


def test_of_an_item_without_stock_only_the_new_line_is_decided(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 4)))
    save_order(house.store, house.act(), order("SO-3", "ANN", 3, ("LAMP", 1)), update=False)
    assert decisions(house, last_run(house)) == {"LAMP": (0, [("SO-3/1", 1, 0, 0, "out-of-stock")])}


def test_a_run_over_more_items_than_one_group_is_one_run(house: Desk) -> None:
    items = [ItemRecord(f"N-{number:03}", "Number") for number in range(150)]
    lines = order("SO-1", "BEN", 1, *((item.sku, 3) for item in items))
    answer = take(house, *items, *(opening(item.sku, 2) for item in items), *lines)
    assert (answer.lines, answer.units) == (150, 300)
    assert (count(house, "run"), count(house, "decision")) == (1, 150)
    assert set(held(house).values()) == {2}


def test_an_expired_lot_is_taken_from_the_end_of_the_queue(house: Desk) -> None:
    take(
        house,
        opening("MILK", 5, lot="L1", expiry=date(2026, 3, 2)),
        opening("MILK", 5, lot="L2", expiry=date(2026, 3, 9)),
        opening("LAMP", 5),
        *order("SO-1", "BEN", 1, ("MILK", 6), ("LAMP", 9)),
        *order("SO-2", "BEN", 2, ("MILK", 4)),
    )
    before, untouched = last_run(house), versions(house)
    turn_to(house, date(2026, 3, 3))
    assert held(house) == {"SO-1/1": 5, "SO-1/2": 5, "SO-2/1": 0}
    assert level(house, "MILK") == (5, 5)
    assert runs(house, before) == [(before + 1, "cut", "first-come", "expiry")]
    lost = [("SO-1/1", 0, 6, -1, "stock-was-lost"), ("SO-2/1", 0, 4, -4, "stock-was-lost")]
    assert decisions(house, before + 1) == {"MILK": (0, lost)}
    assert versions(house) == untouched | {"MILK": untouched["MILK"] + 2}


def test_what_a_line_must_give_up_whole_goes_to_who_can_use_it(house: Desk) -> None:
    take(
        house,
        opening("MILK", 1, lot="L1", expiry=date(2026, 3, 2)),
        opening("MILK", 9, lot="L2", expiry=date(2026, 3, 9)),
        *order("SO-1", "BEN", 1, ("MILK", 6)),
        *order("SO-2", "BEN", 2, ("MILK", 4), ship_policy=ShipPolicy.LINE_COMPLETE),
        *order("SO-3", "CAT", 3, ("MILK", 2)),
    )
    before = last_run(house)
    turn_to(house, date(2026, 3, 3))
    assert held(house) == {"SO-1/1": 6, "SO-2/1": 0, "SO-3/1": 2}
    assert [(mode, cause) for _, mode, _, cause in runs(house, before)] == [("cut", "expiry"), ("fill", "day-turn")]
    made = [("SO-2/1", 4, 0, 0, "line-must-ship-complete"), ("SO-3/1", 2, 0, 2, "filled")]
    assert decisions(house, before + 2) == {"MILK": (3, made)}


def test_an_order_that_must_ship_complete_gives_all_back_when_a_lot_of_it_expires(house: Desk) -> None:
    take(
        house,
        opening("MILK", 2, lot="L1", expiry=date(2026, 3, 2)),
        opening("LAMP", 3),
        *order("SO-1", "BEN", 1, ("MILK", 2), ("LAMP", 3), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("LAMP", 2)),
    )
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 3, "SO-2/1": 0}
    turn_to(house, date(2026, 3, 3))
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 2}
    assert (level(house, "MILK"), level(house, "LAMP")) == ((0, 0), (3, 2))


def test_on_its_release_date_a_preorder_is_filled(house: Desk) -> None:
    take(house, opening("GAME", 6), *order("SO-1", "BEN", 1, ("GAME", 4)), *order("SO-2", "BEN", 2, ("GAME", 5)))
    turn_to(house, date(2026, 3, 31))
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 0}
    before = last_run(house)
    turn_to(house, date(2026, 4, 1))
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 2}
    assert runs(house, before) == [(before + 1, "fill", "first-come", "day-turn")]
    made = [("SO-1/1", 4, 0, 4, "filled"), ("SO-2/1", 5, 0, 2, "partly-filled")]
    assert decisions(house, before + 1) == {"GAME": (6, made)}


def test_on_its_release_date_a_preorder_without_stock_is_out_of_stock(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("GAME", 4)))
    assert decisions(house, last_run(house)) == {"GAME": (0, [("SO-1/1", 4, 0, 0, "not-before")])}
    turn_to(house, date(2026, 4, 1))
    assert decisions(house, last_run(house)) == {"GAME": (0, [("SO-1/1", 4, 0, 0, "out-of-stock")])}


def test_an_order_is_no_longer_complete_when_its_preorder_falls_due_without_stock(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 3),
        *order("SO-1", "BEN", 1, ("LAMP", 3), ("GAME", 1), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("LAMP", 2)),
    )
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 0, "SO-2/1": 0}
    turn_to(house, date(2026, 4, 1))
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 2}


def test_a_customer_of_another_class_is_ranked_and_filled_anew(house: Desk) -> None:
    take(
        house,
        opening("SALT", 6),
        *order("SO-1", "BEN", 1, ("SALT", 5)),
        *order("SO-2", "BEN", 2, ("LAMP", 5)),
        *order("SO-3", "BEN", 1, ("LAMP", 5), priority_class="C"),
    )
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 0, "SO-3/1": 0}
    before = last_run(house)
    save_customer(house.store, house.act(), CUSTOMER["BEN"]._replace(priority_class="A"), update=True)
    assert held(house) == {"SO-1/1": 5, "SO-2/1": 0, "SO-3/1": 0}
    assert runs(house, before) == [(before + 1, "fill", "first-come", "edit")]
    made = decisions(house, before + 1)
    assert made["SALT"] == (4, [("SO-1/1", 3, 2, 3, "filled")])
    found = house.store.sql("SELECT rank_class FROM order_line ORDER BY id").fetchall()
    assert [rank for (rank,) in found] == ["A", "A", "C"]  # what a person set for SO-3 stays


def test_less_safety_stock_is_given_at_once(house: Desk) -> None:
    take(house, opening("SALT", 6), *order("SO-1", "BEN", 1, ("SALT", 5)))
    save_item(house.store, house.act(), ITEM["SALT"]._replace(safety_stock=2), update=True)
    assert held(house) == {"SO-1/1": 4}
    save_item(house.store, house.act(), ITEM["SALT"]._replace(safety_stock=2, safety_stock_open_to=""), update=True)
    assert held(house) == {"SO-1/1": 5}


def test_an_item_that_is_released_early_is_given_at_once_and_decided_where_there_is_none(house: Desk) -> None:
    take(house, ItemRecord("BOOK", "Book", release_date=date(2026, 4, 1)), opening("GAME", 3))
    take(house, *order("SO-1", "BEN", 1, ("GAME", 4), ("BOOK", 2)))
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0}
    save_item(house.store, house.act(), ITEM["GAME"]._replace(release_date=None), update=True)
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 0}
    save_item(house.store, house.act(), ItemRecord("BOOK", "Book"), update=True)
    assert decisions(house, last_run(house)) == {"BOOK": (0, [("SO-1/2", 2, 0, 0, "out-of-stock")])}


def test_another_policy_of_the_house_fills_by_it_and_takes_from_nobody(house: Desk) -> None:
    early, late = date(2026, 3, 5), date(2026, 4, 5)
    take(
        house,
        opening("LAMP", 4),
        opening("SALT", 6),
        *order("SO-1", "BEN", 1, ("LAMP", 6), need_by=late),
        *order("SO-2", "BEN", 2, ("LAMP", 6), need_by=early),
        *order("SO-3", "BEN", 3, ("SALT", 5)),
    )
    before = last_run(house)
    choose_policy(house.store, house.act(), Policy.DUE_DATE)
    assert runs(house, before) == [(before + 1, "fill", "due-date", "policy")]
    kept = [("SO-3/1", 3, 2, 0, "only-protected-stock-left")]
    assert decisions(house, before + 1) == {"SALT": (4, kept)}
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 0, "SO-3/1": 2}
    receive(house.store, house.act(), [Goods("LAMP", 7)], supplier="ACME")
    assert held(house) == {"SO-1/1": 5, "SO-2/1": 6, "SO-3/1": 2}


def test_a_line_of_packs_gets_whole_packs_and_the_rest_last(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 15), sell_multiple=6), *order("SO-2", "BEN", 2, ("LAMP", 1)))

    def come(quantity: int) -> dict[str, int]:
        receive(house.store, house.act(), [Goods("LAMP", quantity)], supplier="ACME")
        return held(house)

    assert come(5) == {"SO-1/1": 0, "SO-2/1": 1}
    assert decisions(house, last_run(house))["LAMP"][1][0] == ("SO-1/1", 15, 0, 0, "pack-does-not-fit")
    assert come(9) == {"SO-1/1": 12, "SO-2/1": 1}
    assert come(1) == {"SO-1/1": 12, "SO-2/1": 1}
    assert come(1) == {"SO-1/1": 15, "SO-2/1": 1}


def test_orders_that_must_ship_complete_tie_their_items_into_one_decision(house: Desk) -> None:
    take(
        house,
        opening("PLUG", 1),
        *order("SO-1", "BEN", 1, ("LAMP", 2), ("CORD", 1), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("CORD", 1), ("PLUG", 2), ship_policy=WHOLE),
        *order("SO-3", "BEN", 3, ("SALT", 1)),
    )
    receive(house.store, house.act(), [Goods("CORD", 1)], supplier="ACME")
    assert decisions(house, last_run(house)) == {
        "LAMP": (0, [("SO-1/1", 2, 0, 0, "order-must-ship-complete")]),
        "CORD": (
            1,
            [("SO-1/2", 1, 0, 0, "order-must-ship-complete"), ("SO-2/1", 1, 0, 0, "order-must-ship-complete")],
        ),
        "PLUG": (1, [("SO-2/2", 2, 0, 0, "order-must-ship-complete")]),
    }
    receive(house.store, house.act(), [Goods("PLUG", 1)], supplier="ACME")
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 1, "SO-2/2": 2, "SO-3/1": 0}


def test_an_item_whose_sale_is_put_off_gives_nobody_anything_until_then(house: Desk) -> None:
    take(house, opening("LAMP", 9), *order("SO-1", "ANN", 1, ("LAMP", 4)), *order("SO-2", "BEN", 2, ("LAMP", 2)))
    release(house.store, house.act(), orders=["SO-1"])
    save_item(house.store, house.act(), ItemRecord("LAMP", "Lamp", release_date=date(2026, 3, 9)), update=True)
    assert (held(house), level(house, "LAMP")) == ({"SO-1/1": 0, "SO-2/1": 0}, (9, 0))
    assert house.store.sql("SELECT number, status FROM pick_list").fetchall() == [("PL-1", "unreleased")]
    turn_to(house, date(2026, 3, 9))
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 2}


def test_a_second_fill_changes_nothing(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 13),
        opening("CORD", 1),
        opening("SALT", 6),
        opening("GAME", 6),
        *order("SO-1", "BEN", 1, ("LAMP", 15), ("GAME", 2), sell_multiple=6),
        *order("SO-2", "ANN", 2, ("CORD", 2), ("LAMP", 1), ship_policy=WHOLE),
        *order("SO-3", "CAT", 3, ("SALT", 5), ("CORD", 1)),
        *order("SO-4", "CAT", 3, ("SALT", 5), ship_policy=ShipPolicy.LINE_COMPLETE),
    )
    has = {"SO-1/1": 12, "SO-1/2": 0, "SO-2/1": 0, "SO-2/2": 0, "SO-3/1": 2, "SO-3/2": 1, "SO-4/1": 0}
    assert held(house) == has
    before = versions(house)
    answer = allocate(house.store, house.act())
    assert (answer.considered, answer.lines, answer.units) == (6, 0, 0)
    assert (held(house), versions(house)) == (has, before)


def test_nobody_outside_the_items_of_an_event_is_touched(house: Desk) -> None:
    lines = [*order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 4)), *order("SO-2", "ANN", 2, ("CORD", 4))]
    take(house, opening("CORD", 5), opening("SALT", 6), *lines, *order("SO-3", "BEN", 3, ("SALT", 9)))
    before, run = versions(house), last_run(house)
    receive(house.store, house.act(), [Goods("LAMP", 3)], supplier="ACME")
    assert versions(house) == before | {"LAMP": before["LAMP"] + 2}
    assert list(decisions(house, run + 1)) == ["LAMP"]
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 1, "SO-2/1": 4, "SO-3/1": 2}


def test_a_customer_that_must_have_orders_complete_from_now_on_frees_what_is_not(house: Desk) -> None:
    take(house, opening("LAMP", 3), *order("SO-1", "BEN", 1, ("LAMP", 2), ("CORD", 2)))
    take(house, CustomerRecord("DAN", "Dan"), *order("SO-2", "DAN", 2, ("LAMP", 3)))
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 0, "SO-2/1": 1}
    save_customer(house.store, house.act(), CUSTOMER["BEN"]._replace(ship_policy=WHOLE), update=True)
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 3}
