"""Keys as a scanner or a person makes them, and what comes out of the wedge."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from warehouse_app.scanning.burst import Scan
from warehouse_app.scanning.keyboard import US, Key, KeyName, Modifier
from warehouse_app.scanning.profile import ScannerProfile
from warehouse_app.scanning.wedge import Outcome, Typed, Wedge

SHIFT, CTRL, ALT, ENTER, TAB, LINE_FEED, F8 = 42, 29, 56, 28, 15, 101, 66
KEYPAD = {"7": 71, "8": 72, "9": 73, "4": 75, "5": 76, "6": 77, "1": 79, "2": 80, "3": 81, "0": 82}
START = 10_000

Layout = Mapping[int, tuple[str, str]]

FRENCH: Layout = US | {
    **dict(zip(range(2, 12), zip("&é\"'(-è_çà", "1234567890", strict=True), strict=True)),
    12: (")", "°"),
    16: ("a", "A"),
    17: ("z", "Z"),
    27: ("$", "£"),
    30: ("q", "Q"),
    44: ("w", "W"),
    39: ("m", "M"),
    50: (",", "?"),
    53: ("!", "§"),
}
GERMAN: Layout = US | {12: ("ß", "?"), 21: ("z", "Z"), 27: ("+", "*"), 44: ("y", "Y"), 53: ("-", "_")}
"""What the places that matter here print; the dead keys of both are set by the tests that need them."""


@cache
def place_of(character: str) -> tuple[int, bool]:
    """Return where an American keyboard has a character, and whether with Shift."""
    for place, pair in US.items():
        if character in pair and place not in {55, 74, 78, 98, 0x135} and not 71 <= place <= 83:
            return place, pair.index(character) == 1
    return 0, False


def stroke(text: str, time: int, *, place: int = 0, up_after: int = 1, **facts: object) -> list[Key]:
    """Return a key that goes down and comes up."""
    down = Key(time, down=True, text=text, place=place, code=ord(text[0]) if text else 1, **facts)  # type: ignore[arg-type]
    return [down, replace(down, down=False, time=time + up_after)]


def modifier(place: int, time: int, *, down: bool) -> Key:
    """Return Shift or Ctrl."""
    return Key(time, down=down, place=place, code=place, name=KeyName.MODIFIER)


def enter(time: int) -> list[Key]:
    """Return Enter."""
    return stroke("\r", time, place=ENTER, name=KeyName.ENTER)


def tab(time: int) -> list[Key]:
    """Return Tab."""
    return stroke("\t", time, place=TAB, name=KeyName.TAB)


def line_feed(time: int) -> list[Key]:
    """Return the line feed of a scanner that ends with CR LF."""
    return stroke("\n", time, place=LINE_FEED)


def control(character: str, time: int, *, text: str | None = None) -> list[Key]:
    """Return Ctrl and a key of an American keyboard; `text` is what the system makes of it."""
    place, _ = place_of(character)
    made = chr(ord(character.upper()) & 0x1F) if text is None else text
    down = Key(time, down=True, text=made, place=place, code=ord(character), modifiers=Modifier.CTRL)
    up = replace(down, down=False, time=time + 1)
    return [modifier(CTRL, time, down=True), down, up, modifier(CTRL, time + 1, down=False)]


def alt_code(digits: str, time: int) -> list[Key]:
    """Return Alt held down while digits of the keypad are typed."""
    alt = Key(time, down=True, place=ALT, code=ALT, name=KeyName.ALT)
    keys = [alt]
    for number, digit in enumerate(digits):
        keys += stroke("", time + number, place=KEYPAD[digit], up_after=0, modifiers=Modifier.ALT)
    return [*keys, replace(alt, down=False, time=time + len(digits))]


def typed(
    text: str,
    start: int = START,
    *,
    every: int = 2,
    layout: Layout = US,
    caps_lock: bool = False,
    dead: Mapping[int, str] | None = None,
) -> list[Key]:
    """Return the keys of a text, a character every so many milliseconds, each up again before the next is down.

    The keys are those of an American keyboard; what they print, the layout says.
    """
    keys: list[Key] = []
    for number, character in enumerate(text):
        time = start + number * every
        if character == "\x1d":
            keys += control("]", time, text=None if layout is US else "")
            continue
        place, shift = place_of(character)
        made = layout.get(place, (character, character))[shift] if place else character
        made = made.swapcase() if caps_lock else made
        combining = (dead or {}).get(place, "")
        held = Modifier.SHIFT if shift else Modifier.NONE
        up = min(1, every)
        keys += [modifier(SHIFT, time, down=True)] if shift else []
        keys += stroke(
            "" if combining else made,
            time,
            place=place,
            up_after=up,
            modifiers=held,
            caps_lock=caps_lock,
            dead=combining,
        )
        keys += [modifier(SHIFT, time + up, down=False)] if shift else []
    return keys


def scanned(text: str, start: int = START, *, every: int = 2, end: int = 2, layout: Layout = US) -> list[Key]:
    """Return the keys of a scanner that ends with Enter, `end` milliseconds after the last character."""
    return [*typed(text, start, every=every, layout=layout), *enter(start + (len(text) - 1) * every + end)]


@dataclass
class Played:
    """What came out: keys that were typed, and scans, in order."""

    out: list[Key | Scan]

    @property
    def text(self) -> str:
        """What was typed, the Enters too."""
        return "".join(each.text for each in self.out if isinstance(each, Key) and each.down)

    @property
    def scans(self) -> list[str]:
        """The texts of the scans."""
        return [each.text for each in self.out if isinstance(each, Scan) and each.whole]

    @property
    def broken(self) -> list[str]:
        """The texts of the scans that are not whole."""
        return [each.text for each in self.out if isinstance(each, Scan) and not each.whole]

    @property
    def story(self) -> list[str]:
        """What was typed and scanned, in order; a scan stands in brackets."""
        told: list[str] = []
        for each in self.out:
            if isinstance(each, Scan):
                told.append(f"[{each.text}]")
            elif each.down and each.text:
                told[-1:] = [told[-1] + each.text] if told and not told[-1].startswith("[") else [*told[-1:], each.text]
        return told


def play(wedge: Wedge, keys: Iterable[Key], *, expire: bool = True) -> Played:
    """Let a wedge decide about keys by their times alone; at the end nothing more comes."""
    played = Played([])
    for key in keys:
        ruling = wedge.feed(key)
        _give_out(played, ruling.outcomes)
        if not ruling.taken:
            played.out.append(key)
    if expire:
        _give_out(played, wedge.expire())
    return played


def out_of(keys: Iterable[Key], profile: ScannerProfile | None = None) -> Played:
    """Return what comes out of a new wedge."""
    return play(Wedge(profile or ScannerProfile()), keys)


def _give_out(played: Played, outcomes: Iterable[Outcome]) -> None:
    for outcome in outcomes:
        if isinstance(outcome, Typed):
            played.out += outcome.keys
        else:
            played.out.append(outcome)
