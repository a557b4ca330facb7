"""Orders that are merged and split."""

import re

import click

from warehouse_app.cli.consequences import gets_json, say_consequences, stops_json
from warehouse_app.cli.main import json_option, main
from warehouse_app.cli.output import print_json, say, sentence
from warehouse_app.cli.session import Session
from warehouse_app.cli.words import Say
from warehouse_app.services.regrouping import Regrouped, merge_orders, split_order

_PART = re.compile(r"([0-9]{1,9})=([0-9]{1,9})")
_why = click.option("--why", required=True, metavar="TEXT", help="The reason, which is kept.")


@main.command("merge")
@click.argument("into")
@click.argument("others", nargs=-1, required=True)
@_why
@json_option
@click.pass_obj
def merge_(session: Session, *, into: str, others: tuple[str, ...], why: str, as_json: bool) -> None:
    """Let order INTO want what is open of OTHERS, orders of the same customer, too; no line loses its place."""
    with session.house() as house:
        done = merge_orders(house.store, house.act(), into, others, why=why)
    _tell(done, as_json=as_json)


@main.command("split")
@click.argument("order")
@click.argument("number")
@click.argument("parts", nargs=-1, required=True, metavar="LINE=QTY...")
@_why
@json_option
@click.pass_obj
def split_(session: Session, *, order: str, number: str, parts: tuple[str, ...], why: str, as_json: bool) -> None:
    """Let a new order NUMBER want QTY units of each LINE of ORDER; no line loses its place."""
    wanted: dict[int, int] = {}
    for part in parts:
        match = _PART.fullmatch(part)
        if match is None or int(match[1]) in wanted:
            raise click.UsageError(sentence(Say.SPLIT_FORM, text=part))
        wanted[int(match[1])] = int(match[2])
    with session.house() as house:
        done = split_order(house.store, house.act(), order, wanted, number, why=why)
    _tell(done, as_json=as_json)


def _tell(done: Regrouped, *, as_json: bool) -> None:
    names = ("order", "line", "sku", "units", "held", "to_order", "to_line")
    lines: list[dict[str, str | int]] = [{name: getattr(row, name) for name in names} for row in done.carried]
    if as_json:
        print_json(
            {"order": done.order, "lines": lines, "stops": stops_json(done.stops), "gets": gets_json(done.shares)}
        )
        return
    for facts in lines:
        say(Say.CARRIED, **facts)
    say_consequences(done.stops, (), done.shares)
