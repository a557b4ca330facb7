"""What was booked in last, in words."""

from warehouse_app.queries.receipts import Booking
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.pages.station.bookings import Booked, goods_words
from warehouse_app.ui.words.receive import Past as PastHere
from warehouse_app.ui.words.station import Past


def booked(desk: Desk, booking: Booking) -> Booked:
    """Return a booking as its row says it."""
    first = booking.goods[0]
    goods = goods_words(desk, first.quantity, first.sku, first.name, first.lot)
    if booking.goods[1:]:
        goods = desk.say(Past.GOODS_MORE, goods=goods, lines=len(booking.goods) - 1)
    where = desk.say(
        PastHere.WHERE,
        place=first.place,
        delivery=booking.delivery,
        receipt=booking.receipt,
        at=desk.moment(booking.at),
        actor=booking.actor,
    )
    return Booked(booking.action_id, goods, first.place, where, booking.is_undone)
