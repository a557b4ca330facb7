"""What the page shows beside the reply, read in one go in the background."""

from dataclasses import dataclass

from warehouse_app.queries.goods import Delivery
from warehouse_app.queries.preview import OpenReceipt, open_receipts
from warehouse_app.queries.receipts import (
    Booking,
    DeliveryLine,
    ExpectedDelivery,
    delivery_lines,
    expected_of_all_kinds,
    last_bookings,
)
from warehouse_app.services.contract import Store
from warehouse_app.ui.pages.receive.choosing import OPEN_SHOWN
from warehouse_app.ui.pages.station.bookings import MOST

_EXPECTED_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Overview:
    """The lines of the delivery under work, or what can be begun; and the last bookings at this workstation."""

    on: Delivery | None
    lines: list[DeliveryLine]
    open_ones: list[OpenReceipt]
    expected: list[ExpectedDelivery]
    bookings: list[Booking]


def read_overview(store: Store, on: Delivery | None, workstation: str) -> Overview:
    """Read it, all at one moment."""
    with store.snapshot():
        bookings = last_bookings(store, workstation, most=MOST)
        if on is not None:
            return Overview(on, delivery_lines(store, on), [], [], bookings)
        return Overview(
            None,
            [],
            open_receipts(store, most=OPEN_SHOWN),
            expected_of_all_kinds(store, most=_EXPECTED_SHOWN),
            bookings,
        )
