"""Made-up storage bins for a house whose files know none: aisles, bays and levels, and a bin for each product."""

from dataclasses import dataclass
from itertools import product

from warehouse_app.exchange.cells import metres
from warehouse_app.exchange.joining import JoinedTable
from warehouse_app.exchange.mapping import BinRules

HEADER = ("code", "zone", "aisle", "bay", "level", "x_mm", "y_mm")


@dataclass(frozen=True)
class Bins:
    """`of` gives each product's bin; `rows` are the texts of all bins of the aisles in use, under `HEADER`."""

    of: dict[str, str]
    rows: tuple[tuple[str, ...], ...]


def make_bins(rules: BinRules, table: JoinedTable) -> Bins:
    """Give each distinct key of `table` the next free bin of its group's aisle, in the order of the file."""
    key, group = table.position(rules.key), table.position(rules.group)
    places = list(product(range(rules.bays), range(rules.levels)))
    aisles: list[str] = []
    used: dict[str, tuple[int, int]] = {}
    of: dict[str, str] = {}
    for block in table.blocks():
        for product_text, group_text in zip(block.columns[key], block.columns[group], strict=True):
            product_key, zone = product_text.strip(), group_text.strip()
            if not product_key or product_key in of:
                continue
            aisle, place = used.get(zone, (0, len(places)))
            if place == len(places):
                aisle, place = len(aisles), 0
                aisles.append(zone)
            used[zone] = (aisle, place + 1)
            of[product_key] = _code(aisle, *places[place])
    return Bins(of, tuple(_row(rules, aisle, zone, *place) for aisle, zone in enumerate(aisles) for place in places))


def _letters(aisle: int) -> str:
    return (_letters(aisle // 26 - 1) if aisle >= 26 else "") + chr(ord("A") + aisle % 26)


def _code(aisle: int, bay: int, level: int) -> str:
    return f"{_letters(aisle)}-{bay + 1:02}-{level + 1}"


def _row(rules: BinRules, aisle: int, zone: str, bay: int, level: int) -> tuple[str, ...]:
    x = _millimetres(rules.first_x_m) + aisle * _millimetres(rules.aisle_pitch_m)
    y = _millimetres(rules.first_y_m) + bay * _millimetres(rules.bay_pitch_m)
    return (
        _code(aisle, bay, level),
        zone,
        _letters(aisle),
        f"{bay + 1:02}",
        str(level + 1),
        f"{x // 1000}.{x % 1000:03}",
        f"{y // 1000}.{y % 1000:03}",
    )


def _millimetres(text: str) -> int:
    value = metres(text)
    assert isinstance(value, int)  # the mapping was checked when it was loaded
    return value
