"""The sound of a reply: which file for which tone, how loud, and the system's own player that plays it.

Nothing here ever waits: a player is a process beside the program. Where there is none the machine beeps, and the number
of beeps tells the tones apart.
"""

import subprocess
import sys
import wave
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Protocol

from PySide6.QtCore import QObject, QStandardPaths, QTemporaryDir, QTimer
from PySide6.QtWidgets import QApplication

from warehouse_app.assets import resource
from warehouse_app.stations.reply import Tone

FILES = {Tone.OK: "done.wav", Tone.WARN: "check.wav", Tone.ERROR: "refused.wav"}
"""A question makes no sound."""

BEEPS = {Tone.OK: 1, Tone.WARN: 2, Tone.ERROR: 3}
_BEEP_EVERY_MS = 180

_LINUX = (("pw-play",), ("paplay",), ("aplay", "-q"))
_MACOS = (("afplay",),)

_HANGS_AFTER_SECONDS = 3.0
"""The longest sound takes a tenth of this."""
_MOST_AT_ONCE = 3
_LOOK_EVERY_MS = 50


class Player(Protocol):
    """Something that plays a file beside the program."""

    def play(self, file: Path, failed: Callable[[], None]) -> None:
        """Begin to play, and return at once; `failed` is called, now or later, where it cannot be heard."""

    def close(self) -> None:
        """Be silent, and leave nothing running."""


class Sounds(QObject):
    """Plays the tone of a reply. `volume` is 0 to 100; at 0 nothing is played."""

    def __init__(
        self, player: Player | None = None, *, volume: int = 100, beep: Callable[[], None] = QApplication.beep
    ) -> None:
        super().__init__()
        self.volume = volume
        self._player = player if player is not None else system_player()
        self._beep = beep
        self._scaled = QTemporaryDir()
        self._beeps_left = 0
        self._next_beep = QTimer(self)
        self._next_beep.setInterval(_BEEP_EVERY_MS)
        self._next_beep.timeout.connect(self._beep_again)
        app = QApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    def play(self, tone: Tone) -> None:
        """Let a tone be heard."""
        if tone in FILES and self.volume > 0:
            self._player.play(self._file(FILES[tone]), lambda: self._beep_for(tone))

    def close(self) -> None:
        """Be silent, and leave nothing running."""
        self._next_beep.stop()
        self._player.close()

    def _beep_for(self, tone: Tone) -> None:
        self._beeps_left = BEEPS[tone]
        self._next_beep.start()
        self._beep_again()

    def _beep_again(self) -> None:
        self._beep()
        self._beeps_left -= 1
        if self._beeps_left <= 0:
            self._next_beep.stop()

    def _file(self, name: str) -> Path:
        """Return the file of a sound at today's volume, which is made the first time it is needed."""
        shipped = resource(f"sounds/{name}")
        made = Path(self._scaled.filePath(f"{self.volume}-{name}"))
        if self.volume >= 100:
            return shipped
        try:
            if not made.exists():
                write_scaled(shipped, made, self.volume)
        except OSError:  # a full disk must not silence a refusal: rather too loud than not at all
            return shipped
        return made


