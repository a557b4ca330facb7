"""Whether a folder lies on a network share, where SQLite's write-ahead log does not work."""

import os
import re
import sys
from pathlib import Path

_NETWORK_FILE_SYSTEMS = {
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "9p", "webdav", "afpfs"),
    *("ceph", "glusterfs", "fuse.ceph", "fuse.glusterfs", "fuse.sshfs", "fuse.rclone"),
}
_DRIVE_REMOTE = 4  # GetDriveTypeW, Windows API
_ESCAPED = re.compile(r"\\([0-7]{3})")
"""How the kernel writes a blank, tab, line break or backslash of a mount's place."""


def on_network_share(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> bool:
    """Return whether `folder` is known to lie on a network share; False where the system does not say."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - there is nothing to import from it elsewhere

        root = os.path.splitdrive(folder.resolve())[0]
        return root.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root + "\\") == _DRIVE_REMOTE
    if not mounts.exists():
        return False
    place = folder.resolve()
    best, kind = "", ""
    for row in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, file_system, *_ = row.split(" ")
        point = _ESCAPED.sub(lambda found: chr(int(found[1], base=8)), point)
        # Of two mounts on one place the later one is seen.
        if place.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, file_system
    return kind in _NETWORK_FILE_SYSTEMS
