"""The house of the lists, made once for each database, since the tests only read it."""

from collections.abc import Iterator

import pytest

from tests.conftest import DIALECTS, Desk, fresh_desk
from tests.queries.listed import fill
from warehouse_app.store.tables import TABLES


@pytest.fixture(scope="module", params=DIALECTS)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a house with rows in every table that a listing reads."""
    desk = fresh_desk(request.param, request, tmp_path_factory.mktemp("filled"))
    fill(desk)
    yield desk
    desk.store.close()


@pytest.fixture
def listed_house(filled: Desk) -> Desk:
    """Return that house, to be read only."""
    filled.store.database.bind(TABLES)  # another test may have opened another house since
    return filled
