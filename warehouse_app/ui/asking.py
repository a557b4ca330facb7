"""A question that is asked where one works. It is no dialog, so that scans and typing go on while it stands."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.widgets.buttons import KeyButton, Weight
from warehouse_app.ui.widgets.text import FlowingText


class Asking(QFrame):
    """A band with a question, a button that does it, and one that does not (Esc). Hidden while nothing is asked."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._desk = desk
        self._do: Callable[[], None] = _nothing
        self._leave: Callable[[], None] = _nothing
        self._sign = QLabel()
        self.words = FlowingText()
        self.yes = KeyButton("", weight=Weight.DANGER)
        self.no = KeyButton("", "Esc")
        self.yes.clicked.connect(self._answer_yes)
        self.no.clicked.connect(self.leave)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._sign)
        self._row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self.yes)
        self._row.addWidget(self.no)
        self.hide()
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def ask(
        self,
        question: str,
        *,
        yes: tuple[str, str],
        no: str,
        do: Callable[[], None],
        leave: Callable[[], None] | None = None,
    ) -> None:
        """Ask; `yes` are the words and the key of the button that does it."""
        self._do, self._leave = do, leave or _nothing
        self.words.setText(question)
        self.setAccessibleName(question)
        self.yes.set_text(*yes)
        self.no.set_text(no)
        self.show()

    def leave(self) -> None:
        """Take the question away, as if it was answered with no."""
        if not self.isHidden():
            self.hide()
            self._leave()

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the buttons below the question, where there is little room beside it."""
        direction = QHBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

    def _answer_yes(self) -> None:
        self.hide()
        self._do()

    def _look_again(self) -> None:
        look = Look.current()
        colours = look.tone(Tone.WARN)
        self._row.setContentsMargins(*look.theme.margins(Space.S))
        self._row.setSpacing(look.px(Space.M))
        self.words.set_ink(colours.ink)
        self._sign.setPixmap(look.pixmap(Icon.WARN, colours.ink, ratio=self.devicePixelRatioF()))
        self.setStyleSheet(
            f"#{self.objectName()} {{ background: {colours.soft}; border: 1px solid {colours.edge}; "
            f"border-radius: {look.px(Space.XS)}px; }}"
        )


def _nothing() -> None:
    """Do nothing."""
