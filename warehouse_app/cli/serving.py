"""How an order is served, changed by a person's word: pins, holds and classes, each with who said so and why."""

import click

from warehouse_app.cli.consequences import gets_json, say_consequences, say_given, stops_json
from warehouse_app.cli.main import NUMBER, json_option, main
from warehouse_app.cli.output import print_json, say
from warehouse_app.cli.session import Session
from warehouse_app.cli.words import Say
from warehouse_app.services.serving import Pinned, classify, hold, pin, unhold, unpin

_CUSTOMERS_OWN = "-"

_needed_reason = click.option("--why", required=True, metavar="TEXT", help="The reason, which is kept with the order.")
_reason = click.option("--why", default="", metavar="TEXT", help="The reason, where there is one to keep.")


@main.command("pin")
@click.argument("order")
@click.argument("line", type=NUMBER)
@click.argument("quantity", type=int, metavar="QTY")
@_needed_reason
@json_option
@click.pass_obj
def pin_(session: Session, *, order: str, line: int, quantity: int, why: str, as_json: bool) -> None:
    """Fix QTY units to a LINE of ORDER: it gets them first, as far as they are free, and no run takes them."""
    with session.house() as house:
        done = pin(house.store, house.act(), order, line, quantity, why=why)
    _tell_pinned(Say.PINNED, done, as_json=as_json)


@main.command("unpin")
@click.argument("order")
@click.argument("line", type=NUMBER)
@_reason
@json_option
@click.pass_obj
def unpin_(session: Session, *, order: str, line: int, why: str, as_json: bool) -> None:
    """Take the pin from a LINE of ORDER; what it holds then counts like any other stock."""
    with session.house() as house:
        done = unpin(house.store, house.act(), order, line, why=why)
    _tell_pinned(Say.UNPINNED, done, as_json=as_json)


def _tell_pinned(code: Say, done: Pinned, *, as_json: bool) -> None:
    facts: dict[str, str | int] = {
        "order": done.order,
        "line": done.line,
        "sku": done.sku,
        "pinned": done.quantity,
        "allocated": done.allocated,
        "open": done.open,
    }
    if as_json:
        print_json({**facts, "stops": stops_json(done.stops), "gets": gets_json(done.shares)})
    else:
        say(code, **facts)
        say_consequences(done.stops, (), done.shares)


@main.command("hold")
@click.argument("order")
@_needed_reason
@json_option
@click.pass_obj
def hold_(session: Session, *, order: str, why: str, as_json: bool) -> None:
    """Put ORDER on hold: it keeps its place and what it has, gets no stock and is not picked."""
    with session.house() as house:
        done = hold(house.store, house.act(), order, why=why)
    if as_json:
        print_json({"order": done.order, "on_hold": True, "why": done.after, "gets": gets_json(done.shares)})
        return
    say(Say.HELD, order=done.order, why=done.after)
    say_given(Say.NOW_GIVEN, done.shares)


@main.command("unhold")
@click.argument("order")
@_reason
@json_option
@click.pass_obj
def unhold_(session: Session, *, order: str, why: str, as_json: bool) -> None:
    """Let ORDER, which is on hold, be served again at the place that it kept."""
    with session.house() as house:
        done = unhold(house.store, house.act(), order, why=why)
    if as_json:
        print_json({"order": done.order, "on_hold": False, "why": why.strip(), "gets": gets_json(done.shares)})
        return
    say(Say.UNHELD, order=done.order, why=done.before)
    say_given(Say.NOW_GIVEN, done.shares)


@main.command("classify")
@click.argument("order")
@click.argument("rank_class", metavar="CLASS")
@_needed_reason
@json_option
@click.pass_obj
def classify_(session: Session, *, order: str, rank_class: str, why: str, as_json: bool) -> None:
    """Serve ORDER in a priority CLASS of its own, A to Z; with - in its customer's class again."""
    with session.house() as house:
        own = "" if rank_class == _CUSTOMERS_OWN else rank_class
        done = classify(house.store, house.act(), order, own, why=why)
    if as_json:
        classes = {"class": done.after or None, "before": done.before or None}
        print_json({"order": done.order, **classes, "gets": gets_json(done.shares)})
        return
    if done.after:
        say(Say.CLASSIFIED, order=done.order, rank_class=done.after)
    else:
        say(Say.CLASS_OF_CUSTOMER, order=done.order)
    say_given(Say.NOW_GIVEN, done.shares)
