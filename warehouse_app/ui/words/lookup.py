"""What the page of looking up says; the words are in `texts.window.lookup`."""

from enum import StrEnum


class Ask(StrEnum):
    """The one prompt of looking up, and what stands below it at first."""

    ANYTHING = "lookup-prompt-anything"
    NOTHING = "lookup-nothing-yet"
    NOTHING_HELP = "lookup-nothing-yet-help"
    OPEN = "lookup-open"


class Short(StrEnum):
    """Headlines of looking up."""

    ITEM = "lookup-short-item"
    LOT = "lookup-short-lot"
    ORDER = "lookup-short-order"
    PURCHASE_ORDER = "lookup-short-purchase-order"
    RECEIVED = "lookup-short-received"


class Lists(StrEnum):
    """Headings of the lists."""

    WAITING = "lookup-list-waiting"
    COMING = "lookup-list-coming"
    CAME = "lookup-list-came"
    CAME_WITH = "lookup-list-came-with"
    ORDER_LINES = "lookup-list-order-lines"
    STOPS = "lookup-list-stops"
