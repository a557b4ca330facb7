"""What a scan means to receiving where goods are put aside for an order that waits for them."""

from dataclasses import dataclass, replace
from datetime import date

from warehouse_app.domain.errors import Facts
from warehouse_app.domain.statuses import HOLDS_PICKED
from warehouse_app.queries.codes import FoundLocation, Resolved
from warehouse_app.queries.goods import PlaceFacts, released_on
from warehouse_app.queries.preview import FirstShare, Planned, first_share, planned_shares
from warehouse_app.stations.dialogue import Turn
from warehouse_app.stations.receive.aside import Answer, AsideAsking, Book
from warehouse_app.stations.receive.steps import AskStage, Pending, Said, Step
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Words


@dataclass(frozen=True, slots=True)
class StagingAsking(AsideAsking):
    """The part of receiving in which goods go straight to whoever waits."""

    def _for_order(self, goods: Pending, order: str) -> Answer:
        """Return where the goods lead that an order gets of those in hand; the rest is put away after that."""
        item = goods.item
        if (aside := self._for_nobody(goods)) is not None:
            return self._say(Words(Tone.WARN, aside))
        first = self._first(goods)
        is_first = first is not None and first.order == order
        planned = Planned([]) if is_first else self._planned(goods)
        if first is None or not (is_first or any(share.order == order for share in planned.shares)):
            if order in planned.kept_for:
                return self._warn(Said.KEPT_FOR_IT, order=order, sku=item.sku)
            if (day := self.street_day(item.id)) is not None:
                return self._say(Words(Tone.WARN, Note(Said.NOT_BEFORE, {"sku": item.sku, "day": day})))
            return self._warn(Said.NOT_FOR, order=order, sku=item.sku)
        units = min(goods.quantity, first.units)
        facts: Facts = {"order": order, "units": units, "sku": item.sku}
        if not is_first:
            return self._say(Words(Tone.WARN, Note(Said.OTHERS_FIRST, {**facts, "first": first.order})))
        step = AskStage(replace(goods, packs=1, pack=units), order, goods.quantity - units)
        return self._say(Words(Tone.ASK, Note(Said.FOR_ORDER, {**facts, "unit": item.unit})), (*self.trail, step))

    def street_day(self, item: int) -> date | None:
        """Return the day, still to come, before which no order gets an item (id); None where there is none."""
        day = released_on(self.store, item)
        return day if day is not None and day > self.settings.house_day else None

    def _order_first(self, goods: Pending, place: PlaceFacts) -> Turn[Step] | None:
        """Return what to say where goods would go into a tote though it is not known for whom, and somebody waits."""
        if place.kind not in HOLDS_PICKED:
            return None
        first = self._first(goods)
        return self._warn(Said.ORDER_FIRST, place=place.code, order=first.order, sku=goods.item.sku) if first else None

    def _first(self, goods: Pending) -> FirstShare | None:
        """Return the order that comes before all others which get some of goods, and what it gets."""
        notice, sscc = goods.on.notice, goods.sscc
        return first_share(self.store, self.settings, *_coming(goods), notice=notice, sscc=sscc)

    def _planned(self, goods: Pending, *, is_aside: bool = False) -> Planned:
        notice, sscc = goods.on.notice, goods.sscc
        about = _coming(goods)
        return planned_shares(self.store, self.settings, *about, notice=notice, sscc=sscc, is_aside=is_aside)

    def _stage(self, step: AskStage, meaning: Resolved) -> Answer:
        match meaning:
            case FoundLocation(place):
                return Book(step.goods, place.code, order=step.order, rest=step.rest)
        return self._other(meaning)


def _coming(goods: Pending) -> tuple[int, int, int | None, date | None, str]:
    return goods.item.id, goods.quantity, goods.on.purchase_order, goods.expiry, goods.lot
