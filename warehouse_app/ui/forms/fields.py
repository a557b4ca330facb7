"""The fields of a form: each holds a value, knows whether it was changed, and says below itself what is wrong."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms.readers import Reader, Wrong
from warehouse_app.ui.pickers import Picker
from warehouse_app.ui.widgets.form import Field
from warehouse_app.ui.words.forms import Wrongly

T = TypeVar("T")

_NARROW = 10
"""So many characters of a choice are in sight at least."""


class ValueField(Field, Generic[T]):
    """A field of a form.

    `set` gives it a value and makes it clean; `check` marks what is wrong; `value` may be asked once that was fine.
    """

    edited = Signal()
    """The person changed something in it."""

    def set(self, value: T) -> None:
        """Show a value that is stored, or proposed."""
        raise NotImplementedError

    def check(self) -> bool:
        """Return whether it holds a value; where not, the sentence stands below it."""
        return True

    @property
    def value(self) -> T:
        """What it holds."""
        raise NotImplementedError

    @property
    def dirty(self) -> bool:
        """Whether the person changed it since it was set."""
        raise NotImplementedError

    @property
    def settled(self) -> bool:
        """Whether nothing is being looked up about it."""
        return True

    def fix(self, reason: str) -> None:
        """Let nobody change it, and say why. An empty reason sets it free."""
        self.editor.setEnabled(not reason)
        self.set_label(self.label.text(), reason)

    def _edited(self) -> None:
        self.set_error("")
        self.edited.emit()


class TypedField(ValueField[T]):
    """One line of text that is read as a value. Left with something readable, it shows how that was understood."""

    def __init__(
        self, desk: Desk, label: str, read: Reader[T], write: Callable[[T], str], *, hint: str = "", empty: str = ""
    ) -> None:
        self._line = QLineEdit()
        super().__init__(label, self._line, hint)
        self._desk, self._read, self._write = desk, read, write
        self._shown = ""
        self._kept: T | Wrong = read("")
        self.set_empty(empty)
        self._line.textEdited.connect(lambda _: self._edited())
        self._line.editingFinished.connect(self._left)

    def set_empty(self, words: str) -> None:
        """Say in grey what an empty field means."""
        self._line.setPlaceholderText(words)

    def set(self, value: T) -> None:
        self._shown, self._kept = self._write(value), value
        self._line.setText(self._shown)
        self.set_error("")

    def check(self) -> bool:
        found = self._found()
        self.set_error(self._desk.say(found.code, **found.facts) if isinstance(found, Wrong) else "")
        return not isinstance(found, Wrong)

    @property
    def value(self) -> T:
        found = self._found()
        assert not isinstance(found, Wrong), "a field is checked before it is asked"
        return found

    @property
    def dirty(self) -> bool:
        return self._line.text() != self._shown

    def _found(self) -> T | Wrong:
        # What was not touched is what it was, to the last digit that is not shown.
        return self._read(self._line.text().strip()) if self.dirty else self._kept

    def _left(self) -> None:
        if self.dirty and self.check():
            self._line.setText(self._write(self.value))


class _Box(QComboBox):
    """A box that the wheel changes only where the person is in it: else scrolling a form would change it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceField(ValueField[T]):
    """One of a few values, each with its words."""

    def __init__(self, label: str, choices: Sequence[tuple[T, str]], *, hint: str = "") -> None:
        self._box = _Box()
        super().__init__(label, self._box, hint)
        self._values: list[T] = []
        self._set_to = 0
        self.set_choices(choices)
        self._box.activated.connect(lambda _: self._edited())

    def set_choices(self, choices: Sequence[tuple[T, str]]) -> None:
        """Offer other choices, or the same in other words; the one that is chosen stays so."""
        place = max(0, self._box.currentIndex())
        self._values = [value for value, _ in choices]
        self._box.clear()
        self._box.addItems([words for _, words in choices])
        self._box.setCurrentIndex(min(place, len(choices) - 1))

    def be_narrow(self) -> None:
        """Take no more room than there is: the words of a choice may be cut off, in the list they are whole."""
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(_NARROW)

    def set(self, value: T) -> None:
        self._set_to = self._values.index(value)
        self._box.setCurrentIndex(self._set_to)
        self.set_error("")

    @property
    def value(self) -> T:
        return self._values[self._box.currentIndex()]

    @property
    def dirty(self) -> bool:
        return self._box.currentIndex() != self._set_to


class YesNoField(ValueField[bool]):
    """A box to tick."""

    def __init__(self, label: str, *, hint: str = "") -> None:
        self._box = QCheckBox()
        self._set_to = False
        super().__init__(label, self._box, hint)
        self._box.clicked.connect(lambda _: self._edited())

    def set_label(self, label: str, hint: str | None = None) -> None:
        super().set_label(label, hint)
        self.label.hide()
        self._box.setText(label)

    def set(self, value: bool) -> None:  # noqa: FBT001 - it holds a truth
        self._set_to = value
        self._box.setChecked(value)
        self.set_error("")

    @property
    def value(self) -> bool:
        return self._box.isChecked()

    @property
    def dirty(self) -> bool:
        return self._box.isChecked() != self._set_to


class PickField(ValueField[str]):
    """The code of something that the house knows, chosen by typing; `about` says below it what it is."""

    def __init__(
        self,
        desk: Desk,
        label: str,
        picker: Picker,
        unknown: Wrongly,
        *,
        about: Callable[[Picker], str],
        required: bool = True,
    ) -> None:
        super().__init__(label, picker)
        self.picker = picker
        self._desk, self._unknown, self._about, self._required = desk, unknown, about, required
        self._set_to = ""
        picker.textEdited.connect(lambda _: self._typed())
        picker.picked.connect(self._picked)
        picker.not_found.connect(self.check)

    def set(self, value: str) -> None:
        self._set_to = value
        self.picker.show_code(value)
        self.set_error("")

    def check(self) -> bool:
        typed = self.picker.text().strip()
        wrong = ""
        if not typed and self._required:
            wrong = self._desk.say(Wrongly.REQUIRED)
        elif typed and not self.picker.code:
            wrong = self._desk.say(self._unknown, text=typed)
        self.set_error(wrong)
        return not wrong

    @property
    def value(self) -> str:
        return self.picker.code

    @property
    def dirty(self) -> bool:
        return self.picker.text().strip() != self._set_to

    @property
    def settled(self) -> bool:
        return self.picker.settled

    def _typed(self) -> None:
        self.set_label(self.label.text(), "")
        self._edited()

    def _picked(self) -> None:
        self.set_label(self.label.text(), self._about(self.picker))
        self._edited()


def first_wrong(fields: Sequence[ValueField[object]]) -> QWidget | None:
    """Mark all that is wrong in `fields`; return the editor of the first of them."""
    wrong = [field for field in fields if not field.check()]
    return wrong[0].editor if wrong else None
