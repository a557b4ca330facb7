"""Opening stock: what lies where when an item begins its life here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from warehouse_app.domain.errors import Problem
from warehouse_app.domain.records import Kind, StockRecord
from warehouse_app.domain.statuses import HOLDS_STOCK, MoveReason, StockStatus
from warehouse_app.services.booking import Arrival, book, lock_items
from warehouse_app.services.contract import Work
from warehouse_app.services.lots import LotKey, ensure_lots, expiry_problem, lot_code, lot_problem, stored_lots
from warehouse_app.services.references import RowFault
from warehouse_app.services.saving import Counts, Given, Numbered, Saved, refuse_first
from warehouse_app.store.database import chunks, rows
from warehouse_app.store.tables import Lot, LotBlock, Move

_BalanceKey = tuple[LotKey, int, str]
"""A lot, a place and a status."""


class OpeningSaver:
    """Books opening balances, and only where an item has no other moves: later differences are counts."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.saved = Saved()
        self._places: dict[tuple[str, str], tuple[str, str]] = {}
        self._expiries: dict[tuple[str, str], date] = {}
        """The expiry day that the first row of each lot says."""

    def check(self, rows: Sequence[Numbered]) -> Iterator[Problem]:
        """Yield rows of unknown items and places, goods that do not say enough, and items that have moves already."""
        yield from self._problems(rows, but_action=0)

    def write(self, work: Work, rows: Sequence[Numbered]) -> None:
        """Book what is new; a row that was booked as opening stock before is unchanged."""
        # Whether an item has moves is settled under its lock. Those that this very import has booked, in rows before
        # these, are no reason to refuse them.
        lock_items(work, {self._item(record) for _, record in rows})
        refuse_first(self._problems(rows, but_action=work.row))
        opened, _ = self._history(rows, but_action=work.row)
        references = self.given.references
        new = [record for _, record in rows if self._key(record) not in opened]
        keys = [self._key(record)[0] for record in new]
        lots = ensure_lots(work, zip(keys, (record.expiry for record in new), strict=True))
        arrivals = [
            Arrival(
                key.item,
                *lots[key],
                references.ids(Kind.LOCATIONS)[record.location],
                references.location_kind(record.location),
                record.status,
                record.quantity,
            )
            for key, record in zip(keys, new, strict=True)
        ]
        book(work, arrivals, reason=MoveReason.OPENING, document="opening stock")
        self.saved.items |= {key.item for key in keys}
        self.saved.counts += Counts(len(new), 0, len(rows) - len(new))

    def finish(self, _work: Work) -> Saved:
        """Return what was done; there is nothing left to do."""
        return self.saved

    def _item(self, record: StockRecord) -> int:
        # An item that this import is yet to store has no moves and no lots.
        return self.given.references.ids(Kind.ITEMS).get(record.sku, -1)

    def _key(self, record: StockRecord) -> _BalanceKey:
        place = self.given.references.ids(Kind.LOCATIONS).get(record.location, -1)
        return LotKey(self._item(record), lot_code(record.lot, record.expiry)), place, record.status

    def _problems(self, numbered: Sequence[Numbered], *, but_action: int) -> Iterator[Problem]:
        references = self.given.references
        opened, moved = self._history(numbered, but_action=but_action)
        lots = stored_lots(self._item(record) for _, record in numbered)
        blocked = _blocked(lot for lot, _ in lots.values())
        for line, record in numbered:
            if not references.knows(Kind.ITEMS, record.sku):
                yield Problem(line, "sku", RowFault.UNKNOWN_ITEM, {"code": record.sku})
                continue
            if not references.knows(Kind.LOCATIONS, record.location):
                yield Problem(line, "location", RowFault.UNKNOWN_LOCATION, {"code": record.location})
            elif references.location_kind(record.location) not in HOLDS_STOCK:
                yield Problem(line, "location", RowFault.NO_STOCK_HERE, {"code": record.location})
            missing = lot_problem(references.tracking(record.sku), record.lot, record.expiry, record.quantity)
            if missing:
                yield Problem(line, missing[1], missing[0], {"sku": record.sku})
            key = self._key(record)
            known = lots.get(key[0]) or (0, self._said_before(record, key[0].code))
            if other := expiry_problem(known, record.expiry):
                fault = RowFault.EXPIRY_OTHER if "stored" in other else RowFault.EXPIRY_NONE
                yield Problem(line, "expiry", fault, {"lot": key[0].code, **other})
            if known[0] in blocked and record.status is StockStatus.AVAILABLE and key[0].item not in moved:
                yield Problem(line, "lot", RowFault.LOT_BLOCKED, {"sku": record.sku, "lot": key[0].code})
            if references.tracking(record.sku).serial and self._lies_elsewhere(record, key, opened):
                yield Problem(line, "lot", RowFault.SERIAL_TWICE, {"sku": record.sku, "serial": key[0].code})
            if key[0].item in moved and opened.get(key) != record.quantity:
                yield Problem(line, "quantity", RowFault.HAS_MOVES, {"sku": record.sku})

    def _lies_elsewhere(self, record: StockRecord, key: _BalanceKey, opened: Mapping[_BalanceKey, int]) -> bool:
        """Return whether a piece with that serial number lies in another place, as stored or as a row before says."""
        place = (record.location, record.status)
        said = self._places.setdefault((record.sku, key[0].code), place)
        return said != place or any(other[0] == key[0] and other != key for other in opened)

    def _said_before(self, record: StockRecord, lot: str) -> date | None:
        """Return the expiry day that the rows so far said of a lot, this one included."""
        if record.expiry is None:
            return self._expiries.get((record.sku, lot))
        return self._expiries.setdefault((record.sku, lot), record.expiry)

    def _history(self, numbered: Sequence[Numbered], *, but_action: int) -> tuple[dict[_BalanceKey, int], set[int]]:
        """Return the opening moves of the rows' items, and which of these items have moves; not those of one action."""
        opened: dict[_BalanceKey, int] = {}
        moved: set[int] = set()
        for some in chunks(self._item(record) for _, record in numbered):
            mine = Move.item.in_(some) & (Move.action != but_action)
            moved.update(item for (item,) in rows(Move.select(Move.item).where(mine & (Move.seq == 1))))
            columns = (Move.item, Lot.code, Move.location, Move.status, Move.quantity)
            query = Move.select(*columns).join(Lot).where(mine & (Move.reason == MoveReason.OPENING))
            for item, code, place, status, quantity in rows(query):
                opened[LotKey(item, code), place, status] = quantity
        return opened, moved


def _blocked(lots: Iterable[int]) -> set[int]:
    """Return those of some lots (ids) of which nothing may be used."""
    live = LotBlock.select(LotBlock.lot).where(LotBlock.lifted.is_null())
    return {lot for some in chunks(lots) for (lot,) in rows(live.where(LotBlock.lot.in_(some)))}
