"""What a scan means to receiving where goods are put aside for an order that waits for them."""

from dataclasses import dataclass, replace

from warehouse_app.domain.errors import Facts
from warehouse_app.domain.statuses import HOLDS_PICKED
from warehouse_app.queries.codes import FoundLocation, Resolved
from warehouse_app.queries.goods import PlaceFacts, released_on
from warehouse_app.queries.preview import Planned, PlannedShare, planned_shares
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
        shares = self._shares(goods, goods.quantity)
        units = min(goods.quantity, sum(share.units for share in shares if share.order == order))
        if not units:
            day = released_on(self.store, item.id)
            if day is not None and day > self.settings.house_day:
                return self._say(Words(Tone.WARN, Note(Said.NOT_BEFORE, {"sku": item.sku, "day": day})))
            return self._warn(Said.NOT_FOR, order=order, sku=item.sku)
        # They are booked before the rest, so the queue must give them to this order even then.
        if sum(share.units for share in self._shares(goods, units) if share.order == order) < units:
            first = next((share for share in shares if share.order != order), None)
            if first is None:
                return self._warn(Said.NOT_FOR, order=order, sku=item.sku)
            facts: Facts = {"first": first.order, "order": order, "units": first.units, "sku": item.sku}
            return self._say(Words(Tone.WARN, Note(Said.OTHERS_FIRST, facts)))
        step = AskStage(replace(goods, packs=1, pack=units), order, goods.quantity - units)
        facts = {"order": order, "units": units, "sku": item.sku, "unit": item.unit}
        return self._say(Words(Tone.ASK, Note(Said.FOR_ORDER, facts)), (*self.trail, step))

    def _order_first(self, goods: Pending, place: PlaceFacts) -> Turn[Step] | None:
        """Return what to say where goods would go into a tote though it is not known for whom, and somebody waits."""
        if place.kind not in HOLDS_PICKED:
            return None
        shares = self._shares(goods, goods.quantity)
        if not shares:
            return None
        return self._warn(Said.ORDER_FIRST, place=place.code, order=shares[0].order, sku=goods.item.sku)

    def _shares(self, goods: Pending, units: int) -> list[PlannedShare]:
        return self._planned(goods, units).shares

    def _planned(self, goods: Pending, units: int) -> Planned:
        coming = (goods.item.id, units, goods.on.purchase_order, goods.expiry, goods.lot)
        return planned_shares(self.store, self.settings, *coming, notice=goods.on.notice, sscc=goods.sscc)

    def _stage(self, step: AskStage, meaning: Resolved) -> Answer:
        match meaning:
            case FoundLocation(place):
                return Book(step.goods, place.code, order=step.order, rest=step.rest)
        return self._other(meaning)
