"""Goods that were put away or set aside since they were booked in: where they lie now, and are fetched from to be
taken back.

What comes in the place of goods that somebody has set aside stays set aside, for their reason. That of a lot which only
a block keeps from being used may be used: nobody has said anything of the lot that it is in truth.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from warehouse_app.domain.statuses import HOLDS_PICKED, LocationKind, StockStatus
from warehouse_app.domain.totes import in_all
from warehouse_app.queries.goods import PlaceFacts, place_of
from warehouse_app.queries.receipts import COUNTED_LINES
from warehouse_app.services.blocking import only_blocked
from warehouse_app.services.booking import Arrival
from warehouse_app.services.contract import Work
from warehouse_app.services.counted_since import CountedSince, Explained, Instead
from warehouse_app.services.incoming import Aside, CheckedGoods, by_itself
from warehouse_app.services.lots import lot_code
from warehouse_app.services.received_lines import ReceivedLine, together
from warehouse_app.services.staging import Balance, TakenOut, Toted, take_out
from warehouse_app.store.database import marks

At = tuple[int, int, StockStatus]
"""Where goods lie: the lot, the place, and their state."""


class Since(Enum):
    """What became of goods after they were booked, besides that they were carried elsewhere."""

    NOTHING = auto()
    SET_ASIDE = auto()
    """By somebody, for a reason."""
    BLOCKED = auto()
    """Their lot was, and nothing else is wrong with them."""
    RELEASED = auto()


class Fetched(NamedTuple):
    """Goods in another place or state than they were booked in: as they lie now, and as they lay there.

    `lot` is the one (id) of which goods were found in their place; None: any may come there.
    """

    source: Arrival
    target: Arrival
    since: Since = Since.NOTHING
    lot: int | None = None


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


def _lies_in_no_tote(work: Work, line: ReceivedLine) -> int:
    """Return the units of a line's lot that `fetched` may find, or that lie where it was booked."""
    kinds = sorted(HOLDS_PICKED)
    [(units,)] = work.store.sql(
        "SELECT COALESCE(SUM(b.quantity), 0) FROM balance b JOIN location p ON p.id = b.location_id "
        f"WHERE b.lot_id = ? AND p.kind NOT IN ({marks(kinds)})",
        (line.lot, *kinds),
    )
    return int(units)


class _Place(NamedTuple):
    """A place where goods of a lot lie in one state."""

    code: str
    row: int
    kind: LocationKind
    status: StockStatus
    units: int


def fetched(
    work: Work, line: ReceivedLine, units: int, taken: Counter[At], counts: CountedSince, fewer: int
) -> list[Fetched]:
    """Return from where so many units of a line's lot, or as many as there are, are fetched back.

    They are not in totes. Those of the same state come first, then those that were set aside or released since; of
    either, what was put aside for orders comes last. `taken` are those that are taken from places already; these are
    added to them. Where `counts` have missed some in a place to which some were brought, that goes first, for the
    `fewer` units that never came.
    """
    found = work.store.sql(
        "SELECT p.code, p.id, p.kind, b.status, b.quantity FROM balance b JOIN location p ON p.id = b.location_id "
        "WHERE b.lot_id = ?",
        (line.lot,),
    )
    places = [_Place(code, row, LocationKind(kind), StockStatus(state), int(n)) for code, row, kind, state, n in found]
    is_any_aside = any(place.status is StockStatus.QUARANTINED and place.units for place in places)
    blocked = only_blocked(work, line.item, line.lot) if is_any_aside else Counter[int]()
    moved: list[Fetched] = []
    for place in sorted(places, key=lambda place: _how_far(place, line)):
        at = line.lot, place.row, place.status
        if place.kind in HOLDS_PICKED or at == line.at:
            continue
        goods = Arrival(line.item, line.lot, line.expiry, place.row, place.kind, place.status, units)
        there = goods._replace(location=line.location, kind=line.kind, status=line.status)
        if fewer > 0 and counts.were_brought(goods):
            missed = counts.missed(goods, there, min(fewer, units))
            fewer, units = fewer - missed, units - missed
        some = min(units, place.units - taken[at])
        if some > 0:
            for since, part in _since(line, place, some, blocked[place.row]):
                moved.append(Fetched(goods._replace(quantity=part), there._replace(quantity=part), since))
            taken[at] += some
            units -= some
    return moved


