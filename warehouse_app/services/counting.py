"""Places are counted blind; what differs from the books is counted again, approved, and booked.

A count is opened for a place, goods are tallied into it, and it is finished. Whoever counts is never told what the
books say. Everything at the place is counted: what nobody tallied counts as nothing.

A count takes the place of older ones of its place that still wait for a lead. What a count or an adjustment has put
right there since is not booked again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import msgspec

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import CountStatus, MoveReason, Role, StockStatus
from warehouse_app.queries.counts import (
    Difference,
    StoredCount,
    count_of,
    counted_in,
    differing_lines,
    open_count_at,
    put_right_since,
    tallies_in,
)
from warehouse_app.queries.goods import ItemFacts
from warehouse_app.services.arriving import GoodsFault, known_lot
from warehouse_app.services.because import because
from warehouse_app.services.changes import Area, Changes, StopMoved
from warehouse_app.services.contract import Work, service
from warehouse_app.services.count_differences import compare, found_by, is_tolerated
from warehouse_app.services.filling import lock_scope
from warehouse_app.services.gains import Share
from warehouse_app.services.losing import Loss, rebook
from warehouse_app.services.lying import StockFault, check_quantity, holding_place, known_item
from warehouse_app.services.numbering import numbered
from warehouse_app.services.picked_goods import missing_picked
from warehouse_app.services.unpicking import Unpicked, unpick_missing
from warehouse_app.store.database import rows
from warehouse_app.store.tables import Action, StockCount
from warehouse_app.store.tables.base import instant_number


class CountFault(StrEnum):
    """Why a count cannot go on; each has a sentence in `texts.stock`."""

    UNKNOWN = "count-unknown"
    NOT_OPEN = "count-not-open"
    NOT_EMPTY = "count-not-empty"
    UNDER_WAY = "count-under-way"
    SECOND = "count-is-a-second-one"
    NOT_TO_APPROVE = "count-not-to-approve"
    TOO_FEW = "count-tally-below-zero"
    NEVER_TALLIED = "count-tally-unknown"
    TAKEN_OFF = "count-tally-taken-off"
    STALE = "count-stock-moved-since"
    PUT_RIGHT = "count-books-put-right-since"


@dataclass(frozen=True)
class CountBegun:
    """A count of a place: `goes_on` where it was open already, `again` where it confirms an earlier one."""

    number: str
    place: str
    goes_on: bool
    again: bool
    changes: Changes


@dataclass(frozen=True)
class Tallied:
    """`quantity` more units of a lot were counted (fewer: negative); `counted` units of it by now.

    `takes_off` is the id of the action whose tally was taken off by that ('': none in particular).
    """

    number: str
    place: str
    sku: str
    name: str
    unit: str
    lot: str
    quantity: int
    counted: int
    changes: Changes
    takes_off: str = ""


@dataclass(frozen=True)
class CountEnded:
    """What became of a count: booked, waiting for a lead, or to be done again (`again` is the number of that count).

    `differences` are for whoever approves; whoever counts blind is not to be told. `aside` units of what was found were
    set aside as they were booked. `shares`: who got stock by that. `unpicked`: whose goods were missing that were
    picked for them, and `anew`: which lists fetch them again.
    """

    number: str
    place: str
    status: CountStatus
    again: str
    differences: tuple[Difference, ...]
    stops: tuple[StopMoved, ...]
    losses: tuple[Loss, ...]
    changes: Changes
    aside: int = 0
    shares: tuple[Share, ...] = ()
    unpicked: tuple[Unpicked, ...] = ()
    anew: tuple[StopMoved, ...] = ()


@service(Role.CLERK)
def begin_count(work: Work, place: str) -> CountBegun:
    """Open a count of a place, or go on with the one that is open there. Raises Refused (StockFault)."""
    where = holding_place(work, place)
    # Two who begin at once: the second finds the first one's.
    work.store.sql(f"SELECT id FROM location WHERE id = ?{work.store.locking}", (where.id,)).fetchall()
    found = open_count_at(work.store, where.id)
    if found is not None:
        again = found.recounts is not None
        return CountBegun(found.number, where.code, goes_on=True, again=again, changes=work.changes)
    number = _open(work, where.id)
    return CountBegun(number, where.code, goes_on=False, again=False, changes=work.changes)


@service(Role.CLERK)
def tally(work: Work, number: str, sku: str, quantity: int, *, lot: str = "", expiry: date | None = None) -> Tallied:
    """Add goods to an open count; a negative quantity takes some of them off again.

    Raises Refused (CountFault, StockFault, GoodsFault).
    """
    count = _locked(work, number, CountStatus.OPEN, CountFault.NOT_OPEN)
    item = known_item(work, sku)
    check_quantity(sku, abs(quantity))
    known = known_lot(work, item, lot, expiry, 1 if item.serial and quantity < 0 else quantity)
    return _tallied(work, count, item, known.row, known.code, quantity)


@service(Role.CLERK)
def undo_tally(work: Work, booking: str) -> Tallied:
    """Take off again what one action (its id) tallied into a count that is still open.

    Raises Refused (CountFault, StockFault).
    """
    stored = rows(Action.select(Action.verb, Action.result).where(Action.action_id == booking))
    if not stored or stored[0][0] != tally.__name__:
        raise Refused(CountFault.NEVER_TALLIED, booking=booking)
    told = msgspec.json.decode(stored[0][1], type=Tallied)
    count = _locked(work, told.number, CountStatus.OPEN, CountFault.NOT_OPEN)
    if booking not in tallies_in(work.store, told.number):
        raise Refused(CountFault.TAKEN_OFF, sku=told.sku, place=count.place)
    item = known_item(work, told.sku)
    [(lot,)] = work.store.sql("SELECT id FROM lot WHERE item_id = ? AND code = ?", (item.id, told.lot))
    return _tallied(work, count, item, lot, told.lot, -told.quantity, takes_off=booking)


@service(Role.CLERK)
def finish_count(work: Work, number: str) -> CountEnded:
    """End a count: within the house's tolerance it is booked; else it is counted again, then waits for a lead.

    One that misses what is picked for orders is never booked here. Older counts of the place that wait are thrown away.
    Raises Refused (CountFault).
    """
    count = _locked(work, number, CountStatus.OPEN, CountFault.NOT_OPEN)
    _supersede_older(work, count)
    differences = compare(work, count)
    work.store.sql(
        "UPDATE stock_count SET counted_by = ?, counted_at = ? WHERE id = ?",
        (work.action.actor, instant_number(work.action.now), count.row),
    )
    is_right = all(is_tolerated(work, each) for each in differences)
    if is_right and not missing_picked(work, *found_by(work, count, differences)):
        return _book(work, count, differences)
    _set_status(work, count.row, CountStatus.TO_APPROVE)
    again = _open(work, count.location, count.row) if count.recounts is None else ""
    return _ended(work, count, CountStatus.TO_APPROVE, differences, again)


@service(Role.CLERK)
def drop_count(work: Work, number: str) -> CountEnded:
    """Throw a count away that was opened by mistake: nothing is counted in it. Raises Refused (CountFault)."""
    count = _locked(work, number, CountStatus.OPEN, CountFault.NOT_OPEN)
    if count.recounts is not None:
        raise Refused(CountFault.SECOND, number=number, place=count.place)
    if counted_in(work.store, number):
        raise Refused(CountFault.NOT_EMPTY, number=number, place=count.place)
    _set_status(work, count.row, CountStatus.REJECTED)
    return _ended(work, count, CountStatus.REJECTED, [])


@service(Role.LEAD)
def approve_count(work: Work, number: str) -> CountEnded:
    """Book what a count found, as the difference that it had when it was finished.

    What is missing and was picked for orders is picked for them no more. A second count of it that is under way is
    given up, and older ones of the place are thrown away. Raises Refused (CountFault), also where another count or an
    adjustment has changed since then what the books say there.
    """
    count = _locked(work, number, CountStatus.TO_APPROVE, CountFault.NOT_TO_APPROVE)
    _supersede_older(work, count)
    _give_up_recount(work, count)
    differences = differing_lines(work.store, count)
    lock_scope(work, {each.item for each in differences})
    put_right = put_right_since(work.store, count, {each.item for each in differences})
    for each in differences:
        if each.lot in put_right:
            raise Refused(CountFault.PUT_RIGHT, number=number, sku=each.sku, place=count.place)
    return _book(work, count, differences)


@service(Role.LEAD)
def reject_count(work: Work, number: str, *, why: str) -> CountEnded:
    """Throw a count away that is open or waits for approval. Raises Refused (CountFault, ReasonFault)."""
    because(work, why)
    count = _locked(work, number)
    if count.status not in {CountStatus.OPEN, CountStatus.TO_APPROVE}:
        raise Refused(CountFault.NOT_TO_APPROVE, number=number)
    _give_up_recount(work, count)
    _set_status(work, count.row, CountStatus.REJECTED)
    return _ended(work, count, CountStatus.REJECTED, [])


# --- the steps ---


def _open(work: Work, location: int, recounts: int | None = None) -> str:
    _, number = numbered(
        work,
        StockCount,
        "CS-",
        location=location,
        recounts=recounts,
        opened_at=instant_number(work.action.now),
        action=work.row,
    )
    work.touched(Area.COUNTS)
    return number


def _locked(
    work: Work, number: str, status: CountStatus | None = None, fault: CountFault = CountFault.NOT_OPEN
) -> StoredCount:
    work.store.sql(f"SELECT id FROM stock_count WHERE number = ?{work.store.locking}", (number,)).fetchall()
    count = count_of(work.store, number)
    if count is None:
        raise Refused(CountFault.UNKNOWN, number=number)
    if status is not None and count.status is not status:
        raise Refused(fault, number=number)
    return count


def _tallied(
    work: Work, count: StoredCount, item: ItemFacts, lot: int, code: str, quantity: int, *, takes_off: str = ""
) -> Tallied:
    before = _counted(work, count.row, lot)
    if before + quantity < 0:
        raise Refused(CountFault.TOO_FEW, sku=item.sku, place=count.place, quantity=-quantity, counted=before)
    if item.serial and before + quantity > 1:
        raise Refused(GoodsFault.SERIAL, sku=item.sku)
    work.store.sql(
        "INSERT INTO count_line (count_id, lot_id, status, expected, counted) VALUES (?, ?, 'available', 0, ?) "
        "ON CONFLICT (count_id, lot_id, status) DO UPDATE SET counted = excluded.counted",
        (count.row, lot, before + quantity),
    )
    work.touched(Area.COUNTS)
    return Tallied(
        count.number,
        count.place,
        item.sku,
        item.name,
        item.unit,
        code,
        quantity,
        before + quantity,
        work.changes,
        takes_off,
    )


def _counted(work: Work, count: int, lot: int) -> int:
    found = work.store.sql("SELECT counted FROM count_line WHERE count_id = ? AND lot_id = ?", (count, lot)).fetchone()
    return int(found[0]) if found else 0


def _book(work: Work, count: StoredCount, differences: Sequence[Difference]) -> CountEnded:
    leaving, coming = found_by(work, count, differences)
    skus = {each.item: each.sku for each in differences}
    _set_status(work, count.row, CountStatus.BOOKED)
    back = unpick_missing(work, leaving, coming, skus)
    try:
        done = rebook(
            work,
            leaving,
            coming,
            reason=MoveReason.COUNT,
            document=count.number,
            cause="count",
            skus=skus,
            loose=back.lines,
            anew=back.anew,
            needed=back.needed,
        )
    except Refused as refused:
        if refused.code is not StockFault.NOT_THERE:
            raise
        raise Refused(CountFault.STALE, number=count.number, **refused.facts) from refused
    aside = sum(each.quantity for each in coming if each.status is StockStatus.QUARANTINED)
    ended = _ended(work, count, CountStatus.BOOKED, differences)
    told = replace(ended, stops=done.stops, losses=done.losses, aside=aside, shares=done.shares)
    return replace(told, unpicked=back.unpicked, anew=done.anew)


def _supersede_older(work: Work, count: StoredCount) -> None:
    work.store.sql(
        "UPDATE stock_count SET status = 'rejected' WHERE location_id = ? AND status = 'to-approve' AND id < ?",
        (count.location, count.row),
    )


def _give_up_recount(work: Work, count: StoredCount) -> None:
    work.store.sql("UPDATE stock_count SET status = 'rejected' WHERE recounts_id = ? AND status = 'open'", (count.row,))


def _set_status(work: Work, row: int, status: CountStatus) -> None:
    work.store.sql("UPDATE stock_count SET status = ? WHERE id = ?", (status, row))
    work.touched(Area.COUNTS)


def _ended(
    work: Work, count: StoredCount, status: CountStatus, differences: Sequence[Difference], again: str = ""
) -> CountEnded:
    return CountEnded(count.number, count.place, status, again, tuple(differences), (), (), work.changes)
