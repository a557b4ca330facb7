"""Who is passed over in receipt after receipt is lifted to the head of its class, and may gather stock for a time."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import (
    come,
    decisions,
    furnished,
    held,
    last_run,
    level,
    opening,
    order,
    purchase,
    redistributed,
    refusal,
    runs,
    set_house,
    take,
    turn_to,
)
from warehouse_app.domain.records import CustomerRecord, OrderLineRecord
from warehouse_app.domain.statuses import Policy, ShipPolicy
from warehouse_app.services.allocating import allocate
from warehouse_app.services.catalogue import save_customer
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import cancel_order, save_order
from warehouse_app.services.receiving import close_receipt, receive
from warehouse_app.services.regrouping import merge_orders
from warehouse_app.services.releasing import ReleasedList, release
from warehouse_app.services.serving import classify, hold, unhold
from warehouse_app.services.staging import StagingFault
from warehouse_app.services.undoing import undo_run

WHOLE, BY_LINE = ShipPolicy.ORDER_COMPLETE, ShipPolicy.LINE_COMPLETE


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def passed_over(desk: Desk) -> dict[str, int]:
    """Return how often lines were passed over, where they were."""
    found = desk.store.sql(
        "SELECT o.number, l.line, l.passed_over FROM order_line l JOIN sales_order o ON o.id = l.order_id "
        "WHERE l.passed_over > 0"
    )
    return {f"{number}/{line}": times for number, line, times in found}


def lifted(desk: Desk) -> dict[str, tuple[str, bool]]:
    """Return on which day lines were lifted, and whether they gather their stock."""
    found = desk.store.sql(
        "SELECT o.number, l.line, l.lifted_on, l.gathers FROM order_line l JOIN sales_order o ON o.id = l.order_id "
        "WHERE l.lifted"
    )
    return {f"{number}/{line}": (str(on), bool(gathers)) for number, line, on, gathers in found}


def in_packs(number: str = "SO-1", units: int = 6, day: int = 1, **more: object) -> OrderLineRecord:
    [line] = order(number, "BEN", day, ("LAMP", units), sell_multiple=6, **more)
    return line


def receipts(desk: Desk, times: int, units: int = 1, sku: str = "LAMP") -> None:
    for _ in range(times):
        come(desk, sku, units)


def test_who_needs_a_pack_is_lifted_at_the_fifth_receipt_and_served_first_at_the_sixth(house: Desk) -> None:
    take(house, in_packs(day=2), *order("SO-2", "BEN", 3, ("LAMP", 9)))
    receipts(house, 4)
    assert (passed_over(house), lifted(house)) == ({"SO-1/1": 4}, {})
    receipts(house, 1)
    assert (passed_over(house), lifted(house)) == ({"SO-1/1": 5}, {"SO-1/1": ("2026-03-02", False)})
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 5}
    # Placed before it, and behind it all the same.
    take(house, *order("SO-0", "BEN", 1, ("LAMP", 6)))
    come(house, "LAMP", 7)
    assert held(house) == {"SO-0/1": 1, "SO-1/1": 6, "SO-2/1": 5}
    made = [("SO-1/1", 6, 0, 6, "filled"), ("SO-0/1", 6, 0, 1, "partly-filled"), ("SO-2/1", 4, 5, 0, "out-of-stock")]
    assert decisions(house, last_run(house)) == {"LAMP": (7, made)}


def test_what_goes_to_another_class_passes_nobody_over(house: Desk) -> None:
    take(house, in_packs(), *order("SO-2", "ANN", 2, ("LAMP", 3)), *order("SO-3", "CAT", 3, ("LAMP", 3)))
    receipts(house, 6)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 3, "SO-3/1": 3}
    assert (passed_over(house), lifted(house)) == ({}, {})


def test_who_is_lifted_stays_behind_a_better_class(house: Desk) -> None:
    take(house, in_packs(), *order("SO-2", "BEN", 2, ("LAMP", 5)))
    receipts(house, 5)
    take(house, *order("SO-3", "ANN", 3, ("LAMP", 4)))
    come(house, "LAMP", 9)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 5, "SO-3/1": 4}
    come(house, "LAMP", 1)
    assert held(house) == {"SO-1/1": 6, "SO-2/1": 5, "SO-3/1": 4}


def test_whoever_got_something_is_counted_from_then_on(house: Desk) -> None:
    take(house, in_packs(units=12), *order("SO-2", "BEN", 2, ("LAMP", 20)))
    receipts(house, 4)
    assert passed_over(house) == {"SO-1/1": 4}
    come(house, "LAMP", 7)
    assert (held(house), passed_over(house)) == ({"SO-1/1": 6, "SO-2/1": 5}, {})
    receipts(house, 4)
    assert (passed_over(house), lifted(house)) == ({"SO-1/1": 4}, {})


def test_it_counts_whatever_brought_the_stock(house: Desk) -> None:
    take(house, in_packs(units=12), *order("SO-2", "BEN", 2, ("LAMP", 20)))
    take(house, *order("SO-0", "ANN", 1, ("LAMP", 6)))
    receipts(house, 1, 6)
    receipts(house, 4)
    cancel_order(house.store, house.act(), "SO-0")
    assert held(house) == {"SO-0/1": 0, "SO-1/1": 6, "SO-2/1": 4}
    assert passed_over(house) == {}


def test_only_receipts_are_counted(house: Desk) -> None:
    take(house, in_packs(), *order("SO-2", "BEN", 2, ("LAMP", 20)))
    receipts(house, 4)
    take(house, *order("SO-3", "ANN", 3, ("LAMP", 2)))
    receipts(house, 1, 2)
    cancel_order(house.store, house.act(), "SO-3")
    allocate(house.store, house.act())
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 6, "SO-3/1": 0}
    assert (passed_over(house), lifted(house)) == ({"SO-1/1": 4}, {})


def test_who_is_on_hold_or_not_due_is_not_counted(house: Desk) -> None:
    set_house(house, horizon_days=30)
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 1)),
        *order("SO-2", "BEN", 1, ("LAMP", 1), not_before=date(2026, 3, 20)),
        *order("SO-3", "BEN", 1, ("LAMP", 1), need_by=date(2026, 4, 2)),
        *order("SO-4", "BEN", 2, ("LAMP", 9)),
    )
    hold(house.store, house.act(), "SO-1", why="credit")
    receipts(house, 5)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 0, "SO-3/1": 0, "SO-4/1": 5}
    assert (passed_over(house), lifted(house)) == ({}, {})
    unhold(house.store, house.act(), "SO-1")
    receipts(house, 1)
    assert held(house, "SO-1", "SO-4") == {"SO-1/1": 1, "SO-4/1": 5}


def test_after_how_many_receipts_is_a_rule_of_the_house(house: Desk) -> None:
    set_house(house, starved_after=2)
    take(house, in_packs(), in_packs("SO-2", day=2), *order("SO-3", "BEN", 3, ("LAMP", 9)))
    receipts(house, 1)
    assert lifted(house) == {}
    receipts(house, 1)
    assert lifted(house) == {"SO-1/1": ("2026-03-02", False), "SO-2/1": ("2026-03-02", False)}
    # Among themselves they keep their order.
    come(house, "LAMP", 6)
    assert held(house) == {"SO-1/1": 6, "SO-2/1": 0, "SO-3/1": 2}


def test_under_shares_who_is_lifted_is_served_before_the_division(house: Desk) -> None:
    set_house(house, policy=Policy.FAIR_SHARE, starved_after=2)
    take(house, in_packs(), *order("SO-2", "ANN", 2, ("LAMP", 40), priority_class="B"))
    receipts(house, 2)
    assert lifted(house) == {"SO-1/1": ("2026-03-02", False)}
    come(house, "LAMP", 7)
    assert held(house) == {"SO-1/1": 6, "SO-2/1": 3}


def test_who_is_lifted_gets_at_once_what_was_kept_for_others(house: Desk) -> None:
    set_house(house, policy=Policy.EQUAL_SHARE, starved_after=1)
    take(
        house,
        *purchase("PO-1", ("LAMP", 5)),
        *order("SO-1", "CAT", 1, ("LAMP", 4), priority_class="B"),
        *order("SO-2", "BEN", 2, ("LAMP", 1), priority_class="B", ship_policy=BY_LINE),
        *order("SO-3", "BEN", 3, ("LAMP", 4), priority_class="B", ship_policy=BY_LINE),
    )
    receive(house.store, house.act(), [Goods("LAMP", 3, "A-1")], purchase_order="PO-1")
    assert lifted(house) == {"SO-1/1": ("2026-03-02", False)}
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 1, "SO-3/1": 0}


def starved_order(desk: Desk, **rules: int) -> None:
    """Let an order that must ship complete be passed over twice, and lifted; it wants 4 lamps and 2 cords."""
    set_house(desk, starved_after=2, **rules)  # type: ignore[arg-type]
    take(
        desk,
        *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 2), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("LAMP", 9), ("CORD", 9)),
    )
    receipts(desk, 2, 2)
    assert held(desk) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 4, "SO-2/2": 0}


def test_an_order_that_must_ship_complete_is_lifted_whole_and_gathers(house: Desk) -> None:
    starved_order(house)
    assert lifted(house) == {"SO-1/1": ("2026-03-02", True), "SO-1/2": ("2026-03-02", True)}
    receipts(house, 1, 1, "CORD")
    receipts(house, 1, 3)
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 1, "SO-2/1": 4, "SO-2/2": 0}
    made = [("SO-1/1", 4, 0, 3, "gathers-its-stock"), ("SO-2/1", 5, 4, 0, "out-of-stock")]
    cords = [("SO-1/2", 1, 1, 0, "gathers-its-stock")]
    assert decisions(house, last_run(house)) == {"LAMP": (3, made), "CORD": (0, cords)}
    # What it gathered goes nowhere before it is complete.
    assert [made.order for made in release(house.store, house.act()).lists] == ["SO-2"]
    receipts(house, 1, 2)
    receipts(house, 1, 2, "CORD")
    assert held(house) == {"SO-1/1": 4, "SO-1/2": 2, "SO-2/1": 5, "SO-2/2": 1}
    assert release(house.store, house.act(), orders=["SO-1"]).lists == (ReleasedList("PL-2", "SO-1", 2, 6),)


def test_after_some_days_it_gives_back_what_it_gathered(house: Desk) -> None:
    starved_order(house, gather_days=3)
    receipts(house, 1, 3)
    turn_to(house, date(2026, 3, 4))
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 0, "SO-2/1": 4, "SO-2/2": 0}
    before = last_run(house)
    turn_to(house, date(2026, 3, 5))
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 7, "SO-2/2": 0}
    assert level(house, "LAMP") == (7, 7)
    assert lifted(house) == {"SO-1/1": ("2026-03-02", False), "SO-1/2": ("2026-03-02", False)}
    assert [(mode, cause) for _, mode, _, cause in runs(house, before)] == [
        ("fill", "day-turn"),
        ("cut", "incomplete"),
        ("fill", "day-turn"),
    ]
    # It stays the first to be tried, as a whole.
    receipts(house, 1, 6)
    receipts(house, 1, 1, "CORD")
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 9, "SO-2/2": 1}
    receipts(house, 1, 2, "CORD")
    assert held(house) == {"SO-1/1": 4, "SO-1/2": 2, "SO-2/1": 9, "SO-2/2": 1}


def test_who_is_lifted_gathers_at_once_what_is_free(house: Desk) -> None:
    set_house(house, starved_after=2)
    take(
        house,
        opening("CORD", 1),
        *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 2), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("LAMP", 1)),
    )
    take(house, *order("SO-3", "BEN", 3, ("LAMP", 1)))
    receipts(house, 1)
    before = last_run(house)
    receipts(house, 1, 3)
    assert held(house) == {"SO-1/1": 2, "SO-1/2": 1, "SO-2/1": 1, "SO-3/1": 1}
    assert [(mode, cause) for _, mode, _, cause in runs(house, before)] == [("fill", "receipt"), ("fill", "receipt")]
    assert passed_over(house) == {}
    assert allocate(house.store, house.act()).units == 0


def test_a_loss_takes_from_who_gathers_no_more_than_it_must(house: Desk) -> None:
    set_house(house, starved_after=1)
    take(
        house,
        *order("SO-1", "BEN", 1, ("MILK", 4), ("CORD", 2), ("LAMP", 1), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("CORD", 1)),
    )
    come(house, "CORD", 1)
    come(house, "CORD", 1)
    come(house, "MILK", 2, lot="L1", expiry=date(2026, 3, 2))
    come(house, "MILK", 1, lot="L2", expiry=date(2026, 5, 1))
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 1, "SO-1/3": 0, "SO-2/1": 1}
    turn_to(house, date(2026, 3, 3))
    assert held(house) == {"SO-1/1": 1, "SO-1/2": 1, "SO-1/3": 0, "SO-2/1": 1}


def test_what_is_complete_by_then_stays(house: Desk) -> None:
    starved_order(house, gather_days=3)
    receipts(house, 1, 4)
    receipts(house, 1, 2, "CORD")
    turn_to(house, date(2026, 3, 5))
    assert held(house) == {"SO-1/1": 4, "SO-1/2": 2, "SO-2/1": 4, "SO-2/2": 0}
    assert lifted(house) == {}


def test_a_house_that_lets_nobody_gather_lifts_all_the_same(house: Desk) -> None:
    starved_order(house, gather_days=0)
    assert lifted(house) == {"SO-1/1": ("2026-03-02", False), "SO-1/2": ("2026-03-02", False)}
    receipts(house, 1, 3)
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 7, "SO-2/2": 0}


def test_a_line_that_must_ship_complete_gathers_too(house: Desk) -> None:
    set_house(house, starved_after=2, gather_days=3)
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 4), ship_policy=BY_LINE), *order("SO-2", "BEN", 2, ("LAMP", 9)))
    receipts(house, 3, 1)
    assert held(house) == {"SO-1/1": 1, "SO-2/1": 2}
    assert lifted(house) == {"SO-1/1": ("2026-03-02", True)}
    turn_to(house, date(2026, 3, 5))
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 3}


def starved_pack(desk: Desk) -> None:
    """Let a line that wants a pack of six be passed over twice, and lifted."""
    set_house(desk, starved_after=2)
    take(desk, in_packs(day=2), *order("SO-2", "BEN", 3, ("LAMP", 9)))
    receipts(desk, 2)
    assert lifted(desk) == {"SO-1/1": ("2026-03-02", False)}


def by_classify(desk: Desk) -> None:
    classify(desk.store, desk.act(), "SO-1", "A", why="waited long enough")


def by_edit(desk: Desk) -> None:
    save_order(desk.store, desk.act(), [in_packs(day=2, priority_class="A")], update=True)


def by_customer(desk: Desk) -> None:
    save_customer(desk.store, desk.act(), CustomerRecord("BEN", "Ben", priority_class="A"), update=True)


def by_merge(desk: Desk) -> None:
    take(desk, *order("SO-9", "BEN", 9, ("CORD", 1), priority_class="A"))
    merge_orders(desk.store, desk.act(), "SO-9", ["SO-1"], why="one delivery")


@pytest.mark.parametrize("change", [by_classify, by_edit, by_customer, by_merge])
def test_nobody_is_lifted_across_classes_but_counted_anew_there(house: Desk, change: Callable[[Desk], None]) -> None:
    """A class is a person's word, and the lifting of another class would go before those that stood there first."""
    starved_pack(house)
    take(house, *order("SO-4", "ANN", 1, ("LAMP", 8)))
    change(house)
    assert (lifted(house), passed_over(house)) == ({}, {})
    come(house, "LAMP", 6)
    where = "SO-9/2" if change is by_merge else "SO-1/1"
    assert {line: held(house)[line] for line in ("SO-4/1", where)} == {"SO-4/1": 6, where: 0}
    # Of its own class nobody came after it.
    assert passed_over(house) == {}


