"""The lists of a reply, one below the other, each under its heading; what is in them can be chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from warehouse_app.stations.reply import Note
from warehouse_app.ui.desk import Desk, Target, Thing
from warehouse_app.ui.look import Icon, Ink, Look, Space, Text
from warehouse_app.ui.pages.station.listed import Heading, Listed, Opened, Row

_MOST = 4
"""So many lists a reply has at most."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row was chosen that says what is to be scanned instead of it."""

    text: str


@dataclass(frozen=True, slots=True)
class ToldAs:
    """How the parts of a sentence are listed: its heading, and by their codes which fact of a part it is about.

    A row that is chosen opens the `thing` of that fact; without one it is as if the fact was scanned, after `prefix`.
    """

    heading: StrEnum
    about: Mapping[StrEnum, str] = field(default_factory=dict)
    thing: Thing | None = None
    prefix: str = ""


class Told(QWidget):
    """The lists; hidden while a reply has none."""

    chosen = Signal(object)
    """Chosen."""

    def __init__(self, desk: Desk, lists: Mapping[StrEnum, ToldAs]) -> None:
        super().__init__()
        self._desk, self._lists = desk, lists
        self._acts: list[list[Chosen | Target | None]] = [[] for _ in range(_MOST)]
        heading = Heading("", wide=True, has_icon=True)
        self.lists = [Listed("", [heading], text=Text.LARGE, wraps=True) for _ in range(_MOST)]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for number, listed in enumerate(self.lists):
            listed.opened.connect(lambda opened, number=number: self._open(number, opened))
            listed.hide()
            self._column.addWidget(listed)
        self._column.addStretch()
        self.hide()
        Look.current().changed.connect(self._look_again)
        self._look_again()

    def show_notes(self, notes: Sequence[Note]) -> bool:
        """Show the lists among these sentences; return whether there are any."""
        told = [(note, self._lists[note.code]) for note in notes if note.code in self._lists and note.parts]
        for number, listed in enumerate(self.lists):
            if number < len(told):
                self._show(number, *told[number])
            listed.setVisible(number < len(told))
        self.setVisible(bool(told))
        return bool(told)

    def _show(self, number: int, note: Note, told_as: ToldAs) -> None:
        listed, words = self.lists[number], self._desk.say(told_as.heading, **note.facts)
        self._acts[number] = [self._act(part, told_as) for part in note.parts]
        listed.set_heading(0, words)
        listed.setAccessibleName(words)
        rows = [
            Row(str(at), (part.said(language=self._desk.language, zone=self._desk.zone),), *self._sign(number, at))
            for at, part in enumerate(note.parts)
        ]
        listed.show_rows(rows)
        listed.scrollToTop()

    def _sign(self, number: int, at: int) -> tuple[Icon | None, Ink]:
        return (Icon.CHEVRON_RIGHT if self._acts[number][at] is not None else None), Ink.MUTED

    @staticmethod
    def _act(part: Note, told_as: ToldAs) -> Chosen | Target | None:
        fact = told_as.about.get(part.code)
        if fact is None:
            return None
        about = str(part.facts[fact])
        return Chosen(f"{told_as.prefix}{about}") if told_as.thing is None else Target(told_as.thing, about)

    def _open(self, number: int, opened: Opened) -> None:
        match self._acts[number][int(opened.key)]:
            case Chosen() as chosen:
                self.chosen.emit(chosen)
            case Target(thing, key):
                self._desk.open(thing, key)

    def _look_again(self) -> None:
        self._column.setSpacing(Look.current().px(Space.M))
