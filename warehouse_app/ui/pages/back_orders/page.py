"""The queue in the order in which it is served, the story of the chosen line, and what can be done about both."""

from collections.abc import Callable
from typing import ClassVar

import shiboken6
from PySide6.QtCore import QTimer

from warehouse_app.domain.errors import Refused
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.listing import Filter, How, Listing
from warehouse_app.queries.listings.queue import back_orders
from warehouse_app.queries.standing import standing
from warehouse_app.queries.story import line_story
from warehouse_app.services.changes import Area
from warehouse_app.services.undoing import RunUndone, undo_run
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk, Thing
from warehouse_app.ui.latest import Latest
from warehouse_app.ui.look import Icon, Ink
from warehouse_app.ui.one_instance import bring_to_front
from warehouse_app.ui.page import Page, PageColumn, PageName
from warehouse_app.ui.pages.back_orders.allocate import AllocateDialog, Applied
from warehouse_app.ui.pages.back_orders.chosen import ChosenLine, chosen_line
from warehouse_app.ui.pages.back_orders.columns import queue_columns
from warehouse_app.ui.pages.back_orders.paper import PrintListButton
from warehouse_app.ui.pages.back_orders.runs import RunsDialog
from warehouse_app.ui.pages.back_orders.serving import ServingButtons
from warehouse_app.ui.pages.back_orders.story import StoryPanel, WholeStory
from warehouse_app.ui.split import Split
from warehouse_app.ui.tables import Preset, RowChosen, RowOpened, RowsTable
from warehouse_app.ui.widgets import ElidedText, KeyButton, Title, Toolbar, Weight
from warehouse_app.ui.words.allocating import Allocate
from warehouse_app.ui.words.back_orders import Queue, RunsWord
from warehouse_app.ui.words.policies import POLICY_NAMES, POLICY_RULES

_PRESETS = {
    Queue.SHORT_ONLY: Filter("short", How.AT_LEAST, (1,)),
    Queue.PRE_ORDERS: Filter("pre_order", How.EQUALS, (True,)),
    Queue.PINNED_ONLY: Filter("pinned", How.AT_LEAST, (1,)),
    Queue.HELD_ONLY: Filter("on_hold", How.EQUALS, (True,)),
    Queue.LIFTED_ONLY: Filter("lifted", How.EQUALS, (True,)),
}
_TELL_AFTER_MS = 60
"""Who holds an arrow key down reads no story on the way."""
_SIZES = (900, 300)


