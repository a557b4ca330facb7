"""From the weight, length, area or volume on a label to a number of units: exactly, or not at all."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Dimension(StrEnum):
    """What can be measured."""

    WEIGHT = "weight"
    LENGTH = "length"
    AREA = "area"
    VOLUME = "volume"


class Measured(NamedTuple):
    """`scaled` divided by 10 to the power of `decimals`, in grams, millimetres, square or cubic millimetres."""

    dimension: Dimension
    scaled: int
    decimals: int


def _spelled(dimension: Dimension, size: int, *spellings: str) -> dict[str, tuple[Dimension, int]]:
    return dict.fromkeys(spellings, (dimension, size))


_UNITS: dict[str, tuple[Dimension, int]] = {
    **_spelled(Dimension.WEIGHT, 1, "g", "gr", "gram", "grams", "gramme", "grammes"),
    **_spelled(Dimension.WEIGHT, 1_000, "kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme"),
    **_spelled(Dimension.WEIGHT, 1_000_000, "t", "tonne", "tonnes"),
    **_spelled(Dimension.LENGTH, 1, "mm", "millimetre", "millimetres", "millimeter", "millimeters"),
    **_spelled(Dimension.LENGTH, 10, "cm", "centimetre", "centimetres", "centimeter", "centimeters"),
    **_spelled(Dimension.LENGTH, 1_000, "m", "metre", "metres", "meter", "meters"),
    **_spelled(Dimension.AREA, 100, "cm2", "cm²", "sqcm"),
    **_spelled(Dimension.AREA, 1_000_000, "m2", "m²", "sqm", "sq m", "square metre", "square meter"),
    **_spelled(Dimension.VOLUME, 1_000, "ml", "cm3", "cm³", "millilitre", "millilitres", "milliliter", "milliliters"),
    **_spelled(Dimension.VOLUME, 10_000, "cl", "centilitre", "centilitres", "centiliter", "centiliters"),
    **_spelled(Dimension.VOLUME, 1_000_000, "l", "ltr", "litre", "litres", "liter", "liters"),
    **_spelled(Dimension.VOLUME, 1_000_000_000, "m3", "m³", "cbm", "cubic metre", "cubic meter"),
}
"""What people write for the unit of an item, in small letters: its dimension, and its size as in `Measured`."""


def is_measured_in(unit: str) -> bool:
    """Return whether a unit of an item, as people write it, is one of weight, length, area or volume."""
    return _known(unit) is not None


def units_of(unit: str, measures: Iterable[Measured]) -> int | None:
    """Return how many of an item's `unit` the measures of one label are; None where that is not a whole number.

    None too where the unit is not measured, none of the measures is of its kind, or two of them say different things.
    """
    known = _known(unit)
    return None if known is None else _whole(*known, measures)


def pieces_of(weight_g: int | None, measures: Iterable[Measured]) -> int | None:
    """Return how many pieces of `weight_g` grams each weigh what a label says; None where that is not a whole number.

    It is a guess, to be confirmed: the weight of a piece is known to the gram only.
    """
    return _whole(Dimension.WEIGHT, weight_g, measures) if weight_g else None


def _known(unit: str) -> tuple[Dimension, int] | None:
    return _UNITS.get(" ".join(unit.split()).casefold().removesuffix("."))


def _whole(dimension: Dimension, size: int, measures: Iterable[Measured]) -> int | None:
    found: set[int | None] = set()
    for each in measures:
        if each.dimension is dimension:
            units, rest = divmod(each.scaled, size * 10**each.decimals)
            found.add(None if rest else units)
    # A label that says "none" does not say it.
    return (found.pop() or None) if len(found) == 1 else None
