"""What people call the thing that a document is of: `kind:key`, or the key alone where only one kind has it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple, TypeVar

from warehouse_app.store.database import Store

LONGEST_NUMBER = 80
"""As a job of the print queue takes it."""
K = TypeVar("K", bound=StrEnum)


class Named(NamedTuple):
    """What was meant: its key as it is stored, and the id of its row."""

    key: str
    row: int


def number_of(kind: StrEnum, key: str) -> str:
    """Return what the print queue calls a document of a thing; `find` understands it."""
    number = f"{kind}:{key}"
    return number if len(number) <= LONGEST_NUMBER else key


def find(store: Store, statements: Mapping[K, str], text: str) -> tuple[K, Named] | None:
    """Return what `text` means; None where nothing is called so.

    `statements` give the id and key of a thing of each kind; they are tried in their order where `text` names no kind.
    """
    said, _, rest = text.partition(":")
    tried = [(kind, rest) for kind in statements if kind == said and rest] + [(kind, text) for kind in statements]
    for kind, key in tried:
        if (found := store.sql(statements[kind], (key,)).fetchone()) is not None:
            return kind, Named(found[1], found[0])
    return None
