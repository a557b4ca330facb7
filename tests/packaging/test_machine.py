"""What a machine lacks for the window and for the tests, and what a person is told to do about it."""

import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import machine
import PySide6
import pytest

QT = Path(PySide6.__file__).parent
EVERYWHERE = re.compile(r"(ld-linux.*|lib(c|m|dl|pthread|resolv|gcc_s|stdc\+\+|z))\.so\.\d+")
"""What a Python on Linux does not run without."""
LOADED = (
    *(f"Qt{part}.abi3.so" for part in ("Core", "Gui", "Widgets", "Svg", "PrintSupport", "Network")),
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqwayland.so",
    "Qt/plugins/wayland-shell-integration/libxdg-shell.so",
    "Qt/plugins/wayland-decoration-client/libadwaita.so",
    "Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
    "Qt/plugins/platformthemes/libqxdgdesktopportal.so",
    "Qt/plugins/iconengines/libqsvgicon.so",
    "Qt/plugins/imageformats/libqsvg.so",
)
"""The parts of Qt that a window of ours loads; their own libraries come from these."""


def asked_for(library: Path) -> Iterator[str]:
    """Yield the names that a library of 64-bit Linux asks the loader for (the DT_NEEDED of its dynamic section)."""
    data = library.read_bytes()
    (start,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    segments = [struct.unpack_from("<IIQQQQQQ", data, start + size * number) for number in range(count)]
    (dynamic,) = (segment for segment in segments if segment[0] == 2)
    entries = list(struct.iter_unpack("<qQ", data[dynamic[2] : dynamic[2] + dynamic[5] // 16 * 16]))
    (address,) = (value for tag, value in entries if tag == 5)
    (names,) = (each[2] + address - each[3] for each in segments if each[0] == 1 and 0 <= address - each[3] < each[5])
    for tag, value in entries:
        if tag == 1:
            yield data[names + value : data.index(b"\0", names + value)].decode()


def left_to_the_system() -> set[str]:
    """Return the libraries that the parts of Qt ask for, each other's too, and that no part of Qt's packages is."""
    folders = (QT, QT / "Qt" / "lib", QT.parent / "shiboken6")
    brought = {path.name: path for folder in folders for path in folder.iterdir()}
    ahead = [QT / part for part in LOADED]
    seen = set(ahead)
    left: set[str] = set()
    while ahead:
        for name in asked_for(ahead.pop()):
            if name not in brought:
                left.add(name)
            elif brought[name] not in seen:
                seen.add(brought[name])
                ahead.append(brought[name])
    return left


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves libraries of the window to the system")
def test_the_list_names_exactly_what_qt_leaves_to_the_system() -> None:
    assert {name for name in left_to_the_system() if not EVERYWHERE.fullmatch(name)} == set(machine.LIBRARIES)


def test_a_bare_system_lacks_every_library_and_a_full_one_none() -> None:
    assert machine.missing_for_the_window("linux", lambda _: False) == machine.LIBRARIES
    assert machine.missing_for_the_window("linux", lambda _: True) == {}


def test_what_is_missing_is_told_with_the_packages_that_bring_it_each_once() -> None:
    here = set(machine.LIBRARIES) - {"libglib-2.0.so.0", "libgthread-2.0.so.0", "libxcb-cursor.so.0"}
    missing = machine.missing_for_the_window("linux", here.__contains__)
    assert missing == {
        "libglib-2.0.so.0": "libglib2.0-0",
        "libgthread-2.0.so.0": "libglib2.0-0",
        "libxcb-cursor.so.0": "libxcb-cursor0",
    }
    assert machine.packages_of(missing) == ["libglib2.0-0", "libxcb-cursor0"]


def test_the_tests_lack_the_programs_that_are_not_on_the_path() -> None:
    missing = machine.missing_for_the_tests("linux", {"xdotool": "/usr/bin/xdotool"}.get)
    assert missing == {"Xvfb": "xvfb", "setxkbmap": "x11-xkb-utils"}


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_windows_and_macos_lack_nothing(system: str) -> None:
    assert machine.missing_for_the_window(system, lambda _: False) == {}
    assert machine.missing_for_the_tests(system, lambda _: False) == {}
    assert machine.without_a_screen({}, system) is None


@pytest.mark.skipif(sys.platform != "linux", reason="asks the loader of Linux")
def test_the_loader_itself_is_asked_whether_a_library_is_there() -> None:
    assert machine.loads("libc.so.6")
    assert not machine.loads("libxcb-of-a-planet-far-away.so.0")


def test_nothing_is_done_where_nothing_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "run", forbidden)
    monkeypatch.setattr(machine, "has_apt", forbidden)
    machine.complete({})
    assert capsys.readouterr().out == ""


def test_root_installs_what_is_missing_after_a_look_at_what_there_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = on_debian(monkeypatch, user=0)
    machine.complete({"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"})
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    options = ["-y", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends"]
    assert ran == [[*apt, "update"], [*apt, "install", *options, "libegl1", "libgl1"]]
    assert capsys.readouterr().out == "== installing system packages: libegl1 libgl1\n"


def test_whoever_may_not_install_is_told_the_exact_command(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = on_debian(monkeypatch, user=1000)
    monkeypatch.setattr(machine, "passwordless_sudo", lambda: False)
    monkeypatch.setattr(shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
    with pytest.raises(SystemExit) as stopped:
        machine.complete({"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"})
    assert stopped.value.code == (
        "This system lacks some packages. Run this, then the same command again:\n\n"
        "    su - -c 'apt-get update && apt-get install -y --no-install-recommends libegl1 libgl1'\n"
    )
    assert ran == []


def test_a_failed_installation_stops_with_what_to_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = on_debian(monkeypatch, user=0, status=100)
    with pytest.raises(SystemExit, match="apt-get says why above"):
        machine.complete({"libGL.so.1": "libgl1"})
    assert len(ran) == 1


def test_with_sudo_the_command_asks_for_it() -> None:
    assert machine.by_hand(["xdotool", "xvfb"], sudo=True) == (
        "This system lacks some packages. Run this, then the same command again:\n\n"
        "    sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends xdotool xvfb'\n"
    )


def test_dnf_finds_packages_by_what_they_hold() -> None:
    assert machine.by_name({"libEGL.so.1": "libegl1", "Xvfb": "xvfb"}, dnf=True) == (
        "This system lacks some packages. Run this, then the same command again:\n\n"
        "    sudo dnf install 'libEGL.so.1()(64bit)' /usr/bin/Xvfb\n"
    )


def test_on_any_other_linux_the_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "has_apt", lambda: False)
    monkeypatch.setattr(shutil, "which", {}.get)
    with pytest.raises(SystemExit) as stopped:
        machine.complete({"libEGL.so.1": "libegl1", "libxcb-cursor.so.0": "libxcb-cursor0"})
    assert stopped.value.code == (
        "This system lacks libEGL.so.1, libxcb-cursor.so.0. Install what brings them, then run the same command again."
    )


WHAT_TO_DO = (
    "run this at the desktop of whoever is signed in there, or sign in with `ssh -X`, or try it on a screen that "
    "nobody sees: `xvfb-run python3 packaging/run.py demo`."
)


def test_without_a_screen_one_sentence_says_what_to_do() -> None:
    assert machine.without_a_screen({"TERM": "linux", "DISPLAY": ""}, "linux", forbidden) == (
        "Everything is set up, but there is no screen here to open the window on (neither DISPLAY nor WAYLAND_DISPLAY "
        "is set): " + WHAT_TO_DO
    )


def test_a_screen_that_does_not_answer_is_named() -> None:
    assert machine.without_a_screen({"DISPLAY": ":7"}, "linux", ":0".__eq__) == (
        "Everything is set up, but the screen :7 does not answer, or does not let this user in: " + WHAT_TO_DO
    )


def test_on_a_screen_that_answers_nothing_is_said() -> None:
    assert machine.without_a_screen({"DISPLAY": ":0"}, "linux", ":0".__eq__) is None


@pytest.mark.parametrize(
    "environment",
    [{"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, {"QT_QPA_PLATFORM": "offscreen"}],
)
def test_on_wayland_or_a_platform_of_somebodys_choice_no_screen_of_x11_is_asked(environment: dict[str, str]) -> None:
    assert machine.without_a_screen(environment, "linux", forbidden) is None


@pytest.mark.skipif(not machine.loads("libX11.so.6"), reason="needs the library of X11")
def test_a_screen_that_is_not_there_does_not_answer() -> None:
    assert not machine.x_server_answers(":64999")


def forbidden(*_: object, **__: object) -> NoReturn:
    """Fail: this must not be called."""
    raise AssertionError


def on_debian(monkeypatch: pytest.MonkeyPatch, *, user: int, status: int = 0) -> list[list[str]]:
    """Make this a Debian where `user` is signed in; return the list of the commands that are run from now on."""
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        return subprocess.CompletedProcess(command, status)

    monkeypatch.setattr(machine, "has_apt", lambda: True)
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(subprocess, "run", run)
    return ran
