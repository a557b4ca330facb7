"""Free stock given out, pick lists made of it, taken back and printed."""

from pathlib import Path

import pytest

from tests.cli.running import Line
from tests.documents.rendering import read_texts

OUT = {"sku": "LAMP", "code": "out-of-stock", "text": "out of stock", "more": []}
HAD = {
    "text": "out of stock · it had 2 and asked for 2 more",
    "more": [{"code": "units-it-had", "had": 2, "asked": 2}],
}
WAITING = [
    {"order": "SO-1", "line": 1, "sku": "LAMP", "had": 2, "gets": 0, "reason": OUT | HAD},
    {"order": "SO-3", "line": 1, "sku": "LAMP", "had": 0, "gets": 0, "reason": OUT},
]
FAIRNESS = {"LAMP": {"jain": 0.6, "lowest": 0.0, "highest": 1.0}}


def test_a_preview_tells_what_a_run_would_do_and_changes_nothing_at_all(small: Line) -> None:
    before = small.dump()
    document = {"run": None, "mode": "fill", "policy": "first-come", "applied": False}
    half, nothing = {"jain": 1.0, "lowest": 0.5, "highest": 0.5}, {"jain": 1.0, "lowest": 0.0, "highest": 0.0}
    assert small.json("allocate", "--preview", "--item", "LAMP") == {
        **document,
        "lines": WAITING,
        "fairness": FAIRNESS,
        "fairness_before": FAIRNESS,
        "fairness_by_class": [
            {"sku": "LAMP", "class": "B", "before": half, "after": half, "empty_handed": 0},
            {"sku": "LAMP", "class": "C", "before": nothing, "after": nothing, "empty_handed": 1},
        ],
        "gains": [],
        "losses": [],
        "complete": [],
        "incomplete": [],
        "released": 0.0,
        "currency": "EUR",
        "unmet": [],
    }
    assert small.did("allocate", "--preview") == [
        "Item  Order  Line  Customer    Had  Gets  Why",
        "────  ─────  ────  ──────────  ───  ────  ────────────────────────────────────────────",
        "LAMP  SO-1      1  Ben & Sons    2     0  out of stock · it had 2 and asked for 2 more",
        "LAMP  SO-3      1  Cat           0     0  out of stock",
        "CORD  SO-3      2  Cat           0     0  out of stock",
        "Item  Class  Fairness before          Fairness after           Empty-handed",
        "────  ─────  ───────────────────────  ───────────────────────  ────────────",
        "LAMP  B      50 to 50 % (Jain 100 %)  50 to 50 % (Jain 100 %)             0",
        "LAMP  C      0 to 0 % (Jain 100 %)    0 to 0 % (Jain 100 %)               1",
        "CORD  C      0 to 0 % (Jain 100 %)    0 to 0 % (Jain 100 %)               1",
        "Preview (first-come), nothing was changed: 0 units to 0 of 3 waiting lines.",
    ]
    assert small.dump() == before


def test_a_run_is_kept_with_its_number_and_its_policy(small: Line) -> None:
    ran = small.json("allocate", "--item", "LAMP", "--policy", "due-date")
    assert ran == {
        "run": 2,
        "mode": "fill",
        "policy": "due-date",
        "applied": True,
        "lines": WAITING,
        "fairness": FAIRNESS,
    }
    assert small.rows("SELECT id, policy, cause FROM run") == [(1, "first-come", "import"), (2, "due-date", "by-hand")]
    assert small.did("allocate", "--item", "CORD") == [
        "Item  Order  Line  Customer  Had  Gets  Why",
        "────  ─────  ────  ────────  ───  ────  ────────────",
        "CORD  SO-3      2  Cat         0     0  out of stock",
        "Run 3 (first-come): 0 units to 0 of 1 waiting lines.",
    ]


