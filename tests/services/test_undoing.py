"""A run taken back: what each line has afterwards, who gets nothing until the next receipt, and when it cannot be."""

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import (
    broken,
    come,
    decisions,
    furnished,
    held,
    last_run,
    level,
    opening,
    order,
    refusal,
    runs,
    send,
    set_house,
    take,
    turn_to,
)
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Mode, Policy, ShipPolicy
from warehouse_app.queries.plans import Request
from warehouse_app.services.allocating import allocate, plan_and_apply
from warehouse_app.services.changes import Area
from warehouse_app.services.ordering import cancel_order, save_order
from warehouse_app.services.releasing import release, unrelease
from warehouse_app.services.serving import hold, pin
from warehouse_app.services.undoing import RunUndone, UndoRunFault, undo_run

WHOLE = ShipPolicy.ORDER_COMPLETE


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def filled(desk: Desk) -> int:
    """Let eight lamps and two cords come for three orders that wait; return the run that gave the lamps."""
    take(
        desk,
        opening("CORD", 2),
        *order("SO-1", "BEN", 1, ("LAMP", 5), ("CORD", 3)),
        *order("SO-2", "BEN", 2, ("LAMP", 5)),
        *order("SO-3", "CAT", 3, ("LAMP", 5)),
    )
    come(desk, "LAMP", 8)
    assert held(desk) == {"SO-1/1": 5, "SO-1/2": 2, "SO-2/1": 3, "SO-3/1": 0}
    return last_run(desk)


def undone(desk: Desk, run: int) -> RunUndone:
    return undo_run(desk.store, desk.act(), run)


def paused(desk: Desk) -> set[str]:
    """Return the items to which no stock is given by itself."""
    found = desk.store.sql("SELECT i.sku FROM item_stock s JOIN item i ON i.id = s.item_id WHERE s.fill_paused")
    return {sku for (sku,) in found}


def test_a_fill_is_undone_as_one_step(house: Desk) -> None:
    run = filled(house)
    answer = undone(house, run)
    assert answer == RunUndone(run + 1, run, 2, 8, 0, answer.changes)
    assert answer.changes.areas == {Area.QUEUE, Area.ORDERS, Area.STOCK}
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 2, "SO-2/1": 0, "SO-3/1": 0}
    assert (level(house, "LAMP"), level(house, "CORD")) == ((8, 0), (2, 2))
    assert runs(house, run) == [(run + 1, "undo", "first-come", "by-hand")]
    made = [("SO-1/1", 0, 5, -5, "run-undone"), ("SO-2/1", 2, 3, -3, "run-undone")]
    assert decisions(house, run + 1) == {"LAMP": (0, made)}
    assert house.store.sql("SELECT undoes_id FROM run WHERE id = ?", (run + 1,)).fetchone() == (run,)
    assert paused(house) == {"LAMP"}


def test_a_redistribution_is_undone_in_both_directions(house: Desk) -> None:
    take(house, opening("LAMP", 6), *order("SO-1", "CAT", 1, ("LAMP", 4)))
    take(house, *order("SO-2", "BEN", 2, ("LAMP", 1)), *order("SO-3", "ANN", 3, ("LAMP", 5)))
    assert held(house) == {"SO-1/1": 4, "SO-2/1": 0, "SO-3/1": 2}
    made = plan_and_apply(house.store, house.act(), Request(Mode.REDISTRIBUTE))
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 1, "SO-3/1": 5}
    assert made.run is not None
    answer = undone(house, made.run)
    assert (answer.lines, answer.taken, answer.returned) == (3, 4, 4)
    assert (held(house), level(house, "LAMP")) == ({"SO-1/1": 4, "SO-2/1": 0, "SO-3/1": 2}, (6, 6))


def test_until_the_next_receipt_nobody_gets_what_was_given_back(house: Desk) -> None:
    undone(house, filled(house))
    save_order(house.store, house.act(), order("SO-4", "ANN", 4, ("LAMP", 2)), update=False)
    assert decisions(house, last_run(house))["LAMP"] == (
        8,
        [
            ("SO-4/1", 2, 0, 0, "paused-after-an-undo"),
            ("SO-1/1", 5, 0, 0, "paused-after-an-undo"),
            ("SO-2/1", 5, 0, 0, "paused-after-an-undo"),
            ("SO-3/1", 5, 0, 0, "paused-after-an-undo"),
        ],
    )
    turn_to(house, date(2026, 3, 3))
    assert (level(house, "LAMP"), paused(house)) == ((8, 0), {"LAMP"})
    come(house, "CORD", 1)
    assert (held(house, "SO-1"), paused(house)) == ({"SO-1/1": 0, "SO-1/2": 3}, {"LAMP"})
    come(house, "LAMP", 1)
    assert held(house) == {"SO-1/1": 5, "SO-1/2": 3, "SO-2/1": 2, "SO-3/1": 0, "SO-4/1": 2}
    assert paused(house) == set()


