"""Keys become scans or stay typing: pace, length, ends, order, and what a person does meanwhile."""

from dataclasses import replace

import pytest

from tests.scanning.keystrokes import (
    F8,
    SHIFT,
    START,
    control,
    enter,
    line_feed,
    modifier,
    out_of,
    play,
    scanned,
    stroke,
    tab,
    typed,
)
from warehouse_app.scanning.burst import MOST_CHARACTERS, Scan
from warehouse_app.scanning.keyboard import Key, KeyName, Modifier
from warehouse_app.scanning.profile import ScannerProfile, Terminator
from warehouse_app.scanning.wedge import Typed, Wedge

USUAL = ScannerProfile()
SLOW = USUAL.slow()


@pytest.mark.parametrize(
    ("keys", "profile", "story"),
    [
        (scanned("PO-7"), USUAL, ["[PO-7]"]),
        (scanned("PO-7", every=0, end=0), USUAL, ["[PO-7]"]),
        (scanned("PO-7", every=30, end=30), USUAL, ["[PO-7]"]),
        (scanned("PO-7", every=31, end=31), USUAL, ["PO-7\r"]),
        (scanned("4006381333931", every=2, end=60), USUAL, ["[4006381333931]"]),
        (scanned("PO7"), USUAL, ["PO7\r"]),
        (scanned("PO-77", every=50, end=50), SLOW, ["[PO-77]"]),
        (scanned("PO-77", every=51, end=51), SLOW, ["PO-77\r"]),
        (typed("PO-7"), USUAL, ["PO-7"]),
        (enter(START), USUAL, ["\r"]),
        ([*typed("ab", every=120), *enter(START + 240)], USUAL, ["ab\r"]),
        ([*typed("ab", every=10), *enter(START + 20)], USUAL, ["ab\r"]),
    ],
    ids=[
        "a scan",
        "all keys in one millisecond",
        "as slow as may be",
        "slower on average",
        "a late Enter",
        "three characters",
        "a slow scanner under its profile",
        "too slow for that too",
        "no Enter",
        "only Enter",
        "a person",
        "a person's two quick keys",
    ],
)
def test_a_burst_that_ends_with_enter_is_a_scan(keys: list[Key], profile: ScannerProfile, story: list[str]) -> None:
    assert out_of(keys, profile).story == story


@pytest.mark.parametrize(
    ("terminator", "story"),
    [
        (Terminator.EITHER, ["[PO-7]", "[A-03]"]),
        (Terminator.ENTER, ["[PO-7]", "A-03\t"]),
        (Terminator.TAB, ["PO-7\r", "[A-03]"]),
        (Terminator.PAUSE, ["[PO-7\r]", "[A-03\t]"]),
    ],
)
def test_the_profile_says_which_key_ends_a_scan(terminator: Terminator, story: list[str]) -> None:
    keys = [*scanned("PO-7"), *typed("A-03", START + 2000), *tab(START + 2008)]
    assert out_of(keys, ScannerProfile(terminator=terminator)).story == story


def test_a_tab_inside_a_code_is_a_character_of_it_where_enter_ends_scans() -> None:
    keys = [*typed("PO-7"), *tab(START + 8), *typed("A1", START + 10), *enter(START + 14)]
    assert out_of(keys, ScannerProfile(terminator=Terminator.ENTER)).story == ["[PO-7\tA1]"]


@pytest.mark.parametrize(
    "second",
    [line_feed(START + 10), enter(START + 10), control("j", START + 10), enter(START + 40)],
    ids=["LF", "Enter again", "Ctrl+J", "LF a moment later"],
)
def test_cr_lf_ends_a_scan_once(second: list[Key]) -> None:
    played = out_of([*scanned("PO-7"), *second])
    assert [each.text for each in played.out if isinstance(each, Scan)] == ["PO-7"]
    assert [each for each in played.out if isinstance(each, Key) and each.name is not KeyName.MODIFIER] == []


def test_what_comes_between_a_scan_and_an_enter_tells_them_apart() -> None:
    arrow = stroke("", START + 10, place=103)
    assert out_of([*scanned("4711"), *arrow, *enter(START + 20)]).story == ["[4711]", "\r"]


def test_enter_typed_after_a_scan_is_typed() -> None:
    assert out_of([*scanned("PO-7"), *enter(START + 200)]).story == ["[PO-7]", "\r"]


