"""The scan bar: always listening, a box for typed codes, the question after a scan that came twice, and the finder."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Ink, Look, Space, Theme
from warehouse_app.ui.scans import AskedTwice, Scans
from warehouse_app.ui.widgets.buttons import IconButton, KeyButton
from warehouse_app.ui.widgets.code_line import CodeLine
from warehouse_app.ui.widgets.text import Caption, Label
from warehouse_app.ui.words.seeking import SeekWord
from warehouse_app.ui.words.window import Frame

_LONGEST_SHOWN = 60
_BADGE = "U-"
_FIND = "Ctrl+K"
_TAKE, _DROP = "Ctrl+Shift+Y", "Ctrl+Shift+W"


class ScanBar(QFrame):
    """One row: a sign, the box, the last scan; in its place the question whether a scan that came twice was meant.

    At its end stands the button that opens the finder.
    """

    def __init__(self, desk: Desk, scans: Scans) -> None:
        super().__init__()
        self._desk = desk
        self._scans = scans
        self.setProperty("look", "bar")
        self.box = CodeLine(desk.say(Frame.SCAN_BAR))
        self.box.setPlaceholderText(desk.say(Frame.SCAN_HERE))
        self.box.setClearButtonEnabled(True)
        self.box.returnPressed.connect(self._typed)
        self._sign = QLabel()  # beside the box: an icon inside it would stay small at large text
        self._last = Caption()
        self._question = Label()
        self._yes = KeyButton(desk.say(Frame.COUNT_IT), _TAKE)
        self._no = KeyButton(desk.say(Frame.DROP_IT), _DROP)
        self._yes.clicked.connect(scans.confirm)
        self._no.clicked.connect(scans.dismiss)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign)
        self._row.addWidget(self.box, 3)
        for widget in (self._last, self._question):
            self._row.addWidget(widget, 4)
        self._row.addWidget(self._yes)
        self._row.addWidget(self._no)
        self.finder = IconButton(Icon.SEARCH, desk.say(SeekWord.FIND), _FIND)
        self._row.addWidget(self.finder)
        self._ask(None)
        scans.taken.connect(self._show_taken)
        scans.asked_twice.connect(self._ask)
        scans.settled.connect(lambda: self._ask(None))
        look = Look.current()
        look.changed.connect(self._dress)
        self._dress(look.theme)

    def _typed(self) -> None:
        text = self.box.take()
        if text:
            self._scans.typed(text)

    def _show_taken(self, text: str) -> None:
        self._last.setText(self._desk.say(Frame.LAST_SCAN, text=_shown(text)))

    def _ask(self, asked: AskedTwice | None) -> None:
        for widget in (self._question, self._yes, self._no):
            widget.setVisible(asked is not None)
        self._last.setVisible(asked is None)
        if asked is not None:
            self._question.setText(self._desk.say(Frame.SCANNED_TWICE, text=_shown(asked.text)))

    def _dress(self, theme: Theme) -> None:
        self._row.setContentsMargins(theme.px(Space.L), theme.px(Space.S), theme.px(Space.L), theme.px(Space.S))
        self._row.setSpacing(theme.px(Space.M))
        self._sign.setPixmap(Look.current().pixmap(Icon.SCAN, Ink.ACCENT, ratio=self.devicePixelRatioF()))


def _shown(text: str) -> str:
    """Return a scan as whoever stands there may read it: in one line, and of a badge no more than that it is one."""
    if text.upper().startswith(_BADGE):
        return f"{_BADGE}…"
    shown = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
    return shown.replace("\x1d", " ")
