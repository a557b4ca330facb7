"""A line for codes and answers: Ctrl+Z brings typed text back there; where none is left, it takes a booking back."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class CodeLine(QLineEdit):
    """What is typed stands here until Enter. Nothing that was sent comes back: it would stand before the next code."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setMaxLength(10_000)
        self.setAccessibleName(words)

    def take(self) -> str:
        """Empty the line; return what was typed, without blanks around it."""
        text = self.text().strip()
        self.setText("")  # not `clear`, which could be undone
        return text

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.matches(QKeySequence.StandardKey.Undo)
            and not (self.text() or self.isUndoAvailable())
        ):
            event.ignore()
            return False
        return super().event(event)
