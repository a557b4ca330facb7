"""A house set up, its day turned, and everything checked."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Clock
from tests.cli.running import Line


def test_a_house_is_set_up_with_what_one_says(folder: Path) -> None:
    line = Line(str(folder / "deep" / "down" / "house.db"))
    said = line.did("init", "--name", "Kontor", "--time-zone", "Europe/Berlin", "--currency", "EUR")
    assert said == [f"“Kontor” is ready in {line.url}; its days begin at midnight in Europe/Berlin."]
    assert dict(line.rows("SELECT name, value FROM setting WHERE name IN ('name', 'time_zone', 'currency')")) == {
        "name": '"Kontor"',
        "time_zone": '"Europe/Berlin"',
        "currency": '"EUR"',
    }
    assert sorted(path.name for path in (folder / "deep" / "down").iterdir()) == ["house.db", "house.db.key"]


def test_a_house_that_is_told_nothing_is_of_this_computer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("LC_ALL", "de_CH.UTF-8")
    line = Line(str(folder / "house.db"))
    assert line.did("init")[0].startswith("“Warehouse” is ready in ")
    assert dict(line.rows("SELECT name, value FROM setting WHERE name IN ('time_zone', 'currency')")) == {
        "time_zone": '"Europe/Berlin"',
        "currency": '"CHF"',
    }


def test_the_demo_house_has_a_queue_and_its_name_can_be_another(folder: Path) -> None:
    line = Line(str(folder / "demo.db"))
    said = line.did("init", "--demo", "--name", "Ours")
    assert said[0] == f"“Ours” is ready in {line.url}; its days begin at midnight in Europe/Amsterdam."
    waiting = line.json("queue")
    assert said[1:] == [
        f"The demo warehouse has {len(waiting)} open order lines; try: warehouse-app --database {line.url} queue"
    ]
    assert len(waiting) > 300
    assert line.rows("SELECT COUNT(*) FROM pick_list") == [(8,)]
    assert line.json("check") == {"findings": []}


def test_a_second_init_is_refused_and_changes_nothing(small: Line, folder: Path) -> None:
    before = (folder / "house.db").read_bytes(), (folder / "house.db.key").read_bytes()
    sentence = (
        f"{small.url} holds a warehouse already, and it is unchanged. Work with it as it is, or name another database "
        "after --database for the new one."
    )
    assert small.refused("init") == sentence
    assert small.refused("init", "--demo") == sentence
    assert ((folder / "house.db").read_bytes(), (folder / "house.db.key").read_bytes()) == before


def test_a_zone_nobody_knows_is_refused_and_init_may_follow(folder: Path) -> None:
    line = Line(str(folder / "house.db"))
    assert line.refused("init", "--time-zone", "Mars/Olympus") == (
        "There is no time zone Mars/Olympus. Write one such as Europe/Berlin, or UTC."
    )
    assert line.refused("queue") == (
        "The warehouse in this database was never finished. Run “warehouse-app init” again; if goods were booked in it "
        "before, restore the last good backup instead."
    )
    assert line.did("init", "--time-zone", "UTC")[0].startswith("“Warehouse” is ready")


def test_the_day_is_turned_once_and_says_what_it_did(small: Line, clock: Clock) -> None:
    assert small.did("daily") == ["It was 2 Mar 2026 already; nothing had to be done."]
    clock.on(days=9)
    assert small.did("daily") == [
        "It is 11 Mar 2026 now. Lots that expired: 1. Items that reached their release date: 0. The ledger is sealed."
    ]
    assert small.did("daily") == ["It was 11 Mar 2026 already; nothing had to be done."]
    # Ben had milk of the lot that has expired.
    assert [(row["order"], row["allocated"]) for row in small.json("queue", "--item", "MILK")] == [("SO-4", 0)]
    assert small.rows("SELECT day FROM seal") == [("2026-03-11",)]


def test_the_day_turn_names_the_lists_on_which_less_is_fetched(small: Line, clock: Clock) -> None:
    small.did("release", "--order", "SO-4")
    clock.on(days=9)
    assert small.did("daily")[1:] == ["PL-1: 4 × MILK for SO-4 are not fetched at A-2 any more, nor anywhere else."]


def test_the_first_command_of_a_later_day_turns_it(small: Line, clock: Clock) -> None:
    clock.on(days=9)
    [row] = small.json("queue", "--item", "MILK")
    assert (row["allocated"], row["short"]) == (0, 4)
    assert small.rows("SELECT verb FROM action ORDER BY id DESC LIMIT 1") == [("turn_day",)]


def test_a_check_never_turns_the_day(small: Line, clock: Clock) -> None:
    clock.on(days=9)
    before = small.dump()
    assert small.did("check") == ["Everything adds up: all invariants hold and the ledger's chain is whole."]
    assert small.json("check") == {"findings": []}
    assert small.dump() == before


def test_what_does_not_add_up_is_found_named_and_a_failure(small: Line) -> None:
    small.tamper("UPDATE balance SET quantity = 6 WHERE quantity = 5")
    ran = small.run("check")
    assert (ran.status, ran.err) == (1, ["2 things are wrong."])
    said = (
        (
            "A-1 is said to hold 6 of LAMP (lot –, available), but its moves add up to 5. Count the goods there, and "
            "compare with the last backup to see which of the two was changed."
        ),
        (
            "Item LAMP is said to have 5 to give to orders, but 6 lie in usable places and have not expired. Stop "
            "releasing it, and restore the last good backup or report this as a fault of the program."
        ),
    )
    assert tuple(ran.out) == said
    as_json = small.run("check", "--json")
    assert (as_json.status, as_json.err) == (1, ["2 things are wrong."])
    place = {"sku": "LAMP", "lot": None, "location": "A-1", "status": "available"}
    assert json.loads("\n".join(as_json.out)) == {
        "findings": [
            {**place, "balance": 6, "moved": 5, "code": "check-balance-sum", "text": said[0]},
            {"sku": "LAMP", "stored": 5, "counted": 6, "code": "check-stock-allocatable", "text": said[1]},
        ]
    }


def test_a_changed_move_is_found_and_so_is_that_it_could_be_changed(small: Line) -> None:
    for (name,) in small.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'move'"):
        small.tamper(f"DROP TRIGGER {name}")
    small.tamper("UPDATE move SET actor = 'nobody' WHERE id = 1")
    ran = small.run("check")
    assert (ran.status, ran.err) == (1, ["2 things are wrong."])
    assert ran.out[0].startswith("The database no longer refuses changes of what was written once: table move lacks")
    assert ran.out[1] == (
        "Move 1 of item LAMP in the ledger was changed, or added, from outside this program. Compare it with the last "
        "good backup, and find out who can write to the database."
    )


def test_the_policy_of_the_house_is_shown_and_changed(small: Line) -> None:
    assert small.json("settings")["policy"] == "first-come"
    shown = small.did("settings", "--policy", "due-date")
    assert shown[0].endswith("waiting lines are ranked by due-date inside their class.")
    assert small.json("settings")["policy"] == "due-date"
    assert small.misused("settings", "--policy", "loudest")


def test_the_key_of_another_house_does_not_fit(small: Line, folder: Path) -> None:
    Line(str(folder / "other.db")).did("init")
    shutil.copy(folder / "other.db.key", folder / "house.db.key")
    ran = small.run("check")
    assert (ran.status, ran.out) == (1, [])
    assert len(ran.err) == 1
    assert ran.err[0].startswith(f"The key in {folder / 'house.db.key'} is that of another house.")


def test_the_books_are_closed(small: Line) -> None:
    assert small.did("close-books", "2026-03-02") == [
        "The books are closed up to 2 Mar 2026: what is booked now counts from 3 Mar 2026 at the earliest."
    ]
    small.did("receive", "PO-1", "LAMP=4")
    assert small.rows("SELECT effective_on FROM move WHERE reason = 'receipt'") == [("2026-03-03",)]
    assert small.refused("close-books", "2026-03-01") == (
        "The books are closed up to 2 Mar 2026 already, and are not opened again. Choose that day or a later one."
    )
    assert small.json("check") == {"findings": []}
