"""A receipt booked at another desk changes at once what the window tells a waiting order about time."""

from datetime import date

import pytest

from tests.services.stock import order, purchase, take
from tests.ui.conftest import Window
from tests.ui.documents import notes
from tests.ui.pages import Shown, cells, filled
from warehouse_app.services.changes import Changes
from warehouse_app.services.closing_short import close_short
from warehouse_app.services.correcting import undo_receipt
from warehouse_app.services.incoming import Goods
from warehouse_app.services.ordering import save_purchase_order
from warehouse_app.services.receiving import receive
from warehouse_app.ui.desk import Target, Thing
from warehouse_app.ui.pages.back_orders import BackOrdersPage
from warehouse_app.ui.pages.orders import OrdersPage
from warehouse_app.ui.words.back_orders import Told

MARCH_5, MARCH_9, APRIL_1 = date(2026, 3, 5), date(2026, 3, 9), date(2026, 4, 1)


@pytest.fixture
def window(at_window: Window) -> Window:
    """Let SO-1 wait for eight plugs, while ten are due soon and twenty later."""
    soon, later = purchase("PO-1", ("PLUG", 10), due_on=MARCH_9), purchase("PO-2", ("PLUG", 20), due_on=APRIL_1)
    take(filled(at_window).house, *soon, *later, *order("SO-1", "BEN", 9, ("PLUG", 8)))
    return at_window


def receive_plugs(window: Window, units: int, booking: str) -> Changes:
    """Book plugs on the first purchase order, with an action of that id."""
    action, goods = window.house.act(action_id=booking), [Goods("PLUG", units, "A-1")]
    return receive(window.house.store, action, goods, purchase_order="PO-1", accept_over=True).changes


def undone(window: Window, booking: str) -> Changes:
    """Take back what an action booked."""
    return undo_receipt(window.house.store, window.house.act(), booking).changes


def closed_short(window: Window) -> Changes:
    """Expect nothing more of the first purchase order."""
    return close_short(window.house.store, window.house.act(), "PO-1", 1, why="discontinued").changes


def redated(window: Window) -> Changes:
    """Expect the second purchase order sooner."""
    again = purchase("PO-2", ("PLUG", 20), due_on=MARCH_5)
    return save_purchase_order(window.house.store, window.house.act(), again, update=True).changes


def test_the_story_of_a_back_order_follows_what_is_booked(window: Window) -> None:
    shown = Shown(window, BackOrdersPage(window.desk))
    shown.page.table.grid.select_row([number for (number,) in cells(shown.page.table, "order")].index("SO-1"))
    shown.settle()
    story = shown.page.story

    def told(changes: Changes) -> list[str]:
        window.desk.announce(changes)
        shown.settle()
        assert story.title.text() == "SO-1, line 1"
        return [story.why.text(), *(story.parts[part].text.text() for part in (Told.CHANGES, Told.COMING))]

    before = told(Changes())
    assert before == [
        "Out of stock · first in the queue · next receipt PO-1 (10 units) on 9 Mar 2026",
        "8 more of PLUG\nPO-1 due 9 Mar 2026",
        "9 Mar 2026 · 10 on PO-1\n1 Apr 2026 · 20 on PO-2",
    ]
    part = [
        "Partly filled: 3 of 8 · first in the queue · next receipt PO-1 (7 units) on 9 Mar 2026",
        "5 more of PLUG\nPO-1 due 9 Mar 2026",
        "9 Mar 2026 · 7 on PO-1\n1 Apr 2026 · 20 on PO-2",
    ]
    assert told(receive_plugs(window, 3, "first")) == part
    assert told(undone(window, "first"))[1:] == before[1:]
    assert told(receive_plugs(window, 3, "second")) == part
    assert told(closed_short(window)) == [
        "Partly filled: 3 of 8 · first in the queue · next receipt PO-2 (20 units) on 1 Apr 2026",
        "5 more of PLUG\nPO-2 due 1 Apr 2026",
        "1 Apr 2026 · 20 on PO-2",
    ]
    assert told(redated(window))[1:] == ["5 more of PLUG\nPO-2 due 5 Mar 2026", "5 Mar 2026 · 20 on PO-2"]


def test_the_lines_of_an_order_follow_what_is_booked(window: Window) -> None:
    shown = Shown(window, OrdersPage(window.desk))
    shown.page.show_thing(Target(Thing.ORDER, "SO-1"))
    shown.settle()

    def told(changes: Changes) -> str:
        window.desk.announce(changes)
        shown.settle()
        [note] = notes(shown.page.details.lines)
        return note

    assert told(Changes()) == "Out of stock · first in the queue · next receipt PO-1 (10 units) on 9 Mar 2026"
    part = "Partly filled: 3 of 8 · first in the queue · next receipt PO-1 (7 units) on 9 Mar 2026"
    assert told(receive_plugs(window, 3, "first")) == part
    assert told(undone(window, "first")) == (
        "Stock was lost; taken back: 3 · its receipt or move was taken back · first in the queue · next receipt PO-1 "
        "(10 units) on 9 Mar 2026"
    )
    assert told(receive_plugs(window, 3, "second")) == part
    later = "Partly filled: 3 of 8 · first in the queue · next receipt PO-2 (20 units) on {day}"
    assert told(closed_short(window)) == later.format(day="1 Apr 2026")
    assert told(redated(window)) == later.format(day="5 Mar 2026")
    # More comes than was to come, of what was given up.
    assert told(receive_plugs(window, 12, "third")) == "Filled"
