"""The first step: which files, and how each is matched."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.importing.chosen import ChosenFile, Remembered, tables_in
from warehouse_app.ui.importing.matching import ORDERS_AS, CalmBox, Matching
from warehouse_app.ui.importing.plan import MappedFolder, Plan
from warehouse_app.ui.importing.shown import field_text, kind_text
from warehouse_app.ui.look import TONE_ICONS, Icon, Ink, Look, Space
from warehouse_app.ui.widgets import Caption, EmptyState, FlowingText, KeyButton, Label, Panel, Title, Toolbar, Weight
from warehouse_app.ui.words.importing import ImportWord

_LIST_WIDTH = 340
_INKS = {Tone.OK: Ink.OK, Tone.WARN: Ink.WARN, Tone.ERROR: Ink.ERROR, Tone.ASK: Ink.MUTED}


class Through(NamedTuple):
    """A folder that can be read, or is to be read, through a mapping."""

    folder: Path
    mapping: str
    title: str


class FilesStep(QWidget):
    """The list of files, beside it the one that is selected. It asks for files to be looked at, and for previews."""

    added = Signal(object)
    """A tuple of new ChosenFiles, which nobody has looked at yet."""
    matched = Signal(object)
    """A ChosenFile that is selected, or matched otherwise than before."""
    check_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, desk: Desk, remembered: Callable[[], Remembered]) -> None:
        super().__init__()
        self._desk = desk
        self.files: list[ChosenFile] = []
        self._fits: Through | None = None
        self.mapped: Through | None = None
        """Where all is read through a mapping, and nothing matched."""
        say = desk.say
        self.trouble = FlowingText(ink=Ink.ERROR)
        self.list = QListWidget()
        self.list.setAccessibleName(say(ImportWord.FILES))
        self.matching = Matching(desk, remembered)
        self.choose_files = KeyButton(say(ImportWord.CHOOSE_FILES), "Ctrl+O")
        self.choose_folder = KeyButton(say(ImportWord.CHOOSE_FOLDER))
        self.own_mapping = KeyButton(say(ImportWord.OWN_MAPPING), weight=Weight.QUIET)
        self.use_mapping = KeyButton(say(ImportWord.USE_MAPPING))
        self.by_hand = KeyButton(say(ImportWord.BY_HAND))
        self.mapping_text = FlowingText()
        self.mapped_orders = CalmBox()
        self.mapped_orders.setAccessibleName(say(ImportWord.ORDERS_ARE))
        self.mapped_orders.addItems([say(ImportWord.ORDERS_AS_MAPPED), *(say(word) for _, word in ORDERS_AS[1:])])
        self.update_box = QCheckBox(say(ImportWord.UPDATE))
        self.update_box.setAccessibleDescription(say(ImportWord.UPDATE_HINT))
        self.leave_button = KeyButton(say(ImportWord.CLOSE), "Esc")
        self.check_button = KeyButton(say(ImportWord.CHECK), "Ctrl+Return", weight=Weight.PRIMARY)
        self._lay_out()
        self.setAcceptDrops(True)
        self.list.currentRowChanged.connect(self._selected)
        self.choose_files.clicked.connect(self._ask_for_files)
        self.choose_folder.clicked.connect(self._ask_for_folder)
        self.own_mapping.clicked.connect(self._ask_for_mapping)
        self.use_mapping.clicked.connect(self._use_what_fits)
        self.by_hand.clicked.connect(lambda: self._read_through(None))
        self.check_button.clicked.connect(self.check_wanted)
        self.leave_button.clicked.connect(self.leave_wanted)
        self.matching.changed.connect(self._file_changed)
        self.matching.removed.connect(self.remove)
        self._show_state()

    def _lay_out(self) -> None:
        look, say = Look.current(), self._desk.say
        self._empty = EmptyState(Icon.IMPORT, say(ImportWord.EMPTY), say(ImportWord.EMPTY_HINT))
        self._offer = Panel()
        self._orders_are = Label(say(ImportWord.ORDERS_ARE))
        self._orders_are.setBuddy(self.mapped_orders)
        buttons = Toolbar(self.use_mapping, self._orders_are, self.mapped_orders, right=(self.by_hand,))
        self._offer.add(self.mapping_text, buttons)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setSpacing(look.px(2))
        self._names = QStackedWidget()
        self._names.addWidget(self._empty)
        self._names.addWidget(self.list)
        left = Panel(say(ImportWord.FILES))
        left.add(self._names, stretch=1)
        left.add(Toolbar(self.choose_files, self.choose_folder, self.own_mapping))
        self._parts = QSplitter()
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(left)
        self._parts.addWidget(self.matching)
        self._parts.setStretchFactor(1, 1)
        self._parts.setSizes([look.px(_LIST_WIDTH), look.px(3 * _LIST_WIDTH)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*look.theme.margins(Space.XL))
        whole.setSpacing(look.px(Space.M))
        whole.addWidget(Title(say(ImportWord.TITLE)))
        whole.addWidget(Caption(say(ImportWord.LEAD), wraps=True))
        whole.addWidget(self.trouble)
        whole.addWidget(self._offer)
        whole.addWidget(self._parts, 1)
        words = QVBoxLayout()
        words.addWidget(self.update_box)
        words.addWidget(Caption(say(ImportWord.UPDATE_HINT), wraps=True))
        bottom = QHBoxLayout()
        bottom.setSpacing(look.px(Space.S))
        bottom.addLayout(words, 1)
        for button in (self.leave_button, self.check_button):
            bottom.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(bottom)
        self.show_trouble("")

    @property
    def plan(self) -> Plan | None:
        """What is to be read; None where something is missing."""
        if self.mapped is not None:
            orders_as = ORDERS_AS[self.mapped_orders.currentIndex()][0]
            return MappedFolder(self.mapped.folder, self.mapped.mapping, orders_as)
        if not self.files or not all(file.ready for file in self.files):
            return None
        return tuple(file.matched() for file in self.files)

    def add_paths(self, paths: Iterable[Path]) -> None:
        """Take files into the list, and those of folders; each once."""
        known = {file.path for file in self.files}
        new: list[ChosenFile] = []
        for path in paths:
            if path.is_dir():
                found = tables_in(path)
                if not found:
                    self.show_trouble(self._desk.say(ImportWord.NO_FILE_IN, folder=str(path)))
            else:
                found = [path]
            new += [ChosenFile(each) for each in found if each not in known]
            known.update(found)
        if not new:
            return
        self.show_trouble("")
        self.files += new
        for _ in new:
            self.list.addItem(QListWidgetItem())
        self._read_through(None)
        self.list.setCurrentRow(len(self.files) - len(new))
        self.added.emit(tuple(new))

    def remove(self, file: ChosenFile) -> None:
        """Take a file out of the list."""
        at = self.files.index(file)
        del self.files[at]
        self.list.takeItem(at)
        if not self.files:
            self._fits = None
        self._show_state()

    def looked_at(self, file: ChosenFile) -> None:
        """Show what was found out about a file."""
        if file in self.files:
            self._show_state()
            if self.files[self.list.currentRow()] is file:
                self._selected(self.list.currentRow())

    def offer(self, folder: Path, fitting: dict[str, str]) -> None:
        """Offer the mapping that fits the files of a folder, if one does."""
        name = next(iter(fitting), None)
        self._fits = Through(folder, name, fitting[name]) if name is not None else None
        self._show_state()

    def show_trouble(self, sentence: str) -> None:
        """Say why something could not be done; empty for nothing."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _read_through(self, mapped: Through | None) -> None:
        self.mapped = mapped
        self._show_state()

    def _use_what_fits(self) -> None:
        self._read_through(self._fits)

    def _show_state(self) -> None:
        say = self._desk.say
        self._names.setCurrentIndex(1 if self.files else 0)
        self.matching.setVisible(bool(self.files) and self.mapped is None)
        self.own_mapping.setVisible(bool(self.files) and self.mapped is None)
        for file, at in zip(self.files, range(self.list.count()), strict=True):
            self._show_in_list(file, self.list.item(at))
        self.list.setIconSize(QSize(Look.current().px(20), Look.current().px(20)))
        self._offer.setVisible(self.mapped is not None or self._fits is not None)
        self._orders_are.setVisible(self.mapped is not None)
        self.mapped_orders.setVisible(self.mapped is not None)
        self.use_mapping.setVisible(self.mapped is None)
        self.by_hand.setVisible(self.mapped is not None)
        if self.mapped is not None:
            folder, title = str(self.mapped.folder), self.mapped.title
            self.mapping_text.setText(say(ImportWord.BY_MAPPING, folder=folder, title=title))
        elif self._fits is not None:
            self.mapping_text.setText(say(ImportWord.FITS, title=self._fits.title))
        self.check_button.setEnabled(self.plan is not None)

    def _show_in_list(self, file: ChosenFile, item: QListWidgetItem) -> None:
        if self.mapped is not None:
            item.setText(file.path.name)
            item.setIcon(QIcon())
            return
        tone, text = self._state_of(file)
        item.setText(f"{file.path.name}\n{text}")
        item.setIcon(Look.current().icon(TONE_ICONS[tone], _INKS[tone]))

    def _state_of(self, file: ChosenFile) -> tuple[Tone, str]:
        say = self._desk.say
        if file.refused is not None:
            return Tone.ERROR, say(file.refused.code, **file.refused.facts)
        if file.looked is None:
            return Tone.ASK, say(ImportWord.OPENING)
        if file.kind is None:
            return Tone.WARN, say(ImportWord.UNKNOWN)
        kind = kind_text(self._desk, file.kind)
        if file.missing:
            fields = tuple(field_text(self._desk, name) for name in file.missing)
            return Tone.WARN, say(ImportWord.MISSING, kind=kind, fields=fields)
        return Tone.OK, say(ImportWord.MATCHED, kind=kind, count=len(file.cells))

    def _selected(self, at: int) -> None:
        if 0 <= at < len(self.files):
            self.matching.show_file(self.files[at])
            self.matched.emit(self.files[at])

    def _file_changed(self, file: ChosenFile) -> None:
        self._show_state()
        self.matched.emit(file)

    def _ask_for_files(self) -> None:
        say = self._desk.say
        kinds = f"{say(ImportWord.TABLES)} (*.csv *.csv.gz *.tsv *.txt *.xlsx);;{say(ImportWord.ALL_FILES)} (*)"
        names, _ = QFileDialog.getOpenFileNames(self, say(ImportWord.CHOOSE_FILES), "", kinds)
        self.add_paths(map(Path, names))

    def _ask_for_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self._desk.say(ImportWord.CHOOSE_FOLDER))
        if name:
            self.add_paths([Path(name)])

    def _ask_for_mapping(self) -> None:
        kinds = f"{self._desk.say(ImportWord.MAPPINGS)} (*.toml)"
        name, _ = QFileDialog.getOpenFileName(self, self._desk.say(ImportWord.OWN_MAPPING), "", kinds)
        if name:
            self._read_through(Through(self.files[0].path.parent, name, Path(name).name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add_paths(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        event.acceptProposedAction()
