"""How many packs a quantity is, for people who count boxes."""

from warehouse_app.documents.sayings import Sayings
from warehouse_app.documents.words import Word


def breakdown(say: Sayings, quantity: int, pack: int) -> str:
    """Return `quantity` in packs of so many units and what is over; "" where it is less than one, or never packed."""
    packs, loose = divmod(quantity, pack)
    if pack == 1 or not packs:
        return ""
    if loose:
        return say(Word.PACKS_AND_LOOSE, packs=packs, pack=pack, loose=loose)
    return say(Word.PACKS, packs=packs, pack=pack)
