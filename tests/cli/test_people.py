"""`user`: who may act by name, and the story from the first of them to badges at a station."""

import json

import pytest

from tests.cli.running import Line
from tests.cli.test_scan import actors, replies

FIRST = (
    "{} is the first who is known by name, and the admin. From now on say who acts with --user, or scan the badge "
    "(“print badges”)."
)
NOBODY = (
    "Nobody is known by name yet: whoever opens the house may do everything. “user add NAME --role admin” makes the "
    "first person known."
)
ONLY_ADMIN = "is the only admin, and without one nobody could add people any more. Make somebody else an admin first."


def listed(line: Line) -> list[tuple[str, str]]:
    return [(each["name"], each["role"]) for each in line.json("user", "list")["people"]]


@pytest.fixture
def peopled(small: Line) -> Line:
    """Return a house that knows Anna, an admin, and Bert, a clerk."""
    small.did("user", "add", "Anna", "--role", "admin")
    small.did("--user", "Anna", "user", "add", "Bert", "--role", "clerk")
    return small


def test_a_house_that_knows_nobody_says_what_that_means(small: Line) -> None:
    assert small.json("user", "list") == {"people": []}
    assert small.did("user", "list") == [NOBODY]


def test_people_are_made_known_changed_and_removed(small: Line) -> None:
    anna = ("--user", "Anna")
    assert small.did("user", "add", "Anna", "--role", "admin") == [FIRST.format("Anna")]
    assert small.did(*anna, "user", "add", "Bert B.", "--role", "clerk") == [
        "Bert B. is known now, with the role “clerk”. “print badges” makes the badge."
    ]
    assert small.did("user", "list") == ["Name     Role", "───────  ─────", "Anna     admin", "Bert B.  clerk"]
    assert small.did(*anna, "user", "role", "Bert B.", "lead") == ["Bert B. has the role “lead” now."]
    assert small.did(*anna, "user", "role", "Bert B.", "lead") == ["Bert B. has the role “lead” already."]
    assert listed(small) == [("Anna", "admin"), ("Bert B.", "lead")]
    assert small.did(*anna, "user", "remove", "Bert B.") == [
        "Bert B. is not known any more; what they did stays in the log."
    ]
    assert listed(small) == [("Anna", "admin")]


def test_nobody_is_locked_out(small: Line) -> None:
    assert small.refused("user", "add", "Bert", "--role", "lead") == (
        "Bert would be the only one who may act, and could add nobody. Make the first person an admin."
    )
    assert listed(small) == []
    small.did("user", "add", "Anna", "--role", "admin")
    for words in (("remove", "Anna"), ("role", "Anna", "clerk")):
        assert small.refused("--user", "Anna", "user", *words) == f"Anna {ONLY_ADMIN}"
    assert listed(small) == [("Anna", "admin")]


def test_who_is_not_known_is_told_so_and_still_sees_who_is(peopled: Line) -> None:
    assert peopled.refused("--user", "otto", "user", "add", "Carla", "--role", "clerk") == (
        "Nobody here is called otto. Scan your badge, say who is acting with --user, or ask an admin to add you."
    )
    assert json.loads("\n".join(peopled.did("--user", "otto", "user", "list", "--json")))["people"] == [
        {"name": "Anna", "role": "admin"},
        {"name": "Bert", "role": "clerk"},
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "Carla"), "Missing option '--role'. Choose from:"),
        (("add", "Carla", "--role", "boss"), "Invalid value for '--role': 'boss' is not one of"),
        (("role", "Bert"), "Missing argument 'clerk|lead|admin'."),
        (("sack", "Bert"), "No such command 'sack'."),
    ],
)
def test_wrong_usage_changes_nothing(peopled: Line, words: tuple[str, ...], said: str) -> None:
    ran = peopled.run("--user", "Anna", "user", *words)
    assert (ran.status, ran.out) == (2, [])
    assert said in " ".join(ran.err)
    assert listed(peopled) == [("Anna", "admin"), ("Bert", "clerk")]


def test_the_story_from_the_first_badge_to_one_that_is_taken_away(peopled: Line) -> None:
    stranger = ("--user", "otto")
    found = replies(
        peopled,
        *("LAMP", "U-Carla", "U-Bert", "A-1", "LAMP", "B-1", "WXOUT", "U-Anna", "B-1", "LAMP", "A-1"),
        options=("--station", "move"),
        before=stranger,
    )
    assert [each["step"] for each in found[:3]] == ["badge", "badge", "source"]
    assert found[2]["message"].startswith("Signed in: Bert.")
    assert (found[5]["booked"], found[10]["booked"]) == (True, True)
    assert actors(peopled, "move_stock") == ["Bert", "Anna"]
    # A clerk may not do what takes a lead.
    lead = "Bert may not do this, it takes the role “lead”. Ask somebody who has it."
    assert peopled.refused("--user", "Bert", "pin", "SO-1", "1", "1", "--why", "asked") == lead
    peopled.did("--user", "Anna", "pin", "SO-1", "1", "1", "--why", "asked")
    # A badge that was taken away signs nobody in, even where it lies still in somebody's hand.
    peopled.did("--user", "Anna", "user", "remove", "Bert")
    gone = replies(peopled, "U-Bert", "A-1", options=("--station", "move"), before=stranger)
    assert [(each["tone"], each["step"], each["booked"]) for each in gone] == [
        ("error", "badge", False),
        ("warn", "badge", False),
    ]
    assert peopled.did("check")[0].startswith("Everything adds up")


def test_the_badges_of_those_who_are_known_are_printed(peopled: Line, tmp_path_factory: pytest.TempPathFactory) -> None:
    target = tmp_path_factory.mktemp("badges") / "badges.pdf"
    peopled.did("--user", "Bert", "print", "badges", "--output", str(target))
    assert target.read_bytes().startswith(b"%PDF")
