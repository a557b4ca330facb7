"""Control characters as people read and write them: by the names that ASCII gives them, as <STX> and <GS>.

The signs that Unicode has for them are missing from most fonts.
"""

NAMES = (
    *("NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI"),
    *("DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US"),
)
"""In their order, from 0."""

_SIGNS = {number: f"<{name}>" for number, name in enumerate(NAMES)}
_PICTURES = {0x2400 + number: name for number, name in _SIGNS.items()}


def named(text: str) -> str:
    """Return a text with the names of its control characters, and of the pictures of such."""
    return text.translate(_SIGNS).translate(_PICTURES)
