"""What is long and makes many rows keeps Python from looking for garbage among them meanwhile."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_pauses = 0
_was_on = False


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep Python from looking for reference cycles, of which rows have none: it would cost a third of a long verb.

    The collector goes on once no thread is in here any more.
    """
    global _pauses, _was_on  # noqa: PLW0603 - there is one collector in a process
    with _lock:
        if not _pauses:
            _was_on = gc.isenabled()
            gc.disable()
        _pauses += 1
    try:
        yield
    finally:
        with _lock:
            _pauses -= 1
            if not _pauses and _was_on:
                gc.enable()


def collector_is_paused() -> bool:
    """Return whether some thread is in `collector_paused`."""
    return _pauses > 0
