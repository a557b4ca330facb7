"""A shop in which anything may happen in any order, on both databases: every invariant holds after every step.

The same stories are told on every run. New and longer ones, some minutes of them:

    HYPOTHESIS_PROFILE=long python -m pytest tests/scenarios/test_stateful.py
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.conftest import DIALECTS, founded
from tests.scenarios.machine import Shop
from tests.scenarios.shop import open_shop, postgresql_street, sqlite_street

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
STORIES = {"sqlite": 400, "postgresql": 100} if IS_LONG else {"sqlite": 40, "postgresql": 12}
STEPS = 60 if IS_LONG else 25


@pytest.mark.slow
@pytest.mark.timeout(0 if IS_LONG else 300)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_invariant_holds_after_every_step(
    dialect: str, postgresql: str, new_database: Callable[[str], str], tmp_path: Path
) -> None:
    template = str(tmp_path / "template.db") if dialect == "sqlite" else new_database("template1")
    desk = founded(template)
    open_shop(desk)
    if dialect == "sqlite":
        desk.store.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.store.close()
    if dialect == "sqlite":
        street = sqlite_street(Path(template), tmp_path)
    else:
        street = postgresql_street(postgresql, template.split("?")[0].rpartition("/")[2])

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
