"""A released pick list to print, and short ways to queue it and to see what became of it."""

from collections.abc import Callable

from tests.conftest import Desk
from tests.services.stock import opening, order, take
from warehouse_app.domain.errors import Facts, Refused
from warehouse_app.domain.statuses import DocumentKind, PrintState, Sides
from warehouse_app.queries.print_jobs import PrintJobRow, print_job
from warehouse_app.services.papers import Delivered, deliver, make_paper, queue_paper
from warehouse_app.services.printing import Paper
from warehouse_app.services.releasing import release

LASER = "Laser"


def release_list(desk: Desk) -> str:
    """Release a list of four lamps for Ann; return its number."""
    take(desk, opening("LAMP", 9), *order("SO-1", "ANN", 1, ("LAMP", 4)))
    return release(desk.store, desk.act("ben")).lists[0].number


def paper(desk: Desk, number: str = "PL-1") -> Paper:
    """Return a list as it would be printed now."""
    return make_paper(desk.store, DocumentKind.PICK_LIST, number, language="en")


def queue(desk: Desk, number: str = "PL-1", printer: str = LASER) -> int:
    """Queue a list as it is now; return the job."""
    return queue_paper(desk.store, desk.act, paper(desk, number), printer, language="en").job


def job(desk: Desk, number: int) -> PrintJobRow:
    """Return a job as it is now."""
    with desk.store.snapshot():
        return print_job(number)


def jobs(desk: Desk) -> list[PrintJobRow]:
    """Return all jobs as they are now, the oldest first."""
    found = desk.store.sql("SELECT id FROM print_job ORDER BY id").fetchall()
    return [job(desk, number) for (number,) in found]


def state(desk: Desk, number: int) -> PrintState:
    """Return where a job is."""
    return job(desk, number).state


class Printer:
    """A printer of a test: keeps what it was sent; `before` it does so it may refuse, or die."""

    def __init__(self) -> None:
        self.sent: list[tuple[bytes, str, str, Sides]] = []
        self.before: Callable[[], None] = lambda: None

    def send(self, pdf: bytes, printer: str, title: str, sides: Sides) -> None:
        """Print."""
        self.before()
        self.sent.append((pdf, printer, title, sides))

    def refuses(self, refused: Refused) -> None:
        """Take nothing from now on."""

        def refuse() -> None:
            raise refused

        self.before = refuse


def hand_over(desk: Desk, number: int, printer: Printer) -> Delivered:
    """Hand one job over."""
    return deliver(desk.store, desk.act, number, printer.send)


def refusal(call: Callable[[], object]) -> tuple[object, Facts]:
    """Do what must be refused; return why."""
    try:
        done = call()
    except Refused as refused:
        return refused.code, refused.facts
    raise AssertionError(f"not refused: {done}")
