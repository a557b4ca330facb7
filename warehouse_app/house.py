"""Opens a warehouse: its database, the key of its ledger, who acts and where; shared by all ways to run the program."""

import getpass
import hmac
import os
import platform
import secrets
import uuid
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import tzinfo
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

import platformdirs

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.ledger import key_mark
from warehouse_app.queries.house import HouseMissing, house_settings, present_day
from warehouse_app.queries.people import may_act
from warehouse_app.services.contract import Action
from warehouse_app.services.founding import DayTurned, found_house, turn_day
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.faults import StoreFault
from warehouse_app.store.migrate import is_empty, is_foreign, migrate
from warehouse_app.store.tables import Setting

NO_HOUSE = frozenset({StoreFault.MISSING, StoreFault.EMPTY, HouseMissing.NOT_FOUNDED})
"""Why `open_house` refuses where no house is yet, and one can be founded."""

_APPLICATION = "warehouse-app"
_KEY_BYTES = 32
_LONGEST_NAME = 80
_REMEMBERED = 10_000


class KeyFault(StrEnum):
    """Why the key of the ledger cannot be used or made."""

    MISSING = "ledger-key-missing"
    BROKEN = "ledger-key-broken"
    WRONG = "ledger-key-of-another-house"
    NOT_WRITTEN = "ledger-key-not-written"


class BackupFault(StrEnum):
    """Why no backup was written, or not all of it."""

    ITSELF = "backup-onto-itself"
    IN_USE = "backup-in-use"
    KEY = "backup-key-not-written"


@dataclass
class House:
    """An open warehouse, and who works in it at which workstation."""

    store: Store
    actor: str
    workstation: str
    acted: deque[str] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    """The ids of the last actions that began here: whoever looks at the house's actions can tell these from others'."""

    @property
    def settings(self) -> HouseSettings:
        """The settings of the house, as they are now."""
        with self.store.snapshot():
            return house_settings()

    @property
    def is_signed_in(self) -> bool:
        """Whether whoever works here may act: the house knows them, or nobody by name."""
        with self.store.snapshot():
            return may_act(self.store, self.actor)

    @property
    def zone(self) -> tzinfo:
        """The time zone in which the house's days begin and instants are shown."""
        return ZoneInfo(self.settings.time_zone)

    def act(self, action_id: str | None = None) -> Action:
        """Return the facts of an action that begins now; it gets a new id unless it is told one."""
        action = Action(self.actor, self.workstation, action_id or uuid.uuid4().hex, self.store.now())
        self.acted.append(action.action_id)
        return action

    def act_today(self) -> Action:
        """Return the facts of an action that begins now, in a house that was brought to the present day before."""
        self.turn_day_if_due()
        return self.act()

    def turn_day_if_due(self) -> DayTurned | None:
        """Turn the day where midnight has passed since it was last turned; without somebody who may act it waits."""
        settings = self.settings
        if present_day(self.store, settings) > settings.house_day and self.is_signed_in:
            return turn_day(self.store, self.act())
        return None

    def close(self) -> None:
        """Close the database."""
        self.store.close()


def default_database() -> str:
    """Return where the warehouse of this person lies unless told otherwise."""
    return str(Path(platformdirs.user_data_dir(_APPLICATION, appauthor=False)) / "warehouse.db")


