"""Set up this checkout in `.venv` and run something in it, with nothing but a bare Python.

    python3 packaging/run.py demo                        open the window on a demo warehouse, kept nowhere
    python3 packaging/run.py start [arguments]           open the window on your own warehouse
    python3 packaging/run.py setup                       only what the command line needs, e.g. on a server
    python3 packaging/run.py tests [pytest arguments]    every check; stops at the first that fails
    python3 packaging/run.py lock [uv arguments]         renew the lock files, e.g. with --upgrade

What belongs here: the virtual environment, and one function per command; machine.py knows what the system must bring.
Only the standard library is at hand, and the syntax stays readable to an older Python so that it can be told that it
is too old.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import machine

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
INSTALLED = VENV / "installed-from.txt"
RUN_TIME_LOCK = ROOT / "packaging" / "requirements.txt"
TESTS_LOCK = ROOT / "packaging" / "requirements-tests.txt"
SYSTEMS = (
    "x86_64-manylinux_2_34",
    "aarch64-manylinux_2_39",
    "x86_64-pc-windows-msvc",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
)
"""The systems that the README names, as uv calls them: the locks must be installable there without a compiler."""

CHECKS = (
    ("ruff check", ["ruff", "check", "."]),
    ("ruff format --check", ["ruff", "format", "--check", "."]),
    ("mypy", ["mypy"]),
)
AT_A_TIME = ("--numprocesses=2", "--dist=loadfile")
"""How the tests run, on two cores: half the time they wait, for windows and other processes; files are independent."""


def say(line: str) -> None:
    """Print at once, so that the line stands above what the next program prints."""
    print(line, flush=True)


def run(command: list[str], **variables: str) -> int:
    """Run a program in the checkout with its output shown, told these variables too; return its exit status."""
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=False).returncode


# The environment ------------------------------------------------------------------------------------------------------


def recipe(lock: Path) -> str:
    """Return the line that says from which state of the lock and the project file an environment was made, and where.

    A checkout that was moved is installed anew: its environment still points to the old place.
    """
    digest = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + os.fsencode(ROOT))
    return f"{lock.name} {digest.hexdigest()}\n"


def environment_works() -> bool:
    """Return whether `.venv` holds a Python that is new enough and has pip."""
    question = f"import sys, pip; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        return subprocess.run([str(PYTHON), "-c", question], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def prepare(lock: Path, missing: Mapping[str, str]) -> None:
    """Complete the system by what is `missing`, and bring `.venv` to the state of the lock."""
    works = environment_works()
    ready = works and INSTALLED.exists() and recipe(lock) in INSTALLED.read_text("utf-8")
    machine.complete(missing if ready else {**machine.missing_for_the_environment(), **missing})
    if not ready:
        install(lock, anew=not works)


def install(lock: Path, *, anew: bool) -> None:
    """Make `.venv` where it is asked anew, install the locked packages, then the checkout itself."""
    if anew:
        say(f"== making {VENV.name}")
        if run([sys.executable, "-m", "venv", "--clear", str(VENV)]):
            sys.exit(f"{VENV} could not be made: Python says why above.")
    INSTALLED.unlink(missing_ok=True)
    say(f"== installing the packages of {lock.relative_to(ROOT).as_posix()} (the first time takes a minute or two)")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    # The lock names everything, so nothing is resolved anew: older pips look past the pin of a package that another one
    # asks for with an extra, and then refuse the newer release for having no hash.
    if run([*pip, "--no-deps", "--require-hashes", "--requirement", str(lock)]):
        sys.exit(
            "The packages could not be installed: pip says why above. If it could not reach its package index, check "
            "that this machine is online (a proxy or a mirror belongs into pip's own configuration), then run the same "
            "command again."
        )
    if run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]):
        sys.exit("The program itself could not be installed: pip says why above.")
    # Whatever the tests' lock holds includes the run-time lock, version by version.
    locks = [RUN_TIME_LOCK, TESTS_LOCK] if lock == TESTS_LOCK else [RUN_TIME_LOCK]
    INSTALLED.write_text("".join(recipe(each) for each in locks), "utf-8")


# The commands ---------------------------------------------------------------------------------------------------------


def demo(arguments: list[str]) -> int:
    """Open the window on a demo warehouse that is gone afterwards."""
    return open_window(["demo", *arguments])


def start(arguments: list[str]) -> int:
    """Open the window on the warehouse of whoever is signed in, or on the one that the arguments name."""
    return open_window(arguments)


def open_window(arguments: list[str]) -> int:
    """Set up what the window needs, then run the program until it is closed."""
    prepare(RUN_TIME_LOCK, machine.missing_for_the_window())
    sentence = machine.without_a_screen(os.environ)
    if sentence:
        sys.exit(sentence)
    # Where the person is, not in the checkout: the arguments may name files.
    return subprocess.run([str(BIN / "warehouse-app"), *arguments], check=False).returncode


def tests(arguments: list[str]) -> int:
    """Run every check; return the first failing one's exit status."""
    prepare(TESTS_LOCK, {**machine.missing_for_the_window(), **machine.missing_for_the_tests()})
    # What the tests start is installed now, where there are packages of it: none may be skipped for want of it.
    promised = {"WAREHOUSE_ALL_TESTS": "1"} if sys.platform == "linux" else {}
    passed: list[str] = []
    for name, command in (*CHECKS, ("pytest", ["pytest", *AT_A_TIME, *arguments])):
        say(f"== {name}")
        status = run([str(PYTHON), "-m", *command], **promised)
        if status:
            say(f"Failed: {name} (exit status {status}). Passed before it: {', '.join(passed) or 'nothing'}.")
            return status
        passed.append(name)
    say(f"Passed: {', '.join(passed)}.")
    return 0


