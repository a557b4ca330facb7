"""Python looks for no garbage while somebody makes many rows, and goes on once nobody does."""

import gc
import threading
from collections.abc import Iterator

import pytest

from warehouse_app.queries.collecting import collector_is_paused, collector_paused


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


def test_it_is_paused_until_the_last_thread_is_done() -> None:
    gc.enable()
    inside, leave = threading.Event(), threading.Event()

    def work() -> None:
        with collector_paused():
            inside.set()
            assert leave.wait(10)

    thread = threading.Thread(target=work)
    with collector_paused():
        thread.start()
        assert inside.wait(10)
    assert (gc.isenabled(), collector_is_paused()) == (False, True)
    leave.set()
    thread.join()
    assert (gc.isenabled(), collector_is_paused()) == (True, False)


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    with collector_paused(), collector_paused():
        pass
    assert (gc.isenabled(), collector_is_paused()) == (False, False)


def test_it_goes_on_after_an_error() -> None:
    gc.enable()
    with pytest.raises(KeyError), collector_paused():
        raise KeyError
    assert (gc.isenabled(), collector_is_paused()) == (True, False)
