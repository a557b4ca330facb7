"""Trouble with the database that a person can mend, told apart from bugs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from peewee import DatabaseError

from warehouse_app.domain.errors import Refused


class StoreFault(StrEnum):
    """Why the database could not be opened or written; each has a sentence in `texts.refusals`."""

    MISSING = "database-missing"
    EXISTS = "database-exists"
    EMPTY = "database-empty"
    FOREIGN = "database-of-another-program"
    DAMAGED = "database-damaged"
    NEWER = "database-newer"
    SQLITE_OLD = "sqlite-too-old"
    NETWORK = "database-on-network-share"
    FULL = "disk-full"
    READ_ONLY = "database-read-only"
    UNOPENABLE = "database-cannot-be-opened"
    LOCKED = "database-locked"
    UNREACHABLE = "server-unreachable"
    NO_DRIVER = "postgresql-driver-missing"
    URL = "database-url-not-understood"


_SYMPTOMS = (
    ("database or disk is full", StoreFault.FULL),
    ("readonly database", StoreFault.READ_ONLY),
    ("unable to open database file", StoreFault.UNOPENABLE),
    ("database is locked", StoreFault.LOCKED),
    ("file is not a database", StoreFault.DAMAGED),
    ("disk image is malformed", StoreFault.DAMAGED),
    ("malformed database schema", StoreFault.DAMAGED),
    ("disk i/o error", StoreFault.DAMAGED),
    ("connection failed", StoreFault.UNREACHABLE),
    ("connection is bad", StoreFault.UNREACHABLE),
    ("connection timeout expired", StoreFault.UNREACHABLE),
    ("failed to resolve host", StoreFault.UNREACHABLE),
    ("connection is lost", StoreFault.UNREACHABLE),
    ("connection is closed", StoreFault.UNREACHABLE),
    ("server closed the connection", StoreFault.UNREACHABLE),
    ("terminating connection", StoreFault.UNREACHABLE),
    ("could not connect", StoreFault.UNREACHABLE),
)


# What PostgreSQL says in its own language, by the code that is the same in all of them.
_STATES = {
    "53100": StoreFault.FULL,
    "25006": StoreFault.READ_ONLY,
    **dict.fromkeys(("57P01", "57P02", "57P03", "08000", "08001", "08003", "08006"), StoreFault.UNREACHABLE),
}


def sqlstate(error: BaseException) -> str | None:
    """Return PostgreSQL's own code of an error; None where it has none, or on SQLite."""
    return getattr(error.__cause__ or error.__context__, "sqlstate", None)


def _fault_of(error: BaseException | None) -> StoreFault | None:
    """Return what happened; an error of rolling back, on a full disk for one, stands before the one that counts."""
    while error is not None:
        if isinstance(error, DatabaseError):
            words = str(error).lower()
            faults = (fault for symptom, fault in _SYMPTOMS if symptom in words)
            if fault := _STATES.get(sqlstate(error) or "") or next(faults, None):
                return fault
        error = error.__context__
    return None


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn a database error that a person can mend into `Refused`, naming `place`; let any other one pass as it is."""
    try:
        yield
    except DatabaseError as error:
        fault = _fault_of(error)
        if fault is None:
            raise
        raise Refused(fault, place=place) from error


def without_password(url: str) -> str:
    """Return a database URL as it may be shown and logged."""
    shown = re.sub(r"(://[^:/@]*):.*@", r"\1:…@", url)
    return re.sub(r"([?&]password=)[^&]*", r"\1…", shown)
