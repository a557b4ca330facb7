"""Who works at the window: badges sign in on any page, `WXOUT` signs out, and a band says where nobody may act.

As at a station of the command line, what is begun stays where it is, what is done is done by whoever is signed in at
that moment, and the badge of a lead first answers what the page on show has just asked of one (`stations.lending`).
Unlike there, all can be looked at by anybody.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from warehouse_app.domain.errors import Refused
from warehouse_app.queries.people import people
from warehouse_app.scanning.codes import BadgeCode, Command, CommandCode, read
from warehouse_app.services.changes import Area, Changes
from warehouse_app.stations.floor import Said
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Words
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.notice import Notice
from warehouse_app.ui.scans import Attended, ScanTaker, answering
from warehouse_app.ui.words.people import SignWord

_ANY_YEAR = 2000
"""Neither a badge nor a card has a day in it."""


@dataclass(frozen=True, slots=True)
class Present:
    """Who works here; '' is nobody, and so is somebody who may not act."""

    person: str


@dataclass(frozen=True, slots=True)
class _Change:
    """Who was known when a badge or the card came, who worked here before and now, and what shows it on the page."""

    known: frozenset[str]
    before: str
    now: str
    shown: Callable[[], None] | None = None

    @property
    def words(self) -> Words:
        """Who came or went, in words."""
        if self.now != self.before:
            return _words(Tone.OK, Said.SIGNED_IN if self.now else Said.SIGNED_OUT, person=self.now or self.before)
        if self.now in self.known:
            return _words(Tone.ASK, Said.SIGNED_IN_ALREADY, person=self.now)
        return _words(Tone.WARN, Said.NOBODY_HERE if self.known else Said.NOBODY_KNOWN)


class SignIn(QObject):
    """Takes badges and the card that signs out, before any page does; hands on what is none after all."""

    present = Signal(object)
    """Present: as it was found whenever that may have changed."""

    def __init__(self, desk: Desk, taker: Callable[[], ScanTaker], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._taker = taker
        self.notice = Notice("signed-out")
        desk.person_changed.connect(self.refresh)
        desk.changed.connect(self._changed)

    def takes(self, text: str) -> bool:
        """Return whether a scan may be a matter of signing in or out."""
        return _is_out(text) or _badge(text) is not None

    def take_scan(self, text: str, done: Callable[[], None]) -> None:
        """Sign in or out, or answer as a lead; hand the scan on where it is nobody's badge."""
        badge, taker = _badge(text), self._taker()
        page = taker if isinstance(taker, Attended) else None

        def answer(change: _Change) -> None:
            if badge is not None and badge not in change.known:
                self._taker().take_scan(text, done)
            else:
                answering(self._tell, done)(change)

        def change() -> _Change:
            # In the lane: a button that is pressed before the answer stands does its work as whoever came, too.
            return self._change(badge, page)

        self._desk.background.run(Lane.SCANS, self, change, answer, answering(self._desk.trouble, done))

    def refresh(self) -> None:
        """Find out whether whoever works here may act."""
        self._desk.background.run(Lane.READS, self, self._known, self._show, self._not_read)

    def _known(self) -> frozenset[str]:
        store = self._desk.house.store
        with store.snapshot():
            return people(store)

    def _change(self, badge: str | None, page: Attended | None) -> _Change:
        """Let a badge answer on the page, or change who works here: nobody where there is no badge."""
        house, known = self._desk.house, self._known()
        before = house.actor
        if badge is not None and badge not in known:
            return _Change(known, before, before)
        lent = page.answered_by(badge) if page is not None and badge is not None else None
        if lent is not None:
            return _Change(known, before, before, lent)
        if badge is not None:
            house.actor = badge
        elif before in known:
            house.actor = ""
        change = _Change(known, before, house.actor)
        return change if page is None else replace(change, shown=page.said_instead(change.words))

    def _tell(self, change: _Change) -> None:
        """Say who came or went, or what a lead's badge has answered."""
        if change.now != change.before:
            self._desk.sign_in(change.now)
        if change.shown is not None:
            change.shown()
        else:
            words = change.words
            self._desk.tell(words.tone, words.head.code, **words.head.facts)

    def _changed(self, changes: Changes) -> None:
        if Area.PEOPLE in changes.areas:
            self.refresh()

    def _show(self, known: frozenset[str]) -> None:
        person = self._desk.house.actor
        if not known or person in known:
            self.notice.show_text(Tone.WARN, "")
        else:
            word = SignWord.NOT_KNOWN if person else SignWord.SIGNED_OUT
            self.notice.show_text(Tone.WARN, self._desk.say(word, person=person))
            person = ""
        self.present.emit(Present(person))

    def _not_read(self, error: Exception) -> None:
        # The database is away: the status line says so, and this is asked again when it is back.
        if not isinstance(error, Refused):
            self._desk.trouble(error)


def _words(tone: Tone, code: Said, **facts: str) -> Words:
    return Words(tone, Note(code, facts))


def _badge(text: str) -> str | None:
    return next((code.token for code in read(text, year=_ANY_YEAR) if isinstance(code, BadgeCode)), None)


def _is_out(text: str) -> bool:
    first = read(text, year=_ANY_YEAR)[0]
    return isinstance(first, CommandCode) and first.command is Command.OUT
