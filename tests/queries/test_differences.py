"""A run asked for by names, planned, and told as the whole difference that it would make."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.services.stock import counts, furnished, held, last_run, opening, order, take, versions
from warehouse_app.domain.decisions import Reason
from warehouse_app.domain.statuses import Mode, Policy, Strategy
from warehouse_app.queries.collecting import collector_is_paused
from warehouse_app.queries.differences import Asked, Difference, difference, waiting_classes
from warehouse_app.queries.plans import Stage
from warehouse_app.services.allocating import apply_plan


class StoppedError(Exception):
    """Raised by who is told how far the work is."""


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def fill(house: Desk) -> None:
    """Let Ann (A) have 2 of 2, Ben (B) 3 of 6, Cat (C) none of 4 lamps; and Ben all of his cords."""
    take(
        house,
        opening("LAMP", 5),
        opening("CORD", 9),
        *order("SO-1", "ANN", 1, ("LAMP", 2), need_by=date(2026, 3, 9)),
        *order("SO-2", "BEN", 2, ("LAMP", 6), ("CORD", 2), price=250),
        *order("SO-3", "CAT", 3, ("LAMP", 4)),
    )


def found(house: Desk, asked: Asked) -> Difference:
    with house.store.snapshot():
        return difference(house.store, asked)


def moved(made: Difference) -> dict[str, int]:
    return {f"{row.order}/{row.line}": row.units for row in (*made.shown.gains, *made.shown.losses)}


def test_a_difference_is_told_with_its_reasons_and_changes_nothing(house: Desk) -> None:
    fill(house)
    before = (held(house), last_run(house), versions(house))
    steps: list[tuple[Stage, int, int]] = []
    asked = Asked(
        Mode.REDISTRIBUTE, Policy.FIRST_COME, of_customer={"CAT": Strategy.WIN}, of_class={"A": Strategy.GAIN}
    )
    with house.store.snapshot():
        made = difference(house.store, asked, lambda *step: steps.append(step))
    assert moved(made) == {"SO-3/1": 3, "SO-2/1": -3}
    assert (made.given, made.taken) == (3, 3)
    assert {name: parts[0].code for name, parts in made.reasons.items()} == {
        ("SO-3", 1): Reason.PARTLY_FILLED,
        ("SO-2", 1): Reason.GIVEN_TO_OTHERS,
    }
    assert [units for _, units in made.planned.unmet] == [1]
    assert steps == [
        (Stage.READING, 4, 4),
        (Stage.DECIDING, 4, 4),
        (Stage.COMPARING, 0, 2),
        (Stage.COMPARING, 2, 2),
        (Stage.COMPARING, 2, 2),
        (Stage.EXPLAINING, 0, 1),
        (Stage.EXPLAINING, 1, 1),
    ]
    assert (held(house), last_run(house), versions(house)) == before


@pytest.mark.parametrize("stage", Stage)
def test_whoever_is_told_can_stop_it_and_nothing_is_changed(house: Desk, stage: Stage) -> None:
    fill(house)
    before = (counts(house), held(house), versions(house))
    asked = Asked(Mode.REDISTRIBUTE, Policy.FIRST_COME, of_customer={"CAT": Strategy.WIN})

    def told(at: Stage, _done: int, _total: int) -> None:
        if at is stage:
            raise StoppedError(at)

    with pytest.raises(StoppedError) as stopped, house.store.snapshot():
        difference(house.store, asked, told)
    assert stopped.value.args == (stage,)
    assert not collector_is_paused()
    assert (counts(house), held(house), versions(house)) == before
    assert moved(found(house, asked)) == {"SO-3/1": 4, "SO-1/1": -1, "SO-2/1": -3}


def test_what_was_shown_is_what_is_made(house: Desk) -> None:
    fill(house)
    made = found(house, Asked(Mode.REDISTRIBUTE, Policy.FIRST_COME, of_customer={"BEN": Strategy.LOSE}))
    assert moved(made) == {"SO-3/1": 3, "SO-2/1": -3}
    apply_plan(house.store, house.act(), made.planned)
    assert held(house) == {"SO-1/1": 2, "SO-2/1": 0, "SO-2/2": 2, "SO-3/1": 3}


@pytest.mark.parametrize(
    "outside",
    [
        Asked(Mode.REDISTRIBUTE, Policy.FIRST_COME, skus=("CORD",), of_customer={"BEN": Strategy.LOSE}),
        Asked(Mode.REDISTRIBUTE, Policy.FIRST_COME, customers=("ANN", "CAT"), of_customer={"BEN": Strategy.LOSE}),
        Asked(Mode.REDISTRIBUTE, Policy.FIRST_COME, classes=frozenset("AC"), of_customer={"BEN": Strategy.LOSE}),
        Asked(
            Mode.REDISTRIBUTE,
            Policy.FIRST_COME,
            due=(date(2026, 3, 1), date(2026, 3, 31)),
            of_customer={"BEN": Strategy.LOSE},
        ),
        Asked(Mode.FILL, Policy.FIRST_COME),
    ],
)
def test_nobody_outside_the_scope_is_touched(house: Desk, outside: Asked) -> None:
    fill(house)
    made = found(house, outside)
    assert moved(made) == {}
    assert (made.given, made.taken, made.reasons) == (0, 0, {})


def test_a_customer_that_nobody_knows_is_a_bug_and_never_everybody(house: Desk) -> None:
    fill(house)
    with pytest.raises(KeyError):
        found(house, Asked(Mode.FILL, Policy.FIRST_COME, customers=("NOBODY",)))


def test_the_classes_of_open_lines_are_told(house: Desk) -> None:
    fill(house)
    with house.store.snapshot():
        assert waiting_classes(house.store) == ["A", "B", "C"]
