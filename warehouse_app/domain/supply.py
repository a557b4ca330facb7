"""What an item has to give to waiting lines, and who has which claim to it."""

from datetime import date
from typing import NamedTuple

from warehouse_app.domain.shares import Offer


class Supply(NamedTuple):
    """What an item has to give: `free` units, of which `protected` are kept from classes below `open_to` ('' = none).

    `lives`: for each shelf life in days that some line asks for, ascending, the units that lines asking for it or more
    may still take together: what stock offers with that life, less what such lines hold already.
    """

    free: int
    protected: int = 0
    open_to: str = ""
    release_date: date | None = None
    lives: tuple[Offer, ...] = ()
    paused: bool = False
    """A run was undone: nothing is given for now, but what a person has pinned to a line."""
    announced: int = 0
    """Units that open receipts still expect. What goes all or nothing counts on them, and is kept what is there."""


class ShareKey(NamedTuple):
    """Who shares what: a customer, in the lines of one item and class."""

    item: int
    rank_class: str
    customer: int


class Demand(NamedTuple):
    """What a customer has ordered of an item since it was last not short, and received of that; `weight` more than 0.

    Received is shipped and allocated, so that a share once shipped does not renew the claim.
    """

    weight: int
    ordered: int
    received: int


def lasts(expiry: date | None, life: int, today: date) -> bool:
    """Return whether goods that expire on a day, or never, may still be used for so many days."""
    return expiry is None or (expiry - today).days >= life
