"""Documents made, queued and handed over, each by itself: nothing is locked while a PDF is made or a printer asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from warehouse_app.documents.back_order_report import back_order_report_pdf, back_order_report_title
from warehouse_app.documents.badges import badges_pdf, badges_title
from warehouse_app.documents.command_card import command_card_pdf, command_card_title
from warehouse_app.documents.count_sheet import count_sheet_pdf, count_sheet_title
from warehouse_app.documents.difference_list import difference_list_pdf, difference_list_title
from warehouse_app.documents.floor_sheets import BADGES_NUMBER, COMMANDS_NUMBER, BadgeSheet, LabelSize
from warehouse_app.documents.labels import labels_pdf, labels_title
from warehouse_app.documents.pick_list import pick_list_pdf, pick_list_title
from warehouse_app.documents.pictures import page_sizes
from warehouse_app.documents.progress import Progress, part_of, untold
from warehouse_app.documents.received_note import received_note_pdf, received_note_title
from warehouse_app.documents.scanner_card import scanner_card_pdf, scanner_card_title
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import DocumentKind, Sides
from warehouse_app.printers import IN_DOUBT
from warehouse_app.queries.back_order_report import back_order_sheet, report_scope
from warehouse_app.queries.count_sheets import count_sheet
from warehouse_app.queries.difference_list import difference_sheet
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.labels import label_sheet
from warehouse_app.queries.people import people
from warehouse_app.queries.pick_lists import pick_list_sheet
from warehouse_app.queries.print_jobs import PrintJobRow, Why, copy_mark, print_job, print_job_pdf
from warehouse_app.queries.received_note import received_note_sheet
from warehouse_app.queries.stop_changes import stop_changes
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

_LONGEST_TITLE = 200
"""As a job of the print queue takes it."""

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

    Cards and badges are the same whatever their number. Only a pick list says that it is a copy; what is told of at an
    instant says of when it is. `progress` is told how far what may be long is. Raises Refused (the fault of the query
    of its kind) where there is no such document.
    """
    with store.snapshot():
        read = _Reading(store, house_settings(), language, progress)
        made = _READERS[kind](read, number)
        mark = copy_mark(store, kind, made.number)
    pdf = made.pdf()
    title = made.title if len(made.title) <= _LONGEST_TITLE else f"{made.title[: _LONGEST_TITLE - 1]}…"
    return Paper(kind, made.number, mark.copy if mark else 0, title, len(page_sizes(pdf)), pdf)


class _Reading(NamedTuple):
    """What every document is read with. Of what is long, the first half is to read it, the second to make it."""

    store: Store
    settings: HouseSettings
    language: str
    progress: Progress

    @property
    def reading(self) -> Progress:
        return part_of(self.progress, 0, 2)

    @property
    def making(self) -> Progress:
        return part_of(self.progress, 1, 2)


class _Read(NamedTuple):
    """A document that is read: under which number and title, and what makes it."""

    number: str
    title: str
    pdf: Callable[[], bytes]


def _pick_list(read: _Reading, number: str) -> _Read:
    listed = pick_list_sheet(read.store, read.settings, number, language=read.language)
    mark = copy_mark(read.store, DocumentKind.PICK_LIST, number)
    sheet = replace(listed, copy=mark, changed=tuple(stop_changes(read.store, number)))
    return _Read(number, pick_list_title(sheet), partial(pick_list_pdf, sheet))


def _scanner_card(read: _Reading, number: str) -> _Read:
    return _Read(number, scanner_card_title(read.language), partial(scanner_card_pdf, read.language))


def _back_order_report(read: _Reading, number: str) -> _Read:
    scope = report_scope(read.store, number)
    sheet = back_order_sheet(
        read.store, read.settings, scope, now=read.store.now(), language=read.language, progress=read.reading
    )
    return _Read(scope.number, back_order_report_title(sheet), partial(back_order_report_pdf, sheet, read.making))


def _received_note(read: _Reading, number: str) -> _Read:
    sheet = received_note_sheet(read.store, read.settings, number, now=read.store.now(), language=read.language)
    return _Read(sheet.number, received_note_title(sheet), partial(received_note_pdf, sheet))


def _difference_list(read: _Reading, number: str) -> _Read:
    known_as, sheet = difference_sheet(read.store, read.settings, number, now=read.store.now(), language=read.language)
    return _Read(known_as, difference_list_title(sheet), partial(difference_list_pdf, sheet))


def _labels(size: LabelSize, read: _Reading, number: str) -> _Read:
    sheet = label_sheet(read.store, number, size, language=read.language)
    return _Read(sheet.number, labels_title(sheet), partial(labels_pdf, sheet, read.progress))


def _count_sheet(read: _Reading, number: str) -> _Read:
    sheet = count_sheet(read.store, read.settings, number, now=read.store.now(), language=read.language)
    return _Read(sheet.number, count_sheet_title(sheet), partial(count_sheet_pdf, sheet, read.progress))


def _command_card(read: _Reading, _number: str) -> _Read:
    make = partial(command_card_pdf, read.settings.name, read.language)
    return _Read(COMMANDS_NUMBER, command_card_title(read.language), make)


def _badges(read: _Reading, _number: str) -> _Read:
    sheet = BadgeSheet(read.settings.name, tuple(sorted(people(read.store))), read.language)
    return _Read(BADGES_NUMBER, badges_title(read.language), partial(badges_pdf, sheet))


_READERS: Mapping[DocumentKind, Callable[[_Reading, str], _Read]] = {
    DocumentKind.PICK_LIST: _pick_list,
    DocumentKind.SCANNER_CARD: _scanner_card,
    DocumentKind.BACK_ORDER_REPORT: _back_order_report,
    DocumentKind.GOODS_RECEIVED_NOTE: _received_note,
    DocumentKind.DIFFERENCE_LIST: _difference_list,
    DocumentKind.LABELS: partial(_labels, LabelSize.SHEET),
    DocumentKind.SINGLE_LABELS: partial(_labels, LabelSize.SINGLE),
    DocumentKind.COUNT_SHEET: _count_sheet,
    DocumentKind.COMMAND_CARD: _command_card,
    DocumentKind.BADGES: _badges,
}


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
