"""The first step: three doors, and a way to a warehouse that is there already."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from warehouse_app.ui.look import Icon, Ink, Look, Space, Text
from warehouse_app.ui.widgets import Caption, FlowingText, KeyButton, Scrolled, Weight
from warehouse_app.ui.words.first_start import FirstWord

_WIDTH, _NARROWEST, _HEIGHT, _ICON = 280, 180, 240, 48


class Door(Enum):
    """What is behind each door: its icon, its words, its key."""

    DEMO = (Icon.PREVIEW, FirstWord.DEMO, FirstWord.DEMO_TEXT, "Ctrl+1")
    EMPTY = (Icon.ADD, FirstWord.EMPTY, FirstWord.EMPTY_TEXT, "Ctrl+2")
    IMPORT = (Icon.IMPORT, FirstWord.IMPORT, FirstWord.IMPORT_TEXT, "Ctrl+3")


class DoorCard(QPushButton):
    """A door as a large card: an icon, a title, what is behind it, and the key that opens it."""

    def __init__(self, say: Callable[..., str], door: Door) -> None:
        super().__init__()
        icon, title, text, key = door.value
        self.setAutoDefault(False)
        self.setAccessibleName(say(title))
        self.setAccessibleDescription(say(text))
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.activated.connect(self.click)
        self._icon = icon
        self._sign = QLabel()
        self._layout = QVBoxLayout(self)
        parts = (
            self._sign,
            FlowingText(say(title), Text.HEADING),
            FlowingText(say(text), ink=Ink.MUTED),
            Caption(shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)),
        )
        for part in parts:
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._layout.addWidget(part)
        self._layout.insertStretch(3, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def _look_again(self) -> None:
        look = Look.current()
        self._layout.setContentsMargins(*look.theme.margins(Space.XL))
        self._layout.setSpacing(look.px(Space.M))
        self._sign.setPixmap(look.pixmap(self._icon, Ink.ACCENT, _ICON, ratio=self.devicePixelRatioF()))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(Look.current().px(_HEIGHT), self._layout.heightForWidth(width))

    def sizeHint(self) -> QSize:
        width = Look.current().px(_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(Look.current().px(_NARROWEST), Look.current().px(_HEIGHT))


class DoorsStep(QWidget):
    """The doors beside each other."""

    opened = Signal(object)
    """The Door that was chosen."""
    other_wanted = Signal()

    def __init__(self, say: Callable[..., str], place: str) -> None:
        super().__init__()
        look = Look.current()
        self.note = FlowingText(align=Qt.AlignmentFlag.AlignHCenter)
        self.cards = {door: DoorCard(say, door) for door in Door}
        self.other_button = KeyButton(say(FirstWord.OTHER), "Ctrl+O", weight=Weight.QUIET)
        row = QHBoxLayout()
        row.setSpacing(look.px(Space.XL))
        row.addStretch(1)
        for door, card in self.cards.items():
            row.addWidget(card, 4)
            card.clicked.connect(lambda _=False, door=door: self.opened.emit(door))
        row.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(*look.theme.margins(Space.XL))
        column.setSpacing(look.px(Space.L))
        column.addStretch(2)
        column.addWidget(FlowingText(say(FirstWord.TITLE), Text.TITLE, align=middle))
        column.addWidget(FlowingText(say(FirstWord.WELCOME), Text.HEADING, align=middle))
        column.addWidget(self.note)
        column.addLayout(row)
        column.addWidget(FlowingText(say(FirstWord.PLACE, place=place), ink=Ink.MUTED, align=middle))
        column.addWidget(self.other_button, 0, middle)
        column.addStretch(3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inner))
        self.other_button.clicked.connect(self.other_wanted)
        self.tell("")

    def tell(self, sentence: str) -> None:
        """Say what became of the door that was tried before; empty for nothing."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
