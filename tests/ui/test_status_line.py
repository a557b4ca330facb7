"""The line at the bottom counts what waits, by itself: the notices only where there are some."""

from tests.services.stock import CUSTOMERS, ITEMS, PLACES, SUPPLIERS, come, last_run, order, take
from tests.ui.conftest import Window
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.undoing import undo_run
from warehouse_app.ui.status_line import StatusLine


def test_notices_that_wait_are_counted_as_receipts_end_waits(at_window: Window) -> None:
    house = at_window.house
    take(house, *SUPPLIERS, *PLACES, *ITEMS, *CUSTOMERS, *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 1)))
    line = StatusLine(at_window.desk)
    at_window.qtbot.addWidget(line)
    line.show()
    line.refresh()
    at_window.settle()
    assert not line._notices.isVisible()

    def changed(*areas: Area) -> tuple[bool, str]:
        at_window.desk.changed.emit(Changes(frozenset(areas)))
        at_window.settle()
        return line._notices.isVisible(), line._notices.text().strip()

    come(house, "LAMP", 4)
    assert changed(Area.RECEIPTS, Area.STOCK) == (True, "1 notice waiting")
    assert line._notices.accessibleName().endswith("lists whom to tell: 1 notice waiting")
    come(house, "CORD", 1)
    assert changed(Area.SETTINGS) == (True, "1 notice waiting")
    assert changed(Area.RECEIPTS) == (True, "2 notices waiting")
    undo_run(house.store, house.act(), last_run(house))
    assert changed(Area.QUEUE) == (True, "1 notice waiting")
    undo_run(house.store, house.act(), last_run(house) - 2)
    assert not changed(Area.QUEUE)[0]
