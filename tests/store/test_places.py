"""Whether a folder lies on a network share, from what the system says is mounted where."""

import sys
from pathlib import Path

import pytest

from warehouse_app.domain.errors import Refused
from warehouse_app.store import database
from warehouse_app.store.database import open_store
from warehouse_app.store.faults import StoreFault
from warehouse_app.store.places import on_network_share

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows is asked for the kind of a drive instead")


def mounts(tmp_path: Path, *rows: str) -> Path:
    """Return a file as the kernel writes it; {here} is this test's folder."""
    file = tmp_path / "mounts"
    file.write_text("".join(row.format(here=tmp_path) + " rw,relatime 0 0\n" for row in rows))
    return file


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "ceph", "afs"])
def test_a_folder_of_a_server_is_a_share(tmp_path: Path, kind: str) -> None:
    listed = mounts(tmp_path, "/dev/sda1 / ext4", f"server:/export {{here}} {kind}")
    assert on_network_share(tmp_path, listed)
    assert on_network_share(tmp_path / "deep" / "below", listed)
    assert not on_network_share(tmp_path.parent, listed)


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "overlay", "tmpfs", "apfs", "fuseblk"])
def test_a_disk_of_this_machine_is_none(tmp_path: Path, kind: str) -> None:
    assert not on_network_share(tmp_path, mounts(tmp_path, "server:/root / nfs4", f"/dev/sda1 {{here}} {kind}"))


def test_the_mount_nearest_to_the_folder_decides(tmp_path: Path) -> None:
    rows = ["/dev/sda1 / ext4", "server:/a {here}/a nfs4", "/dev/sdb1 {here}/a/local ext4"]
    for listed in (mounts(tmp_path, *rows), mounts(tmp_path, *reversed(rows))):
        assert on_network_share(tmp_path / "a", listed)
        assert not on_network_share(tmp_path / "a" / "local" / "deep", listed)
        assert not on_network_share(tmp_path / "ab", listed)


def test_of_two_mounts_on_one_folder_the_later_is_seen(tmp_path: Path) -> None:
    assert on_network_share(tmp_path, mounts(tmp_path, "/dev/sda1 {here} ext4", "server:/a {here} nfs"))
    assert not on_network_share(tmp_path, mounts(tmp_path, "server:/a {here} nfs", "/dev/sda1 {here} ext4"))


@pytest.mark.parametrize(
    ("name", "written"), [("two words", "two\\040words"), ("a\tb", "a\\011b"), ("back\\slash", "back\\134slash")]
)
def test_odd_characters_in_a_mount_are_understood(tmp_path: Path, name: str, written: str) -> None:
    assert on_network_share(tmp_path / name, mounts(tmp_path, f"//server/x {{here}}/{written} cifs"))


def test_a_link_into_a_share_is_followed(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "share")
    assert on_network_share(tmp_path / "link", mounts(tmp_path, "server:/a {here}/share nfs"))


def test_a_system_that_does_not_say_is_believed(tmp_path: Path) -> None:
    assert not on_network_share(tmp_path, tmp_path / "no such file")


def test_a_database_on_a_share_is_refused_before_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []

    def on_share(folder: Path) -> bool:
        asked.append(folder)
        return folder.name == "share"

    monkeypatch.setattr(database, "on_network_share", on_share)
    share = tmp_path / "share"
    share.mkdir()
    link = tmp_path / "house.db"
    link.symlink_to(share / "house.db")
    for path in (share / "house.db", link):
        with pytest.raises(Refused) as refusal:
            open_store(str(path), create=True)
        assert (refusal.value.code, refusal.value.facts) == (StoreFault.NETWORK, {"place": str(path)})
    assert asked == [share, share]
    assert list(share.iterdir()) == []
