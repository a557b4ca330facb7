"""Counting: the conversation with its station, what was counted so far, and the counts that wait for a lead."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from warehouse_app.queries.counts import Counted, OpenCount, counted_in, open_counts
from warehouse_app.queries.counts_to_approve import CountToApprove, counts_to_approve
from warehouse_app.queries.people import may_lead
from warehouse_app.scanning.codes import Command
from warehouse_app.services.changes import Area
from warehouse_app.stations.count import CountStation
from warehouse_app.stations.count.steps import Counting, Step, count_at, sheet_of
from warehouse_app.stations.reply import Sheet
from warehouse_app.ui.desk import Desk, Target, Thing
from warehouse_app.ui.page import Page, PageColumn, PageName
from warehouse_app.ui.pages.count.approving import Approving
from warehouse_app.ui.pages.count.so_far import OpenCounts, SoFarPanel
from warehouse_app.ui.pages.count.spoken import VOICE, answers, prompt
from warehouse_app.ui.pages.station import Answer, StationPage, lending_at
from warehouse_app.ui.pages.station.listed import Listed, Opened
from warehouse_app.ui.pages.station.paper import press_of
from warehouse_app.ui.words.count import Approve, So

APPROVE_KEY = "Ctrl+Shift+A"


@dataclass(frozen=True, slots=True)
class View:
    """What was counted in the present count, or which can be gone on with; and what waits (None: for others)."""

    on: Counting | None
    counted: list[Counted]
    open_ones: list[OpenCount]
    to_approve: list[CountToApprove] | None


class CountPage(StationPage[Step, Counting, View]):
    """Places are counted here. Whoever may not approve counts sees nothing of what the books expect."""

    name = PageName.COUNT
    shows: ClassVar[frozenset[Area]] = frozenset({Area.COUNTS, Area.ITEMS, Area.LOCATIONS, Area.SETTINGS})
    voice = VOICE

    def __init__(self, desk: Desk) -> None:
        lending = lending_at(desk)
        super().__init__(desk, CountStation(desk.house.store, lending.act, press_of(desk)), lending)
        self.open_counts = OpenCounts(desk)
        self.so_far = SoFarPanel(desk)
        self.approving = Approving(desk)
        self._nothing: Counting | None = None
        """The present count, where nothing is counted in it."""
        self.open_counts.chosen.connect(self._begin)
        counting = QWidget()
        PageColumn(counting).addWidget(self._laid_out(((self.open_counts, 1),), ((self.so_far, 1),)))
        self.tabs = QTabWidget()
        self.tabs.addTab(counting, desk.say(So.TAB))
        self.tabs.addTab(self.approving, desk.say(Approve.TAB))
        self.tabs.tabBar().hide()
        self.tabs.currentChanged.connect(self._tab_changed)
        self._to_approve = QShortcut(QKeySequence(APPROVE_KEY), self)
        self._to_approve.activated.connect(self._other_tab)
        self._to_approve.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self._beside.hide()

    def take_scan(self, text: str, done: Callable[[], None]) -> None:
        self.tabs.setCurrentIndex(0)
        super().take_scan(text, done)

    def undo(self) -> None:
        """Take the last tally off; what a lead has decided is not taken back."""
        if self.tabs.currentIndex() == 0:
            super().undo()
        else:
            Page.undo(self)

    def show_thing(self, target: Target) -> None:
        """Begin with a place, as if it was scanned."""
        if target.thing is Thing.LOCATION:
            self.tabs.setCurrentIndex(0)
            self._give(f"L-{target.key}")

    def _begin(self, opened: Opened) -> None:
        self._give(f"L-{opened.key}")

    def _other_tab(self) -> None:
        self.tabs.setCurrentIndex(1 - self.tabs.currentIndex())
        self.setFocus()

    def _tab_changed(self, tab: int) -> None:
        self.setFocusProxy((self.buttons.line, self.approving.counts)[tab])

    def _work(self) -> Counting | None:
        return count_at(self._station.step)

    def _prompt_of(self, step: Step) -> str:
        return prompt(self.desk, step)

    def _answers(self, step: Step) -> Mapping[Command, str]:
        return answers(self.desk, step, nothing_in=self._nothing)

    def _lists(self) -> Sequence[Listed]:
        return (self.open_counts.table,)

    def _printable(self, answer: Answer[Step, Counting]) -> Sheet | None:
        return sheet_of(answer.step)

    def _show_answer(self, answer: Answer[Step, Counting]) -> bool:
        self.open_counts.setVisible(answer.on is None)
        self._beside.setVisible(answer.on is not None)
        return answer.on is None

    def _read(self, on: Counting | None) -> View:
        store, person = self.desk.house.store, self.desk.house.actor
        with store.snapshot():
            waiting = counts_to_approve(store) if may_lead(store, person) else None
            if on is None:
                return View(None, [], open_counts(store), waiting)
            return View(on, counted_in(store, on.number), [], waiting)

    def _show_read(self, view: View) -> None:
        if view.on == self._on:
            self._nothing = None if view.counted else view.on
            self._offer()
            self.so_far.show_counted(view.on.place if view.on else "", view.counted)
            if view.on is None:
                self.open_counts.show_counts(view.open_ones)
        self._show_waiting(view.to_approve)

    def _show_waiting(self, waiting: list[CountToApprove] | None) -> None:
        is_lead = waiting is not None
        self.tabs.tabBar().setVisible(is_lead)
        self._to_approve.setEnabled(is_lead)
        if not is_lead:
            self.tabs.setCurrentIndex(0)
        self.approving.show_counts(waiting or [])
        say = self.desk.say
        self.tabs.setTabText(1, say(Approve.TAB_SOME, counts=len(waiting)) if waiting else say(Approve.TAB))
