"""What goes on in the house on the day it is opened: who waits for what, what is late, what is about to be sold."""

from enum import Enum, auto
from typing import NamedTuple


class Coming(Enum):
    """What is on its way to those who wait."""

    LATE = auto()  # due days ago and still open
    PART = auto()  # part of it came, the rest is due
    SOON = auto()  # due in the days ahead
    NOTHING = auto()


class Shortage(NamedTuple):
    """An item that more people want than there is of it.

    `waiting` are the classes of those who want it, in the order in which they asked; `share` is the percentage of what
    they want that is there. `kept` units are safety stock, which only class A may use.
    """

    item: str
    waiting: str
    share: int
    coming: Coming
    kept: int = 0


SHORTAGES = (
    Shortage("Moor tent, 2 persons", "BABCB", 40, Coming.LATE, kept=2),
    Shortage("Curlew family tent, 5 persons", "BCB", 0, Coming.LATE),
    Shortage("Heather tarp, 3 × 3 m", "CBAB", 55, Coming.SOON),
    Shortage("Lapland sleeping bag, -2 °C", "BBAC", 35, Coming.LATE),
    Shortage("Self-inflating mat, 5 cm", "ABCB", 50, Coming.PART),
    Shortage("Ridge trekking rucksack, 55 l", "BCBA", 45, Coming.SOON),
    Shortage("Dry bag, 20 l", "CBB", 65, Coming.PART),
    Shortage("Screw-top gas cartridge, 230 g", "BABCBB", 45, Coming.SOON, kept=24),
    Shortage("Storm stove set, 1 l", "CAB", 0, Coming.NOTHING),
    Shortage("Beacon head torch, 350 lm", "BCAB", 60, Coming.SOON),
    Shortage("Rain jacket, women, M", "BBC", 0, Coming.LATE),
    Shortage("Merino shirt, long sleeves, L", "BAC", 45, Coming.LATE),
    Shortage("Enamel mug, white", "BCBAB", 50, Coming.PART),
    Shortage("Stoneware plate, 27 cm", "CBB", 0, Coming.LATE),
    Shortage("Vacuum flask, 0.75 l", "BAB", 55, Coming.SOON),
    Shortage("Alkaline battery AA, 8 pieces", "BACBB", 45, Coming.SOON, kept=12),
    Shortage("First-aid kit, hiker", "CAB", 40, Coming.SOON),
    Shortage("Wayfarer GPS receiver, map", "BAC", 0, Coming.LATE),
    Shortage("Trail meal, 1 portion, mushroom risotto", "BABCB", 40, Coming.LATE),
    Shortage("Filter coffee, ground, 500 g", "BCAB", 50, Coming.PART),
    Shortage("Honey, 500 g, forest", "CBB", 65, Coming.NOTHING),
    Shortage("Drinking bottle, steel, 0.5 l, forest", "BCA", 45, Coming.SOON),
)

PRE_ORDER = "Skylark tent, 1 person"
"""Sold from its release date on; the first delivery is in the house already."""
PRE_ORDER_STOCK = 60
PRE_ORDER_BUYERS = "AABBABCBB"
RELEASE_IN = 18
"""Working days until it may be shipped."""

EXPIRED = "Muesli, nut, 750 g"
"""A lot of it ran out unnoticed."""
EXPIRING = "Butter biscuits, 200 g"
"""A lot of it may be sold for a few days yet."""
BLOCKED = "Olive oil, 0.5 l"
"""A lot of it waits for the laboratory."""
DAMAGED = "Camp lantern, warm white"
"""Some of it fell off a pallet."""

CARRIERS = (
    "Alpenfracht",
    "Nordpaket",
    "Nordpaket",
    "Swift Parcel",
    "Swift Parcel",
    "Kurier Sechs",
    "Customer collects",
)

ORDER_NOTES = (
    "Deliver before 10:00, the yard is closed afterwards",
    "No pallets, there is no fork-lift at the hut",
    "Call the day before",
    "Price tags, please",
    "For the opening of the season",
    "Goes on by cable car on Thursdays only",
    "Gift boxes where there are any",
    "Do not stack",
)
"""What customers wish for a line."""
