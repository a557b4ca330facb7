"""Stock work at the command line: what is said of goods that are moved, set aside, adjusted, counted or sent back."""

from tests.cli.running import Line


def there(line: Line, sku: str) -> dict[str, int]:
    """Return what lies of an item: "PLACE status" and units."""
    found = line.rows(
        "SELECT p.code || ' ' || b.status, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id JOIN item i "
        f"ON i.id = lot.item_id JOIN location p ON p.id = b.location_id WHERE i.sku = '{sku}' AND b.quantity > 0"
    )
    return dict(found)


def given(*shares: str) -> list[str]:
    """Return how an answer ends that names who got stock."""
    return ["Now given:", *(f"  {share}" for share in shares)]


def test_goods_are_carried_and_the_picker_is_told(small: Line) -> None:
    small.did("release", "--order", "SO-2")
    assert small.did("move", "LAMP", "4", "A-1", "B-1") == [
        "4 × LAMP carried from A-1 to B-1.",
        "PL-1: 2 × LAMP for SO-2 are not fetched at A-1 any more; 2 are fetched at B-1.",
    ]
    assert there(small, "LAMP") == {"A-1 available": 1, "B-1 available": 4}
    assert small.json("move", "LAMP", "2", "B-1", "QUAR", "--why", "wet") == {
        "sku": "LAMP",
        "lot": "",
        "quantity": 2,
        "from": "B-1",
        "to": "QUAR",
        "left": 2,
        "stops": [],
        "losses": [{"order": "SO-1", "line": 1, "sku": "LAMP", "class": "B", "quantity": 2}],
        "gets": [],
    }
    assert small.refused("move", "LAMP", "9", "B-1", "A-1") == (
        "By the books 2 of LAMP lie at B-1, so 9 cannot be taken from it. If more lie there, count the place."
    )
    assert small.json("check") == {"findings": []}


def test_goods_are_set_aside_released_and_scrapped(small: Line) -> None:
    assert small.did("quarantine", "LAMP", "2", "A-1", "--why", "wet", "--to", "QUAR") == [
        "2 × LAMP at A-1 set aside; 3 left there as before.",
        "SO-1, line 1 (class B), gives back 2 × LAMP and waits for them again.",
    ]
    assert small.did("quarantine", "LAMP", "1", "QUAR", "--why", "dry", "--release", "--to", "A-1") == [
        "1 × LAMP from QUAR may be used again; 1 left set aside there.",
        *given("1 × LAMP → SO-1 for Ben & Sons (class B)"),
    ]
    assert small.did("quarantine", "LAMP", "1", "QUAR", "--why", "dry too", "--release") == [
        "1 × LAMP from QUAR may be used again; 0 left set aside there.",
        "They are still at QUAR, from where no order is served: move them.",
    ]
    assert small.did("quarantine", "LAMP", "1", "QUAR", "--why", "not yet") == [
        "1 × LAMP at QUAR set aside; 0 left there as before."
    ]
    assert small.did("scrap", "LAMP", "1", "QUAR", "--why", "mouldy", "--quarantined") == [
        "1 × LAMP at QUAR scrapped; 0 left there."
    ]
    assert there(small, "LAMP") == {"A-1 available": 4}
    assert small.misused("scrap", "LAMP", "1", "A-1") == "Missing option '--why'."
    assert small.refused("scrap", "LAMP", "1", "A-1", "--why", " ") == (
        "Say why in a few words: whoever looks at it later will want to know."
    )
    assert small.rows("SELECT why FROM action_reason") == [
        (why,) for why in ("wet", "dry", "dry too", "not yet", "mouldy")
    ]


def test_the_books_are_adjusted_up_and_down(small: Line) -> None:
    assert small.did("adjust", "LAMP", "+3", "B-1", "--why", "found") == [
        "3 × LAMP at B-1 written on; 3 there now.",
        *given("2 × LAMP → SO-1 for Ben & Sons (class B)", "1 × LAMP → SO-3 for Cat (class C)"),
    ]
    assert small.did("adjust", "LAMP", "-1", "B-1", "--why", "miscounted") == [
        "1 × LAMP at B-1 written off; 2 left there.",
        "SO-3, line 1 (class C), gives back 1 × LAMP and waits for them again.",
    ]
    assert small.json("adjust", "MILK", "2", "A-2", "--lot", "L1", "--why", "found") == {
        "sku": "MILK",
        "lot": "L1",
        "place": "A-2",
        "quantity": 2,
        "left": 12,
        "status": "available",
        "stops": [],
        "losses": [],
        "gets": [],
    }
    assert small.json("adjust", "LAMP", "1", "B-1", "--why", "found one more")["gets"] == [
        {
            "order": "SO-3",
            "line": 1,
            "sku": "LAMP",
            "customer_name": "Cat",
            "class": "C",
            "placed": "2026-02-01T09:00:00+00:00",
            "quantity": 1,
            "short": 5,
        }
    ]
    assert small.refused("adjust", "MILK", "2", "A-2", "--why", "found") == (
        "MILK is kept by lot: say the lot number that is printed on the goods."
    )
    assert small.refused("adjust", "LAMP", "0", "B-1", "--why", "found").startswith("0 of LAMP is no quantity")


