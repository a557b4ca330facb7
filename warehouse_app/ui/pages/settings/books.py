"""Up to which day the books are closed, and closing them further, after a question: they are never opened again."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseFault, HouseSettings
from warehouse_app.services.changes import Changes
from warehouse_app.services.founding import close_books
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.asking import Asking
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms import Readers, TypedField, required
from warehouse_app.ui.widgets import FlowingText, KeyButton, Panel, Toolbar
from warehouse_app.ui.words.settings import BooksWord as Word


class BooksPanel(Panel):
    """The closed books of the house."""

    asked = Signal()
    """It asks whether to close them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.say(Word.BOOKS))
        self._desk = desk
        say, readers = desk.say, Readers(desk)
        self.state = FlowingText()
        self.until: TypedField[date | None] = TypedField(
            desk, say(Word.UNTIL), required(readers.day), readers.write, hint=say(Word.UNTIL_HINT)
        )
        self.until.set(None)
        self.close_button = KeyButton(say(Word.CLOSE), "Ctrl+Shift+B")
        self.question = Asking(desk, "books")
        self.add(self.state, self.until, Toolbar(self.close_button), self.question)
        line = self.until.editor
        assert isinstance(line, QLineEdit)
        line.returnPressed.connect(self._ask)
        self.close_button.clicked.connect(self._ask)
        self.until.edited.connect(self._edited)
        self.show_books(desk.house_settings)

    @property
    def dirty(self) -> bool:
        """Whether a day was typed up to which nothing is closed yet."""
        return self.until.dirty

    def show_books(self, settings: HouseSettings) -> None:
        """Show up to which day the books are closed; a day that is being typed stays."""
        until = settings.books_closed_until
        if until is None:
            self.state.setText(self._desk.say(Word.NEVER))
        else:
            self.state.setText(self._desk.say(Word.CLOSED, until=until, first=until + timedelta(days=1)))
        self.close_button.setEnabled(self.until.dirty)

    def _edited(self) -> None:
        self.question.leave()
        self.close_button.setEnabled(self.until.dirty)

    def _ask(self) -> None:
        if not self.until.dirty:
            return
        if not self.until.check():
            self._desk.sound(Tone.ERROR)
            self.until.editor.setFocus()
            return
        until = self.until.value
        assert until is not None
        self.asked.emit()
        self.question.ask(
            self._desk.say(Word.ASK, until=until, first=until + timedelta(days=1)),
            yes=(self._desk.say(Word.YES), ""),
            no=self._desk.say(Word.NO),
            do=lambda: self._close(until),
        )

    def _close(self, until: date) -> None:
        house = self._desk.house
        self.close_button.setEnabled(False)

        def verb() -> tuple[HouseSettings, Changes]:
            changes = close_books(house.store, house.act(), until).changes
            return house.settings, changes

        self._desk.background.run(Lane.SCANS, self, verb, lambda answer: self._closed(until, *answer), self._refused)

    def _closed(self, until: date, settings: HouseSettings, changes: Changes) -> None:
        self.until.set(None)
        self._desk.renew_house_settings(settings)
        self.show_books(settings)
        self._desk.tell(Tone.OK, Word.DONE, until=until, first=until + timedelta(days=1))
        self._desk.announce(changes)

    def _refused(self, error: Exception) -> None:
        self.close_button.setEnabled(True)
        if isinstance(error, Refused) and isinstance(error.code, HouseFault):
            self.until.set_error(self._desk.say(error.code, **error.facts))
            self.until.editor.setFocus()
            self._desk.sound(Tone.ERROR)
        else:
            self._desk.trouble(error)