def test_a_word_that_leaves_the_class_as_it_is_leaves_the_lifting(house: Desk) -> None:
    starved_pack(house)
    classify(house.store, house.act(), "SO-1", "B", why="whatever its customer becomes")
    assert (lifted(house), passed_over(house)) == ({"SO-1/1": ("2026-03-02", False)}, {"SO-1/1": 2})


def test_who_gathers_and_changes_its_class_gives_back_what_it_gathered(house: Desk) -> None:
    starved_order(house, gather_days=30)
    receipts(house, 1, 3)
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 0, "SO-2/1": 4, "SO-2/2": 0}
    classify(house.store, house.act(), "SO-1", "C", why="late payer")
    assert lifted(house) == {}
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 7, "SO-2/2": 0}


def test_who_was_served_is_lifted_no_more(house: Desk) -> None:
    starved_pack(house)
    come(house, "LAMP", 6)
    assert (held(house), lifted(house)) == ({"SO-1/1": 6, "SO-2/1": 2}, {})
    # The rest of it is no longer what was passed over.
    take(house, *order("SO-0", "BEN", 1, ("LAMP", 12)), in_packs(day=2, units=60), update=True)
    come(house, "LAMP", 12)
    assert held(house) == {"SO-0/1": 12, "SO-1/1": 6, "SO-2/1": 2}


