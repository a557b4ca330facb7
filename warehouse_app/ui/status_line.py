"""The line at the bottom: who works where, on which database, whether it answers, and what waits to go out."""

from PySide6.QtCore import QTimer, Signal

from warehouse_app.queries.notices import waiting_notices
from warehouse_app.queries.print_jobs import waiting_count
from warehouse_app.services.changes import Area, Changes
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon
from warehouse_app.ui.signing_in import Present
from warehouse_app.ui.watch import Connection
from warehouse_app.ui.widgets.status import StatusLine as StatusRow
from warehouse_app.ui.widgets.status import StatusPiece
from warehouse_app.ui.words.people import SignWord
from warehouse_app.ui.words.window import Frame

_LOOK_EVERY_MS = 150
_PRINTS = "Ctrl+J"
_COUNTED = {Area.PRINT_JOBS, Area.RECEIPTS, Area.QUEUE}
"""What waits to be printed, or to be told since a receipt ended somebody's wait."""


class StatusLine(StatusRow):
    """What a person wants to know at a glance, and a button to the prints that wait."""

    prints_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(desk.say(Frame.STATUS))
        house = desk.house
        self._person = StatusPiece(Icon.PERSON, house.actor, desk.say(Frame.PERSON))
        self.add(self._person)
        self.add(StatusPiece(Icon.WORKSTATION, house.workstation, desk.say(Frame.WORKSTATION)))
        place = house.store.place
        self.add(StatusPiece(Icon.DATABASE, _short(place), desk.say(Frame.DATABASE, place=place)))
        self._link = StatusPiece(Icon.LINK)
        self.add(self._link)
        self._notices = StatusPiece(Icon.MAIL)
        self.add(self._notices)
        self._prints = StatusPiece(Icon.PRINT_QUEUE, opens=True, key=_PRINTS)
        self._prints.clicked.connect(self.prints_wanted)
        self.add(self._prints)
        self.show_connection(Connection(stands=True))
        self._show_waiting((0, 0))
        timer = QTimer(self)
        timer.timeout.connect(self._look_busy)
        timer.start(_LOOK_EVERY_MS)
        desk.changed.connect(self._changed)

    def show_present(self, present: Present) -> None:
        """Say who works here."""
        tone = None if present.person else Tone.WARN
        said = present.person or self._desk.say(SignWord.NOBODY)
        self._person.set_piece(Icon.PERSON, said, self._desk.say(Frame.PERSON), tone)

    def show_connection(self, connection: Connection) -> None:
        """Say whether the database answers."""
        if connection.stands:
            self._link.set_piece(Icon.LINK, self._desk.say(Frame.CONNECTED))
        else:
            self._link.set_piece(Icon.WARN, self._desk.say(Frame.RECONNECTING), tone=Tone.WARN)

    def refresh(self) -> None:
        """Count the prints that wait here, and the notices that wait anywhere."""
        house = self._desk.house

        def read() -> tuple[int, int]:
            with house.store.snapshot():
                return waiting_count(house.store, house.workstation), waiting_notices(house.store)

        self._desk.background.run(Lane.READS, self, read, self._show_waiting)

    def _show_waiting(self, waiting: tuple[int, int]) -> None:
        say, (prints, notices) = self._desk.say, waiting
        said = say(Frame.PRINTS_WAITING, count=prints) if prints else say(Frame.PRINTS_NONE)
        self._prints.set_piece(Icon.PRINT_QUEUE, said, tone=Tone.WARN if prints else None)
        self._notices.set_piece(Icon.MAIL, say(Frame.NOTICES_WAITING, count=notices), say(Frame.NOTICES))
        self._notices.setVisible(notices > 0)

    def _changed(self, changes: Changes) -> None:
        if changes.areas & _COUNTED:
            self.refresh()

    def _look_busy(self) -> None:
        background = self._desk.background
        said = self._desk.say(Frame.WORKING) if background.busy(Lane.SCANS) or background.busy(Lane.LONG) else ""
        if said != self.text:
            self.tell(Tone.ASK, said)


def _short(place: str) -> str:
    """Return the end of a database's address, which says most; the whole stands in the tool tip."""
    return place.replace("\\", "/").rstrip("/").rpartition("/")[2] or place
