"""Runs that are planned: allocated afresh, with strategies, within a scope; looked at before, and refused."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Line

AFRESH = ("allocate", "--mode", "redistribute")
OUT = {"sku": "LAMP", "code": "out-of-stock", "text": "out of stock", "more": []}


def held(line: Line, *items: str) -> dict[str, int]:
    """Return what each line of these items has."""
    rows = line.json("queue", *(word for item in items for word in ("--item", item)))
    return {f"{row['order']}/{row['line']}": row["allocated"] for row in rows}


def cheap_order_of_ben(line: Line) -> None:
    """Let Ben want two lamps at a Euro each, before all others of his."""
    Path("more.csv").write_text(
        "number,customer,sku,quantity,placed_at,price\nSO-9,BEN,LAMP,2,2026-02-01 08:00,1.00\n", encoding="utf-8"
    )
    line.did("import", "orders", "more.csv")


def two_lamps_that_nobody_holds(line: Line) -> None:
    """Take Ben's two lamps from him behind the program's back."""
    line.tamper("UPDATE order_line SET allocated = 0 WHERE allocated = 2")
    line.tamper("UPDATE item_stock SET allocated = allocated - 2 WHERE allocated = 5")


def moved(order: str, customer: tuple[str, str], rank_class: str, had: int, gets: int, short: int) -> dict[str, Any]:
    """Return how a line of lamps that gains or loses is told."""
    return {
        "order": order,
        "line": 1,
        "sku": "LAMP",
        "customer": customer[0],
        "customer_name": customer[1],
        "class": rank_class,
        "had": had,
        "gets": gets,
        "short": short,
    }


ANN, BEN, CAT = ("ANN", "Ann's Inn"), ("BEN", "Ben & Sons"), ("CAT", "Cat")


def even(rate: float) -> dict[str, float]:
    """Return the fairness of customers who all get the same part of what they want."""
    return {"jain": 1.0, "lowest": rate, "highest": rate}


def test_a_preview_shows_the_whole_difference_and_changes_nothing(small: Line) -> None:
    before = small.dump()
    assert small.json(*AFRESH, "--item", "LAMP", "--strategy", "CAT=win", "--preview") == {
        "run": None,
        "mode": "redistribute",
        "policy": "first-come",
        "applied": False,
        "lines": [
            {
                "order": "SO-2",
                "line": 1,
                "sku": "LAMP",
                "had": 3,
                "gets": -3,
                "reason": {
                    "sku": "LAMP",
                    "units": 3,
                    "code": "given-to-others",
                    "text": "given to others: 3",
                    "more": [],
                },
            },
            {
                "order": "SO-1",
                "line": 1,
                "sku": "LAMP",
                "had": 2,
                "gets": -2,
                "reason": {
                    "sku": "LAMP",
                    "units": 2,
                    "code": "given-to-others",
                    "text": "given to others: 2",
                    "more": [],
                },
            },
            {
                "order": "SO-3",
                "line": 1,
                "sku": "LAMP",
                "had": 0,
                "gets": 5,
                "reason": {
                    "sku": "LAMP",
                    "gets": 5,
                    "asked": 6,
                    "code": "partly-filled",
                    "text": "partly filled: 5 of 6",
                    "more": [],
                },
            },
        ],
        "fairness": {"LAMP": {"jain": 0.3333, "lowest": 0.0, "highest": 0.8333}},
        "fairness_before": {"LAMP": {"jain": 0.6, "lowest": 0.0, "highest": 1.0}},
        "fairness_by_class": [
            {"sku": "LAMP", "class": "A", "before": None, "after": even(0.0), "empty_handed": 1},
            {"sku": "LAMP", "class": "B", "before": even(0.5), "after": even(0.0), "empty_handed": 1},
            {"sku": "LAMP", "class": "C", "before": even(0.0), "after": even(0.8333), "empty_handed": 0},
        ],
        "gains": [moved("SO-3", CAT, "C", 0, 5, 1)],
        "losses": [moved("SO-2", ANN, "A", 3, -3, 3), moved("SO-1", BEN, "B", 2, -2, 4)],
        "complete": [],
        "incomplete": ["SO-2"],
        "released": 0.0,
        "currency": "EUR",
        "unmet": [moved("SO-3", CAT, "C", 0, 5, 1)],
    }
    assert small.did(*AFRESH, "--strategy", "CAT=win", "--strategy", "class:A=keep-at-most", "--preview") == [
        "Item  Order  Line  Customer    Had  Gets  Why",
        "────  ─────  ────  ──────────  ───  ────  ─────────────────────",
        "LAMP  SO-2      1  Ann's Inn     3    -3  given to others: 3",
        "LAMP  SO-1      1  Ben & Sons    2    -2  given to others: 2",
        "LAMP  SO-3      1  Cat           0     5  partly filled: 5 of 6",
        "CORD  SO-3      2  Cat           0     0  out of stock",
        "Item  Class  Fairness before          Fairness after           Empty-handed",
        "────  ─────  ───────────────────────  ───────────────────────  ────────────",
        "LAMP  A      nobody is short          0 to 0 % (Jain 100 %)               1",
        "LAMP  B      50 to 50 % (Jain 100 %)  0 to 0 % (Jain 100 %)               1",
        "LAMP  C      0 to 0 % (Jain 100 %)    83 to 83 % (Jain 100 %)             0",
        "CORD  C      0 to 0 % (Jain 100 %)    0 to 0 % (Jain 100 %)               1",
        "No longer complete: SO-2.",
        "SO-3, line 1, must win and stays short of 1 × LAMP.",
        "SO-3, line 2, must win and stays short of 2 × CORD.",
        "Preview (redistribute, first-come), nothing was changed: units given 5 (lines: 1), units taken 5 (lines: 2).",
    ]
    assert small.dump() == before


def test_a_win_that_cannot_be_met_stops_the_run_unless_it_is_to_go_on(small: Line) -> None:
    before = small.dump()
    assert small.refused(*AFRESH, "--strategy", "CAT=win", "--json") == (
        "There is not enough for all that must win (lines short: 2, units missing: 3; first: SO-3). Nothing was "
        "changed. Preview the run, let fewer win, or say that it is to go on (--go-on)."
    )
    assert small.dump() == before
    ran = small.json(*AFRESH, "--strategy", "CAT=win", "--go-on")
    assert (ran["run"], ran["applied"], ran["mode"]) == (2, True, "redistribute")
    assert [(row["order"], row["sku"], row["short"]) for row in ran["unmet"]] == [
        ("SO-3", "LAMP", 1),
        ("SO-3", "CORD", 2),
    ]
    assert held(small, "LAMP") == {"SO-2/1": 0, "SO-1/1": 0, "SO-3/1": 5}
    assert small.json("check") == {"findings": []}


def test_a_run_afresh_is_made_as_it_was_previewed(small: Line) -> None:
    preview = small.json(*AFRESH, "--strategy", "BEN=win", "--preview")
    assert small.did(*AFRESH, "--strategy", "BEN=win") == [
        "Item  Order  Line  Customer    Had  Gets  Why",
        "────  ─────  ────  ──────────  ───  ────  ─────────────────────────────",
        "LAMP  SO-2      1  Ann's Inn     3    -2  given to others: 2 · by run 2",
        "LAMP  SO-1      1  Ben & Sons    2     2  filled",
        "LAMP  SO-3      1  Cat           0     0  out of stock",
        "CORD  SO-3      2  Cat           0     0  out of stock",
        "Item  Class  Fairness before          Fairness after           Empty-handed",
        "────  ─────  ───────────────────────  ───────────────────────  ────────────",
        "LAMP  A      nobody is short          33 to 33 % (Jain 100 %)             0",
        "LAMP  B      50 to 50 % (Jain 100 %)  nobody is short                     0",
        "LAMP  C      0 to 0 % (Jain 100 %)    0 to 0 % (Jain 100 %)               1",
        "CORD  C      0 to 0 % (Jain 100 %)    0 to 0 % (Jain 100 %)               1",
        "Complete by this: SO-1.",
        "No longer complete: SO-2.",
        "Run 2 (redistribute, first-come): units given 2 (lines: 1), units taken 2 (lines: 1).",
    ]
    assert held(small) == {"SO-2/1": 1, "SO-1/1": 4, "SO-4/1": 4, "SO-3/1": 0, "SO-3/2": 0}
    assert [(row["order"], row["gets"]) for row in preview["lines"]] == [
        ("SO-2", -2),
        ("SO-1", 2),
        ("SO-3", 0),
        ("SO-3", 0),
    ]
    assert (preview["complete"], preview["incomplete"]) == (["SO-1"], ["SO-2"])
    # Once more there is nothing to move: what must win is full.
    again = small.json(*AFRESH, "--strategy", "BEN=win")
    assert (again["gains"], again["losses"], again["released"]) == ([], [], 0.0)


@pytest.mark.parametrize(
    ("scope", "lines", "given"),
    [
        (["--customer", "BEN"], ["SO-1/1"], 2),
        (["--customer", "CAT", "--customer", "BEN"], ["SO-1/1", "SO-3/1", "SO-3/2"], 2),
        (["--class", "C"], ["SO-3/1", "SO-3/2"], 2),
        (["--class", "C", "--item", "CORD"], ["SO-3/2"], 0),
        (["--due-to", "2026-03-20"], ["SO-1/1"], 2),
        (["--due-to", "2026-03-19"], [], 0),
        (["--due-from", "2026-03-20", "--due-to", "2026-03-20"], ["SO-1/1"], 2),
        (["--due-from", "2026-03-21"], [], 0),
        (["--class", "A"], [], 0),
    ],
)
def test_nobody_outside_the_scope_is_considered(small: Line, scope: list[str], lines: list[str], given: int) -> None:
    two_lamps_that_nobody_holds(small)
    before = held(small)
    preview = small.json("allocate", *scope, "--preview")
    ran = small.json("allocate", *scope)
    told = {f"{row['order']}/{row['line']}": row["gets"] for row in ran["lines"]}
    assert (list(told), sum(told.values())) == (lines, given)
    assert (ran["run"] is None) == (not lines)
    assert {**preview, "run": ran["run"], "applied": True} == ran
    assert held(small) == {name: units + told.get(name, 0) for name, units in before.items()}
    assert small.json("check") == {"findings": []}


def test_the_money_that_a_run_releases_or_binds_is_said(small: Line) -> None:
    cheap_order_of_ben(small)
    assert small.did(*AFRESH, "--class", "B", "--preview")[-3:] == [
        "Complete by this: SO-9.",
        "By this, goods worth €23.00 less can be shipped.",
        "Preview (redistribute, first-come), nothing was changed: units given 2 (lines: 1), units taken 2 (lines: 1).",
    ]
    assert small.json(*AFRESH, "--class", "B", "--preview")["released"] == -23.0
    two_lamps_that_nobody_holds(small)
    assert small.did("allocate", "--customer", "CAT") == [
        "Item  Order  Line  Customer  Had  Gets  Why",
        "────  ─────  ────  ────────  ───  ────  ─────────────────────",
        "LAMP  SO-3      1  Cat         0     2  partly filled: 2 of 6",
        "CORD  SO-3      2  Cat         0     0  out of stock",
        "Item  Class  Fairness before        Fairness after           Empty-handed",
        "────  ─────  ─────────────────────  ───────────────────────  ────────────",
        "LAMP  C      0 to 0 % (Jain 100 %)  33 to 33 % (Jain 100 %)             0",
        "CORD  C      0 to 0 % (Jain 100 %)  0 to 0 % (Jain 100 %)               1",
        "By this, goods worth €25.00 more can be shipped.",
        "Run 3 (first-come): 2 units to 1 of 2 waiting lines.",
    ]


def test_another_policy_may_be_named_for_one_run(small: Line) -> None:
    two_lamps_that_nobody_holds(small)
    ran = small.json("allocate", "--policy", "equal-share", "--class", "B", "--class", "C")
    assert (ran["policy"], [(row["order"], row["gets"]) for row in ran["lines"]]) == (
        "equal-share",
        [("SO-1", 2), ("SO-3", 0), ("SO-3", 0)],
    )
    assert small.json("settings")["policy"] == "first-come"


def test_what_is_pinned_or_on_a_list_stays(small: Line) -> None:
    small.did("pin", "SO-1", "1", "1", "--why", "sold at the counter")
    small.did("release", "--order", "SO-2")
    small.did(*AFRESH, "--strategy", "CAT=win", "--go-on")
    assert held(small, "LAMP") == {"SO-2/1": 3, "SO-1/1": 1, "SO-3/1": 1}


def test_who_is_not_known_is_refused_and_nothing_changes(small: Line) -> None:
    before = small.dump()
    nobody = "There is no customer NONE. Check the code."
    assert small.refused("allocate", "--customer", "BEN", "--customer", "NONE") == nobody
    assert small.refused("allocate", "--customer", "NONE", "--preview", "--json") == nobody
    assert small.refused(*AFRESH, "--strategy", "NONE=lose") == nobody
    assert small.refused(*AFRESH, "--item", "NONE") == "There is no item NONE. Check its number."
    assert small.dump() == before


FORM = (
    "Invalid value for '--strategy': {} is not CODE=STRATEGY for a customer or class:A=STRATEGY for a class; "
    "strategies are win, gain, free, keep-at-most, lose."
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--strategy", "BEN=win"], "--strategy goes with --mode redistribute: a fill takes nothing from anyone."),
        (["--mode", "redistribute", "--strategy", "BEN"], FORM.format("BEN")),
        (["--mode", "redistribute", "--strategy", "=win"], FORM.format("=win")),
        (["--mode", "redistribute", "--strategy", "BEN=first"], FORM.format("BEN=first")),
        (["--mode", "redistribute", "--strategy", "class:a=win"], FORM.format("class:a=win")),
        (["--mode", "redistribute", "--strategy", "class:=win"], FORM.format("class:=win")),
        (
            ["--mode", "redistribute", "--strategy", "BEN=win", "--strategy", "BEN=lose"],
            "BEN was given two strategies. Give one.",
        ),
        (
            ["--due-from", "2026-03-20", "--due-to", "2026-03-19"],
            "No day is both 20 Mar 2026 or later (--due-from) and 19 Mar 2026 or earlier (--due-to).",
        ),
        (
            ["--due-from", "tomorrow"],
            "Invalid value for '--due-from': 'tomorrow' does not match the format '%Y-%m-%d'.",
        ),
    ],
)
def test_what_contradicts_itself_is_wrong_usage(small: Line, words: list[str], said: str) -> None:
    before = small.dump()
    assert small.misused("allocate", *words) == said
    assert small.dump() == before
    assert small.misused("allocate", "--class", "a").startswith("Invalid value for '--class': 'a' is not one of 'A', ")


def test_a_code_with_an_equals_sign_has_its_strategy_behind_the_last(small: Line) -> None:
    Path("odd.csv").write_text("code,name\nX=Y,Odd\n", encoding="utf-8")
    small.did("import", "customers", "odd.csv")
    assert small.json(*AFRESH, "--strategy", "X=Y=win", "--preview")["unmet"] == []
