"""A receipt that is put right at the command line: number, item or lot, and which booking is meant."""

import pytest

from tests.cli.running import Line


@pytest.fixture
def house(small: Line) -> Line:
    small.did("receive", "PO-1", "LAMP=10", "MILK=3@L2:2026-05-01")
    return small


def lying(line: Line, sku: str) -> list[tuple[str, str, int]]:
    """Return (place, lot, units) of what lies of an item."""
    found = line.rows(
        "SELECT p.code, lot.code, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id JOIN item i "
        f"ON i.id = lot.item_id JOIN location p ON p.id = b.location_id WHERE i.sku = '{sku}' AND b.quantity > 0 "
        "ORDER BY p.code, lot.code"
    )
    return [(place, lot, units) for place, lot, units in found]


def test_another_number_says_who_lost_stock_and_which_stops_changed(small: Line) -> None:
    small.did("receive", "PO-1", "LAMP=10", "--into", "B-1")
    small.did("release")
    assert small.did("correct", "GR-1", "LAMP", "--quantity", "7", "--why", "counted again") == [
        "Put right on GR-1, booked in B-1: 10 × LAMP → 7 × LAMP.",
        "  7 of 20 × LAMP have come on PO-1.",
        "PL-4: 1 × LAMP for SO-3 are not fetched at B-1 any more, nor anywhere else.",
        "SO-3, line 1 (class C), gives back 1 × LAMP and waits for them again.",
    ]
    assert lying(small, "LAMP") == [("A-1", "", 5), ("B-1", "", 7)]
    assert small.rows("SELECT why FROM action_reason") == [("counted again",)]
    assert small.did("correct", "GR-1", "LAMP", "--quantity", "0", "--why", "none came")[:2] == [
        "Put right on GR-1, booked in B-1: 7 × LAMP → nothing came.",
        "  0 of 20 × LAMP have come on PO-1.",
    ]
    assert lying(small, "LAMP") == [("A-1", "", 5)]
    assert small.json("check") == {"findings": []}


def test_another_item_as_json(house: Line) -> None:
    assert house.json("correct", "GR-1", "LAMP", "--quantity", "2", "--sku", "CORD", "--why", "two were cords") == {
        "receipt": "GR-1",
        "purchase_order": "PO-1",
        "wrong": {
            "sku": "LAMP",
            "quantity": 10,
            "location": "A-1",
            "lot": "",
            "expiry": None,
            "ordered": 20,
            "received": 8,
            "quarantined": False,
        },
        "booked": [
            {
                "sku": "LAMP",
                "quantity": 8,
                "location": "A-1",
                "lot": "",
                "expiry": None,
                "ordered": 20,
                "received": 8,
                "quarantined": False,
            },
            {
                "sku": "CORD",
                "quantity": 2,
                "location": "A-1",
                "lot": "",
                "expiry": None,
                "ordered": 30,
                "received": 2,
                "quarantined": False,
            },
        ],
        "counted": [],
        "stops": [],
        "losses": [],
        "gets": [
            {
                "order": "SO-3",
                "line": 2,
                "sku": "CORD",
                "customer_name": "Cat",
                "class": "C",
                "placed": "2026-02-01T09:00:00+00:00",
                "quantity": 2,
                "short": 0,
            }
        ],
    }


def test_another_lot_that_has_expired_is_said_to_be_set_aside(house: Line) -> None:
    words = ("correct", "GR-1", "MILK@L2", "--lot", "L3", "--expiry", "2026-03-01", "--why", "read again")
    assert house.did(*words) == [
        "Put right on GR-1, booked in A-2: 3 × MILK (lot L2) → 3 × MILK (lot L3).",
        "  It expired on 1 Mar 2026, so that no order gets it: it is in quarantine.",
        "  3 of 12 × MILK have come on PO-1.",
    ]
    assert lying(house, "MILK") == [("A-2", "L1", 10), ("A-2", "L3", 3)]


