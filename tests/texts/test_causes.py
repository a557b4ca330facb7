"""What a run was made for has words in the window, whichever service names it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from warehouse_app import services
from warehouse_app.ui.words.back_orders import CauseWord

_CAUSE_OF_KEEPER = 3
"""The place of the cause among what a `RunKeeper` is made of."""


def causes_in(module: Path) -> Iterator[str]:
    """Yield the causes that a service names: where it passes one, keeps a run by one, or chooses one."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "cause":
            yield from _strings(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "RunKeeper":
            yield from _strings(node.args[_CAUSE_OF_KEEPER])
        elif isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "cause" for to in node.targets):
            yield from _strings(node.value)


def _strings(value: ast.expr) -> Iterator[str]:
    """Yield the strings that an expression may be."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from _strings(value.body)
        yield from _strings(value.orelse)


def test_every_cause_that_a_service_names_has_a_word() -> None:
    [folder] = services.__path__
    named = {cause: module.name for module in sorted(Path(folder).glob("*.py")) for cause in causes_in(module)}
    assert {"by-hand", "receipt", "incomplete", "policy", "rules", "held-back", "quarantine-release"} <= named.keys()
    words = {word.value.removeprefix("run-cause-") for word in CauseWord}
    assert {cause: module for cause, module in named.items() if cause not in words} == {}
