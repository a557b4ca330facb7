"""Goods booked in from the command line, with every way to write them."""

from pathlib import Path

import pytest

from tests.cli.running import Line
from tests.documents.rendering import texts

FORM = (
    " is not SKU=QUANTITY, SKU=QUANTITY@LOT or SKU=QUANTITY@LOT:EXPIRY with the day as 2027-03-31. "
    "Where goods have no lot, write SKU=QUANTITY@:EXPIRY."
)
LOT = " is longer than 80 characters, or has one that cannot be printed. Write it as it stands on the goods."


def lots(line: Line, sku: str) -> list[tuple[str, str | None, int]]:
    """Return (lot, expiry, units) of what lies in the house of an item."""
    found = line.rows(
        "SELECT lot.code, lot.expiry, b.quantity FROM balance b JOIN lot ON lot.id = b.lot_id "
        f"JOIN item i ON i.id = lot.item_id WHERE i.sku = '{sku}' ORDER BY lot.id"
    )
    return [(code, expiry, units) for code, expiry, units in found]


def test_a_receipt_says_where_the_goods_go_and_who_gets_them_item_by_item(small: Line) -> None:
    assert small.did("receive", "PO-1", "LAMP=10", "CREAM=1@:2026-04-01", "MILK=3@L2:2026-05-01") == [
        "GR-1: 10 × LAMP (Lamp) → A-1; 10 of 20 have come.",
        "  2 → SO-1 for Ben & Sons (class B, waits since 2 Feb 2026); still short: 0",
        "  6 → SO-3 for Cat (class C, waits since 1 Feb 2026); still short: 0",
        "  2 stay free",
        "GR-1: 1 × CREAM (Cream), lot 2026-04-01 → A-2; 1 of 8 have come.",
        "  Nobody waits for it: 1 stays free",
        "GR-1: 3 × MILK (Milk), lot L2 → A-2; 3 of 12 have come.",
        "  Nobody waits for it: 3 stay free",
    ]
    assert lots(small, "CREAM") == [("2026-04-01", "2026-04-01", 1)]
    assert small.json("check") == {"findings": []}


def test_a_receipt_as_json(small: Line) -> None:
    assert small.json("receive", "PO-1", "LAMP=4") == {
        "receipt": "GR-1",
        "purchase_order": "PO-1",
        "advance_notice": "",
        "booked": [
            {
                "sku": "LAMP",
                "quantity": 4,
                "location": "A-1",
                "lot": "",
                "expiry": None,
                "ordered": 20,
                "received": 4,
                "quarantined": False,
            }
        ],
        "gets": [
            {
                "order": "SO-1",
                "line": 1,
                "sku": "LAMP",
                "customer_name": "Ben & Sons",
                "class": "B",
                "placed": "2026-02-02T09:00:00+00:00",
                "quantity": 2,
                "short": 0,
            },
            {
                "order": "SO-3",
                "line": 1,
                "sku": "LAMP",
                "customer_name": "Cat",
                "class": "C",
                "placed": "2026-02-01T09:00:00+00:00",
                "quantity": 2,
                "short": 4,
            },
        ],
        "also_gets": [],
        "free": {"LAMP": 0},
        "kept_from": {},
        "kept_for": {},
    }


def test_all_that_is_to_come_is_booked_at_one_place(small: Line) -> None:
    assert small.did("receive", "PO-2", "--all", "--into", "DOCK") == [
        "GR-1: 10 × CORD (Cord) → DOCK; 10 of 10 have come.",
        "  2 → SO-3 for Cat (class C, waits since 1 Feb 2026); still short: 0",
        "  8 stay free",
    ]
    assert small.refused("receive", "PO-2", "--all") == (
        "Nothing is to come any more on PO-2. Check its number, or name the goods that came beyond it."
    )


