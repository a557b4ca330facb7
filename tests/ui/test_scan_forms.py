"""Scans through a window in all the forms that scanners give them: other layouts, other group separators."""

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.scanning.keystrokes import (
    F8,
    FRENCH,
    GERMAN,
    START,
    Layout,
    alt_code,
    control,
    enter,
    scanned,
    stroke,
    typed,
)
from tests.ui.scan_bench import Bench, benched
from tests.ui.scanner_keys import send
from warehouse_app.scanning.keyboard import Key, KeyName
from warehouse_app.scanning.profile import ScannerProfile, Separator

BEFORE, AFTER = "010950600013435210a7", "21x9"
GS1 = f"{BEFORE}\x1d{AFTER}"
AT = START + 2 * len(BEFORE)
DEAD_KEYS: Mapping[int, str] = {13: "\u0301", 41: "\u0302"}
"""A German keyboard has accents where an American one has = and `."""


class Shortcuts:
    """Shortcuts that the group separators of some scanner may be taken for, with those that were triggered."""

    def __init__(self, bench: Bench) -> None:
        self.triggered: list[str] = []
        for keys in ("F8", "Ctrl+]", "Ctrl++", "Ctrl+$", "Alt+2"):
            QShortcut(QKeySequence(keys), bench.form).activated.connect(lambda keys=keys: self.triggered.append(keys))


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication) -> Iterator[Bench]:
    yield from benched(qtbot, qapp)


@pytest.fixture
def shortcuts(bench: Bench) -> Shortcuts:
    return Shortcuts(bench)


def f8(time: int) -> list[Key]:
    """Return F8, pressed for as long as a scanner does."""
    return stroke("", time, place=F8, name=KeyName.F8)


def with_separator(keys: list[Key]) -> list[Key]:
    """Return the keys of a GS1 code with these between its halves; Enter ends it."""
    after_at = max(key.time for key in keys) + 2
    return [*typed(BEFORE), *keys, *typed(AFTER, after_at), *enter(after_at + 8)]


def untouched(bench: Bench) -> tuple[str, list[str]]:
    """Return what a scan left behind in the form, once nothing is held any more."""
    bench.rest()
    return bench.form.field.text(), bench.form.clicks


@pytest.mark.parametrize("layout", [FRENCH, GERMAN], ids=["French", "German"])
@pytest.mark.parametrize("text", ["PO-7Ab]z", "aqwzm,;:/?_-+*", GS1])
def test_a_scanner_that_types_us_english_on_another_layout_is_read(
    bench: Bench, shortcuts: Shortcuts, layout: Layout, text: str
) -> None:
    bench.keys.profile = ScannerProfile(us_keys=True)
    send(bench.form.windowHandle(), scanned(text, layout=layout))
    assert bench.texts == [text]
    assert untouched(bench) == ("", [])
    assert shortcuts.triggered == []


def test_keys_that_are_accents_on_another_layout_are_read(bench: Bench) -> None:
    bench.keys.profile = ScannerProfile(us_keys=True)
    text = "a=b`c"
    send(bench.form.windowHandle(), [*typed(text, layout=GERMAN, dead=DEAD_KEYS), *enter(START + 10)])
    assert bench.texts == [text]
    bench.keyboard.type("e", every=500)
    # No accent was left behind for what a person types next.
    assert untouched(bench) == ("e", [])


@pytest.mark.parametrize("layout", [FRENCH, GERMAN], ids=["French", "German"])
def test_what_a_person_types_on_another_layout_is_what_its_keys_print(bench: Bench, layout: Layout) -> None:
    bench.keys.profile = ScannerProfile(us_keys=True)
    send(bench.form.windowHandle(), typed("qwzy-", every=120, layout=layout))
    assert untouched(bench) == ("".join(layout[place][0] for place in (16, 17, 44, 21, 12)), [])
    assert bench.scans == []


@pytest.mark.parametrize(
    ("keys", "profile"),
    [
        (f8(AT), ScannerProfile(separator=Separator.F8)),
        (alt_code("029", AT), ScannerProfile(separator=Separator.ALT_CODE)),
        (control("]", AT), ScannerProfile()),
        (typed("|", AT), ScannerProfile(separator=Separator.SUBSTITUTE, substitute="|")),
    ],
    ids=["F8", "Alt+029", "Ctrl+]", "a substitute"],
)
def test_the_group_separator_is_read_and_triggers_nothing(
    bench: Bench, shortcuts: Shortcuts, keys: list[Key], profile: ScannerProfile
) -> None:
    bench.keys.profile = profile
    send(bench.form.windowHandle(), with_separator(keys))
    assert bench.texts == [GS1]
    assert untouched(bench) == ("", [])
    assert shortcuts.triggered == []


@pytest.mark.parametrize("keys", [f8(AT), alt_code("029", AT)], ids=["F8", "Alt+029"])
def test_a_group_separator_that_the_profile_does_not_know_spoils_the_scan_and_triggers_nothing(
    bench: Bench, shortcuts: Shortcuts, keys: list[Key]
) -> None:
    send(bench.form.windowHandle(), with_separator(keys))
    assert [(scan.text, scan.whole) for scan in bench.scans] == [(BEFORE + AFTER, False)]
    assert untouched(bench) == ("", [])
    assert shortcuts.triggered == []


def test_f8_before_the_first_character_of_a_scan_triggers_nothing_either(bench: Bench, shortcuts: Shortcuts) -> None:
    send(bench.form.windowHandle(), [*f8(START), *scanned(BEFORE, START + 10)])
    assert [(scan.text, scan.whole) for scan in bench.scans] == [(BEFORE, False)]
    assert untouched(bench) == ("", [])
    assert shortcuts.triggered == []


@pytest.mark.parametrize("separator", [Separator.CONTROL, Separator.F8])
def test_f8_by_hand_is_a_shortcut_before_and_after_a_scan(
    bench: Bench, shortcuts: Shortcuts, separator: Separator
) -> None:
    bench.keys.profile = ScannerProfile(separator=separator)
    bench.keyboard.stroke(Qt.Key.Key_F8.value, place=F8)
    bench.rest()
    assert shortcuts.triggered == ["F8"]
    bench.keyboard.scan("po-7")
    assert bench.texts == ["po-7"]
    bench.keyboard.time += 500
    bench.keyboard.stroke(Qt.Key.Key_F8.value, place=F8)
    bench.rest()
    assert shortcuts.triggered == ["F8", "F8"]
    assert untouched(bench) == ("", [])
