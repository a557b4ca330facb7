"""Where a new house is built: nothing at its place before it is whole, nothing left of one that was given up."""

import os
import stat
import sys
from pathlib import Path

import pytest

from tests.conftest import NOW
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.house import HouseFault
from warehouse_app.house import House, KeyFault, found, open_house
from warehouse_app.store.database import Store
from warehouse_app.store.faults import StoreFault
from warehouse_app.ui.background import Cancelled
from warehouse_app.ui.first_start.making import Identity, make
from warehouse_app.ui.first_start.site import Beside, InPlace, site_of
from warehouse_app.ui.words.first_start import FirstFault

SMALL = Identity("Small", "UTC", "EUR")


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep out of the keys of whoever runs the tests, and stop the clock."""
    monkeypatch.delenv("WAREHOUSE_KEY_FILE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(Store, "now", lambda _store: NOW)


def empty(_house: House, _tell: object) -> None:
    """Fill a house with nothing."""


def tell(_what: str, _count: int) -> None:
    """Listen, and cancel nothing."""


def made(url: str, identity: Identity = SMALL) -> bool:
    """Make an empty house."""
    return make(site_of(url), identity, "anna", tell, empty)


def names(folder: Path) -> list[str]:
    """Return all that lies in a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_house_is_built_beside_and_moved_whole_with_its_key(tmp_path: Path) -> None:
    place = tmp_path / "new" / "house.db"
    seen: list[list[str]] = []

    def look(house: House, _tell: object) -> None:
        seen.append(names(tmp_path))
        assert house.settings.name == "Small"

    assert make(site_of(str(place)), SMALL, "anna", tell, look)
    assert "new/house.db" not in seen[0]
    assert "new/.house.db.unfinished/house.db" in seen[0]
    assert names(tmp_path) == ["new", "new/house.db", "new/house.db.key"]
    house = open_house(str(place))
    assert (house.settings.name, house.settings.currency) == ("Small", "EUR")
    house.close()
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "new" / "house.db.key").stat().st_mode) == 0o600


def test_what_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []

    def cancel(what: str, count: int) -> None:
        told.append((what, count))
        raise Cancelled

    def fill(_house: House, tell: object) -> None:
        assert callable(tell)
        tell("items", 3)

    assert not make(site_of(str(tmp_path / "house.db")), SMALL, "anna", cancel, fill)
    assert (told, names(tmp_path)) == ([("items", 3)], [])
    assert not make(site_of(str(tmp_path / "house.db")), SMALL, "anna", cancel, empty)
    assert names(tmp_path) == []


def test_a_refusal_leaves_nothing_and_names_the_place_that_the_person_knows(tmp_path: Path) -> None:
    place = tmp_path / "house.db"
    with pytest.raises(Refused) as refused:
        made(str(place), Identity("Small", "Mars/Base", "EUR"))
    assert (refused.value.code, refused.value.facts) == (HouseFault.UNKNOWN_ZONE, {"zone": "Mars/Base"})
    assert names(tmp_path) == []
    (tmp_path / "house.db.key").write_text("no key")
    with pytest.raises(Refused) as refused:
        made(str(place))
    assert (refused.value.code, refused.value.facts) == (KeyFault.BROKEN, {"place": str(tmp_path / "house.db.key")})
    assert names(tmp_path) == ["house.db.key"]


def test_a_bug_leaves_nothing_either(tmp_path: Path) -> None:
    def fail(_house: House, _tell: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        make(site_of(str(tmp_path / "house.db")), SMALL, "anna", tell, fail)
    assert names(tmp_path) == []


def test_what_a_killed_start_has_left_is_cleared_away(tmp_path: Path) -> None:
    place = tmp_path / "house.db"
    site = Beside(place)
    site.begin()
    found(site.url, name="Half", time_zone="UTC", currency="EUR").close()
    assert made(str(place))
    assert names(tmp_path) == ["house.db", "house.db.key"]
    house = open_house(str(place))
    assert house.settings.name == "Small"
    house.close()


def test_the_key_of_a_house_that_was_there_before_is_used_again_and_kept(tmp_path: Path) -> None:
    key = "0123456789abcdef" * 4
    (tmp_path / "house.db.key").write_text(key)
    assert made(str(tmp_path / "house.db"))
    assert (tmp_path / "house.db.key").read_text() == key
    house = open_house(str(tmp_path / "house.db"))
    assert house.store.key == bytes.fromhex(key)
    house.close()


def test_a_house_that_somebody_made_meanwhile_is_unchanged(tmp_path: Path) -> None:
    place = tmp_path / "house.db"

    def another(_house: House, _tell: object) -> None:
        place.write_bytes(b"another's")

    with pytest.raises(Refused) as refused:
        make(site_of(str(place)), SMALL, "anna", tell, another)
    assert (refused.value.code, refused.value.facts) == (FirstFault.TAKEN, {"place": str(place)})
    assert place.read_bytes() == b"another's"
    assert ".house.db.unfinished" not in names(tmp_path)


@pytest.mark.parametrize("links", [True, False])
def test_a_file_system_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    place = tmp_path / "house.db"
    assert made(str(place))
    assert names(tmp_path) == ["house.db", "house.db.key"]

    def another(_house: House, _tell: object) -> None:
        (tmp_path / "b.db").write_bytes(b"another's")

    with pytest.raises(Refused) as refused:
        make(site_of(str(tmp_path / "b.db")), SMALL, "anna", tell, another)
    assert refused.value.code is FirstFault.TAKEN
    assert (tmp_path / "b.db").read_bytes() == b"another's"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused) as refused:
        made(str(tmp_path / "file" / "house.db"))
    assert (refused.value.code, refused.value.facts["place"]) == (FirstFault.FOLDER, str(tmp_path / "file"))


def test_an_empty_file_becomes_the_house_in_place_and_stays_one(tmp_path: Path) -> None:
    place = tmp_path / "house.db"
    place.touch()
    assert isinstance(site_of(str(place)), InPlace)

    def cancel(_what: str, _count: int) -> None:
        raise Cancelled

    assert make(site_of(str(place)), SMALL, "anna", cancel, empty), "an empty house is there, and is to be opened"
    house = open_house(str(place))
    assert house.settings.name == "Small"
    house.close()


def test_a_file_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "house.db"
    place.write_bytes(b"not a database at all, but long enough to be looked at" * 20)
    before = place.read_bytes()
    with pytest.raises(Refused) as refused:
        made(str(place))
    assert (refused.value.code, refused.value.facts) == (StoreFault.DAMAGED, {"place": str(place)})
    assert place.read_bytes() == before


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("postgresql://anna@server/stock", InPlace),
        ("new.db", Beside),
        ("sqlite:///new.db", Beside),
    ],
)
def test_only_a_new_file_is_built_beside_its_place(url: str, kind: type) -> None:
    assert type(site_of(url)) is kind
