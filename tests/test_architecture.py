"""The house keeps its shape: who may import whom, and what every file must be.

The contracts stand in pyproject.toml. Here they are run on the program, and then on copies of it into each of which one
forbidden import was written, so that a contract which no longer bites is noticed.
"""

import ast
import importlib
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.api import read_configuration
from importlinter.application import use_cases

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "warehouse_app"
CONFIGURATION = str(ROOT / "pyproject.toml")
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 400

LAYERS = "An upper room may import a lower one, never the reverse"
QT = "Qt stays in ui, app and __main__"
PURE = "domain and scanning are pure"
STORE = "Only services, queries and house import store"
PLAYHOUSE = "Only store imports playhouse"
MIGRATIONS = "Migrations do not follow the live tables"
REPORTLAB = "Only documents imports ReportLab"
SHEETS = "documents.sheets is free of ReportLab"
CLICK = "Only cli imports click"
ROOMS_WITH_QT = {"ui", "app", "__main__"}


def contracts() -> dict[str, dict[str, object]]:
    """Return what pyproject.toml says of each contract, by name."""
    return {contract["name"]: contract for contract in read_configuration(CONFIGURATION)["contracts_options"]}


def broken_contracts() -> set[str]:
    """Return the names of the contracts broken by the package that an import would find."""
    options = use_cases.read_user_options(CONFIGURATION)
    use_cases._register_contract_types(options)
    report = use_cases.create_report(options, cache_dir=None)
    return {contract.name for contract, check in report.get_contracts_and_checks() if not check.kept}


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the package that the linter finds instead of the program's own."""
    package = shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.syspath_prepend(tmp_path)
    # The linter asks where the package is and imports nothing; a package already imported would answer for itself.
    monkeypatch.delitem(sys.modules, PACKAGE.name, raising=False)
    importlib.invalidate_caches()
    return package


def write(package: Path, file: str, line: str) -> None:
    """Add `line` at the end of a module of the copy, which is made together with its package where it is missing."""
    path = package / file
    path.parent.mkdir(exist_ok=True)
    (path.parent / "__init__.py").touch()
    with path.open("a", encoding="utf-8") as module:
        module.write(f"\n{line}\n")


def test_the_program_keeps_every_contract() -> None:
    assert use_cases.lint_imports(CONFIGURATION, cache_dir=None, no_logo=True, is_debug_mode=True)


def test_a_copy_keeps_every_contract_too(copy: Path) -> None:
    assert broken_contracts() == set()


BREACHES = [
    ({"domain/statuses.py": "import warehouse_app.stations"}, {LAYERS}),
    ({"assets.py": "import warehouse_app.texts"}, {LAYERS}),
    ({"texts/scans.py": "import warehouse_app.scanning"}, {LAYERS}),
    ({"exchange/new.py": "import warehouse_app.documents.sheets"}, {LAYERS}),
    ({"demo/new.py": "import warehouse_app.cli"}, {LAYERS}),
    ({"attic/__init__.py": "import json"}, {LAYERS}),
    ({"services/new.py": "import PySide6.QtCore"}, {QT}),
    ({"ui/new.py": "import PySide6", "cli/new.py": "import warehouse_app.ui.new"}, {QT}),
    ({"domain/new.py": "import random"}, {PURE}),
    ({"domain/new.py": "from time import monotonic"}, {PURE}),
    ({"domain/new.py": "def f() -> None:\n    import logging"}, {PURE}),
    ({"domain/new.py": "import peewee"}, {PURE}),
    ({"scanning/new.py": "import os.path"}, {PURE}),
    ({"scanning/new.py": "import msgspec"}, {PURE}),
    ({"stations/new.py": "import warehouse_app.store.tables"}, {STORE}),
    ({"cli/new.py": "from warehouse_app.store import database"}, {STORE}),
    ({"services/new.py": "from playhouse.shortcuts import model_to_dict"}, {PLAYHOUSE}),
    ({"store/migrations/9999_new.py": "from warehouse_app.store.tables import TABLES"}, {MIGRATIONS}),
    ({"store/migrations/9999_new.py": "import warehouse_app.store.schema"}, {MIGRATIONS}),
    ({"queries/new.py": "from reportlab.pdfgen import canvas"}, {REPORTLAB}),
    ({"documents/sheets.py": "import reportlab"}, {SHEETS}),
    ({"documents/__init__.py": "import reportlab"}, {SHEETS}),
    ({"services/new.py": "from click import echo"}, {CLICK}),
]


