"""Which stops of the chosen list are walked otherwise than when it was released: whoever picks from paper must know."""

from collections.abc import Iterator

from PySide6.QtCore import QTimer

from warehouse_app.queries.stop_changes import StopChanged, stop_changes
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.latest import Latest
from warehouse_app.ui.notice import Notice
from warehouse_app.ui.words.pick_lists import Changed

_READ_AFTER_MS = 60
"""Who holds an arrow key down reads nothing on the way."""


class StopChanges(Notice):
    """A band above the stops; hidden where nothing was changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("stop-changes")
        self._desk = desk
        self._number = ""
        self._reading = Latest(desk, self)
        self._soon = QTimer(self, singleShot=True, interval=_READ_AFTER_MS)
        self._soon.timeout.connect(self._read)

    def show_list(self, number: str) -> None:
        """Show what was changed of a list ('': none is chosen)."""
        if number != self._number:
            self.show_text(Tone.WARN, "")
        self._number = number
        self._soon.start()

    def _read(self) -> None:
        number, store = self._number, self._desk.house.store
        if number:
            self._reading.ask(lambda: stop_changes(store, number), self._show)
        else:
            self._reading.drop()

    def _show(self, changes: list[StopChanged]) -> None:
        lines = [" ".join(self._sentences(each)) for each in changes]
        text = "\n".join((self._desk.say(Changed.TITLE), *lines)) if lines else ""
        self.show_text(Tone.WARN, text)

    def _sentences(self, each: StopChanged) -> Iterator[str]:
        say = self._desk.say
        code = Changed.MISSING if each.missing else Changed.NOT_THERE
        yield say(code, units=each.units, sku=each.sku, place=each.place, order=each.order)
        for place, units in each.elsewhere:
            yield say(Changed.INSTEAD, units=units, place=place)
        if each.lost:
            yield say(Changed.LOST, units=each.lost)