@pytest.mark.parametrize("planned", [False, True])
def test_a_run_by_hand_ends_the_pause(house: Desk, planned: bool) -> None:
    undone(house, filled(house))
    if planned:
        answer = plan_and_apply(house.store, house.act(), Request(policy=Policy.FIRST_COME))
    else:
        answer = allocate(house.store, house.act())
    assert (answer.lines, answer.units, paused(house)) == (2, 8, set())
    assert held(house) == {"SO-1/1": 5, "SO-1/2": 2, "SO-2/1": 3, "SO-3/1": 0}


def test_a_run_for_other_items_leaves_the_pause(house: Desk) -> None:
    undone(house, filled(house))
    allocate(house.store, house.act(), skus=["CORD"])
    assert (paused(house), level(house, "LAMP")) == ({"LAMP"}, (8, 0))


def test_a_receipt_of_another_item_leaves_the_pause_where_an_order_ties_them(house: Desk) -> None:
    take(
        house,
        *order("SO-1", "BEN", 1, ("LAMP", 5)),
        *order("SO-2", "BEN", 2, ("LAMP", 9), ("CORD", 9), ship_policy=WHOLE),
    )
    come(house, "LAMP", 5)
    undone(house, last_run(house))
    assert (held(house, "SO-1"), paused(house)) == ({"SO-1/1": 0}, {"LAMP"})
    come(house, "CORD", 3)
    assert (held(house), level(house, "LAMP")) == ({"SO-1/1": 0, "SO-2/1": 0, "SO-2/2": 0}, (5, 0))
    allocate(house.store, house.act(), skus=["CORD"])
    assert (level(house, "LAMP"), paused(house)) == ((5, 0), {"LAMP"})
    come(house, "LAMP", 1)
    assert (held(house, "SO-1"), paused(house)) == ({"SO-1/1": 5}, set())


def test_an_order_that_begins_to_gather_in_a_receipt_leaves_the_pause_of_its_other_item(house: Desk) -> None:
    """The second fill that its lifting brings is part of the receipt, and nothing has come of the other item."""
    set_house(house, starved_after=2)
    take(
        house,
        *order("SO-1", "BEN", 1, ("CORD", 4), ("LAMP", 2), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("LAMP", 3), ("CORD", 9)),
    )
    come(house, "LAMP", 3)
    undone(house, last_run(house))
    come(house, "CORD", 1)
    before = last_run(house)
    come(house, "CORD", 1)
    assert [(mode, cause) for _, mode, _, cause in runs(house, before)] == [("fill", "receipt"), ("fill", "receipt")]
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 0, "SO-2/2": 2}
    assert (level(house, "LAMP"), paused(house)) == ((3, 0), {"LAMP"})
    come(house, "LAMP", 1)
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 2, "SO-2/1": 2, "SO-2/2": 2}


def test_a_pin_is_given_in_a_pause_and_all_others_wait(house: Desk) -> None:
    """A pin is a person's word: it is not given by itself."""
    undone(house, filled(house))
    before = last_run(house)
    pinned = pin(house.store, house.act(), "SO-3", 1, 4, why="promised")
    assert (pinned.quantity, pinned.allocated) == (4, 4)
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 2, "SO-2/1": 0, "SO-3/1": 4}
    assert decisions(house, before + 1) == {
        "LAMP": (
            8,
            [
                ("SO-1/1", 5, 0, 0, "paused-after-an-undo"),
                ("SO-2/1", 5, 0, 0, "paused-after-an-undo"),
                ("SO-3/1", 5, 0, 4, "only-what-is-pinned"),
            ],
        )
    }
    assert (level(house, "LAMP"), paused(house)) == ((8, 4), {"LAMP"})
    # Another item's pause is not ended by it either, and what comes next is given as ever.
    come(house, "LAMP", 1)
    assert held(house) == {"SO-1/1": 5, "SO-1/2": 2, "SO-2/1": 0, "SO-3/1": 4}


def test_what_is_pinned_and_was_not_to_be_had_is_given_what_an_undo_frees(house: Desk) -> None:
    run = filled(house)
    assert pin(house.store, house.act(), "SO-3", 1, 4, why="promised").allocated == 0
    before = last_run(house)
    answer = undone(house, run)
    assert (answer.run, answer.taken, answer.returned) == (before + 1, 8, 0)
    assert held(house) == {"SO-1/1": 0, "SO-1/2": 2, "SO-2/1": 0, "SO-3/1": 4}
    assert [(mode, cause) for _, mode, _, cause in runs(house, before)] == [("undo", "by-hand"), ("fill", "undone")]
    assert (level(house, "LAMP"), paused(house)) == ((8, 4), {"LAMP"})