def test_who_got_a_part_stays_lifted(house: Desk) -> None:
    set_house(house, starved_after=2)
    take(house, in_packs(day=2, units=12), *order("SO-2", "BEN", 3, ("LAMP", 9)))
    receipts(house, 2)
    take(house, *order("SO-0", "BEN", 1, ("LAMP", 3)))
    receipts(house, 1, 6)
    assert (held(house), lifted(house)) == (
        {"SO-0/1": 0, "SO-1/1": 6, "SO-2/1": 2},
        {"SO-1/1": ("2026-03-02", False)},
    )
    # It wants no more than it has: nobody is to be served before others for it.
    take(house, in_packs(day=2, units=6), update=True)
    assert (held(house, "SO-1"), lifted(house)) == ({"SO-1/1": 6}, {})
    take(house, in_packs(day=2, units=12), update=True)
    receipts(house, 1, 3)
    assert held(house) == {"SO-0/1": 3, "SO-1/1": 6, "SO-2/1": 2}


def test_an_order_that_must_ship_complete_is_lifted_until_all_of_it_is_there(house: Desk) -> None:
    starved_order(house, gather_days=30)
    receipts(house, 1, 4)
    both = {"SO-1/1": ("2026-03-02", True), "SO-1/2": ("2026-03-02", True)}
    assert (held(house, "SO-1"), lifted(house)) == ({"SO-1/1": 4, "SO-1/2": 0}, both)
    receipts(house, 1, 2, "CORD")
    assert (held(house, "SO-1"), lifted(house)) == ({"SO-1/1": 4, "SO-1/2": 2}, {})


