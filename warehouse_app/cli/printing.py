"""Documents on paper."""

from pathlib import Path

import click

from warehouse_app.cli.main import main
from warehouse_app.cli.output import LANGUAGE, say, sentence, tell
from warehouse_app.cli.session import Session
from warehouse_app.cli.words import Say
from warehouse_app.documents.pick_list import pick_list_pdf
from warehouse_app.queries.pick_lists import pick_list_sheet


@main.command("print")
@click.argument("document", type=click.Choice(["pick-list"]))
@click.argument("number")
@click.option("--output", type=click.Path(path_type=Path), help="The PDF file (default: its number, here).")
@click.pass_context
def print_(context: click.Context, *, document: str, number: str, output: Path | None) -> None:
    """Write a DOCUMENT as PDF."""
    del document  # there is one kind so far
    session: Session = context.obj
    with session.house() as house, house.store.snapshot():
        sheet = pick_list_sheet(house.store, house.settings, number, language=LANGUAGE)
    path = output or Path(f"{_file_name(sheet.number)}.pdf")
    pdf = pick_list_pdf(sheet)
    try:
        path.write_bytes(pdf)
    except OSError as error:
        tell(sentence(Say.NO_PRINT_FILE, path=str(path), reason=error.strerror or str(error)))
        context.exit(1)
    say(Say.PRINTED, number=sheet.number, path=str(path))


def _file_name(number: str) -> str:
    return "".join(character if character.isalnum() or character in "-_" else "_" for character in number)
