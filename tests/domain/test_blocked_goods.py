"""What only a block has set aside, wherever it was carried since."""

from warehouse_app.domain.blocked_goods import Change, Step, set_aside_by_block

A, B, C = 1, 2, 3


def carried(action: int, source: int, target: int, units: int) -> list[Change]:
    return [Change(action, target, Step.CARRIED, units), Change(action, source, Step.GONE, units)]


def test_what_was_carried_stays_what_it_was() -> None:
    blocked = [Change(1, A, Step.BLOCK, 6)]
    assert set_aside_by_block(blocked) == {A: 6}
    assert set_aside_by_block([*blocked, *carried(2, A, B, 4), *carried(3, B, C, 3)]) == {A: 2, B: 1, C: 3}


def test_what_was_set_aside_for_another_reason_is_the_first_to_go() -> None:
    lying = [Change(1, A, Step.OTHER, 2), Change(2, A, Step.BLOCK, 4)]
    assert set_aside_by_block(lying) == {A: 4}
    assert set_aside_by_block([*lying, Change(3, A, Step.GONE, 3)]) == {A: 3}
    assert set_aside_by_block([*lying, *carried(3, A, B, 3)]) == {A: 3, B: 1}


def test_of_what_a_count_misses_it_is_the_last_to_go() -> None:
    lying = [Change(1, A, Step.OTHER, 4), Change(2, A, Step.BLOCK, 6)]
    assert set_aside_by_block([*lying, Change(3, A, Step.MISSING, 4)]) == {A: 2}
    assert set_aside_by_block([*lying, Change(3, A, Step.MISSING, 8)]) == {}
    assert set_aside_by_block([*lying, Change(3, A, Step.MISSING, 4), Change(4, A, Step.GONE, 5)]) == {A: 1}


def test_what_is_gone_is_not_found_where_other_goods_are_carried() -> None:
    lying = [Change(1, B, Step.OTHER, 2), Change(2, A, Step.BLOCK, 4), Change(3, A, Step.GONE, 4)]
    assert set_aside_by_block([*lying, *carried(4, B, C, 2)]) == {}


def test_what_somebody_sets_aside_anew_has_a_reason_of_its_own() -> None:
    anew = [Change(2, B, Step.OTHER, 1), Change(2, A, Step.GONE, 1)]
    assert set_aside_by_block([Change(1, A, Step.BLOCK, 4), *anew]) == {A: 3}