def test_what_comes_to_lie_in_a_quarantine_place_is_said_to_be_set_aside(small: Line) -> None:
    assert small.did("adjust", "LAMP", "+3", "QUAR", "--why", "found") == [
        "3 × LAMP at QUAR written on and set aside; 3 there now, which no order gets."
    ]
    assert small.json("adjust", "LAMP", "1", "QUAR", "--why", "found")["status"] == "quarantined"
    small.did("count", "QUAR", "LAMP=6")
    done = small.did("count", "--approve", "CS-1")
    assert done == [
        "CS-1: QUAR is counted and booked, with 1 difference.",
        "  LAMP, Lamp: 6 counted, 4 by the books",
        "2 units of what was found are set aside: no order gets them until a lead releases them.",
    ]
    assert there(small, "LAMP") == {"A-1 available": 5, "QUAR quarantined": 6}


def test_a_lot_is_blocked_and_unblocked(small: Line) -> None:
    assert small.did("block", "MILK", "L1", "--why", "recalled") == [
        "Lot L1 of MILK is blocked: 10 set aside now, 10 in all.",
        "SO-4, line 1 (class B), gives back 4 × MILK and waits for them again.",
    ]
    assert small.refused("quarantine", "MILK", "1", "A-2", "--release", "--why", "x") == (
        "Lot L1 of MILK is blocked. A lead can unblock it when it may be used again."
    )
    assert small.json("unblock", "MILK", "L1", "--why", "false alarm") == {
        "sku": "MILK",
        "lot": "L1",
        "quantity": 10,
        "quarantined": 0,
        "picked": 0,
        "orders": [],
        "out_of_reach_at": [],
        "stops": [],
        "losses": [],
        "gets": [
            {
                "order": "SO-4",
                "line": 1,
                "sku": "MILK",
                "customer_name": "Ben & Sons",
                "class": "B",
                "placed": "2026-02-04T09:00:00+00:00",
                "quantity": 4,
                "short": 0,
            }
        ],
    }


def test_released_goods_of_a_lot_that_lie_where_no_order_is_served_from_are_told_of(small: Line) -> None:
    small.did("block", "MILK", "L1", "--why", "recalled")
    small.did("move", "MILK", "4", "A-2", "QUAR", "--quarantined")
    assert small.did("unblock", "MILK", "L1", "--why", "false alarm") == [
        "Lot L1 of MILK may be used again: 10 released, 0 stay set aside for other reasons.",
        "What lies at QUAR is still where no order is served from: move it.",
        *given("4 × MILK → SO-4 for Ben & Sons (class B)"),
    ]
    assert there(small, "MILK") == {"A-2 available": 6, "QUAR available": 4}


def test_picked_goods_are_put_back(small: Line) -> None:
    small.tamper("UPDATE location SET kind = 'tote' WHERE code = 'A-2'")
    small.tamper("UPDATE balance SET quantity = 0 WHERE location_id = (SELECT id FROM location WHERE code = 'A-2')")
    small.did("receive", "PO-1", "LAMP=2", "--for", "SO-1", "--into", "A-2")
    refused = small.refused("scrap", "LAMP", "2", "A-2", "--why", "broken")
    assert refused == (
        "The LAMP in A-2 is picked for SO-1, so it cannot be taken out of there. Ship it, or take the picking back "
        "first, with “put-back”."
    )
    words = ("put-back", "SO-1", "LAMP", "1", "--from", "A-2", "--why", "broken")
    assert small.did(*words, "--to", "QUAR") == [
        "1 × LAMP, picked for SO-1, put back from A-2 to QUAR; 1 left there. No order gets it: it is in quarantine.",
        "SO-1, line 1 (class B), gives back 1 × LAMP and waits for them again.",
    ]
    assert small.json(*words, "--to", "B-1") == {
        "order": "SO-1",
        "sku": "LAMP",
        "quantity": 1,
        "left": 0,
        "lot": "",
        "from": "A-2",
        "to": "B-1",
        "status": "available",
        "stops": [],
        "losses": [],
        "gets": [],
    }
    assert small.refused(*words, "--to", "B-1").startswith("By the books no LAMP lies at A-2 (available).")
    assert small.misused(*words) == "Missing option '--to'."
    assert there(small, "LAMP") == {"A-1 available": 5, "B-1 available": 1, "QUAR quarantined": 1}


