"""The stations on standard input: one scan a line in, one reply a line out."""

import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

import click

from warehouse_app.cli.main import main
from warehouse_app.cli.output import LANGUAGE
from warehouse_app.cli.session import Session
from warehouse_app.cli.workstation import workstation
from warehouse_app.console import run
from warehouse_app.printers import send
from warehouse_app.stations.floor import STATIONS, Floor, StationName
from warehouse_app.stations.paper import Press

_LONGEST_LINE = 65_536
"""In bytes; no code comes near it."""


@main.command()
@click.option(
    "--station",
    type=click.Choice([name.value for name in STATIONS]),
    default=StationName.RECEIVE.value,
    show_default=True,
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def scan(session: Session, *, station: str, as_json: bool) -> None:
    """Read scans from standard input, one a line, and answer each with one line.

    Station cards change the station, a badge says who works at it. WXPRINT prints on the printers that this
    workstation has chosen (see the command “printers”).
    """
    # Whoever may begin the day is not known before somebody has signed in.
    with session.house(on_today=False) as house:
        # No window hands over here what is queued.
        press = Press(house.store, workstation, language=lambda: LANGUAGE, send=send)
        floor = Floor(
            house.store,
            lambda person: replace(house, actor=person).act_today(),
            house.actor,
            StationName(station),
            press,
        )
        if floor.is_signed_in:
            house.turn_day_if_due()
        run(floor, _lines(sys.stdin.buffer), _write, json=as_json, language=LANGUAGE, zone=house.zone)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of `stream`; of one without an end no more is kept than shows that it is too long."""
    mark = BOM_UTF8
    while line := stream.readline(_LONGEST_LINE):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(_LONGEST_LINE)
        # Some programs write the mark of their encoding before the first line.
        yield line.removeprefix(mark)
        mark = b""


def _write(line: str) -> None:
    click.echo(line)
    sys.stdout.flush()
