"""The process that reads, checks and stores: it answers one request after the other until its window is gone.

While it works it looks for the word to stop wherever it tells how far it is. A stop ends the transaction, and so does
the end of this process: nothing of an import is left unless all of it is.
"""

import signal
import traceback
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from itertools import islice
from multiprocessing.connection import Connection
from time import monotonic
from typing import Self
from zoneinfo import ZoneInfo

from warehouse_app.domain.errors import Problem, Refused
from warehouse_app.domain.records import Kind, Record
from warehouse_app.exchange.guessing import fitting_mappings, guess_kind, known_headings, mapping_of
from warehouse_app.exchange.opening import open_table
from warehouse_app.exchange.problems import write_problems
from warehouse_app.exchange.reading import Source, load_mapping, open_file, open_folder
from warehouse_app.house import House, open_house
from warehouse_app.services.importing import Imported, ImportRefused, Prepared, checked, take_in
from warehouse_app.texts import say
from warehouse_app.ui.importing.plan import (
    LISTED_PROBLEMS,
    PREVIEW_ROWS,
    Bug,
    Check,
    CheckedFile,
    Fitting,
    HouseAddress,
    Look,
    Looked,
    MappedFolder,
    MatchedFile,
    Phase,
    Plan,
    Preview,
    PreviewRow,
    Refusal,
    SaveProblems,
    Step,
    Stopped,
    TakeIn,
    Wrong,
)

STOP = "stop"
_TOLD_EVERY_SECONDS = 0.05


class StopWanted(Exception):  # noqa: N818 - not an error: somebody asked for it
    """The window has asked to stop, or is gone."""


def serve(connection: Connection, address: HouseAddress) -> None:
    """Answer requests until the window hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # what ends the window in a terminal ends this process through it
    with suppress(EOFError, BrokenPipeError, ConnectionResetError), Reader(connection, address) as reader:
        while True:
            request = connection.recv()
            if request != STOP:  # one that came too late
                connection.send(reader.answer(request))


class Reader:
    """Holds what was checked, and the house once it is needed."""

    def __init__(self, connection: Connection, address: HouseAddress) -> None:
        self._connection, self._address = connection, address
        self._zone = ZoneInfo(address.zone)
        self._house: House | None = None
        self._holding = ExitStack()
        self._prepared: Prepared | None = None
        self._wrong: Sequence[tuple[str, Problem]] = ()
        self._told_at = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._holding.close()
        if self._house is not None:
            self._house.close()

    def answer(self, request: object) -> object:
        """Return the answer to a request, or why there is none."""
        try:
            return self._answered(request)
        except StopWanted:
            return Stopped()
        except Refused as refusal:
            return Refusal(refusal.code, refusal.facts)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise  # the window is gone
        except Exception:  # noqa: BLE001 - carried to the window, which reports it
            return Bug(traceback.format_exc())

    def _answered(self, request: object) -> object:
        match request:
            case Look(path):
                table = open_table(path, known_headings())
                block = next(table.blocks(), None)
                rows = tuple(islice(zip(*block.columns, strict=True), PREVIEW_ROWS)) if block is not None else ()
                return Looked(path, table.header, rows, guess_kind(table.file, table.header))
            case Fitting(folder):
                return fitting_mappings(folder)
            case Preview(file):
                return _preview(self._source(file).rows())
            case Check(plan, update):
                return self._check(plan, update=update)
            case SaveProblems(path, language):
                return write_problems(path, self._wrong, lambda code, facts: say(code, facts, language=language))
            case TakeIn(action_id):
                return self._take_in(action_id)
        raise TypeError(type(request).__name__)

    def _check(self, plan: Plan, *, update: bool) -> tuple[CheckedFile, ...] | Wrong:
        self._holding.close()
        self._prepared, self._wrong = None, ()
        feeds = self._sources(plan)
        store = self._opened().store
        try:
            prepared = self._holding.enter_context(checked(store, feeds, update=update, progress=self._reading))
        except ImportRefused as refused:
            self._wrong = refused.problems
            return Wrong(len(refused.problems), tuple(refused.problems[:LISTED_PROBLEMS]))
        self._prepared = prepared
        return tuple(
            CheckedFile(feed.kind, feed.file, count, dict(feed.left_out), dict(feed.effects))
            for feed, count in zip(prepared.feeds, prepared.counts, strict=True)
        )

    def _take_in(self, action_id: str) -> Imported:
        assert self._prepared is not None, "nothing was checked"
        house, total = self._opened(), sum(self._prepared.counts)
        before: dict[str, int] = {}

        def storing(file: str, rows: int) -> None:
            before[file] = rows
            self._tell(Step(Phase.STORING, file, sum(before.values()), total))

        imported = take_in(
            house.store,
            house.act(action_id),
            self._prepared,
            progress=storing,
            filling=lambda lines: self._tell(Step(Phase.FILLING, "", lines, None)),
        )
        self._holding.close()
        self._prepared = None
        return imported

    def _sources(self, plan: Plan) -> Sequence[Source]:
        if isinstance(plan, MappedFolder):
            mapping = load_mapping(plan.mapping)
            return open_folder(plan.folder, mapping, zone=self._zone, orders_as=plan.orders_as)
        order = list(Kind)
        return [self._source(file) for file in sorted(plan, key=lambda file: order.index(file.kind))]

    def _source(self, file: MatchedFile) -> Source:
        mapping = mapping_of(file.kind, file.path.name, file.cells)
        return open_file(file.kind, file.path, mapping=mapping, zone=self._zone, orders_as=file.orders_as)

    def _opened(self) -> House:
        if self._house is None:
            self._house = open_house(self._address.url, on_today=False)
            # As it is at the window: where nobody is signed in, whoever opened the house does not stand in for them.
            self._house.actor = self._address.actor
        return self._house

    def _reading(self, file: str, rows: int) -> None:
        self._tell(Step(Phase.READING, file, rows, None))

    def _tell(self, step: Step) -> None:
        """Tell how far it is, now and then. Raises StopWanted, EOFError."""
        if self._connection.poll():
            self._connection.recv()
            raise StopWanted
        now = monotonic()
        if now - self._told_at >= _TOLD_EVERY_SECONDS or step.done == step.total:
            self._told_at = now
            self._connection.send(step)


def _preview(rows: Iterable[tuple[int, Record] | Problem]) -> tuple[PreviewRow, ...]:
    """Return the first rows, those that are wrong among them; one may have several problems."""
    found: dict[int, PreviewRow] = {}
    for row in rows:
        line = row.line if isinstance(row, Problem) else row[0]
        if line not in found and len(found) == PREVIEW_ROWS:
            break
        known = found.get(line, PreviewRow(line, None, ()))
        if isinstance(row, Problem):
            found[line] = PreviewRow(line, None, (*known.problems, row))
        else:
            found[line] = PreviewRow(line, row[1], known.problems)
    return tuple(found.values())
