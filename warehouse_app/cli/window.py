"""The window on a throw-away warehouse."""

import sys

import click

from warehouse_app.cli.main import main
from warehouse_app.cli.session import Session


@main.command()
@click.pass_obj
def demo(session: Session) -> None:
    """Open the window on a demo warehouse that is thrown away when it closes."""
    sys.exit(session.window(demo=True))
