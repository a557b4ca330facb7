"""How answers leave the command line: JSON or sentences on standard output, messages aside."""

import sys
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

import click
import msgspec

from warehouse_app.domain.errors import Fact
from warehouse_app.queries.reasons import Part
from warehouse_app.texts import say as say_text

LANGUAGE = "en"
"""English only for now."""


def sentence(code: StrEnum, /, **facts: Fact) -> str:
    """Return the words for a code of ours."""
    return say_text(code, facts, language=LANGUAGE)


def say(code: StrEnum, /, **facts: Fact) -> None:
    """Print a sentence that is the answer."""
    click.echo(sentence(code, **facts))


def tell(text: str) -> None:
    """Print a message beside the answer, on standard error."""
    click.echo(text, err=True)


def reason_text(reason: Sequence[Part]) -> str:
    """Return a reason as its clauses, one after the other."""
    return " · ".join(say_text(part.code, part.facts, language=LANGUAGE) for part in reason)


def reason_json(reason: Sequence[Part]) -> dict[str, object]:
    """Return a reason as its words, the code and facts of its first clause, and those of the clauses that follow."""
    first, *more = reason
    return {**_clause(first), "text": reason_text(reason), "more": [_clause(part) for part in more]}


def change_json(part: Part) -> dict[str, object]:
    """Return what would change something as its code, its words and its facts."""
    return {"code": part.code.value, "text": reason_text([part]), "facts": dict(part.facts)}


def _clause(part: Part) -> dict[str, object]:
    return {**part.facts, "code": part.code.value}


def print_json(document: object) -> None:
    """Print one JSON document, in UTF-8 whatever the letters of the terminal."""
    click.echo(msgspec.json.format(msgspec.json.encode(document), indent=2))


class Progress:
    """One line on standard error that counts on, where somebody looks at it."""

    def __init__(self, code: StrEnum) -> None:
        self._code = code
        self._shown = sys.stderr.isatty()

    def __call__(self, file: str, rows: int) -> None:
        if self._shown:
            click.echo(f"\r\x1b[K{sentence(self._code, file=file, count=rows)}", err=True, nl=False)

    def done(self) -> None:
        """Take the line away."""
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)


def metres(millimetres: int | None) -> float | None:
    """Return a distance in metres, as JSON documents give it."""
    return None if millimetres is None else millimetres / 1000


def iso(value: date | datetime | None) -> str | None:
    """Return a day or instant as ISO 8601 text."""
    return None if value is None else value.isoformat()
