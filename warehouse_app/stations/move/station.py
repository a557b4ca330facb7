"""Goods put away, or carried elsewhere, by scans: from-place, [quantity] item [lot where several lie there], to-place.

Asking has no side effect; the scan that says where goods were put books, by one action. After it the station stays at
the same place, so that several things can be fetched from it.
"""

from collections.abc import Callable
from enum import StrEnum

from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import StockStatus
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.undoable import last_moved
from warehouse_app.services.contract import Action, Store
from warehouse_app.services.lying import Named, StockFault
from warehouse_app.services.moving import MovingFault, move_stock, undo_move
from warehouse_app.stations.dialogue import Dialogue, Turn
from warehouse_app.stations.goods_aside import AskWhy
from warehouse_app.stations.goods_steps import AskItem
from warehouse_app.stations.move import telling
from warehouse_app.stations.move.asking import Carry, MoveAsking
from warehouse_app.stations.move.steps import START, Step, name_of, prompt, sheet_of
from warehouse_app.stations.paper import Press
from warehouse_app.stations.reply import Note, Reply, Sheet
from warehouse_app.stations.words import Shared

_OF_PLACE = frozenset(
    {
        StockFault.SAME_PLACE,
        StockFault.HOLDS_NOTHING,
        StockFault.NO_PLACE,
        StockFault.NOT_PICKED,
        StockFault.ASIDE_WHY,
    }
)
"""What speaks against the place alone to which goods are carried."""


class MoveStation(Dialogue[Step, Carry]):
    """The dialogue of putting away and moving.

    Transitions:
        AskSource → AskItem                       a place in which goods can lie
        AskItem → AskItem                         a quantity; another place (switches)
        AskItem → the first that is not known of  AskQuantity, AskLot, AskTarget; from each of these to the next
        AskTarget → AskTarget                     a quantity, as correction, in base units
        AskTarget → AskTarget                     WXSKIP: the next best place is proposed, none after the last
        AskTarget → AskItem                       a place, or WXYES for the proposed one: booked
        AskTarget → AskWhy → AskItem              a quarantine place, then the reason: booked as set aside
        AskItem → AskSource                       WXDONE
        any → the one before                      WXBACK, WXCANCEL
        any → the same                            WXUNDO: what was carried last today is carried back
        any → the same                            WXPRINT: a label of the item in hand, else of the place

    A quantity before the item counts packs of the scanned code; without one it is one pack. Digits are a quantity
    wherever one may stand, unless they are the number of an item that lies there. Where available and quarantined goods
    of an item lie side by side the available ones are meant; goods keep their state. A place is proposed where goods
    lie at a dock or a staging place.
    """

    never_booked = MovingFault.UNKNOWN
    undone_before = MovingFault.UNDONE
    prints = Shared.PRINTS_MOVE

    def __init__(self, store: Store, act: Callable[[], Action], press: Press | None = None) -> None:
        super().__init__(store, act, START, press)

    @property
    def sheet(self) -> Sheet | None:
        """The label of the place that is cleared, or of the item in hand."""
        return sheet_of(self.step)

    def take(self, sku: str, lot: str, status: StockStatus) -> Reply:
        """Take goods in hand that are chosen where they are listed, instead of by a scan, which may mean others."""

        def understand() -> Turn[Step] | Carry:
            with self._store.snapshot():
                return self._asking().take(sku, lot, status)

        return self._answer(understand)

    def _asking(self) -> MoveAsking:
        return MoveAsking(self._store, self._act, house_settings(), self._trail, self._last)

    def _name(self, step: Step) -> StrEnum:
        return name_of(step)

    def _prompt(self, step: Step) -> Note:
        return prompt(step)

    def _carry_out(self, want: Carry) -> Turn[Step]:
        goods, lying = want.goods, want.goods.lying
        named = Named(goods.item.sku, goods.on.code, goods.quantity, lying.code, lying.status)
        at_source = (*START, AskItem(goods.on))
        try:
            answer = self._tried(want, lambda action: move_stock(self._store, action, named, want.to, why=want.why))
        except Refused as refused:
            # What is not there any more is to be looked for again; any other place may still do.
            gone = isinstance(refused.code, StockFault) and refused.code not in _OF_PLACE
            at_target = self._trail[:-1] if isinstance(self.step, AskWhy) else self._trail
            return Turn(at_source if gone else at_target, self._refusal(refused))
        return Turn(at_source, telling.moved(answer), answer.changes, booked=True)

    def _earlier(self, here: Action) -> str:
        last = last_moved(self._store, here.workstation, here.now)
        return last.action_id if last else ""

    def _take_back(self, action: Action, booking: str) -> Turn[Step]:
        answer = undo_move(self._store, action, booking)
        return Turn(self._trail, telling.moved(answer, back=True), answer.changes, booked=True)
