"""The print queue as people see it, and what a workstation has to do next."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from tests.conftest import Desk
from tests.services.papers import LASER, Printer, hand_over, paper, queue, release_list
from tests.services.stock import furnished
from warehouse_app.documents.sheets import CopyMark
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.printers import PrinterFault
from warehouse_app.queries.listing import View
from warehouse_app.queries.listings.printing import print_jobs_listing
from warehouse_app.queries.print_jobs import (
    Due,
    WaitingPrints,
    copy_mark,
    job_on_its_way,
    next_due,
    print_job,
    waiting_count,
    waiting_prints,
)
from warehouse_app.queries.reader import Reader
from warehouse_app.services.contract import Action
from warehouse_app.services.printing import begin_print, cancel_print, queue_print, retry_print

AWAY = Refused(PrinterFault.AWAY, printer=LASER, reason="no paper")


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    """Return a house with the pick list PL-1."""
    for furnished_desk in furnished(desk):
        release_list(furnished_desk)
        yield furnished_desk


def failed(house: Desk) -> int:
    """Return a job whose printer was away."""
    printer = Printer()
    printer.refuses(AWAY)
    job = queue(house)
    hand_over(house, job, printer)
    return job


def test_the_listing_shows_the_newest_first_with_all_that_is_known(house: Desk) -> None:
    done, cancelled, away, waiting, doubtful = queue(house), queue(house), failed(house), queue(house), queue(house)
    hand_over(house, done, Printer())
    handed_at = house.now
    cancel_print(house.store, house.act(), cancelled)
    begin_print(house.store, house.act(), doubtful)
    reader = Reader(house.store, print_jobs_listing(), View())
    found = reader.read(0, 10)
    assert found.keys == (doubtful, waiting, away, cancelled, done)
    assert [row[0] for row in found.rows] == ["uncertain", "queued", "failed", "cancelled", "handed-over"]
    fields = [field.name for field in print_jobs_listing().fields]
    assert dict(zip(fields, found.rows[-1], strict=True)) == {
        "state": "handed-over",
        "kind": "pick-list",
        "number": "PL-1",
        "copy": 0,
        "pages": 1,
        "printer": LASER,
        "workstation": "desk-1",
        "queued_at": print_job(done).queued_at,
        "queued_by": "anna",
        "handed_at": handed_at,
    }
    assert Reader(house.store, print_jobs_listing(), View(search="nobody")).total == 0
    assert Reader(house.store, print_jobs_listing(), View(search="las")).total == 5


def test_a_job_is_read_with_whether_its_document_is_kept(house: Desk) -> None:
    waiting, cancelled = queue(house), queue(house)
    cancel_print(house.store, house.act(), cancelled)
    assert [print_job(job).kept for job in (waiting, cancelled)] == [True, False]


def test_a_document_on_its_way_to_a_printer_is_found_until_it_is_over(house: Desk) -> None:
    def found(printer: str = LASER, workstation: str = "desk-1") -> int | None:
        return job_on_its_way(house.store, DocumentKind.PICK_LIST, "PL-1", printer, workstation)

    assert found() is None
    job = failed(house)
    assert (found(), found("Label"), found(workstation="desk-2")) == (job, None, None)
    hand_over(house, job, Printer())
    assert found() is None
    doubtful = queue(house)
    assert found() == doubtful
    begin_print(house.store, house.act(), doubtful)
    assert found() is None


def test_what_waits_is_counted_for_its_workstation_only(house: Desk) -> None:
    assert waiting_prints(house.store, "desk-1") == WaitingPrints(queued=0, failed=0, uncertain=0)
    done = queue(house)
    hand_over(house, done, Printer())
    queue(house)
    queue(house)
    failed(house)
    begin_print(house.store, house.act(), queue(house))
    counted = waiting_prints(house.store, "desk-1")
    assert counted == WaitingPrints(queued=2, failed=1, uncertain=1)
    assert [waiting_count(house.store, desk) for desk in ("desk-1", "desk-2")] == [4, 0]


def test_what_comes_next_is_what_was_due_first_at_this_workstation(house: Desk) -> None:
    assert next_due(house.store, "desk-1") is None
    away = failed(house)
    again_at = house.now + timedelta(seconds=15)
    assert next_due(house.store, "desk-1") == Due(away, again_at)
    new = queue(house)
    assert next_due(house.store, "desk-1") == Due(new, house.now)
    elsewhere = Action("anna", "desk-2", "at-desk-2", house.now - timedelta(hours=1))
    queue_print(house.store, elsewhere, paper(house), LASER)
    assert next_due(house.store, "desk-1") == Due(new, house.now)
    begin_print(house.store, house.act(), new)
    assert next_due(house.store, "desk-1") == Due(away, again_at)
    retry_print(house.store, house.act(), away)
    assert next_due(house.store, "desk-1") == Due(away, house.now)


def test_which_copy_is_next_is_told_with_the_first_print(house: Desk) -> None:
    assert copy_mark(house.store, DocumentKind.PICK_LIST, "PL-1") is None
    printed_at: list[datetime] = []
    for copy in (1, 2):
        queue(house)
        printed_at.append(house.now)
        assert copy_mark(house.store, DocumentKind.PICK_LIST, "PL-1") == CopyMark(copy, printed_at[0], "anna")
    assert copy_mark(house.store, DocumentKind.PICK_LIST, "PL-2") is None


def test_years_of_prints_do_not_slow_down_what_is_asked_all_the_time(
    file_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = file_desk.store.database
    execute = database.execute_sql
    used: list[str] = []

    def explained(statement: str, parameters: tuple[object, ...] = ()) -> object:
        # With its parameters apart: an index of some rows only is found by what is written out.
        steps = execute(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[no-untyped-call]
        plan = " ".join(row[3] for row in steps)
        if "print_job" in statement:
            assert "SCAN" not in plan
            used.extend(re.findall(r"print_job_\w+", plan))
        done: object = execute(statement, parameters)  # type: ignore[no-untyped-call]
        return done

    monkeypatch.setattr(database, "execute_sql", explained)
    waiting_prints(file_desk.store, "desk-1")
    next_due(file_desk.store, "desk-1")
    copy_mark(file_desk.store, DocumentKind.PICK_LIST, "PL-1")
    job_on_its_way(file_desk.store, DocumentKind.PICK_LIST, "PL-1", LASER, "desk-1")
    assert used == ["print_job_waiting", "print_job_waiting", "print_job_copy", "print_job_copy"]
