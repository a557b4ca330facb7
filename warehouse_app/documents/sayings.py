"""The words of one document, in its language and the time zone of its house."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from warehouse_app.documents.words import Word
from warehouse_app.texts import fact_text, say


class Sayings:
    """Says the words of one document: `sayings(Word.PAGE, page=1, pages=2)`."""

    def __init__(self, language: str, zone: str) -> None:
        self._language = language
        self._zone = ZoneInfo(zone)

    def __call__(self, word: Word, **facts: str | int | date | datetime | None) -> str:
        return say(word, facts, language=self._language, zone=self._zone)

    def fact(self, fact: str | int | date | None) -> str:
        """Return a number, a day or nothing as it is written alone."""
        return fact_text(fact, language=self._language, zone=self._zone)