def test_goods_are_put_aside_for_an_order_that_waits(small: Line, folder: Path) -> None:
    small.tamper("UPDATE location SET kind = 'staging' WHERE code = 'A-2'")
    assert small.did("receive", "PO-1", "LAMP=2", "--for", "SO-1", "--into", "A-2") == [
        "GR-1: 2 × LAMP (Lamp) → A-2; 2 of 20 have come.",
        "  2 → SO-1 for Ben & Sons (class B, waits since 2 Feb 2026); still short: 0",
        "Put aside for SO-1. Its label: warehouse-app print labels order:SO-1",
    ]
    fixed = "SELECT p.code, a.quantity, a.picked FROM allocation a JOIN location p ON p.id = a.location_id"
    assert small.rows(fixed) == [("A-2", 2, 0)]
    small.did("print", "labels", "order:SO-1")
    assert texts((folder / "labels-order_SO-1.pdf").read_bytes()) == ["SO-1 Ben & Sons 2 piece · LAMP Lamp"]
    assert small.json("check") == {"findings": []}


@pytest.mark.parametrize("words", [("LAMP=2",), ("--all", "--into", "A-2"), ("LAMP=2", "--all", "--into", "A-2")])
def test_goods_for_an_order_are_named_and_so_is_their_place(small: Line, words: tuple[str, ...]) -> None:
    before = small.dump()
    assert small.misused("receive", "PO-1", *words, "--for", "SO-1") == (
        "--for goes with goods that are named, and with --into: a staging place or a tote."
    )
    assert small.dump() == before


def test_nothing_is_put_aside_in_a_bin_or_for_whoever_gets_none(small: Line) -> None:
    assert small.refused("receive", "PO-1", "LAMP=2", "--for", "SO-1", "--into", "A-2").startswith(
        "Nothing is put aside for an order at A-2."
    )
    small.tamper("UPDATE location SET kind = 'staging' WHERE code = 'A-2'")
    before = small.dump()
    small.refused("receive", "PO-1", "LAMP=2", "--for", "SO-9", "--into", "A-2")
    small.refused("receive", "PO-1", "LAMP=9", "--for", "SO-1", "--into", "A-2")
    assert small.dump() == before


def test_an_advance_notice_is_received_as_a_purchase_order_is(small: Line, folder: Path) -> None:
    assert small.did("receive", "AN-1", "CORD=2", "--into", "DOCK") == [
        "GR-1: 2 × CORD (Cord) → DOCK; 2 of 30 have come.",
        "  2 → SO-3 for Cat (class C, waits since 1 Feb 2026); still short: 0",
    ]
    answer = small.json("receive", "an-1", "--all", "--into", "A-1")
    booked = [(each["sku"], each["quantity"]) for each in answer["booked"]]
    assert (answer["advance_notice"], answer["purchase_order"], booked) == ("AN-1", "PO-1", [("LAMP", 6), ("CORD", 1)])
    assert small.refused("receive", "AN-1", "--all").startswith("Nothing is to come any more on AN-1.")
    assert small.refused("receive", "AN-9", "--all").startswith("There is no purchase order AN-9.")
    small.did("print", "goods-received-note", "GR-2")
    small.did("print", "difference-list", "GR-1")
    note = " ".join(texts((folder / "GR-2.pdf").read_bytes()))
    assert "Against the advance notice" in note
    assert "AN-1" in note
    assert small.json("check") == {"findings": []}


def test_each_command_is_a_receipt_of_its_own(small: Line) -> None:
    assert [small.json("receive", "PO-1", "LAMP=1")["receipt"] for _ in range(3)] == ["GR-1", "GR-2", "GR-3"]
    assert small.rows("SELECT number, status FROM receipt ORDER BY id") == [
        ("GR-1", "closed"),
        ("GR-2", "closed"),
        ("GR-3", "closed"),
    ]


@pytest.mark.parametrize(
    ("word", "lot", "expiry", "units"),
    [
        ("MILK=3@L2:2026-05-01", "L2", "2026-05-01", 3),
        ("MILK=3@A:B:2026-05-01", "A:B", "2026-05-01", 3),
        ("MILK=03@@=@:2026-05-01", "@=@", "2026-05-01", 3),
        ("MILK=1@Los Nr. 7/β, «x»:2026-05-01", "Los Nr. 7/β, «x»", "2026-05-01", 1),
        ("MILK=1@2026-05-02:2026-05-01", "2026-05-02", "2026-05-01", 1),
        (f"MILK=1@{'9' * 80}:2026-05-01", "9" * 80, "2026-05-01", 1),
        ("MILK=1@'; DROP TABLE lot; --:2026-05-01", "'; DROP TABLE lot; --", "2026-05-01", 1),
    ],
)
def test_a_lot_is_whatever_stands_on_the_goods(small: Line, word: str, lot: str, expiry: str, units: int) -> None:
    [booked] = small.json("receive", "PO-1", word)["booked"]
    assert (booked["lot"], booked["expiry"], booked["quantity"]) == (lot, expiry, units)
    assert lots(small, "MILK") == [("L1", "2026-03-10", 10), (lot, expiry, units)]


