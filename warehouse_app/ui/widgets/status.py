"""The line at the bottom: what was last said, and who, where and on what one works."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import TONE_ICONS, Icon, Ink, Look, Space
from warehouse_app.ui.widgets.text import ElidedText, tip, unmarked

_ICON = 16
_TONE_INKS = {Tone.OK: Ink.OK, Tone.ASK: Ink.ASK, Tone.WARN: Ink.WARN, Tone.ERROR: Ink.ERROR}


class StatusLine(QFrame):
    """At the left the last sentence in its tone, at the right the pieces.

    Where there is no room for all words, pieces are their icons alone, the last first; those that open something stay.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "status")
        self._sign = QLabel()
        self._said = ElidedText()
        self._tone = Tone.ASK
        self._pieces: list[StatusPiece] = []
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

    def add(self, piece: "StatusPiece") -> None:
        """Add a piece at the right end."""
        self._pieces.append(piece)
        self._layout.addWidget(piece)

    def _fit(self) -> None:
        shown = [piece for piece in self._pieces if not piece.isHidden()]
        margins = self._layout.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._said.minimumSizeHint().width()
        room -= (len(shown) + self._sign.isVisible()) * self._layout.spacing() + self._sign.sizeHint().width()
        short = sum(piece.whole_width() for piece in shown) - room
        for piece in reversed(shown):
            is_cut = short > 0 and not piece.opens
            short -= piece.words_width() if is_cut else 0
            piece.show_words(shown=not is_cut)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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
        self.opens = opens
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if not opens:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if opens else Qt.FocusPolicy.NoFocus)
        self.set_piece(icon, text, words)

    def set_piece(self, icon: Icon, text: str, words: str = "", tone: Tone | None = None) -> None:
        """Change icon and text. `words` say what it is, to a screen reader too; a tone colours the icon."""
        key = self._shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f" {unmarked(text)}{f'  {key}' if key else ''}" if text else "")
        self._words, self._said = words, text
        self._tell_in_tip()
        self.setAccessibleName(f"{words} {text}".strip())
        Look.current().put_icon(self, icon, Ink.MUTED if tone is None else _TONE_INKS[tone], _ICON)

    def show_words(self, *, shown: bool) -> None:
        """Show the words beside the icon, or in the tooltip only."""
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        if self.toolButtonStyle() != (beside if shown else alone):
            self.setToolButtonStyle(beside if shown else alone)
            self._tell_in_tip()

    def words_width(self) -> int:
        """Return how wide the words are."""
        return self.fontMetrics().horizontalAdvance(self.text())

    def whole_width(self) -> int:
        """Return how wide it is with its words."""
        is_cut = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        return self.sizeHint().width() + (self.words_width() if is_cut else 0)

    def _tell_in_tip(self) -> None:
        is_cut = self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolTip(tip(" · ".join(filter(None, (self._words, self._said if is_cut else "")))))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return hint if self.opens else QSize(hint.height(), hint.height())
