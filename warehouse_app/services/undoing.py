"""A run of allocation taken back as one step, as long as nothing was built on it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.domain.decisions import LineDecision, Reason, unpack
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Mode, Role
from warehouse_app.queries.waiting import SOFT, WAITING, lives_held, rules_of, spare_by_life, supplies_of
from warehouse_app.services.changes import Changes
from warehouse_app.services.contract import Work, service
from warehouse_app.services.filling import Decided, RunKeeper, all_or_nothing, fill_items, lock_scope
from warehouse_app.services.noticing import withdraw_notices
from warehouse_app.services.starving import end_lifts, lift_again
from warehouse_app.store.database import chunks, marks


class UndoRunFault(StrEnum):
    """Why a run was not undone."""

    UNKNOWN = "run-unknown"
    NOT_OF_A_KIND = "run-cannot-be-undone"
    UNDONE = "run-undone-already"
    TOUCHED = "run-touched-by-a-later-one"
    ON_LIST = "run-stock-is-on-a-list"
    CHANGED = "run-lines-have-changed"


@dataclass(frozen=True)
class RunUndone:
    """The new run that undid another: the units that lines gave back, and those they were given back."""

    run: int
    undone: int
    lines: int
    taken: int
    returned: int
    changes: Changes


@service(Role.LEAD)
def undo_run(work: Work, run: int) -> RunUndone:
    """Give every line what it had before a run, and its items no stock by themselves until the next receipt or run.

    A line that was lifted until the run made it full is lifted again. In how many receipts a line had been passed over
    before the run gave it something is written nowhere: it is counted anew.

    Raises Refused (UndoRunFault) where a later run touched one of its lines, or what it gave is on a pick list.
    """
    _refuse_others(work, run)
    moved = _moved(work, run)
    if not moved:
        raise Refused(UndoRunFault.NOT_OF_A_KIND, run=run)
    levels, _ = lock_scope(work, moved, [line for lines in moved.values() for line in lines])
    _refuse_touched(work, run, moved)
    decided = _opposite(work, run, moved)
    rules = rules_of(work.settings)
    for item, made in decided.items():
        level = levels[item]
        if level.allocated + sum(row.gets for row in made) > level.allocatable:
            raise Refused(UndoRunFault.CHANGED, run=run)
    keeper = RunKeeper(work, Mode.UNDO, rules, "by-hand", undoes=run)
    keeper.keep(decided, supplies_of(levels))
    end_lifts(work, [row.line for made in decided.values() for row in made if row.gets > 0])
    lift_again(work, [row.line for lines in moved.values() for row in lines.values() if row.lifted and row.gets > 0])
    for item in decided:
        lives = lives_held(work.store, item)
        if any(spare < 0 for spare in spare_by_life(work.store, item, lives, rules.today).values()):
            raise Refused(UndoRunFault.CHANGED, run=run)
    for some in chunks(moved):
        work.store.sql(f"UPDATE item_stock SET fill_paused = ? WHERE item_id IN ({marks(some)})", (True, *some))
    undo = work.runs[-1]
    # What must ship complete and no longer is gives back the rest, too; and pins are given in a pause.
    whole = all_or_nothing(work, [line for lines in moved.values() for line in lines])
    if whole or _is_pinned(work, moved):
        fill_items(work, moved, cause="undone", edited=whole)
    [(action,)] = work.store.sql("SELECT action_id FROM run WHERE id = ?", (run,))
    withdraw_notices(work, action)
    gets = [row.gets for made in decided.values() for row in made]
    taken, returned = -sum(units for units in gets if units < 0), sum(units for units in gets if units > 0)
    return RunUndone(undo, run, len(gets), taken, returned, work.changes)


def _refuse_others(work: Work, run: int) -> None:
    found = work.store.sql("SELECT mode FROM run WHERE id = ?", (run,)).fetchone()
    if found is None:
        raise Refused(UndoRunFault.UNKNOWN, run=run)
    if found[0] not in (Mode.FILL, Mode.REDISTRIBUTE):
        raise Refused(UndoRunFault.NOT_OF_A_KIND, run=run)
    if undone := work.store.sql("SELECT id FROM run WHERE undoes_id = ?", (run,)).fetchone():
        raise Refused(UndoRunFault.UNDONE, run=run, undone_by=undone[0])


def _moved(work: Work, run: int) -> dict[int, dict[int, LineDecision]]:
    """Return, by item, what a run decided about each line that it gave something to or took something from."""
    found = work.store.sql("SELECT item_id, lines FROM decision WHERE run_id = ?", (run,)).fetchall()
    moved = {item: {row.line: row for row in unpack(packed) if row.gets} for item, packed in found}
    return {item: lines for item, lines in moved.items() if lines}


def _is_pinned(work: Work, items: Collection[int]) -> bool:
    """Return whether a line that wants one of `items` has not got all that is pinned to it."""
    for some in chunks(items):
        rule = f"item_id IN ({marks(some)}) AND {WAITING} AND pinned > allocated AND NOT on_hold"
        if work.store.sql(f"SELECT 1 FROM order_line WHERE {rule} LIMIT 1", some).fetchone():
            return True
    return False


def _refuse_touched(work: Work, run: int, moved: Mapping[int, Mapping[int, LineDecision]]) -> None:
    """Refuse where a later run changed what one of the lines has."""
    for item, lines in moved.items():
        later = work.store.sql(
            "SELECT run_id, lines FROM decision WHERE item_id = ? AND run_id > ? ORDER BY run_id", (item, run)
        )
        for other, packed in later.fetchall():
            if any(row.gets and row.line in lines for row in unpack(packed)):
                raise Refused(UndoRunFault.TOUCHED, run=run, later=other)


def _opposite(work: Work, run: int, moved: Mapping[int, Mapping[int, LineDecision]]) -> Decided:
    """Return the decisions that undo what a run moved. Raises Refused where lines no longer stand as it left them."""
    decided: Decided = defaultdict(list)
    for item, lines in moved.items():
        for some in chunks(lines):
            for line, short, had, pinned, soft in work.store.sql(
                "SELECT ol.id, ol.quantity - ol.cancelled - ol.shipped - ol.allocated, ol.allocated, ol.pinned, "
                f"{SOFT} FROM order_line ol WHERE ol.id IN ({marks(some)}) ORDER BY ol.id",
                some,
            ).fetchall():
                gets = -lines[line].gets
                was_left = lines[line].had + lines[line].gets
                if had != was_left or -gets > had - pinned or gets > short:
                    raise Refused(UndoRunFault.CHANGED, run=run)
                if -gets > soft:
                    raise Refused(UndoRunFault.ON_LIST, run=run)
                decided[item].append(LineDecision(line, short, had, gets, Reason.UNDONE))
    return dict(decided)
