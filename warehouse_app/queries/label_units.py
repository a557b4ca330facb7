"""How many base units the goods under a label are, by the counts and measures that it says."""

from warehouse_app.domain.measures import Dimension, Measured, is_measured_in, pieces_of, units_of
from warehouse_app.scanning.gs1 import Gs1Message, MeasureKind
from warehouse_app.scanning.gtin import is_measured

_SIZES = {
    MeasureKind.NET_WEIGHT_KG: (Dimension.WEIGHT, 10**3),
    MeasureKind.LENGTH_M: (Dimension.LENGTH, 10**3),
    MeasureKind.AREA_M2: (Dimension.AREA, 10**6),
    MeasureKind.VOLUME_L: (Dimension.VOLUME, 10**6),
    MeasureKind.VOLUME_M3: (Dimension.VOLUME, 10**9),
}
"""The measures of which goods can be counted, in the small units of `Measured`."""


def units_under(message: Gs1Message, unit: str, pack: int | None) -> int | None:
    """Return how many base units (each a `unit`) the goods under a label are, of whose code `pack` is the pack.

    None where that is to be asked for: a label that says "none", or something unclear, does not say it.
    """
    if message.uncounted:
        return None
    by_measure = units_of(unit, _measured(message))
    if message.count is not None:
        units = message.count * pack or None if pack else None
        return units if by_measure in {None, units} else None
    if is_measured_in(unit) and (message.measures or message.quantity is not None):
        return by_measure
    if message.quantity is not None:
        return message.quantity or None
    # How many pieces a weight or a length is, nobody has said.
    is_by_measure = message.measures or (message.gtin and is_measured(message.gtin))
    return None if is_by_measure else pack


def pieces_under(message: Gs1Message, weight_g: int | None) -> int:
    """Return how many pieces of `weight_g` grams the goods under a label are by their weight; 0: nobody knows."""
    if (message.count, message.quantity) != (None, None):
        return 0
    return pieces_of(weight_g, _measured(message)) or 0


def _measured(message: Gs1Message) -> list[Measured]:
    """Return the measures of a label of which goods can be counted."""
    known = [(each, *_SIZES[each.kind]) for each in message.measures if each.kind in _SIZES]
    return [Measured(dimension, each.scaled * size, each.decimals) for each, dimension, size in known]
