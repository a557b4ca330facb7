"""Who may act by name, and with which role: made known, given another role, and no longer known.

What somebody did stays in the log under their name, whatever becomes of them. A house that knows people always knows
an admin, and never goes back to knowing nobody: then whoever opens it could do everything again.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Role
from warehouse_app.queries.people import Known, known_people
from warehouse_app.scanning.codes import BADGE, BadgeCode, read
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Work, service

LONGEST_NAME = 80
_ANY_YEAR = 2000
"""No badge has a day in it."""


class PeopleFault(StrEnum):
    """Why nobody was made known, changed or taken away."""

    NO_NAME = "people-name-missing"
    LONG_NAME = "people-name-too-long"
    NOT_ON_BADGE = "people-name-not-on-badge"
    KNOWN = "people-known-already"
    UNKNOWN = "people-unknown"
    FIRST_NOT_ADMIN = "people-first-not-admin"
    LAST_ADMIN = "people-last-admin"


@dataclass(frozen=True)
class PersonAdded:
    """Somebody who is known now; `is_first`: until now whoever opened the house could do everything."""

    name: str
    role: Role
    is_first: bool
    changes: Changes


@dataclass(frozen=True)
class RoleChanged:
    """Somebody's role before and now."""

    name: str
    before: Role
    after: Role
    changes: Changes


@dataclass(frozen=True)
class PersonRemoved:
    """Somebody who is no longer known, and the role they had."""

    name: str
    role: Role
    changes: Changes


@service(Role.ADMIN, alone=True)
def add_person(work: Work, name: str, role: Role) -> PersonAdded:
    """Make somebody known, so that they can sign in by their badge.

    The first must be an admin: from then on only those who are known may act, and nobody could add a second one. Who
    acts is not made an admin beside them: that is often a name of the operating system, behind which anybody may stand.
    Raises Refused (PeopleFault), also for a name that differs from a known one by small and capital letters only.
    """
    name, before = _named(name), known_people(work.store)
    if twin := next((each for each in before if each.name.casefold() == name.casefold()), None):
        raise Refused(PeopleFault.KNOWN, person=twin.name, role=twin.role.name.lower())
    if not before and role is not Role.ADMIN:
        raise Refused(PeopleFault.FIRST_NOT_ADMIN, person=name)
    work.store.sql("INSERT INTO person (name, role) VALUES (?, ?)", (name, int(role)))
    work.touched(Area.PEOPLE)
    return PersonAdded(name, role, not before, work.changes)


@service(Role.ADMIN, alone=True)
def change_role(work: Work, name: str, role: Role) -> RoleChanged:
    """Give somebody another role, from their next action on. Raises Refused (PeopleFault), as for the only admin."""
    before = _known(work, name)
    if role is not Role.ADMIN:
        _refuse_last_admin(work, before)
    if role is not before.role:
        work.store.sql("UPDATE person SET role = ? WHERE name = ?", (int(role), before.name))
        work.touched(Area.PEOPLE)
    return RoleChanged(before.name, before.role, role, work.changes)


@service(Role.ADMIN, alone=True)
def remove_person(work: Work, name: str) -> PersonRemoved:
    """Know somebody no longer: their badge signs nobody in. Raises Refused (PeopleFault), as for the only admin."""
    before = _known(work, name)
    _refuse_last_admin(work, before)
    work.store.sql("DELETE FROM person WHERE name = ?", (before.name,))
    work.touched(Area.PEOPLE)
    return PersonRemoved(before.name, before.role, work.changes)


def _named(name: str) -> str:
    """Return a name as it is kept: composed, so that a scanner sends the same letters. Raises Refused."""
    name = unicodedata.normalize("NFC", name.strip())
    if not name:
        raise Refused(PeopleFault.NO_NAME)
    if len(name) > LONGEST_NAME:
        raise Refused(PeopleFault.LONG_NAME, length=len(name), most=LONGEST_NAME)
    if BadgeCode(name) not in read(f"{BADGE}{name}", year=_ANY_YEAR):
        raise Refused(PeopleFault.NOT_ON_BADGE)
    return name


def _known(work: Work, name: str) -> Known:
    found = next((each for each in known_people(work.store) if each.name == name), None)
    if found is None:
        raise Refused(PeopleFault.UNKNOWN, person=name)
    return found


def _refuse_last_admin(work: Work, person: Known) -> None:
    admins = [each.name for each in known_people(work.store) if each.role is Role.ADMIN]
    if admins == [person.name]:
        raise Refused(PeopleFault.LAST_ADMIN, person=person.name)
