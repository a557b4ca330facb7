"""Items, places and deliveries as a receipt needs them: what is expected, and where goods go."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from warehouse_app.domain.statuses import PICKABLE, LocationKind
from warehouse_app.queries.to_come import closed_short
from warehouse_app.store.database import Store, chunks, day, marks


class ItemFacts(NamedTuple):
    """What a receipt must know of an item. `lot`, `expiry` and `serial`: whether goods must say it.

    `least_days` is how long goods must still last on the day they come in, `weight_g` what one unit weighs (None:
    nobody said).
    """

    id: int
    sku: str
    name: str
    unit: str
    pack_quantity: int
    lot: bool
    expiry: bool
    serial: bool
    home: int | None
    least_days: int = 0
    weight_g: int | None = None


def item_of(store: Store, sku: str) -> ItemFacts | None:
    """Return the item of that number."""
    row = store.sql(
        "SELECT id, sku, name, unit, pack_quantity, lot_tracked, expiry_tracked, serial_tracked, home_location_id, "
        "minimum_shelf_life_days, weight_g FROM item WHERE sku = ?",
        (sku,),
    ).fetchone()
    return ItemFacts(*(*row[:5], *map(bool, row[5:8]), *row[8:])) if row else None


class PlaceFacts(NamedTuple):
    """A place; `capacity` in base units, None where it does not limit."""

    id: int
    code: str
    kind: LocationKind
    capacity: int | None


def place_of(store: Store, code: str) -> PlaceFacts | None:
    """Return the place of that code."""
    return _place(store, "code = ?", code)


def _place(store: Store, rule: str, value: str | int) -> PlaceFacts | None:
    row = store.sql(f"SELECT id, code, kind, capacity FROM location WHERE {rule}", (value,)).fetchone()
    return PlaceFacts(row[0], row[1], LocationKind(row[2]), row[3]) if row else None


class Delivery(NamedTuple):
    """What goods arrive on: a purchase order, or a supplier alone where nothing was announced.

    `notice` is the advance notice (id) that announced them, with its number; None: they came without one. `tolerance`
    is how many percent more than ordered pass without asking, where a line says nothing else.
    """

    supplier: int
    supplier_code: str
    supplier_name: str
    tolerance: int
    purchase_order: int | None
    number: str
    notice: int | None = None
    notice_number: str = ""

    @property
    def name(self) -> str:
        """The number of its notice, else of its purchase order, else the supplier's code."""
        return self.notice_number or self.number or self.supplier_code

    @property
    def receipts(self) -> tuple[str, int]:
        """The rule in words of SQL (its receipt is `r`), with the value for its `?`, of the receipts it has."""
        if self.notice is not None:
            return "r.advance_notice_id = ?", self.notice
        if self.purchase_order is not None:
            return "r.advance_notice_id IS NULL AND r.purchase_order_id = ?", self.purchase_order
        return "r.advance_notice_id IS NULL AND r.purchase_order_id IS NULL AND r.supplier_id = ?", self.supplier


_DELIVERER = "SELECT s.id, s.code, s.name, s.over_receipt_percent"


def delivery_of(store: Store, purchase_order: str) -> Delivery | None:
    """Return the purchase order of that number."""
    row = store.sql(
        f"{_DELIVERER}, p.id, p.number FROM purchase_order p "
        "JOIN supplier s ON s.id = p.supplier_id WHERE p.number = ?",
        (purchase_order,),
    ).fetchone()
    return Delivery(*row) if row else None


def blind_delivery_of(store: Store, supplier: str) -> Delivery | None:
    """Return a delivery of that supplier that nothing announced."""
    row = store.sql(f"{_DELIVERER}, NULL, '' FROM supplier s WHERE s.code = ?", (supplier,)).fetchone()
    return Delivery(*row) if row else None


