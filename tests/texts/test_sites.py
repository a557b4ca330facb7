"""The reader of the source finds a code with its facts in every form in which the program writes them."""

import ast
from pathlib import Path

import pytest

from tests.texts.sites import PACKAGE, facts_in, sites
from warehouse_app.services import ordering
from warehouse_app.services.ordering import OrderFault

A, B = OrderFault.UNKNOWN, OrderFault.NOTHING_LEFT
PROLOGUE = "def f():\n    "


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("raise Refused(OrderFault.UNKNOWN, order=1, line=2)", [(A, {"order", "line"})]),
        ("raise Refused(OrderFault.UNKNOWN)", [(A, set())]),
        ("raise Refused(OrderFault.UNKNOWN, order=1, **{'line': 2})", [(A, {"order", "line"})]),
        ("raise Refused(OrderFault.UNKNOWN, order=1, **other)", [(A, None)]),
        ("return Problem(1, '', OrderFault.UNKNOWN, {'order': 1})", [(A, {"order"})]),
        ("return Problem(1, '', OrderFault.UNKNOWN)", [(A, set())]),
        ("return Problem(1, '', OrderFault.UNKNOWN, {'order': 1, **other})", [(A, None)]),
        ("return Problem(1, '', OrderFault.UNKNOWN, {name: 1})", [(A, None)]),
        ("yield 'x', OrderFault.UNKNOWN, {'order': 1} | {'line': 2}", [(A, {"order", "line"})]),
        ("return Part(OrderFault.UNKNOWN if x else OrderFault.NOTHING_LEFT, {})", [(A, set()), (B, set())]),
        ("facts = {'order': 1}; return Part(OrderFault.UNKNOWN, facts)", [(A, {"order"})]),
        ("facts: Facts = {'order': 1}; return Part(OrderFault.UNKNOWN, facts)", [(A, {"order"})]),
        ("facts = {'order': 1}; facts |= more; return Part(OrderFault.UNKNOWN, facts)", [(A, None)]),
        ("facts = {'order': 1}; facts['line'] = 2; return Part(OrderFault.UNKNOWN, facts)", [(A, None)]),
        ("code = OrderFault.UNKNOWN; return Part(code, {'order': 1})", [(A, {"order"})]),
        ("return wrong(OrderFault.UNKNOWN, text, most=1)", [(A, {"text", "most"})]),
        ("return Note(OrderFault.UNKNOWN, parts=x)", [(A, {"parts"})]),
        ("return self._say(OrderFault.UNKNOWN, order=1)", [(A, {"order"})]),
        ("return Refused(code, order=1)", []),
        ("return print(OrderFault.UNKNOWN)", []),
        ("return Refused(OrderFault.NONE, order=1)", []),
    ],
)
def test_a_code_is_found_with_its_facts(source: str, found: list[tuple[OrderFault, set[str] | None]]) -> None:
    [function] = ast.parse(PROLOGUE + source).body
    assert isinstance(function, ast.FunctionDef)
    assert [(code, facts) for code, facts, _ in facts_in(ordering, function)] == found


def test_the_program_is_read_as_a_whole() -> None:
    found = sites()
    assert (A, frozenset({"order"})) in [(site.code, site.facts) for site in found]
    files = {site.where.rpartition(":")[0] for site in found}
    assert {Path(file).parent.name for file in files} >= {"services", "queries", "scanning", "exchange", "store"}
    assert all((PACKAGE.parent / file).is_file() for file in files)
