"""Credits of another system that name no order: which lines of the customer they are taken from."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Credit(NamedTuple):
    """`quantity` units that are no longer wanted, as of the instant `at` (microseconds since 1970, UTC)."""

    quantity: int
    at: int


class CreditLine(NamedTuple):
    """A line that credits may be taken from: `unpicked` units can be cancelled, `shipped` ones can only come back."""

    line: int
    placed_at: int
    unpicked: int
    shipped: int


class Taken(NamedTuple):
    """What one credit takes from one line (None: from none), in base units."""

    credit: int
    line: int | None
    cancelled: int
    returned: int


def match_credits(credits_of_pair: Sequence[Credit], lines: Iterable[CreditLine]) -> list[Taken]:
    """Take each credit, in the order given, from the lines of one customer and item placed at or before it.

    The latest line first: what was ordered last is what was most likely meant. A unit that is not picked is cancelled,
    one that was shipped is returned. What finds no line is taken from None.
    """
    latest_first = sorted(lines, key=lambda line: (line.placed_at, line.line), reverse=True)
    left = {line.line: [line.unpicked, line.shipped] for line in latest_first}
    taken: list[Taken] = []
    for number, credit in enumerate(credits_of_pair):
        wanted = credit.quantity
        for line in latest_first:
            if not wanted:
                break
            if line.placed_at <= credit.at:
                unpicked, shipped = left[line.line]
                cancelled = min(wanted, unpicked)
                returned = min(wanted - cancelled, shipped)
                if cancelled or returned:
                    left[line.line] = [unpicked - cancelled, shipped - returned]
                    taken.append(Taken(number, line.line, cancelled, returned))
                    wanted -= cancelled + returned
        if wanted:
            taken.append(Taken(number, None, wanted, 0))
    return taken