def test_an_order_that_must_ship_complete_waits_for_the_end_of_the_pause(house: Desk) -> None:
    undone(house, filled(house))
    take(house, opening("PLUG", 1), *order("SO-5", "ANN", 5, ("LAMP", 1), ("PLUG", 1), ship_policy=WHOLE))
    assert held(house, "SO-5") == {"SO-5/1": 0, "SO-5/2": 0}
    come(house, "LAMP", 1)
    assert held(house, "SO-5") == {"SO-5/1": 1, "SO-5/2": 1}


def test_what_no_run_gave_cannot_be_undone(house: Desk) -> None:
    run = filled(house)
    turn_to(house, date(2026, 3, 3))
    assert refusal(house, partial(undone, house, 99)) == (UndoRunFault.UNKNOWN, {"run": 99})
    save_order(house.store, house.act(), order("SO-4", "CAT", 4, ("LAMP", 2)), update=False)
    empty = last_run(house)
    assert refusal(house, partial(undone, house, empty)) == (UndoRunFault.NOT_OF_A_KIND, {"run": empty})
    undone(house, run)
    again = refusal(house, partial(undone, house, run))
    assert again == (UndoRunFault.UNDONE, {"run": run, "undone_by": empty + 1})
    of_undo = refusal(house, partial(undone, house, empty + 1))
    assert of_undo == (UndoRunFault.NOT_OF_A_KIND, {"run": empty + 1})
    assert paused(house) == {"LAMP"}


def test_a_loss_cannot_be_undone(house: Desk) -> None:
    take(house, opening("MILK", 2, lot="L1", expiry=date(2026, 3, 2)), *order("SO-1", "BEN", 1, ("MILK", 2)))
    turn_to(house, date(2026, 3, 3))
    run = last_run(house)
    assert runs(house, run - 1) == [(run, "cut", "first-come", "expiry")]
    assert refusal(house, partial(undone, house, run)) == (UndoRunFault.NOT_OF_A_KIND, {"run": run})


def test_a_run_that_a_later_one_built_on_is_not_undone(house: Desk) -> None:
    run = filled(house)
    come(house, "LAMP", 1)
    later = last_run(house)
    assert refusal(house, partial(undone, house, run)) == (UndoRunFault.TOUCHED, {"run": run, "later": later})
    undone(house, later)
    assert held(house, "SO-1", "SO-2") == {"SO-1/1": 5, "SO-1/2": 2, "SO-2/1": 3}
    # The later run is undone; the line that it touched was touched all the same.
    assert refusal(house, partial(undone, house, run)) == (UndoRunFault.TOUCHED, {"run": run, "later": later})


def test_a_later_run_for_other_lines_does_not_hinder(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 2)), *order("SO-2", "BEN", 2, ("LAMP", 5)))
    come(house, "LAMP", 2)
    run = last_run(house)
    come(house, "LAMP", 2)
    undone(house, run)
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 2}


def test_what_is_on_a_pick_list_or_picked_is_not_undone(house: Desk) -> None:
    run = filled(house)
    release(house.store, house.act(), orders=["SO-1"])
    assert refusal(house, partial(undone, house, run)) == (UndoRunFault.ON_LIST, {"run": run})
    unrelease(house.store, house.act(), "PL-1")
    send(house, "SO-2", 1)
    assert refusal(house, partial(undone, house, run)) == (UndoRunFault.CHANGED, {"run": run})


def test_what_a_list_does_not_need_can_be_undone(house: Desk) -> None:
    take(house, opening("LAMP", 3), *order("SO-1", "BEN", 1, ("LAMP", 9)))
    release(house.store, house.act())
    come(house, "LAMP", 4)
    undone(house, last_run(house))
    assert held(house) == {"SO-1/1": 3}


def test_lines_that_have_changed_are_not_given_back_to(house: Desk) -> None:
    take(house, opening("LAMP", 6), *order("SO-1", "CAT", 1, ("LAMP", 4)))
    take(house, *order("SO-2", "ANN", 3, ("LAMP", 5)))
    run = plan_and_apply(house.store, house.act(), Request(Mode.REDISTRIBUTE)).run
    assert held(house) == {"SO-1/1": 1, "SO-2/1": 5}
    cancel_order(house.store, house.act(), "SO-1")
    assert run is not None
    assert refusal(house, partial(undone, house, run)) == (UndoRunFault.CHANGED, {"run": run})


def test_what_is_pinned_since_is_not_taken(house: Desk) -> None:
    run = filled(house)
    pin(house.store, house.act(), "SO-2", 1, 2, why="promised")
    assert refusal(house, partial(undone, house, run)) == (UndoRunFault.CHANGED, {"run": run})
    assert paused(house) == set()


