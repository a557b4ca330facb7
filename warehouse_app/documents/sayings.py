"""The words of one document, in its language and the time zone of its house."""

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from warehouse_app.documents.sheets import Clauses
from warehouse_app.texts import fact_text, moment_text, note_text, say


class Sayings:
    """Says the words of one document: `sayings(Word.PAGE, page=1, pages=2)`."""

    def __init__(self, language: str, zone: str) -> None:
        self._language = language
        self._zone = ZoneInfo(zone)

    def __call__(self, word: StrEnum, /, **facts: str | int | date | datetime | None) -> str:
        return say(word, facts, language=self._language, zone=self._zone)

    def clauses(self, clauses: Clauses) -> str:
        """Return clauses one after the other."""
        return " · ".join(say(code, facts, language=self._language, zone=self._zone) for code, facts in clauses)

    def note(self, clauses: Clauses) -> str:
        """Return clauses as a note that stands alone, as the window says it."""
        return note_text([self.clauses(clauses)])

    def moment(self, moment: datetime) -> str:
        """Return a day and the time of day in the house, to the minute."""
        return moment_text(moment, language=self._language, zone=self._zone)

    def day(self, moment: datetime) -> str:
        """Return the day that an instant is on in the house."""
        return self.fact(moment.astimezone(self._zone).date())

    def fact(self, fact: str | int | date | None) -> str:
        """Return a number, a day or nothing as it is written alone."""
        return fact_text(fact, language=self._language, zone=self._zone)
