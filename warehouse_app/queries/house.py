"""The settings of the house, as stored."""

from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.store.database import Store, rows
from warehouse_app.store.tables import Setting


class HouseMissing(StrEnum):
    """Why there are no settings."""

    NOT_FOUNDED = "house-not-founded"


def house_settings() -> HouseSettings:
    """Return the settings of the open house. Raises Refused where none was founded in this database."""
    stored = {name: msgspec.json.decode(value) for name, value in rows(Setting.select(Setting.name, Setting.value))}
    if "house_id" not in stored:
        raise Refused(HouseMissing.NOT_FOUNDED)
    return msgspec.convert(stored, HouseSettings)


def present_day(store: Store, settings: HouseSettings) -> date:
    """Return the calendar day it is in the house now, which is later than its `house_day` until the day turn."""
    return store.now().astimezone(ZoneInfo(settings.time_zone)).date()
