"""A table as pages use it: search, filters, the rows, what they add up to, and what can be done with them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.queries.listing import FieldKind, Filter, How, Key, Listing, Sort, View
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Look, Space
from warehouse_app.ui.tables.columns import Column
from warehouse_app.ui.tables.copying import Copier
from warehouse_app.ui.tables.events import RowChosen, RowOpened
from warehouse_app.ui.tables.exporting import Exporter
from warehouse_app.ui.tables.filter_editor import FilterEditor
from warehouse_app.ui.tables.filters import FilterBar, phrase
from warehouse_app.ui.tables.grid import Grid
from warehouse_app.ui.tables.keeper import Keeper
from warehouse_app.ui.tables.menus import Offer, add_action, fill_columns_menu, fill_heading_menu, fill_offers
from warehouse_app.ui.tables.model import Loaded, RowsModel
from warehouse_app.ui.tables.totals import TotalLine
from warehouse_app.ui.widgets import Busy, Caption, EmptyState, IconButton, SearchBox, Toolbar
from warehouse_app.ui.words.tables import Tables

_KEEP_MS = 500
"""The layout is kept once nobody drags columns any more."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A filter that is often wanted, as a button of its own."""

    text: str
    filter: Filter


class RowsTable(QWidget):
    """A listing as a table.

    `name` is under which its columns are remembered, `title` what it is called, `empty` a title and a sentence for
    where there is nothing. Widgets in `tools` stand beside the search; `offers` are in the menu of each row.
    """

    chosen = Signal(object)
    """RowChosen: another row is selected, or the selected row was read anew and is not as it was."""
    opened = Signal(object)
    """RowOpened."""

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[Column],
        *,
        name: str,
        title: str,
        empty: tuple[str, str],
        icon: Icon = Icon.SEARCH,
        presets: Sequence[Preset] = (),
        tools: Sequence[QWidget] = (),
        offers: Sequence[Offer] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._name = desk, f"table:{name}"
        self._empty, self._icon, self._offers = empty, icon, tuple(offers)
        self.model = RowsModel(desk, columns, self)
        self.grid = Grid(self.model, title)
        self.keeper = Keeper(self.grid)
        self.search = SearchBox(desk.say(Tables.SEARCH))
        self.copier = Copier(desk, self.grid)
        self.exporter = Exporter(desk, self.grid, title)
        self.total_line = TotalLine(self.grid, desk.say(Tables.TOTAL))
        self.filter_bar = FilterBar(desk)
        self.rows_text = Caption()
        self.presets = {preset.filter: _button(preset.text) for preset in presets}
        self.empty_state = EmptyState(icon, *empty)
        self._busy = Busy(desk.say(Tables.LOADING))
        self._stack = QStackedWidget()
        self._keep_soon = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._lay_out(tools)
        self._wire()
        self._wire_grid()
        self._recall_layout()

    def _lay_out(self, tools: Sequence[QWidget]) -> None:
        say = self._desk.say
        self._filter_button = IconButton(Icon.FILTER, say(Tables.FILTER), "Ctrl+Shift+F")
        self._filter_button.answer_within(self)
        self._columns_button = IconButton(Icon.COLUMNS, say(Tables.COLUMNS))
        self._export_button = IconButton(Icon.EXPORT, say(Tables.EXPORT))
        ours = (self.rows_text, self._filter_button, self._columns_button, self._export_button)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.empty_state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Look.current().px(Space.XS))
        self.bar = Toolbar(
            self.search, *tools, right=ours, folding=tuple(self.presets.values()), more=say(Tables.MORE_FILTERS)
        )
        layout.addWidget(self.bar)
        layout.addWidget(self.filter_bar)
        layout.addWidget(self._busy)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.total_line)
        layout.addWidget(self.exporter.strip)
        self.setFocusProxy(self.grid)

    def _wire(self) -> None:
        self.bar.folded.connect(self._show_filters)
        self.search.searched.connect(lambda text: self._set_view(replace(self.model.view, search=text)))
        self.filter_bar.removed.connect(self._unfilter)
        for preset, button in self.presets.items():
            button.toggled.connect(lambda on, preset=preset: (self._filter if on else self._unfilter)(preset))
        self._filter_button.clicked.connect(lambda _on: self.edit_filter())
        self._columns_button.clicked.connect(self._open_columns_menu)
        self._export_button.clicked.connect(self.exporter.ask)
        self._keep_soon.timeout.connect(self._keep_layout)
        self.model.loaded.connect(self._loaded)
        self.model.summed.connect(self._show_sums)
        self.model.began.connect(self._busy.start)
        self.model.ended.connect(self._busy.stop)
        self.model.stale.connect(self.reload)
        self.keeper.chosen.connect(self.chosen)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)

    def _wire_grid(self) -> None:
        grid = self.grid
        grid.selectionModel().selectionChanged.connect(lambda *_: self._show_count())
        grid.opened.connect(self._open)
        grid.copied.connect(self.copier.copy)
        grid.copied_with_headings.connect(self.copier.copy_with_headings)
        grid.typed.connect(self._type)
        grid.sorted_by.connect(self.sort_by)
        grid.arranged.connect(self._keep_soon.start)
        grid.customContextMenuRequested.connect(self._open_row_menu)
        grid.horizontalHeader().customContextMenuRequested.connect(self._open_heading_menu)

    # What is shown

    def show_listing(self, make: Callable[[], Listing]) -> None:
        """Show a listing; `make` is called in the background, now and whenever the rows are read anew."""
        self.keeper.forget()
        self.total_line.show_sums({})
        self.model.show_listing(make)

    def show_nothing(self, title: str, sentence: str) -> None:
        """Say why there is no listing, such as that nothing was chosen elsewhere yet; until one is shown."""
        self.empty_state.show_state(self._icon, title, sentence)
        self._stack.setCurrentWidget(self.empty_state)

    def reload(self) -> None:
        """Read the rows anew. What is in sight and what is selected stays, now and in the new rows."""
        self.model.reload(self.keeper.before_reload())

    def sort_by(self, sort: Sort | None) -> None:
        """Sort by a field, or as the listing stands by itself."""
        self.grid.show_sort(sort)
        self._keep_soon.start()
        self._set_view(replace(self.model.view, sort=sort))

    def filter_by(self, *filters: Filter) -> None:
        """Show only the rows that pass all of the filters."""
        self._set_view(replace(self.model.view, filters=tuple(dict.fromkeys(filters))))
        self._show_filters()

    def edit_filter(self) -> FilterEditor | None:
        """Open the window in which a filter is put together; None where nothing was read yet."""
        described = list(self.model.described().values())
        if not described:
            return None
        editor = FilterEditor(self._desk, described, self)
        editor.made.connect(self._filter)
        editor.move(_below(self._filter_button, editor))
        editor.show()
        editor.move(_below(self._filter_button, editor))  # now it has its final size
        return editor

    def _filter(self, asked: Filter) -> None:
        self.filter_by(*self.model.view.filters, asked)

    def _unfilter(self, asked: Filter) -> None:
        self.filter_by(*(other for other in self.model.view.filters if other != asked))

    def _set_view(self, view: View) -> None:
        if view != self.model.view:
            self.total_line.unknown()
            self.model.set_view(view, self.keeper.before_view())

    def _show_filters(self) -> None:
        """Show which filters hold: as a pressed button, else as a chip where there are words that can name it."""
        filters, described = self.model.view.filters, self.model.described()
        chips: dict[Filter, str] = {}
        for preset, button in self.presets.items():
            button.setChecked(preset in filters)
            if preset in filters and self.bar.is_folded(button):
                chips[preset] = button.accessibleName()
        for each in filters:
            if each.field in described and each not in self.presets:
                chips[each] = phrase(self._desk, *described[each.field], each)
        self.filter_bar.show_filters(chips)

    def _loaded(self, _loaded: Loaded) -> None:
        self._show_filters()
        self._show_count()
        filtered = bool(self.model.view.search or self.model.view.filters)
        texts = (self._desk.say(Tables.NO_MATCH), self._desk.say(Tables.NO_MATCH_HELP)) if filtered else self._empty
        self.empty_state.show_state(Icon.FILTER if filtered else self._icon, *texts)
        self._stack.setCurrentWidget(self.grid if self.model.rowCount() else self.empty_state)
        if not self.model.rowCount():
            self.total_line.show_sums({})

    def _show_sums(self, sums: Mapping[str, int]) -> None:
        texts: dict[str, str] = {}
        for name, (_, field) in self.model.described().items():
            if name in sums and self.model.rowCount():
                money = field.kind is FieldKind.MONEY
                texts[name] = self._desk.money(sums[name]) if money else self._desk.text(sums[name])
        self.total_line.show_sums(texts)

    def _show_count(self) -> None:
        chosen = sum(map(len, self.grid.selected_ranges()))
        code, count = (Tables.ROWS_CHOSEN, chosen) if chosen > 1 else (Tables.ROWS, self.model.rowCount())
        self.rows_text.setText(self._desk.say(code, count=count))

    # What is selected

    @property
    def current(self) -> RowChosen:
        """The selected row; without a key where none is."""
        return self.keeper.current

    def selected(self) -> list[RowChosen]:
        """Return all selected rows that are at hand, from the top."""
        return self.keeper.selected()

    def select_key(self, key: Key) -> None:
        """Select the row of a key and bring it into sight, as soon as it was found."""
        self.keeper.look_for(key)

    def _open(self) -> None:
        if self.current.key is not None:
            self.opened.emit(RowOpened(self.current.key, self.current.values))

    def _type(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)

    # Menus

    def row_menu(self, index: QModelIndex) -> QMenu:
        """Return what can be done with the selected rows, and with the cell at an index."""
        menu, say = QMenu(self), self._desk.say
        fill_offers(menu, self._offers, self.current)
        add_action(menu, say(Tables.COPY), self.copier.copy, Icon.COPY)
        add_action(menu, say(Tables.COPY_WITH_HEADINGS), self.copier.copy_with_headings)
        if index.isValid() and (value := self.model.value(index.row(), index.column())) not in {None, ""}:
            only = Filter(self.model.columns[index.column()].field, How.EQUALS, (value,))
            text = say(Tables.FILTER_BY_CELL, value=str(index.data()))
            add_action(menu, text, lambda: self._filter(only), Icon.FILTER)
        add_action(menu, say(Tables.EXPORT), self.exporter.ask, Icon.EXPORT)
        return menu

    def heading_menu(self, place: int) -> QMenu:
        """Return what can be done with a column."""
        menu = QMenu(self)
        fill_heading_menu(menu, self._desk, self.grid, place, self.reset_columns)
        return menu

    def _open_row_menu(self, at: QPoint) -> None:
        _open(self.row_menu(self.grid.indexAt(at)), self.grid.viewport().mapToGlobal(at))

    def _open_heading_menu(self, at: QPoint) -> None:
        header = self.grid.horizontalHeader()
        place = header.logicalIndexAt(at)
        if place >= 0:
            _open(self.heading_menu(place), header.viewport().mapToGlobal(at))

    def _open_columns_menu(self) -> None:
        menu = QMenu(self)
        fill_columns_menu(menu, self._desk, self.grid, self.reset_columns)
        _open(menu, self._columns_button.mapToGlobal(QPoint(0, self._columns_button.height())))

    # What is remembered

    def reset_columns(self) -> None:
        """Show the columns as they were made."""
        self.grid.arrange({})
        self._keep_soon.start()

    def _recall_layout(self) -> None:
        kept = self._desk.workstation.layout.get(self._name)
        layout: Mapping[str, Any] = kept if isinstance(kept, dict) else {}
        self.grid.arrange(layout)
        match layout.get("sort"):
            case {"field": str(field), "descending": bool(descending)} if field in self.grid.fields():
                self.model.view = View(Sort(field, descending))
        self.grid.show_sort(self.model.view.sort)
        self._keep_soon.stop()

    def _keep_layout(self) -> None:
        sort = self.model.view.sort
        layout = {"columns": self.grid.arrangement(), "sort": None if sort is None else asdict(sort)}
        self._desk.keep(self._desk.workstation.with_layout(self._name, layout))


def _button(text: str) -> QPushButton:
    button = QPushButton(text.replace("&", "&&"))
    button.setCheckable(True)
    button.setAutoDefault(False)
    button.setAccessibleName(text)
    return button


def _below(button: QWidget, popup: QWidget) -> QPoint:
    """Return where a popup stands below a button, as a whole on its screen."""
    at, screen = button.mapToGlobal(QPoint(0, button.height())), button.screen().availableGeometry()
    popup.adjustSize()
    most = screen.right() + 1 - popup.width()
    return QPoint(max(screen.left(), min(at.x(), most)), at.y())


def _open(menu: QMenu, at: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)
