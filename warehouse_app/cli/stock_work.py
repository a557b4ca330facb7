"""Stock that lies there already: moved, set aside, adjusted, scrapped, blocked; and goods that come back."""

from datetime import datetime
from typing import Any

import click

from warehouse_app.cli.consequences import consequences_json, gets_json, say_consequences, say_given
from warehouse_app.cli.main import NUMBER, json_option, main
from warehouse_app.cli.output import print_json, say
from warehouse_app.cli.session import Session
from warehouse_app.cli.words import Say
from warehouse_app.domain.statuses import StockStatus
from warehouse_app.services.blocking import Blocked, block_lot, unblock_lot
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.putting_back import put_back
from warehouse_app.services.returning import Back, Condition, take_back_goods
from warehouse_app.services.setting_aside import (
    Changed,
    Surplus,
    quarantine,
    release_from_quarantine,
    scrap,
    write_off,
    write_on,
)

_DAY = click.DateTime(["%Y-%m-%d"])
_lot = click.option("--lot", default=None, help="The lot, where several lie there.")
_why = click.option("--why", required=True, metavar="TEXT", help="The reason, which is kept.")


@main.command("move")
@click.argument("sku")
@click.argument("quantity", type=int, metavar="QTY")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@_lot
@click.option("--quarantined", is_flag=True, help="Those that are set aside.")
@click.option("--why", default="", metavar="TEXT", help="The reason, needed where TO is a place for quarantine.")
@json_option
@click.pass_obj
def move_(
    session: Session,
    *,
    sku: str,
    quantity: int,
    source: str,
    target: str,
    lot: str | None,
    quarantined: bool,
    why: str,
    as_json: bool,
) -> None:
    """Carry QTY units of SKU from one place to another; pick stops follow them."""
    named = _named(sku, source, quantity, lot, quarantined=quarantined)
    with session.house() as house:
        done = move_stock(house.store, house.act(), named, target, why=why)
    facts = {"sku": done.sku, "lot": done.lot, "quantity": done.quantity, "from": done.source, "to": done.target}
    if as_json:
        print_json({**facts, "left": done.left, **consequences_json(done.stops, done.losses, done.shares)})
        return
    say(Say.MOVED, sku=done.sku, quantity=done.quantity, source=done.source, target=done.target)
    say_consequences(done.stops, done.losses, done.shares)


@main.command("quarantine")
@click.argument("sku")
@click.argument("quantity", type=int, metavar="QTY")
@click.argument("place")
@_why
@_lot
@click.option("--to", default="", metavar="BIN", help="Where they are put (default: they stay where they are).")
@click.option("--release", "is_release", is_flag=True, help="The other way round: let them be used again.")
@json_option
@click.pass_obj
def quarantine_(
    session: Session,
    *,
    sku: str,
    quantity: int,
    place: str,
    why: str,
    lot: str | None,
    to: str,
    is_release: bool,
    as_json: bool,
) -> None:
    """Set QTY units of SKU at PLACE aside, so that no order gets them, or release them."""
    verb = release_from_quarantine if is_release else quarantine
    with session.house() as house:
        done = verb(house.store, house.act(), Named(sku, place, quantity, lot), why=why, to=to)
    _tell(Say.UNQUARANTINED if is_release else Say.QUARANTINED, done, as_json=as_json)


@main.command("put-back")
@click.argument("order")
@click.argument("sku")
@click.argument("quantity", type=int, metavar="QTY")
@click.option("--from", "source", required=True, metavar="TOTE", help="The tote or packing place in which they lie.")
@click.option("--to", "target", required=True, metavar="PLACE", help="Where they are put.")
@_why
@_lot
@json_option
@click.pass_obj
def put_back_(
    session: Session,
    *,
    order: str,
    sku: str,
    quantity: int,
    source: str,
    target: str,
    why: str,
    lot: str | None,
    as_json: bool,
) -> None:
    """Take QTY units of SKU that are picked for ORDER out of their tote; the order is served again by the queue."""
    with session.house() as house:
        done = put_back(house.store, house.act(), order, sku, source, quantity, target, why=why, lot=lot)
    facts: dict[str, Any] = {"order": done.order, "sku": done.sku, "quantity": done.quantity, "left": done.left}
    if as_json:
        way = {"lot": done.lot, "from": done.source, "to": done.target, "status": done.status}
        print_json({**facts, **way, **consequences_json((), done.losses, done.shares)})
        return
    is_aside = done.status is StockStatus.QUARANTINED
    say(Say.PUT_BACK_ASIDE if is_aside else Say.PUT_BACK, source=done.source, target=done.target, **facts)
    say_consequences((), done.losses, done.shares)


@main.command("scrap")
@click.argument("sku")
@click.argument("quantity", type=int, metavar="QTY")
@click.argument("place")
@_why
@_lot
@click.option("--quarantined", is_flag=True, help="Those that are set aside.")
@json_option
@click.pass_obj
def scrap_(
    session: Session,
    *,
    sku: str,
    quantity: int,
    place: str,
    why: str,
    lot: str | None,
    quarantined: bool,
    as_json: bool,
) -> None:
    """Take QTY units of SKU at PLACE out of the books, because they are thrown away."""
    with session.house() as house:
        goods = _named(sku, place, quantity, lot, quarantined=quarantined)
        done = scrap(house.store, house.act(), goods, why=why)
    _tell(Say.SCRAPPED, done, as_json=as_json)


