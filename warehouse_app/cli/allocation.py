"""Runs of allocation: made by hand, planned or previewed, listed, and taken back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from string import ascii_uppercase

import click

from warehouse_app.cli.main import NUMBER, json_option, main
from warehouse_app.cli.outcomes import Outcome, outcome_json, print_outcome
from warehouse_app.cli.output import iso, print_json, say, sentence
from warehouse_app.cli.session import Session
from warehouse_app.cli.tables import print_table
from warehouse_app.cli.words import Heading, Say
from warehouse_app.domain.decisions import LineDecision
from warehouse_app.domain.statuses import Mode, Policy, Strategy
from warehouse_app.domain.supply import Demand, ShareKey
from warehouse_app.house import House
from warehouse_app.queries.plan_preview import Preview, preview
from warehouse_app.queries.plans import Plan, Request, plan
from warehouse_app.queries.reason_words import RunWords
from warehouse_app.queries.run_list import ListedRun, latest_runs
from warehouse_app.queries.runs import claims_by_item, decisions_of, evenness_of_item, run_lines, run_words
from warehouse_app.queries.waiting import claims_of, rules_of
from warehouse_app.services.allocating import allocate, known_customers, known_items, plan_and_apply
from warehouse_app.services.undoing import undo_run

_OF_CLASS = "class:"
_MOST_RUNS = 1_000


class _StrategyType(click.ParamType[tuple[str, Strategy]]):
    """CODE=STRATEGY for a customer, or class:A=STRATEGY; as (code or class with its prefix, strategy)."""

    name = "strategy"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Strategy]:
        """Return what was typed. Raises click.BadParameter."""
        whose, _, word = value.rpartition("=")
        known = word in {each.value for each in Strategy}
        if whose.startswith(_OF_CLASS):
            known = known and whose.removeprefix(_OF_CLASS) in [*ascii_uppercase]
        if not whose or not known:
            self.fail(sentence(Say.STRATEGY_FORM, text=value, words=tuple(each.value for each in Strategy)), param, ctx)
        return whose, Strategy(word)


@dataclass(frozen=True)
class _Scope:
    """What the options of a run name, before anybody has looked whether it is there."""

    mode: Mode
    policy: Policy | None
    skus: tuple[str, ...]
    customers: tuple[str, ...]
    classes: tuple[str, ...]
    due: tuple[date | None, date | None]
    strategies: dict[str, Strategy]

    @property
    def is_plain(self) -> bool:
        """Whether it is a fill of whole items, which needs no plan, so that it may be of any size."""
        return self.mode is Mode.FILL and not self.customers and not self.classes and self.due == (None, None)

    def request(self) -> Request:
        """Return it with the ids of what is named. Raises Refused for what nobody knows."""
        of_class = {whose: how for whose, how in self.strategies.items() if whose.startswith(_OF_CLASS)}
        of_customer = {whose: how for whose, how in self.strategies.items() if whose not in of_class}
        ids = known_customers([*self.customers, *of_customer])
        return Request(
            mode=self.mode,
            policy=self.policy,
            items=frozenset(known_items(self.skus)),
            customers=frozenset(ids[code] for code in self.customers),
            classes=frozenset(self.classes),
            due=self.due,
            of_customer={ids[code]: how for code, how in of_customer.items()},
            of_class={whose.removeprefix(_OF_CLASS): how for whose, how in of_class.items()},
        )


@main.command("allocate")
@click.option(
    "--policy",
    type=click.Choice([policy.value for policy in Policy]),
    help="Rank by this policy (default: the house's).",
)
@click.option(
    "--mode",
    type=click.Choice([Mode.FILL.value, Mode.REDISTRIBUTE.value]),
    default=Mode.FILL.value,
    show_default=True,
    help="Give what is free; or allocate afresh what is not pinned, on a pick list or picked.",
)
@click.option("--item", "skus", multiple=True, metavar="SKU", help="Only this item; may be given several times.")
@click.option("--customer", "customers", multiple=True, metavar="CODE", help="Only this customer; as often as needed.")
@click.option(
    "--class",
    "classes",
    multiple=True,
    type=click.Choice([*ascii_uppercase]),
    metavar="C",
    help="Only this priority class; as often as needed.",
)
@click.option(
    "--due-from", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Only lines due on that day or later."
)
@click.option("--due-to", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Only lines due by that day.")
@click.option(
    "--strategy",
    "strategies",
    multiple=True,
    type=_StrategyType(),
    metavar="CODE=STRATEGY",
    help="With redistribute, what may become of what a customer (CODE) or a class (class:A) has: win, gain, free, "
    "keep-at-most or lose.",
)
@click.option("--go-on", is_flag=True, help="Make the run though lines that must win stay short.")
@click.option("--preview", "only_preview", is_flag=True, help="Show what the run would do, and change nothing.")
@json_option
@click.pass_obj
def allocate_(
    session: Session,
    *,
    policy: str | None,
    mode: str,
    skus: tuple[str, ...],
    customers: tuple[str, ...],
    classes: tuple[str, ...],
    due_from: datetime | None,
    due_to: datetime | None,
    strategies: tuple[tuple[str, Strategy], ...],
    go_on: bool,
    only_preview: bool,
    as_json: bool,
) -> None:
    """Give free stock to waiting lines and take nothing from anyone; or allocate afresh what is not fixed."""
    scope = _Scope(
        Mode(mode),
        Policy(policy) if policy else None,
        skus,
        customers,
        classes,
        (due_from and due_from.date(), due_to and due_to.date()),
        dict(strategies),
    )
    _refuse_contradictions(scope, strategies)
    with session.house() as house:
        if only_preview:
            outcome = _previewed(house, scope)
        elif scope.is_plain:
            run = allocate(house.store, house.act(), skus=skus, policy=scope.policy).run
            outcome = _made(house, scope, run, None)
        else:
            outcome = _planned(house, scope, go_on=go_on)
    if as_json:
        print_json(outcome_json(outcome))
    else:
        print_outcome(outcome)


def _refuse_contradictions(scope: _Scope, strategies: Sequence[tuple[str, Strategy]]) -> None:
    """Raise click.UsageError where options contradict each other."""
    first, last = scope.due
    if strategies and scope.mode is Mode.FILL:
        raise click.UsageError(sentence(Say.STRATEGY_MODE))
    for whose, how in strategies:
        if scope.strategies[whose] is not how:
            raise click.UsageError(sentence(Say.STRATEGY_TWICE, whose=whose))
    if first is not None and last is not None and first > last:
        raise click.UsageError(sentence(Say.DUE_WINDOW, first=first, last=last))


def _previewed(house: House, scope: _Scope) -> Outcome:
    with house.store.snapshot():
        planned = plan(house.store, house.settings, scope.request())
        decided = [
            (item, planned.supplies[item].free, list(made)) for item, made in sorted(planned.decisions.items()) if made
        ]
        difference = preview(house.store, planned)
        return _outcome(house, scope, decided, RunWords(scope.mode), difference, planned.demands, applied=False)


def _planned(house: House, scope: _Scope, *, go_on: bool) -> Outcome:
    with house.store.snapshot():
        request = scope.request()
    seen: list[Preview] = []

    def look(planned: Plan) -> None:
        seen.append(preview(house.store, planned))

    done = plan_and_apply(house.store, house.act(), request, go_on=go_on, look=look)
    return _made(house, scope, done.run, seen[-1])


def _made(house: House, scope: _Scope, run: int | None, difference: Preview | None) -> Outcome:
    """Return what a run that was made has done; None: there was nothing to decide."""
    with house.store.snapshot():
        decided = [] if run is None else list(decisions_of(house.store, run))
        words = RunWords(scope.mode) if run is None else run_words(house.store, run)
        lines = {item: [row.line for row in made] for item, _, made in decided}
        # Nobody has changed what customers have since the run was made, a moment ago.
        demands = claims_of(house.store, lines, rules_of(house.settings))
        return _outcome(house, scope, decided, words, difference, demands, applied=True)


def _outcome(
    house: House,
    scope: _Scope,
    decided: Iterable[tuple[int, int, list[LineDecision]]],
    words: RunWords,
    difference: Preview | None,
    demands: Mapping[ShareKey, Demand],
    *,
    applied: bool,
) -> Outcome:
    settings = house.settings
    outcome = Outcome(
        words.run, scope.mode, scope.policy or settings.policy, applied, [], {}, {}, difference, settings.currency
    )
    claims = claims_by_item(demands)
    for item, free, made in decided:
        lines = list(run_lines(house.store, settings, item, free, made, run=words))
        even = evenness_of_item(house.store, made, claims.get(item, {}), made=applied)
        for fairness, found in ((outcome.fairness_before, even.before), (outcome.fairness, even.after)):
            if found is not None:
                fairness[lines[0].sku] = found
        outcome.lines.extend(lines)
    return outcome


@main.command("runs")
@click.option("--item", "skus", multiple=True, metavar="SKU", help="Only of this item; may be given several times.")
@click.option(
    "--limit", type=click.IntRange(1, _MOST_RUNS), default=20, show_default=True, metavar="N", help="At most so many."
)
@json_option
@click.pass_obj
def runs(session: Session, *, skus: tuple[str, ...], limit: int, as_json: bool) -> None:
    """List the latest runs of allocation, the last one first, with what each gave and took (of the items named)."""
    with session.house() as house, house.store.snapshot():
        latest = latest_runs(house.store, items=known_items(skus), limit=limit)
        zone = house.zone
    if as_json:
        print_json([_run_json(each) for each in latest])
    elif not latest:
        say(Say.NO_RUNS)
    else:
        headings = (Heading.RUN, Heading.AT, Heading.CAUSE, Heading.MODE, Heading.POLICY, Heading.WHO)
        figures = (Heading.LINES, Heading.GIVEN, Heading.TAKEN, Heading.UNDONE)
        rows = [
            (
                *(str(each.run), f"{each.at.astimezone(zone):%Y-%m-%d %H:%M}", each.cause, each.mode, each.policy),
                *(each.who, each.lines, each.given, each.taken, _undone(each)),
            )
            for each in latest
        ]
        print_table((*headings, *figures), rows, shorten=Heading.WHO)


def _undone(run: ListedRun) -> str:
    if run.undone_by is not None:
        return sentence(Say.UNDONE_BY, run=run.undone_by)
    return "" if run.undoes is None else sentence(Say.UNDOES, run=run.undoes)


def _run_json(run: ListedRun) -> dict[str, object]:
    return {
        "run": run.run,
        "at": iso(run.at),
        "cause": run.cause,
        "mode": run.mode.value,
        "policy": run.policy.value,
        "who": run.who,
        "lines": run.lines,
        "given": run.given,
        "taken": run.taken,
        "undoes": run.undoes,
        "undone_by": run.undone_by,
    }


@main.command("undo")
@click.argument("run", type=NUMBER)
@json_option
@click.pass_obj
def undo(session: Session, *, run: int, as_json: bool) -> None:
    """Take a RUN of allocation back as one step, as long as nothing was built on it (`runs` lists them)."""
    with session.house() as house:
        done = undo_run(house.store, house.act(), run)
    if as_json:
        facts = {"run": done.run, "undone": done.undone, "lines": done.lines}
        print_json({**facts, "taken": done.taken, "returned": done.returned})
        return
    say(
        Say.RUN_UNDONE,
        run=done.run,
        undone=done.undone,
        lines=done.lines,
        taken=done.taken,
        returned=done.returned,
    )
