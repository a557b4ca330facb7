"""Real X key events, two milliseconds a key as a scanner makes them, or 120 as a person does."""

import time
from collections.abc import Iterator

import pytest

from tests.xserver.conftest import Start
from tests.xserver.hands import ENTER, SCANNER_DELAY_MS, Hands, Program, steadily
from warehouse_app.scanning.keyboard import Key, KeyName, Modifier
from warehouse_app.scanning.probe import CARD_GS1, CARD_PLAIN, ScannerFinding, probe
from warehouse_app.ui.words.window import Frame

GS1 = "]C1010950600013435210Zy-4m\x1d21aQ7w"
UNTOUCHED = {
    "field": "",
    "other": "",
    "choice": "apples",
    "clicks": 0,
    "shortcuts": 0,
    "dialog": None,
}


def test_a_scan_arrives_while_a_field_has_the_focus_and_leaves_it_empty(program: Program, hands: Hands) -> None:
    hands.scan("PO-7Ab]z")
    program.wait_for("scan")
    assert program.state() == UNTOUCHED
    assert program.scans == ["PO-7Ab]z"]


@pytest.mark.parametrize("what", ["button", "choice"])
def test_a_scan_does_nothing_to_what_has_the_focus(program: Program, hands: Hands, what: str) -> None:
    program.do("focus", what=what)
    hands.scan("PO 77 pears")
    program.wait_for("scan")
    assert program.state() == UNTOUCHED
    assert program.scans == ["PO 77 pears"]


def test_typing_by_hand_stays_as_it_is(program: Program, hands: Hands) -> None:
    hands.type("Hello, you: 12 pieces!")
    assert program.state() == UNTOUCHED | {"field": "Hello, you: 12 pieces!"}
    assert program.scans == []
    hands.press("Return")
    assert program.state()["clicks"] == 1


def test_a_scan_after_typing_leaves_what_was_typed(program: Program, hands: Hands) -> None:
    hands.type("12")
    time.sleep(0.3)
    hands.scan("PO-7")
    program.wait_for("scan")
    hands.type("34")
    assert program.state() == UNTOUCHED | {"field": "1234"}
    assert program.scans == ["PO-7"]


@pytest.mark.slow
def test_200_scans_in_a_row_each_arrive_once_and_in_order_while_the_window_is_busy(start: Start, hands: Hands) -> None:
    texts = [f"SCAN-{number:03}" for number in range(200)]

    def scan_all(program: Program) -> None:
        program.do("answer", ms=5)
        program.do("busy", ms=150, slices=60)
        for text in texts:
            hands.scan(text)

    program = steadily(start, scan_all)
    assert program.state() == UNTOUCHED
    assert program.scans == texts
    assert program.all("refused") == program.all("asked") == []


def test_scans_in_one_stream_are_not_torn_where_the_window_falls_asleep(start: Start, hands: Hands) -> None:
    # Short ones, so that many of them have only a few keys when it does; the hold is over long before it wakes.
    texts = [f"s{number:03}" for number in range(200)]

    def scan_all(program: Program) -> None:
        program.do("busy", ms=150, slices=20)
        hands.press(*(key for text in texts for key in (*hands.codes(text), ENTER)), delay=SCANNER_DELAY_MS)

    program = steadily(start, scan_all)
    assert program.state() == UNTOUCHED
    assert program.scans == texts


def test_a_scan_while_a_modal_dialog_is_open_is_refused_audibly(program: Program, hands: Hands) -> None:
    program.do("dialog")
    program.rest()
    hands.scan("PO-7")
    program.wait_for("sound")
    assert program.state() == UNTOUCHED | {"dialog": {"field": "", "clicks": 0}}
    assert program.scans == []
    assert [(line["code"], line["text"]) for line in program.all("refused")] == [(Frame.DIALOG_OPEN, "PO-7")]
    assert [line["tone"] for line in program.all("sound")] == ["error"]
    hands.type("by hand")
    hands.press("alt+b", "Return")
    assert program.state()["dialog"] == {"field": "by hand", "clicks": 2}


def test_a_list_that_is_open_is_used_by_hand_and_not_by_a_scan(program: Program, hands: Hands) -> None:
    program.do("focus", what="choice")
    hands.press("space")
    program.rest()
    hands.scan("PO-7 a p")
    program.wait_for("scan")
    hands.press("Down", "Return")
    assert program.state() == UNTOUCHED | {"choice": "pears"}


def test_shortcuts_and_mnemonics_work_by_hand(program: Program, hands: Hands) -> None:
    hands.press("F8", "ctrl+f", "ctrl+bracketright", "alt+b")
    assert program.state() == UNTOUCHED | {"shortcuts": 3, "clicks": 1}


@pytest.mark.parametrize("separator", ["f8", "ctrl-bracket"])
def test_a_shortcut_that_may_be_a_group_separator_works_by_hand(start: Start, hands: Hands, separator: str) -> None:
    program = start(separator=separator)
    hands.press("F8", "ctrl+bracketright")
    assert program.state() == UNTOUCHED | {"shortcuts": 2}


def test_gs1_with_its_group_separator(program: Program, hands: Hands) -> None:
    hands.scan(GS1)
    program.wait_for("scan")
    assert program.state() == UNTOUCHED
    assert program.scans == [GS1]


