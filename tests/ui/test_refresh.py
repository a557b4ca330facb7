"""Pages are read again only when what they show has changed, and only once they are on show."""

from typing import ClassVar

from tests.ui.conftest import Window
from warehouse_app.services.changes import Area, Changes
from warehouse_app.ui.page import Page, PageName
from warehouse_app.ui.refresh import EVERYTHING, Refresher


class Counting(Page):
    """A page that counts how often it was read."""

    def refresh(self) -> None:
        self.read = getattr(self, "read", 0) + 1


class Queue(Counting):
    name = PageName.BACK_ORDERS
    shows: ClassVar[frozenset[Area]] = frozenset({Area.QUEUE})
    read = 0


class Customers(Counting):
    name = PageName.CUSTOMERS
    shows: ClassVar[frozenset[Area]] = frozenset({Area.CUSTOMERS})
    read = 0


def changed(*areas: Area) -> Changes:
    return Changes(frozenset(areas))


def test_a_page_is_read_when_it_is_first_shown_and_again_when_its_areas_change(at_window: Window) -> None:
    refresher, queue, customers = Refresher(), Queue(at_window.desk), Customers(at_window.desk)
    refresher.add(queue)
    refresher.add(customers)
    refresher.show(queue)
    assert (queue.read, customers.read) == (1, 0)
    refresher.changed(changed(Area.QUEUE, Area.STOCK))
    assert (queue.read, customers.read) == (2, 0)
    refresher.changed(changed(Area.STOCK))
    assert (queue.read, customers.read) == (2, 0)


def test_a_hidden_page_is_read_once_when_it_is_shown_however_often_it_changed(at_window: Window) -> None:
    refresher, queue, customers = Refresher(), Queue(at_window.desk), Customers(at_window.desk)
    refresher.add(queue)
    refresher.add(customers)
    refresher.show(customers)
    refresher.show(queue)
    for _ in range(5):
        refresher.changed(changed(Area.CUSTOMERS))
    assert customers.read == 1
    refresher.show(customers)
    assert customers.read == 2
    refresher.show(queue)
    refresher.show(customers)
    assert (queue.read, customers.read) == (1, 2)


def test_what_somebody_else_did_concerns_every_page(at_window: Window) -> None:
    refresher, queue, customers = Refresher(), Queue(at_window.desk), Customers(at_window.desk)
    refresher.add(queue)
    refresher.add(customers)
    refresher.show(queue)
    refresher.changed(EVERYTHING)
    refresher.show(customers)
    assert (queue.read, customers.read) == (2, 1)