@pytest.mark.parametrize(("lines", "broken"), BREACHES, ids=[" and ".join(lines.values()) for lines, _ in BREACHES])
def test_a_forbidden_import_breaks_its_contract(copy: Path, lines: dict[str, str], broken: set[str]) -> None:
    for file, line in lines.items():
        write(copy, file, line)
    assert broken_contracts() == broken


def test_every_contract_was_broken_on_purpose() -> None:
    assert set().union(*(broken for _, broken in BREACHES)) == set(contracts())


def test_what_only_one_room_may_import_is_allowed_there(copy: Path) -> None:
    write(copy, "ui/window.py", "import PySide6.QtWidgets")
    write(copy, "app.py", "import warehouse_app.ui.window")
    write(copy, "__main__.py", "import warehouse_app.app")
    write(copy, "cli/new.py", "import click")
    write(copy, "store/new.py", "import playhouse.migrate")
    write(copy, "documents/new.py", "import reportlab")
    write(copy, "queries/new.py", "import warehouse_app.documents.sheets")
    write(copy, "house.py", "import warehouse_app.store")
    assert broken_contracts() == set()


def test_every_room_without_qt_is_named_in_its_contract() -> None:
    rooms = {path.stem for path in PACKAGE.glob("*.py")} | {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    expected = {f"{PACKAGE.name}.{room}" for room in rooms - ROOMS_WITH_QT - {"__init__"}}
    named = contracts()[QT]["source_modules"]
    assert isinstance(named, list)
    assert set(named) == expected


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_says_what_belongs_there_and_stays_short(module: Path) -> None:
    text = module.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text)), "it has no docstring"
    assert len(text.splitlines()) <= LONGEST_MODULE


def test_no_sound_is_played_by_qt_itself() -> None:
    # It is no part of what is installed; and the contracts, which see PySide6 as a whole, would not notice.
    files = [*MODULES, *ROOT.glob("packaging/*.py")]
    assert [file for file in files if "QtMultimedia" in file.read_text("utf-8")] == []


def test_every_folder_of_modules_is_a_package() -> None:
    assert [folder for folder in {path.parent for path in MODULES} if not (folder / "__init__.py").exists()] == []


# A path from the top of one machine: a folder of a person, a volume or a drive. Not the end of an address or of another
# path (example.org/home/…, ~/home/…, $folder/home/…).
MACHINE_PATH = re.compile(r"(?<![\w.~}$*\\)-])/(?:home|root|work|Users|Volumes|mnt)/[\w.]|\b[A-Za-z]:\\{1,2}Users\\")
PASSED_BY = {"build", "dist", "__pycache__"}


def files_of_the_repository(folder: Path = ROOT) -> Iterator[Path]:
    """Yield the files that people write: no tool's hidden folders, nothing built, nothing binary."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            hidden = path.name.startswith(".") and path.name != ".ci"
            if not hidden and path.name not in PASSED_BY and path.suffix != ".egg-info":
                yield from files_of_the_repository(path)
        elif b"\0" not in path.read_bytes()[:1024]:
            yield path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("'/" + "home/anna/stock.db'", True),
        ("file:///" + "root/x", True),
        ("C:\\Users" + "\\anna", True),
        ("https://example.org/home/page", False),
        ("~/home/app and ./home/x and $bare/root/x", False),
        ("a GET of /home/", False),
    ],
)
def test_the_rule_knows_a_path_of_a_machine(text: str, found: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) is found


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files_of_the_repository()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []
