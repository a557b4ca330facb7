"""What is promised where stock moves or goes: who is said to lose or get it, who does, who fetches what elsewhere."""

from collections import Counter
from collections.abc import Mapping

from tests.scenarios.aside import staged, unstaged
from tests.scenarios.model import Model
from tests.scenarios.promises import Step
from tests.scenarios.seen import Seen
from tests.scenarios.shop import PICKABLE
from tests.scenarios.stock import Heap, LineKey
from warehouse_app.domain.statuses import Mode, ShipPolicy
from warehouse_app.services.changes import StopMoved


def keep_promises_of_losses(model: Model, step: Step, before: Seen, now: Seen) -> None:
    """Assert all that is promised of a step that says what it cost; nothing of another one."""
    if step.losses is not None:
        gained = {at: line.allocated - before.had(at) for at, line in now.lines.items()}
        lost = {at: -units for at, units in gained.items() if units < 0}
        assert step.losses == lost, (step.losses, lost, [(run.mode, run.cause) for run in now.runs])
        assert step.gains == {at: units for at, units in gained.items() if units > 0}
        _the_end_of_the_queue_lost(model, step, before, now)
    if step.stops is not None:
        _as_many_are_fetched_elsewhere_as_are_gone(step, step.stops, before, now)
        _the_end_of_the_queue_is_sent_elsewhere(model, step, step.stops, before, now)
        _all_that_can_be_is_fetched_elsewhere(model, step, step.stops, now)


def _fixed_less(step: Step) -> Counter[LineKey]:
    """Return what is no longer to be fetched for each line where it was planned, put aside for it, or picked."""
    less = Counter(step.unpicked)
    for stop in step.stops or []:
        less[stop.order, stop.line] += stop.units
    return less


def _the_end_of_the_queue_lost(model: Model, step: Step, before: Seen, now: Seen) -> None:
    """Whoever is cut loses after all those behind him in the queue have lost what is neither pinned nor to be fetched,
    or could not use what they keep.

    But for orders that give back what they can no longer complete, and for lines that ask for a shelf life: what others
    give up may be of no use to them, and goods that are fixed to others neither.
    """
    at_of = {line.row: at for at, line in now.lines.items()}
    less = _fixed_less(step)
    for run in now.runs[:1]:
        if run.mode is not Mode.CUT:
            continue
        cut = {at_of[row]: -units for row, units in run.gets.items()}
        for at, units in cut.items():
            line = before.lines[at]
            is_whole = line.wanted.ship_policy is ShipPolicy.ORDER_COMPLETE
            if is_whole or line.wanted.life or line.sku not in step.losing or model.items[line.sku].lot_tracked:
                continue
            spare = 0
            for other, behind in before.lines.items():
                if behind.sku == line.sku and _place(model, step, before, other) > _place(model, step, before, at):
                    kept = behind.allocated - cut.get(other, 0)
                    spare += max(0, kept - max(behind.fixed - less[other], behind.wanted.pinned))
            has = line.allocated - units
            in_parts = line.gathers or line.wanted.ship_policy is ShipPolicy.PARTIAL
            pack = model.lines[at].sell_multiple
            assert units > spare, (at, spare)
            assert not in_parts or (has + spare) // pack * pack <= has, (at, spare)


def _place(model: Model, step: Step, before: Seen, at: LineKey) -> tuple[object, ...]:
    line = before.lines[at]
    return model.place_in_queue(model.lines[at], line.row, step.policy, lifted=line.lifted)


def _as_many_are_fetched_elsewhere_as_are_gone(step: Step, stops: list[StopMoved], before: Seen, now: Seen) -> None:
    """No more than lies there is fetched from a place, and no less than can be; each line still has all its stops.

    Nobody is sent for what was put aside: it stays so where it is carried, or its line is told that it does not.
    """
    gone: Counter[tuple[str, str]] = Counter()
    for heap, units in _at_heaps(before.reserved).items():
        gone[heap.sku, heap.place] += max(0, units - now.heaps.get(heap, 0))
    told: Counter[tuple[str, str]] = Counter()
    fixed = {at: line.fixed - step.unpicked[at] for at, line in before.lines.items()}
    not_aside: Counter[LineKey] = Counter()
    for (at, heap), units in unstaged(before, now).items():
        told[heap.sku, heap.place] += units
        not_aside[at] += units
    for (at, _), units in (staged(now) - staged(before) - step.staged).items():
        not_aside[at] -= units
    for stop in stops:
        if stop.pick_list:
            told[stop.sku, stop.place] += stop.units
        else:
            not_aside[stop.order, stop.line] -= stop.units
        fixed[stop.order, stop.line] += stop.replanned - stop.units
        assert bool(stop.replanned) == bool(stop.places), stop
        assert 0 <= stop.replanned <= stop.units, stop
    assert told == +gone
    assert not any(not_aside.values())
    assert fixed == {at: line.fixed for at, line in now.lines.items()}


def _at_heaps(reserved: Mapping[tuple[LineKey, Heap], int]) -> Counter[Heap]:
    units: Counter[Heap] = Counter()
    for (_, heap), each in reserved.items():
        units[heap] += each
    return units


def _the_end_of_the_queue_is_sent_elsewhere(
    model: Model, step: Step, stops: list[StopMoved], before: Seen, now: Seen
) -> None:
    """Whoever is not to fetch goods where they lay, or for whom they are put aside no more, comes after all others."""
    walked = [stop for stop in stops if stop.pick_list]
    less = {((stop.order, stop.line), stop.place): 0 for stop in walked}
    for stop in walked:
        less[(stop.order, stop.line), stop.place] += stop.units
    for (at, heap), units in unstaged(before, now).items():
        less[at, heap.place] = less.get((at, heap.place), 0) + units
    for at, place in less:
        sku = before.lines[at].sku
        if len({heap for _, heap in before.reserved if (heap.sku, heap.place) == (sku, place)}) > 1:
            continue  # of which lot a line was to fetch is not told
        for (other, heap), units in before.reserved.items():
            if (heap.sku, heap.place) == (sku, place) and units > less.get((other, place), 0):
                assert _place(model, step, before, other) <= _place(model, step, before, at), (at, other)


def _all_that_can_be_is_fetched_elsewhere(model: Model, step: Step, stops: list[StopMoved], now: Seen) -> None:
    """Who is sent for less than before would find no more that lasts, or has lost the rest."""
    reserved = _at_heaps(now.reserved)
    for stop in stops:
        at = stop.order, stop.line
        line = now.lines[at]
        if (
            stop.replanned == stop.units
            or not stop.pick_list
            or (step.losses or {}).get(at)
            or line.wanted.ship_policy is not ShipPolicy.PARTIAL
        ):
            continue
        left = [
            heap
            for heap, units in now.heaps.items()
            if heap.sku == line.sku
            and heap.place in PICKABLE
            and model.is_usable(heap)
            and model.lasts(heap, line.wanted.life)
            and units > reserved[heap]
        ]
        assert not left or line.allocated == line.fixed, (stop, left)
