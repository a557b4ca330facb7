"""What a line of an order being written says of its stock: what it would get now, and when more comes."""

from collections.abc import Sequence
from datetime import date

from warehouse_app.queries.availability import Availability
from warehouse_app.queries.order_view import OrderLineView
from warehouse_app.queries.reasons import receipt_part
from warehouse_app.stations.reply import Tone
from warehouse_app.texts import note_text
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.words.forms import DocumentWord
from warehouse_app.ui.words.orders import OrderFormWord


def stock_words(
    desk: Desk, item: Availability, wanted: int | None, before: OrderLineView | None, house_day: date
) -> tuple[str, Tone | None]:
    """Return what is said of `wanted` units (None: nobody has said how many) of an item, and its tone.

    `before` is the line as it is stored, which holds some of them already.
    """
    if before is None:
        clauses, tone = _of_stock(desk, item, wanted or 1, item.waiting, house_day)
        return note_text(clauses), tone
    gone = before.cancelled + before.shipped
    open_units = (before.quantity if wanted is None else wanted) - gone
    if open_units <= 0:
        return note_text([desk.say(OrderFormWord.NOTHING_OPEN)]), None
    held = desk.say(OrderFormWord.HELD, allocated=before.allocated, open=open_units)
    if open_units <= before.allocated:
        return note_text([held]), Tone.OK
    more = open_units - before.allocated
    clauses, tone = _of_stock(desk, item, more, item.waiting - before.short, house_day)
    return note_text([held, *clauses]), tone


def _of_stock(desk: Desk, item: Availability, more: int, others: int, house_day: date) -> tuple[Sequence[str], Tone]:
    """Return what is said of `more` units that are wanted, while `others` of the item are waited for already."""
    if item.release_date is not None and item.release_date > house_day:
        return [desk.say(OrderFormWord.NOT_BEFORE, day=item.release_date)], Tone.ASK
    if item.free >= more:
        return [desk.say(DocumentWord.FREE, free=item.free)], Tone.OK
    if item.free > 0:
        clauses = [desk.say(OrderFormWord.PART_FREE, free=item.free, rest=more - item.free)]
    else:
        clauses = [desk.say(OrderFormWord.NONE_FREE)]
    if others > 0:
        clauses.append(desk.say(DocumentWord.WAITING, waiting=others))
    part = receipt_part(item.coming, house_day)
    clauses.append(desk.say(part.code, **part.facts))
    return clauses, Tone.WARN
