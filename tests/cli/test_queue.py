"""Who waits and why: queue, explain and cancel, in their exact tables, sentences and documents."""

from pathlib import Path

from tests.cli.running import Line


def test_the_queue_is_a_table_in_its_order_with_the_keys_it_sorts_by(small: Line) -> None:
    assert small.did("queue") == [
        "Rank  Class  Placed            Due         Order  Line  Item  Customer    Open  Allocated  Short  Not before",
        "────  ─────  ────────────────  ──────────  ─────  ────  ────  ──────────  ────  ─────────  ─────  ──────────",
        "   1  A      2026-02-03 09:00              SO-2      1  LAMP  Ann's Inn      3          3      0",
        "   2  B      2026-02-02 09:00  2026-03-20  SO-1      1  LAMP  Ben & Sons     4          2      2",
        "   3  B      2026-02-04 09:00              SO-4      1  MILK  Ben & Sons     4          4      0",
        "   4  C      2026-02-01 09:00              SO-3      1  LAMP  Cat            6          0      6",
        "   5  C      2026-02-01 09:00              SO-3      2  CORD  Cat            2          0      2",
    ]


def test_the_queue_as_json_lists_every_open_line_filled_ones_too(small: Line) -> None:
    rows = small.json("queue")
    assert rows[1] == {
        "rank": 2,
        "order": "SO-1",
        "line": 1,
        "sku": "LAMP",
        "customer": "BEN",
        "customer_name": "Ben & Sons",
        "class": "B",
        "placed": "2026-02-02T09:00:00+00:00",
        "promised": None,
        "need_by": "2026-03-20",
        "due": "2026-03-20",
        "open": 4,
        "allocated": 2,
        "short": 2,
        "not_before": None,
        "pinned": 0,
        "on_hold": False,
        "lifted": False,
    }
    assert [(row["rank"], row["order"], row["line"], row["short"]) for row in rows] == [
        (1, "SO-2", 1, 0),
        (2, "SO-1", 1, 2),
        (3, "SO-4", 1, 0),
        (4, "SO-3", 1, 6),
        (5, "SO-3", 2, 2),
    ]


def test_by_due_date_the_day_it_is_sorted_by_is_shown_of_every_line(small: Line) -> None:
    small.did("settings", "--policy", "due-date")
    assert [line[:51] for line in small.did("queue")] == [
        "Rank  Class  Placed            Due         Order  L",
        "────  ─────  ────────────────  ──────────  ─────  ─",
        "   1  A      2026-02-03 09:00  2026-02-17  SO-2    ",
        "   2  B      2026-02-04 09:00  2026-02-18  SO-4    ",
        "   3  B      2026-02-02 09:00  2026-03-20  SO-1    ",
        "   4  C      2026-02-01 09:00  2026-02-15  SO-3    ",
        "   5  C      2026-02-01 09:00  2026-02-15  SO-3    ",
    ]
    assert [row["due"] for row in small.json("queue", "--item", "MILK")] == ["2026-02-18"]


def test_the_queue_of_some_items_has_its_own_ranks(small: Line) -> None:
    rows = small.json("queue", "--item", "CORD", "--item", "MILK")
    assert [(row["rank"], row["order"], row["sku"]) for row in rows] == [(1, "SO-4", "MILK"), (2, "SO-3", "CORD")]
    assert small.did("queue", "--item", "TOOL") == ["Nobody waits: there is no open order line."]
    assert small.json("queue", "--item", "TOOL") == []
    assert small.refused("queue", "--item", "NONE") == "There is no item NONE. Check its number."


def test_a_pre_order_is_short_of_nothing_until_its_day(small: Line) -> None:
    Path("game.csv").write_text("sku,name,release_date\nGAME,Game,2026-04-01\n")
    Path("more.csv").write_text("number,customer,sku,quantity,placed_at\nSO-9,ANN,GAME,2,2026-02-05 09:00\n")
    small.did("import", "items", "game.csv")
    small.did("import", "orders", "more.csv")
    [row] = small.json("queue", "--item", "GAME")
    assert (row["open"], row["allocated"], row["short"], row["not_before"]) == (2, 0, 0, "2026-04-01")
    assert small.did("queue", "--item", "GAME")[-1].endswith("2          0      0  2026-04-01")