def system_user() -> str:
    """Return the name under which the operating system knows whoever acts."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login and no name, as in some containers
        return "user"


def found(url: str, *, name: str, time_zone: str, currency: str, user: str = "") -> House:
    """Make the tables and an empty house in a database that holds none.

    Raises Refused (StoreFault, HouseFault, KeyFault).
    """
    store = open_store(url, create=True)
    house = _house(store, user)
    with _closed_if_refused(house):
        with store.snapshot():
            if is_foreign(store):
                raise Refused(StoreFault.FOREIGN, place=store.place)
            if not is_empty(store) and Setting.select().exists():
                raise Refused(StoreFault.EXISTS, place=store.place)
        migrate(store, now=store.now())
        house_id = uuid.uuid4().hex
        store.key = _new_key(_key_path(store, house_id))
        found_house(store, house.act(), name=name, time_zone=time_zone, currency=currency, house_id=house_id)
    return house


def open_house(url: str, *, user: str = "", on_today: bool = True) -> House:
    """Open the house in a database: migrated where it is older, and, with `on_today`, brought to the present day.

    Raises Refused (StoreFault, HouseMissing, KeyFault).
    """
    store = open_store(url)
    house = _house(store, user)
    with _closed_if_refused(house):
        if is_empty(store):
            raise Refused(StoreFault.EMPTY, place=store.place)
        migrate(store, now=store.now())
        settings = house.settings
        path = _key_path(store, settings.house_id)
        store.key = _read_key(path)
        if not hmac.compare_digest(key_mark(store.key, settings.house_id), settings.key_mark):
            # What another key signs would look forged for ever.
            raise Refused(KeyFault.WRONG, place=str(path))
        if on_today:
            house.turn_day_if_due()
    return house


def key_place(house: House) -> Path:
    """Return where the key of a house's ledger lies."""
    return _key_path(house.store, house.settings.house_id)


def back_up(house: House, target: Path) -> Path:
    """Copy the database file of a house to `target` while others go on working, and its key beside it.

    Return where the key is: whoever restores one needs both. Raises Refused (BackupFault, StoreFault).
    """
    store = house.store
    assert store.path is not None, "a server is backed up with its own tools"
    beside = target.with_name(f"{target.name}.key")
    own = {store.path.with_name(store.path.name + suffix).resolve() for suffix in ("", "-wal", "-shm", ".key")}
    if {target.resolve(), beside.resolve()} & {*own, key_place(house).resolve()}:
        raise Refused(BackupFault.ITSELF, place=str(target))
    if target.with_name(f"{target.name}-wal").exists():
        # What is in there would be taken for the end of the new file.
        raise Refused(BackupFault.IN_USE, place=str(target))
    store.backup(target)
    unfinished = beside.with_name(f"{beside.name}.part")
    try:
        unfinished.unlink(missing_ok=True)
        _write_key(unfinished, store.key)
        unfinished.replace(beside)
    except OSError as error:
        raise Refused(BackupFault.KEY, place=str(beside), reason=error.strerror or str(error)) from error
    return beside


def _house(store: Store, user: str) -> House:
    return House(store, (user or system_user())[:_LONGEST_NAME], platform.node()[:_LONGEST_NAME] or "workstation")


@contextmanager
def _closed_if_refused(house: House) -> Iterator[None]:
    try:
        yield
    except BaseException:
        house.close()
        raise


def _key_path(store: Store, house_id: str) -> Path:
    """Return where the key lies: beside a database file, so that both are moved and saved together.

    A house on a server has it in each person's own folder, or where WAREHOUSE_KEY_FILE says.
    """
    told = os.environ.get("WAREHOUSE_KEY_FILE")
    if told:
        return Path(told)
    if store.path is not None:
        return store.path.with_name(f"{store.path.name}.key")
    return Path(platformdirs.user_data_dir(_APPLICATION, appauthor=False)) / "keys" / f"{house_id}.key"


def _new_key(path: Path) -> bytes:
    """Write a new key that only its owner may read; one that is there already, of a house before, is used again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_key(path, secrets.token_bytes(_KEY_BYTES))
    except OSError as error:
        if not (isinstance(error, FileExistsError) and path.exists()):
            raise Refused(KeyFault.NOT_WRITTEN, place=str(path), reason=error.strerror or str(error)) from error
    return _read_key(path)


def _write_key(path: Path, key: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError:  # a disk without room: half a key would be taken for a broken one
        path.unlink()
        raise


def _read_key(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError as error:
        raise Refused(KeyFault.MISSING, place=str(path)) from error
    except (OSError, ValueError) as error:
        raise Refused(KeyFault.BROKEN, place=str(path)) from error
    if len(key) != _KEY_BYTES:
        raise Refused(KeyFault.BROKEN, place=str(path))
    return key
