"""A house is founded once; the day turn brings what time alone changes, once a day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from tests.conftest import KEY, NOW, Desk
from tests.services import stock
from tests.services.saving import dump
from tests.services.stock import decisions, held, last_run, level, opening, order, runs, take
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseFault, HouseSettings
from warehouse_app.domain.ledger import key_mark, seal_hash
from warehouse_app.domain.records import CustomerRecord, ItemRecord, LocationRecord
from warehouse_app.domain.statuses import LocationKind, Policy, Role, ShipPolicy, StockStatus
from warehouse_app.queries.house import house_settings, present_day
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import Action, ContractFault
from warehouse_app.services.founding import (
    DayTurned,
    Founded,
    Renamed,
    found_house,
    rename_house,
    turn_day,
)
from warehouse_app.store.database import Store, open_store
from warehouse_app.store.faults import StoreFault
from warehouse_app.store.migrate import migrate
from warehouse_app.store.tables import Person

TOMORROW = date(2026, 3, 3)


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Store]:
    """Return a database with tables and no house."""
    store = open_store(str(tmp_path / "bare.db"), create=True)
    store.key = KEY
    migrate(store, now=NOW)
    yield store
    store.close()


def found(store: Store, zone: str, now: datetime = NOW) -> Founded:
    action = Action("anna", "desk-1", "f1", now)
    return found_house(store, action, name="Ours", time_zone=zone, currency="CHF", house_id="h1")


def sleep_until(desk: Desk, day: date, hour: int = 0) -> None:
    """Let the clock go on to an hour of a day."""
    desk.now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def test_a_house_is_founded_with_its_settings(bare: Store) -> None:
    assert found(bare, "Europe/Zurich") == Founded("h1", Changes(frozenset({Area.SETTINGS})))
    assert house_settings() == HouseSettings(
        "h1", "Ours", "Europe/Zurich", "CHF", date(2026, 3, 2), key_mark(bare.key, "h1"), Policy.FIRST_COME, 14
    )


@pytest.mark.parametrize(
    ("zone", "hour", "day"),
    [
        ("UTC", 23, date(2026, 3, 2)),
        ("Pacific/Kiritimati", 9, date(2026, 3, 2)),
        ("Pacific/Kiritimati", 10, date(2026, 3, 3)),
        ("America/Los_Angeles", 7, date(2026, 3, 1)),
        ("America/Los_Angeles", 8, date(2026, 3, 2)),
        ("Asia/Kathmandu", 18, date(2026, 3, 2)),
        ("Asia/Kathmandu", 19, date(2026, 3, 3)),
    ],
)
def test_the_day_of_a_house_is_that_of_its_time_zone(bare: Store, zone: str, hour: int, day: date) -> None:
    found(bare, zone, NOW.replace(hour=hour))
    assert house_settings().house_day == day


def test_the_present_day_is_the_houses_own(bare: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    found(bare, "Pacific/Kiritimati")
    monkeypatch.setattr(Store, "now", lambda _store: datetime(2026, 3, 8, 10, tzinfo=UTC))
    assert present_day(bare, house_settings()) == date(2026, 3, 9)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "/etc/passwd", "Europe"])
def test_a_zone_that_nobody_knows_is_refused(bare: Store, zone: str) -> None:
    with pytest.raises(Refused) as refusal:
        found(bare, zone)
    assert (refusal.value.code, refusal.value.facts) == (HouseFault.UNKNOWN_ZONE, {"zone": zone})
    assert bare.sql("SELECT COUNT(*) FROM setting").fetchone() == (0,)
    assert found(bare, "UTC").house_id == "h1"


def test_a_second_house_does_not_fit_into_the_database(desk: Desk) -> None:
    before = dump(desk)
    with pytest.raises(Refused) as refusal:
        found_house(desk.store, desk.act(), name="Other", time_zone="UTC", currency="EUR")
    assert (refusal.value.code, refusal.value.facts) == (StoreFault.EXISTS, {"place": desk.store.place})
    assert dump(desk) == before


def test_houses_without_a_given_id_have_one_each(tmp_path: Path) -> None:
    ids = set()
    for number in range(2):
        store = open_store(str(tmp_path / f"{number}.db"), create=True)
        migrate(store, now=NOW)
        ids.add(found_house(store, Action("a", "d", "1", NOW), name="n", time_zone="UTC", currency="EUR").house_id)
        store.close()
    assert len(ids) == 2
    assert all(len(made) == 32 for made in ids)


def test_a_day_turn_on_the_same_day_changes_nothing_but_its_own_record(desk: Desk) -> None:
    before = dump(desk)
    assert turn_day(desk.store, desk.act()) == DayTurned(date(2026, 3, 2), 0, 0, 0, Changes())
    after = dump(desk)
    assert {name for name in after if after[name] != before[name]} == {"action"}


def test_a_clock_that_was_set_back_does_not_turn_the_day_back(desk: Desk) -> None:
    desk.now -= timedelta(days=5)
    assert turn_day(desk.store, desk.act()) == DayTurned(date(2026, 3, 2), 0, 0, 0, Changes())
    assert house_settings().house_day == date(2026, 3, 2)


def test_an_empty_house_turns_its_day_and_seals_nothing_but_the_day(desk: Desk) -> None:
    sleep_until(desk, date(2026, 3, 7))
    turned = turn_day(desk.store, desk.act())
    assert turned == DayTurned(date(2026, 3, 7), 5, 0, 0, Changes(frozenset({Area.SETTINGS, Area.STOCK})))
    assert house_settings().house_day == date(2026, 3, 7)
    seals = desk.store.sql("SELECT id, last_move, prev_hash, hash FROM seal").fetchall()
    assert seals == [(1, 0, "", seal_hash(KEY, "", date(2026, 3, 7), []))]
    assert runs(desk) == []


def test_seals_cover_the_ends_of_all_chains_and_each_other(desk: Desk) -> None:
    take(desk, LocationRecord("A"), ItemRecord("I1", "1"), ItemRecord("I2", "2"), ItemRecord("I3", "3"))
    take(desk, opening("I1", 5, "A"), opening("I2", 6, "A"))
    heads = desk.store.sql("SELECT item_id, ledger_head FROM item_stock WHERE ledger_seq > 0 ORDER BY 1").fetchall()
    assert len(heads) == 2
    for day in (3, 4):
        sleep_until(desk, date(2026, 3, day))
        turn_day(desk.store, desk.act())
        assert turn_day(desk.store, desk.act()).days == 0
    first = seal_hash(KEY, "", TOMORROW, heads)
    second = seal_hash(KEY, first, date(2026, 3, 4), heads)
    seals = desk.store.sql("SELECT last_move, prev_hash, hash FROM seal ORDER BY id").fetchall()
    assert seals == [(2, "", first), (2, first, second)]
    assert stock.broken(desk) == []


def milk_house(desk: Desk) -> None:
    """Twelve units: 5 good through the 2nd, 4 through the 3rd, 3 for ever; and three orders that hold 4 each."""
    take(
        desk,
        LocationRecord("A"),
        LocationRecord("Q", kind=LocationKind.QUARANTINE),
        LocationRecord("P", kind=LocationKind.PACKING),
        ItemRecord("MILK", "Milk"),
        CustomerRecord("C", "C"),
        CustomerRecord("V", "V", priority_class="A"),
    )
    take(
        desk,
        opening("MILK", 5, "A", lot="L2", expiry=date(2026, 3, 2)),
        opening("MILK", 4, "A", lot="L3", expiry=TOMORROW),
        opening("MILK", 3, "A", lot="L9"),
        opening("MILK", 7, "Q", lot="L2", expiry=date(2026, 3, 2)),
        opening("MILK", 7, "P", lot="L2", expiry=date(2026, 3, 2)),
        opening("MILK", 7, "A", lot="L2", expiry=date(2026, 3, 2), status=StockStatus.QUARANTINED),
        opening("MILK", 8, "A", lot="L1", expiry=date(2026, 3, 1)),
    )
    take(desk, *order("O1", "C", 1, ("MILK", 4)), *order("O2", "C", 2, ("MILK", 4)), *order("O3", "V", 3, ("MILK", 4)))


def test_goods_may_be_promised_on_their_last_day_and_not_after(desk: Desk) -> None:
    milk_house(desk)
    assert level(desk, "MILK") == (12, 12)
    assert turn_day(desk.store, desk.act()).expired_lots == 0
    assert level(desk, "MILK") == (12, 12)
    since = last_run(desk)
    sleep_until(desk, TOMORROW)
    turned = turn_day(desk.store, desk.act())
    assert (turned.day, turned.days, turned.expired_lots, turned.released_items) == (TOMORROW, 1, 1, 0)
    assert turned.changes.areas >= {Area.STOCK, Area.QUEUE, Area.ORDERS}
    assert level(desk, "MILK") == (7, 7)
    # Class A keeps all, the last in the queue loses first.
    assert held(desk) == {"O1/1": 3, "O2/1": 0, "O3/1": 4}
    assert [run[1:] for run in runs(desk, since)] == [("cut", "first-come", "expiry")]
    cuts = [("O1/1", 0, 4, -1, "stock-was-lost"), ("O2/1", 0, 4, -4, "stock-was-lost")]
    assert decisions(desk, since + 1)["MILK"][1] == cuts
    before = dump(desk)
    assert turn_day(desk.store, desk.act()).days == 0
    after = dump(desk)
    assert {name for name in after if after[name] != before[name]} == {"action"}
    assert stock.broken(desk) == []


def test_days_that_were_slept_through_are_made_up_for(desk: Desk) -> None:
    milk_house(desk)
    sleep_until(desk, date(2026, 3, 20), 13)
    turned = turn_day(desk.store, desk.act())
    assert (turned.days, turned.expired_lots) == (18, 2)
    assert level(desk, "MILK") == (3, 3)
    assert held(desk) == {"O1/1": 0, "O2/1": 0, "O3/1": 3}
    assert stock.broken(desk) == []


def test_nobody_loses_where_what_is_left_is_enough(desk: Desk) -> None:
    take(desk, LocationRecord("A"), ItemRecord("MILK", "Milk"), CustomerRecord("C", "C"))
    take(desk, opening("MILK", 5, "A", lot="L2", expiry=date(2026, 3, 2)), opening("MILK", 6, "A", lot="L9"))
    take(desk, *order("O1", "C", 1, ("MILK", 6)))
    since = last_run(desk)
    sleep_until(desk, TOMORROW)
    assert turn_day(desk.store, desk.act()).expired_lots == 1
    assert level(desk, "MILK") == (6, 6)
    assert held(desk) == {"O1/1": 6}
    assert runs(desk, since) == []


def test_what_a_whole_order_gives_up_serves_those_who_wait(desk: Desk) -> None:
    take(desk, LocationRecord("A"), ItemRecord("MILK", "Milk"), ItemRecord("MUG", "Mug"), CustomerRecord("C", "C"))
    take(desk, opening("MILK", 5, "A", lot="L2", expiry=date(2026, 3, 2)), opening("MUG", 5, "A"))
    whole = order("O1", "C", 1, ("MILK", 5), ("MUG", 5), ship_policy=ShipPolicy.ORDER_COMPLETE)
    take(desk, *whole, *order("O2", "C", 2, ("MUG", 3)))
    assert held(desk) == {"O1/1": 5, "O1/2": 5, "O2/1": 0}
    sleep_until(desk, TOMORROW)
    turn_day(desk.store, desk.act())
    assert held(desk) == {"O1/1": 0, "O1/2": 0, "O2/1": 3}
    assert (level(desk, "MILK"), level(desk, "MUG")) == ((0, 0), (5, 3))
    assert stock.broken(desk) == []


def test_a_release_date_that_is_reached_gives_stock(desk: Desk) -> None:
    games = [ItemRecord(f"G{day}", "Game", release_date=date(2026, 3, day)) for day in (2, 3, 4)]
    take(desk, LocationRecord("A"), CustomerRecord("C", "C"), *games)
    take(desk, *(opening(game.sku, 5, "A") for game in games))
    take(desk, *order("O1", "C", 1, ("G2", 2), ("G3", 3), ("G4", 4)))
    assert held(desk) == {"O1/1": 2, "O1/2": 0, "O1/3": 0}
    since = last_run(desk)
    sleep_until(desk, TOMORROW)
    turned = turn_day(desk.store, desk.act())
    assert (turned.expired_lots, turned.released_items) == (0, 1)
    assert held(desk) == {"O1/1": 2, "O1/2": 3, "O1/3": 0}
    assert decisions(desk, since + 1) == {"G3": (5, [("O1/2", 3, 0, 3, "filled")])}
    assert [run[1:] for run in runs(desk, since)] == [("fill", "first-come", "day-turn")]
    sleep_until(desk, date(2026, 3, 9))
    assert turn_day(desk.store, desk.act()).released_items == 1
    assert held(desk) == {"O1/1": 2, "O1/2": 3, "O1/3": 4}


def test_a_house_is_called_otherwise_and_the_log_knows_by_whom_and_what_it_was_called(desk: Desk) -> None:
    before = house_settings()
    renamed = rename_house(desk.store, desk.act("ben", action_id="r1"), "  Łódź & Sons <b>  ")
    assert renamed == Renamed("Test house", "Łódź & Sons <b>", Changes(frozenset({Area.SETTINGS})))
    assert house_settings() == replace(before, name="Łódź & Sons <b>")
    [(verb, actor, result)] = desk.store.sql("SELECT verb, actor, result FROM action WHERE action_id = 'r1'").fetchall()
    assert (verb, actor) == ("rename_house", "ben")
    assert msgspec.json.decode(result, type=Renamed) == renamed


def test_the_same_name_again_changes_nothing(desk: Desk) -> None:
    before = dump(desk)
    assert rename_house(desk.store, desk.act(), "Test house") == Renamed("Test house", "Test house", Changes())
    after = dump(desk)
    assert {name for name in after if after[name] != before[name]} == {"action"}


@pytest.mark.parametrize("name", ["", "   ", "\t"])
def test_a_house_is_not_left_without_a_name(desk: Desk, name: str) -> None:
    before = dump(desk)
    with pytest.raises(Refused) as refusal:
        rename_house(desk.store, desk.act(), name)
    assert (refusal.value.code, refusal.value.facts) == (HouseFault.NO_NAME, {})
    assert dump(desk) == before


def test_only_an_admin_calls_a_house_otherwise(desk: Desk) -> None:
    Person.insert(name="leo", role=Role.LEAD).execute()
    Person.insert(name="ada", role=Role.ADMIN).execute()
    before = dump(desk)
    with pytest.raises(Refused) as refusal:
        rename_house(desk.store, desk.act("leo"), "Leo's")
    assert (refusal.value.code, refusal.value.facts) == (ContractFault.ROLE, {"person": "leo", "role": "admin"})
    assert dump(desk) == before
    assert rename_house(desk.store, desk.act("ada"), "Ada's").after == "Ada's"
