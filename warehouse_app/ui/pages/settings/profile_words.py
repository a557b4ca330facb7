"""How a scanner types, in sentences."""

from collections.abc import Callable, Iterator

from warehouse_app.scanning.profile import CapsLock, ScannerProfile, Separator, Terminator
from warehouse_app.ui.scanner_test.control_names import named
from warehouse_app.ui.words.settings import ProfileWord as Word

_ENDS = {
    Terminator.EITHER: Word.ENDS_EITHER,
    Terminator.ENTER: Word.ENDS_ENTER,
    Terminator.TAB: Word.ENDS_TAB,
    Terminator.PAUSE: Word.ENDS_PAUSE,
}
_SEPARATORS = {
    Separator.CONTROL: Word.GS_CONTROL,
    Separator.F8: Word.GS_F8,
    Separator.ALT_CODE: Word.GS_ALT_CODE,
    Separator.SUBSTITUTE: Word.GS_SUBSTITUTE,
}


def profile_words(profile: ScannerProfile, say: Callable[..., str]) -> Iterator[str]:
    """Yield what a profile says, what is most worth knowing first."""
    if profile.prefix:
        yield say(Word.BEGINS, text=named(profile.prefix))
    if profile.suffix:
        yield say(Word.ENDS_SUFFIX, text=named(profile.suffix))
    else:
        yield say(_ENDS[profile.terminator])
    if profile.us_keys:
        yield say(Word.US_KEYS)
    if profile.separator is Separator.SUBSTITUTE and not profile.substitute:
        yield say(Word.GS_NOT_SAID)
    else:
        yield say(_SEPARATORS[profile.separator], text=named(profile.substitute))
    if not profile.prefix:
        yield say(Word.PACE, average=profile.average_ms)
        yield say(Word.SHORTEST, count=profile.min_length)
    if profile.caps_lock is CapsLock.LEAVE:
        yield say(Word.CAPS_LOCK_LEFT)
    if profile.guard_ms:
        yield say(Word.GUARD, guard=profile.guard_ms)