def test_whoever_was_lifted_is_so_again_when_the_run_that_served_it_is_undone(house: Desk) -> None:
    starved_pack(house)
    come(house, "LAMP", 6)
    undo_run(house.store, house.act(), last_run(house))
    assert (held(house), lifted(house)) == ({"SO-1/1": 0, "SO-2/1": 2}, {"SO-1/1": ("2026-03-02", False)})
    take(house, *order("SO-0", "BEN", 1, ("LAMP", 6)))
    come(house, "LAMP", 1)
    assert held(house) == {"SO-0/1": 1, "SO-1/1": 6, "SO-2/1": 2}


def test_who_is_full_again_by_an_undo_is_lifted_no_more(house: Desk) -> None:
    set_house(house, starved_after=1)
    take(house, opening("LAMP", 6), in_packs())
    take(house, *order("SO-2", "ANN", 2, ("LAMP", 6)), *order("SO-3", "BEN", 3, ("LAMP", 9)))
    assert redistributed(house) == {"SO-1/1": 0, "SO-2/1": 6, "SO-3/1": 0}
    run = last_run(house)
    come(house, "LAMP", 1)
    assert (held(house), lifted(house)) == (
        {"SO-1/1": 0, "SO-2/1": 6, "SO-3/1": 1},
        {"SO-1/1": ("2026-03-02", False)},
    )
    undo_run(house.store, house.act(), run)
    assert (held(house), lifted(house)) == ({"SO-1/1": 6, "SO-2/1": 0, "SO-3/1": 1}, {})


