"""Stock comes in and goes to whoever waits: receive and allocate."""

import re
from collections.abc import Sequence
from datetime import date, tzinfo

import click

from warehouse_app.cli.main import json_option, main
from warehouse_app.cli.output import iso, print_json, reason_json, reason_text, say, sentence
from warehouse_app.cli.session import Session
from warehouse_app.cli.tables import print_table
from warehouse_app.cli.words import Heading, Say
from warehouse_app.domain.decisions import LineDecision
from warehouse_app.domain.fairness import Fairness
from warehouse_app.domain.statuses import Policy
from warehouse_app.house import House
from warehouse_app.queries.runs import (
    RunLine,
    decisions_of,
    fairness_of,
    planned_fill,
    run_lines,
    waiting_items,
)
from warehouse_app.services.allocating import allocate, known_items
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import Booked, Received, Share, receive

_GOODS = re.compile(
    r"(?P<sku>.+?)=(?P<quantity>[0-9]{1,12})(?:@(?P<lot>.*?)(?::(?P<expiry>[0-9]{4}-[0-9]{2}-[0-9]{2}))?)?", re.DOTALL
)
_LONGEST_LOT = 80


def _goods(text: str) -> Goods:
    match = _GOODS.fullmatch(text)
    try:
        expiry = date.fromisoformat(match["expiry"]) if match and match["expiry"] else None
    except ValueError:
        match = None
    # A lot that is announced by its sign and missing is a slip, unless the day alone tells the goods apart.
    if match is None or (match["lot"] == "" and not match["expiry"]):
        raise click.UsageError(sentence(Say.GOODS_FORM, text=text))
    lot = match["lot"] or ""
    if len(lot) > _LONGEST_LOT or not lot.isprintable():
        raise click.UsageError(sentence(Say.GOODS_LOT, text=text, most=_LONGEST_LOT))
    return Goods(match["sku"], int(match["quantity"]), lot=lot, expiry=expiry)


@main.command("receive")
@click.argument("purchase_order")
@click.argument("goods", nargs=-1, metavar="[SKU=QTY[@LOT[:EXPIRY]]]...")
@click.option("--all", "all_to_come", is_flag=True, help="Everything that the purchase order still expects.")
@click.option("--into", default="", metavar="BIN", help="Where to put it (default: the place the house proposes).")
@click.option("--accept-over", is_flag=True, help="Accept more than the supplier's tolerance allows; needs a lead.")
@json_option
@click.pass_obj
def receive_(
    session: Session,
    *,
    purchase_order: str,
    goods: tuple[str, ...],
    all_to_come: bool,
    into: str,
    accept_over: bool,
    as_json: bool,
) -> None:
    """Book a receipt without a scanner; shows at once where the goods go and who gets them."""
    if not goods and not all_to_come:
        raise click.UsageError(sentence(Say.GOODS_NEEDED))
    wanted = [_goods(text) for text in goods]
    with session.house() as house:
        done = receive(
            house.store,
            house.act(),
            wanted,
            purchase_order=purchase_order,
            all_to_come=all_to_come,
            into=into,
            accept_over=accept_over,
            close=True,
        )
        zone = house.zone
    if as_json:
        print_json(_received_json(done))
    else:
        _print_received(done, zone)


def _received_json(done: Received) -> dict[str, object]:
    return {
        "receipt": done.receipt,
        "purchase_order": done.purchase_order,
        "booked": [
            {
                "sku": each.sku,
                "quantity": each.quantity,
                "location": each.location,
                "lot": each.lot,
                "expiry": iso(each.expiry),
                "ordered": each.ordered,
                "received": each.received,
            }
            for each in done.booked
        ],
        "gets": [_share_json(share) for share in done.shares],
        "free": {sku: done.rest(sku) for sku in dict.fromkeys(each.sku for each in done.booked)},
    }


def _share_json(share: Share) -> dict[str, object]:
    return {
        "order": share.order,
        "line": share.line,
        "sku": share.sku,
        "customer_name": share.customer,
        "class": share.rank_class,
        "placed": iso(share.placed_at),
        "quantity": share.units,
        "short": share.short,
    }