def setup(_arguments: list[str]) -> int:
    """Install what the command line needs, and say how to start it."""
    prepare(RUN_TIME_LOCK, {})
    program = (BIN / "warehouse-app").relative_to(ROOT)
    say(f"Ready. Next, in {ROOT}:\n\n    {program} --help\n")
    return 0


def lock(arguments: list[str]) -> int:
    """Renew both lock files for every system and every Python from the oldest on."""
    uv = shutil.which("uv", path=str(BIN)) or shutil.which("uv")
    if uv is None:
        sys.exit(f"This needs uv: {PYTHON.relative_to(ROOT)} -m pip install uv")
    oldest = "{}.{}".format(*OLDEST_PYTHON)
    compile_ = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", oldest]
    compile_ += ["--custom-compile-command", "python3 packaging/run.py lock", *arguments]
    compile_ += ["pyproject.toml", "--extra", "postgresql", "--group", "build"]
    everything, run_time = (path.relative_to(ROOT).as_posix() for path in (TESTS_LOCK, RUN_TIME_LOCK))
    return (
        run([*compile_, "--group", "tests", "--output-file", everything])
        or run([*compile_, "--constraints", everything, "--output-file", run_time])
        or installable(uv, everything)
    )


def installable(uv: str, everything: str) -> int:
    """Return 0 when a ready-made wheel of every locked package exists for every system, else uv's exit status."""
    for system in SYSTEMS:
        say(f"== would install on {system}")
        trial = [uv, "pip", "install", "--quiet", "--dry-run", "--python-platform", system, "--only-binary", ":all:"]
        trial += ["--target", str(VENV / "never-made"), "--no-deps", "--require-hashes", "--requirement", everything]
        status = run(trial)
        if status:
            return status
    return 0


COMMANDS = {"demo": demo, "start": start, "setup": setup, "tests": tests, "lock": lock}


def main(arguments: list[str]) -> int:
    """Do what the command line asks; return the exit status."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            "Warehouse App needs Python {}.{} or newer, and this is {}.{}: start this file with a newer one.".format(
                *OLDEST_PYTHON, *sys.version_info[:2]
            )
        )
    if not arguments or arguments[0] not in COMMANDS:
        sys.exit(__doc__)
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
