"""Somebody runs the allocation by hand: of all or of some, as planned now or a while ago; and takes runs back."""

from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.scenarios.model import Scope
from tests.scenarios.promises import UNDOABLE
from tests.scenarios.shop import FOUNDED, Street
from tests.scenarios.stock import LineKey
from tests.scenarios.story import Story
from warehouse_app.domain.statuses import Mode, Policy, Strategy
from warehouse_app.queries.house import house_settings
from warehouse_app.queries.plans import Plan, Request, plan
from warehouse_app.queries.runs import items_of_skus, planned_fill, waiting_items
from warehouse_app.services.allocating import Allocated, AllocateFault, allocate, apply_plan, known_customers
from warehouse_app.services.undoing import UndoRunFault, undo_run

SOME_DAYS = st.sampled_from([None, None, None, FOUNDED])
POLICIES = st.sampled_from([None, None, *Policy])
STRATEGIES = st.sampled_from(Strategy)


@dataclass(frozen=True)
class Planned:
    """A run that was planned, and the state of the shop then."""

    plan: Plan
    scope: Scope
    by_customer: Mapping[str, Strategy]
    by_class: Mapping[str, Strategy]
    mark: str

    @property
    def gives(self) -> dict[int, int]:
        """Return what it would give to lines (ids), or take."""
        return {row.line: row.gets for made in self.plan.decisions.values() for row in made if row.gets}


