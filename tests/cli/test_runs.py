"""The latest runs, and one taken back as a step."""

from tests.cli.running import Line
from warehouse_app.house import system_user

AFRESH = ("--user", "lea", "allocate", "--mode", "redistribute")


def allocated(line: Line, item: str) -> dict[str, int]:
    """Return what each line of an item has."""
    return {row["order"]: row["allocated"] for row in line.json("queue", "--item", item)}


def test_a_run_is_listed_undone_and_listed_as_undone(small: Line) -> None:
    before = allocated(small, "LAMP")
    small.did(*AFRESH, "--strategy", "BEN=win")
    assert small.did("--user", "lea", "runs", "--limit", "1") == [
        "Run  At                Cause    Mode          Policy      Who  Lines  Given  Taken  Undone",
        "───  ────────────────  ───────  ────────────  ──────────  ───  ─────  ─────  ─────  ──────",
        "2    2026-03-02 09:00  by-hand  redistribute  first-come  lea      4      2      2",
    ]
    assert small.did("--user", "lea", "undo", "2") == [
        (
            "Run 2 is undone by run 3: units taken back 2, given back 2 (lines: 2). Its items get no stock by "
            "themselves until the next receipt or a run by hand."
        )
    ]
    assert allocated(small, "LAMP") == before == {"SO-2": 3, "SO-1": 2, "SO-3": 0}
    assert small.did("runs", "--limit", "2") == [
        "Run  At                Cause    Mode          Policy      Who  Lines  Given  Taken  Undone",
        "───  ────────────────  ───────  ────────────  ──────────  ───  ─────  ─────  ─────  ───────────",
        "3    2026-03-02 09:00  by-hand  undo          first-come  lea      2      2      2  undoes 2",
        "2    2026-03-02 09:00  by-hand  redistribute  first-come  lea      4      2      2  undone by 3",
    ]
    assert small.json("check") == {"findings": []}


def test_runs_as_json_say_what_they_did_in_all_or_to_some_items(small: Line) -> None:
    small.did(*AFRESH, "--strategy", "BEN=win")
    first = {
        "run": 1,
        "at": "2026-03-02T09:00:00+00:00",
        "cause": "import",
        "mode": "fill",
        "policy": "first-come",
        "who": system_user(),
        "lines": 5,
        "given": 9,
        "taken": 0,
        "undoes": None,
        "undone_by": None,
    }
    second = {
        "run": 2,
        "at": "2026-03-02T09:00:00+00:00",
        "cause": "by-hand",
        "mode": "redistribute",
        "policy": "first-come",
        "who": "lea",
        "lines": 4,
        "given": 2,
        "taken": 2,
        "undoes": None,
        "undone_by": None,
    }
    assert small.json("runs") == [second, first]
    assert small.json("runs", "--limit", "1") == [second]
    assert small.json("runs", "--item", "MILK") == [{**first, "lines": 1, "given": 4}]
    assert small.json("runs", "--item", "LAMP", "--item", "CORD") == [second, {**first, "lines": 4, "given": 5}]
    assert small.json("runs", "--item", "LAMP", "--limit", "1") == [{**second, "lines": 3}]
    assert small.json("runs", "--item", "TOOL") == []
    small.did("undo", "2")
    assert [(run["run"], run["undoes"], run["undone_by"]) for run in small.json("runs")] == [
        (3, 2, None),
        (2, None, 3),
        (1, None, None),
    ]


def test_a_house_without_runs_says_so(empty: Line) -> None:
    assert empty.did("runs") == ["No run of allocation was made yet."]
    assert empty.json("runs") == []
    assert empty.refused("runs", "--item", "NONE") == "There is no item NONE. Check its number."
    assert empty.misused("runs", "--limit", "0") == "Invalid value for '--limit': 0 is not in the range 1<=x<=1000."


def test_an_undo_as_json(small: Line) -> None:
    small.did(*AFRESH, "--strategy", "CAT=win", "--go-on")
    assert allocated(small, "LAMP") == {"SO-2": 0, "SO-1": 0, "SO-3": 5}
    assert small.json("undo", "2") == {"run": 3, "undone": 2, "lines": 3, "taken": 5, "returned": 5}
    assert allocated(small, "LAMP") == {"SO-2": 3, "SO-1": 2, "SO-3": 0}


def test_items_of_an_undone_run_wait_until_somebody_allocates(small: Line) -> None:
    small.json("undo", "1")
    assert allocated(small, "LAMP") == {"SO-2": 0, "SO-1": 0, "SO-3": 0}
    small.did("classify", "SO-1", "A", "--why", "x")
    assert allocated(small, "LAMP") == {"SO-1": 0, "SO-2": 0, "SO-3": 0}
    small.did("allocate")
    assert allocated(small, "LAMP") == {"SO-1": 4, "SO-2": 1, "SO-3": 0}


def test_a_run_that_something_was_built_on_is_not_undone(small: Line) -> None:
    small.did(*AFRESH, "--strategy", "BEN=win")
    before = small.dump()
    assert small.refused("undo", "9") == "There is no run 9. Look for its number among the latest runs."
    assert small.refused("undo", "1234") == "There is no run 1234. Look for its number among the latest runs."
    assert small.refused("undo", "1") == (
        "Run 2 has since changed what a line of run 1 has. Undo that one first, or redistribute the item."
    )
    assert small.misused("undo", "last") == "Invalid value for 'RUN': 'last' is not a valid integer."
    assert small.dump() == before
    small.did("release", "--order", "SO-1")
    assert small.refused("undo", "2", "--json") == (
        "Goods that run 2 gave are on a pick list, or picked already. Take the list back first."
    )
    small.did("unrelease", "PL-1")
    small.did("undo", "2")
    assert small.refused("undo", "2") == (
        "Run 2 was undone before, by run 3. Nothing more was changed; look at the queue."
    )
    assert small.refused("undo", "3") == (
        "Run 3 cannot be undone: it gave nothing, made good for stock that was lost, or undid another run itself. Make "
        "a new run by hand instead."
    )


def test_a_run_whose_lines_have_changed_is_not_undone(small: Line) -> None:
    small.did(*AFRESH, "--strategy", "BEN=win")
    small.did("pin", "SO-1", "1", "4", "--why", "promised")
    assert small.refused("undo", "2") == (
        "Stock, orders or pins have changed since run 2, so that lines cannot have again what they had before it. Pin "
        "what is to be otherwise, or redistribute the item."
    )
    assert allocated(small, "LAMP") == {"SO-2": 1, "SO-1": 4, "SO-3": 0}
