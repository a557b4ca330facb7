"""The conversation with a station: scans in, replies painted at once, all else read after them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from warehouse_app.domain.errors import Refused
from warehouse_app.scanning.codes import Command, CommandCode, read
from warehouse_app.services.changes import Changes
from warehouse_app.stations import floor
from warehouse_app.stations.dialogue import Dialogue
from warehouse_app.stations.lending import Lending
from warehouse_app.stations.reply import Note, Reply, Sheet, Tone
from warehouse_app.stations.words import Words
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk, Thing
from warehouse_app.ui.finding import STATIONS
from warehouse_app.ui.look import Ink, Look, Space
from warehouse_app.ui.page import Page
from warehouse_app.ui.pages.station.answers import Answers, Pressed, Typed, is_typing
from warehouse_app.ui.pages.station.bookings import UndoWanted
from warehouse_app.ui.pages.station.listed import Listed
from warehouse_app.ui.pages.station.paper import is_of_printing, print_answer
from warehouse_app.ui.pages.station.spoken import Voice
from warehouse_app.ui.pages.station.understood import understood
from warehouse_app.ui.scans import answering
from warehouse_app.ui.split import Split
from warehouse_app.ui.widgets import FlowingText, Prompt, Scrolled

SIZES = (500, 300)
"""How a page is divided until somebody moves the line between its halves."""
_NARROWEST = 420
"""At any size of the text: what is larger then scrolls."""
_ROOMY = 560
"""On a page that is lower the prompt is compact."""
_LISTED = 0.4
"""How much of the height a list beside the prompt takes at most, so that the last bookings are in sight too."""

S = TypeVar("S")
"""The steps of a station."""
W = TypeVar("W")
"""What the work is on, such as the place that is counted; None before anything is begun."""
V = TypeVar("V")
"""What is read for the page beside the reply."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[S, W]):
    """A reply, and where the dialogue stands after it."""

    reply: Reply
    step: S
    on: W | None


def lending_at(desk: Desk) -> Lending:
    """Return who does what is done at a station of this window: whoever works here, or a lead who lends a badge."""
    house = desk.house
    return Lending(house.store, house.act_today, lambda: house.actor)


