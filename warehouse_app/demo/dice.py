"""Chance that falls the same on every machine: built on the one method of `random` that never changes its output.

`choice`, `shuffle` and their like have changed between versions of Python; `random()` of a given seed has not and, by
its documentation, will not.
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws whole numbers and members from one seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random  # noqa: S311 - make-believe, not secrets

    def below(self, limit: int) -> int:
        """Return a whole number from 0 to before `limit`."""
        return int(self._random() * limit)

    def between(self, lowest: int, highest: int) -> int:
        """Return a whole number from `lowest` to `highest`, both included."""
        return lowest + self.below(highest - lowest + 1)

    def chance(self, percent: int) -> bool:
        """Return True `percent` times of a hundred."""
        return self.below(100) < percent

    def one_of(self, choices: Sequence[T]) -> T:
        """Return one of `choices`, each as likely as the next; repeat one in the list to make it likelier."""
        return choices[self.below(len(choices))]

    def favourite_of(self, choices: Sequence[T]) -> T:
        """Return one of `choices`, the first ones far more often than the last."""
        return choices[self.below(self.below(len(choices)) + 1)]

    def some_of(self, choices: Sequence[T], count: int) -> list[T]:
        """Return `count` different members of `choices`, or all where there are fewer, in the order drawn."""
        rest = list(choices)
        return [rest.pop(self.below(len(rest))) for _ in range(min(count, len(rest)))]
