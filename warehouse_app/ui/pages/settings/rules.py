"""The rules of the house beside its policy: when lines are due and lifted, how far counts may be off, and so on."""

from typing import Any

from PySide6.QtWidgets import QLineEdit

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseSettings
from warehouse_app.services.changes import Changes
from warehouse_app.services.house_rules import RuleChange, RuleFault, choose_rules
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms import Readers, TypedField, ValueField, YesNoField, optional, required
from warehouse_app.ui.forms.fields import first_wrong
from warehouse_app.ui.widgets import KeyButton, Panel, Toolbar
from warehouse_app.ui.words.settings import RuleWord as Word


class RulesPanel(Panel):
    """The rules as fields, stored together; what was not touched is not stored."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.say(Word.RULES))
        self._desk = desk
        say, readers = desk.say, Readers(desk)
        number = readers.whole(0)
        self.due_days = TypedField(
            desk, say(Word.DUE_DAYS), required(number), readers.write, hint=say(Word.DUE_DAYS_HINT)
        )
        self.horizon = TypedField(
            desk,
            say(Word.HORIZON),
            optional(number, None),
            readers.write,
            hint=say(Word.HORIZON_HINT),
            empty=say(Word.NO_HORIZON),
        )
        self.starved = TypedField(desk, say(Word.STARVED), required(number), readers.write, hint=say(Word.STARVED_HINT))
        self.gather = TypedField(desk, say(Word.GATHER), required(number), readers.write, hint=say(Word.GATHER_HINT))
        self.tolerance = TypedField(
            desk, say(Word.TOLERANCE), required(number), readers.write, hint=say(Word.TOLERANCE_HINT)
        )
        self.strict = YesNoField(say(Word.STRICT), hint=say(Word.STRICT_HINT))
        self.fields: tuple[ValueField[Any], ...] = (
            self.due_days,
            self.horizon,
            self.starved,
            self.gather,
            self.tolerance,
            self.strict,
        )
        self.store_button = KeyButton(say(Word.STORE), "Ctrl+Return")
        self.store_button.clicked.connect(self.store)
        for field in self.fields:
            field.edited.connect(self._allow)
            if isinstance(field.editor, QLineEdit):
                field.editor.returnPressed.connect(self.store_button.click)
        self.show_rules(desk.house_settings)

    def lay_out(self, numbers: Any) -> None:
        """Stand below each other; `numbers` holds the fields of numbers."""
        self.add(numbers, self.strict, Toolbar(self.store_button))

    @property
    def dirty(self) -> bool:
        """Whether something was changed that is not stored."""
        return any(field.dirty for field in self.fields)

    def show_rules(self, settings: HouseSettings) -> None:
        """Show the rules as they are, but not over what is being written."""
        stored: tuple[tuple[ValueField[Any], Any], ...] = (
            (self.due_days, settings.due_days),
            (self.horizon, settings.horizon_days),
            (self.starved, settings.starved_after),
            (self.gather, settings.gather_days),
            (self.tolerance, settings.count_tolerance_percent),
            (self.strict, settings.strict_packs),
        )
        for field, value in stored:
            if not field.dirty:
                field.set(value)
        self._allow()

    def store(self) -> None:
        """Store what was changed."""
        wrong = first_wrong(self.fields)
        if wrong is not None:
            self._desk.sound(Tone.ERROR)
            wrong.setFocus()
        elif self.dirty:
            self.store_button.setEnabled(False)
            chosen, house = self._changed(), self._desk.house

            def verb() -> tuple[HouseSettings, Changes]:
                changes = choose_rules(house.store, house.act(), chosen)
                return house.settings, changes

            self._desk.background.run(Lane.SCANS, self, verb, lambda answer: self._stored(*answer), self._refused)

    def _changed(self) -> RuleChange:
        chosen = RuleChange()
        if self.due_days.dirty:
            chosen["due_days"] = self.due_days.value
        if self.horizon.dirty:
            chosen["horizon_days"] = self.horizon.value
        if self.starved.dirty:
            chosen["starved_after"] = self.starved.value
        if self.gather.dirty:
            chosen["gather_days"] = self.gather.value
        if self.tolerance.dirty:
            chosen["count_tolerance_percent"] = self.tolerance.value
        if self.strict.dirty:
            chosen["strict_packs"] = self.strict.value
        return chosen

    def _stored(self, settings: HouseSettings, changes: Changes) -> None:
        for field in self.fields:
            field.set(field.value)
        self.show_rules(settings)
        self._desk.renew_house_settings(settings)
        self._desk.tell(Tone.OK, Word.STORED)
        self._desk.announce(changes)

    def _refused(self, error: Exception) -> None:
        self._allow()
        fields: dict[RuleFault, ValueField[Any]] = {
            RuleFault.DUE_DAYS: self.due_days,
            RuleFault.HORIZON: self.horizon,
            RuleFault.STARVED_AFTER: self.starved,
            RuleFault.GATHER_DAYS: self.gather,
            RuleFault.COUNT_TOLERANCE: self.tolerance,
        }
        if isinstance(error, Refused) and isinstance(error.code, RuleFault):
            field = fields[error.code]
            field.set_error(self._desk.say(error.code, **error.facts))
            field.editor.setFocus()
            self._desk.sound(Tone.ERROR)
        else:
            self._desk.trouble(error)

    def _allow(self) -> None:
        self.store_button.setEnabled(self.dirty)