class StationPage(Page, Generic[S, W, V]):
    """A page of a station, which lives with its steps and its lending in the lane of the scans alone.

    What is typed anywhere on it goes into the line for answers, which has the focus after each reply.
    """

    voice: ClassVar[Voice]

    def __init__(self, desk: Desk, station: Dialogue[S, Any], lending: Lending) -> None:
        super().__init__(desk)
        self._station = station
        self._lending = lending
        self._step: S = station.step
        self._on: W | None = None
        self._paper: Mapping[Command, str] = {}
        self._reading = self._again = False
        self.prompt = Prompt()
        self.scanned = FlowingText(ink=Ink.MUTED)
        self.notes = FlowingText()
        self.buttons = Answers(desk)
        self.buttons.pressed.connect(self._press)
        self.buttons.typed.connect(self._take_typed)
        self.buttons.line.left.connect(self._go_to_list)
        self.setFocusProxy(self.buttons.line)
        self.scanned.hide()
        self.notes.hide()
        self.prompt.show_reply(Tone.ASK, "", "", prompt=self._prompt_of(self._step))

    def _laid_out(
        self,
        lists: Sequence[tuple[QWidget, int]],
        beside: Sequence[tuple[QWidget, int]] = (),
        sizes: tuple[int, int] = SIZES,
    ) -> QWidget:
        """Return the page's content: the prompt with lists below it and others beside it, each with its stretch."""
        said = QWidget()
        self._top = QVBoxLayout(said)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.addWidget(self.prompt)
        for widget, stretch in lists:
            self._top.addWidget(widget, stretch)
        self._top.addStretch()
        self._top.addWidget(self.scanned)
        self._top.addWidget(self.notes)
        working = QWidget()
        working.setMinimumWidth(_NARROWEST)
        self._left = QVBoxLayout(working)
        self._said = Scrolled(said, takes_focus=False)
        self._left.addWidget(self._said, 1)
        self._left.addWidget(self.buttons)
        others = QWidget()
        self._beside = Scrolled(others, takes_focus=False)
        self._right = QVBoxLayout(others)
        self._right.setContentsMargins(0, 0, 0, 0)
        for widget, stretch in beside:
            self._right.addWidget(widget, stretch)
        Look.current().changed.connect(self._look_again)
        self._look_again()
        if not beside:
            return working
        return Split(self.desk, self.name.removeprefix("page-"), working, self._beside, sizes)

    # --- what each station says for itself ---

    def _work(self) -> W | None:
        """Return what the station is at work on. Called in the lane of the scans."""
        raise NotImplementedError

    def _prompt_of(self, step: S) -> str:
        """Return what a step expects, in few words."""
        raise NotImplementedError

    def _answers(self, step: S) -> Mapping[Command, str]:
        """Return the commands that mean something at a step, as their buttons say them."""
        raise NotImplementedError

    def _lists(self) -> Sequence[Listed]:
        """Return the lists whose rows can be chosen; the key Down leads into the first that has any in sight."""
        return ()

    def _printable(self, answer: Answer[S, W]) -> Sheet | None:
        """Return what the card “Print” prints after a reply: what the reply is about, where the step says nothing."""
        return answer.reply.sheet

    def _show_answer(self, answer: Answer[S, W]) -> bool:
        """Show what belongs to a reply besides its sentences; return whether that needs their room."""
        raise NotImplementedError

    def _read(self, on: W | None) -> V:
        """Read what stands beside the reply. Called in the lane of the reads."""
        raise NotImplementedError

    def _show_read(self, view: V) -> None:
        """Show what was read."""
        raise NotImplementedError

    # --- what others want of this page ---

    def take_scan(self, text: str, done: Callable[[], None]) -> None:
        """Take a scan to the station; its reply stands on the screen when `done` is called.

        The card of another station opens its page, unless something is begun here that would be left unfinished.
        """
        self.buttons.line.selectAll()  # was meant for another step: what is typed next stands in its place
        first = read(text, year=self.desk.house_settings.house_day.year)[0]
        card = first.command if isinstance(first, CommandCode) else None
        page = STATIONS.get(card) if card is not None else None
        if card is None or page is None or page is self.name:
            self._ask(lambda: self._station.scan(text), understood(self.desk, text), done)
        elif self._on is None:
            done()
            self.desk.open(Thing.PAGE, page)
        else:
            unfinished = Words(Tone.WARN, Note(floor.Said.FINISH_FIRST, {"command": card.value}))
            self._ask(lambda: self._station.say(unfinished), understood(self.desk, text), done)

    def answered_by(self, badge: str) -> Callable[[], None] | None:
        reply = self._lending.answered_by(badge)
        return None if reply is None else self._showing(reply)

    def said_instead(self, words: Words) -> Callable[[], None] | None:
        if not self._lending.waits:
            return None
        self._lending.somebody_came()
        return self._showing(self._station.say(words))

    def undo(self) -> None:
        """Take the last booking of this station back, or say why that cannot be."""
        self._give(Command.UNDO)

    def refresh(self) -> None:
        """Read what stands beside the reply; again afterwards if asked for meanwhile."""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        on = self._on
        self.desk.background.run(Lane.READS, self, lambda: self._read(on), self._was_read, self._not_read)

    # --- asking the station ---

    def _undo(self, wanted: UndoWanted) -> None:
        self._ask(lambda: self._station.undo(wanted.booking))

    def _press(self, pressed: Pressed) -> None:
        self._give(pressed.text)

    def _take_typed(self, typed: Typed) -> None:
        self.desk.typed.emit(typed.text)

    def _go_to_list(self) -> None:
        listed = next((each for each in self._lists() if each.isVisible() and each.shown()), None)
        if listed is not None:
            listed.setFocus()
            if not listed.chosen() or not listed.selectionModel().hasSelection():
                listed.selectRow(0)

    def _give(self, text: str) -> None:
        """Give a text to the station as if it was scanned."""
        self._ask(lambda: self._station.scan(text))

    def _ask(self, ask: Callable[[], Reply], scanned: str = "", done: Callable[[], None] = lambda: None) -> None:
        def answer() -> Answer[S, W]:
            return self._answer(self._lending.ask(ask))

        def replied(answer: Answer[S, W]) -> None:
            self._reply(answer, scanned)

        answered, failed = answering(replied, done), answering(self.desk.trouble, done)
        self.desk.background.run(Lane.SCANS, self, answer, answered, failed)

    def _answer(self, reply: Reply) -> Answer[S, W]:
        return Answer(reply, self._station.step, self._work())

    def _showing(self, reply: Reply) -> Callable[[], None]:
        answer = self._answer(reply)
        return lambda: self._reply(answer, "")

    def _reply(self, answer: Answer[S, W], scanned: str) -> None:
        """Show and sound a reply; only then, in the next turn of the event loop, tell the pages what has changed."""
        reply, moved, has_focus = answer.reply, answer.on != self._on, self._has_focus()
        self._step, self._on = answer.step, answer.on
        shown = self.voice.spoken(self.desk, reply, self._prompt_of(answer.step))
        self.scanned.setText(scanned)
        self.scanned.setVisible(bool(scanned))
        # Below a list that needs the room they are small, at the foot.
        is_listed = self._show_answer(answer)
        self.notes.setText(" ".join(shown.notes) if is_listed else "")
        self.notes.setVisible(is_listed)
        notes = shown.warnings if is_listed else (*shown.warnings, *shown.notes)
        self.prompt.show_reply(shown.tone, shown.word, shown.headline, notes, shown.prompt)
        if not is_of_printing(reply):  # what was printed, or was not, can be printed again
            self._paper = print_answer(self.desk, self._printable(answer))
        self._offer()
        self._said.verticalScrollBar().setValue(0)
        if has_focus:
            self.setFocus()
        self._paint()
        self.desk.sound(reply.tone)
        QTimer.singleShot(0, self, lambda: self._tell(reply.changes, moved=moved))

    def _offer(self) -> None:
        """Offer what the step can be answered with, and what can be printed."""
        self.buttons.show_answers({**self._answers(self._step), **self._paper})

    def _paint(self) -> None:
        """Put the reply on the screen before anything else happens."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QCoreApplication.sendPostedEvents(self.window(), QEvent.Type.UpdateRequest.value)

    def _tell(self, changes: Changes, *, moved: bool) -> None:
        self.desk.announce(changes)
        if moved:
            self.refresh()

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    # --- what is read ---

    def _was_read(self, view: V) -> None:
        self._reading = False
        has_focus = self._has_focus()
        self._show_read(view)
        if has_focus and not self._has_focus():
            self.setFocus()  # what had it is out of sight by now
        if self._again:
            self.refresh()

    def _not_read(self, error: Exception) -> None:
        # The database is away: the status line says so, and the page is read again when it changes next.
        self._reading = False
        if not isinstance(error, Refused):
            self.desk.trouble(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_typing(event) and self.buttons.line.isVisible():
            self.buttons.line.write(event.text())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_room()

    def _take_room(self) -> None:
        self.buttons.set_room(self.height())
        self.prompt.set_compact(compact=self.height() < Look.current().px(_ROOMY))
        for listed in self._beside.findChildren(Listed):
            listed.limit(round(self.height() * _LISTED))

    def _look_again(self) -> None:
        look = Look.current()
        self._take_room()
        self._left.setContentsMargins(0, 0, look.px(Space.S), 0)
        self._left.setSpacing(look.px(Space.M))
        self._top.setSpacing(look.px(Space.L))
        self._right.setSpacing(look.px(Space.L))
