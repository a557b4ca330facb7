"""What no key stands for: group separators, frames, other layouts, Caps Lock, dead keys."""

from dataclasses import replace

import pytest

from tests.scanning.keystrokes import (
    ALT,
    F8,
    FRENCH,
    GERMAN,
    KEYPAD,
    START,
    Layout,
    alt_code,
    control,
    enter,
    out_of,
    play,
    scanned,
    stroke,
    tab,
    typed,
)
from warehouse_app.scanning.burst import Scan
from warehouse_app.scanning.composing import Composer, composed
from warehouse_app.scanning.keyboard import MAC_PLACES, US, Key, KeyName, Modifier, us_control
from warehouse_app.scanning.profile import CapsLock, ScannerProfile, Separator, Terminator
from warehouse_app.scanning.wedge import Typed, Wedge

GS, RS, EOT, STX, ETX = "\x1d", "\x1e", "\x04", "\x02", "\x03"
GS1 = f"010950600013435210A7{GS}21x9"
US_KEYS = ScannerProfile(us_keys=True)


def with_separator(keys: list[Key]) -> list[Key]:
    """Return the keys of a GS1 code in which these stand for the group separator."""
    before, after = GS1.split(GS)
    later = START + 2 * len(before)
    moved = [replace(key, time=key.time - START + later) for key in keys]
    after_at = max(key.time for key in moved) + 2
    return [*typed(before), *moved, *typed(after, after_at), *enter(after_at + 8)]


@pytest.mark.parametrize(
    ("keys", "profile"),
    [
        (control("]", START), ScannerProfile()),
        (stroke(GS, START), ScannerProfile()),
        (stroke("", START, place=F8, name=KeyName.F8), ScannerProfile(separator=Separator.F8)),
        (alt_code("029", START), ScannerProfile(separator=Separator.ALT_CODE)),
        (alt_code("29", START), ScannerProfile(separator=Separator.ALT_CODE)),
        (typed("|"), ScannerProfile(separator=Separator.SUBSTITUTE, substitute="|")),
        (typed("{GS}"), ScannerProfile(separator=Separator.SUBSTITUTE, substitute="{GS}")),
    ],
    ids=["Ctrl+]", "as it is", "F8", "Alt+029", "Alt+29", "a substitute", "a long substitute"],
)
def test_the_group_separator_arrives_in_the_form_of_the_profile(keys: list[Key], profile: ScannerProfile) -> None:
    played = out_of(with_separator(keys), profile)
    assert played.scans == [GS1]
    assert played.text == ""


@pytest.mark.parametrize(
    ("keys", "profile"),
    [
        (control("]", START), ScannerProfile()),
        (stroke("", START, place=F8, name=KeyName.F8), ScannerProfile(separator=Separator.F8)),
        (alt_code("029", START), ScannerProfile(separator=Separator.ALT_CODE)),
    ],
    ids=["Ctrl+]", "F8", "Alt+029"],
)
def test_a_scan_may_begin_with_the_group_separator(keys: list[Key], profile: ScannerProfile) -> None:
    played = out_of([*keys, *scanned("10A7", START + 6)], profile)
    assert played.scans == [f"{GS}10A7"]


@pytest.mark.parametrize(
    ("keys", "profile"),
    [
        (control("]", START), ScannerProfile()),
        (stroke("", START, place=F8, name=KeyName.F8), ScannerProfile(separator=Separator.F8)),
        (stroke("", START, place=F8, name=KeyName.F8), ScannerProfile()),
        (alt_code("029", START), ScannerProfile(separator=Separator.ALT_CODE)),
        (alt_code("029", START), ScannerProfile()),
        ([*control("c", START)], ScannerProfile()),
        ([*control("c", START)], ScannerProfile(separator=Separator.ALT_CODE, us_keys=True)),
        (stroke("", START, place=ALT, name=KeyName.ALT), ScannerProfile(separator=Separator.ALT_CODE)),
    ],
)
def test_a_person_who_presses_such_a_key_has_it_typed(keys: list[Key], profile: ScannerProfile) -> None:
    assert out_of(keys, profile).out == keys


