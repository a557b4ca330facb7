"""Setting up a house."""

import click
from babel.numbers import list_currencies

from warehouse_app.cli.main import main
from warehouse_app.cli.output import say
from warehouse_app.cli.session import Session
from warehouse_app.cli.words import Say
from warehouse_app.demo import CURRENCY, HOUSE_NAME, TIME_ZONE, fill_with_demo
from warehouse_app.house import found
from warehouse_app.queries.queue import queue
from warehouse_app.texts.locales import local_currency, local_zone

_NAME = "Warehouse"


@main.command()
@click.option("--demo", is_flag=True, help="Fill it with a demo warehouse: items, orders, a queue of back orders.")
@click.option("--name", show_default=_NAME, help="The name of the house, as printed on papers.")
@click.option("--time-zone", show_default="of this computer", help="Where its days begin, such as Europe/Berlin.")
@click.option(
    "--currency",
    type=click.Choice(sorted(list_currencies()), case_sensitive=False),
    metavar="CODE",
    show_default="of this computer's region",
    help="What its prices are in, such as EUR.",
)
@click.pass_obj
def init(session: Session, *, demo: bool, name: str | None, time_zone: str | None, currency: str | None) -> None:
    """Create the tables of a new house (and the demo content)."""
    usual = (HOUSE_NAME, TIME_ZONE, CURRENCY) if demo else (_NAME, local_zone(), local_currency())
    house = found(
        session.url,
        name=name or usual[0],
        time_zone=time_zone or usual[1],
        currency=currency or usual[2],
        user=session.user,
    )
    try:
        settings = house.settings
        say(Say.FOUNDED, name=settings.name, place=house.store.place, zone=settings.time_zone)
        if demo:
            fill_with_demo(house)
            with house.store.snapshot():
                say(Say.DEMO, count=len(queue(house.store, settings)), place=house.store.place)
    finally:
        house.close()
