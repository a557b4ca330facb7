"""The prompt: what was just done or refused, and what to do next, readable from two metres."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import RADIUS, TONE_ICONS, Look, Space, Text
from warehouse_app.ui.widgets.text import FlowingText

_ICON, _SMALL_ICON = 56, 28
_LONG = 80
"""From so many characters on only the first sentence of a headline is large."""


class Prompt(QWidget):
    """A band in the tone's colour with its icon, its word and a headline; below it the prompt, and notes in small.

    It grows with its text and never cuts any off. Screen readers are told the whole of it. On a low page it is compact:
    the band takes less of the room that the prompt and what stands below it need.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.tone = Tone.ASK
        self._compact = False
        self.band = ToneBand()
        self.prompt = FlowingText(step=Text.PROMPT, largest=Text.PROMPT_LARGE)
        self.notes = FlowingText(step=Text.LARGE)
        self._layout = QVBoxLayout(self)
        for part in (self.band, self.prompt, self.notes):
            self._layout.addWidget(part)
        Look.current().changed.connect(self._look_again)
        self._look_again()
        self.show_reply(Tone.ASK, "", "")

    def show_reply(self, tone: Tone, word: str, headline: str, notes: Sequence[str] = (), prompt: str = "") -> None:
        """Show a reply. `word` says the tone; without a headline the band is left out and the prompt stands alone."""
        self.tone = tone
        self.band.show_reply(tone, word, headline)
        self.band.setVisible(bool(headline))
        self.prompt.setText(prompt)
        self.prompt.setVisible(bool(prompt))
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        said = " ".join(part for part in (word if headline else "", headline, prompt, *notes) if part)
        self.setAccessibleName(said)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self._take_the_height()

    def set_compact(self, *, compact: bool) -> None:
        """Take less room, or again as much as is usual."""
        if compact == self._compact:
            return
        self._compact = compact
        self.band.set_compact(compact=compact)
        self.prompt.set_step(Text.PROMPT, largest=None if compact else Text.PROMPT_LARGE)
        self.notes.set_step(Text.BODY if compact else Text.LARGE)
        self._look_again()

    def _look_again(self) -> None:
        look = Look.current()
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(look.px(Space.S if self._compact else Space.L))
        self._take_the_height()

    def _take_the_height(self) -> None:
        """Take just the height that the text needs, in a splitter or a stack too, which do not ask by the width."""
        self._layout.invalidate()
        self.setFixedHeight(max(0, self._layout.minimumHeightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_the_height()


class ToneBand(QWidget):
    """A band filled with the colour of a tone: its icon, its word, and a headline.

    Of a long headline all but the first sentence is smaller, so that it does not push the prompt off the page.
    """

    def __init__(self) -> None:
        super().__init__()
        self._tone = Tone.ASK
        self._compact = False
        self._layout = QHBoxLayout(self)
        self._sign = QLabel()
        self.word = FlowingText(step=Text.TITLE)
        self.headline = FlowingText(step=Text.HEADLINE)
        self.rest = FlowingText(step=Text.LARGE)
        self._texts = QVBoxLayout()
        self._texts.setSpacing(0)
        self._texts.addWidget(self.word)
        self._texts.addWidget(self.headline)
        self._texts.addWidget(self.rest)
        self._layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(self._texts, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def show_reply(self, tone: Tone, word: str, headline: str) -> None:
        """Show a tone with its word and a headline."""
        self._tone = tone
        self.word.setText(word)
        first, rest = _parted(headline)
        self.headline.setText(first)
        self.rest.setText(rest)
        self.rest.setVisible(bool(rest))
        # A layout inside a layout remembers its height until both are laid out again.
        self._texts.invalidate()
        self._look_again()

    def set_compact(self, *, compact: bool) -> None:
        """Take less room, or again as much as is usual."""
        self._compact = compact
        self.word.set_step(Text.STRONG if compact else Text.TITLE)
        self.headline.set_step(Text.TITLE if compact else Text.HEADLINE)
        self.rest.set_step(Text.BODY if compact else Text.LARGE)
        self._texts.invalidate()
        self._look_again()

    def _look_again(self) -> None:
        look = Look.current()
        colours = look.tone(self._tone)
        self.word.set_ink(colours.on_solid)
        self.headline.set_ink(colours.on_solid)
        self.rest.set_ink(colours.on_solid)
        icon = TONE_ICONS[self._tone]
        side = _SMALL_ICON if self._compact else _ICON
        self._sign.setPixmap(look.pixmap(icon, colours.on_solid, side, ratio=self.devicePixelRatioF()))
        across, along = look.px(Space.L if self._compact else Space.XL), look.px(Space.S if self._compact else Space.L)
        self._layout.setContentsMargins(across, along, across, along)
        self._layout.setSpacing(across)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = Look.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.tone(self._tone).solid))
        radius = look.px(RADIUS + 2)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.end()


def _parted(headline: str) -> tuple[str, str]:
    """Return the first sentence of a long headline, and the rest of it; a short one has no rest."""
    if len(headline) <= _LONG:
        return headline, ""
    first, stop, rest = headline.partition(". ")
    return f"{first}{stop.rstrip()}", rest
