"""The settings of the house, as stored."""

from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.store.database import Store
from warehouse_app.store.tables import Setting


class HouseMissing(StrEnum):
    """Why there are no settings."""

    NOT_FOUNDED = "house-not-founded"


def house_settings() -> HouseSettings:
    """Return the settings of the open house. Raises Refused where none was founded in this database."""
    # Read with every scan: peewee would take longer to write the statement than the database to answer it.
    found = Setting._meta.database.execute_sql("SELECT name, value FROM setting")  # noqa: SLF001
    stored = {name: msgspec.json.decode(value) for name, value in found}
    if "house_id" not in stored:
        raise Refused(HouseMissing.NOT_FOUNDED)
    return msgspec.convert(stored, HouseSettings)


def present_day(store: Store, settings: HouseSettings) -> date:
    """Return the calendar day it is in the house now, which is later than its `house_day` until the day turn."""
    return store.now().astimezone(ZoneInfo(settings.time_zone)).date()


def last_action(store: Store) -> int:
    """Return a number that grows with every action on the house; 0 before the first."""
    [(newest,)] = store.sql("SELECT COALESCE(MAX(id), 0) FROM action")
    return int(newest)


def actions_after(store: Store, action: int) -> list[str]:
    """Return the ids of the actions that came after the one that `last_action` told of."""
    return [name for (name,) in store.sql("SELECT action_id FROM action WHERE id > ? ORDER BY id", (action,))]
