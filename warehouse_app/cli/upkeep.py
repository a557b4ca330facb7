"""Turning the day, the settings of the house, and checking that everything adds up."""

from datetime import datetime, timedelta

import click

from warehouse_app.cli.consequences import say_consequences
from warehouse_app.cli.main import json_option, main
from warehouse_app.cli.output import print_json, say, sentence, tell
from warehouse_app.cli.session import Session
from warehouse_app.cli.words import Say
from warehouse_app.domain.errors import Fact, Facts
from warehouse_app.domain.statuses import Policy
from warehouse_app.queries.check import findings
from warehouse_app.services.founding import close_books, turn_day
from warehouse_app.services.house_rules import RuleChange, choose_rules

_NO_HORIZON = "off"
_STRICT, _SPILL = "strict", "spill"


class _HorizonType(click.ParamType[str]):
    """A number of days, or that there is no horizon."""

    name = "horizon"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return what was typed. Raises click.BadParameter."""
        if value != _NO_HORIZON and not value.removeprefix("-").isdecimal():
            self.fail(sentence(Say.HORIZON_FORM, text=value), param, ctx)
        return value


@main.command()
@click.pass_obj
def daily(session: Session) -> None:
    """Turn the day: lots expire, release dates come, the ledger is sealed. Safe to run as often as you like."""
    with session.house(on_today=False) as house:
        turned = turn_day(house.store, house.act())
        if turned.days:
            say(Say.DAY_TURNED, day=turned.day, expired=turned.expired_lots, released=turned.released_items)
            say_consequences(turned.stops)
        else:
            say(Say.DAY_SAME, day=turned.day)


@main.command("close-books")
@click.argument("until", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY")
@click.pass_obj
def close_books_(session: Session, until: datetime) -> None:
    """Close the books up to DAY: what is booked from now on counts from the day after. They are not opened again."""
    with session.house() as house:
        done = close_books(house.store, house.act(), until.date())
    say(Say.BOOKS_CLOSED, until=done.until, first=done.until + timedelta(days=1))


@main.command()
@click.option("--policy", type=click.Choice([policy.value for policy in Policy]), help="Rank waiting lines by this.")
@click.option(
    "--due-days", type=int, metavar="DAYS", help="When a line is due that has no day: so long after it was placed."
)
@click.option("--horizon", type=_HorizonType(), metavar="DAYS", help="Lines due later wait without stock; or off.")
@click.option(
    "--packs", type=click.Choice([_SPILL, _STRICT]), help="Pass over, or wait for, a pack of a share that does not fit."
)
@click.option(
    "--starved-after", type=int, metavar="N", help="So many receipts that pass a line over lift it in its class."
)
@click.option(
    "--gather-days", type=int, metavar="DAYS", help="So long may a lifted line that goes all or nothing gather stock."
)
@click.option(
    "--count-tolerance", type=int, metavar="PERCENT", help="A count that differs by no more is booked at once."
)
@json_option
@click.pass_obj
def settings(
    session: Session,
    *,
    policy: str | None,
    due_days: int | None,
    horizon: str | None,
    packs: str | None,
    starved_after: int | None,
    gather_days: int | None,
    count_tolerance: int | None,
    as_json: bool,
) -> None:
    """Show what all workstations of the house agree on, or change it."""
    chosen: RuleChange = {}
    if policy is not None:
        chosen["policy"] = Policy(policy)
    if due_days is not None:
        chosen["due_days"] = due_days
    if horizon is not None:
        chosen["horizon_days"] = None if horizon == _NO_HORIZON else int(horizon)
    if packs is not None:
        chosen["strict_packs"] = packs == _STRICT
    if starved_after is not None:
        chosen["starved_after"] = starved_after
    if gather_days is not None:
        chosen["gather_days"] = gather_days
    if count_tolerance is not None:
        chosen["count_tolerance_percent"] = count_tolerance
    with session.house() as house:
        if chosen:
            choose_rules(house.store, house.act(), chosen)
        told = house.settings
    facts: dict[str, Fact] = {
        "name": told.name,
        "time_zone": told.time_zone,
        "currency": told.currency,
        "house_day": told.house_day,
        "policy": told.policy.value,
        "due_days": told.due_days,
        "horizon_days": told.horizon_days,
        "strict_packs": told.strict_packs,
        "starved_after": told.starved_after,
        "gather_days": told.gather_days,
        "count_tolerance_percent": told.count_tolerance_percent,
    }
    if as_json:
        print_json(facts)
    else:
        _say_settings(facts)


def _say_settings(facts: Facts) -> None:
    say(Say.SETTINGS, **facts)
    say(Say.SETTINGS_DUE, **facts)
    say(Say.SETTINGS_NO_HORIZON if facts["horizon_days"] is None else Say.SETTINGS_HORIZON, **facts)
    say(Say.SETTINGS_STRICT if facts["strict_packs"] else Say.SETTINGS_SPILL, **facts)
    say(Say.SETTINGS_STARVED, **facts)
    say(Say.SETTINGS_COUNTS, **facts)


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
