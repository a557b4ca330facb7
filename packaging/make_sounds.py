"""Make the three sounds of the program, the same to the last bit on every machine: `python3 packaging/make_sounds.py`.

What belongs here: what each sound is made of. They are our own work, written to resources/sounds.

    done     two short rising notes, a clear pair: go on
    check    the same middling note twice: look before you go on
    refused  one rough, low buzz, longer than the others: nothing was booked

Whole numbers make the samples, after one rounded table of the sine, so that no platform's last bit matters.
"""

import math
import wave
from collections.abc import Iterator
from pathlib import Path

RATE = 44_100
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sounds"
LOUDEST = 28_000
"""The highest sample of each, of 32,767: loud, and never cut off at the top."""

_STEPS = 4096
_UNIT = 100_000
SINE = [round(_UNIT * math.sin(2 * math.pi * step / _STEPS)) for step in range(_STEPS)]
"""One period, in parts of _UNIT."""


def note(hertz: int, milliseconds: int, partials: tuple[tuple[int, int], ...], fade_ms: int = 8) -> list[int]:
    """Return a note of partials, each a multiple of `hertz` with its weight in per cent, faded in and out.

    The volume falls from whole to half over the note, as that of something struck.
    """
    length, fade = RATE * milliseconds // 1000, RATE * fade_ms // 1000
    samples = []
    for at in range(length):
        value = sum(SINE[at * hertz * multiple * _STEPS // RATE % _STEPS] * weight for multiple, weight in partials)
        envelope = min(1000, 1000 * at // fade, 1000 * (length - 1 - at) // fade) * (2 * length - at) // (2 * length)
        samples.append(value * envelope // 100_000)
    return samples


def silence(milliseconds: int) -> list[int]:
    """Return nothing to be heard."""
    return [0] * (RATE * milliseconds // 1000)


def buzz(hertz: int, milliseconds: int) -> list[int]:
    """Return a rough sound: odd partials, and a second voice a little beside the first that beats against it."""
    odd = ((1, 100), (3, 70), (5, 50), (7, 35), (9, 25))
    first, second = note(hertz, milliseconds, odd), note(hertz + 13, milliseconds, odd)
    return [(one + other) // 2 for one, other in zip(first, second, strict=True)]


def as_loud_as_the_others(samples: list[int]) -> list[int]:
    """Return samples of which the highest is LOUDEST."""
    highest = max(map(abs, samples))
    return [sample * LOUDEST // highest for sample in samples]


def sounds() -> Iterator[tuple[str, list[int]]]:
    """Yield the name of each sound's file, and its samples."""
    bell = ((1, 100), (2, 22), (3, 8))
    soft = ((1, 100), (2, 45), (3, 20))
    yield "done.wav", [*note(1047, 50, bell), *silence(8), *note(1568, 72, bell, fade_ms=10)]
    yield "check.wav", [*note(440, 90, soft), *silence(60), *note(440, 110, soft)]
    yield "refused.wav", buzz(131, 320)


def write(path: Path, samples: list[int]) -> None:
    """Write samples as a WAV file: one channel, 16 bits."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(sample.to_bytes(2, "little", signed=True) for sample in samples))


def main(folder: Path = FOLDER) -> None:
    """Write every sound into a folder."""
    for name, samples in sounds():
        write(folder / name, as_loud_as_the_others(samples))


if __name__ == "__main__":
    main()
