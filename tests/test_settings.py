"""This workstation's settings: what is kept, what a broken file costs, and what is never written."""

import json
import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from warehouse_app.domain.errors import Facts, Refused
from warehouse_app.scanning.profile import ScannerProfile, Separator
from warehouse_app.settings import Scheme, SettingsFault, Workstation, has_password, load, save, settings_path

EVERYTHING = Workstation(
    database="postgresql://anna@server/stock",
    recent_databases=("postgresql://anna@server/stock", "stock.db"),
    language="de",
    scheme=Scheme.DARK,
    font_scale=1.5,
    sound=False,
    volume=30,
    scanner=ScannerProfile(hold_ms=60, prefix="\x02", separator=Separator.F8, us_keys=True),
    printers={"pick-list": "Laser 2"},
    window="AdnQywADAAA=",
    layout={"orders": {"columns": ["number", "customer"], "widths": [80, 200]}},
    last_page="page-orders",
)


class Told:
    """What `load` tells."""

    def __init__(self) -> None:
        self.heard: list[tuple[SettingsFault, Facts]] = []

    def __call__(self, code: SettingsFault, facts: Facts) -> None:
        self.heard.append((code, facts))


def names(folder: Path) -> list[str]:
    """Return what lies in a folder."""
    return sorted(each.name for each in folder.iterdir())


def read(path: Path) -> Workstation:
    """Load settings of which nothing is to be told."""
    told = Told()
    found = load(path, told)
    assert told.heard == []
    return found


def test_everything_that_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "workstation.json"
    save(path, EVERYTHING)
    assert read(path) == EVERYTHING
    assert names(path.parent) == ["workstation.json"]


def test_without_a_file_all_is_as_usual_and_nothing_is_told_or_written(tmp_path: Path) -> None:
    assert read(tmp_path / "workstation.json") == Workstation()
    assert names(tmp_path) == []


def test_the_usual_settings_follow_the_system() -> None:
    usual = Workstation()
    assert (usual.database, usual.language, usual.scheme, usual.font_scale) == ("", "", Scheme.SYSTEM, 1.0)
    assert (usual.sound, usual.volume) == (True, 80)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "workstation.json"
    save(path, EVERYTHING)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_of_only_some_settings_leaves_the_others_as_usual(tmp_path: Path) -> None:
    path = tmp_path / "workstation.json"
    path.write_text('{"language": "fr"}')
    assert read(path) == Workstation(language="fr")


def test_what_a_newer_version_wrote_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "workstation.json"
    path.write_text('{"language": "fr", "voice": {"speed": 3}, "scanner": {"hold_ms": 60, "laser": true}}')
    save(path, replace(read(path), language="es"))
    kept = json.loads(path.read_text())
    assert (kept["language"], kept["voice"]) == ("es", {"speed": 3})
    assert (kept["scanner"]["hold_ms"], kept["scanner"]["laser"]) == (60, True)
    assert read(path) == Workstation(language="es", scanner=ScannerProfile(hold_ms=60))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"a": 1} x', b"[" * 100_000])
