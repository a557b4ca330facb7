"""Files and whole houses taken in: checked before any lock is taken, stored all or nothing, then filled once.

    with checked(store, sources, update=False) as prepared:      # reads only; raises ImportRefused
        answer = take_in(store, action, prepared)                # one transaction

What was checked is kept on disk in between, so that exactly that is stored and half a million rows need no memory.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from warehouse_app.domain.decisions import LineDecision
from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import RECORD_OF, Kind, Record
from warehouse_app.domain.statuses import Role
from warehouse_app.exchange.spool import Spool
from warehouse_app.queries.collecting import collector_paused
from warehouse_app.services.catalogue import KEYED, CatalogueSaver
from warehouse_app.services.changes import Changes, StopMoved
from warehouse_app.services.contract import Work, service
from warehouse_app.services.deliveries import DeliverySaver
from warehouse_app.services.filling import Decided, fill_in_groups
from warehouse_app.services.gains import Share, shares_of
from warehouse_app.services.notice_entry import NoticeSaver
from warehouse_app.services.opening import OpeningSaver
from warehouse_app.services.order_entry import OrderSaver
from warehouse_app.services.purchase_entry import PurchaseSaver
from warehouse_app.services.references import References
from warehouse_app.services.saving import Given, Saved, Saver
from warehouse_app.store.database import Store

_CHUNK = 5_000

Progress = Callable[[str, int], None]
"""Told, now and then, the file that is being worked on and how many of its rows are done."""

_SAVERS: Mapping[Kind, Callable[[Given], Saver]] = {
    Kind.STOCK: OpeningSaver,
    Kind.PURCHASE_ORDERS: PurchaseSaver,
    Kind.ADVANCE_NOTICES: NoticeSaver,
    Kind.ORDERS: OrderSaver,
    Kind.DELIVERIES: DeliverySaver,
}


class Feed(Protocol):
    """Records of one kind with the line each stands on, from a file or from anywhere else."""

    @property
    def kind(self) -> Kind: ...
    @property
    def columns(self) -> frozenset[str]: ...
    @property
    def file(self) -> str: ...
    @property
    def unknown(self) -> tuple[str, ...]: ...
    @property
    def left_out(self) -> Mapping[str, int]: ...
    @property
    def effects(self) -> Mapping[str, int]: ...

    def rows(self) -> Iterator[tuple[int, Record] | Problem]: ...


@dataclass(frozen=True)
class Handed:
    """Records that come from no file: each stands on the line of its place."""

    kind: Kind
    records: Sequence[Record]
    unknown: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    effects: Mapping[str, int] = field(default_factory=dict)

    @property
    def columns(self) -> frozenset[str]:
        """All fields of the kind."""
        return frozenset(RECORD_OF[self.kind]._fields)

    @property
    def file(self) -> str:
        """The kind stands for the file."""
        return self.kind.value

    def rows(self) -> Iterator[tuple[int, Record] | Problem]:
        """Yield the records with their places, counted from 1."""
        yield from enumerate(self.records, start=1)


class ImportRefused(Exception):  # noqa: N818 - the field's word for it
    """Rows are wrong, and nothing was stored: each problem with the file it is in."""

    def __init__(self, problems: Sequence[tuple[str, Problem]]) -> None:
        super().__init__(len(problems))
        self.problems = problems


@dataclass(frozen=True)
class KindImported:
    """What became of the rows of one file. `left_out` and `effects` count rows by the rule of the mapping."""

    kind: Kind
    file: str
    new: int
    changed: int
    unchanged: int
    left_out: Mapping[str, int]
    effects: Mapping[str, int]
    unknown_columns: tuple[str, ...]


@dataclass(frozen=True)
class Imported:
    """What an import did. `unmatched` credits found no order line; the fill at the end gave `units` to `lines`; at the
    `stops` of pick lists less is fetched since.

    `shares`: who of those that waited before got some, the first of them; `unnamed` are so many lines more.
    """

    kinds: tuple[KindImported, ...]
    unmatched: int
    lines: int
    units: int
    changes: Changes
    stops: tuple[StopMoved, ...] = ()
    shares: tuple[Share, ...] = ()
    unnamed: int = 0


@dataclass(frozen=True)
class Prepared:
    """Checked rows of several kinds, waiting on disk; `counts` says how many of each."""

    feeds: Sequence[Feed]
    spools: Sequence[Spool]
    counts: Sequence[int]
    update: bool


@contextmanager
def checked(
    store: Store, feeds: Sequence[Feed], *, update: bool, progress: Progress = lambda _file, _rows: None
) -> Iterator[Prepared]:
    """Read and check `feeds`, in the order in which one may refer to another, while others go on working.

    `update` allows rows that differ from what is stored. Raises ImportRefused with every wrong row, and Refused where a
    file turns out to be unreadable.
    """
    references = References()
    problems: list[tuple[str, Problem]] = []
    with collector_paused(), ExitStack() as stack:
        spools: list[Spool] = []
        counts: list[int] = []
        with store.snapshot():
            for feed in feeds:
                spool = stack.enter_context(Spool())
                saver = _saver(feed, References() if feed.kind is Kind.DELIVERIES else references, update=update)
                count = 0
                for good, wrong in _batches(feed.rows()):
                    problems += [(feed.file, problem) for problem in (*wrong, *saver.check(good))]
                    if not problems:
                        spool.add(good)
                    count += len(good)
                    progress(feed.file, count)
                spools.append(spool)
                counts.append(count)
        if problems:
            raise ImportRefused(problems)
        yield Prepared(feeds, spools, counts, update)


@service(Role.LEAD, alone=True)
def take_in(
    work: Work,
    prepared: Prepared,
    *,
    progress: Progress = lambda _file, _rows: None,
    filling: Callable[[int], None] = lambda _lines: None,
) -> Imported:
    """Store what was checked and let stock find whoever waits, once, at the end.

    `filling` is told how many lines were given something so far. What either of the two raises ends the import, and
    nothing of it is stored. Raises Refused where somebody changed the house since so that a row is an edit now.
    """
    references = References()
    kinds: list[KindImported] = []
    whole = Saved()
    for feed, spool in zip(prepared.feeds, prepared.spools, strict=True):
        saver = _saver(feed, references, update=prepared.update)
        count = 0
        for rows in spool.chunks():
            saver.write(work, rows)
            count += len(rows)
            progress(feed.file, count)
        saved = saver.finish(work)
        counts = saved.counts
        kinds.append(
            KindImported(
                feed.kind,
                feed.file,
                counts.new,
                counts.changed,
                counts.unchanged,
                dict(feed.left_out),
                dict(feed.effects),
                feed.unknown,
            )
        )
        _merge(whole, saved)
    lines, units, given = _filled(work, whole, filling)
    shares, stops = shares_of(work, given.decided), tuple(work.stops)
    return Imported(tuple(kinds), whole.unmatched, lines, units, work.changes, stops, shares, given.unnamed)


def _saver(feed: Feed, references: References, *, update: bool) -> Saver:
    given = Given(feed.columns, update, references)
    return CatalogueSaver(feed.kind, given) if feed.kind in KEYED else _SAVERS[feed.kind](given)


def _batches(
    rows: Iterable[tuple[int, Record] | Problem],
) -> Iterator[tuple[list[tuple[int, Record]], list[Problem]]]:
    reading = iter(rows)
    while batch := list(islice(reading, _CHUNK)):
        wrong = [row for row in batch if isinstance(row, Problem)]
        yield ([row for row in batch if not isinstance(row, Problem)] if wrong else batch), wrong  # type: ignore[misc]


def _merge(whole: Saved, saved: Saved) -> None:
    whole.items |= saved.items
    whole.edited |= saved.edited
    whole.unmatched += saved.unmatched
    for item, made in saved.taken.items():
        whole.taken.setdefault(item, []).extend(made)
    whole.first_new_line = whole.first_new_line or saved.first_new_line
    whole.last_new_line = saved.last_new_line or whole.last_new_line


_NAMED = 100
"""So many lines that got stock are named, most of the time all: whoever waits for as much as that reads the queue."""


class _Given:
    """Who got stock in the end; of many the first."""

    def __init__(self, fresh: range) -> None:
        self._fresh = fresh
        self._named: set[int] = set()
        self.decided: Decided = {}
        self.unnamed = 0

    def note(self, decided: Mapping[int, Sequence[LineDecision]]) -> None:
        """Note what was taken, and what lines got that waited before; new lines are not told what they got."""
        for item, made in decided.items():
            for row in made:
                if row.gets > 0 and row.line not in self._fresh and row.line not in self._named:
                    if len(self._named) == _NAMED:
                        self.unnamed += 1
                        continue
                    self._named.add(row.line)
                if row.gets < 0 or row.line in self._named:
                    self.decided.setdefault(item, []).append(row)


def _filled(work: Work, saved: Saved, filling: Callable[[int], None]) -> tuple[int, int, _Given]:
    """Run the fill; return how many lines it gave something, how many units, and who they are."""
    lines = units = 0
    given = _Given(saved.fresh)
    given.note(saved.taken)
    filling(lines)
    # Lines that are new and changed again, by a credit, are looked at once.
    edited = {line for line in saved.edited if line not in saved.fresh}
    for decided in fill_in_groups(work, saved.items, cause="import", fresh=saved.fresh, edited=edited):
        given.note(decided)
        gains = [row.gets for made in decided.values() for row in made if row.gets > 0]
        lines += len(gains)
        units += sum(gains)
        filling(lines)
    return lines, units, given
