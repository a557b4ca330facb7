"""Containers: a card with a title, a grid of facts, and what stands where there is nothing to show yet."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.look import Icon, Ink, Look, Space, Text
from warehouse_app.ui.widgets.badge import Badge
from warehouse_app.ui.widgets.text import Caption, FlowingText, Heading, Label


class Panel(QFrame):
    """A card: a heading, buttons at its right, and below them whatever is added."""

    def __init__(self, title: str = "", *actions: QWidget) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self.title = Heading(title)
        self._head = QHBoxLayout()
        self.title.setWordWrap(True)
        self._head.addWidget(self.title, 1)
        for action in actions:
            self._head.addWidget(action)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self._head)
        self.title.setVisible(bool(title))  # not before it stands here: until then it would be a window of its own
        self.setAccessibleName(title)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def set_title(self, title: str) -> None:
        """Change the heading; an empty one is left out."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.setAccessibleName(title)

    def add(self, *widgets: QWidget, stretch: int = 0) -> None:
        """Add widgets below each other."""
        for widget in widgets:
            self._layout.addWidget(widget, stretch)

    def add_stretch(self) -> None:
        """Keep what was added at the top."""
        self._layout.addStretch()

    def _look_again(self) -> None:
        look = Look.current()
        self._layout.setContentsMargins(*look.theme.margins(Space.L))
        self._layout.setSpacing(look.px(Space.M))
        self._head.setSpacing(look.px(Space.S))


class Scrolled(QScrollArea):
    """A page or a form that is as wide as its room, and scrolls where it is higher: at large text most are.

    One that `takes_focus` scrolls by the arrow keys; any scrolls to whichever of its controls has the focus.
    """

    def __init__(self, content: QWidget, *, takes_focus: bool = True) -> None:
        super().__init__()
        if not takes_focus:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setWidget(content)


class Facts(QWidget):
    """Details as pairs of a label and a value, in one or more columns. A value can be selected and copied."""

    def __init__(self, columns: int = 1) -> None:
        super().__init__()
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._shown: tuple[tuple[str, str, Tone | None], ...] = ()
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def show_facts(self, facts: Iterable[tuple[str, str] | tuple[str, str, Tone | None]]) -> None:
        """Show these pairs instead of those before; a third part is a tone, in which the value stands as a badge."""
        shown = tuple((fact[0], fact[1], fact[2] if len(fact) > 2 else None) for fact in facts)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (label, value, tone) in enumerate(shown):
            self._add(number, label, value, tone)

    def _add(self, number: int, label: str, value: str, tone: Tone | None) -> None:
        row, column = divmod(number, self._columns)
        name = Caption(label)
        shown: QWidget = Label(value, wraps=True, selectable=True) if tone is None else Badge(value, tone)
        shown.setAccessibleName(f"{label}: {value}")
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
        self._grid.addWidget(name, row, 2 * column, Qt.AlignmentFlag.AlignBaseline | Qt.AlignmentFlag.AlignLeading)
        self._grid.addWidget(shown, row, 2 * column + 1, top if tone is not None else Qt.AlignmentFlag(0))
        self._grid.setColumnStretch(2 * column + 1, 1)

    def _look_again(self) -> None:
        self._grid.setHorizontalSpacing(Look.current().px(Space.L))
        self._grid.setVerticalSpacing(Look.current().px(Space.S))


class EmptyState(QWidget):
    """What stands where there is nothing to show: an icon, a title, a sentence that says what to do, and a button."""

    def __init__(self, icon: Icon, title: str = "", sentence: str = "", action: QPushButton | None = None) -> None:
        super().__init__()
        self._icon = icon
        self._sign = QLabel()
        self.title = FlowingText(title, Text.HEADING, align=Qt.AlignmentFlag.AlignHCenter)
        self.sentence = FlowingText(sentence, ink=Ink.MUTED, align=Qt.AlignmentFlag.AlignHCenter)
        self._layout = QVBoxLayout(self)
        self._layout.addStretch(2)
        self._layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addWidget(self.title)
        self._layout.addWidget(self.sentence)
        if action is not None:
            self._layout.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addStretch(3)
        Look.current().changed.connect(self._look_again)
        self.show_state(icon, title, sentence)
        self._look_again()

    def show_state(self, icon: Icon, title: str, sentence: str) -> None:
        """Change what is said."""
        self._icon = icon
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.setAccessibleName(f"{title} {sentence}")
        self._look_again()

    def _fit(self) -> None:
        """Leave the sign out where the words need the room."""
        wide = self.width()
        words = sum(text.heightForWidth(wide) for text in (self.title, self.sentence))
        self._sign.setVisible(self.height() >= words + self._sign.sizeHint().height() + 4 * self._layout.spacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        sign = self._sign.sizeHint().height() + self._layout.spacing() if not self._sign.isHidden() else 0
        return QSize(least.width(), least.height() - sign)

    def _look_again(self) -> None:
        look = Look.current()
        self._sign.setPixmap(look.pixmap(self._icon, Ink.BORDER, 56, ratio=self.devicePixelRatioF()))
        self._layout.setContentsMargins(*look.theme.margins(Space.XL))
        self._layout.setSpacing(look.px(Space.M))
