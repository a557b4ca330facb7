"""“Test my scanner”: from what the keys of a known card looked like to the profile of the scanner that read it.

The card has two codes: a Code 128 with what keyboard layouts and Caps Lock spoil, and a GS1-128 with a group separator.
Whoever reads them keeps every key (`ScanFilter.record`) and hands them in here. A profile that comes out was tried:
with it the wedge reads the recorded keys as the card.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise, product

from warehouse_app.scanning.burst import Burst, Scan
from warehouse_app.scanning.keyboard import Key, gap
from warehouse_app.scanning.profile import CapsLock, ScannerProfile, Separator, Terminator
from warehouse_app.scanning.separator import GS
from warehouse_app.scanning.strokes import Role, read
from warehouse_app.scanning.wedge import Wedge

CARD_PLAIN = "aQwZym-]AqWzYM/0519"
"""The text of the card's Code 128."""
CARD_GS1 = f"010950600013435210Zy-4m{GS}21aQ7w"
"""The fields of the card's GS1-128: a GTIN, a lot, and after the group separator a serial number."""

_BEFORE_GS, _AFTER_GS = CARD_GS1.split(GS)
_APART_MS = 400
"""Longer than any scanner pauses within a code."""
_AIM = re.compile(r"\][A-Za-z][A-Za-z0-9]$")
_LONGEST_SUBSTITUTE = 8
_SHOWN = 40


