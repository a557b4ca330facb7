"""The keys that arrived, in words: what each typed, what it is called, and how long after the one before it came."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from warehouse_app.scanning.keyboard import Key, KeyName, gap
from warehouse_app.ui.scanner_test.control_names import named
from warehouse_app.ui.short_table import ShortRow
from warehouse_app.ui.words.settings import ScannerTestWord as Word

_BLANK, _DOTTED_CIRCLE = "␣", "◌"
_MOST_ROWS = 400


def rows(keys: Iterable[Key], say: Callable[..., str], write: Callable[[int | None], str]) -> list[ShortRow]:
    """Return the last keys that went down, each as a row; `write` writes a number."""
    found: list[ShortRow] = []
    before: Key | None = None
    for number, key in enumerate(key for key in keys if key.down):
        after = None if before is None else gap(before.time, key.time)
        found.append(ShortRow(number, (_text(key), _name(key, say), write(after)), faint=_is_modifier(key)))
        before = key
    return found[-_MOST_ROWS:]


def _text(key: Key) -> str:
    return _DOTTED_CIRCLE + key.dead if key.dead else named(key.text.replace(" ", _BLANK))


def _name(key: Key, say: Callable[..., str]) -> str:
    if key.code == Qt.Key.Key_AltGr.value:
        return say(Word.ALT_GR)
    if key.dead:
        return say(Word.DEAD_KEY)
    system = QKeySequence(key.code).toString(QKeySequence.SequenceFormat.NativeText)
    return system if system and system.isprintable() else say(Word.NUMBERED, place=key.place)


def _is_modifier(key: Key) -> bool:
    return key.name in {KeyName.MODIFIER, KeyName.ALT}
