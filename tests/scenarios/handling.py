"""Goods are carried, set aside, written off and on, scrapped; lots are blocked. Nothing comes from outside by that."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from hypothesis import strategies as st

from tests.scenarios.blocked import Entry
from tests.scenarios.buying import ONES, SERIALS
from tests.scenarios.shop import KINDS, Street
from tests.scenarios.stock import Heap
from tests.scenarios.story import UNITS, Story, so_manyth
from warehouse_app.domain.statuses import ALLOCATABLE, HOLDS_PICKED, LocationKind, StockStatus
from warehouse_app.services.arriving import GoodsFault
from warehouse_app.services.because import ReasonFault
from warehouse_app.services.blocking import Blocked, BlockFault, block_lot, unblock_lot
from warehouse_app.services.lots import lot_code
from warehouse_app.services.lying import Named, StockFault
from warehouse_app.services.moving import MovingFault, move_stock, undo_move
from warehouse_app.services.picked_goods import ToteFault
from warehouse_app.services.setting_aside import (
    Changed,
    Surplus,
    quarantine,
    release_from_quarantine,
    scrap,
    write_off,
    write_on,
)

_PLACES = ["A-01", "A-02", "B-01", "DOCK", "STAGE", "HOLD", "TOTE"]
SHELVES = st.sampled_from([*_PLACES, *_PLACES, "B-01", "PACK", "DOOR"])
STAYS = st.sampled_from(["", ""]) | SHELVES
WHYS = st.sampled_from(["", "wet", "wet", "wet"])
WHY = st.sampled_from(["seen", "seen", "seen", "seen", "seen", " "])


@dataclass
class Carriage:
    """What one action carried."""

    action_id: str
    source: Heap
    target: Heap
    units: int
    kept: Sequence[Entry] = ()
    is_undone: bool = False


class Handling(Story):
    """What becomes of goods between their coming and their going."""

    def __init__(self, street: Street) -> None:
        super().__init__(street)
        self.carried: list[Carriage] = []
        self.put_right: set[int] = set()
        """The so-manyth actions by which the books were adjusted, or a count was booked."""
        self.released: list[tuple[int, Heap]] = []
        """The so-manyth actions by which goods were released from quarantine, and where these had lain."""

    def move(self, data: st.DataObject) -> None:
        self.carry(data, self._draw_named(data), data.draw(SHELVES, "to"))

    def carry(self, data: st.DataObject, named: Named, to: str) -> None:
        """Carry goods to a place."""
        refused = self.model.not_found(named)
        if refused is None and KINDS[to].value == "depot":
            refused = StockFault.HOLDS_NOTHING
        elif refused is None and to == named.place:
            refused = StockFault.SAME_PLACE
        refused = refused or self.model.unpicked(to, named.place)
        why = data.draw(WHYS, "why") if KINDS[to] is LocationKind.QUARANTINE else ""
        aside = KINDS[to] is LocationKind.QUARANTINE and named.status is StockStatus.AVAILABLE
        if refused is None and aside and not why:
            refused = StockFault.ASIDE_WHY
        refused = refused or self._stays(named, to, aside=aside)
        refusals = self._mixed(named.place, to) if refused is None else [refused]
        answer = self.attempt(refusals, move_stock, named, to, why=why)
        assert answer is None or refused is None
        if answer is not None:
            heap = self.model.heap_of(named)
            there = heap._replace(place=to, status=StockStatus.QUARANTINED if aside else heap.status)
            assert answer.aside is aside
            kept = self._pass(heap, there, named.quantity, carried=not aside)
            self.carried.append(Carriage(self.desk.acted[-1].action_id, heap, there, named.quantity, kept))
            assert (answer.lot, answer.left) == (heap.lot, self.model.heaps[heap])
            # What is put aside stays so wherever orders may have it from.
            assert not self.model.is_usable(there) or all(stop.pick_list for stop in answer.stops)
            self.stock_changed(answer.losses, answer.stops, answer.shares)

    def carry_back(self, data: st.DataObject) -> None:
        if not self.carried:
            return self.move(data)
        done = self.carried[-data.draw(st.integers(1, len(self.carried)), "carriage before last")]
        refused: StrEnum | None
        refusals: Sequence[StrEnum] = ()
        if done.is_undone:
            refused = MovingFault.UNDONE
        elif done.target.status is not done.source.status and done.source.of_lot in self.model.blocked:
            refused = BlockFault.BLOCKED
        elif done.target.status is not done.source.status and self._was_released_since(done):
            refused = MovingFault.RELEASED
        else:
            # Whose goods lie in the tote is looked at first.
            refusals = self._mixed(done.target.place, done.source.place)
            refused = self.model.kept_for_orders({done.target: done.units}, {done.source: done.units})
            if self.model.heaps[done.target] < done.units:
                refused = MovingFault.GONE
        answer = self.attempt([*refusals, *filter(None, [refused])], undo_move, done.action_id)
        assert answer is None or refused is None
        if answer is not None:
            done.is_undone = True
            for each in done.kept:
                each.wrong = True
            self.model.take_back(done.target, done.units)
            self.model.take_back(done.source, -done.units)
            assert answer.left == self.model.heaps[done.target]
            self.stock_changed(answer.losses, answer.stops, answer.shares)
        return None

    def _was_released_since(self, done: Carriage) -> bool:
        """Return whether some of the lot was released from where goods had been carried to, so that others may lie
        there.
        """
        return any(made > so_manyth(done.action_id) and heap == done.target for made, heap in self.released)

    def _mixed(self, source: str, to: str) -> list[StrEnum]:
        """Return why goods may not be carried into a tote; the model does not say whose goods lie there already."""
        is_tote = KINDS[to] is LocationKind.TOTE and KINDS[source] in HOLDS_PICKED
        orders = {each.at[0] for each in self.model.picked if each.units}
        return [ToteFault.OF_ANOTHER, ToteFault.OF_SEVERAL] if is_tote and len(orders) > 1 else []

    def set_aside(self, data: st.DataObject) -> None:
        named, to, why = self._draw_named(data), data.draw(STAYS, "to"), data.draw(WHY, "why")
        refused = self.model.not_found(named)
        if refused is None and to == "DOOR":
            refused = StockFault.HOLDS_NOTHING
        elif refused is None and named.status is StockStatus.QUARANTINED and to in {"", named.place}:
            refused = StockFault.SAME_PLACE
        elif refused is None:
            refused = self.model.unpicked(to or named.place, named.place)
        reason = ReasonFault.MISSING if not why.strip() else refused or self._stays(named, "")
        answer = self.do(reason, quarantine, named, why=why, to=to)
        if answer is not None:
            heap = self.model.heap_of(named)
            there = heap._replace(place=to or heap.place, status=StockStatus.QUARANTINED)
            self._pass(heap, there, named.quantity)
            self._is_told(answer, heap, named.quantity)

    def let_go(self, data: st.DataObject) -> None:
        """Release goods from quarantine."""
        aside = [heap for heap in self.model.lying() if heap.status is StockStatus.QUARANTINED]
        if not aside:
            return self.set_aside(data)
        named, to, why = self._draw_named(data, aside), data.draw(STAYS, "to"), data.draw(WHY, "why")
        there = replace(named, status=StockStatus.QUARANTINED)
        refused: StrEnum | None = self.model.not_found(there)
        if refused is None and self.model.heap_of(there).of_lot in self.model.blocked:
            refused = BlockFault.BLOCKED
        elif refused is None and to == "DOOR":
            refused = StockFault.HOLDS_NOTHING
        elif refused is None:
            refused = self.model.unpicked(to or named.place)
        reason = ReasonFault.MISSING if not why.strip() else refused or self._stays(there, named.place)
        answer = self.do(reason, release_from_quarantine, named, why=why, to=to)
        if answer is not None:
            heap = self.model.heap_of(there)
            free = heap._replace(place=to or heap.place, status=StockStatus.AVAILABLE)
            self.released.append((self.model.actions, heap))
            self._pass(heap, free, named.quantity)
            self._is_told(answer, heap, named.quantity)
        return None

    def throw_away(self, data: st.DataObject) -> None:
        self._lose(data, is_scrap=True)

    def miss(self, data: st.DataObject) -> None:
        self._lose(data, is_scrap=False)

    def _lose(self, data: st.DataObject, *, is_scrap: bool) -> None:
        named, why = self._draw_named(data), data.draw(WHY, "why")
        reason = self.model.not_found(named) or self._stays(named, "") if why.strip() else ReasonFault.MISSING
        answer = self.do(reason, scrap if is_scrap else write_off, named, why=why)
        if answer is not None:
            heap = self.model.heap_of(named)
            self.model.lift(heap, named.quantity)
            if not is_scrap:
                self.put_right.add(self.model.actions)
            self._is_told(answer, heap, named.quantity)

    def find(self, data: st.DataObject) -> None:
        """Write goods on."""
        goods, why = self.draw_found(data), data.draw(WHY, "why")
        refused: StrEnum | None = None
        if not why.strip():
            refused = ReasonFault.MISSING
        elif goods.place == "DOOR":
            refused = StockFault.HOLDS_NOTHING
        elif (refused := self.model.unpicked(goods.place)) is None:
            refused = self.model.unsaid_of_lot(goods.sku, goods.lot, goods.expiry, goods.quantity)
        if refused is None and self.model.is_there(goods.sku, goods.lot):
            refused = GoodsFault.SERIAL_THERE
        answer = self.do(refused, write_on, goods, why=why)
        if answer is not None:
            heap = Heap(goods.sku, lot_code(goods.lot, goods.expiry), goods.place)
            heap = self.model.lay_found(heap, goods.quantity, goods.expiry)
            self.put_right.add(self.model.actions)
            assert not answer.out_of_reach_at
            assert (answer.lot, answer.status, answer.left) == (heap.lot, heap.status, self.model.heaps[heap])
            self.stock_changed(answer.losses, answer.stops, answer.shares)

    def block(self, data: st.DataObject) -> None:
        known = sorted(self.model.expiries)
        if not known:
            return self.find(data)
        free = sorted({heap.of_lot for heap in self.model.lying()} - self.model.blocked) or known
        seldom = st.sampled_from([*known, ("CUP", "L-none")])
        sku, lot = data.draw(st.one_of(*[st.sampled_from(free)] * 4, seldom), "lot")
        why = data.draw(WHY, "why")
        refused: StrEnum | None = None
        if not why.strip():
            refused = ReasonFault.MISSING
        elif lot == "L-none":
            refused = BlockFault.NO_LOT
        elif (sku, lot) in self.model.blocked:
            refused = BlockFault.BLOCKED
        answer = self.do(refused, block_lot, sku, lot, why=why)
        if answer is not None:
            self._is_changed(answer, self.model.block((sku, lot)))
            assert answer.picked == self.model.picked_of((sku, lot))
        return None

    def unblock(self, data: st.DataObject) -> None:
        if not self.model.blocked:
            return self.block(data)
        lots = st.sampled_from(sorted(self.model.blocked))
        sku, lot = data.draw(lots | lots | st.sampled_from(sorted(self.model.expiries)), "lot")
        refused = None if (sku, lot) in self.model.blocked else BlockFault.NOT_BLOCKED
        answer = self.do(refused, unblock_lot, sku, lot, why="tested")
        if answer is not None:
            released = self.model.unblock((sku, lot))
            self._is_changed(answer, released.total())
            assert answer.out_of_reach_at == tuple(sorted(at for at in released if KINDS[at] not in ALLOCATABLE))
        return None

    def draw_found(self, data: st.DataObject) -> Surplus:
        """Draw goods that turn up somewhere: more often of a lot that is known."""
        sku, units, place = self.draw_sku(data), data.draw(UNITS, "units"), data.draw(SHELVES, "place")
        if self.model.items[sku].serial_tracked:
            return Surplus(sku, place, data.draw(ONES, "of a serial"), data.draw(st.sampled_from(SERIALS), "serial"))
        if not self.model.items[sku].lot_tracked:
            return Surplus(sku, place, units)
        known = [(lot, None) for of, lot in sorted(self.model.expiries) if of == sku]
        days = [self.model.day + timedelta(days=days) for days in (0, 1, 9, -1)]
        lots = [*known, *known, *((f"L{day:%m%d}", day) for day in days), ("", days[2]), ("L1", days[2]), ("L2", None)]
        lot, expiry = data.draw(st.sampled_from(lots), "lot")
        return Surplus(sku, place, units, lot, expiry)

    def _draw_named(self, data: st.DataObject, heaps: list[Heap] | None = None) -> Named:
        """Draw goods as people name them: most of the time some that are there."""
        lying = heaps or self.model.lying()
        wanted = [heap for _, heap in sorted(self.seen.reserved)]
        free = [heap for heap in lying if self.model.is_usable(heap)]
        wanted = wanted if heaps is None else []
        loose = Counter(line.sku for line in self.seen.lines.values() if line.loose)
        held = [heap for heap in free if loose[heap.sku] > 1]
        some = [st.sampled_from(each) for each in (wanted, wanted, held, held, held, free, lying) if each]
        heap = data.draw(st.one_of(some) if some else st.just(Heap("CUP", "", "A-01")), "goods")
        there = max(1, self.model.heaps.get(heap, 0))
        usable, promised = self.seen.stock.get(heap.sku, (0, 0))
        # So that one order or two lose by it, and not all.
        few = [units for more in (1, 2, 3) if (units := usable - promised + more) <= there] or [there]
        some_units = st.sampled_from(few) | st.sampled_from([there, there + 1, 1]) | st.integers(0, there)
        units = data.draw(some_units, "units")
        lot = data.draw(st.sampled_from([*[heap.lot] * 18, None, None, "L-none"]), "lot")
        place = data.draw(st.sampled_from([*[heap.place] * 30, "DOOR"]), "place")
        status = data.draw(st.sampled_from([*[heap.status] * 28, *StockStatus]), "status")
        return Named(heap.sku, place, units, lot, status)

    def _stays(self, named: Named, to: str, *, aside: bool = False) -> StockFault | None:
        """Return why goods may not go `to` another place, '' = from where orders can have them; or `aside` there."""
        if self.model.not_found(named) is not None:
            return None
        heap = self.model.heap_of(named)
        if self.model.heaps[heap] < named.quantity:
            return StockFault.NOT_THERE
        coming = {heap._replace(place=to): named.quantity} if to and not aside else {}
        return self.model.kept_for_orders({heap: named.quantity}, coming)

    def _pass(self, source: Heap, target: Heap, units: int, *, carried: bool = False) -> list[Entry]:
        """Let goods lie elsewhere, or in another state; return how that is kept if they are set aside."""
        gone, come = self.model.lift(source, units), self.model.lay(target, units)
        if source.place != target.place:
            self.model.brought.append((len(self.model.changes), target.of_lot, target.place))
        if come is not None:
            come.carried = carried
        return [each for each in (gone, come) if each is not None]

    def _is_told(self, answer: Changed, heap: Heap, units: int) -> None:
        assert (answer.sku, answer.lot, answer.place, answer.quantity) == (heap.sku, heap.lot, heap.place, units)
        assert (answer.status, answer.left) == (heap.status, self.model.heaps[heap])
        self.stock_changed(answer.losses, answer.stops, answer.shares)

    def _is_changed(self, answer: Blocked, units: int) -> None:
        aside = sum(
            each
            for heap, each in self.model.heaps.items()
            if heap.of_lot == (answer.sku, answer.lot) and heap.status is StockStatus.QUARANTINED
        )
        told = answer.units, answer.quarantined
        assert told == (units, aside), (told, (units, aside), self.model.asides)
        self.stock_changed(answer.losses, answer.stops, answer.shares)
