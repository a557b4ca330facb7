"""What a scan means to receiving where goods are put aside for an order that waits for them."""

from dataclasses import dataclass, replace

from warehouse_app.domain.errors import Facts
from warehouse_app.queries.codes import FoundLocation, Resolved
from warehouse_app.queries.preview import planned_shares
from warehouse_app.stations.receive_aside import Answer, AsideAsking, Book
from warehouse_app.stations.receive_steps import AskStage, Pending, Said
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Words


@dataclass(frozen=True, slots=True)
class StagingAsking(AsideAsking):
    """The part of receiving in which goods go straight to whoever waits."""

    def _for_order(self, goods: Pending, order: str) -> Answer:
        """Return where the goods lead that an order gets of those in hand; the rest is put away after that."""
        shares = planned_shares(self.store, self.settings, goods.item.id, goods.quantity, goods.on.purchase_order)
        units = min(goods.quantity, sum(share.units for share in shares if share.order == order))
        if not units:
            return self._warn(Said.NOT_FOR, order=order, sku=goods.item.sku)
        step = AskStage(replace(goods, packs=1, pack=units), order, goods.quantity - units)
        facts: Facts = {"order": order, "units": units, "sku": goods.item.sku, "unit": goods.item.unit}
        return self._say(Words(Tone.ASK, Note(Said.FOR_ORDER, facts)), (*self.trail, step))

    def _stage(self, step: AskStage, meaning: Resolved) -> Answer:
        match meaning:
            case FoundLocation(place):
                return Book(step.goods, place.code, order=step.order, rest=step.rest)
        return self._other(meaning)
