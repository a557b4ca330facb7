"""The test of a scanner as a dialog: it listens, tells what it found out, keeps the profile, and lets it prove itself.

Transitions:
    listening  a key → listening; keys rest → judged: complete → found, else listening with a sentence; Esc → resting
    resting    Listen again → listening
    found      Use this profile → proving; Listen again → listening
    proving    a scan → proving with what was read
"""

import re
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.queries.codes import Resolved, resolve
from warehouse_app.scanning.probe import CARD_GS1, CARD_PLAIN, Finding, Probed
from warehouse_app.stations.reply import Tone
from warehouse_app.stations.words import what_it_is
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.printing.preview import PdfPreview
from warehouse_app.ui.scan_filter import ScanFilter
from warehouse_app.ui.scanner_test.arrived import rows
from warehouse_app.ui.scanner_test.card import CardView, preview_card
from warehouse_app.ui.scanner_test.control_names import named
from warehouse_app.ui.scanner_test.findings import FindingsView, said, tone_of
from warehouse_app.ui.scanner_test.recording import MISSING, Recording, is_complete
from warehouse_app.ui.scans import answering
from warehouse_app.ui.short_table import ShortColumn, ShortTable
from warehouse_app.ui.widgets import Caption, EmptyState, KeyButton, Panel, Prompt, Scrolled, Toolbar, Weight
from warehouse_app.ui.words.settings import ScannerTestWord as Word
from warehouse_app.ui.words.window import ToneWord

_WIDTH, _HEIGHT = 1080, 700
_ARRIVED_WIDTH, _ARRIVED_HEIGHT = 360, 200
_TONE_WORDS = {Tone.OK: ToneWord.OK, Tone.ASK: ToneWord.ASK, Tone.WARN: ToneWord.WARN, Tone.ERROR: ToneWord.ERROR}
_AIM = re.compile(r"^\][A-Za-z][A-Za-z0-9]")


