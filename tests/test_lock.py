"""The lock files: every direct dependency is pinned with hashes, and nothing in them ties a machine to one place."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[^ ;\\]+)(?P<rest>[^\n]*(?:(?<=\\)\n[^\n]*)*)", re.MULTILINE
)
RUN_TIME, TESTS = "requirements.txt", "requirements-tests.txt"


def project() -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def wanted(lock: str) -> dict[str, Requirement]:
    """Return the direct dependencies that `lock` must satisfy, by name."""
    said = project()
    lines = [*said["project"]["dependencies"], *said["dependency-groups"]["build"]]
    lines += [line for extra in said["project"]["optional-dependencies"].values() for line in extra]
    if lock == TESTS:
        lines += said["dependency-groups"]["tests"]
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(each.name): each for each in requirements}


def text_of(lock: str) -> str:
    """Return the lock file's text."""
    return (ROOT / "packaging" / lock).read_text("utf-8")


def pins(lock: str) -> dict[str, str]:
    """Return the pinned version of each package in `lock`; a pin without a hash fails."""
    found: dict[str, str] = {}
    for pin in PIN.finditer(text_of(lock)):
        assert "--hash=sha256:" in pin["rest"], f"{pin['name']} has no hash"
        found[canonicalize_name(pin["name"])] = pin["version"]
    return found


@pytest.mark.parametrize("lock", [RUN_TIME, TESTS])
def test_every_direct_dependency_is_pinned_to_a_version_it_allows(lock: str) -> None:
    pinned = pins(lock)
    wrong = {
        name: pinned.get(name)
        for name, requirement in wanted(lock).items()
        if name not in pinned or Version(pinned[name]) not in requirement.specifier
    }
    assert wrong == {}, "run: python3 packaging/run.py lock"


def test_both_locks_pin_the_same_versions() -> None:
    run_time, tests = pins(RUN_TIME), pins(TESTS)
    assert run_time == {name: tests.get(name) for name in run_time}


def test_tools_of_the_tests_are_not_installed_for_people() -> None:
    tools = wanted(TESTS).keys() - wanted(RUN_TIME).keys()
    assert "pytest" in tools
    assert tools & pins(RUN_TIME).keys() == set()


@pytest.mark.parametrize("lock", [RUN_TIME, TESTS])
def test_a_lock_names_no_address_and_no_option_of_an_index(lock: str) -> None:
    for line in text_of(lock).splitlines():
        assert "://" not in line
        assert not re.match(r"\s*(-[a-z]\b|--(?!hash=sha256:))", line)


def test_the_build_group_repeats_what_the_build_system_requires() -> None:
    said = project()
    assert said["dependency-groups"]["build"] == said["build-system"]["requires"]
