"""Advance notices: what a supplier says is on its way, on which pallets, and how much of it is here."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from warehouse_app.queries.goods import ItemFacts
from warehouse_app.queries.to_come import came_of
from warehouse_app.scanning.gs1 import Besides
from warehouse_app.store.database import Store, day


class Announced(NamedTuple):
    """A line of an advance notice: units announced and received so far; `sscc` is the pallet's number ('': on none).

    `row` is the id by which receipts refer to it; `lot` is '' where its item is not kept by lots, and `expiry` None
    where it does not expire, whatever was said.
    """

    row: int
    item: int
    sku: str
    name: str
    quantity: int
    received: int
    sscc: str = ""
    lot: str = ""
    expiry: date | None = None

    @property
    def to_come(self) -> int:
        """Units still to come."""
        return max(0, self.quantity - self.received)


class Batch(NamedTuple):
    """Of which lot (or serial number) goods are, and until when they may be used; '' and None where nothing says so."""

    lot: str
    expiry: date | None


class Content(NamedTuple):
    """What the label of a pallet says is on it: how many base units of an item, of a lot, to be used until a day.

    '' and None where it does not say it, or how many not for certain. `suspect`: the lot may have swallowed what
    follows it.
    """

    sku: str = ""
    units: int | None = None
    lot: str = ""
    expiry: date | None = None
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class FoundPallet:
    """A pallet that the advance notice `notice` (its number) announces, with what is on it.

    `content` and `besides` are what its label says besides its number.
    """

    sscc: str
    notice: str
    lines: tuple[Announced, ...]
    besides: Besides = field(default_factory=Besides)
    content: Content = field(default_factory=Content)

    @property
    def is_of_other_goods(self) -> bool:
        """Whether its label says of another item than its notice that it is on it, or of more or fewer."""
        says, units = self.content, sum(line.quantity for line in self.lines)
        is_other = any(line.sku != says.sku for line in self.lines) or says.units not in {None, units}
        return bool(says.sku) and is_other

    @property
    def is_of_other_lot(self) -> bool:
        """Whether its label says another lot than its notice."""
        says = self.content
        lots = {line.lot for line in self.lines if line.lot}
        return bool(says.lot) and any(
            lot != says.lot and not (says.suspect and says.lot.startswith(lot)) for lot in lots
        )

    @property
    def is_of_other_day(self) -> bool:
        """Whether its label says another last day of use than its notice."""
        days = {line.expiry for line in self.lines if line.expiry}
        return self.content.expiry is not None and bool(days - {self.content.expiry})


class NoticeHead(NamedTuple):
    """An advance notice: from whom, of which purchase order ('': of none), and when it is due."""

    number: str
    supplier: str
    purchase_order: str
    due: date | None


class ExpectedNotice(NamedTuple):
    """An advance notice with units to come: on so many pallets and in so many lines."""

    number: str
    supplier: str
    due: date | None
    pallets: int
    lines: int
    units: int


_ANNOUNCED = (
    f"SELECT l.id, l.item_id, i.sku, i.name, l.quantity, {came_of('l')}, l.sscc, "
    "CASE WHEN i.lot_tracked OR i.serial_tracked THEN l.lot ELSE '' END, CASE WHEN i.expiry_tracked THEN l.expiry END "
    "FROM advance_notice_line l JOIN item i ON i.id = l.item_id"
)


def announced_lines(store: Store, notice: int) -> list[Announced]:
    """Return the lines of a notice (id) in their order."""
    return _announced(store, f"{_ANNOUNCED} WHERE l.advance_notice_id = ? ORDER BY l.line", notice)


def _announced(store: Store, statement: str, *values: object) -> list[Announced]:
    found = store.sql(statement, values)
    return [
        Announced(row, item, sku, name, quantity, int(came), sscc, lot, day(expiry))
        for row, item, sku, name, quantity, came, sscc, lot, expiry in found
    ]


def pallet_of(store: Store, sscc: str) -> FoundPallet | None:
    """Return the pallet of that number; of the notice of which some is still to come, else of the latest one.

    None where no notice announces it. Numbers of pallets come again after a year or more.
    """
    found = store.sql(
        "SELECT n.id, n.number FROM advance_notice n WHERE n.id IN "
        "(SELECT l.advance_notice_id FROM advance_notice_line l WHERE l.sscc = ? AND l.sscc <> '') ORDER BY n.id DESC",
        (sscc,),
    ).fetchall()
    pallets = [FoundPallet(sscc, number, tuple(lines_on(announced_lines(store, row), sscc))) for row, number in found]
    coming = (pallet for pallet in pallets if any(line.to_come for line in pallet.lines))
    return next(coming, pallets[0] if pallets else None)


def lines_on(lines: Iterable[Announced], sscc: str) -> list[Announced]:
    """Return those of a notice's lines that are on a pallet."""
    return [line for line in lines if line.sscc == sscc]


