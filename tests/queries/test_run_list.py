"""The latest runs: what each did, of all items or of some, on both databases."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.conftest import NOW, Desk
from tests.queries.planned import fill_house, plans
from tests.services.stock import come, furnished, last_run, opening, order, take
from warehouse_app.domain.statuses import Mode, Policy
from warehouse_app.queries.run_list import ListedRun, latest_runs
from warehouse_app.queries.runs import items_of_skus
from warehouse_app.services.allocating import allocate
from warehouse_app.services.house_rules import choose_policy
from warehouse_app.services.undoing import undo_run


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def test_runs_are_told_with_who_made_them_and_what_they_moved(house: Desk) -> None:
    assert latest_runs(house.store) == []
    take(
        house,
        opening("LAMP", 6),
        *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 3)),
        *order("SO-2", "CAT", 2, ("LAMP", 5)),
    )
    first = last_run(house)
    choose_policy(house.store, house.act("ben"), Policy.DUE_DATE)
    come(house, "CORD", 2)
    undo_run(house.store, house.act("cleo"), last_run(house))
    receipt, undo = last_run(house) - 1, last_run(house)
    seconds = {run.run: (run.at - NOW) // timedelta(seconds=1) for run in latest_runs(house.store)}
    told = [run._replace(at=NOW) for run in latest_runs(house.store)]
    assert told == [
        ListedRun(undo, NOW, "by-hand", Mode.UNDO, Policy.DUE_DATE, "cleo", 1, 0, 2, None, receipt),
        ListedRun(receipt, NOW, "receipt", Mode.FILL, Policy.DUE_DATE, "anna", 1, 2, 0, undo, None),
        ListedRun(first, NOW, "import", Mode.FILL, Policy.FIRST_COME, "anna", 3, 6, 0, None, None),
    ]
    assert list(seconds.values()) == sorted(seconds.values(), reverse=True)
    assert [run.can_be_undone for run in told] == [False, False, True]
    assert [run.run for run in latest_runs(house.store, 2)] == [undo, receipt]


def test_the_runs_of_some_items_are_told_with_what_they_did_to_these(house: Desk) -> None:
    take(
        house,
        opening("LAMP", 6),
        *order("SO-1", "BEN", 1, ("LAMP", 4), ("CORD", 3)),
        *order("SO-2", "CAT", 2, ("PLUG", 5)),
    )
    first = last_run(house)
    for _ in range(3):
        allocate(house.store, house.act(), skus=["PLUG"])
    lamp, cord, plug = (items_of_skus([sku])[sku] for sku in ("LAMP", "CORD", "PLUG"))

    def told(*items: int, limit: int = 9) -> list[tuple[int, int, int]]:
        return [(run.run - first, run.lines, run.given) for run in latest_runs(house.store, limit, items=items)]

    assert told(lamp) == [(0, 1, 4)]
    assert told(cord) == [(0, 1, 0)]
    assert told(lamp, cord) == [(0, 2, 4)]
    assert told(plug) == [(3, 1, 0), (2, 1, 0), (1, 1, 0), (0, 1, 0)]
    assert told(plug, lamp, limit=2) == [(3, 1, 0), (2, 1, 0)]
    assert told(items_of_skus(["TOOL"])["TOOL"]) == []


def test_runs_are_read_backwards_along_their_indexes(file_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_house(file_desk)
    for _ in range(3):
        allocate(file_desk.store, file_desk.act(), skus=["I7"])
    item = items_of_skus(["I7"])["I7"]
    whole = plans(file_desk, lambda: latest_runs(file_desk.store, 2), monkeypatch)
    by_key = "SEARCH a USING INTEGER PRIMARY KEY (rowid=?); SEARCH u USING COVERING INDEX run_undoes_id (undoes_id=?)"
    assert whole == [
        f"SCAN r; {by_key} LEFT-JOIN",
        *["SEARCH decision USING INDEX sqlite_autoindex_decision_1 (run_id=?)"] * 2,
    ]
    of_item = plans(file_desk, lambda: latest_runs(file_desk.store, 2, items=[item]), monkeypatch)
    assert of_item[0] == "SEARCH decision USING COVERING INDEX decision_item_id_run_id (item_id=?)"
    assert of_item[1:] == [
        f"SEARCH r USING INTEGER PRIMARY KEY (rowid=?); {by_key} LEFT-JOIN",
        *["SEARCH decision USING INDEX sqlite_autoindex_decision_1 (run_id=? AND item_id=?)"] * 2,
    ]