def _how_far(place: _Place, line: ReceivedLine) -> tuple[bool, bool, bool, str]:
    is_other = place.status is not line.status
    return is_other, place.row != line.location, place.kind is LocationKind.STAGING, place.code


def _since(line: ReceivedLine, place: _Place, units: int, blocked: int) -> list[tuple[Since, int]]:
    """Return what became of so many units that lie in a place.

    So many of those that lie there are set aside for no other reason than the block of their lot.
    Of goods that are set aside, those go first that somebody has set aside, as in `domain.blocked_goods`.
    """
    if place.status is line.status:
        return [(Since.NOTHING, units)]
    if place.status is StockStatus.AVAILABLE:
        return [(Since.RELEASED, units)]
    others = place.units - min(place.units, blocked)
    said = min(units, others)
    parts = [(Since.SET_ASIDE, said), (Since.BLOCKED, units - said)]
    return [(since, part) for since, part in parts if part]


def taken_out(
    work: Work,
    action: int,
    lines: Iterable[ReceivedLine],
    coming: Sequence[Lying],
    explained: Mapping[At, Explained],
) -> TakenOut:
    """Take out of totes what an action (its row) had put there of lines, as far as it is missing where they were
    booked, when some (`coming`) are booked there again, and some were counted as missing already.
    """
    balances = {
        (line.item, line.lot, line.location): Balance(
            line.quantity,
            sum(each.goods.quantity for each in coming if _may_stay(each, line)),
            explained[line.at].units,
            _lies_in_no_tote(work, line),
        )
        for line in together(lines)
        if line.status is StockStatus.AVAILABLE
    }
    return take_out(work, action, balances)


def _may_stay(one: Lying, line: ReceivedLine) -> bool:
    """Return whether goods are as a line says they were booked, but that their lot was blocked or expired since."""
    is_aside = line.status is StockStatus.AVAILABLE and one.aside in {Aside.BLOCKED, Aside.EXPIRED}
    return stays(one.goods._replace(status=line.status) if is_aside else one.goods, line)


def as_booked_before(was: ReceivedLine, right: Iterable[Lying], units: int) -> list[Lying]:
    """Return goods of which so many are as booked (`was`), and only the rest are in the state that they come in now.

    Those are not where a block could set them aside, or its end release them: in a tote, or in the house no more.
    """
    left = units
    found: list[Lying] = []
    for one in right:
        some = min(left, _changed_by_itself(was, one))
        left -= some
        rest = one.goods.quantity - some
        if some:
            part = _part(one, None, some)
            found.append(part._replace(goods=part.goods._replace(status=was.status), aside=None))
        found += [_part(one, None, rest)] if rest else []
    return found


def changed_by_itself(was: ReceivedLine, right: Iterable[Lying]) -> int:
    """Return how many goods are as booked (`was`), but for what a block, its end or their day makes of them."""
    return sum(_changed_by_itself(was, one) for one in right)


def _changed_by_itself(was: ReceivedLine, one: Lying) -> int:
    is_changed = one.goods.status is not was.status and stays(one.goods._replace(status=was.status), was)
    return one.goods.quantity if is_changed else 0


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
        if (each.dock.lot, each.dock.location, each.dock.status) == line.at:
            units[each.place] += each.dock.quantity
    rest = line.quantity - units.total()
    parts = [line._replace(place=place, quantity=part) for place, part in units.items()]
    return [*parts, *([line._replace(quantity=rest)] if rest else [])]


