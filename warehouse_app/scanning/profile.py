"""How the scanner of one workstation types: its pace, how it begins and ends, how it sends what no key stands for.

"Test my scanner" (`probe`) finds most of it out by itself.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

HOLD_MS = 35
SLOW_HOLD_MS = 100
AVERAGE_MS = 30
SLOW_AVERAGE_MS = 50
"""Twenty characters a second: slower than any scanner that is well set, faster than anybody types."""


class Terminator(StrEnum):
    """What ends a scan; CR LF is one end. A key that is no end here is part of the text."""

    EITHER = "enter-or-tab"
    ENTER = "enter"
    TAB = "tab"
    PAUSE = "pause"


class Separator(StrEnum):
    """How the group separator (0x1D) of GS1 symbols arrives: no key stands for it."""

    CONTROL = "ctrl-bracket"
    F8 = "f8"
    ALT_CODE = "alt-code"
    SUBSTITUTE = "substitute"


class CapsLock(StrEnum):
    """What Caps Lock does to a scan: it inverts letters, or the scanner sees it and types against it."""

    UNDO = "undo"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class ScannerProfile:
    """How a scanner types.

    A burst of at least `min_length` characters, on average at most `average_ms` apart, is a scan when its terminator
    comes. A key waits at most `hold_ms` for the next one before it counts as typed by a person.

    `prefix` and `suffix` (STX and ETX, or any) win over timing: where there is a prefix, only what begins with it is a
    scan, at any length; at any pace too where that is a control character, which nobody types, while one that can be
    typed must still come at the pace of a scanner. Where there is a suffix, only it ends a scan. `substitute` is the
    character that stands for the group separator (Separator.SUBSTITUTE). With `us_keys` the scanner types for an
    American keyboard though the computer has another, so that its keys are read by place and not by what they print.
    """

    hold_ms: int = HOLD_MS
    average_ms: int = AVERAGE_MS
    min_length: int = 4
    terminator: Terminator = Terminator.EITHER
    prefix: str = ""
    suffix: str = ""
    separator: Separator = Separator.CONTROL
    substitute: str = ""
    us_keys: bool = False
    caps_lock: CapsLock = CapsLock.UNDO
    guard_ms: int = 400
    """Within so many milliseconds the same text again is asked about (`ui.scans`)."""

    def slow(self) -> "ScannerProfile":
        """Return the profile for a scanner that pauses between characters."""
        return replace(self, hold_ms=SLOW_HOLD_MS, average_ms=SLOW_AVERAGE_MS)
