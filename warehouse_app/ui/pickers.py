"""Choosing an item, a customer or a supplier by typing: a field with a list below it, searched in the background."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from warehouse_app.queries.choosing import (
    Choice,
    CustomerChoice,
    ItemChoice,
    SupplierChoice,
    choose_customers,
    choose_items,
    choose_suppliers,
    meant,
)
from warehouse_app.ui.background import Lane, Task
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.picker_list import Finder, PickerList
from warehouse_app.ui.words.forms import FormWord

REST_MS = 120
"""How long typing must rest before the database is asked."""


def item_finder(desk: Desk) -> Finder:
    """Return how items are chosen, with what is free of each."""

    def detail(choice: Choice) -> str:
        assert isinstance(choice, ItemChoice)
        return desk.say(FormWord.FREE, free=choice.free)

    return Finder(_reading(desk, choose_items), detail)


def customer_finder(desk: Desk) -> Finder:
    """Return how customers are chosen, with their city and class."""

    def detail(choice: Choice) -> str:
        assert isinstance(choice, CustomerChoice)
        return " · ".join(part for part in (choice.city, choice.rank_class) if part)

    return Finder(_reading(desk, choose_customers), detail)


def supplier_finder(desk: Desk) -> Finder:
    """Return how suppliers are chosen, with how long they take."""

    def detail(choice: Choice) -> str:
        assert isinstance(choice, SupplierChoice)
        days = choice.lead_time_days
        return "" if days is None else desk.say(FormWord.LEAD_TIME, days=days)

    return Finder(_reading(desk, choose_suppliers), detail)


def _reading(desk: Desk, choose: Callable[..., Sequence[Choice]]) -> Callable[[str], Sequence[Choice]]:
    def find(text: str) -> Sequence[Choice]:
        store = desk.house.store
        with store.snapshot():
            return choose(store, text)

    return find


__all__ = ["Finder", "Picker", "customer_finder", "item_finder", "supplier_finder", "the_one"]


def the_one(choices: Sequence[Choice], text: str) -> Choice | None:
    """Return what `text` stands for: what it names in full, or the only thing that fits it."""
    return meant(choices, text) or (choices[0] if len(choices) == 1 else None)


class Picker(QLineEdit):
    """A field for one code. What is typed is looked for once typing rests; Enter takes the line of the list that is
    marked, and whoever goes on without one gets what the text names in full. One that is `in_cell` leaves that, and
    where to go on to, to its table.
    """

    picked = Signal()
    """`code` and `choice` have changed to something that exists."""
    not_found = Signal()
    """The person went on, and nothing is called so."""
    was_settled = Signal()
    """What was looked up is known."""

    def __init__(self, desk: Desk, finder: Finder, *, placeholder: str = "", in_cell: bool = False) -> None:
        super().__init__()
        self._desk, self._finder, self._in_cell = desk, finder, in_cell
        self.choice: Choice | None = None
        self._code = ""
        self._task: Task | None = None
        self._list = PickerList(desk, finder, self)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._look)
        self.textEdited.connect(self._typed)
        self._list.taken.connect(self._take)
        # The list lives in the window, not in the field.
        self.destroyed.connect(self._list.deleteLater)
        self.setPlaceholderText(placeholder)

    @property
    def code(self) -> str:
        """The code of what was chosen; empty where nothing is."""
        return self._code

    @property
    def settled(self) -> bool:
        """Whether nothing is being looked up."""
        return self._task is None

    def show_code(self, code: str, choice: Choice | None = None) -> None:
        """Show what is stored or known already."""
        self._forget()
        self._code, self.choice = code, choice
        self.setText(code)

    def takes(self, event: QKeyEvent) -> bool:
        """Do what a key does to the list; return whether nobody else may have the key."""
        match event.key():
            case Qt.Key.Key_Down if self._list.isVisible():
                self._list.step(1)
            case Qt.Key.Key_Up if self._list.isVisible():
                self._list.step(-1)
            case Qt.Key.Key_Down:
                self._look()
            case Qt.Key.Key_Escape if self._list.isVisible():
                self._list.hide()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab if self._list.isVisible():
                return self._list.take_marked()
            case _:
                return False
        return True

    def settle(self) -> None:
        """Find out what the text stands for, where nothing was chosen from the list."""
        self._list.hide()
        self._rest.stop()
        text = self.text().strip()
        if not text or self._code:
            return
        self._ask(text, self._settled)

    def _typed(self) -> None:
        self._forget()
        self._code, self.choice = "", None
        if self.text().strip():
            self._rest.start()
        else:
            self._list.hide()

    def _forget(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._rest.stop()

    def _look(self) -> None:
        self._ask(self.text().strip(), self._found)

    def _ask(self, text: str, then: Callable[[str, Sequence[Choice]], None]) -> None:
        self._forget()

        def answered(choices: Sequence[Choice]) -> None:
            self._task = None
            then(text, choices)
            self.was_settled.emit()

        def failed(error: Exception) -> None:
            self._task = None
            self._desk.trouble(error)
            self.was_settled.emit()

        self._task = self._desk.background.run(Lane.READS, self, lambda: self._finder.find(text), answered, failed)

    def _found(self, text: str, choices: Sequence[Choice]) -> None:
        if self.hasFocus():
            self._list.show_choices(text, choices)
        else:
            self._settled(text, choices)

    def _settled(self, text: str, choices: Sequence[Choice]) -> None:
        one = the_one(choices, text)
        if one is None:
            self.not_found.emit()
        else:
            self._take(one)

    def _take(self, choice: Choice) -> None:
        self._forget()
        self._list.hide()
        self._code, self.choice = choice.code, choice
        self.setText(choice.code)
        self.picked.emit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() == Qt.Key.Key_Escape and self._list.isVisible())
            # Esc closes the list, and only then what is around it.
            return event.isAccepted() or super().event(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.takes(event):
            super().keyPressEvent(event)
        elif self._code and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not self._in_cell:
            self.focusNextChild()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's own
        # Tab takes the marked line as Enter does; Qt asks here before the key would arrive.
        if next and self._list.isVisible():
            self._list.take_marked()
        return super().focusNextPrevChild(next)

    def hideEvent(self, event: QHideEvent) -> None:
        self._list.hide()
        super().hideEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._in_cell or event.reason() is Qt.FocusReason.ActiveWindowFocusReason:
            self._list.hide()
        else:
            self.settle()