class ScannerFinding(StrEnum):
    """What the test found out."""

    NOTHING = "scanner-nothing"
    UNREADABLE = "scanner-unreadable"
    PLAIN_MISSING = "scanner-plain-missing"
    GS1_MISSING = "scanner-gs1-missing"
    FAST = "scanner-fast"
    SLOW = "scanner-slow"
    TOO_SLOW = "scanner-too-slow"
    ENTER = "scanner-enter"
    TAB = "scanner-tab"
    NO_END = "scanner-no-end"
    PREFIX = "scanner-prefix"
    SUFFIX = "scanner-suffix"
    AIM = "scanner-aim"
    US_KEYS = "scanner-us-keys"
    CAPS_LOCK_UNDONE = "scanner-caps-lock-undone"
    CAPS_LOCK_LEFT = "scanner-caps-lock-left"
    GS_CONTROL = "scanner-gs-control"
    GS_F8 = "scanner-gs-f8"
    GS_ALT_CODE = "scanner-gs-alt-code"
    GS_SUBSTITUTE = "scanner-gs-substitute"
    GS_LOST = "scanner-gs-lost"
    NOT_TOLD_APART = "scanner-not-told-apart"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the test found out."""

    code: ScannerFinding
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Probed:
    """What came of a test; `profile` is None where no profile would read the card."""

    profile: ScannerProfile | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """One code of the card as it arrived under some profile: what stood around it, and where GS should be.

    `separator` is None for the plain code.
    """

    before: str
    after: str
    separator: str | None
    times: tuple[int, ...]

    @property
    def plain(self) -> bool:
        return self.separator is None


_FORMS = {
    Separator.CONTROL: ScannerFinding.GS_CONTROL,
    Separator.F8: ScannerFinding.GS_F8,
    Separator.ALT_CODE: ScannerFinding.GS_ALT_CODE,
}
_ENDS = {
    Terminator.ENTER: ScannerFinding.ENTER,
    Terminator.TAB: ScannerFinding.TAB,
    Terminator.PAUSE: ScannerFinding.NO_END,
}


def probe(keys: Sequence[Key], base: ScannerProfile | None = None) -> Probed:
    """Return the profile of the scanner that typed `keys` and what was found out; `base` says what no test can."""
    base = base or ScannerProfile()
    runs = list(_runs(keys))
    if not runs:
        return Probed(None, (Finding(ScannerFinding.NOTHING),))
    reading, seen = _best_reading(runs, base)
    if not seen:
        shown = _shown(_spelled(runs[-1], reading).text)
        return Probed(None, (Finding(ScannerFinding.UNREADABLE, {"text": shown}),))
    profile, findings = _profile(reading, seen, keys)
    missing = [
        Finding(code)
        for code, plain in ((ScannerFinding.PLAIN_MISSING, True), (ScannerFinding.GS1_MISSING, False))
        if plain not in {each.plain for each in seen}
    ]
    if not _reads(profile, keys, seen):
        told = ScannerFinding.TOO_SLOW if _pace(seen)[1] > profile.hold_ms else ScannerFinding.NOT_TOLD_APART
        return Probed(None, (Finding(told), *findings, *missing))
    return Probed(profile, (*findings, *missing))


def _runs(keys: Sequence[Key]) -> Iterator[list[Key]]:
    """Yield the keys of each code: what comes without a longer pause."""
    run: list[Key] = []
    for key in keys:
        if run and key.down and gap(run[-1].time, key.time) > _APART_MS:
            yield run
            run = []
        run.append(key)
    if any(key.down for key in run):
        yield run


def _best_reading(runs: list[list[Key]], base: ScannerProfile) -> tuple[ScannerProfile, list[_Seen]]:
    """Return the plainest way to read the keys that finds the most of the card, with what it finds."""
    caps_locks = sorted(CapsLock, key=lambda each: each is not base.caps_lock)  # it only shows while it is on
    ways = [
        replace(base, us_keys=us_keys, caps_lock=caps_lock, separator=separator, prefix="", suffix="", substitute="")
        for us_keys, caps_lock, separator in product((False, True), caps_locks, _FORMS)
    ]
    found = [(way, [seen for run in runs for seen in _seen(_spelled(run, way))]) for way in ways]
    return max(found, key=lambda each: sum(2 if seen.plain or seen.separator == GS else 1 for seen in each[1]))


def _spelled(run: list[Key], profile: ScannerProfile) -> Burst:
    burst = Burst(profile, torn=False)
    for key in run:
        stroke = read(key, profile, in_burst=True)
        if not key.down:
            burst.release(key)
        elif stroke.role is Role.OTHER:
            burst.foreign(key)
        else:
            burst.press(key, stroke)
    return burst


def _seen(burst: Burst) -> Iterator[_Seen]:
    for line in re.finditer(r"[^\r\t]+[\r\t]*", burst.text):
        times = burst.times[line.start() : line.end()]
        before, plain, after = line[0].partition(CARD_PLAIN)
        if plain:
            yield _Seen(before, after, None, times)
            continue
        before, start, rest = line[0].partition(_BEFORE_GS)
        separator, end, after = rest.partition(_AFTER_GS)
        if start and end and len(separator) <= _LONGEST_SUBSTITUTE:
            yield _Seen(before, after, separator, times)


def _profile(reading: ScannerProfile, seen: list[_Seen], keys: Sequence[Key]) -> tuple[ScannerProfile, list[Finding]]:
    profile, findings = reading, list[Finding]()
    for judge in (_judge_pace, _judge_end, _judge_frame, _judge_separator):
        profile = judge(profile, seen, findings)
    if profile.us_keys:
        findings.append(Finding(ScannerFinding.US_KEYS))
    if any(key.caps_lock for key in keys):
        left = profile.caps_lock is CapsLock.LEAVE
        findings.append(Finding(ScannerFinding.CAPS_LOCK_LEFT if left else ScannerFinding.CAPS_LOCK_UNDONE))
    return profile, findings


def _pace(seen: list[_Seen]) -> tuple[int, int]:
    """Return the average and the longest time between two characters of a code, the end included."""
    average = max(gap(each.times[0], each.times[-1]) // (len(each.times) - 1) for each in seen)
    return average, max(gap(*pair) for each in seen for pair in pairwise(each.times))


def _judge_pace(profile: ScannerProfile, seen: list[_Seen], findings: list[Finding]) -> ScannerProfile:
    usual = ScannerProfile()
    average, longest = _pace(seen)
    fast = average <= usual.average_ms and longest <= usual.hold_ms
    findings.append(Finding(ScannerFinding.FAST if fast else ScannerFinding.SLOW, {"average": average}))
    usual = usual if fast else usual.slow()
    return replace(profile, hold_ms=usual.hold_ms, average_ms=usual.average_ms)


def _judge_end(profile: ScannerProfile, seen: list[_Seen], findings: list[Finding]) -> ScannerProfile:
    ends = {each.after[-1:] for each in seen}
    terminator = Terminator.ENTER if "\r" in ends else Terminator.TAB if "\t" in ends else Terminator.PAUSE
    findings.append(Finding(_ENDS[terminator]))
    return replace(profile, terminator=terminator)


def _judge_frame(profile: ScannerProfile, seen: list[_Seen], findings: list[Finding]) -> ScannerProfile:
    before = {_AIM.sub("", each.before) for each in seen}
    after = {each.after.rstrip("\r\t") for each in seen}
    prefix = before.pop() if len(before) == 1 else ""
    suffix = after.pop() if len(after) == 1 else ""
    if prefix:
        findings.append(Finding(ScannerFinding.PREFIX, {"text": _shown(prefix)}))
    if suffix:
        findings.append(Finding(ScannerFinding.SUFFIX, {"text": _shown(suffix)}))
    if any(_AIM.search(each.before) for each in seen):
        findings.append(Finding(ScannerFinding.AIM))
    return replace(profile, prefix=prefix, suffix=suffix)


def _judge_separator(profile: ScannerProfile, seen: list[_Seen], findings: list[Finding]) -> ScannerProfile:
    separator = next((each.separator for each in seen if not each.plain), None)
    if separator is None:
        return profile
    if separator == GS:
        findings.append(Finding(_FORMS[profile.separator]))
    elif separator:
        findings.append(Finding(ScannerFinding.GS_SUBSTITUTE, {"text": _shown(separator)}))
        return replace(profile, separator=Separator.SUBSTITUTE, substitute=separator)
    else:
        findings.append(Finding(ScannerFinding.GS_LOST))
    return profile


def _reads(profile: ScannerProfile, keys: Sequence[Key], seen: list[_Seen]) -> bool:
    """Return whether the wedge reads every code that was seen out of the recorded keys."""
    wedge = Wedge(profile)
    outcomes = [outcome for key in keys for outcome in wedge.feed(key).outcomes]
    scans = [outcome for outcome in (*outcomes, *wedge.expire()) if isinstance(outcome, Scan) and outcome.whole]
    texts = [re.sub(r"^\][A-Za-z][A-Za-z0-9]", "", scan.text) for scan in scans]
    lost = CARD_GS1.replace(GS, "")
    return all((CARD_PLAIN if each.plain else CARD_GS1 if each.separator else lost) in texts for each in seen)


def _shown(text: str) -> str:
    shown = "".join(chr(0x2400 + ord(character)) if character < " " else character for character in text)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
