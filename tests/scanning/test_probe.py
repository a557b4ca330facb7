"""“Test my scanner”: the keys of the card tell how the scanner types, and the profile reads them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.scanning.keystrokes import (
    F8,
    FRENCH,
    GERMAN,
    START,
    Layout,
    alt_code,
    control,
    enter,
    out_of,
    stroke,
    tab,
    typed,
)
from warehouse_app.scanning.codes import Gs1Code, read
from warehouse_app.scanning.keyboard import US, Key, KeyName
from warehouse_app.scanning.probe import CARD_GS1, CARD_PLAIN, Finding, Probed, ScannerFinding, probe
from warehouse_app.scanning.profile import CapsLock, ScannerProfile, Separator, Terminator
from warehouse_app.texts import say
from warehouse_app.texts.window.scanner import SENTENCES
from warehouse_app.ui.words.scanner import ScanWord

Keys = list[Key]
SECOND = START + 3000
BEFORE, AFTER = CARD_GS1.split("\x1d")


def card(
    *,
    before: Callable[[int], Keys] = lambda _: [],
    after: Callable[[int], Keys] = enter,
    separator: Callable[[int], Keys] = lambda time: control("]", time),
    every: int = 4,
    layout: Layout = US,
    caps_lock: bool = False,
) -> Keys:
    """Return the keys of both codes of the card, three seconds apart."""

    def code(start: int, *parts: str) -> Keys:
        keys = before(start)
        for number, part in enumerate(parts):
            if number:
                keys += separator(keys[-1].time + every)
            at = keys[-1].time + every if keys else start
            keys += typed(part, at, every=every, layout=layout, caps_lock=caps_lock)
        return [*keys, *after(keys[-1].time + every)]

    return [*code(START, CARD_PLAIN), *code(SECOND, BEFORE, AFTER)]


def codes(probed: Probed) -> list[ScannerFinding]:
    """Return what was found out."""
    return [finding.code for finding in probed.findings]


USUAL = [ScannerFinding.FAST, ScannerFinding.ENTER, ScannerFinding.GS_CONTROL]
ENTER = ScannerProfile(terminator=Terminator.ENTER)


def test_the_card_holds_what_layouts_spoil_and_a_readable_gs1_code() -> None:
    assert {"a", "q", "w", "z", "y", "m", "A", "Z", "-", "]", "/", "0"} <= set(CARD_PLAIN)
    found = [each for each in read(f"]C1{CARD_GS1}", year=2026) if isinstance(each, Gs1Code)]
    assert (found[0].message.gtin, found[0].message.lot, found[0].message.serial) == ("09506000134352", "Zy-4m", "aQ7w")


def test_a_usual_scanner_needs_no_settings_but_its_end() -> None:
    probed = probe(card())
    assert probed.profile == ENTER
    assert codes(probed) == USUAL
    assert probed.findings[0].facts == {"average": 4}


@pytest.mark.parametrize(
    ("keys", "profile", "findings"),
    [
        (
            card(after=tab),
            ScannerProfile(terminator=Terminator.TAB),
            [ScannerFinding.FAST, ScannerFinding.TAB, ScannerFinding.GS_CONTROL],
        ),
        (
            card(after=lambda _: []),
            ScannerProfile(terminator=Terminator.PAUSE),
            [ScannerFinding.FAST, ScannerFinding.NO_END, ScannerFinding.GS_CONTROL],
        ),
        (
            card(after=lambda time: [*enter(time), *stroke("\n", time + 4, place=101)]),
            ENTER,
            USUAL,
        ),
        (
            card(every=45),
            replace(ENTER.slow(), terminator=Terminator.ENTER),
            [ScannerFinding.SLOW, ScannerFinding.ENTER, ScannerFinding.GS_CONTROL],
        ),
        (card(layout=FRENCH), replace(ENTER, us_keys=True), [*USUAL, ScannerFinding.US_KEYS]),
        (card(layout=GERMAN), replace(ENTER, us_keys=True), [*USUAL, ScannerFinding.US_KEYS]),
        (card(caps_lock=True), ENTER, [*USUAL, ScannerFinding.CAPS_LOCK_UNDONE]),
        (
            card(separator=lambda time: stroke("", time, place=F8, name=KeyName.F8)),
            replace(ENTER, separator=Separator.F8),
            [ScannerFinding.FAST, ScannerFinding.ENTER, ScannerFinding.GS_F8],
        ),
        (
            card(separator=lambda time: alt_code("029", time)),
            replace(ENTER, separator=Separator.ALT_CODE),
            [ScannerFinding.FAST, ScannerFinding.ENTER, ScannerFinding.GS_ALT_CODE],
        ),
        (
            card(separator=lambda time: typed("|", time)),
            replace(ENTER, separator=Separator.SUBSTITUTE, substitute="|"),
            [ScannerFinding.FAST, ScannerFinding.ENTER, ScannerFinding.GS_SUBSTITUTE],
        ),
        (
            card(separator=lambda _: []),
            ENTER,
            [ScannerFinding.FAST, ScannerFinding.ENTER, ScannerFinding.GS_LOST],
        ),
        (
            card(before=lambda time: typed("]C1", time)),
            ENTER,
            [ScannerFinding.FAST, ScannerFinding.ENTER, ScannerFinding.AIM, ScannerFinding.GS_CONTROL],
        ),
        (
            card(before=lambda time: control("b", time), after=lambda time: [*control("c", time), *enter(time + 4)]),
            replace(ENTER, prefix="\x02", suffix="\x03"),
            [
                ScannerFinding.FAST,
                ScannerFinding.ENTER,
                ScannerFinding.PREFIX,
                ScannerFinding.SUFFIX,
                ScannerFinding.GS_CONTROL,
            ],
        ),
    ],
    ids=[
        "Tab",
        "no end",
        "CR LF",
        "slow",
        "French",
        "German",
        "Caps Lock",
        "F8",
        "Alt+029",
        "substitute",
        "lost",
        "AIM",
        "STX and ETX",
    ],
)
def test_the_profile_sets_itself(keys: Keys, profile: ScannerProfile, findings: list[ScannerFinding]) -> None:
    probed = probe(keys)
    assert codes(probed) == findings
    assert probed.profile == profile


def test_a_scanner_that_minds_caps_lock_itself_is_left_alone() -> None:
    # It types an A without Shift while Caps Lock is on: by the text all is well, by Caps Lock it would be turned round.
    keys = [replace(key, caps_lock=True) for key in card()]
    probed = probe(keys)
    assert probed.profile == replace(ENTER, caps_lock=CapsLock.LEAVE)
    assert codes(probed) == [*USUAL, ScannerFinding.CAPS_LOCK_LEFT]


def test_the_profile_reads_what_was_recorded() -> None:
    keys = card(layout=FRENCH, separator=lambda time: control("]", time, text=""))
    profile = probe(keys).profile
    assert out_of(keys, profile).scans == [CARD_PLAIN, CARD_GS1]


def test_what_no_test_can_tell_stays_as_it_was() -> None:
    base = ScannerProfile(guard_ms=700, min_length=6, caps_lock=CapsLock.LEAVE)
    assert probe(card(), base).profile == replace(base, terminator=Terminator.ENTER)


def test_one_code_of_the_card_is_enough_but_the_other_is_missed() -> None:
    keys = card()
    probed = probe([key for key in keys if key.time < SECOND])
    assert (probed.profile, codes(probed)) == (
        ENTER,
        [ScannerFinding.FAST, ScannerFinding.ENTER, ScannerFinding.GS1_MISSING],
    )
    probed = probe([key for key in keys if key.time >= SECOND])
    assert (probed.profile, codes(probed)) == (ENTER, [*USUAL, ScannerFinding.PLAIN_MISSING])


def test_nothing_was_scanned() -> None:
    assert probe([]) == Probed(None, (Finding(ScannerFinding.NOTHING),))
    assert probe([key for key in typed("a") if not key.down]).profile is None


def test_something_else_was_scanned() -> None:
    probed = probe([*typed("4006381333931", every=4), *enter(START + 60)])
    assert probed == Probed(None, (Finding(ScannerFinding.UNREADABLE, {"text": "4006381333931␍"}),))


def test_a_scanner_that_is_as_slow_as_a_person_gets_no_profile() -> None:
    probed = probe(card(every=150))
    assert probed.profile is None
    assert codes(probed)[0] is ScannerFinding.TOO_SLOW


def test_a_scanner_whose_pace_cannot_be_told_from_typing_gets_no_profile() -> None:
    probed = probe(card(every=80))
    assert probed.profile is None
    assert codes(probed)[0] is ScannerFinding.NOT_TOLD_APART


def test_both_codes_may_come_without_a_pause_between_them() -> None:
    keys = [replace(key, time=key.time - (SECOND - START - 200) * (key.time >= SECOND)) for key in card()]
    assert probe(keys).profile == ENTER


def test_everything_that_is_found_out_can_be_said() -> None:
    facts: dict[str, str | int] = {"average": 4, "text": "|"}
    said = {code: say(code, facts) for code in (*ScannerFinding, *ScanWord)}
    assert len(set(said.values())) == len(SENTENCES) == len(said)
    assert said[ScannerFinding.FAST] == "The scanner types fast enough: 4 ms a character."
    assert said[ScannerFinding.GS_SUBSTITUTE] == "The group separator of GS1 codes arrives as “|”."
