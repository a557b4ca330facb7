"""From what was typed to a value, in the person's language, and back; what cannot be read is `Wrong`."""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar

from warehouse_app.domain.errors import Facts
from warehouse_app.domain.records import MAX_QUANTITY
from warehouse_app.exchange import cells
from warehouse_app.texts import typed
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.words.forms import Wrongly

T = TypeVar("T")
D = TypeVar("D")

_SHOWN = 40


class Wrong(NamedTuple):
    """Why something that was typed cannot be used."""

    code: StrEnum
    facts: Facts


Reader = Callable[[str], T | Wrong]
"""Takes a text that is stripped; what it makes of the empty one is its own matter."""


def required(reader: Reader[T]) -> Reader[T]:
    """Return a reader that refuses to be left empty."""
    return lambda text: reader(text) if text else Wrong(Wrongly.REQUIRED, {})


def optional(reader: Reader[T], empty: D) -> Reader[T | D]:
    """Return a reader that takes nothing for `empty`."""
    return lambda text: reader(text) if text else empty


def of_cell(convert: cells.Convert) -> Reader[str]:
    """Return a reader of texts that obeys the same rule as a cell of an imported file."""

    def read(text: str) -> str | Wrong:
        value = convert(text)
        if isinstance(value, cells.Wrong):
            return Wrong(value.code, value.facts)
        assert isinstance(value, str)
        return value

    return read


IDENTIFIER, NAME, NOTE = map(of_cell, (cells.identifier, cells.name, cells.note))
PRIORITY_CLASS = of_cell(cells.priority_class)


class Readers:
    """The readers and writers of what languages write differently; they follow the desk's language."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def whole(self, lowest: int = 1, highest: int = MAX_QUANTITY) -> Reader[int]:
        """Return a reader of whole numbers."""

        def read(text: str) -> int | Wrong:
            number = typed.whole_of(text, language=self._desk.language)
            return _within(text, number, lowest, highest, Wrongly.NOT_WHOLE)

        return read

    def quantity(self, text: str) -> int | Wrong:
        """Read a quantity, which may be given in packs (“2 x 12”)."""
        return self.quantity_up_to(MAX_QUANTITY)(text)

    def quantity_up_to(self, most: int) -> Reader[int]:
        """Return a reader of quantities that refuses more than there is."""

        def read(text: str) -> int | Wrong:
            number = typed.quantity_of(text, language=self._desk.language)
            return _within(text, number, 1, most, Wrongly.NOT_A_QUANTITY)

        return read

    def money(self, text: str) -> int | Wrong:
        """Read an amount as cents."""
        cents = typed.cents_of(text, language=self._desk.language)
        if cents is not None and cents > MAX_QUANTITY * 100:
            return Wrong(Wrongly.OUT_OF_RANGE, {"text": _shown(text), "lowest": 0, "highest": MAX_QUANTITY})
        return _known(text, cents, Wrongly.NOT_MONEY, typed.written_cents(1_250, language=self._desk.language))

    def day(self, text: str) -> date | Wrong:
        """Read a day."""
        today = self._desk.house_settings.house_day
        return _known(
            text, typed.day_of(text, today, language=self._desk.language), Wrongly.NOT_A_DAY, self._desk.text(today)
        )

    def instant(self, text: str) -> datetime | Wrong:
        """Read a day with a time of day, of the house's zone."""
        today = self._desk.house_settings.house_day
        moment = typed.instant_of(text, today, language=self._desk.language, zone=self._desk.zone)
        return _known(text, moment, Wrongly.NOT_AN_INSTANT, f"{self._desk.text(today)} 14:05")

    def write(self, value: int | date | datetime | str | None) -> str:
        """Return what stands in a field that holds `value`; money has a writer of its own."""
        return "" if value is None else self._desk.text(value)

    def write_money(self, cents: int | None) -> str:
        """Return what stands in a field that holds an amount."""
        return "" if cents is None else typed.written_cents(cents, language=self._desk.language)


def _within(text: str, number: int | None, lowest: int, highest: int, otherwise: Wrongly) -> int | Wrong:
    if number is None:
        return Wrong(otherwise, {"text": _shown(text)})
    if not lowest <= number <= highest:
        return Wrong(Wrongly.OUT_OF_RANGE, {"text": _shown(text), "lowest": lowest, "highest": highest})
    return number


def _known(text: str, value: T | None, otherwise: Wrongly, example: str) -> T | Wrong:
    return Wrong(otherwise, {"text": _shown(text), "example": example}) if value is None else value


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
