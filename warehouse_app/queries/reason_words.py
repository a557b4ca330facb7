"""What sentences about decisions must know beside them: of items, lines and the run, and of how a class shared."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import ALLOCATABLE, Mode
from warehouse_app.queries.waiting import claims_of, rules_of
from warehouse_app.store.database import Store, chunks, day, marks, rows
from warehouse_app.store.tables import Item


class ItemWords(NamedTuple):
    """What reasons say of an item."""

    sku: str
    safety_stock: int
    open_to: str
    release_date: date | None
    expires: bool = False


class LineWords(NamedTuple):
    """What reasons say of a line, as it is now. `pack` is its sell multiple, `life` the days that it asks for.

    `due` is the day that the horizon looks at. `hold_reason` is '' where its order is not on hold.
    """

    rank_class: str
    pack: int
    due: date | None
    not_before: date | None
    life: int
    pinned: int
    lifted_on: date | None
    hold_reason: str


class Served(NamedTuple):
    """What reasons say of a line (id) that was given something. `due` is the day that the horizon looks at."""

    line: int
    order: str
    rank_class: str
    due: date | None


class RunWords(NamedTuple):
    """What reasons say of a run: `run` is None where it is only planned, `undoes` the run that it took back.

    `cause`: the code of what it was made for.
    """

    mode: Mode = Mode.FILL
    run: int | None = None
    undoes: int | None = None
    cause: str = ""


PLANNED_FILL = RunWords()


class Shared(NamedTuple):
    """How a class shared an item: what the lines of each customer (id) had before, and were given, in base units.

    Shipped units of lines that still wait count as had.
    """

    had: Mapping[int, int]
    gets: Mapping[int, int]
    rates: tuple[int, int]
    """The lowest and the highest fill rate of a customer, in whole percent, rounded down."""
    most: int
    """The most units that a customer has now."""


class Words(NamedTuple):
    """All of it, for some lines of one item.

    `lasting`: days that its longest-lasting lot still has; None where there is none, or one that does not expire.
    """

    settings: HouseSettings
    items: Mapping[int, ItemWords]
    lines: Mapping[int, LineWords]
    run: RunWords = PLANNED_FILL
    sharers: Mapping[int, int] = {}
    """The customer of each line that shared."""
    shared: Mapping[str, Shared] = {}
    lasting: int | None = None
    pins: Mapping[int, int] = {}
    """What lines were given as it was pinned to them, before all others."""
    served: Sequence[Served] = ()
    """Who was given something first, two at most."""


_SHARES = {Reason.FAIR_SHARE, Reason.EQUAL_SHARE}


def words_of(
    store: Store,
    settings: HouseSettings,
    item: int,
    decisions: Sequence[LineDecision],
    *,
    run: RunWords,
    lines: Collection[int] | None = None,
) -> Words:
    """Return what the reasons of an item's decisions about `lines` (ids; None: all of them) must name."""
    asked = decisions if lines is None else [row for row in decisions if row.line in lines]
    others = {other for row in asked for other, _ in row.short_items}
    classes = {row.rank_class for row in asked if row.reason in _SHARES}
    of_classes = [row for row in decisions if row.rank_class in classes] if classes else []
    pins = _pins(store, decisions) if any(row.reason in _TELLS_WHAT_WAS_LEFT for row in asked) else {}
    sharers = _sharers(store, [row.line for row in of_classes])
    received: dict[str, dict[int, int]] = defaultdict(dict)
    if any(row.reason in _SHARES and not row.gets for row in asked):
        claims = claims_of(store, {item: [row.line for row in of_classes]}, rules_of(settings))
        for key, demand in claims.items():
            received[key.rank_class][key.customer] = demand.received
    return Words(
        settings,
        item_words({item, *others}),
        _line_words(store, [row.line for row in asked]),
        run,
        {line: customer for line, (customer, _) in sharers.items()},
        {
            name: shared_by([row for row in of_classes if row.rank_class == name], sharers, received[name])
            for name in classes
        },
        _lasting(store, item, settings.house_day) if any(row.reason is Reason.LIFE for row in asked) else None,
        pins,
        _served_first(store, decisions, pins) if any(row.reason is Reason.PARTLY_FILLED for row in asked) else (),
    )


_TELLS_WHAT_WAS_LEFT = {Reason.PARTLY_FILLED, Reason.LINE_INCOMPLETE, Reason.PACK}


