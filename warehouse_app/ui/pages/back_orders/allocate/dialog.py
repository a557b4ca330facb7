"""The dialog of a run by hand: what is asked at the left, the difference that it makes at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Policy
from warehouse_app.queries.differences import Asked, Difference, difference, waiting_classes
from warehouse_app.queries.plans import Stage
from warehouse_app.services.allocating import Allocated, AllocateFault, apply_plan
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane, Progress, Progressed, Task
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Ink, Look, Space
from warehouse_app.ui.pages.back_orders.allocate.form import AskForm
from warehouse_app.ui.pages.back_orders.allocate.shown import DifferenceView
from warehouse_app.ui.pages.back_orders.chosen import ChosenLine
from warehouse_app.ui.widgets import Busy, FlowingText, KeyButton, Scrolled, Toolbar, Weight
from warehouse_app.ui.words.allocating import Allocate

_SIZE = QSize(1360, 880)
_OF_SCREEN = 0.94
_FORM_WIDTH, _FORM_SHARE = 356, 0.42
"""How wide the form is at 100 %, and the most of the dialog that it takes where text is large."""
_PREVIEW_KEY = "Ctrl+P"


@dataclass(frozen=True, slots=True)
class Applied:
    """A run that was made: what it gave and took, in base units."""

    done: Allocated
    policy: Policy
    given: int
    taken: int


class AllocateDialog(QDialog):
    """Asks, plans in the background, shows, applies. Nothing is changed before Apply."""

    applied = Signal(object)
    """Applied."""

    def __init__(self, desk: Desk, parent: QWidget, chosen: Sequence[ChosenLine]) -> None:
        super().__init__(parent)
        self._desk = desk
        self._planning: Task | None = None
        self._applying = False
        self._said: Allocate | str = ""
        self._asked: Asked | None = None
        self._difference: Difference | None = None
        say = desk.say
        self.setWindowTitle(say(Allocate.TITLE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form = AskForm(desk, chosen)
        self.view = DifferenceView(desk)
        self.message = FlowingText()
        self.preview_button = KeyButton(say(Allocate.PREVIEW), _PREVIEW_KEY, icon=Icon.PREVIEW)
        self.apply_button = KeyButton(say(Allocate.APPLY), "Ctrl+Return", icon=Icon.ALLOCATE, weight=Weight.PRIMARY)
        self.leave_button = KeyButton(say(Allocate.LEAVE), "Esc")
        self._busy = Busy(say(Allocate.PLANNING))
        self._lay_out()
        self.form.edited.connect(self._asked_otherwise)
        self.view.decided.connect(self._allow)
        self.preview_button.clicked.connect(self.preview_or_stop)
        self.apply_button.clicked.connect(self.apply)
        self.leave_button.clicked.connect(self.reject)
        self._say("")
        self._allow()
        self._read_classes()
        self.form.mode.editor.setFocus()

    # Planning

    def preview_or_stop(self) -> None:
        """Plan what is asked for, or stop planning."""
        if self._planning is not None:
            self._stop()
            self._say(Allocate.STOPPED)
        else:
            asked = self.form.asked()
            if asked is None:
                self._desk.sound(Tone.ERROR)
            else:
                self._say(Allocate.PLANNING)
                self._plan(asked)

    def _plan(self, asked: Asked) -> None:
        store = self._desk.house.store
        self._forget()

        def work(progress: Progress) -> Difference:
            with store.snapshot():
                return difference(store, asked, progress.told)

        self._asked = asked
        self._planning = self._desk.background.long(
            self, work, self._planned, progressed=self._progressed, failed=self._failed
        )
        self.preview_button.set_text(self._desk.say(Allocate.STOP))
        self._busy.start()
        self._allow()

    def _progressed(self, step: Progressed) -> None:
        stage, total = Stage(step.what), step.total or 1
        self._busy.progress([*Stage].index(stage) * total + step.done, len(Stage) * total)
        self._show_said(self._desk.say(stage, done=step.done, total=step.total))

    def _planned(self, found: Difference) -> None:
        self._end_planning()
        if self._said is Allocate.PLANNING:
            self._say("")
        self._difference = found
        self.view.show_difference(found)
        self._allow()

    def _stop(self) -> None:
        if self._planning is not None:
            self._planning.cancel()
            self._end_planning()

    def _end_planning(self) -> None:
        self._planning = None
        self._show_said()
        self._busy.stop()
        self.preview_button.set_text(self._desk.say(Allocate.PREVIEW))

    def _forget(self) -> None:
        self._difference = None
        self.view.show_nothing()
        self._allow()

    def _asked_otherwise(self) -> None:
        if self._planning is not None or self._difference is not None:
            self._stop()
            self._forget()
            self._say(Allocate.ASKED_OTHERWISE)

    # Applying

    def apply(self) -> None:
        """Make the run that is shown."""
        found, house = self._difference, self._desk.house
        if found is None or not self._may_apply():
            return
        go_on = self.view.go_on.isChecked()
        self._set_applying(applying=True)
        self._desk.background.run(
            Lane.SCANS,
            self,
            lambda: apply_plan(house.store, house.act(), found.planned, go_on=go_on),
            lambda done: self._done(Applied(done, found.planned.policy, found.given, found.taken)),
            self._not_applied,
        )

    def _done(self, applied: Applied) -> None:
        self._set_applying(applying=False)
        self.applied.emit(applied)
        self.accept()

    def _not_applied(self, error: Exception) -> None:
        self._set_applying(applying=False)
        if isinstance(error, Refused) and error.code is AllocateFault.MOVED and self._asked is not None:
            self._plan(self._asked)
            self._say(Allocate.PLANNED_AGAIN, Ink.WARN)
            self._desk.sound(Tone.WARN)
        else:
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        if self._planning is not None:
            self._end_planning()
        self._allow()
        if isinstance(error, Refused):
            self._desk.sound(Tone.ERROR)
            self.message.set_ink(Ink.ERROR)
            self.message.setText(self._desk.say(error.code, **error.facts))
            self.message.show()
        else:
            self._desk.trouble(error)

    def reject(self) -> None:
        """Leave without a change; not while it is being applied."""
        if not self._applying:
            self._stop()
            super().reject()

    def _may_apply(self) -> bool:
        found = self._difference
        return (
            found is not None
            and not self._applying
            and bool(found.shown.gains or found.shown.losses)
            and (not found.planned.unmet or self.view.go_on.isChecked())
        )

    def _allow(self) -> None:
        self.apply_button.setEnabled(self._may_apply())
        self.preview_button.setEnabled(not self._applying)
        self.leave_button.setEnabled(not self._applying)
        self.form.setEnabled(not self._applying)

    def _set_applying(self, *, applying: bool) -> None:
        self._applying = applying
        (self._busy.start if applying else self._busy.stop)()
        self._say(Allocate.APPLYING if applying else "")
        self._allow()

    # What else is shown

    def _say(self, code: Allocate | str, ink: Ink = Ink.MUTED) -> None:
        self._said = code
        self.message.set_ink(ink)
        self._show_said()

    def _show_said(self, more: str = "") -> None:
        """Show what was said, and how far planning is."""
        said = self._desk.say(self._said) if self._said else ""
        self.message.setText(f"{said} {more}".strip())
        self.message.setVisible(bool(said or more))

    def _read_classes(self) -> None:
        store = self._desk.house.store

        def read() -> list[str]:
            with store.snapshot():
                return waiting_classes(store)

        self._desk.background.run(Lane.READS, self, read, self.form.offer_classes)

    def _lay_out(self) -> None:
        look = Look.current()
        wanted = QSize(look.px(_SIZE.width()), look.px(_SIZE.height()))
        self.resize(wanted.boundedTo(self.screen().availableSize() * _OF_SCREEN))
        asked = Scrolled(self.form)
        asked.setFixedWidth(min(look.px(_FORM_WIDTH), int(self.width() * _FORM_SHARE)))
        right = QVBoxLayout()
        right.setSpacing(look.px(Space.M))
        right.addWidget(self.message)
        right.addWidget(self._busy)
        right.addWidget(self.view, 1)
        both = QHBoxLayout()
        both.setSpacing(look.px(Space.L))
        both.addWidget(asked)
        both.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*look.theme.margins(Space.L))
        column.setSpacing(look.px(Space.M))
        column.addLayout(both, 1)
        column.addWidget(Toolbar(self.preview_button, self.apply_button, right=(self.leave_button,)))
