"""Goods that were put away since they were booked in: where they lie now, and are fetched from to be taken back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from warehouse_app.domain.statuses import HOLDS_PICKED, LocationKind, StockStatus
from warehouse_app.domain.totes import in_all
from warehouse_app.queries.goods import PlaceFacts, place_of
from warehouse_app.queries.receipts import COUNTED_LINES
from warehouse_app.services.booking import Arrival
from warehouse_app.services.contract import Work
from warehouse_app.services.incoming import Aside, CheckedGoods
from warehouse_app.services.lots import lot_code
from warehouse_app.services.received_lines import ReceivedLine, together
from warehouse_app.services.staging import Balance, TakenOut, Toted, take_out

At = tuple[int, int, StockStatus]
"""Where goods lie: the lot, the place, and their state."""


class Fetched(NamedTuple):
    """Goods that lie in another place than they were booked in: as they lie, and as they lay there."""

    source: Arrival
    target: Arrival


class Lying(NamedTuple):
    """Goods as they come, with the place they lie in and why they are set aside."""

    line: CheckedGoods
    goods: Arrival
    aside: Aside | None


def stays(goods: Arrival, line: ReceivedLine) -> bool:
    """Return whether goods are as a line says that they were booked: of the same lot, place, state and day."""
    return (goods.lot, goods.location, goods.status) == line.at and goods.expiry == line.expiry


def lies_where_booked(work: Work, line: ReceivedLine) -> int:
    """Return the units of a lot that lie where a line was booked, in the same state."""
    found = work.store.sql(
        "SELECT quantity FROM balance WHERE lot_id = ? AND location_id = ? AND status = ?", line.at
    ).fetchone()
    return int(found[0]) if found else 0


def fetched(work: Work, line: ReceivedLine, units: int, taken: Counter[At]) -> list[Fetched]:
    """Return from where so many units of a line's lot, or as many as there are, are fetched back.

    They are of the same state, and not in totes; what was put aside for orders comes last. `taken` are those that are
    taken from places already; these are added to them.
    """
    found = work.store.sql(
        "SELECT p.code, p.id, p.kind, b.quantity FROM balance b JOIN location p ON p.id = b.location_id "
        "WHERE b.lot_id = ? AND b.status = ? AND b.location_id <> ? AND b.quantity > 0",
        (line.lot, line.status, line.location),
    )
    places = [(LocationKind(kind), code, row, int(there)) for code, row, kind, there in found]
    moved: list[Fetched] = []
    for kind, _, row, there in sorted(places, key=lambda place: (place[0] is LocationKind.STAGING, place[1])):
        at = line.lot, row, line.status
        some = min(units, there - taken[at])
        if some > 0 and kind not in HOLDS_PICKED:
            goods = Arrival(line.item, line.lot, line.expiry, row, kind, line.status, some)
            moved.append(Fetched(goods, goods._replace(location=line.location, kind=line.kind)))
            taken[at] += some
            units -= some
    return moved


def taken_out(work: Work, action: int, lines: Iterable[ReceivedLine], coming: Sequence[Arrival]) -> TakenOut:
    """Take out of totes what an action (its row) had put there of lines, as far as it is missing where they were
    booked, when some (`coming`) are booked there again.
    """
    balances = {
        (line.item, line.lot, line.location): Balance(
            line.quantity,
            sum(each.quantity for each in coming if stays(each, line)),
            lies_where_booked(work, line),
        )
        for line in together(lines)
        if line.status is StockStatus.AVAILABLE
    }
    return take_out(work, action, balances)


def kept_in_totes(work: Work, was: ReceivedLine, right: Iterable[Lying], stay: Iterable[Toted]) -> list[Lying]:
    """Return goods that come in the place of others (`was`) with the totes in which they stay, each by itself."""
    totes = in_all(each.named for each in stay)
    found: list[Lying] = []
    for one in right:
        rest = one
        for tote, units in totes if stays(one.goods, was) else ():
            place = place_of(work.store, tote.place)
            assert place is not None
            goods = replace(one.line.goods, quantity=units, location=place.code, for_order=tote.order)
            line = one.line._replace(goods=goods, place=place)
            found.append(Lying(line, one.goods._replace(quantity=units), one.aside))
            rest = _part(rest, None, rest.goods.quantity - units)
        found += [rest] if rest.goods.quantity else []
    return found


def where_they_lay(line: ReceivedLine, toted: Iterable[Toted]) -> list[ReceivedLine]:
    """Return a line as its goods lay before they were taken back: in totes, and the rest where it was booked."""
    units: Counter[str] = Counter()
    for each in toted:
        if (each.dock.lot, each.dock.location) == (line.lot, line.location):
            units[each.place] += each.dock.quantity
    rest = line.quantity - units.total()
    parts = [line._replace(place=place, quantity=part) for place, part in units.items()]
    return [*parts, *([line._replace(quantity=rest)] if rest else [])]


def where_others_lay(work: Work, was: ReceivedLine, right: Sequence[Lying], wrong: Iterable[Fetched]) -> list[Lying]:
    """Return goods that come in the place of others (`was`): lying where these were taken from."""
    sources = [each.source for each in wrong]
    if not sources:
        return list(right)
    stay = sum(each.goods.quantity for each in right if stays(each.goods, was))
    here = was.quantity - stay - sum(each.quantity for each in sources)
    rooms: list[tuple[PlaceFacts | None, int]] = [(None, max(0, here))]
    for each in sources:
        [(code,)] = work.store.sql("SELECT code FROM location WHERE id = ?", (each.location,))
        rooms.append((place_of(work.store, code), each.quantity))
    found: list[Lying] = []
    for one in right:
        found += [one] if stays(one.goods, was) else _split(one, rooms)
    return found


def _split(one: Lying, rooms: list[tuple[PlaceFacts | None, int]]) -> list[Lying]:
    """Return goods divided over places (None: their own) with so many units to come, which become fewer by that."""
    left, parts = one.goods.quantity, list[Lying]()
    for at, (place, room) in enumerate(rooms):
        units = min(left, room)
        rooms[at] = (place, room - units)
        left -= units
        parts += [_part(one, place, units)] if units else []
    return [*parts, _part(one, None, left)] if left else parts


def _part(one: Lying, place: PlaceFacts | None, units: int) -> Lying:
    at = place or one.line.place
    goods = one.line.goods
    line = one.line._replace(goods=replace(goods, quantity=units, location=at.code), place=at)
    return Lying(line, one.goods._replace(quantity=units, location=at.id, kind=at.kind), one.aside)


def redated(
    work: Work, was: ReceivedLine, wrong: Sequence[ReceivedLine], right: Sequence[CheckedGoods]
) -> dict[int, date | None]:
    """Return the lot (id) with its other day, where goods (`wrong`) are put right to it that are all there is of it."""
    if len(right) != 1 or right[0].item.id != was.item:
        return {}
    goods = right[0].goods
    if lot_code(goods.lot, goods.expiry) != was.lot_code or goods.expiry == was.expiry:
        return {}
    [(units, lying)] = work.store.sql(
        f"SELECT (SELECT SUM(l.quantity) {COUNTED_LINES} AND l.lot_id = ?), "
        "(SELECT SUM(quantity) FROM balance WHERE lot_id = ?)",
        (was.lot, was.lot),
    )
    is_all = int(units or 0) == int(lying or 0) == sum(line.quantity for line in wrong)
    return {was.lot: goods.expiry} if is_all else {}
