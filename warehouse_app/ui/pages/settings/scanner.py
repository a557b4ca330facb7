"""The scanner: how it types in words, its test, and every part of its profile by hand."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from warehouse_app.documents.floor_sheets import COMMANDS_NUMBER
from warehouse_app.domain.statuses import DocumentKind
from warehouse_app.scanning.profile import CapsLock, ScannerProfile, Separator, Terminator
from warehouse_app.settings import Workstation
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms import ChoiceField, Readers, TypedField, YesNoField, required
from warehouse_app.ui.look import Icon
from warehouse_app.ui.pages.settings.frame_text import read
from warehouse_app.ui.pages.settings.profile_words import profile_words
from warehouse_app.ui.pages.settings.section import Section, when_written
from warehouse_app.ui.printing.preview import preview_paper
from warehouse_app.ui.scanner_test.control_names import named
from warehouse_app.ui.widgets import Caption, FlowingText, KeyButton, Panel, Toolbar, Weight
from warehouse_app.ui.words.settings import ScannerWord as Word

if TYPE_CHECKING:
    from warehouse_app.ui.scanner_test.dialog import ScannerTest

_TERMINATORS = {
    Terminator.EITHER: Word.EITHER,
    Terminator.ENTER: Word.ENTER,
    Terminator.TAB: Word.TAB,
    Terminator.PAUSE: Word.PAUSE,
}
_SEPARATORS = {
    Separator.CONTROL: Word.CONTROL,
    Separator.F8: Word.F8,
    Separator.ALT_CODE: Word.ALT_CODE,
    Separator.SUBSTITUTE: Word.SUBSTITUTE,
}
_CAPS_LOCKS = {CapsLock.UNDO: Word.CAPS_UNDO, CapsLock.LEAVE: Word.CAPS_LEAVE}
_LONGEST_GUARD_MS = 5_000
_LONGEST_MINIMUM = 50


class Pace(NamedTuple):
    """How long the scanner may take: for one character, and on average."""

    hold_ms: int
    average_ms: int


def _pace(profile: ScannerProfile) -> Pace:
    return Pace(profile.hold_ms, profile.average_ms)


NORMAL, SLOW = _pace(ScannerProfile()), _pace(ScannerProfile().slow())


class ScannerSection(Section):
    """The scanner of this workstation. What is changed counts from the next key on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.test: ScannerTest | None = None
        """The test, once it was opened."""
        self._shown: ScannerProfile | None = None
        say = desk.say
        self.words = FlowingText()
        self.test_button = KeyButton(say(Word.TEST), "Ctrl+T", icon=Icon.SCAN, weight=Weight.PRIMARY)
        self.card_button = KeyButton(say(Word.PRINT_CARD), "Ctrl+P", icon=Icon.PRINT)
        self.commands_button = KeyButton(say(Word.PRINT_COMMANDS), "Ctrl+Shift+P", icon=Icon.PRINT)
        self.usual_button = KeyButton(say(Word.USUAL), "Ctrl+U", icon=Icon.UNDO)
        self._make_fields()
        self._lay_out()
        self.test_button.setEnabled(desk.keys is not None)
        self.test_button.clicked.connect(self.open_test)
        self.card_button.clicked.connect(self.show_card)
        self.commands_button.clicked.connect(self.show_commands)
        self.usual_button.clicked.connect(self._make_usual)
        desk.settings_saved.connect(self._show)
        self._show(desk.workstation)

    def open_test(self) -> None:
        """Open the test of the scanner."""
        from warehouse_app.ui.scanner_test.dialog import ScannerTest  # noqa: PLC0415 - the page opens sooner without

        if self.desk.keys is not None:
            self.test = ScannerTest(self.desk, self.desk.keys, self)
            self.test.open()

    def show_card(self) -> None:
        """Show the card of the test as it is printed."""
        from warehouse_app.ui.scanner_test.card import preview_card  # noqa: PLC0415 - as above

        preview_card(self.desk, self)

    def show_commands(self) -> None:
        """Show the card of all commands as it is printed."""
        preview_paper(self.desk, DocumentKind.COMMAND_CARD, COMMANDS_NUMBER, self)

    # --- fields ---

    def _make_fields(self) -> None:
        say, desk = self.desk.say, self.desk
        self.terminator = ChoiceField(say(Word.TERMINATOR), _said(desk, _TERMINATORS), hint=say(Word.TERMINATOR_HINT))
        self.pace = ChoiceField(say(Word.PACE), self._paces(NORMAL), hint=say(Word.PACE_HINT))
        self.prefix = self._text(Word.PREFIX, Word.PREFIX_HINT)
        self.suffix = self._text(Word.SUFFIX, Word.SUFFIX_HINT)
        self.separator = ChoiceField(say(Word.SEPARATOR), _said(desk, _SEPARATORS), hint=say(Word.SEPARATOR_HINT))
        self.substitute = self._text(Word.SUBSTITUTE_TEXT, Word.SUBSTITUTE_HINT)
        self.us_keys = YesNoField(say(Word.US_KEYS), hint=say(Word.US_KEYS_HINT))
        self.caps_lock = ChoiceField(say(Word.CAPS_LOCK), _said(desk, _CAPS_LOCKS))
        self.shortest = self._number(Word.SHORTEST, Word.SHORTEST_HINT, 1, _LONGEST_MINIMUM)
        self.guard = self._number(Word.GUARD, Word.GUARD_HINT, 0, _LONGEST_GUARD_MS)
        self._by_name: dict[str, ChoiceField[Any] | TypedField[Any] | YesNoField] = {
            "terminator": self.terminator,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "separator": self.separator,
            "substitute": self.substitute,
            "us_keys": self.us_keys,
            "caps_lock": self.caps_lock,
            "min_length": self.shortest,
            "guard_ms": self.guard,
        }
        for name, field in self._by_name.items():
            if isinstance(field, TypedField):
                when_written(field, partial(self._change_one, name))
            else:
                field.edited.connect(lambda name=name, field=field: self._change_one(name, field.value))
        self.pace.edited.connect(lambda: self._change(**self.pace.value._asdict()))

    def _text(self, label: Word, hint: Word) -> TypedField[str]:
        say = self.desk.say
        return TypedField(self.desk, say(label), read, named, hint=say(hint), empty=say(Word.NO_TEXT))

    def _number(self, label: Word, hint: Word, lowest: int, highest: int) -> TypedField[int]:
        readers, say = Readers(self.desk), self.desk.say
        reader = required(readers.whole(lowest, highest))
        return TypedField(self.desk, say(label), reader, readers.write, hint=say(hint))

    def _paces(self, pace: Pace) -> list[tuple[Pace, str]]:
        """Return the paces to choose from; one that was written into the file by hand is among them."""
        say = self.desk.say
        paces = [
            (NORMAL, say(Word.NORMAL, average=NORMAL.average_ms)),
            (SLOW, say(Word.SLOW, average=SLOW.average_ms)),
        ]
        if pace not in {NORMAL, SLOW}:
            paces.append((pace, say(Word.OWN_PACE, average=pace.average_ms, hold=pace.hold_ms)))
        return paces

    # --- what is done ---

    def _change(self, **changed: Any) -> None:
        self.keep(scanner=replace(self.desk.workstation.scanner, **changed))

    def _change_one(self, name: str, value: object) -> None:
        self._change(**{name: value})

    def _make_usual(self) -> None:
        self.keep(scanner=ScannerProfile())
        self.desk.tell(Tone.OK, Word.USUAL_AGAIN)

    def _show(self, workstation: Workstation) -> None:
        profile, before = workstation.scanner, self._shown
        self._shown = profile
        if profile == before:
            return
        self.words.setText("\n".join(profile_words(profile, self.desk.say)))
        self.usual_button.setEnabled(profile != ScannerProfile())
        for name, field in self._by_name.items():
            value = getattr(profile, name)
            # What is still being written, and means nothing yet, stays.
            if before is None or value != getattr(before, name) or not field.dirty:
                field.set(value)
        self.pace.set_choices(self._paces(_pace(profile)))
        self.pace.set(_pace(profile))
        self.substitute.setEnabled(profile.separator is Separator.SUBSTITUTE)

    def _lay_out(self) -> None:
        say = self.desk.say
        how, by_hand = Panel(say(Word.HOW)), Panel(say(Word.BY_HAND))
        how.add(self.words, Toolbar(self.test_button, self.card_button, self.commands_button, self.usual_button))
        fields = self.columns(
            *(self.terminator, self.pace, self.prefix, self.suffix, self.separator, self.substitute),
            *(self.us_keys, self.caps_lock, self.shortest, self.guard),
        )
        by_hand.add(Caption(say(Word.BY_HAND_HINT), wraps=True), fields)
        self.add(how)
        self.add(by_hand)


def _said(desk: Desk, words: dict[Any, Word]) -> list[tuple[Any, str]]:
    return [(value, desk.say(word)) for value, word in words.items()]
