"""Opening and founding a house: its key, its day, who acts, and what becomes of a database of another version."""

import os
import sqlite3
import stat
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseFault
from warehouse_app.domain.statuses import Role
from warehouse_app.house import (
    BackupFault,
    House,
    KeyFault,
    back_up,
    default_database,
    found,
    key_place,
    open_house,
    system_user,
)
from warehouse_app.queries.check import findings
from warehouse_app.queries.house import HouseMissing
from warehouse_app.services.contract import ContractFault
from warehouse_app.services.founding import rename_house
from warehouse_app.services.people import add_person
from warehouse_app.store.database import Store
from warehouse_app.store.faults import StoreFault
from warehouse_app.store.migrate import MIGRATIONS, migrate

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep out of the houses and keys of whoever runs the tests, and stop the clock."""
    monkeypatch.delenv("WAREHOUSE_KEY_FILE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    at(monkeypatch, NOW)


def at(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Let it be `now`."""
    monkeypatch.setattr(Store, "now", lambda _store: now)


def founded(path: Path, *, time_zone: str = "UTC") -> House:
    """Found a house and close it."""
    house = found(str(path), name="Small", time_zone=time_zone, currency="EUR")
    house.close()
    return house


def refusal(url: Path | str) -> tuple[object, object]:
    """Return the code and the place of why a house cannot be opened."""
    with pytest.raises(Refused) as refused:
        open_house(str(url))
    return refused.value.code, refused.value.facts.get("place")


def actions(house: House) -> list[tuple[str, str, str]]:
    """Return (verb, actor, workstation) of all actions."""
    return [tuple(row) for row in house.store.sql("SELECT verb, actor, workstation FROM action ORDER BY id")]


def test_a_new_house_has_its_settings_and_one_action(tmp_path: Path) -> None:
    house = found(str(tmp_path / "a.db"), name="Small", time_zone="Europe/Berlin", currency="EUR", user="anna")
    settings = house.settings
    assert (settings.name, settings.time_zone, settings.currency) == ("Small", "Europe/Berlin", "EUR")
    assert settings.house_day == date(2026, 3, 2)
    assert str(house.zone) == "Europe/Berlin"
    assert actions(house) == [("found_house", "anna", house.workstation)]
    house.close()


def test_the_day_of_a_new_house_is_that_of_its_zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, datetime(2026, 3, 2, 23, 30, tzinfo=UTC))
    house = founded(tmp_path / "a.db", time_zone="Asia/Tokyo")
    assert house.settings.house_day == date(2026, 3, 3)
    house.close()


def test_the_key_lies_beside_the_file_for_its_owner_only(tmp_path: Path) -> None:
    house = founded(tmp_path / "a.db")
    path = tmp_path / "a.db.key"
    assert bytes.fromhex(path.read_text().strip()) == house.store.key
    assert len(house.store.key) == 32
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_houses_have_two_keys_and_two_ids(tmp_path: Path) -> None:
    first, second = founded(tmp_path / "a.db"), founded(tmp_path / "b.db")
    assert first.store.key != second.store.key
    opened = [open_house(str(tmp_path / name)) for name in ("a.db",)]
    first_id = opened[0].settings.house_id
    opened[0].close()
    other = open_house(str(tmp_path / "b.db"))
    assert other.settings.house_id != first_id
    other.close()


def test_the_key_is_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "safe" / "own.key"
    monkeypatch.setenv("WAREHOUSE_KEY_FILE", str(place))
    house = founded(tmp_path / "a.db")
    assert bytes.fromhex(place.read_text().strip()) == house.store.key
    assert not (tmp_path / "a.db.key").exists()
    monkeypatch.delenv("WAREHOUSE_KEY_FILE")
    assert refusal(tmp_path / "a.db") == (KeyFault.MISSING, str(tmp_path / "a.db.key"))


def test_a_key_that_is_there_already_is_used_again(tmp_path: Path) -> None:
    key = "0123456789abcdef" * 4
    (tmp_path / "a.db.key").write_text(key)
    assert founded(tmp_path / "a.db").store.key == bytes.fromhex(key)
    assert (tmp_path / "a.db.key").read_text() == key


@pytest.mark.parametrize("content", [b"", b"no key", b"00" * 31, b"00" * 33, b"\xff\xfe", "é".encode() * 64])
def test_a_key_that_is_none_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    founded(tmp_path / "a.db")
    key = tmp_path / "a.db.key"
    key.write_bytes(content)
    assert refusal(tmp_path / "a.db") == (KeyFault.BROKEN, str(key))
    assert key.read_bytes() == content
    (tmp_path / "b.db.key").write_bytes(content)
    with pytest.raises(Refused) as refused:
        founded(tmp_path / "b.db")
    assert refused.value.code is KeyFault.BROKEN


