"""Goods that came, by the label that was put on them: of which booking of which receipt they are."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from warehouse_app.queries.goods import ItemFacts, item_of
from warehouse_app.queries.receipt_goods import CameIn, goods_of_receipts
from warehouse_app.queries.received_note import receipt_head
from warehouse_app.store.database import Store


class ReceivedGoods(NamedTuple):
    """So many base units of one lot ('': without a number) as they were booked in; `taken_back`: they count no more."""

    item: ItemFacts
    lot: str
    expiry: date | None
    quantity: int
    taken_back: bool


@dataclass(frozen=True, slots=True)
class FoundReceived:
    """What was booked in on a `receipt` (its number), as its label says: the goods of one `booking`, or one of them."""

    code: str
    receipt: str
    booking: int
    goods: tuple[ReceivedGoods, ...]

    @property
    def counting(self) -> tuple[ReceivedGoods, ...]:
        """Those of the goods that were not taken back."""
        return tuple(each for each in self.goods if not each.taken_back)

    def lot_of(self, item: ItemFacts) -> str:
        """Return the lot of an item's goods; '' where these are others, or more than one."""
        match self.counting:
            case (goods,) if goods.item.id == item.id:
                return goods.lot
        return ""


def label_codes(came: list[CameIn]) -> list[str]:
    """Return what the labels of goods say that came with one receipt: which booking it was, and which goods of that.

    Bookings count from 1, in the order of their actions, those that were taken back too, so that a label stays true;
    the number of the goods is left out where a booking has no others.
    """
    bookings = sorted({each.action for each in came})
    of_booking = {action: [each for each in came if each.action == action] for action in bookings}
    codes = []
    for each in came:
        together = of_booking[each.action]
        code = f"{each.receipt}/{bookings.index(each.action) + 1}"
        codes.append(code if len(together) == 1 else f"{code}/{together.index(each) + 1}")
    return codes


def received_goods(store: Store, receipt: str, booking: int, which: int) -> FoundReceived | None:
    """Return the goods of a receipt's booking (both from 1), or only the one of that number; None where none came so.

    `which` is 0 for all of them.
    """
    head = receipt_head(store, receipt)
    came = goods_of_receipts(store, [head.id]) if head else []
    actions = sorted({each.action for each in came})
    goods = [each for each in came if each.action in actions[booking - 1 : booking]]
    if which:
        goods = goods[which - 1 : which]
    if not goods:
        return None
    code = f"{receipt}/{booking}/{which}" if which else f"{receipt}/{booking}"
    return FoundReceived(code, receipt, booking, tuple(_received(store, each) for each in goods))


def _received(store: Store, came: CameIn) -> ReceivedGoods:
    item, goods = item_of(store, came.goods.sku), came.goods
    assert item is not None, "it was read in the same snapshot"
    return ReceivedGoods(item, goods.lot, goods.expiry, goods.quantity, came.reversal is not None)
