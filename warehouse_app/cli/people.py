"""Who may act by name: list, add, role, remove."""

import click

from warehouse_app.cli.main import json_option, main
from warehouse_app.cli.output import print_json, say
from warehouse_app.cli.session import Session
from warehouse_app.cli.tables import print_table
from warehouse_app.cli.words import Heading, Say
from warehouse_app.domain.statuses import Role
from warehouse_app.queries.people import known_people
from warehouse_app.services.people import add_person, change_role, remove_person

_ROLES = {role.name.lower(): role for role in Role}
_ROLE = click.Choice(list(_ROLES))


@main.group()
def user() -> None:
    """Show who may act by name, and change it.

    While nobody is known by name, whoever opens the house may do everything. A clerk receives, moves, counts and picks;
    a lead also decides who gets what; an admin also changes the rules, and who is known. “print badges” makes the
    badges by which people sign in.
    """


@user.command("list")
@json_option
@click.pass_obj
def list_(session: Session, *, as_json: bool) -> None:
    """List everybody who is known by name."""
    with session.house(on_today=False) as house, house.store.snapshot():
        known = known_people(house.store)
    if as_json:
        print_json({"people": [{"name": each.name, "role": each.role.name.lower()} for each in known]})
    elif known:
        print_table((Heading.NAME, Heading.ROLE), [(each.name, each.role.name.lower()) for each in known])
    else:
        say(Say.USERS_NONE)


@user.command("add")
@click.argument("name")
@click.option("--role", type=_ROLE, required=True, help="What they may do; the first person must be an admin.")
@click.pass_obj
def add(session: Session, *, name: str, role: str) -> None:
    """Make somebody known under NAME, which stands on their badge."""
    with session.house() as house:
        done = add_person(house.store, house.act(), name, _ROLES[role])
    say(Say.USER_FIRST if done.is_first else Say.USER_ADDED, person=done.name, role=role)


@user.command("role")
@click.argument("name")
@click.argument("role", type=_ROLE, metavar="|".join(_ROLES))
@click.pass_obj
def role_(session: Session, *, name: str, role: str) -> None:
    """Give NAME another role."""
    with session.house() as house:
        done = change_role(house.store, house.act(), name, _ROLES[role])
    say(Say.USER_ROLE if done.changes else Say.USER_ROLE_SAME, person=done.name, role=role)


@user.command("remove")
@click.argument("name")
@click.pass_obj
def remove(session: Session, *, name: str) -> None:
    """Know NAME no longer; what they did stays in the log."""
    with session.house() as house:
        done = remove_person(house.store, house.act(), name)
    say(Say.USER_REMOVED, person=done.name)
