"""The sections of the settings, and at their side the list from which one is chosen."""

from functools import cached_property
from typing import ClassVar, TypeVar

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout

from warehouse_app.services.changes import Area
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import ICON, RADIUS, Icon, Look, Space
from warehouse_app.ui.page import Page, PageName
from warehouse_app.ui.pages.settings.about import AboutSection
from warehouse_app.ui.pages.settings.database import DatabaseSection
from warehouse_app.ui.pages.settings.house import HouseSection
from warehouse_app.ui.pages.settings.importing import ImportSection
from warehouse_app.ui.pages.settings.look_and_sound import LookSection
from warehouse_app.ui.pages.settings.people import PeopleSection
from warehouse_app.ui.pages.settings.printers import PrintersSection
from warehouse_app.ui.pages.settings.scanner import ScannerSection
from warehouse_app.ui.pages.settings.section import Section
from warehouse_app.ui.widgets import Title
from warehouse_app.ui.words.settings import SettingsWord

S = TypeVar("S", bound=Section)

_SECTIONS = {
    SettingsWord.LOOK: (Icon.SUN, "look"),
    SettingsWord.SCANNER: (Icon.SCAN, "scanner"),
    SettingsWord.PRINTERS: (Icon.PRINT, "printers"),
    SettingsWord.DATABASE: (Icon.DATABASE, "database"),
    SettingsWord.HOUSE: (Icon.STOCK, "house"),
    SettingsWord.PEOPLE: (Icon.PERSON, "people"),
    SettingsWord.IMPORT: (Icon.IMPORT, "importing"),
    SettingsWord.ABOUT: (Icon.INFO, "about"),
}
_LAYOUT = "settings-section"
_ROW, _NARROW = 40, 800


class SettingsPage(Page):
    """What this workstation remembers, and what the whole house agrees on. Every change counts at once.

    A section is made when it is first looked at.
    """

    name = PageName.SETTINGS
    shows: ClassVar[frozenset[Area]] = frozenset({Area.SETTINGS, Area.PEOPLE})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = QListWidget()
        self.list.setAccessibleName(desk.say(SettingsWord.SECTIONS))
        self.stack = QStackedWidget()
        for word in _SECTIONS:
            self.list.addItem(QListWidgetItem(desk.say(word)))
        self._lay_out()
        kept = desk.workstation.layout.get(_LAYOUT)
        names = [word.value for word in _SECTIONS]
        self.list.setCurrentRow(names.index(kept) if kept in names else 0)
        self._show(self.list.currentRow())
        self.list.currentRowChanged.connect(self._choose)
        self.setFocusProxy(self.list)

    @cached_property
    def look(self) -> LookSection:
        """Look and sound."""
        return self._added(LookSection(self.desk))

    @cached_property
    def scanner(self) -> ScannerSection:
        """The scanner of this workstation."""
        return self._added(ScannerSection(self.desk))

    @cached_property
    def printers(self) -> PrintersSection:
        """The printers of this workstation."""
        return self._added(PrintersSection(self.desk))

    @cached_property
    def database(self) -> DatabaseSection:
        """The database."""
        return self._added(DatabaseSection(self.desk))

    @cached_property
    def house(self) -> HouseSection:
        """What the house agrees on."""
        return self._added(HouseSection(self.desk))

    @cached_property
    def people(self) -> PeopleSection:
        """Who may act here by name."""
        return self._added(PeopleSection(self.desk))

    @cached_property
    def importing(self) -> ImportSection:
        """The way to the import."""
        return self._added(ImportSection(self.desk))

    @cached_property
    def about(self) -> AboutSection:
        """About the program."""
        return self._added(AboutSection(self.desk))

    def show_section(self, section: Section) -> None:
        """Choose a section."""
        names = [name for _, name in _SECTIONS.values()]
        self.list.setCurrentRow(next(row for row, name in enumerate(names) if getattr(self, name) is section))

    def refresh(self) -> None:
        for section in self._made:
            section.refresh()

    def unsaved(self) -> bool:
        return any(section.unsaved() for section in self._made)

    @property
    def _made(self) -> list[Section]:
        widgets = (self.stack.widget(place) for place in range(self.stack.count()))
        return [widget for widget in widgets if isinstance(widget, Section)]

    def _added(self, section: S) -> S:
        self.stack.addWidget(section)
        return section

    def _show(self, row: int) -> None:
        _, name = list(_SECTIONS.values())[row]
        section: Section = getattr(self, name)
        self.stack.setCurrentWidget(section)
        section.refresh()

    def _choose(self, row: int) -> None:
        self._show(row)
        self.desk.keep(self.desk.workstation.with_layout(_LAYOUT, list(_SECTIONS)[row].value))

    def _lay_out(self) -> None:
        sides = self._sides = QHBoxLayout()
        above = QVBoxLayout()
        above.addWidget(self.list, 1)
        above.addStretch()
        sides.addLayout(above)
        sides.addWidget(self.stack, 1)
        self._column = QVBoxLayout(self)
        self._column.addWidget(Title(self.desk.say(self.name)))
        self._column.addLayout(sides, 1)
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def _look_again(self) -> None:
        look = Look.current()
        self._column.setContentsMargins(*look.theme.margins(Space.L))
        self._column.setSpacing(look.px(Space.M))
        self.list.setIconSize(QSize(look.px(ICON), look.px(ICON)))
        for row, (icon, _) in enumerate(_SECTIONS.values()):
            item = self.list.item(row)
            item.setIcon(look.icon(icon))
            item.setSizeHint(QSize(0, look.px(_ROW)))
        colours = look.theme.colours
        self.list.setStyleSheet(
            "QListWidget { background: transparent; border: 2px solid transparent; outline: none; }"
            f"QListWidget:focus {{ border-color: {colours.accent}; border-radius: {look.px(RADIUS)}px; }}"
            f"QListWidget::item {{ border-radius: {look.px(RADIUS)}px; padding: 0 {look.px(Space.S)}px; }}"
            f"QListWidget::item:hover {{ background: {colours.raised}; }}"
            f"QListWidget::item:selected {{ color: {colours.text}; background: {colours.selection}; }}"
        )
        self._fit()

    def _fit(self) -> None:
        """Give the list the width that it needs, and the section what is left."""
        look = Look.current()
        air = Space.S if self.width() < look.px(_NARROW) else Space.XL
        self._sides.setSpacing(look.px(air))
        metrics = self.list.fontMetrics()
        widest = max(metrics.horizontalAdvance(self.desk.say(word)) for word in _SECTIONS)
        self.list.setMaximumHeight(len(_SECTIONS) * look.px(_ROW) + 2 * self.list.frameWidth())
        self.list.setFixedWidth(widest + look.px(ICON) + 2 * look.px(Space.L) + look.px(air))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
