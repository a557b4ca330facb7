"""What the person has chosen for each file: its kind and what feeds each field; and what was chosen the last time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import Kind
from warehouse_app.exchange.guessing import guess_columns
from warehouse_app.exchange.kinds import FIELDS
from warehouse_app.exchange.mapping import Cell, OrdersAs
from warehouse_app.ui.importing.plan import Looked, MatchedFile

Remembered = Mapping[str, Mapping[str, Any]]
"""What fed the fields of each kind when a file of it was last taken in, as the workstation keeps it."""

_ENDINGS = (".csv", ".csv.gz", ".tsv", ".txt", ".xlsx")


def tables_in(folder: Path) -> list[Path]:
    """Return the files of a folder that may be tables, by name; none of a folder that cannot be read."""
    try:
        names = sorted(folder.iterdir(), key=lambda path: path.name.casefold())
    except OSError:
        return []
    return [path for path in names if path.name.lower().endswith(_ENDINGS) and path.name[0] not in ".~"]


@dataclass(eq=False)
class ChosenFile:
    """A file in the list. It is `looked` at in the background, or `refused`."""

    path: Path
    looked: Looked | None = None
    refused: Refused | None = None
    kind: Kind | None = None
    cells: dict[str, Cell] = field(default_factory=dict)
    orders_as: OrdersAs | None = None

    def take_look(self, looked: Looked, remembered: Remembered) -> None:
        """Take in what the file seems to be."""
        self.looked = looked
        if looked.kind is not None:
            self.choose_kind(looked.kind, remembered)

    def choose_kind(self, kind: Kind, remembered: Remembered) -> None:
        """Say what the file holds, and match its columns: as the last time where they fit, else by headings."""
        assert self.looked is not None
        self.kind = kind
        header = self.looked.header
        known = _cells_of(kind, remembered)
        # Another program's file has other headings, and what was true of all rows there says nothing about these.
        if known and all(cell.column in header for cell in known.values() if cell.column):
            self.cells = known
        else:
            self.cells = {name: Cell(column=column) for name, column in guess_columns(kind, header).items()}

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the fields that are needed and that nothing feeds."""
        if self.kind is None:
            return ()
        return tuple(each.name for each in FIELDS[self.kind] if each.required and each.name not in self.cells)

    @property
    def ready(self) -> bool:
        """Whether the file can be read as it is matched now."""
        return self.kind is not None and not self.missing

    @property
    def unused(self) -> tuple[str, ...]:
        """The columns that feed nothing."""
        used = {cell.column for cell in self.cells.values()}
        return tuple(
            heading for heading in (self.looked.header if self.looked else ()) if heading and heading not in used
        )

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that something feeds, in the order of the kind's own."""
        return tuple(each.name for each in FIELDS[self.kind] if each.name in self.cells) if self.kind else ()

    def samples(self, column: str, most: int = 3) -> tuple[str, ...]:
        """Return the first different texts of a column."""
        assert self.looked is not None
        at = self.looked.header.index(column)
        texts = dict.fromkeys(text for row in self.looked.rows if (text := row[at].strip()))
        return tuple(texts)[:most]

    def matched(self) -> MatchedFile:
        """Return the file as it is to be read."""
        assert self.kind is not None
        return MatchedFile(self.path, self.kind, dict(self.cells), self.orders_as)


def remember(files: Iterable[ChosenFile], remembered: Remembered) -> Remembered:
    """Return what is to be remembered of how files were matched."""
    now = {file.kind.value: msgspec.to_builtins(file.cells) for file in files if file.kind is not None}
    return {**remembered, **now}


def _cells_of(kind: Kind, remembered: Remembered) -> dict[str, Cell]:
    names = {each.name for each in FIELDS[kind]}
    try:
        cells = msgspec.convert(remembered.get(kind.value, {}), dict[str, Cell])
    except msgspec.ValidationError:  # of another version
        return {}
    return {name: cell for name, cell in cells.items() if name in names and cell.makes_sense()}