def _pins(store: Store, decisions: Iterable[LineDecision]) -> dict[int, int]:
    """Return what lines were given as it was pinned to them, from what is pinned to them now."""
    gained = {row.line: row for row in decisions if row.gets > 0}
    found: dict[int, int] = {}
    for some in chunks(gained):
        for line, pinned in store.sql(
            f"SELECT id, pinned FROM order_line WHERE id IN ({marks(some)}) AND pinned > 0", some
        ):
            if units := min(gained[line].gets, max(0, pinned - gained[line].had)):
                found[line] = units
    return found


def _served_first(store: Store, decisions: Sequence[LineDecision], pins: Mapping[int, int]) -> list[Served]:
    """Return the first two that were given something: by their pins, then in rank order."""
    gained = (row.line for row in decisions if row.gets > 0 and row.line not in pins)
    first = [*(row.line for row in decisions if row.line in pins), *islice(gained, 2)][:2]
    found = {
        line: Served(line, order, rank_class, day(due))
        for line, order, rank_class, due in store.sql(
            "SELECT l.id, o.number, l.rank_class, COALESCE(l.first_promise, l.need_by) FROM order_line l "
            f"JOIN sales_order o ON o.id = l.order_id WHERE l.id IN ({marks(first)})",
            first,
        )
    }
    return [found[line] for line in first]


def item_words(items: Iterable[int]) -> dict[int, ItemWords]:
    """Return what reasons say of `items`."""
    found: dict[int, ItemWords] = {}
    columns = (
        *(Item.id, Item.sku, Item.safety_stock, Item.safety_stock_open_to, Item.release_date),
        Item.expiry_tracked,
    )
    for some in chunks(items):
        for row, *words in rows(Item.select(*columns).where(Item.id.in_(some))):
            found[row] = ItemWords(*words)
    return found


def _line_words(store: Store, lines: Iterable[int]) -> dict[int, LineWords]:
    found: dict[int, LineWords] = {}
    for some in chunks(lines):
        for line, rank_class, pack, due, not_before, life, pinned, lifted_on, held in store.sql(
            "SELECT l.id, l.rank_class, l.sell_multiple, COALESCE(l.first_promise, l.need_by), l.not_before, "
            "l.shelf_life_days, l.pinned, l.lifted_on, o.hold_reason FROM order_line l "
            f"JOIN sales_order o ON o.id = l.order_id WHERE l.id IN ({marks(some)})",
            some,
        ):
            found[line] = LineWords(rank_class, pack, day(due), day(not_before), life, pinned, day(lifted_on), held)
    return found


def _sharers(store: Store, lines: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return, for each of `lines`, its customer (id) and what of it is shipped."""
    found: dict[int, tuple[int, int]] = {}
    for some in chunks(lines):
        for line, customer, shipped in store.sql(
            f"SELECT id, customer_id, shipped FROM order_line WHERE id IN ({marks(some)})", some
        ):
            found[line] = customer, shipped
    return found


def shared_by(
    decisions: Sequence[LineDecision],
    sharers: Mapping[int, tuple[int, int]],
    received: Mapping[int, int] = MappingProxyType({}),
) -> Shared:
    """Return how one class shared. `sharers`: each line's customer, and what of it is shipped; `received`: what each
    customer has by now, of lines that were full before too.

    A run that did not note how it was is told of by those of its customers who waited.
    """
    had: Counter[int] = Counter()
    gets: Counter[int] = Counter()
    wanted: Counter[int] = Counter()
    has: Counter[int] = Counter()
    for row in decisions:
        customer, shipped = sharers[row.line]
        had[customer] += row.had + shipped
        gets[customer] += row.gets
        wanted[customer] += row.had + row.asked
        has[customer] += row.had + row.gets
    for customer in had:
        had[customer] = max(had[customer], received.get(customer, 0) - gets[customer])
    if noted := decisions[0].shared:
        lowest, highest, most = noted
        return Shared(had, gets, (lowest, highest), most)
    rates = [100 * has[customer] // units for customer, units in wanted.items()]
    return Shared(had, gets, (min(rates), max(rates)), max(has.values()))


def _lasting(store: Store, item: int, house_day: date) -> int | None:
    kinds = sorted(ALLOCATABLE)
    [(lots, dated, last)] = store.sql(
        "SELECT COUNT(*), COUNT(lot.expiry), MAX(lot.expiry) FROM lot JOIN balance b ON b.lot_id = lot.id "
        "JOIN location place ON place.id = b.location_id WHERE lot.item_id = ? AND b.quantity > 0 "
        f"AND b.status = 'available' AND place.kind IN ({marks(kinds)})",
        (item, *kinds),
    )
    expiry = day(last)
    return None if expiry is None or dated < lots or expiry < house_day else (expiry - house_day).days
