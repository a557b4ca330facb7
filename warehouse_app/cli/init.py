"""Setting up a house."""

import click
from babel import Locale, UnknownLocaleError
from babel.localtime import get_localzone
from babel.numbers import get_territory_currencies, list_currencies

from warehouse_app.cli.main import main
from warehouse_app.cli.output import say
from warehouse_app.cli.session import Session
from warehouse_app.cli.words import Say
from warehouse_app.demo import CURRENCY, HOUSE_NAME, TIME_ZONE, demo_records
from warehouse_app.house import House, found
from warehouse_app.queries.queue import queue
from warehouse_app.services.importing import Handed, checked, take_in
from warehouse_app.services.releasing import release

_NAME = "Warehouse"


def _local_zone() -> str:
    return str(getattr(get_localzone(), "key", None) or "UTC")


def _local_currency() -> str:
    try:
        territory = Locale.default().territory
    except (UnknownLocaleError, ValueError):
        territory = None
    return get_territory_currencies(territory or "US")[0]


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
    usual = (HOUSE_NAME, TIME_ZONE, CURRENCY) if demo else (_NAME, _local_zone(), _local_currency())
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
            _fill_with_demo(house)
            with house.store.snapshot():
                say(Say.DEMO, count=len(queue(house.store, settings)), place=house.store.place)
    finally:
        house.close()


def _fill_with_demo(house: House) -> None:
    content = demo_records(house.settings.house_day)
    feeds = [Handed(kind, records) for kind, records in content.items()]
    with checked(house.store, feeds, update=False) as prepared:
        take_in(house.store, house.act(), prepared)
    # A few lists are on the floor already, as on any morning.
    release(house.store, house.act(), limit=12)
