"""Set up this checkout in `.venv` and run something in it, with nothing but a bare Python.

    python3 packaging/run.py tests [pytest arguments]    every check; stops at the first that fails
    python3 packaging/run.py setup                       only what the program needs to run
    python3 packaging/run.py lock [uv arguments]         renew the lock files, e.g. with --upgrade

What belongs here: finding what the machine lacks, the virtual environment, and one function per command. Only the
standard library is at hand, and the syntax stays readable to an older Python so that it can be told that it is too old.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
INSTALLED = VENV / "installed-from.txt"
RUN_TIME_LOCK = ROOT / "packaging" / "requirements.txt"
TESTS_LOCK = ROOT / "packaging" / "requirements-tests.txt"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

CHECKS = (
    ("ruff check", ["ruff", "check", "."]),
    ("ruff format --check", ["ruff", "format", "--check", "."]),
    ("mypy", ["mypy"]),
)


def say(line: str) -> None:
    """Print at once, so that the line stands above what the next program prints."""
    print(line, flush=True)


def run(command: list[str], *, errors_only: bool = False) -> int:
    """Run a program in the checkout with its output shown; return its exit status."""
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL if errors_only else None, check=False).returncode


# What the machine lacks -----------------------------------------------------------------------------------------------


def debians_own_python() -> bool:
    """Return whether this Python came with a Debian-like system, which keeps parts of it in packages of their own."""
    return sys.base_prefix == "/usr" and Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def missing_system_packages() -> list[str]:
    """Return the Debian packages without which no environment can be made or no registry be trusted."""
    missing = []
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python{}.{}-venv".format(*sys.version_info[:2]))
    if not CERTIFICATES.exists():
        missing.append("ca-certificates")
    return missing


def complete_the_system() -> None:
    """Install what a bare Debian lacks where we may, else say the one command that does it and stop."""
    if not debians_own_python():
        if importlib.util.find_spec("ensurepip") is None:
            sys.exit(f"{sys.executable} has no ensurepip, so it cannot make an environment: use a complete Python.")
        return
    packages = missing_system_packages()
    if not packages:
        return
    update = ["apt-get", "update", "-qq"]
    install = ["apt-get", "install", "-y", "-qq", "-o", "Dpkg::Use-Pty=0", "--no-install-recommends", *packages]
    root = os.geteuid() == 0
    if not root and not passwordless_sudo():
        by_hand = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
        sudo = f"sudo sh -c {shlex.quote(by_hand)}" if shutil.which("sudo") else f"su -c {shlex.quote(by_hand)}"
        sys.exit(f"This system lacks {' and '.join(packages)}. Run this, then the same command again:\n\n    {sudo}\n")
    say(f"== installing system packages: {' '.join(packages)}")
    before = [*([] if root else ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive"]
    if run([*before, *update], errors_only=True) or run([*before, *install], errors_only=True):
        sys.exit("The system packages could not be installed: apt-get says why above. Is this machine online?")


def passwordless_sudo() -> bool:
    """Return whether sudo would run a command without asking."""
    if shutil.which("sudo") is None:
        return False
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


# The environment ------------------------------------------------------------------------------------------------------


def recipe(lock: Path) -> str:
    """Return the line that says from which state of the lock and the project file an environment was made."""
    digest = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes())
    return f"{lock.name} {digest.hexdigest()}\n"


def environment_works() -> bool:
    """Return whether `.venv` holds a Python that is new enough and has pip."""
    question = f"import sys, pip; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    try:
        return subprocess.run([str(PYTHON), "-c", question], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def prepare(lock: Path) -> None:
    """Bring `.venv` to the state of the lock: make it, install the locked packages, then the checkout itself."""
    works = environment_works()
    if works and INSTALLED.exists() and recipe(lock) in INSTALLED.read_text("utf-8"):
        return
    complete_the_system()
    if not works:
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


def tests(arguments: list[str]) -> int:
    """Run every check; return the first failing one's exit status."""
    prepare(TESTS_LOCK)
    passed: list[str] = []
    for name, command in (*CHECKS, ("pytest", ["pytest", *arguments])):
        say(f"== {name}")
        status = run([str(PYTHON), "-m", *command])
        if status:
            say(f"Failed: {name} (exit status {status}). Passed before it: {', '.join(passed) or 'nothing'}.")
            return status
        passed.append(name)
    say(f"Passed: {', '.join(passed)}.")
    return 0


def setup(_arguments: list[str]) -> int:
    """Install what the program needs to run, and say how to start it."""
    prepare(RUN_TIME_LOCK)
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
    return run([*compile_, "--group", "tests", "--output-file", everything]) or run(
        [*compile_, "--constraints", everything, "--output-file", run_time]
    )


COMMANDS = {"tests": tests, "setup": setup, "lock": lock}


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
