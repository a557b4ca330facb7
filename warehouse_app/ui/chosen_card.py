"""Reading the card of the row that is chosen in a table, or of a thing that somebody asked for by its number."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer

from warehouse_app.queries.listing import Key
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.latest import Latest
from warehouse_app.ui.revealing import Revealing
from warehouse_app.ui.tables import RowsTable

_READ_AFTER_MS = 60
"""Who holds an arrow key down reads nothing on the way."""


class Card(Protocol):
    """What is told of one thing, and the key of its row."""

    @property
    def key(self) -> Key:
        """The key of its row."""


C = TypeVar("C", bound=Card)


class ChosenCard(QObject, Generic[C]):
    """Keeps what is shown beside a table at its chosen row.

    `field` is the field with a row's number; `read` reads a card in the background, `show` shows it, or that none is
    chosen.
    """

    def __init__(
        self,
        desk: Desk,
        table: RowsTable,
        field: str,
        read: Callable[[str], C | None],
        show: Callable[[C | None], None],
    ) -> None:
        super().__init__(table)
        self._desk, self._table, self._field = desk, table, field
        self._read, self._show = read, show
        self._reading = Latest(desk, self)
        self._revealing = Revealing(table)
        self._sought = False
        self._soon = QTimer(self, singleShot=True, interval=_READ_AFTER_MS)
        self._soon.timeout.connect(self._read_chosen)
        table.chosen.connect(lambda _: self.soon())

    def soon(self) -> None:
        """Read the chosen row's card anew, in a moment."""
        self._soon.start()

    def seek(self, number: str) -> None:
        """Show the card of that number and choose its row, though the table may be searched or filtered for others."""

        def found(card: C | None) -> None:
            self._sought = False
            if card is not None:
                self._revealing.reveal(card.key)
                self._show(card)

        self._ask(number, found)
        self._sought = True

    @property
    def _chosen(self) -> str:
        return str(self._table.current.values.get(self._field, ""))

    def _read_chosen(self) -> None:
        if self._sought:  # the row that is chosen now is not the one that was asked for
            return
        number = self._chosen

        def read(card: C | None) -> None:
            if number == self._chosen:  # else another row was chosen meanwhile, and is read in its turn
                self._show(card)

        if number:
            self._ask(number, read)
        else:
            self._show(None)

    def _ask(self, number: str, then: Callable[[C | None], None]) -> None:
        self._reading.ask(lambda: self._read(number), then, self._not_read)

    def _not_read(self, error: Exception) -> None:
        self._sought = False
        self._desk.trouble(error)
