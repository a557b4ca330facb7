"""A row of controls that goes on in the next line where the window is too narrow for it."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget

from warehouse_app.ui.look import Look, Space


class Toolbar(QWidget):
    """Controls beside each other; those in `right` at the far end of the line."""

    def __init__(self, *left: QWidget, right: tuple[QWidget, ...] = ()) -> None:
        super().__init__()
        self._flow = _Flow(self)
        for widget in left:
            self.add(widget)
        for widget in right:
            self.add(widget, right=True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget, *, right: bool = False) -> None:
        """Add a control at the end of the left or of the right part."""
        self._flow.add(widget, right=right)


class _Flow(QLayout):
    """Lines of items, each as wide as it wants to be; expanding ones share what a line has left, or has too little."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right: set[QWidget] = set()
        self._at_width: dict[int, list[list[QLayoutItem]]] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, *, right: bool) -> None:
        if right:
            self._right.add(widget)
        self.addWidget(widget)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        if width not in self._at_width:
            self._at_width[width] = self._broken(width)
        return self._at_width[width]

    def _broken(self, width: int) -> list[list[QLayoutItem]]:
        gap = self._gap()
        lines: list[list[QLayoutItem]] = []
        used = 0
        shown = [item for item in self._items if not item.isEmpty()]
        for item in sorted(shown, key=lambda each: each.widget() in self._right):
            wanted = self._least(item)
            if lines and used + gap + wanted <= width:
                lines[-1].append(item)
                used += gap + wanted
            else:
                lines.append([item])
                used = wanted
        return lines

    @staticmethod
    def _grows(item: QLayoutItem) -> bool:
        return Qt.Orientation.Horizontal in item.expandingDirections()

    def _least(self, item: QLayoutItem) -> int:
        return (item.minimumSize() if self._grows(item) else item.sizeHint()).width()

    def _gap(self) -> int:
        return Look.current().px(Space.S)

    def _place(self, line: list[QLayoutItem], rect: QRect, direction: Qt.LayoutDirection) -> None:
        gap = self._gap()
        left_over = max(0, rect.width() - sum(map(self._least, line)) - gap * (len(line) - 1))
        growing = [item for item in line if self._grows(item)]
        at = rect.left()
        for item in line:
            if not growing and left_over and item.widget() in self._right:
                at, left_over = at + left_over, 0
            hint = item.sizeHint()
            width = min(self._least(item) + (left_over // len(growing) if item in growing else 0), rect.width())
            place = QRect(at, rect.top() + (rect.height() - hint.height()) // 2, width, hint.height())
            item.setGeometry(QStyle.visualRect(direction, rect, place))
            at += width + gap

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def invalidate(self) -> None:
        self._at_width.clear()
        super().invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        heights = sum(max(item.sizeHint().height() for item in line) for line in lines)
        return heights + self._gap() * max(0, len(lines) - 1)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        corner = QPoint(rect.topLeft())
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            self._place(line, QRect(corner, QSize(rect.width(), height)), direction)
            corner += QPoint(0, height + self._gap())

    def sizeHint(self) -> QSize:
        items = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in items) + self._gap() * max(0, len(items) - 1)
        return QSize(width, max((hint.height() for hint in items), default=0))

    def minimumSize(self) -> QSize:
        items = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((each.width() for each in items), default=0), max((each.height() for each in items), default=0)
        )
