"""This workstation's settings: a small file of its owner's. What the whole house agrees on is a table of the database.

    workstation = load(settings_path(), tell)
    save(settings_path(), replace(workstation, font_scale=1.5))

No password is ever in it: a database with one is named by a service file or PGPASSFILE.
"""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, get_type_hints
from urllib.parse import parse_qsl, urlsplit

import msgspec
import platformdirs

from warehouse_app.domain.errors import Facts, Refused
from warehouse_app.scanning.profile import ScannerProfile

_APPLICATION = "warehouse-app"
_RECENT = 8
"""How many databases are remembered."""


class SettingsFault(StrEnum):
    """What can be wrong with the file of the settings."""

    BROKEN = "settings-broken"
    PARTLY_BROKEN = "settings-partly-broken"
    UNREADABLE = "settings-unreadable"
    NOT_WRITTEN = "settings-not-written"
    PASSWORD = "settings-with-password"  # noqa: S105 - a code, not a secret


class Scheme(StrEnum):
    """Whether the window is light or dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Workstation:
    """What this workstation remembers. An empty text stands for what the system says, or for nothing yet.

    `database` and `recent_databases` are addresses; `font_scale` and `volume` (a percentage) have the limits of their
    types; `printers` are the names of the printers last used, by the kind of paper; `prints_labels`: labels of goods
    that are put aside for an order are printed at once where there is a label printer; `window` is where the window
    was, as Qt's own bytes in base64; `layout` keeps what each table or page looked like, by its name, in values that
    JSON has. `as_read` is the file's document, so that what a newer version wrote into it is kept.
    """

    database: str = ""
    recent_databases: tuple[str, ...] = ()
    language: str = ""
    scheme: Scheme = Scheme.SYSTEM
    font_scale: Annotated[float, msgspec.Meta(ge=1.0, le=2.0)] = 1.0
    sound: bool = True
    volume: Annotated[int, msgspec.Meta(ge=0, le=100)] = 80
    scanner: ScannerProfile = field(default_factory=ScannerProfile)
    printers: Mapping[str, str] = field(default_factory=dict)
    prints_labels: bool = True
    window: str = ""
    layout: Mapping[str, Any] = field(default_factory=dict)
    last_page: str = ""
    as_read: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def with_recent(self, database: str) -> "Workstation":
        """Return the settings with `database` as the one that was opened last; unchanged where a password is in it."""
        if has_password(database):
            return self
        others = [other for other in self.recent_databases if other != database]
        return replace(self, recent_databases=(database, *others)[:_RECENT])

    def with_layout(self, name: str, layout: object) -> "Workstation":
        """Return the settings with what the table or page of this name looks like now."""
        return replace(self, layout={**self.layout, name: layout})

    def laid_over(self, stored: "Workstation", before: "Workstation") -> "Workstation":
        """Return what is `stored`, changed where these settings differ from what they were `before`."""
        changed = {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if each.name not in _NOT_IN_FILE and getattr(self, each.name) != getattr(before, each.name)
        }
        if "layout" in changed:
            mine = {name: shape for name, shape in self.layout.items() if before.layout.get(name) != shape}
            changed["layout"] = {**stored.layout, **mine}
        return replace(stored, **changed)


_NOT_IN_FILE = {"as_read"}


def settings_path() -> Path:
    """Return where the settings of whoever works here lie: where WAREHOUSE_SETTINGS says, or in her own folder."""
    told = os.environ.get("WAREHOUSE_SETTINGS")
    folder = platformdirs.user_config_dir(_APPLICATION, appauthor=False)
    return Path(told) if told else Path(folder) / "workstation.json"


def load(path: Path, tell: Callable[[SettingsFault, Facts], None]) -> Workstation:
    """Return the settings in a file; the usual ones where there is no file, or for those that cannot be understood.

    `tell` is then called with what was wrong, at this start and at no later one: such a file is kept aside.
    """
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return Workstation()
    except OSError as error:
        tell(SettingsFault.UNREADABLE, {"place": str(path), "reason": error.strerror or str(error)})
        return Workstation()
    try:
        document = msgspec.json.decode(text, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        tell(SettingsFault.BROKEN, {"place": str(path), "kept": _kept_aside(path, text)})
        with suppress(OSError):
            path.unlink()
        return Workstation()
    found, wrong = _understood(document)
    workstation = Workstation(**found, as_read=document)
    with_password = any(map(has_password, _addresses(workstation)))
    if with_password:
        # Written by hand; it is not used, so that it is neither shown nor logged, and the file is cleaned of it.
        tell(SettingsFault.PASSWORD, {"place": str(path)})
        workstation = replace(workstation, database="", recent_databases=())
    if wrong:
        kept = None if with_password else _kept_aside(path, text)
        tell(SettingsFault.PARTLY_BROKEN, {"place": str(path), "kept": kept, "names": tuple(wrong)})
    if wrong or with_password:
        with suppress(Refused):
            save(path, workstation)
    return workstation


def save(path: Path, workstation: Workstation) -> None:
    """Write the settings; the file is replaced in one step. Raises Refused (SettingsFault)."""
    if any(map(has_password, _addresses(workstation))):
        raise Refused(SettingsFault.PASSWORD, place=str(path))
    written = msgspec.to_builtins(workstation)
    for name in _NOT_IN_FILE:
        del written[name]
    document = _laid_over(workstation.as_read, written, Workstation)
    try:
        _replace(path, msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
    except OSError as error:
        facts = {"place": str(path), "reason": error.strerror or str(error)}
        raise Refused(SettingsFault.NOT_WRITTEN, **facts) from error


def has_password(url: str) -> bool:
    """Return whether the address of a database holds a password, in any place that PostgreSQL reads one from."""
    if "://" not in url:
        # A path may hold any sign; words of the form name=value are PostgreSQL's other way to write an address.
        return re.search(r"(?:^|\s)(?:ssl)?password\s*=", url, re.IGNORECASE) is not None
    try:
        parts = urlsplit(url)
        named = {name.casefold() for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        # PostgreSQL itself takes all up to the last @ as the password, a slash too.
        in_front = re.search(r"://[^:/@]*:.*@", url) is not None
        return in_front or parts.password is not None or bool(named & {"password", "sslpassword"})
    except ValueError:  # no address at all: whatever stands there is not kept
        return True


def _understood(document: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the settings of a document that make sense, and the names of those that do not."""
    found: dict[str, Any] = {}
    wrong: list[str] = []
    for name, of_type in get_type_hints(Workstation, include_extras=True).items():
        if name in document and name not in _NOT_IN_FILE:
            try:
                found[name] = msgspec.convert(document[name], of_type)
            except msgspec.ValidationError:
                wrong.append(name)
    return found, wrong


def _addresses(workstation: Workstation) -> tuple[str, ...]:
    return workstation.database, *workstation.recent_databases


def _laid_over(old: Mapping[str, Any], new: Mapping[str, Any], of: type[Any]) -> dict[str, Any]:
    """Return `new`, with what is in `old` and means nothing to this version."""
    whole = {**old, **new}
    types = get_type_hints(of)
    for part in fields(of):
        before = old.get(part.name)
        if is_dataclass(types[part.name]) and isinstance(before, dict):
            whole[part.name] = _laid_over(before, new[part.name], types[part.name])
    return whole


def _kept_aside(path: Path, content: bytes) -> str | None:
    """Keep a file that is not understood beside itself; return where, None where that cannot be done."""
    aside = path.with_name(path.name + ".broken")
    try:
        _replace(aside, content)
    except OSError:
        return None
    return str(aside)


def _replace(path: Path, content: bytes) -> None:
    """Put `content` into `path` such that after a power cut either the old or the new is there, whole."""
    # Where a link stands, what it points to is replaced.
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
