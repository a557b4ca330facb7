"""A window on a server that has fallen silent closes within seconds, and what was committed stays."""

import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import KEY, Desk
from tests.services.stock import CUSTOMERS, ITEMS, PLACES, SUPPLIERS, lying, opening, take
from tests.store.proxy import Proxy
from tests.ui.test_app import Programs, remembered, wait_until
from warehouse_app.house import House, found
from warehouse_app.scanning.profile import ScannerProfile
from warehouse_app.settings import Workstation
from warehouse_app.store.database import open_store
from warehouse_app.ui.background import Lane
from warehouse_app.ui.scan_filter import ScanFilter
from warehouse_app.ui.session import Session
from warehouse_app.ui.sounds import Sounds

FEW_SECONDS = 10.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no server is installed with the tests there")


@pytest.fixture
def url(new_database: Callable[[str], str], postgresql_template: str) -> str:
    return new_database(postgresql_template)


@pytest.fixture
def proxy(url: str) -> Iterator[Proxy]:
    proxy = Proxy(url)
    yield proxy
    proxy.close()


def at_work(url: str, reported: list[Exception]) -> Session:
    """Open a window on the house behind an address."""
    store = open_store(url)
    store.key = KEY
    session = Session(
        House(store, "anna", "desk-1"),
        Workstation(),
        ScanFilter(ScannerProfile()),
        Sounds(volume=0),
        language="en",
        save=lambda _: None,
        report=reported.append,
    )
    session.window.show()
    return session


def test_a_window_on_a_silent_server_closes_within_seconds_and_loses_nothing(
    qtbot: QtBot, proxy: Proxy, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    reported: list[Exception] = []
    session = at_work(proxy.url, reported)
    background, house = session.desk.background, session.desk.house
    qtbot.waitUntil(lambda: not any(map(background.busy, Lane)), timeout=10_000)
    booked: list[str] = []

    def book() -> None:
        take(Desk(house.store, proxy.url), *SUPPLIERS, *PLACES, *ITEMS, *CUSTOMERS, opening("LAMP", 2, "A-1"))

    background.run(Lane.SCANS, session.window, book, lambda _: booked.append("booked"))
    qtbot.waitUntil(lambda: booked == ["booked"], timeout=10_000)

    proxy.fall_silent()
    background.run(Lane.SCANS, session.window, book, lambda _: booked.append("booked in silence"))
    qtbot.wait(2500)  # the watch looks, too
    assert background.busy(Lane.SCANS)
    assert background.busy(Lane.READS)
    began = monotonic()
    assert session.window.close()
    session.close()
    assert monotonic() - began < FEW_SECONDS
    assert (booked, reported) == (["booked"], [])
    messages = [record.message for record in caplog.records if record.name == "background"]
    assert messages[:3] == [
        "the database does not answer; the program ends without it",
        "lane scans: given up while work was under way",
        "lane reads: given up while work was under way",
    ]
    assert "still under way" not in "".join(messages)

    again = Desk(open_store(url), url)
    assert lying(again, "LAMP") == {"A-1": 2}
    again.store.close()


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Programs]:
    with tempfile.TemporaryDirectory(prefix="gone-") as folder:
        monkeypatch.setenv("XDG_DATA_HOME", folder)  # where the key of a ledger on a server lies
        programs = Programs(Path(folder))
        yield programs
        programs.close()


@pytest.fixture
def empty(new_database: Callable[[str], str]) -> Iterator[Proxy]:
    proxy = Proxy(new_database("template1"))
    yield proxy
    proxy.close()


def test_the_program_ends_though_its_server_is_silent(programs: Programs, empty: Proxy) -> None:
    found(empty.url, name="Kestrel", time_zone="UTC", currency="EUR").close()
    program = programs.start("--database", empty.url)
    wait_until(lambda: remembered(programs) == [empty.url])
    time.sleep(2)
    empty.fall_silent()
    time.sleep(3)
    assert program.poll() is None
    program.send_signal(signal.SIGINT)
    _, errors = program.communicate(timeout=FEW_SECONDS + 5)
    assert (program.returncode, errors) == (0, "")
    log = (programs.folder / "log" / "window.log").read_text()
    assert "the database does not answer; the program ends without it" in log