def test_a_lot_is_followed_from_its_supplier_to_its_customers(small: Line) -> None:
    small.did("receive", "PO-1", "MILK=2@L1:2026-03-10", "--into", "DOCK")
    small.did("release", "--order", "SO-4")
    assert small.did("trace", "MILK", "L1") == [
        "Lot L1 of MILK: 12 on hand.",
        "  came with GR-1 from Acme (2 Mar 2026)",
        "  10 at A-2",
        "  2 at DOCK",
        "  for SO-4 of Ben & Sons: 0 picked, 4 to be picked",
    ]
    small.did("block", "MILK", "L1", "--why", "recalled")
    assert small.json("trace", "MILK", "L1") == {
        "sku": "MILK",
        "lot": "L1",
        "blocked": True,
        "receipts": [{"receipt": "GR-1", "supplier": "Acme", "day": "2026-03-02"}],
        "places": [
            {"place": "A-2", "quantity": 10, "status": "quarantined", "expiry": "2026-03-10"},
            {"place": "DOCK", "quantity": 2, "status": "quarantined", "expiry": "2026-03-10"},
        ],
        "orders": [],
    }
    assert small.did("trace", "MILK", "L1")[:4] == [
        "Lot L1 of MILK is blocked: 12 on hand.",
        "  came with GR-1 from Acme (2 Mar 2026)",
        "  10 at A-2, set aside",
        "  2 at DOCK, set aside",
    ]
    assert small.refused("trace", "MILK", "L9") == "The house has never had a lot L9 of MILK. Check the lot number."
    assert small.refused("trace", "NONE", "L9") == (
        "There is no item NONE. Check its number, or enter it among the items first."
    )


def test_a_count_of_which_something_is_refused_leaves_nothing_behind(small: Line) -> None:
    assert "TYPO" in small.refused("count", "A-1", "LAMP=5", "TYPO=2")
    assert small.did("count", "A-1", "LAMP=5") == ["CS-2: A-1 is counted and booked, with 0 differences."]
    small.run("scan", "--station", "count", stdin="L-A-1\n")
    assert "TYPO" in small.refused("count", "A-1", "LAMP=5", "TYPO=2")
    assert small.did("count", "A-1", "LAMP=5") == ["CS-3: A-1 is counted and booked, with 0 differences."]


def test_whose_picked_goods_a_count_misses_is_told(small: Line) -> None:
    small.tamper("UPDATE location SET kind = 'tote' WHERE code = 'A-2'")
    small.tamper("UPDATE balance SET quantity = 0 WHERE location_id = (SELECT id FROM location WHERE code = 'A-2')")
    small.did("receive", "PO-1", "LAMP=2", "--for", "SO-1", "--into", "A-2")
    small.did("count", "A-2", "LAMP=1")
    assert small.did("count", "--approve", "CS-1") == [
        "CS-1: A-2 is counted and booked, with 1 difference.",
        "  LAMP, Lamp: 1 counted, 2 by the books",
        "SO-1, line 1: 1 × LAMP are missing at A-2, and picked for it no more.",
        "SO-1, line 1 (class B), gives back 1 × LAMP and waits for them again.",
    ]
    small.did("count", "A-2", "--empty")
    done = small.json("count", "--approve", "CS-3")
    assert (done["unpicked"], done["anew"]) == (
        [{"order": "SO-1", "line": 1, "sku": "LAMP", "lot": "", "place": "A-2", "quantity": 1}],
        [],
    )


