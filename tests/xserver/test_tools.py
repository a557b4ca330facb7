"""What becomes of these tests where a tool is missing: skipped at a person's desk, never where all was installed."""

import shutil

import pytest

from tests.xserver.hands import ALL_TESTS, need_tools


def without_xdotool(tool: str) -> str | None:
    return None if tool == "xdotool" else shutil.which("python3")


def test_at_a_persons_desk_they_are_skipped_and_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ALL_TESTS, raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"^not installed here: xdotool$"):
        need_tools(without_xdotool)


def test_where_everything_was_installed_they_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ALL_TESTS, "1")
    with pytest.raises(pytest.fail.Exception, match=r"^not installed here: xdotool$"):
        need_tools(without_xdotool)


def test_with_all_tools_they_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ALL_TESTS, "1")
    asked: list[str] = []

    def find(tool: str) -> bool:
        asked.append(tool)
        return True

    need_tools(find)
    assert asked == ["Xvfb", "xdotool", "setxkbmap"]
