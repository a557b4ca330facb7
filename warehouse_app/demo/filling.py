"""Filling an empty house with the demo content, through the same verbs as any other import."""

from collections.abc import Callable

from warehouse_app.demo.house import demo_records
from warehouse_app.house import House
from warehouse_app.services.importing import Handed, checked, take_in
from warehouse_app.services.releasing import release

_LISTS_ON_THE_FLOOR = 12


def fill_with_demo(house: House, progress: Callable[[str, int], None] = lambda _what, _rows: None) -> None:
    """Fill a house that was just founded; `progress` is told a kind of records and how many of them are stored."""
    content = demo_records(house.settings.house_day)
    feeds = [Handed(kind, records) for kind, records in content.items()]
    with checked(house.store, feeds, update=False) as prepared:
        take_in(house.store, house.act(), prepared, progress=progress)
    # A few lists are on the floor already, as on any morning.
    release(house.store, house.act(), limit=_LISTS_ON_THE_FLOOR)
