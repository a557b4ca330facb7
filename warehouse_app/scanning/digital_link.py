"""From a web address printed as a QR code to GS1 fields: GS1 Digital Link, URI Syntax, uncompressed.

Every key of GS1 is read, also those that nothing here uses, so that such a link is told to be valid or not.
"""

import re
from urllib.parse import unquote, unquote_plus

from warehouse_app.scanning.element_strings import Element, Gs1Fault, Gs1Reason, fault_of
from warehouse_app.scanning.gtin import GTIN_LENGTHS, is_digits
from warehouse_app.scanning.identifiers import FORMS, LINK_KEYS, PATH_ONLY

_SCHEMES = ("http://", "https://")
_CHARACTERS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_URI = re.compile(
    r"https?://(?:[A-Za-z0-9.\-]+|\[[0-9A-Fa-f:.]+\])(?::\d*)?(?:/(?P<path>[^?#]*))?(?:\?(?P<query>[^#]*))?(?:#.*)?",
    re.IGNORECASE,
)


def is_link(text: str) -> bool:
    """Say whether `text` is meant as a web address."""
    return text.lower().startswith(_SCHEMES)


def split(uri: str, *, year: int) -> tuple[Element, ...] | Gs1Fault:
    """Return the fields of a GS1 Digital Link, each of them checked, or the first thing wrong with it.

    `uri` comes without AIM identifier; a shorter GTIN than 14 digits gets its leading zeros. `year` is the year of the
    scan.
    """
    parts = _URI.fullmatch(uri) if _CHARACTERS.fullmatch(uri) else None
    if parts is None:
        return Gs1Fault(Gs1Reason.LINK_MALFORMED)
    path = _of_path((parts["path"] or "").split("/"))
    if isinstance(path, Gs1Fault):
        return path
    query = _of_query(parts["query"] or "", path)
    if isinstance(query, Gs1Fault):
        return query
    elements = (*path, *query)
    faults = (fault_of(ai, value, year=year) for ai, value in elements)
    return next((fault for fault in faults if fault), elements)


def _of_path(segments: list[str]) -> tuple[Element, ...] | Gs1Fault:
    # Read from the end, because what stands before the key may be anything, "/00/" included.
    rest, qualifiers = list(segments), list[Element]()
    while len(rest) > 1:
        value, ai = unquote(rest.pop()), rest.pop()
        if ai in LINK_KEYS:
            given = [qualifier.ai for qualifier in qualifiers]
            if any(given == [each for each in order if each in given] for order in LINK_KEYS[ai]):
                return (Element(ai, _filled(value) if ai == "01" else value), *qualifiers)
            return Gs1Fault(Gs1Reason.LINK_ORDER, {"ai": ai})
        if ai not in FORMS:
            break
        qualifiers.insert(0, Element(ai, value))
    return Gs1Fault(Gs1Reason.LINK_WITHOUT_KEY)


def _of_query(query: str, path: tuple[Element, ...]) -> tuple[Element, ...] | Gs1Fault:
    key, *qualifiers = (element.ai for element in path)
    orders = [order for order in LINK_KEYS[key] if set(qualifiers) <= set(order)]
    found: dict[str, str] = {}
    for name, _, value in (pair.partition("=") for pair in query.split("&")):
        if not is_digits(name):
            continue  # a parameter of the shop's own, not GS1's
        if name not in FORMS:
            return Gs1Fault(Gs1Reason.UNKNOWN_IDENTIFIER, {"ai": name[:4]})
        if name in (key, *qualifiers, *found):
            return Gs1Fault(Gs1Reason.LINK_TWICE, {"ai": name})
        if name in PATH_ONLY or any(name in order for order in orders):
            return Gs1Fault(Gs1Reason.LINK_ORDER, {"ai": name})
        found[name] = unquote_plus(value)
    return tuple(Element(ai, value) for ai, value in found.items())


def _filled(gtin: str) -> str:
    return gtin.zfill(14) if len(gtin) in GTIN_LENGTHS and is_digits(gtin) else gtin
