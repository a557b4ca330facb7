"""Stock comes in and goes to whoever waits: receive, close-short."""

import re
from dataclasses import replace
from datetime import date, tzinfo

import click

from warehouse_app.cli.main import json_option, main
from warehouse_app.cli.output import iso, print_json, say, sentence
from warehouse_app.cli.session import Session
from warehouse_app.cli.words import Say
from warehouse_app.services.closing_short import close_short, reopen_short
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import Booked, Received, Share, receive

_GOODS = re.compile(
    r"(?P<sku>.+?)=(?P<quantity>[0-9]{1,12})(?:@(?P<lot>.*?)(?::(?P<expiry>[0-9]{4}-[0-9]{2}-[0-9]{2}))?)?", re.DOTALL
)
_LONGEST_LOT = 80


def goods_of(text: str) -> Goods:
    """Return what an argument says of goods, such as SKU-1=12@L7:2027-05-01. Raises UsageError."""
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
@click.option("--quarantine", default="", metavar="TEXT", help="Set the named goods aside, for this reason.")
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
    quarantine: str,
    accept_over: bool,
    as_json: bool,
) -> None:
    """Book a receipt without a scanner; shows at once where the goods go and who gets them."""
    if not goods and not all_to_come:
        raise click.UsageError(sentence(Say.GOODS_NEEDED))
    wanted = [replace(goods_of(text), quarantine=quarantine) for text in goods]
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
                "quarantined": each.aside is not None,
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
                if each.aside is not None:
                    click.echo(f"  {sentence(each.aside, why=each.why, lot=each.lot, expiry=each.expiry)}")
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


@main.command("close-short")
@click.argument("purchase_order")
@click.argument("line", type=int)
@click.option("--why", required=True, metavar="TEXT", help="The reason, which is kept.")
@click.option("--reopen", is_flag=True, help="The other way round: the rest is to come after all.")
@json_option
@click.pass_obj
def close_short_(session: Session, *, purchase_order: str, line: int, why: str, reopen: bool, as_json: bool) -> None:
    """Expect nothing more of LINE of a purchase order."""
    verb = reopen_short if reopen else close_short
    with session.house() as house:
        done = verb(house.store, house.act(), purchase_order, line, why=why)
    facts: dict[str, str | int] = {
        "sku": done.sku,
        "ordered": done.ordered,
        "received": done.received,
        "units": done.units,
    }
    if as_json:
        print_json({"purchase_order": done.purchase_order, "line": done.line, **facts})
    else:
        word = Say.REOPENED_SHORT if reopen else Say.CLOSED_SHORT
        say(word, purchase_order=done.purchase_order, line=done.line, **facts)
