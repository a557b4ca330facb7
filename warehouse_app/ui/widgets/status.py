"""The line at the bottom: what was last said, and who, where and on what one works."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import TONE_ICONS, Icon, Ink, Look, Space
from warehouse_app.ui.widgets.text import ElidedText, tip, unmarked

_ICON = 16
_TONE_INKS = {Tone.OK: Ink.OK, Tone.ASK: Ink.ASK, Tone.WARN: Ink.WARN, Tone.ERROR: Ink.ERROR}


class StatusLine(QFrame):
    """At the left the last sentence in its tone, at the right the pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "status")
        self._sign = QLabel()
        self._said = ElidedText()
        self._tone = Tone.ASK
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._sign)
        self._layout.addWidget(self._said, 1)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    @property
    def text(self) -> str:
        """What was last said."""
        return self._said.text()

    def tell(self, tone: Tone, text: str) -> None:
        """Say a sentence in a tone; an empty one takes the last away."""
        self._tone = tone
        self._said.setText(text)
        self._look_again()

    def add(self, piece: QWidget) -> None:
        """Add a piece at the right end."""
        self._layout.addWidget(piece)

    def _look_again(self) -> None:
        look = Look.current()
        ink = _TONE_INKS[self._tone]
        self._sign.setPixmap(look.pixmap(TONE_ICONS[self._tone], ink, _ICON, ratio=self.devicePixelRatioF()))
        self._sign.setVisible(bool(self.text))
        self._said.set_ink(ink)
        across, along = look.px(Space.M), look.px(Space.XS)
        self._layout.setContentsMargins(across, along, across, along)
        self._layout.setSpacing(look.px(Space.S))


class StatusPiece(QToolButton):
    """An icon with a few words, such as the person or the waiting prints.

    A click on one that `opens` does something, and so does its `key`, which stands behind the words.
    """

    def __init__(self, icon: Icon, text: str = "", words: str = "", *, opens: bool = False, key: str = "") -> None:
        super().__init__()
        self._shortcut = QShortcut(QKeySequence(key), self)
        self._shortcut.activated.connect(self.click)
        self.setProperty("look", "piece" if opens else "still-piece")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if opens else Qt.FocusPolicy.NoFocus)
        self.set_piece(icon, text, words)

    def set_piece(self, icon: Icon, text: str, words: str = "", tone: Tone | None = None) -> None:
        """Change icon and text. `words` say what it is, to a screen reader too; a tone colours the icon."""
        key = self._shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f" {unmarked(text)}{f'  {key}' if key else ''}" if text else "")
        self.setToolTip(tip(words))
        self.setAccessibleName(f"{words} {text}".strip())
        Look.current().put_icon(self, icon, Ink.MUTED if tone is None else _TONE_INKS[tone], _ICON)
