"""Turning the day, and checking that everything adds up."""

import click

from warehouse_app.cli.main import json_option, main
from warehouse_app.cli.output import print_json, say, sentence, tell
from warehouse_app.cli.session import Session
from warehouse_app.cli.words import Say
from warehouse_app.queries.check import findings
from warehouse_app.services.founding import turn_day


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
