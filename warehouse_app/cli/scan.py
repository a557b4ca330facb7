"""The stations on standard input: one scan a line in, one reply a line out."""

import sys
from collections.abc import Iterator
from typing import BinaryIO

import click

from warehouse_app.cli.main import main
from warehouse_app.cli.output import LANGUAGE
from warehouse_app.cli.session import Session
from warehouse_app.console import run
from warehouse_app.stations.receive import ReceiveStation

_LONGEST_LINE = 65_536
"""In bytes; no code comes near it."""


@main.command()
@click.option("--station", type=click.Choice(["receive"]), default="receive", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def scan(session: Session, *, station: str, as_json: bool) -> None:
    """Read scans from standard input, one a line, and answer each with one line."""
    del station  # there is one so far
    with session.house() as house:
        run(
            ReceiveStation(house.store, house.act_today),
            _lines(sys.stdin.buffer),
            _write,
            json=as_json,
            language=LANGUAGE,
            zone=house.zone,
        )


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of `stream`; of one without an end no more is kept than shows that it is too long."""
    while line := stream.readline(_LONGEST_LINE):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(_LONGEST_LINE)
        yield line


def _write(line: str) -> None:
    click.echo(line)
    sys.stdout.flush()
