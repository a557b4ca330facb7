"""The lists, newest first, and beside them the chosen one as it will be printed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from warehouse_app.domain.statuses import DocumentKind, PickListStatus
from warehouse_app.queries.listing import Filter, How, Value
from warehouse_app.queries.listings.picking import pick_lists
from warehouse_app.queries.pick_lists import pick_list_key
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.printing import Paper
from warehouse_app.services.releasing import Released, Unreleased, release, unrelease
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk, Target, Thing
from warehouse_app.ui.followed import tell_followed
from warehouse_app.ui.look import Icon
from warehouse_app.ui.page import Page, PageColumn, PageName
from warehouse_app.ui.pages.pick_lists.changes import StopChanges
from warehouse_app.ui.pages.pick_lists.paper import PaperPanel
from warehouse_app.ui.pages.pick_lists.releasing import ReleaseDialog
from warehouse_app.ui.printing.choosing import Choice, ToPrinter, ask_printer
from warehouse_app.ui.printing.preview import preview_pick_list
from warehouse_app.ui.revealing import Revealing
from warehouse_app.ui.split import Split
from warehouse_app.ui.tables import Column, Preset, RowChosen, RowsTable, moment_width
from warehouse_app.ui.widgets import KeyButton, Title, Toolbar, Weight
from warehouse_app.ui.words.pick_lists import Lists, Releasing

_STATUSES = {
    PickListStatus.RELEASED: Lists.RELEASED,
    PickListStatus.UNRELEASED: Lists.UNRELEASED,
    PickListStatus.DONE: Lists.DONE,
}
_LIVE = Filter("status", How.EQUALS, (PickListStatus.RELEASED.value,))
_SIZES = (660, 380)
_NAMED = 5
"""How many new lists are named in the sentence about them."""
AskPrinter = Callable[..., object]


class PickListsPage(Page):
    """Release, look, print, take back."""

    name = PageName.PICK_LISTS
    shows: ClassVar[frozenset[Area]] = frozenset({Area.PICK_LISTS})

    def __init__(self, desk: Desk, *, ask: AskPrinter = ask_printer) -> None:
        super().__init__(desk)
        self._ask = ask
        self._read = False
        say = desk.say
        self.release_button = KeyButton(say(Lists.RELEASE), "Ctrl+R", icon=Icon.PICK, weight=Weight.PRIMARY)
        self.print_button = KeyButton(say(Lists.PRINT), "Ctrl+P", icon=Icon.PRINT)
        self.preview_button = KeyButton(say(Lists.PREVIEW), "Ctrl+Shift+P", icon=Icon.PREVIEW)
        self.back_button = KeyButton(say(Lists.TAKE_BACK), "Ctrl+Del", icon=Icon.UNDO)
        self.order_button = KeyButton(say(Lists.OPEN_ORDER), "Ctrl+O", weight=Weight.QUIET)
        self.table = RowsTable(
            desk,
            self._columns(),
            name="pick-lists",
            title=say(self.name),
            empty=(say(Lists.EMPTY), say(Lists.EMPTY_HELP)),
            icon=Icon.PICK,
            presets=[Preset(say(Lists.LIVE), _LIVE)],
        )
        self._revealing = Revealing(self.table)
        self.paper = PaperPanel(desk)
        self.changes = StopChanges(desk)
        self._lay_out()
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _: self.preview())
        for button, does in (
            (self.release_button, self.ask_release),
            (self.print_button, self.print),
            (self.preview_button, self.preview),
            (self.back_button, self.ask_take_back),
            (self.order_button, self._open_order),
        ):
            button.clicked.connect(does)
        self.table.filter_by(_LIVE)
        self._chosen(RowChosen())

    def _columns(self) -> list[Column]:
        say = self.desk.say
        return [
            Column("pick_list", say(Lists.NUMBER), 6),
            Column("status", say(Lists.STATUS), 8, words={each: say(word) for each, word in _STATUSES.items()}),
            Column("order", say(Lists.ORDER), 8),
            Column("customer", say(Lists.CUSTOMER), 17, grows=True),
            Column("stops", say(Lists.STOPS), 4),
            Column("units", say(Lists.UNITS), 4),
            Column("rank_class", say(Lists.CLASS), 4),
            Column("to_pick", say(Lists.TO_PICK), 7, hidden=True),
            Column("distance_mm", say(Lists.WALK), 8, text=self._metres),
            Column("released_at", say(Lists.RELEASED_AT), moment_width(self.desk)),
            Column("released_by", say(Lists.RELEASED_BY), 10, hidden=True),
        ]

    def _metres(self, value: Value) -> str:
        return self.desk.say(Lists.METRES, metres=round(value / 1000)) if isinstance(value, int) else ""

    def _lay_out(self) -> None:
        column = PageColumn(self)
        column.addWidget(Title(self.desk.say(self.name)))
        column.addWidget(
            Toolbar(
                self.release_button,
                self.print_button,
                self.preview_button,
                right=(self.order_button, self.back_button),
            )
        )
        beside = QWidget()
        self._beside = QVBoxLayout(beside)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.addWidget(self.changes)
        self._beside.addWidget(self.paper, 1)
        column.addWidget(Split(self.desk, "pick-lists", self.table, beside, _SIZES), 1)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        if self._read:
            self.table.reload()
            self._show_chosen()
        else:
            self._read = True
            self.table.show_listing(pick_lists)

    def show_thing(self, target: Target) -> None:
        store = self.desk.house.store

        def find() -> int | None:
            with store.snapshot():
                return pick_list_key(target.key)

        def show(key: int | None) -> None:
            if key is not None:
                self._revealing.reveal(key)

        self.desk.background.run(Lane.READS, self, find, show)

    # What can be done

    def ask_release(self) -> None:
        """Ask how much to release, and release it."""
        dialog = ReleaseDialog(self.desk, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self.release)
        dialog.open()

    def release(self, limit: int | None) -> None:
        """Release what is ready, at most so many order lines."""
        house = self.desk.house
        self.desk.background.run(
            Lane.SCANS, self, lambda: release(house.store, house.act(), limit=limit), self._released
        )

    def _released(self, done: Released) -> None:
        numbers = [made.number for made in done.lists]
        if numbers:
            named = numbers if len(numbers) <= _NAMED else [*numbers[:2], "…", numbers[-1]]
            stops = sum(made.stops for made in done.lists)
            self.desk.tell(Tone.OK, Releasing.DONE, count=len(numbers), numbers=tuple(named), stops=stops)
        elif done.left:
            first = done.left[0]
            self.desk.tell(Tone.WARN, Releasing.NOT_REACHED, units=first.units, order=first.order)
        else:
            self.desk.tell(Tone.WARN, Releasing.NOTHING)
        self.desk.announce(done.changes)
        if numbers:  # whoever has released wants to see and print it
            self.show_thing(Target(Thing.PICK_LIST, numbers[0]))
            self.table.setFocus()

    def preview(self) -> None:
        """Open the chosen list in a window of its own."""
        number = self._number()
        if number:
            preview_pick_list(self.desk, number, self)

    def print(self) -> None:
        """Ask for a printer, and queue the selected lists for it."""
        numbers = self._selected()
        if numbers:
            preset = self.desk.workstation.printers.get(DocumentKind.PICK_LIST, "")
            self._ask(self, preset, ", ".join(numbers), lambda choice: self._print(numbers, choice))

    def _print(self, numbers: list[str], choice: Choice) -> None:
        if not isinstance(choice, ToPrinter):
            for number in numbers:  # a file is chosen in the preview, where its name can be given
                preview_pick_list(self.desk, number, self)
            return
        desk, run = self.desk, self.desk.background.run
        left, queued = len(numbers), 0

        def settled(changes: Changes | None) -> None:
            nonlocal left, queued
            left -= 1
            if changes is not None:
                queued += 1
                desk.announce(changes)
            if not left and queued:
                desk.tell(Tone.OK, Releasing.PRINTS_QUEUED, count=queued, printer=choice.printer)

        def failed(error: Exception) -> None:
            desk.trouble(error)
            settled(None)

        def made(paper: Paper) -> None:
            run(Lane.SCANS, desk, partial(self._queue, paper, choice), settled, failed)

        for number in numbers:
            # Each by itself: one that is refused holds up no other, and no scan waits until all are made.
            run(Lane.READS, desk, partial(self._make, number), made, failed)
        printers = {**desk.workstation.printers, DocumentKind.PICK_LIST.value: choice.printer}
        desk.keep(replace(desk.workstation, printers=printers))

    def _make(self, number: str) -> Paper:
        from warehouse_app.services.papers import make_paper  # noqa: PLC0415 - the window opens sooner without

        return make_paper(self.desk.house.store, DocumentKind.PICK_LIST, number, language=self.desk.language)

    def _queue(self, paper: Paper, choice: ToPrinter) -> Changes:
        from warehouse_app.services.papers import queue_paper  # noqa: PLC0415 - as above

        house, areas = self.desk.house, set[Area]()
        for _ in range(choice.copies):
            queued = queue_paper(
                house.store, house.act, paper, choice.printer, language=self.desk.language, sides=choice.sides
            )
            areas |= queued.changes.areas
        return Changes(frozenset(areas))

    def ask_take_back(self) -> None:
        """Ask whether the selected lists are to be taken back, and do it."""
        numbers = self._selected()
        if not numbers:
            return
        say = self.desk.say
        box = QMessageBox(self)
        box.setWindowTitle(say(Releasing.TAKE_BACK_TITLE))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(say(Releasing.TAKE_BACK_ASK, count=len(numbers), numbers=tuple(numbers)))
        yes = box.addButton(say(Releasing.TAKE_BACK_TITLE), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(say(Releasing.CANCEL), QMessageBox.ButtonRole.RejectRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes.clicked.connect(lambda: self.take_back(numbers))
        box.open()

    def take_back(self, numbers: list[str]) -> None:
        """Take lists back, each by itself: what is refused is told, and the others are taken back all the same."""
        for number in numbers:
            self.desk.background.run(Lane.SCANS, self, partial(self._unrelease, number), self._taken_back)

    def _unrelease(self, number: str) -> Unreleased:
        return unrelease(self.desk.house.store, self.desk.house.act(), number)

    def _taken_back(self, done: Unreleased) -> None:
        said = Releasing.TAKEN_BACK_LESS if done.losses else Releasing.TAKEN_BACK
        tell_followed(self.desk, self.desk.say(said, number=done.number), (), done.losses, done.shares)
        self.desk.announce(done.changes)

    def _open_order(self) -> None:
        order = self.table.current.values.get("order")
        if order:
            self.desk.open(Thing.ORDER, str(order))

    # What is chosen

    def _number(self) -> str:
        chosen = self.table.current
        return "" if chosen.key is None else str(chosen.values["pick_list"])

    def _selected(self) -> list[str]:
        return [str(row.values["pick_list"]) for row in self.table.selected()]

    def _chosen(self, chosen: RowChosen) -> None:
        live = chosen.values.get("status") == PickListStatus.RELEASED.value
        for button in (self.print_button, self.preview_button, self.back_button, self.order_button):
            button.setEnabled(chosen.key is not None)
        self.back_button.setEnabled(live)
        self.print_button.setEnabled(live)
        self._show_chosen()

    def _show_chosen(self) -> None:
        number = self._number()
        self.changes.show_list(number)
        self.paper.show_list(number)