def test_a_broken_file_is_kept_aside_and_told_at_one_start_only(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "workstation.json"
    path.write_bytes(content)
    told = Told()
    assert load(path, told) == Workstation()
    aside = tmp_path / "workstation.json.broken"
    assert told.heard == [(SettingsFault.BROKEN, {"place": str(path), "kept": str(aside)})]
    assert aside.read_bytes() == content
    assert read(path) == Workstation()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("font_scale", 3.0),
        ("font_scale", 0.5),
        ("font_scale", "large"),
        ("volume", 101),
        ("volume", -1),
        ("scheme", "pink"),
        ("sound", "yes"),
        ("recent_databases", "stock.db"),
        ("printers", {"pick-list": 7}),
        ("layout", []),
        ("scanner", {"hold_ms": "long"}),
    ],
)
def test_a_setting_that_makes_no_sense_costs_no_other_one(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "workstation.json"
    save(path, EVERYTHING)
    document = json.loads(path.read_text()) | {name: value}
    path.write_text(json.dumps(document))
    before = path.read_bytes()
    told = Told()
    expected = replace(EVERYTHING, **{name: getattr(Workstation(), name)})
    assert load(path, told) == expected
    aside = tmp_path / "workstation.json.broken"
    facts = {"place": str(path), "kept": str(aside), "names": (name,)}
    assert told.heard == [(SettingsFault.PARTLY_BROKEN, facts)]
    assert aside.read_bytes() == before
    assert read(path) == expected


def test_a_file_that_cannot_be_read_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "workstation.json"
    path.mkdir()
    told = Told()
    assert load(path, told) == Workstation()
    [(code, facts)] = told.heard
    assert (code, facts["place"]) == (SettingsFault.UNREADABLE, str(path))
    assert path.is_dir()


WITH_PASSWORD = [
    "postgresql://anna:secret@server/stock",
    "postgresql://anna:@server/stock",
    "postgres://anna:a/b@c@server/stock",
    "postgresql://server/stock?user=anna&password=secret",
    "postgresql://server/stock?PASSWORD=",
    "postgresql://server/stock?sslpassword=secret",
    "postgresql://[server/stock",
    "host=server password=secret",
]
WITHOUT = [
    "",
    "stock.db",
    "/srv/password.db",
    "C:\\Stock\\stock.db",
    "sqlite:///stock.db",
    "postgresql://anna@server:5432/stock?service=password",
    "postgresql:///stock?host=/run/postgresql",
]


@pytest.mark.parametrize("url", WITH_PASSWORD)
def test_an_address_with_a_password_is_never_written(tmp_path: Path, url: str) -> None:
    path = tmp_path / "workstation.json"
    save(path, EVERYTHING)
    before = path.read_bytes()
    for wrong in (replace(EVERYTHING, database=url), replace(EVERYTHING, recent_databases=("a.db", url))):
        with pytest.raises(Refused) as refused:
            save(path, wrong)
        assert (refused.value.code, refused.value.facts) == (SettingsFault.PASSWORD, {"place": str(path)})
    assert path.read_bytes() == before
    assert EVERYTHING.with_recent(url) == EVERYTHING


@pytest.mark.parametrize("url", WITHOUT)
def test_an_address_without_a_password_is_known_as_such(url: str) -> None:
    assert not has_password(url)


def test_a_password_written_by_hand_is_told_unused_and_gone_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "workstation.json"
    path.write_text('{"database": "postgresql://anna:secret@server/stock", "language": "fr", "volume": 999}')
    told = Told()
    assert load(path, told) == Workstation(language="fr")
    assert [code for code, _ in told.heard] == [SettingsFault.PASSWORD, SettingsFault.PARTLY_BROKEN]
    assert "secret" not in repr(told.heard)
    assert [b"secret" in each.read_bytes() for each in tmp_path.iterdir()] == [False]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Refused) as refused:
        save(tmp_path / "workstation.json", EVERYTHING)
    tmp_path.chmod(0o700)
    assert refused.value.code is SettingsFault.NOT_WRITTEN


def test_a_failed_write_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "workstation.json"
    save(path, EVERYTHING)

    def no_room(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(Refused) as refused:
        save(path, Workstation())
    assert refused.value.code is SettingsFault.NOT_WRITTEN
    assert refused.value.facts == {"place": str(path), "reason": "No space left on device"}
    assert read(path) == EVERYTHING
    assert names(tmp_path) == ["workstation.json"]


def test_the_database_opened_last_is_remembered_first_and_only_the_last_eight() -> None:
    workstation = Workstation()
    for number in range(10):
        workstation = workstation.with_recent(f"{number}.db")
    assert workstation.recent_databases == tuple(f"{number}.db" for number in range(9, 1, -1))
    assert workstation.with_recent("5.db").recent_databases[:3] == ("5.db", "9.db", "8.db")
    assert len(workstation.with_recent("5.db").recent_databases) == 8


def test_the_layout_of_one_table_leaves_the_others() -> None:
    changed = EVERYTHING.with_layout("items", {"columns": ["sku"]})
    assert changed.layout == {**EVERYTHING.layout, "items": {"columns": ["sku"]}}


def test_the_file_lies_where_the_environment_says_else_in_the_persons_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WAREHOUSE_SETTINGS", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings_path().name == "workstation.json"
    if sys.platform == "linux":
        assert settings_path() == tmp_path / "warehouse-app" / "workstation.json"
    monkeypatch.setenv("WAREHOUSE_SETTINGS", str(tmp_path / "own.json"))
    assert settings_path() == tmp_path / "own.json"


def test_two_windows_of_one_person_keep_each_others_changes() -> None:
    before = Workstation(layout={"table:items": [1], "split:items": [5, 4]})
    mine = replace(before, volume=20, layout={**before.layout, "split:items": [9, 1]})
    theirs = replace(before, font_scale=1.5, layout={**before.layout, "table:items": [2], "table:orders": [3]})
    assert mine.laid_over(theirs, before) == replace(
        before,
        volume=20,
        font_scale=1.5,
        layout={"table:items": [2], "split:items": [9, 1], "table:orders": [3]},
    )
    assert before.laid_over(theirs, before) == theirs
