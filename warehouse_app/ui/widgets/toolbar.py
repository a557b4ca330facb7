"""A row of controls that goes on in the next line where the window is too narrow for it, or folds some into a menu."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QMenu, QSizePolicy, QStyle, QWidget

from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.widgets.buttons import IconButton
from warehouse_app.ui.widgets.text import unmarked


class Toolbar(QWidget):
    """Controls beside each other; those in `right` at the far end of the line.

    Of the buttons in `folding`, which stand after the left ones, the last are in a menu where the line is too short for
    all; `more` is what the button of that menu is called. Their keys, if they had any, would be asleep there.
    """

    folded = Signal()
    """Other buttons are in the menu than before."""

    def __init__(
        self,
        *left: QWidget,
        right: tuple[QWidget, ...] = (),
        folding: Sequence[QAbstractButton] = (),
        more: str = "",
    ) -> None:
        super().__init__()
        self._flow = _Flow(self)
        for widget in left:
            self.add(widget)
        if folding:
            self.more_button = IconButton(Icon.MORE, more)
            self.more_button.clicked.connect(self._open_menu)
            self._flow.fold(folding, self.more_button)
            self._tell_soon = QTimer(self, singleShot=True, interval=0)
            self._tell_soon.timeout.connect(self.folded)
            self._flow.folded_others = self._tell_soon.start
        for widget in right:
            self.add(widget, right=True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget, *, right: bool = False) -> None:
        """Add a control at the end of the left or of the right part."""
        self._flow.add(widget, right=right)

    def is_folded(self, button: QAbstractButton) -> bool:
        """Return whether a button is in the menu."""
        return button in self._flow.folded

    def menu(self) -> QMenu:
        """Return the menu of the buttons that are folded away."""
        menu = QMenu(self)
        for button in self._flow.folded:
            action = menu.addAction(unmarked(button.accessibleName()))
            action.setCheckable(button.isCheckable())
            action.setChecked(button.isChecked())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height())))


class _Flow(QLayout):
    """Lines of items, each as wide as it wants to be; expanding ones share what a line has left, or has too little.

    It alone shows and hides what folds.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right: set[QWidget] = set()
        self._folding: list[QAbstractButton] = []
        self._more: QWidget | None = None
        self._at_width: dict[int, list[list[QLayoutItem]]] = {}
        self.folded: tuple[QAbstractButton, ...] = ()
        self.folded_others: Callable[[], object] = lambda: None
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, *, right: bool) -> None:
        if right:
            self._right.add(widget)
        self.addWidget(widget)

    def fold(self, buttons: Sequence[QAbstractButton], more: QWidget) -> None:
        self._folding, self._more = list(buttons), more
        for widget in (*buttons, more):
            self.addWidget(widget)
        more.hide()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        if width not in self._at_width:
            self._at_width[width] = self._broken(width)
        return self._at_width[width]

    def _broken(self, width: int) -> list[list[QLayoutItem]]:
        gap = self._gap()
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in sorted(self._shown(self._kept(width)), key=lambda each: each.widget() in self._right):
            wanted = self._least(item)
            if lines and used + gap + wanted <= width:
                lines[-1].append(item)
                used += gap + wanted
            else:
                lines.append([item])
                used = wanted
        return lines

    def _kept(self, width: int) -> int:
        """Return how many of the buttons that fold are in the line, where nothing else in it is squeezed for them."""
        for kept in range(len(self._folding), 0, -1):
            shown = self._shown(kept)
            if sum(self._hint(item).width() + self._gap() for item in shown) - self._gap() <= width:
                return kept
        return 0

    def _shown(self, kept: int) -> list[QLayoutItem]:
        """Return what is in sight where so many of the buttons that fold are."""
        some: list[QWidget] = [*self._folding[:kept]]
        if self._more is not None and kept < len(self._folding):
            some.append(self._more)
        return [item for item in self._items if (item.widget() in some if self._folds(item) else not item.isEmpty())]

    def _folds(self, item: QLayoutItem) -> bool:
        widget = item.widget()
        return widget is not None and (widget is self._more or widget in self._folding)

    def _hint(self, item: QLayoutItem) -> QSize:
        widget = item.widget()
        # The item of a widget that is out of sight has no size.
        return widget.sizeHint() if widget is not None and self._folds(item) else item.sizeHint()

    @staticmethod
    def _grows(item: QLayoutItem) -> bool:
        return Qt.Orientation.Horizontal in item.expandingDirections()

    def _least(self, item: QLayoutItem) -> int:
        return (item.minimumSize() if self._grows(item) else self._hint(item)).width()

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
            hint = self._hint(item)
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
        heights = sum(max(self._hint(item).height() for item in line) for line in lines)
        return heights + self._gap() * max(0, len(lines) - 1)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        parent = self.parentWidget()
        direction = parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight
        self._fold_at(rect.width())
        corner = QPoint(rect.topLeft())
        for line in self._lines(rect.width()):
            height = max(self._hint(item).height() for item in line)
            self._place(line, QRect(corner, QSize(rect.width(), height)), direction)
            corner += QPoint(0, height + self._gap())

    def _fold_at(self, width: int) -> None:
        kept = self._kept(width)
        before, self.folded = self.folded, tuple(self._folding[kept:])
        for place, button in enumerate(self._folding):
            button.setVisible(place < kept)
        if self._more is not None:
            self._more.setVisible(bool(self.folded))
        if self.folded != before:
            self.folded_others()

    def sizeHint(self) -> QSize:
        items = [self._hint(item) for item in self._shown(len(self._folding))]
        width = sum(hint.width() for hint in items) + self._gap() * max(0, len(items) - 1)
        return QSize(width, max((hint.height() for hint in items), default=0))

    def minimumSize(self) -> QSize:
        items = [self._hint(item) if self._folds(item) else item.minimumSize() for item in self._shown(0)]
        return QSize(
            max((each.width() for each in items), default=0), max((each.height() for each in items), default=0)
        )
