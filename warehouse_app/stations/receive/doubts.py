"""What a scan means to receiving while it is asked whether goods are accepted: too many, or too short-dated."""

from dataclasses import dataclass, replace

from warehouse_app.domain.statuses import LocationKind, Role
from warehouse_app.queries.booked_labels import booked_under
from warehouse_app.queries.codes import FoundLocation, Resolved
from warehouse_app.services.contract import require
from warehouse_app.stations.dialogue import Turn
from warehouse_app.stations.goods_aside import AskWhy
from warehouse_app.stations.goods_steps import AskItem, AskMany
from warehouse_app.stations.receive.aside import Answer
from warehouse_app.stations.receive.pallet_steps import AskPallet
from warehouse_app.stations.receive.staging import StagingAsking
from warehouse_app.stations.receive.steps import (
    START,
    AskLocation,
    AskOver,
    AskShortDated,
    AskStage,
    Pending,
    Said,
    Step,
    Trail,
    pallet_twice,
)
from warehouse_app.stations.reply import Note, Tone
from warehouse_app.stations.words import Words


@dataclass(frozen=True, slots=True)
class DoubtsAsking(StagingAsking):
    """The part of receiving in which goods are accepted, or not."""

    def _lead(self) -> str:
        """Return who answers. Raises Refused (ContractFault) where they are no lead."""
        action = self.act()
        require(self.store, action, Role.LEAD)
        return action.actor

    def _doubtful(self, goods: Pending, meaning: Resolved, text: str, number: int | None) -> Answer:
        """Answer what is scanned while it is asked whether goods are accepted: they may be set aside, or fewer."""
        match meaning:
            case FoundLocation(place) if place.kind is LocationKind.QUARANTINE:
                return self._aside(goods, place)
        return self._no_number(meaning, text) if number is None else self._corrected(goods, number)

    def _labelled(self, goods: Pending) -> Turn[Step]:
        """Return what goods lead to; with a warning where the pallet that their label names is here already."""
        twice = booked_under(self.store, goods.label_sscc) if goods.label_sscc else None
        goods = replace(goods, twice=twice)
        turn = self.onward(goods)
        for note in pallet_twice(goods):
            turn = turn.first(note)
        return replace(turn, words=replace(turn.words, tone=Tone.WARN)) if twice else turn

    def _over_accepted(self, goods: Pending, total: int) -> Turn[Step]:
        """Go on with goods that make so many in all; where more have come since that was asked, it is asked anew."""
        turn = self.onward(replace(goods, accepted=total, by=self._lead()))
        again = turn.trail[-1]
        return replace(turn, trail=(*self.trail[:-1], again)) if isinstance(again, AskOver) else turn

    def _not_over(self, goods: Pending) -> Turn[Step]:
        """Go on with what may still come of goods that are too many, if anything may; the rest is not accepted."""
        so_far = self._so_far(goods.on, goods.item)
        units = min(goods.quantity, max(so_far.to_come, so_far.most - so_far.received)) if so_far else 0
        if not units:
            return self._not_any(goods)
        turn = self._corrected(goods, units)
        head = Note(Said.SET_REST_ASIDE, {"rest": goods.quantity - units, "sku": goods.item.sku, "units": units})
        return turn.under(head)

    def _not_any(self, goods: Pending) -> Turn[Step]:
        not_any = Words(Tone.ASK, Note(Said.SET_ASIDE, {"sku": goods.item.sku}))
        pallets = [at for at, step in enumerate(self.trail, start=1) if isinstance(step, AskPallet)]
        return self._say(not_any, self.trail[: pallets[0]] if pallets else (*START, AskItem(goods.on)))

    def _corrected(self, goods: Pending, number: int) -> Turn[Step]:
        by = goods.by if goods.accepted_short else ""
        fewer = replace(goods, packs=number, pack=1, accepted=0, by=by)
        return self.anew(fewer)

    def anew(self, goods: Pending) -> Turn[Step]:
        """Return what is asked of goods in hand by what the house knows now. Raises Refused where they cannot be."""
        return self.onward(goods, self._without_place())

    def _before_many(self) -> Trail:
        return self._without_place()

    def _without_place(self) -> Trail:
        """Return the trail up to before the place, and what was asked with the quantity or the place, was asked for."""
        trail = self.trail
        while isinstance(trail[-1], AskLocation | AskOver | AskShortDated | AskWhy | AskStage | AskMany):
            trail = trail[:-1]
        return trail
