"""From keys to scans: which keys a scanner typed and which a person, decided by the times of the keys alone.

A scanner that acts as a keyboard types into whatever has the focus. So every key that may be part of a scan is held;
when the scan is complete it comes out once and its keys are gone, and when it turns out to be none the keys are typed
after all, in order and complete. There is no clock in here: a window that is busy sees keys late, but their times stay
true. Only that nothing more comes has to be told from outside (`expire`), `patience` milliseconds after the last key.

Transitions:
    idle     a character → holding; anything else passes
    holding  a character within `patience` → holding; a later key → typed, then as idle; the terminator or the suffix →
             scan or typed → idle; a key that no scanner types, or a click → typed → idle, but where a scanner is
             certain such a key waits in its place, and a shortcut, like F8 anywhere, spoils the scan
"""

from dataclasses import dataclass

from warehouse_app.scanning.burst import Burst, Closed, Scan
from warehouse_app.scanning.keyboard import CHORD, Key, gap
from warehouse_app.scanning.profile import ScannerProfile, Terminator
from warehouse_app.scanning.strokes import Role, Stroke, ends_scan, read

TORN_MS = 150
"""A scan so shortly after a typed character may lack its beginning: no person pulls a trigger that soon after a key,
but a system that is busy may falter between the first characters of a scan."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Keys that were held and are no part of a scan: to be typed now, in this order."""

    keys: tuple[Key, ...]


Outcome = Typed | Scan


@dataclass(frozen=True, slots=True)
class Ruling:
    """What to do about a key: first the outcomes, in order; then the key itself goes on, unless it is `taken`."""

    taken: bool
    outcomes: tuple[Outcome, ...]


class Wedge:
    """The keys of one window system, in the order in which they come."""

    def __init__(self, profile: ScannerProfile) -> None:
        self._profile = profile
        self._burst: Burst | None = None
        self._swallowed: set[int] = set()
        self._ended: int | None = None
        self._typed: int | None = None

    @property
    def patience(self) -> int | None:
        """How many milliseconds after the last key it is over unless another comes; None where nothing is held."""
        return None if self._burst is None else self._burst.patience

    def feed(self, key: Key) -> Ruling:
        """Take in a key that goes down or comes up."""
        out: list[Outcome] = []
        if self._burst is not None and self._burst.over_at(key.time):
            out += self.expire()
        taken = self._press(key, out) if key.down else self._release(key)
        return Ruling(taken, tuple(out))

    def expire(self) -> tuple[Outcome, ...]:
        """Give out what is held, since nothing more comes."""
        return self._settle(None, closes=self._profile.terminator is Terminator.PAUSE and not self._profile.suffix)

    def interrupt(self) -> tuple[Outcome, ...]:
        """Give out what is held before something else happens, such as a click; but a scan is not torn by it."""
        if self._burst is None or self._burst.sure:
            return ()
        return self.expire()

    def use(self, profile: ScannerProfile) -> tuple[Outcome, ...]:
        """Go on with another profile; return what was held."""
        out = self.expire()
        self._profile = profile
        return out

    def _press(self, key: Key, out: list[Outcome]) -> bool:
        self._swallowed.discard(key.identity)
        stroke = read(key, self._profile, in_burst=self._burst is not None)
        if self._burst is not None and self._burst.begins_next(stroke):
            out += self.expire()
        if self._burst is None:
            return self._begin(key, stroke)
        match stroke.role:
            case Role.OTHER:
                return self._other(key, out)
            case Role.END:
                return self._end(key, stroke, out)
        return self._go_on(key, stroke, out)

    def _begin(self, key: Key, stroke: Stroke) -> bool:
        if stroke.role is Role.END and _within(self._ended, key.time, self._profile.hold_ms):
            self._swallowed.add(key.identity)  # the LF of CR LF
            return True
        if stroke.role is not Role.MODIFIER:
            self._ended = None
        # A key that is held down repeats; but the second of two equal characters of a fast scanner may look like that.
        if stroke.role not in {Role.CHARACTER, Role.UNKNOWN, Role.ALT} or key.repeat:
            return False
        self._burst = Burst(self._profile, torn=_within(self._typed, key.time, TORN_MS))
        self._burst.press(key, stroke)
        return True

    def _go_on(self, key: Key, stroke: Stroke, out: list[Outcome]) -> bool:
        assert self._burst is not None
        self._burst.press(key, stroke)
        if self._burst.overflows:
            self._swallowed.add(key.identity)
        elif self._burst.suffixed and (closed := self._burst.close(None)):
            self._burst = None
            out += self._swallow(closed)
        return True

    def _end(self, key: Key, stroke: Stroke, out: list[Outcome]) -> bool:
        assert self._burst is not None
        ends = not self._profile.suffix and ends_scan(stroke, self._profile)
        if not ends and (self._burst.sure or self._burst.framed):
            return self._go_on(key, stroke, out)
        out += self._settle(key, closes=True) if ends else self.expire()
        if not isinstance(out[-1], Scan):
            return False
        self._swallowed.add(key.identity)
        return True

    def _other(self, key: Key, out: list[Outcome]) -> bool:
        if self._burst is not None and self._burst.sure:
            # A shortcut in the middle of a scan is the scanner's too: Ctrl+] as another layout has it, for one.
            if key.modifiers & CHORD:
                return self._go_on(key, Stroke(Role.UNKNOWN), out)
            self._burst.foreign(key)
            return True
        out += self.interrupt()
        return False

    def _release(self, key: Key) -> bool:
        if key.identity in self._swallowed:
            self._swallowed.discard(key.identity)
            return True
        if self._burst is None:
            return False
        self._burst.release(key)
        return True

    def _settle(self, end: Key | None, *, closes: bool) -> tuple[Outcome, ...]:
        """Give out what is held: as a scan where `closes` and it is one, as one that is not whole, or as typed."""
        burst, self._burst = self._burst, None
        if burst is None:
            return ()
        closed = burst.close(end) if closes or burst.overflows else None
        closed = closed or burst.abandon()
        if closed is not None:
            return self._swallow(closed)
        self._typed = burst.last
        return (Typed(burst.keys),)

    def _swallow(self, closed: Closed) -> tuple[Outcome, ...]:
        self._swallowed |= closed.down
        self._ended, self._typed = closed.scan.ended, None
        return (Typed(closed.foreign), closed.scan) if closed.foreign else (closed.scan,)


def _within(earlier: int | None, later: int, ms: int) -> bool:
    return earlier is not None and 0 <= gap(earlier, later) <= ms
