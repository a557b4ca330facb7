"""The tables of codes leave out no step that a station can ask, and no name of one."""

from dataclasses import fields
from functools import partial
from typing import Any, get_args, get_origin

import pytest

from tests.conftest import Desk
from tests.stations.every_code import ASK, OK, WARN, State, changing
from tests.stations.house import receipt_of_25
from tests.stations.receive_codes import REACHED as RECEIVE
from tests.stations.test_count_every_code import REACHED as COUNT
from tests.stations.test_floor_every_code import REACHED as FLOOR
from tests.stations.test_lookup_every_code import REACHED as LOOK_UP
from tests.stations.test_move_every_code import REACHED as MOVE
from warehouse_app.stations import floor as floors
from warehouse_app.stations import goods_steps
from warehouse_app.stations.count.steps import Step as CountStep
from warehouse_app.stations.floor import STATIONS, Floor, Said, StationName
from warehouse_app.stations.goods_steps import AskExpiry, AskMany
from warehouse_app.stations.lookup import steps as lookup_steps
from warehouse_app.stations.lookup.steps import AskAnything
from warehouse_app.stations.move.steps import Step as MoveStep
from warehouse_app.stations.receive.steps import Step as ReceiveStep

STEPS: dict[StationName, object] = {
    StationName.RECEIVE: ReceiveStep,
    StationName.MOVE: MoveStep,
    StationName.LOOK_UP: AskAnything,
    StationName.COUNT: CountStep,
}
TABLES: dict[StationName, dict[str, State]] = {
    StationName.RECEIVE: RECEIVE,
    StationName.MOVE: MOVE,
    StationName.LOOK_UP: LOOK_UP,
    StationName.COUNT: COUNT,
}
NEVER_ASKED: dict[StationName, set[object]] = {
    # What lies somewhere has its day already, and no more of it can be carried than lies there.
    StationName.MOVE: {AskExpiry, AskMany},
}


def types_in(union: object) -> set[object]:
    """Return the types of a union of steps, whatever they are steps of."""
    return {get_origin(each) or each for each in get_args(union) or (union,)}


def flags_of(step: Any) -> list[str]:
    """Return the names of what is either so or not at a step."""
    return [each.name for each in fields(step) if each.type is bool]


@pytest.mark.parametrize("name", StationName)
def test_the_table_of_a_station_leads_to_each_of_its_steps(name: StationName, request: pytest.FixtureRequest) -> None:
    desk: Desk = request.getfixturevalue("floor" if name is StationName.RECEIVE else "stocked")
    receipt_of_25(desk)
    found: set[object] = set()
    flags: set[tuple[object, str, bool]] = set()
    for state, reaching in TABLES[name].items():
        with desk.store.database.atomic() as rolled_back:
            reaching.prepare(desk)
            station = STATIONS[name].make(desk.store, desk.act, None)
            for text in reaching.scans:
                station.scan(text)
            found.add(type(station.step))
            flags |= {(type(station.step), flag, getattr(station.step, flag)) for flag in flags_of(type(station.step))}
            assert station.scan("WXHELP").step == reaching.step, state
            rolled_back.rollback()
    asked = types_in(STEPS[name]) - NEVER_ASKED.get(name, set())
    assert found == asked
    # What a step asks may be another thing by what it carries.
    assert flags == {(each, flag, value) for each in asked for flag in flags_of(each) for value in (True, False)}


@pytest.mark.parametrize("name", StationName)
def test_a_station_lists_its_transitions_and_nothing_changes_its_steps(name: StationName) -> None:
    lines = (STATIONS[name].make.__doc__ or "").splitlines()
    assert "Transitions:" in [line.strip() for line in lines]
    steps: Any = types_in(STEPS[name])
    assert [step for step in steps if not step.__dataclass_params__.frozen] == []


def test_each_name_of_a_step_is_in_a_table() -> None:
    named = {reaching.step for table in [*TABLES.values(), FLOOR] for reaching in table.values()}
    assert named == {*goods_steps.StepName, *lookup_steps.StepName, *floors.StepName}


@pytest.mark.parametrize("name", StationName)
def test_who_comes_and_goes_and_another_stations_card_leave_each_step_as_it_is(
    name: StationName, request: pytest.FixtureRequest
) -> None:
    desk: Desk = request.getfixturevalue("floor" if name is StationName.RECEIVE else "stocked")
    receipt_of_25(desk)
    desk.store.sql("INSERT INTO person (name, role) VALUES ('anna', 2), ('bert', 1), ('lea', 2)")
    other = STATIONS[next(each for each in StationName if each is not name)].card
    for state, reaching in TABLES[name].items():
        with desk.store.database.atomic() as rolled_back:
            reaching.prepare(desk)
            floor = Floor(desk.store, desk.act, "anna", name)
            for text in reaching.scans:
                floor.scan(text)
            told = [
                changing(desk, partial(floor.scan, text))
                for text in ("U-anna", "U-bert", "U-lea", "WXOUT", "CUP", "U-anna")
            ]
            assert [(reply.tone, reply.code, reply.step) for reply, _ in told] == [
                (ASK, Said.SIGNED_IN_ALREADY, reaching.step),
                (OK, Said.SIGNED_IN, reaching.step),
                (OK, Said.SIGNED_IN, reaching.step),
                (OK, Said.SIGNED_OUT, floors.StepName.BADGE),
                (WARN, Said.NOBODY_HERE, floors.StepName.BADGE),
                (OK, Said.SIGNED_IN, reaching.step),
            ], state
            if reaching.scans:
                told.append(changing(desk, partial(floor.scan, other)))
                kept = told[-1][0]
                assert (kept.tone, kept.code, kept.step) == (WARN, Said.FINISH_FIRST, reaching.step), state
            assert not any(changed for _, changed in told), state
            rolled_back.rollback()


@pytest.mark.parametrize(
    ("name", "begun", "first"),
    [
        (StationName.RECEIVE, "PO-7", "delivery"),
        (StationName.MOVE, "A-02", "source"),
        (StationName.COUNT, "A-02", "location"),
    ],
)
def test_another_quantity_takes_the_place_of_the_one_before(
    stocked: Desk, name: StationName, begun: str, first: str
) -> None:
    station = Floor(stocked.store, stocked.act, "anna", name)
    asked = [station.scan(text).notes[-1] for text in (begun, "3", "5")]
    assert [note.facts.get("packs") for note in asked] == [None, 3, 5]
    back = station.scan("WXBACK")
    assert (back.step, back.notes[-1]) == ("item", asked[0])
    assert station.scan("WXBACK").step == first
