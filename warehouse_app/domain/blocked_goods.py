"""What a block alone has set aside, followed through what became of the lot since: carried elsewhere, or gone."""

from collections import Counter
from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple


class Step(Enum):
    """How units of a lot came to be set aside in a place, or left it so."""

    BLOCK = auto()
    """For no other reason than the block."""
    OTHER = auto()
    """For another reason."""
    CARRIED = auto()
    """Brought from other places, as they were there."""
    GONE = auto()
    MISSING = auto()
    """Not there any more when they were counted."""


class Change(NamedTuple):
    """Units of a lot that came to be set aside in a place (id), or that left it, by one action."""

    action: int
    place: int
    step: Step
    units: int


def set_aside_by_block(changes: Iterable[Change]) -> Counter[int]:
    """Return the units, by place, that are set aside for no other reason than a block; `changes` is all that became of
    a lot, action by action.

    Where some lie there for other reasons too, these are the first to go. Of what a count misses they are the last:
    nobody has seen which of them is gone, and none is to be released that might not be good. What is carried stays what
    it was; what somebody sets aside anew has a reason of its own from then on.
    """
    lying: Counter[int] = Counter()
    blocked: Counter[int] = Counter()
    steps: dict[int, dict[Step, Counter[int]]] = {}
    for action, place, step, units in changes:
        steps.setdefault(action, {each: Counter() for each in Step})[step][place] += units
    for did in steps.values():
        freed = 0
        for place, units in did[Step.GONE].items():
            lying[place] -= units
            stays = min(blocked[place], max(0, lying[place]))
            freed += blocked[place] - stays
            blocked[place] = stays
        for place, units in did[Step.MISSING].items():
            lying[place] -= units
            blocked[place] -= min(units, blocked[place])
        for place, units in did[Step.CARRIED].items():
            some = min(freed, units)
            blocked[place] += some
            freed -= some
        blocked.update(did[Step.BLOCK])
        for step in (Step.CARRIED, Step.BLOCK, Step.OTHER):
            lying.update(did[step])
    return +blocked
