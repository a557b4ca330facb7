"""Counts of places at the command line: taken in one go, looked at, approved or thrown away.

What the books said is told only to whoever may approve.
"""

from collections.abc import Sequence

import click

from warehouse_app.cli.consequences import consequences_json, say_consequences, stops_json
from warehouse_app.cli.main import json_option, main
from warehouse_app.cli.output import LANGUAGE, iso, print_json, say, sentence
from warehouse_app.cli.session import Session
from warehouse_app.cli.stock import goods_of
from warehouse_app.cli.words import Say
from warehouse_app.domain.errors import Fact, Refused
from warehouse_app.domain.statuses import CountStatus
from warehouse_app.house import House
from warehouse_app.queries.counts import (
    Difference,
    StoredCount,
    count_lines,
    count_of,
    counted_in,
    counts_in,
    differing_lines,
)
from warehouse_app.queries.people import may_lead
from warehouse_app.services.counting import (
    CountEnded,
    CountFault,
    approve_count,
    begin_count,
    drop_count,
    finish_count,
    reject_count,
    tally,
    undo_tally,
)
from warehouse_app.services.unpicking import Unpicked
from warehouse_app.texts import moment_text


@main.command("count")
@click.argument("place", default="")
@click.argument("goods", nargs=-1, metavar="[SKU=QTY[@LOT[:EXPIRY]]]...")
@click.option("--empty", is_flag=True, help="Nothing lies at PLACE.")
@click.option("--approve", default="", metavar="COUNT", help="Book what a count found.")
@click.option("--reject", default="", metavar="COUNT", help="Throw a count away; needs --why.")
@click.option("--why", default="", metavar="TEXT", help="The reason, which is kept.")
@json_option
@click.pass_obj
def count_(
    session: Session,
    *,
    place: str,
    goods: tuple[str, ...],
    empty: bool,
    approve: str,
    reject: str,
    why: str,
    as_json: bool,
) -> None:
    """Count all that lies at PLACE; without PLACE, show the counts that wait for approval."""
    if sum(map(bool, (place, approve, reject))) > 1 or (place and not goods and not empty) or (empty and goods):
        raise click.UsageError(sentence(Say.COUNT_FORM))
    with session.house() as house:
        if approve:
            _tell(house, approve_count(house.store, house.act(), approve), as_json=as_json)
        elif reject:
            _tell(house, reject_count(house.store, house.act(), reject, why=why), as_json=as_json)
        elif place:
            _tell(house, _counted(house, place, goods), as_json=as_json)
        else:
            _list(house, as_json=as_json)


def _counted(house: House, place: str, goods: tuple[str, ...]) -> CountEnded:
    """Count a place from beginning to end; where goods are refused, the count is as it was before."""
    wanted = [goods_of(text) for text in goods]
    begun = begin_count(house.store, house.act(), place)
    with house.store.snapshot():
        is_under_way = bool(counted_in(house.store, begun.number))
    if is_under_way:
        raise Refused(CountFault.UNDER_WAY, number=begun.number, place=begun.place)
    tallied: list[str] = []
    try:
        for each in wanted:
            action = house.act()
            tally(house.store, action, begun.number, each.sku, each.quantity, lot=each.lot, expiry=each.expiry)
            tallied.append(action.action_id)
    except Refused:
        for action_id in reversed(tallied):
            undo_tally(house.store, house.act(), action_id)
        if not begun.goes_on:
            drop_count(house.store, house.act(), begun.number)
        raise
    return finish_count(house.store, house.act(), begun.number)


