"""One X server for all tests in here; for each of them a window with the focus."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.xserver.hands import Hands, Program, need_tools, x_server
from warehouse_app.scanning.profile import ScannerProfile

Start = Callable[..., Program]


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    need_tools()
    with x_server() as name:
        yield name


@pytest.fixture
def hands(display: str) -> Hands:
    """Return hands at a display with an American layout."""
    hands = Hands(display)
    hands.layout("us")
    return hands


@pytest.fixture
def start(display: str) -> Iterator[Start]:
    """Return what starts the program under test with the fields of a profile."""
    with ExitStack() as programs:
        yield lambda **profile: programs.enter_context(Program(display, ScannerProfile(**profile)))


@pytest.fixture
def program(start: Start, hands: Hands) -> Program:
    """Return the program with the usual profile."""
    return start()
