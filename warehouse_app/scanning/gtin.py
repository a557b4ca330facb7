"""Trade item numbers: check digits, the one form of 14 digits, and what the indicator digit says.

Sources: GS1 General Specifications, sections 7.9.1 (check digit), 2.1.2 (GTIN-14 and its indicator) and 5.2.2.4.2
(UPC-E written out as UPC-A).
"""

GTIN_LENGTHS = frozenset({8, 12, 13, 14})
_VARIABLE_MEASURE = "9"


def is_digits(text: str) -> bool:
    """Say whether `text` is one or more of 0 to 9; digits of other scripts are none."""
    return text.isascii() and text.isdigit()


def expected_check_digit(number: str) -> int:
    """Return the check digit that the digits before the last one of `number` ask for."""
    return _check_digit(number[:-1])


def has_check_digit(number: str) -> bool:
    """Say whether the last digit of `number` (two digits or more) is the check digit of those before it."""
    return int(number[-1]) == expected_check_digit(number)


def gtin14(text: str) -> str | None:
    """Return a GTIN-8, 12, 13 or 14 as the 14 digits under which all four are one; None where `text` is no GTIN."""
    if len(text) not in GTIN_LENGTHS or not is_digits(text) or not has_check_digit(text):
        return None
    return text.zfill(14)


SSCC_LENGTH = 18
_SSCC_KEY = "00"


def sscc_of(text: str) -> str | None:
    """Return the number of a pallet or carton (SSCC) in 18 digits; None where `text` is none, or its check digit wrong.

    It may have its identifier before it, as below a symbol: "(00)", or 00 where there are 20 digits.
    """
    digits = text.replace(" ", "").removeprefix(f"({_SSCC_KEY})")
    if len(digits) == SSCC_LENGTH + len(_SSCC_KEY):
        digits = digits.removeprefix(_SSCC_KEY)
    return digits if len(digits) == SSCC_LENGTH and is_digits(digits) and has_check_digit(digits) else None


def is_measured(gtin: str) -> bool:
    """Say whether a GTIN of 14 digits names packs of varying weight, length or the like: those of indicator 9."""
    return gtin[0] == _VARIABLE_MEASURE


def unit_gtin(gtin: str) -> str | None:
    """Return the GTIN, in 14 digits, of the single unit whose pack `gtin` (valid, 14 digits) names.

    Indicators 1 to 8 are packs of the unit with the same digits between indicator and check digit; 0 is the unit
    itself. None for indicator 9, a measured pack, which need not have a unit.
    """
    if is_measured(gtin):
        return None
    digits = f"0{gtin[1:13]}"
    return f"{digits}{_check_digit(digits)}"


def is_two_eans(text: str) -> bool:
    """Say whether digits are two EAN-13 that were scanned without an end between them."""
    return len(text) == 26 and is_digits(text) and has_check_digit(text[:13]) and has_check_digit(text[13:])


def is_shop_number(gtin: str) -> bool:
    """Say whether a GTIN of 14 digits is one that shops or companies give themselves ("restricted circulation").

    It is unique in no other house, and most often has a weight or price in it by a rule that differs from country to
    country (GS1 General Specifications, restricted circulation numbers), so that it is another number on every piece.
    """
    return gtin[1:].startswith(("02", "04", "2")) or (gtin.startswith("000000") and gtin[6] in "02")


def upc_a_of(upc_e: str) -> str | None:
    """Return the UPC-A of eight digits of UPC-E, with the check digit it should have.

    None where `upc_e` begins with another number system than 0 or 1, the only two that UPC-E has.
    """
    if upc_e[0] not in "01":
        return None
    match upc_e[6]:
        case "0" | "1" | "2":
            digits = f"{upc_e[:3]}{upc_e[6]}0000{upc_e[3:6]}"
        case "3":
            digits = f"{upc_e[:4]}00000{upc_e[4:6]}"
        case "4":
            digits = f"{upc_e[:5]}00000{upc_e[5]}"
        case last:
            digits = f"{upc_e[:6]}0000{last}"
    return f"{digits}{_check_digit(digits)}"


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the GTINs that a text may be where nothing says of which symbology it is, the likelier one first.

    Eight digits may be a GTIN-8 and the eight of a UPC-E, which is written out here; its check digit is that of its
    UPC-A. No company has a GTIN-8 that begins with 0.
    """
    if not is_digits(text):
        return ()
    upc_a = _upc_a(text)
    written = [upc_a] if upc_a and upc_a[-1] == text[-1] else []
    whole = [text] if gtin14(text) else []
    return (*written, *whole) if text[0] == "0" else (*whole, *written)


def likely_gtin14(text: str) -> str | None:
    """Return the likeliest of the `numbers_in` a text, in 14 digits: a GTIN, or a UPC-E; None where it is neither."""
    return next((number.zfill(14) for number in numbers_in(text)), None)


def likely_check_digit(digits: str) -> int:
    """Return the check digit that digits should have that are no GTIN, as the likelier of what they may be."""
    upc_a = _upc_a(digits) if digits[0] == "0" else None
    return expected_check_digit(upc_a or digits)


def _upc_a(digits: str) -> str | None:
    return upc_a_of(digits) if len(digits) == 8 else None


def _check_digit(digits: str) -> int:
    # Weighed 3, 1, 3 … from the right; the check digit fills up to the next ten.
    return -(3 * sum(map(int, digits[::-2])) + sum(map(int, digits[-2::-2]))) % 10
