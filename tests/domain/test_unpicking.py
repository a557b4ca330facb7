"""Whose picking is undone where picked goods are missing."""

import pytest

from warehouse_app.domain.unpicking import PickedPart, missing_parts

EARLY, LATE = PickedPart(1, 10, "SO-1", 0, 5), PickedPart(2, 20, "SO-2", 1, 3)
LATE_TOO = PickedPart(3, 20, "SO-2", 1, 4)


@pytest.mark.parametrize(
    ("missing", "taken"),
    [
        (0, []),
        (1, [(3, 1)]),
        (4, [(3, 4)]),
        (6, [(3, 4), (2, 2)]),
        (8, [(3, 4), (2, 3), (1, 1)]),
        (12, [(3, 4), (2, 3), (1, 5)]),
    ],
)
def test_the_end_of_the_queue_goes_first_and_of_a_line_what_was_fixed_last(
    missing: int, taken: list[tuple[int, int]]
) -> None:
    for parts in ([EARLY, LATE, LATE_TOO], [LATE_TOO, EARLY, LATE]):
        found = missing_parts(missing, parts, {"SO-1": 5, "SO-2": 7})
        assert [(part.allocation, units) for part, units in found] == taken


def test_what_lies_where_it_is_missing_goes_before_the_end_of_the_queue_that_lies_elsewhere() -> None:
    parts, here = [EARLY, LATE, LATE_TOO], {"SO-1": 2}
    assert missing_parts(2, parts, here) == [(EARLY, 2)]
    # More is missing than is known to lie there: the rest is of whoever comes last.
    assert missing_parts(4, parts, here) == [(LATE_TOO, 2), (EARLY, 2)]
    assert missing_parts(3, parts, {}) == [(LATE_TOO, 3)]
    assert missing_parts(5, parts, {"SO-2": 1, "SO-1": 4}) == [(LATE_TOO, 1), (EARLY, 4)]
