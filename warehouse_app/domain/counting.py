"""What a count of a place says of one lot against the books, which may have changed while it was counted."""

from typing import NamedTuple

from warehouse_app.domain.statuses import StockStatus


class Books(NamedTuple):
    """Units of a lot in a place by the books: those that may be used, and those that are set aside."""

    usable: int = 0
    aside: int = 0

    @property
    def units(self) -> int:
        """All of them."""
        return self.usable + self.aside


class Moved(NamedTuple):
    """Units of a lot that were moved into a place, and out of it; `aside`: how many more are set aside there since."""

    moved_in: int = 0
    moved_out: int = 0
    aside: int = 0

    def and_then(self, units: int, aside: int) -> "Moved":
        """Return what was moved after one more action, by which there are `units` more, `aside` of them set aside."""
        return Moved(self.moved_in + max(0, units), self.moved_out + max(0, -units), self.aside + aside)

    def before(self, books: Books) -> Books:
        """Return what the books said before all that."""
        usable = self.moved_in - self.moved_out - self.aside
        return Books(books.usable - usable, books.aside - self.aside)


class CountedUnits(NamedTuple):
    """Units in one state: what the books say, and what was counted."""

    status: StockStatus
    expected: int
    counted: int


def compared(counted: int, books: Books, moved: Moved) -> list[CountedUnits]:
    """Return what was counted of a lot beside the books of the end; or beside those of the beginning, with which it
    agrees where the goods were counted before they were moved.
    """
    began = moved.before(books)
    if counted == began.units != books.units:
        books = began
    # Nobody can see which of them are set aside: as many as the books say, then the others.
    aside = min(counted, books.aside)
    made = [CountedUnits(StockStatus.QUARANTINED, books.aside, aside)] if books.aside else []
    if books.usable or counted > aside or not books.aside:
        made.append(CountedUnits(StockStatus.AVAILABLE, books.usable, counted - aside))
    return made