class ScannerTest(QDialog):
    """The test. Opened, it listens at once: who tests a scanner has it in her hand."""

    def __init__(self, desk: Desk, keys: ScanFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._proving = False
        self.probed: Probed | None = None
        """What the last scans told."""
        self.recording = Recording(keys, lambda: desk.workstation.scanner, self)
        self.prompt = Prompt()
        self.card = CardView(desk)
        self.findings = FindingsView(desk.say)
        self._make_controls()
        self._lay_out()
        self.recording.arrived.connect(self._show_keys)
        self.recording.judged.connect(self._judged)
        self.recording.escaped.connect(self._rest)
        self.setWindowTitle(desk.say(Word.TITLE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.listen()

    def listen(self) -> None:
        """Begin anew, with every key for the test."""
        self._proving = False
        self.probed = None
        self._left.setCurrentIndex(0)
        self.recording.start()
        self._say(Tone.ASK, "", self._desk.say(Word.SCAN_BOTH), self._desk.say(Word.LISTENING))

    def use(self) -> None:
        """Keep the profile that was found, and ask for a scan that proves it."""
        profile = None if self.probed is None else self.probed.profile
        if profile is None:
            return
        self.recording.stop()
        self._desk.keep(replace(self._desk.workstation, scanner=profile))
        self._proving = True
        self._left.setCurrentIndex(0)
        self.table.setFocus()  # where no key of a scan that is not understood presses anything
        self._say(Tone.OK, self._desk.say(Word.USED), self._desk.say(Word.PROVE))

    def take_scan(self, text: str, done: Callable[[], None]) -> None:
        """Take a scan as proof; before a profile was kept it proves nothing."""
        if not self._proving:
            self._say(Tone.WARN, "", self.prompt.prompt.text(), self._desk.say(Word.NOT_USED_YET))
            self._desk.sound(Tone.WARN)
            done()
            return
        if _AIM.sub("", text) in {CARD_PLAIN, CARD_GS1}:
            self._proved(self._desk.say(Word.WORKS_CARD, text=named(text)))
            done()
            return
        store = self._desk.house.store

        def read() -> Resolved:
            with store.snapshot():
                return resolve(store, text, year=store.now().year)

        def found(meaning: Resolved) -> None:
            words = what_it_is(meaning)
            notes = (
                note.said(language=self._desk.language, zone=self._desk.zone) for note in (words.head, *words.notes)
            )
            self._proved(self._desk.say(Word.WAS_READ, text=named(text), what=" ".join(notes)))

        found_one, failed = answering(found, done), answering(self._desk.trouble, done)
        self._desk.background.run(Lane.SCANS, self, read, found_one, failed)

    def print_card(self) -> PdfPreview:
        """Show the card as it is printed."""
        return preview_card(self._desk, self)

    # --- what happens ---

    def _proved(self, sentence: str) -> None:
        self._say(Tone.OK, self._desk.say(Word.WORKS), self._desk.say(Word.DONE), sentence)
        self._desk.sound(Tone.OK)

    def _judged(self, probed: Probed) -> None:
        self.probed = probed
        say = self._desk.say
        if is_complete(probed):
            self.findings.show_findings(probed.findings)
            self._left.setCurrentIndex(1)
            self._say(Tone.OK, say(Word.UNDERSTOOD), say(Word.USE_OR_AGAIN))
            self.table.setFocus()
            self._desk.sound(Tone.OK)
            return
        telling = [finding for finding in probed.findings if self._counts(finding, probed)]
        tone = max((tone_of(finding) for finding in telling), key=[Tone.OK, Tone.ASK, Tone.WARN, Tone.ERROR].index)
        notes = [said(finding, say) for finding in telling]
        self._say(tone, say(Word.NOT_YET), say(Word.SCAN_BOTH), *notes, say(Word.LISTENING))
        self._desk.sound(tone)

    @staticmethod
    def _counts(finding: Finding, probed: Probed) -> bool:
        """Return whether a finding says why the test is not over yet."""
        return finding.code in MISSING if probed.profile is not None else tone_of(finding) is not Tone.OK

    def _rest(self) -> None:
        say = self._desk.say
        self._say(Tone.ASK, "", say(Word.RESTING), say(Word.RESTS))
        self.again_button.setFocus()

    def _say(self, tone: Tone, headline: str, prompt: str, *notes: str) -> None:
        self.prompt.show_reply(tone, self._desk.say(_TONE_WORDS[tone]), headline, notes, prompt)
        QTimer.singleShot(0, self.table, self.table.scrollToBottom)  # the room of the table has changed with the words
        self.use_button.setEnabled(self.probed is not None and self.probed.profile is not None and not self._proving)
        self.again_button.setEnabled(not self.recording.listening)

    def _show_keys(self) -> None:
        made = rows(self.recording.keys, self._desk.say, self._desk.text)
        self.table.show_rows(made)
        self._right.setCurrentIndex(bool(made))
        if made:
            self.table.choose(made[-1].key)

    # --- looks ---

    def _make_controls(self) -> None:
        say = self._desk.say
        self.table = ShortTable(
            [
                ShortColumn(say(Word.TEXT), 5),
                ShortColumn(say(Word.KEY), 8, stretch=True),
                ShortColumn(say(Word.AFTER), 7, number=True),
            ],
            say(Word.ARRIVED),
        )
        self.use_button = KeyButton(say(Word.USE), "Ctrl+Return", icon=Icon.CHECK, weight=Weight.PRIMARY)
        self.again_button = KeyButton(say(Word.GO_ON), "Ctrl+R", icon=Icon.SCAN)
        self.print_button = KeyButton(say(Word.PRINT), "Ctrl+P", icon=Icon.PRINT)
        self.close_button = KeyButton(say(Word.CLOSE), "Esc")
        for button, does in (
            (self.use_button, self.use),
            (self.again_button, self.listen),
            (self.print_button, self.print_card),
            (self.close_button, self.reject),
        ):
            button.clicked.connect(does)

    def _lay_out(self) -> None:
        say, look = self._desk.say, Look.current()
        card, found, arrived = Panel(say(Word.CARD)), Panel(say(Word.FOUND)), Panel(say(Word.ARRIVED))
        card.add(self.card, stretch=1)
        card.add(Caption(say(Word.CARD_HINT), wraps=True))
        found.add(self.findings, stretch=1)
        self._right = QStackedWidget()
        self._right.addWidget(EmptyState(Icon.KEYBOARD, say(Word.NOTHING), say(Word.NOTHING_HINT)))
        self._right.addWidget(self.table)
        arrived.add(self._right, stretch=1)
        self._left = QStackedWidget()
        self._left.addWidget(card)
        self._left.addWidget(found)
        arrived.setMinimumHeight(look.px(_ARRIVED_HEIGHT))
        sides = self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        sides.setSpacing(look.px(Space.M))
        sides.addWidget(self._left, 3)
        sides.addWidget(arrived, 2)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(Space.L))
        column.addWidget(self.prompt)
        column.addLayout(sides, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*look.theme.margins(Space.L))
        whole.setSpacing(look.px(Space.M))
        whole.addWidget(Scrolled(inside), 1)
        buttons = (self.use_button, self.again_button, self.print_button)
        whole.addWidget(Toolbar(*buttons, right=(self.close_button,)))
        room = self.screen().availableSize()
        self.resize(min(look.px(_WIDTH), room.width()), min(look.px(_HEIGHT), room.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self.card.sizeHint().width() + Look.current().px(_ARRIVED_WIDTH)
        direction = QBoxLayout.Direction
        self._sides.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.recording.set_active(self.isActiveWindow())
            self.again_button.setEnabled(not self.recording.listening)

    def hideEvent(self, event: QHideEvent) -> None:
        self.recording.stop()
        if event.spontaneous():  # it was minimised, and comes back
            self._rest()
        super().hideEvent(event)
