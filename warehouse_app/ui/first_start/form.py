"""The steps that ask: what the new house is called, and where one is that is there already."""

from collections.abc import Callable
from pathlib import Path
from zoneinfo import available_timezones

from babel.numbers import get_currency_name, list_currencies
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseFault
from warehouse_app.house import NO_HOUSE
from warehouse_app.texts.locales import local_currency, local_zone, locale_of
from warehouse_app.ui.first_start.making import Identity
from warehouse_app.ui.look import Ink, Look, Space, Text
from warehouse_app.ui.widgets import Field, FlowingText, Form, KeyButton, Scrolled, Toolbar, Weight
from warehouse_app.ui.words.first_start import FirstFault, FirstWord

_WIDTH = 480
_LONGEST_NAME = 80


class AskingStep(QWidget):
    """A narrow column: a title, fields, what went wrong, and two buttons."""

    back_wanted = Signal()

    def __init__(self, say: Callable[..., str], title: FirstWord, *fields: QWidget) -> None:
        super().__init__()
        self._say = say
        look = Look.current()
        self.trouble = FlowingText(ink=Ink.ERROR)
        self.back_button = KeyButton(say(FirstWord.BACK), "Esc")
        self.go_button = KeyButton("", "Ctrl+Return", weight=Weight.PRIMARY)
        column = QWidget()
        column.setMaximumWidth(look.px(_WIDTH))
        inner = QVBoxLayout(column)
        inner.setSpacing(look.px(Space.L))
        inner.addStretch(2)
        for widget in (FlowingText(say(title), Text.TITLE), *fields, self.trouble):
            inner.addWidget(widget)
        inner.addWidget(Toolbar(self.back_button, right=(self.go_button,)))
        inner.addStretch(3)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(*look.theme.margins(Space.XL))
        row.addStretch(1)
        row.addWidget(column, 10)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(middle))
        self.back_button.clicked.connect(self.back_wanted)
        self.tell("")

    def tell(self, sentence: str) -> None:
        """Say what went wrong with the whole of it; empty for nothing."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))


class HouseForm(AskingStep):
    """The name, time zone and currency of a new house; the computer's own to begin with."""

    filled = Signal(object)
    """Identity."""

    def __init__(self, say: Callable[..., str], language: str) -> None:
        self.name = QLineEdit(say(FirstWord.NAME_USUAL))
        self.zone = _searched(sorted(available_timezones()), local_zone())
        locale = locale_of(language)
        self._currencies = {
            f"{code} · {get_currency_name(code, locale=locale)}": code for code in sorted(list_currencies())
        }
        usual = next((text for text, code in self._currencies.items() if code == local_currency()), "")
        self.currency = _searched(list(self._currencies), usual)
        self.name_field = Field(say(FirstWord.NAME), self.name, say(FirstWord.NAME_HINT))
        self.zone_field = Field(say(FirstWord.ZONE), self.zone, say(FirstWord.ZONE_HINT))
        self.currency_field = Field(say(FirstWord.CURRENCY), self.currency, say(FirstWord.CURRENCY_HINT))
        self._form = Form([self.name_field, self.zone_field, self.currency_field])
        super().__init__(say, FirstWord.FORM_TITLE, self._form)
        self.go_button.clicked.connect(self._fill)

    def ask(self, go: FirstWord) -> None:
        """Begin to ask; `go` is what the button says that ends it."""
        self._form.clear_errors()
        self.tell("")
        self.go_button.set_text(self._say(go))
        self.name.setFocus()
        self.name.selectAll()

    def refuse(self, refusal: Refused) -> None:
        """Say why no house was made of what was written: at its field where it is about one."""
        sentence = self._say(refusal.code, **refusal.facts)
        if refusal.code is HouseFault.UNKNOWN_ZONE:
            self.zone_field.set_error(sentence)
        else:
            self.tell(sentence)

    def _fill(self) -> None:
        self._form.clear_errors()
        self.tell("")
        name = " ".join(self.name.text().split())
        zone, currency = self.zone.currentText().strip(), self.currency.currentText().strip()
        code = self._currencies.get(currency) or (currency.upper() if currency.upper() in list_currencies() else None)
        if not name:
            self.name_field.set_error(self._say(FirstFault.NAME_NEEDED))
        elif len(name) > _LONGEST_NAME:
            self.name_field.set_error(self._say(FirstFault.NAME_LONG, length=len(name), most=_LONGEST_NAME))
        if zone not in available_timezones():
            self.zone_field.set_error(self._say(HouseFault.UNKNOWN_ZONE, zone=zone))
        if code is None:
            self.currency_field.set_error(self._say(FirstFault.CURRENCY_UNKNOWN, currency=currency))
        wrong = next((field for field in self._form.fields if field.error), None)
        if wrong is not None:
            wrong.editor.setFocus()
        elif code is not None:
            self.filled.emit(Identity(name, zone, code))


class OtherForm(AskingStep):
    """Where a warehouse is that is there already."""

    wanted = Signal(str)
    """Its path or address."""

    def __init__(self, say: Callable[..., str]) -> None:
        self.address = QLineEdit()
        self.field = Field(say(FirstWord.ADDRESS), self.address, say(FirstWord.ADDRESS_HINT))
        self.browse_button = KeyButton(say(FirstWord.BROWSE), "Ctrl+O")
        super().__init__(say, FirstWord.OTHER_TITLE, self.field, Toolbar(self.browse_button))
        self.go_button.set_text(say(FirstWord.OPEN))
        self.browse_button.clicked.connect(self._browse)
        self.go_button.clicked.connect(self._open)

    def ask(self) -> None:
        """Begin to ask."""
        self.field.set_error("")
        self.address.setFocus()

    def refuse(self, refusal: Refused) -> None:
        """Say why the warehouse cannot be opened."""
        if refusal.code in NO_HOUSE:
            self.field.set_error(self._say(FirstFault.NO_HOUSE, place=self.address.text().strip()))
        else:
            self.field.set_error(self._say(refusal.code, **refusal.facts))

    def _browse(self) -> None:
        kinds = f"{self._say(FirstWord.DATABASES)} (*.db *.sqlite *.sqlite3);;{self._say(FirstWord.ALL_FILES)} (*)"
        place, _ = QFileDialog.getOpenFileName(self, self._say(FirstWord.BROWSE), str(Path.home()), kinds)
        if place:
            self.address.setText(place)

    def _open(self) -> None:
        address = self.address.text().strip()
        if address:
            self.field.set_error("")
            self.wanted.emit(address)
        else:
            self.field.set_error(self._say(FirstFault.ADDRESS_NEEDED))


def _searched(choices: list[str], chosen: str) -> QComboBox:
    """Return a choice that is found by typing any part of it."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.addItems(choices)
    box.setCurrentText(chosen)
    completer = QCompleter(choices, box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    box.setCompleter(completer)
    return box