def notice_delivery_of(store: Store, advance_notice: str) -> Delivery | None:
    """Return the advance notice of that number, of its purchase order or of none."""
    row = store.sql(
        f"{_DELIVERER}, p.id, COALESCE(p.number, ''), n.id, n.number FROM advance_notice n "
        "JOIN supplier s ON s.id = n.supplier_id LEFT JOIN purchase_order p ON p.id = n.purchase_order_id "
        "WHERE n.number = ?",
        (advance_notice,),
    ).fetchone()
    return Delivery(*row) if row else None


class Expected(NamedTuple):
    """A line of a purchase order: units ordered, received so far, and closed short: those will not come any more.

    `tolerance` is how many percent more than ordered pass without asking; None where the supplier's holds.
    """

    line: int
    item: int
    sku: str
    name: str
    ordered: int
    received: int
    due: date | None
    closed: int = 0
    tolerance: int | None = None

    @property
    def to_come(self) -> int:
        """Units still to come."""
        return max(0, self.ordered - self.received - self.closed)


def expected_lines(store: Store, purchase_order: int) -> list[Expected]:
    """Return the lines of a purchase order in their order. `line` is the row's id, by which receipts refer to it."""
    found = store.sql(
        f"SELECT p.id, p.item_id, i.sku, i.name, p.quantity, p.received, p.due_on, {closed_short('p')}, "
        "p.over_receipt_percent "
        "FROM purchase_line p JOIN item i ON i.id = p.item_id WHERE p.purchase_order_id = ? ORDER BY p.line",
        (purchase_order,),
    )
    return [Expected(*(*row[:6], day(row[6]), int(row[7]), row[8])) for row in found]


def most_of(delivery: Delivery, lines: Iterable[Expected]) -> int:
    """Return how many units of lines of a purchase order (all of one item) may come in all without asking."""
    of = [(row.ordered, delivery.tolerance if row.tolerance is None else row.tolerance) for row in lines]
    return sum(ordered for ordered, _ in of) + sum(ordered * percent for ordered, percent in of) // 100


def released_on(store: Store, item: int) -> date | None:
    """Return the day before which no order gets an item (its id); None where there is none."""
    [(released,)] = store.sql("SELECT release_date FROM item WHERE id = ?", (item,))
    return day(released)


def proposed_place(
    store: Store,
    item: ItemFacts,
    quantity: int,
    coming: Mapping[int, int] | None = None,
    *,
    skipping: Collection[str] = (),
) -> PlaceFacts | None:
    """Return where `quantity` units should go: where the item lies and they fit, else its home, else the nearest free
    bin of its zone, else the dock.

    `coming` are the units about to be put into places (ids) before these; `skipping` are places (codes) that will not
    do, such as those proposed before. None where the house has no such place.
    """
    coming = coming or {}
    pickable = sorted(PICKABLE)
    lying = store.sql(
        "SELECT loc.id, loc.code, loc.kind, loc.capacity FROM lot JOIN balance b ON b.lot_id = lot.id "
        "JOIN location loc ON loc.id = b.location_id WHERE lot.item_id = ? AND b.quantity > 0 "
        f"AND b.status = 'available' AND loc.kind IN ({marks(pickable)}) "
        "ORDER BY CASE WHEN loc.id = ? THEN 0 ELSE 1 END, b.quantity DESC, loc.code",
        (item.id, *pickable, item.home or 0),
    ).fetchall()
    home = _place(store, "id = ?", item.home) if item.home is not None else None
    places = [PlaceFacts(row[0], row[1], LocationKind(row[2]), row[3]) for row in lying]
    for place in [*places, home] if home else places:
        if place.code not in skipping and room_for(store, place) - coming.get(place.id, 0) >= quantity:
            return place
    dock = dock_place(store)
    near = home or (places[0] if places else None)
    free = _free_bin(store, item, quantity, near, dock, coming, skipping)
    return free or (dock if dock and dock.code not in skipping else None)


