"""Pick lists: made, and taken back."""

import click

from warehouse_app.cli.consequences import say_consequences
from warehouse_app.cli.main import json_option, main
from warehouse_app.cli.output import LANGUAGE, metres, print_json, say
from warehouse_app.cli.session import Session
from warehouse_app.cli.tables import print_table
from warehouse_app.cli.words import Heading, Say
from warehouse_app.documents.sheets import PickListSheet
from warehouse_app.queries.pick_lists import pick_list_sheet
from warehouse_app.services.releasing import NotReleased, release, unrelease


@main.command("release")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many order lines.")
@click.option("--order", "orders", multiple=True, metavar="ORDER", help="Only this order; may be given several times.")
@json_option
@click.pass_obj
def release_(session: Session, *, limit: int | None, orders: tuple[str, ...], as_json: bool) -> None:
    """Make pick lists of what has stock, in the order of the queue, one for each order."""
    with session.house() as house:
        done = release(house.store, house.act(), orders=orders, limit=limit)
        with house.store.snapshot():
            sheets = [
                pick_list_sheet(house.store, house.settings, made.number, language=LANGUAGE) for made in done.lists
            ]
    if as_json:
        left = [{"order": each.order, "units": each.units} for each in done.left]
        print_json({"pick_lists": [_sheet_json(sheet) for sheet in sheets], "not_reachable": left})
        return
    _print_released(sheets, done.left)


def _sheet_json(sheet: PickListSheet) -> dict[str, object]:
    return {
        "number": sheet.number,
        "stops": [
            {"bin": stop.bin, "sku": stop.sku, "lot": stop.lot, "quantity": stop.quantity, "order": stop.order}
            for stop in sheet.stops
        ],
        "distance_m": metres(sheet.distance_mm),
        "s_shape_m": metres(sheet.s_shape_mm),
    }


def _print_released(sheets: list[PickListSheet], left: tuple[NotReleased, ...]) -> None:
    if sheets:
        headings = (Heading.LIST, Heading.CLASS, Heading.ORDER, Heading.STOPS, Heading.UNITS, Heading.DISTANCE)
        rows = [
            (
                sheet.number,
                sheet.priority_class,
                ", ".join(dict.fromkeys(stop.order for stop in sheet.stops)),
                len(sheet.stops),
                sum(stop.quantity for stop in sheet.stops),
                None if sheet.distance_mm is None else round(sheet.distance_mm / 1000),
            )
            for sheet in sheets
        ]
        print_table(headings, rows)
    else:
        say(Say.NOTHING_RELEASED)
    for each in left:
        say(Say.NOT_REACHED, order=each.order, units=each.units)


@main.command("unrelease")
@click.argument("number", metavar="LIST")
@click.pass_obj
def unrelease_(session: Session, *, number: str) -> None:
    """Take a pick list back of which nothing is picked; its lines keep their stock."""
    with session.house() as house:
        done = unrelease(house.store, house.act(), number)
    say(Say.UNRELEASED_LESS if done.losses else Say.UNRELEASED, number=done.number, stops=done.stops)
    say_consequences((), done.losses, done.shares)
