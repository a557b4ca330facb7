"""What every verb promises: done once, whole or not at all, by somebody who may."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import pytest
from peewee import IntegrityError, OperationalError

from tests.conftest import NOW, Desk, founded
from tests.services.saving import dump
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Role
from warehouse_app.queries.house import HouseMissing, house_settings
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Action, ContractFault, Work, service
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.migrate import migrate
from warehouse_app.store.tables import Person, Setting


class Why(StrEnum):
    NOT_NOW = "not-now"


@dataclass(frozen=True)
class Noted:
    text: str
    row: int
    changes: Changes


@service(Role.CLERK)
def note(work: Work, text: str, *, refuse: bool = False, fail: bool = False) -> Noted:
    """Write a setting; then refuse, or fail, where told to."""
    Setting.insert(name=f"note-{text}", value=f'"{text}"').execute()
    work.touched(Area.SETTINGS)
    if refuse:
        raise Refused(Why.NOT_NOW, text=text)
    if fail:
        Setting.insert(name="name", value='"twice"').execute()
    return Noted(text, work.row, work.changes)


@service(Role.CLERK)
def look(work: Work) -> Changes:
    """Touch nothing."""
    return work.changes


@service(Role.LEAD)
def lead_only(work: Work) -> str:
    """Say by whom it was done."""
    return work.action.actor


@service(Role.ADMIN)
def admin_only(work: Work) -> str:
    """Say by whom it was done."""
    return work.action.actor


def actions(desk: Desk) -> list[tuple[object, ...]]:
    """Return the actions after the founding."""
    query = "SELECT action_id, verb, actor, workstation, result FROM action WHERE id > 1 ORDER BY id"
    return list(desk.store.sql(query).fetchall())


def test_an_action_is_recorded_with_what_it_answered(desk: Desk) -> None:
    action = desk.act("ben", action_id="first")
    answer = note(desk.store, action, "hello")
    assert answer == Noted("hello", 2, Changes(frozenset({Area.SETTINGS})))
    result = '{"text":"hello","row":2,"changes":{"areas":["settings"]}}'
    assert actions(desk) == [("first", "note", "ben", "desk-1", result)]
    assert desk.store.sql("SELECT at FROM action WHERE id = 2").fetchone() == (1_772_442_001_000_000,)
    assert desk.store.sql("SELECT value FROM setting WHERE name = 'note-hello'").fetchone() == ('"hello"',)


def test_the_same_action_again_answers_the_same_and_changes_nothing(desk: Desk) -> None:
    action = desk.act()
    first = note(desk.store, action, "hello")
    before = dump(desk)
    assert note(desk.store, action, "hello") == first
    later = Action("ben", "desk-2", action.action_id, desk.act().now)
    assert note(desk.store, later, "something else", refuse=True) == first
    assert dump(desk) == before


def test_an_answer_without_changes_and_a_plain_one_are_read_back_too(desk: Desk) -> None:
    looked, led = desk.act(), desk.act()
    assert [look(desk.store, looked) for _ in range(2)] == [Changes(), Changes()]
    assert not look(desk.store, looked)
    assert [lead_only(desk.store, led) for _ in range(2)] == ["anna", "anna"]


def test_an_action_id_serves_one_verb_only(desk: Desk) -> None:
    action = desk.act(action_id="mine")
    note(desk.store, action, "hello")
    before = dump(desk)
    with pytest.raises(Refused) as refusal:
        look(desk.store, action)
    assert refusal.value.code is ContractFault.OTHER_VERB
    assert refusal.value.facts == {"action_id": "mine", "verb": "note"}
    assert dump(desk) == before


def test_what_is_refused_leaves_nothing_and_may_be_tried_again(desk: Desk) -> None:
    before = dump(desk)
    action = desk.act()
    with pytest.raises(Refused) as refusal:
        note(desk.store, action, "hello", refuse=True)
    assert (refusal.value.code, refusal.value.facts) == (Why.NOT_NOW, {"text": "hello"})
    assert dump(desk) == before
    assert note(desk.store, action, "hello").text == "hello"
    assert len(actions(desk)) == 1


def test_a_bug_leaves_nothing_either_and_is_not_hidden(desk: Desk) -> None:
    before = dump(desk)
    with pytest.raises(IntegrityError):
        note(desk.store, desk.act(), "hello", fail=True)
    assert dump(desk) == before


def test_while_nobody_is_known_whoever_acts_may_do_all(desk: Desk) -> None:
    assert admin_only(desk.store, desk.act("whoever")) == "whoever"


def test_once_people_are_known_everybody_needs_her_role(desk: Desk) -> None:
    for name, role in (("clara", Role.CLERK), ("leo", Role.LEAD), ("ada", Role.ADMIN)):
        Person.insert(name=name, role=role).execute()
    may: dict[str, list[str]] = {}
    for verb in (look, lead_only, admin_only):
        for name in ("clara", "leo", "ada"):
            before = dump(desk)
            try:
                verb(desk.store, desk.act(name))
            except Refused as refusal:
                assert refusal.code is ContractFault.ROLE  # noqa: PT017 - nine cases, one house
                assert refusal.facts == {"person": name, "role": verb.__name__.removesuffix("_only")}  # noqa: PT017
                assert dump(desk) == before
            else:
                may.setdefault(verb.__name__, []).append(name)
    assert may == {"look": ["clara", "leo", "ada"], "lead_only": ["leo", "ada"], "admin_only": ["ada"]}


def test_a_stranger_may_do_nothing_once_people_are_known(desk: Desk) -> None:
    Person.insert(name="clara", role=Role.CLERK).execute()
    before = dump(desk)
    with pytest.raises(Refused) as refusal:
        look(desk.store, desk.act("anna"))
    assert (refusal.value.code, refusal.value.facts) == (ContractFault.NOBODY, {"person": "anna"})
    assert dump(desk) == before


@pytest.fixture
def unlucky(desk: Desk) -> Iterator[Callable[[str, int], Callable[[], int]]]:
    """Return a way to make a verb's transaction fail so often with one of PostgreSQL's codes."""
    original = Store.sql

    def arrange(sqlstate: str, times: int) -> Callable[[], int]:
        tried = 0

        class FromServerError(Exception):
            pass

        def sql(self: Store, statement: str, parameters: tuple[object, ...] = ()) -> object:
            nonlocal tried
            if statement.startswith("INSERT INTO action"):
                tried += 1
                if tried <= times:
                    cause = FromServerError("a loser was chosen")
                    cause.sqlstate = sqlstate  # type: ignore[attr-defined]
                    raise OperationalError("deadlock detected") from cause
            return original(self, statement, parameters)

        patch.setattr(Store, "sql", sql)
        return lambda: tried

    with pytest.MonkeyPatch.context() as patch:
        yield arrange


@pytest.mark.parametrize("sqlstate", ["40P01", "40001"])
def test_a_deadlock_is_tried_again(desk: Desk, unlucky: Callable[[str, int], Callable[[], int]], sqlstate: str) -> None:
    tried = unlucky(sqlstate, 3)
    assert note(desk.store, desk.act(), "hello").text == "hello"
    assert tried() == 4
    assert len(actions(desk)) == 1


def test_deadlocks_without_end_are_told_and_other_errors_are_not_hidden(
    desk: Desk, unlucky: Callable[[str, int], Callable[[], int]]
) -> None:
    before = dump(desk)
    tried = unlucky("40P01", 9)
    with pytest.raises(Refused) as refused:
        note(desk.store, desk.act(), "hello")
    assert (refused.value.code, tried()) == (ContractFault.BUSY, 6)
    tried = unlucky("42P01", 1)
    with pytest.raises(OperationalError):
        note(desk.store, desk.act(), "hello")
    assert tried() == 1
    assert dump(desk) == before


@service(Role.CLERK)
def two_changes(work: Work, first: str, second: str, between: Callable[[], object]) -> str:
    """Change two settings, one after the other."""
    for name in (first, second):
        work.store.sql("UPDATE setting SET value = value || '!' WHERE name = ?", (name,))
        if name == first:
            between()
    return "done"


def test_two_desks_in_each_others_way_both_get_done_on_a_server(desk: Desk) -> None:
    if desk.store.dialect == "sqlite":
        assert two_changes(desk.store, desk.act(), "name", "currency", lambda: None) == "done"
        return
    met, answers, attempts = threading.Barrier(2), [], []

    def meet_once() -> None:
        attempts.append(threading.get_ident())
        if attempts.count(threading.get_ident()) == 1:
            met.wait(60)

    def act(action: Action, first: str, second: str) -> None:
        try:
            answers.append(two_changes(desk.store, action, first, second, meet_once))
        finally:
            desk.store.close()

    names = (("name", "currency"), ("currency", "name"))
    desks = [threading.Thread(target=act, args=(desk.act(), *some)) for some in names]
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    assert answers == ["done", "done"]
    assert len(attempts) == 3
    query = "SELECT value FROM setting WHERE name IN ('name', 'currency') ORDER BY name"
    assert desk.store.sql(query).fetchall() == [('"EUR"!!',), ('"Test house"!!',)]


def test_two_desks_with_one_action_do_it_once(desk: Desk) -> None:
    action = desk.act()
    start, answers = threading.Barrier(4), []

    def act() -> None:
        try:
            desk.store.connect()
            start.wait()
            answers.append(note(desk.store, action, "hello"))
        finally:
            desk.store.close()

    desks = [threading.Thread(target=act) for _ in range(4)]
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    assert len(answers) == 4
    assert len(set(answers)) == 1
    assert len(actions(desk)) == 1


@service(Role.CLERK)
def tell_day(work: Work) -> str:
    """Say the day of the house."""
    return work.settings.house_day.isoformat()


def test_a_verb_knows_the_settings_of_its_house(desk: Desk) -> None:
    assert tell_day(desk.store, desk.act()) == "2026-03-02"


def test_where_no_house_was_founded_a_verb_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    store = open_store(str(tmp_path_factory.mktemp("bare") / "bare.db"), create=True)
    migrate(store, now=NOW)
    with pytest.raises(Refused) as refusal:
        tell_day(store, Action("anna", "desk-1", "a1", NOW))
    assert (refusal.value.code, refusal.value.facts) == (HouseMissing.NOT_FOUNDED, {})
    assert store.sql("SELECT COUNT(*) FROM action").fetchone() == (0,)
    store.close()
    desk = founded(str(tmp_path_factory.mktemp("founded") / "house.db"))
    assert house_settings().name == "Test house"
    desk.store.close()
