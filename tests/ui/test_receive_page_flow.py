"""The way of a scan on the page: asked in the background, painted at once, told to the pages after that; never lost."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from tests.stations.house import balances, moves, received
from tests.ui.conftest import Window
from tests.ui.receiving import Dock, dock
from warehouse_app.domain.errors import Refused
from warehouse_app.queries.check import findings
from warehouse_app.stations.receive import ReceiveStation
from warehouse_app.stations.reply import Reply, Tone
from warehouse_app.store.database import Store
from warehouse_app.store.faults import StoreFault
from warehouse_app.ui.background import Lane
from warehouse_app.ui.scans import Scans


@pytest.fixture
def at_dock(at_window: Window) -> Dock:
    return dock(at_window)


class Painted(QObject):
    """Writes down what a widget says whenever it is painted."""

    def __init__(self, widget: QWidget, story: list[str], text: Callable[[], str]) -> None:
        super().__init__(widget)
        self._story, self._text = story, text
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._story.append(f"painted {self._text()}")
        return super().eventFilter(watched, event)


def test_the_reply_is_painted_before_it_sounds_and_pages_read_again_only_after_it_is_done(at_dock: Dock) -> None:
    at_dock.scan("PO-7", "10", "CUP")
    story: list[str] = []
    band, prompt = at_dock.page.prompt.band, at_dock.page.prompt.prompt
    watchers = [
        Painted(band.headline, story, band.headline.text),
        Painted(prompt, story, prompt.text),
        Painted(at_dock.page.who.viewport(), story, lambda: at_dock.page.who.shown()[0][2]),
    ]
    assert watchers
    desk = at_dock.at.desk
    desk.sounded.connect(lambda tone: story.append(f"sounded {tone}"))
    desk.changed.connect(lambda changes: story.append(f"told {len(changes.areas)} areas"))
    reading = at_dock.page.refresh

    def refresh() -> None:
        story.append("read again")
        reading()

    at_dock.page.refresh = refresh  # type: ignore[method-assign]
    at_dock.page.take_scan("A-02", lambda: story.append("done"))
    at_dock.qtbot.waitUntil(lambda: "done" in story)
    at_dock.settle()
    end = story.index("done")
    *painted, sounded = story[:end]
    assert set(painted) == {"painted Booked: 10 × CUP in A-02", "painted Scan an item", "painted SO-1042"}
    assert sounded == "sounded ok"
    # One signal tells this page and whoever else listens; painting goes on for other reasons.
    after = [each for each in story[end + 1 :] if not each.startswith("painted")]
    assert after == ["read again", "told 5 areas"]


def test_asking_tells_nobody_anything(at_dock: Dock) -> None:
    told: list[object] = []
    at_dock.at.desk.changed.connect(told.append)
    at_dock.scan("PO-7", "10", "CUP", "WXBACK", "WXHELP", "nonsense")
    assert (told, moves(at_dock.at.house)) == ([], 0)


@contextmanager
def asked_from(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Collect the names of the threads that ask the database anything."""
    names: set[str] = set()
    database: Any = store.database
    execute, cursor = database.execute_sql, database.cursor

    def told(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            names.add(threading.current_thread().name)
            return original(*arguments, **named)

        return call

    with monkeypatch.context() as patched:
        patched.setattr(database, "execute_sql", told(execute))
        patched.setattr(database, "cursor", told(cursor))
        yield names


def test_the_windows_own_thread_asks_the_database_nothing(at_dock: Dock, monkeypatch: pytest.MonkeyPatch) -> None:
    with asked_from(at_dock.at.house.store, monkeypatch) as names:
        at_dock.scan("PO-7", "10", "CUP", "A-02", "WXDONE")
        at_dock.press(at_dock.rows[0].undo)
        at_dock.page.undo()
        at_dock.page.refresh()
        at_dock.page.resize(900, 600)
        at_dock.page.grab()
        at_dock.settle()
    assert names == {f"lane-{Lane.SCANS}", f"lane-{Lane.READS}"}


@pytest.mark.slow
def test_two_hundred_scans_in_a_row_are_each_handled_once_and_in_order(
    at_dock: Dock, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, heard = at_dock.page, []
    original = ReceiveStation.scan

    def scan(station: ReceiveStation, text: str) -> Reply:
        heard.append(text)
        return original(station, text)

    monkeypatch.setattr(ReceiveStation, "scan", scan)
    scans = Scans(lambda: page, guard_ms=0)
    texts = [
        "PO-7",
        *(text for number in range(66) for text in ("WXQTY1", "PEN" if number % 2 else "24", "A-02")),
        "S2",
    ]
    assert len(texts) == 200
    for text in texts:
        scans.typed(text)
    at_dock.qtbot.waitUntil(lambda: len(at_dock.sounded) == 200, timeout=60_000)
    at_dock.settle()
    assert heard == texts
    assert at_dock.sounded == [Tone.ASK, *[Tone.ASK, Tone.ASK, Tone.OK] * 66, Tone.WARN]
    assert (moves(at_dock.at.house), received(at_dock.at.house)) == (66, [("PO-7/5", 33), ("PO-7/6", 33)])
    assert at_dock.lines[4:] == [("PEN", "Pen", "33 of 50", "17"), ("24", "Twenty-four", "33 of 40", "7")]
    assert [goods for goods, _ in at_dock.bookings] == ["1 × PEN, Pen", "1 × 24, Twenty-four"] * 10
    with at_dock.at.house.store.snapshot():
        assert list(findings(at_dock.at.house.store)) == []


def test_while_the_page_is_being_read_it_is_asked_to_once_more_at_most(
    at_dock: Dock, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, run = threading.Event(), at_dock.at.desk.background.run
    reads: list[Lane] = []

    def counted(lane: Lane, *arguments: Any) -> Any:
        reads.append(lane)
        return run(lane, *arguments)

    monkeypatch.setattr(at_dock.at.desk.background, "run", counted)
    run(Lane.READS, at_dock.page, lambda: gate.wait(10), lambda _: None)
    for _ in range(50):
        at_dock.page.refresh()
    gate.set()
    at_dock.settle()
    assert reads == [Lane.READS, Lane.READS]


def test_while_the_database_is_away_it_is_said_and_the_same_scan_later_books_once(
    at_dock: Dock, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_dock.scan("PO-7", "10", "CUP")
    original = Store.transaction

    @contextmanager
    def lost(store: Store) -> Iterator[None]:
        with original(store):
            yield
        raise Refused(StoreFault.UNREACHABLE, place="the server")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "transaction", lost)
        at_dock.scan("A-02")
        assert at_dock.headline.startswith("Stop: The database the server does not answer.")
        assert (at_dock.prompt, at_dock.offered[0]) == ("Put them in A-01", "They are in A-01  Ctrl+Return")
    at_dock.scan("A-02")
    assert at_dock.headline == "Done: Booked: 10 × CUP in A-02"
    assert (moves(at_dock.at.house), balances(at_dock.at.house)) == (1, {("CUP", "", "A-02"): 10})
    assert at_dock.bookings == [("10 × CUP, Cup", "Undo")]
    assert at_dock.at.told == []


def test_while_nothing_can_be_read_the_page_keeps_what_it_shows(at_dock: Dock, monkeypatch: pytest.MonkeyPatch) -> None:
    at_dock.scan("PO-7", "10", "CUP", "A-02")

    def away(_store: Store) -> None:
        raise Refused(StoreFault.UNREACHABLE, place="the server")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "snapshot", away)
        at_dock.page.refresh()
        at_dock.settle()
        assert (at_dock.bookings, at_dock.at.told) == ([("10 × CUP, Cup", "Undo")], [])
        at_dock.scan("PEN")
        assert at_dock.headline.startswith("Stop: The database the server does not answer.")
    at_dock.scan("PEN", "A-02")
    assert [goods for goods, _ in at_dock.bookings] == ["1 × PEN, Pen", "10 × CUP, Cup"]


def test_a_fault_of_the_program_is_reported_and_the_next_scan_is_taken(
    at_dock: Dock, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_dock.scan("PO-7")

    def broken(_station: ReceiveStation, _text: str) -> Reply:
        raise LookupError("a bug")

    with monkeypatch.context() as patched:
        patched.setattr(ReceiveStation, "scan", broken)
        at_dock.scan("CUP")
    [bug] = at_dock.at.reported
    assert (type(bug), str(bug)) == (LookupError, "a bug")
    assert at_dock.headline == "Next: PO-7: 152 units to come"
    at_dock.scan("CUP")
    assert at_dock.headline == "Next: 1 × CUP"
    at_dock.at.reported.clear()
