"""Pins, holds and classes at the command line: what is said, what is kept of it, and what is refused."""

from tests.cli.running import Line


def allocated(line: Line, *items: str) -> dict[str, int]:
    """Return what each line of these items has."""
    rows = line.json("queue", *(word for item in items for word in ("--item", item)))
    return {f"{row['order']}/{row['line']}": row["allocated"] for row in rows}


def kept(line: Line) -> list[tuple[str, str, str]]:
    """Return what is kept of people's words: kind, value and reason."""
    return [
        (str(kind), str(value), str(why)) for kind, value, why in line.rows("SELECT kind, value, why FROM intervention")
    ]


def test_a_pin_gets_free_stock_first_and_its_reason_is_kept(small: Line) -> None:
    assert small.did("pin", "SO-3", "1", "2", "--why", "promised on the phone") == [
        "SO-3, line 1: 2 × LAMP pinned; it holds 0 of 6."
    ]
    assert allocated(small, "LAMP") == {"SO-2/1": 3, "SO-1/1": 2, "SO-3/1": 0}
    small.did("receive", "PO-1", "LAMP=3")
    assert allocated(small, "LAMP") == {"SO-2/1": 3, "SO-1/1": 3, "SO-3/1": 2}
    assert small.json("pin", "SO-3", "1", "4", "--why", "more") == {
        "order": "SO-3",
        "line": 1,
        "sku": "LAMP",
        "pinned": 4,
        "allocated": 2,
        "open": 6,
        "stops": [],
        "gets": [],
    }
    assert small.did("unpin", "SO-3", "1") == ["SO-3, line 1: nothing of LAMP is pinned any more; it holds 2 of 6."]
    small.did("pin", "SO-3", "2", "1", "--why", "x")
    assert small.json("unpin", "SO-3", "2", "--why", "not needed") == {
        "order": "SO-3",
        "line": 2,
        "sku": "CORD",
        "pinned": 0,
        "allocated": 0,
        "open": 2,
        "stops": [],
        "gets": [],
    }
    assert kept(small) == [
        ("pin", "2", "promised on the phone"),
        ("pin", "4", "more"),
        ("pin", "0", ""),
        ("pin", "1", "x"),
        ("pin", "0", "not needed"),
    ]
    assert small.json("check") == {"findings": []}


def test_what_a_list_fetches_for_a_line_before_its_day_goes_with_its_pin(small: Line) -> None:
    small.did("pin", "SO-1", "1", "2", "--why", "promised")
    small.did("release", "--order", "SO-1")
    small.tamper("UPDATE order_line SET not_before = '2026-04-01' WHERE order_id = 1")
    assert small.json("unpin", "SO-1", "1")["stops"] == [
        {
            "pick_list": "PL-1",
            "order": "SO-1",
            "line": 1,
            "sku": "LAMP",
            "place": "A-1",
            "quantity": 2,
            "replanned": 0,
            "places": [],
        }
    ]


def test_a_pin_that_cannot_be_is_refused(small: Line) -> None:
    before = small.dump()
    assert small.refused("pin", "SO-1", "1", "5", "--why", "x") == (
        "5 units cannot be pinned to line 1 of order SO-1: what is still open of it is 4. Pin at least 1 and no more "
        "than that."
    )
    assert small.refused("pin", "SO-1", "1", "0", "--why", "x").startswith("0 units cannot be pinned to line 1 of")
    assert small.refused("pin", "SO-1", "1", "2", "--why", " ") == (
        "A reason is missing. Say why in a few words; they are kept with the order."
    )
    assert small.refused("pin", "SO-99", "1", "2", "--why", "x") == "There is no order SO-99. Check its number."
    assert small.refused("pin", "SO-1", "7", "2", "--why", "x", "--json") == (
        "Order SO-1 has no line 7. Look at its lines with “warehouse-app explain”, and check the number."
    )
    assert small.refused("unpin", "SO-1", "1") == (
        "Nothing is pinned to line 1 of order SO-1. Check the number of the line."
    )
    assert small.misused("pin", "SO-1", "1", "2") == "Missing option '--why'."
    assert small.misused("pin", "SO-1", "1", "--why", "x") == "Missing argument 'QTY'."
    assert small.misused("pin", "SO-1", "1", "two", "--why", "x") == (
        "Invalid value for 'QTY': 'two' is not a valid integer."
    )
    assert small.misused("unpin", "SO-1") == "Missing argument 'LINE'."
    assert small.dump() == before


