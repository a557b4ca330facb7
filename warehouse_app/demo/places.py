"""The floor: aisles of bins on their zones, the bulk aisle, and the places between dock and door. Millimetres."""

from collections.abc import Iterator

from warehouse_app.domain.records import LocationRecord
from warehouse_app.domain.statuses import LocationKind

ZONE_AISLES = {"Outdoor": "ABCD", "Household": "EFG", "Food": "HJ"}
"""No aisle is called I: on a label it looks like 1."""
BULK_AISLE = "K"
BAYS = 14
LEVELS = 4
PICK_LEVEL = 1
"""The level of the pick faces: what is asked for most is taken from there without a ladder."""

_FRONT_MM = 1_000
_FIRST_BAY_MM = 2_500
_BAY_PITCH_MM = 1_400
_FIRST_AISLE_MM = 2_000
_AISLE_PITCH_MM = 3_200
_BACK_MM = _FIRST_BAY_MM + BAYS * _BAY_PITCH_MM
_BULK_ZONE = "Bulk"


def bin_code(aisle: str, bay: int, level: int) -> str:
    """Return the code of a bin as it stands on its label."""
    return f"{aisle}-{bay:02}-{level}"


def bulk_codes() -> list[str]:
    """Return the codes of the places for whole pallets."""
    return [bin_code(BULK_AISLE, bay, 1) for bay in range(1, BAYS + 1)]


def place_records() -> tuple[LocationRecord, ...]:
    """Return every place of the house: bins in walking order, then the others."""
    return (*_bins(), *_floor())


def _bins() -> Iterator[LocationRecord]:
    zone_of = {aisle: zone for zone, aisles in ZONE_AISLES.items() for aisle in aisles} | {BULK_AISLE: _BULK_ZONE}
    for number, (aisle, zone) in enumerate(zone_of.items()):
        x_mm = _FIRST_AISLE_MM + number * _AISLE_PITCH_MM
        for bay in range(1, BAYS + 1):
            y_mm = _FIRST_BAY_MM + (bay - 1) * _BAY_PITCH_MM
            for level in range(1, LEVELS + 1 if aisle != BULK_AISLE else 2):
                yield LocationRecord(
                    bin_code(aisle, bay, level),
                    zone,
                    aisle,
                    f"{bay:02}",
                    str(level),
                    x_mm,
                    y_mm,
                    LocationKind.BULK if aisle == BULK_AISLE else _kind(level),
                )


def _kind(level: int) -> LocationKind:
    return LocationKind.PICK_FACE if level == PICK_LEVEL else LocationKind.STORAGE


def _floor() -> Iterator[LocationRecord]:
    yield LocationRecord("FRONT", y_mm=_FRONT_MM, kind=LocationKind.CROSS_AISLE)
    yield LocationRecord("BACK", y_mm=_BACK_MM, kind=LocationKind.CROSS_AISLE)
    yield LocationRecord("DEPOT", "Dispatch", x_mm=_FIRST_AISLE_MM, y_mm=0, kind=LocationKind.DEPOT)
    rows = (
        ("DOCK", 2, "Goods in", LocationKind.DOCK, -4_000),
        ("STAGE", 3, "Dispatch", LocationKind.STAGING, -2_500),
        ("PACK", 3, "Dispatch", LocationKind.PACKING, -1_500),
        ("TOTE", 12, "Dispatch", LocationKind.TOTE, -1_000),
        ("QUAR", 2, "Quarantine", LocationKind.QUARANTINE, -3_200),
    )
    for name, count, zone, kind, y_mm in rows:
        for number in range(1, count + 1):
            x_mm = _FIRST_AISLE_MM + number * 2_000
            yield LocationRecord(f"{name}-{number:02}", zone, x_mm=x_mm, y_mm=y_mm, kind=kind)
