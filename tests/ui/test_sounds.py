"""A tone is heard at once, never twice by mistake, and never holds anything up."""

import importlib.util
import sys
import wave
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QElapsedTimer
from pytestqt.qtbot import QtBot

from warehouse_app.assets import resource
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.sounds import FILES, ProgramPlayer, Sounds, WindowsPlayer, system_player, write_scaled

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows plays by itself")


@dataclass
class Recorder:
    """A player that only writes down what it should play, and fails when it is told to."""

    broken: bool = False
    played: list[Path] = field(default_factory=list)
    closed: int = 0

    def play(self, file: Path, failed: Callable[[], None]) -> None:
        self.played.append(file)
        if self.broken:
            failed()

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def maker() -> ModuleType:
    """Return packaging/make_sounds.py."""
    spec = importlib.util.spec_from_file_location("make_sounds", ROOT / "packaging" / "make_sounds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def samples_of(path: Path) -> "array[int]":
    """Return the samples of a sound."""
    with wave.open(str(path), "rb") as file:
        return array("h", file.readframes(file.getnframes()))


def crossings(samples: "array[int]") -> int:
    """Return how often the swing goes from below to above: a measure of how high the sound is."""
    return sum(one < 0 <= other for one, other in pairwise(samples))


def test_the_shipped_sounds_are_what_the_script_makes(maker: ModuleType, tmp_path: Path) -> None:
    maker.main(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in resource("sounds").glob("*.wav")}
    assert set(made) == set(FILES.values())


@pytest.mark.parametrize(("name", "milliseconds"), [("done.wav", 130), ("check.wav", 260), ("refused.wav", 320)])
def test_a_sound_is_short_one_channel_and_16_bits(name: str, milliseconds: int) -> None:
    with wave.open(str(resource(f"sounds/{name}")), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 44_100)
        assert round(file.getnframes() / 44.1) == milliseconds
    samples = samples_of(resource(f"sounds/{name}"))
    assert max(map(abs, samples)) == 28_000
    assert (samples[0], samples[-1]) == (0, 0), "it neither begins nor ends with a click"


def test_nobody_takes_the_refusal_for_the_good_news() -> None:
    done, check, refused = (samples_of(resource(f"sounds/{name}")) for name in ("done.wav", "check.wav", "refused.wav"))
    first, second = done[: 50 * 44], done[58 * 44 :]
    assert crossings(second) / len(second) > 1.3 * crossings(first) / len(first), "done rises"
    assert crossings(done) / len(done) > 2 * crossings(check) / len(check), "and is much higher than the others"
    assert len(refused) > 2 * len(done)


@pytest.mark.parametrize(
    ("tone", "file"), [(Tone.OK, "done.wav"), (Tone.WARN, "check.wav"), (Tone.ERROR, "refused.wav")]
)
def test_each_tone_has_its_sound(qtbot: QtBot, tone: Tone, file: str) -> None:
    player = Recorder()
    Sounds(player).play(tone)
    assert player.played == [resource(f"sounds/{file}")]


def test_a_question_makes_no_sound(qtbot: QtBot) -> None:
    player = Recorder()
    Sounds(player).play(Tone.ASK)
    assert player.played == []


def test_nothing_is_played_when_sounds_are_off(qtbot: QtBot) -> None:
    player, beeps = Recorder(broken=True), list[int]()
    sounds = Sounds(player, volume=0, beep=lambda: beeps.append(1))
    for tone in Tone:
        sounds.play(tone)
    qtbot.wait(20)
    assert (player.played, beeps) == ([], [])


def test_a_lower_volume_plays_a_quieter_copy_made_once(qtbot: QtBot) -> None:
    player = Recorder()
    sounds = Sounds(player, volume=50)
    sounds.play(Tone.OK)
    made = player.played[0].stat().st_mtime_ns
    sounds.play(Tone.OK)
    assert player.played[0] == player.played[1]
    assert player.played[1].stat().st_mtime_ns == made
    loud, quiet = samples_of(resource("sounds/done.wav")), samples_of(player.played[0])
    assert list(quiet) == [sample // 4 for sample in loud]


def test_the_volume_may_change_at_any_time(qtbot: QtBot) -> None:
    player = Recorder()
    sounds = Sounds(player, volume=50)
    for volume in (50, 100, 20):
        sounds.volume = volume
        sounds.play(Tone.ERROR)
    peaks = [max(map(abs, samples_of(file))) for file in player.played]
    assert peaks == [7_000, 28_000, 1_120]


def test_a_copy_keeps_the_form_of_the_sound(tmp_path: Path) -> None:
    write_scaled(resource("sounds/check.wav"), tmp_path / "quiet.wav", 10)
    with wave.open(str(tmp_path / "quiet.wav")) as quiet, wave.open(str(resource("sounds/check.wav"))) as whole:
        assert quiet.getparams() == whole.getparams()


def test_where_no_copy_can_be_written_the_sound_is_too_loud_rather_than_silent(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("warehouse_app.ui.sounds.write_scaled", full)
    player = Recorder()
    Sounds(player, volume=30).play(Tone.ERROR)
    assert player.played == [resource("sounds/refused.wav")]


@pytest.mark.parametrize(("tone", "count"), [(Tone.OK, 1), (Tone.WARN, 2), (Tone.ERROR, 3)])
def test_without_a_player_the_number_of_beeps_tells_the_tone(qtbot: QtBot, tone: Tone, count: int) -> None:
    beeps: list[int] = []
    sounds = Sounds(Recorder(broken=True), beep=lambda: beeps.append(1))
    sounds.play(tone)
    assert len(beeps) == 1, "the first comes at once"
    qtbot.waitUntil(lambda: len(beeps) == count)
    qtbot.wait(250)
    assert len(beeps) == count


def test_closing_silences_the_player(qtbot: QtBot) -> None:
    player = Recorder()
    Sounds(player).close()
    assert player.closed == 1


def found(*programs: str) -> Callable[[str], str]:
    """Return a search that finds these programs in a folder."""
    return lambda name: f"/opt/{name}" if name in programs else ""


@pytest.mark.parametrize(
    ("platform", "programs", "commands"),
    [
        ("linux", ("aplay", "paplay", "pw-play"), [("/opt/pw-play",), ("/opt/paplay",), ("/opt/aplay", "-q")]),
        ("linux", ("aplay",), [("/opt/aplay", "-q")]),
        ("linux", (), []),
        ("darwin", ("afplay", "aplay"), [("/opt/afplay",)]),
    ],
)
def test_the_player_is_whichever_program_is_found(
    qtbot: QtBot, platform: str, programs: tuple[str, ...], commands: list[tuple[str, ...]]
) -> None:
    player = system_player(platform, found(*programs))
    assert isinstance(player, ProgramPlayer)
    assert player.commands == commands


def test_windows_plays_by_itself() -> None:
    assert isinstance(system_player("win32", found()), WindowsPlayer)


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], tuple[str, ...]]:
    """Return a maker of players: each notes what it was given in `played`, then does what it is told."""

    def make(does: str) -> tuple[str, ...]:
        script = tmp_path / f"player-{len(list(tmp_path.iterdir()))}"
        script.write_text(f'#!/bin/sh\necho "$0 $1" >> "{tmp_path}/played"\n{does}\n')
        script.chmod(0o755)
        return (str(script),)

    return make


@pytest.fixture
def players(qtbot: QtBot) -> Iterator[Callable[..., ProgramPlayer]]:
    """Return a maker of players that are closed at the end."""
    made: list[ProgramPlayer] = []

    def make(*commands: tuple[str, ...], hangs_after_seconds: float = 3.0) -> ProgramPlayer:
        made.append(ProgramPlayer(commands, hangs_after_seconds=hangs_after_seconds))
        return made[-1]

    yield make
    for player in made:
        player.close()


def played(tmp_path: Path) -> list[str]:
    """Return which programs were given which files, in order."""
    log = tmp_path / "played"
    return log.read_text().splitlines() if log.exists() else []


def never() -> None:
    pytest.fail("it was played")


@posix
def test_a_program_is_given_the_file_and_leaves_nothing(
    qtbot: QtBot, tmp_path: Path, program: Callable[[str], tuple[str, ...]], players: Callable[..., ProgramPlayer]
) -> None:
    good = program("exit 0")
    player = players(good)
    player.play(Path("a b.wav"), never)
    qtbot.waitUntil(lambda: player.running == 0)
    assert played(tmp_path) == [f"{good[0]} a b.wav"]


@posix
def test_a_program_that_fails_gives_way_to_the_next_and_is_asked_last_from_then_on(
    qtbot: QtBot, tmp_path: Path, program: Callable[[str], tuple[str, ...]], players: Callable[..., ProgramPlayer]
) -> None:
    bad, good = program("exit 1"), program("exit 0")
    player = players(("/nonexistent/player",), bad, good)
    player.play(Path("one.wav"), never)
    qtbot.waitUntil(lambda: len(played(tmp_path)) == 2 and player.running == 0)
    player.play(Path("two.wav"), never)
    qtbot.waitUntil(lambda: len(played(tmp_path)) == 3 and player.running == 0)
    assert played(tmp_path) == [f"{bad[0]} one.wav", f"{good[0]} one.wav", f"{good[0]} two.wav"]
    assert player.commands == [good, ("/nonexistent/player",), bad]


@posix
def test_when_every_program_fails_it_is_said_once(
    qtbot: QtBot, program: Callable[[str], tuple[str, ...]], players: Callable[..., ProgramPlayer]
) -> None:
    failed: list[int] = []
    player = players(program("exit 1"), program("kill -9 $$"))
    player.play(Path("one.wav"), lambda: failed.append(1))
    qtbot.waitUntil(lambda: failed == [1])
    qtbot.wait(50)
    assert (failed, player.running) == ([1], 0)


def test_without_any_program_it_is_said_at_once(players: Callable[..., ProgramPlayer]) -> None:
    failed: list[int] = []
    players().play(Path("one.wav"), lambda: failed.append(1))
    assert failed == [1]


@posix
def test_a_program_that_hangs_delays_nothing_and_piles_nothing_up(
    qtbot: QtBot, tmp_path: Path, program: Callable[[str], tuple[str, ...]], players: Callable[..., ProgramPlayer]
) -> None:
    player = players(program("exec sleep 60"))
    clock = QElapsedTimer()
    clock.start()
    most = 0
    for number in range(30):
        player.play(Path(f"{number}.wav"), never)
        most = max(most, player.running)
    assert clock.elapsed() < 3000, "30 sounds are begun in less than the time of one that hangs"
    assert most == 3
    qtbot.waitUntil(lambda: any(line.endswith(" 29.wav") for line in played(tmp_path)))


@posix
def test_a_program_that_hangs_is_ended_and_not_asked_again(
    qtbot: QtBot, tmp_path: Path, program: Callable[[str], tuple[str, ...]], players: Callable[..., ProgramPlayer]
) -> None:
    hangs, good = program("exec sleep 60"), program("exit 0")
    player = players(hangs, good, hangs_after_seconds=0.15)
    player.play(Path("one.wav"), never)
    qtbot.waitUntil(lambda: player.commands == [good] and player.running == 0)
    player.play(Path("two.wav"), never)
    qtbot.waitUntil(lambda: len(played(tmp_path)) == 2)
    assert played(tmp_path)[1] == f"{good[0]} two.wav"


@posix
def test_closing_ends_what_plays(
    qtbot: QtBot, tmp_path: Path, program: Callable[[str], tuple[str, ...]], players: Callable[..., ProgramPlayer]
) -> None:
    player = players(program(f'echo $$ > "{tmp_path}/pid"; exec sleep 60'))
    player.play(Path("one.wav"), never)
    pid = tmp_path / "pid"
    qtbot.waitUntil(lambda: pid.exists() and pid.read_text().strip() != "")
    player.close()
    assert player.running == 0
    assert not Path(f"/proc/{pid.read_text().strip()}/cmdline").exists()