def test_a_number_of_an_item_may_hold_the_signs_of_the_form(small: Line) -> None:
    Path("odd.csv").write_text("sku,name\nA=B@C,Odd\n")
    Path("odd-po.csv").write_text("number,supplier,sku,quantity\nPO-9,ACME,A=B@C,7\n")
    small.did("import", "items", "odd.csv")
    small.did("import", "purchase-orders", "odd-po.csv")
    [booked] = small.json("receive", "PO-9", "A=B@C=7", "--into", "A-1")["booked"]
    assert (booked["sku"], booked["quantity"], booked["lot"]) == ("A=B@C", 7, "")


@pytest.mark.parametrize(
    "word",
    [
        *("LAMP", "LAMP=", "LAMP=x", "LAMP=-1", "LAMP=1.5", "LAMP=1,000", "LAMP= 1", "=3", "", "LAMP=²"),
        *("MILK=3@", "MILK=3@:", "MILK=3@L2:2026-02-30", "MILK=3@L2:2026-13-01", "LAMP=1234567890123"),
    ],
)
def test_goods_that_are_not_written_as_goods_are_wrong_usage(small: Line, word: str) -> None:
    before = small.dump()
    if word == "MILK=3@:":  # a lot of this name is not impossible, but it has no expiry day
        assert small.refused("receive", "PO-1", word).startswith("Goods of MILK need an expiry day.")
    else:
        assert small.misused("receive", "PO-1", "LAMP=1", word) == f"{word}{FORM}"
    assert small.dump() == before


@pytest.mark.parametrize("lot", ["9" * 81, "a\x07b", "a\nb", "\x1d", "a\u200bb", "\udcff"])
def test_a_lot_that_no_label_can_have_is_wrong_usage(small: Line, lot: str) -> None:
    before = small.dump()
    ran = small.run("receive", "PO-1", f"MILK=1@{lot}:2026-05-01")
    assert (ran.status, ran.out) == (2, [])
    assert "\n".join(ran.err).endswith(LOT)
    assert small.dump() == before


def test_goods_or_all_must_be_said(small: Line) -> None:
    assert small.misused("receive", "PO-1") == (
        "Say what came, as SKU=QUANTITY, or --all for everything that the purchase order expects."
    )
    assert small.misused("receive") == "Missing argument 'DELIVERY'."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["PO-9", "--all"],
            (
                "There is no purchase order PO-9. Check its number on the delivery note, or "
                "receive the goods without one "
                "from their supplier."
            ),
        ),
        (["PO-1", "NONE=1"], "There is no item NONE. Check its number, or ask a lead to add the item."),
        (
            ["PO-2", "LAMP=1"],
            (
                "LAMP is not on purchase order PO-2. Set the goods aside and ask a lead, or "
                "receive them without an order "
                "from their supplier."
            ),
        ),
        (
            ["PO-1", "LAMP=0"],
            (
                "0 is no quantity of LAMP that can come: at least 1 and at most 999,999,999 can. "
                "Count again, and correct "
                "it."
            ),
        ),
        (
            ["PO-1", "LAMP=21"],
            (
                "Purchase order PO-1 asks for 20 of LAMP; with these, 21 would have come, and at most 20 may. "
                "Count again; "
                "if that is right, a lead can accept them (--accept-over, or WXYES at the scanner)."
            ),
        ),
        (
            ["PO-1", "LAMP=1", "--into", "Z-9"],
            "There is no place Z-9. Scan the label of the place, or check its code.",
        ),
        (["PO-1", "LAMP=1", "--into", "GATE"], "No goods can lie at GATE. Choose another place."),
        (
            ["PO-1", "TOOL=2@S1"],
            "Each piece of TOOL has its own serial number. Receive the pieces one by one, each with its number.",
        ),
        (
            ["PO-1", "LAMP=1", "MILK=1"],
            (
                "Goods of MILK need a lot or serial number. Scan or type the one on the goods; "
                "on the command line write "
                "it after the quantity, such as MILK=1@L42."
            ),
        ),
        (
            ["PO-1", "MILK=1@L1:2026-05-01"],
            (
                "Lot L1 of MILK is known to expire on 10 Mar 2026, but these goods say 1 May 2026. Read their label "
                "again; if it is right, say the same day again, put the goods in a quarantine place (on the command "
                "line: --quarantine with the reason) and ask a lead."
            ),
        ),
    ],
)
def test_goods_that_cannot_be_booked_are_refused_whole(small: Line, words: list[str], sentence: str) -> None:
    before = small.dump()
    assert small.refused("receive", *words) == sentence
    assert small.refused("receive", *words, "--json") == sentence
    assert small.dump() == before


