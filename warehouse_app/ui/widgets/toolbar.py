"""A row of controls that goes on in the next line where the window is too narrow for it, or folds some into a menu."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QMenu, QSizePolicy, QStyle, QWidget

from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.widgets.buttons import IconButton, KeyButton
from warehouse_app.ui.widgets.text import unmarked


class Toolbar(QWidget):
    """Controls beside each other; those in `right` at the far end of the line.

    Of the buttons in `folding`, which stand after the left ones, the last are in a menu where the lines that they may
    take are too short for all; `kept` of them never are. `more` is what the button of that menu is called. The keys of
    buttons in it sleep, unless they answer within something that is in sight.
    """

    folded = Signal()
    """Other buttons are in the menu than before."""

    def __init__(
        self,
        *left: QWidget,
        right: tuple[QWidget, ...] = (),
        folding: Sequence[QAbstractButton] = (),
        more: str = "",
        kept: int = 0,
    ) -> None:
        super().__init__()
        self._flow = _Flow(self, kept)
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

    def offer(self, buttons: Collection[QAbstractButton]) -> None:
        """Show only these of the buttons that fold, in the line or in the menu."""
        self._flow.offer(buttons)
        for menu in self.findChildren(QMenu):
            menu.close()  # by now its words may mean something else
        self.updateGeometry()

    def set_lines(self, lines: int) -> None:
        """Let the buttons that fold take so many lines; it is one until then."""
        if lines != self._flow.most_lines:
            self._flow.most_lines = lines
            self._flow.invalidate()
            self.updateGeometry()

    def is_folded(self, button: QAbstractButton) -> bool:
        """Return whether a button is in the menu."""
        return button in self._flow.folded

    def menu(self) -> QMenu:
        """Return the menu of the buttons that are folded away."""
        menu = QMenu(self)
        for button in self._flow.folded:
            words = unmarked(button.accessibleName())
            # A key of its own would be that of the button twice.
            key = button.key_text if isinstance(button, KeyButton) else ""
            action = menu.addAction(f"{words}\t{key}" if key else words)
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

    def __init__(self, parent: QWidget, least_kept: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right: set[QWidget] = set()
        self._all_folding: list[QAbstractButton] = []
        self._folding: list[QAbstractButton] = []
        self._least_kept = least_kept
        self.most_lines = 1
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
        self._all_folding, self._folding, self._more = list(buttons), list(buttons), more
        for widget in (*buttons, more):
            self.addWidget(widget)
        more.hide()

    def offer(self, buttons: Collection[QAbstractButton]) -> None:
        self._folding = [button for button in self._all_folding if button in buttons]
        for button in self._all_folding:
            if button not in buttons:
                button.hide()
        self.invalidate()
        self._fold_at(self.geometry().width())

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        if width not in self._at_width:
            self._at_width[width] = self._broken(width)
        return self._at_width[width]

    def _broken(self, width: int) -> list[list[QLayoutItem]]:
        items = sorted(self._shown(self._kept(width)), key=lambda each: each.widget() in self._right)
        return self._in_lines(items, self._least, width)

    def _in_lines(
        self, items: Sequence[QLayoutItem], wide: Callable[[QLayoutItem], int], width: int
    ) -> list[list[QLayoutItem]]:
        gap = self._gap()
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in items:
            wanted = wide(item)
            if lines and used + gap + wanted <= width:
                lines[-1].append(item)
                used += gap + wanted
            else:
                lines.append([item])
                used = wanted
        return lines

    def _kept(self, width: int) -> int:
        """Return how many of the buttons that fold are in the line, where nothing else in it is squeezed for them."""
        least = min(self._least_kept, len(self._folding))
        for kept in range(len(self._folding), least, -1):
            shown = self._shown(kept)
            lines = self._in_lines(shown, lambda item: self._hint(item).width(), width)
            if len(lines) <= self.most_lines:
                return kept
        return least

    def _shown(self, kept: int) -> list[QLayoutItem]:
        """Return what is in sight where so many of the buttons that fold are."""
        some: list[QWidget] = [*self._folding[:kept]]
        if self._more is not None and kept < len(self._folding):
            some.append(self._more)
        return [item for item in self._items if (item.widget() in some if self._folds(item) else not item.isEmpty())]

    def _folds(self, item: QLayoutItem) -> bool:
        widget = item.widget()
        return widget is not None and (widget is self._more or widget in self._all_folding)

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
        items = [
            self._hint(item) if self._folds(item) else item.minimumSize() for item in self._shown(self._least_kept)
        ]
        return QSize(
            max((each.width() for each in items), default=0), max((each.height() for each in items), default=0)
        )
