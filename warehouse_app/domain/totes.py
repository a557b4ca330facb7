"""Goods that were put into a tote of an order, or on its packing place, in the moment in which they came.

The books receive them at the dock and carry them over at once; people look for them where they were put.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, Protocol

from warehouse_app.domain.statuses import LocationKind


class ToteWord(StrEnum):
    """How such a place is named; each has a sentence in `texts.stock`."""

    TOTE = "goods-tote-of-order"
    PACKING = "goods-packing-of-order"
    PLACE = "goods-place-of-order"


class Tote(NamedTuple):
    """A tote or packing place (its code) with goods of an order (its number)."""

    place: str
    kind: LocationKind
    order: str


Totes = tuple[tuple[Tote, int], ...]
"""The units that were put into each tote."""


class Say(Protocol):
    """Says a code with its facts in the words of a language."""

    def __call__(self, code: ToteWord, /, **facts: str) -> str:
        """Return the words."""


def whose(say: Say, tote: Tote) -> str:
    """Return what a tote is: of which order."""
    if tote.kind is LocationKind.PACKING:
        return say(ToteWord.PACKING, order=tote.order)
    return say(ToteWord.TOTE, order=tote.order)


def places(say: Say, place: str, quantity: int, totes: Totes) -> tuple[str, ...]:
    """Return where so many units were put that were received at a place: into totes, and what is left at that place."""
    named = [say(ToteWord.PLACE, place=tote.place, whose=whose(say, tote)) for tote, _ in totes]
    is_all = sum(units for _, units in totes) >= quantity
    return tuple(named) if is_all and named else (*named, place)


def in_all(totes: Iterable[tuple[Tote, int]]) -> Totes:
    """Return the units of each tote, in the order in which it is named first."""
    found: dict[Tote, int] = {}
    for tote, units in totes:
        found[tote] = found.get(tote, 0) + units
    return tuple(found.items())
