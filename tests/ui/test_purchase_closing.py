"""Who gets what lay kept for the rest of a purchase line is told as that is closed short at the window."""

from collections.abc import Iterator

import pytest

from tests.services.stock import held, order, purchase, take
from tests.ui.conftest import Window
from tests.ui.documents import furnished_window
from tests.ui.test_purchase_orders_page import ask_closing, choose, close, page_on
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import receive
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Told


@pytest.fixture
def window(at_window: Window) -> Iterator[Window]:
    yield from furnished_window(at_window)


def test_who_gets_what_was_kept_for_the_rest_is_told_with_the_line_that_is_closed(window: Window) -> None:
    whole = order("SO-1", "BEN", 1, ("LAMP", 10), ship_policy=ShipPolicy.LINE_COMPLETE)
    take(window.house, *purchase("PO-1", ("LAMP", 12)), *whole, *order("SO-2", "BEN", 2, ("LAMP", 5)))
    take(window.house, *order("SO-3", "CAT", 3, ("LAMP", 2)))
    receive(window.house.store, window.house.act(), [Goods("LAMP", 6)], purchase_order="PO-1")
    hands, page = page_on(window)
    choose(window, hands, page, "PO-1")
    close(window, hands, ask_closing(page, page.details.close_button), "discontinued")
    given = "Now given: 5 × LAMP → SO-2 (class B), 1 × LAMP → SO-3 (class C)."
    assert window.told == [Told(Tone.OK, f"Line 1 of PO-1 is closed short by 6 × LAMP. {given}")]
    assert held(window.house) == {"SO-1/1": 0, "SO-2/1": 5, "SO-3/1": 1}
