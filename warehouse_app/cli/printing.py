"""Documents on paper, or in a file."""

from pathlib import Path

import click

from warehouse_app.cli.main import main
from warehouse_app.cli.output import LANGUAGE, say, sentence, tell
from warehouse_app.cli.session import Session
from warehouse_app.cli.words import Say
from warehouse_app.domain.statuses import DocumentKind, PrintState
from warehouse_app.house import House
from warehouse_app.printers import send
from warehouse_app.queries.back_order_report import WHOLE_HOUSE
from warehouse_app.queries.print_jobs import job_on_its_way
from warehouse_app.services.papers import Delivered, deliver, make_paper, queue_paper
from warehouse_app.services.printing import Paper, retry_print
from warehouse_app.texts import say as say_text

_KINDS = {kind.value: kind for kind in (DocumentKind.PICK_LIST, DocumentKind.BACK_ORDER_REPORT)}
"""What has a number to print it by."""


@main.command("print")
@click.argument("document", type=click.Choice(list(_KINDS)))
@click.argument("number", required=False)
@click.option("--output", type=click.Path(path_type=Path), help="The PDF file (default: its number, here).")
@click.option("--printer", metavar="NAME", help="Print it on this printer instead.")
@click.pass_context
def print_(
    context: click.Context, *, document: str, number: str | None, output: Path | None, printer: str | None
) -> None:
    """Write a DOCUMENT as PDF, or print it.

    The NUMBER of a back-order report is the order, item or customer whose lines it shows (order:NUMBER, item:SKU or
    customer:CODE where two are called alike), or “all”, which is meant without one.

    A pick list that was printed before is marked as a copy. A document that its printer does not take waits in the
    print queue; the same command again tries that one again.
    """
    if output is not None and printer is not None:
        raise click.UsageError("--output and --printer exclude each other.")
    kind = _KINDS[document]
    if number is None and kind is not DocumentKind.BACK_ORDER_REPORT:
        raise click.UsageError("Missing argument 'NUMBER'.")
    session: Session = context.obj
    with session.house() as house:
        paper = make_paper(house.store, kind, WHOLE_HOUSE if number is None else number, language=LANGUAGE)
        done = None if printer is None else _print(house, paper, printer)
    if done is None:
        _write(context, paper, output)
    elif done.why is None:
        say(Say.HANDED_OVER, number=paper.number, printer=done.job.printer, pages=done.job.pages)
    else:
        tell(say_text(done.why.code, done.why.facts, language=LANGUAGE))
        waits = Say.PRINT_IN_DOUBT if done.job.state is PrintState.UNCERTAIN else Say.PRINT_WAITS
        tell(sentence(waits, number=paper.number, printer=done.job.printer))
        context.exit(1)


def _print(house: House, paper: Paper, printer: str) -> Delivered:
    """Hand over what waits of the document already, else queue it and hand that over."""
    with house.store.snapshot():
        job = job_on_its_way(house.store, paper.kind, paper.number, printer, house.workstation)
    if job is None:
        job = queue_paper(house.store, house.act, paper, printer, language=LANGUAGE).job
    else:
        retry_print(house.store, house.act(), job)
    return deliver(house.store, house.act, job, send)


def _write(context: click.Context, paper: Paper, output: Path | None) -> None:
    path = output or Path(f"{_file_name(paper.number)}.pdf")
    try:
        path.write_bytes(paper.pdf)
    except OSError as error:
        tell(sentence(Say.NO_PRINT_FILE, path=str(path), reason=error.strerror or str(error)))
        context.exit(1)
    say(Say.PRINTED, number=paper.number, path=str(path))


def _file_name(number: str) -> str:
    return "".join(character if character.isalnum() or character in "-_" else "_" for character in number)