@main.command("adjust", context_settings={"ignore_unknown_options": True})
@click.argument("sku")
@click.argument("by", type=int, metavar="±QTY")
@click.argument("place")
@_why
@_lot
@click.option("--expiry", type=_DAY, default=None, help="The last day of use, of a lot that is new.")
@click.option("--quarantined", is_flag=True, help="Those that are set aside.")
@json_option
@click.pass_obj
def adjust_(
    session: Session,
    *,
    sku: str,
    by: int,
    place: str,
    why: str,
    lot: str | None,
    expiry: datetime | None,
    quarantined: bool,
    as_json: bool,
) -> None:
    """Let the books say more (+QTY) or less (-QTY) of SKU at PLACE, for a reason."""
    with session.house() as house:
        if by < 0:
            goods = _named(sku, place, -by, lot, quarantined=quarantined)
            done = write_off(house.store, house.act(), goods, why=why)
        else:
            surplus = Surplus(sku, place, by, lot or "", expiry.date() if expiry else None)
            done = write_on(house.store, house.act(), surplus, why=why)
    is_aside = done.status is StockStatus.QUARANTINED
    written_on = Say.WRITTEN_ON_ASIDE if is_aside else Say.WRITTEN_ON
    _tell(Say.WRITTEN_OFF if by < 0 else written_on, done, as_json=as_json)


@main.command("return")
@click.argument("order")
@click.argument("line", type=NUMBER)
@click.argument("quantity", type=int, metavar="QTY")
@click.argument("place")
@_why
@click.option("--lot", default="", help="The lot or serial number that is printed on the goods.")
@click.option("--expiry", type=_DAY, default=None, help="The last day of use, of a lot that is new.")
@click.option(
    "--condition",
    type=click.Choice([each.value for each in Condition]),
    default=Condition.QUARANTINE.value,
    show_default=True,
    help="What becomes of them.",
)
@json_option
@click.pass_obj
def return_(
    session: Session,
    *,
    order: str,
    line: int,
    quantity: int,
    place: str,
    why: str,
    lot: str,
    expiry: datetime | None,
    condition: str,
    as_json: bool,
) -> None:
    """Take QTY units of a LINE of ORDER back from the customer, and put them at PLACE."""
    back = Back(order, line, quantity, place, lot, expiry.date() if expiry else None, Condition(condition))
    with session.house() as house:
        done = take_back_goods(house.store, house.act(), back, why=why)
    if as_json:
        facts = {name: getattr(done, name) for name in done.__annotations__ if name not in {"changes", "shares"}}
        print_json({**facts, "gets": gets_json(done.shares)})
        return
    says = {
        Condition.STOCK: Say.BACK_TO_STOCK,
        Condition.QUARANTINE: Say.BACK_ASIDE,
        Condition.SCRAP: Say.BACK_SCRAPPED,
    }
    say(
        Say.BACK_ASIDE if done.aside else says[done.condition],
        document=done.document,
        order=done.order,
        line=done.line,
        sku=done.sku,
        quantity=done.quantity,
        place=done.place,
        shipped=done.shipped,
        returned=done.returned,
    )
    say_given(Say.NOW_GIVEN, done.shares)


@main.command("block")
@click.argument("sku")
@click.argument("lot")
@_why
@json_option
@click.pass_obj
def block_(session: Session, *, sku: str, lot: str, why: str, as_json: bool) -> None:
    """Let nothing of LOT of SKU be given to orders, picked or shipped."""
    with session.house() as house:
        done = block_lot(house.store, house.act(), sku, lot, why=why)
    _tell_block(Say.LOT_BLOCKED, done, as_json=as_json)


@main.command("unblock")
@click.argument("sku")
@click.argument("lot")
@_why
@json_option
@click.pass_obj
def unblock_(session: Session, *, sku: str, lot: str, why: str, as_json: bool) -> None:
    """Let LOT of SKU, which is blocked, be used again."""
    with session.house() as house:
        done = unblock_lot(house.store, house.act(), sku, lot, why=why)
    _tell_block(Say.LOT_UNBLOCKED, done, as_json=as_json)


def _named(sku: str, place: str, quantity: int, lot: str | None, *, quarantined: bool) -> Named:
    status = StockStatus.QUARANTINED if quarantined else StockStatus.AVAILABLE
    return Named(sku, place, quantity, lot, status)


def _tell(code: Say, done: Changed, *, as_json: bool) -> None:
    if as_json:
        facts = {"sku": done.sku, "lot": done.lot, "place": done.place, "quantity": done.quantity, "left": done.left}
        print_json({**facts, "status": done.status, **consequences_json(done.stops, done.losses, done.shares)})
        return
    say(code, sku=done.sku, place=done.place, quantity=done.quantity, left=done.left)
    if done.out_of_reach_at:
        say(Say.OUT_OF_REACH, place=done.out_of_reach_at)
    say_consequences(done.stops, done.losses, done.shares)


def _tell_block(code: Say, done: Blocked, *, as_json: bool) -> None:
    if as_json:
        facts = {"sku": done.sku, "lot": done.lot, "quantity": done.units, "quarantined": done.quarantined}
        picked = {"picked": done.picked, "orders": list(done.orders), "out_of_reach_at": list(done.out_of_reach_at)}
        print_json({**facts, **picked, **consequences_json(done.stops, done.losses, done.shares)})
        return
    say(code, sku=done.sku, lot=done.lot, units=done.units, quarantined=done.quarantined)
    if done.picked:
        say(Say.LOT_PICKED, units=done.picked, orders=done.orders)
    if done.out_of_reach_at:
        say(Say.SOME_OUT_OF_REACH, places=done.out_of_reach_at)
    say_consequences(done.stops, done.losses, done.shares)
