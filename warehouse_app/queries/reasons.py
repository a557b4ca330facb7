"""Why a line got what it got, as codes and facts: a stored decision with what its sentence must name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from warehouse_app.domain.decisions import LineDecision, Reason
from warehouse_app.domain.errors import Fact, Facts
from warehouse_app.domain.statuses import Mode
from warehouse_app.queries.reason_words import ItemWords, LineWords, Served, Shared, Words
from warehouse_app.queries.to_come import is_coming, to_come
from warehouse_app.store.database import Store, chunks, day, marks


class Part(NamedTuple):
    """One clause of a reason; several are said one after the other."""

    code: StrEnum
    facts: Facts


class ReasonPart(StrEnum):
    """Clauses that follow a reason; each has a sentence in `texts.reasons`."""

    LEFT_AFTER = "left-after-lines-ahead"
    LEFT_AFTER_DUE = "left-after-lines-ahead-due"
    REST_PROTECTED = "rest-is-protected"
    REST_NO_PACK = "rest-fills-no-pack"
    REST_EXPIRES = "rest-expires-too-soon"
    LEFT = "units-left"
    LEFT_THEN = "units-left-then-and-now"
    NO_FIT = "next-pack-did-not-fit"
    LOST_ADJUSTED = "lost-as-adjusted"
    LOST_AGED = "lost-as-aged"
    LOST_ASKED = "lost-as-more-is-asked"
    LOST_COUNTED = "lost-as-counted"
    LOST_EXPIRED = "lost-as-expired"
    LOST_MOVED = "lost-as-moved"
    LOST_PUT_BACK = "lost-as-put-back"
    LOST_SCRAPPED = "lost-as-scrapped"
    LOST_SET_ASIDE = "lost-as-set-aside"
    LOST_UNDONE = "lost-as-undone"
    OWN_DAY = "not-before-its-own-day"
    SOME_UNITS = "some-units"
    SOME_PACKS = "some-packs"
    IT_HAD = "units-it-had"
    TAKEN_BACK = "units-taken-back"
    SHARE_NOTHING = "share-rounds-to-nothing"
    SHARE_HAD = "share-was-had"
    SHARE_AHEAD = "share-went-ahead"
    RATES = "shares-between"
    RATE = "shares-alike"
    SHARE_MOST = "shares-up-to"
    LASTS = "lots-last"
    LASTS_UNKNOWN = "life-asked"
    HELD_WHY = "held-because"
    DUE_BEYOND = "due-beyond-the-horizon"
    UNTIL = "gathers-until"
    BY_RUN = "by-run"
    STILL_SHORT = "still-short"
    SHORT_NOW = "short-now"
    LIFTED = "lifted-to-the-head"
    AHEAD = "units-ahead"
    SHARES = "units-of-those-it-shares-with"
    SAFETY = "safety-stock-first"
    FIRST = "first-in-queue"
    NEXT = "served-next"
    NEXT_RECEIPT = "next-receipt"
    LATE_RECEIPT = "receipt-overdue"
    UNDATED_RECEIPT = "receipt-undated"
    NO_RECEIPT = "nothing-on-order"
    SHIPPED = "line-shipped"
    CANCELLED = "line-cancelled"
    NOT_CONSIDERED = "line-not-considered"


class Change(StrEnum):
    """What would change what a waiting line has; each has a sentence in `texts.reasons`."""

    OFF_HOLD = "change-off-hold"
    RELEASE_DATE = "change-release-date"
    HORIZON = "change-horizon"
    UNITS = "change-more-units"
    LASTING_UNITS = "change-more-lasting-units"
    SEVERAL = "change-several-items"
    SEVERAL_LASTING = "change-several-lasting-items"
    RECEIPT = "change-receipt"
    LATE_RECEIPT = "change-receipt-overdue"
    UNDATED_RECEIPT = "change-receipt-undated"
    CLOSING = "change-receipt-closed"
    RANK_CLASS = "change-class"
    BY_HAND = "change-run-by-hand"


class _Ahead(NamedTuple):
    """What the lines ahead left a line to use (None where nobody can tell), and how many of them got something.

    `first`: the first of those. `rest`: the units that neither they nor the line took, whoever may have them.
    """

    left: int | None
    lines: int
    first: Served | None
    rest: int


def with_reasons(
    decisions: Sequence[LineDecision], free: int, item: int, words: Words
) -> Iterator[tuple[LineDecision, tuple[Part, ...]]]:
    """Yield those of an item's decisions, in rank order, whose lines `words` knows, each with its reason.

    `free` is what the run could give.
    """
    of_item, pins = words.items[item], words.pins
    # What was pinned to lines they got before all others.
    left, served = free - sum(pins.values()), len(pins)
    shared: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    in_the_end = free - sum(row.gets for row in decisions)
    for row in decisions:
        pinned = pins.get(row.line, 0)
        if (line := words.lines.get(row.line)) is not None:
            # What a class shares is what was left when its lines that do not share had been served.
            units, lines = shared[line.rank_class]
            before = left + units + pinned
            kept = row.reason is Reason.KEPT_FOR_PACK
            usable = in_the_end if kept else max(row.gets, _usable(before, of_item, line))
            ahead = _Ahead(
                usable if _is_known(row, line, words) else None,
                served - lines - (row.line in pins),
                next((whose for whose in words.served if whose.line != row.line), None),
                before - row.gets if words.run.mode is Mode.FILL else in_the_end,
            )
            yield row, _reason(row, ahead, of_item, line, words)
        if row.reason is Reason.AWAITS_RECEIPT:
            # What there was is kept for it, though it got nothing yet.
            left -= row.asked - dict(row.short_items).get(item, 0) if row.short_items else max(0, left)
        if row.gets > 0:
            left -= row.gets - pinned
            served += row.line not in pins
            if row.rank_class:
                units, lines = shared[row.rank_class]
                shared[row.rank_class] = units + row.gets - pinned, lines + (row.line not in pins)


def _is_known(row: LineDecision, line: LineWords, words: Words) -> bool:
    """Return whether the decisions ahead tell what was left: not where all was given back before, or was divided."""
    divided = row.rank_class and row.reason is not Reason.KEPT_FOR_PACK
    return words.run.mode is Mode.FILL and not line.life and not divided


def _usable(left: int, item: ItemWords, line: LineWords) -> int:
    """Return what of `left` a line of its class may use: all of it, or what is not kept as safety stock."""
    open_to_it = not item.open_to or line.rank_class <= item.open_to
    return left if open_to_it else max(0, left - item.safety_stock)


def _reason(row: LineDecision, ahead: _Ahead, item: ItemWords, line: LineWords, words: Words) -> tuple[Part, ...]:
    first = Part(row.reason, {"sku": item.sku, **_facts(row, item, line, words)})
    if row.reason is Reason.NOT_BEFORE and (line.not_before or date.min) > (item.release_date or date.min):
        # A pre-order is of an item; a line's own day is told where it is the later one.
        first = Part(ReasonPart.OWN_DAY, {"sku": item.sku, "day": line.not_before})
    clauses = _clauses(row, ahead, line, words)
    return (first, *_amount(row, line), *clauses, *_stopped(row, ahead, item, line), *_lifted(row, words))


def _facts(row: LineDecision, item: ItemWords, line: LineWords, words: Words) -> Facts:
    """Return what the sentence of a reason holds beside the item."""
    facts: dict[str, Fact] = {}
    match row.reason:
        case Reason.PARTLY_FILLED:
            facts = {"gets": row.gets, "asked": row.asked}
        case Reason.LINE_INCOMPLETE:
            facts = {"asked": row.asked}
        case Reason.PACK:
            facts = {"pack": line.pack}
        case Reason.PROTECTED:
            facts = {"safety_stock": item.safety_stock, "open_to": item.open_to}
        case Reason.NOT_BEFORE:
            facts = {"release_date": item.release_date}
        case Reason.ORDER_INCOMPLETE:
            facts = {"short": _short(row, words)}
        case Reason.CUT | Reason.GIVEN_BACK | Reason.GIVEN_TO_OTHERS:
            facts = {"units": -row.gets}
        case Reason.PINNED:
            facts = {"pinned": line.pinned}
        case Reason.UNDONE:
            facts = {"run": words.run.undoes}
    return facts


_SAYS_HOW_MANY = {
    Reason.FILLED,
    Reason.PARTLY_FILLED,
    Reason.CUT,
    Reason.GIVEN_BACK,
    Reason.GIVEN_TO_OTHERS,
    Reason.PINNED,
}


_NOTHING_LEFT = {
    Reason.OUT_OF_STOCK,
    Reason.PROTECTED,
    Reason.LIFE,
    Reason.KEPT_FOR_PACK,
    Reason.KEPT_FOR_RECEIPT,
}
"""Reasons of a line that is given nothing; it may have something all the same."""


def _amount(row: LineDecision, line: LineWords) -> Iterator[Part]:
    """Yield what the line had, gets or loses, where its reason does not say it."""
    if row.reason in _NOTHING_LEFT and row.had and not row.gets:
        yield Part(ReasonPart.IT_HAD, {"had": row.had, "asked": row.asked})
    if row.reason in _SAYS_HOW_MANY or not row.gets:
        return
    if row.gets < 0:
        yield Part(ReasonPart.TAKEN_BACK, {"units": -row.gets})
    elif line.pack > 1 and not row.gets % line.pack and not row.asked % line.pack:
        yield Part(ReasonPart.SOME_PACKS, {"gets": row.gets // line.pack, "asked": row.asked // line.pack})
    else:
        yield Part(ReasonPart.SOME_UNITS, {"gets": row.gets, "asked": row.asked})


def _clauses(row: LineDecision, ahead: _Ahead, line: LineWords, words: Words) -> Iterator[Part]:
    match row.reason:
        case Reason.PARTLY_FILLED if ahead.left is not None and ahead.lines and ahead.first:
            yield _left_after(ahead.left, ahead.lines, ahead.first)
        case Reason.LINE_INCOMPLETE | Reason.PACK | Reason.KEPT_FOR_PACK if ahead.left is not None:
            yield Part(ReasonPart.LEFT, {"left": ahead.left})
        case Reason.PACK:
            yield Part(ReasonPart.NO_FIT, {})
        case Reason.FAIR_SHARE | Reason.EQUAL_SHARE:
            yield from _share(row, words)
        case Reason.AWAITS_RECEIPT if row.short_items:
            yield Part(ReasonPart.STILL_SHORT, {"short": _short(row, words)})
        case Reason.CUT if words.run.cause in _LOST:
            yield Part(_LOST[words.run.cause], {})
        case Reason.GIVEN_TO_OTHERS if words.run.run is not None:
            yield Part(ReasonPart.BY_RUN, {"run": words.run.run})
        case _:
            yield from _of_line(row.reason, line, words)


_LOST = {
    "adjustment": ReasonPart.LOST_ADJUSTED,
    "count": ReasonPart.LOST_COUNTED,
    "day-turn": ReasonPart.LOST_AGED,
    "edit": ReasonPart.LOST_ASKED,
    "expiry": ReasonPart.LOST_EXPIRED,
    "move": ReasonPart.LOST_MOVED,
    "put-back": ReasonPart.LOST_PUT_BACK,
    "quarantine": ReasonPart.LOST_SET_ASIDE,
    "scrap": ReasonPart.LOST_SCRAPPED,
    "undo": ReasonPart.LOST_UNDONE,
}
"""How stock was lost, by the cause of the run that took it from lines."""


def _left_after(left: int, lines: int, first: Served) -> Part:
    order, rank_class = first.order, first.rank_class
    if first.due is None:
        return Part(ReasonPart.LEFT_AFTER, {"left": left, "lines": lines, "order": order, "rank_class": rank_class})
    facts: Facts = {"left": left, "lines": lines, "order": order, "rank_class": rank_class, "due": first.due}
    return Part(ReasonPart.LEFT_AFTER_DUE, facts)


def _stopped(row: LineDecision, ahead: _Ahead, item: ItemWords, line: LineWords) -> Iterator[Part]:
    """Yield why a line that was partly filled, or kept a part, did not get of what was left besides."""
    kept_a_part = row.reason is Reason.OUT_OF_STOCK and row.had and not row.gets
    if ahead.rest <= 0 or not (row.reason is Reason.PARTLY_FILLED or kept_a_part):
        return
    usable = _usable(ahead.rest, item, line)
    if not usable:
        yield Part(ReasonPart.REST_PROTECTED, {"safety_stock": item.safety_stock, "open_to": item.open_to})
    elif usable < min(line.pack, row.asked - row.gets):
        yield Part(ReasonPart.REST_NO_PACK, {"pack": line.pack, "left": usable})
    elif line.life:
        yield Part(ReasonPart.REST_EXPIRES, {"asked": line.life})


def _of_line(reason: Reason, line: LineWords, words: Words) -> Iterator[Part]:
    """Yield what follows from the line alone, as it is now."""
    match reason:
        case Reason.LIFE:
            yield _life(line, words)
        case Reason.ON_HOLD if line.hold_reason:
            yield Part(ReasonPart.HELD_WHY, {"why": line.hold_reason})
        case Reason.BEYOND_HORIZON if line.due is not None and words.settings.horizon_days is not None:
            yield Part(ReasonPart.DUE_BEYOND, {"due": line.due, "days": words.settings.horizon_days})
        case Reason.GATHERS if line.lifted_on is not None:
            yield Part(ReasonPart.UNTIL, {"until": line.lifted_on + timedelta(days=words.settings.gather_days)})


def _short(row: LineDecision, words: Words) -> tuple[str, ...]:
    return tuple(f"{units} × {words.items[item].sku}" for item, units in row.short_items)


def _share(row: LineDecision, words: Words) -> Iterator[Part]:
    """Yield why a line got no share, where it got none, and what the customers of its class got."""
    shared, customer = words.shared[row.rank_class], words.sharers[row.line]
    if not row.gets:
        yield _why_no_share(shared, customer)
    facts: dict[str, Fact] = {"rank_class": row.rank_class}
    lowest, highest = shared.rates
    if row.reason is Reason.EQUAL_SHARE:
        yield Part(ReasonPart.SHARE_MOST, {**facts, "most": shared.most})
    elif lowest < highest:
        yield Part(ReasonPart.RATES, {**facts, "lowest": lowest, "highest": highest})
    else:
        yield Part(ReasonPart.RATE, {**facts, "rate": lowest})


def _why_no_share(shared: Shared, customer: int) -> Part:
    if shared.gets[customer] > 0:
        return Part(ReasonPart.SHARE_AHEAD, {})
    return Part(ReasonPart.SHARE_HAD if shared.had[customer] else ReasonPart.SHARE_NOTHING, {})


def _life(line: LineWords, words: Words) -> Part:
    if words.lasting is not None and words.lasting < line.life:
        return Part(ReasonPart.LASTS, {"days": words.lasting, "asked": line.life})
    return Part(ReasonPart.LASTS_UNKNOWN, {"asked": line.life})


def _lifted(row: LineDecision, words: Words) -> Iterator[Part]:
    if row.lifted:
        yield Part(ReasonPart.LIFTED, {"receipts": words.settings.starved_after})


class Coming(NamedTuple):
    """What a purchase order still brings of an item."""

    number: str
    due: date | None
    units: int


def coming(store: Store, items: Iterable[int]) -> dict[int, list[Coming]]:
    """Return what is still to come of each of `items`, the earliest first, what has no date last."""
    found: dict[int, list[Coming]] = {}
    for some in chunks(items):
        for item, number, due, units in store.sql(
            f"SELECT l.item_id, p.number, l.due_on, {to_come('l')} FROM purchase_line l "
            f"JOIN purchase_order p ON p.id = l.purchase_order_id WHERE l.item_id IN ({marks(some)}) "
            f"AND {is_coming('l')} ORDER BY CASE WHEN l.due_on IS NULL THEN 1 ELSE 0 END, l.due_on, l.id",
            some,
        ):
            found.setdefault(item, []).append(Coming(number, day(due), units))
    return found


def receipt_part(supplies: Sequence[Coming], house_day: date) -> Part:
    """Return the clause about the next receipt: what is due, overdue, without a date, or not on order at all."""
    if not supplies:
        return Part(ReasonPart.NO_RECEIPT, {})
    nearest = supplies[0]
    facts: Facts = {"number": nearest.number, "units": nearest.units, "due": nearest.due}
    if nearest.due is None:
        return Part(ReasonPart.UNDATED_RECEIPT, facts)
    return Part(ReasonPart.LATE_RECEIPT if nearest.due < house_day else ReasonPart.NEXT_RECEIPT, facts)
