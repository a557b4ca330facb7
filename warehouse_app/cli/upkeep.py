"""Turning the day, the settings of the house, and checking that everything adds up."""

import click

from warehouse_app.cli.main import json_option, main
from warehouse_app.cli.output import print_json, say, sentence, tell
from warehouse_app.cli.session import Session
from warehouse_app.cli.words import Say
from warehouse_app.domain.errors import Fact
from warehouse_app.domain.statuses import Policy
from warehouse_app.queries.check import findings
from warehouse_app.services.founding import choose_policy, turn_day


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
@click.option("--policy", type=click.Choice([policy.value for policy in Policy]), help="Rank waiting lines by this.")
@json_option
@click.pass_obj
def settings(session: Session, *, policy: str | None, as_json: bool) -> None:
    """Show what all workstations of the house agree on, or change it."""
    with session.house() as house:
        if policy is not None:
            choose_policy(house.store, house.act(), Policy(policy))
        told = house.settings
    facts: dict[str, Fact] = {
        "name": told.name,
        "time_zone": told.time_zone,
        "currency": told.currency,
        "house_day": told.house_day,
        "policy": told.policy.value,
    }
    if as_json:
        print_json(facts)
    else:
        say(Say.SETTINGS, **facts)


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
