"""What counting tells of places and goods: facts arranged in notes, none of them what the books say."""

from collections.abc import Sequence

from warehouse_app.domain.errors import Facts
from warehouse_app.domain.statuses import CountStatus
from warehouse_app.queries.counts import Counted, OpenCount
from warehouse_app.services.counting import CountEnded, Tallied
from warehouse_app.stations.count.steps import Counting, Said, Seen
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Words, first_of


def begun(on: Counting, counted: Sequence[Counted], *, goes_on: bool) -> Words:
    """Return that a place is being counted, and where it `goes_on` what was counted so far."""
    facts: Facts = {"number": on.number, "place": on.place}
    if not goes_on:
        return Words(Tone.ASK, Note(Said.STARTED, facts))
    return Words(Tone.ASK, Note(Said.GOES_ON, facts), (so_far(counted),))


def so_far(counted: Sequence[Counted]) -> Note:
    """Return what was counted so far."""
    parts = [Note(Said.SO_FAR_LOT if each.lot else Said.SO_FAR_LINE, each._asdict()) for each in counted]
    return Note(Said.SO_FAR, parts=first_of(parts)) if parts else Note(Said.NOTHING_SO_FAR)


def open_ones(counts: Sequence[OpenCount]) -> tuple[Note, ...]:
    """Return the sentence that says where one can go on; none where nothing is open."""
    parts = tuple(Note(Said.OPEN_PLACE, {"place": each.place, "number": each.number}) for each in counts)
    return (Note(Said.OPEN, parts=parts),) if parts else ()


def nothing_counted(on: Counting) -> Words:
    """Return that nothing was counted in a place, where its count is to be ended."""
    return Words(Tone.ASK, Note(Said.NOTHING_COUNTED, {"place": on.place}))


def elsewhere(on: Counting, place: str) -> Note:
    """Return what to do before the place that was scanned (its code) can be counted."""
    return Note(Said.COUNTED_HERE if place == on.place else Said.FINISH_FIRST, {"number": on.number, "place": on.place})


def tallied(answer: Tallied, goods: Seen, number: int) -> Words:
    """Return what was counted, and how many of it by now; `number` as for `asking.Tally`."""
    notes = (Note(Said.WAS_AN_ITEM, {"number": str(number)}),) if number else ()
    if answer.lot and not (goods.item.lot or goods.item.serial):
        # They are kept apart by their day alone.
        return Words(Tone.OK, Note(Said.TALLIED_DAY, {**_facts(answer), "expiry": goods.expiry}), notes)
    code = Said.TALLIED_SERIAL if goods.item.serial else Said.TALLIED_LOT if answer.lot else Said.TALLIED
    return Words(Tone.OK, Note(code, _facts(answer)), notes)


def taken_off(answer: Tallied) -> Words:
    """Return what was taken off a count again, and how many of it are left."""
    code = Said.TAKEN_OFF_LOT if answer.lot else Said.TAKEN_OFF
    return Words(Tone.OK, Note(code, {**_facts(answer), "quantity": -answer.quantity}))


def _facts(answer: Tallied) -> Facts:
    return {
        "number": answer.number,
        "place": answer.place,
        "sku": answer.sku,
        "name": answer.name,
        "unit": answer.unit,
        "lot": answer.lot,
        "quantity": answer.quantity,
        "counted": answer.counted,
    }


def ended(answer: CountEnded) -> Words:
    """Return what became of a count, and not by how much it differs."""
    facts: Facts = {"number": answer.number, "place": answer.place}
    if answer.status is CountStatus.REJECTED:
        return Words(Tone.OK, Note(Said.DROPPED, facts))
    if answer.status is CountStatus.BOOKED:
        return Words(Tone.OK, Note(Said.BOOKED, facts))
    if answer.again:
        return Words(Tone.WARN, Note(Said.AGAIN, {**facts, "again": answer.again}))
    return Words(Tone.OK, Note(Said.LEAD_DECIDES, facts))
