"""What is printed waits in a queue, is handed over once, and nothing of it is lost or printed unmarked twice."""

import threading
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from peewee import IntegrityError

from tests.conftest import NOW, Desk
from tests.documents.rendering import texts
from tests.services.papers import LASER, Printer, hand_over, job, jobs, paper, queue, refusal, release_list, state
from tests.services.stock import furnished
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import DocumentKind, PrintState, Role, Sides
from warehouse_app.printers import PrinterFault
from warehouse_app.queries.pick_lists import PickListFault
from warehouse_app.queries.print_jobs import PrintJobFault, Why, print_job_pdf
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Action, ContractFault
from warehouse_app.services.papers import queue_paper
from warehouse_app.services.printing import (
    KEPT,
    PrintFault,
    begin_print,
    cancel_print,
    pause_after,
    print_failed,
    printed,
    queue_print,
    retry_print,
)
from warehouse_app.services.releasing import unrelease
from warehouse_app.store.tables import Person, PrintJob

TOUCHED = Changes(frozenset({Area.PRINT_JOBS}))
AWAY = Refused(PrinterFault.AWAY, printer=LASER, reason="no paper")
AWAY_TOLD = Why("printer-away", {"printer": LASER, "reason": "no paper"})


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    """Return a house with the pick list PL-1."""
    for furnished_desk in furnished(desk):
        release_list(furnished_desk)
        yield furnished_desk


# --- queued ---


def test_a_queued_document_says_what_when_where_and_by_whom(house: Desk) -> None:
    wanted = paper(house)
    queued = queue_print(house.store, house.act("ben"), wanted, LASER, Sides.LONG_EDGE)
    assert queued.changes == TOUCHED
    row = job(house, queued.job)
    assert (row.kind, row.number, row.copy, row.title, row.pages) == (
        DocumentKind.PICK_LIST,
        "PL-1",
        0,
        wanted.title,
        1,
    )
    assert wanted.title == "Pick list PL-1"
    assert (row.printer, row.sides, row.workstation, row.queued_by) == (LASER, Sides.LONG_EDGE, "desk-1", "ben")
    assert (row.state, row.attempts, row.why, row.handed_at) == (PrintState.QUEUED, 0, None, None)
    assert row.queued_at == row.due_at == house.now


def test_the_bytes_are_those_of_when_it_was_queued(house: Desk) -> None:
    queued = queue(house)
    before = print_job_pdf(queued)
    unrelease(house.store, house.act(), "PL-1")
    assert print_job_pdf(queued) == before
    assert "Lamp" in texts(before)[0]
    printer = Printer()
    hand_over(house, queued, printer)
    assert printer.sent == [(before, LASER, "Pick list PL-1", Sides.AS_SET)]


def test_the_same_action_queues_once(house: Desk) -> None:
    wanted, action = paper(house), house.act()
    first = queue_print(house.store, action, wanted, LASER)
    assert queue_print(house.store, action, wanted, LASER) == first
    assert len(jobs(house)) == 1


@pytest.mark.parametrize("name", ["", "x" * 256, "two\nlines", "nul\0"])
def test_what_is_no_name_of_a_printer_is_refused(house: Desk, name: str) -> None:
    assert refusal(lambda: queue(house, printer=name)) == (PrintFault.PRINTER, {"printer": name})
    assert jobs(house) == []


def test_what_cannot_be_printed_is_not_queued(house: Desk) -> None:
    assert refusal(lambda: queue(house, "PL-9")) == (PickListFault.UNKNOWN, {"number": "PL-9"})
    unrelease(house.store, house.act(), "PL-1")
    assert refusal(lambda: queue(house)) == (PickListFault.TAKEN_BACK, {"number": "PL-1"})
    assert jobs(house) == []


def test_who_is_nobody_prints_nothing(house: Desk) -> None:
    wanted = paper(house)
    Person.insert(name="anna", role=Role.CLERK).execute()
    queue_print(house.store, house.act("anna"), wanted, LASER)
    stranger = refusal(lambda: queue_print(house.store, house.act("eve"), wanted, LASER))
    assert stranger == (ContractFault.NOBODY, {"person": "eve"})


# --- copies ---


def test_what_is_printed_again_is_marked_as_a_copy_of_the_first_print(house: Desk) -> None:
    first = queue(house)
    at = house.now
    marks = []
    for number in (1, 2):
        copy = queue(house)
        [page] = texts(print_job_pdf(copy))
        marks.append(page[: page.index(" by ")])
        assert f"Copy {number} of the list printed 2 Mar 2026, {at:%H:%M:%S} by anna" in page
        assert job(house, copy).copy == number
    assert len(set(marks)) == 2
    assert "Copy" not in texts(print_job_pdf(first))[0]


def test_what_was_cancelled_does_not_make_the_next_print_a_copy(house: Desk) -> None:
    cancel_print(house.store, house.act(), queue(house))
    again = queue(house)
    assert (job(house, again).copy, "Copy" in texts(print_job_pdf(again))[0]) == (0, False)


