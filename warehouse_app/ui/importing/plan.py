"""What the window asks of the process that reads and stores, and what that answers, as values that can be sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar

from warehouse_app.domain.errors import Facts, Problem
from warehouse_app.domain.records import Kind, Record
from warehouse_app.exchange.mapping import Cell, OrdersAs
from warehouse_app.services.importing import Imported

R = TypeVar("R", covariant=True)  # noqa: PLC0105 - a plain R, as everywhere

PREVIEW_ROWS = 20
LISTED_PROBLEMS = 2_000
"""How many wrong rows are shown; the file that can be saved has them all."""


@dataclass(frozen=True, slots=True)
class HouseAddress:
    """Where the house is and who works in it. `url` may hold a password: it is sent, and never shown or logged."""

    url: str = field(repr=False)
    actor: str
    zone: str


@dataclass(frozen=True, slots=True)
class MatchedFile:
    """A file of one kind, and what feeds each field of it. `orders_as` says what its orders are."""

    path: Path
    kind: Kind
    cells: Mapping[str, Cell]
    orders_as: OrdersAs | None = None


@dataclass(frozen=True, slots=True)
class MappedFolder:
    """A folder that is read through a mapping: one that comes with the program, or the path of a .toml file."""

    folder: Path
    mapping: str
    orders_as: OrdersAs | None = None


Plan = tuple[MatchedFile, ...] | MappedFolder


class Request(Generic[R]):
    """Something asked of the process, and answered by an R."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file seems to be: its headings, the texts of its first rows, and the kind it is taken for."""

    path: Path
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Look(Request[Looked]):
    """Open a file and see what it is. Raises Refused (FileFault)."""

    path: Path


@dataclass(frozen=True, slots=True)
class Fitting(Request[dict[str, str]]):
    """Which mappings that come with the program fit the files of a folder: name to title."""

    folder: Path


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as it is understood: its record, or what is wrong with it."""

    line: int
    record: Record | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Preview(Request[tuple[PreviewRow, ...]]):
    """Read the first rows of a file as they would be taken in. Raises Refused (FileFault)."""

    file: MatchedFile


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file without a wrong row. `left_out` and `effects` count rows by the rule of the mapping."""

    kind: Kind
    file: str
    rows: int
    left_out: Mapping[str, int]
    effects: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Wrong:
    """Rows are wrong: how many, and the first of them with their files."""

    total: int
    first: tuple[tuple[str, Problem], ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """It was cancelled, and nothing of it is left."""


@dataclass(frozen=True, slots=True)
class Check(Request[tuple[CheckedFile, ...] | Wrong | Stopped]):
    """Read all rows and check each against the others and the house; writes nothing. Raises Refused."""

    plan: Plan
    update: bool


@dataclass(frozen=True, slots=True)
class SaveProblems(Request[int]):
    """Write every wrong row of the last check to a file; the answer is how many. Raises Refused (FileFault)."""

    path: Path
    language: str


@dataclass(frozen=True, slots=True)
class TakeIn(Request[Imported | Stopped]):
    """Store what was last checked, all or nothing, as the action of this id. Raises Refused."""

    action_id: str


class Phase(StrEnum):
    """What the process is at."""

    READING = "importing-phase-reading"
    STORING = "importing-phase-storing"
    FILLING = "importing-phase-filling"


@dataclass(frozen=True, slots=True)
class Step:
    """How far it is: `done` of `total` rows (None where nobody knows), of `file` where it is one file's."""

    phase: Phase
    file: str
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request was refused."""

    code: StrEnum
    facts: Facts


@dataclass(frozen=True, slots=True)
class Bug:
    """A request failed by an error of the program's own: its traceback."""

    trace: str