def test_gs1_with_f8_and_with_alt_029(start: Start, hands: Hands) -> None:
    before, after = GS1.split("\x1d")
    program = start(separator="f8")
    hands.press(*hands.codes(before), "F8", *hands.codes(after), ENTER, delay=SCANNER_DELAY_MS)
    program.wait_for("scan")
    assert (program.scans, program.state()) == ([GS1], UNTOUCHED)
    program.do("quit")
    program = start(separator="alt-code")
    keypad = ["xdotool", "keydown", "alt", "key", "--delay", "2", "KP_0", "KP_2", "KP_9", "keyup", "alt"]
    first = ["xdotool", "key", "--delay", "2", *hands.codes(before)]
    last = ["key", "--delay", "2", *hands.codes(after), ENTER]
    hands.run(*first, *keypad[1:], *last)
    program.wait_for("scan")
    assert (program.scans, program.state()) == ([GS1], UNTOUCHED)


@pytest.mark.parametrize("layout", ["fr", "de", "es", "us"])
def test_a_scanner_that_types_us_english_on_any_layout(start: Start, hands: Hands, layout: str) -> None:
    hands.layout(layout)
    program = start(us_keys=True)
    texts = ["A1-z]", "[)>_`~^=+", GS1]
    for text in texts:
        hands.scan(text)
    program.wait_for("scan", times=3)
    assert program.state() == UNTOUCHED
    assert program.scans == texts


@pytest.mark.parametrize(("layout", "garbled"), [("fr", "Q&)w$"), ("de", "A1ßy+")])
def test_without_that_setting_the_layout_garbles_it(program: Program, hands: Hands, layout: str, garbled: str) -> None:
    hands.layout(layout)
    hands.scan("A1-z]")
    program.wait_for("scan")
    assert program.scans == [garbled]


@pytest.mark.parametrize("us_keys", [True, False])
def test_a_person_types_accents_and_alt_gr(start: Start, hands: Hands, us_keys: bool) -> None:
    hands.layout("de")
    program = start(us_keys=us_keys)
    hands.press(
        "dead_acute", "e", "dead_circumflex", "o", "dead_circumflex", "space", "ISO_Level3_Shift+24", "udiaeresis"
    )
    assert program.state() == UNTOUCHED | {"field": "éô^@ü"}


@pytest.fixture
def caps_lock(hands: Hands) -> Iterator[None]:
    """Turn Caps Lock on for one test."""
    hands.press("Caps_Lock")
    yield
    hands.press("Caps_Lock")


@pytest.mark.usefixtures("caps_lock")
@pytest.mark.parametrize("us_keys", [True, False])
def test_caps_lock_turns_no_scan_round(start: Start, hands: Hands, us_keys: bool) -> None:
    program = start(us_keys=us_keys)
    hands.scan("aBc-12z]")
    program.wait_for("scan")
    assert program.scans == ["aBc-12z]"]
    hands.press("38", "56")
    assert program.state()["field"] == "AB"


def test_the_same_scan_twice_in_a_moment_is_asked_about(program: Program, hands: Hands) -> None:
    hands.press(*hands.codes("PO-7"), ENTER, *hands.codes("PO-7"), ENTER, delay=SCANNER_DELAY_MS)
    program.wait_for("asked")
    hands.scan("PO-8")
    program.wait_for("scan", times=2)
    assert program.scans == ["PO-7", "PO-8"]
    assert [line["text"] for line in program.all("asked")] == ["PO-7"]


def test_a_click_finds_what_was_typed_before_it(program: Program, hands: Hands) -> None:
    hands.run("xdotool", "key", "--delay", "2", "a", "click", "1")
    assert program.state()["field"] == "a"


@pytest.mark.parametrize(
    ("layout", "findings"),
    [
        ("us", [ScannerFinding.FAST, ScannerFinding.ENTER, ScannerFinding.GS_CONTROL]),
        ("fr", [ScannerFinding.FAST, ScannerFinding.ENTER, ScannerFinding.GS_CONTROL, ScannerFinding.US_KEYS]),
        ("de", [ScannerFinding.FAST, ScannerFinding.ENTER, ScannerFinding.GS_CONTROL, ScannerFinding.US_KEYS]),
    ],
)
def test_the_test_card_tells_the_profile(
    program: Program, start: Start, hands: Hands, layout: str, findings: list[ScannerFinding]
) -> None:
    hands.layout(layout)
    program.do("record")
    for text in (CARD_PLAIN, CARD_GS1):
        hands.scan(text)
        program.rest()
    assert program.state() == UNTOUCHED
    probed = probe([key_of(line) for line in program.all("key")])
    assert [finding.code for finding in probed.findings] == findings
    assert probed.profile is not None
    assert probed.profile.us_keys is (layout != "us")


def key_of(line: dict[str, object]) -> Key:
    """Return a key that the program has said."""
    facts = {name: fact for name, fact in line.items() if name not in {"is", "name", "modifiers"}}
    return Key(**facts, name=KeyName[str(line["name"])], modifiers=Modifier(line["modifiers"]))  # type: ignore[arg-type]