class BackOrdersPage(Page):
    """Who waits for what, in which order, and why; and who is given what."""

    name = PageName.BACK_ORDERS
    shows: ClassVar[frozenset[Area]] = frozenset(
        {Area.QUEUE, Area.ORDERS, Area.STOCK, Area.PURCHASE_ORDERS, Area.SETTINGS, Area.ITEMS, Area.CUSTOMERS}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read = False
        self._undo: Callable[[], None] | None = None
        self._runs: RunsDialog | None = None
        self._story = Latest(desk, self)
        self.rule = ElidedText(ink=Ink.MUTED)
        self.table = RowsTable(
            desk,
            queue_columns(desk),
            name="queue",
            title=desk.say(self.name),
            empty=(desk.say(Queue.EMPTY), desk.say(Queue.EMPTY_HELP)),
            icon=Icon.BACK_ORDERS,
            presets=[Preset(desk.say(code), preset) for code, preset in _PRESETS.items()],
        )
        self.story = StoryPanel(desk)
        self.serving = ServingButtons(desk, self, self.offer_undo)
        self.allocate_button = KeyButton(desk.say(Allocate.OPEN), "Ctrl+R", icon=Icon.ALLOCATE, weight=Weight.PRIMARY)
        self.print_button = PrintListButton(desk, lambda: self.table.model.view, self)
        self.runs_button = KeyButton(desk.say(RunsWord.OPEN), "Ctrl+Shift+R", weight=Weight.QUIET)
        self._soon = QTimer(self, singleShot=True, interval=_TELL_AFTER_MS)
        self._soon.timeout.connect(self._ask)
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(self._open)
        self.allocate_button.clicked.connect(self.ask_allocate)
        self.runs_button.clicked.connect(self.show_runs)
        self._lay_out()

    def _lay_out(self) -> None:
        column = PageColumn(self)
        right = (self.print_button, self.runs_button)
        column.addWidget(Toolbar(Title(self.desk.say(self.name)), self.rule, right=right))
        column.addWidget(Toolbar(self.allocate_button, *self.serving.buttons))
        column.addWidget(Split(self.desk, "back-orders", self.table, self.story, _SIZES), 1)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        self.rule.setText(self.desk.say(POLICY_RULES[self.desk.house_settings.policy]))
        if self._read:
            self.table.reload()
        else:
            self._read = True
            self.table.show_listing(self._listing)
        self._soon.start()

    def _listing(self) -> Listing:
        store = self.desk.house.store
        with store.snapshot():
            return back_orders(store, house_settings())

    # What is chosen

    def _chosen(self, chosen: RowChosen) -> None:
        self.serving.show_line(chosen_line(chosen))
        if chosen.key is None:
            self.story.show_nothing()
        self._soon.start()

    def _open(self, opened: RowOpened) -> None:
        self.desk.open(Thing.ORDER, str(opened.values["order"]))

    def _ask(self) -> None:
        """Read the story of the chosen line."""
        chosen = chosen_line(self.table.current)
        if chosen is None:
            self._story.drop()
            self.story.show_nothing()
            return
        store, settings = self.desk.house.store, self.desk.house_settings

        def read() -> WholeStory:
            told = line_story(store, settings, chosen.order, chosen.line)
            found = standing(store, chosen.order, chosen.line)
            assert found is not None, "a line with a story is there"
            return WholeStory(told, found)

        def show(whole: WholeStory) -> None:
            self.story.show_story(whole, settings.house_day)

        self._story.ask(read, show, self._gone)

    def _gone(self, error: Exception) -> None:
        self.story.show_nothing()
        if not isinstance(error, Refused):  # else it was cancelled or shipped meanwhile, and leaves the queue
            self.desk.trouble(error)

    # Runs

    def ask_allocate(self) -> None:
        """Ask how to allocate, and show what would come of it."""
        rows = [line for row in self.table.selected() if (line := chosen_line(row)) is not None]
        dialog = AllocateDialog(self.desk, self, rows or _one(chosen_line(self.table.current)))
        dialog.applied.connect(self._applied)
        dialog.open()

    def _applied(self, applied: Applied) -> None:
        done = applied.done
        facts = {"run": done.run, "policy": self.desk.say(POLICY_NAMES[applied.policy]), "given": applied.given}
        if done.run is None:
            self.desk.tell(Tone.WARN, Allocate.NOBODY_WAITS)
        else:
            run = done.run
            said = self.desk.say(Allocate.APPLIED, taken=applied.taken, **facts)
            self.offer_undo(lambda: self.undo_run(run), said)
        self.desk.announce(done.changes)

    def undo_run(self, run: int) -> None:
        """Undo a run, or say why it cannot be undone."""
        house = self.desk.house
        self.desk.background.run(Lane.SCANS, self, lambda: undo_run(house.store, house.act(), run), self._undone)

    def _undone(self, done: RunUndone) -> None:
        facts = {"undone": done.undone, "taken": done.taken, "returned": done.returned}
        self.desk.tell(Tone.OK, RunsWord.UNDONE, **facts)
        self.desk.announce(done.changes)

    def show_runs(self) -> None:
        """Show the latest runs, in a window of their own."""
        if self._runs is None or not shiboken6.isValid(self._runs):
            self._runs = RunsDialog(self.desk, self)
        bring_to_front(self._runs)

    # Taking back

    def offer_undo(self, undo: Callable[[], None], said: str) -> None:
        """Tell what was done, in words; it is taken back by the button beside that, or by Ctrl+Z, once."""

        def once() -> None:
            if self._undo is once:
                self._undo = None
                undo()

        self._undo = once
        self.desk.tell_done(once, said)

    def undo(self) -> None:
        if self._undo is None:
            super().undo()
        else:
            self._undo()


def _one(line: ChosenLine | None) -> list[ChosenLine]:
    return [] if line is None else [line]
