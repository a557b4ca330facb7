"""Who waits and why: the queue, the explanation of an order, and cancelling."""

from collections.abc import Sequence
from datetime import tzinfo

import click

from warehouse_app.cli.consequences import gets_json, say_consequences, stops_json
from warehouse_app.cli.main import NUMBER, json_option, main
from warehouse_app.cli.output import LANGUAGE, change_json, iso, print_json, reason_json, reason_text, say
from warehouse_app.cli.session import Session
from warehouse_app.cli.tables import print_table
from warehouse_app.cli.words import Heading, Say
from warehouse_app.domain.statuses import Policy
from warehouse_app.queries.explain import Explained, ExplainedLine, explain
from warehouse_app.queries.picked import in_totes_for
from warehouse_app.queries.queue import QueueRow, queue
from warehouse_app.services.allocating import known_items
from warehouse_app.services.ordering import cancel_order
from warehouse_app.stations.words import picked_in

_SHOWN_AHEAD = 5


@main.command("queue")
@click.option("--item", "skus", multiple=True, metavar="SKU", help="Only this item; may be given several times.")
@json_option
@click.pass_obj
def queue_(session: Session, *, skus: tuple[str, ...], as_json: bool) -> None:
    """Show the back-order queue in its order, with the keys it sorts by."""
    with session.house() as house, house.store.snapshot():
        rows = queue(house.store, house.settings, items=tuple(known_items(skus)))
        zone, policy = house.zone, house.settings.policy
    if as_json:
        print_json([_queue_json(row) for row in rows])
    elif not rows:
        say(Say.QUEUE_EMPTY)
    else:
        _print_queue(rows, zone, policy)


_HEADINGS = (
    *(Heading.RANK, Heading.CLASS, Heading.PLACED, Heading.DUE, Heading.ORDER, Heading.LINE),
    *(Heading.SKU, Heading.CUSTOMER, Heading.OPEN, Heading.ALLOCATED, Heading.SHORT, Heading.NOT_BEFORE),
)


def _print_queue(rows: Sequence[QueueRow], zone: tzinfo, policy: Policy) -> None:
    """Print the queue; what few lines have is a column only where one has it."""
    seldom: dict[Heading, list[int | None]] = {
        Heading.PINNED: [row.pinned or None for row in rows],
        Heading.ON_HOLD: [row.on_hold or None for row in rows],
        Heading.LIFTED: [row.lifted or None for row in rows],
    }
    shown = {heading: column for heading, column in seldom.items() if any(column)}
    cells = [
        (*_queue_cells(row, zone, policy), *(column[place] for column in shown.values()))
        for place, row in enumerate(rows)
    ]
    print_table((*_HEADINGS, *shown), cells, shorten=Heading.CUSTOMER)


def _queue_json(row: QueueRow) -> dict[str, object]:
    return {
        "rank": row.rank,
        "order": row.order,
        "line": row.line,
        "sku": row.sku,
        "customer": row.customer_code,
        "customer_name": row.customer,
        "class": row.rank_class,
        "placed": iso(row.placed),
        "promised": iso(row.promised),
        "need_by": iso(row.need_by),
        "due": iso(row.due),
        "open": row.open,
        "allocated": row.allocated,
        "short": row.short,
        "not_before": iso(row.not_before),
        "pinned": row.pinned,
        "on_hold": row.on_hold,
        "lifted": row.lifted,
    }


def _queue_cells(row: QueueRow, zone: tzinfo, policy: Policy) -> tuple[int | str | None, ...]:
    # A day that nobody has named is told only where the queue is sorted by it.
    due = row.due if policy is Policy.DUE_DATE else row.promised or row.need_by
    return (
        row.rank,
        row.rank_class,
        f"{row.placed.astimezone(zone):%Y-%m-%d %H:%M}",
        iso(due),
        row.order,
        row.line,
        row.sku,
        row.customer,
        row.open,
        row.allocated,
        row.short,
        iso(row.not_before),
    )


@main.command("explain")
@click.argument("order")
@json_option
@click.pass_obj
def explain_(session: Session, *, order: str, as_json: bool) -> None:
    """Say why each line of ORDER has or has not got stock, who is ahead of it, and what is coming."""
    with session.house() as house, house.store.snapshot():
        told, picked, zone = explain(house.store, house.settings, order), in_totes_for(house.store, order), house.zone
    if as_json:
        head = {"order": told.order, "customer": told.customer_code}
        lies = [{"sku": each.sku, "quantity": each.units, "place": each.place} for each in picked]
        print_json({**head, "picked": lies, "lines": [_line_json(row) for row in told.lines]})
        return
    say(Say.EXPLAIN_HEAD, order=told.order, customer=told.customer, rank_class=told.rank_class)
    for note in picked_in(picked):
        click.echo(f"  {note.said(language=LANGUAGE, zone=zone)}")
    _print_explained(told)


def _line_json(row: ExplainedLine) -> dict[str, object]:
    return {
        "line": row.line,
        "sku": row.sku,
        "open": row.open,
        "allocated": row.allocated,
        "short": row.short,
        "reason": reason_json(row.reason),
        "changes": [change_json(part) for part in row.changes],
        "lines_ahead": row.lines_ahead,
        "sharing_lines": row.sharing_lines,
        "ahead": [
            {
                "order": ahead.order,
                "line": ahead.line,
                "customer": ahead.customer_code,
                "class": ahead.rank_class,
                "quantity": ahead.short,
                "pinned": ahead.pinned,
            }
            for ahead in row.ahead
        ],
        "coming": [
            {"purchase_order": each.number, "due": iso(each.due), "quantity": each.units} for each in row.coming
        ],
        # Dates are promised once suppliers' punctuality is measured; until then there is none to tell.
        "expected": None,
        "promise": None,
    }


def _print_explained(told: Explained) -> None:
    for row in told.lines:
        say(
            Say.EXPLAIN_LINE if row.open else Say.EXPLAIN_CLOSED,
            line=row.line,
            sku=row.sku,
            name=row.name,
            allocated=row.allocated,
            open=row.open,
            why=reason_text(row.reason),
        )
        if row.changes:
            say(Say.EXPLAIN_CHANGES, changes=reason_text(row.changes))
        for ahead in row.ahead[:_SHOWN_AHEAD]:
            say(
                Say.EXPLAIN_PINNED if ahead.pinned else Say.EXPLAIN_AHEAD,
                short=ahead.short,
                order=ahead.order,
                customer=ahead.customer,
                rank_class=ahead.rank_class,
            )
        if row.lines_ahead > _SHOWN_AHEAD:
            say(Say.EXPLAIN_MORE, count=row.lines_ahead - _SHOWN_AHEAD)


@main.command()
@click.argument("order")
@click.argument("line", type=NUMBER, required=False)
@json_option
@click.pass_obj
def cancel(session: Session, *, order: str, line: int | None, as_json: bool) -> None:
    """Cancel what is not picked yet of ORDER, or of one LINE of it; its stock goes to whoever waits."""
    with session.house() as house:
        done = cancel_order(house.store, house.act(), order, line=line)
    if as_json:
        lines = [{"line": row.line, "sku": row.sku, "quantity": row.units, "freed": row.freed} for row in done.lines]
        gone = {"order": done.order, "lines": lines}
        print_json({**gone, "stops": stops_json(done.stops), "gets": gets_json(done.shares)})
        return
    say(Say.CANCELLED, order=done.order)
    for row in done.lines:
        say(Say.CANCELLED_LINE, line=row.line, sku=row.sku, units=row.units, freed=row.freed)
    say_consequences(done.stops, (), done.shares)
