"""A scan as it was understood, in words: the fields of a label, a command, or the text itself."""

from collections.abc import Iterator

from warehouse_app.domain.errors import Facts
from warehouse_app.scanning.codes import BadgeCode, Command, CommandCode, Gs1Code, GtinCode, ItemCode, read
from warehouse_app.scanning.gs1 import Gs1Message
from warehouse_app.scanning.gtin import GTIN_LENGTHS
from warehouse_app.scanning.separator import GS
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.words.station import Understood

_LONGEST = 40


def understood(desk: Desk, text: str) -> str:
    """Return what a scan says by itself, whatever it is in this house; '' for what cannot be read at all."""
    parts = [desk.say(part, **facts) for part, facts in _parts(text, desk.house_settings.house_day.year)]
    return desk.say(Understood.SCANNED, parts=tuple(parts)) if parts else ""


def _parts(text: str, year: int) -> list[tuple[Understood, Facts]]:
    candidates = read(text, year=year)
    for candidate in candidates:
        match candidate:
            case CommandCode(Command.QUANTITY, quantity):
                return [(Understood.QUANTITY, {"quantity": quantity})]
            case CommandCode(command):
                return [(Understood.COMMAND, {"command": command.value})]
            case BadgeCode():  # a secret: never shown
                return [(Understood.BADGE, {})]
            case Gs1Code(message):
                return list(_fields(message))
            case GtinCode(gtin):
                return [(Understood.GTIN, {"gtin": _printed(gtin)})]
    plain = next((candidate.text for candidate in candidates if isinstance(candidate, ItemCode)), "")
    shown = plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
    return [(Understood.TEXT, {"text": shown.replace(GS, "␝")})] if plain else []


def _fields(label: Gs1Message) -> Iterator[tuple[Understood, Facts]]:
    """Yield what a label says of goods, in the order in which people ask for it."""
    is_clear, is_counted = not label.suspect, not label.uncounted
    said: tuple[tuple[Understood, Facts], ...] = (
        (Understood.SSCC, {"sscc": label.sscc}),
        (Understood.GTIN, {"gtin": _printed(label.gtin if is_counted else label.gtin or label.content_gtin)}),
        (Understood.CONTENT, {"count": label.count if is_counted else None, "gtin": _printed(label.content_gtin)}),
        (Understood.OUR_ITEM, {"sku": label.our_sku}),
        (Understood.LOT, {"lot": label.lot if is_clear else None}),
        (Understood.SERIAL, {"serial": label.serial if is_clear else None}),
        (Understood.EXPIRY, {"day": label.expiry}),
        (Understood.BEST_BEFORE, {"day": label.best_before}),
        (Understood.PIECES, {"pieces": label.quantity if is_counted else None}),
        (Understood.ORDER, {"number": label.purchase_order}),
    )
    yield from ((code, facts) for code, facts in said if None not in facts.values())


def _printed(gtin: str | None) -> str | None:
    """Return a GTIN in as many digits as are printed below its bars."""
    if gtin is None:
        return None
    shortest = min(length for length in GTIN_LENGTHS if not gtin[:-length].strip("0"))
    return gtin[-shortest:]
