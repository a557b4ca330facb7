"""What was booked in last, in words, and how it is put right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from warehouse_app.domain.totes import places
from warehouse_app.queries.booked_goods import BookedGoods, booked_on_receipt
from warehouse_app.queries.receipts import Booking
from warehouse_app.services.in_truth import CorrectingFault
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.correcting import ask_correction
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.latest import Latest
from warehouse_app.ui.pages.station.bookings import Booked, CorrectionWanted, goods_words
from warehouse_app.ui.words.receive import Past as PastHere
from warehouse_app.ui.words.station import Past


def booked(desk: Desk, booking: Booking) -> Booked:
    """Return a booking as its row says it."""
    first = booking.goods[0]
    goods = goods_words(desk, first.quantity, first.sku, first.name, first.lot)
    if booking.goods[1:]:
        goods = desk.say(Past.GOODS_MORE, quantity=first.quantity, sku=first.sku, lines=len(booking.goods) - 1)
    place = ", ".join(places(desk.say, first.place, first.quantity, first.totes))
    where = desk.say(
        PastHere.WHERE,
        place=place,
        delivery=booking.delivery,
        receipt=booking.receipt,
        at=desk.moment(booking.at),
        actor=booking.actor,
    )
    return Booked(booking.action_id, goods, place, where, booking.is_undone)


class Correcting:
    """Opens the dialog that puts one of the last bookings right, on what of it counts by then."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        self._desk, self._page = desk, page
        self._receipts: dict[str, str] = {}
        self._reading = Latest(desk, page)

    def show_bookings(self, bookings: Sequence[Booking]) -> None:
        """Take in which bookings are shown."""
        self._receipts = {each.action_id: each.receipt for each in bookings}

    def ask(self, wanted: CorrectionWanted) -> None:
        """Ask what came in truth."""
        store, receipt = self._desk.house.store, self._receipts[wanted.booking]

        def read() -> list[BookedGoods]:
            return [each for each in booked_on_receipt(store, receipt) if each.booking == wanted.booking]

        def opened(goods: list[BookedGoods]) -> None:
            if goods:
                ask_correction(self._desk, self._page, goods)
            else:
                self._desk.tell(Tone.ERROR, CorrectingFault.UNDONE, receipt=receipt)

        self._reading.ask(read, opened)
