"""Something to be known that stays where one works: a band in the colours of its tone, with its icon."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import TONE_ICONS, Look, Space
from warehouse_app.ui.widgets.text import FlowingText


class Notice(QFrame):
    """The band; hidden while there is nothing to say. `name` tells it from others in style sheets."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._tone = Tone.WARN
        self._sign = QLabel()
        self.words = FlowingText()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.hide()
        Look.current().changed.connect(self._look_again)

    @property
    def text(self) -> str:
        """What it says; nothing where it is hidden."""
        return "" if self.isHidden() else self.words.text()

    def show_text(self, tone: Tone, text: str) -> None:
        """Say this instead of what was said before; '' is nothing."""
        self._tone = tone
        self.words.setText(text)
        self.setAccessibleName(text)
        self._look_again()
        self.setVisible(bool(text))

    def _look_again(self) -> None:
        look = Look.current()
        colours = look.tone(self._tone)
        self._row.setContentsMargins(*look.theme.margins(Space.M))
        self._row.setSpacing(look.px(Space.M))
        self.words.set_ink(colours.ink)
        self._sign.setPixmap(look.pixmap(TONE_ICONS[self._tone], colours.ink, ratio=self.devicePixelRatioF()))
        self.setStyleSheet(
            f"#{self.objectName()} {{ background: {colours.soft}; border: 1px solid {colours.edge}; "
            f"border-radius: {look.px(Space.XS)}px; }}"
        )