def count_on(
    lines: Iterable[Announced], item: int, lot: str, ssccs: Collection[str], units: int, taken: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the lines (rows) on which goods of an item and lot (its code) count, and how many units on each.

    `ssccs` are the pallets they may be of ('': of none); `taken` are units that count on lines besides. What is left
    counts on none.
    """
    for line in lines:
        if line.item == item and line.sscc in ssccs and (not line.lot or line.lot == lot):
            some = min(units, line.to_come - taken.get(line.row, 0))
            if some > 0:
                yield line.row, some
                units -= some


def batch_announced(lines: Iterable[Announced], item: ItemFacts, known: Batch, sscc: str) -> Batch:
    """Return the one lot and the one last day of use that a notice says goods to come of an item are of.

    A line counts that contradicts nothing that is `known` of the goods; where they are of a pallet, one of that pallet
    (`sscc`; '': of any, since loose goods may be taken off one; but nothing is said of them where all are on pallets).
    A lot or a day is left out where not all these lines say the same.
    """
    coming = [
        line
        for line in lines
        if line.item == item.id
        and line.to_come
        and sscc in {"", line.sscc}
        and (not known.lot or line.lot in {"", known.lot})
        and (known.expiry is None or line.expiry in {None, known.expiry})
    ]
    if not any(line.sscc == sscc for line in coming):
        return Batch("", None)
    lots = {line.lot for line in coming}
    days = {line.expiry if item.expiry else None for line in coming}
    return Batch(lots.pop() if len(lots) == 1 else "", days.pop() if len(days) == 1 else None)


def notice_head(store: Store, number: str) -> tuple[NoticeHead, list[Announced]] | None:
    """Return the notice of that number, with its lines; None where there is none."""
    row = store.sql(
        "SELECT n.id, n.number, s.name, COALESCE(p.number, ''), n.due_on FROM advance_notice n "
        "JOIN supplier s ON s.id = n.supplier_id LEFT JOIN purchase_order p ON p.id = n.purchase_order_id "
        "WHERE n.number = ?",
        (number,),
    ).fetchone()
    if row is None:
        return None
    notice, number, supplier, order, due = row
    return NoticeHead(number, supplier, order, day(due)), announced_lines(store, notice)


_PREFIX = "AN-"


def notice_named(store: Store, text: str) -> str:
    """Return the number of the notice that people call so, with the sign of notices before it or without.

    '' where there is none, and where a purchase order has that very number.
    """
    is_signed = text.upper().startswith(_PREFIX)
    if not is_signed and store.sql("SELECT 1 FROM purchase_order WHERE number = ?", (text,)).fetchone():
        return ""
    rest = text[len(_PREFIX) :] if is_signed else text
    spellings = (text, f"{_PREFIX}{rest}", rest)
    for number in spellings:
        if store.sql("SELECT 1 FROM advance_notice WHERE number = ?", (number,)).fetchone():
            return number
    return ""


def expected_notices(store: Store, *, most: int) -> list[ExpectedNotice]:
    """Return the notices with units to come, those due first first, `most` of them at most."""
    found = store.sql(
        "SELECT n.number, s.name, n.due_on, COUNT(DISTINCT CASE WHEN l.sscc <> '' THEN l.sscc END), COUNT(*), "
        f"SUM(l.quantity - {came_of('l')}) FROM advance_notice_line l JOIN advance_notice n "
        f"ON n.id = l.advance_notice_id JOIN supplier s ON s.id = n.supplier_id WHERE l.quantity > {came_of('l')} "
        "GROUP BY n.id, n.number, s.name, n.due_on "
        "ORDER BY CASE WHEN n.due_on IS NULL THEN 1 ELSE 0 END, n.due_on, n.id LIMIT ?",
        (most,),
    )
    return [ExpectedNotice(row[0], row[1], day(row[2]), *map(int, row[3:])) for row in found]


def pallets_in(lines: Iterable[Announced]) -> int:
    """Return on how many pallets lines are."""
    return len({line.sscc for line in lines if line.sscc})
