"""The steps after the files: every wrong row, what will be stored, and what was."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from warehouse_app.domain.records import Kind
from warehouse_app.services.importing import Imported
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.followed import followed_words
from warehouse_app.ui.importing.plan import CheckedFile, Wrong
from warehouse_app.ui.importing.shown import TextTable, kind_text, problem_text
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.widgets import Caption, FlowingText, KeyButton, Title, Toolbar, Weight
from warehouse_app.ui.words.importing import ImportWord


class ProblemsStep(QWidget):
    """Every wrong row: file, line, column and a sentence; the list can be saved, and the files checked again."""

    back_wanted = Signal()
    check_wanted = Signal()
    save_wanted = Signal(object)
    """The Path to save the list to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        say, look = desk.say, Look.current()
        self.title = Title()
        self.shown = Caption(wraps=True)
        self.saved = FlowingText()
        self.table = TextTable(say(ImportWord.WRONG))
        self.back_button = KeyButton(say(ImportWord.BACK), "Alt+Left")
        self.save_button = KeyButton(say(ImportWord.SAVE_LIST), "Ctrl+S", icon=Icon.SAVE)
        self.again_button = KeyButton(say(ImportWord.CHECK_AGAIN), "F5", weight=Weight.PRIMARY)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*look.theme.margins(Space.XL))
        whole.setSpacing(look.px(Space.M))
        for widget in (self.title, FlowingText(say(ImportWord.WRONG_HINT)), self.shown):
            whole.addWidget(widget)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.saved)
        whole.addWidget(Toolbar(self.back_button, self.save_button, right=(self.again_button,)))
        self.back_button.clicked.connect(self.back_wanted)
        self.again_button.clicked.connect(self.check_wanted)
        self.save_button.clicked.connect(self._ask_where)

    def show_wrong(self, wrong: Wrong) -> None:
        """Show what is wrong, the first of it where it is much."""
        say = self._desk.say
        self.title.setText(say(ImportWord.WRONG_HEAD, count=wrong.total))
        shown = len(wrong.first)
        more = wrong.total > shown
        self.shown.setText(say(ImportWord.WRONG_SHOWN, shown=shown, count=wrong.total) if more else "")
        self.shown.setVisible(more)
        self.say_saved("")
        words = (ImportWord.FILE, ImportWord.LINE, ImportWord.COLUMN, ImportWord.WRONG)
        rows = [
            [file, self._desk.text(problem.line), problem.column, problem_text(self._desk, problem)]
            for file, problem in wrong.first
        ]
        self.table.show_rows([say(word) for word in words], rows)

    def say_saved(self, sentence: str) -> None:
        """Say what became of the list that was to be saved."""
        self.saved.setText(sentence)
        self.saved.setVisible(bool(sentence))

    def _ask_where(self) -> None:
        say = self._desk.say
        name = str(Path.home() / f"{say(ImportWord.LIST_NAME)}.csv")
        kinds = f"{say(ImportWord.TABLES)} (*.csv *.xlsx)"
        place, _ = QFileDialog.getSaveFileName(self, say(ImportWord.SAVE_LIST), name, kinds)
        if place:
            self.save_wanted.emit(Path(place))


class Summary(QWidget):
    """What will be stored, or what was: a headline, a hint, a row for each file, and notes."""

    first_pressed = Signal()
    second_pressed = Signal()

    def __init__(self, desk: Desk, first: tuple[ImportWord, str], second: tuple[ImportWord, str]) -> None:
        super().__init__()
        self._desk = desk
        look = Look.current()
        self.title = Title()
        self.hint = FlowingText()
        self.notes = FlowingText()
        self.table = TextTable(desk.say(ImportWord.FILES))
        self.first_button = KeyButton(desk.say(first[0]), first[1])
        self.second_button = KeyButton(desk.say(second[0]), second[1], weight=Weight.PRIMARY)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*look.theme.margins(Space.XL))
        whole.setSpacing(look.px(Space.M))
        for widget in (self.title, self.hint):
            whole.addWidget(widget)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.notes)
        whole.addWidget(Toolbar(self.first_button, right=(self.second_button,)))
        self.first_button.clicked.connect(self.first_pressed)
        self.second_button.clicked.connect(self.second_pressed)

    def _show(self, title: ImportWord, hint: str, notes: Sequence[str]) -> None:
        self.title.setText(self._desk.say(title))
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))

    def _show_table(self, words: Sequence[ImportWord], rows: Sequence[tuple[Kind, str, Sequence[int]]]) -> None:
        say, text = self._desk.say, self._desk.text
        texts = [[kind_text(self._desk, kind), file, *map(text, counts)] for kind, file, counts in rows]
        self.table.show_rows([say(word) for word in (ImportWord.KIND, ImportWord.FILE, *words)], texts)


class ReadyStep(Summary):
    """No row is wrong: what will be stored."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, (ImportWord.BACK, "Alt+Left"), (ImportWord.TAKE_IN, "Ctrl+Return"))

    def show_checked(self, files: Sequence[CheckedFile]) -> None:
        """Show how many rows of each file will be stored, and what the rules of a mapping did."""
        say, notes = self._desk.say, []
        for file in files:
            notes += [say(ImportWord.LEFT_OUT, rule=rule, count=count) for rule, count in file.left_out.items()]
            notes += [say(ImportWord.EFFECT, rule=rule, count=count) for rule, count in file.effects.items()]
        self._show_table((ImportWord.ROWS,), [(file.kind, file.file, (file.rows,)) for file in files])
        self._show(ImportWord.RIGHT_HEAD, say(ImportWord.RIGHT_HINT), notes)


class DoneStep(Summary):
    """All is stored: what became of it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, (ImportWord.MORE, ""), (ImportWord.DONE, "Ctrl+Return"))

    def show_imported(self, imported: Imported, *, too_late: bool) -> None:
        """Show what became of the rows of each file; `too_late` where somebody wanted to stop it."""
        say, notes = self._desk.say, []
        if imported.unmatched:
            notes.append(say(ImportWord.UNMATCHED, count=imported.unmatched))
        if imported.lines:
            notes.append(say(ImportWord.FILLED, lines=imported.lines, units=imported.units))
        if imported.stops or imported.shares:
            followed = followed_words(self._desk, imported.stops, (), imported.shares, unnamed=imported.unnamed)
            notes.append(followed)
        rows = [(each.kind, each.file, (each.new, each.changed, each.unchanged)) for each in imported.kinds]
        self._show_table((ImportWord.NEW, ImportWord.CHANGED, ImportWord.SAME), rows)
        self._show(ImportWord.DONE_HEAD, say(ImportWord.TOO_LATE) if too_late else "", notes)
