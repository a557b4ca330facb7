"""The import as a whole: its steps, and what is asked of the process that reads and stores."""

import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.domain.errors import Refused
from warehouse_app.services.importing import Imported
from warehouse_app.ui.background import Lane, Progress, Task
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.importing.apart import Apart
from warehouse_app.ui.importing.chosen import ChosenFile, Remembered, remember
from warehouse_app.ui.importing.files import FilesStep
from warehouse_app.ui.importing.plan import (
    Check,
    CheckedFile,
    Fitting,
    HouseAddress,
    Look,
    Looked,
    Phase,
    Preview,
    PreviewRow,
    Request,
    SaveProblems,
    Step,
    Stopped,
    TakeIn,
    Wrong,
)
from warehouse_app.ui.importing.results import DoneStep, ProblemsStep, ReadyStep
from warehouse_app.ui.importing.working import Working
from warehouse_app.ui.widgets import Scrolled
from warehouse_app.ui.words.importing import ImportWord

R = TypeVar("R")

_LAYOUT = "import-columns"


class ImportView(QWidget):
    """Files are chosen and matched, checked, and taken in. `leave` ends it, whatever it is at."""

    taken_in = Signal(object)
    """Imported: something was stored just now."""
    left = Signal()
    """Nothing more is wanted, and the process that read is gone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._apart = Apart(_address(desk))
        self._stop = Event()
        self._preview: Task | None = None
        self._working = self._leaving = False
        self.files = FilesStep(desk, self._remembered)
        self.working = Working(desk.say, cancel=ImportWord.CANCEL, stopping=ImportWord.STOPPING)
        self.problems = ProblemsStep(desk)
        self.ready = ReadyStep(desk)
        self.done = DoneStep(desk)
        self.steps = QStackedWidget()
        for step in (self.files, self.working, self.problems, self.ready, self.done):
            self.steps.addWidget(step)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(self.steps))
        self._connect()
        self.destroyed.connect(self._apart.close)

    def _connect(self) -> None:
        self.files.added.connect(self._look_at)
        self.files.matched.connect(self._show_preview)
        self.working.stop_wanted.connect(self._stop_working)
        self.problems.save_wanted.connect(self._save_problems)
        self.ready.second_pressed.connect(self._take_in)
        for leave in (self.files.leave_wanted, self.done.second_pressed):
            leave.connect(self.leave)
        for check in (self.files.check_wanted, self.problems.check_wanted):
            check.connect(self._check)
        for back in (self.problems.back_wanted, self.ready.first_pressed, self.done.first_pressed):
            back.connect(self._show_files)

    @property
    def working_on_it(self) -> bool:
        """Whether rows are being checked or stored."""
        return self._working

    def leave(self) -> None:
        """Stop what is under way, end the process that reads, and then say `left`."""
        if not self._leaving:
            self._leaving = True
            self._stop_working()
            self._desk.background.run(Lane.LONG, self, self._apart.close, lambda _: self.left.emit())

    def _look_at(self, files: tuple[ChosenFile, ...]) -> None:
        for file in files:
            self._ask(Look(file.path), partial(self._looked, file), partial(self._not_looked, file))
        folder = files[0].path.parent
        if all(file.path.parent == folder for file in self.files.files):
            self._ask(Fitting(folder), lambda fitting: self.files.offer(folder, fitting))

    def _looked(self, file: ChosenFile, looked: Looked) -> None:
        file.take_look(looked, self._remembered())
        self.files.looked_at(file)

    def _not_looked(self, file: ChosenFile, error: Refused) -> None:
        file.refused = error
        self.files.looked_at(file)

    def _show_preview(self, file: ChosenFile) -> None:
        if self._preview is not None:
            self._preview.cancel()
            self._preview = None
        if not file.ready:
            self.files.matching.show_rows(file, ())
            return

        def found(rows: tuple[PreviewRow, ...]) -> None:
            note = "" if rows else self._desk.say(ImportWord.NO_ROWS)
            self.files.matching.show_rows(file, rows, note)

        self._preview = self._ask(
            Preview(file.matched()),
            found,
            lambda error: self.files.matching.show_rows(file, (), self._desk.say(error.code, **error.facts)),
        )

    def _check(self) -> None:
        plan = self.files.plan
        if plan is None:
            return
        if self.files.mapped is None:
            kept = remember(self.files.files, self._remembered())
            self._desk.keep(self._desk.workstation.with_layout(_LAYOUT, kept))
        request = Check(plan, self.files.update_box.isChecked())
        self._work(request, self._checked, ImportWord.CHECKING, ImportWord.CHECKING_HINT)

    def _checked(self, answer: tuple[CheckedFile, ...] | Wrong | Stopped) -> None:
        match answer:
            case Stopped():
                self._show_files(self._desk.say(ImportWord.STOPPED))
            case Wrong():
                self.problems.show_wrong(answer)
                self.steps.setCurrentWidget(self.problems)
            case _:
                self.ready.show_checked(answer)
                self.steps.setCurrentWidget(self.ready)

    def _save_problems(self, path: Path) -> None:
        def saved(count: int) -> None:
            self.problems.say_saved(self._desk.say(ImportWord.LIST_SAVED, count=count, place=str(path)))

        self._ask(
            SaveProblems(path, self._desk.language),
            saved,
            lambda error: self.problems.say_saved(self._desk.say(error.code, **error.facts)),
        )

    def _take_in(self) -> None:
        self._work(TakeIn(uuid.uuid4().hex), self._stored, ImportWord.TAKING_IN, ImportWord.TAKING_IN_HINT)

    def _stored(self, answer: Imported | Stopped) -> None:
        if isinstance(answer, Stopped):
            self._show_files(self._desk.say(ImportWord.STOPPED))
            return
        self.done.show_imported(answer, too_late=self._stop.is_set())
        self.steps.setCurrentWidget(self.done)
        self._desk.announce(answer.changes)
        self.taken_in.emit(answer)

    def _show_files(self, trouble: str = "") -> None:
        self.files.show_trouble(trouble)
        self.steps.setCurrentWidget(self.files)

    def _stop_working(self) -> None:
        self._stop.set()

    def _work(self, request: Request[R], then: Callable[[R], None], title: ImportWord, hint: ImportWord) -> None:
        """Ask for something long, with its progress on show."""
        self._stop = stop = Event()
        self._working = True
        self.working.begin(self._desk.say(title), self._desk.say(hint))
        self.steps.setCurrentWidget(self.working)

        def work(progress: Progress) -> R:
            def told(step: Step) -> None:
                progress.told(self._words(step), step.done, step.total)

            return self._apart.ask(request, told=told, stop=stop)

        def answered(answer: R) -> None:
            self._working = False
            then(answer)

        def failed(error: Exception) -> None:
            self._working = False
            if isinstance(error, Refused):
                self._show_files(self._desk.say(error.code, **error.facts))
            else:
                self._show_files()
                self._desk.trouble(error)

        self._desk.background.long(self, work, answered, progressed=self.working.show_progress, failed=failed)

    def _ask(
        self,
        request: Request[R],
        then: Callable[[R], None],
        refused: Callable[[Refused], None] | None = None,
    ) -> Task:
        """Ask for something short."""

        def failed(error: Exception) -> None:
            if refused is not None and isinstance(error, Refused):
                refused(error)
            else:
                self._desk.trouble(error)

        return self._desk.background.run(Lane.LONG, self, lambda: self._apart.ask(request), then, failed)

    def _words(self, step: Step) -> str:
        if step.phase is Phase.FILLING:
            return self._desk.say(Phase.FILLING, count=step.done)
        return self._desk.say(step.phase, file=step.file, count=step.done)

    def _remembered(self) -> Remembered:
        kept = self._desk.workstation.layout.get(_LAYOUT, {})
        return kept if isinstance(kept, dict) else {}


class ImportDialog(QDialog):
    """The import in a window of its own, beside which everybody can go on working."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(desk.say(ImportWord.TITLE))
        self.view = ImportView(desk)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.view)
        self.resize(1120, 760)
        self.view.left.connect(self.accept)

    def reject(self) -> None:
        """Esc and the window's own button stop what is under way first, and close it once that is undone."""
        self.view.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.view.leave()


def _address(desk: Desk) -> HouseAddress:
    url = str(desk.house.store.database.database)
    return HouseAddress(url, desk.house.actor, desk.house_settings.time_zone)
