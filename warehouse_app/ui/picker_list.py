"""The list below a picker: a part of its window, so that the field keeps the keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from warehouse_app.queries.choosing import Choice
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import ROW_HEIGHT, Ink, Look, Space, Text
from warehouse_app.ui.words.forms import FormWord

_ROWS_SHOWN = 8
_WIDTH = 460

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Finder:
    """How something is looked for: `find` runs in the background, `detail` says in a word or two what each one is."""

    find: Callable[[str], Sequence[Choice]]
    detail: Callable[[Choice], str]


class _Choices(QAbstractListModel):
    """What is offered."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: Sequence[Choice] = ()
        self.details: Sequence[str] = ()

    def show(self, choices: Sequence[Choice], details: Sequence[str]) -> None:
        self.beginResetModel()
        self.choices, self.details = choices, details
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else max(1, len(self.choices))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} or not self.choices:
            return None
        choice = self.choices[index.row()]
        return f"{choice.code}, {choice.name}, {self.details[index.row()]}"


class PickerList(QListView):
    """The list below a picker: a part of its window, so that the field keeps the keys."""

    taken = Signal(object)

    def __init__(self, desk: Desk, finder: Finder, picker: QWidget) -> None:
        super().__init__(picker)
        self._desk, self._finder, self._picker = desk, finder, picker
        self._model = _Choices()
        self._nothing = ""
        self.setModel(self._model)
        self.setItemDelegate(_Lines(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.Box)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(desk.say(FormWord.CHOICES))
        self.clicked.connect(self._clicked)
        self.hide()

    @property
    def nothing(self) -> str:
        """What is said where nothing fits; empty where something does."""
        return self._nothing

    def show_choices(self, text: str, choices: Sequence[Choice]) -> None:
        self._nothing = "" if choices else self._desk.say(FormWord.NO_SUCH, text=text)
        self._model.show(choices, [self._finder.detail(choice) for choice in choices])
        self._place()
        self.show()
        self.raise_()
        self.setCurrentIndex(self._model.index(0, 0))

    def step(self, by: int) -> None:
        row = (self.currentIndex().row() + by) % self._model.rowCount()
        self.setCurrentIndex(self._model.index(row, 0))

    def take_marked(self) -> bool:
        """Take the line that is marked; return whether there is one."""
        self._clicked(self.currentIndex())
        return bool(self._model.choices)

    def choice(self, row: int) -> tuple[Choice, str] | None:
        if not self._model.choices:
            return None
        return self._model.choices[row], self._model.details[row]

    def _clicked(self, index: Index) -> None:
        if index.isValid() and self._model.choices:
            self.taken.emit(self._model.choices[index.row()])

    def _place(self) -> None:
        window = self._picker.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        look = Look.current()
        rows = min(self._model.rowCount(), _ROWS_SHOWN)
        height = rows * look.px(ROW_HEIGHT) + 2 * self.frameWidth()
        width = min(max(self._picker.width(), look.px(_WIDTH)), window.width())
        corner = self._picker.mapTo(window, QPoint(0, self._picker.height()))
        if corner.y() + height > window.height() and corner.y() - self._picker.height() - height >= 0:
            corner.setY(corner.y() - self._picker.height() - height)
        corner.setX(max(0, min(corner.x(), window.width() - width)))
        self.setGeometry(QRect(corner, QSize(width, height)))


class _Lines(QStyledItemDelegate):
    """Paints a line of the list: the code, the name, and at the end the detail."""

    def __init__(self, view: PickerList) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = Look.current()
        style = self._view.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, self._view)
        rect = option.rect.adjusted(look.px(Space.S), 0, -look.px(Space.S), 0)
        leading = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        trailing = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing
        found = self._view.choice(index.row())
        painter.save()
        if found is None:
            painter.setPen(look.colour(Ink.MUTED))
            painter.drawText(rect, leading, self._view.nothing)
        else:
            choice, detail = found
            gap = look.px(Space.M)
            strong, small = look.font(Text.STRONG), look.font(Text.CAPTION)
            code_width = max(QFontMetrics(strong).horizontalAdvance(choice.code), look.px(90))
            detail_width = QFontMetrics(small).horizontalAdvance(detail)
            painter.setPen(look.colour(Ink.TEXT))
            painter.setFont(strong)
            painter.drawText(rect, leading, choice.code)
            painter.setFont(look.font(Text.BODY))
            middle = rect.adjusted(code_width + gap, 0, -detail_width - gap, 0)
            name = painter.fontMetrics().elidedText(choice.name, Qt.TextElideMode.ElideRight, middle.width())
            painter.drawText(middle, leading, name)
            painter.setFont(small)
            painter.setPen(look.colour(Ink.MUTED))
            painter.drawText(rect, trailing, detail)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(Look.current().px(_WIDTH), Look.current().px(ROW_HEIGHT))
