"""What a count of a place says of one lot against the books, which may have changed while it was counted."""

from collections.abc import Iterable
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

    def and_more(self, more: "Books", times: int = 1) -> "Books":
        """Return them with so many more, as often as is said."""
        return Books(self.usable + times * more.usable, self.aside + times * more.aside)


class Move(NamedTuple):
    """Units of a lot more in a place (fewer: negative), and how many more are set aside there, by one action (its row).

    `puts_right`: the goods lay as they did before; what the books say of them was changed.
    """

    action: int
    units: int
    aside: int
    puts_right: bool = False


class Tallies(NamedTuple):
    """The actions (their rows) from which on goods of a lot were tallied, and by which they were last (None: never)."""

    first: int
    last: int | None


class Moved(NamedTuple):
    """Units of a lot that were moved into a place, and out of it, since the first goods of it were tallied.

    `since_first` and `since_last` are how many more are there by that since the first were tallied, and since the last.
    """

    moved_in: int = 0
    moved_out: int = 0
    since_first: Books = Books()
    since_last: Books = Books()


def moved_while(moves: Iterable[Move], tallies: Tallies) -> Moved:
    """Return what was moved of a lot while it was tallied, and after. Of one that was not, nobody knows when."""
    moved_in = moved_out = 0
    since_first = since_last = Books()
    for move in moves:
        if move.action < tallies.first:
            continue
        moved_in += max(0, move.units)
        moved_out += max(0, -move.units)
        if not move.puts_right:
            more = Books(move.units - move.aside, move.aside)
            since_first = since_first.and_more(more)
            since_last = since_last.and_more(more) if tallies.last and move.action > tallies.last else since_last
    return Moved(moved_in, moved_out, since_first, since_last)


class CountedUnits(NamedTuple):
    """Units in one state: what the books say, and what was counted."""

    status: StockStatus
    expected: int
    counted: int


def compared(counted: int, books: Books, moved: Moved, *, finds_aside: bool = False) -> list[CountedUnits]:
    """Return what was counted of a lot beside the books of when its last goods were tallied, or of when its first were,
    if it agrees with these.

    `finds_aside`: what is there beyond the books counts among what is set aside.
    """
    first, last = (books.and_more(each, -1) for each in (moved.since_first, moved.since_last))
    then = first if counted == first.units else last
    if then.units != books.units:
        books = Books(max(0, then.usable), max(0, then.aside))
    # Nobody can see which of them are set aside: as many as the books say, then the others.
    aside = min(counted, books.aside)
    if finds_aside:
        aside += max(0, counted - books.units)
    usable = counted - aside
    made = [CountedUnits(StockStatus.QUARANTINED, books.aside, aside)] if books.aside or aside else []
    if books.usable or usable or not made:
        made.append(CountedUnits(StockStatus.AVAILABLE, books.usable, usable))
    return made