def test_a_key_that_cannot_be_kept_refuses_the_house_until_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("WAREHOUSE_KEY_FILE", str(tmp_path / "file" / "own.key"))
    with pytest.raises(Refused) as refused:
        founded(tmp_path / "a.db")
    assert refused.value.code is KeyFault.NOT_WRITTEN
    assert refused.value.facts["place"] == str(tmp_path / "file" / "own.key")
    monkeypatch.delenv("WAREHOUSE_KEY_FILE")
    with pytest.raises(Refused) as unfinished:
        open_house(str(tmp_path / "a.db"))
    assert unfinished.value.code is HouseMissing.NOT_FOUNDED
    assert len(founded(tmp_path / "a.db").store.key) == 32


def test_a_disk_without_room_leaves_no_half_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(Refused) as refused:
            founded(tmp_path / "a.db")
    assert (refused.value.code, refused.value.facts["reason"]) == (KeyFault.NOT_WRITTEN, "No space left on device")
    assert not (tmp_path / "a.db.key").exists()


def test_the_key_of_another_house_is_refused_before_anything_is_signed_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    founded(tmp_path / "one.db")
    founded(tmp_path / "two.db")
    other = tmp_path / "two.db.key"
    monkeypatch.setenv("WAREHOUSE_KEY_FILE", str(other))
    assert refusal(tmp_path / "one.db") == (KeyFault.WRONG, str(other))
    monkeypatch.delenv("WAREHOUSE_KEY_FILE")
    open_house(str(tmp_path / "one.db")).close()


def test_a_file_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "music.db"
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE TABLE item (title TEXT)")
        theirs.commit()
    with pytest.raises(Refused) as refused:
        founded(path)
    assert (refused.value.code, refused.value.facts) == (StoreFault.FOREIGN, {"place": str(path)})
    with closing(sqlite3.connect(path)) as theirs:
        assert theirs.execute("SELECT name FROM sqlite_master").fetchall() == [("item",)]


