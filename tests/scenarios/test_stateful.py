"""A shop in which anything may happen in any order, on both databases: every invariant holds after every step.

The same stories are told on every run. To look further, with new stories each time:

    HYPOTHESIS_PROFILE=long python -m pytest tests/scenarios/test_stateful.py
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.conftest import KEY, Desk, founded
from tests.scenarios.machine import Shop
from tests.scenarios.shop import Street, open_shop, postgresql_street, sqlite_street