def test_a_gathering_order_that_loses_some_of_one_item_keeps_the_other(house: Desk) -> None:
    set_house(house, starved_after=1, gather_days=30)
    take(
        house,
        *order("SO-1", "BEN", 1, ("MILK", 4), ("CORD", 2), ("LAMP", 1), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("LAMP", 1), ("CORD", 5)),
    )
    come(house, "CORD", 1)
    come(house, "CORD", 2)
    come(house, "MILK", 3, lot="L1", expiry=date(2026, 3, 2))
    assert held(house, "SO-1") == {"SO-1/1": 3, "SO-1/2": 2, "SO-1/3": 0}
    before = last_run(house)
    turn_to(house, date(2026, 3, 3))
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 2, "SO-1/3": 0, "SO-2/1": 0, "SO-2/2": 1}
    # Nor does it give back its cords to be given them again.
    assert runs(house, before) == [(before + 1, "cut", "first-come", "expiry")]
    assert decisions(house, before + 1) == {"MILK": (0, [("SO-1/1", 1, 3, -3, "stock-was-lost")])}
    assert level(house, "CORD") == (3, 3)


def test_opening_stock_is_no_receipt(house: Desk) -> None:
    take(house, in_packs(), *order("SO-2", "BEN", 2, ("LAMP", 9)))
    take(house, opening("LAMP", 2))
    assert (held(house), passed_over(house)) == ({"SO-1/1": 0, "SO-2/1": 2}, {})


