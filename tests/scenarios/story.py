"""The ground of the machine: a shop with its model, actions that must go as foretold, and what must hold after each."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from tests.scenarios.aside import note_put_aside
from tests.scenarios.changes import as_carried, lines_changed_as_runs_say
from tests.scenarios.losses import keep_promises_of_losses
from tests.scenarios.model import Model
from tests.scenarios.promises import Step, keep_promises
from tests.scenarios.seen import Seen, SeenRun, look
from tests.scenarios.shop import Street
from tests.scenarios.stock import LineKey
from warehouse_app.domain.allocation import fill
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.records import Kind, OrderLineRecord, Record
from warehouse_app.queries.advance_notices import expected_notices, notice_head
from warehouse_app.queries.arriving import announced
from warehouse_app.queries.check import findings
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.runs import EVERY_LINE, waiting_items
from warehouse_app.queries.waiting import (
    StockLevel,
    considered_lines,
    demands_of,
    items_of_whole_orders,
    rules_of,
    supplied,
    supplies_of,
)
from warehouse_app.services.changes import StopMoved
from warehouse_app.services.contract import Action, Store
from warehouse_app.services.gains import Share
from warehouse_app.services.importing import Handed, Imported, ImportRefused, checked, take_in
from warehouse_app.services.losing import Loss

UNITS = st.integers(1, 9)

_WITHOUT_A_NOTE = (
    "SELECT COUNT(*) FROM allocation a JOIN pick_stop s ON s.allocation_id = a.id WHERE a.returned <> "
    "COALESCE((SELECT SUM(c.units) FROM stop_change c WHERE c.allocation_id = a.id), 0)"
)
_NOTED = (
    "SELECT COALESCE(SUM(c.units), 0) FROM stop_change c JOIN action ON action.id = c.action_id "
    "WHERE action.action_id = ?"
)

P = ParamSpec("P")
R = TypeVar("R")


def so_manyth(action_id: str) -> int:
    """Return which of all actions that were tried one is."""
    return int(action_id.removeprefix("action-")) + 1


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
        self.lying: set[str] = set()
        """The items of which a run by hand left something lying that somebody waits for."""
        self.runs: dict[int, SeenRun] = {}
        self.had_before: dict[int, dict[LineKey, int]] = {}
        """By run: what the lines that it changed had before it."""
        with self.store.snapshot():
            self.seen = look(self.store, 0, 0)
        self.founding = self.seen.actions
        self.usable = self.model.usable_of_lots()
        """By lot: what may be given to orders before the present step."""
        self.step = Step(self.model.policy)
        self.refusal: Refused | None = None
        """Why the last action was refused that was."""

    def teardown(self) -> None:
        self._remove()

    def number(self, prefix: str) -> str:
        """Return a number that no document has yet."""
        self.numbers += 1
        return f"{prefix}-{self.numbers:02}"

    def draw_sku(self, data: st.DataObject) -> str:
        """Draw an item: more often one of those that all want."""
        return data.draw(st.sampled_from(["CUP", "CUP", "TEA", "TEA", "POT", *sorted(self.model.items)]), "sku")

    def draw_line(self, data: st.DataObject) -> OrderLineRecord:
        """Draw a line: more often one that holds stock, or that wants some."""
        wanting = [at for at, line in sorted(self.seen.lines.items()) if line.open]
        holding = [at for at in wanting if self.seen.lines[at].allocated]
        lines = [st.sampled_from(some) for some in (holding, wanting, sorted(self.model.lines)) if some]
        return self.model.lines[data.draw(st.one_of(lines), "line")]

    def stock_changed(self, losses: Collection[Loss], stops: Collection[StopMoved], shares: Collection[Share]) -> None:
        """Note that stock is as the model has it now, what the program says that orders and pick lists lost by it, and
        who got some.

        They may lose by that only what may no longer be given to orders.
        """
        usable = self.model.usable_of_lots()
        self.step.losing = {sku for (sku, lot), units in self.usable.items() if usable[sku, lot] < units}
        self.step.concerned = self.model.orders_with(self.step.losing)
        self.told_of_lines(losses, shares)
        self.step.stops = list(stops)

    def told_of_lines(self, losses: Collection[Loss], shares: Collection[Share]) -> None:
        """Note what the program says that lines lost, and who got some."""
        self.step.losses = {(loss.order, loss.line): loss.units for loss in losses}
        self.step.gains = {(share.order, share.line): share.units for share in shares}

    # --- acting ---

    def do(
        self,
        refused: StrEnum | None,
        verb: Callable[Concatenate[Store, Action, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R | None:
        """Act; the action must be refused for the reason foretold, or go through where none is."""
        answer = self.attempt([] if refused is None else [refused], verb, *args, **kwargs)
        assert (answer is None) == (refused is not None), (refused, answer)
        return answer

    def attempt(
        self,
        refusals: Collection[StrEnum],
        verb: Callable[Concatenate[Store, Action, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R | None:
        """Act; the action may be refused for one of some reasons, and changes nothing then."""
        action = self.desk.act(action_id=f"action-{len(self.desk.acted)}")
        self.model.actions = len(self.desk.acted)
        try:
            answer = verb(self.store, action, *args, **kwargs)
        except Refused as refusal:
            if refusal.code not in refusals:
                raise
            self.refusal = refusal
            self.step.is_idle = True
            return None
        name = getattr(verb, "__name__", "")
        self.done.append(Done(action, lambda store, same: verb(store, same, *args, **kwargs), name, answer))
        self._names_what_lists_lost(action, name, answer)
        return answer

    def _names_what_lists_lost(self, action: Action, verb: str, answer: object) -> None:
        """Of each stop that is shortened its list keeps a note, and the answer names it: people are on their way."""
        assert self.store.sql(_WITHOUT_A_NOTE).fetchone() == (0,)
        [(noted,)] = self.store.sql(_NOTED, (action.action_id,))
        if verb != "unrelease":
            told: Collection[StopMoved] = getattr(answer, "stops", ())
            assert noted == sum(stop.units for stop in told if stop.pick_list)

    def take(
        self, feeds: Mapping[Kind, Sequence[Record]], *, update: bool = False, wrong: Collection[StrEnum] = ()
    ) -> Imported | None:
        """Import; the rows must be wrong in the ways foretold, or come in where none are."""
        handed = [Handed(kind, records) for kind, records in feeds.items()]
        if wrong:
            with pytest.raises(ImportRefused) as refusal, checked(self.store, handed, update=update):
                pass
            assert {problem.code for _, problem in refusal.value.problems} == set(wrong)
            self.step.is_idle = True
            return None
        with checked(self.store, handed, update=update) as prepared:
            return self.do(None, take_in, prepared)

    # --- what must hold ---

    @invariant()
    def holds(self) -> None:
        """Everything that is promised of the shop, after each step."""
        before, step = self.seen, self.step
        with self.store.snapshot():
            broken = list(findings(self.store))
            assert not broken, broken
            now = self.seen = look(self.store, before.last_run, before.last_move)
            lying = self._lying()
            if now.mark != before.mark:
                self._notices_are_as_the_model()
                self._counts_on_what_is_announced()
        # Nobody has to press "check availability".
        assert lying <= self.lying or step.may_leave, lying - self.lying
        self.lying = lying
        step.staged = note_put_aside(self.model, step.put_aside, before, now)
        self._is_as_the_model(now)
        before = as_carried(self.model, step, before, now)
        keep_promises(self.model, step, before, now)
        keep_promises_of_losses(self.model, step, before, now)
        self.had_before |= lines_changed_as_runs_say(before, now)
        self.runs |= {run.number: run for run in now.runs}
        if step.is_idle:
            assert now.mark == before.mark
        self.usable = self.model.usable_of_lots()
        self.step = Step(self.model.policy)

    def _is_as_the_model(self, now: Seen) -> None:
        model = self.model
        assert now.heaps == {heap: units for heap, units in model.heaps.items() if units}
        assert {key: line.wanted for key, line in now.lines.items()} == {
            key: model.wanted(line) for key, line in model.lines.items()
        }
        assert {key: line.sku for key, line in now.lines.items()} == {
            key: line.sku for key, line in model.lines.items()
        }
        assert now.counts == {number: (count.place, count.status) for number, count in model.counts.items()}
        assert now.received == {key: units for key, units in model.received.items() if units}
        assert now.open_receipts == model.open_receipts
        assert now.codes == model.codes
        # Nothing is ever booked into a day that is closed.
        assert now.effective <= {model.counts_from}
        # What was refused, or asked for twice, left no trace, its id included.
        assert now.actions == self.founding + len(self.done)
        promised = dict.fromkeys(model.items, 0)
        for at, line in now.lines.items():
            promised[line.sku] += line.allocated - line.in_hand
            assert 0 <= line.in_hand <= line.fixed <= line.allocated <= line.open
            assert line.in_hand == model.in_hand(at)
        assert now.stock == {sku: (model.usable(sku), units) for sku, units in promised.items()}
        assert all(allocated <= usable for usable, allocated in now.stock.values())

    def _notices_are_as_the_model(self) -> None:
        model = self.model
        expected = {each.number: each[3:] for each in expected_notices(self.store, most=1_000)}
        for notice in {number for number, _ in model.notices}:
            found = notice_head(self.store, notice)
            assert found is not None
            assert found[0].purchase_order == model.order_of(notice)
            lines = model.notice_lines(notice)
            assert [(line.sku, line.sscc, line.quantity, line.received, line.to_come) for line in found[1]] == [
                (model.notices[at].sku, model.notices[at].sscc, model.notices[at].quantity, model.came_of[at], rest)
                for at, rest in ((at, model.coming(at)) for at in lines)
            ]
            coming = [at for at in lines if model.coming(at)]
            pallets = {model.notices[at].sscc for at in coming} - {""}
            told = len(pallets), len(coming), sum(map(model.coming, coming))
            assert expected.pop(notice, (0, 0, 0)) == told
        assert not expected

    def _counts_on_what_is_announced(self) -> None:
        """Orders that go all or nothing count on what the model says is sure to come.

        Nothing is said of items that stand on two lines of an order, of which either may have come.
        """
        lines = Counter((number, line.sku) for (number, _), line in self.model.purchases.items())
        known = self.model.items.keys() - {sku for (_, sku), times in lines.items() if times > 1}
        ids = {sku: item for item, sku in self.store.sql("SELECT id, sku FROM item") if sku in known}
        found = announced(self.store, ids.values())
        assert {sku: found.get(item, 0) for sku, item in ids.items()} == {sku: self.model.announced(sku) for sku in ids}

    def _lying(self) -> set[str]:
        """Return the items of which a fill right now would give something, none of what is paused."""
        waiting = waiting_items(self.store)
        scope = {*waiting, *items_of_whole_orders(self.store, waiting)}
        found = self.store.sql("SELECT item_id, allocatable, allocated, fill_paused FROM item_stock").fetchall()
        supplies = supplies_of({item: StockLevel(*level) for item, *level in found if item in scope})
        lines = considered_lines(self.store, supplies, EVERY_LINE)
        rules = rules_of(house_settings())
        demands = demands_of(self.store, lines, rules) if rules.policy.divides else {}
        decided = fill(supplied(self.store, supplies, lines, rules.today), lines, rules, demands)
        given = {item for item, made in decided.items() if any(row.gets for row in made)}
        return {sku for item, sku in self.store.sql("SELECT id, sku FROM item") if item in given}
