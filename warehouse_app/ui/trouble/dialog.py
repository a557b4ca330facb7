"""The dialog of an error: what happened in plain words, that nothing stored is lost, what to do, and the report."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from warehouse_app.ui.trouble.report import Happened
from warehouse_app.ui.words.trouble import TroubleWord

_LETTERS, _DETAILS_LINES = 84, 10
"""How wide the text is, in letters, and how high the details are, in lines."""


class ErrorDialog(QDialog):
    """Tells errors. It builds on nothing of the program's own but its words, since anything may be what is broken.

    `report` makes the text of the report of what has happened until then.
    """

    quit_wanted = Signal()

    def __init__(self, say: Callable[..., str], report: Callable[[], str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._say = say
        self._report = report
        self.setModal(True)
        self.setWindowTitle(say(TroubleWord.TITLE))
        self.counted = _label("")
        self.answer = _label("")
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setMinimumHeight(self.fontMetrics().lineSpacing() * _DETAILS_LINES)
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.setAccessibleName(say(TroubleWord.DETAILS))
        self.details.hide()
        self.show_button = self._button(TroubleWord.SHOW, self._show_details, checkable=True)
        self.save_button = self._button(TroubleWord.SAVE, self._save)
        self.copy_button = self._button(TroubleWord.COPY, self._copy)
        self.continue_button = self._button(TroubleWord.CONTINUE, self.accept)
        self.quit_button = self._button(TroubleWord.QUIT, self._quit)
        self._lay_out()

    def show_errors(self, errors: Sequence[Happened]) -> None:
        """Show how often the first of `errors` has happened, and how many others meanwhile."""
        first, *others = errors
        said = [self._say(TroubleWord.TIMES, count=first.count)] if first.count > 1 else []
        if others:
            said.append(self._say(TroubleWord.OTHERS, count=len(others)))
        self.counted.setText(" ".join(said))
        self.counted.setVisible(bool(said))
        self.details.setPlainText(self._report())
        self._fit()

    def _lay_out(self) -> None:
        sign = QLabel()
        icon = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        sign.setPixmap(icon.pixmap(40, 40))
        head = _label(self._say(TroubleWord.HEAD))
        font = head.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.3)
        head.setFont(font)
        words = QVBoxLayout()
        words.setSpacing(10)
        words.addWidget(head)
        words.addWidget(self.counted)
        for code in (TroubleWord.SAFE, TroubleWord.WHAT_NOW, TroubleWord.HOLDS):
            words.addWidget(_label(self._say(code)))
        words.addWidget(self.answer)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        buttons = QHBoxLayout()
        for button in (self.show_button, self.copy_button, self.save_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.quit_button)
        buttons.addWidget(self.continue_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 20, 20, 16)
        whole.setSpacing(16)
        whole.addLayout(top)
        whole.addWidget(self.details, 1)
        whole.addLayout(buttons)
        self.counted.hide()
        self.answer.hide()
        self.continue_button.setFocus()

    def _button(self, code: TroubleWord, pressed: Callable[..., object], *, checkable: bool = False) -> QPushButton:
        button = QPushButton(self._say(code))
        button.setAutoDefault(False)  # the Enter of a scanner must answer nothing here
        button.setMinimumWidth(button.sizeHint().width())
        button.setCheckable(checkable)
        if checkable:
            button.toggled.connect(pressed)
        else:
            button.clicked.connect(pressed)
        return button

    def _fit(self) -> None:
        """Be as high as what is said needs at this width; a dialog does not grow with its text by itself."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        width = max(self.fontMetrics().averageCharWidth() * _LETTERS, layout.minimumSize().width())
        self.resize(width, layout.totalHeightForWidth(width))

    def _show_details(self, wanted: bool) -> None:  # noqa: FBT001 - a slot
        self.details.setVisible(wanted)
        self._fit()

    def _save(self) -> None:
        name = f"warehouse-app-report-{datetime.now().astimezone():%Y%m%d-%H%M%S}.txt"
        kinds = f"{self._say(TroubleWord.FILES)} (*.txt)"
        place, _ = QFileDialog.getSaveFileName(self, self._say(TroubleWord.SAVE), str(Path.home() / name), kinds)
        if not place:
            return
        try:
            Path(place).write_text(self._report(), encoding="utf-8")
        except OSError as error:
            self._answer(self._say(TroubleWord.NOT_SAVED, place=place, reason=error.strerror or str(error)))
        else:
            self._answer(self._say(TroubleWord.SAVED, place=place))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report())
        self._answer(self._say(TroubleWord.COPIED))

    def _answer(self, text: str) -> None:
        self.answer.setText(text)
        self.answer.show()
        self._fit()

    def _quit(self) -> None:
        self.accept()
        self.quit_wanted.emit()


def _label(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