def test_a_run_gives_what_is_free_and_a_preview_says_the_same_before(small: Line) -> None:
    # Units that lie in the house and are given to nobody, as after a rule was changed by hand.
    small.tamper("UPDATE order_line SET allocated = 0 WHERE allocated = 2")
    small.tamper("UPDATE item_stock SET allocated = allocated - 2 WHERE allocated = 5")
    planned = small.json("allocate", "--preview")
    applied = small.json("allocate")
    assert [(line["order"], line["sku"], line["had"], line["gets"]) for line in applied["lines"]] == [
        ("SO-1", "LAMP", 0, 2),
        ("SO-3", "LAMP", 0, 0),
        ("SO-3", "CORD", 0, 0),
    ]
    assert (planned["lines"], planned["fairness"]) == (applied["lines"], applied["fairness"])
    assert (planned["complete"], planned["incomplete"], planned["released"]) == ([], [], 25.0)
    assert applied["lines"][0]["reason"]["text"] == "partly filled: 2 of 4"


def test_nothing_waits_where_nobody_does(empty: Line) -> None:
    assert empty.did("allocate") == ["Nobody waits for stock; there was nothing to decide."]
    assert empty.json("allocate") == {
        "run": None,
        "mode": "fill",
        "policy": "first-come",
        "applied": True,
        "lines": [],
        "fairness": {},
    }


def test_what_allocate_does_not_know_is_refused_or_wrong_usage(small: Line) -> None:
    before = small.dump()
    assert small.refused("allocate", "--item", "LAMP", "--item", "NONE") == "There is no item NONE. Check its number."
    assert small.refused("allocate", "--item", "NONE", "--preview") == "There is no item NONE. Check its number."
    assert small.misused("allocate", "--policy", "favourites").startswith("Invalid value for '--policy': 'favourites'")
    assert small.misused("allocate", "--mode", "optimal").startswith("Invalid value for '--mode': 'optimal'")
    assert small.dump() == before


def test_lists_are_released_in_the_order_of_the_queue(small: Line) -> None:
    assert small.did("release") == [
        "List  Class  Order  Stops  Units  Walk (m)",
        "────  ─────  ─────  ─────  ─────  ────────",
        "PL-1  A      SO-2       1      3         2",
        "PL-2  B      SO-1       1      2         2",
        "PL-3  B      SO-4       1      4         6",
    ]
    assert small.did("release") == ["Nothing is ready to be picked."]
    assert small.json("release") == {"pick_lists": [], "not_reachable": []}
    assert small.json("check") == {"findings": []}


def test_lists_are_released_as_json_some_orders_or_some_lines_at_a_time(small: Line) -> None:
    milk = {"bin": "A-2", "sku": "MILK", "lot": "L1", "quantity": 4, "order": "SO-4"}
    lamps = {"bin": "A-1", "sku": "LAMP", "lot": "", "quantity": 3, "order": "SO-2"}
    assert small.json("release", "--order", "SO-4") == {
        "pick_lists": [{"number": "PL-1", "stops": [milk], "distance_m": 6.0, "s_shape_m": 6.0}],
        "not_reachable": [],
    }
    assert small.json("release", "--limit", "1") == {
        "pick_lists": [{"number": "PL-2", "stops": [lamps], "distance_m": 2.0, "s_shape_m": 2.0}],
        "not_reachable": [],
    }
    assert small.refused("release", "--order", "SO-99") == "There is no order SO-99. Check its number."
    assert small.misused("release", "--limit", "0") == ("Invalid value for '--limit': 0 is not in the range x>=1.")


def test_what_lies_where_no_picker_is_sent_is_said(small: Line) -> None:
    small.did("receive", "PO-2", "CORD=1", "--into", "DOCK")
    assert small.did("release", "--order", "SO-3") == [
        "Nothing is ready to be picked.",
        "SO-3: 1 unit lies where no picker is sent (dock or staging). Put it away, then release again.",
    ]
    assert small.json("release", "--order", "SO-3") == {
        "pick_lists": [],
        "not_reachable": [{"order": "SO-3", "units": 1}],
    }


