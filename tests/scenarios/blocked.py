"""What is set aside of a lot, and how much of it for no other reason than that the lot is blocked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass
class Entry:
    """Units of a lot more (fewer: negative) that are set aside in a place, by the so-manyth action.

    They are set aside there only `by_block`, or were `carried` there as they were. What was booked by mistake (`wrong`)
    was never there; what a count did not find is `missing`.
    """

    action: int
    place: str
    units: int
    by_block: bool = False
    carried: bool = False
    wrong: bool = False
    missing: bool = False


def only_blocked(entries: Iterable[Entry]) -> Counter[str]:
    """Return the units, by place, that nothing else than a block has set aside; any others are the first to go.

    Only where some are missing, they are the last.
    """
    lying: Counter[str] = Counter()
    blocked: Counter[str] = Counter()
    true = sorted((each for each in entries if not each.wrong), key=lambda entry: entry.action)
    for _, did in groupby(true, key=lambda entry: entry.action):
        came: list[Entry] = []
        on_its_way = 0
        for each in did:
            if each.units > 0:
                came.append(each)
                continue
            lying[each.place] += each.units
            if each.missing:
                blocked[each.place] = max(0, blocked[each.place] + each.units)
            while blocked[each.place] > max(0, lying[each.place]):
                blocked[each.place] -= 1
                on_its_way += 1
        for each in came:
            there = min(on_its_way, each.units) if each.carried else each.units * each.by_block
            on_its_way -= there if each.carried else 0
            blocked[each.place] += there
            lying[each.place] += each.units
    return blocked
