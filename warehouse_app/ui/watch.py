"""What happens to the house without this window's doing: others work on it, midnight passes, its database goes away."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.queries.house import actions_after, house_settings, last_action
from warehouse_app.services.changes import StopMoved
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk, Told
from warehouse_app.ui.followed import followed_words
from warehouse_app.ui.refresh import EVERYTHING

_LOOK_EVERY_MS = 2_000
_DAY_EVERY_MS = 30_000


@dataclass(frozen=True, slots=True)
class Connection:
    """Whether the database answers."""

    stands: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    action: int
    settings: HouseSettings
    by_others: bool


@dataclass(frozen=True, slots=True)
class _Day:
    is_new: bool
    stops: tuple[StopMoved, ...]


class Watch(QObject):
    """Looks every two seconds whether somebody acted, and tells all pages; turns the day once midnight has passed.

    The first look is at once: what a page reads after it is made is never older than what the watch compares with.
    """

    connection = Signal(object)
    """Connection, when it changes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._action: int | None = None
        self._stands = True
        self._looking = False
        self._look_timer = self._every(_LOOK_EVERY_MS, self.look)
        self._day_timer = self._every(_DAY_EVERY_MS, self.turn_day)
        self.look()

    def look(self) -> None:
        """Look once, unless the last look is still under way."""
        if not self._looking:
            self._looking = True
            self._desk.background.run(Lane.READS, self, self._read, self._seen, self._failed)

    def turn_day(self) -> None:
        """Turn the day if it is due."""
        self._desk.background.run(Lane.SCANS, self, self._turn, self._turned, self._failed_to_turn)

    def _every(self, milliseconds: int, what: object) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.timeout.connect(what)
        timer.start()
        return timer

    def _read(self) -> _Seen:
        house, before = self._desk.house, self._action
        with house.store.snapshot():
            newest = last_action(house.store)
            new = [] if before is None else actions_after(house.store, before)
            settings = house_settings()
        return _Seen(newest, settings, not set(new) <= set(house.acted))

    def _seen(self, seen: _Seen) -> None:
        self._looking = False
        self._tell(stands=True)
        self._desk.renew_house_settings(seen.settings)
        if seen.by_others:
            self._desk.announce(EVERYTHING)
        self._action = seen.action

    def _failed(self, error: Exception) -> None:
        self._looking = False
        if isinstance(error, Refused):
            self._tell(stands=False)
        else:
            self._desk.trouble(error)

    def _tell(self, *, stands: bool) -> None:
        if stands != self._stands:
            self._stands = stands
            self.connection.emit(Connection(stands))
            if stands:  # what could not be read meanwhile is read now
                self._desk.announce(EVERYTHING)

    def _turn(self) -> _Day:
        before = self._desk.house.settings.house_day
        turned = self._desk.house.turn_day_if_due()
        return _Day(before != self._desk.house.settings.house_day, turned.stops if turned else ())

    def _turned(self, day: _Day) -> None:
        if day.is_new:
            self.look()
        if day.stops:
            self._desk.told.emit(Told(Tone.WARN, followed_words(self._desk, day.stops)))

    def _failed_to_turn(self, error: Exception) -> None:
        # The database is away: the status line says so, and the next look but one tries again.
        if not isinstance(error, Refused):
            self._desk.trouble(error)