def test_a_scan_can_be_ended_by_a_pause_alone() -> None:
    profile = ScannerProfile(terminator=Terminator.PAUSE)
    keys = [*typed("PO-7"), *typed("PO-8", START + 1000), *typed("ab", START + 2000, every=200)]
    assert out_of(keys, profile).story == ["[PO-7]", "[PO-8]", "ab"]


def test_a_pause_that_ends_a_scan_is_longer_than_one_in_which_the_system_falters() -> None:
    profile = ScannerProfile(terminator=Terminator.PAUSE)
    assert out_of([*typed("PO-47"), *typed("11", START + 98)], profile).story == ["[PO-4711]"]
    assert out_of([*typed("PO-47"), *typed("4711", START + 120)], profile).story == ["[PO-47]", "[4711]"]


def test_two_scans_without_a_pause_between_them_are_two() -> None:
    assert out_of([*scanned("PO-7"), *scanned("PO-8", START + 10)]).story == ["[PO-7]", "[PO-8]"]


def test_the_same_scan_twice_is_two_scans_here() -> None:
    assert out_of([*scanned("PO-7"), *scanned("PO-7", START + 10)]).scans == ["PO-7", "PO-7"]


def test_a_scan_knows_when_it_began_and_ended() -> None:
    assert out_of(scanned("po-7")).out == [Scan("po-7", began=START, ended=START + 8)]


def test_typing_before_and_after_a_scan_stays_typing() -> None:
    keys = [*typed("12", every=120), *scanned("PO-7", START + 400), *typed("34", START + 500, every=120)]
    assert out_of(keys).story == ["12", "[PO-7]", "34"]


def test_a_scan_that_may_have_lost_its_beginning_is_not_whole() -> None:
    # The system faltered after "PO-": too late to take it back, but the rest must not be read as a scan.
    keys = [*typed("PO-"), *scanned("4711", START + 60)]
    played = out_of(keys)
    assert (played.text, played.scans, played.broken) == ("PO-", [], ["4711"])


@pytest.mark.parametrize(("profile", "hold"), [(USUAL, 35), (SLOW, 100)], ids=["usual", "slow"])
def test_a_gap_as_long_as_the_hold_tears_no_scan_and_one_millisecond_more_does(
    profile: ScannerProfile, hold: int
) -> None:
    def after(gap: int) -> list[Key]:
        return [*typed("PO-"), *scanned("4711", START + 4 + gap)]

    assert out_of(after(hold), profile).story == ["[PO-4711]"]
    played = out_of(after(hold + 1), profile)
    assert (played.text, played.scans, played.broken) == ("PO-", [], ["4711"])
    wedge = Wedge(profile)
    play(wedge, typed("PO-"), expire=False)
    assert wedge.patience == hold


def test_a_burst_that_is_certain_may_falter_for_a_quarter_of_a_second_and_no_longer() -> None:
    # The last character comes 6 ms after the first.
    assert out_of(scanned("PO-4", end=250)).story == ["[PO-4]"]
    assert out_of(scanned("PO-4", end=251)).story == ["PO-4\r"]


def test_so_long_it_may_falter_all_in_all_on_top_of_what_its_characters_may_take() -> None:
    # Neither pause is too long by itself. Five characters at 30 ms, and the quarter of a second, are 400 ms.
    keys = [*typed("PO-4"), *typed("7", START + 200)]
    assert out_of([*keys, *enter(START + 400)]).story == ["[PO-47]"]
    assert out_of([*keys, *enter(START + 401)]).story == ["PO-47\r"]


def test_a_scan_that_falters_later_stays_whole() -> None:
    keys = [*typed("PO-47"), *typed("11", START + 200), *enter(START + 204)]
    assert out_of(keys).scans == ["PO-4711"]


def test_what_a_machine_types_without_an_end_does_not_hold_back_a_person_for_long() -> None:
    keys = [*typed("PO-7"), *typed("abcdefgh", START + 120, every=120)]
    wedge = Wedge(USUAL)
    assert play(wedge, keys, expire=False).text == "PO-7abcdefg"
    assert play(wedge, []).text == "h"


def test_the_second_of_two_equal_characters_may_look_like_a_held_key() -> None:
    keys = [replace(key, repeat=index == 2) for index, key in enumerate(scanned("0012"))]
    assert out_of(keys).story == ["[0012]"]


