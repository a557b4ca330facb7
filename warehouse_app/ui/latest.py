"""Reading what was asked for last: an answer that is still on its way is about something else by then."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from warehouse_app.ui.background import Lane, Task
from warehouse_app.ui.desk import Desk

R = TypeVar("R")


class Latest:
    """Asks the background for `owner`, one question at a time; a new one drops the answer to the one before."""

    def __init__(self, desk: Desk, owner: QObject) -> None:
        self._desk, self._owner = desk, owner
        self._asked: Task | None = None

    def ask(
        self,
        work: Callable[[], R],
        then: Callable[[R], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do `work` in the lane of the reads, inside a snapshot; `then` and `failed` are as for `Background.run`."""
        self.drop()
        store = self._desk.house.store

        def read() -> R:
            with store.snapshot():
                return work()

        self._asked = self._desk.background.run(Lane.READS, self._owner, read, then, failed)

    def drop(self) -> None:
        """Want no answer any more to what was asked."""
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
