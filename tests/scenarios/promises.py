"""What is promised of who gets the stock, in words that owe nothing to the code which gives it: after every step."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tests.scenarios.aside import PutAside, Staged, staged, unstaged
from tests.scenarios.model import Model
from tests.scenarios.seen import Seen, SeenLine
from tests.scenarios.stock import LineKey
from warehouse_app.domain.statuses import Mode, Policy, ShipPolicy
from warehouse_app.services.changes import StopMoved


@dataclass
class Step:
    """What happened since the shop was looked at last, as far as it matters to what is promised."""

    policy: Policy
    """By which the step fills."""
    concerned: set[str] = field(default_factory=set)
    """The orders that may lose stock by it."""
    losing: set[str] = field(default_factory=set)
    """The items of which stock was lost."""
    losses: Mapping[LineKey, int] | None = None
    """What the program says that lines lost, where it is to say so."""
    gains: Mapping[LineKey, int] = field(default_factory=dict)
    """What it says then that lines got."""
    stops: list[StopMoved] | None = None
    """What it says that is fetched elsewhere, or not any more."""
    put_aside: list[PutAside] = field(default_factory=list)
    """What was put aside for orders as it came."""
    staged: Staged = field(default_factory=Counter)
    """For which lines, as far as it is not picked by that."""
    sent_for: Staged = field(default_factory=Counter)
    """What was put aside, lies in bins, and is on a list by it."""
    unpicked: Counter[LineKey] = field(default_factory=Counter)
    """By line: what was picked and is not, since it never came."""
    carried: list[tuple[LineKey, LineKey, int]] = field(default_factory=list)
    """The lines from which others took over, these others, and the units that they hold of it."""
    edited: set[LineKey] = field(default_factory=set)
    """The lines that want something else by it, or less."""
    following: Counter[str] = field(default_factory=Counter)
    """By item: the units that are in hand, and are booked after those that were put aside."""
    is_idle: bool = False
    """Whether it must change nothing at all."""
    is_receipt: bool = False
    resumes: bool = False
    """Whether it may end the pause of items of which a run was undone."""
    pauses: set[str] = field(default_factory=set)
    """The items of which it took a run back."""
    restores: Mapping[LineKey, int] | None = None
    """What the lines of a run that was taken back had before it."""
    gives: Mapping[int, int] | None = None
    """What a run was planned to give to lines (ids); negative: to take from them."""
    scope: Collection[LineKey] | None = None
    """The lines that a run by hand may touch; None: it was no such run."""
    in_turn: bool = True
    """Whether stock goes by the queue, and by nothing else."""
    may_leave: bool = False
    """Whether it may leave stock lying that somebody waits for: it was not to look at everybody, or by other rules."""


def keep_promises(model: Model, step: Step, before: Seen, now: Seen) -> None:
    """Assert all that is promised of the lines, from what was seen before a step and after it."""
    _only_the_meant_changed(step, before, now)
    _nothing_is_held_in_vain(model, now)
    _what_is_pinned_stays(model, step, before, now)
    _who_starves_is_lifted(model, step, before, now)
    _pauses_are_kept(step, before, now)
    _what_is_put_aside_stays(model, step, before, now)
    if step.restores is None:
        _nobody_gained_who_must_wait(model, before, now)
        _what_is_protected_was_not_given(model, step, before, now)
        _the_queue_was_kept(model, step, before, now)
        _what_counts_on_the_rest_is_kept(model, step, before, now)


def _gained(before: Seen, now: Seen, at: LineKey) -> int:
    return now.lines[at].allocated - before.had(at)


def _gained_in_turn(before: Seen, now: Seen, at: LineKey) -> int:
    """Return what a line gained beyond what is pinned to it."""
    line = now.lines[at]
    return line.allocated - max(before.had(at), line.wanted.pinned)


def _only_the_meant_changed(step: Step, before: Seen, now: Seen) -> None:
    """A line loses only by what concerns its order; a run by hand changes nobody outside its scope.

    What was planned is what happens, and what was taken back is as it was.
    """
    changed = {at: units for at in now.lines if (units := _gained(before, now, at))}
    lost = {number for (number, _), units in changed.items() if units < 0}
    lost -= {at[0] for at, was in before.lines.items() if _is_let_go(before, at) and now.lines[at].fixed < was.fixed}
    lines = [(at, before.lines.get(at), line) for at, line in now.lines.items() if at[0] in lost - step.concerned]
    assert not lines, (lines, [run.cause for run in now.runs])
    if step.scope is not None:
        assert changed.keys() <= set(step.scope)
    if step.gives is not None:
        assert {now.lines[at].row: units for at, units in changed.items()} == step.gives
    if step.restores is not None:
        _is_restored(step.restores, changed, now)


def _is_let_go(before: Seen, at: LineKey) -> bool:
    """Return whether a line of what must ship complete, and is not, held a part only since it was fixed to it."""
    is_whole = before.lines[at].wanted.ship_policy is not ShipPolicy.PARTIAL
    return is_whole and any(before.lines[other].short for other in _together(before, at))


def _is_restored(restores: Mapping[LineKey, int], changed: Mapping[LineKey, int], now: Seen) -> None:
    """A run that was taken back leaves its lines with what they had before it.

    But for orders and lines that then would hold in vain what they had: they give it up, and others may have it. What
    is pinned to somebody who has not got it is given him of what lies free then.
    """
    lost = {at for at in restores if now.lines[at].allocated != restores[at]}
    lost |= {at for at, units in changed.items() if units < 0 and at not in restores}
    incomplete = {at[0] for at in restores if now.lines[at].wanted.ship_policy is ShipPolicy.ORDER_COMPLETE}
    for at in lost:
        line = now.lines[at]
        assert line.allocated < restores.get(at, line.allocated + 1), at
        assert at[0] in incomplete or (at in restores and line.wanted.ship_policy is ShipPolicy.LINE_COMPLETE), at
    free = {now.lines[at].sku for at in lost}
    gained = {at for at, units in changed.items() if units > 0 and at not in restores}
    beyond_pins = {at for at in gained if now.lines[at].allocated > now.lines[at].wanted.pinned}
    assert {now.lines[at].sku for at in beyond_pins} <= free


def _nothing_is_held_in_vain(model: Model, now: Seen) -> None:
    """An order that must ship complete holds all that is due of it, or nothing; so does a line that must.

    But for what is pinned, or on a list already, while an order gathers, and while it is on hold.
    """
    for at, line in now.lines.items():
        if line.wanted.ship_policy is ShipPolicy.PARTIAL or line.gathers or not line.loose:
            continue
        of_order = [(other, seen) for other, seen in now.lines.items() if other[0] == at[0]]
        together = [(at, line)] if line.wanted.ship_policy is ShipPolicy.LINE_COMPLETE else of_order
        for other, seen in together:
            assert not seen.short or seen.gathers or not model.is_due(model.lines[other]), (at, other)


def _what_is_pinned_stays(model: Model, step: Step, before: Seen, now: Seen) -> None:
    """What is pinned is never lost but with stock itself, and goes last then."""
    for at, was in before.lines.items():
        line = now.lines[at]
        if line.allocated >= min(was.allocated, was.wanted.pinned, line.wanted.pinned):
            continue
        assert line.sku in step.losing, at
        if not model.items[line.sku].lot_tracked:  # of what expires, others may hold what does not last long enough
            assert not any(other.loose for other in now.lines.values() if other.sku == line.sku), at


def _nobody_gained_who_must_wait(model: Model, before: Seen, now: Seen) -> None:
    """On hold a line gains nothing; before its day, beyond the horizon, or while its item is paused, no more than is
    pinned to it.
    """
    for at, line in now.lines.items():
        if _gained(before, now, at) > 0:
            assert not line.wanted.on_hold, at
        if _gained_in_turn(before, now, at) > 0:
            assert line.sku not in now.paused, at
            assert not model.is_early(model.lines[at]), at
            assert not model.is_far(model.lines[at]), at


def _what_is_protected_was_not_given(model: Model, step: Step, before: Seen, now: Seen) -> None:
    """Nothing of the safety stock went to a class below those that it is open to, which may be filled by what follows.

    Where lines give back what they had, this cannot be told from the difference.
    """
    if step.scope is not None and not step.in_turn:
        return
    for sku, item in model.items.items():
        usable, promised = now.stock[sku]
        gains = {True: 0, False: 0}
        for at, line in now.lines.items():
            if line.sku == sku:
                is_high = not item.safety_stock_open_to or line.wanted.rank_class <= item.safety_stock_open_to
                gains[is_high] += max(0, _gained(before, now, at))
        if gains[False]:
            assert usable - promised + gains[True] + step.following[sku] >= item.safety_stock, sku


def _is_plain(model: Model, at: LineKey, line: SeenLine) -> bool:
    """Return whether a line waits, and could use whatever there is."""
    return (
        line.short > 0
        and line.wanted.ship_policy is ShipPolicy.PARTIAL
        and line.wanted.life == 0
        and model.lines[at].sell_multiple == 1
        and model.is_due(model.lines[at])
    )


def _place(model: Model, step: Step, before: Seen, now: Seen, at: LineKey) -> tuple[object, ...]:
    """Return the place of a line in the queue as the step began: who is lifted by it was not served first yet.

    Where classes share there is no other order than that of the classes.
    """
    is_lifted = at in before.lines and before.lines[at].lifted
    place = model.place_in_queue(model.lines[at], now.lines[at].row, step.policy, lifted=is_lifted)
    return place[:1] if step.policy.divides else place


def _the_queue_was_kept(model: Model, step: Step, before: Seen, now: Seen) -> None:
    """Whoever got something got it after all those before him in the queue who take any number of pieces.

    What is pinned comes first; an order that must ship complete is served in the place of its first line. What is put
    aside for an order for which something is pinned may be all it gets, while what follows has enough for others.
    """
    if not step.in_turn:
        return
    meant = now.lines.keys() if step.scope is None else step.scope
    for at in meant:
        line = now.lines[at]
        if line.wanted.ship_policy is ShipPolicy.ORDER_COMPLETE and not line.gathers:
            continue
        if _gained_in_turn(before, now, at) > 0:
            for other in meant:
                ahead = now.lines[other]
                is_to_come = ahead.short <= step.following[line.sku]
                if ahead.sku == line.sku and _is_plain(model, other, ahead) and not is_to_come:
                    first, then = _place(model, step, before, now, at), _place(model, step, before, now, other)
                    assert first <= then, (at, before.lines.get(at), line, other, before.lines.get(other), ahead)


def _what_counts_on_the_rest_is_kept(model: Model, step: Step, before: Seen, now: Seen) -> None:
    """Where open receipts still bring what the first in the queue waits for, nobody behind it gets what is there."""
    if step.policy.divides or not step.in_turn or step.scope is not None:
        return
    for sku in {line.sku for line in now.lines.values()}:
        of_item = {at: line for at, line in now.lines.items() if line.sku == sku}
        waiting = [at for at, line in of_item.items() if line.short and model.is_due(model.lines[at])]
        if not waiting or model.items[sku].safety_stock:
            continue
        head = min(waiting, key=lambda at: _place(model, step, before, now, at))
        usable, promised = now.stock[sku]
        if (
            now.lines[head].wanted.ship_policy is ShipPolicy.LINE_COMPLETE
            and not now.lines[head].gathers
            and not any(now.lines[at].wanted.life or now.lines[at].wanted.pinned for at in of_item)
            and not any(now.lines[at].wanted.ship_policy is ShipPolicy.ORDER_COMPLETE for at in waiting)
            and now.lines[head].short <= usable - promised + model.announced(sku)
        ):
            place = _place(model, step, before, now, head)
            for at in of_item:
                late = _place(model, step, before, now, at) > place
                assert not late or _gained(before, now, at) <= 0, (head, at)


def _together(now: Seen, at: LineKey) -> list[LineKey]:
    """Return the lines that must be complete for a line to be of use: that line, or all of its order."""
    if now.lines[at].wanted.ship_policy is not ShipPolicy.ORDER_COMPLETE:
        return [at]
    return [other for other in now.lines if other[0] == at[0]]


def _who_starves_is_lifted(model: Model, step: Step, before: Seen, now: Seen) -> None:
    """A line is lifted by a receipt of which it got nothing at first and somebody behind it in its class did.

    With it, all lines of an order that must ship complete; what may gather then gets what was left at once. It is
    lifted until it is full, or stands in another class; and again where the run is taken back that made it full.
    """
    lifted = set()
    for at, line in now.lines.items():
        was = before.lines.get(at)
        assert line.lifted or not line.gathers, at
        if was is not None and was.lifted and not line.lifted:
            full = all(now.lines[other].short <= 0 for other in _together(now, at))
            assert full or was.wanted.rank_class != line.wanted.rank_class, at
        if line.lifted and not (was is not None and was.lifted):
            lifted.add(at)
    if step.restores is not None:
        assert {at[0] for at in lifted} <= {at[0] for at in step.restores}
        return
    assert not lifted or step.is_receipt
    for at in lifted:
        is_whole = now.lines[at].wanted.ship_policy is ShipPolicy.ORDER_COMPLETE
        starved = [one for one in lifted if one == at or (is_whole and one[0] == at[0])]
        assert any(_was_passed_over(model, step, before, now, one) for one in starved), at


def _was_passed_over(model: Model, step: Step, before: Seen, now: Seen, at: LineKey) -> bool:
    place = _place(model, step, before, now, at)
    return any(
        (line.sku, line.wanted.rank_class) == (now.lines[at].sku, now.lines[at].wanted.rank_class)
        and _gained(before, now, other) > 0
        and _place(model, step, before, now, other) >= place
        for other, line in now.lines.items()
        if other != at
    )


def _pauses_are_kept(step: Step, before: Seen, now: Seen) -> None:
    """Of an item of which a run was taken back nothing is given by itself, until a receipt or a run by hand."""
    assert now.paused <= before.paused | step.pauses
    assert step.pauses <= now.paused
    assert step.resumes or before.paused <= now.paused


def _what_is_put_aside_stays(model: Model, step: Step, before: Seen, now: Seen) -> None:
    """What is put aside for a line stays so, until the goods go, somebody is sent for them, or its order changes; only
    a receipt puts aside.

    Who wants less, or something else, keeps on lists and aside what it still may hold: aside before all.
    """
    new = staged(now) - staged(before)
    if step.stops is None:
        assert new == step.staged
        lost = {number for (number, _), _ in unstaged(before, now) - step.sent_for}
        assert lost <= step.concerned, lost
    else:
        assert step.staged <= new
        assert _by_lot(new - step.staged) <= _by_lot(unstaged(before, now))
    aside, is_aside = _of_lines(staged(before)), _of_lines(staged(now))
    for at in step.edited:
        was, line = before.lines[at], now.lines[at]
        record = model.lines[at]
        # In packs it may hold less than it wants, first whole ones; what is put off, nothing that is not picked.
        kept = min(was.fixed, line.open if record.sell_multiple == 1 else line.allocated)
        is_put_off = not line.wanted.pinned and (model.is_early(record) or model.is_far(record))
        packs = kept - kept % record.sell_multiple
        assert line.fixed in {kept, max(packs, line.in_hand), *([line.in_hand] if is_put_off else [])}, (at, was, line)
        assert is_aside[at] == min(aside[at], line.fixed - line.in_hand), at


def _by_lot(aside: Staged) -> Counter[tuple[LineKey, str, str]]:
    units: Counter[tuple[LineKey, str, str]] = Counter()
    for (at, heap), each in aside.items():
        units[at, heap.sku, heap.lot] += each
    return units


def _of_lines(aside: Staged) -> Counter[LineKey]:
    units: Counter[LineKey] = Counter()
    for (at, _), each in aside.items():
        units[at] += each
    return units


UNDOABLE = frozenset({Mode.FILL, Mode.REDISTRIBUTE})
"""The runs that can be taken back."""