def test_what_few_lines_have_is_a_column_only_where_one_has_it(small: Line) -> None:
    small.did("pin", "SO-3", "1", "2", "--why", "promised on the phone")
    assert [line[62:] for line in small.did("queue", "--item", "LAMP")] == [
        "Customer    Open  Allocated  Short  Not before  Pinned",
        "──────────  ────  ─────────  ─────  ──────────  ──────",
        "Ann's Inn      3          3      0",
        "Ben & Sons     4          2      2",
        "Cat            6          0      6                   2",
    ]
    small.did("hold", "SO-4", "--why", "credit")
    small.tamper("UPDATE order_line SET lifted = 1 WHERE pinned = 2")
    assert [line[62:] for line in small.did("queue")] == [
        "Customer    Open  Allocated  Short  Not before  Pinned  On hold  Lifted",
        "──────────  ────  ─────────  ─────  ──────────  ──────  ───────  ──────",
        "Ann's Inn      3          3      0",
        "Ben & Sons     4          2      2",
        "Ben & Sons     4          4      0                          yes",
        "Cat            6          0      6                   2              yes",
        "Cat            2          0      2",
    ]
    rows = small.json("queue")
    assert [(row["pinned"], row["on_hold"], row["lifted"]) for row in rows] == [
        (0, False, False),
        (0, False, False),
        (0, True, False),
        (2, False, True),
        (0, False, False),
    ]


def test_a_line_waits_for_the_later_of_its_own_day_and_the_items_and_is_short_meanwhile_unless_a_pre_order(
    small: Line,
) -> None:
    Path("game.csv").write_text("sku,name,release_date\nGAME,Game,2026-04-01\n")
    Path("more.csv").write_text("number,customer,sku,quantity,placed_at\nSO-9,ANN,GAME,2,2026-02-05 09:00\n")
    small.did("import", "items", "game.csv")
    small.did("import", "orders", "more.csv")

    def told(item: str) -> tuple[str | None, int]:
        row = small.json("queue", "--item", item)[-1]
        return row["not_before"], row["short"]

    for own, game, cord in (
        ("2026-03-15", ("2026-04-01", 0), ("2026-03-15", 2)),
        ("2026-04-15", ("2026-04-15", 0), ("2026-04-15", 2)),
        ("2026-03-02", ("2026-04-01", 0), (None, 2)),
    ):
        small.tamper(f"UPDATE order_line SET not_before = '{own}'")
        assert (told("GAME"), told("CORD")) == (game, cord)


def test_an_empty_house_has_nobody_waiting(empty: Line) -> None:
    assert empty.did("queue") == ["Nobody waits: there is no open order line."]
    assert empty.json("queue") == []


def test_an_order_is_explained_in_sentences(small: Line) -> None:
    assert small.did("explain", "SO-3") == [
        "SO-3 · Cat · class C",
        (
            "1. LAMP Lamp: 0 of 6 allocated · out of stock · 1 line waits ahead of it (units: 2) · "
            "next receipt PO-1 (20 units) on 9 Mar 2026"
        ),
        "     would change it: 8 more of LAMP · PO-1 due 9 Mar 2026",
        "     ahead: 2 for SO-1 (Ben & Sons, class B)",
        (
            "2. CORD Cord: 0 of 2 allocated · out of stock · first in the queue · "
            "PO-2 (10 units) was due on 20 Feb 2026 and is overdue"
        ),
        "     would change it: 2 more of CORD · PO-2, overdue since 20 Feb 2026",
    ]
    assert small.did("explain", "SO-2") == [
        "SO-2 · Ann's Inn · class A",
        "1. LAMP Lamp: 3 of 3 allocated · filled",
    ]