def test_a_key_that_is_held_down_repeats_and_ends_nothing() -> None:
    keys = typed("a") + [replace(typed("a", START + 500 + 30 * times)[0], repeat=True) for times in range(8)]
    wedge = Wedge(USUAL)
    assert play(wedge, keys, expire=False).text == "a" * 9
    assert wedge.patience is None


def test_releases_come_after_their_keys_and_only_where_these_came() -> None:
    keys = [*typed("aB", every=10), *typed("c", START + 200)]
    assert out_of(keys).out == keys
    assert out_of(scanned("aBcD")).out == [Scan("aBcD", began=START, ended=START + 8)]


def test_no_release_of_a_scan_comes_out_even_when_it_is_late() -> None:
    keys = scanned("PO-7")
    late = [replace(key, time=START + 500) for key in keys if not key.down]
    played = out_of([*(key for key in keys if key.down), *late])
    assert [each for each in played.out if isinstance(each, Key) and each.name is not KeyName.MODIFIER] == []
    assert played.scans == ["PO-7"]


def test_a_key_whose_release_after_a_scan_got_lost_is_typed_as_any_other() -> None:
    keys = [key for key in scanned("4711") if key.down]
    later = typed("47", START + 1000, every=120)
    assert out_of([*keys, *later]).out == [Scan("4711", began=START, ended=START + 8), *later]


def test_a_shift_that_was_down_before_comes_up_again() -> None:
    keys = [modifier(SHIFT, START - 50, down=True), *scanned("4711")]
    keys.insert(4, modifier(SHIFT, START + 3, down=False))
    played = out_of(keys)
    assert played.scans == ["4711"]
    assert [(each.place, each.down) for each in played.out if isinstance(each, Key)] == [(SHIFT, True), (SHIFT, False)]


def test_a_key_that_a_finger_holds_is_no_part_of_the_scan() -> None:
    # A person types an x; it is still down while the scanner's keys go down and up.
    finger = stroke("x", START - 10, place=45, up_after=400)
    keys = [finger[0], *scanned("4711"), finger[1]]
    played = out_of(keys)
    assert played.story == ["x", "[4711]"]
    assert [each for each in played.out if isinstance(each, Key)] == finger


def test_the_finger_may_be_quicker_than_the_scan() -> None:
    finger = stroke("x", START - 10, place=45, up_after=15)
    keys = scanned("4711-8")
    played = out_of([finger[0], *keys[:6], finger[1], *keys[6:]])
    assert played.out == [*finger, Scan("4711-8", began=START, ended=START + 12)]


def test_a_key_whose_release_got_lost_is_part_of_the_scan_where_it_is_pressed_again() -> None:
    keys = scanned("4711")
    del keys[5]
    assert out_of(keys).story == ["[4711]"]


def test_a_key_that_nobody_can_tell_from_another_is_part_of_the_scan() -> None:
    # Some program made the keys, without places; the release of the first names another key.
    keys = [replace(key, place=0, code=key.code + (index == 1)) for index, key in enumerate(scanned("4711"))]
    assert out_of(keys).scans == ["4711"]


def test_a_scanner_that_presses_the_next_key_before_the_last_is_up_is_read() -> None:
    keys = scanned("4718-9")
    downs, ups = [key for key in keys if key.down], [key for key in keys if not key.down]
    woven = [downs[0], *(key for pair in zip(downs[1:], ups, strict=False) for key in pair), ups[-1]]
    assert out_of(woven).story == ["[4718-9]"]


def test_an_arrow_flushes_what_is_typed_and_goes_on_after_it() -> None:
    arrow = stroke("", START + 10, place=103)
    assert out_of([*typed("a"), *arrow]).out == [*typed("a"), *arrow]


def test_a_shortcut_flushes_what_is_typed_and_goes_on_after_it() -> None:
    keys = [*typed("a"), *stroke("k", START + 10, place=37, modifiers=Modifier.ALT)]
    assert out_of(keys).out == keys


def test_an_arrow_in_the_middle_of_a_scan_waits_for_its_end() -> None:
    keys = scanned("po-4711")
    arrow = stroke("", START + 9, place=103, up_after=0)
    played = out_of([*keys[:12], *arrow, *keys[12:]])
    assert played.out == [*arrow, Scan("po-4711", began=START, ended=START + 14)]


