"""What is put aside for orders as it comes: who gets how much of it, and that it stays theirs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.scenarios.model import Model
from tests.scenarios.seen import Seen
from tests.scenarios.stock import Heap, LineKey, Picked

STAGE = "STAGE"
"""The place of the shop at which goods are put aside and not picked yet; nobody is sent there."""

Staged = Counter[tuple[LineKey, Heap]]
"""What is put aside and on no list, by line and goods."""


@dataclass(frozen=True)
class PutAside:
    """Goods that one action received for an order."""

    order: str
    source: Heap
    units: int
    is_picked: bool

    def parts(
        self, model: Model, before: Seen, now: Seen, others: Sequence[tuple["PutAside", Counter[LineKey]]], fixed: int
    ) -> Counter[LineKey]:
        """Return what each line of the order gets of the goods: what it holds and what nothing has fixed yet.

        But nothing that lasts and is needed for lines which ask for more. `before` is what was seen before the goods
        came, `now` what the lines hold since, `others` what was put aside before these, with what its lines got, and
        `fixed` the units of all of these that `now` shows as put aside or picked.
        """
        taken = sum((parts for _, parts in others), Counter[LineKey]())
        soft = {
            at: line.allocated - (before.lines[at].fixed if at in before.lines else 0) - taken[at]
            for at, line in now.lines.items()
            if line.sku == self.source.sku
        }
        gone = sum(parts.total() for goods, parts in others if goods.source.of_lot == self.source.of_lot)
        parts: Counter[LineKey] = Counter()
        for at, line in sorted(now.lines.items()):
            is_for = at[0] == self.order and at in soft and line.open and not line.wanted.on_hold
            if is_for and model.lasts(self.source, line.wanted.life):
                room = [self.units - parts.total(), soft[at]]
                for life in {now.lines[other].wanted.life for other in soft if now.lines[other].allocated}:
                    if life > line.wanted.life and model.lasts(self.source, life):
                        asked = sum(
                            units - parts[other]
                            for other, units in soft.items()
                            if now.lines[other].wanted.life >= life
                        )
                        room.append(_loose(model, now, self.source.sku, life) + fixed - gone - parts.total() - asked)
                parts[at] = max(0, min(room))
        return +parts


def _loose(model: Model, now: Seen, sku: str, life: int) -> int:
    """Return the units of an item that last so many days and are fixed to nobody."""
    reserved = Counter[Heap]()
    for (_, heap), units in now.reserved.items():
        reserved[heap] += units
    return sum(
        units - reserved[heap]
        for heap, units in now.heaps.items()
        if heap.sku == sku and model.is_usable(heap) and model.lasts(heap, life)
    )


def note_put_aside(model: Model, put: Sequence[PutAside], before: Seen, now: Seen) -> Staged:
    """Tell the model for which lines goods were picked; return what else was put aside."""
    staged: Staged = Counter()
    done: list[tuple[PutAside, Counter[LineKey]]] = []
    for goods in put:
        parts = goods.parts(model, before, now, done, sum(each.units for each in put))
        assert parts.total() == goods.units, (goods, parts)
        done.append((goods, parts))
        for at, units in parts.items():
            if goods.is_picked:
                model.picked.append(Picked(at, goods.source, units))
            else:
                staged[at, goods.source] += units
    return staged


def staged(seen: Seen) -> Staged:
    """Return what is put aside."""
    return Counter(seen.aside)


def unstaged(before: Seen, now: Seen) -> Staged:
    """Return what is put aside no more, or not there: it may be carried elsewhere."""
    return staged(before) - staged(now)