def test_a_pin_that_comes_first_is_named(small: Line) -> None:
    small.did("pin", "SO-3", "1", "2", "--why", "promised on the phone")
    assert small.did("explain", "SO-1")[1:] == [
        (
            "1. LAMP Lamp: 2 of 4 allocated · partly filled: 2 of 4 · 2 left after 1 line ahead of it (SO-2, class A) "
            "· 1 line waits ahead of it (units: 2) · next receipt PO-1 (20 units) on 9 Mar 2026"
        ),
        "     would change it: 4 more of LAMP · PO-1 due 9 Mar 2026",
        "     ahead: 2 pinned to SO-3 (Cat, class C)",
    ]
    [line] = small.json("explain", "SO-1")["lines"]
    pinned = {"order": "SO-3", "line": 1, "customer": "CAT", "class": "C", "quantity": 2, "pinned": True}
    assert (line["lines_ahead"], line["ahead"]) == (1, [pinned])


def test_an_order_is_explained_as_json(small: Line) -> None:
    told = small.json("explain", "SO-3")
    assert (told["order"], told["customer"], [line["line"] for line in told["lines"]]) == ("SO-3", "CAT", [1, 2])
    assert told["lines"][0] == {
        "line": 1,
        "sku": "LAMP",
        "open": 6,
        "allocated": 0,
        "short": 6,
        "reason": {
            "sku": "LAMP",
            "code": "out-of-stock",
            "text": "out of stock · 1 line waits ahead of it (units: 2) · next receipt PO-1 (20 units) on 9 Mar 2026",
            "more": [
                {"code": "units-ahead", "units": 2, "lines": 1},
                {"code": "next-receipt", "number": "PO-1", "units": 20, "due": "2026-03-09"},
            ],
        },
        "changes": [
            {"code": "change-more-units", "text": "8 more of LAMP", "facts": {"units": 8, "sku": "LAMP"}},
            {
                "code": "change-receipt",
                "text": "PO-1 due 9 Mar 2026",
                "facts": {"number": "PO-1", "due": "2026-03-09"},
            },
        ],
        "lines_ahead": 1,
        "sharing_lines": 0,
        "ahead": [{"order": "SO-1", "line": 1, "customer": "BEN", "class": "B", "quantity": 2, "pinned": False}],
        "coming": [{"purchase_order": "PO-1", "due": "2026-03-09", "quantity": 20}],
        "expected": None,
        "promise": None,
    }
    assert told["lines"][1]["coming"] == [
        {"purchase_order": "PO-2", "due": "2026-02-20", "quantity": 10},
        {"purchase_order": "PO-1", "due": None, "quantity": 30},
    ]


def test_no_more_than_five_that_are_ahead_are_named_to_people(small: Line) -> None:
    rows = [f"B-{number},BEN,CORD,{number},2026-01-0{number} 09:00" for number in range(1, 8)]
    Path("more.csv").write_text("\n".join(["number,customer,sku,quantity,placed_at", *rows]) + "\n")
    small.did("import", "orders", "more.csv")
    lines = small.did("explain", "SO-3")
    assert lines[-6:-1] == [f"     ahead: {number} for B-{number} (Ben & Sons, class B)" for number in range(1, 6)]
    assert lines[-1] == "     and 2 more lines"
    assert len(small.json("explain", "SO-3")["lines"][1]["ahead"]) == 7


def test_where_picked_goods_lie_is_told_of_an_order(small: Line) -> None:
    small.tamper("UPDATE location SET kind = 'tote' WHERE code = 'A-2'")
    small.tamper("UPDATE location SET kind = 'packing' WHERE code = 'GATE'")
    small.tamper("UPDATE balance SET quantity = 0 WHERE location_id = (SELECT id FROM location WHERE code = 'A-2')")
    assert small.json("explain", "SO-3")["picked"] == []
    small.did("receive", "PO-1", "LAMP=2", "--for", "SO-1", "--into", "A-2")
    assert small.did("explain", "SO-1")[:2] == ["SO-1 · Ben & Sons · class B", "  picked goods are in A-2"]
    assert small.did("explain", "SO-2")[1].startswith("1. LAMP Lamp: 3 of 3 allocated")
    small.did("move", "LAMP", "2", "A-2", "GATE")
    small.did("receive", "PO-1", "LAMP=3", "--for", "SO-3", "--into", "GATE")
    small.did("receive", "PO-1", "CORD=2", "--for", "SO-3", "--into", "GATE")
    assert small.did("explain", "SO-3")[1] == "  picked goods are in GATE"
    small.did("receive", "PO-1", "LAMP=2", "--for", "SO-3", "--into", "A-2")
    assert small.did("explain", "SO-3")[1] == "  picked goods: 2 × CORD in GATE, 2 × LAMP in A-2, 3 × LAMP in GATE"
    assert small.json("explain", "SO-3")["picked"] == [
        {"sku": "CORD", "quantity": 2, "place": "GATE"},
        {"sku": "LAMP", "quantity": 2, "place": "A-2"},
        {"sku": "LAMP", "quantity": 3, "place": "GATE"},
    ]


