"""Who may act by name: made known, given another role, taken away; and a house that always knows an admin."""

from collections.abc import Callable
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.saving import dump
from tests.services.test_two_desks import at_once
from warehouse_app.domain.errors import Facts, Refused
from warehouse_app.domain.statuses import Role
from warehouse_app.queries.people import Known, known_people, may_act
from warehouse_app.scanning.codes import BadgeCode, read
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Action, ContractFault
from warehouse_app.services.founding import rename_house
from warehouse_app.services.people import (
    PeopleFault,
    PersonAdded,
    PersonRemoved,
    RoleChanged,
    add_person,
    change_role,
    remove_person,
)

PEOPLE = Changes(frozenset({Area.PEOPLE}))


def known(desk: Desk) -> list[tuple[str, Role]]:
    with desk.store.snapshot():
        return [(each.name, each.role) for each in known_people(desk.store)]


def refused(desk: Desk, verb: Callable[[], object]) -> tuple[str, Facts]:
    """Return why a verb was refused, once it is certain that it left nothing behind."""
    before = dump(desk)
    with pytest.raises(Refused) as refusal:
        verb()
    assert dump(desk) == before
    return refusal.value.code, refusal.value.facts


@pytest.fixture
def peopled(desk: Desk) -> Desk:
    """Return a house that knows Anna, an admin, and Bert, a clerk."""
    add_person(desk.store, desk.act("root"), "Anna", Role.ADMIN)
    add_person(desk.store, desk.act("Anna"), "Bert", Role.CLERK)
    return desk


def test_the_first_is_an_admin_and_from_then_on_only_who_is_known_may_act(desk: Desk) -> None:
    assert known(desk) == []
    assert may_act(desk.store, "root")
    done = add_person(desk.store, desk.act("root"), "Anna", Role.ADMIN)
    assert done == PersonAdded("Anna", Role.ADMIN, is_first=True, changes=PEOPLE)
    assert (may_act(desk.store, "root"), may_act(desk.store, "Anna")) == (False, True)
    assert refused(desk, lambda: add_person(desk.store, desk.act("root"), "Bert", Role.CLERK)) == (
        ContractFault.NOBODY,
        {"person": "root"},
    )
    second = add_person(desk.store, desk.act("Anna"), "Bert", Role.CLERK)
    assert second == PersonAdded("Bert", Role.CLERK, is_first=False, changes=PEOPLE)
    assert known(desk) == [("Anna", Role.ADMIN), ("Bert", Role.CLERK)]


@pytest.mark.parametrize("role", [Role.CLERK, Role.LEAD])
def test_the_first_is_nobody_else_than_an_admin(desk: Desk, role: Role) -> None:
    why = refused(desk, lambda: add_person(desk.store, desk.act("root"), "Bert", role))
    assert why == (PeopleFault.FIRST_NOT_ADMIN, {"person": "Bert"})
    assert known(desk) == []


def test_an_action_that_is_repeated_makes_nobody_known_twice(peopled: Desk) -> None:
    first = add_person(peopled.store, peopled.act("Anna", action_id="one"), "Carla", Role.LEAD)
    again = add_person(peopled.store, peopled.act("Anna", action_id="one"), "Carla", Role.LEAD)
    assert again == first == PersonAdded("Carla", Role.LEAD, is_first=False, changes=PEOPLE)
    assert [name for name, _ in known(peopled)] == ["Anna", "Bert", "Carla"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (" Carla ", "Carla"),
        ("Carla de la Cruz", "Carla de la Cruz"),
        ("U-BOAT", "U-BOAT"),
        ("WXOUT", "WXOUT"),
        ("10-5566", "10-5566"),
        ("4006381333931", "4006381333931"),
        ("Mu\u0308ller", "M\u00fcller"),
        ("\u0421\u0432\u0435\u0442\u043b\u0430\u043d\u0430", "\u0421\u0432\u0435\u0442\u043b\u0430\u043d\u0430"),
        ("x" * 80, "x" * 80),
    ],
)
def test_a_name_is_kept_as_its_badge_says_it(peopled: Desk, given: str, kept: str) -> None:
    assert add_person(peopled.store, peopled.act("Anna"), given, Role.CLERK).name == kept
    assert (kept, Role.CLERK) in known(peopled)
    assert BadgeCode(kept) in read(f"U-{kept}", year=2026)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", (PeopleFault.NO_NAME, {})),
        (" \t\n", (PeopleFault.NO_NAME, {})),
        ("x" * 81, (PeopleFault.LONG_NAME, {"length": 81, "most": 80})),
        ("Car\nla", (PeopleFault.NOT_ON_BADGE, {})),
        ("Car\x1dla", (PeopleFault.NOT_ON_BADGE, {})),
        ("Car\x00la", (PeopleFault.NOT_ON_BADGE, {})),
        ("Car\u202ela", (PeopleFault.NOT_ON_BADGE, {})),
        ("Car\ud800la", (PeopleFault.NOT_ON_BADGE, {})),
        ("Bert", (PeopleFault.KNOWN, {"person": "Bert", "role": "clerk"})),
        ("BERT", (PeopleFault.KNOWN, {"person": "Bert", "role": "clerk"})),
        (" anna", (PeopleFault.KNOWN, {"person": "Anna", "role": "admin"})),
    ],
)
def test_what_no_badge_can_carry_and_what_is_taken_is_no_name(peopled: Desk, name: str, why: tuple[str, Facts]) -> None:
    assert refused(peopled, lambda: add_person(peopled.store, peopled.act("Anna"), name, Role.CLERK)) == why