def test_a_shortcut_is_not_held_at_all_unless_it_may_begin_a_scan() -> None:
    wedge = Wedge(ScannerProfile())
    assert [wedge.feed(key).taken for key in control("c", START)] == [False] * 4
    assert [wedge.feed(key).taken for key in control("]", START)] == [False, True, True, True]


def test_the_alt_of_a_mnemonic_is_typed_before_its_letter() -> None:
    alt = Key(START, down=True, place=ALT, code=ALT, name=KeyName.ALT)
    letter = stroke("b", START + 30, place=48, modifiers=Modifier.ALT)
    wedge = Wedge(ScannerProfile(separator=Separator.ALT_CODE))
    assert wedge.feed(alt).taken
    ruling = wedge.feed(letter[0])
    assert (ruling.taken, ruling.outcomes) == (False, (Typed((alt,)),))


def test_a_system_that_types_the_character_of_an_alt_code_too_types_it_once() -> None:
    copy = [replace(key, code=0) for key in stroke(GS, START + 4)]
    profile = ScannerProfile(separator=Separator.ALT_CODE)
    assert out_of(with_separator([*alt_code("029", START), *copy]), profile).scans == [GS1]


def test_a_scanner_that_types_all_characters_as_alt_codes_is_read() -> None:
    keys = [key for number, text in enumerate("PO-7") for key in alt_code(f"{ord(text):03}", START + 10 * number)]
    assert out_of([*keys, *enter(START + 40)], ScannerProfile(separator=Separator.ALT_CODE)).scans == ["PO-7"]


def test_an_alt_code_needs_no_num_lock() -> None:
    # Without Num Lock the keypad has no text at all: only the place says which digit it is.
    assert [key.text for key in alt_code("029", START)] == [""] * 8
    assert {key.place for key in alt_code("029", START)} == {ALT, KEYPAD["0"], KEYPAD["2"], KEYPAD["9"]}


def test_the_control_characters_of_a_supplier_label_are_part_of_the_scan() -> None:
    text = f"[)>{RS}06{GS}PA7{GS}Q5{RS}{EOT}"
    keys: list[Key] = []
    for number, character in enumerate(text):
        at = START + 2 * number
        keys += control(chr(ord(character) + 64), at) if character < " " else typed(character, at)
    assert out_of([*keys, *enter(START + 2 * len(text))]).scans == [text]


@pytest.mark.parametrize("character", ["\x08", "\x1b", "\x7f"], ids=["Backspace", "Escape", "Delete"])
def test_keys_that_have_control_characters_of_their_own_are_no_part_of_a_scan(character: str) -> None:
    keys = [*typed("ab"), *stroke(character, START + 5, place=14)]
    assert out_of(keys).out == keys


FRAMED = ScannerProfile(prefix=STX, suffix=ETX)


def framed(text: str, start: int = START, *, every: int = 2) -> list[Key]:
    """Return the keys of a scan between STX and ETX, with an Enter after it."""
    end = start + every * (len(text) + 1)
    return [*control("b", start), *typed(text, start + every, every=every), *control("c", end), *enter(end + 2)]


def test_a_frame_is_a_scan_at_any_length_and_pace() -> None:
    assert out_of(framed("7"), FRAMED).story == ["[7]"]
    assert out_of(framed("PO-7", every=300), FRAMED).story == ["[PO-7]"]


def test_where_there_is_a_prefix_nothing_else_is_a_scan() -> None:
    assert out_of(scanned("PO-7"), FRAMED).story == ["PO-7\r"]
    assert out_of(scanned("PO-7"), ScannerProfile(prefix="~")).story == ["PO-7\r"]
    assert out_of(scanned("A~PO-7"), ScannerProfile(prefix="~")).story == ["A~PO-7\r"]


def test_a_frame_may_hold_enter_and_tab() -> None:
    keys = [*control("b", START), *typed("PO", START + 2), *enter(START + 6), *tab(START + 8)]
    keys += [*typed("7", START + 10), *control("c", START + 12)]
    assert out_of(keys, FRAMED).story == ["[PO\r\t7]"]


def test_typing_right_before_a_frame_stays_typing() -> None:
    assert out_of([*typed("a"), *framed("PO-7", START + 10)], FRAMED).story == ["a", "[PO-7]"]


