"""A run is planned and compared in parts: whatever their size, it is one run; and it can be stopped between any two."""

import gc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Desk
from tests.domain.queues import queues
from tests.services.stock import counts, furnished, held, ids, opening, order, take, versions
from warehouse_app.domain.queue import QueuedLine
from warehouse_app.domain.statuses import Mode, Policy, ShipPolicy, Strategy
from warehouse_app.domain.supply import Supply
from warehouse_app.queries import plan_preview, plans
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.plan_preview import Preview, preview
from warehouse_app.queries.plans import Plan, Request, Stage, plan

WHOLE = ShipPolicy.ORDER_COMPLETE
AFRESH = Request(Mode.REDISTRIBUTE, Policy.FIRST_COME, of_class={"A": Strategy.WIN, "B": Strategy.WIN})
GAINS = [("SO-5", 1, 1), ("SO-4", 2, 2), ("SO-6", 2, 3), ("SO-4", 1, 2)]
"""What AFRESH gives to (order, line): item by item in the order in which they come in the queue."""


class StoppedError(Exception):
    """Raised by who is told how far the work is."""


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    """Return a house in which six items are wanted, two of them by one order that must ship complete."""
    house = furnished(desk)
    yield next(house)
    next(house, None)


def filled(house: Desk) -> None:
    """Let all of class C hold something, and whoever comes later want it."""
    take(
        house,
        *(opening(sku, 4) for sku in ("LAMP", "CORD", "PLUG", "SALT")),
        *order("SO-1", "CAT", 1, ("PLUG", 3), ("SALT", 3)),
        *order("SO-2", "CAT", 2, ("LAMP", 3), ("CORD", 3)),
    )
    take(
        house,
        *order("SO-3", "BEN", 3, ("PLUG", 4), ("SALT", 1)),
        *order("SO-4", "BEN", 4, ("LAMP", 2), ("CORD", 2), ship_policy=WHOLE),
        *order("SO-5", "ANN", 5, ("CORD", 2), ("GAME", 1)),
        *order("SO-6", "ANN", 6, ("SALT", 2), ("PLUG", 6)),
    )


def made(house: Desk, request: Request) -> tuple[Plan, Preview]:
    with house.store.snapshot():
        planned = plan(house.store, house_settings(), request)
        return planned, preview(house.store, planned)


def in_parts_of(monkeypatch: pytest.MonkeyPatch, lines: int) -> None:
    for module in (plans, plan_preview):
        monkeypatch.setattr(module, "LOOK_EVERY", lines)


@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("mode", [Mode.FILL, Mode.REDISTRIBUTE])
def test_the_parts_make_no_difference(house: Desk, monkeypatch: pytest.MonkeyPatch, mode: Mode, policy: Policy) -> None:
    filled(house)
    strategies = {"A": Strategy.WIN, "C": Strategy.LOSE} if mode is Mode.REDISTRIBUTE else {}
    requests = [
        Request(mode, policy, of_class=strategies),
        Request(mode, policy, items=ids(house, "item", "LAMP", "SALT"), of_class=strategies),
        Request(mode, policy, classes=frozenset("AC"), of_class=strategies),
    ]
    for request in requests:
        in_parts_of(monkeypatch, 1_000)
        at_once = made(house, request)
        in_parts_of(monkeypatch, 1)
        one_by_one = made(house, request)
        assert one_by_one == at_once
        assert [*one_by_one[0].decisions] == [*at_once[0].decisions]


def test_what_is_decided_in_parts_is_told_in_the_order_of_the_queue(
    house: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(house)
    in_parts_of(monkeypatch, 1)
    planned, shown = made(house, AFRESH)
    skus = dict(house.store.sql("SELECT id, sku FROM item").fetchall())
    assert [skus[item] for item in planned.decisions] == ["CORD", "GAME", "PLUG", "SALT", "LAMP"]
    names = dict(
        house.store.sql(
            "SELECT l.id, o.number || '/' || l.line FROM order_line l JOIN sales_order o ON o.id = l.order_id"
        ).fetchall()
    )
    # Ann gets all four plugs and wants two more; Ben gets none of his four, and no salt, which is kept for class A.
    assert [(names[line], units) for line, units in planned.unmet] == [("SO-6/2", 2), ("SO-3/1", 4), ("SO-3/2", 1)]
    assert [(row.order, row.line, row.units) for row in shown.gains] == GAINS


@pytest.mark.parametrize("stage", [Stage.READING, Stage.DECIDING, Stage.COMPARING])
@pytest.mark.parametrize("after", [1, 2])
def test_it_is_stopped_at_whatever_is_told_and_has_changed_nothing(
    house: Desk, monkeypatch: pytest.MonkeyPatch, stage: Stage, after: int
) -> None:
    filled(house)
    in_parts_of(monkeypatch, 1)
    before = (counts(house), held(house), versions(house))
    heard: list[Stage] = []

    def told(at: Stage, _done: int, _total: int) -> None:
        heard.append(at)
        if heard.count(stage) == after:
            raise StoppedError

    gc.enable()
    with pytest.raises(StoppedError), house.store.snapshot():
        preview(house.store, plan(house.store, house_settings(), AFRESH, told), told)
    assert gc.isenabled()
    assert heard[-1] is stage
    assert heard.count(stage) == after
    assert (counts(house), held(house), versions(house)) == before
    # The next one finds the house as it was.
    assert [(row.order, row.line, row.units) for row in made(house, AFRESH)[1].gains] == GAINS


def test_it_is_told_how_many_of_how_many_lines_are_done(house: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(house)
    in_parts_of(monkeypatch, 4)
    told: list[tuple[Stage, int, int]] = []
    with house.store.snapshot():
        planned = plan(house.store, house_settings(), Request(), lambda *step: told.append(step))
        preview(house.store, planned, lambda *step: told.append(step))
    assert [step for step in told if step[0] is Stage.READING] == [
        (Stage.READING, 4, 12),
        (Stage.READING, 8, 12),
        (Stage.READING, 12, 12),
    ]
    for stage, total in ((Stage.DECIDING, 12), (Stage.COMPARING, 8)):
        steps = [(done, of) for at, done, of in told if at is stage]
        assert len(steps) > 2
        assert steps == sorted(steps)
        assert {of for _, of in steps} == {total}
        assert steps[-1] == (total, total)


def test_where_nothing_is_open_nothing_is_told_of_it(house: Desk) -> None:
    planned, shown = made(house, Request())
    assert planned.decisions == {}
    assert shown == Preview((), (), (), (), 0, (), ())


@given(queues(), st.integers(1, 6))
def test_groups_keep_every_line_once_in_its_order_and_whole_orders_together(
    drawn: tuple[dict[int, Supply], list[QueuedLine]], size: int
) -> None:
    _, lines = drawn
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plans, "LOOK_EVERY", size)
        groups = plans._groups(lines)
    assert sorted(row.line for group in groups for row in group) == sorted(row.line for row in lines)
    places = {row.line: place for place, row in enumerate(lines)}
    assert all([places[row.line] for row in group] == sorted(places[row.line] for row in group) for group in groups)
    group_of_item: dict[int, int] = {}
    group_of_order: dict[int, int] = {}
    for number, group in enumerate(groups):
        assert group
        for row in group:
            assert group_of_item.setdefault(row.item, number) == number
            if row.ship_policy is WHOLE:
                assert group_of_order.setdefault(row.order, number) == number
