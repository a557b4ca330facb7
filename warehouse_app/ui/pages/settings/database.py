"""The database: where it is, another one in its place, and a backup of it."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit

from warehouse_app.domain.errors import Refused
from warehouse_app.house import NO_HOUSE
from warehouse_app.settings import Workstation, has_password
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk, Next
from warehouse_app.ui.look import Icon, Ink
from warehouse_app.ui.one_instance import place_of
from warehouse_app.ui.other_house import look_at
from warehouse_app.ui.pages.settings.backup import BackupPanel
from warehouse_app.ui.pages.settings.recent import RecentList
from warehouse_app.ui.pages.settings.section import Section, show_log_folder
from warehouse_app.ui.widgets import Busy, Caption, Field, FlowingText, KeyButton, Panel, Toolbar, Weight
from warehouse_app.ui.words.settings import DatabaseWord as Word
from warehouse_app.ui.words.settings import SettingsWord


class DatabaseSection(Section):
    """The open database. Another one is looked into before this one is left for it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._looking = False
        say, store = desk.say, desk.house.store
        self.place = store.place if store.path is None else str(store.path.resolve())
        self.copy_button = KeyButton(say(Word.COPY), "Ctrl+Shift+C", icon=Icon.COPY)
        self.log_button = KeyButton(say(SettingsWord.SHOW_LOG), "Ctrl+Shift+O", icon=Icon.FOLDER, weight=Weight.QUIET)
        self.recent = RecentList(desk)
        self.choose_button = KeyButton(say(Word.CHOOSE), "Ctrl+O", icon=Icon.FOLDER)
        self.address = QLineEdit()
        self.address_field = Field(say(Word.ADDRESS), self.address, say(Word.ADDRESS_HINT))
        self.open_button = KeyButton(say(Word.OPEN), "Ctrl+Return", icon=Icon.ARROW_RIGHT)
        self.trouble = FlowingText(ink=Ink.ERROR)
        self.busy = Busy()
        self.backup = BackupPanel(desk)
        self._lay_out()
        self._say_trouble("")
        self.recent.opened.connect(lambda following: self.open(following.database))
        self.copy_button.clicked.connect(self._copy)
        self.log_button.clicked.connect(lambda: show_log_folder(desk))
        self.choose_button.clicked.connect(self._choose)
        self.open_button.clicked.connect(self._open_typed)
        self.address.returnPressed.connect(self._open_typed)
        self.address.textEdited.connect(lambda _: self._say_trouble(""))
        desk.settings_saved.connect(self._show)
        self._show(desk.workstation)

    def open(self, url: str) -> None:
        """Open another database in place of this one, once it is known that there is a house in it."""
        if self._looking:
            return
        desk = self.desk
        if has_password(url):
            self._refuse(desk.say(Word.WITH_PASSWORD))
            return
        if place_of(url) == place_of(_address(desk)):
            self._refuse(desk.say(Word.ALREADY))
            return
        self._looking = True
        self._say_trouble("")
        self.busy.setAccessibleName(desk.say(Word.LOOKING, place=url))
        self.busy.start()
        user = desk.house.actor
        desk.background.run(Lane.LONG, self, lambda: look_at(url, user), lambda _: self._go(url), self._not_opened)

    # --- what is done ---

    def _go(self, url: str) -> None:
        self._rest()
        self.desk.database_wanted.emit(Next(url))

    def _not_opened(self, error: Exception) -> None:
        self._rest()
        if not isinstance(error, Refused):
            self.desk.trouble(error)
        elif error.code in NO_HOUSE:
            self._refuse(self.desk.say(Word.NO_HOUSE, place=str(error.facts.get("place", self.address.text()))))
        else:
            self._refuse(self.desk.say(error.code, **error.facts))

    def _refuse(self, sentence: str) -> None:
        self._say_trouble(sentence)
        self.desk.sound(Tone.ERROR)

    def _rest(self) -> None:
        self._looking = False
        self.busy.stop()

    def _say_trouble(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setAccessibleName(sentence)
        self.trouble.setVisible(bool(sentence))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.place)
        self.desk.tell(Tone.OK, Word.COPIED)

    def _choose(self) -> None:
        say, path = self.desk.say, self.desk.house.store.path
        folder = Path.home() if path is None else path.resolve().parent
        kinds = f"{say(Word.FILES)} (*.db *.sqlite *.sqlite3);;{say(Word.ALL_FILES)} (*)"
        name, _ = QFileDialog.getOpenFileName(self, say(Word.OTHER), str(folder), kinds)
        if name:
            self.open(name)

    def _open_typed(self) -> None:
        typed = self.address.text().strip()
        if typed:
            self.open(typed if "://" in typed else str(Path(typed).expanduser().resolve()))

    # --- what is shown ---

    def _show(self, workstation: Workstation) -> None:
        here = place_of(_address(self.desk))
        self.recent.show_places([each for each in workstation.recent_databases if place_of(each) != here])

    def _lay_out(self) -> None:
        say, store = self.desk.say, self.desk.house.store
        here, other = Panel(say(Word.HERE)), Panel(say(Word.OTHER))
        kind = say(Word.FILE if store.path is not None else Word.SERVER)
        here.add(Caption(say(Word.PLACE)), FlowingText(self.place), Caption(say(Word.KIND)), FlowingText(kind))
        here.add(Toolbar(self.copy_button, self.log_button))
        other.add(Caption(say(Word.OTHER_HINT), wraps=True), self.recent, self.address_field)
        other.add(Toolbar(self.open_button, self.choose_button), self.busy, self.trouble)
        for panel in (here, other, self.backup):
            self.add(panel)


def _address(desk: Desk) -> str:
    return str(desk.house.store.database.database)
