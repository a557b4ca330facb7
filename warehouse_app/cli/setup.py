"""Setting up a house, turning its day, and checking that everything adds up."""

import click
from babel import Locale, UnknownLocaleError
from babel.localtime import get_localzone
from babel.numbers import get_territory_currencies

from warehouse_app.cli.main import Session, json_option, main
from warehouse_app.cli.output import print_json, say, sentence, tell
from warehouse_app.cli.words import Say
from warehouse_app.demo import CURRENCY, HOUSE_NAME, TIME_ZONE, demo_records
from warehouse_app.house import House, found
from warehouse_app.queries.check import findings
from warehouse_app.queries.queue import queue
from warehouse_app.services.founding import turn_day
from warehouse_app.services.importing import Handed, checked, take_in
from warehouse_app.services.releasing import release


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
@click.option("--name", default="Warehouse", show_default=True, help="The name of the house, as printed on papers.")
@click.option("--time-zone", default=_local_zone, show_default="of this computer", help="Where its days begin.")
@click.option("--currency", default=_local_currency, show_default="of this computer's region")
@click.pass_obj
def init(session: Session, *, demo: bool, name: str, time_zone: str, currency: str) -> None:
    """Create the tables of a new house (and the demo content)."""
    facts = (HOUSE_NAME, TIME_ZONE, CURRENCY) if demo else (name, time_zone, currency)
    house = found(session.url, name=facts[0], time_zone=facts[1], currency=facts[2], user=session.user)
    try:
        say(Say.FOUNDED, name=facts[0], place=house.store.place, zone=facts[1])
        if demo:
            _fill_with_demo(house)
            with house.store.snapshot():
                say(Say.DEMO, count=len(queue(house.store, house.settings)))
    finally:
        house.close()


def _fill_with_demo(house: House) -> None:
    content = demo_records(house.settings.house_day)
    feeds = [Handed(kind, records) for kind, records in content.items()]
    with checked(house.store, feeds, update=False) as prepared:
        take_in(house.store, house.act(), prepared)
    # A few lists are on the floor already, as on any morning.
    release(house.store, house.act(), limit=12)


@main.command()
@click.pass_obj
def daily(session: Session) -> None:
    """Turn the day: lots expire, release dates come, the ledger is sealed. Safe to run as often as you like."""
    with session.house(on_today=False) as house:
        turned = turn_day(house.store, house.act())
        if turned.days:
            say(Say.DAY_TURNED, day=turned.day, expired=turned.expired_lots, released=turned.released_items)
        else:
            say(Say.DAY_SAME, day=turned.day)


@main.command()
@json_option
@click.pass_context
def check(context: click.Context, *, as_json: bool) -> None:
    """Verify every invariant and the chain of the ledger; exit 1 where something is wrong."""
    session: Session = context.obj
    with session.house(on_today=False) as house, house.store.snapshot():
        found_wrong = list(findings(house.store))
    if as_json:
        rows = [
            {**each.facts, "code": each.code.value, "text": sentence(each.code, **each.facts)} for each in found_wrong
        ]
        print_json({"findings": rows})
    else:
        for each in found_wrong:
            say(each.code, **each.facts)
    if found_wrong:
        tell(sentence(Say.FINDINGS, count=len(found_wrong)))
        context.exit(1)
    if not as_json:
        say(Say.CHECKED)
