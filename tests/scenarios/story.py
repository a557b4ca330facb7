"""The ground of the machine: a shop with its model, actions that must go as foretold, and what must hold after each."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from tests.scenarios.model import LineKey, Model
from tests.scenarios.seen import Seen, look
from tests.scenarios.shop import Street
from warehouse_app.domain.allocation import queue_key
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import Kind, Record
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.queries.check import findings
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.runs import planned_fill, waiting_items
from warehouse_app.queries.waiting import OPEN, queued_lines, rules_of
from warehouse_app.services.contract import Action, Store
from warehouse_app.services.importing import Handed, Imported, ImportRefused, checked, take_in

UNITS = st.integers(1, 9)

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Done:
    """An action that was done: how to ask for it again, and what it answered."""

    action: Action = field(repr=False)
    again: Callable[[Store, Action], Any] = field(repr=False)
    verb: str
    answer: Any = field(repr=False)


class Story(RuleBasedStateMachine):
    """A day (or some) in a shop. Each rule acts once, through `do` or `take`, and tells the model of it."""

    def __init__(self, street: Street) -> None:
        super().__init__()
        self.desk, self._remove = street()
        self.store = self.desk.store
        self.model = Model()
        self.done: list[Done] = []
        self.numbers = 0
        with self.store.snapshot():
            self.seen = look(self.store, 0)
        self.founding = self.seen.actions
        self.begin()

    def begin(self) -> None:
        """Forget what the last step was about."""
        self.concerned: set[str] = set()
        """The orders that may lose stock by this step."""
        self.policy = self.model.policy
        """By which the step fills."""
        self.is_idle = False
        """Whether the step must change nothing at all."""

    def teardown(self) -> None:
        self._remove()

    def number(self, prefix: str) -> str:
        """Return a number that no document has yet."""
        self.numbers += 1
        return f"{prefix}-{self.numbers:02}"

    def draw_sku(self, data: st.DataObject) -> str:
        """Draw an item: more often one of those that all want."""
        return data.draw(st.sampled_from(["CUP", "CUP", "TEA", "TEA", "POT", *sorted(self.model.items)]), "sku")

    # --- acting ---

    def do(
        self,
        refused: StrEnum | None,
        verb: Callable[Concatenate[Store, Action, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R | None:
        """Act; the action must be refused for the reason foretold, or go through where none is."""
        action = self.desk.act(action_id=f"action-{len(self.desk.acted)}")
        if refused is not None:
            with pytest.raises(Refused) as refusal:
                verb(self.store, action, *args, **kwargs)
            assert refusal.value.code == refused
            self.is_idle = True
            return None
        answer = verb(self.store, action, *args, **kwargs)
        name = getattr(verb, "__name__", "")
        self.done.append(Done(action, lambda store, same: verb(store, same, *args, **kwargs), name, answer))
        return answer

    def take(
        self, feeds: Mapping[Kind, Sequence[Record]], *, update: bool = False, wrong: Collection[StrEnum] = ()
    ) -> Imported | None:
        """Import; the rows must be wrong in the ways foretold, or come in where none are."""
        handed = [Handed(kind, records) for kind, records in feeds.items()]
        if wrong:
            with pytest.raises(ImportRefused) as refusal, checked(self.store, handed, update=update):
                pass
            assert {problem.code for _, problem in refusal.value.problems} == set(wrong)
            self.is_idle = True
            return None
        with checked(self.store, handed, update=update) as prepared:
            return self.do(None, take_in, prepared)

    # --- what must hold ---

    @invariant()
    def holds(self) -> None:
        """Everything that is promised of the shop, after each step."""
        before = self.seen
        with self.store.snapshot():
            assert list(findings(self.store)) == []
            now = self.seen = look(self.store, before.given.last_run)
            self._nothing_is_left_lying()
            self._the_queue_was_kept(before, now)
        self._is_as_the_model(now)
        self._what_is_kept_back_was_not_given(before, now)
        _each_change_has_its_reason(before, now)
        lost = {
            number
            for (number, line), seen in before.lines.items()
            if now.lines[number, line].allocated < seen.allocated
        }
        assert lost <= self.concerned, (lost, now.given.takers)
        if self.is_idle:
            assert now.mark == before.mark
        self.begin()

    def _is_as_the_model(self, now: Seen) -> None:
        model = self.model
        assert now.heaps == dict(model.heaps)
        assert {key: line.wanted for key, line in now.lines.items()} == {
            key: model.wanted(line) for key, line in model.lines.items()
        }
        assert {key: line.sku for key, line in now.lines.items()} == {
            key: line.sku for key, line in model.lines.items()
        }
        assert now.received == {key: units for key, units in model.received.items() if units}
        assert now.open_receipts == model.open_receipts
        # What was refused, or asked for twice, left no trace, its id included.
        assert now.actions == self.founding + len(self.done)
        promised = dict.fromkeys(model.items, 0)
        for line in now.lines.values():
            promised[line.sku] += line.allocated
            assert 0 <= line.allocated <= line.open
        assert now.stock == {sku: (model.usable(sku), units) for sku, units in promised.items()}
        assert all(allocated <= usable for usable, allocated in now.stock.values())

    def _nothing_is_left_lying(self) -> None:
        """Nobody has to press "check availability": a fill right now would give nothing more."""
        planned = planned_fill(self.store, house_settings(), waiting_items(self.store))
        assert [row for _, made in planned.values() for row in made if row.gets] == []

    def _the_queue_was_kept(self, before: Seen, now: Seen) -> None:
        """Whoever got something got it after all those before him in the queue who take any number of pieces."""
        key = queue_key(rules_of(house_settings(), self.policy))
        gained = {line.row for at, line in now.lines.items() if _had(before, at) < line.allocated}
        items = [item for (item,) in self.store.sql(f"SELECT DISTINCT item_id FROM order_line WHERE {OPEN}")]
        early = {item for item, sku in self.store.sql("SELECT id, sku FROM item") if self.model.is_early(sku)}
        short: dict[int, list[tuple[object, ...]]] = {}
        lines = queued_lines(self.store, set(items) - early, OPEN)
        for row in lines:
            if row.short and row.multiple == 1 and row.ship_policy is ShipPolicy.PARTIAL:
                short.setdefault(row.item, []).append(key(row))
        for row in lines:
            if row.line in gained and row.ship_policy is not ShipPolicy.ORDER_COMPLETE:
                assert all(key(row) <= waiting for waiting in short.get(row.item, ())), row

    def _what_is_kept_back_was_not_given(self, before: Seen, now: Seen) -> None:
        """Nothing of an item before its release date, and nothing that is protected from the line's class."""
        gains: dict[tuple[str, bool], int] = {}
        for at, line in now.lines.items():
            gained = line.allocated - _had(before, at)
            if gained > 0:
                assert not self.model.is_early(line.sku), at
                open_to = self.model.items[line.sku].safety_stock_open_to
                is_high = not open_to or line.wanted.rank_class <= open_to
                gains[line.sku, is_high] = gains.get((line.sku, is_high), 0) + gained
        for sku, item in self.model.items.items():
            usable, promised = now.stock[sku]
            if gains.get((sku, False)):
                assert usable - promised + gains.get((sku, True), 0) >= item.safety_stock, sku


def _had(seen: Seen, at: LineKey) -> int:
    return seen.lines[at].allocated if at in seen.lines else 0


def _each_change_has_its_reason(before: Seen, now: Seen) -> None:
    """What a line holds changes by a run that says so; but for what a line no longer asks for."""
    for at, line in now.lines.items():
        given_back = max(0, _had(before, at) - line.open)
        assert line.allocated - _had(before, at) == now.given.units.get(line.row, 0) - given_back, at
