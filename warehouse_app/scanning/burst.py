"""A run of keys in quick succession: whether it is a scan, and which of its keys are none of the scanner's."""

from dataclasses import dataclass

from warehouse_app.scanning.keyboard import Key, gap
from warehouse_app.scanning.profile import ScannerProfile, Separator, Terminator
from warehouse_app.scanning.separator import GS
from warehouse_app.scanning.strokes import Role, Stroke, alt_character, text_of

MOST_CHARACTERS = 10_000
"""Beyond this nobody types and nobody prints codes: the rest is swallowed, and the reader refuses what there is."""

FASTEST_BY_HAND = 4
"""So many characters at the pace of a scanner, at least, before it is certain that no person types."""

CERTAIN_MS = 250
"""How long a burst that is certain may falter, all in all: a system that is busy passes keys on late."""

PAUSE_MS = 100
"""How long a pause must be to end a scan that has no terminator."""

FRAME_MS = 500
"""How long a scanner may pause inside a frame that no person can have begun."""

_TYPING = frozenset({Role.CHARACTER, Role.END, Role.ALT_UP, Role.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scanner typed, and when, by the times of its first and last key.

    It is not `whole` where its beginning went astray or its end never came: then it must not be read.
    """

    text: str
    began: int
    ended: int
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Closed:
    """A burst that was a scan: the keys that were not the scanner's, in order, and its keys that are still down."""

    scan: Scan
    foreign: tuple[Key, ...]
    down: frozenset[int]


@dataclass(slots=True)
class _Held:
    """A key that waits; `stroke` is None where it is not the burst's own.

    `up` is when it came up again, in order; it is `pressed_again` where nobody saw that.
    """

    key: Key
    stroke: Stroke | None
    up: int | None = None
    pressed_again: bool = False


class Burst:
    """The keys that are held, in order, with what can be said of them so far.

    `torn`: characters just before it were let go as typed, so that it may lack its beginning.
    """

    def __init__(self, profile: ScannerProfile, *, torn: bool) -> None:
        self._profile = profile
        self._torn = torn
        self._held: list[_Held] = []
        self._down: dict[int, _Held] = {}
        self._count = 0
        self._certain = False
        self._first = self._last = 0
        self._head = self._tail = self._alt = ""

    @property
    def last(self) -> int:
        """The time of the last character, or of the Alt that may begin one."""
        return self._last

    @property
    def certain(self) -> bool:
        """Whether nobody types as fast as it began."""
        return self._certain

    def over_at(self, time: int) -> bool:
        """Return whether a key at `time` comes too late to belong to it, or so early that another clock made it."""
        since_last = gap(self._last, time)
        falters = self.certain and not self.framed and gap(self._first, time) > self._longest(self._count)
        return not -self._profile.hold_ms <= since_last <= self.patience or falters

    @property
    def framed(self) -> bool:
        """Whether it began with the whole prefix."""
        return bool(self._profile.prefix) and self._head == self._profile.prefix

    @property
    def sure(self) -> bool:
        """Whether a scanner typed it, whatever comes next: nobody types that fast, or a control character first."""
        return self.certain or (self.framed and _is_control(self._profile.prefix))

    @property
    def patience(self) -> int:
        """How many milliseconds after its last character it may go on."""
        if self.framed and self.sure:
            return FRAME_MS
        if not self.certain:
            return self._profile.hold_ms
        return max(PAUSE_MS if self._profile.terminator is Terminator.PAUSE else CERTAIN_MS, self._profile.hold_ms)

    @property
    def overflows(self) -> bool:
        """Whether it has more characters than anybody reads: no further key is remembered."""
        return self._count > MOST_CHARACTERS

    @property
    def suffixed(self) -> bool:
        """Whether its last characters are the suffix."""
        return bool(self._profile.suffix) and self._tail == self._profile.suffix

    @property
    def keys(self) -> tuple[Key, ...]:
        """All of its keys, in order."""
        return tuple(held.key for held in self._held)

    @property
    def text(self) -> str:
        """What its own keys make, prefix and suffix and all."""
        return text_of(self._own())

    @property
    def times(self) -> tuple[int, ...]:
        """When each of its characters came."""
        return tuple(key.time for stroke, key in self._own() if stroke.role in _TYPING)

    def begins_next(self, stroke: Stroke) -> bool:
        """Return whether a key begins the next frame though this burst has not ended: only where nobody types it."""
        prefix = self._profile.prefix
        begins = _is_control(prefix) and stroke.text == prefix[0]
        return begins and not prefix.startswith(self._head + stroke.text)

    def press(self, key: Key, stroke: Stroke) -> None:
        """Take in a key that goes down."""
        match stroke.role:
            case Role.CHARACTER | Role.END:
                self._character(key, stroke.text)
            case Role.UNKNOWN:
                self._torn = True  # rather no scan than one without this character
                self._character(key, "")
            case Role.ALT:
                self._alt, self._last = "", key.time
            case Role.ALT_DIGIT:
                self._alt, self._last = self._alt + stroke.text, key.time
        if not self.overflows:
            before = self._down.get(key.identity)
            if before is not None:
                before.pressed_again = True
            self._down[key.identity] = self._hold(key, stroke)

    def release(self, key: Key) -> None:
        """Take in a key that comes up, be it the burst's own or not."""
        pressed = self._down.pop(key.identity, None)
        if pressed is None:
            self._hold(key, None)
            return
        pressed.up = len(self._held)
        ends_alt = pressed.stroke is not None and pressed.stroke.role is Role.ALT and bool(self._alt)
        self._hold(key, Stroke(Role.ALT_UP if ends_alt else Role.MODIFIER))
        if ends_alt:
            self._character(key, alt_character(self._alt))
            self._alt = ""

    def foreign(self, key: Key) -> None:
        """Take in a key that means nothing in a scan, to keep the order."""
        self._hold(key, None)

    def close(self, end: Key | None) -> Closed | None:
        """Return the burst as a scan, or None where it is none; `end` is its terminator, where it has one."""
        self._leave_out_what_a_finger_holds()
        content = self._content()
        if not content or self._too_slow(end):
            return None
        return self._closed(content, end)

    def abandon(self) -> Closed | None:
        """Return the burst as a scan that is not whole, where it surely was meant as one; else None."""
        if not (self.framed and self.sure):
            return None
        self._torn = True
        return self._closed(self.text, None)

    def _hold(self, key: Key, stroke: Stroke | None) -> _Held:
        held = _Held(key, stroke)
        self._held.append(held)
        return held

    def _character(self, key: Key, text: str) -> None:
        self._first = key.time if not self._count else self._first
        self._last = key.time
        self._count += 1
        enough = self._count >= max(self._profile.min_length, FASTEST_BY_HAND)
        self._certain |= enough and gap(self._first, self._last) <= self._profile.average_ms * (self._count - 1)
        if len(self._head) < len(self._profile.prefix):
            self._head += text
        if self._profile.suffix:
            self._tail = (self._tail + text)[-len(self._profile.suffix) :]

    def _leave_out_what_a_finger_holds(self) -> None:
        """Disown keys that stay down while others go down and up: a scanner presses one key after another."""
        soonest = len(self._held)
        for held in reversed(self._held):
            if held.stroke is None or not held.key.down or held.stroke.role not in {Role.CHARACTER, Role.END}:
                continue
            up = len(self._held) if held.up is None else held.up
            if up > soonest and held.key.place and not held.pressed_again:
                held.stroke = None
                if held.up is not None:
                    self._held[held.up].stroke = None
            soonest = min(soonest, up)

    def _own(self) -> list[tuple[Stroke, Key]]:
        return [(held.stroke, held.key) for held in self._held if held.stroke is not None]

    def _content(self) -> str:
        """Return what stands between prefix and suffix; nothing where one of them is missing."""
        prefix, suffix = self._profile.prefix, self._profile.suffix
        text = self.text
        if not self.overflows and not (text.startswith(prefix) and text[len(prefix) :].endswith(suffix)):
            return ""
        content = text[len(prefix) : len(text) - len(suffix)]
        if self._profile.separator is Separator.SUBSTITUTE and self._profile.substitute:
            content = content.replace(self._profile.substitute, GS)
        return content

    def _too_slow(self, end: Key | None) -> bool:
        if self.overflows or self._profile.prefix or _is_control(self._profile.suffix):
            return False
        times = self.times
        if len(times) < self._profile.min_length:
            return True
        spent = gap(times[0], end.time) if end else gap(times[0], times[-1])
        return spent > self._longest(len(times) if end else len(times) - 1)

    def _longest(self, characters: int) -> int:
        """Return how many milliseconds so many characters may take."""
        return self._profile.average_ms * characters + (CERTAIN_MS if self.certain else 0)

    def _closed(self, text: str, end: Key | None) -> Closed:
        scan = Scan(text, self.times[0], end.time if end else self._last, whole=not self._torn)
        foreign = tuple(held.key for held in self._held if held.stroke is None)
        down = {identity for identity, held in self._down.items() if held.stroke is not None}
        return Closed(scan, foreign, frozenset(down))


def _is_control(text: str) -> bool:
    return bool(text) and text[0] < " "
