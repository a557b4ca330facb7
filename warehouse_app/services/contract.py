"""What every verb promises: it knows who acts, where, when and under which id; it is done once, whole, or not at all.

A verb is written as a function of `Work` and called as a function of the store and an `Action`:

    @service(Role.CLERK)
    def rename(work: Work, sku: str, name: str) -> Renamed: ...

    rename(store, action, "SKU-1", "Lamp")

The call opens the transaction, checks the role, stores the answer under the action's id, and commits. The same id again
gives the first answer and does nothing. A `Refused` leaves nothing behind, the id included.
"""

import functools
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Concatenate, ParamSpec, TypeVar, cast, get_type_hints

import msgspec
from peewee import IntegrityError, OperationalError

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Role
from warehouse_app.queries.collecting import collector_paused
from warehouse_app.queries.house import house_settings
from warehouse_app.services.changes import Area, Changes, StopMoved
from warehouse_app.store.database import Store, rows
from warehouse_app.store.faults import StoreFault, sqlstate
from warehouse_app.store.tables import Action as ActionTable

__all__ = ["Action", "ContractFault", "Store", "Work", "may_be_done", "require", "service"]
"""`Store` too: whoever calls verbs hands it on, and `stations` may not look into the room it comes from."""

P = ParamSpec("P")
R = TypeVar("R")

_ATTEMPTS = 6


class ContractFault(StrEnum):
    """Why an action was refused before its verb began."""

    NOBODY = "person-unknown"
    SIGNED_OUT = "nobody-signed-in"
    ROLE = "role-needed"
    OTHER_VERB = "action-id-used"
    BUSY = "others-are-working"


def may_be_done(refused: Refused) -> bool:
    """Return whether the action may be done all the same: nobody knows where the database failed."""
    return isinstance(refused.code, StoreFault)


@dataclass(frozen=True, slots=True)
class Action:
    """Who does something ("": nobody is signed in), where, under which unique id, and when (aware UTC)."""

    actor: str
    workstation: str
    action_id: str
    now: datetime


@dataclass
class Work:
    """An action under way, inside its transaction. `row` is the action's row, which everything it writes refers to.

    `runs` are the ids of the allocation runs it has made so far, `stops` those of pick lists that are walked otherwise
    since, and what is put aside no more: the verb's answer names them, since people must be told.
    """

    store: Store
    action: Action
    row: int
    key: bytes
    runs: list[int] = field(default_factory=list)
    stops: list[StopMoved] = field(default_factory=list)
    _areas: set[Area] = field(default_factory=set)

    @functools.cached_property
    def settings(self) -> HouseSettings:
        """The settings of the house, read once. Raises Refused where there is no house yet."""
        return house_settings()

    def touched(self, *areas: Area) -> None:
        """Remember that this action changed `areas`."""
        self._areas.update(areas)

    @property
    def changes(self) -> Changes:
        """What the action has touched so far; the last thing a verb puts into its answer."""
        return Changes(frozenset(self._areas))


def service(
    needs: Role, *, alone: bool = False
) -> Callable[[Callable[Concatenate[Work, P], R]], Callable[Concatenate[Store, Action, P], R]]:
    """Make a verb of a function of `Work`; `needs` is the role that may call it.

    While a verb that is `alone` runs, no other does: it changes what others rely on having read, such as the day. On
    SQLite every verb is alone.
    """

    def decorate(verb: Callable[Concatenate[Work, P], R]) -> Callable[Concatenate[Store, Action, P], R]:
        name = verb.__name__

        @functools.wraps(verb)
        def call(store: Store, action: Action, /, *args: P.args, **kwargs: P.kwargs) -> R:
            for attempt in range(_ATTEMPTS):
                try:
                    return once(store, action, *args, **kwargs)
                except (OperationalError, IntegrityError) as error:
                    if sqlstate(error) not in _OTHERS_WERE_FIRST:
                        raise
                    last = error
                time.sleep(_pause(action, attempt))
            if isinstance(last, IntegrityError):
                raise last
            raise Refused(ContractFault.BUSY) from last

        def once(store: Store, action: Action, *args: P.args, **kwargs: P.kwargs) -> R:
            with collector_paused(), store.transaction():
                store.enter(alone=alone)
                require(store, action, needs)
                row = _begin(store, action, name)
                if row is None:
                    return cast("R", _first_answer(action, name, get_type_hints(verb)["return"]))
                answer = verb(Work(store, action, row, store.key), *args, **kwargs)
                store.sql("UPDATE action SET result = ? WHERE id = ?", (msgspec.json.encode(answer).decode(), row))
                return answer

        return call

    return decorate


_OTHERS_WERE_FIRST = {"40P01", "40001", "23505"}
"""PostgreSQL's codes of a deadlock, of a serialization failure, and of a key that somebody else stored meanwhile."""


def _pause(action: Action, attempt: int) -> float:
    """Return the seconds before the next attempt: longer each time, and different for each action, so that two part."""
    return 0.02 * (1 << attempt) * (1 + zlib.crc32(f"{action.action_id}{attempt}".encode()) % 100 / 100)


def require(store: Store, action: Action, needs: Role) -> None:
    """Raise Refused (ContractFault) unless whoever acts has the role; where no people are known yet, anybody has."""
    people = dict(store.sql("SELECT name, role FROM person"))
    if not people:
        return
    if not action.actor:
        raise Refused(ContractFault.SIGNED_OUT)
    if action.actor not in people:
        raise Refused(ContractFault.NOBODY, person=action.actor)
    if people[action.actor] < needs:
        raise Refused(ContractFault.ROLE, person=action.actor, role=needs.name.lower())


def _begin(store: Store, action: Action, verb: str) -> int | None:
    """Insert the action's row and return its id; None where the action was done before."""
    inserted = store.sql(
        "INSERT INTO action (action_id, verb, actor, workstation, at) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (action_id) DO NOTHING RETURNING id",
        (action.action_id, verb, action.actor, action.workstation, ActionTable.at.db_value(action.now)),
    ).fetchone()
    return None if inserted is None else int(inserted[0])


def _first_answer(action: Action, verb: str, answer: Any) -> Any:
    query = ActionTable.select(ActionTable.verb, ActionTable.result).where(ActionTable.action_id == action.action_id)
    [(done, result)] = rows(query)
    if done != verb:
        raise Refused(ContractFault.OTHER_VERB, action_id=action.action_id, verb=done)
    return msgspec.json.decode(result, type=answer)