def test_an_order_that_nobody_knows_is_not_explained(small: Line) -> None:
    assert small.refused("explain", "SO-99") == "There is no order SO-99. Check its number."
    assert small.refused("explain", "SO-99", "--json") == "There is no order SO-99. Check its number."


GIVEN = ["Now given:", "  2 × LAMP → SO-1 for Ben & Sons (class B)", "  1 × LAMP → SO-3 for Cat (class C)"]
"""Who gets the three lamps of SO-2."""


def test_programs_read_what_was_cancelled_and_who_gets_it(small: Line) -> None:
    done = small.json("cancel", "SO-2")
    assert [(each.pop("order"), each["quantity"], each["short"]) for each in done.pop("gets")] == [
        ("SO-1", 2, 0),
        ("SO-3", 1, 5),
    ]
    lines = [{"line": 1, "sku": "LAMP", "quantity": 3, "freed": 3}]
    assert done == {"order": "SO-2", "lines": lines, "stops": []}
    assert small.json("cancel", "SO-3", "2")["gets"] == []


def test_a_cancelled_line_gives_its_stock_to_whoever_waits(small: Line) -> None:
    assert small.did("cancel", "SO-2") == [
        "Cancelled in SO-2:",
        "  line 1: 3 × LAMP (with stock, which goes to whoever waits: 3)",
        *GIVEN,
    ]
    rows = small.json("queue", "--item", "LAMP")
    assert [(row["order"], row["allocated"], row["short"]) for row in rows] == [("SO-1", 4, 0), ("SO-3", 1, 5)]
    assert small.did("cancel", "SO-3", "2") == [
        "Cancelled in SO-3:",
        "  line 2: 2 × CORD (with stock, which goes to whoever waits: 0)",
    ]
    assert small.did("explain", "SO-3")[-1] == "2. CORD Cord: all of it is cancelled: 2"
    assert small.json("check") == {"findings": []}


def test_whoever_cancels_is_told_which_list_is_shorter_by_it(small: Line) -> None:
    [made] = small.json("release", "--order", "SO-2")["pick_lists"]
    assert small.did("cancel", "SO-2")[2:] == [
        f"{made['number']}: 3 × LAMP for SO-2 are not fetched at A-1 any more, nor anywhere else.",
        *GIVEN,
    ]
    assert small.json("check") == {"findings": []}


def test_what_cannot_be_cancelled_is_refused_and_nothing_changes(small: Line) -> None:
    before = small.dump()
    assert small.refused("cancel", "SO-99") == "There is no order SO-99. Check its number."
    assert small.refused("cancel", "SO-3", "7") == (
        "Order SO-3 has no line 7. Look at its lines with “warehouse-app explain”, and check the number."
    )
    assert small.misused("cancel", "SO-3", "first") == "Invalid value for '[LINE]': 'first' is not a valid integer."
    assert small.misused("cancel") == "Missing argument 'ORDER'."
    assert small.dump() == before
    small.did("cancel", "SO-3", "2")
    assert small.refused("cancel", "SO-3", "2") == (
        "There is nothing left to cancel of order SO-3: all that was asked for is picked, shipped or cancelled "
        "already. Check the number of the order and the line."
    )
