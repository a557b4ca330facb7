"""Documents on paper, or in a file."""

from pathlib import Path

import click

from warehouse_app.cli.main import main
from warehouse_app.cli.output import LANGUAGE, say, sentence, tell
from warehouse_app.cli.session import Session
from warehouse_app.cli.words import Say
from warehouse_app.documents.floor_sheets import LabelSize
from warehouse_app.domain.statuses import DocumentKind, PrintState
from warehouse_app.house import House
from warehouse_app.printers import send
from warehouse_app.queries.back_order_report import WHOLE_HOUSE
from warehouse_app.queries.labels import AND
from warehouse_app.queries.print_jobs import job_on_its_way
from warehouse_app.services.papers import Delivered, deliver, make_paper, queue_paper
from warehouse_app.services.printing import Paper, retry_print
from warehouse_app.texts import say as say_text

_WITHOUT_NUMBER = (DocumentKind.COMMAND_CARD, DocumentKind.BADGES)
"""There is only one of each."""
_KINDS = {
    kind.value: kind
    for kind in (
        DocumentKind.PICK_LIST,
        DocumentKind.BACK_ORDER_REPORT,
        DocumentKind.GOODS_RECEIVED_NOTE,
        DocumentKind.DIFFERENCE_LIST,
        DocumentKind.LABELS,
        DocumentKind.COUNT_SHEET,
        *_WITHOUT_NUMBER,
    )
}
_LABELS = {LabelSize.SHEET: DocumentKind.LABELS, LabelSize.SINGLE: DocumentKind.SINGLE_LABELS}
_FILED_UNDER_THEIR_KIND = {DocumentKind.DIFFERENCE_LIST, DocumentKind.COUNT_SHEET, *_LABELS.values()}
"""Of one thing there may be several of these, which must not overwrite each other."""


@main.command("print")
@click.argument("document", type=click.Choice(list(_KINDS)))
@click.argument("numbers", nargs=-1, metavar="[NUMBER]...")
@click.option("--output", type=click.Path(path_type=Path), help="The PDF file (default: its number, here).")
@click.option("--printer", metavar="NAME", help="Print it on this printer instead.")
@click.option(
    "--label-size",
    type=click.Choice([size.value for size in LabelSize]),
    help="Labels in millimetres: 24 on a sheet of A4 (the default), or one a page for a label printer.",
)
@click.pass_context
def print_(
    context: click.Context,
    *,
    document: str,
    numbers: tuple[str, ...],
    output: Path | None,
    printer: str | None,
    label_size: str | None,
) -> None:
    """Write a DOCUMENT as PDF, or print it.

    The NUMBER of a back-order report is the order, item or customer whose lines it shows (order:NUMBER, item:SKU or
    customer:CODE where two are called alike), or “all”, which is meant without one.

    A goods-received-note is of a receipt, a difference-list of a receipt or a purchase order (receipt:NUMBER or
    purchase-order:NUMBER). A count-sheet is of a place or a zone (location:CODE or zone:ZONE). Labels are of any number
    of places, zones, items, orders and receipts: location:CODE, zone:ZONE, item:SKU, order:NUMBER, receipt:NUMBER;
    order:NUMBER/2 is its line 2 alone, receipt:NUMBER/2 its second booking. The command-card and the badges of
    everybody have no number.

    A pick list that was printed before is marked as a copy. A document that its printer does not take waits in the
    print queue; the same command again tries that one again.
    """
    if output is not None and printer is not None:
        raise click.UsageError("--output and --printer exclude each other.")
    kind = _KINDS[document]
    if label_size is not None and kind is not DocumentKind.LABELS:
        raise click.UsageError("--label-size goes with labels.")
    number = _number(kind, numbers)
    if kind is DocumentKind.LABELS:
        kind = _LABELS[LabelSize(label_size or LabelSize.SHEET)]
    session: Session = context.obj
    with session.house() as house:
        paper = make_paper(house.store, kind, number, language=LANGUAGE)
        done = None if printer is None else _print(house, paper, printer)
    if done is None:
        _write(context, paper, output)
    elif done.why is None:
        say(Say.HANDED_OVER, document=paper.title, printer=done.job.printer, pages=done.job.pages)
    else:
        tell(say_text(done.why.code, done.why.facts, language=LANGUAGE))
        waits = Say.PRINT_IN_DOUBT if done.job.state is PrintState.UNCERTAIN else Say.PRINT_WAITS
        tell(sentence(waits, document=paper.title, printer=done.job.printer))
        context.exit(1)


def _number(kind: DocumentKind, numbers: tuple[str, ...]) -> str:
    """Return what the document is of, as one text."""
    if kind in _WITHOUT_NUMBER:
        if numbers:
            raise click.UsageError(f"“{kind.value}” takes no NUMBER: there is only one.")
        return ""
    if not numbers:
        if kind is DocumentKind.BACK_ORDER_REPORT:
            return WHOLE_HOUSE
        raise click.UsageError("Missing argument 'NUMBER'.")
    if len(numbers) > 1 and kind is not DocumentKind.LABELS:
        raise click.UsageError("One NUMBER at a time; only labels take several.")
    return AND.join(numbers)


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
    path = output or Path(f"{_file_name(paper)}.pdf")
    try:
        path.write_bytes(paper.pdf)
    except OSError as error:
        tell(sentence(Say.NO_PRINT_FILE, path=str(path), reason=error.strerror or str(error)))
        context.exit(1)
    say(Say.PRINTED, document=paper.title, path=str(path))


def _file_name(paper: Paper) -> str:
    name = f"{paper.kind}-{paper.number}" if paper.kind in _FILED_UNDER_THEIR_KIND else paper.number
    return "".join(character if character.isalnum() or character in "-_" else "_" for character in name)