def test_a_pin_is_of_whole_packs_or_of_all_that_is_open(small: Line) -> None:
    small.tamper("UPDATE order_line SET sell_multiple = 4 WHERE quantity = 6")
    assert small.refused("pin", "SO-3", "1", "5", "--why", "x") == (
        "Line 1 of order SO-3 is sold in packs of 4, and 5 units are no whole packs. Pin whole packs, or all that is "
        "open of it."
    )
    assert small.did("pin", "SO-3", "1", "4", "--why", "x") == ["SO-3, line 1: 4 × LAMP pinned; it holds 0 of 6."]
    assert small.did("pin", "SO-3", "1", "6", "--why", "x") == ["SO-3, line 1: 6 × LAMP pinned; it holds 0 of 6."]


def test_an_order_on_hold_keeps_what_it_has_and_gets_nothing_until_it_goes_on(small: Line) -> None:
    assert small.did("hold", "SO-1", "--why", "credit limit") == [
        "SO-1 is on hold (credit limit): it keeps its place and what it has, and gets no stock."
    ]
    small.did("receive", "PO-1", "LAMP=3")
    assert allocated(small, "LAMP") == {"SO-2/1": 3, "SO-1/1": 2, "SO-3/1": 3}
    assert small.json("release", "--order", "SO-1") == {"pick_lists": [], "not_reachable": []}
    assert small.did("unhold", "SO-1") == ["SO-1 is served again; it was on hold (credit limit)."]
    small.did("receive", "PO-1", "LAMP=1")
    assert allocated(small, "LAMP") == {"SO-2/1": 3, "SO-1/1": 3, "SO-3/1": 3}
    assert small.json("hold", "SO-2", "--why", "  the  address ") == {
        "order": "SO-2",
        "on_hold": True,
        "why": "the address",
        "gets": [],
    }
    assert small.json("unhold", "SO-2", "--why", "mended") == {
        "order": "SO-2",
        "on_hold": False,
        "why": "mended",
        "gets": [],
    }
    assert kept(small) == [
        ("hold", "on", "credit limit"),
        ("hold", "", ""),
        ("hold", "on", "the address"),
        ("hold", "", "mended"),
    ]


def test_who_gets_stock_by_a_word_is_named(small: Line) -> None:
    small.did("hold", "SO-1", "--why", "credit limit")
    small.tamper("UPDATE order_line SET not_before = '2026-04-01' WHERE order_id = 3")
    small.did("cancel", "SO-2")
    assert small.did("unhold", "SO-1") == [
        "SO-1 is served again; it was on hold (credit limit).",
        "Now given:",
        "  2 × LAMP → SO-1 for Ben & Sons (class B)",
    ]
    assert small.did("pin", "SO-3", "1", "1", "--why", "promised") == [
        "SO-3, line 1: 1 × LAMP pinned; it holds 1 of 6.",
        "Now given:",
        "  1 × LAMP → SO-3 for Cat (class C)",
    ]
    assert small.json("check") == {"findings": []}


