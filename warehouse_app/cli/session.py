"""What the options before the command say, and the house or the window that is opened by them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from warehouse_app.house import House, default_database, open_house


@dataclass(frozen=True)
class Session:
    """Which database, and who acts: None and '' for this user's own; and what opens the window, which is not ours."""

    database: str | None
    user: str
    open_window: Callable[..., int] | None = None

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

    def window(self, *, demo: bool = False) -> int:
        """Open the window, on a throw-away warehouse with `demo`; return the exit status."""
        assert self.open_window is not None, "the command line was started without its window"
        return self.open_window(self.database or "", self.user, demo=demo)