def _tell(house: House, done: CountEnded, *, as_json: bool) -> None:
    is_told = may_lead(house.store, house.actor)
    if as_json:
        print_json(
            {
                "count": done.number,
                "place": done.place,
                "status": done.status,
                "again": done.again or None,
                "differences": _differences_json(done.differences) if is_told else None,
                "aside": done.aside,
                "unpicked": [_unpicked_json(each) for each in done.unpicked],
                "anew": stops_json(done.anew),
                **consequences_json(done.stops, done.losses, done.shares),
            }
        )
        return
    match done.status:
        case CountStatus.BOOKED:
            say(Say.COUNT_BOOKED, number=done.number, place=done.place, differences=len(done.differences))
        case CountStatus.REJECTED:
            say(Say.COUNT_REJECTED, number=done.number, place=done.place)
        case _:
            code = Say.COUNT_AGAIN if done.again else Say.COUNT_TO_APPROVE
            say(code, number=done.number, place=done.place, again=done.again)
    if done.status is CountStatus.BOOKED:
        _say_differences(house, done.number, done.differences if is_told else ())
        if done.aside:
            say(Say.COUNT_ASIDE, units=done.aside)
    _say_unpicked(done)
    say_consequences(done.stops, done.losses, done.shares)


def _say_unpicked(done: CountEnded) -> None:
    for gone in done.unpicked:
        say(Say.COUNT_UNPICKED, order=gone.order, line=gone.line, units=gone.units, sku=gone.sku, place=gone.place)
    for each in done.anew:
        if units := each.replanned:
            pick_list, order, places = each.pick_list, each.order, each.places
            say(Say.FETCHED_ANEW, pick_list=pick_list, units=units, sku=each.sku, order=order, places=places)


def _unpicked_json(missing: Unpicked) -> dict[str, object]:
    return {
        "order": missing.order,
        "line": missing.line,
        "sku": missing.sku,
        "lot": missing.lot,
        "place": missing.place,
        "quantity": missing.units,
    }


def _list(house: House, *, as_json: bool) -> None:
    with house.store.snapshot():
        is_told = may_lead(house.store, house.actor)
        counts = counts_in(house.store, CountStatus.TO_APPROVE)
        waiting = [(each, differing_lines(house.store, each) if is_told else None) for each in counts]
    if as_json:
        print_json([_count_json(count, differences) for count, differences in waiting])
        return
    if not waiting:
        say(Say.NO_COUNTS)
    for count, differences in waiting:
        at = moment_text(count.counted_at, language=LANGUAGE, zone=house.zone) if count.counted_at else None
        say(Say.COUNT_WAITS, number=count.number, place=count.place, by=count.counted_by, at=at)
        _say_differences(house, count.number, differences or ())


def _count_json(count: StoredCount, differences: Sequence[Difference] | None) -> dict[str, object]:
    return {
        "count": count.number,
        "place": count.place,
        "counted_by": count.counted_by,
        "counted_at": iso(count.counted_at),
        "differences": None if differences is None else _differences_json(differences),
    }


def _differences_json(differences: Sequence[Difference]) -> list[dict[str, object]]:
    return [
        {
            "sku": each.sku,
            "lot": each.lot_code,
            "expiry": iso(each.expiry),
            "status": each.status,
            "expected": each.expected,
            "counted": each.counted,
            "moved_in": each.moved_in,
            "moved_out": each.moved_out,
        }
        for each in differences
    ]


def _say_differences(house: House, number: str, differences: Sequence[Difference]) -> None:
    alike = _alike(house, number) if differences else []
    for each in differences:
        code = Say.DIFFERENCE_LOT if each.lot_code else Say.DIFFERENCE
        say(code, sku=each.sku, name=each.name, lot=each.lot_code, expected=each.expected, counted=each.counted)
        for other in (line for line in alike if line.lot == each.lot):
            facts: dict[str, Fact] = {"other": other.status, "counted": other.counted, "expected": other.expected}
            say(Say.DIFFERENCE_BESIDES, status=each.status, **facts)
        if each.was_moved:
            say(Say.DIFFERENCE_MOVED, moved_in=each.moved_in, moved_out=each.moved_out)


def _alike(house: House, number: str) -> list[Difference]:
    """Return what a count found of which the books say the same: the lots of its differences in another state."""
    with house.store.snapshot():
        count = count_of(house.store, number)
        lines = count_lines(house.store, count.row) if count else []
    return [line for line in lines if line.counted and not line.differs]