class _Room(NamedTuple):
    """Units that come to lie in a place (None: their own) where others lay, and what had become of these since; `why`
    they were set aside. Only goods of a `lot` (None: of any) come there.
    """

    place: PlaceFacts | None
    units: int
    since: Since = Since.NOTHING
    why: str = ""
    lot: int | None = None


def where_others_lay(
    work: Work,
    was: ReceivedLine,
    right: Sequence[Lying],
    wrong: Sequence[Fetched],
    why: str,
    again: Counter[int],
    instead: Iterable[Instead],
) -> list[Lying]:
    """Return goods that come in the place of others (`was`): lying where these were taken from, as they lay there.

    `why`: the reason of those that stay set aside and have none. Counts miss so many of a lot `again` where they were
    booked, and had found some there `instead` of those that are taken from it.
    """
    if not wrong:
        return list(right)
    stay = sum(each.goods.quantity for each in right if stays(each.goods, was))
    found_here = [each for each in instead if not each.is_elsewhere]
    here = was.quantity - stay - sum(each.source.quantity for each in wrong)
    here -= sum(each.missed.quantity for each in found_here)
    rooms = [_Room(None, units, lot=lot) for lot, units in again.items()]
    rooms += [_Room(None, each.missed.quantity, lot=each.lot) for each in found_here]
    rooms.append(_Room(None, max(0, here)))
    for each in wrong:
        [(code,)] = work.store.sql("SELECT code FROM location WHERE id = ?", (each.source.location,))
        reason = _why_aside(work, each.source) or why if each.since is Since.SET_ASIDE else ""
        rooms.append(_Room(place_of(work.store, code), each.source.quantity, each.since, reason, each.lot))
    # First where goods of their lot must come; then others, in this order.
    rooms.sort(key=lambda room: room.lot is None)
    found: list[Lying] = []
    for one in right:
        found += [one] if stays(one.goods, was) else _split(work, one, rooms)
    return found


def _why_aside(work: Work, goods: Arrival) -> str:
    """Return for what some of a lot was set aside last, in the place of goods or in another; '' where nobody said."""
    found = work.store.sql(
        "SELECT r.why FROM move m JOIN action_reason r ON r.action_id = m.action_id WHERE m.item_id = ? "
        "AND m.lot_id = ? AND m.status = 'quarantined' AND m.quantity > 0 AND m.corrects_id IS NULL "
        "AND m.action_id NOT IN (SELECT action_id FROM lot_block) "
        "ORDER BY CASE WHEN m.location_id = ? THEN 0 ELSE 1 END, m.seq DESC LIMIT 1",
        (goods.item, goods.lot, goods.location),
    ).fetchone()
    return str(found[0]) if found else ""


def _split(work: Work, one: Lying, rooms: list[_Room]) -> list[Lying]:
    """Return goods divided over rooms, in which less is to come by that; what finds none comes to its own place."""
    left, here, parts = one.goods.quantity, 0, list[Lying]()
    for at, room in enumerate(rooms):
        units = min(left, room.units) if room.lot in {None, one.goods.lot} else 0
        rooms[at] = room._replace(units=room.units - units)
        left -= units
        here += units if room.place is None else 0
        parts += [_in_state(work, _part(one, room.place, units), room)] if units and room.place else []
    return [*([_part(one, None, here + left)] if here + left else []), *parts]


def _in_state(work: Work, one: Lying, room: _Room) -> Lying:
    """Return goods in the state to which others had come since they were booked."""
    if room.since is Since.SET_ASIDE:
        line = one.line._replace(goods=replace(one.line.goods, quarantine=room.why))
        return Lying(line, one.goods._replace(status=StockStatus.QUARANTINED), Aside.SAID)
    if room.since is Since.RELEASED and one.aside is Aside.SAID:
        line = one.line._replace(goods=replace(one.line.goods, quarantine=""))
        aside = by_itself(work, one.goods.lot, one.goods.expiry)
        status = StockStatus.AVAILABLE if aside is None else StockStatus.QUARANTINED
        return Lying(line, one.goods._replace(status=status), aside)
    return one


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