class Running(Story):
    """Runs by hand."""

    def __init__(self, street: Street) -> None:
        super().__init__(street)
        self.planned: list[Planned] = []
        self.taken_back: set[int] = set()

    def allocate(self, data: st.DataObject) -> None:
        """Fill by hand: there is nothing left to give, but where a run left something, or by another policy."""
        policy = data.draw(POLICIES, "policy")
        skus = sorted(data.draw(st.sets(st.sampled_from(["TEA", "CUP", "POT", "NEW"])), "items"))
        with self.store.snapshot():
            items = list(items_of_skus(skus).values()) if skus else waiting_items(self.store)
            made = planned_fill(self.store, house_settings(), items, policy=policy)
        units = sum(row.gets for _, of_item in made.values() for row in of_item)
        assert not units or policy is not None or self.lying or self.seen.paused
        answer = self.do(None, allocate, skus=skus, policy=policy)
        assert answer is not None
        assert answer.units == units
        self.step.resumes = True
        self.step.policy = policy or self.model.policy
        self.step.may_leave = self.step.policy is not self.model.policy

    def run(self, data: st.DataObject) -> None:
        """Plan a run, and make it at once."""
        planned = self._plan(data)
        answer = self._apply(data, planned, may_be_late=False)
        # What just was refused is refused again; what was made is late now, but where it changed nothing.
        assert answer is not None or planned.plan.unmet

    def plan(self, data: st.DataObject) -> None:
        """Plan a run to make it later; nothing happens by that."""
        self.planned.append(self._plan(data))
        self.step.is_idle = True

    def run_as_planned(self, data: st.DataObject) -> None:
        """Make a run that was planned: as it was planned, or not at all where something happened since."""
        planned = self.planned[-data.draw(st.integers(1, len(self.planned)), "plan before last")]
        self._apply(data, planned, may_be_late=planned.mark != self.seen.mark)

    def take_run_back(self, data: st.DataObject) -> None:
        """Undo a run: its lines have what they had before it, or it is refused for a reason that can be seen."""
        numbers = sorted(self.runs)
        last = st.sampled_from(numbers[-2:])
        run = self.runs[data.draw(st.one_of(last, last, st.sampled_from(numbers)), "run")]
        had = self.had_before.get(run.number, {})
        later = [at for number, lines in self.had_before.items() if number > run.number for at in lines]
        refused = None
        if run.mode not in UNDOABLE:
            refused = UndoRunFault.NOT_OF_A_KIND
        elif run.number in self.taken_back:
            refused = UndoRunFault.UNDONE
        elif not had:
            refused = UndoRunFault.NOT_OF_A_KIND
        elif any(at in had for at in later):
            refused = UndoRunFault.TOUCHED
        if refused is not None:
            self.do(refused, undo_run, run.number)
        else:
            self._take_back(run.number, had)

    def _take_back(self, run: int, had: Mapping[LineKey, int]) -> None:
        """Undo a run that no later one touched."""
        answer = self.attempt([UndoRunFault.ON_LIST, UndoRunFault.CHANGED], undo_run, run)
        if answer is None:
            assert any(self._stands_in_the_way(run, at, units) for at, units in had.items())
            return
        assert (answer.undone, answer.lines) == (run, len(had))
        self.taken_back.add(run)
        self.step.restores = dict(had)
        self.step.pauses = {self.seen.lines[at].sku for at in had}
        self.step.concerned = {number for number, _ in had}
        # Others may need what is complete no longer.
        self.step.may_leave = True

    def _stands_in_the_way(self, run: int, at: LineKey, had: int) -> bool:
        """Return whether a line no longer stands as a run left it, or cannot be as it was before it."""
        line = self.seen.lines[at]
        usable, promised = self.seen.stock[line.sku]
        return (
            line.allocated != had + self.runs[run].gets[line.row]
            or max(line.fixed, line.wanted.pinned) > had
            or line.open < had
            or had - line.allocated > usable - promised
            or self.model.items[line.sku].lot_tracked
        )

    def _plan(self, data: st.DataObject) -> Planned:
        return data.draw(st.sampled_from([self._plan_any, self._plan_to_move, self._plan_to_move]), "plan")(data)

    def _plan_any(self, data: st.DataObject) -> Planned:
        skus, customers, classes = (
            frozenset(data.draw(st.just([]) | st.lists(st.sampled_from(some), max_size=2), what))
            for what, some in (
                ("items", ["CUP", "TEA", "POT"]),
                ("customers", sorted(self.model.customers)),
                ("classes", ["A", "B", "C"]),
            )
        )
        scope = Scope(skus, customers, classes, data.draw(st.tuples(SOME_DAYS, SOME_DAYS), "due"))
        mode = data.draw(st.sampled_from([Mode.FILL, Mode.REDISTRIBUTE, Mode.REDISTRIBUTE]), "mode")
        of_customer: dict[str, Strategy] = {}
        of_class: dict[str, Strategy] = {}
        if mode is Mode.REDISTRIBUTE and data.draw(st.booleans(), "strategies"):
            whose = st.dictionaries(st.sampled_from(sorted(self.model.customers)), STRATEGIES, max_size=3)
            of_customer = data.draw(whose, "of customers")
            of_class = data.draw(st.dictionaries(st.sampled_from("ABC"), STRATEGIES, max_size=2), "of classes")
        return self._planned(mode, data.draw(POLICIES, "policy"), scope, of_customer, of_class)

    def _plan_to_move(self, data: st.DataObject) -> Planned:
        """Plan to give to somebody who waits what somebody else holds."""
        pairs = [
            (self.model.lines[holder].customer, self.model.lines[waiter].customer, held.sku)
            for holder, held in sorted(self.seen.lines.items())
            for waiter, waits in sorted(self.seen.lines.items())
            if held.loose and waits.short and held.sku == waits.sku and self.model.is_due(self.model.lines[waiter])
        ]
        pairs = [pair for pair in pairs if pair[0] != pair[1]]
        if not pairs:
            return self._plan_any(data)
        holder, waiter, sku = data.draw(st.sampled_from(pairs), "holder, waiter, item")
        gives = st.sampled_from([Strategy.LOSE, Strategy.KEEP_AT_MOST, Strategy.FREE])
        strategies = {
            holder: data.draw(gives, "holder"),
            waiter: data.draw(st.sampled_from([Strategy.GAIN, Strategy.WIN]), "waiter"),
        }
        scope = Scope(frozenset(data.draw(st.sampled_from([[sku], []]), "items")))
        return self._planned(Mode.REDISTRIBUTE, data.draw(POLICIES, "policy"), scope, strategies, {})

    def _planned(
        self,
        mode: Mode,
        policy: Policy | None,
        scope: Scope,
        of_customer: Mapping[str, Strategy],
        of_class: Mapping[str, Strategy],
    ) -> Planned:
        ids = known_customers(sorted(self.model.customers))
        request = Request(
            mode,
            policy,
            frozenset(items_of_skus(sorted(scope.skus)).values()),
            frozenset(ids[code] for code in scope.customers),
            scope.classes,
            scope.due,
            {ids[code]: strategy for code, strategy in of_customer.items()},
            of_class,
        )
        with self.store.snapshot():
            made = plan(self.store, house_settings(), request)
        planned = Planned(made, scope, of_customer, of_class, self.seen.mark)
        self._is_by_strategy(planned)
        return planned

    def _apply(self, data: st.DataObject, planned: Planned, *, may_be_late: bool) -> Allocated | None:
        go_on = data.draw(st.booleans(), "go on")
        scope = self.model.in_scope(planned.scope)
        refusals = [AllocateFault.MOVED] if may_be_late else []
        if planned.plan.unmet and not go_on:
            self.do(AllocateFault.UNMET, apply_plan, planned.plan, go_on=go_on)
            return None
        answer = self.attempt(refusals, apply_plan, planned.plan, go_on=go_on)
        if answer is None:
            return None
        request = planned.plan.request
        self.step.policy, self.step.scope, self.step.gives = planned.plan.policy, scope, planned.gives
        self.step.in_turn = not (planned.by_customer or planned.by_class)
        self.step.resumes = self.step.may_leave = True
        if request.mode is Mode.REDISTRIBUTE:
            self.step.concerned = {number for number, _ in scope}
        return answer

    def _is_by_strategy(self, planned: Planned) -> None:
        """Who must win and is due is full, who keeps what he has loses none, and who keeps at most that gains none.

        So it is as things are now: who is on hold until the run is made gets nothing by it.
        """
        for at in self.model.in_scope(planned.scope):
            gets = planned.gives.get(self.seen.lines[at].row, 0)
            own = planned.by_customer.get(self.model.lines[at].customer)
            match own or planned.by_class.get(self.seen.lines[at].wanted.rank_class):
                case Strategy.WIN if not self.model.is_due(self.model.lines[at]):
                    assert gets >= 0
                case Strategy.WIN:
                    assert planned.plan.unmet or gets == self.seen.lines[at].short, (at, self.seen.lines[at], planned)
                case Strategy.GAIN:
                    assert gets >= 0
                case Strategy.KEEP_AT_MOST:
                    assert gets <= 0
                case _:
                    pass
