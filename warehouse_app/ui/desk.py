"""What every page may use: the house, the background, this workstation's settings, and a voice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.house import House
from warehouse_app.services.changes import Changes
from warehouse_app.settings import Workstation
from warehouse_app.stations.reply import Tone
from warehouse_app.texts import fact_text, moment_text, money_text, say
from warehouse_app.texts.messages import Fact
from warehouse_app.ui.background import Background
from warehouse_app.ui.log import log_refusal
from warehouse_app.ui.scan_filter import ScanFilter

_WRITE_AFTER_MS = 500
"""Who drags a border changes the settings at every pixel."""


class Thing(StrEnum):
    """What can be opened by a scan, a link or the finder."""

    ITEM = "item"
    LOCATION = "location"
    ORDER = "order"
    PURCHASE_ORDER = "purchase-order"
    PICK_LIST = "pick-list"
    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Target:
    """A thing to open, by its number or code; of a page by its name."""

    thing: Thing
    key: str


@dataclass(frozen=True, slots=True)
class Told:
    """Something said to the person outside of any page: a tone, a sentence, and how what was done is taken back."""

    tone: Tone
    text: str
    undo: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be opened after this house: another database, or nothing ("")."""

    database: str


class Desk(QObject):
    """One open house at this workstation, as its pages see it.

    `house_settings` are as they were last read: `renewed` keeps them.
    """

    changed = Signal(object)
    """What a verb touched: Changes. Emitted once its reply is painted."""
    told = Signal(object)
    """Told."""
    typed = Signal(str)
    """A code that somebody typed on a page: it waits for its turn as a scan does."""
    sounded = Signal(object)
    """The Tone of a reply that stands on the screen."""
    opened = Signal(object)
    """Target."""
    receiving = Signal(object)
    """Target of a purchase order that is to be received now."""
    database_wanted = Signal(object)
    """Next: another database is to be opened in place of this one."""
    house_settings_renewed = Signal()
    person_changed = Signal()
    """Somebody else works here now, or nobody."""
    settings_saved = Signal(object)
    """The new Workstation."""

    def __init__(
        self,
        house: House,
        workstation: Workstation,
        *,
        language: str,
        save: Callable[[Workstation], None],
        report: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self.house = house
        self.workstation = workstation
        self.language = language
        self.house_settings: HouseSettings = house.settings
        self.keys: ScanFilter | None = None
        """What the keys of the program pass through, for the test of a scanner; a session sets it."""
        self._save = save
        self._report = report
        self._unwritten = QTimer(self, singleShot=True, interval=_WRITE_AFTER_MS)
        self._unwritten.timeout.connect(self._write)
        self.background = Background(house.store, self.trouble)

    @property
    def zone(self) -> tzinfo:
        """The time zone in which the house's instants are shown."""
        return ZoneInfo(self.house_settings.time_zone)

    def say(self, code: str, /, **facts: Fact) -> str:
        """Return a sentence or label in the person's language."""
        return say(code, facts, language=self.language, zone=self.zone)

    def text(self, fact: Fact) -> str:
        """Return a number, a day or an instant the way the person writes it."""
        return fact_text(fact, language=self.language, zone=self.zone)

    def moment(self, instant: datetime) -> str:
        """Return an instant to the minute, as lists show it."""
        return moment_text(instant, language=self.language, zone=self.zone)

    def money(self, cents: int | None) -> str:
        """Return an amount in the house's currency; nothing as a dash."""
        return money_text(cents, self.house_settings.currency, language=self.language)

    def sign_in(self, person: str) -> None:
        """Let whatever is done here from now on be done by a person; '' is nobody."""
        self.house.actor = person
        self.person_changed.emit()

    def announce(self, changes: Changes) -> None:
        """Tell all pages what a verb touched; nothing where it touched nothing."""
        if changes:
            self.changed.emit(changes)

    def tell(self, tone: Tone, code: str, /, **facts: Fact) -> None:
        """Say a sentence to the person, with the sound of its tone."""
        self.told.emit(Told(tone, self.say(code, **facts)))
        self.sound(tone)

    def tell_done(self, undo: Callable[[], None], said: str) -> None:
        """Say what was done, in words, with the sound of it, and offer to take it back."""
        self.told.emit(Told(Tone.OK, said, undo))
        self.sound(Tone.OK)

    def sound(self, tone: Tone) -> None:
        """Sound the tone of a reply."""
        self.sounded.emit(tone)

    def open(self, thing: Thing, key: str) -> None:
        """Ask the window to show a thing."""
        self.opened.emit(Target(thing, key))

    def receive(self, purchase_order: str) -> None:
        """Ask the window to go on with a delivery on the page for receiving."""
        self.receiving.emit(Target(Thing.PURCHASE_ORDER, purchase_order))

    def trouble(self, error: Exception) -> None:
        """Tell trouble of the world's making as a sentence; hand any other error, a bug, to the report."""
        if isinstance(error, Refused):
            log_refusal(error)
            self.tell(Tone.ERROR, error.code, **error.facts)
        else:
            self._report(error)

    def keep(self, workstation: Workstation) -> None:
        """Keep changed settings of this workstation; they are written once nothing more changes for a moment."""
        self.workstation = workstation
        self._unwritten.start()
        self.settings_saved.emit(workstation)

    def write_settings(self) -> None:
        """Write the settings now, where they were not since they changed."""
        if not self._unwritten.isActive():
            return
        self._unwritten.stop()
        self._write()

    def _write(self) -> None:
        try:
            self._save(self.workstation)
        except Refused as refusal:  # such as a full disk: they hold at least until the program ends
            self.trouble(refusal)

    def renew_house_settings(self, settings: HouseSettings) -> None:
        """Take over the settings of the house as they were just read."""
        before, self.house_settings = self.house_settings, settings
        if settings != before:
            self.house_settings_renewed.emit()
