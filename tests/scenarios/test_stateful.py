"""A shop in which anything may happen in any order, on both databases: every invariant holds after every step.

Only what the house can do yet is told: nobody picks but goods that just came, or ships, so that what comes back was
shipped before the house was founded. No line has a promised day either; what is due is due by its need-by day.

The same stories are told on every run. New and longer ones, some minutes of them:

    HYPOTHESIS_PROFILE=long python -m pytest tests/scenarios/test_stateful.py
"""

import ast
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.conftest import DIALECTS, founded
from tests.scenarios.machine import Shop
from tests.scenarios.shop import Street, open_shop, postgresql_street, sqlite_street
from warehouse_app import services

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
STORIES = {"sqlite": 1_000, "postgresql": 150} if IS_LONG else {"sqlite": 60, "postgresql": 8}
STEPS = 50

ELSEWHERE = {
    "found_house",
    *("rename_house", "add_person", "change_role", "remove_person"),
    *("queue_print", "begin_print", "printed", "print_failed", "retry_print", "cancel_print"),
}
"""Verbs that no rule of the machine asks for: what they do, no goods and no order can tell."""


def test_every_verb_has_a_rule() -> None:
    told = {name for kind in Shop.__mro__ for name in vars(sys.modules[kind.__module__])}
    assert _verbs() - told == ELSEWHERE


def _verbs() -> set[str]:
    """Return the names of all that `services` offers to be done."""
    texts = (path.read_text(encoding="utf-8") for path in Path(services.__file__).parent.glob("*.py"))
    return {
        each.name
        for text in texts
        for each in ast.parse(text).body
        if isinstance(each, ast.FunctionDef)
        for decorator in each.decorator_list
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "service"
    }


@pytest.mark.slow
@pytest.mark.timeout(0 if IS_LONG else 300)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_invariant_holds_after_every_step(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    street = _street(dialect, request, tmp_path)

    class ThisShop(Shop):
        def __init__(self) -> None:
            super().__init__(street)

    run_state_machine_as_test(
        ThisShop,
        settings=settings(
            max_examples=STORIES[dialect],
            stateful_step_count=STEPS,
            derandomize=not IS_LONG,
            database=None,
            deadline=None,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def _street(dialect: str, request: pytest.FixtureRequest, folder: Path) -> Street:
    """Furnish a shop on the database of that kind; return what copies it."""
    is_file = dialect == "sqlite"
    url = str(folder / "template.db") if is_file else request.getfixturevalue("new_database")()
    desk = founded(url)
    open_shop(desk)
    if is_file:
        desk.store.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.store.close()
    if is_file:
        return sqlite_street(Path(url), folder)
    return postgresql_street(request.getfixturevalue("postgresql"), url.split("?")[0].rpartition("/")[2])