def write_scaled(source: Path, target: Path, volume: int) -> None:
    """Write a sound at a volume of 0 to 100; half the volume is a quarter of the swing, which is how ears count."""
    with wave.open(str(source), "rb") as file:
        form, frames = file.getparams(), file.readframes(file.getnframes())
    samples = array("h", frames)
    if sys.byteorder == "big":
        samples.byteswap()
    quieter = array("h", (sample * volume * volume // 10_000 for sample in samples))
    if sys.byteorder == "big":
        quieter.byteswap()
    with wave.open(str(target), "wb") as file:
        file.setparams(form)
        file.writeframes(quieter.tobytes())


def system_player(platform: str = sys.platform, find: Callable[[str], str] = QStandardPaths.findExecutable) -> Player:
    """Return the player of this system: Windows has one built in, elsewhere it is whichever program is found."""
    if platform == "win32":
        return WindowsPlayer()
    known = _MACOS if platform == "darwin" else _LINUX
    found = ((find(program), *options) for program, *options in known)
    return ProgramPlayer(command for command in found if command[0])


@dataclass(eq=False)
class _Run:
    """One program that plays one sound, until when it may, and the programs that have not tried this sound yet."""

    command: tuple[str, ...]
    process: "subprocess.Popen[bytes]"
    until: float
    file: Path
    untried: Sequence[tuple[str, ...]]
    failed: Callable[[], None]


class ProgramPlayer(QObject):
    """Plays by a program of the system, beside the window; the first of `commands` that works.

    A program that fails is asked last from then on, one that hangs never again. No more than three run at once: the
    oldest has to make room. A timer looks after them while there are any, so nothing ever waits for one.
    """

    def __init__(
        self, commands: Iterable[tuple[str, ...]], *, hangs_after_seconds: float = _HANGS_AFTER_SECONDS
    ) -> None:
        super().__init__()
        self.commands = list(commands)
        self._hangs_after_seconds = hangs_after_seconds
        self._running: list[_Run] = []
        self._ended: list[subprocess.Popen[bytes]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    @property
    def running(self) -> int:
        """How many programs play."""
        return len(self._running)

    def play(self, file: Path, failed: Callable[[], None]) -> None:
        """Begin to play, and return at once; `failed` is called where no program plays it."""
        self._try(list(self.commands), file, failed)

    def close(self) -> None:
        """End what still plays."""
        self._timer.stop()
        while self._running:
            self._end(self._running[0])
        for process in self._ended:
            process.wait()

    def _try(self, commands: Sequence[tuple[str, ...]], file: Path, failed: Callable[[], None]) -> None:
        for number, command in enumerate(commands):
            while len(self._running) >= _MOST_AT_ONCE:
                self._end(self._running[0])
            process = _started([*command, str(file)])
            if process is not None:
                until = monotonic() + self._hangs_after_seconds
                self._running.append(_Run(command, process, until, file, commands[number + 1 :], failed))
                self._timer.start()
                return
            self._ask_last(command)
        failed()

    def _look(self) -> None:
        """Take in what became of the programs."""
        self._ended = [process for process in self._ended if process.poll() is None]
        for run in list(self._running):
            if run not in self._running:
                continue  # it made room for one that was begun just now
            code = run.process.poll()
            if code is None and monotonic() > run.until:
                self._end(run)
                self.commands = [command for command in self.commands if command != run.command]
            elif code is not None:
                self._running.remove(run)
                if code:
                    self._ask_last(run.command)
                    self._try(run.untried, run.file, run.failed)
        if not self._running and not self._ended:
            self._timer.stop()

    def _end(self, run: _Run) -> None:
        self._running.remove(run)
        run.process.kill()
        self._ended.append(run.process)

    def _ask_last(self, command: tuple[str, ...]) -> None:
        if command in self.commands:
            self.commands.remove(command)
            self.commands.append(command)


def _started(command: Sequence[str]) -> "subprocess.Popen[bytes] | None":
    """Start a program that neither hears nor says anything; nothing where it cannot be started."""
    nothing = subprocess.DEVNULL
    try:
        return subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing)  # noqa: S603 - found on the path
    except OSError:
        return None


class WindowsPlayer:
    """Windows plays by itself; a new sound ends the one before."""

    def play(self, file: Path, failed: Callable[[], None]) -> None:
        """Begin to play, and return at once; `failed` is called where Windows cannot."""
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415 - there is none elsewhere

            try:
                winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
            except RuntimeError:  # no sound device
                failed()

    def close(self) -> None:
        """End what still plays."""
        if sys.platform == "win32":
            import winsound  # noqa: PLC0415

            winsound.PlaySound(None, 0)