def test_another_day_of_the_same_lot_is_said(house: Line) -> None:
    [corrected, _] = house.did("correct", "GR-1", "MILK@L2", "--expiry", "2027-02-02", "--why", "misread")
    assert corrected == (
        "Put right on GR-1, booked in A-2: "
        "3 × MILK (lot L2, to be used until 1 May 2026) → 3 × MILK (lot L2, to be used until 2 Feb 2027)."
    )


def test_what_a_count_has_booked_already_is_told(house: Line) -> None:
    house.did("count", "A-2", "MILK=10@L1", "MILK=1@L2")
    house.did("count", "--approve", "CS-1")
    words = ("correct", "GR-1", "MILK@L2", "--why", "counted again", "--quantity")
    assert house.did(*words, "2") == [
        "Put right on GR-1, booked in A-2: 3 × MILK (lot L2) → 2 × MILK (lot L2).",
        "Count CS-1 had missed 1 × MILK at A-2 already: it is not taken once more.",
        "  2 of 12 × MILK have come on PO-1.",
    ]
    assert lying(house, "MILK") == [("A-2", "L1", 10), ("A-2", "L2", 1)]
    assert house.json(*words, "1")["counted"] == [
        {"count": "CS-1", "sku": "MILK", "lot": "L2", "place": "A-2", "quantity": 1, "found": False}
    ]
    assert lying(house, "MILK") == [("A-2", "L1", 10), ("A-2", "L2", 1)]


def test_which_booking_is_meant_is_asked_and_said(house: Line) -> None:
    assert house.refused("correct", "GR-9", "LAMP", "--quantity", "1", "--why", "x").startswith(
        "Nothing that counts was booked so on receipt GR-9 (LAMP)."
    )
    two = ("correct", "GR-2", "MILK", "--quantity", "1", "--why", "x")
    house.did("receive", "PO-1", "MILK=2@L3:2026-05-01", "MILK=2@L4:2026-06-01")
    before = house.dump()
    [(who,)] = house.rows("SELECT DISTINCT actor FROM action WHERE verb = 'receive'")
    assert house.refused(*two) == (
        f"MILK was booked more than once on receipt GR-2: booking 1 (2 of lot L3 in A-2, 2 Mar 2026, 09:00, {who}), "
        f"booking 1 (2 of lot L4 in A-2, 2 Mar 2026, 09:00, {who}). Say which, by what they differ in: SKU@LOT."
    )
    assert house.refused(*two, "--place", "B-1").startswith("Nothing that counts was booked so")
    assert house.refused(*two, "--booking", "2").startswith("Nothing that counts was booked so")
    assert house.dump() == before
    house.did("correct", "GR-2", "MILK@L4", "--quantity", "1", "--why", "x")
    # What is put right is the second booking of the receipt now, and the first still is the first.
    assert house.did(*two, "--booking", "1")[0] == (
        "Put right on GR-2, booked in A-2: 2 × MILK (lot L3) → 1 × MILK (lot L3)."
    )
    assert house.did("correct", "GR-2", "MILK", "--quantity", "3", "--booking", "2", "--why", "x")[0] == (
        "Put right on GR-2, booked in A-2: 1 × MILK (lot L4) → 3 × MILK (lot L4)."
    )


def test_goods_of_a_lot_that_came_twice_are_told_apart_by_what_they_differ_in(house: Line) -> None:
    house.run("scan", stdin="PO-1\n3\nLAMP\nA-2\n4\nLAMP\nB-1\n")
    house.run("scan", stdin="PO-1\n1\nMILK\nL7\n2026-09-30\nA-2\n2\nMILK\nL7\n2026-09-30\nA-2\n")
    words = ("--quantity", "1", "--why", "x")
    twice = house.refused("correct", "GR-2", "LAMP", *words)
    assert twice.endswith(" Say which, by what they differ in: --booking, --place.")
    assert house.refused("correct", "GR-2", "MILK@L7", *words).endswith(" by what they differ in: --booking.")
    house.did("correct", "GR-2", "LAMP", *words, "--place", "B-1")
    house.did("correct", "GR-2", "MILK@L7", *words, "--booking", "4")


