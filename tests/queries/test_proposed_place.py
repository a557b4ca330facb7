"""Where goods should go: where their item lies, its home, the nearest free bin of its zone, the dock."""

from collections.abc import Collection, Iterator

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, opening, take
from warehouse_app.domain.records import ItemRecord, LocationRecord
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.queries.goods import item_of, proposed_place


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def spot(code: str, x_mm: int, y_mm: int, *, zone: str = "V", **more: object) -> LocationRecord:
    return LocationRecord(code, zone=zone, x_mm=x_mm, y_mm=y_mm)._replace(**more)  # type: ignore[arg-type]


VASES = (
    spot("V-1", 50_000, 0, capacity=10),
    spot("V-2", 50_000, 6_000),
    spot("V-3", 53_000, 2_000),
    spot("V-4", 50_000, 1_000, capacity=4),
    spot("V-5", 50_000, 500, kind=LocationKind.STAGING),
    spot("W-1", 50_000, 100, zone="W"),
    LocationRecord("V-6", zone="V"),
    ItemRecord("VASE", "Vase", home_location="V-1"),
)
"""A home for ten vases, and round it: two bins with room, one that is too small, and what is no bin of the zone."""


def proposed(
    desk: Desk, sku: str, quantity: int, coming: dict[str, int] | None = None, skipping: Collection[str] = ()
) -> str | None:
    item = item_of(desk.store, sku)
    assert item is not None
    ids = dict(desk.store.sql("SELECT code, id FROM location").fetchall())
    before = {ids[code]: units for code, units in (coming or {}).items()}
    with desk.store.snapshot():
        place = proposed_place(desk.store, item, quantity, before, skipping=skipping)
    return place and place.code


def one_after_another(desk: Desk, sku: str, quantity: int) -> list[str]:
    """Return all places that are proposed, each by skipping those before."""
    skipped: list[str] = []
    while place := proposed(desk, sku, quantity, skipping=skipped):
        assert place not in skipped
        skipped.append(place)
    return skipped


def test_what_its_home_cannot_hold_goes_to_the_nearest_free_bin_of_the_zone(house: Desk) -> None:
    take(house, *VASES)
    assert proposed(house, "VASE", 10) == "V-1"
    # V-4 is nearer and too small for eleven; V-3 is five metres away along the aisles, V-2 six.
    assert proposed(house, "VASE", 11) == "V-3"
    assert proposed(house, "VASE", 4, {"V-1": 7}) == "V-4"
    assert proposed(house, "VASE", 4, {"V-1": 7, "V-4": 1}) == "V-3"


def test_a_bin_in_which_anything_lies_or_that_is_kept_for_another_item_is_not_free(house: Desk) -> None:
    take(house, *VASES, opening("LAMP", 1, "V-3"))
    assert proposed(house, "VASE", 11) == "V-2"
    take(house, ItemRecord("URN", "Urn", home_location="V-2"))
    assert proposed(house, "VASE", 11) == "DOCK"
    assert proposed(house, "URN", 11) == "V-2"


def test_where_it_lies_and_fits_goes_before_any_free_bin(house: Desk) -> None:
    take(house, *VASES, opening("VASE", 2, "W-1"))
    assert proposed(house, "VASE", 11) == "W-1"


def test_an_item_without_a_home_goes_near_to_where_it_lies_else_near_the_dock(house: Desk) -> None:
    take(house, spot("V-1", 9_000, 0, capacity=5), spot("V-2", 9_500, 0), opening("LAMP", 5, "V-1"))
    assert proposed(house, "LAMP", 1) == "V-2"
    # Nobody knows where the dock is.
    assert proposed(house, "CORD", 1) == "DOCK"
    house.store.sql("UPDATE location SET x_mm = 0, y_mm = 0 WHERE code = 'DOCK'")
    assert proposed(house, "CORD", 1) == "A-1"
    take(house, opening("PLUG", 1, "A-1"))
    assert proposed(house, "CORD", 1) == "A-2"


def test_a_home_without_coordinates_has_no_nearest_bin(house: Desk) -> None:
    take(house, *VASES)
    house.store.sql("UPDATE location SET x_mm = NULL WHERE code = 'V-1'")
    assert proposed(house, "VASE", 11) == "DOCK"
    house.store.sql("UPDATE location SET kind = 'staging' WHERE code = 'DOCK'")
    assert proposed(house, "VASE", 11) is None


def test_after_a_place_that_is_skipped_the_next_best_one_is_proposed(house: Desk) -> None:
    take(house, *VASES, opening("VASE", 2, "W-1"), opening("VASE", 3, "V-2"))
    # Where most of it lies, then where less of it does, its home, then the free bins by how near they are to that.
    assert one_after_another(house, "VASE", 4) == ["V-2", "W-1", "V-1", "V-4", "V-3", "DOCK"]
    assert one_after_another(house, "VASE", 11) == ["V-2", "W-1", "V-3", "DOCK"]


def test_places_that_would_not_be_proposed_can_be_skipped_too(house: Desk) -> None:
    take(house, *VASES)
    assert proposed(house, "VASE", 10, skipping={"V-3", "V-9", "DOCK"}) == "V-1"
    assert proposed(house, "VASE", 11, skipping={"V-3"}) == "V-2"
    assert proposed(house, "VASE", 11, skipping={"V-3", "V-2", "DOCK"}) is None
