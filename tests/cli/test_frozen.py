"""The program as one executable: a process that it begins for itself does its work and opens no second window."""

import multiprocessing
import sys

import pytest

from warehouse_app import __main__ as program


class ProcessEndedError(Exception):
    """A process of the program's own has done its work."""


def test_a_process_of_a_frozen_program_never_gets_to_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[object] = []

    def work_and_end() -> None:
        raise ProcessEndedError

    monkeypatch.setattr(program, "command_line", lambda *, obj: begun.append(obj))
    monkeypatch.setattr(multiprocessing, "freeze_support", work_and_end)
    program.main()
    assert begun == [program.open_window]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(ProcessEndedError):
        program.main()
    assert begun == [program.open_window]
