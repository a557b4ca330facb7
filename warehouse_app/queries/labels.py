"""The labels of places, items, orders and receipts, asked for by what people call these."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.documents.floor_sheets import (
    ItemLabel,
    Label,
    Labelled,
    LabelSheet,
    LabelSize,
    LabelsOf,
    LocationLabel,
    OrderLabel,
    ReceiptLabel,
)
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import LocationKind
from warehouse_app.queries.paper_keys import LONGEST_NUMBER, Named, find, number_of
from warehouse_app.queries.receipt_goods import goods_of_receipts
from warehouse_app.queries.received import label_codes
from warehouse_app.queries.received_note import receipt_head
from warehouse_app.store.database import Store, marks

AND = " + "
"""Between the names of several things whose labels are printed together."""
_PART = "/"
_FIRST = 70
"""How much of the name of the first of many is kept."""


class LabelFault(StrEnum):
    """Why there are no such labels; each has a sentence in `texts.refusals`."""

    UNKNOWN = "labels-unknown"
    NOTHING_CAME = "labels-nothing-came"


_KEYS = {
    LabelsOf.LOCATION: "SELECT id, code FROM location WHERE code = ?",
    LabelsOf.ZONE: "SELECT MIN(id), zone FROM location WHERE zone = ? GROUP BY zone",
    LabelsOf.ITEM: "SELECT id, sku FROM item WHERE sku = ?",
    LabelsOf.ORDER: "SELECT id, number FROM sales_order WHERE number = ?",
    LabelsOf.RECEIPT: "SELECT id, number FROM receipt WHERE number = ?",
}
"""Tried in this order where nobody says which of them is meant."""
_PARTS = {of: _KEYS[of] for of in (LabelsOf.ORDER, LabelsOf.RECEIPT)}
_PARTS_OF = {
    LabelsOf.ORDER: "SELECT line, '' FROM order_line WHERE order_id = ?",
    LabelsOf.RECEIPT: "SELECT DENSE_RANK() OVER (ORDER BY l.action_id), a.action_id FROM receipt_line l "
    "JOIN action a ON a.id = l.action_id WHERE l.receipt_id = ?",
}
"""The numbers of the parts, and how else each is called."""

_PUT_ASIDE = {LocationKind.STAGING, LocationKind.TOTE, LocationKind.PACKING}
"""Kinds of place where goods are put aside for an order."""


class _Thing(NamedTuple):
    """What labels are of; `part`: of which line of an order or booking of a receipt, counted from 1 (0: of all)."""

    of: LabelsOf
    named: Named
    part: int = 0

    @property
    def number(self) -> str:
        return number_of(self.of, self._key)

    @property
    def labelled(self) -> Labelled:
        """As people call it: of an order they know the number, of received goods what stands on the label."""
        return Labelled(self.of, self.named.key if self.of is LabelsOf.ORDER else self._key)

    @property
    def _key(self) -> str:
        return f"{self.named.key}{_PART}{self.part}" if self.part else self.named.key


def label_sheet(store: Store, number: str, size: LabelSize, *, language: str) -> LabelSheet:
    """Return the labels that `number` asks for: `location:CODE`, `zone:ZONE` (all its places), `item:SKU`,
    `order:NUMBER` (one for each line that something is put aside for), `receipt:NUMBER` (one for each goods that came),
    or one of those keys alone; or several of them with “ + ” between. `order:NUMBER/2` are those of its line 2 only,
    `receipt:NUMBER/2` those of its second booking, which may also be named by the id of its action.

    Raises Refused (LabelFault) where something is called otherwise.
    """
    things = _things(store, number)
    labels = [label for of, named, part in things for label in _LABELS[of](store, named, part)]
    of = tuple(thing.labelled for thing in things)
    return LabelSheet(_number(number, things), of, tuple(labels), size, language)


def _things(store: Store, number: str) -> list[_Thing]:
    whole = find(store, _KEYS, number)
    if whole is not None:
        return [_Thing(*whole)]
    things = []
    for text in number.split(AND):
        found = find(store, _KEYS, text)
        thing = _part_of(store, text) if found is None else _Thing(*found)
        if thing is None:
            raise Refused(LabelFault.UNKNOWN, number=text)
        things.append(thing)
    return things


def _part_of(store: Store, text: str) -> _Thing | None:
    """Return the line of an order or the booking of a receipt that a text names after a stroke, if it does."""
    whole, _, part = text.rpartition(_PART)
    found = find(store, _PARTS, whole)
    if found is None:
        return None
    of, named = found
    for number, also in store.sql(_PARTS_OF[of], (named.row,)):
        if part in {str(number), also}:
            return _Thing(of, named, int(number))
    return None


def _number(asked: str, things: Sequence[_Thing]) -> str:
    """Return what the print queue calls the labels: in full, or as they were asked for where that is too long; where
    that is too long as well, the first of them and how many more there are.
    """
    in_full = AND.join(thing.number for thing in things)
    shortened = f"{things[0].number[:_FIRST]}{AND}{len(things) - 1}"
    return next(number for number in (in_full, asked, shortened) if len(number) <= LONGEST_NUMBER)


def _of_location(store: Store, named: Named, _part: int) -> list[Label]:
    found = store.sql("SELECT code, kind, zone FROM location WHERE id = ?", (named.row,))
    return [LocationLabel(code, LocationKind(kind), zone) for code, kind, zone in found]


def _of_zone(store: Store, named: Named, _part: int) -> list[Label]:
    found = store.sql("SELECT code, kind FROM location WHERE zone = ?", (named.key,))
    return [LocationLabel(code, LocationKind(kind), named.key) for code, kind in sorted(found)]


def _of_item(store: Store, named: Named, _part: int) -> list[Label]:
    [(sku, name, code)] = store.sql(
        "SELECT sku, name, (SELECT b.code FROM barcode b WHERE b.item_id = i.id AND b.pack_quantity = 1 "
        "ORDER BY b.id LIMIT 1) FROM item i WHERE i.id = ?",
        (named.row,),
    )
    return [ItemLabel(sku, name, code or sku)]


def _of_order(store: Store, named: Named, line: int) -> list[Label]:
    """Return a label for each line with what of it is put aside or picked; where nothing is, with what it was given.

    Without either, one of the order alone.
    """
    kinds = sorted(_PUT_ASIDE)
    found = store.sql(
        "SELECT i.sku, i.name, l.picked - l.shipped + COALESCE((SELECT SUM(a.quantity - a.picked - a.returned) "
        "FROM allocation a JOIN location p ON p.id = a.location_id WHERE a.order_line_id = l.id "
        f"AND p.kind IN ({marks(kinds)})), 0), l.allocated, i.unit, l.line "
        "FROM order_line l JOIN item i ON i.id = l.item_id WHERE l.order_id = ? ORDER BY l.line",
        (*kinds, named.row),
    ).fetchall()
    [(customer,)] = store.sql(
        "SELECT c.name FROM sales_order o JOIN customer c ON c.id = o.customer_id WHERE o.id = ?", (named.row,)
    )
    for which in (2, 3):
        held = [(*row[:2], int(row[which]), row[4]) for row in found if row[which] and line in {0, row[5]}]
        if held:
            return [OrderLabel(named.key, customer, *goods) for goods in held]
    return [OrderLabel(named.key, customer)]


def _of_receipt(store: Store, named: Named, booking: int) -> list[Label]:
    head = receipt_head(store, named.key)
    assert head is not None, "it was found"
    lines = goods_of_receipts(store, [named.row])
    bookings = sorted({line.action for line in lines})
    meant = bookings[booking - 1 : booking] if booking else bookings
    came = [
        (code, line.goods)
        for code, line in zip(label_codes(lines), lines, strict=True)
        if line.reversal is None and line.action in meant
    ]
    if not came:
        raise Refused(LabelFault.NOTHING_CAME, number=named.key)
    return [
        ReceiptLabel(code, head.supplier, each.sku, each.name, each.lot, each.expiry, each.quantity, each.unit)
        for code, each in came
    ]


_LABELS: Mapping[LabelsOf, Callable[[Store, Named, int], list[Label]]] = {
    LabelsOf.LOCATION: _of_location,
    LabelsOf.ZONE: _of_zone,
    LabelsOf.ITEM: _of_item,
    LabelsOf.ORDER: _of_order,
    LabelsOf.RECEIPT: _of_receipt,
}
