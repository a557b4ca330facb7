"""The command `warehouse-app` itself: which database, and who acts."""

import click

from warehouse_app.cli.group import CommandGroup


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
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
    """Orders for goods that are not there yet wait in a queue that everybody can read."""
    from warehouse_app.cli.session import Session  # noqa: PLC0415 - the help is told without opening a house

    context.obj = Session(database, user)


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
