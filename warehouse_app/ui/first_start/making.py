"""The work behind the doors: a house founded at its site, filled where that is wanted, and put into its place."""

from collections.abc import Callable
from dataclasses import dataclass

from warehouse_app.domain.errors import Refused
from warehouse_app.house import House, found
from warehouse_app.ui.background import Cancelled
from warehouse_app.ui.first_start.site import Site


@dataclass(frozen=True, slots=True)
class Identity:
    """What a new house is called, where its days begin, and what its prices are in."""

    name: str
    time_zone: str
    currency: str


Tell = Callable[[str, int], None]
"""Told what is being stored, and how many of it are; raises Cancelled where the person has cancelled."""
Fill = Callable[[House, Tell], None]
"""Fills a house that was just founded."""


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo warehouse: what it is called, and what fills it."""

    identity: Identity
    fill: Fill


def make(site: Site, identity: Identity, user: str, tell: Tell, fill: Fill) -> bool:
    """Build a whole house; return False where it was cancelled. Raises Refused, and leaves nothing then either."""
    site.begin()
    try:
        house = begin_house(site, identity, user)
        try:
            fill(house, tell)
            tell("", 0)
        finally:
            house.close()
        site.finish()
    except Cancelled:
        return not site.give_up()
    except Refused as refusal:
        site.give_up()
        raise site.seen(refusal) from refusal
    except BaseException:
        site.give_up()
        raise
    return True


def begin_house(site: Site, identity: Identity, user: str) -> House:
    """Found an empty house at its site. Raises Refused."""
    return found(site.url, name=identity.name, time_zone=identity.time_zone, currency=identity.currency, user=user)
