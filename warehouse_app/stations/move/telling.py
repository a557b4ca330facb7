"""What moving tells of places and goods: facts arranged in notes, nothing decided here."""

from collections.abc import Sequence

from warehouse_app.domain.errors import Facts
from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.goods import PlaceFacts
from warehouse_app.queries.whereabouts import Several
from warehouse_app.services.changes import StopMoved
from warehouse_app.services.gains import Share
from warehouse_app.services.losing import Loss
from warehouse_app.services.moving import Carried
from warehouse_app.stations.move.steps import InHand, Said
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import (
    Words,
    first_of,
    goods_details,
    goods_seen,
    lies_here,
    now_given,
    too_full,
    waits_again,
)


def source_chosen(source: PlaceFacts, lying: Several, *, switched: bool) -> Words:
    """Return what lies in the place from which goods are carried."""
    head = Note(Said.SOURCE_SWITCHED if switched else Said.SOURCE, {"place": source.code})
    return Words(Tone.ASK if lying.rows else Tone.WARN, head, (lies_here(source.code, lying),))


def which_lot(goods: InHand) -> Words:
    """Return the lots among which goods may be."""
    parts = [Note(Said.LOTS_LINE, {"lot": each.code, "quantity": each.quantity}) for each in goods.meant]
    facts: Facts = {"place": goods.on.code}
    return Words(Tone.ASK, goods_seen(goods.item, goods.quantity), (Note(Said.LOTS, facts, parts=first_of(parts)),))


def in_hand(goods: InHand, quarantined: int) -> Words:
    """Return what is about to be carried, and how many lie there; `quarantined` units do beside it, and stay."""
    lying = goods.lying
    notes = [*goods_details(goods.item, lying.code, lying.expiry)]
    facts: dict[str, str | int] = {"place": goods.on.code, "there": lying.quantity}
    if lying.status is StockStatus.QUARANTINED:
        notes.append(Note(Said.QUARANTINED))
    notes.append(
        Note(Said.RESERVED, {**facts, "reserved": lying.reserved}) if lying.reserved else Note(Said.THERE, facts)
    )
    if quarantined:
        notes.append(Note(Said.QUARANTINED_STAY, {"place": goods.on.code, "quarantined": quarantined}))
    return Words(Tone.ASK, goods_seen(goods.item, goods.quantity), tuple(notes))


def moved(answer: Carried, *, back: bool = False) -> Words:
    """Return what was carried, or carried `back`, and what became of pick lists and orders by that."""
    facts: Facts = {
        "quantity": answer.quantity,
        "sku": answer.sku,
        "name": answer.name,
        "unit": answer.unit,
        "lot": answer.lot,
        "source": answer.source,
        "target": answer.target,
    }
    notes = [Note(Said.ASIDE_NO_MORE if back else Said.ASIDE)] if answer.aside else []
    if answer.left:
        notes.append(Note(Said.LEFT, {"left": answer.left, "source": answer.source}))
    notes += too_full(answer.overfull)
    notes += followed(answer.stops, answer.losses, answer.shares)
    return Words(Tone.OK, Note(Said.MOVED_BACK if back else Said.MOVED, facts), tuple(notes))


def followed(
    stops: Sequence[StopMoved], losses: Sequence[Loss], shares: Sequence[Share], *, unnamed: int = 0
) -> tuple[Note, ...]:
    """Return what became of pick lists and orders by a change of stock; nothing where nobody was concerned.

    `unnamed` lines got some besides those of `shares`.
    """
    parts = [part for stop in stops if stop.pick_list for part in _stop(stop)]
    walks = (Note(Said.STOPS, parts=first_of(parts)),) if parts else ()
    lines = [
        Note(Said.NOT_ASIDE_LINE, {"units": stop.units, "sku": stop.sku, "place": stop.place, "order": stop.order})
        for stop in stops
        if not stop.pick_list
    ]
    aside = (Note(Said.NOT_ASIDE, parts=first_of(lines)),) if lines else ()
    return (*walks, *aside, *waits_again(losses), *now_given(shares, unnamed=unnamed))


def _stop(stop: StopMoved) -> list[Note]:
    facts: dict[str, str | int] = {"pick_list": stop.pick_list, "order": stop.order, "sku": stop.sku}
    told: list[Note] = []
    if stop.replanned:
        more: Facts = {"units": stop.replanned, "places": stop.places}
        told.append(Note(Said.STOP_MOVED, {**facts, **more}))
    if stop.units > stop.replanned:
        less: Facts = {"units": stop.units - stop.replanned, "place": stop.place}
        told.append(Note(Said.STOP_LOST, {**facts, **less}))
    return told
