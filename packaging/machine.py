"""What this machine lacks of what the program needs from its system, and how it is got there.

What belongs here: the libraries that Qt's window opens on Linux, the parts that Debian's Python keeps in packages of
their own, the programs that the tests start, and the sentences that say what to do. Only the standard library is at
hand, and the syntax stays readable to an older Python (see run.py). Windows and macOS bring everything along.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

LIBRARIES = {
    # Qt Core, Gui, Widgets, Svg, Print Support and Network
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    # Debian 13 and Ubuntu 24.04 call it libglib2.0-0t64, which provides the old name.
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
    # its window on X11
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    # its window on Wayland
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
"""What the Qt of our lock opens and does not bring along, with the package of Debian that holds it."""

PROGRAMS = {"Xvfb": "xvfb", "setxkbmap": "x11-xkb-utils", "xdotool": "xdotool"}
"""What the tests start to type into a real window on a screen that nobody sees."""


# What is missing ------------------------------------------------------------------------------------------------------


def loads(library: str) -> bool:
    """Return whether the system's loader finds the library, which is what Qt will ask it."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_for_the_window(system: str = sys.platform, is_there: Callable[[str], object] = loads) -> dict[str, str]:
    """Return the libraries that Qt would not find, each with its package."""
    return absent(LIBRARIES, is_there) if system == "linux" else {}


def missing_for_the_tests(
    system: str = sys.platform, is_there: Callable[[str], object] = shutil.which
) -> dict[str, str]:
    """Return the programs that the tests would not find, each with its package."""
    return absent(PROGRAMS, is_there) if system == "linux" else {}


def absent(needed: Mapping[str, str], is_there: Callable[[str], object]) -> dict[str, str]:
    """Return what of `needed` is not there."""
    return {name: package for name, package in needed.items() if not is_there(name)}


def missing_for_the_environment() -> dict[str, str]:
    """Return the parts without which no environment can be made or no registry be trusted, each with its package."""
    missing = {}
    if importlib.util.find_spec("ensurepip") is None:
        if not debians_own_python():
            sys.exit(f"{sys.executable} has no ensurepip, so it cannot make an environment: use a complete Python.")
        missing["ensurepip"] = "python{}.{}-venv".format(*sys.version_info[:2])
    # Another Python than Debian's own brings its certificates along.
    if debians_own_python() and not CERTIFICATES.exists():
        missing[CERTIFICATES.name] = "ca-certificates"
    return missing


def debians_own_python() -> bool:
    """Return whether this Python came with a Debian-like system, which keeps parts of it in packages of their own."""
    return sys.base_prefix == "/usr" and has_apt()


def has_apt() -> bool:
    """Return whether this is Debian or one of its relatives."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


# What to do about it --------------------------------------------------------------------------------------------------


def complete(missing: Mapping[str, str]) -> None:
    """Install what is missing where we may, else say what does it and stop."""
    if not missing:
        return
    if not has_apt():
        sys.exit(by_name(missing, dnf=shutil.which("dnf") is not None))
    packages = packages_of(missing)
    root = os.geteuid() == 0
    if not root and not passwordless_sudo():
        sys.exit(by_hand(packages, sudo=shutil.which("sudo") is not None))
    print(f"== installing system packages: {' '.join(packages)}", flush=True)
    before = [*([] if root else ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    for step in (["update"], ["install", "-y", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", *packages]):
        if subprocess.run([*before, *step], stdout=subprocess.DEVNULL, check=False).returncode:
            sys.exit("The system packages could not be installed: apt-get says why above. Is this machine online?")


def packages_of(missing: Mapping[str, str]) -> list[str]:
    """Return the packages that bring what is missing, each once."""
    return sorted(set(missing.values()))


def passwordless_sudo() -> bool:
    """Return whether sudo would run a command without asking."""
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def by_hand(packages: list[str], *, sudo: bool) -> str:
    """Return what a person who may not install packages here is told on Debian and its relatives."""
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    as_root = f"{'sudo sh' if sudo else 'su -'} -c {shlex.quote(command)}"
    return f"This system lacks some packages. Run this, then the same command again:\n\n    {as_root}\n"


def by_name(missing: Mapping[str, str], *, dnf: bool) -> str:
    """Return what is told on another Linux, whose package names are not known here; dnf finds packages by content."""
    if not dnf:
        return f"This system lacks {', '.join(missing)}. Install what brings them, then run the same command again."
    contents = [f"{name}()(64bit)" if ".so." in name else f"/usr/bin/{name}" for name in missing]
    return (
        "This system lacks some packages. Run this, then the same command again:\n\n"
        f"    sudo dnf install {' '.join(map(shlex.quote, contents))}\n"
    )


def without_a_screen(
    environment: Mapping[str, str], system: str = sys.platform, answers: Callable[[str], bool] | None = None
) -> str | None:
    """Return what is said where a window cannot open for want of a screen, or None where it can."""
    # Whoever names a platform of Qt's own choosing (offscreen, vnc, linuxfb) knows where the window goes.
    if system != "linux" or environment.get("WAYLAND_DISPLAY") or environment.get("QT_QPA_PLATFORM"):
        return None
    display = environment.get("DISPLAY")
    if not display:
        lack = "there is no screen here to open the window on (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    elif not (answers or x_server_answers)(display):
        lack = f"the screen {display} does not answer, or does not let this user in"
    else:
        return None
    return (
        f"Everything is set up, but {lack}: run this at the desktop of whoever is signed in there, or sign in with "
        "`ssh -X`, or try it on a screen that nobody sees: `xvfb-run python3 packaging/run.py demo`."
    )


def x_server_answers(display: str) -> bool:
    """Return whether a window can be opened on a screen of X11."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    connection = x11.XOpenDisplay(display.encode())
    if connection is None:
        return False
    x11.XCloseDisplay(ctypes.c_void_p(connection))
    return True
