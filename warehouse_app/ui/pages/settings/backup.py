"""The backup: a database file is copied with its key while others go on working; a server has tools of its own."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from warehouse_app.house import back_up, key_place
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk, Told
from warehouse_app.ui.look import Icon
from warehouse_app.ui.widgets import Busy, FlowingText, KeyButton, Panel, Toolbar
from warehouse_app.ui.words.settings import DatabaseWord as Word


class BackupPanel(Panel):
    """Says how the open database is backed up, and does it where it is a file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.say(Word.BACKUP))
        self._desk = desk
        self._busy = Busy()
        self.button = KeyButton(desk.say(Word.BACK_UP), "Ctrl+B", icon=Icon.SAVE)
        self.said = FlowingText()
        self.button.clicked.connect(self._choose)
        if desk.house.store.path is None:
            self.said.setText(desk.say(Word.BACKUP_SERVER, key=str(key_place(desk.house))))
            self.add(self.said)
        else:
            self.said.setText(desk.say(Word.BACKUP_HINT))
            self.add(self.said, Toolbar(self.button), self._busy)

    def back_up_to(self, target: Path) -> None:
        """Copy the database to a file, and its key beside it."""
        desk = self._desk
        self.button.setEnabled(False)
        self.said.setText(desk.say(Word.BACKING_UP, place=str(target)))
        self._busy.setAccessibleName(self.said.text())
        self._busy.start()
        desk.background.run(
            Lane.LONG,
            self,
            lambda: back_up(desk.house, target),
            lambda key: self._done(desk.say(Word.BACKED_UP, place=str(target), key=key.name)),
            self._failed,
        )

    def _choose(self) -> None:
        say, path = self._desk.say, self._desk.house.store.path
        assert path is not None, "only a file is copied"
        proposed = f"{path.stem}-{self._desk.house_settings.house_day.isoformat()}.db"
        kinds = f"{say(Word.FILES)} (*.db);;{say(Word.ALL_FILES)} (*)"
        name, _ = QFileDialog.getSaveFileName(self, say(Word.BACKUP), str(Path.home() / proposed), kinds)
        if name:
            self.back_up_to(Path(name))

    def _done(self, sentence: str) -> None:
        self._rest(sentence)
        self._desk.told.emit(Told(Tone.OK, sentence))
        self._desk.sound(Tone.OK)

    def _failed(self, error: Exception) -> None:
        self._rest(self._desk.say(Word.BACKUP_HINT))
        self._desk.trouble(error)

    def _rest(self, sentence: str) -> None:
        self._busy.stop()
        self.said.setText(sentence)
        self.button.setEnabled(True)