def test_what_failed_still_comes_so_that_the_next_print_is_a_copy(house: Desk) -> None:
    printer = Printer()
    printer.refuses(AWAY)
    first = queue(house)
    hand_over(house, first, printer)
    assert job(house, queue(house)).copy == 1


def test_a_copy_is_told_from_the_first_that_was_not_cancelled(house: Desk) -> None:
    first = queue(house)
    queue(house)
    second_at = house.now
    cancel_print(house.store, house.act(), first)
    third = queue(house)
    assert job(house, third).copy == 2
    assert f"Copy 2 of the list printed 2 Mar 2026, {second_at:%H:%M:%S} by anna" in texts(print_job_pdf(third))[0]


def test_a_document_made_before_somebody_printed_it_is_refused_and_made_anew(house: Desk) -> None:
    stale = paper(house)
    queue(house)
    taken = refusal(lambda: queue_print(house.store, house.act(), stale, LASER))
    assert taken == (PrintFault.COPY_TAKEN, {"number": "PL-1"})
    queued = queue_paper(house.store, house.act, stale, LASER, language="en")
    assert job(house, queued.job).copy == 1
    assert "Copy 1 of the list" in texts(print_job_pdf(queued.job))[0]


def test_a_list_that_another_one_resembles_is_no_copy(house: Desk) -> None:
    queue(house)
    other = replace(paper(house), number="PL-10", copy=0)
    assert job(house, queue_print(house.store, house.act(), other, LASER).job).copy == 0


def test_the_database_itself_refuses_the_same_copy_twice(house: Desk) -> None:
    queue(house)
    queue(house)
    with house.store.transaction(), pytest.raises(IntegrityError), house.store.database.atomic():
        PrintJob.update(copy=0).execute()


