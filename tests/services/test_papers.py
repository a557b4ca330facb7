"""Every kind of document is made from its number, and is queued under the number by which it is made again."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.conftest import Desk
from tests.documents.rendering import texts
from tests.services.papers import jobs
from tests.services.stock import furnished, opening, order, purchase, take
from warehouse_app.domain.records import ItemRecord
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.services.incoming import Goods
from warehouse_app.services.lying import Named
from warehouse_app.services.moving import move_stock
from warehouse_app.services.papers import make_paper, queue_paper
from warehouse_app.services.receiving import receive
from warehouse_app.services.releasing import release

NUMBERS = {
    DocumentKind.PICK_LIST: ("PL-1", "PL-1", "Pick list PL-1"),
    DocumentKind.SCANNER_CARD: ("TEST-CARD", "TEST-CARD", "Scanner test card"),
    DocumentKind.BACK_ORDER_REPORT: ("SO-1", "order:SO-1", "Back orders · Order SO-1"),
    DocumentKind.GOODS_RECEIVED_NOTE: ("GR-1", "GR-1", "Goods received note GR-1"),
    DocumentKind.DIFFERENCE_LIST: ("PO-1", "purchase-order:PO-1", "Difference list PO-1"),
    DocumentKind.LABELS: ("A-1 + GR-1", "location:A-1 + receipt:GR-1", "Labels of A-1, GR-1"),
    DocumentKind.SINGLE_LABELS: ("LAMP", "item:LAMP", "Label of item LAMP"),
    DocumentKind.COUNT_SHEET: ("A-1", "location:A-1", "Count sheet · A-1"),
    DocumentKind.COMMAND_CARD: ("", "COMMANDS", "Command card"),
    DocumentKind.BADGES: ("", "BADGES", "Badges"),
}
"""For each kind what it is asked for by, the number in the print queue, and its title."""


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    for busy in furnished(desk):
        take(busy, opening("LAMP", 9), *order("SO-1", "ANN", 1, ("LAMP", 4), ("MILK", 9)))
        take(busy, *purchase("PO-1", ("MILK", 6)))
        release(busy.store, busy.act())
        receive(busy.store, busy.act(), [Goods("MILK", 5, "A-1", "L1", date(2026, 5, 1))], purchase_order="PO-1")
        yield busy


@pytest.mark.parametrize("kind", DocumentKind)
def test_each_kind_is_made_and_made_again_from_the_number_it_is_queued_under(house: Desk, kind: DocumentKind) -> None:
    asked, number, title = NUMBERS[kind]
    paper = make_paper(house.store, kind, asked, language="en")
    assert (paper.kind, paper.number, paper.title, paper.copy) == (kind, number, title, 0)
    queue_paper(house.store, house.act, paper, "Laser", language="en")
    again = make_paper(house.store, kind, number, language="en")
    assert (again.number, again.title, again.copy) == (number, title, 1)
    assert (again.pdf != paper.pdf) == (kind is DocumentKind.PICK_LIST)
    [job] = jobs(house)
    assert (job.kind, job.number, job.title, job.pages) == (kind, number, title, len(texts(paper.pdf)))


def test_a_pick_list_says_how_its_stops_changed_be_it_a_copy_or_not(house: Desk) -> None:
    unchanged = make_paper(house.store, DocumentKind.PICK_LIST, "PL-1", language="en")
    assert "Changed since" not in texts(unchanged.pdf)[0]
    move_stock(house.store, house.act(), Named("LAMP", "A-1", 7), "A-2")
    told = "Changed since this list was released: 2 × LAMP for SO-1: not at A-1 any more. 2 at A-2."
    first = make_paper(house.store, DocumentKind.PICK_LIST, "PL-1", language="en")
    assert (first.copy, told in texts(first.pdf)[0]) == (0, True)
    queue_paper(house.store, house.act, first, "Laser", language="en")
    again = make_paper(house.store, DocumentKind.PICK_LIST, "PL-1", language="en")
    assert (again.copy, told in texts(again.pdf)[0]) == (1, True)


def test_the_longest_number_and_title_are_queued(house: Desk) -> None:
    long = "I" * 80
    take(house, ItemRecord(long, "Item"))
    paper = make_paper(house.store, DocumentKind.LABELS, f"item:{long}", language="en")
    assert paper.number == long
    queue_paper(house.store, house.act, paper, "Laser", language="en")
    assert len(jobs(house)) == 1


@pytest.mark.parametrize(
    "kind", [DocumentKind.BACK_ORDER_REPORT, DocumentKind.LABELS, DocumentKind.SINGLE_LABELS, DocumentKind.COUNT_SHEET]
)
def test_of_what_may_be_long_it_is_told_how_far_it_is(house: Desk, kind: DocumentKind) -> None:
    told: list[tuple[int, int]] = []
    asked = NUMBERS[kind][0]
    make_paper(house.store, kind, asked, language="en", progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 0
    assert told == sorted(told)
