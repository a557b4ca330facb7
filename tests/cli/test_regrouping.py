"""Orders merged and split at the command line."""

from tests.cli.running import Line


def test_orders_of_one_customer_are_merged_and_split_again(small: Line) -> None:
    assert small.did("merge", "SO-4", "SO-1", "--why", "one parcel") == [
        "4 × LAMP of SO-1, line 1, now SO-4, line 2; 2 of them have stock."
    ]
    assert small.json("split", "SO-4", "SO-1b", "2=1", "--why", "two addresses") == {
        "order": "SO-1b",
        "lines": [
            {"order": "SO-4", "line": 2, "sku": "LAMP", "units": 1, "held": 0, "to_order": "SO-1b", "to_line": 1}
        ],
        "stops": [],
        "gets": [],
    }
    rows = small.json("queue", "--item", "LAMP")
    assert [(row["order"], row["line"], row["open"], row["allocated"]) for row in rows] == [
        ("SO-2", 1, 3, 3),
        ("SO-4", 2, 3, 2),
        ("SO-1b", 1, 1, 0),
        ("SO-3", 1, 6, 0),
    ]
    assert small.json("check") == {"findings": []}


def test_what_cannot_be_merged_or_split_is_refused(small: Line) -> None:
    before = small.dump()
    assert small.refused("merge", "SO-1", "SO-2", "--why", "x") == (
        "SO-2 is of another customer than SO-1. Only orders of one customer can be merged."
    )
    assert small.refused("split", "SO-1", "SO-9", "1=4", "--why", "x") == (
        "That would leave nothing open in SO-1. Leave at least one line or unit there."
    )
    assert small.misused("split", "SO-1", "SO-9", "1:4", "--why", "x").startswith("“1:4” says nothing clear of a line.")
    assert small.misused("split", "SO-1", "SO-9", "1=1", "1=2", "--why", "x").startswith("“1=2” says nothing clear")
    assert small.dump() == before
