"""Goods as people name them, an item in a place, become the lot, the state and the units that the books know."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Never

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import MAX_QUANTITY
from warehouse_app.domain.statuses import HOLDS_STOCK, StockStatus
from warehouse_app.queries.goods import ItemFacts, PlaceFacts, item_of, place_of
from warehouse_app.queries.lying import Lying, lying_at
from warehouse_app.services.booking import Arrival
from warehouse_app.services.contract import Work
from warehouse_app.services.filling import lock_scope


class StockFault(StrEnum):
    """Why goods cannot be handled as somebody said; each has a sentence in `texts.refusals`."""

    NO_ITEM = "stock-item-unknown"
    NO_PLACE = "stock-location-unknown"
    HOLDS_NOTHING = "stock-location-holds-no-stock"
    QUANTITY = "stock-quantity-impossible"
    NOTHING_THERE = "stock-nothing-there"
    ALL_ASIDE = "stock-all-set-aside"
    NONE_ASIDE = "stock-none-set-aside"
    WHICH_LOT = "stock-which-lot"
    NO_LOT = "stock-lot-not-there"
    NOT_THERE = "stock-not-there"
    SAME_PLACE = "stock-same-place"
    NOT_PICKED = "stock-place-holds-picked"
    ASIDE_WHY = "stock-quarantine-without-reason"
    PICKED = "stock-picked-for-orders"


@dataclass(frozen=True)
class Named:
    """`quantity` base units of an item that lie at `place`; the lot may be left out where only one lies there."""

    sku: str
    place: str
    quantity: int
    lot: str | None = None
    status: StockStatus = StockStatus.AVAILABLE


class Found(NamedTuple):
    """What was named, as the books know it: `quantity` of the `lying.quantity` units of that lot that lie there."""

    item: ItemFacts
    place: PlaceFacts
    lying: Lying
    quantity: int

    def arrival(self, place: PlaceFacts | None = None, status: StockStatus | None = None) -> Arrival:
        """Return these goods where they lie, or as they would lie in another place or state."""
        to = place or self.place
        return Arrival(
            self.item.id,
            self.lying.lot,
            self.lying.expiry,
            to.id,
            to.kind,
            status or self.lying.status,
            self.quantity,
        )


def found(work: Work, named: Named) -> Found:
    """Return what is named, under the lock of its item.

    Raises Refused (StockFault) where nothing, or more than one lot, answers to it.
    """
    item = locked_item(work, named.sku)
    place = holding_place(work, named.place)
    check_quantity(item.sku, named.quantity)
    there = lying_at(work.store, item.id, place.id)
    lying = [each for each in there if each.status is named.status]
    if not lying:
        _refuse_state(item, place, named.status, sum(each.quantity for each in there))
    if named.lot is None:
        if len(lying) > 1:
            raise Refused(StockFault.WHICH_LOT, sku=item.sku, place=place.code, lots=tuple(each.code for each in lying))
        return Found(item, place, lying[0], named.quantity)
    for each in lying:
        if each.code == named.lot:
            return Found(item, place, each, named.quantity)
    raise Refused(
        StockFault.NO_LOT, sku=item.sku, place=place.code, lot=named.lot, lots=tuple(each.code for each in lying)
    )


def _refuse_state(item: ItemFacts, place: PlaceFacts, status: StockStatus, others: int) -> Never:
    """Say that nothing lies there in that state, and how many `others` do."""
    if not others:
        raise Refused(StockFault.NOTHING_THERE, sku=item.sku, place=place.code, status=status)
    if status is StockStatus.AVAILABLE:
        raise Refused(StockFault.ALL_ASIDE, sku=item.sku, place=place.code, there=others)
    raise Refused(StockFault.NONE_ASIDE, sku=item.sku, place=place.code, there=others)


def known_item(work: Work, sku: str) -> ItemFacts:
    """Return the item of that number. Raises Refused (StockFault)."""
    item = item_of(work.store, sku)
    if item is None:
        raise Refused(StockFault.NO_ITEM, sku=sku)
    return item


def locked_item(work: Work, sku: str) -> ItemFacts:
    """Return the item of that number under its lock: what lies of it, and of which lots, stays so from now on.

    Raises Refused (StockFault).
    """
    item = known_item(work, sku)
    lock_scope(work, {item.id})
    return item


def holding_place(work: Work, code: str) -> PlaceFacts:
    """Return the place of that code, in which goods can lie. Raises Refused (StockFault)."""
    place = place_of(work.store, code)
    if place is None:
        raise Refused(StockFault.NO_PLACE, code=code)
    if place.kind not in HOLDS_STOCK:
        raise Refused(StockFault.HOLDS_NOTHING, code=place.code)
    return place


def check_quantity(sku: str, quantity: int) -> None:
    """Raise Refused (StockFault) where nobody can mean so many units."""
    if not 1 <= quantity <= MAX_QUANTITY:
        raise Refused(StockFault.QUANTITY, sku=sku, quantity=quantity, most=MAX_QUANTITY)
