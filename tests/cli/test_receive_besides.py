"""What receiving says from the command line of goods that do not last, and of what is given besides those that came."""

from pathlib import Path

import pytest

from tests.cli.running import Line


@pytest.fixture
def strict(small: Line) -> Line:
    """Return a house that asks thirty days of its cream."""
    small.tamper("UPDATE item SET minimum_shelf_life_days = 30 WHERE sku = 'CREAM'")
    return small


SHORT = "CREAM=2@:2026-03-31"


def test_short_dated_goods_are_refused_and_it_is_said_how_they_come_in(strict: Line) -> None:
    before = strict.dump()
    assert strict.refused("receive", "PO-1", SHORT) == (
        "CREAM must last 30 days as it comes in, and these last 29. Set them aside with a reason, or have a lead "
        "accept them (--accept-short-dated, or WXYES at the scanner)."
    )
    assert strict.dump() == before
    assert strict.did("receive", "PO-1", "CREAM=2@:2026-04-01")[0].startswith("GR-1: 2 × CREAM (Cream)")


def test_they_come_in_where_they_are_accepted_or_set_aside(strict: Line) -> None:
    [accepted] = strict.json("receive", "PO-1", SHORT, "--accept-short-dated")["booked"]
    assert (accepted["location"], accepted["quarantined"]) == ("A-2", False)
    strict.tamper("UPDATE location SET kind = 'quarantine' WHERE code = 'B-1'")
    [aside] = strict.json("receive", "PO-1", SHORT, "--quarantine", "too short")["booked"]
    assert (aside["location"], aside["quarantined"]) == ("B-1", True)


def test_only_a_lead_accepts_them(strict: Line) -> None:
    strict.tamper("INSERT INTO person (name, role) VALUES ('anna', 1)")
    assert strict.refused("--user", "anna", "receive", "PO-1", SHORT, "--accept-short-dated") == (
        "anna may not do this, it takes the role “lead”. Ask somebody who has it."
    )


def test_what_is_given_besides_is_told_after_all_that_came(small: Line, folder: Path) -> None:
    lines = ("SO-9,BEN,MILK,1,2026-03-01 09:00,order-complete", "SO-9,BEN,CREAM,2,2026-03-01 09:00,order-complete")
    heads = "number,customer,sku,quantity,placed_at,ship_policy"
    (folder / "more.csv").write_text("\n".join((heads, *lines)), encoding="utf-8")
    small.did("import", "orders", str(folder / "more.csv"))
    assert small.did("receive", "PO-1", "CREAM=2@:2026-04-01") == [
        "GR-1: 2 × CREAM (Cream), lot 2026-04-01 → A-2; 2 of 8 have come.",
        "  2 → SO-9 for Ben & Sons (class B, waits since 1 Mar 2026); still short: 0",
        "Also now given, since it lay kept for an order that was to be complete:",
        "  1 × MILK → SO-9 for Ben & Sons (class B)",
    ]


def waits_for_the_rest(small: Line, folder: Path) -> None:
    """Let twenty cords come while the receipt stays open, kept for an order that takes 25 of them or none."""
    heads = "number,customer,sku,quantity,placed_at,ship_policy"
    line = "SO-9,ANN,CORD,25,2026-03-01 09:00,line-complete"
    (folder / "more.csv").write_text(f"{heads}\n{line}\n", encoding="utf-8")
    small.did("import", "orders", str(folder / "more.csv"))
    assert small.run("scan", stdin="PO-1\n20\nCORD\nB-1\n").status == 0


GIVEN = ["Now given:", "  2 × CORD → SO-3 for Cat (class C)"]


def test_who_gets_what_was_kept_for_the_rest_is_told_when_that_is_closed_short(small: Line, folder: Path) -> None:
    waits_for_the_rest(small, folder)
    assert small.did("close-short", "PO-1", "2", "--why", "discontinued") == [
        "PO-1, line 2: 10 × CORD will not come any more (20 of 30 have come).",
        *GIVEN,
    ]
    assert small.did("close-short", "PO-1", "2", "--reopen", "--why", "they found some") == [
        "PO-1, line 2: 10 × CORD are to come after all (20 of 30 have come)."
    ]


def test_programs_read_who_gets_it(small: Line, folder: Path) -> None:
    waits_for_the_rest(small, folder)
    assert small.json("close-short", "PO-1", "2", "--why", "discontinued")["gets"] == [
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
    ]


def test_a_receipt_that_is_closed_by_a_scan_says_who_gets_what_was_kept(small: Line, folder: Path) -> None:
    waits_for_the_rest(small, folder)
    out = small.run("scan", stdin="PO-1\nWXDONE\n").out
    assert "Receipt GR-1 of PO-1 is closed with 20 units. Now given: 2 × CORD → SO-3 (class C)." in "\n".join(out)


def test_what_is_kept_as_safety_stock_is_told_with_how_many_wait(small: Line) -> None:
    small.tamper("UPDATE item SET safety_stock = 9, safety_stock_open_to = 'A' WHERE sku = 'CORD'")
    assert small.did("receive", "PO-2", "CORD=9") == [
        "GR-1: 9 × CORD (Cord) → B-1; 9 of 10 have come.",
        "  9 kept as safety stock; 1 order waits",
    ]
    assert small.did("receive", "PO-2", "CORD=1") == [
        "GR-2: 1 × CORD (Cord) → B-1; 10 of 10 have come.",
        "  1 → SO-3 for Cat (class C, waits since 1 Feb 2026); still short: 1",
    ]


def test_what_is_kept_until_the_receipt_is_closed_is_told_with_its_order(small: Line, folder: Path) -> None:
    waits_for_the_rest(small, folder)
    assert small.did("receive", "PO-1", "CORD=1")[-1] == "  1 kept for SO-9 while more is to come"
