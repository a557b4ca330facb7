"""Cyclic garbage is collected by the window's thread, when it is due, and by no other."""

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import pytest

from warehouse_app.queries.collecting import collector_paused
from warehouse_app.ui.collecting import Collector


class Knot:
    """Something that only the cyclic collector frees; it says which thread did."""

    freed_in: list[str]

    def __init__(self, freed_in: list[str]) -> None:
        self.myself = self
        weakref.finalize(self, lambda: freed_in.append(threading.current_thread().name))


@pytest.fixture
def collector(qapp: Any) -> Iterator[Collector]:
    collector = Collector()
    yield collector
    collector.close()


def garbage(freed_in: list[str], count: int) -> None:
    for _ in range(count):
        Knot(freed_in)


def test_no_other_thread_collects_however_much_it_leaves(collector: Collector) -> None:
    freed_in: list[str] = []
    thread = threading.Thread(target=garbage, args=(freed_in, 5_000))
    thread.start()
    thread.join()
    assert freed_in == []
    collector.collect()
    assert set(freed_in) == {threading.main_thread().name}
    assert len(freed_in) == 5_000


def test_nothing_is_collected_before_it_is_due(collector: Collector) -> None:
    gc.collect()
    freed_in: list[str] = []
    garbage(freed_in, 10)
    collector.collect()
    assert freed_in == []


def test_the_window_does_not_look_through_the_rows_that_a_thread_is_making(collector: Collector) -> None:
    freed_in: list[str] = []
    garbage(freed_in, 5_000)
    with collector_paused():
        collector.collect()
        assert freed_in == []
    collector.collect()
    assert len(freed_in) == 5_000


def test_in_the_end_python_collects_by_itself_again(qapp: Any) -> None:
    Collector().close()
    assert gc.isenabled()