def test_what_others_have_by_now_is_not_given_back(house: Desk) -> None:
    take(house, opening("LAMP", 10), *order("SO-1", "BEN", 1, ("LAMP", 10)))
    hold(house.store, house.act(), "SO-1", why="credit")
    run = plan_and_apply(house.store, house.act(), Request(Mode.REDISTRIBUTE)).run
    assert run is not None
    assert (held(house), level(house, "LAMP")) == ({"SO-1/1": 0}, (10, 0))
    take(house, *order("SO-2", "BEN", 2, ("LAMP", 4)))
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 4}
    assert refusal(house, partial(undone, house, run)) == (UndoRunFault.CHANGED, {"run": run})
    assert (held(house), level(house, "LAMP"), paused(house)) == ({"SO-1/1": 0, "SO-2/1": 4}, (10, 4), set())
    assert broken(house) == []
    cancel_order(house.store, house.act(), "SO-2")
    undone(house, run)
    assert (held(house, "SO-1"), level(house, "LAMP")) == ({"SO-1/1": 10}, (10, 10))


def test_what_would_not_last_as_long_as_asked_is_not_given_back(house: Desk) -> None:
    take(
        house,
        opening("MILK", 4, lot="L1", expiry=date(2026, 3, 20)),
        *order("SO-1", "CAT", 1, ("MILK", 4), minimum_shelf_life_days=18),
    )
    take(house, *order("SO-2", "ANN", 2, ("MILK", 4)))
    run = plan_and_apply(house.store, house.act(), Request(Mode.REDISTRIBUTE)).run
    assert held(house) == {"SO-1/1": 0, "SO-2/1": 4}
    turn_to(house, date(2026, 3, 3))
    assert run is not None
    assert refusal(house, partial(undone, house, run)) == (UndoRunFault.CHANGED, {"run": run})
    assert broken(house) == []


def test_an_order_that_must_ship_complete_gives_all_back(house: Desk) -> None:
    take(house, opening("LAMP", 2), *order("SO-1", "BEN", 1, ("LAMP", 2), ("CORD", 1), ship_policy=WHOLE))
    come(house, "CORD", 1)
    answer = undone(house, last_run(house))
    assert (answer.lines, answer.taken) == (2, 3)
    assert (held(house), paused(house)) == ({"SO-1/1": 0, "SO-1/2": 0}, {"LAMP", "CORD"})


def test_what_is_no_longer_complete_gives_back_the_rest_too(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 3),
        opening("GAME", 2),
        *order("SO-1", "BEN", 1, ("LAMP", 3), ("GAME", 2), ship_policy=WHOLE),
        *order("SO-2", "BEN", 2, ("LAMP", 2)),
    )
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 0, "SO-2/1": 0}
    turn_to(house, date(2026, 4, 1))
    run = last_run(house)
    assert held(house) == {"SO-1/1": 3, "SO-1/2": 2, "SO-2/1": 0}
    answer = undone(house, run)
    assert (answer.run, answer.lines, answer.taken) == (run + 1, 1, 2)
    # The games wait for the next receipt; the lamps, which the run did not give, need not.
    assert (held(house), paused(house)) == ({"SO-1/1": 0, "SO-1/2": 0, "SO-2/1": 2}, {"GAME"})
    assert [(mode, cause) for _, mode, _, cause in runs(house, run)] == [
        ("undo", "by-hand"),
        ("fill", "undone"),
        ("cut", "incomplete"),
        ("fill", "undone"),
    ]


def test_the_same_undo_again_answers_the_same(house: Desk) -> None:
    run = filled(house)
    action = house.act()
    first = undo_run(house.store, action, run)
    assert undo_run(house.store, action, run) == first
    assert last_run(house) == run + 1


def test_a_clerk_may_not_undo_a_run(house: Desk) -> None:
    run = filled(house)
    house.store.sql("INSERT INTO person (name, role) VALUES ('anna', 1)")
    with pytest.raises(Refused) as refused:
        undone(house, run)
    assert refused.value.facts == {"person": "anna", "role": "lead"}


def test_a_line_that_has_shrunk_since_cannot_have_back_what_it_had(house: Desk) -> None:
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 10)))
    come(house, "LAMP", 5)
    come(house, "LAMP", 3)
    run = last_run(house)
    take(house, *order("SO-1", "BEN", 1, ("LAMP", 6)), update=True)
    assert held(house) == {"SO-1/1": 6}
    assert refusal(house, lambda: undo_run(house.store, house.act(), run)) == (UndoRunFault.CHANGED, {"run": run})
    assert held(house) == {"SO-1/1": 6}
