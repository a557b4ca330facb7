"""The rules of the house at the command line."""

import pytest

from tests.cli.running import Line

RULES = {
    "policy": "first-come",
    "due_days": 14,
    "horizon_days": None,
    "strict_packs": False,
    "starved_after": 5,
    "gather_days": 7,
    "count_tolerance_percent": 2,
}


def rules(line: Line) -> dict[str, object]:
    """Return the rules of the house."""
    told = line.json("settings")
    return {name: told[name] for name in RULES}


def test_all_rules_are_shown_and_can_be_changed_together(small: Line) -> None:
    assert small.json("settings") == {
        "name": "Small",
        "time_zone": "UTC",
        "currency": "EUR",
        "house_day": "2026-03-02",
        **RULES,
    }
    assert small.did("settings") == [
        (
            "Small: days begin at midnight in UTC (now 2 Mar 2026), prices are in EUR, and waiting lines are ranked by "
            "first-come inside their class."
        ),
        "A line that is promised for no day and needed by none counts as due 14 days after it was placed.",
        "Lines get stock however far ahead they are due.",
        "Where shares come in unequal packs, one that does not fit is passed over (spill).",
        (
            "Receipts that may pass a line over before it is put at the head of its class: 5; days for which it may "
            "then gather stock, if it goes all or nothing: 7."
        ),
        (
            "A count that differs from the books by no more than 2 percent is booked at once; any other is counted "
            "again, and then a lead decides."
        ),
    ]
    changes = ("--policy", "fair-share", "--horizon", "10", "--packs", "strict", "--due-days", "1")
    more = ("--starved-after", "3", "--gather-days", "0", "--count-tolerance", "5")
    assert small.did("settings", *changes, *more) == [
        (
            "Small: days begin at midnight in UTC (now 2 Mar 2026), prices are in EUR, and waiting lines are ranked by "
            "fair-share inside their class."
        ),
        "A line that is promised for no day and needed by none counts as due 1 day after it was placed.",
        "Lines that are due more than 10 days ahead wait without stock.",
        "Where shares come in unequal packs, one that does not fit is waited for (strict).",
        (
            "Receipts that may pass a line over before it is put at the head of its class: 3; days for which it may "
            "then gather stock, if it goes all or nothing: 0."
        ),
        (
            "A count that differs from the books by no more than 5 percent is booked at once; any other is counted "
            "again, and then a lead decides."
        ),
    ]
    assert rules(small) == {
        "policy": "fair-share",
        "due_days": 1,
        "horizon_days": 10,
        "strict_packs": True,
        "starved_after": 3,
        "gather_days": 0,
        "count_tolerance_percent": 5,
    }
    assert small.json("settings", "--horizon", "off", "--packs", "spill")["horizon_days"] is None
    assert rules(small)["strict_packs"] is False


def test_a_line_beyond_the_horizon_waits_and_is_served_when_there_is_none_any_more(small: Line) -> None:
    small.did("settings", "--horizon", "17")  # 19 March; SO-1 is needed on the 20th
    small.did("receive", "PO-1", "LAMP=1")
    assert [row["allocated"] for row in small.json("queue", "--item", "LAMP")] == [3, 2, 1]
    assert small.json("explain", "SO-1")["lines"][0]["reason"]["code"] == "beyond-the-horizon"
    small.did("cancel", "SO-3", "1")
    assert [row["allocated"] for row in small.json("queue", "--item", "LAMP")] == [3, 2]
    small.did("settings", "--horizon", "18")
    assert [row["allocated"] for row in small.json("queue", "--item", "LAMP")] == [3, 3]
    assert small.rows("SELECT cause FROM run ORDER BY id DESC LIMIT 1") == [("rules",)]


@pytest.mark.parametrize(
    ("option", "given", "said"),
    [
        ("--due-days", "-1", "-1 is no number of days after which a line can count as due. Choose 0 to 3,650."),
        ("--due-days", "3651", "3,651 is no number of days after which a line can count as due. Choose 0 to 3,650."),
        ("--horizon", "-1", "-1 is no number of days that a horizon can lie ahead. Choose 0 to 3,650, or no horizon."),
        (
            "--horizon",
            "3651",
            "3,651 is no number of days that a horizon can lie ahead. Choose 0 to 3,650, or no horizon.",
        ),
        (
            "--starved-after",
            "0",
            "0 is no number of receipts that can pass a line over before it is lifted. Choose 1 to 1,000.",
        ),
        ("--gather-days", "-1", "-1 is no number of days for which an order can gather its stock. Choose 0 to 3,650."),
    ],
)
def test_nonsense_is_refused_with_all_that_came_with_it(small: Line, option: str, given: str, said: str) -> None:
    before = small.dump()
    assert small.refused("settings", "--policy", "due-date", option, given) == said
    assert small.dump() == before


def test_what_is_no_number_at_all_is_wrong_usage(small: Line) -> None:
    assert small.misused("settings", "--horizon", "soon") == (
        "Invalid value for '--horizon': soon is neither a number of days nor “off”."
    )
    assert small.misused("settings", "--due-days", "off") == (
        "Invalid value for '--due-days': 'off' is not a valid integer."
    )
    assert small.misused("settings", "--packs", "loose").startswith(
        "Invalid value for '--packs': 'loose' is not one of"
    )


def test_only_an_admin_changes_a_rule_and_everybody_sees_it(small: Line) -> None:
    small.tamper("INSERT INTO person (name, role) VALUES ('lea', 2), ('ada', 3)")
    assert small.refused("--user", "lea", "settings", "--horizon", "5") == (
        "lea may not do this, it takes the role “admin”. Ask somebody who has it."
    )
    assert small.json("--user", "lea", "settings")["horizon_days"] is None
    assert small.json("--user", "ada", "settings", "--horizon", "5")["horizon_days"] == 5


def test_a_house_founded_before_there_was_such_a_rule_takes_it(small: Line) -> None:
    small.tamper("DELETE FROM setting WHERE name IN ('horizon_days', 'strict_packs', 'starved_after', 'gather_days')")
    small.tamper("DELETE FROM setting WHERE name = 'count_tolerance_percent'")
    assert rules(small) == RULES
    assert small.json("settings", "--horizon", "5")["horizon_days"] == 5
    assert rules(small) == {**RULES, "horizon_days": 5}