def test_a_frame_that_never_ends_is_a_broken_scan_and_never_typed() -> None:
    played = out_of(framed("PO-7")[:-6], FRAMED)
    assert (played.text, played.scans, played.broken) == ("", [], [f"{STX}PO-7"])


def test_a_frame_may_falter_more_than_once() -> None:
    keys = [*control("b", START), *typed("PO-77", START + 2), *typed("88", START + 450), *typed("99", START + 900)]
    assert out_of([*keys, *control("c", START + 1300)], FRAMED).story == ["[PO-778899]"]


def test_the_next_frame_begins_though_the_last_one_never_ended() -> None:
    keys = [*framed("PO-7")[:-6], *framed("PO-8", START + 50)]
    played = out_of(keys, FRAMED)
    assert (played.text, played.scans, played.broken) == ("", ["PO-8"], [f"{STX}PO-7"])


def test_a_click_does_not_tear_a_frame() -> None:
    wedge = Wedge(FRAMED)
    keys = framed("PO-7")
    play(wedge, keys[:6], expire=False)
    assert wedge.interrupt() == ()
    assert play(wedge, keys[6:]).scans == ["PO-7"]


@pytest.mark.parametrize(
    ("profile", "keys", "story"),
    [
        (ScannerProfile(prefix="~"), scanned("~7"), ["[7]"]),
        (ScannerProfile(prefix="%%"), scanned("%%PO-7"), ["[PO-7]"]),
        (ScannerProfile(prefix="~", suffix="~"), typed("~PO-7~"), ["[PO-7]"]),
        (ScannerProfile(prefix="~", terminator=Terminator.PAUSE), typed("~PO-7"), ["[PO-7]"]),
        (ScannerProfile(prefix="~"), typed("~", every=100), ["~"]),
        (ScannerProfile(prefix="~"), [*typed("~1", every=120), *enter(START + 240)], ["~1\r"]),
        (ScannerProfile(suffix="#"), typed("PO-7#"), ["[PO-7]"]),
        (ScannerProfile(suffix="#"), typed("P#"), ["P#"]),
        (ScannerProfile(suffix="#"), typed("PO-7#", every=120), ["PO-7#"]),
        (ScannerProfile(suffix="#"), scanned("PO-7"), ["PO-7\r"]),
        (ScannerProfile(suffix=ETX), [*typed("7"), *control("c", START + 2)], ["[7]"]),
        (ScannerProfile(suffix="\x1d"), [*typed("7"), *control("]", START + 2)], ["[7]"]),
    ],
)
def test_prefix_and_suffix_may_be_anything(profile: ScannerProfile, keys: list[Key], story: list[str]) -> None:
    assert out_of(keys, profile).story == story


@pytest.mark.parametrize(("layout", "garbled"), [(FRENCH, "Q&)w$"), (GERMAN, "A1ßy+")], ids=["French", "German"])
def test_a_scanner_that_types_us_english_is_read_by_the_place_of_its_keys(layout: Layout, garbled: str) -> None:
    keys = scanned("A1-z]", layout=layout)
    assert out_of(keys).scans == [garbled]
    assert out_of(keys, US_KEYS).scans == ["A1-z]"]
    assert out_of(scanned(GS1, layout=layout), US_KEYS).scans == [GS1]


def test_by_place_every_character_of_a_us_keyboard_comes_back() -> None:
    text = "".join(plain + shifted for place, (plain, shifted) in US.items() if place < 55)
    assert len(text) == 94
    assert out_of(scanned(text, layout=FRENCH), US_KEYS).scans == [text]


def test_what_a_person_types_is_never_decoded() -> None:
    keys = typed("A1-z]", every=120, layout=FRENCH)
    assert out_of(keys, US_KEYS).text == "Q&)w$"


def test_a_digit_of_the_keypad_is_read_by_its_place_too() -> None:
    keys = [key for number, digit in enumerate("4711") for key in stroke("", START + 2 * number, place=KEYPAD[digit])]
    assert out_of([*keys, *enter(START + 8)], US_KEYS).scans == ["4711"]


