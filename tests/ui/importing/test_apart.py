"""The process that reads, as a real process: asked, stopped, killed, and left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from tests.ui.importing.conftest import Shop, everything
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import Kind
from warehouse_app.exchange.faults import FileFault
from warehouse_app.services.importing import Imported
from warehouse_app.ui.importing.apart import Apart, ApartFault, FailedApartError
from warehouse_app.ui.importing.plan import Check, Look, MatchedFile, Phase, Step, Stopped, TakeIn

LEFT_BEHIND = """
import sys
from pathlib import Path
from warehouse_app.ui.importing.apart import Apart
from warehouse_app.ui.importing.plan import HouseAddress, Look

if __name__ == "__main__":
    apart = Apart(HouseAddress("house.db", "anna", "UTC"))
    apart.ask(Look(Path(sys.argv[1])))
    print(apart._process.pid, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def apart(shop: Shop) -> Iterator[Apart]:
    apart = Apart(shop.address)
    yield apart
    apart.close()


def many(shop: Shop) -> tuple[MatchedFile, ...]:
    """Return files of which storing takes a while."""
    items = "sku,name\n" + "".join(f"A-{number},Lamp\n" for number in range(20_000))
    return (shop.matched(Kind.ITEMS, "items.csv", items),)


def pid_of(apart: Apart) -> int:
    """Return the number of the process."""
    assert apart._process is not None
    assert apart._process.pid is not None
    return apart._process.pid


def runs(pid: int) -> bool:
    """Return whether a process is there, and no mere remains of one."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_one_process_answers_all_that_is_asked(shop: Shop, apart: Apart) -> None:
    files = everything(shop)
    looked = apart.ask(Look(files[0].path))
    pid = pid_of(apart)
    assert looked.kind is Kind.ORDERS
    with pytest.raises(Refused) as refused:
        apart.ask(Look(shop.folder / "gone.csv"))
    assert (refused.value.code, refused.value.facts) == (FileFault.MISSING, {"file": "gone.csv"})
    steps: list[Step] = []
    assert len(apart.ask(Check(files, update=False), told=steps.append)) == 5  # type: ignore[arg-type]
    imported = apart.ask(TakeIn("x"), told=steps.append)
    assert isinstance(imported, Imported)
    assert {step.phase for step in steps} == {Phase.READING, Phase.STORING}
    assert pid_of(apart) == pid
    apart.close()
    assert not runs(pid)
    assert shop.count("order_line") == 2


def test_an_error_of_the_program_comes_with_its_traceback(apart: Apart) -> None:
    with pytest.raises(FailedApartError, match="AssertionError: nothing was checked"):
        apart.ask(TakeIn("x"))


def test_a_stop_ends_it_in_time_and_the_next_request_is_answered(shop: Shop, apart: Apart) -> None:
    apart.ask(Check(many(shop), update=False))
    stop = threading.Event()
    assert apart.ask(TakeIn("x"), told=lambda _step: stop.set(), stop=stop) == Stopped()
    assert shop.count("item") == 0
    assert isinstance(apart.ask(TakeIn("x")), Imported)
    assert shop.count("item") == 20_000


def test_a_stop_that_comes_too_late_is_passed_over(shop: Shop, apart: Apart) -> None:
    files = everything(shop)
    stop = threading.Event()

    def told(step: Step) -> None:
        if step.done == step.total:
            stop.set()

    apart.ask(Check(files, update=False))
    answer = apart.ask(TakeIn("x"), told=told, stop=stop)
    assert isinstance(answer, Imported) == (shop.count("order_line") == 2)
    assert apart.ask(Look(files[0].path)).kind is Kind.ORDERS


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed by a signal")
def test_a_process_that_is_killed_while_it_stores_leaves_nothing_and_the_next_one_can(shop: Shop, apart: Apart) -> None:
    files = many(shop)
    apart.ask(Check(files, update=False))
    with pytest.raises(Refused) as refused:
        apart.ask(TakeIn("x"), told=lambda _step: os.kill(pid_of(apart), signal.SIGKILL))
    assert refused.value.code is ApartFault.ENDED
    assert shop.count("item") == 0
    apart.ask(Check(files, update=False))
    apart.ask(TakeIn("x"))
    assert shop.count("item") == 20_000


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_a_window_that_is_killed_leaves_no_process_behind(shop: Shop) -> None:
    script = shop.write("left_behind.py", LEFT_BEHIND)
    command = [sys.executable, str(script), str(shop.write("items.csv", "sku,name\n"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        pid = int(window.stdout.readline())
        assert runs(pid)
        window.kill()
    end = time.monotonic() + 20
    while runs(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not runs(pid)


def test_closing_what_never_began_is_nothing(shop: Shop) -> None:
    before = active_children()
    Apart(shop.address).close()
    assert active_children() == before


def test_a_password_in_the_address_is_not_shown(shop: Shop) -> None:
    assert "house.db" not in repr(shop.address)