def _free_bin(
    store: Store,
    item: ItemFacts,
    quantity: int,
    near: PlaceFacts | None,
    dock: PlaceFacts | None,
    coming: Mapping[int, int],
    skipping: Collection[str],
) -> PlaceFacts | None:
    """Return the nearest bin in which nothing lies, and which is no other item's home, with room for `quantity`.

    It is one of the zone of `near`, as near to that as can be; where an item has no such place, of any zone, near the
    dock. None where there is none, or nobody knows where things are.
    """
    origin = near or dock
    if origin is None:
        return None
    pickable, taken = sorted(PICKABLE), [place for place, units in coming.items() if units] or [0]
    skipped = sorted(skipping) or [""]
    row = store.sql(
        "SELECT loc.id, loc.code, loc.kind, loc.capacity FROM location origin "
        f"JOIN location loc ON (loc.zone = origin.zone OR ? = 0) AND loc.kind IN ({marks(pickable)}) "
        "WHERE origin.id = ? AND origin.x_mm IS NOT NULL AND origin.y_mm IS NOT NULL "
        f"AND loc.x_mm IS NOT NULL AND loc.y_mm IS NOT NULL AND loc.id NOT IN ({marks(taken)}) "
        f"AND loc.code NOT IN ({marks(skipped)}) "
        "AND (loc.capacity IS NULL OR loc.capacity >= ?) "
        "AND NOT EXISTS (SELECT 1 FROM balance b WHERE b.location_id = loc.id AND b.quantity > 0) "
        "AND NOT EXISTS (SELECT 1 FROM item other WHERE other.home_location_id = loc.id AND other.id <> ?) "
        "ORDER BY ABS(CAST(loc.x_mm AS BIGINT) - origin.x_mm) + ABS(CAST(loc.y_mm AS BIGINT) - origin.y_mm), loc.code "
        "LIMIT 1",
        (int(near is not None), *pickable, origin.id, *taken, *skipped, quantity, item.id),
    ).fetchone()
    return PlaceFacts(row[0], row[1], LocationKind(row[2]), row[3]) if row else None


def dock_place(store: Store) -> PlaceFacts | None:
    """Return where goods arrive; None where the house has no place for that."""
    return _place(store, "kind = ? ORDER BY code LIMIT 1", LocationKind.DOCK)


def quarantine_place(store: Store) -> PlaceFacts | None:
    """Return where goods are set aside; None where the house has no place for that."""
    return _place(store, "kind = ? ORDER BY code LIMIT 1", LocationKind.QUARANTINE)


_NO_LIMIT = 10**12


def room_for(store: Store, place: PlaceFacts) -> int:
    """Return how many base units a place can still take."""
    if place.capacity is None:
        return _NO_LIMIT
    return max(0, place.capacity - _held(store, place))


def _held(store: Store, place: PlaceFacts) -> int:
    [(held,)] = store.sql("SELECT COALESCE(SUM(quantity), 0) FROM balance WHERE location_id = ?", (place.id,))
    return int(held)


class Overfull(NamedTuple):
    """A place (its code) that has more than it is meant to, in base units."""

    place: str
    held: int
    capacity: int


def overfull(store: Store, places: Iterable[PlaceFacts]) -> tuple[Overfull, ...]:
    """Return which of some places have more than they are meant to."""
    return tuple(
        Overfull(place.code, held, place.capacity)
        for place in dict.fromkeys(places)
        if place.capacity is not None and (held := _held(store, place)) > place.capacity
    )


class Recipient(NamedTuple):
    """Whom a line of an order belongs to. `placed_at` in microseconds since 1970, UTC; `pack` is its sell multiple."""

    line: int
    order: str
    order_line: int
    customer_code: str
    customer: str
    rank_class: str
    placed_at: int
    pack: int


def recipients(store: Store, lines: Iterable[int]) -> dict[int, Recipient]:
    """Return whom each of some order lines (ids) belongs to."""
    found: dict[int, Recipient] = {}
    for some in chunks(lines):
        for row in store.sql(
            "SELECT l.id, o.number, l.line, c.code, c.name, l.rank_class, l.placed_at, l.sell_multiple "
            "FROM order_line l "
            "JOIN sales_order o ON o.id = l.order_id JOIN customer c ON c.id = o.customer_id "
            f"WHERE l.id IN ({marks(some)})",
            some,
        ):
            found[row[0]] = Recipient(*row)
    return found
