"""Forms: a label, its editor, a hint, and below them the sentence that says what is wrong."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from warehouse_app.ui.look import Icon, Ink, Look, Space
from warehouse_app.ui.widgets.text import Caption, FlowingText, Label, unmarked


class Field(QWidget):
    """One row of a form. The editor is named by its label; an error marks it and is read with it."""

    def __init__(self, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self.label = Label()
        self.label.setBuddy(editor)
        self.hint = Caption(hint, wraps=True)
        self._sign = QLabel()
        self._error = FlowingText(ink=Ink.ERROR)
        self._trouble = QWidget()
        line = QHBoxLayout(self._trouble)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._error, 1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, editor, self.hint, self._trouble):
            self._layout.addWidget(widget)
        self.set_label(label, hint)
        self.set_error("")
        Look.current().changed.connect(self._look_again)
        self._look_again()

    @property
    def error(self) -> str:
        """The sentence that stands below the field; empty where all is well."""
        return self._error.text()

    def set_label(self, label: str, hint: str | None = None) -> None:
        """Change the label, and the hint with it where one is given."""
        self.label.setText(unmarked(label))
        self.editor.setAccessibleName(label)
        if hint is not None:
            self.hint.setText(hint)
            self.hint.setVisible(bool(hint))

    def set_error(self, sentence: str) -> None:
        """Say what is wrong with what was typed; empty for nothing."""
        self._error.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence or self.hint.text())
        self.editor.setProperty("invalid", bool(sentence))
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def _look_again(self) -> None:
        look = Look.current()
        self._layout.setSpacing(look.px(Space.XS))
        self._sign.setPixmap(look.pixmap(Icon.ERROR, Ink.ERROR, 16, ratio=self.devicePixelRatioF()))


class Form(QWidget):
    """Fields below each other, or in columns."""

    def __init__(self, fields: Iterable[Field] = (), columns: int = 1) -> None:
        super().__init__()
        self._columns = columns
        self.fields: list[Field] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        for field in fields:
            self.add(field)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def add(self, field: Field) -> Field:
        """Add a field at the end."""
        row, column = divmod(len(self.fields), self._columns)
        self.fields.append(field)
        self._grid.addWidget(field, row, column, Qt.AlignmentFlag.AlignTop)
        return field

    def clear_errors(self) -> None:
        """Take every error sentence away."""
        for field in self.fields:
            field.set_error("")

    def _look_again(self) -> None:
        look = Look.current()
        self._grid.setHorizontalSpacing(look.px(Space.XL))
        self._grid.setVerticalSpacing(look.px(Space.M))
