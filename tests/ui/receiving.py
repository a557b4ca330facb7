"""The page of receiving in the house of the stations' tests, and what stands on it."""

from tests.stations.house import build
from tests.ui.conftest import Window
from tests.ui.station_pages import AtStation, shown
from warehouse_app.ui.pages.receive import ReceivePage


class Dock(AtStation[ReceivePage]):
    """Somebody at the page of receiving."""

    @property
    def who(self) -> list[tuple[str, ...]]:
        """The rows of who gets the goods; none where the table is not shown."""
        return self.page.who.shown() if self.page.who.isVisible() else []

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """The lines of the delivery; none where it is not shown."""
        return self.page.delivery.lines.shown() if self.page.delivery.isVisible() else []


def dock(at: Window) -> Dock:
    """Open the page in a house with goods that are expected and people who wait."""
    build(at.house)
    return opened(at)


def opened(at: Window) -> Dock:
    """Open the page as a window would."""
    made = shown(at, ReceivePage(at.desk))
    return Dock(made.at, made.page, made.sounded, made.refresher)
