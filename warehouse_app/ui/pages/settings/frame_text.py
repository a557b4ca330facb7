"""What a scanner puts around its scans, as it is written in a field: control characters by their names, as <STX>."""

import re

from warehouse_app.scanning.strokes import CONTROLS
from warehouse_app.ui.forms import Wrong
from warehouse_app.ui.scanner_test.control_names import NAMES
from warehouse_app.ui.words.settings import ScannerWord

LONGEST = 20
_NAMED = re.compile(f"<({'|'.join(NAMES)})>", re.IGNORECASE)


def read(text: str) -> str | Wrong:
    """Return the text that was written; Wrong where no scanner can send it or a scan cannot hold it."""
    found = _NAMED.sub(lambda name: chr(NAMES.index(name[1].upper())), text)
    if not all(character in CONTROLS if character < " " else character.isprintable() for character in found):
        return Wrong(ScannerWord.NOT_SENT, {"text": text})
    if len(found) > LONGEST:
        return Wrong(ScannerWord.TOO_LONG, {"text": text, "most": LONGEST})
    return found
