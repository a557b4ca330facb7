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
