"""The stations on standard input and output, as a terminal over SSH has them: a scan a line in, a reply a line out."""

from collections.abc import Callable, Iterable
from datetime import date, tzinfo
from json import dumps

from warehouse_app.stations.reply import Note, Reply, Station


def run(
    station: Station,
    lines: Iterable[str | bytes],
    write: Callable[[str], None],
    *,
    json: bool,
    language: str,
    zone: tzinfo,
) -> None:
    """Answer each of `lines` until they end. Nothing is written before the first.

    `write` is given one line without its end, after the commit of what it acknowledges, and must flush it. With `json`
    a line is one JSON object in ASCII, else the sentence. Lines may come as bytes: what is not UTF-8 is answered by an
    error, like any other scan that cannot be read.
    """
    for line in lines:
        # What cannot be decoded stays in the text as lone surrogates, which the reading of codes refuses by name.
        text = line.decode("utf-8", "surrogateescape") if isinstance(line, bytes) else line
        reply = station.scan(text)
        message = reply.message(language=language, zone=zone)
        write(as_json(reply, message) if json else message)


def as_json(reply: Reply, message: str) -> str:
    """Return a reply as the JSON object that cli.md describes, with the codes and facts behind its sentences."""
    return dumps(
        {
            "tone": reply.tone,
            "message": message,
            "step": reply.step,
            "booked": reply.booked,
            "code": reply.code,
            "facts": reply.facts,
            "notes": [_note(note) for note in reply.notes],
        },
        default=_plain,
    )


def _note(note: Note) -> dict[str, object]:
    return {"code": note.code, "facts": note.facts, "parts": [_note(part) for part in note.parts]}


def _plain(value: object) -> str:
    assert isinstance(value, date)  # the only kind of fact that JSON has not
    return value.isoformat()
