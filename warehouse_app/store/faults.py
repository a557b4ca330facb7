"""Trouble with the database that a person can mend, told apart from bugs."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from peewee import DatabaseError, OperationalError

from warehouse_app.domain.errors import Refused


class StoreFault(StrEnum):
    """Why the database could not be opened or written; each has a sentence in `texts.refusals`."""

    MISSING = "database-missing"
    EXISTS = "database-exists"
    EMPTY = "database-empty"
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
    ("connection is closed", StoreFault.UNREACHABLE),
    ("server closed the connection", StoreFault.UNREACHABLE),
    ("terminating connection", StoreFault.UNREACHABLE),
    ("could not connect", StoreFault.UNREACHABLE),
)


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn a database error that a person can mend into `Refused`, naming `place`; let any other one pass as it is."""
    try:
        yield
    except (OperationalError, DatabaseError) as error:
        words = str(error).lower()
        for symptom, fault in _SYMPTOMS:
            if symptom in words:
                raise Refused(fault, place=place) from error
        raise


def without_password(url: str) -> str:
    """Return a database URL as it may be shown and logged."""
    shown = re.sub(r"(://[^:/@]*):.*@", r"\1:…@", url)
    return re.sub(r"([?&]password=)[^&]*", r"\1…", shown)
