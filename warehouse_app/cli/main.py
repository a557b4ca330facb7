"""The group of all commands: which database, who acts, and what becomes of trouble."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click

from warehouse_app.cli.output import sentence, tell
from warehouse_app.domain.errors import Refused
from warehouse_app.house import House, default_database, open_house


@dataclass(frozen=True)
class Session:
    """What the options before the command say."""

    url: str
    user: str

    @contextmanager
    def house(self, *, on_today: bool = True) -> Iterator[House]:
        """Open the house for one command. Raises Refused."""
        house = open_house(self.url, user=self.user, on_today=on_today)
        try:
            yield house
        finally:
            house.close()


class _Group(click.Group):
    """Turns a refusal into its sentence and exit status 1, whichever command it comes from."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refused as refused:
            tell(sentence(refused.code, **refused.facts))
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--database",
    envvar="WAREHOUSE_DATABASE",
    default=default_database,
    show_default="the warehouse of this user",
    metavar="URL",
    help="A file, sqlite:///FILE or postgresql://… (or WAREHOUSE_DATABASE in the environment).",
)
@click.option("--user", default="", metavar="NAME", help="Who is acting (default: the operating system's user).")
@click.version_option(package_name="warehouse-app")
@click.pass_context
def main(context: click.Context, database: str, user: str) -> None:
    """Orders for goods that are not there yet wait in a queue that everybody can read."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows another, rather than stopping the work.
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    context.obj = Session(database, user)


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