def test_a_role_counts_from_the_next_action_on(peopled: Desk) -> None:
    assert refused(peopled, lambda: rename_house(peopled.store, peopled.act("Bert"), "Bert's")) == (
        ContractFault.ROLE,
        {"person": "Bert", "role": "admin"},
    )
    done = change_role(peopled.store, peopled.act("Anna"), "Bert", Role.ADMIN)
    assert done == RoleChanged("Bert", Role.CLERK, Role.ADMIN, PEOPLE)
    assert rename_house(peopled.store, peopled.act("Bert"), "Bert's").after == "Bert's"
    assert known(peopled) == [("Anna", Role.ADMIN), ("Bert", Role.ADMIN)]


def test_the_same_role_again_changes_nothing(peopled: Desk) -> None:
    assert not change_role(peopled.store, peopled.act("Anna"), "Bert", Role.CLERK).changes
    assert not change_role(peopled.store, peopled.act("Anna"), "Anna", Role.ADMIN).changes


def test_who_is_removed_may_not_act_and_what_they_did_stays_in_the_log(peopled: Desk) -> None:
    change_role(peopled.store, peopled.act("Anna"), "Bert", Role.ADMIN)
    rename_house(peopled.store, peopled.act("Bert"), "Bert's")
    done = remove_person(peopled.store, peopled.act("Anna"), "Bert")
    assert done == PersonRemoved("Bert", Role.ADMIN, PEOPLE)
    assert known(peopled) == [("Anna", Role.ADMIN)]
    assert refused(peopled, lambda: rename_house(peopled.store, peopled.act("Bert"), "Again")) == (
        ContractFault.NOBODY,
        {"person": "Bert"},
    )
    log = peopled.store.sql("SELECT verb, actor FROM action WHERE id > 1 ORDER BY id").fetchall()
    assert [tuple(row) for row in log] == [
        ("add_person", "root"),
        ("add_person", "Anna"),
        ("change_role", "Anna"),
        ("rename_house", "Bert"),
        ("remove_person", "Anna"),
    ]


@pytest.mark.parametrize("others", [(), (Role.CLERK,), (Role.LEAD, Role.CLERK)])
def test_the_only_admin_stays_so_whoever_else_is_known(desk: Desk, others: tuple[Role, ...]) -> None:
    add_person(desk.store, desk.act("root"), "Anna", Role.ADMIN)
    for number, role in enumerate(others):
        add_person(desk.store, desk.act("Anna"), f"person {number}", role)
    why = (PeopleFault.LAST_ADMIN, {"person": "Anna"})
    assert refused(desk, lambda: remove_person(desk.store, desk.act("Anna"), "Anna")) == why
    for role in (Role.CLERK, Role.LEAD):
        assert refused(desk, partial(change_role, desk.store, desk.act("Anna"), "Anna", role)) == why


def test_an_admin_goes_where_another_stays(peopled: Desk) -> None:
    change_role(peopled.store, peopled.act("Anna"), "Bert", Role.ADMIN)
    remove_person(peopled.store, peopled.act("Anna"), "Anna")
    assert known(peopled) == [("Bert", Role.ADMIN)]


def test_two_admins_who_remove_each_other_at_once_leave_one(peopled: Desk) -> None:
    change_role(peopled.store, peopled.act("Anna"), "Bert", Role.ADMIN)
    actions = [(peopled.act(actor), other) for actor, other in (("Anna", "Bert"), ("Bert", "Anna"))]

    def remove(action: Action, other: str) -> str:
        try:
            remove_person(peopled.store, action, other)
        except Refused as error:
            return str(error.code)
        return "removed"

    found = at_once(peopled, [partial(remove, action, other) for action, other in actions])
    assert sorted(found) == [ContractFault.NOBODY, "removed"]
    assert len(known(peopled)) == 1


@pytest.mark.parametrize("verb", ["role", "remove"])
@pytest.mark.parametrize("name", ["Carla", "bert", "", "Bert "])
def test_who_is_not_known_is_not_changed(peopled: Desk, verb: str, name: str) -> None:
    def act() -> object:
        if verb == "remove":
            return remove_person(peopled.store, peopled.act("Anna"), name)
        return change_role(peopled.store, peopled.act("Anna"), name, Role.LEAD)

    assert refused(peopled, act) == (PeopleFault.UNKNOWN, {"person": name})


@pytest.mark.parametrize("role", [Role.CLERK, Role.LEAD])
def test_only_an_admin_says_who_is_known(peopled: Desk, role: Role) -> None:
    add_person(peopled.store, peopled.act("Anna"), "Carla", role)
    why = (ContractFault.ROLE, {"person": "Carla", "role": "admin"})
    act = partial(peopled.act, "Carla")
    assert refused(peopled, lambda: add_person(peopled.store, act(), "Dora", Role.CLERK)) == why
    assert refused(peopled, lambda: change_role(peopled.store, act(), "Carla", Role.ADMIN)) == why
    assert refused(peopled, lambda: remove_person(peopled.store, act(), "Bert")) == why


def test_where_nobody_is_signed_in_nothing_is_done(peopled: Desk) -> None:
    assert refused(peopled, lambda: rename_house(peopled.store, peopled.act(""), "Nobody's")) == (
        ContractFault.SIGNED_OUT,
        {},
    )


def test_people_are_listed_by_name_whatever_the_letters(peopled: Desk) -> None:
    add_person(peopled.store, peopled.act("Anna"), "alf", Role.LEAD)
    with peopled.store.snapshot():
        found = known_people(peopled.store)
    assert found == (Known("alf", Role.LEAD), Known("Anna", Role.ADMIN), Known("Bert", Role.CLERK))