def test_alt_gr_is_no_key_of_a_scanner_that_types_us_english() -> None:
    keys = [*typed("ab"), *stroke("@", START + 4, place=16, modifiers=Modifier.ALT_GR), *typed("c1", START + 6)]
    assert out_of([*keys, *enter(START + 10)], US_KEYS).scans == ["ab@c1"]


@pytest.mark.parametrize(
    ("caps_lock", "us_keys", "scan"),
    [
        (CapsLock.UNDO, False, "aB-7é"),
        (CapsLock.LEAVE, False, "Ab-7É"),
        (CapsLock.UNDO, True, "aB-7é"),
        (CapsLock.LEAVE, True, "Ab-7É"),
    ],
)
def test_caps_lock_is_undone_or_left(caps_lock: CapsLock, us_keys: bool, scan: str) -> None:
    keys = [*typed("aB-7é", caps_lock=True), *enter(START + 10)]
    assert out_of(keys, ScannerProfile(caps_lock=caps_lock, us_keys=us_keys)).scans == [scan]


def test_caps_lock_leaves_alone_what_has_no_other_case() -> None:
    keys = [*stroke("ß", START, caps_lock=True), *typed("471", START + 2, caps_lock=True), *enter(START + 8)]
    assert out_of(keys).scans == ["ß471"]


def test_dead_keys_of_a_scanner_that_types_the_computers_layout_are_composed() -> None:
    acute, circumflex = "\u0301", "\u0302"
    keys = [*stroke("", START, dead=acute), *typed("e", START + 2), *stroke("", START + 4, dead=circumflex)]
    keys += [*stroke(" ", START + 6), *typed("x", START + 8), *stroke("", START + 10, dead=acute)]
    assert out_of([*keys, *enter(START + 12)]).scans == ["é^x´"]


def test_dead_keys_of_a_scanner_that_types_us_english_are_read_by_their_place() -> None:
    # On a German keyboard ^ and ´ are dead where an American one has ` and =.
    keys = typed("a`=b", layout=GERMAN, dead={41: "\u0302", 13: "\u0301"})
    assert out_of([*keys, *enter(START + 8)], US_KEYS).scans == ["a`=b"]


@pytest.mark.parametrize(
    ("dead", "text", "made"),
    [
        ("\u0301", "e", "é"),
        ("\u0302", "O", "Ô"),
        ("\u0308", "y", "ÿ"),
        ("\u0303", "n", "ñ"),
        ("\u0327", "c", "ç"),
        ("\u0301", " ", "´"),
        ("\u0302", "\u0302", "^"),
        ("\u0302", "x", "^x"),
        ("\u0302", "\u0301", "^´"),
    ],
)
def test_an_accent_and_a_letter_are_one_character(dead: str, text: str, made: str) -> None:
    assert composed(dead, text) == made


def test_typed_accents_are_composed_across_other_keys_that_type_nothing() -> None:
    composer = Composer()
    accent, shift, letter = stroke("", 1, dead="\u0302")[0], stroke("", 2)[0], stroke("E", 3)[0]
    assert [composer.text_of(key) for key in (accent, shift, letter, letter)] == ["", "", "Ê", "E"]
    assert composer.text_of(accent) == ""
    composer.forget()
    assert composer.text_of(letter) == "E"


def test_ctrl_stands_for_control_characters() -> None:
    assert [us_control(place, shift=shift) for place, shift in ((27, False), (7, True), (12, True), (48, False))] == [
        GS,
        RS,
        "\x1f",
        STX,
    ]
    assert us_control(2, shift=False) == ""


def test_every_key_of_a_mac_that_types_something_has_its_place() -> None:
    assert len(set(MAC_PLACES.values())) == len(MAC_PLACES)
    assert set(MAC_PLACES.values()) == set(US) - {0x135}
    kvk_ansi = {0: "a", 6: "z", 16: "y", 18: "1", 27: "-", 30: "]", 42: "\\", 47: ".", 49: " ", 50: "`", 82: "0"}
    assert {code: US[MAC_PLACES[code]][0] for code in kvk_ansi} == kvk_ansi


def test_a_frame_knows_when_it_began_and_ended() -> None:
    scans = [each for each in out_of(framed("7"), FRAMED).out if isinstance(each, Scan)]
    assert scans == [Scan("7", began=START, ended=START + 4)]
