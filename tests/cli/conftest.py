"""Fresh houses for commands: a file in a folder that is also the working folder, on a day that tests choose."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.running import Line, fill
from tests.conftest import NOW
from warehouse_app.store.database import Store


@dataclass
class Clock:
    """The time it is for every command; it goes on by itself where it is not `stopped`."""

    stopped: datetime | None = NOW

    def now(self) -> datetime:
        """Return the time."""
        return self.stopped or datetime.now(UTC)

    def on(self, *, days: int) -> None:
        """Let days go by."""
        assert self.stopped is not None
        self.stopped += timedelta(days=days)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a fresh folder, out of reach of the houses and keys of whoever runs the tests."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("WAREHOUSE_DATABASE", raising=False)
    monkeypatch.delenv("WAREHOUSE_KEY_FILE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return folder


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stop the clock on the Monday of all tests."""
    clock = Clock()
    monkeypatch.setattr(Store, "now", lambda _store: clock.now())
    return clock


@pytest.fixture
def empty(folder: Path) -> Line:
    """Return a new house that holds nothing."""
    line = Line(str(folder / "house.db"))
    line.did("init", "--name", "Small", "--time-zone", "UTC", "--currency", "EUR")
    return line


@pytest.fixture(scope="session")
def small_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the small house."""
    folder = tmp_path_factory.mktemp("small")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "now", lambda _store: NOW)
        patch.delenv("WAREHOUSE_KEY_FILE", raising=False)
        fill(Line(str(folder / "house.db")), folder)
    return folder / "house.db"


@pytest.fixture
def small(small_template: Path, folder: Path) -> Line:
    """Return the small house."""
    for name in ("house.db", "house.db.key"):
        shutil.copy(small_template.with_name(name), folder / name)
    return Line(str(folder / "house.db"))
