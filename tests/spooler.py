"""A printer's own queue as tests have it: an `lp` that keeps what it is handed, or fails, hangs or dies on demand."""

import os
from pathlib import Path
from typing import NamedTuple

import pytest

_SCRIPT = """#!/bin/sh
folder='{folder}'
number=$(ls "$folder" | grep -c words)
cat > "$folder/$number.pdf"
printf '%s\\n' "$@" > "$folder/$number.words"
. "$folder/then"
"""

needs_shell = pytest.mark.skipif(os.name == "nt", reason="there is no CUPS on Windows")


class Handed(NamedTuple):
    """What was handed over: the words of the command line, and the document."""

    words: list[str]
    pdf: bytes


class Spooler:
    """Stands in for CUPS at the head of the PATH."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder / "spool"
        self._folder.mkdir()
        bin_ = folder / "bin"
        bin_.mkdir()
        self._program = bin_ / "lp"
        self._program.write_text(_SCRIPT.format(folder=self._folder))
        self._program.chmod(0o755)
        monkeypatch.setenv("PATH", str(bin_), prepend=os.pathsep)
        self.works()

    def works(self) -> None:
        """Take everything from now on."""
        self._then("echo 'request id is Laser-1 (1 file(s))'")

    def fails(self, said: str = "lp: Error - The printer or class does not exist.", status: int = 1) -> None:
        """Refuse everything from now on."""
        self._then(f"echo '{said}' >&2; exit {status}")

    def hangs(self) -> None:
        """Answer nothing from now on, with a child that keeps what was opened; for a while only, whoever is killed."""
        self._then("sleep 20 & wait")

    def dies(self) -> None:
        """Be killed in the middle, from now on."""
        self._then("kill -9 $$")

    def is_missing(self) -> None:
        """Be not installed."""
        self._program.unlink()

    @property
    def handed(self) -> list[Handed]:
        """What was handed over, in order; failed attempts too."""
        found = sorted(self._folder.glob("*.words"), key=lambda path: int(path.stem))
        return [Handed(path.read_text().splitlines(), path.with_suffix(".pdf").read_bytes()) for path in found]

    def _then(self, commands: str) -> None:
        (self._folder / "then").write_text(commands + "\n")
