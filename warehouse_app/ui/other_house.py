"""A look into another database before this one is left for it: can its house be opened?

In a process of its own, since one database is open at a time in a process, and the window goes on with its own one.
"""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import get_context

from warehouse_app.domain.errors import Facts, Refused
from warehouse_app.house import open_house


@dataclass(frozen=True, slots=True)
class _No:
    """Why it cannot be opened: what a `Refused` holds, which itself does not travel between processes."""

    code: StrEnum
    facts: Facts


def look_at(url: str, user: str) -> str:
    """Return the name of the house in a database; an older one is migrated. Raises Refused as `open_house` does."""
    # Not a fork, which would take the window's threads and locks along in the middle of their work.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        answer = apart.submit(_opened, url, user).result()
    if isinstance(answer, _No):
        raise Refused(answer.code, **answer.facts)
    return answer


def _opened(url: str, user: str) -> str | _No:
    """Open a house and close it; runs in the other process."""
    try:
        house = open_house(url, user=user, on_today=False)
    except Refused as refusal:
        return _No(refusal.code, refusal.facts)
    try:
        return house.settings.name
    finally:
        house.close()
