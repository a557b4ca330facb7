"""How evenly a run served the customers of an item that was short: for people to judge it, never to decide by."""

from collections.abc import Collection
from fractions import Fraction
from typing import NamedTuple


class Claim(NamedTuple):
    """Of one customer: `wanted` units (more than 0), of which `has` are given now."""

    wanted: int
    has: int


class Fairness(NamedTuple):
    """Jain's index of the customers' fill rates, and the lowest and highest of these; all from 0 to 1."""

    jain: float
    lowest: float
    highest: float


def fairness(claims: Collection[Claim]) -> Fairness | None:
    """Return how even the fill rates of `claims` are; None where nobody was short, so that nothing was shared out.

    Jain, Chiu and Hawe, "A Quantitative Measure of Fairness" (1984): (sum of x)² / (n · sum of x²). It is 1 where all
    rates are equal, nobody getting anything included.
    """
    if all(claim.has >= claim.wanted for claim in claims):
        return None
    rates = [Fraction(claim.has, claim.wanted) for claim in claims]
    squares = sum(rate * rate for rate in rates)
    index = Fraction(sum(rates) ** 2, 1) / (len(rates) * squares) if squares else Fraction(1)
    return Fairness(*(round(float(value), 4) for value in (index, min(rates), max(rates))))
