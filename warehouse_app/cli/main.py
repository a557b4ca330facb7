"""The command `warehouse-app` itself: which database, who acts, and the window where there is no command."""

import sys
from collections.abc import Callable

import click

from warehouse_app.cli.group import CommandGroup


@click.group(
    cls=CommandGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    subcommand_metavar="[COMMAND [ARGS]...]",
)
@click.option(
    "--database",
    envvar="WAREHOUSE_DATABASE",
    show_default="the warehouse of this user",
    metavar="URL",
    help="A file, sqlite:///FILE or postgresql://… (or WAREHOUSE_DATABASE in the environment).",
)
@click.option("--user", default="", metavar="NAME", help="Who is acting (default: the operating system's user).")
@click.version_option(package_name="warehouse-app")
@click.pass_context
def main(context: click.Context, database: str | None, user: str) -> None:
    """Orders for goods that are not there yet wait in a queue that everybody can read.

    Without a command the window opens.
    """
    from warehouse_app.cli.session import Session  # noqa: PLC0415 - the help is told without opening a house

    open_window: Callable[..., int] | None = context.obj
    session = Session(database, user, open_window)
    context.obj = session
    if context.invoked_subcommand is None:
        sys.exit(session.window())


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


class _Number(click.IntRange):
    name = "integer"


NUMBER = _Number(1, 2**63 - 1)
"""The number of a line or a run: what a database can look for."""
