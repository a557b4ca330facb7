"""Documents made, queued and handed over, each by itself: nothing is locked while a PDF is made or a printer asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from warehouse_app.documents.back_order_report import back_order_report_pdf, back_order_report_title
from warehouse_app.documents.pick_list import pick_list_pdf, pick_list_title
from warehouse_app.documents.pictures import page_sizes
from warehouse_app.documents.progress import Progress, part_of, untold
from warehouse_app.documents.scanner_card import scanner_card_pdf, scanner_card_title
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import DocumentKind, Sides
from warehouse_app.printers import IN_DOUBT
from warehouse_app.queries.back_order_report import back_order_sheet, report_scope
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.pick_lists import pick_list_sheet
from warehouse_app.queries.print_jobs import PrintJobRow, Why, copy_mark, print_job, print_job_pdf
from warehouse_app.services.changes import Changes
from warehouse_app.services.contract import Action, Store
from warehouse_app.services.printing import (
    Paper,
    PrintFault,
    Queued,
    begin_print,
    print_failed,
    printed,
    queue_print,
)

Act = Callable[[], Action]
"""Gives the facts of an action that begins now."""
Send = Callable[[bytes, str, str, Sides], None]
"""Hands a PDF to a printer under a title. Raises Refused where the printer does not take it."""


@dataclass(frozen=True)
class Delivered:
    """What became of a job; `why` it failed is None where it was handed over."""

    job: PrintJobRow
    why: Why | None
    changes: Changes


def make_paper(store: Store, kind: DocumentKind, number: str, *, language: str, progress: Progress = untold) -> Paper:
    """Return a document as it would be printed now: marked as a copy where it was printed before.

    The card for testing scanners is the same whatever its number, and no copy of it says so; nor does a report, which
    says of when it is. `progress` is told how far a report is. Raises Refused (PickListFault, BackOrderReportFault)
    where there is no such document.
    """
    make: Callable[[], bytes]
    with store.snapshot():
        match kind:
            case DocumentKind.PICK_LIST:
                listed = pick_list_sheet(store, house_settings(), number, language=language)
                sheet = replace(listed, copy=copy_mark(store, kind, number))
                title, make = pick_list_title(sheet), partial(pick_list_pdf, sheet)
            case DocumentKind.SCANNER_CARD:
                title, make = scanner_card_title(language), partial(scanner_card_pdf, language)
            case DocumentKind.BACK_ORDER_REPORT:
                scope = report_scope(store, number)
                reading, making = part_of(progress, 0, 2), part_of(progress, 1, 2)
                report = back_order_sheet(
                    store, house_settings(), scope, now=store.now(), language=language, progress=reading
                )
                number, title = scope.number, back_order_report_title(report)
                make = partial(back_order_report_pdf, report, making)
        mark = copy_mark(store, kind, number)
    pdf = make()
    return Paper(kind, number, mark.copy if mark else 0, title, len(page_sizes(pdf)), pdf)


def queue_paper(
    store: Store, act: Act, paper: Paper, printer: str, *, language: str, sides: Sides = Sides.AS_SET
) -> Queued:
    """Queue a document as it was shown; where it was printed since, made anew as the copy that it is by now.

    Raises Refused (PrintFault; PickListFault where there is nothing to print any more).
    """
    while True:
        try:
            return queue_print(store, act(), paper, printer, sides)
        except Refused as refused:
            if refused.code is not PrintFault.COPY_TAKEN:
                raise
        paper = make_paper(store, paper.kind, paper.number, language=language)


def deliver(store: Store, act: Act, job: int, send: Send) -> Delivered:
    """Hand one waiting job over, and keep what became of it. Whatever ends this in the middle leaves it uncertain.

    Raises Refused (PrintFault) where the job does not wait at this workstation.
    """
    begun = begin_print(store, act(), job)
    with store.snapshot():
        row, pdf = print_job(job), print_job_pdf(job)
    why: Why | None = None
    try:
        send(pdf, row.printer, row.title, row.sides)
    except Refused as refused:
        why = Why(refused.code, {name: str(fact) for name, fact in refused.facts.items()})
        settled = print_failed(store, act(), job, begun.attempt, why, in_doubt=refused.code in IN_DOUBT)
    else:
        settled = printed(store, act(), job, begun.attempt)
    return Delivered(row._replace(state=settled.state, why=why), why, settled.changes)