def test_a_place_is_counted_again_and_approved(small: Line) -> None:
    assert small.did("count", "A-1", "LAMP=5") == ["CS-1: A-1 is counted and booked, with 0 differences."]
    assert small.did("count", "A-1", "LAMP=4") == [
        "CS-2: A-1 does not agree with the books. Count it once more, as CS-3."
    ]
    assert small.did("count", "A-1", "LAMP=4") == [
        "CS-3: A-1 was counted twice and does not agree with the books. A lead decides."
    ]
    waiting = small.json("count")
    assert [(each["count"], each["differences"]) for each in waiting] == [
        (
            "CS-3",
            [
                {
                    "sku": "LAMP",
                    "lot": "",
                    "expiry": None,
                    "status": "available",
                    "expected": 5,
                    "counted": 4,
                    "moved_in": 0,
                    "moved_out": 0,
                }
            ],
        )
    ]
    assert small.did("count") == [
        f"CS-3: A-1, counted by {waiting[0]['counted_by']} at 2 Mar 2026, 09:00, waits for approval.",
        "  LAMP, Lamp: 4 counted, 5 by the books",
    ]
    assert small.did("count", "--approve", "CS-3") == [
        "CS-3: A-1 is counted and booked, with 1 difference.",
        "  LAMP, Lamp: 4 counted, 5 by the books",
        "SO-1, line 1 (class B), gives back 1 × LAMP and waits for them again.",
    ]
    assert small.did("count") == ["No count waits for approval."]
    assert there(small, "LAMP") == {"A-1 available": 4}


def test_what_was_moved_while_it_was_counted_is_told_to_whoever_approves(small: Line) -> None:
    small.run("scan", "--station", "count", stdin="L-A-1\n4\nLAMP\n")
    small.did("move", "LAMP", "2", "A-1", "B-1")
    for goods in ("--empty", "LAMP=4"):
        assert small.refused("count", "A-1", goods) == (
            "Goods are counted at A-1 already, as CS-1. Finish that where it was begun, or let a lead reject it."
        )
    small.run("scan", "--station", "count", stdin="L-A-1\nWXDONE\n")
    assert small.did("count")[1:] == [
        "  LAMP, Lamp: 4 counted, 5 by the books",
        "    moved while it was counted: +0/−2",
    ]
    [waits] = small.json("count")
    assert [(each["sku"], each["moved_in"], each["moved_out"]) for each in waits["differences"]] == [("LAMP", 0, 2)]
    assert small.did("count", "--approve", "CS-1")[:3] == [
        "CS-1: A-1 is counted and booked, with 1 difference.",
        "  LAMP, Lamp: 4 counted, 5 by the books",
        "    moved while it was counted: +0/−2",
    ]
    # Of five one was missing before two went.
    assert there(small, "LAMP") == {"A-1 available": 2, "B-1 available": 2}


def test_the_same_shortage_that_is_found_three_times_is_booked_once(small: Line) -> None:
    for _ in range(3):
        small.did("count", "A-1", "LAMP=3")
    assert [each["count"] for each in small.json("count")] == ["CS-3"]
    assert small.refused("count", "--approve", "CS-2") == "Count CS-2 does not wait for anybody's approval."
    small.did("count", "--approve", "CS-3")
    assert there(small, "LAMP") == {"A-1 available": 3}


def test_what_was_adjusted_since_it_was_counted_is_not_booked_again(small: Line) -> None:
    small.did("count", "A-1", "LAMP=3")
    small.did("adjust", "LAMP", "-2", "A-1", "--why", "not there")
    assert small.refused("count", "--approve", "CS-1") == (
        "Since count CS-1 was taken, another count, an adjustment or a corrected receipt has changed what the books "
        "say of LAMP at A-1, so what it found would be booked twice. Reject it, and count again."
    )
    assert there(small, "LAMP") == {"A-1 available": 3}


def test_a_count_is_told_in_the_time_of_the_house_and_of_goods_in_two_states_apart(small: Line) -> None:
    small.tamper("UPDATE setting SET value = '\"Europe/Amsterdam\"' WHERE name = 'time_zone'")
    small.did("quarantine", "LAMP", "1", "A-1", "--why", "dented")
    small.did("count", "A-1", "LAMP=3")
    small.did("count", "A-1", "LAMP=3")
    [waits, *differences] = small.did("count")
    assert waits.endswith(" at 2 Mar 2026, 10:00, waits for approval.")
    besides = [
        "  LAMP, Lamp: 2 counted, 4 by the books",
        "    of those that are available; quarantined besides: 1 counted, 1 by the books",
    ]
    assert differences == besides
    assert small.did("count", "--approve", "CS-2")[1:3] == besides


def test_goods_in_another_state_are_said_to_lie_there(small: Line) -> None:
    small.did("quarantine", "LAMP", "5", "A-1", "--why", "dented")
    assert small.refused("scrap", "LAMP", "2", "A-1", "--why", "broken") == (
        "What lies of LAMP at A-1 is set aside: 5, in quarantine. If these are meant, say so (on the command line: "
        "--quarantined)."
    )
    small.did("quarantine", "LAMP", "5", "A-1", "--release", "--why", "fine")
    assert small.refused("move", "LAMP", "2", "A-1", "B-1", "--quarantined") == (
        "What lies of LAMP at A-1 is not set aside: 5, available. If these are meant, say so (on the command line: "
        "without --quarantined)."
    )
    assert there(small, "LAMP") == {"A-1 available": 5}


