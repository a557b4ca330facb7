"""Why goods are set aside, wherever a station asks for that: the usual reasons, and which texts are a reason."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic

from warehouse_app.scanning.faults import OWN_PREFIXES, ScanFault
from warehouse_app.stations.goods_steps import G
from warehouse_app.texts import say
from warehouse_app.texts.locales import DEFAULT_LANGUAGE

_NUMBER = re.compile(r"[-+]?[\d.,]+")
_NO_SUCH_DOCUMENT = frozenset(OWN_PREFIXES.values()) - {ScanFault.UNKNOWN_BADGE}


class Why(StrEnum):
    """The usual reasons for which goods are set aside; each has a sentence in `texts.console`.

    They are chosen by their number, counted from 1.
    """

    DAMAGED = "why-damaged"
    WRONG_ITEM = "why-wrong-item"
    SHORT_DATED = "why-short-dated"
    TOO_MANY = "why-too-many"


@dataclass(frozen=True, slots=True)
class AskWhy(Generic[G]):
    """Why the goods are set aside at `place`, where such goods lie."""

    goods: G
    place: str


def is_number(why: str) -> bool:
    """Return whether a reason is only a number, as one of the usual reasons has."""
    return _NUMBER.fullmatch(why) is not None


def may_be_words(why: str, fault: StrEnum) -> bool:
    """Return whether a text that means nothing may be meant as a reason, and not as a code that was misread."""
    if fault is ScanFault.QUANTITY:
        return is_number(why)
    # "PO-7 was cancelled" begins like a number of ours, and none of those has a space in it.
    return fault is ScanFault.UNKNOWN or (" " in why and fault in _NO_SUCH_DOCUMENT)


def in_words(why: StrEnum) -> str:
    """Return a usual reason as it is kept: in one language, whoever gives it."""
    return say(why, {}, language=DEFAULT_LANGUAGE)
