"""What is said to the person outside of any page: one band above the page, in the colours of its tone.

Where what was done can be taken back, the band has a button for it.
"""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QToolButton

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk, Told
from warehouse_app.ui.look import ICON, TONE_ICONS, Icon, Look, Space
from warehouse_app.ui.widgets.buttons import KeyButton
from warehouse_app.ui.widgets.text import FlowingText
from warehouse_app.ui.words.window import Frame, ToneWord

_STAYS_MS, _STAYS_WITH_UNDO_MS = 8_000, 30_000
"""How long good news stays; what went wrong stays until it is closed, something else is said or something is done."""

_WORDS = {Tone.OK: ToneWord.OK, Tone.ASK: ToneWord.ASK, Tone.WARN: ToneWord.WARN, Tone.ERROR: ToneWord.ERROR}


class Banner(QFrame):
    """The last thing said: icon, word and sentence. Hidden while there is nothing to say."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._desk = desk
        self._told: Told | None = None
        self._until_scan = False
        self._sign = QLabel()
        self._text = FlowingText()
        self.undo = KeyButton(desk.say(Frame.UNDO), icon=Icon.UNDO)
        self.undo.clicked.connect(self._take_back)
        self._close = QToolButton()
        self._close.setAccessibleName(desk.say(Frame.CLOSE_MESSAGE))
        self._close.setToolTip(desk.say(Frame.CLOSE_MESSAGE))
        self._close.clicked.connect(self.hide)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.undo)
        self._row.addWidget(self._close)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._leave)
        self.hide()
        desk.told.connect(self.tell)
        desk.sounded.connect(self._heard)
        Look.current().changed.connect(self._dress)

    def tell(self, told: Told) -> None:
        """Show what was said."""
        self._told, self._until_scan = told, False
        self._text.setText(f"{self._desk.say(_WORDS[told.tone])} · {told.text}")
        self.setAccessibleName(self._text.text())
        self.undo.setVisible(told.undo is not None)
        self._dress()
        self.show()
        self._timer.stop()
        if told.tone in {Tone.OK, Tone.ASK}:
            self._timer.start(_STAYS_MS if told.undo is None else _STAYS_WITH_UNDO_MS)

    def stay_until_scan(self) -> None:
        """Let the next scan that is taken settle what was said: it was about one that was not."""
        self._until_scan = True

    def scan_taken(self) -> None:
        """Take in that a scan was taken."""
        if self._until_scan:
            self.hide()

    def _heard(self, tone: Tone) -> None:
        """Let what went wrong be over once something was done."""
        if tone is Tone.OK and self._told is not None and self._told.tone in {Tone.WARN, Tone.ERROR}:
            self.hide()

    @property
    def text(self) -> str:
        """What is shown; nothing where the banner is hidden."""
        return "" if self.isHidden() else self._text.text()

    def _leave(self) -> None:
        """Hide, but never from under the pointer or the focus: the next press would hit what comes to stand there."""
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self._timer.start()
        else:
            self.hide()

    def _take_back(self) -> None:
        self.hide()
        if self._told is not None and self._told.undo is not None:
            self._told.undo()

    def _dress(self) -> None:
        if self._told is None:
            return
        look = Look.current()
        colours = look.tone(self._told.tone)
        self._row.setContentsMargins(look.px(Space.L), look.px(Space.S), look.px(Space.S), look.px(Space.S))
        self.setStyleSheet(
            f"#banner {{ background: {colours.soft}; border: none; border-bottom: 2px solid {colours.edge}; }}"
        )
        self._text.set_ink(colours.ink)
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(look.pixmap(TONE_ICONS[self._told.tone], colours.ink, ratio=ratio))
        self._close.setIcon(look.icon(Icon.CLOSE))
        self._close.setIconSize(QSize(look.px(ICON), look.px(ICON)))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
