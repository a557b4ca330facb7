"""What suppliers say is on its way, and what of it has come: the part of the model of advance notices."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from tests.scenarios.blocking import Blocking
from tests.scenarios.stock import LineKey
from warehouse_app.domain.records import AdvanceNoticeRecord
from warehouse_app.services.announced import OfNotice
from warehouse_app.services.incoming import Goods, Pallet, ReceivingFault
from warehouse_app.services.lots import lot_code

CountedOn = list[tuple[LineKey, int]]
"""The lines of a notice on which goods count, with the units on each; what is left counts on none."""


@dataclass
class Announced(Blocking):
    """Advance notices, kept as the records that would describe their lines today."""

    notices: dict[LineKey, AdvanceNoticeRecord] = field(default_factory=dict)
    came_of: dict[LineKey, int] = field(default_factory=lambda: defaultdict(int))
    """By line of a notice: the units that came of it."""

    def notice_lines(self, notice: str) -> list[LineKey]:
        """Return the lines of a notice, in their order."""
        return sorted(at for at in self.notices if at[0] == notice)

    def order_of(self, notice: str) -> str:
        """Return the purchase order of a notice, '' where it is of none, or there is no notice."""
        return next((self.notices[at].purchase_order for at in self.notice_lines(notice)), "")

    def coming(self, at: LineKey) -> int:
        """Return the units of a line of a notice that are still to come."""
        return max(0, self.notices[at].quantity - self.came_of[at])

    def notice_rest(self, notice: str) -> Counter[str]:
        """Return the units of each item that are still to come of a notice."""
        rest: Counter[str] = Counter()
        for at in self.notice_lines(notice):
            rest[self.notices[at].sku] += self.coming(at)
        return +rest

    def counts_on(self, notice: str, goods: Sequence[Goods], ssccs: Collection[str] | None = None) -> list[CountedOn]:
        """Return on which lines each of some goods counts, one after the other.

        Goods of a pallet (of one of `ssccs`, where these are given) count on its lines, others on those of none; where
        a line says of which lot they come, only such goods.
        """
        left = {at: self.coming(at) for at in self.notice_lines(notice)}
        found: list[CountedOn] = []
        for each in goods:
            units, on = each.quantity, {each.sscc} if ssccs is None else ssccs
            counted: CountedOn = []
            for at, coming in left.items():
                if self.notices[at].sscc in on and self._is_of(each, at):
                    some = min(units, coming)
                    counted += [(at, some)] if some else []
                    left[at] = coming - some
                    units -= some
            found.append(counted)
        return found

    def told_of(self, notice: str, goods: Sequence[Goods], counted: Sequence[CountedOn]) -> list[OfNotice | None]:
        """Return what should be told of each of some goods, when all have come and count as they do."""
        if not notice:
            return [None] * len(goods)
        told: list[OfNotice | None] = []
        for each, on in zip(goods, counted, strict=True):
            mine = [at for at in self.notice_lines(notice) if self.notices[at].sku == each.sku]
            came = sum(self.came_of[at] for at in mine)
            came += sum(units for other in counted for at, units in other if at in mine)
            beyond = each.quantity - sum(units for _, units in on)
            told.append(OfNotice(sum(self.notices[at].quantity for at in mine), came, beyond))
        return told

    def all_goods(
        self, notice: str, goods: Sequence[Goods], pallets: Sequence[Pallet], *, all_to_come: bool = False
    ) -> list[Goods] | ReceivingFault:
        """Return what comes when `goods`, what is left of `pallets` and, where `all_to_come`, of the notice does."""
        lines = self.notice_lines(notice)
        wanted = list(goods)
        named = Counter([*(pallet.sscc for pallet in pallets), *{each.sscc for each in goods}])
        if any(pallet.sscc and named[pallet.sscc] > 1 for pallet in pallets):
            return ReceivingFault.PALLET_TWICE
        for pallet in pallets:
            on_it = [at for at in lines if pallet.sscc and self.notices[at].sscc == pallet.sscc]
            if not on_it:
                return ReceivingFault.NO_PALLET
            left = [self._as_announced(at, self.coming(at), pallet) for at in on_it if self.coming(at)]
            if not left:
                return ReceivingFault.PALLET_HERE
            wanted += left
        if all_to_come:
            if not self.notice_rest(notice):
                return ReceivingFault.ALL_HERE
            wanted, rest = self._of_their_pallets(lines, wanted)
            wanted += [self._as_announced(at, rest[at], Pallet(self.notices[at].sscc)) for at in lines if rest[at]]
        if not {each.sscc for each in wanted} <= {"", *(self.notices[at].sscc for at in lines)}:
            return ReceivingFault.NO_PALLET
        return wanted

    def _of_their_pallets(
        self, lines: Sequence[LineKey], goods: Sequence[Goods]
    ) -> tuple[list[Goods], dict[LineKey, int]]:
        """Return goods that say no pallet, and are announced on one only, as of that; and what is left of lines."""
        left = {at: self.coming(at) for at in lines}
        parts: list[list[Goods]] = [[] for _ in goods]
        for is_loose in (False, True):
            for at, each in enumerate(goods):
                if is_loose == (not each.sscc):
                    parts[at] = self._shared_out(each, left)
        return [part for some in parts for part in some], left

    def _shared_out(self, goods: Goods, left: dict[LineKey, int]) -> list[Goods]:
        of = Counter({goods.sscc: 0})
        rest = goods.quantity
        for on_pallet in (False, True):
            for at in [at for at in left if self._is_of(goods, at)]:
                sscc = self.notices[at].sscc
                if sscc == goods.sscc if goods.sscc else bool(sscc) == on_pallet:
                    units = min(rest, left[at])
                    of[sscc] += units
                    left[at] -= units
                    rest -= units
        of[goods.sscc] += rest
        return [replace(goods, quantity=units, sscc=sscc) for sscc, units in of.items() if units]

    def _is_of(self, goods: Goods, at: LineKey) -> bool:
        line = self.notices[at]
        lot = line.lot if self._tells_lots(line.sku) else ""
        return line.sku == goods.sku and lot in {"", lot_code(goods.lot, goods.expiry)}

    def _tells_lots(self, sku: str) -> bool:
        return self.items[sku].lot_tracked or self.items[sku].serial_tracked

    def _as_announced(self, at: LineKey, units: int, pallet: Pallet) -> Goods:
        line = self.notices[at]
        lot = line.lot if self._tells_lots(line.sku) else ""
        expiry = line.expiry if self.items[line.sku].expiry_tracked else None
        return Goods(line.sku, units, pallet.location, lot, expiry, pallet.quarantine, sscc=line.sscc)
