"""What the window says of the scanner; the words are in `texts.window.scanner`."""

from enum import StrEnum


class ScanWord(StrEnum):
    """What may be wrong with a scan before anybody reads it."""

    BROKEN = "scanner-broken-scan"
    STILL_ASKED = "scanner-still-asked"
    ANSWERED_ONCE = "scanner-answered-once"
