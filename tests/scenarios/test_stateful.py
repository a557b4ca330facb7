"""A shop in which anything may happen in any order, on both databases: every invariant holds after every step.

Only what the house can do yet is told: nobody picks but goods that just came, or ships, so that what comes back was
shipped before the house was founded. No line has a promised day either; what is due is due by its need-by day.

The same stories are told on every run, and besides them a tour that is not drawn: each verb goes through in it. New and
longer stories, some minutes of them:

    HYPOTHESIS_PROFILE=long python -m pytest tests/scenarios/test_stateful.py
"""

import ast
import os
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS, HypothesisProvider
from hypothesis.stateful import run_state_machine_as_test

from tests.conftest import DIALECTS, founded
from tests.scenarios.machine import Shop
from tests.scenarios.shop import Street, open_shop, postgresql_street, sqlite_street
from tests.scenarios.tour import Tour
from warehouse_app import services

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
STORIES = {"sqlite": 1_000, "postgresql": 150} if IS_LONG else {"sqlite": 30, "postgresql": 8}
STEPS = 50
MOST_UNTOLD = {"sqlite": 5, "postgresql": 12}
"""How many verbs may never go through in the stories, which are drawn; in the tour each one does."""

ELSEWHERE = {
    "found_house",
    *("rename_house", "add_person", "change_role", "remove_person"),
    *("queue_print", "begin_print", "printed", "print_failed", "retry_print", "cancel_print"),
}
"""Verbs that no rule of the machine asks for: what they do, no goods and no order can tell."""


class Afresh(HypothesisProvider):
    """Draws each story afresh. Of itself Hypothesis tells most stories by repeating parts of those before them."""


AVAILABLE_PROVIDERS["afresh"] = f"{__name__}.{Afresh.__name__}"


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


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_verb_goes_through(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    shop = Shop(_street(dialect, request, tmp_path))
    try:
        Tour(shop).walk()
    finally:
        shop.teardown()
    assert _verbs() - {done.verb for done in shop.done} == ELSEWHERE


@pytest.mark.slow
@pytest.mark.timeout(0 if IS_LONG else 300)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_invariant_holds_after_every_step(dialect: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    street = _street(dialect, request, tmp_path)
    told: Counter[str] = Counter()

    class ThisShop(Shop):
        def __init__(self) -> None:
            super().__init__(street)

        def teardown(self) -> None:
            told.update(done.verb for done in self.done)
            super().teardown()

    run_state_machine_as_test(
        ThisShop,
        settings=settings(
            backend="afresh",
            max_examples=STORIES[dialect],
            stateful_step_count=STEPS,
            derandomize=not IS_LONG,
            database=None,
            deadline=None,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
    untold = _verbs() - ELSEWHERE - told.keys()
    assert len(untold) <= MOST_UNTOLD[dialect], untold


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