def test_a_receipt_that_is_scanned_in_portions_counts_once(house: Desk) -> None:
    take(house, in_packs(), *order("SO-2", "BEN", 2, ("LAMP", 20)), *purchase("PO-1", ("LAMP", 30)))
    for _ in range(7):
        receive(house.store, house.act(), [Goods("LAMP", 1, "A-1")], purchase_order="PO-1")
    assert (passed_over(house), lifted(house)) == ({"SO-1/1": 1}, {})
    close_receipt(house.store, house.act(), purchase_order="PO-1")
    receive(house.store, house.act(), [Goods("LAMP", 1, "A-1")], purchase_order="PO-1")
    assert passed_over(house) == {"SO-1/1": 2}


def test_what_is_given_when_a_receipt_is_closed_counts_as_its_receipt(house: Desk) -> None:
    take(house, *order("SO-W", "BEN", 1, ("LAMP", 10), ship_policy=BY_LINE), *order("SO-P", "BEN", 2, ("LAMP", 99)))
    for at in range(5):
        take(house, *purchase(f"PO-{at}", ("LAMP", 12)))
        # Kept for the line that counts on the rest, and given to the other when that does not come.
        receive(house.store, house.act(), [Goods("LAMP", 3, "A-1")], purchase_order=f"PO-{at}")
        assert held(house)["SO-P/1"] == 3 * at
        close_receipt(house.store, house.act(), purchase_order=f"PO-{at}")
    assert (held(house)["SO-P/1"], list(lifted(house))) == (15, ["SO-W/1"])


