"""The latest runs of allocation: why each was made, who made it, what it gave and took, and whether it was undone."""

from collections.abc import Sequence
from datetime import datetime
from heapq import nlargest
from typing import NamedTuple

from warehouse_app.domain.decisions import sums
from warehouse_app.domain.statuses import Mode, Policy
from warehouse_app.store.database import Store, marks
from warehouse_app.store.tables.base import instant

LATEST = 50


class ListedRun(NamedTuple):
    """A run. It considered so many `lines`; `given` and `taken` in base units; `undone_by` and `undoes` are the runs
    that undid it, or that it undid.
    """

    run: int
    at: datetime
    cause: str
    mode: Mode
    policy: Policy
    who: str
    lines: int
    given: int
    taken: int
    undone_by: int | None
    undoes: int | None

    @property
    def can_be_undone(self) -> bool:
        """Whether it is of a kind that can be, and was not yet; later runs may still stand in the way."""
        return self.mode in {Mode.FILL, Mode.REDISTRIBUTE} and self.undone_by is None and bool(self.given or self.taken)


def latest_runs(store: Store, limit: int = LATEST, *, items: Sequence[int] = ()) -> list[ListedRun]:
    """Return the latest runs, the newest first; of `items`, those that decided about one, and what about these.

    It reads the decisions of these runs, 21 bytes for each line, and nothing else of the house.
    """
    which, parameters = "", [limit]
    if items:
        runs = _runs_of(store, items, limit)
        if not runs:
            return []
        which, parameters = f"WHERE r.id IN ({marks(runs)})", [*runs, limit]
    found = store.sql(
        "SELECT r.id, r.at, r.cause, r.mode, r.policy, a.actor, u.id, r.undoes_id FROM run r "
        f"JOIN action a ON a.id = r.action_id LEFT JOIN run u ON u.undoes_id = r.id {which} ORDER BY r.id DESC LIMIT ?",
        parameters,
    ).fetchall()
    return [
        ListedRun(
            run,
            instant(at),
            cause,
            Mode(mode),
            Policy(policy),
            who,
            *_moved(store, run, items),
            undone_by,
            undoes,
        )
        for run, at, cause, mode, policy, who, undone_by, undoes in found
    ]


def _runs_of(store: Store, items: Sequence[int], limit: int) -> list[int]:
    """Return the last `limit` runs that decided about one of `items`."""
    last = "SELECT run_id FROM decision WHERE item_id = ? ORDER BY run_id DESC LIMIT ?"
    runs = {run for item in items for (run,) in store.sql(last, (item, limit)).fetchall()}
    return nlargest(limit, runs)


def _moved(store: Store, run: int, items: Sequence[int]) -> tuple[int, int, int]:
    """Return how many lines a run considered, and the units it gave and took."""
    only = f" AND item_id IN ({marks(items)})" if items else ""
    lines = given = taken = 0
    for (packed,) in store.sql(f"SELECT lines FROM decision WHERE run_id = ?{only}", (run, *items)):
        considered, gained, lost = sums(packed)
        lines, given, taken = lines + considered, given + gained, taken + lost
    return lines, given, taken
