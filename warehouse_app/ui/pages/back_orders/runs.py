"""The latest runs in a window of their own, from which one can be undone."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Mode
from warehouse_app.queries.run_list import ListedRun, latest_runs
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.undoing import RunUndone, undo_run
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.latest import Latest
from warehouse_app.ui.look import Icon, Ink, Look, Space
from warehouse_app.ui.short_table import RowPicked, ShortColumn, ShortRow, ShortTable
from warehouse_app.ui.widgets import Caption, FlowingText, KeyButton, Toolbar
from warehouse_app.ui.words.back_orders import CauseWord, ModeWord, RunsWord
from warehouse_app.ui.words.policies import POLICY_NAMES

_WIDTH, _HEIGHT = 1190, 560
_MODES = {
    Mode.FILL: ModeWord.FILL,
    Mode.REDISTRIBUTE: ModeWord.REDISTRIBUTE,
    Mode.CUT: ModeWord.CUT,
    Mode.UNDO: ModeWord.UNDO,
}
_CAUSES = {word.value.removeprefix("run-cause-"): word for word in CauseWord}


class RunsDialog(QDialog):
    """The runs, newest first. What came of undoing one is said here too, where somebody looks."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = Latest(desk, self)
        self._runs: dict[int, ListedRun] = {}
        say = desk.say
        self.setWindowTitle(say(RunsWord.TITLE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.table = ShortTable(self._columns(), say(RunsWord.TITLE), say(RunsWord.EMPTY))
        self.message = FlowingText()
        self.message.hide()
        self.undo_button = KeyButton(say(RunsWord.UNDO), "Ctrl+Z", icon=Icon.UNDO)
        self.close_button = KeyButton(say(RunsWord.CLOSE), "Esc")
        self.undo_button.clicked.connect(self.undo)
        self.close_button.clicked.connect(self.reject)
        self.table.picked.connect(self._picked)
        desk.changed.connect(self._changed)
        look = Look.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(*look.theme.margins(Space.L))
        column.setSpacing(look.px(Space.M))
        column.addWidget(Caption(say(RunsWord.ABOUT), wraps=True))
        column.addWidget(self.table, 1)
        column.addWidget(self.message)
        column.addWidget(Toolbar(self.undo_button, right=(self.close_button,)))
        wanted = QSize(look.px(_WIDTH), look.px(_HEIGHT))
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.94))
        self._picked(RowPicked(None))
        self.refresh()

    def refresh(self) -> None:
        """Read the runs again."""
        store = self._desk.house.store
        self._reading.ask(lambda: latest_runs(store), self._show)

    def undo(self) -> None:
        """Undo the chosen run, or say why it cannot be."""
        chosen = self._chosen()
        if chosen is not None and chosen.can_be_undone:
            house = self._desk.house
            self.undo_button.setEnabled(False)
            self._desk.background.run(
                Lane.SCANS, self, lambda: undo_run(house.store, house.act(), chosen.run), self._undone, self._refused
            )

    def _undone(self, done: RunUndone) -> None:
        facts = {"undone": done.undone, "taken": done.taken, "returned": done.returned}
        self._say(self._desk.say(RunsWord.UNDONE, **facts), Ink.OK)
        self._desk.sound(Tone.OK)
        self._desk.announce(done.changes)

    def _refused(self, error: Exception) -> None:
        self._picked(RowPicked(self.table.current))
        if isinstance(error, Refused):
            self._say(self._desk.say(error.code, **error.facts), Ink.ERROR)
            self._desk.sound(Tone.ERROR)
        else:
            self._desk.trouble(error)

    def _say(self, sentence: str, ink: Ink) -> None:
        self.message.set_ink(ink)
        self.message.setText(sentence)
        self.message.show()

    def _changed(self, changes: Changes) -> None:
        if Area.QUEUE in changes.areas:
            self.refresh()

    def _show(self, runs: list[ListedRun]) -> None:
        self._runs = {each.run: each for each in runs}
        self.table.show_rows([self._row(each) for each in runs])
        self._picked(RowPicked(self.table.current))

    def _chosen(self) -> ListedRun | None:
        row = self.table.current
        return None if row is None or not isinstance(row.key, int) else self._runs.get(row.key)

    def _picked(self, _picked: RowPicked) -> None:
        chosen = self._chosen()
        self.undo_button.setEnabled(chosen is not None and chosen.can_be_undone)

    def _row(self, each: ListedRun) -> ShortRow:
        desk, cause = self._desk, _CAUSES.get(each.cause)
        state = ""
        if each.undone_by is not None:
            state = desk.say(RunsWord.UNDONE_BY, run=each.undone_by)
        elif each.undoes is not None:
            state = desk.say(RunsWord.UNDOES, run=each.undoes)
        texts = (
            str(each.run),
            desk.moment(each.at),
            each.cause if cause is None else desk.say(cause),
            desk.say(_MODES[each.mode]),
            desk.say(POLICY_NAMES[each.policy]),
            each.who,
            desk.text(each.given) if each.given else "",
            desk.text(each.taken) if each.taken else "",
            state,
        )
        return ShortRow(each.run, texts, faint=each.undone_by is not None)

    def _columns(self) -> list[ShortColumn]:
        say = self._desk.say
        return [
            ShortColumn(say(RunsWord.NUMBER), 5, number=True),
            ShortColumn(say(RunsWord.AT), 20),
            ShortColumn(say(RunsWord.CAUSE), 15),
            ShortColumn(say(RunsWord.MODE), 20),
            ShortColumn(say(RunsWord.POLICY), 22, stretch=True),
            ShortColumn(say(RunsWord.WHO), 8),
            ShortColumn(say(RunsWord.GIVEN), 6, number=True),
            ShortColumn(say(RunsWord.TAKEN), 6, number=True),
            ShortColumn(say(RunsWord.STATE), 11, spare=True),
        ]
