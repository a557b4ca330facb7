"""Dead keys: an accent and the letter after it make one character, here as in any input method.

The window gets dead keys uncomposed, since an input method would eat those of a scanner before anybody sees them.
"""

from unicodedata import normalize

from warehouse_app.scanning.keyboard import Key

SPACING = {
    "\u0300": "`",
    "\u0301": "´",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "¯",
    "\u0306": "˘",
    "\u0307": "˙",
    "\u0308": "¨",
    "\u030a": "°",
    "\u030b": "˝",
    "\u030c": "ˇ",
    "\u0327": "¸",
    "\u0328": "˛",
}
"""The accents as characters of their own: what a dead key types with a space or twice."""


def composed(dead: str, text: str) -> str:
    """Return what `text` becomes after a dead key, given as its combining character; both where they do not join."""
    if text in {" ", dead}:
        return SPACING.get(dead, "")
    joined = normalize("NFC", text + dead)
    return joined if len(joined) == 1 else SPACING.get(dead, "") + SPACING.get(text, text)


class Composer:
    """Composes typed keys as they come."""

    def __init__(self) -> None:
        self._dead = ""

    def text_of(self, key: Key) -> str:
        """Return the text of a key that goes down, composed with the dead key before it."""
        if not key.text and not key.dead:
            return ""
        dead, self._dead = self._dead, ""
        if not dead:
            self._dead = key.dead
            return key.text
        return composed(dead, key.dead or key.text)

    def forget(self) -> None:
        """Forget a dead key: what came after it is not text."""
        self._dead = ""
