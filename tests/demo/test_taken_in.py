"""The import takes the demo house in as it is, on both databases, and its queue is the one that was meant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.conftest import Desk
from tests.demo.records import TODAY, first_fill, house, of
from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import RECORD_OF, Kind, Record
from warehouse_app.services.importing import Imported, checked, take_in


@dataclass(frozen=True)
class DemoFeed:
    """The records of one kind, as an import takes them."""

    kind: Kind
    unknown: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    effects: Mapping[str, int] = field(default_factory=dict)

    @property
    def columns(self) -> frozenset[str]:
        return frozenset(RECORD_OF[self.kind]._fields)

    @property
    def file(self) -> str:
        return f"{self.kind}.csv"

    def rows(self) -> Iterator[tuple[int, Record] | Problem]:
        return iter(enumerate(of(self.kind), start=2))


def import_all(desk: Desk) -> Imported:
    """Take the whole demo house in."""
    with checked(desk.store, [DemoFeed(kind) for kind in house()], update=False) as prepared:
        return take_in(desk.store, desk.act(), prepared)


def test_all_records_are_taken_in_once(desk: Desk) -> None:
    assert desk.now.date() == TODAY
    first = import_all(desk)
    assert {done.kind: (done.new, done.changed, done.unchanged) for done in first.kinds} == {
        kind: (len(of(kind)), 0, 0) for kind in Kind
    }
    again = import_all(desk)
    assert {done.kind: (done.new, done.changed, done.unchanged) for done in again.kinds} == {
        kind: (0, 0, len(of(kind))) for kind in Kind
    }
    assert (again.lines, again.units) == (0, 0)


def test_the_stored_queue_is_the_one_of_the_story(file_desk: Desk) -> None:
    imported = import_all(file_desk)
    gains = [decided.gets for decided in first_fill() if decided.gets]
    assert (imported.lines, imported.units) == (len(gains), sum(gains))
    stored: dict[tuple[Any, ...], Any] = {
        (number, line): allocated
        for number, line, allocated in file_desk.store.sql(
            "SELECT o.number, l.line, l.allocated FROM order_line l JOIN sales_order o ON o.id = l.order_id "
            "WHERE l.quantity - l.cancelled - l.shipped > 0"
        )
    }
    assert stored == {(decided.line.number, decided.line.line): decided.gets for decided in first_fill()}