def test_whoever_may_not_approve_is_not_told_what_the_books_say(small: Line) -> None:
    small.did("user", "add", "ada", "--role", "admin")
    small.did("--user", "ada", "user", "add", "cleo", "--role", "clerk")
    ended = small.json("--user", "cleo", "count", "A-1", "LAMP=3")
    assert (ended["status"], ended["differences"]) == ("to-approve", None)
    assert small.did("--user", "cleo", "count") == [
        "CS-1: A-1, counted by cleo at 2 Mar 2026, 09:00, waits for approval."
    ]
    assert [each["differences"] for each in small.json("--user", "cleo", "count")] == [None]
    assert small.did("--user", "ada", "count")[1:] == ["  LAMP, Lamp: 3 counted, 5 by the books"]
    # Nor is it of what is within the tolerance.
    small.did("--user", "ada", "settings", "--count-tolerance", "50")
    assert small.did("--user", "cleo", "count", "A-1", "LAMP=4") == [
        "CS-2: A-1 is counted and booked, with 1 difference.",
        "SO-1, line 1 (class B), gives back 1 × LAMP and waits for them again.",
    ]
    assert there(small, "LAMP") == {"A-1 available": 4}


def test_a_count_is_thrown_away_or_never_was(small: Line) -> None:
    assert small.json("count", "A-2", "--empty")["again"] == "CS-2"
    assert small.did("count", "--reject", "CS-1", "--why", "wrong aisle") == [
        "CS-1: the count of A-2 is thrown away; the books stay as they are."
    ]
    assert small.refused("count", "--approve", "CS-9") == "There is no count CS-9. Check its number."
    assert small.refused("count", "--approve", "CS-1") == "Count CS-1 does not wait for anybody's approval."
    for words in (("A-1",), ("A-1", "LAMP=1", "--empty"), ("A-1", "--empty", "--approve", "CS-1")):
        assert small.misused("count", *words).startswith("Name a place and what lies there")
    assert there(small, "MILK") == {"A-2 available": 10}


def test_goods_come_back_from_a_customer(small: Line) -> None:
    assert small.refused("return", "SO-4", "1", "1", "A-2", "--lot", "L1", "--why", "sour") == (
        "Of line 1 of SO-4 0 units can still come back, not 1. Check the order and the line."
    )
    small.tamper("UPDATE order_line SET picked = 2, shipped = 2, allocated = allocated - 2 WHERE id = 5")
    small.tamper("UPDATE item_stock SET allocated = allocated - 2 WHERE item_id = 3")
    assert small.did("return", "SO-4", "1", "1", "A-2", "--lot", "L1", "--why", "sour", "--condition", "scrap") == [
        "RT-13: 1 × MILK of SO-4, line 1, came back and was scrapped; 1 of 2 have come back by now."
    ]
    done = small.json("return", "SO-4", "1", "1", "A-2", "--lot", "L1", "--why", "sour")
    assert (done["condition"], done["returned"], done["shipped"], done["place"]) == ("quarantine", 2, 2, "A-2")
    assert (done["aside"], done["gets"]) == (True, [])
    assert there(small, "MILK") == {"A-2 available": 10, "A-2 quarantined": 1}


def test_good_goods_that_come_back_are_given_to_whoever_waits(small: Line) -> None:
    # Two of the five lamps went to SO-2, and come back one by one while SO-1 still lacks two.
    small.tamper("UPDATE order_line SET picked = 2, shipped = 2, allocated = allocated - 2 WHERE order_id = 2")
    small.tamper("UPDATE item_stock SET allocated = allocated - 2, allocatable = allocatable - 2 WHERE item_id = 1")
    small.tamper("UPDATE balance SET quantity = 3 WHERE lot_id = (SELECT id FROM lot WHERE item_id = 1)")
    back = ("return", "SO-2", "1", "1", "A-1", "--why", "not wanted", "--condition", "stock")
    assert small.did(*back) == [
        "RT-13: 1 × LAMP of SO-2, line 1, back in stock at A-1; 1 of 2 have come back by now.",
        *given("1 × LAMP → SO-1 for Ben & Sons (class B)"),
    ]
    assert [(each["order"], each["quantity"], each["short"]) for each in small.json(*back)["gets"]] == [("SO-1", 1, 0)]
