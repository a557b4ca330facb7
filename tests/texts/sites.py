"""Where the program names a code together with its facts, read from its source: what its sentence may hold."""

import ast
import importlib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import warehouse_app

PACKAGE = Path(warehouse_app.__file__).parent

BY_KEYWORD: Mapping[str, frozenset[str]] = {
    "Refused": frozenset(),
    "wrong": frozenset({"text"}),
    "say": frozenset(),
    "_say": frozenset(),
    "_warn": frozenset(),
    "sentence": frozenset(),
}
"""What is called with a code and its facts as keywords, and the facts that it adds itself."""

BY_DICT = {"Problem", "Part", "Finding", "Wrong", "Gs1Fault", "LabelFault", "UnknownCode", "Note", "Reply"}
"""What is called with a code followed by a dictionary of its facts, or by nothing."""


class Site(NamedTuple):
    """A place that names a code; `facts` are None where the source alone does not say them."""

    code: StrEnum
    facts: frozenset[str] | None
    where: str


def sites() -> list[Site]:
    """Return every place of the program that names a code together with its facts."""
    return [site for path in sorted(PACKAGE.rglob("*.py")) for site in _sites_of(path)]


def _sites_of(path: Path) -> Iterator[Site]:
    names = path.relative_to(PACKAGE.parent).with_suffix("").parts
    module = importlib.import_module(".".join(names[:-1] if names[-1] == "__init__" else names))
    tree = ast.parse(path.read_text("utf-8"))
    file = path.relative_to(PACKAGE.parent).as_posix()
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for code, facts, line in facts_in(module, function):
            yield Site(code, facts, f"{file}:{line}")


def facts_in(module: ModuleType, function: ast.FunctionDef) -> Iterator[tuple[StrEnum, frozenset[str] | None, int]]:
    """Yield each code that a function of `module` names with its facts, and the line."""
    reader = _Reader(module, function)
    for node in ast.walk(function):
        if isinstance(node, ast.expr):
            for code, facts in reader.read(node):
                yield code, facts, node.lineno


class _Reader:
    """Reads one function: what its names stand for comes from its own assignments and from the module's names."""

    def __init__(self, module: ModuleType, scope: ast.FunctionDef) -> None:
        self._module = module
        self._assigned: dict[str, list[ast.expr | None]] = {}
        for node in ast.walk(scope):
            match node:
                case ast.Assign(targets=[ast.Name(name)], value=value) | ast.AnnAssign(ast.Name(name), value=value):
                    self._assigned.setdefault(name, []).append(value)
                case ast.AugAssign(ast.Name(name)) | ast.Subscript(ast.Name(name), ctx=ast.Store()):
                    self._assigned.setdefault(name, []).append(None)

    def read(self, node: ast.expr) -> Iterator[tuple[StrEnum, frozenset[str] | None]]:
        match node:
            case ast.Call(ast.Name(name) | ast.Attribute(attr=name), args, keywords) if name in BY_KEYWORD and args:
                facts = self._union(_named(keyword) for keyword in keywords)
                for code in self._codes(args[0]):
                    yield code, None if facts is None else facts | BY_KEYWORD[name]
            case ast.Call(ast.Name(name), args, keywords) if name in BY_DICT:
                # A note adds its parts to its facts.
                more = {keyword.arg for keyword in keywords if keyword.arg == "parts"}
                for code, facts in self._pairs(args):
                    yield code, None if facts is None else facts | more
            case ast.Yield(ast.Tuple(elts)):
                yield from self._pairs(elts)

    def _pairs(self, values: list[ast.expr]) -> Iterator[tuple[StrEnum, frozenset[str] | None]]:
        for code, facts in zip(values, [*values[1:], None], strict=True):
            for each in self._codes(code):
                yield each, frozenset() if facts is None else self._keys(facts)

    def _codes(self, node: ast.expr | None) -> list[StrEnum]:
        """Return the codes that an expression may stand for; none where it is no code, or not known here."""
        match node:
            case ast.Attribute(ast.Name(enum), member):
                found = getattr(self._module, enum, None)
                if isinstance(found, type) and issubclass(found, StrEnum) and member in found.__members__:
                    return [found[member]]
            case ast.IfExp(body=body, orelse=orelse):
                return self._codes(body) + self._codes(orelse)
            case ast.Name(name):
                return [code for value in self._assigned.get(name, []) for code in self._codes(value)]
        return []

    def _keys(self, node: ast.expr) -> frozenset[str] | None:
        """Return the keys of a dictionary; None where they are not all written down."""
        match node:
            case ast.Dict(keys, values):
                return self._union(zip(keys, values, strict=True))
            case ast.BinOp(left, ast.BitOr(), right):
                return self._union([(None, left), (None, right)])
            case ast.Name(name):
                assigned = self._assigned.get(name, [])
                if len(assigned) == 1 and assigned[0] is not None:
                    return self._keys(assigned[0])
        return None

    def _union(self, entries: Iterable[tuple[ast.expr | None, ast.expr]]) -> frozenset[str] | None:
        found: set[str] = set()
        for key, value in entries:
            match key:
                case ast.Constant(str(name)):
                    found.add(name)
                case None:
                    more = self._keys(value)
                    if more is None:
                        return None
                    found |= more
                case _:
                    return None
        return frozenset(found)


def _named(keyword: ast.keyword) -> tuple[ast.expr | None, ast.expr]:
    return None if keyword.arg is None else ast.Constant(keyword.arg), keyword.value
