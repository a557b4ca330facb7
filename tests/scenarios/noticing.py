"""Suppliers say what is on its way, and on which pallets; it comes whole, piece by piece, or otherwise."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.scenarios.buying import PLACES, SHORT_DATED, Buying
from tests.scenarios.shop import SUPPLIERS
from tests.scenarios.stock import LineKey
from tests.scenarios.story import UNITS
from warehouse_app.domain.records import AdvanceNoticeRecord, Kind
from warehouse_app.services.incoming import Goods, Pallet, ReceivingFault
from warehouse_app.services.receiving import receive
from warehouse_app.services.references import RowFault

PALLETS = ["340123450000000017", "340123450000000024"]
SSCCS = st.sampled_from(["", *PALLETS, *PALLETS])
_NO_PALLET = "340123450000000994"


class Noticing(Buying):
    """Advance notices, and receipts of them."""

    def announce_shipment(self, data: st.DataObject) -> None:
        """Announce what is to come of a purchase order, perhaps a piece more or less, or something else besides."""
        orders = sorted({number for number, _ in self.model.purchases if self.model.to_come(number)})
        if not orders:
            return self.announce_alone(data)
        order = data.draw(st.sampled_from([orders[-1], orders[-1], *orders]), "purchase order")
        rest = sorted(self.model.to_come(order).items())
        lines: list[tuple[str, int]] = []
        for sku, units in rest:
            first = data.draw(st.sampled_from([units, units, 1, units + 1]), "on one pallet")
            lines.append((sku, first))
            if first < units and data.draw(st.booleans(), "the rest on another"):
                lines.append((sku, units - first))
        if data.draw(st.integers(0, 7), "something else") == 0:
            lines.append((self.draw_sku(data), 2))
        [(supplier, _)] = {
            (line.supplier, line.number) for (of, _), line in self.model.purchases.items() if of == order
        }
        return self._announce(data, supplier, order, lines)

    def announce_alone(self, data: st.DataObject) -> None:
        """Announce goods of a supplier that are of no purchase order."""
        supplier = data.draw(st.sampled_from([one.code for one in SUPPLIERS]), "supplier")
        lines = range(data.draw(st.integers(1, 3), "lines"))
        self._announce(data, supplier, "", [(self.draw_sku(data), data.draw(UNITS, "units")) for _ in lines])

    def _announce(self, data: st.DataObject, supplier: str, order: str, lines: Sequence[tuple[str, int]]) -> None:
        number = self.number("AN")
        records: list[AdvanceNoticeRecord] = []
        for line, (sku, units) in enumerate(lines, start=1):
            lot, expiry = self._draw_lot(data, sku)
            sscc = data.draw(SSCCS, "pallet")
            records.append(AdvanceNoticeRecord(number, supplier, sku, units, order, sscc, lot, expiry, line=line))
        wrong = data.draw(st.sampled_from([None] * 14 + [RowFault.UNKNOWN_ORDER, RowFault.OTHER_SUPPLIER]), "wrong")
        if wrong is RowFault.UNKNOWN_ORDER:
            records[-1:] = [records[-1]._replace(number=self.number("AN"), purchase_order="PO-none")]
        elif wrong is RowFault.OTHER_SUPPLIER and order:
            [other] = {one.code for one in SUPPLIERS} - {supplier}
            records = [record._replace(supplier=other) for record in records]
        else:
            wrong = None
        self.take({Kind.ADVANCE_NOTICES: records}, wrong=[wrong] if wrong else [])
        if wrong is None:
            self.model.notices |= {(number, record.line or 0): record for record in records}

    def _draw_lot(self, data: st.DataObject, sku: str) -> tuple[str, date | None]:
        """Draw what is said of the lot of goods that come: most of the time as much as their item needs."""
        item = self.model.items[sku]
        if item.serial_tracked:
            return data.draw(st.sampled_from(["S1", "S2", "S3", "S4", ""]), "serial"), None
        if item.lot_tracked:
            day = self.model.day + timedelta(days=data.draw(st.sampled_from([0, 1, 3, 9]), "days"))
            return data.draw(st.sampled_from([(f"L{day:%m%d}", day)] * 4 + [("", None), ("", day)]), "lot")
        return data.draw(st.sampled_from(["", "", "", "X1"]), "lot"), None

    def edit_notice(self, data: st.DataObject) -> None:
        """Say anew how much of something is on its way, on which pallet, or what it is."""
        at = self._draw_line(data)
        before = self.model.notices[at]
        after = before._replace(quantity=data.draw(UNITS, "units"))
        match data.draw(st.integers(0, 5), "something else"):
            case 0:
                after = after._replace(sscc=data.draw(SSCCS, "pallet"))
            case 1:
                after = after._replace(sku=self.draw_sku(data))
        update = data.draw(st.sampled_from([True, True, True, False]), "update")
        wrong: set[RowFault] = set()
        if after == before:
            self.step.is_idle = True
        elif not update:
            wrong.add(RowFault.DIFFERS)
        elif self.model.came_of[at]:
            is_other = (after.sku, after.sscc) != (before.sku, before.sscc)
            wrong |= {RowFault.FIXED} if is_other else set()
            is_less = after.quantity != before.quantity and after.quantity < self.model.came_of[at]
            wrong |= {RowFault.BELOW_RECEIVED} if is_less else set()
        self.take({Kind.ADVANCE_NOTICES: [after]}, update=update, wrong=wrong)
        if not wrong:
            self.model.notices[at] = after

    def take_pallets(self, data: st.DataObject) -> None:
        """Take in whole pallets of a notice, perhaps with pieces that are on none."""
        notice, _ = self._draw_line(data)
        ssccs = sorted({self.model.notices[at].sscc for at in self.model.notice_lines(notice)} - {""})
        known = st.sampled_from(ssccs * 4 + [*PALLETS, ""])
        numbers = data.draw(st.lists(known, min_size=1, max_size=2), "pallets")
        pallets = [Pallet(sscc, *data.draw(_WHERE, "where")) for sscc in numbers]
        on = data.draw(st.sampled_from(["", "", "", *numbers]), "of pallet")
        loose = [self._draw_of(data, self._draw_line(data, notice), on)] if data.draw(st.booleans(), "loose") else []
        self.receive_notice(data, notice, loose, pallets)

    def scan_on_notice(self, data: st.DataObject) -> None:
        """Book a piece or some of a line of a notice; perhaps of another pallet than was said, or none."""
        notice, line = self._draw_line(data)
        at = notice, line
        others = st.sampled_from([self.model.notices[at].sscc] * 6 + [*PALLETS, "", _NO_PALLET])
        goods = [self._draw_of(data, at, data.draw(others, "of pallet"))]
        if data.draw(st.integers(0, 3), "and more") == 0:
            at = self._draw_line(data, notice)
            goods.append(self._draw_of(data, at, self.model.notices[at].sscc))
        self.receive_notice(data, notice, goods, [])

    def take_all_announced(self, data: st.DataObject) -> None:
        """Take in all that is still to come of a notice, besides what is in hand."""
        notice, _ = self._draw_line(data)
        at = self._draw_line(data, notice)
        loose = [self._draw_of(data, at, self.model.notices[at].sscc)] if data.draw(st.booleans(), "in hand") else []
        into = data.draw(st.sampled_from(["", "B-01", "DOCK", "HOLD"]), "into")
        self.receive_notice(data, notice, loose, [], all_to_come=True, into=into)

    def begun_notices(self) -> list[str]:
        """Return the notices with a receipt that is open while more is to come."""
        notices = self.model.open_receipts & {number for number, _ in self.model.notices}
        return sorted(notice for notice in notices if self.model.notice_rest(notice))

    def wait_no_longer(self, data: st.DataObject) -> None:
        """Close the receipt of a notice of which more is to come."""
        self.end_receipt(data.draw(st.sampled_from(self.begun_notices()), "notice"))

    def receive_notice(
        self, data: st.DataObject, notice: str, goods: Sequence[Goods], pallets: Sequence[Pallet], **more: Any
    ) -> None:
        """Receive on a notice, as far as that must go."""
        flags = data.draw(st.tuples(st.booleans(), SHORT_DATED, st.integers(0, 4)), "over, short-dated, close")
        accept: dict[str, Any] = {"accept_over": flags[0], "accept_short_dated": flags[1]}
        order, into = self.model.order_of(notice), str(more.get("into", ""))
        wanted = self.model.all_goods(notice, goods, pallets, all_to_come="all_to_come" in more)
        if isinstance(wanted, ReceivingFault):
            self.do(wanted, receive, goods, advance_notice=notice, pallets=pallets, **accept, **more)
            return
        wanted = [replace(each, location=each.location or into) for each in wanted]
        refused = self.model.refusal(wanted, order, **accept)
        close = not flags[2]
        answer = self.do(refused, receive, goods, advance_notice=notice, pallets=pallets, close=close, **accept, **more)
        self.came(wanted, order, notice, answer, notice)

    def _draw_of(self, data: st.DataObject, at: LineKey, sscc: str) -> Goods:
        """Draw goods of a line of a notice: often as many as are to come of it, and of the lot that was said."""
        line = self.model.notices[at]
        goods = data.draw(self.goods(line.sku), "goods")
        units = data.draw(st.sampled_from([max(1, self.model.coming(at)), 1, goods.quantity]), "units")
        goods = replace(self.so_many(goods, units), sscc=sscc)
        if self.tells_apart(line.sku) and line.lot and data.draw(st.integers(0, 3), "lot as said"):
            return replace(goods, lot=line.lot, expiry=line.expiry)
        return goods

    def _draw_line(self, data: st.DataObject, notice: str = "") -> LineKey:
        """Draw a line of a notice, or of that one: more often one that is still to come, of the last one."""
        lines = self.model.notice_lines(notice) if notice else sorted(self.model.notices)
        coming = [at for at in lines if self.model.coming(at)]
        last = [at for at in coming if at[0] == coming[-1][0]]
        some = [st.sampled_from(each) for each in (last, last, coming, lines) if each]
        return data.draw(st.one_of(some), "line of a notice")


_WHERE = st.tuples(PLACES, st.integers(0, 7)).map(
    lambda said: (said[0], "torn" if said[1] < (7 if said[0] == "HOLD" else 1) else "")
)
