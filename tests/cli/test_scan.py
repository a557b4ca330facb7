"""Scans at the command line: any station to begin with, cards that change it, badges, and whose actions they are."""

import json
from typing import Any

import pytest

from tests.cli.conftest import Clock
from tests.cli.running import Line


def replies(
    line: Line, *scans: str, options: tuple[str, ...] = (), before: tuple[str, ...] = ()
) -> list[dict[str, Any]]:
    """Return the JSON objects that answer scans, one each."""
    ran = line.run(*before, "scan", "--json", *options, stdin="".join(f"{text}\n" for text in scans))
    assert (ran.status, ran.err, len(ran.out)) == (0, [], len(scans))
    return [json.loads(reply) for reply in ran.out]


def actors(line: Line, verb: str) -> list[str]:
    return [actor for (actor,) in line.rows(f"SELECT actor FROM action WHERE verb = '{verb}' ORDER BY id")]


@pytest.mark.parametrize(
    ("options", "step"),
    [
        ((), "delivery"),
        (("--station", "receive"), "delivery"),
        (("--station", "move"), "source"),
        (("--station", "lookup"), "anything"),
        (("--station", "count"), "location"),
    ],
)
def test_the_station_to_begin_with_is_chosen(small: Line, options: tuple[str, ...], step: str) -> None:
    [reply] = replies(small, "", options=options)
    assert (reply["tone"], reply["step"], reply["booked"]) == ("error", step, False)


def test_goods_are_moved_and_carried_back(small: Line) -> None:
    found = replies(small, "A-1", "3", "LAMP", "B-1", "WXUNDO", "LAMP", "A-2", options=("--station", "move"))
    assert [reply["step"] for reply in found] == ["item", "item", "target", "item", "item", "target", "item"]
    assert [reply["booked"] for reply in found] == [False, False, False, True, True, False, True]
    moved = found[3]
    assert {name: moved[name] for name in ("tone", "code", "facts")} == {
        "tone": "ok",
        "code": "move-moved",
        "facts": {
            "quantity": 3,
            "sku": "LAMP",
            "name": "Lamp",
            "unit": "piece",
            "lot": "",
            "source": "A-1",
            "target": "B-1",
        },
    }
    assert small.rows(
        "SELECT p.code, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id JOIN item i ON i.id = lot.item_id "
        "JOIN location p ON p.id = b.location_id WHERE i.sku = 'LAMP' AND b.quantity > 0 ORDER BY p.code"
    ) == [("A-1", 4), ("A-2", 1)]
    assert small.json("check") == {"findings": []}


def test_a_place_is_counted_and_what_is_not_as_it_was_is_counted_again(small: Line) -> None:
    count = ("--station", "count")
    found = replies(small, "A-1", "4", "LAMP", "WXDONE", options=count)
    # The command starts anew, as after a power cut in between.
    found += replies(small, "A-1", "4", "LAMP", "WXDONE", options=count)
    assert [(reply["code"], reply["step"], reply["booked"]) for reply in found] == [
        ("count-started", "item", False),
        ("station-packs", "item", False),
        ("count-tallied", "item", False),
        ("count-again", "item", False),
        ("count-goes-on", "item", False),
        ("station-packs", "item", False),
        ("count-tallied", "item", False),
        ("count-lead-decides", "location", False),
    ]
    agrees = replies(small, "A-2", "10", "MILK", "L1", "WXDONE", options=count)
    assert (agrees[-1]["code"], agrees[-1]["booked"]) == ("count-booked", False)
    counts = "SELECT c.number, c.status, l.counted FROM stock_count c JOIN count_line l ON l.count_id = c.id ORDER BY 1"
    assert small.rows(counts) == [("CS-1", "rejected", 4), ("CS-2", "to-approve", 4), ("CS-3", "booked", 10)]
    assert small.json("check") == {"findings": []}


def test_cards_change_the_station_and_looking_up_books_nothing(small: Line) -> None:
    before = small.dump()
    found = replies(
        small, "WXLOOKUP", "LAMP", "A-2", "SO-1", "PO-1", "WXMOVE", "A-1", "WXLOOKUP", "WXBACK", "WXRECEIVE"
    )
    assert [reply["step"] for reply in found] == [*["anything"] * 5, "source", "item", "item", "source", "delivery"]
    assert [reply["tone"] for reply in found] == ["ask", "ok", "ok", "ok", "ok", "ask", "ask", "warn", "ask", "ask"]
    assert not any(reply["booked"] for reply in found)
    assert small.dump() == before


def test_a_badge_says_whose_actions_follow(small: Line) -> None:
    small.tamper("INSERT INTO person (name, role) VALUES ('anna', 1), ('bert', 1)")
    scans = ("A-1", "U-nobody", "U-anna", "A-1", "LAMP", "B-1", "WXOUT", "LAMP", "U-bert", "A-1", "LAMP", "B-1")
    found = replies(small, *scans, options=("--station", "move"))
    assert [(reply["tone"], reply["step"]) for reply in found] == [
        ("warn", "badge"),
        ("error", "badge"),
        ("ok", "source"),
        ("ask", "item"),
        ("ask", "target"),
        ("ok", "item"),
        ("ok", "badge"),
        ("warn", "badge"),
        ("ok", "item"),
        ("ask", "item"),
        ("ask", "target"),
        ("ok", "item"),
    ]
    assert actors(small, "move_stock") == ["anna", "bert"]


def test_who_is_named_before_the_command_is_signed_in(small: Line) -> None:
    small.tamper("INSERT INTO person (name, role) VALUES ('anna', 1)")
    scans = ("A-1", "LAMP", "B-1")
    found = replies(small, *scans, options=("--station", "move"), before=("--user", "anna"))
    assert (found[-1]["booked"], actors(small, "move_stock")) == (True, ["anna"])
    assert replies(small, "A-1", before=("--user", "carl"))[0]["step"] == "badge"


def test_the_day_begins_with_whoever_may_begin_it(small: Line, clock: Clock) -> None:
    clock.on(days=1)
    small.tamper("INSERT INTO person (name, role) VALUES ('anna', 1)")
    before = len(actors(small, "turn_day"))
    found = replies(small, "U-anna", "A-1", "LAMP", "B-1", options=("--station", "move"), before=("--user", "carl"))
    assert found[-1]["booked"]
    assert actors(small, "turn_day")[before:] == ["anna"]


def test_the_mark_of_an_encoding_before_the_first_scan_is_no_part_of_it(small: Line) -> None:
    first, second = replies(small, "\ufeffA-1", "\ufeffLAMP", options=("--station", "move"))
    assert (first["tone"], first["code"], first["step"]) == ("ask", "move-source", "item")
    # Anywhere else it is a character like another, which no code has.
    assert (second["tone"], second["code"]) == ("error", "scan-unprintable")