def test_a_hold_is_begun_once_and_ended_once(small: Line) -> None:
    assert small.refused("unhold", "SO-1") == "Order SO-1 is not on hold. Check its number."
    small.did("hold", "SO-1", "--why", "credit limit")
    before = small.dump()
    assert small.refused("hold", "SO-1", "--why", "address") == (
        "Order SO-1 is on hold already (credit limit). Take it off hold first if the reason is another one now."
    )
    assert small.refused("hold", "SO-2", "--why", "x" * 1_201) == (
        "The reason of a hold can have 200 characters, and this one has 1,201. Say it in fewer words."
    )
    assert small.refused("hold", "SO-2", "--why", "") == (
        "A reason is missing. Say why in a few words; they are kept with the order."
    )
    assert small.refused("hold", "SO-99", "--why", "x") == "There is no order SO-99. Check its number."
    assert small.refused("unhold", "SO-99") == "There is no order SO-99. Check its number."
    assert small.misused("hold", "SO-1") == "Missing option '--why'."
    assert small.dump() == before


def test_an_order_is_served_in_a_class_of_its_own_and_in_its_customers_again(small: Line) -> None:
    assert small.did("classify", "SO-3", "A", "--why", "a trade fair") == [
        "SO-3 is served in class A, whatever its customer's is."
    ]
    assert [(row["order"], row["class"]) for row in small.json("queue", "--item", "LAMP")] == [
        ("SO-3", "A"),
        ("SO-2", "A"),
        ("SO-1", "B"),
    ]
    assert allocated(small, "LAMP") == {"SO-3/1": 0, "SO-2/1": 3, "SO-1/1": 2}
    small.did("receive", "PO-1", "LAMP=1")
    assert allocated(small, "LAMP") == {"SO-3/1": 1, "SO-2/1": 3, "SO-1/1": 2}
    assert small.json("classify", "SO-3", "B", "--why", "it is over") == {
        "order": "SO-3",
        "class": "B",
        "before": "A",
        "gets": [],
    }
    assert small.did("classify", "SO-3", "-", "--why", "as ever") == ["SO-3 is served in its customer's class again."]
    assert small.json("classify", "SO-3", "D", "--why", "last") == {
        "order": "SO-3",
        "class": "D",
        "before": None,
        "gets": [],
    }
    assert small.json("classify", "SO-3", "-", "--why", "as ever") == {
        "order": "SO-3",
        "class": None,
        "before": "D",
        "gets": [],
    }
    assert [row["class"] for row in small.json("queue", "--item", "CORD")] == ["C"]
    assert kept(small)[:3] == [
        ("class", "A", "a trade fair"),
        ("class", "B", "it is over"),
        ("class", "", "as ever"),
    ]


def test_a_class_that_is_none_or_the_same_is_refused(small: Line) -> None:
    before = small.dump()
    for given in ("a", "AB", "1", "Ä"):
        assert small.refused("classify", "SO-1", given, "--why", "x") == (
            f"“{given}” is no priority class. Name one from A, which is served first, to Z."
        )
    assert small.refused("classify", "SO-1", "-", "--why", "x") == (
        "Order SO-1 is served in class B already; nothing was changed. Name another class, or leave it."
    )
    assert small.refused("classify", "SO-99", "A", "--why", "x") == "There is no order SO-99. Check its number."
    assert small.misused("classify", "SO-1", "A") == "Missing option '--why'."
    assert small.dump() == before


def test_a_lead_is_needed_once_there_are_people(small: Line) -> None:
    small.tamper("INSERT INTO person (name, role) VALUES ('anna', 1), ('lea', 2)")
    before = small.dump()
    for words in (
        ["pin", "SO-1", "1", "1", "--why", "x"],
        ["unpin", "SO-1", "1"],
        ["hold", "SO-1", "--why", "x"],
        ["unhold", "SO-1"],
        ["classify", "SO-1", "A", "--why", "x"],
        ["undo", "1"],
        ["allocate", "--mode", "redistribute"],
    ):
        assert small.refused("--user", "anna", *words) == (
            "anna may not do this, it takes the role “lead”. Ask somebody who has it."
        )
    assert small.dump() == before
    assert small.did("--user", "lea", "hold", "SO-1", "--why", "credit")[0].startswith("SO-1 is on hold (credit)")
