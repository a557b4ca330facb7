"""The settings of this workstation at the command line, for one without a window."""

from dataclasses import replace

import click

from warehouse_app.cli.main import json_option, main
from warehouse_app.cli.output import print_json, sentence, tell
from warehouse_app.cli.tables import print_table
from warehouse_app.cli.words import Heading
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.settings import Workstation, load, save, settings_path
from warehouse_app.stations.paper import STATION_PAPERS

_ON_SHEETS = tuple(kind for kind in STATION_PAPERS if kind is not DocumentKind.SINGLE_LABELS)


def workstation() -> Workstation:
    """Return the settings as they are now, since somebody may choose a printer meanwhile."""
    return load(settings_path(), lambda fault, facts: tell(sentence(fault, **facts)))


@main.command()
@click.option("--labels", metavar="NAME", help="The printer of single labels.")
@click.option("--sheets", metavar="NAME", help="The printer of all else: notes, lists, and labels on sheets.")
@click.option("--none", "forget", is_flag=True, help="Choose none, before what else is said.")
@json_option
def printers(*, labels: str | None, sheets: str | None, forget: bool, as_json: bool) -> None:
    """Show which printer of this workstation prints what WXPRINT prints, or choose it.

    A label goes to the printer of single labels; where none is chosen, to that of labels on sheets.
    """
    settings = workstation()
    chosen = {} if forget else dict(settings.printers)
    if labels is not None:
        chosen[DocumentKind.SINGLE_LABELS] = labels
    if sheets is not None:
        chosen |= dict.fromkeys(_ON_SHEETS, sheets)
    printing = {kind: name for kind, name in chosen.items() if name}
    if printing != settings.printers:
        save(settings_path(), replace(settings, printers=printing))
    if as_json:
        print_json({"printers": {kind.value: printing.get(kind) for kind in STATION_PAPERS}})
    else:
        print_table((Heading.KIND, Heading.PRINTER), [(kind.value, printing.get(kind)) for kind in STATION_PAPERS])