def test_more_than_ordered_is_taken_where_the_supplier_may_or_a_lead_accepts_it(small: Line) -> None:
    [within] = small.json("receive", "PO-2", "CORD=11")["booked"]
    assert (within["ordered"], within["received"]) == (10, 11)
    assert small.refused("receive", "PO-2", "CORD=1").startswith("Purchase order PO-2 asks for 10 of CORD; with these")
    [over] = small.json("receive", "PO-2", "CORD=1", "--accept-over")["booked"]
    assert (over["ordered"], over["received"]) == (10, 12)


def test_goods_are_set_aside_for_a_reason_or_by_themselves(small: Line) -> None:
    assert small.did("receive", "PO-1", "LAMP=4", "--quarantine", "crushed in transit") == [
        "GR-1: 4 × LAMP (Lamp) → QUAR; 4 of 20 have come.",
        "  Set aside: crushed in transit. No order gets it until a lead releases it.",
    ]
    [milk] = small.json("receive", "PO-1", "MILK=2@OLD:2026-03-01")["booked"]
    assert (milk["location"], milk["quarantined"]) == ("QUAR", True)
    assert small.did("receive", "PO-1", "MILK=2@OLD:2026-03-01", "--into", "A-2") == [
        "GR-3: 2 × MILK (Milk), lot OLD → A-2; 4 of 12 have come.",
        "  It expired on 1 Mar 2026, so that no order gets it: it is in quarantine.",
    ]
    assert small.refused("receive", "PO-1", "LAMP=1", "--into", "QUAR") == (
        "QUAR is for goods that are set aside. Say why LAMP is, or choose another place."
    )
    assert small.rows("SELECT SUM(quantity) FROM balance WHERE status = 'quarantined'") == [(8,)]
    assert small.json("check") == {"findings": []}


def test_a_purchase_line_is_closed_short_and_opened_again(small: Line) -> None:
    small.did("receive", "PO-1", "LAMP=4")
    assert small.did("close-short", "PO-1", "1", "--why", "discontinued") == [
        "PO-1, line 1: 16 × LAMP will not come any more (4 of 20 have come)."
    ]
    booked = small.json(
        "receive", "PO-1", "--all", "TOOL=1@N1", "TOOL=1@N2", "CREAM=8@:2026-05-01", "MILK=12@L9:2026-05-01"
    )
    assert "LAMP" not in {each["sku"] for each in booked["booked"]}
    assert small.refused("close-short", "PO-1", "1", "--why", "x") == (
        "Of line 1 of PO-1 (LAMP) nothing is to come any more, so there is nothing to close. Look at its lines."
    )
    assert small.json("close-short", "PO-1", "1", "--reopen", "--why", "they found some") == {
        "purchase_order": "PO-1",
        "line": 1,
        "sku": "LAMP",
        "ordered": 20,
        "received": 4,
        "units": 16,
        "gets": [],
    }
    assert small.misused("close-short", "PO-1", "1") == "Missing option '--why'."
    assert small.rows("SELECT COUNT(*) FROM purchase_closing") == [(0,)]