def test_who_gets_what_comes_back_with_a_list_and_who_waits_again_is_said(small: Line, folder: Path) -> None:
    header = "number,customer,sku,quantity,placed_at,ship_policy"
    (folder / "orders.csv").write_text(f"{header}\nSO-9,ANN,MILK,6,2026-02-01 09:00,line-complete\n")
    small.did("import", "orders", "orders.csv")
    small.did("release", "--order", "SO-9")
    small.did("cancel", "SO-4")
    (folder / "orders.csv").write_text("number,customer,sku,quantity\nSO-10,BEN,MILK,9\n")
    small.did("import", "orders", "orders.csv")
    small.did("scrap", "MILK", "5", "A-2", "--lot", "L1", "--why", "sour")
    assert small.did("unrelease", "PL-1") == [
        "PL-1 is taken back with 1 stop. Not all that it held stays allocated.",
        "SO-9, line 1 (class A), gives back 5 × MILK and waits for them again.",
        "Now given:",
        "  5 × MILK → SO-10 for Ben & Sons (class B)",
    ]


def test_a_list_is_taken_back_once(small: Line) -> None:
    small.did("release", "--order", "SO-2")
    assert small.did("unrelease", "PL-1") == ["PL-1 is taken back with 1 stop. What it held stays allocated."]
    assert small.refused("unrelease", "PL-1") == (
        "Pick list PL-1 cannot be taken back: it is begun, finished or taken back already. If it is begun, pick it to "
        "its end."
    )
    assert small.refused("unrelease", "PL-9") == "There is no pick list PL-9. Check its number."
    assert [row["allocated"] for row in small.json("queue", "--item", "LAMP")] == [3, 2, 0]


def test_a_list_is_printed_beside_or_where_one_says(small: Line, folder: Path) -> None:
    small.did("release", "--order", "SO-2")
    assert small.did("print", "pick-list", "PL-1") == ["“Pick list PL-1” is written to PL-1.pdf."]
    assert small.did("print", "pick-list", "PL-1", "--output", "list of today.pdf") == [
        "“Pick list PL-1” is written to list of today.pdf."
    ]
    [page] = read_texts((folder / "PL-1.pdf").read_bytes())
    assert sorted(page) == ["L-A-1", "PL-1", "SO-2"]
    assert (folder / "list of today.pdf").read_bytes()[:5] == b"%PDF-"


@pytest.mark.parametrize("number", ["PL-9", "../PL-1", "/etc/passwd", "PL-1/..", "", "PL-1\n"])
def test_no_file_is_written_for_a_list_that_is_not_there(small: Line, folder: Path, number: str) -> None:
    small.did("release", "--order", "SO-2")
    before = sorted(folder.parent.rglob("*"))
    ran = small.run("print", "pick-list", number)
    assert (ran.status, ran.out) == (1, [])
    assert "\n".join(ran.err).rstrip() == f"There is no pick list {number}. Check its number."
    assert sorted(folder.parent.rglob("*")) == before


def test_a_number_from_elsewhere_makes_a_safe_file_name(small: Line, folder: Path) -> None:
    small.did("release", "--order", "SO-2")
    small.tamper("UPDATE pick_list SET number = '../../etc/Ä 1:*'")
    assert small.did("print", "pick-list", "../../etc/Ä 1:*") == [
        "“Pick list ../../etc/Ä 1:*” is written to ______etc_Ä_1__.pdf."
    ]
    assert (folder / "______etc_Ä_1__.pdf").is_file()


def test_a_place_that_cannot_be_written_to_is_a_sentence(small: Line, folder: Path) -> None:
    small.did("release", "--order", "SO-2")
    assert small.refused("print", "pick-list", "PL-1", "--output", "none/list.pdf") == (
        "none/list.pdf could not be written: No such file or directory. Name another file with --output."
    )
    assert small.refused("print", "pick-list", "PL-1", "--output", str(folder)) == (
        f"{folder} could not be written: Is a directory. Name another file with --output."
    )
    assert "'poem' is not one of 'pick-list', " in small.misused("print", "poem", "PL-1")