def test_who_is_passed_over_by_what_is_put_aside_at_once_is_counted_and_lifted(house: Desk) -> None:
    take(house, *order("SO-W", "BEN", 1, ("LAMP", 10), ship_policy=BY_LINE))
    free, counted, in_the_end = 0, [], []
    for at in range(5):
        # The last one of the receipt before goes to this order when it is entered.
        take(house, *order(f"SO-{at}", "BEN", 2 + at, ("LAMP", free + 2)))
        free = 1
        aside = Goods("LAMP", 2, "STAGE", for_order=f"SO-{at}", to_follow=1)
        receive(house.store, house.act(), [aside], supplier="ACME")
        counted.append(passed_over(house).get("SO-W/1", 0))
        # What follows is of the same receipt.
        receive(house.store, house.act(), [Goods("LAMP", 1, "A-1")], supplier="ACME")
        close_receipt(house.store, house.act(), supplier="ACME")
        in_the_end.append(passed_over(house).get("SO-W/1", 0))
    # What follows the fifth time is the first that it gathers.
    assert (counted, in_the_end) == ([1, 2, 3, 4, 5], [1, 2, 3, 4, 0])
    assert lifted(house) == {"SO-W/1": ("2026-03-02", True)}
    assert held(house) == {"SO-W/1": 1, "SO-0/1": 2, "SO-1/1": 3, "SO-2/1": 3, "SO-3/1": 3, "SO-4/1": 3}
    take(house, *order("SO-5", "BEN", 9, ("LAMP", 2)))
    aside = Goods("LAMP", 2, "STAGE", for_order="SO-5", to_follow=1)
    assert refusal(house, lambda: receive(house.store, house.act(), [aside], supplier="ACME")) == (
        StagingFault.NOT_FOR_IT,
        {"order": "SO-5", "sku": "LAMP", "quantity": 2, "gets": 0},
    )


def test_who_gets_some_of_what_follows_is_not_passed_over_and_passes_nobody_over_yet(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 2)),
        in_packs("SO-2", day=2),
        *order("SO-3", "BEN", 3, ("LAMP", 5)),
    )
    aside = Goods("LAMP", 2, "STAGE", for_order="SO-1", to_follow=2)
    receive(house.store, house.act(), [aside], supplier="ACME")
    assert (held(house), passed_over(house)) == ({"SO-1/1": 2, "SO-2/1": 0, "SO-3/1": 0}, {})
    receive(house.store, house.act(), [Goods("LAMP", 2, "A-1")], supplier="ACME")
    assert (held(house), passed_over(house)) == ({"SO-1/1": 2, "SO-2/1": 0, "SO-3/1": 2}, {"SO-2/1": 1})


def test_who_is_lifted_by_what_is_put_aside_at_once_gathers_what_is_free_of_all_its_items(house: Desk) -> None:
    set_house(house, starved_after=1)
    take(
        house,
        opening("CORD", 1),
        *order("SO-W", "BEN", 1, ("LAMP", 4), ("CORD", 2), ship_policy=WHOLE),
        *order("SO-1", "BEN", 2, ("LAMP", 2)),
    )
    before = last_run(house)
    aside = Goods("LAMP", 2, "TOTE", for_order="SO-1", to_follow=1)
    receive(house.store, house.act(), [aside], supplier="ACME")
    assert lifted(house) == {"SO-W/1": ("2026-03-02", True), "SO-W/2": ("2026-03-02", True)}
    assert held(house) == {"SO-W/1": 0, "SO-W/2": 1, "SO-1/1": 2}
    assert [(mode, cause) for _, mode, _, cause in runs(house, before)] == [("fill", "receipt"), ("fill", "receipt")]
