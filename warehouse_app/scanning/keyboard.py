"""A key as the window saw it, and where the keys of an American keyboard are.

A place on the keyboard is the number that Linux (evdev) and, for the keys that matter here, the PC's set 1 of scan
codes give it: 30 is the key right of Caps Lock, whatever is printed on it.
"""

from dataclasses import dataclass, field
from enum import Enum, Flag, auto
from typing import Final


class KeyName(Enum):
    """The keys that mean something beside their text."""

    ENTER = auto()
    TAB = auto()
    F8 = auto()
    ALT = auto()
    MODIFIER = auto()
    """Shift, Ctrl, AltGr, Caps Lock and the like."""
    OTHER = auto()


class Modifier(Flag):
    """What is held down with a key. AltGr counts as AltGr only, not as Ctrl and Alt."""

    NONE = 0
    SHIFT = auto()
    CTRL = auto()
    ALT = auto()
    ALT_GR = auto()
    META = auto()


CHORD: Final = Modifier.CTRL | Modifier.ALT | Modifier.META


@dataclass(frozen=True, slots=True)
class Key:
    """A key that went down or up, at `time` (milliseconds of the event's own clock, which may wrap at 32 bits).

    `text` is what the computer's layout makes of it; `dead` is the combining character of a dead key. `place` is 0 and
    `code`, the toolkit's own number of the key, is 0 where nobody knows. `origin` is carried along for the toolkit.
    """

    time: int
    down: bool
    text: str = ""
    place: int = 0
    code: int = 0
    name: KeyName = KeyName.OTHER
    modifiers: Modifier = Modifier.NONE
    caps_lock: bool = False
    repeat: bool = False
    dead: str = ""
    origin: object = field(default=None, compare=False, repr=False)

    @property
    def identity(self) -> int:
        """Which physical key this is, as far as known: its release has the same."""
        return self.place or -self.code


_ROWS: Final = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
)
_SPACE: Final = 57
_KEYPAD: Final = {
    place: character
    for places, characters in (
        ((71, 72, 73, 75, 76, 77, 79, 80, 81, 82, 83), "7894561230."),
        ((55, 74, 78, 98, 0x135), "*-+//"),  # the last is the slash on Windows
    )
    for place, character in zip(places, characters, strict=True)
}
US: Final = {
    **{
        first + number: pair
        for first, plain, shifted in _ROWS
        for number, pair in enumerate(zip(plain, shifted, strict=True))
    },
    _SPACE: (" ", " "),
    **{place: (character, character) for place, character in _KEYPAD.items()},
}
"""What each place of an American keyboard types, plain and with Shift."""

MAC_PLACES: Final = {
    virtual_key: place
    for virtual_keys, places in (
        ((18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27, 24), range(2, 14)),
        ((12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 33, 30), range(16, 28)),
        ((0, 1, 2, 3, 5, 4, 38, 40, 37, 41, 39, 50), range(30, 42)),
        ((42, 6, 7, 8, 9, 11, 45, 46, 43, 47, 44), range(43, 54)),
        ((89, 91, 92, 86, 87, 88, 83, 84, 85, 82, 65, 67, 78, 69, 75), [*_KEYPAD][:15]),
        ((49,), (_SPACE,)),
    )
    for virtual_key, place in zip(virtual_keys, places, strict=True)
}
"""The places of the virtual key codes of a Mac, as far as they type something."""


def us_character(place: int, *, shift: bool) -> str:
    """Return what an American keyboard types at a place, or nothing where it types nothing."""
    return US.get(place, ("", ""))[shift]


def us_control(place: int, *, shift: bool) -> str:
    """Return the control character that Ctrl and a place of an American keyboard stand for, such as GS for Ctrl+]."""
    character = us_character(place, shift=shift).upper()
    return chr(ord(character) & 0x1F) if character and character in "@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_" else ""


def digit(key: Key) -> str:
    """Return the digit that a key stands for while Alt is down, Num Lock or not, or nothing."""
    character = us_character(key.place, shift=False) or key.text
    return character if character and character in "0123456789" else ""


def gap(earlier: int, later: int) -> int:
    """Return the milliseconds between two times of a clock of 32 bits; negative where they came out of order."""
    return (later - earlier + 2**31) % 2**32 - 2**31