@pytest.mark.parametrize(
    "unknown",
    [
        control("]", START + 9, text=""),
        stroke("", START + 9, place=F8, name=KeyName.F8),
        stroke("x", START + 9, place=45, modifiers=Modifier.ALT),
    ],
    ids=["Ctrl+] that the layout loses", "F8", "Alt and a letter"],
)
def test_a_scan_with_a_character_that_the_profile_does_not_know_is_not_whole(unknown: list[Key]) -> None:
    keys = scanned("po-4711")
    played = out_of([*keys[:12], *unknown, *keys[12:]])
    # Nor does that character do what a person's shortcut would: the page stays, and the scan is one.
    assert played.out == [Scan("po-4711", began=START, ended=START + 14, whole=False)]


def test_a_click_lets_out_what_was_typed_before_it() -> None:
    wedge = Wedge(USUAL)
    assert play(wedge, typed("ab"), expire=False).out == []
    assert wedge.interrupt() == (Typed(tuple(typed("ab"))),)
    assert wedge.interrupt() == ()


def test_a_click_does_not_tear_a_scan() -> None:
    wedge = Wedge(USUAL)
    keys = scanned("PO-4711")
    play(wedge, keys[:12], expire=False)
    assert wedge.interrupt() == ()
    assert play(wedge, keys[12:]).story == ["[PO-4711]"]


def test_a_click_at_the_very_beginning_of_a_scan_spoils_it_audibly() -> None:
    wedge = Wedge(USUAL)
    keys = scanned("4711-8")
    play(wedge, keys[:4], expire=False)
    assert wedge.interrupt() == (Typed(tuple(keys[:4])),)
    assert play(wedge, keys[4:]).broken == ["11-8"]


def test_patience_is_the_hold_until_a_scanner_is_certain() -> None:
    wedge = Wedge(USUAL)
    assert wedge.patience is None
    told = list[int | None]()
    for key in typed("PO-7", every=10):
        wedge.feed(key)
        if key.down and key.text:
            told.append(wedge.patience)
    assert told == [35, 35, 35, 250]
    wedge.expire()
    assert wedge.patience is None


def test_short_codes_may_be_allowed_and_a_person_is_still_no_scanner() -> None:
    profile = ScannerProfile(min_length=2)
    assert out_of(scanned("47"), profile).story == ["[47]"]
    wedge = Wedge(profile)
    play(wedge, typed("47"), expire=False)
    assert wedge.patience == 35


def test_a_profile_changed_in_the_middle_gives_out_what_is_held() -> None:
    wedge = Wedge(USUAL)
    play(wedge, typed("po"), expire=False)
    assert wedge.use(SLOW) == (Typed(tuple(typed("po"))),)
    assert play(wedge, scanned("PO-7", START + 1000, every=50, end=50)).scans == ["PO-7"]


def test_ten_thousand_characters_are_one_scan_and_more_are_cut() -> None:
    assert out_of(scanned("7" * 10_000, every=1)).scans == ["7" * 10_000]
    for every in (1, 30):
        keys = scanned("7" * 12_000, every=every)
        assert out_of(keys).out == [Scan("7" * MOST_CHARACTERS, began=START, ended=keys[-2].time)]


def test_more_characters_than_anybody_types_are_never_typed() -> None:
    played = out_of(typed("7" * 12_000, every=1))
    assert played.out == [Scan("7" * MOST_CHARACTERS, began=START, ended=START + 11_999)]


def test_the_clock_of_the_window_system_may_wrap_in_the_middle_of_a_scan() -> None:
    keys = [replace(key, time=(key.time - START + 2**32 - 5) % 2**32) for key in scanned("PO-4711")]
    assert out_of(keys).scans == ["PO-4711"]


def test_a_key_of_another_clock_ends_a_burst() -> None:
    keys = [*typed("PO"), *typed("77", 50), *enter(54)]
    assert out_of(keys).story == ["PO77\r"]


def test_keys_that_arrive_a_little_out_of_order_are_one_burst() -> None:
    keys = [replace(key, time=key.time - 5 * (index == 6)) for index, key in enumerate(scanned("PO-7"))]
    assert out_of(keys).scans == ["PO-7"]