def test_what_was_set_aside_is_told_from_what_may_be_used(small: Line) -> None:
    small.did("receive", "PO-1", "CORD=5", "--into", "B-1")
    small.did("quarantine", "CORD", "2", "B-1", "--why", "torn")
    small.did("correct", "GR-1", "CORD", "--sku", "LAMP", "--why", "misread")
    words = ("correct", "GR-1", "LAMP", "--quantity", "1", "--why", "x")
    asked = small.refused(*words)
    assert "booking 2 (3 in B-1, " in asked
    assert "booking 2 (2 in B-1, " in asked
    assert asked.endswith("), set aside. Say which, by what they differ in: --set-aside/--usable.")
    assert small.did(*words, "--set-aside")[0] == "Put right on GR-1, booked in B-1: 2 × LAMP → 1 × LAMP."
    assert small.did(*words, "--usable")[0] == "Put right on GR-1, booked in B-1: 3 × LAMP → 1 × LAMP."


def test_goods_that_were_put_into_a_tote_are_named_and_found_by_that(small: Line) -> None:
    small.tamper("UPDATE location SET kind = 'tote' WHERE code IN ('A-2', 'B-1')")
    milk = ("MILK=1@L2:2026-05-01", "MILK=1@L3:2026-06-01")
    small.did("receive", "PO-1", *milk, "--for", "SO-4", "--into", "B-1")
    asked = small.refused("correct", "GR-1", "MILK", "--quantity", "2", "--why", "x")
    assert "booking 1 (1 of lot L2 in B-1 (tote for SO-4), 2 Mar 2026, 09:00," in asked
    assert "booking 1 (1 of lot L3 in B-1 (tote for SO-4), 2 Mar 2026, 09:00," in asked
    small.did("receive", "PO-1", "CORD=2", "--for", "SO-3", "--into", "A-2")
    small.did("receive", "PO-1", "CORD=5", "--into", "A-1")
    assert small.refused("correct", "GR-2", "CORD", "--quantity", "1", "--place", "A-1", "--why", "x").startswith(
        "Nothing that counts was booked so on receipt GR-2 (CORD)."
    )
    assert small.did("correct", "GR-2", "CORD", "--quantity", "1", "--place", "A-2", "--why", "counted again") == [
        "Put right on GR-2, booked in A-2 (tote for SO-3): 2 × CORD → 1 × CORD in A-2 (tote for SO-3).",
        "  6 of 30 × CORD have come on PO-1.",
    ]
    assert lying(small, "CORD") == [("A-1", "", 5), ("A-2", "", 1)]


def test_more_than_tolerated_needs_the_word_of_a_lead(house: Line) -> None:
    more = ("correct", "GR-1", "LAMP", "--quantity", "21", "--why", "counted again")
    assert house.refused(*more).startswith("Purchase order PO-1 asks for 20 of LAMP; with these, 21 would have come")
    assert house.did(*more, "--accept-over")[:2] == [
        "Put right on GR-1, booked in A-1: 10 × LAMP → 21 × LAMP.",
        "  21 of 20 × LAMP have come on PO-1.",
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--why", "x"), "Say what is right: --quantity where another number came, --sku, --lot or --expiry"),
        (("--quantity", "4"), "Missing option '--why'."),
        (("--quantity", "-1", "--why", "x"), "Invalid value for '--quantity'"),
        (("--expiry", "soon", "--why", "x"), "Invalid value for '--expiry'"),
    ],
)
def test_wrong_usage_changes_nothing(house: Line, words: tuple[str, ...], said: str) -> None:
    before = house.dump()
    assert house.misused("correct", "GR-1", "LAMP", *words).startswith(said)
    assert house.dump() == before


def test_what_is_booked_so_already_is_refused(house: Line) -> None:
    assert house.refused("correct", "GR-1", "LAMP", "--quantity", "10", "--why", "x") == (
        "10 of LAMP are booked just so. Say what they are in truth: how many, or of which item or lot."
    )