def test_desks_that_print_the_same_at_once_get_an_original_and_copies(house: Desk) -> None:
    starting = threading.Barrier(3)
    copies: list[int] = []

    def act() -> Action:
        return Action("anna", "desk-1", uuid.uuid4().hex, NOW)

    def print_it() -> None:
        house.store.connect()
        shown = paper(house)
        starting.wait()
        copies.append(queue_paper(house.store, act, shown, LASER, language="en").job)
        house.store.close()

    desks = [threading.Thread(target=print_it) for _ in range(3)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    assert sorted(job(house, copy).copy for copy in copies) == [0, 1, 2]
    marks = sorted(texts(print_job_pdf(copy))[0][:6] for copy in copies)
    assert marks == ["Copy 1", "Copy 2", "Test h"]


# --- handed over ---


def test_a_job_is_uncertain_while_it_is_handed_over_and_done_afterwards(house: Desk) -> None:
    queued = queue(house)
    seen: list[PrintState] = []
    printer = Printer()
    printer.before = lambda: seen.append(state(house, queued))
    done = hand_over(house, queued, printer)
    assert seen == [PrintState.UNCERTAIN]
    assert (done.why, done.changes, done.job.state) == (None, TOUCHED, PrintState.HANDED_OVER)
    row = job(house, queued)
    assert (row.state, row.handed_at, row.attempts) == (PrintState.HANDED_OVER, house.now, 1)


def test_who_is_killed_in_the_middle_leaves_it_uncertain_and_nobody_tries_it_again(house: Desk) -> None:
    queued = queue(house)
    printer = Printer()

    def die() -> None:
        raise KeyboardInterrupt

    printer.before = die
    with pytest.raises(KeyboardInterrupt):
        hand_over(house, queued, printer)
    assert state(house, queued) is PrintState.UNCERTAIN
    again = refusal(lambda: hand_over(house, queued, Printer()))
    assert again == (PrintFault.NOT_WAITING, {"number": "PL-1"})


def test_a_printer_that_is_away_is_asked_again_after_a_while(house: Desk) -> None:
    queued = queue(house)
    printer = Printer()
    printer.refuses(AWAY)
    done = hand_over(house, queued, printer)
    assert (done.why, done.job.state) == (AWAY_TOLD, PrintState.FAILED)
    row = job(house, queued)
    assert (row.state, row.why, row.due_at - house.now) == (PrintState.FAILED, AWAY_TOLD, timedelta(seconds=15))
    hand_over(house, queued, printer)
    assert job(house, queued).due_at - house.now == timedelta(seconds=30)
    printer.before = lambda: None
    hand_over(house, queued, printer)
    row = job(house, queued)
    assert (row.state, row.why, row.attempts, len(printer.sent)) == (PrintState.HANDED_OVER, None, 3, 1)


def test_pauses_double_up_to_half_an_hour() -> None:
    assert [pause_after(attempt).total_seconds() for attempt in (1, 2, 3, 7, 8, 9)] == [15, 30, 60, 960, 1800, 1800]
    assert pause_after(10_000) == timedelta(minutes=30)


def test_a_printer_that_does_not_answer_leaves_it_uncertain_and_says_why(house: Desk) -> None:
    queued = queue(house)
    printer = Printer()
    printer.refuses(Refused(PrinterFault.NO_ANSWER, printer=LASER))
    hand_over(house, queued, printer)
    row = job(house, queued)
    assert (row.state, row.why) == (PrintState.UNCERTAIN, Why("printer-no-answer", {"printer": LASER}))


def test_only_its_own_workstation_hands_a_job_over(house: Desk) -> None:
    queued = queue(house)
    elsewhere = Action("anna", "desk-2", "from-desk-2", house.now)
    refused = refusal(lambda: begin_print(house.store, elsewhere, queued))
    assert refused == (PrintFault.ELSEWHERE, {"number": "PL-1", "workstation": "desk-1"})
    assert state(house, queued) is PrintState.QUEUED


def test_two_windows_of_one_workstation_hand_it_over_once(house: Desk) -> None:
    queued = queue(house)
    begun = begin_print(house.store, house.act("anna"), queued)
    second = refusal(lambda: begin_print(house.store, house.act("ben"), queued))
    assert second == (PrintFault.NOT_WAITING, {"number": "PL-1"})
    assert printed(house.store, house.act("anna"), queued, begun.attempt).state is PrintState.HANDED_OVER


# --- settled by a person ---


def uncertain(house: Desk) -> tuple[int, int]:
    """Return a job that nobody knows of, and its attempt."""
    queued = queue(house)
    return queued, begin_print(house.store, house.act(), queued).attempt


def test_a_person_finds_the_paper_of_an_uncertain_job(house: Desk) -> None:
    queued, attempt = uncertain(house)
    settled = printed(house.store, house.act("ben"), queued, attempt)
    assert (settled.state, settled.changes) == (PrintState.HANDED_OVER, TOUCHED)
    assert state(house, queued) is PrintState.HANDED_OVER


def test_a_person_finds_no_paper_and_the_same_is_printed(house: Desk) -> None:
    queued, attempt = uncertain(house)
    before = print_job_pdf(queued)
    retry_print(house.store, house.act("ben"), queued)
    row = job(house, queued)
    assert (row.state, row.due_at) == (PrintState.QUEUED, house.now)
    late = refusal(lambda: printed(house.store, house.act(), queued, attempt))
    assert late == (PrintFault.NOT_WAITING, {"number": "PL-1"})
    printer = Printer()
    hand_over(house, queued, printer)
    assert [pdf for pdf, *_ in printer.sent] == [before]


def test_an_answer_to_an_earlier_attempt_does_not_settle_the_later_one(house: Desk) -> None:
    queued, attempt = uncertain(house)
    retry_print(house.store, house.act(), queued)
    begin_print(house.store, house.act(), queued)
    for late in (
        lambda: printed(house.store, house.act(), queued, attempt),
        lambda: print_failed(house.store, house.act(), queued, attempt, AWAY_TOLD),
    ):
        assert refusal(late) == (PrintFault.NOT_WAITING, {"number": "PL-1"})
    assert state(house, queued) is PrintState.UNCERTAIN


def test_a_cancelled_job_is_over_and_its_bytes_are_gone(house: Desk) -> None:
    queued = queue(house)
    assert cancel_print(house.store, house.act(), queued).state is PrintState.CANCELLED
    over = (PrintFault.OVER, {"number": "PL-1"})
    assert refusal(lambda: cancel_print(house.store, house.act(), queued)) == over
    assert refusal(lambda: retry_print(house.store, house.act(), queued)) == over
    assert refusal(lambda: print_job_pdf(queued)) == (PrintJobFault.NOT_KEPT, {"number": "PL-1"})


def test_what_was_handed_over_is_neither_tried_again_nor_cancelled(house: Desk) -> None:
    queued = queue(house)
    hand_over(house, queued, Printer())
    over = (PrintFault.OVER, {"number": "PL-1"})
    assert refusal(lambda: retry_print(house.store, house.act(), queued)) == over
    assert refusal(lambda: cancel_print(house.store, house.act(), queued)) == over
    assert state(house, queued) is PrintState.HANDED_OVER


def test_a_job_that_nobody_made_is_refused(house: Desk) -> None:
    unknown = (PrintJobFault.UNKNOWN, {"job": 7})
    assert refusal(lambda: retry_print(house.store, house.act(), 7)) == unknown
    assert refusal(lambda: print_job_pdf(7)) == unknown
    assert refusal(lambda: job(house, 7)) == unknown


def test_bytes_are_kept_for_a_week_after_they_were_handed_over_the_rest_for_ever(house: Desk) -> None:
    done, waiting = queue(house), queue(house)
    hand_over(house, done, Printer())
    handed_at = house.now
    house.now = handed_at + KEPT - timedelta(seconds=2)
    queue(house)
    assert texts(print_job_pdf(done))
    house.now = handed_at + KEPT + timedelta(seconds=2)
    queue(house)
    assert refusal(lambda: print_job_pdf(done)) == (PrintJobFault.NOT_KEPT, {"number": "PL-1"})
    assert texts(print_job_pdf(waiting))
    assert job(house, done).handed_at == handed_at
    assert handed_at > NOW