def test_a_day_that_begins_while_the_house_is_open_is_turned_by_the_next_action(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    founded(tmp_path / "house.db")
    house = open_house(str(tmp_path / "house.db"))
    house.act_today()
    assert house.settings.house_day == date(2026, 3, 2)
    at(monkeypatch, NOW + timedelta(days=1))
    house.act()
    assert house.settings.house_day == date(2026, 3, 2)
    house.act_today()
    assert house.settings.house_day == date(2026, 3, 3)
    house.close()


def test_a_house_is_founded_once(tmp_path: Path) -> None:
    key = founded(tmp_path / "a.db").store.key
    before = (tmp_path / "a.db").read_bytes()
    with pytest.raises(Refused) as refused:
        founded(tmp_path / "a.db")
    assert refused.value.code is StoreFault.EXISTS
    assert (tmp_path / "a.db").read_bytes() == before
    house = open_house(str(tmp_path / "a.db"))
    assert (house.store.key, house.settings.name) == (key, "Small")
    house.close()


def test_a_zone_nobody_knows_is_refused_and_another_may_follow(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        founded(tmp_path / "a.db", time_zone="Mars/Olympus")
    assert refused.value.code is HouseFault.UNKNOWN_ZONE
    house = founded(tmp_path / "a.db", time_zone="Europe/Berlin")
    assert house.settings.time_zone == "Europe/Berlin"
    house.close()


def test_what_holds_no_house_is_refused_and_not_made(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.db") == (StoreFault.MISSING, str(tmp_path / "none.db"))
    assert refusal(tmp_path) == (StoreFault.UNOPENABLE, str(tmp_path))
    assert refusal("mysql://server/house") == (StoreFault.URL, "mysql://server/house")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "empty.db").write_bytes(b"")
    assert refusal(tmp_path / "empty.db") == (StoreFault.EMPTY, str(tmp_path / "empty.db"))


def test_a_damaged_file_is_refused_wherever_the_damage_is(tmp_path: Path) -> None:
    founded(tmp_path / "a.db")
    whole = (tmp_path / "a.db").read_bytes()
    damaged = tmp_path / "b.db"
    (tmp_path / "b.db.key").write_bytes((tmp_path / "a.db.key").read_bytes())
    for broken in (b"PK\x03\x04" + whole[4:], whole[:100] + b"\xff" * (len(whole) - 100), whole[:8192]):
        damaged.write_bytes(broken)
        assert refusal(damaged) == (StoreFault.DAMAGED, str(damaged))
    page = 4096
    # All but the first page, which has the names of the tables.
    damaged.write_bytes(whole[:page] + b"\xff" * (len(whole) - page))
    assert refusal(damaged)[0] is StoreFault.DAMAGED


def test_a_newer_database_is_refused_and_not_a_byte_of_it_changes(tmp_path: Path) -> None:
    house = founded(tmp_path / "a.db")
    house.store.connect()
    house.store.sql("INSERT INTO schema_migration (name, applied) VALUES ('0099_later', '2027-01-01')")
    house.store.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    house.close()
    before = (tmp_path / "a.db").read_bytes()
    assert refusal(tmp_path / "a.db") == (StoreFault.NEWER, str(tmp_path / "a.db"))
    assert (tmp_path / "a.db").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.db", "a.db.key"]


def test_an_older_database_is_backed_up_before_it_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    founded(tmp_path / "a.db")
    later = tmp_path / "migrations"
    later.mkdir()
    for path in MIGRATIONS.glob("0*.py"):
        (later / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (later / "0099_later.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('CREATE TABLE later (id INTEGER)')\n"
    )
    monkeypatch.setattr("warehouse_app.house.migrate", lambda store, *, now: migrate(store, now=now, migrations=later))
    house = open_house(str(tmp_path / "a.db"))
    assert house.store.database.table_exists("later")
    house.close()
    backup = tmp_path / "a.db.before-0099_later-20260302T090000Z.backup"
    monkeypatch.undo()
    at(monkeypatch, NOW)
    backup.rename(tmp_path / "b.db")
    (tmp_path / "b.db.key").write_bytes((tmp_path / "a.db.key").read_bytes())
    saved = open_house(str(tmp_path / "b.db"))
    assert not saved.store.database.table_exists("later")
    assert saved.settings.name == "Small"
    saved.close()


def test_a_house_that_is_opened_on_a_later_day_is_brought_to_it_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    founded(tmp_path / "a.db")
    at(monkeypatch, NOW + timedelta(days=3))
    asleep = open_house(str(tmp_path / "a.db"), on_today=False)
    assert asleep.settings.house_day == date(2026, 3, 2)
    assert len(actions(asleep)) == 1
    asleep.close()
    for _ in range(2):
        house = open_house(str(tmp_path / "a.db"), user="ben")
        assert house.settings.house_day == date(2026, 3, 5)
        assert [(verb, actor) for verb, actor, _ in actions(house)][1:] == [("turn_day", "ben")]
        with house.store.snapshot():
            assert list(findings(house.store)) == []
        house.close()


def test_a_clock_that_went_back_does_not_turn_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    founded(tmp_path / "a.db")
    at(monkeypatch, NOW - timedelta(days=3))
    house = open_house(str(tmp_path / "a.db"))
    assert house.settings.house_day == date(2026, 3, 2)
    house.close()


def test_an_action_has_a_new_id_unless_it_is_told_one(tmp_path: Path) -> None:
    house = founded(tmp_path / "a.db")
    first, second = house.act(), house.act()
    assert len({first.action_id, second.action_id}) == 2
    assert house.act("again").action_id == "again"
    assert (first.actor, first.now) == (house.actor, NOW)


def test_who_acts_is_told_or_the_one_signed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "carla")
    assert system_user() == "carla"
    founded(tmp_path / "a.db")
    for told, actor in (("", "carla"), ("anna", "anna"), ("x" * 300, "x" * 80)):
        house = open_house(str(tmp_path / "a.db"), user=told)
        assert house.actor == actor
        house.close()


@pytest.mark.parametrize("trouble", [OSError("no such user"), KeyError("uid not found")])
def test_without_a_login_somebody_acts_all_the_same(monkeypatch: pytest.MonkeyPatch, trouble: Exception) -> None:
    def nobody() -> str:
        raise trouble

    monkeypatch.setattr("getpass.getuser", nobody)
    assert system_user() == "user"


@pytest.mark.skipif(sys.platform != "linux", reason="XDG_DATA_HOME is Linux's word for it")
def test_the_house_of_a_user_lies_in_her_data_folder(tmp_path: Path) -> None:
    assert default_database() == str(tmp_path / "home" / "warehouse-app" / "warehouse.db")
    house = founded(Path(default_database()))
    assert Path(default_database()).is_file()
    assert house.store.path == Path(default_database())


def test_a_backup_opens_as_the_house_it_was_with_the_key_beside_it(tmp_path: Path) -> None:
    house = found(str(tmp_path / "a.db"), name="Small", time_zone="UTC", currency="EUR")
    target = tmp_path / "backups" / "b.db"
    target.parent.mkdir()
    assert back_up(house, target) == target.with_name("b.db.key")
    assert target.with_name("b.db.key").read_text() == key_place(house).read_text()
    rename_house(house.store, house.act(), "Other")
    house.close()
    assert sorted(path.name for path in target.parent.iterdir()) == ["b.db", "b.db.key"]
    copy = open_house(str(target))
    assert copy.settings.name == "Small"
    assert list(findings(copy.store)) == []
    copy.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_nobody_else_may_read_the_key_of_a_backup(tmp_path: Path) -> None:
    house = found(str(tmp_path / "a.db"), name="Small", time_zone="UTC", currency="EUR")
    key = back_up(house, tmp_path / "b.db")
    house.close()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_newer_backup_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    house = found(str(tmp_path / "a.db"), name="Small", time_zone="UTC", currency="EUR")
    for name in ("Smaller", "Smallest"):
        rename_house(house.store, house.act(), name)
        back_up(house, tmp_path / "b.db")
    house.close()
    copy = open_house(str(tmp_path / "b.db"))
    assert copy.settings.name == "Smallest"
    copy.close()


@pytest.mark.parametrize("name", ["a.db", "./x/../a.db", "a.db.key", "a.db-wal", "a.db-shm"])
def test_a_house_is_not_backed_up_onto_itself(tmp_path: Path, name: str) -> None:
    house = found(str(tmp_path / "a.db"), name="Small", time_zone="UTC", currency="EUR")
    (tmp_path / "x").mkdir()
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    with pytest.raises(Refused) as refused:
        back_up(house, tmp_path / name)
    assert (refused.value.code, refused.value.facts) == (BackupFault.ITSELF, {"place": str(tmp_path / name)})
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before
    house.close()


def test_a_backup_is_not_written_over_a_database_that_is_open(tmp_path: Path) -> None:
    founded(tmp_path / "b.db")
    held = (tmp_path / "b.db").read_bytes()
    (tmp_path / "b.db-wal").write_bytes(b"what the other one has not put away yet")
    house = found(str(tmp_path / "a.db"), name="Small", time_zone="UTC", currency="EUR")
    with pytest.raises(Refused) as refused:
        back_up(house, tmp_path / "b.db")
    house.close()
    assert (refused.value.code, refused.value.facts) == (BackupFault.IN_USE, {"place": str(tmp_path / "b.db")})
    assert (tmp_path / "b.db").read_bytes() == held


def test_a_backup_without_its_key_is_told(tmp_path: Path) -> None:
    house = found(str(tmp_path / "a.db"), name="Small", time_zone="UTC", currency="EUR")
    (tmp_path / "b.db.key").mkdir()
    with pytest.raises(Refused) as refused:
        back_up(house, tmp_path / "b.db")
    house.close()
    assert refused.value.code is BackupFault.KEY
    assert refused.value.facts["place"] == str(tmp_path / "b.db.key")


def test_a_backup_into_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    house = found(str(tmp_path / "a.db"), name="Small", time_zone="UTC", currency="EUR")
    target = tmp_path / "nowhere" / "b.db"
    with pytest.raises(Refused) as refused:
        back_up(house, target)
    house.close()
    assert (refused.value.code, refused.value.facts) == (StoreFault.UNOPENABLE, {"place": str(target)})
    assert not target.parent.exists()


def test_a_stranger_opens_the_house_and_the_day_waits_for_somebody_who_may_act(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    founded(tmp_path / "a.db")
    small = open_house(str(tmp_path / "a.db"))
    before = small.is_signed_in
    add_person(small.store, small.act(), "Anna", Role.ADMIN)
    assert (before, small.is_signed_in) == (True, False)
    small.close()
    at(monkeypatch, NOW + timedelta(days=1))
    house = open_house(str(tmp_path / "a.db"), user="otto")
    with pytest.raises(Refused) as refused:
        rename_house(house.store, house.act_today(), "Otto's")
    assert refused.value.code is ContractFault.NOBODY
    assert house.settings.house_day == date(2026, 3, 2)
    house.actor = "Anna"
    assert house.is_signed_in
    assert rename_house(house.store, house.act_today(), "Anna's").before == "Small"
    assert house.settings.house_day == date(2026, 3, 3)
    assert [(verb, actor) for verb, actor, _ in actions(house)][2:] == [("turn_day", "Anna"), ("rename_house", "Anna")]
    house.close()
