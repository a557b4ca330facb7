"""What one key of a scanner means under its profile, and the text that a run of keys makes."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from warehouse_app.scanning import keyboard
from warehouse_app.scanning.composing import composed
from warehouse_app.scanning.keyboard import CHORD, Key, KeyName, Modifier
from warehouse_app.scanning.profile import CapsLock, ScannerProfile, Separator, Terminator
from warehouse_app.scanning.separator import GS

CONTROLS = frozenset(map(chr, range(1, 0x20))) - set("\b\t\n\r\x1b")
"""The control characters that may stand in a scan; the others have keys of their own."""


class Role(Enum):
    """What a key is to a burst."""

    CHARACTER = auto()
    END = auto()
    """Enter or Tab, whether or not it ends a scan of this profile."""
    MODIFIER = auto()
    ALT = auto()
    ALT_DIGIT = auto()
    ALT_UP = auto()
    UNKNOWN = auto()
    """Most likely a character that the profile does not know, such as a group separator that comes as F8."""
    OTHER = auto()
    """Nothing that a scanner types: an arrow, a function key, a shortcut."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key as read: its role, its text, or its dead key as a combining character."""

    role: Role
    text: str = ""
    dead: str = ""


_OTHER = Stroke(Role.OTHER)
_MODIFIER = Stroke(Role.MODIFIER)


def read(key: Key, profile: ScannerProfile, *, in_burst: bool) -> Stroke:
    """Return what a key that goes down means. Most control characters mean something `in_burst` only."""
    chord = key.modifiers & CHORD
    match key.name:
        case KeyName.MODIFIER:
            return _MODIFIER
        case KeyName.ALT:
            return Stroke(Role.ALT) if profile.separator is Separator.ALT_CODE else _MODIFIER
        case KeyName.ENTER | KeyName.TAB if not chord:
            return Stroke(Role.END, "\r" if key.name is KeyName.ENTER else "\t")
        case KeyName.F8 if not chord:
            return _f8(profile, in_burst=in_burst)
    if chord == Modifier.ALT and in_burst and profile.separator is Separator.ALT_CODE:
        digit = keyboard.digit(key)
        return Stroke(Role.ALT_DIGIT, digit) if digit else _OTHER
    if chord == Modifier.CTRL:
        return _control(key, profile, in_burst=in_burst)
    return _OTHER if chord else _plain(key, profile, in_burst=in_burst)


def ends_scan(stroke: Stroke, profile: ScannerProfile) -> bool:
    """Return whether a key ends the scans of this profile."""
    if stroke.role is not Role.END or profile.terminator is Terminator.PAUSE:
        return False
    wanted = {Terminator.ENTER: "\r", Terminator.TAB: "\t"}.get(profile.terminator, stroke.text)
    return stroke.text == wanted


def text_of(strokes: Iterable[tuple[Stroke, Key]]) -> str:
    """Return the text that strokes make, each given with its key."""
    made: list[str] = []
    dead = alt = copy = ""
    for stroke, key in strokes:
        match stroke.role:
            case Role.ALT:
                alt = ""
            case Role.ALT_DIGIT:
                alt += stroke.text
            case Role.ALT_UP:
                copy, alt = alt_character(alt), ""
                made.append(copy)
            case Role.CHARACTER | Role.END:
                # Some systems type the character of an Alt code themselves too, with a key that has no number.
                if key.code or not copy or stroke.text != copy:
                    made.append(composed(dead, stroke.dead or stroke.text) if dead else stroke.text)
                    dead = "" if dead else stroke.dead
                copy = ""
    return "".join((*made, composed(dead, " ") if dead else ""))


def alt_character(digits: str) -> str:
    """Return the character of an Alt code such as 029, or nothing where it is none of ASCII's."""
    number = int(digits) if 0 < len(digits) <= 4 else 0
    return chr(number) if 0 < number < 0x80 else ""


def _f8(profile: ScannerProfile, *, in_burst: bool) -> Stroke:
    if profile.separator is Separator.F8:
        return Stroke(Role.CHARACTER, GS)
    # Before a prefix no scanner types anything.
    return _OTHER if profile.prefix and not in_burst else Stroke(Role.UNKNOWN)


def _control(key: Key, profile: ScannerProfile, *, in_burst: bool) -> Stroke:
    shift = Modifier.SHIFT in key.modifiers
    character = keyboard.us_control(key.place, shift=shift) if profile.us_keys else ""
    character = character or (key.text if len(key.text) == 1 and key.text < " " else "")
    return _control_character(character, profile, in_burst=in_burst)


def _plain(key: Key, profile: ScannerProfile, *, in_burst: bool) -> Stroke:
    us = "" if not profile.us_keys or Modifier.ALT_GR in key.modifiers else _us(key, profile)
    if us:
        return Stroke(Role.CHARACTER, us)
    if key.dead:
        return Stroke(Role.CHARACTER, dead=key.dead)
    if key.text and key.text.isprintable():
        undo = key.caps_lock and profile.caps_lock is CapsLock.UNDO
        return Stroke(Role.CHARACTER, _swapped(key.text) if undo else key.text)
    return _control_character(key.text, profile, in_burst=in_burst)


def _us(key: Key, profile: ScannerProfile) -> str:
    character = keyboard.us_character(key.place, shift=Modifier.SHIFT in key.modifiers)
    # Caps Lock does not change which keys go down, unless the scanner types against it.
    against = key.caps_lock and profile.caps_lock is CapsLock.LEAVE
    return _swapped(character) if against else character


def _control_character(character: str, profile: ScannerProfile, *, in_burst: bool) -> Stroke:
    if character and character in "\r\n\t":
        return Stroke(Role.END, "\t" if character == "\t" else "\r")
    separator = character == GS and profile.separator is Separator.CONTROL
    begins = bool(character) and character == profile.prefix[:1]
    if separator or begins or (in_burst and character in CONTROLS):
        return Stroke(Role.CHARACTER, character)
    return _OTHER


def _swapped(text: str) -> str:
    swapped = text.swapcase()
    return swapped if len(swapped) == len(text) else text
