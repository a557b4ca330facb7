"""Trouble that a person can mend, as the command line tells it: a sentence on standard error and exit status 1."""

from pathlib import Path

import pytest

from tests.cli.running import Line

EVERY = (
    *(["queue"], ["check"], ["daily"], ["explain", "SO-1"], ["cancel", "SO-1"], ["allocate"], ["release"]),
    *(["receive", "PO-1", "--all"], ["unrelease", "PL-1"], ["print", "pick-list", "PL-1"], ["scan"]),
    *(["export", "items", "items.csv"], ["import", "items", "items.csv"]),
    *(["pin", "SO-1", "1", "1", "--why", "x"], ["unpin", "SO-1", "1"], ["hold", "SO-1", "--why", "x"]),
    *(["unhold", "SO-1"], ["classify", "SO-1", "A", "--why", "x"], ["runs"], ["undo", "1"], ["settings"]),
)
"""Each command that opens a house."""


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words[0])
def test_a_database_that_is_not_there_is_not_made(folder: Path, words: list[str]) -> None:
    line = Line("none.db")
    assert line.refused(*words) == (
        "There is no database none.db. Correct its name after --database, or make a new warehouse there with "
        "“warehouse-app init”."
    )
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("words", EVERY, ids=lambda words: words[0])
def test_a_damaged_file_is_told_by_every_command(folder: Path, words: list[str]) -> None:
    (folder / "house.db").write_bytes(b"This is no database, but somebody's letter." * 100)
    assert Line("house.db").refused(*words) == (
        "house.db is damaged, or is no database at all. Check its name; if it is right, check the disk and restore "
        "the last good backup."
    )


def test_a_folder_that_cannot_be_made_is_told(folder: Path) -> None:
    (folder / "file").write_text("")
    line = Line(str(folder / "file" / "house.db"))
    assert line.refused("init") == (
        f"{line.url} cannot be opened or made. Check that its folder is there, and that this user may write to it."
    )
    assert [path.name for path in folder.iterdir()] == ["file"]


def test_a_database_without_a_house_is_told(folder: Path) -> None:
    (folder / "house.db").write_bytes(b"")
    assert Line("house.db").refused("queue") == (
        "There is no warehouse in house.db yet. Make one there with “warehouse-app init”, or name another database "
        "after --database."
    )


def test_a_newer_database_is_refused_by_every_command_and_untouched(small: Line, folder: Path) -> None:
    small.tamper("INSERT INTO schema_migration (name, applied) VALUES ('0099_later', '2027-01-01')")
    small.tamper("PRAGMA wal_checkpoint(TRUNCATE)")
    before = (folder / "house.db").read_bytes()
    for words in (*EVERY, ["init"]):
        sentence = small.refused(*words)
        if words != ["init"]:
            assert sentence == (
                f"{small.url} was changed by a newer version of this program (up to 0099_later), and is untouched. "
                "Install that version at this workstation too."
            )
    assert (folder / "house.db").read_bytes() == before


def test_a_key_that_is_missing_or_broken_is_told(small: Line, folder: Path) -> None:
    key = folder / "house.db.key"
    key.write_text("rubbish")
    assert small.refused("queue") == (
        f"{key} cannot be read as the key of this warehouse's ledger. Allow this user to read it; if it was changed, "
        "copy it again from a backup or another workstation."
    )
    key.unlink()
    assert small.refused("check", "--json") == (
        f"The key of this warehouse's ledger is not at {key}. Copy it there from where the database was before, from "
        "its backup or from another workstation, or say in WAREHOUSE_KEY_FILE where it is."
    )
    assert not key.exists()


def test_a_key_that_cannot_be_kept_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").write_text("")
    monkeypatch.setenv("WAREHOUSE_KEY_FILE", "file/house.key")
    assert Line("house.db").refused("init") == (
        "The key of the new warehouse's ledger cannot be kept at file/house.key (File exists). Make room there and "
        "allow this user to write to that folder, or name another file in WAREHOUSE_KEY_FILE; then run "
        "“warehouse-app init” again."
    )


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (
            "mysql://root@server/house",
            (
                "mysql://root@server/house is no address of a database. Write a path, sqlite:///path or "
                "postgresql://user@server/name."
            ),
        ),
        (
            "postgresql://anna:secret@127.0.0.1:1/house",
            (
                "The database postgresql://anna:…@127.0.0.1:1/house does not answer. Check its address, user and "
                "password, the network and the server; then repeat what was not confirmed."
            ),
        ),
    ],
)
def test_an_address_that_leads_nowhere_is_told_without_its_password(url: str, sentence: str) -> None:
    assert Line(url).refused("queue") == sentence
    assert Line(url).refused("init") == sentence


def test_the_database_may_be_named_by_the_environment(small: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = small.json("queue")
    monkeypatch.setenv("WAREHOUSE_DATABASE", small.url)
    assert Line("").json("queue") == waiting
    assert Line(f"sqlite:///{small.url}").json("queue") == waiting


def test_a_name_that_came_out_empty_is_not_the_house_of_the_user(small: Line) -> None:
    assert small.refused("--database", "", "queue").startswith(". cannot be opened or made.")


def test_without_a_name_it_is_the_house_of_the_user(tmp_path: Path) -> None:
    line = Line("")
    place = tmp_path / "home" / "warehouse-app" / "warehouse.db"
    assert line.refused("queue").startswith(f"There is no database {place}.")
    assert line.did("init", "--time-zone", "UTC") == [
        f"“Warehouse” is ready in {place}; its days begin at midnight in UTC."
    ]
    assert line.json("queue") == []


@pytest.mark.parametrize("words", [["explain", "\udcff"], ["queue", "--item", "\udcff"], ["cancel", "SO-1\udcff"]])
def test_letters_of_another_encoding_are_told(small: Line, words: list[str]) -> None:
    before = small.dump()
    assert small.refused(*words) == (
        "The command has a letter in another encoding than this computer's, so nothing was done. Type it again here."
    )
    assert small.dump() == before


def test_only_people_of_the_house_act_once_there_are_any(small: Line) -> None:
    small.tamper("INSERT INTO person (name, role) VALUES ('anna', 1), ('lea', 2)")
    before = small.dump()
    assert small.refused("--user", "otto", "receive", "PO-1", "LAMP=1") == (
        "Nobody here is called otto. Scan your badge, say who is acting with --user, or ask an admin to add you."
    )
    assert small.refused("--user", "anna", "receive", "PO-1", "LAMP=21", "--accept-over") == (
        "anna may not do this, it takes the role “lead”. Ask somebody who has it."
    )
    assert small.dump() == before
    assert small.did("--user", "lea", "receive", "PO-1", "LAMP=21", "--accept-over")[0].startswith("GR-1: 21 × LAMP")


@pytest.mark.parametrize("words", [["undo"], ["unpin", "SO-1"], ["cancel", "SO-1"]], ids=lambda words: words[0])
@pytest.mark.parametrize("number", ["0", "9223372036854775808"])
def test_a_number_that_no_line_or_run_can_have_is_wrong_usage(small: Line, words: list[str], number: str) -> None:
    before = small.dump()
    assert small.misused(*words, number).endswith(f"{number} is not in the range 1<=x<=9223372036854775807.")
    assert small.refused(*words, "9223372036854775807") != ""
    assert small.dump() == before
