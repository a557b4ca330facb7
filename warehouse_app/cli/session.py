"""What the options before the command say, and the house that a command opens by them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from warehouse_app.house import House, default_database, open_house


@dataclass(frozen=True)
class Session:
    """Which database, and who acts: None and '' for this user's own."""

    database: str | None
    user: str

    @property
    def url(self) -> str:
        """Where the database is."""
        return default_database() if self.database is None else self.database

    @contextmanager
    def house(self, *, on_today: bool = True) -> Iterator[House]:
        """Open the house for one command. Raises Refused."""
        house = open_house(self.url, user=self.user, on_today=on_today)
        try:
            yield house
        finally:
            house.close()