def _print_received(done: Received, zone: tzinfo) -> None:
    for sku in dict.fromkeys(each.sku for each in done.booked):
        for each in done.booked:
            if each.sku == sku:
                _say_booked(done.receipt, each)
        shares = [share for share in done.shares if share.sku == sku]
        for share in shares:
            say(
                Say.SHARE,
                units=share.units,
                order=share.order,
                customer=share.customer,
                rank_class=share.rank_class,
                placed=share.placed_at.astimezone(zone).date(),
                short=share.short,
            )
        rest = done.rest(sku)
        if rest:
            say(Say.REST if shares else Say.NO_SHARES, units=rest)


def _say_booked(receipt: str, booked: Booked) -> None:
    say(
        Say.BOOKED_LOT if booked.lot else Say.BOOKED,
        receipt=receipt,
        quantity=booked.quantity,
        sku=booked.sku,
        name=booked.name,
        lot=booked.lot,
        location=booked.location,
        received=booked.received,
        ordered=booked.ordered,
    )


@main.command("allocate")
@click.option(
    "--policy",
    type=click.Choice([policy.value for policy in Policy]),
    help="Rank by this policy (default: the house's).",
)
@click.option("--mode", type=click.Choice(["fill"]), default="fill", show_default=True, help="What the run may do.")
@click.option("--item", "skus", multiple=True, metavar="SKU", help="Only this item; may be given several times.")
@click.option("--preview", is_flag=True, help="Show what the run would do, and change nothing.")
@json_option
@click.pass_obj
def allocate_(
    session: Session, *, policy: str | None, mode: str, skus: tuple[str, ...], preview: bool, as_json: bool
) -> None:
    """Give free stock to waiting lines; takes nothing from anyone."""
    by = Policy(policy) if policy else None
    run: int | None = None
    with session.house() as house:
        used = by or house.settings.policy
        if not preview:
            run = allocate(house.store, house.act(), skus=skus, policy=by).run
        with house.store.snapshot():
            if preview:
                items = known_items(skus) if skus else waiting_items(house.store)
                planned = planned_fill(house.store, house.settings, items, policy=by)
                decided = [(item, free, made) for item, (free, made) in planned.items()]
            else:
                decided = list(decisions_of(house.store, run)) if run is not None else []
            lines, fairness = _in_words(house, decided)
    if as_json:
        document = {"run": run, "mode": mode, "policy": used.value, "applied": not preview}
        print_json({**document, "lines": [_line_json(line) for line in lines], "fairness": _fairness_json(fairness)})
        return
    _print_run(run, used, lines, fairness)


def _in_words(
    house: House, decided: Sequence[tuple[int, int, list[LineDecision]]]
) -> tuple[list[RunLine], dict[str, Fairness]]:
    lines: list[RunLine] = []
    fairness: dict[str, Fairness] = {}
    for item, free, made in decided:
        of_item = list(run_lines(house.store, item, free, made))
        even = fairness_of(of_item, made)
        if even is not None:
            fairness[of_item[0].sku] = even
        lines += of_item
    return lines, fairness


def _line_json(line: RunLine) -> dict[str, object]:
    return {
        "order": line.order,
        "line": line.line,
        "sku": line.sku,
        "had": line.had,
        "gets": line.gets,
        "reason": reason_json(line.reason),
    }


def _fairness_json(fairness: dict[str, Fairness]) -> dict[str, object]:
    return {sku: even._asdict() for sku, even in fairness.items()}


def _print_run(run: int | None, policy: Policy, lines: Sequence[RunLine], fairness: dict[str, Fairness]) -> None:
    if not lines:
        say(Say.NOTHING_WAITS)
        return
    headings = (Heading.SKU, Heading.ORDER, Heading.LINE, Heading.CUSTOMER, Heading.HAD, Heading.GETS, Heading.WHY)
    rows = [
        (line.sku, line.order, line.line, line.customer, line.had, line.gets, reason_text(line.reason))
        for line in lines
    ]
    print_table(headings, rows, shorten=Heading.CUSTOMER)
    for sku, even in fairness.items():
        if even.highest:
            percents = {name: round(100 * value) for name, value in even._asdict().items()}
            say(Say.FAIRNESS, sku=sku, **percents)
    gains = [line.gets for line in lines if line.gets > 0]
    facts = {"policy": policy.value, "units": sum(gains), "lines": len(gains), "considered": len(lines)}
    if run is None:
        say(Say.PREVIEW, **facts)
    else:
        say(Say.RUN, run=str(run), **facts)
