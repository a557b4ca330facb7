"""A second judgement of what was taken for goods, by other means than the reading: sums, dates, and what is left over.

Nothing of the program's own checks is used, only what it returned.
"""

import re
from collections.abc import Iterator
from datetime import date

from tests.fuzz.scans import GS, check_digit
from warehouse_app.scanning.codes import Gs1Code, GtinCode
from warehouse_app.scanning.gs1 import Gs1Message

_AIM = re.compile(r"\][A-Za-z][A-Za-z0-9]")
_CSET_82 = re.compile(r"[!\"%-?A-Z_a-z]+")
_DAYS = {"11": "production_date", "13": "packaging_date", "15": "best_before", "17": "expiry"}
_TEXTS = {
    "10": ("lot", 20),
    "21": ("serial", 20),
    "240": ("additional_id", 30),
    "241": ("customer_part", 30),
    "400": ("purchase_order", 30),
}


def objection(text: str, code: Gs1Code | GtinCode) -> str:
    """Return what speaks against taking `text` for these goods, or ''."""
    text = text.strip(" \t\r\n")
    body = text[3:] if _AIM.match(text) else text
    if isinstance(code, GtinCode):
        digits = body[:13] if text.startswith("]E3") else body
        of_eight = len(digits) == 8 and not text.startswith("]E4")
        written = {written_out(digits)} if of_eight else set()
        if not (of_eight and text.startswith("]E0")):
            written.add(digits.zfill(14))
        said = digits.isascii() and digits.isdigit() and code.gtin in written
        return _of_number(code.gtin, 14) or ("" if said else "other digits than were scanned")
    message = code.message
    numbers = [(message.gtin, 14), (message.content_gtin, 14), (message.sscc, 18)]
    numbers += [(party.gln, 13) for party in message.parties]
    for number, length in numbers:
        wrong = "" if number is None else _of_number(number, length)
        if wrong:
            return wrong
    if body.startswith("[)>"):
        return "" if (message.customer_part or "") in body else "another part than was scanned"
    for name, longest in _TEXTS.values():
        value = getattr(message, name)
        if value is not None and not (len(value) <= longest and _CSET_82.fullmatch(value)):
            return f"{name} is {value!r}"
    if (message.content_gtin is None) is not (message.count is None) and not any(
        ai == "8026" for ai, _ in message.other
    ):
        return "a content or its count alone"
    return "" if "://" in body else _left_over(body, message)


def may_be_two(text: str) -> bool:
    """Say whether a scan is eight digits of which nothing says what they are."""
    text = text.strip(" \t\r\n")
    body = text[3:] if _AIM.match(text) else text
    return len(body) == 8 and not text.startswith(("]E0", "]E4"))


def written_out(upc_e: str) -> str:
    """Return the GTIN in fourteen digits of eight of UPC-E; '' where they are none, or the check digit is wrong."""
    if not (upc_e.isascii() and upc_e.isdigit() and upc_e[0] in "01"):
        return ""
    system, six, check = upc_e[0], upc_e[1:7], upc_e[7]
    kept, zeros = {"0": (2, 4), "1": (2, 4), "2": (2, 4), "3": (3, 5), "4": (4, 5)}.get(six[5], (5, 4))
    hundred = six[5] if six[5] in "012" else ""
    item = six[kept:5] if six[5] in "01234" else six[5]
    digits = f"{system}{six[:kept]}{hundred}{'0' * zeros}{item}{check}"
    return digits.zfill(14) if check_digit(digits[:-1]) == check else ""


def _of_number(number: str, length: int) -> str:
    right = len(number) == length and number.isascii() and number.isdigit() and check_digit(number[:-1]) == number[-1]
    return "" if right else f"the check digit of {number}"


def _left_over(body: str, message: Gs1Message) -> str:
    """Return what of the scan is in no field of the message; nothing may be, since half a reading is a wrong one."""
    parts = sorted(_parts(message), key=len, reverse=True)
    for group in body.split(GS):
        rest = group
        while rest:
            part = next((each for each in parts if rest.startswith(each)), "")
            if not part:
                return f"{rest!r} is left over"
            rest = rest.removeprefix(part)
    return ""


def _parts(message: Gs1Message) -> Iterator[str]:
    for ai, value in (
        ("00", message.sscc),
        ("01", message.gtin),
        ("02", message.content_gtin),
        ("20", message.variant),
        *((ai, getattr(message, name)) for ai, (name, _) in _TEXTS.items()),
        *message.other,
        *((party.role.value, party.gln) for party in message.parties),
        *((f"{each.kind}{each.decimals}", f"{each.scaled:06}") for each in message.measures),
    ):
        if value is not None:
            yield f"{ai}{value}"
    for ai, number in (("30", message.quantity), ("37", message.count)):
        if number is not None:
            yield from (f"{ai}{number:0{width}}" for width in range(1, 9))
    for ai, name in _DAYS.items():
        day: date | None = getattr(message, name)
        if day is not None:
            yield f"{ai}{day:%y%m%d}"
            yield f"{ai}{day:%y%m}00"
